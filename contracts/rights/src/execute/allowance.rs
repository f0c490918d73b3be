use backlot_api::rights::RightsAllowanceSet;
use backlot_kit::{address, KitError};
use cosmwasm_std::{Addr, DepsMut, Env, Response, Uint128};
use cw20::{AllowanceResponse, Expiration};

use crate::{
    state::{Mark, Policy, ALLOWANCES, BORROWERS, PLACES},
    ContractError,
};

/// cw20 `IncreaseAllowance`.
pub fn increase_allowance(
    deps: DepsMut,
    env: Env,
    policy: Policy,
    owner: Addr,
    spender: String,
    amount: Uint128,
    expires: Option<Expiration>,
) -> Result<Response, ContractError> {
    let spender = parties(&deps, &policy, &owner, &spender, amount, expires)?;
    let key = (&owner, &spender);
    let known = ALLOWANCES.may_load(deps.storage, key)?;
    if known.is_none() {
        BORROWERS.save(deps.storage, (&spender, &owner), &true);
    }
    let mut allowance = known.unwrap_or_default();
    allowance.expires = expiry(&env, expires)?.unwrap_or(allowance.expires);
    let sum = allowance.allowance.checked_add(amount);
    allowance.allowance = sum.map_err(|_| KitError::Overflow { what: "allowance" })?;
    ALLOWANCES.save(deps.storage, key, &allowance);
    Ok(told(&owner, &spender, &allowance))
}

/// cw20 `DecreaseAllowance`: to nothing removes it.
pub fn decrease_allowance(
    deps: DepsMut,
    env: Env,
    policy: Policy,
    owner: Addr,
    spender: String,
    amount: Uint128,
    expires: Option<Expiration>,
) -> Result<Response, ContractError> {
    let spender = parties(&deps, &policy, &owner, &spender, amount, expires)?;
    let key = (&owner, &spender);
    let Some(mut allowance) = ALLOWANCES.may_load(deps.storage, key)? else {
        return Err(ContractError::NoAllowance { owner: owner.into(), spender: spender.into() });
    };
    match allowance.allowance.checked_sub(amount) {
        Ok(left) if !left.is_zero() => {
            allowance.allowance = left;
            allowance.expires = expiry(&env, expires)?.unwrap_or(allowance.expires);
            ALLOWANCES.save(deps.storage, key, &allowance);
        }
        _ => {
            allowance = AllowanceResponse::default();
            ALLOWANCES.remove(deps.storage, key);
            BORROWERS.remove(deps.storage, (&spender, &owner));
        }
    }
    Ok(told(&owner, &spender, &allowance))
}

/// The checked spender. A wallet that was replaced cannot allow anything any more.
fn parties(
    deps: &DepsMut,
    policy: &Policy,
    owner: &Addr,
    spender: &str,
    amount: Uint128,
    expires: Option<Expiration>,
) -> Result<Addr, ContractError> {
    let spender = address(deps.api, spender)?;
    if spender == *owner {
        return Err(ContractError::OwnAllowance { owner: owner.to_string() });
    }
    if amount.is_zero() && expires.is_none() {
        return Err(KitError::Zero { what: "change of the allowance" }.into());
    }
    if policy.marks > 0 && matches!(PLACES.may_load(deps.storage, owner)?, Some(Mark::Replaced)) {
        return Err(ContractError::Replaced { wallet: owner.to_string() });
    }
    Ok(spender)
}

fn expiry(env: &Env, expires: Option<Expiration>) -> Result<Option<Expiration>, ContractError> {
    if expires.is_some_and(|expires| expires.is_expired(&env.block)) {
        return Err(ContractError::Expiry { what: "expiry of the allowance", reason: "has passed" });
    }
    Ok(expires)
}

fn told(owner: &Addr, spender: &Addr, allowance: &AllowanceResponse) -> Response {
    Response::new().add_event(RightsAllowanceSet {
        owner: owner.to_string(),
        spender: spender.to_string(),
        units: allowance.allowance.u128(),
        expires: allowance.expires.to_string(),
    })
}
