use backlot_api::engine::code;
use backlot_kit::KitError;
use backlot_waterfall::{AmendError, ScheduleError};
use cosmwasm_std::StdError;

/// Why the engine refuses.
#[derive(thiserror::Error, Debug, PartialEq)]
pub enum ContractError {
    /// Shared refusals.
    #[error(transparent)]
    Kit(#[from] KitError),
    /// No JSON of an agreement: a field is missing, unknown, or of another type.
    #[error("[{}] this is no agreement: {reason}", code::AGREEMENT)]
    Agreement {
        /// What the reader says.
        reason: String,
    },
    /// An agreement that cannot be; the sentence begins with the place.
    #[error("[{code}] {0}", code = code::SCHEDULE)]
    Schedule(#[from] ScheduleError),
    /// The books do not go over into the new agreement.
    #[error("[{}] the books do not go over: {reason}", code::AMENDMENT)]
    Amendment {
        /// What does not.
        reason: String,
    },
    /// A surplus, and nobody to give it to.
    #[error("[{}] the contract has no admin to give a surplus to", code::NO_ADMIN)]
    NoAdmin,
}

impl From<AmendError> for ContractError {
    fn from(error: AmendError) -> Self {
        match error {
            AmendError::Schedule(error) => Self::Schedule(error),
            other => Self::Amendment { reason: other.to_string() },
        }
    }
}

impl From<StdError> for ContractError {
    fn from(error: StdError) -> Self {
        Self::Kit(error.into())
    }
}
