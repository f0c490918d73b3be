//! Refusals. A schedule's say where, in the words of the input: `tables[0].tiers[2].shares[0].weight: is zero`.

use alloc::string::String;

/// Why an agreement is none, and where in it.
#[derive(thiserror::Error, Clone, Debug, PartialEq, Eq)]
#[error("{place}: {problem}")]
pub struct ScheduleError {
    /// Path to the field, as in `tables[0].tiers[2].shares[0].weight`.
    pub place: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a field of an agreement.
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
    /// Not in the list of its kind.
    #[error("no {kind} is called {id:?}")]
    Unknown {
        /// `party`, `table`, `tier`, `source`, `figure`.
        kind: &'static str,
        /// As given, cut at 64 characters.
        id: String,
    },
    /// A weight, rate, cap, amount or figure of zero.
    #[error("is zero")]
    Zero,
    /// More than the whole.
    #[error("is {bps} hundredths of a percent, more than 10000")]
    OverWhole {
        /// Given.
        bps: u32,
    },
    /// A source's percentages take more than everything.
    #[error("the percentages can add up to {bps} hundredths of a percent, more than 10000")]
    OverHundredPercent {
        /// Their sum, each at its highest.
        bps: u32,
    },
    /// Steps or draw-downs out of order; the first step is from 0.
    #[error("steps begin at 0, and steps and draw-downs ascend")]
    Order,
    /// A day further off than anything here lives.
    #[error("is no day before the year 2300")]
    Day,
    /// An escalator's weights are not the shares'.
    #[error("has {given} weights for {shares} shares")]
    Weights {
        /// Given.
        given: usize,
        /// Shares.
        shares: usize,
    },
    /// Two loans in one cap.
    #[error("a share has at most one loan")]
    TwoLoans,
    /// A percentage of nothing.
    #[error("the party has put in nothing (invested)")]
    NotInvested,
    /// The party is no other film.
    #[error("the party's payee is no other film, so there is no deficit to be covered")]
    NoFilm,
    /// That all caps are full, asked where no tier of capped shares ends.
    #[error("is only for the end of a tier whose shares are all capped")]
    OnlyEnds,
    /// A deficit beside another limit.
    #[error("a deficit stands alone in a cap")]
    OnlyAlone,
    /// Off the top for a film whose deficit a tier covers: what it takes of a receipt would hang on how the receipt was cut.
    #[error("the party is another film whose deficit a tier covers: it is paid from tiers only")]
    OnlyFromTiers,
    /// The tier could never end, and others wait below it.
    #[error("can never end, so the tiers below would never get anything: cap it or let it end")]
    NeverEnds,
    /// The last tier of a table ends or waits, and what comes then belongs to nobody.
    #[error("the last tier of a table must be open: no opening, no end, and a share without cap")]
    LastNotOpen,
    /// Conditions wait for each other.
    #[error("waits for itself")]
    Cycle,
    /// A condition that nothing can fulfil.
    #[error("can never hold")]
    Never,
    /// No source pays into the table, so no tier of it is ever reached.
    #[error("no source pays into it")]
    NoSource,
    /// A sum left 128 bits.
    #[error("the sum is out of range")]
    Overflow,
}

/// Why something cannot be booked. Nothing has changed, unless the books are damaged.
#[derive(thiserror::Error, Clone, Copy, Debug, PartialEq, Eq)]
pub enum BookError {
    /// No source has this index.
    #[error("there is no source number {source_index}")]
    UnknownSource {
        /// As given.
        source_index: usize,
    },
    /// Nothing was received or approved.
    #[error("the amount is zero")]
    Zero,
    /// A day before the latest one.
    #[error("day {day} is before day {latest}, the latest in the books")]
    Past {
        /// As given.
        day: u32,
        /// Latest.
        latest: u32,
    },
    /// The source has no expenses of this party.
    #[error("the source has no expenses of this party")]
    NoExpenses,
    /// More than can be approved.
    #[error("only {left} can still be approved")]
    AboveCap {
        /// Until the cap.
        left: u128,
    },
    /// No figure has this index.
    #[error("there is no figure number {figure}")]
    UnknownFigure {
        /// As given.
        figure: usize,
    },
    /// A figure that does not grow.
    #[error("the figure is {latest} already: figures only grow")]
    Shrinks {
        /// As it is.
        latest: u128,
    },
    /// No other film has this index.
    #[error("there is no other film number {film}")]
    UnknownFilm {
        /// As given.
        film: usize,
    },
    /// No reserve is due.
    #[error("no reserve is due for release")]
    NothingDue,
    /// All receipts together would leave 128 bits.
    #[error(transparent)]
    Overflow(#[from] Overflow),
    /// The books are not those of this schedule.
    #[error("the books are damaged")]
    Damaged,
}

/// Arithmetic left 128 bits.
#[derive(thiserror::Error, Clone, Copy, Debug, PartialEq, Eq)]
#[error("the receipts are out of range")]
pub struct Overflow;
