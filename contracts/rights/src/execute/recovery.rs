use backlot_api::rights::{Recovery, RightsRecovered, RightsRecoveryEnded, RightsRecoveryProposed};
use backlot_kit::{address, KitError};
use cosmwasm_std::{Addr, DepsMut, Env, Response};

use crate::{
    ledger::{canonical, index_of, Ledger},
    movement::Gate,
    state::{Mark, Policy, PLACES, POLICY, RECOVERIES},
    ContractError,
};

/// Starts the delay in which the lost wallet may object. The attack: someone sends the replacement a unit, so that it
/// has a place and cannot take another; so it is reserved, and receives nothing until the recovery ends.
pub fn propose_recovery(
    deps: DepsMut,
    env: Env,
    mut policy: Policy,
    lost: String,
    replacement: String,
) -> Result<Response, ContractError> {
    let (lost, replacement) = (address(deps.api, &lost)?, address(deps.api, &replacement)?);
    if index_of(deps.storage, &canonical(deps.api, &lost)?)?.is_none() {
        return Err(ContractError::NeverHeld { wallet: lost.into() });
    }
    if RECOVERIES.has(deps.storage, &lost) {
        return Err(ContractError::RecoveryUnderWay { lost: lost.into() });
    }
    let heir = canonical(deps.api, &replacement)?;
    if index_of(deps.storage, &heir)?.is_some() {
        return Err(ContractError::HasPlace { wallet: replacement.into() });
    }
    match PLACES.may_load(deps.storage, &replacement)? {
        None => {}
        Some(Mark::Replaced) => return Err(ContractError::Replaced { wallet: replacement.into() }),
        Some(Mark::Reserved) => return Err(ContractError::Reserved { wallet: replacement.into() }),
    }
    let delay = policy.recovery_delay.checked_mul(1_000_000_000);
    let executable_at = delay.and_then(|delay| env.block.time.nanos().checked_add(delay));
    let executable_at = executable_at.ok_or(KitError::Overflow { what: "end of the delay" })?;
    let executable_at = cosmwasm_std::Timestamp::from_nanos(executable_at);

    // An address above the highest known one is taken for new without a look-up: a reserved one must not be above.
    let mut ledger = Ledger::default();
    ledger.reach(deps.storage, &heir)?;
    ledger.save(deps.storage, policy.dates.latest(env.block.time));
    PLACES.save(deps.storage, &replacement, &Mark::Reserved);
    policy.marks = policy.marks.checked_add(1).ok_or(KitError::Overflow { what: "number of recoveries" })?;
    POLICY.save(deps.storage, &policy);
    let recovery = Recovery { lost: lost.to_string(), replacement: replacement.to_string(), executable_at };
    RECOVERIES.save(deps.storage, &lost, &recovery);
    Ok(Response::new().add_event(RightsRecoveryProposed {
        lost: lost.into(),
        replacement: replacement.into(),
        executable_at: executable_at.seconds(),
    }))
}

/// The owner withdraws a recovery.
pub fn cancel_recovery(deps: DepsMut, policy: Policy, by: &Addr, lost: String) -> Result<Response, ContractError> {
    let lost = address(deps.api, &lost)?;
    end_recovery(deps, policy, by, &lost)
}

/// Ends a recovery without effect; the replacement is free again.
pub fn end_recovery(deps: DepsMut, mut policy: Policy, by: &Addr, lost: &Addr) -> Result<Response, ContractError> {
    let recovery = under_way(&deps, lost)?;
    RECOVERIES.remove(deps.storage, lost);
    PLACES.remove(deps.storage, &address(deps.api, &recovery.replacement)?);
    policy.marks = policy.marks.checked_sub(1).ok_or(KitError::Overflow { what: "number of recoveries" })?;
    POLICY.save(deps.storage, &policy);
    Ok(Response::new().add_event(RightsRecoveryEnded {
        lost: recovery.lost,
        replacement: recovery.replacement,
        by: by.to_string(),
    }))
}

/// After the delay: the place passes on.
pub fn execute_recovery(deps: DepsMut, env: Env, policy: Policy, lost: String) -> Result<Response, ContractError> {
    let lost = address(deps.api, &lost)?;
    let Recovery { replacement, executable_at, .. } = under_way(&deps, &lost)?;
    if env.block.time < executable_at {
        return Err(ContractError::RecoveryTooEarly { lost: lost.into(), at: executable_at });
    }
    let heir = address(deps.api, &replacement)?;
    let gate = Gate::open(deps.storage, &policy, &env.block)?;
    let (index, units) = gate.recover(deps.storage, deps.api, &lost, &heir)?;
    Ok(Response::new().add_event(RightsRecovered { lost: lost.into(), replacement, index, units }))
}

fn under_way(deps: &DepsMut, lost: &Addr) -> Result<Recovery, ContractError> {
    let none = || ContractError::NoRecovery { lost: lost.to_string() };
    RECOVERIES.may_load(deps.storage, lost)?.ok_or_else(none)
}
