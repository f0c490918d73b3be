//! Refusals. A schedule's say where, in the words of the input: `tiers[2].shares[0].weight: is zero`.

use alloc::string::String;

/// Why a plan is no schedule, and where in it.
#[derive(thiserror::Error, Clone, Debug, PartialEq, Eq)]
#[error("{place}: {problem}")]
pub struct ScheduleError {
    /// Path to the field, as in `tiers[2].shares[0].weight`.
    pub place: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a field of a plan.
#[derive(thiserror::Error, Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A list that must hold something.
    #[error("is empty")]
    Empty,
    /// A list over its limit.
    #[error("has {len} entries, at most {max} are taken")]
    TooMany {
        /// Given.
        len: usize,
        /// Limit.
        max: usize,
    },
    /// Not an identifier.
    #[error("{id:?} is not an identifier: 1 to 32 of a–z, 0–9 and -")]
    Id {
        /// As given, cut at 64 characters.
        id: String,
    },
    /// Named before in the same list.
    #[error("{id:?} is named twice")]
    Duplicate {
        /// What.
        id: String,
    },
    /// Not in the list of parties.
    #[error("no party is called {party:?}")]
    UnknownParty {
        /// As given, cut at 64 characters.
        party: String,
    },
    /// A weight, rate, cap or figure of zero.
    #[error("is zero")]
    Zero,
    /// A source's percentages take more than everything.
    #[error("the percentages add up to {bps} hundredths of a percent, more than 10000")]
    OverHundredPercent {
        /// Their sum.
        bps: u32,
    },
    /// The tier could never end, and others wait below it.
    #[error("is open, so the tiers below would never get anything: cap it or end the tier with ends_when")]
    NeverEnds,
    /// The last tier ends, and what comes after belongs to nobody.
    #[error("the last tier must be open: no ends_when, and a share without cap")]
    LastNotOpen,
    /// `ends_when` names a party that has no share in the tier.
    #[error("{party:?} has no share in this tier")]
    NotInTier {
        /// Whom.
        party: String,
    },
    /// `ends_when` asks for more than the party's cap lets it get.
    #[error("{reaches} is above the party's cap of {cap}")]
    AboveCap {
        /// Figure.
        reaches: u128,
        /// Cap.
        cap: u128,
    },
    /// A sum left 128 bits.
    #[error("the sum is out of range")]
    Overflow,
}

/// Why a receipt cannot be taken. Nothing has changed.
#[derive(thiserror::Error, Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReceiveError {
    /// No source has this index.
    #[error("there is no source number {source_index}")]
    UnknownSource {
        /// As given.
        source_index: usize,
    },
    /// Nothing was received.
    #[error("the receipt is zero")]
    Zero,
    /// All receipts together would leave 128 bits.
    #[error(transparent)]
    Overflow(#[from] Overflow),
}

/// Arithmetic left 128 bits.
#[derive(thiserror::Error, Clone, Copy, Debug, PartialEq, Eq)]
#[error("the receipts are out of range")]
pub struct Overflow;
