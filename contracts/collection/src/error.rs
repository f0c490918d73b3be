use backlot_api::{agreements, code as shared, collection::code, LedgerError};
use backlot_kit::KitError;
use backlot_waterfall::{BookError, CodecError, Overflow};
use cosmwasm_std::{StdError, Uint128};

/// Why the collection account refuses.
#[derive(thiserror::Error, Debug, PartialEq)]
pub enum ContractError {
    /// Shared refusals.
    #[error(transparent)]
    Kit(#[from] KitError),
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
    /// No such figure.
    #[error("[{}] the film has no figure {figure:?}", code::FIGURE)]
    UnknownFigure {
        /// As given.
        figure: String,
    },
    /// The books cannot take it.
    #[error("[{code}] {0}", code = code::BOOKS)]
    Refused(BookError),
    /// A party whose money could not be paid, or would belong to nobody.
    #[error(
        "[{}] parties[{position}].payee: a contract of the film's own set is nobody's payee",
        agreements::code::PAYEE
    )]
    Payee {
        /// Position of the party.
        position: usize,
    },
    /// A party that is paid later.
    #[error("[{}] {party} is paid from day {until} on", code::HELD)]
    Held {
        /// Party.
        party: String,
        /// Day since 1970-01-01 (UTC).
        until: u32,
    },
    /// Books that would move money.
    #[error("[{}] {reason}", code::AMENDMENT)]
    Amendment {
        /// What would happen.
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
    /// What is stored, or was handed over by the film's own agreements, cannot be read: a fault of ours.
    #[error("[{}] the books cannot be read", shared::STD)]
    Books,
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

impl From<BookError> for ContractError {
    fn from(error: BookError) -> Self {
        match error {
            BookError::Overflow(overflow) => overflow.into(),
            BookError::Zero => KitError::Zero { what: "amount" }.into(),
            BookError::Damaged => Self::Books,
            refused => Self::Refused(refused),
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
