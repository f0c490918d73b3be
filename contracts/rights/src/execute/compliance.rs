use backlot_api::rights::{RightsWalletFrozen, RightsWalletUnfrozen, WalletFreeze};
use backlot_kit::{address, KitError};
use cosmwasm_std::{Addr, DepsMut, Env, Response, Timestamp, Uint128};

use crate::{
    ledger::{canonical, index_of, Ledger},
    state::{Mark, Policy, FREEZES, PLACES, POLICY},
    ContractError,
};

use super::word;

/// Freezes a wallet's place. One that never held gets a place now: a freeze belongs to a place, and only a wallet
/// without one can take another's, so a frozen wallet cannot shed its freeze by a recovery.
pub fn freeze_wallet(
    deps: DepsMut,
    env: Env,
    mut policy: Policy,
    wallet: String,
    units: Option<Uint128>,
    reason: String,
    expires: Option<Timestamp>,
) -> Result<Response, ContractError> {
    let wallet = address(deps.api, &wallet)?;
    backlot_kit::text("reason", &reason)?;
    if reason.trim().is_empty() {
        return Err(KitError::Empty { what: "reason" }.into());
    }
    if units.is_some_and(|units| units.is_zero()) {
        return Err(KitError::Zero { what: "number of units to freeze" }.into());
    }
    if expires.is_some_and(|expires| expires <= env.block.time) {
        return Err(ContractError::Expiry { what: "expiry of the freeze", reason: "has passed" });
    }
    let address = canonical(deps.api, &wallet)?;
    let index = match index_of(deps.storage, &address)? {
        Some(index) => index,
        None => {
            unmarked(&deps, &wallet)?;
            let mut ledger = Ledger::default();
            let index = ledger.admit(deps.storage, &address)?;
            ledger.save(deps.storage, policy.dates.latest(env.block.time));
            index
        }
    };
    if !FREEZES.has(deps.storage, index) {
        policy.freezes = policy.freezes.checked_add(1).ok_or(KitError::Overflow { what: "number of freezes" })?;
        POLICY.save(deps.storage, &policy);
    }
    FREEZES.save(deps.storage, index, &WalletFreeze { units, reason: reason.clone(), expires });
    Ok(Response::new().add_event(RightsWalletFrozen {
        wallet: wallet.into(),
        units: word(units),
        reason,
        expires: word(expires.map(|expires| expires.seconds())),
    }))
}

/// Lifts a freeze, also one that has expired.
pub fn unfreeze_wallet(deps: DepsMut, mut policy: Policy, wallet: String) -> Result<Response, ContractError> {
    let wallet = address(deps.api, &wallet)?;
    let index = index_of(deps.storage, &canonical(deps.api, &wallet)?)?;
    let Some(index) = index.filter(|index| FREEZES.has(deps.storage, *index)) else {
        return Err(ContractError::NotFrozen { wallet: wallet.into() });
    };
    FREEZES.remove(deps.storage, index);
    policy.freezes = policy.freezes.checked_sub(1).ok_or(KitError::Overflow { what: "number of freezes" })?;
    POLICY.save(deps.storage, &policy);
    Ok(Response::new().add_event(RightsWalletUnfrozen { wallet: wallet.into() }))
}

fn unmarked(deps: &DepsMut, wallet: &Addr) -> Result<(), ContractError> {
    let wallet_text = || wallet.to_string();
    match PLACES.may_load(deps.storage, wallet)? {
        None => Ok(()),
        Some(Mark::Replaced) => Err(ContractError::Replaced { wallet: wallet_text() }),
        Some(Mark::Reserved) => Err(ContractError::Reserved { wallet: wallet_text() }),
    }
}
