use backlot_api::interchange::InterchangeSwept;
use cosmwasm_std::{coins, BankMsg, DepsMut, Env, Response};

use crate::{state::OWED, ContractError};

/// Sends what nobody is owed to the contract's admin. One denom is asked for, never all: anyone can send a thousand
/// worthless denoms here (acceptance P11).
pub fn sweep(deps: DepsMut, env: &Env, denom: String) -> Result<Response, ContractError> {
    let own = &env.contract.address;
    let held = deps.querier.query_balance(own, &denom)?.amount;
    let owed = OWED.may_load(deps.storage, &denom)?.unwrap_or_default();
    let surplus = match held.checked_sub(owed) {
        Ok(surplus) if !surplus.is_zero() => surplus,
        _ => return Err(ContractError::NoSurplus { denom }),
    };
    let admin = deps.querier.query_wasm_contract_info(own)?.admin.ok_or(ContractError::NoAdmin)?;
    let swept = InterchangeSwept { to: admin.to_string(), amount: surplus.u128(), denom: denom.clone() };
    let send = BankMsg::Send { to_address: admin.into(), amount: coins(surplus.u128(), denom) };
    Ok(Response::new().add_event(swept).add_message(send))
}
