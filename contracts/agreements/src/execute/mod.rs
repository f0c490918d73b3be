//! One file a verb.

mod adopt;
mod consent;
mod open;
mod propose;
mod sweep;
mod withdraw;

pub(crate) use adopt::adopt;
pub(crate) use consent::consent;
pub(crate) use open::open;
pub(crate) use propose::propose;
pub(crate) use sweep::sweep;
pub(crate) use withdraw::withdraw;

use backlot_api::{
    collection::{self, BooksResponse},
    engine::{self, Amendment},
};
use cosmwasm_schema::serde::{de::DeserializeOwned, Serialize};
use cosmwasm_std::{Addr, Binary, Deps, Env};
use sha2::{Digest, Sha256};

use crate::{
    state::{Config, Proposal, CONSENTS, CURRENT, PROPOSAL, VERSIONS},
    ContractError,
};

/// The proposal that is open now.
pub(crate) fn opened(deps: Deps, env: &Env) -> Result<Proposal, ContractError> {
    let proposal = PROPOSAL.may_load(deps.storage)?.filter(|proposal| env.block.time < proposal.deadline);
    proposal.ok_or(ContractError::NoProposal)
}

/// Of the parties in force, those that have consented to a proposal.
pub(crate) fn consents(deps: Deps, serial: u64) -> Result<Vec<String>, ContractError> {
    let mut consents = Vec::new();
    for party in CURRENT.load(deps.storage)?.parties {
        if CONSENTS.may_load(deps.storage, (serial, &party.id))?.unwrap_or(false) {
            consents.push(party.id);
        }
    }
    Ok(consents)
}

/// What the account would be under an agreement, with its books as they are now.
fn amendment(deps: Deps, config: &Config, agreement: &Binary) -> Result<Amendment, ContractError> {
    let current = VERSIONS.load(deps.storage, CURRENT.load(deps.storage)?.version)?.agreement;
    let BooksResponse { books, .. } = ask(deps, &config.collection, &collection::QueryMsg::Books {})?;
    let question = engine::QueryMsg::Amend { current, books, agreement: agreement.clone() };
    ask(deps, &config.engine, &question)
}

/// Asks another contract. Its refusal goes on from its own code on: what is wrong with an agreement is the engine's to say.
fn ask<T: DeserializeOwned>(deps: Deps, contract: &Addr, question: &impl Serialize) -> Result<T, ContractError> {
    deps.querier.query_wasm_smart(contract, question).map_err(|error| {
        let text = error.to_string();
        let said = backlot_api::code::find(&text)
            .and_then(|code| text.split_once(&format!("[{code}]")).map(|(_, said)| format!("[{code}]{said}")));
        match said {
            Some(said) => ContractError::Asked { said },
            None => error.into(),
        }
    })
}

fn sha256(text: &[u8]) -> Binary {
    Sha256::digest(text).as_slice().into()
}
