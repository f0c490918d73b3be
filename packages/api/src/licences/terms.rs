//! What is granted: licences and entitlements.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::Uint128;

/// The territory that takes all others in.
pub const WORLD: &str = "WORLD";

/// A medium of exploitation.
#[cw_serde]
#[derive(Copy, Eq, PartialOrd, Ord)]
pub enum Medium {
    /// Cinemas.
    Theatrical,
    /// Free and pay television.
    Television,
    /// Subscription video on demand.
    Svod,
    /// Video on demand paid by advertising.
    Avod,
    /// Video on demand paid by title.
    Tvod,
    /// In flight and on ships.
    Airline,
    /// Discs.
    HomeVideo,
    /// Whatever is none of these; the reference text says what.
    Other,
}

impl Medium {
    /// All of them, in order.
    pub const ALL: [Self; 8] = [
        Self::Theatrical,
        Self::Television,
        Self::Svod,
        Self::Avod,
        Self::Tvod,
        Self::Airline,
        Self::HomeVideo,
        Self::Other,
    ];

    /// As on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Self::Theatrical => "theatrical",
            Self::Television => "television",
            Self::Svod => "svod",
            Self::Avod => "avod",
            Self::Tvod => "tvod",
            Self::Airline => "airline",
            Self::HomeVideo => "home_video",
            Self::Other => "other",
        }
    }
}

/// Days: `from` is in it, `until` is the first one after it.
#[cw_serde]
#[derive(Copy, Eq)]
#[serde(deny_unknown_fields)]
pub struct Period {
    /// First day.
    pub from: u32,
    /// First day after; later than `from`.
    pub until: u32,
}

/// An instalment of a minimum guarantee.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Instalment {
    /// Day on which it is due.
    pub due: u32,
    /// Above zero.
    pub amount: Uint128,
}

/// A licence as it is granted. Nothing in it changes afterwards.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Grant {
    /// 1–32 of a–z, 0–9, `-`; unique in the film.
    pub id: String,
    /// Who may exploit the film, and reports.
    pub licensee: String,
    /// ISO 3166 alpha-2 codes in upper case, 1 to 64; or `WORLD` alone.
    pub territories: Vec<String>,
    /// At least one.
    pub media: Vec<Medium>,
    /// When.
    #[serde(deserialize_with = "crate::apart")]
    pub window: Period,
    /// Nobody else is licensed in the same territory, medium and window.
    pub exclusive: bool,
    /// The source of the collection account that its payments are receipts of.
    pub source: String,
    /// The contract on paper, at most 280 bytes.
    pub reference: String,
    /// The minimum guarantee, at most 12 instalments, one a day at most; none: no guarantee.
    #[serde(deserialize_with = "crate::apart")]
    pub guarantee: Vec<Instalment>,
}

/// What an entitlement opens.
#[cw_serde]
#[derive(Copy, Eq)]
pub enum EntitlementKind {
    /// A screening.
    Screening,
    /// A name in the credits.
    Credit,
    /// Seeing the film before others.
    EarlyAccess,
    /// What the text says.
    Other,
}

/// Something that holders of a token are entitled to.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Entitlement {
    /// 1–32 of a–z, 0–9, `-`; unique in the film.
    pub id: String,
    /// Number of the token series.
    pub series: u8,
    /// Least units, above zero.
    pub units: Uint128,
    /// The record date in that series on which they must have been held.
    pub record: u64,
    /// What it opens.
    pub kind: EntitlementKind,
    /// In words, at most 280 bytes.
    pub text: String,
}
