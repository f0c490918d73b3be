use backlot_api::rights::{RecordDateEntry, UnitsAtResponse};
use backlot_kit::address;
use cosmwasm_std::{Deps, Env, Uint128};

use crate::{
    ledger::{canonical, held_at, index_of},
    state::RECORD_DATES,
    ContractError,
};

pub fn record_dates(
    deps: Deps,
    env: Env,
    start_after: Option<u64>,
    limit: Option<u32>,
) -> Result<Vec<RecordDateEntry>, ContractError> {
    let mut found = Vec::new();
    let mut record = start_after.unwrap_or_default().saturating_add(1);
    while found.len() < backlot_kit::limit(limit) {
        let Some(date) = u32::try_from(record).ok() else { break };
        let Some(date) = RECORD_DATES.may_load(deps.storage, date)? else { break };
        found.push(RecordDateEntry { record, at: date.at, passed: date.at <= env.block.time, note: date.note });
        record = record.saturating_add(1);
    }
    Ok(found)
}

/// Where the address has no place it never held, or another wallet has taken its place.
pub fn units_at(deps: Deps, env: Env, record: u64, wallet: &str) -> Result<UnitsAtResponse, ContractError> {
    let wallet = address(deps.api, wallet)?;
    let none = || ContractError::NoSuchRecord { record };
    let number = u8::try_from(record).map_err(|_| none())?;
    let date = RECORD_DATES.may_load(deps.storage, number.into())?.ok_or_else(none)?;
    if date.at > env.block.time {
        return Err(ContractError::RecordPending { record, at: date.at });
    }
    let units = match index_of(deps.storage, &canonical(deps.api, &wallet)?)? {
        Some(index) => held_at(deps.storage, index, number)?.into(),
        None => Uint128::zero(),
    };
    Ok(UnitsAtResponse { units })
}
