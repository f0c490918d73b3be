//! Statements: what each party was owed, got and is owed still, for a period.

mod csv;
mod film;
mod flow;
mod html;
mod period;
mod show;

use serde::Serialize;

pub use film::Film;
pub use period::{Every, NoPeriod, Period};
pub use show::Show;

use crate::{
    fault::Fault,
    figures::{text, text_maybe, Unit},
    replay::{Part, Place},
};

/// Why there is no statement.
#[derive(thiserror::Error, Clone, Debug, PartialEq, Eq)]
pub enum NoStatement {
    /// The agreements cannot be read.
    #[error(transparent)]
    Start(Fault),
    /// What the chain has booked cannot be recomputed.
    #[error("entry {entry}: {fault}")]
    Fault {
        /// Number of the entry.
        entry: u64,
        /// Why.
        fault: Fault,
    },
    /// No such party at the end of the period.
    #[error("the film has no party `{0}` at the end of the period")]
    Party(String),
}

/// A statement of account.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Statement {
    /// Film.
    pub film: String,
    /// Title.
    pub title: String,
    /// Denom of all amounts.
    pub denom: String,
    /// The coin as people count it.
    pub unit: Unit,
    /// Period.
    pub period: Period,
    /// The party it is for; none: all of them.
    pub party: Option<String>,
    /// The version in force at its end.
    pub version: u32,
    /// Accounts of the parties, in the order of the agreement.
    pub accounts: Vec<Account>,
    /// What the sources brought in the period.
    pub sources: Vec<Source>,
    /// Every credit and payment of the period, in order.
    pub lines: Vec<Line>,
    /// How far every cap is at the end of the period.
    pub caps: Vec<Cap>,
    /// Waits at the end of the period: fractions of units in tiers, and reserves.
    #[serde(serialize_with = "text")]
    pub held: u128,
    /// Everything that was credited in the period, to anybody, by party and place.
    #[serde(skip)]
    pub credits: Vec<Part>,
}

/// A party's account: `opening + credited − paid = closing`. Where payments are not known by date, only what does not
/// depend on them is told.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Account {
    /// Party.
    pub party: String,
    /// Who gets its money.
    pub payee: String,
    /// Credited and not paid before the period.
    #[serde(serialize_with = "text_maybe")]
    pub opening: Option<u128>,
    /// Of what was credited in the period: by place.
    pub from: Vec<Origin>,
    /// Credited in the period.
    #[serde(serialize_with = "text")]
    pub credited: u128,
    /// Paid out in the period.
    #[serde(serialize_with = "text_maybe")]
    pub paid: Option<u128>,
    /// Credited and not paid at its end.
    #[serde(serialize_with = "text_maybe")]
    pub closing: Option<u128>,
    /// Credited from the first receipt to the end of the period.
    #[serde(serialize_with = "text")]
    pub credited_so_far: u128,
}

/// What came from a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Origin {
    /// Place.
    pub place: Place,
    /// Base units.
    #[serde(serialize_with = "text")]
    pub amount: u128,
}

/// What a source brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Source {
    /// Source.
    pub source: String,
    /// The table it pays into.
    pub table: String,
    /// Gross.
    #[serde(serialize_with = "text")]
    pub received: u128,
    /// Taken off the top, reserves included.
    #[serde(serialize_with = "text")]
    pub deducted: u128,
    /// Went into the table.
    #[serde(serialize_with = "text")]
    pub net: u128,
    /// Went into the table from reserves that were due.
    #[serde(serialize_with = "text")]
    pub released: u128,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A part of a receipt, or of a reserve that was released with it.
    Receipt,
    /// A part of reserves that were released without a receipt.
    Release,
    /// A payment to the party.
    Payment,
}

/// A line of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// Date.
    pub date: String,
    /// Number of the entry; none for a payment.
    pub entry: Option<u64>,
    /// What it is.
    pub kind: Kind,
    /// Source of the receipt.
    pub source: Option<String>,
    /// The payer's reference.
    pub reference: Option<String>,
    /// Party.
    pub party: String,
    /// Where a credit came from.
    pub place: Option<Place>,
    /// Base units.
    #[serde(serialize_with = "text")]
    pub amount: u128,
}

/// How far a cap is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cap {
    /// Table.
    pub table: String,
    /// Tier.
    pub tier: String,
    /// The tier takes money now.
    pub open: bool,
    /// The tier has ended.
    pub ended: bool,
    /// Party.
    pub party: String,
    /// Paid in this tier.
    #[serde(serialize_with = "text")]
    pub paid: u128,
    /// All that it may have, as of the end of the period; none where the share is open.
    #[serde(serialize_with = "text_maybe")]
    pub cap: Option<u128>,
    /// Recouped, hundredths of a percent, cut; none where the share is open.
    pub recouped: Option<u32>,
}
