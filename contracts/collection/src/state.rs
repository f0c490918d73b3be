//! Storage. What a receipt touches is packed: settings, terms and head are read, and the pages of the tiers that it
//! reaches; head, pages and the entry are written.

use backlot_api::collection::Booked;
use backlot_api::ledger::{push_varint, take_varint};
use backlot_waterfall::{Head, Schedule, Terms};
use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Api, Storage, Timestamp, Uint128};
use cw_storage_plus::{Item, Map};

use crate::{
    codec,
    model::{Paid, Party},
    ContractError,
};

/// Every first part of a storage key here, for the test that none is the beginning of another.
pub const NAMESPACES: &[&str] = &[
    "contract_info",
    "ownership",
    "config",
    "terms",
    "parties",
    "head",
    "pages",
    "paid",
    "entries",
    "suspense",
    "suspended",
    "last_suspense",
];

/// The account's settings.
pub(crate) const CONFIG: Item<Config> = Item::new("config");
/// Maps number of a suspense entry to it.
pub(crate) const SUSPENSE: Map<u64, Suspended> = Map::new("suspense");
/// Maps denom to the sum of its suspense entries.
pub(crate) const SUSPENDED: Map<&str, Uint128> = Map::new("suspended");
/// Number of the latest suspense entry.
pub(crate) const LAST_SUSPENSE: Item<u64> = Item::new("last_suspense");
/// Maps number of an entry to its bytes: see [`codec::encode_entry`].
const ENTRIES: Map<u64, ()> = Map::new("entries");
/// Maps number of a page of tiers to its bytes.
const PAGES: Map<u32, ()> = Map::new("pages");
/// Names and schedule, as compiled.
const TERMS: &[u8] = b"terms";
/// The parties in the order of the terms: see [`codec::encode_parties`].
const PARTIES: &[u8] = b"parties";
/// Number of the latest entry as a varint, then the head of the books.
const HEAD: &[u8] = b"head";
/// Number of deliveries, delivered by party, as varints.
const PAID: &[u8] = b"paid";

/// The account's settings.
#[cw_serde]
pub(crate) struct Config {
    pub(crate) denom: String,
    pub(crate) agreements: Addr,
    pub(crate) version: u32,
    pub(crate) returns: Addr,
    pub(crate) interchange: Addr,
    pub(crate) paused: bool,
}

/// Money in suspense.
#[cw_serde]
pub(crate) struct Suspended {
    pub(crate) sender: Addr,
    pub(crate) denom: String,
    pub(crate) amount: Uint128,
    pub(crate) note: Option<String>,
    pub(crate) time: Timestamp,
}

/// An entry of the books. Names, not positions: those belong to one version of the agreement.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Record {
    pub(crate) time: Timestamp,
    pub(crate) sender: Addr,
    pub(crate) booked: Booked,
    pub(crate) reference: Option<String>,
}

type Stored<T> = Result<T, ContractError>;

pub(crate) fn save_terms(storage: &mut dyn Storage, terms: &[u8]) {
    storage.set(TERMS, terms);
}

pub(crate) fn terms_bytes(storage: &dyn Storage) -> Stored<Vec<u8>> {
    load(storage, TERMS)
}

pub(crate) fn terms(storage: &dyn Storage) -> Stored<Terms> {
    Ok(Terms::decode(&load(storage, TERMS)?)?)
}

pub(crate) fn save_head(storage: &mut dyn Storage, entries: u64, head: &Head) {
    let mut bytes = Vec::with_capacity(128);
    push_varint(&mut bytes, u128::from(entries));
    bytes.extend(head.encode());
    storage.set(HEAD, &bytes);
}

pub(crate) fn head(storage: &dyn Storage, schedule: &Schedule) -> Stored<(u64, Head)> {
    let bytes = load(storage, HEAD)?;
    let (entries, rest) = take_varint(&bytes)?;
    let (head, _) = Head::decode(schedule, rest)?;
    Ok((codec::narrow(entries)?, head))
}

pub(crate) fn save_page(storage: &mut dyn Storage, number: usize, bytes: &[u8]) -> Stored<()> {
    storage.set(&PAGES.key(u32::try_from(number).map_err(|_| ContractError::Books)?), bytes);
    Ok(())
}

pub(crate) fn page(storage: &dyn Storage, number: usize) -> Option<Vec<u8>> {
    storage.get(&PAGES.key(u32::try_from(number).ok()?))
}

pub(crate) fn remove_page(storage: &mut dyn Storage, number: usize) -> Stored<()> {
    storage.remove(&PAGES.key(u32::try_from(number).map_err(|_| ContractError::Books)?));
    Ok(())
}

pub(crate) fn save_paid(storage: &mut dyn Storage, paid: &Paid) {
    let mut bytes = Vec::with_capacity(128);
    push_varint(&mut bytes, u128::from(paid.deliveries));
    paid.delivered.iter().for_each(|delivered| push_varint(&mut bytes, *delivered));
    storage.set(PAID, &bytes);
}

pub(crate) fn paid(storage: &dyn Storage) -> Stored<Paid> {
    let bytes = load(storage, PAID)?;
    let (deliveries, mut rest) = take_varint(&bytes)?;
    let mut delivered = Vec::new();
    while !rest.is_empty() {
        let (amount, after) = take_varint(rest)?;
        delivered.push(amount);
        rest = after;
    }
    Ok(Paid { deliveries: codec::narrow(deliveries)?, delivered })
}

pub(crate) fn save_parties(storage: &mut dyn Storage, api: &dyn Api, parties: &[Party]) -> Stored<()> {
    storage.set(PARTIES, &codec::encode_parties(api, parties)?);
    Ok(())
}

pub(crate) fn parties(storage: &dyn Storage, api: &dyn Api) -> Stored<Vec<Party>> {
    codec::decode_parties(api, &load(storage, PARTIES)?)
}

pub(crate) fn save_entry(storage: &mut dyn Storage, number: u64, bytes: &[u8]) {
    storage.set(&ENTRIES.key(number), bytes);
}

pub(crate) fn entry(storage: &dyn Storage, api: &dyn Api, number: u64) -> Stored<Record> {
    codec::decode_entry(api, &load(storage, &ENTRIES.key(number))?)
}

fn load(storage: &dyn Storage, key: &[u8]) -> Stored<Vec<u8>> {
    storage.get(key).ok_or(ContractError::Books)
}
