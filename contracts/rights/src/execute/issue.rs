use backlot_api::{
    limits,
    rights::{RightsIssued, RightsMinterSet, RightsMoved},
};
use backlot_kit::{address, KitError};
use cosmwasm_std::{Addr, DepsMut, Env, Response, Uint128};

use crate::{
    ledger::Ledger,
    movement::{Gate, Order},
    state::{Minter, Policy, MINTER},
    ContractError,
};

use super::word;

/// cw20 `Mint`.
pub fn mint(
    deps: DepsMut,
    env: Env,
    policy: Policy,
    sender: Addr,
    recipient: String,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let to = recipient.clone();
    let cap = MINTER.load(deps.storage)?.cap;
    issue_to(deps, &env, &policy, cap, vec![(recipient, amount)])?;
    Ok(Response::new().add_event(RightsMoved { from: word(None::<Addr>), to, by: sender.into(), units: amount.u128() }))
}

/// Makes units for many wallets; one event for all of them.
pub fn issue_batch(
    deps: DepsMut,
    env: Env,
    policy: Policy,
    holders: Vec<(String, Uint128)>,
) -> Result<Response, ContractError> {
    backlot_kit::capped("holders", &holders, limits::ISSUE_BATCH)?;
    if holders.is_empty() {
        return Err(KitError::Empty { what: "holders" }.into());
    }
    let cap = MINTER.load(deps.storage)?.cap;
    Ok(Response::new().add_event(issue_to(deps, &env, &policy, cap, holders)?))
}

/// Makes units up to the cap, each wallet once, through the choke point. Each page is read and written once.
pub fn issue_to(
    deps: DepsMut,
    env: &Env,
    policy: &Policy,
    cap: Option<Uint128>,
    holders: Vec<(String, Uint128)>,
) -> Result<RightsIssued, ContractError> {
    let count = u32::try_from(holders.len()).map_err(|_| KitError::Overflow { what: "number of holders" })?;
    let checked = holders.iter().map(|(wallet, units)| Ok((address(deps.api, wallet)?, units.u128())));
    let checked = checked.collect::<Result<Vec<_>, ContractError>>()?;
    backlot_kit::unique("holders", checked.iter().map(|(wallet, _)| wallet))?;

    let mut ledger = Ledger::for_batch(deps.storage)?;
    let before = ledger.head(deps.storage)?.supply;
    let units = checked.iter().try_fold(0u128, |sum, (_, units)| sum.checked_add(*units));
    let units = units.ok_or(KitError::Overflow { what: "sum of the units" })?;
    let supply = before.checked_add(units).ok_or(KitError::Overflow { what: "supply" })?;
    if let Some(cap) = cap.map(|cap| cap.u128()).filter(|cap| supply > *cap) {
        return Err(ContractError::Cap { supply, cap });
    }
    let gate = Gate::open(deps.storage, policy, &env.block)?;
    for (wallet, units) in &checked {
        let order = Order { from: None, to: Some(wallet), spender: None, units: *units };
        gate.perform(deps.storage, deps.api, &mut ledger, order)?;
    }
    ledger.save(deps.storage, policy.dates.latest(env.block.time));
    Ok(RightsIssued { holders: count, units, supply })
}

/// cw20 `UpdateMinter`: the cap stays; none ends minting for good.
pub fn update_minter(deps: DepsMut, new_minter: Option<String>) -> Result<Response, ContractError> {
    let cap = MINTER.load(deps.storage)?.cap;
    let minter = new_minter.map(|given| address(deps.api, &given)).transpose()?;
    match minter.clone() {
        Some(minter) => MINTER.save(deps.storage, &Minter { minter, cap }),
        None => MINTER.remove(deps.storage),
    }
    Ok(Response::new().add_event(RightsMinterSet { minter: word(minter) }))
}
