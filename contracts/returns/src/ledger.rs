//! Speaks with `rights`: reads its ledger by raw queries, where a page costs its bytes and no contract is loaded, and
//! freezes and thaws for runs. Of the token's many messages only these are linked, or they would be a tenth of the wasm.

use backlot_api::ledger::{decode_addresses, decode_amounts, LedgerHead, CREDIT_PAGE, RIGHTS_PAGE};
use backlot_api::rights::key;
use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Api, QuerierWrapper, Timestamp, Uint128};

use crate::ContractError;

/// The messages of [`rights::ExecuteMsg`](backlot_api::rights::ExecuteMsg) that are the distributor's, same JSON.
#[cw_serde]
pub enum RunMsg {
    /// Freezes the first `holders` indices until `expires`.
    FreezeForRun {
        /// Run.
        run: u64,
        /// Slots.
        holders: u32,
        /// At the latest.
        expires: Timestamp,
    },
    /// Thaws the indices before `cursor`.
    ThawRun {
        /// Run.
        run: u64,
        /// First index that stays frozen.
        cursor: u32,
    },
}

#[cw_serde]
enum HolderQuery {
    Holder { wallet: String },
}

/// What of [`HolderResponse`](backlot_api::rights::HolderResponse) is used here.
#[cw_serde]
pub struct Holder {
    /// Place in the ledger.
    pub index: Option<u32>,
    /// What it holds.
    pub units: Uint128,
}

/// A wallet's place and units.
pub fn holder(querier: QuerierWrapper, rights: &Addr, wallet: &Addr) -> Result<Holder, ContractError> {
    Ok(querier.query_wasm_smart(rights, &HolderQuery::Holder { wallet: wallet.to_string() })?)
}

/// Supply and slots now.
pub fn head(querier: QuerierWrapper, rights: &Addr) -> Result<LedgerHead, ContractError> {
    let bytes = raw(querier, rights, key::LEDGER_HEAD.to_vec())?;
    LedgerHead::decode(&bytes).map_err(|error| ContractError::Page { page: format!("head of {rights}"), error })
}

/// The units of indices `first..end`, all of one credit page. Slots from `end` on are wallets that joined after the
/// trigger: they are not in the run and not frozen, so what they hold may have been counted already (acceptance P3).
pub fn units(querier: QuerierWrapper, rights: &Addr, first: u32, end: u32) -> Result<Vec<u128>, ContractError> {
    let count = end.saturating_sub(first) as usize;
    let mut units = Vec::with_capacity(CREDIT_PAGE as usize);
    for page in first / RIGHTS_PAGE..end.div_ceil(RIGHTS_PAGE) {
        let bytes = raw(querier, rights, key::units_page(page))?;
        let slots = decode_amounts(&bytes, RIGHTS_PAGE)
            .map_err(|error| ContractError::Page { page: format!("units page {page} of {rights}"), error })?;
        units.extend(slots);
    }
    units.truncate(count);
    Ok(units)
}

/// The wallets of a credit page's slots with credits, with these.
pub fn payees(
    querier: QuerierWrapper,
    api: &dyn Api,
    rights: &Addr,
    page: u32,
    credits: &[u128],
) -> Result<Vec<(Addr, u128)>, ContractError> {
    let pages_each = CREDIT_PAGE / RIGHTS_PAGE;
    let first = page.checked_mul(pages_each).ok_or_else(|| lost(rights, page))?;
    let mut payees = Vec::with_capacity(credits.len());
    for (number, slots) in (first..).zip(credits.chunks(RIGHTS_PAGE as usize)) {
        if slots.iter().all(|credit| *credit == 0) {
            continue;
        }
        let bytes = raw(querier, rights, key::address_page(number))?;
        let addresses = decode_addresses(&bytes)
            .map_err(|error| ContractError::Page { page: format!("address page {number} of {rights}"), error })?;
        for (slot, credit) in slots.iter().enumerate().filter(|(_, credit)| **credit != 0) {
            let address = addresses.get(slot).ok_or_else(|| lost(rights, number))?;
            let wallet = api.addr_humanize(address).map_err(|error| ContractError::Ledger {
                reason: format!("address page {number} of {rights}: {error}"),
            })?;
            payees.push((wallet, *credit));
        }
    }
    Ok(payees)
}

fn lost(rights: &Addr, page: u32) -> ContractError {
    ContractError::Ledger { reason: format!("address page {page} of {rights} lacks a wallet with credit") }
}

fn raw(querier: QuerierWrapper, rights: &Addr, key: Vec<u8>) -> Result<Vec<u8>, ContractError> {
    match querier.query_wasm_raw(rights, key) {
        Ok(bytes) => Ok(bytes.unwrap_or_default()),
        Err(error) => Err(ContractError::Ledger { reason: format!("{rights} does not answer: {error}") }),
    }
}

#[cfg(test)]
mod tests {
    use backlot_api::rights::ExecuteMsg;
    use cosmwasm_std::to_json_vec;

    use super::*;

    #[test]
    fn the_distributors_messages_are_those_of_rights() {
        let (run, holders, cursor, expires) = (7, 300, 128, Timestamp::from_nanos(5));
        let pairs = [
            (RunMsg::FreezeForRun { run, holders, expires }, ExecuteMsg::FreezeForRun { run, holders, expires }),
            (RunMsg::ThawRun { run, cursor }, ExecuteMsg::ThawRun { run, cursor }),
        ];
        for (ours, theirs) in pairs {
            assert_eq!(to_json_vec(&ours).unwrap(), to_json_vec(&theirs).unwrap());
        }
    }
}
