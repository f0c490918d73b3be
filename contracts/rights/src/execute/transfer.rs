use backlot_api::rights::RightsMoved;
use backlot_kit::address;
use cosmwasm_std::{Addr, Binary, DepsMut, Env, Response, Uint128};
use cw20::Cw20ReceiveMsg;

use crate::{
    ledger::Ledger,
    movement::{Gate, Order},
    state::Policy,
    ContractError,
};

use super::word;

/// cw20 `Transfer`.
pub fn transfer(
    deps: DepsMut,
    env: Env,
    policy: Policy,
    sender: Addr,
    recipient: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let to = address(deps.api, &recipient)?;
    let order = Order { from: Some(&sender), to: Some(&to), spender: None, units: amount.u128() };
    perform(deps, env, policy, &sender, order)
}

/// cw20 `Burn`.
pub fn burn(deps: DepsMut, env: Env, policy: Policy, sender: Addr, amount: Uint128) -> Result<Response, ContractError> {
    let order = Order { from: Some(&sender), to: None, spender: None, units: amount.u128() };
    perform(deps, env, policy, &sender, order)
}

/// cw20 `Send`: the balances are written before the contract is called.
pub fn send(
    deps: DepsMut,
    env: Env,
    policy: Policy,
    sender: Addr,
    contract: String,
    amount: Uint128,
    msg: Binary,
) -> Result<Response, ContractError> {
    let response = transfer(deps, env, policy, sender.clone(), contract.clone(), amount)?;
    let receive = Cw20ReceiveMsg { sender: sender.into(), amount, msg };
    Ok(response.add_message(receive.into_cosmos_msg(contract)?))
}

/// cw20 `TransferFrom`.
pub fn transfer_from(
    deps: DepsMut,
    env: Env,
    policy: Policy,
    sender: Addr,
    owner: String,
    recipient: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let (from, to) = (address(deps.api, &owner)?, address(deps.api, &recipient)?);
    let order = Order { from: Some(&from), to: Some(&to), spender: Some(&sender), units: amount.u128() };
    perform(deps, env, policy, &sender, order)
}

/// cw20 `BurnFrom`.
pub fn burn_from(
    deps: DepsMut,
    env: Env,
    policy: Policy,
    sender: Addr,
    owner: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let from = address(deps.api, &owner)?;
    let order = Order { from: Some(&from), to: None, spender: Some(&sender), units: amount.u128() };
    perform(deps, env, policy, &sender, order)
}

/// cw20 `SendFrom`: as cw20-base does, the contract hears of the spender.
#[allow(clippy::too_many_arguments, reason = "cw20's fields, one by one")]
pub fn send_from(
    deps: DepsMut,
    env: Env,
    policy: Policy,
    sender: Addr,
    owner: String,
    contract: String,
    amount: Uint128,
    msg: Binary,
) -> Result<Response, ContractError> {
    let response = transfer_from(deps, env, policy, sender.clone(), owner, contract.clone(), amount)?;
    let receive = Cw20ReceiveMsg { sender: sender.into(), amount, msg };
    Ok(response.add_message(receive.into_cosmos_msg(contract)?))
}

fn perform(deps: DepsMut, env: Env, policy: Policy, by: &Addr, order: Order) -> Result<Response, ContractError> {
    let mut ledger = Ledger::default();
    Gate::open(deps.storage, &policy, &env.block)?.perform(deps.storage, deps.api, &mut ledger, order)?;
    ledger.save(deps.storage, policy.dates.latest(env.block.time));
    Ok(Response::new().add_event(RightsMoved {
        from: word(order.from),
        to: word(order.to),
        by: by.to_string(),
        units: order.units,
    }))
}
