//! A checked schedule: parties, sources and tiers by index. [`Terms::new`](crate::Terms::new) makes it from an agreement.

use alloc::vec::Vec;

/// Positions of parties, tiers or sources, as bits: at most 64 of each.
pub type Set = u64;

/// Whether a position is in a set.
pub(crate) fn has(set: Set, position: usize) -> bool {
    u32::try_from(position).ok().and_then(|shift| 1u64.checked_shl(shift)).is_some_and(|bit| set & bit != 0)
}

/// A set of one position.
pub(crate) fn only(position: usize) -> Set {
    u32::try_from(position).ok().and_then(|shift| 1u64.checked_shl(shift)).unwrap_or(0)
}

/// A recoupment schedule that can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// Number of parties.
    pub parties: usize,
    /// Number of attested figures.
    pub figures: usize,
    /// Of each table, how many tiers; the tiers of all tables stand one after the other.
    pub tables: Vec<usize>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Tiers of all tables.
    pub tiers: Vec<Tier>,
    /// Sums that conditions ask for, each with an accumulator of its own in the books.
    pub totals: Vec<Total>,
    /// Volumes that conditions ask for.
    pub volumes: Vec<Volume>,
    /// Parties that are other films, by index.
    pub films: Vec<usize>,
}

impl Schedule {
    /// Positions of a table's tiers.
    pub(crate) fn tiers_of(&self, table: usize) -> core::ops::Range<usize> {
        let before: usize = self.tables.iter().take(table).fold(0, |sum, count| sum.saturating_add(*count));
        before..before.saturating_add(self.tables.get(table).copied().unwrap_or(0))
    }

    /// Positions of the tiers above one in its table.
    pub(crate) fn above(&self, tier: usize) -> core::ops::Range<usize> {
        let mut tables = (0..self.tables.len()).map(|table| self.tiers_of(table));
        tables.find(|tiers| tiers.contains(&tier)).map_or(tier, |tiers| tiers.start)..tier
    }
}

/// What parties receive from tiers, together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// Parties.
    pub parties: Set,
    /// Tiers.
    pub tiers: Set,
    /// The sum that is asked for.
    pub amount: u128,
}

/// What sources receive, together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Volume {
    /// Sources.
    pub sources: Set,
    /// The sum that is asked for.
    pub amount: u128,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The table it pays into.
    pub table: usize,
    /// Taken in order.
    pub deductions: Vec<Deduction>,
}

/// A deduction off the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deduction {
    /// A percentage.
    Percent {
        /// Who gets it.
        party: usize,
        /// Rates by volume; the first from 0, thresholds ascend.
        steps: Vec<Step>,
        /// At least this in a calendar year with receipts; 0 where there is none.
        minimum: u128,
    },
    /// Approved expenses.
    Expenses {
        /// Who gets them.
        party: usize,
        /// Most that can be approved.
        cap: u128,
    },
    /// Money set aside.
    Reserve {
        /// Of the gross.
        bps: u16,
        /// Most that is set aside.
        cap: Option<u128>,
        /// Released from this day on.
        until: u32,
    },
}

/// A rate from an amount on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// From here.
    pub from: u128,
    /// Hundredths of a percent.
    pub bps: u16,
}

/// A tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Open from the start where there is no condition.
    pub opens: Option<When>,
    /// Shares.
    pub shares: Vec<Share>,
    /// Other weights, in order.
    pub escalators: Vec<Escalator>,
    /// Never ends where there is no condition.
    pub ends: Option<When>,
}

/// A share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Who.
    pub party: usize,
    /// Against the others' weights.
    pub weight: u32,
    /// At most this.
    pub cap: Option<Cap>,
}

/// A cap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cap {
    /// One limit.
    Only(Limit),
    /// The lesser of two.
    Lesser(Limit, Limit),
    /// The greater of two.
    Greater(Limit, Limit),
}

/// A limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limit {
    /// An amount: as it is, or worked out from what a party put in.
    Amount(u128),
    /// Principal and interest; at most one in a share.
    Loan(Loan),
    /// By a figure.
    Brackets {
        /// Which.
        figure: usize,
        /// Rates.
        steps: Vec<Step>,
    },
    /// What another film has not recouped: position in [`Schedule::films`].
    Deficit(usize),
}

/// Terms of a loan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loan {
    /// Day and amount of each draw-down; days ascend.
    pub draws: Vec<(u32, u128)>,
    /// Hundredths of a percent a year.
    pub bps: u32,
    /// Unpaid interest bears interest after each 365 days from the first draw-down.
    pub compound: bool,
}

impl Share {
    /// The loan in its cap.
    pub(crate) fn loan(&self) -> Option<&Loan> {
        let (one, two) = match self.cap.as_ref()? {
            Cap::Only(limit) => (limit, None),
            Cap::Lesser(one, two) | Cap::Greater(one, two) => (one, Some(two)),
        };
        [Some(one), two].into_iter().flatten().find_map(|limit| match limit {
            Limit::Loan(loan) => Some(loan),
            _ => None,
        })
    }
}

/// Other weights from a condition on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escalator {
    /// From when.
    pub when: When,
    /// One a share.
    pub weights: Vec<u32>,
}

/// Conditions together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// Each of them, not one of them.
    pub all: bool,
    /// Conditions.
    pub of: Vec<Condition>,
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// All caps of the tier itself are full.
    Full,
    /// A total has been reached: position in [`Schedule::totals`].
    Total(usize),
    /// A volume has been reached: position in [`Schedule::volumes`].
    Volume(usize),
    /// A figure has reached so much.
    Figure {
        /// Which.
        figure: usize,
        /// So much.
        reaches: u128,
    },
    /// The day has come.
    Day(u32),
    /// All of these tiers have ended.
    Ended(Set),
}
