//! `studio`: factory and registry. One message makes a film's whole set of contracts, at addresses that are known
//! before (`instantiate2`); films can be closed, never deleted.

use std::{fmt, str::FromStr};

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Binary, Timestamp, Uint128};
use cw_ownable::{cw_ownable_execute, cw_ownable_query};

use crate::{
    returns::Terms,
    rights::{InstantiateMarketingInfo, TransferRules},
    Role,
};

/// Creates a studio, and with it the interchange that pays for all its films.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// Owner of the studio: creates and closes films, names code.
    pub owner: String,
    /// Code of each kind.
    pub codes: Vec<Code>,
}

/// A kind of contract the studio makes.
#[cw_serde]
#[derive(Copy, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Film-rights token, one a series.
    Rights,
    /// Reads agreements, one a studio.
    Engine,
    /// What a film's parties agreed.
    Agreements,
    /// Collection account.
    Collection,
    /// Licences on a film.
    Licences,
    /// Distribution runs.
    Returns,
    /// Asset interchange, one a studio.
    Interchange,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 7] = [
        Self::Rights,
        Self::Engine,
        Self::Agreements,
        Self::Collection,
        Self::Licences,
        Self::Returns,
        Self::Interchange,
    ];

    /// As it is written in messages, salts and events.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rights => "rights",
            Self::Engine => "engine",
            Self::Agreements => "agreements",
            Self::Collection => "collection",
            Self::Licences => "licences",
            Self::Returns => "returns",
            Self::Interchange => "interchange",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A word that is no [`Kind`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no kind of contract has this name")]
pub struct UnknownKind;

impl FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(name: &str) -> Result<Self, UnknownKind> {
        Self::ALL.into_iter().find(|kind| kind.name() == name).ok_or(UnknownKind)
    }
}

/// Code of a kind.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// Kind.
    pub kind: Kind,
    /// Code id on this chain.
    pub code_id: u64,
    /// Version it was built as: 1–32 bytes.
    pub version: String,
}

/// What a film is.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct FilmPlan {
    /// Title, at most 280 bytes.
    pub title: String,
    /// The one denom its money is in.
    pub denom: String,
    /// 1–8 token series.
    #[serde(deserialize_with = "crate::apart")]
    pub series: Vec<SeriesPlan>,
    /// What its parties agreed: JSON of [`Agreement`](crate::schedule::Agreement). The studio passes it on unread.
    pub agreement: Binary,
    /// Terms of distribution runs.
    #[serde(deserialize_with = "crate::apart")]
    pub terms: Terms,
}

/// A token series.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct SeriesPlan {
    /// 3–50 bytes.
    pub name: String,
    /// 3–12 of a–z, A–Z and `-`; unique in the film.
    pub symbol: String,
    /// Up to 18.
    pub decimals: u8,
    /// Most units there can ever be. The studio's owner issues them.
    pub cap: Uint128,
    /// Transfer rules.
    #[serde(deserialize_with = "crate::apart")]
    pub rules: TransferRules,
    /// Officer for compliance freezes; the owner where none is named.
    pub compliance: Option<String>,
    /// Seconds to object to a recovery.
    pub recovery_delay: u64,
    /// cw20 marketing data.
    pub marketing: Option<InstantiateMarketingInfo>,
}

/// Messages.
#[cw_ownable_execute]
#[cw_serde]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "fields are named for what they are")]
#[allow(clippy::large_enum_variant, reason = "a message lives once, for one call")]
pub enum ExecuteMsg {
    /// Makes the film's set: its series, its agreements, its collection account, its licences, its returns, each owned by
    /// the studio's owner and administered (migrated) through the studio.
    CreateFilm {
        /// 1–32 of a–z, 0–9, `-`; never used before in this studio.
        film: String,
        /// What it is.
        plan: FilmPlan,
    },
    /// Marks a film closed. Its contracts go on paying what they owe.
    CloseFilm { film: String },
    /// Names the code for contracts made or migrated from now on.
    SetCode { code: Code },
    /// Migrates contracts of a film to the studio's current code of their kind; of the kinds that are one a studio, its own.
    MigrateFilm {
        /// Film; it may be any text where the kind is one a studio.
        film: String,
        /// Kind.
        kind: Kind,
        /// The contract's migrate message.
        msg: Binary,
    },
    /// Stops or resumes making films.
    SetPaused { paused: bool },
    /// Sends on what the studio has of a denom. It owes nobody coins: they came by plain bank send, or the interchange
    /// swept them here.
    SweepSurplus { denom: String, to: String },
}

impl ExecuteMsg {
    /// Who may call this message.
    pub fn permission(&self) -> Role {
        match self {
            Self::CreateFilm { .. }
            | Self::CloseFilm { .. }
            | Self::SetCode { .. }
            | Self::MigrateFilm { .. }
            | Self::SetPaused { .. }
            | Self::SweepSurplus { .. } => Role::Owner,
            Self::UpdateOwnership(_) => Role::Anyone,
        }
    }
}

/// Queries.
#[cw_ownable_query]
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
#[allow(missing_docs, reason = "fields are named for what they are")]
pub enum QueryMsg {
    /// Interchange, codes, pause.
    #[returns(ConfigResponse)]
    Config {},
    /// Where a film's contracts are or would be made.
    #[returns(FilmAddresses)]
    Addresses { film: String, series: u8 },
    /// One film.
    #[returns(Film)]
    Film { film: String },
    /// Films by id.
    #[returns(Vec<Film>)]
    Films { start_after: Option<String>, limit: Option<u32> },
}

/// Answer of `Config`.
#[cw_serde]
pub struct ConfigResponse {
    /// The studio's interchange.
    pub interchange: String,
    /// The studio's engine.
    pub engine: Option<String>,
    /// Code of each kind.
    pub codes: Vec<Code>,
    /// No new films.
    pub paused: bool,
    /// Films ever made.
    pub films: u64,
}

/// Addresses of a film's contracts.
#[cw_serde]
pub struct FilmAddresses {
    /// Series in order.
    pub rights: Vec<String>,
    /// What the parties agreed; films made before 0.3 have it in their collection account.
    pub agreements: Option<String>,
    /// Collection account.
    pub collection: String,
    /// Licences on it; films made before 0.3 have none.
    pub licences: Option<String>,
    /// Returns.
    pub returns: String,
}

/// A film in the registry.
#[cw_serde]
pub struct Film {
    /// Id.
    pub film: String,
    /// Title.
    pub title: String,
    /// Denom.
    pub denom: String,
    /// Contracts.
    pub addresses: FilmAddresses,
    /// The studio's interchange.
    pub interchange: String,
    /// Made at.
    pub created: Timestamp,
    /// Closed at.
    pub closed: Option<Timestamp>,
}

/// Moves to new code.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}

/// Codes of this contract's own errors.
pub mod code {
    /// No such film.
    pub const FILM: &str = "studio.film";
    /// The film's id is taken.
    pub const TAKEN: &str = "studio.taken";
    /// The film is closed already.
    pub const CLOSED: &str = "studio.closed";
    /// A contract that the studio or the film does not have.
    pub const MISSING: &str = "studio.missing";
    /// No code for this kind, or none with this id on this chain, or a version that is no version.
    pub const CODE: &str = "studio.code";
    /// The plan cannot be: what and where is in the sentence.
    pub const PLAN: &str = "studio.plan";
}

crate::typed_event! {
    /// A studio was made, and its interchange and engine with it.
    StudioOpened = "studio_opened" {
        /// Its owner.
        owner: String,
        /// Its interchange.
        interchange: String,
        /// Its engine.
        engine: String,
    }
    /// Code was named for a kind.
    StudioCodeSet = "studio_code_set" {
        /// Kind.
        kind: Kind,
        /// Code id.
        code_id: u64,
        /// Version it was built as.
        version: String,
    }
    /// Contracts of a film went to the current code of their kind.
    StudioFilmMigrated = "studio_film_migrated" {
        /// Film; empty for the kinds that are one a studio.
        film: String,
        /// Kind.
        kind: Kind,
        /// Code id.
        code_id: u64,
    }
    /// Making films was stopped or resumed.
    StudioPauseSet = "studio_pause_set" {
        /// Stopped.
        paused: bool,
    }
    /// A step of handing the ownership over.
    StudioOwnershipUpdated = "studio_ownership_updated" {
        /// Owner after it.
        owner: String,
        /// Who may accept; empty: nobody.
        pending: String,
    }
    /// A film was made.
    StudioFilmCreated = "studio_film_created" {
        /// Film.
        film: String,
        /// Series, joined by commas.
        rights: String,
        /// What its parties agreed.
        agreements: String,
        /// Collection account.
        collection: String,
        /// Licences on it.
        licences: String,
        /// Returns.
        returns: String,
    }
    /// Coins that nobody is owed were sent on.
    StudioSwept = "studio_swept" {
        /// Denom.
        denom: String,
        /// Amount.
        amount: u128,
        /// To whom.
        to: String,
    }
    /// A film was closed.
    StudioFilmClosed = "studio_film_closed" {
        /// Film.
        film: String,
    }
}
