//! A plan as it was read.

use std::ops::Range;

use backlot_api::schedule as wire;

use super::Places;

/// A value and where it stands in the source (byte offsets).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub at: Range<usize>,
}

/// A film's plan.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Name of the file.
    pub file: String,
    /// Its text.
    pub source: String,
    /// Id, 1–32 of a–z, 0–9 and `-`.
    pub film: At<String>,
    /// Title.
    pub title: At<String>,
    /// What its money is in.
    pub money: Money,
    /// Token series.
    pub series: Vec<Series>,
    /// Parties, in the order of the file.
    pub parties: Vec<Party>,
    /// Figures that are attested.
    pub figures: Vec<Figure>,
    /// Share of the unharmed that must consent to an amendment, in hundredths of a percent.
    pub quorum: u16,
    /// Sources of receipts.
    pub sources: Vec<Source>,
    /// The waterfall below the top, table by table in the order of [`Plan::tables`].
    pub tiers: Vec<Tier>,
    /// Terms of distribution runs.
    pub terms: Terms,
    /// Where the agreement's fields stand.
    pub places: Places,
}

/// The one denom of a film.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// Denom on the chain.
    pub denom: String,
    /// Decimals between a whole coin and a base unit.
    pub exponent: u8,
    /// What people call it.
    pub symbol: String,
}

impl Money {
    /// `amount` base units for a table: `USD 1,234.56`.
    pub fn show(&self, amount: u128) -> String {
        format!("{} {}", self.symbol, crate::amount::short(amount, self.exponent))
    }
}

/// A wallet as the plan names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// `@name`: a key of the key store, or an alias of the config.
    Key(String),
    /// An address.
    Address(String),
}

/// A token series.
#[derive(Clone, Debug)]
pub struct Series {
    /// Name for people.
    pub name: At<String>,
    /// Symbol.
    pub symbol: At<String>,
    /// Decimals.
    pub decimals: u8,
    /// Most units there can ever be.
    pub cap: At<u128>,
    /// Compliance officer.
    pub compliance: Option<At<Who>>,
    /// Seconds to object to a recovery.
    pub recovery_delay: u64,
    /// Who may attest.
    pub attestors: Option<Vec<At<Who>>>,
    /// No transfer before this, in seconds since 1970.
    pub locked_until: Option<u64>,
    /// Most holders.
    pub max_holders: Option<u32>,
    /// Most units of one wallet.
    pub max_units: Option<u128>,
    /// Least units of one wallet.
    pub min_units: Option<u128>,
    /// Project page.
    pub project: Option<String>,
    /// Description.
    pub description: Option<String>,
    /// Logo address.
    pub logo: Option<String>,
}

/// A party.
#[derive(Clone, Debug)]
pub struct Party {
    /// Id.
    pub id: At<String>,
    /// Who gets its money.
    pub payee: Payee,
    /// What it put in.
    pub invested: Option<u128>,
    /// Paid out from this day on.
    pub held_until: Option<u32>,
    /// Who consents to amendments for it.
    pub voice: Option<At<Who>>,
}

/// Who gets a party's money.
#[derive(Clone, Debug)]
pub enum Payee {
    /// A wallet.
    Wallet(At<Who>),
    /// The holders of a series, by symbol.
    Series(At<String>),
    /// Another film's account, and the source there.
    Film {
        /// Collection account.
        account: At<Who>,
        /// Source.
        source: At<String>,
    },
}

/// A figure that is attested.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Id.
    pub id: At<String>,
    /// Decimals: those of money, or none.
    pub exponent: u8,
}

/// A source of receipts.
#[derive(Clone, Debug)]
pub struct Source {
    /// Id.
    pub id: At<String>,
    /// The table it pays into.
    pub table: At<String>,
    /// What comes off before the tiers.
    pub off_the_top: Vec<At<wire::Deduction>>,
}

/// One step of the waterfall.
#[derive(Clone, Debug)]
pub struct Tier {
    /// Id.
    pub id: At<String>,
    /// What people call it.
    pub title: Option<String>,
    /// Its table.
    pub table: At<String>,
    /// Who shares.
    pub shares: Vec<At<wire::Share>>,
    /// From when it takes money.
    pub opens: Option<wire::When>,
    /// Other weights from a condition on.
    pub escalators: Vec<wire::Escalator>,
    /// When it ends.
    pub ends: Option<wire::When>,
}

/// Terms of distribution runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// A run is due at this much.
    pub threshold: u128,
    /// Or after so many seconds.
    pub every: Option<u64>,
    /// Seconds a freeze lasts at most.
    pub freeze: u64,
    /// Least seconds between two runs.
    pub pause: u64,
    /// Reward for the trigger: hundredths of a percent, and at most.
    pub bounty: Option<(u16, u128)>,
}
