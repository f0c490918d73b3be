use backlot_api::{
    agreements::{AgreementsProposed, AgreementsWithdrawn},
    limits,
};
use backlot_kit::KitError;
use cosmwasm_std::{Binary, DepsMut, Env, Response, Timestamp};

use super::{amendment, opened};
use crate::{
    model, payee,
    state::{Config, Proposal, CONFIG, CURRENT, PROPOSAL},
    ContractError,
};

/// The least time to think, in seconds.
const LEAST: u64 = 3_600;
/// The most.
const MOST: u64 = 365 * 86_400;

/// Opens a proposal. Whoever can get less by it must be able to speak.
pub(crate) fn propose(
    deps: DepsMut,
    env: &Env,
    agreement: Binary,
    deadline: Timestamp,
    reference: Option<String>,
) -> Result<Response, ContractError> {
    backlot_kit::capped("agreement", &agreement, limits::AGREEMENT)?;
    if let Some(reference) = &reference {
        backlot_kit::text("reference", reference)?;
    }
    let now = env.block.time;
    if !(now.plus_seconds(LEAST)..=now.plus_seconds(MOST)).contains(&deadline) {
        return Err(ContractError::Deadline { deadline });
    }
    let config = CONFIG.load(deps.storage)?;
    let current = CURRENT.load(deps.storage)?;
    let version = current.version.checked_add(1).ok_or(KitError::Overflow { what: "versions" })?;
    if let Ok(open) = opened(deps.as_ref(), env) {
        return Err(ContractError::Open { version, deadline: open.deadline });
    }
    let amendment = amendment(deps.as_ref(), &config, &agreement)?;
    let owner = cw_ownable::get_ownership(deps.storage)?.owner.map(String::from).unwrap_or_default();
    payee::check(deps.as_ref(), &env.contract.address, &owner, &config, &amendment.compilation.parties)?;
    model::all_can_speak(&current.parties, &amendment.falls)?;
    let serial = config.proposals.checked_add(1).ok_or(KitError::Overflow { what: "proposals" })?;
    CONFIG.save(deps.storage, &Config { proposals: serial, ..config })?;
    let mut response = Response::new();
    if PROPOSAL.exists(deps.storage) {
        // What is there has lapsed, or it would be open.
        response = response.add_event(AgreementsWithdrawn { version });
    }
    let event = AgreementsProposed { version, falls: amendment.falls.join(",") };
    PROPOSAL.save(deps.storage, &Proposal { serial, agreement, deadline, reference, falls: amendment.falls })?;
    Ok(response.add_event(event))
}
