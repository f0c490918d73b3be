//! Reads.

use backlot_api::agreements::{ConfigResponse, Current, ProposalResponse, VersionResponse, VersionSummary};
use cosmwasm_std::{Deps, Env, Order};
use cw_storage_plus::Bound;

use crate::{
    execute::{consents, opened},
    model::{self, Others},
    state::{Config, InForce, Proposal, Version, CONFIG, CURRENT, VERSIONS},
    ContractError,
};

type Answer<T> = Result<T, ContractError>;

pub(crate) fn config(deps: Deps) -> Answer<ConfigResponse> {
    let Config { engine, collection, .. } = CONFIG.load(deps.storage)?;
    let version = CURRENT.load(deps.storage)?.version;
    Ok(ConfigResponse { engine: engine.into(), collection: collection.into(), version })
}

pub(crate) fn current(deps: Deps) -> Answer<Current> {
    let InForce { version, terms, parties, .. } = CURRENT.load(deps.storage)?;
    Ok(Current { version, terms, parties })
}

pub(crate) fn version(deps: Deps, version: u32) -> Answer<VersionResponse> {
    let found = VERSIONS.may_load(deps.storage, version)?.ok_or(ContractError::UnknownVersion { version })?;
    Ok(VersionResponse { agreement: found.agreement.clone(), summary: summary(version, found) })
}

pub(crate) fn versions(deps: Deps, start_after: Option<u32>, limit: Option<u32>) -> Answer<Vec<VersionSummary>> {
    let rows = VERSIONS.range(deps.storage, start_after.map(Bound::exclusive), None, Order::Ascending);
    rows.take(backlot_kit::limit(limit))
        .map(|row| row.map(|(at, found)| summary(at, found)).map_err(Into::into))
        .collect()
}

fn summary(version: u32, found: Version) -> VersionSummary {
    let Version { agreement: _, adopted, sha256, reference } = found;
    VersionSummary { version, adopted, sha256, reference }
}

pub(crate) fn proposal(deps: Deps, env: &Env) -> Answer<Option<ProposalResponse>> {
    let Proposal { serial, agreement, deadline, reference, falls } = match opened(deps, env) {
        Ok(proposal) => proposal,
        Err(ContractError::NoProposal) => return Ok(None),
        Err(error) => return Err(error),
    };
    let InForce { parties, quorum, .. } = CURRENT.load(deps.storage)?;
    let consents = consents(deps, serial)?;
    let Others { needed, given } = model::others(&parties, &falls, quorum, &consents);
    Ok(Some(ProposalResponse { agreement, deadline, reference, falls, consents, needed, given }))
}

pub(crate) fn voice(deps: Deps, party: &str) -> Answer<Option<String>> {
    let parties = CURRENT.load(deps.storage)?.parties;
    let found = parties.iter().find(|known| known.id == party);
    let found = found.ok_or_else(|| ContractError::UnknownParty { party: party.chars().take(64).collect() })?;
    Ok(model::voice(found).map(ToOwned::to_owned))
}
