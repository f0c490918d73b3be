use backlot_api::interchange::code;
use backlot_kit::KitError;
use cosmwasm_std::{StdError, Uint128};

/// Why the interchange refuses.
#[derive(thiserror::Error, Debug, PartialEq)]
pub enum ContractError {
    /// Shared refusals.
    #[error(transparent)]
    Kit(#[from] KitError),
    /// The coin sent is not the sum of the payments.
    #[error("[{}] the payments sum to {payments}, but {sent} came with them", code::SUM)]
    Sum {
        /// Sum of the payments.
        payments: Uint128,
        /// What was sent.
        sent: Uint128,
    },
    /// Nothing is parked.
    #[error("[{}] nothing is parked for {wallet} in {denom}", code::NOT_PARKED)]
    NotParked {
        /// Wallet.
        wallet: String,
        /// Denom.
        denom: String,
    },
    /// The contract would pay itself.
    #[error("[{}] coins sent to the interchange itself would belong to nobody", code::SELF)]
    ToItself,
    /// No surplus.
    #[error("[{}] all {denom} here is owed to somebody", code::SURPLUS)]
    NoSurplus {
        /// Denom.
        denom: String,
    },
    /// Nobody to give a surplus to.
    #[error("[{}] the contract has no admin to give a surplus to", code::NO_ADMIN)]
    NoAdmin,
}

impl From<StdError> for ContractError {
    fn from(error: StdError) -> Self {
        Self::Kit(error.into())
    }
}
