use backlot_api::agreements::code;
use backlot_kit::KitError;
use cosmwasm_std::{StdError, Timestamp};

/// Why the agreements refuse.
#[derive(thiserror::Error, Debug, PartialEq)]
pub enum ContractError {
    /// Shared refusals.
    #[error(transparent)]
    Kit(#[from] KitError),
    /// One proposal at a time.
    #[error("[{}] version {version} is proposed until {deadline}: adopt it, withdraw it, or wait", code::OPEN)]
    Open {
        /// Its number.
        version: u32,
        /// It lapses then.
        deadline: Timestamp,
    },
    /// Nothing is proposed, or it lapsed.
    #[error("[{}] no proposal is open", code::NONE)]
    NoProposal,
    /// A deadline that gives too little or too much time.
    #[error("[{}] a deadline lies between an hour and a year ahead, not at {deadline}", code::DEADLINE)]
    Deadline {
        /// As given.
        deadline: Timestamp,
    },
    /// Somebody else speaks for the party.
    #[error("[{}] {sender} does not speak for {party}", code::VOICE)]
    Voice {
        /// Party.
        party: String,
        /// Who asked.
        sender: String,
    },
    /// Who can get less has not consented.
    #[error("[{}] {party} can get less and has not consented", code::CONSENT)]
    Missing {
        /// Party.
        party: String,
    },
    /// Too few of the others have.
    #[error("[{}] {given} of the parties that cannot get less have consented, {needed} must", code::CONSENT)]
    Quorum {
        /// Have.
        given: u32,
        /// Must.
        needed: u32,
    },
    /// Nobody can speak for a party that can get less.
    #[error("[{}] {party} can get less and nobody speaks for it", code::SILENT)]
    Silent {
        /// Party.
        party: String,
    },
    /// No such party.
    #[error("[{}] no party is called {party}", code::UNKNOWN)]
    UnknownParty {
        /// As given, cut at 64 characters.
        party: String,
    },
    /// No such version.
    #[error("[{}] there is no version {version}", code::UNKNOWN)]
    UnknownVersion {
        /// As given.
        version: u32,
    },
    /// What the engine or the account says against the question, from its own code on.
    #[error("{said}")]
    Asked {
        /// Its words.
        said: String,
    },
    /// A party's money could not go where its payee says.
    #[error("[{}] {party}: {reason}", code::PAYEE)]
    Payee {
        /// Party.
        party: String,
        /// What is wrong.
        reason: &'static str,
    },
}

impl From<StdError> for ContractError {
    fn from(error: StdError) -> Self {
        Self::Kit(error.into())
    }
}
