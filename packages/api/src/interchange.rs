//! `interchange`: the service that pays. It is handed transaction sets with their funds and pays every wallet in
//! accordance with them; what fails is parked under the wallet's name with a reason, and can be retried.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Timestamp, Uint128};

use crate::Role;

/// Creates the service.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {}

/// Messages. There is no owner: nobody can take, hold back or redirect what is owed to somebody else.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "fields are named for what they are")]
pub enum ExecuteMsg {
    /// Pays a set. The coin sent must be one, and equal the sum of the payments to the last unit; each wallet once.
    Distribute {
        /// What the payer calls the set; echoed in events.
        set: String,
        /// `[wallet, amount]` each.
        payments: Vec<(String, Uint128)>,
    },
    /// Tries a parked payment again. Anyone may.
    Retry { wallet: String, denom: String },
    /// The wallet that cannot receive has its parked coins sent to another.
    Redirect { denom: String, to: String },
    /// Sends coins that nobody is owed (a plain bank send brought them) to the contract's admin on the chain, who is
    /// the one to hand them back. Anyone may.
    SweepSurplus { denom: String },
}

impl ExecuteMsg {
    /// Who may call this message.
    pub fn permission(&self) -> Role {
        match self {
            Self::Distribute { .. } | Self::Retry { .. } | Self::Redirect { .. } | Self::SweepSurplus { .. } => {
                Role::Anyone
            }
        }
    }
}

/// Queries.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
#[allow(missing_docs, reason = "fields are named for what they are")]
pub enum QueryMsg {
    /// What is parked for a wallet, in all denoms (paged by denom).
    #[returns(Vec<Parked>)]
    Parked { wallet: String, start_after: Option<String>, limit: Option<u32> },
    /// Everything that is parked, by wallet and denom.
    #[returns(Vec<Parked>)]
    AllParked { start_after: Option<(String, String)>, limit: Option<u32> },
    /// Why a wallet was not paid: the parked payment with its reason, or none.
    #[returns(Option<Parked>)]
    WhyNotPaid { wallet: String, denom: String },
    /// Sum of what is parked in a denom: the contract's liabilities.
    #[returns(Uint128)]
    TotalParked { denom: String },
}

/// A payment that could not be delivered.
#[cw_serde]
pub struct Parked {
    /// Whom it is owed to.
    pub wallet: String,
    /// Denom.
    pub denom: String,
    /// Amount, all parked sets together.
    pub amount: Uint128,
    /// The rail's refusal, as the chain words it (a codespace and a code).
    pub reason: String,
    /// First parked.
    pub since: Timestamp,
    /// Tries so far.
    pub attempts: u32,
}

/// Moves to new code.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}

/// Codes of this contract's own errors.
pub mod code {
    /// The coin sent is not the sum of the payments.
    pub const SUM: &str = "interchange.sum";
    /// Nothing is parked for this wallet in this denom.
    pub const NOT_PARKED: &str = "interchange.not_parked";
    /// Coins may not be redirected to this contract itself: they would belong to nobody.
    pub const SELF: &str = "interchange.self";
    /// The contract has no more of the denom than it owes.
    pub const SURPLUS: &str = "interchange.no_surplus";
    /// The contract has no admin who could be given a surplus.
    pub const NO_ADMIN: &str = "interchange.no_admin";
}

crate::typed_event! {
    /// A set was taken in; all of it was paid but what the same transaction parks.
    InterchangeAccepted = "interchange_accepted" {
        /// Name of the set.
        set: String,
        /// Payments in it.
        payments: u32,
        /// Sum.
        amount: u128,
        /// Denom.
        denom: String,
    }
    /// A payment was parked.
    InterchangeParked = "interchange_parked" {
        /// Name of the set.
        set: String,
        /// Whom it is owed to.
        wallet: String,
        /// Amount.
        amount: u128,
        /// Denom.
        denom: String,
        /// Why.
        reason: String,
    }
    /// A surplus went to the admin.
    InterchangeSwept = "interchange_swept" {
        /// The admin.
        to: String,
        /// Amount.
        amount: u128,
        /// Denom.
        denom: String,
    }
    /// A parked payment was delivered.
    InterchangeRetried = "interchange_retried" {
        /// Whom it was owed to.
        wallet: String,
        /// Who got it: the wallet, or the one it named.
        to: String,
        /// Amount.
        amount: u128,
        /// Denom.
        denom: String,
    }
}
