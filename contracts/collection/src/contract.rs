//! Entry points: the door.

use backlot_api::collection::{CollectionOwnershipUpdated, ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use backlot_api::Role;
use backlot_kit::{KitError, Ownership};
#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response};

use crate::{
    execute::{self, Version},
    query,
    state::{Config, CONFIG},
    ContractError, CONTRACT, SINCE, VERSION,
};

/// Longest denom of the Cosmos SDK.
const DENOM: usize = 128;

/// Opens the account.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    backlot_kit::no_funds(&info)?;
    let InstantiateMsg { owner, denom, agreements, returns, interchange } = msg;
    let owner = backlot_kit::address(deps.api, &owner)?;
    if denom.is_empty() {
        return Err(KitError::Empty { what: "denom" }.into());
    }
    backlot_kit::capped("denom", denom.as_bytes(), DENOM)?;
    let config = Config {
        denom,
        agreements: backlot_kit::address(deps.api, &agreements)?,
        version: 0,
        returns: backlot_kit::address(deps.api, &returns)?,
        interchange: backlot_kit::address(deps.api, &interchange)?,
        paused: false,
    };
    cw2::set_contract_version(deps.storage, CONTRACT, VERSION)?;
    backlot_kit::initialize_owner(&mut deps, &owner)?;
    execute::open(deps, &env.contract.address, config)?;
    Ok(Response::new())
}

/// Acts.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(deps: DepsMut, env: Env, info: MessageInfo, msg: ExecuteMsg) -> Result<Response, ContractError> {
    let unauthorized = |role| Err(KitError::Unauthorized { sender: info.sender.to_string(), role }.into());
    match msg.permission() {
        Role::Anyone => {}
        Role::Owner => backlot_kit::assert_owner(deps.storage, &info.sender)?,
        Role::Agreements if CONFIG.load(deps.storage)?.agreements == info.sender => {}
        Role::Agreements => return unauthorized("film's agreements"),
        _ => return unauthorized("holder of a role here"),
    }
    if !matches!(msg, ExecuteMsg::Receive { .. } | ExecuteMsg::Deposit { .. }) {
        backlot_kit::no_funds(&info)?;
    }
    match msg {
        ExecuteMsg::Receive { source, reference } => execute::receive(deps, &env, &info, source, reference),
        ExecuteMsg::Deposit { note } => execute::deposit(deps, &env, &info, note),
        ExecuteMsg::Assign { entry, source } => execute::assign(deps, &env, entry, source),
        ExecuteMsg::Recover { entry } => execute::recover(deps, &info.sender, entry),
        ExecuteMsg::Attribute { denom, amount, sender } => {
            let sender = backlot_kit::address(deps.api, &sender)?;
            execute::attribute(deps, &env, denom, amount, sender)
        }
        ExecuteMsg::Deliver { parties } => execute::deliver(deps, &env, &parties),
        ExecuteMsg::Approve { source, party, amount, reference } => {
            execute::approve(deps, &env, &info.sender, (source, party, amount), reference)
        }
        ExecuteMsg::Attest { figure, value, reference } => {
            execute::attest(deps, &env, &info.sender, (figure, value), reference)
        }
        ExecuteMsg::Release {} => execute::release(deps, &env, &info.sender),
        ExecuteMsg::Amend { version, terms, books, parties } => {
            execute::amend(deps, &env, &info, Version { version, terms, books, parties })
        }
        ExecuteMsg::SetPaused { paused } => execute::set_paused(deps, paused),
        ExecuteMsg::UpdateOwnership(action) => {
            let Ownership { owner, pending } = backlot_kit::update_ownership(deps, &env.block, &info.sender, action)?;
            Ok(Response::new().add_event(CollectionOwnershipUpdated { owner, pending }))
        }
    }
}

/// Reads.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let block = &env.block;
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::Totals {} => to_json_binary(&query::totals(deps)?),
        QueryMsg::Parties { start_after, limit } => to_json_binary(&query::parties(deps, start_after, limit)?),
        QueryMsg::Sources { start_after, limit } => to_json_binary(&query::sources(deps, start_after, limit)?),
        QueryMsg::Tiers { start_after, limit } => to_json_binary(&query::tiers(deps, block, start_after, limit)?),
        QueryMsg::Entries { start_after, limit } => to_json_binary(&query::entries(deps, start_after, limit)?),
        QueryMsg::Expenses {} => to_json_binary(&query::expenses(deps)?),
        QueryMsg::Figures {} => to_json_binary(&query::figures(deps)?),
        QueryMsg::Books {} => to_json_binary(&query::books(deps)?),
        QueryMsg::Deficit {} => to_json_binary(&query::deficit(deps, block)?),
        QueryMsg::Suspense { start_after, limit } => to_json_binary(&query::suspense(deps, start_after, limit)?),
        QueryMsg::Surplus { denom } => to_json_binary(&query::surplus(deps, &env.contract.address, &denom)?),
        QueryMsg::WhatIf { source, amount } => to_json_binary(&query::what_if(deps, block, &source, amount)?),
        QueryMsg::Ownership {} => to_json_binary(&cw_ownable::get_ownership(deps.storage)?),
    };
    Ok(answer?)
}

/// Moves to newer code. An account from before the books were kept stays with the code it has.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    backlot_kit::migrate_since(deps.storage, CONTRACT, VERSION, SINCE)?;
    Ok(Response::new())
}
