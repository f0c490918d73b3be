//! `agreements`: what a film's parties agreed, version after version. A new version needs the consent of everyone who
//! can get less by it, and of a share of the others.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Binary, Timestamp};
use cw_ownable::{cw_ownable_execute, cw_ownable_query};

use crate::{schedule::Party, Role};

/// Records a film's first agreement.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// Owner: proposes amendments.
    pub owner: String,
    /// Who reads agreements.
    pub engine: String,
    /// The film's collection account, which may not exist yet.
    pub collection: String,
    /// Number of the film's token series.
    pub series: u8,
    /// JSON of [`Agreement`](crate::schedule::Agreement).
    pub agreement: Binary,
}

/// Messages.
#[cw_ownable_execute]
#[cw_serde]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "fields are named for what they are")]
pub enum ExecuteMsg {
    /// Proposes a new version. One is open at a time.
    Propose { agreement: Binary, deadline: Timestamp, reference: Option<String> },
    /// A party's voice consents to the open proposal, or takes its consent back.
    Consent { parties: Vec<String>, consent: bool },
    /// Puts the open proposal into force when those who must have consented. Anyone may.
    Adopt {},
    /// Takes the open proposal back.
    Withdraw {},
    /// Sends on what came by plain bank send: nobody is owed coins here.
    SweepSurplus { denom: String, to: String },
}

impl ExecuteMsg {
    /// Who may call this message.
    pub fn permission(&self) -> Role {
        match self {
            Self::Propose { .. } | Self::Withdraw {} | Self::SweepSurplus { .. } => Role::Owner,
            // The voice of each party named: decided by the agreement in force.
            Self::Consent { .. } | Self::Adopt {} | Self::UpdateOwnership(_) => Role::Anyone,
        }
    }
}

/// Queries.
#[cw_ownable_query]
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
#[allow(missing_docs, reason = "fields are named for what they are")]
pub enum QueryMsg {
    /// Addresses and the number of the version in force.
    #[returns(ConfigResponse)]
    Config {},
    /// What the account runs: asked by `collection` when it opens.
    #[returns(Current)]
    Current {},
    /// One version as it was given.
    #[returns(VersionResponse)]
    Version { version: u32 },
    /// Versions by number, without their text.
    #[returns(Vec<VersionSummary>)]
    Versions { start_after: Option<u32>, limit: Option<u32> },
    /// The open proposal, if there is one.
    #[returns(Option<ProposalResponse>)]
    Proposal {},
    /// Who speaks for a party.
    #[returns(Option<String>)]
    Voice { party: String },
}

/// Answer of `Config`.
#[cw_serde]
pub struct ConfigResponse {
    /// Who reads agreements.
    pub engine: String,
    /// The film's collection account.
    pub collection: String,
    /// In force.
    pub version: u32,
}

/// Answer of `Current`.
#[cw_serde]
pub struct Current {
    /// In force.
    pub version: u32,
    /// Names and schedule, as `backlot_waterfall::Terms` encodes them.
    pub terms: Binary,
    /// Parties in the order of the terms.
    pub parties: Vec<Party>,
}

/// Answer of `Version`.
#[cw_serde]
pub struct VersionResponse {
    /// Number and times.
    pub summary: VersionSummary,
    /// JSON as it was given.
    pub agreement: Binary,
}

/// A row of `Versions`.
#[cw_serde]
pub struct VersionSummary {
    /// From 1.
    pub version: u32,
    /// In force since.
    pub adopted: Timestamp,
    /// SHA-256 of the text.
    pub sha256: Binary,
    /// Of its proposal.
    pub reference: Option<String>,
}

/// Answer of `Proposal`.
#[cw_serde]
pub struct ProposalResponse {
    /// JSON as it was given.
    pub agreement: Binary,
    /// It lapses then.
    pub deadline: Timestamp,
    /// Reference.
    pub reference: Option<String>,
    /// Parties that can get less: each must consent.
    pub falls: Vec<String>,
    /// Parties that have consented.
    pub consents: Vec<String>,
    /// Of the others with a voice, so many must consent.
    pub needed: u32,
    /// Of the others, so many have.
    pub given: u32,
}

/// Moves to new code.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}

/// Codes of this contract's own errors.
pub mod code {
    /// A proposal is open already.
    pub const OPEN: &str = "agreements.proposal_open";
    /// No proposal is open.
    pub const NONE: &str = "agreements.no_proposal";
    /// The deadline is past, or too near or far.
    pub const DEADLINE: &str = "agreements.deadline";
    /// Somebody else speaks for the party, or nobody does.
    pub const VOICE: &str = "agreements.voice";
    /// Consents are missing.
    pub const CONSENT: &str = "agreements.consent";
    /// A party that has no voice could get less.
    pub const SILENT: &str = "agreements.no_voice";
    /// No such party or version.
    pub const UNKNOWN: &str = "agreements.unknown";
    /// A party's money could not go where its payee says.
    pub const PAYEE: &str = "agreements.payee";
}

crate::typed_event! {
    /// A version was proposed.
    AgreementsProposed = "agreements_proposed" {
        /// The number that it would have.
        version: u32,
        /// Parties that can get less, separated by commas.
        falls: String,
    }
    /// A party consented or took it back.
    AgreementsConsented = "agreements_consented" {
        /// Party.
        party: String,
        /// Consents.
        consent: bool,
    }
    /// A version is in force.
    AgreementsAdopted = "agreements_adopted" {
        /// Number.
        version: u32,
    }
    /// A proposal was taken back or lapsed.
    AgreementsWithdrawn = "agreements_withdrawn" {
        /// The number that it would have had.
        version: u32,
    }
    /// Coins that came by plain bank send were sent on.
    AgreementsSwept = "agreements_swept" {
        /// Denom.
        denom: String,
        /// Amount.
        amount: u128,
        /// To whom.
        to: String,
    }
    /// A hand-over of ownership went one step on.
    AgreementsOwnershipUpdated = "agreements_ownership_updated" {
        /// Owner.
        owner: String,
        /// Who may accept; empty where nobody is proposed.
        pending: String,
    }
}
