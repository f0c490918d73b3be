use backlot_api::{
    code::find,
    ledger::RIGHTS_PAGE,
    rights::{CanTransferResponse, ConfigResponse, HolderEntry, HolderResponse, LedgerResponse, Recovery},
    HolderIndex,
};
use backlot_kit::address;
use cosmwasm_std::{Deps, Env, Uint128};

use crate::{
    ledger::{canonical, index_of, load_addresses, load_head, load_units, place, Ledger},
    model::{attested_until, frozen_by, in_force},
    movement::{Gate, Order},
    state::{load_run, FREEZES, POLICY, RECOVERIES, VOUCHES},
    ContractError,
};

pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let policy = POLICY.load(deps.storage)?;
    Ok(ConfigResponse {
        distributor: policy.distributor.map(String::from),
        compliance: policy.compliance.map(String::from),
        rules: policy.rules.into(),
        recovery_delay: policy.recovery_delay,
        paused: policy.paused,
    })
}

/// Asks the choke point itself, so answer and transfer cannot differ.
pub fn can_transfer(
    deps: Deps,
    env: Env,
    from: &str,
    to: &str,
    units: Uint128,
    spender: Option<String>,
) -> Result<CanTransferResponse, ContractError> {
    let (from, to) = (address(deps.api, from)?, address(deps.api, to)?);
    let spender = spender.map(|given| address(deps.api, &given)).transpose()?;
    let policy = POLICY.load(deps.storage)?;
    let order = Order { from: Some(&from), to: Some(&to), spender: spender.as_ref(), units: units.u128() };
    let refusal = Gate::open(deps.storage, &policy, &env.block)?.check(deps.storage, deps.api, order);
    let reason = refusal.err().map(|refusal| refusal.to_string());
    Ok(CanTransferResponse {
        allowed: reason.is_none(),
        code: reason.as_deref().and_then(find).map(String::from),
        reason,
    })
}

pub fn holder(deps: Deps, env: Env, wallet: &str) -> Result<HolderResponse, ContractError> {
    let (wallet, now) = (address(deps.api, wallet)?, env.block.time);
    let policy = POLICY.load(deps.storage)?;
    let vouches = VOUCHES.may_load(deps.storage, &wallet)?.unwrap_or_default();
    let attested_until = attested_until(&policy.rules, &vouches);
    let Some(index) = index_of(deps.storage, &canonical(deps.api, &wallet)?)? else {
        return Ok(HolderResponse {
            index: None,
            units: Uint128::zero(),
            frozen_by_run: None,
            frozen: None,
            attested_until,
        });
    };
    Ok(HolderResponse {
        index: Some(index),
        units: Ledger::default().held(deps.storage, index)?.into(),
        frozen_by_run: load_run(deps.storage)?.filter(|run| frozen_by(run, index, now)),
        frozen: in_force(&FREEZES.may_load(deps.storage, index)?, now).cloned(),
        attested_until,
    })
}

/// Every place by index, those that hold nothing now included.
pub fn holders(
    deps: Deps,
    start_after: Option<HolderIndex>,
    limit: Option<u32>,
) -> Result<Vec<HolderEntry>, ContractError> {
    let slots = load_head(deps.storage)?.slots;
    let first = start_after.map_or(0, |after| after.saturating_add(1));
    let rows = backlot_kit::limit(limit);
    let mut found = Vec::with_capacity(rows);
    let (mut page, mut skip) = place(first);
    while found.len() < rows && page.saturating_mul(RIGHTS_PAGE) < slots {
        let (addresses, units) = (load_addresses(deps.storage, page)?, load_units(deps.storage, page)?);
        let base = page.saturating_mul(RIGHTS_PAGE);
        for ((index, wallet), units) in
            (base..).zip(&addresses).zip(units).skip(skip).take(rows.saturating_sub(found.len()))
        {
            let wallet = deps.api.addr_humanize(wallet)?.into();
            found.push(HolderEntry { index, wallet, units: units.into() });
        }
        (page, skip) = (page.saturating_add(1), 0);
    }
    Ok(found)
}

pub fn ledger(deps: Deps) -> Result<LedgerResponse, ContractError> {
    let head = load_head(deps.storage)?;
    Ok(LedgerResponse { supply: head.supply.into(), slots: head.slots, holders: head.holders })
}

pub fn recovery(deps: Deps, lost: &str) -> Result<Option<Recovery>, ContractError> {
    RECOVERIES.may_load(deps.storage, &address(deps.api, lost)?)
}
