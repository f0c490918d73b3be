use backlot_kit::KitError;
use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Storage, Timestamp, Uint128};
use cw_storage_plus::Map;

use crate::ContractError;

/// Every first part of a storage key here, for the test that none is the beginning of another.
pub const NAMESPACES: &[&str] = &["contract_info", "owed", "parked"];

/// Maps wallet and denom to the payment parked for it.
pub const PARKED: Map<(&Addr, &str), ParkedRecord> = Map::new("parked");

/// Maps denom to the sum of all that is parked in it: what this contract owes.
pub const OWED: Map<&str, Uint128> = Map::new("owed");

/// A parked payment, as stored.
#[cw_serde]
pub struct ParkedRecord {
    /// All parked sets together.
    pub amount: Uint128,
    /// The rail's latest refusal.
    pub reason: String,
    /// First parked.
    pub since: Timestamp,
    /// Tries so far.
    pub attempts: u32,
}

/// Parks an amount for a wallet, on top of what lies there; the earlier `since` stays.
pub fn park(
    storage: &mut dyn Storage,
    wallet: &Addr,
    denom: &str,
    new: ParkedRecord,
) -> Result<ParkedRecord, ContractError> {
    let overflow = || KitError::Overflow { what: "parked amount" };
    let owed = OWED.may_load(storage, denom)?.unwrap_or_default();
    OWED.save(storage, denom, &owed.checked_add(new.amount).map_err(|_| overflow())?)?;
    let record = match PARKED.may_load(storage, (wallet, denom))? {
        Some(old) => ParkedRecord {
            amount: old.amount.checked_add(new.amount).map_err(|_| overflow())?,
            reason: new.reason,
            since: old.since.min(new.since),
            attempts: old.attempts.saturating_add(new.attempts),
        },
        None => new,
    };
    PARKED.save(storage, (wallet, denom), &record)?;
    Ok(record)
}

/// Takes a parked payment out.
pub fn unpark(storage: &mut dyn Storage, wallet: &Addr, denom: &str) -> Result<ParkedRecord, ContractError> {
    let record = PARKED
        .may_load(storage, (wallet, denom))?
        .ok_or_else(|| ContractError::NotParked { wallet: wallet.to_string(), denom: denom.to_owned() })?;
    PARKED.remove(storage, (wallet, denom));
    let owed = OWED.may_load(storage, denom)?.unwrap_or_default();
    let left = owed.checked_sub(record.amount).map_err(|_| KitError::Overflow { what: "sum of what is parked" })?;
    if left.is_zero() {
        OWED.remove(storage, denom);
    } else {
        OWED.save(storage, denom, &left)?;
    }
    Ok(record)
}
