//! `engine`: reads agreements. It keeps nothing, and what it answers follows from the question alone.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::Binary;

use crate::{schedule::Party, Role};

/// Creates the engine, one a studio.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {}

/// Messages. There is no owner, and nothing that anyone could change.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "fields are named for what they are")]
pub enum ExecuteMsg {
    /// Sends coins that came by plain bank send to the contract's admin on the chain, who is the one to hand them back:
    /// nobody is owed coins here. Anyone may.
    SweepSurplus { denom: String },
}

impl ExecuteMsg {
    /// Who may call this message.
    pub fn permission(&self) -> Role {
        match self {
            Self::SweepSurplus { .. } => Role::Anyone,
        }
    }
}

/// Queries.
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
#[allow(missing_docs, reason = "fields are named for what they are")]
pub enum QueryMsg {
    /// Checks an agreement (JSON of [`Agreement`](crate::schedule::Agreement)) and writes it as an account runs it.
    #[returns(Compilation)]
    Compile { agreement: Binary },
    /// Carries an account over to another agreement: the one in force, the books as they are (as `collection`'s `Books`
    /// gives them), and the new one.
    #[returns(Amendment)]
    Amend { current: Binary, books: Binary, agreement: Binary },
}

/// Answer of `Compile`.
#[cw_serde]
pub struct Compilation {
    /// Names and schedule, as `backlot_waterfall::Terms` encodes them.
    pub terms: Binary,
    /// The parties as given, in the order of the terms.
    pub parties: Vec<Party>,
    /// Share of the unharmed that must consent to an amendment: hundredths of a percent.
    pub quorum: u16,
}

/// Answer of `Amend`.
#[cw_serde]
pub struct Amendment {
    /// The new agreement, compiled.
    pub compilation: Compilation,
    /// The books, carried over: nobody's credit is less.
    pub books: Binary,
    /// Parties that can ever get less than under the terms in force.
    pub falls: Vec<String>,
}

/// Moves to new code.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}

/// Codes of this contract's own errors.
pub mod code {
    /// The bytes are no agreement.
    pub const AGREEMENT: &str = "engine.agreement";
    /// The agreement cannot be: what and where is in the sentence.
    pub const SCHEDULE: &str = "engine.schedule";
    /// The books do not go over into the new agreement.
    pub const AMENDMENT: &str = "engine.amendment";
    /// The contract has no admin who could be given a surplus.
    pub const NO_ADMIN: &str = "engine.no_admin";
}

crate::typed_event! {
    /// A surplus went to the admin.
    EngineSwept = "engine_swept" {
        /// The admin.
        to: String,
        /// Amount.
        amount: u128,
        /// Denom.
        denom: String,
    }
}
