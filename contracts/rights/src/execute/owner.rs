use backlot_api::{
    limits,
    rights::{RightsComplianceSet, RightsOwnershipUpdated, RightsPaused, RightsRulesSet, RightsSwept, TransferRules},
};
use backlot_kit::{address, Ownership};
use cosmwasm_std::{Addr, Api, Deps, DepsMut, Env, Response};
use cw_ownable::Action;

use crate::{
    model::check_rules,
    state::{Policy, Rules, POLICY},
    ContractError,
};

use super::word;

/// Rules that hold together, with checked addresses.
pub fn checked_rules(api: &dyn Api, rules: TransferRules) -> Result<Rules, ContractError> {
    check_rules(&rules)?;
    let TransferRules { attestors, locked_until, max_holders, max_units, min_units } = rules;
    let attestors = match attestors {
        None => None,
        Some(given) => {
            backlot_kit::capped("attestors", &given, limits::ATTESTORS)?;
            let checked = given.iter().map(|given| address(api, given)).collect::<Result<Vec<_>, _>>()?;
            backlot_kit::unique("attestors", &checked)?;
            Some(checked)
        }
    };
    Ok(Rules { attestors, locked_until, max_holders, max_units, min_units })
}

/// Replaces the transfer rules.
pub fn set_rules(deps: DepsMut, mut policy: Policy, rules: TransferRules) -> Result<Response, ContractError> {
    policy.rules = checked_rules(deps.api, rules)?;
    POLICY.save(deps.storage, &policy);
    let Rules { attestors, locked_until, max_holders, max_units, min_units } = policy.rules;
    let attestors = attestors.map(|list| list.iter().map(Addr::as_str).collect::<Vec<_>>().join(","));
    Ok(Response::new().add_event(RightsRulesSet {
        attestors: word(attestors),
        locked_until: word(locked_until.map(|until| until.seconds())),
        max_holders: word(max_holders),
        max_units: word(max_units),
        min_units: word(min_units),
    }))
}

/// Stops or resumes movement. Allowances, freezes and a run under way are not movement and go on.
pub fn set_paused(deps: DepsMut, mut policy: Policy, paused: bool) -> Result<Response, ContractError> {
    policy.paused = paused;
    POLICY.save(deps.storage, &policy);
    Ok(Response::new().add_event(RightsPaused { paused }))
}

/// Sends on coins that nobody is owed.
pub fn sweep_surplus(deps: Deps, env: &Env, denom: &str, to: String) -> Result<Response, ContractError> {
    let (coin, send) = backlot_kit::sweep(deps, env, denom, &to)?;
    let swept = RightsSwept { denom: coin.denom, amount: coin.amount.u128(), to };
    Ok(Response::new().add_event(swept).add_message(send))
}

/// Names the compliance officer.
pub fn set_compliance(deps: DepsMut, mut policy: Policy, officer: Option<String>) -> Result<Response, ContractError> {
    policy.compliance = officer.map(|given| address(deps.api, &given)).transpose()?;
    POLICY.save(deps.storage, &policy);
    Ok(Response::new().add_event(RightsComplianceSet { officer: word(policy.compliance) }))
}

/// A step of the hand-over of ownership.
pub fn update_ownership(deps: DepsMut, env: Env, sender: Addr, action: Action) -> Result<Response, ContractError> {
    let Ownership { owner, pending } = backlot_kit::update_ownership(deps, &env.block, &sender, action)?;
    Ok(Response::new().add_event(RightsOwnershipUpdated { owner, pending }))
}
