use backlot_api::returns::code;
use backlot_api::LedgerError;
use backlot_kit::KitError;
use cosmwasm_std::{StdError, Timestamp, Uint128};

/// Why returns refuses.
#[derive(thiserror::Error, Debug, PartialEq)]
pub enum ContractError {
    /// Shared refusals.
    #[error(transparent)]
    Kit(#[from] KitError),
    /// No such series.
    #[error("[{}] there is no series {series}", code::SERIES)]
    Series {
        /// As asked.
        series: u8,
    },
    /// No such run, or it is over.
    #[error("[{}] run {run} {what}", code::RUN)]
    Run {
        /// As asked.
        run: u64,
        /// What is wrong with it.
        what: &'static str,
    },
    /// A run is under way.
    #[error("[{}] run {run} of series {series} is under way", code::BUSY)]
    Busy {
        /// Series.
        series: u8,
        /// Its run.
        run: u64,
    },
    /// The pot is too small and no time is up.
    #[error("[{}] series {series} has {pot} of {threshold} in its pot and no time is up", code::NOT_DUE)]
    NotDue {
        /// Series.
        series: u8,
        /// In its pot.
        pot: Uint128,
        /// Threshold.
        threshold: Uint128,
    },
    /// The holders were frozen not long ago.
    #[error("[{}] holders of series {series} stay free until {until}", code::NOT_DUE)]
    Resting {
        /// Series.
        series: u8,
        /// A run may start from then on.
        until: Timestamp,
    },
    /// The cursor is elsewhere.
    #[error("[{}] run {run} stands at {cursor}, not at {expected}", code::CURSOR)]
    Cursor {
        /// Run.
        run: u64,
        /// Where it stands.
        cursor: u32,
        /// What the message expects.
        expected: u32,
    },
    /// The freeze is over.
    #[error("[{}] the freeze of run {run} ended at {expires}", code::EXPIRY)]
    Expired {
        /// Run.
        run: u64,
        /// Its end.
        expires: Timestamp,
    },
    /// The freeze is not over.
    #[error("[{}] the freeze of run {run} lasts until {expires}", code::EXPIRY)]
    NotExpired {
        /// Run.
        run: u64,
        /// Its end.
        expires: Timestamp,
    },
    /// Nobody to credit.
    #[error("[{}] nobody holds units of series {series}", code::NO_HOLDERS)]
    NoHolders {
        /// Series.
        series: u8,
    },
    /// Nothing to deliver.
    #[error("[{}] pages {first} to {end} of series {series} hold no credits", code::NOTHING)]
    Nothing {
        /// Series.
        series: u8,
        /// First page.
        first: u32,
        /// One past the last page.
        end: u32,
    },
    /// Terms that cannot be.
    #[error("[{}] {reason}", code::TERMS)]
    Terms {
        /// Why not.
        reason: &'static str,
    },
    /// A page of the ledger is not readable.
    #[error("[{}] {page}: {error}", code::LEDGER)]
    Page {
        /// Which.
        page: String,
        /// What is wrong.
        error: LedgerError,
    },
    /// The ledger does not answer, or a slot has no address.
    #[error("[{}] {reason}", code::LEDGER)]
    Ledger {
        /// What is wrong.
        reason: String,
    },
    /// The ledger's pages hold more than its supply: the pot would be overspent.
    #[error("[{}] the pages of series {series} hold more than its supply of {supply}", code::LEDGER)]
    Overfull {
        /// Series.
        series: u8,
        /// Supply at the trigger.
        supply: Uint128,
    },
    /// No surplus.
    #[error("[{}] all coins here are accounted for", code::SURPLUS)]
    NoSurplus,
}

impl From<StdError> for ContractError {
    fn from(error: StdError) -> Self {
        Self::Kit(error.into())
    }
}
