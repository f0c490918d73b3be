//! cw20-base 2.0 as it is, built as our contracts are: what a transfer and a wasm file are measured against.

#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{Binary, Deps, DepsMut, Env, MessageInfo, Response, StdResult};
use cw20_base::{
    contract,
    msg::{ExecuteMsg, InstantiateMsg, QueryMsg},
    ContractError,
};

/// Makes the token.
///
/// # Errors
/// cw20-base's own.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(deps: DepsMut, env: Env, info: MessageInfo, msg: InstantiateMsg) -> Result<Response, ContractError> {
    contract::instantiate(deps, env, info, msg)
}

/// Runs a message.
///
/// # Errors
/// cw20-base's own.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(deps: DepsMut, env: Env, info: MessageInfo, msg: ExecuteMsg) -> Result<Response, ContractError> {
    contract::execute(deps, env, info, msg)
}

/// Answers a query.
///
/// # Errors
/// cw20-base's own.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> StdResult<Binary> {
    contract::query(deps, env, msg)
}
