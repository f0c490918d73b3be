//! What a schedule is made of, in names: the engine's input. [`Schedule::new`](crate::Schedule::new) checks it.

use alloc::{string::String, vec::Vec};

/// A recoupment schedule as people write it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// Ids of the parties; their position here is their index everywhere else.
    pub parties: Vec<String>,
    /// Where receipts come from.
    pub sources: Vec<Source>,
    /// Through which what is left after the off-the-top flows, in order. The last one is open.
    pub tiers: Vec<Tier>,
}

/// A source of receipts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Id.
    pub id: String,
    /// Taken off the top of its receipts.
    pub off_the_top: Vec<Deduction>,
}

/// A deduction off the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deduction {
    /// A percentage of the source's gross.
    Percent {
        /// Who gets it.
        party: String,
        /// Hundredths of a percent, above zero; all of a source at most 10,000.
        bps: u16,
    },
    /// All that the percentages leave, until the cap is recovered; several in their order.
    Expenses {
        /// Who gets it.
        party: String,
        /// In all, from this source; above zero.
        cap: u128,
    },
}

/// One step of the waterfall.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Id.
    pub id: String,
    /// Who shares in it, pari passu by weight.
    pub shares: Vec<Share>,
    /// It also ends when this party has received so much in it.
    pub ends_when: Option<EndsWhen>,
}

/// A share in a tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Who; once in a tier.
    pub party: String,
    /// Against the others' weights; above zero.
    pub weight: u32,
    /// At most this in this tier, above zero. None: open.
    pub cap: Option<u128>,
}

/// The end of a tier by one party's figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndsWhen {
    /// Whose; it must share in the tier.
    pub party: String,
    /// Above zero, at most its cap.
    pub reaches: u128,
}
