//! Entry points: the door.

use backlot_api::interchange::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use backlot_api::Role;
use backlot_kit::KitError;
#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Reply, Response};

use crate::{execute, query, rail, ContractError, CONTRACT, VERSION};

/// Creates the service.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    _msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    backlot_kit::no_funds(&info)?;
    cw2::set_contract_version(deps.storage, CONTRACT, VERSION)?;
    Ok(Response::new())
}

/// Acts.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(deps: DepsMut, env: Env, info: MessageInfo, msg: ExecuteMsg) -> Result<Response, ContractError> {
    // There is no owner and no role here; a message that asked for one would have nobody who may call it.
    if !matches!(msg.permission(), Role::Anyone) {
        return Err(KitError::Unauthorized { sender: info.sender.into(), role: "holder of any role" }.into());
    }
    if !matches!(msg, ExecuteMsg::Distribute { .. }) {
        backlot_kit::no_funds(&info)?;
    }
    match msg {
        ExecuteMsg::Distribute { set, payments } => {
            execute::distribute(deps, &env, backlot_kit::one_coin(&info)?, set, payments)
        }
        ExecuteMsg::Retry { wallet, denom } => {
            let wallet = backlot_kit::address(deps.api, &wallet)?;
            execute::retry(deps, &env, wallet.clone(), wallet, denom)
        }
        ExecuteMsg::Redirect { denom, to } => {
            let to = backlot_kit::address(deps.api, &to)?;
            execute::redirect(deps, &env, info.sender, to, denom)
        }
        ExecuteMsg::SweepSurplus { denom } => execute::sweep(deps, &env, denom),
    }
}

/// What the bank answered.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn reply(deps: DepsMut, env: Env, reply: Reply) -> Result<Response, ContractError> {
    match reply.id {
        rail::BATCH => execute::batch_refused(deps, &env, reply),
        rail::ATTEMPT => execute::attempted(deps, &env, reply),
        id => Err(KitError::Reply { id }.into()),
    }
}

/// Reads.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, _env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Parked { wallet, start_after, limit } => {
            to_json_binary(&query::parked(deps, &wallet, start_after.as_deref(), limit)?)
        }
        QueryMsg::AllParked { start_after, limit } => to_json_binary(&query::all_parked(deps, start_after, limit)?),
        QueryMsg::WhyNotPaid { wallet, denom } => to_json_binary(&query::why_not_paid(deps, &wallet, &denom)?),
        QueryMsg::TotalParked { denom } => to_json_binary(&query::total_parked(deps, &denom)?),
    };
    Ok(answer?)
}

/// Moves to newer code.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    backlot_kit::migrate(deps.storage, CONTRACT, VERSION)?;
    Ok(Response::new())
}
