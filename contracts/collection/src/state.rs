//! Storage. What every receipt touches is packed: three values are read and two written, whatever the number of
//! receipts before or of holders behind.

use backlot_api::ledger::{push_address, push_varint, take_varint};
use backlot_waterfall::Progress;
use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Api, CanonicalAddr, Storage, Timestamp, Uint128};
use cw_storage_plus::{Item, Map};

use crate::{
    agreement::Agreement,
    model::{Booked, Paid, Payee},
    ContractError,
};

/// Every first part of a storage key here, for the test that none is the beginning of another.
pub const NAMESPACES: &[&str] = &[
    "contract_info",
    "ownership",
    "config",
    "agreement",
    "payees",
    "booked",
    "paid",
    "receipts",
    "suspense",
    "suspended",
    "last_entry",
];

/// The account's settings.
pub(crate) const CONFIG: Item<Config> = Item::new("config");
/// Maps number of a suspense entry to it.
pub(crate) const SUSPENSE: Map<u64, Entry> = Map::new("suspense");
/// Maps denom to the sum of its suspense entries.
pub(crate) const SUSPENDED: Map<&str, Uint128> = Map::new("suspended");
/// Number of the latest suspense entry.
pub(crate) const LAST_ENTRY: Item<u64> = Item::new("last_entry");
/// Maps number of a receipt to its bytes: see [`save_receipt`].
const RECEIPTS: Map<u64, ()> = Map::new("receipts");
/// The agreement, packed.
const AGREEMENT: &[u8] = b"agreement";
/// The parties' payees, packed, in the order of the agreement.
const PAYEES: &[u8] = b"payees";
/// Number of receipts, gross by source, credited by party, as varints.
const BOOKED: &[u8] = b"booked";
/// Number of deliveries, delivered by party, as varints.
const PAID: &[u8] = b"paid";

/// The account's settings.
#[cw_serde]
pub(crate) struct Config {
    pub(crate) denom: String,
    pub(crate) returns: Addr,
    pub(crate) interchange: Addr,
    pub(crate) paused: bool,
}

/// Money in suspense.
#[cw_serde]
pub(crate) struct Entry {
    pub(crate) sender: Addr,
    pub(crate) denom: String,
    pub(crate) amount: Uint128,
    pub(crate) note: Option<String>,
    pub(crate) time: Timestamp,
}

/// A receipt.
pub(crate) struct ReceiptRecord {
    pub(crate) source: usize,
    pub(crate) amount: u128,
    pub(crate) time: Timestamp,
    pub(crate) payer: Addr,
    pub(crate) reference: Option<String>,
}

type Stored<T> = Result<T, ContractError>;

pub(crate) fn save_agreement(storage: &mut dyn Storage, agreement: &Agreement) {
    storage.set(AGREEMENT, &agreement.encode());
}

pub(crate) fn agreement(storage: &dyn Storage) -> Stored<Agreement> {
    Agreement::decode(&load(storage, AGREEMENT)?)
}

pub(crate) fn save_booked(storage: &mut dyn Storage, booked: &Booked) {
    let mut bytes = Vec::with_capacity(128);
    push_varint(&mut bytes, u128::from(booked.receipts));
    bytes.extend(booked.progress.encode());
    booked.credited.iter().for_each(|credited| push_varint(&mut bytes, *credited));
    storage.set(BOOKED, &bytes);
}

pub(crate) fn booked(storage: &dyn Storage) -> Stored<Booked> {
    let bytes = load(storage, BOOKED)?;
    let (receipts, rest) = take_varint(&bytes)?;
    let (progress, rest) = Progress::decode(rest)?;
    Ok(Booked { receipts: narrow(receipts)?, progress, credited: amounts(rest)? })
}

pub(crate) fn save_paid(storage: &mut dyn Storage, paid: &Paid) {
    let mut bytes = Vec::with_capacity(128);
    push_varint(&mut bytes, u128::from(paid.deliveries));
    paid.delivered.iter().for_each(|delivered| push_varint(&mut bytes, *delivered));
    storage.set(PAID, &bytes);
}

pub(crate) fn paid(storage: &dyn Storage) -> Stored<Paid> {
    let bytes = load(storage, PAID)?;
    let (deliveries, rest) = take_varint(&bytes)?;
    Ok(Paid { deliveries: narrow(deliveries)?, delivered: amounts(rest)? })
}

/// One a party: a wallet's length and canonical bytes, or zero and a series number.
pub(crate) fn save_payees(storage: &mut dyn Storage, api: &dyn Api, payees: &[Payee]) -> Stored<()> {
    let mut bytes = Vec::new();
    for payee in payees {
        match payee {
            Payee::Wallet(wallet) => push_address(&mut bytes, &api.addr_canonicalize(wallet.as_str())?)?,
            Payee::Series(series) => bytes.extend([0, *series]),
        }
    }
    storage.set(PAYEES, &bytes);
    Ok(())
}

pub(crate) fn payees(storage: &dyn Storage, api: &dyn Api) -> Stored<Vec<Payee>> {
    let bytes = load(storage, PAYEES)?;
    let mut rest = bytes.as_slice();
    let mut payees = Vec::new();
    while let Some((len, after)) = rest.split_first() {
        let len = usize::from(*len);
        if len == 0 {
            let (series, after) = after.split_first().ok_or(ContractError::Books)?;
            payees.push(Payee::Series(*series));
            rest = after;
        } else {
            let (raw, after) = split(after, len)?;
            payees.push(Payee::Wallet(api.addr_humanize(&CanonicalAddr::from(raw))?));
            rest = after;
        }
    }
    Ok(payees)
}

/// Source, amount and time as varints; the payer's length and canonical bytes; 1 and the reference, or nothing.
pub(crate) fn save_receipt(
    storage: &mut dyn Storage,
    api: &dyn Api,
    number: u64,
    receipt: &ReceiptRecord,
) -> Stored<()> {
    let ReceiptRecord { source, amount, time, payer, reference } = receipt;
    let mut bytes = Vec::with_capacity(64);
    push_varint(&mut bytes, *source as u128);
    push_varint(&mut bytes, *amount);
    push_varint(&mut bytes, u128::from(time.nanos()));
    push_address(&mut bytes, &api.addr_canonicalize(payer.as_str())?)?;
    if let Some(reference) = reference {
        bytes.push(1);
        bytes.extend_from_slice(reference.as_bytes());
    }
    storage.set(&RECEIPTS.key(number), &bytes);
    Ok(())
}

pub(crate) fn receipt(storage: &dyn Storage, api: &dyn Api, number: u64) -> Stored<ReceiptRecord> {
    let bytes = load(storage, &RECEIPTS.key(number))?;
    let (source, rest) = take_varint(&bytes)?;
    let (amount, rest) = take_varint(rest)?;
    let (nanos, rest) = take_varint(rest)?;
    let (len, rest) = rest.split_first().ok_or(ContractError::Books)?;
    let (raw, rest) = split(rest, usize::from(*len))?;
    let reference = match rest.split_first() {
        None => None,
        Some((_, text)) => Some(String::from_utf8(text.to_vec()).map_err(|_| ContractError::Books)?),
    };
    Ok(ReceiptRecord {
        source: usize::try_from(source).map_err(|_| ContractError::Books)?,
        amount,
        time: Timestamp::from_nanos(narrow(nanos)?),
        payer: api.addr_humanize(&CanonicalAddr::from(raw))?,
        reference,
    })
}

fn load(storage: &dyn Storage, key: &[u8]) -> Stored<Vec<u8>> {
    storage.get(key).ok_or(ContractError::Books)
}

fn amounts(bytes: &[u8]) -> Stored<Vec<u128>> {
    let mut rest = bytes;
    let mut amounts = Vec::new();
    while !rest.is_empty() {
        let (amount, after) = take_varint(rest)?;
        amounts.push(amount);
        rest = after;
    }
    Ok(amounts)
}

fn narrow(value: u128) -> Stored<u64> {
    u64::try_from(value).map_err(|_| ContractError::Books)
}

fn split(bytes: &[u8], at: usize) -> Stored<(&[u8], &[u8])> {
    bytes.split_at_checked(at).ok_or(ContractError::Books)
}
