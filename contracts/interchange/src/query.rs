//! Reads.

use backlot_api::interchange::Parked;
use cosmwasm_std::{Addr, Deps, Order, Uint128};
use cw_storage_plus::Bound;

use crate::{
    state::{ParkedRecord, OWED, PARKED},
    ContractError,
};

pub fn parked(
    deps: Deps,
    wallet: &str,
    start_after: Option<&str>,
    limit: Option<u32>,
) -> Result<Vec<Parked>, ContractError> {
    let wallet = backlot_kit::address(deps.api, wallet)?;
    let rows = PARKED.prefix(&wallet).range(deps.storage, start_after.map(Bound::exclusive), None, Order::Ascending);
    rows.take(backlot_kit::limit(limit))
        .map(|row| {
            let (denom, record) = row?;
            Ok(wire(&wallet, denom, record))
        })
        .collect()
}

pub fn all_parked(
    deps: Deps,
    start_after: Option<(String, String)>,
    limit: Option<u32>,
) -> Result<Vec<Parked>, ContractError> {
    let after = match start_after {
        Some((wallet, denom)) => Some((backlot_kit::address(deps.api, &wallet)?, denom)),
        None => None,
    };
    let start = after.as_ref().map(|(wallet, denom)| Bound::exclusive((wallet, denom.as_str())));
    PARKED
        .range(deps.storage, start, None, Order::Ascending)
        .take(backlot_kit::limit(limit))
        .map(|row| {
            let ((wallet, denom), record) = row?;
            Ok(wire(&wallet, denom, record))
        })
        .collect()
}

pub fn why_not_paid(deps: Deps, wallet: &str, denom: &str) -> Result<Option<Parked>, ContractError> {
    let wallet = backlot_kit::address(deps.api, wallet)?;
    let record = PARKED.may_load(deps.storage, (&wallet, denom))?;
    Ok(record.map(|record| wire(&wallet, denom.to_owned(), record)))
}

pub fn total_parked(deps: Deps, denom: &str) -> Result<Uint128, ContractError> {
    Ok(OWED.may_load(deps.storage, denom)?.unwrap_or_default())
}

fn wire(wallet: &Addr, denom: String, record: ParkedRecord) -> Parked {
    let ParkedRecord { amount, reason, since, attempts } = record;
    Parked { wallet: wallet.to_string(), denom, amount, reason, since, attempts }
}
