use backlot_api::engine::EngineSwept;
use cosmwasm_std::{Deps, Env, Response};

use crate::ContractError;

/// Sends coins on to the contract's admin: there is no owner who could say to whom.
pub(crate) fn sweep(deps: Deps, env: &Env, denom: &str) -> Result<Response, ContractError> {
    let admin = deps.querier.query_wasm_contract_info(&env.contract.address)?.admin.ok_or(ContractError::NoAdmin)?;
    let (coin, send) = backlot_kit::sweep(deps, env, denom, admin.as_str())?;
    let swept = EngineSwept { to: admin.into(), amount: coin.amount.u128(), denom: coin.denom };
    Ok(Response::new().add_event(swept).add_message(send))
}
