//! Entry points: the door.

use backlot_api::collection::{
    CollectionOwnershipUpdated, ExecuteMsg, InstantiateMsg, MigrateMsg, Party, Payee as WirePayee, QueryMsg,
};
use backlot_api::{limits, Role};
use backlot_kit::{KitError, Ownership};
#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{to_json_binary, Addr, Api, Binary, Deps, DepsMut, Env, MessageInfo, Response};

use crate::{
    agreement::Agreement,
    execute,
    model::{Booked, Paid, Payee},
    query,
    state::{self, Config, CONFIG},
    ContractError, CONTRACT, VERSION,
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
    let InstantiateMsg { owner, denom, parties, schedule, returns, interchange } = msg;
    let owner = backlot_kit::address(deps.api, &owner)?;
    if denom.is_empty() {
        return Err(KitError::Empty { what: "denom" }.into());
    }
    backlot_kit::capped("denom", denom.as_bytes(), DENOM)?;
    let config = Config {
        denom,
        returns: backlot_kit::address(deps.api, &returns)?,
        interchange: backlot_kit::address(deps.api, &interchange)?,
        paused: false,
    };
    let agreement = Agreement::new(&parties, &schedule)?;
    let own = [&env.contract.address, &config.returns, &config.interchange];
    let payees = payees(deps.api, &parties, own)?;

    cw2::set_contract_version(deps.storage, CONTRACT, VERSION)?;
    backlot_kit::initialize_owner(&mut deps, &owner)?;
    CONFIG.save(deps.storage, &config)?;
    state::save_agreement(deps.storage, &agreement);
    state::save_payees(deps.storage, deps.api, &payees)?;
    state::save_booked(deps.storage, &Booked::new(&agreement));
    state::save_paid(deps.storage, &Paid::new(&agreement));
    Ok(Response::new())
}

/// Payees that can be paid. One that could not would make every delivery to all parties fail: a series that `returns`
/// never has, or a contract of the set itself, whose money would belong to nobody.
fn payees(api: &dyn Api, parties: &[Party], own: [&Addr; 3]) -> Result<Vec<Payee>, ContractError> {
    let mut payees = Vec::with_capacity(parties.len());
    for (position, party) in parties.iter().enumerate() {
        payees.push(match &party.payee {
            WirePayee::Wallet { address } => {
                let wallet = backlot_kit::address(api, address)?;
                if own.contains(&&wallet) {
                    let reason = "a contract of the film's own set is nobody's wallet";
                    return Err(ContractError::Payee { position, reason });
                }
                Payee::Wallet(wallet)
            }
            WirePayee::Series { series } if usize::from(*series) < limits::SERIES => Payee::Series(*series),
            WirePayee::Series { .. } => {
                return Err(ContractError::Payee { position, reason: "no film has a series of this number" });
            }
        });
    }
    Ok(payees)
}

/// Acts.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(deps: DepsMut, env: Env, info: MessageInfo, msg: ExecuteMsg) -> Result<Response, ContractError> {
    match msg.permission() {
        Role::Anyone => {}
        Role::Owner => backlot_kit::assert_owner(deps.storage, &info.sender)?,
        _ => return Err(KitError::Unauthorized { sender: info.sender.into(), role: "holder of a role here" }.into()),
    }
    if !matches!(msg, ExecuteMsg::Receive { .. } | ExecuteMsg::Deposit { .. }) {
        backlot_kit::no_funds(&info)?;
    }
    match msg {
        ExecuteMsg::Receive { source, reference } => execute::receive(deps, &env, &info, &source, reference),
        ExecuteMsg::Deposit { note } => execute::deposit(deps, &env, &info, note),
        ExecuteMsg::Assign { entry, source } => execute::assign(deps, &env, entry, &source),
        ExecuteMsg::Recover { entry } => execute::recover(deps, &info.sender, entry),
        ExecuteMsg::Attribute { denom, amount, sender } => {
            let sender = backlot_kit::address(deps.api, &sender)?;
            execute::attribute(deps, &env, denom, amount, sender)
        }
        ExecuteMsg::Deliver { parties } => execute::deliver(deps, &parties),
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
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::Schedule {} => to_json_binary(&state::agreement(deps.storage)?.to_wire()?),
        QueryMsg::Totals {} => to_json_binary(&query::totals(deps)?),
        QueryMsg::Parties { start_after, limit } => to_json_binary(&query::parties(deps, start_after, limit)?),
        QueryMsg::Sources { start_after, limit } => to_json_binary(&query::sources(deps, start_after, limit)?),
        QueryMsg::Tiers { start_after, limit } => to_json_binary(&query::tiers(deps, start_after, limit)?),
        QueryMsg::Receipts { start_after, limit } => to_json_binary(&query::receipts(deps, start_after, limit)?),
        QueryMsg::Suspense { start_after, limit } => to_json_binary(&query::suspense(deps, start_after, limit)?),
        QueryMsg::Surplus { denom } => to_json_binary(&query::surplus(deps, &env.contract.address, &denom)?),
        QueryMsg::WhatIf { source, amount } => to_json_binary(&query::what_if(deps, &source, amount)?),
        QueryMsg::Ownership {} => to_json_binary(&cw_ownable::get_ownership(deps.storage)?),
    };
    Ok(answer?)
}

/// Moves to newer code.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    backlot_kit::migrate(deps.storage, CONTRACT, VERSION)?;
    Ok(Response::new())
}
