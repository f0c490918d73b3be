//! Entry points.

use backlot_api::engine::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use backlot_api::Role;
use backlot_kit::KitError;
#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response};

use crate::{amend::amend, compile::compile, sweep::sweep, ContractError, CONTRACT, VERSION};

/// Opens the engine.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(
    deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    InstantiateMsg {}: InstantiateMsg,
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
    backlot_kit::no_funds(&info)?;
    match msg {
        ExecuteMsg::SweepSurplus { denom } => sweep(deps.as_ref(), &env, &denom),
    }
}

/// Reads.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(_deps: Deps, _env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Compile { agreement } => to_json_binary(&compile(&agreement)?),
        QueryMsg::Amend { current, books, agreement } => to_json_binary(&amend(&current, &books, &agreement)?),
    };
    Ok(answer?)
}

/// Moves to newer code.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    backlot_kit::migrate(deps.storage, CONTRACT, VERSION)?;
    Ok(Response::new())
}
