use backlot_api::{code as shared, collection::code, LedgerError};
use backlot_kit::KitError;
use backlot_waterfall::{CodecError, Overflow, Problem, ReceiveError, ScheduleError};
use cosmwasm_std::{StdError, Uint128};

/// Why the collection account refuses.
#[derive(thiserror::Error, Debug, PartialEq)]
pub enum ContractError {
    /// Shared refusals.
    #[error(transparent)]
    Kit(#[from] KitError),
    /// A schedule that cannot be; the sentence begins with the place.
    #[error("[{code}] {0}", code = code_of(.0))]
    Schedule(#[from] ScheduleError),
    /// No such source.
    #[error("[{}] the film has no source {source_id:?}", code::SOURCE)]
    UnknownSource {
        /// As given.
        source_id: String,
    },
    /// No such party.
    #[error("[{}] the film has no party {party:?}", code::PARTY)]
    UnknownParty {
        /// As given.
        party: String,
    },
    /// A payee that could never be paid.
    #[error("[{}] parties[{position}].payee: {reason}", code::PAYEE)]
    Payee {
        /// Position of the party.
        position: usize,
        /// Why.
        reason: &'static str,
    },
    /// No such suspense entry.
    #[error("[{}] there is no suspense entry {entry}, or it is settled", code::ENTRY)]
    UnknownEntry {
        /// Entry.
        entry: u64,
    },
    /// The entry is not in the account's denom.
    #[error("[{}] entry {entry} is in {denom}, and the schedule divides {expected}", code::ENTRY_DENOM)]
    EntryDenom {
        /// Entry.
        entry: u64,
        /// Its denom.
        denom: String,
        /// The account's.
        expected: String,
    },
    /// Nothing to pay out.
    #[error("[{}] these parties have been paid all that they are credited", code::NOTHING)]
    NothingToDeliver,
    /// Less surplus than named.
    #[error("[{}] {surplus} {denom} here belong to nobody, less than {amount}", code::SURPLUS)]
    Surplus {
        /// Denom.
        denom: String,
        /// What is there beyond all liabilities.
        surplus: Uint128,
        /// What was named.
        amount: Uint128,
    },
    /// What is stored cannot be read: a fault of ours.
    #[error("[{}] the books cannot be read", shared::STD)]
    Books,
}

/// A schedule's refusals that every list and identifier shares keep the shared code.
fn code_of(error: &ScheduleError) -> &'static str {
    match error.problem {
        Problem::Empty => shared::EMPTY,
        Problem::TooMany { .. } => shared::TOO_LONG,
        Problem::Id { .. } => shared::ID,
        Problem::Duplicate { .. } => shared::DUPLICATE,
        Problem::UnknownParty { .. } => code::PARTY,
        _ => code::SCHEDULE,
    }
}

impl From<StdError> for ContractError {
    fn from(error: StdError) -> Self {
        Self::Kit(error.into())
    }
}

impl From<Overflow> for ContractError {
    fn from(_: Overflow) -> Self {
        KitError::Overflow { what: "sum of the receipts" }.into()
    }
}

impl From<ReceiveError> for ContractError {
    fn from(error: ReceiveError) -> Self {
        match error {
            ReceiveError::Overflow(overflow) => overflow.into(),
            ReceiveError::Zero => KitError::Zero { what: "receipt" }.into(),
            ReceiveError::UnknownSource { source_index } => Self::UnknownSource { source_id: source_index.to_string() },
        }
    }
}

impl From<CodecError> for ContractError {
    fn from(_: CodecError) -> Self {
        Self::Books
    }
}

impl From<LedgerError> for ContractError {
    fn from(_: LedgerError) -> Self {
        Self::Books
    }
}
