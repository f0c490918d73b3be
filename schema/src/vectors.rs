//! Samples of the page codec, written by the codec that contracts use: a reader in another language that agrees on all
//! of them reads pages as they do.

use anyhow::{ensure, Result};
use backlot_api::{ledger, limits, returns, rights};
use cosmwasm_std::{Binary, CanonicalAddr};
use serde_json::{json, Value};

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Amounts as a page. JSON numbers end at 2^53, so amounts are texts.
fn amounts(amounts: &[u128], slots: u32) -> Result<Value> {
    let bytes = ledger::encode_amounts(amounts);
    let read = ledger::decode_amounts(&bytes, slots)?;
    ensure!(read.iter().zip(amounts).all(|(read, given)| read == given), "{amounts:?} does not come back");
    let texts: Vec<String> = read.iter().map(u128::to_string).collect();
    Ok(json!({ "bytes": hex(&bytes), "slots": slots, "amounts": texts }))
}

fn refused(bytes: &[u8], slots: u32) -> Result<Value> {
    let Err(why) = ledger::decode_amounts(bytes, slots) else {
        anyhow::bail!("{bytes:?} is a page");
    };
    Ok(json!({ "bytes": hex(bytes), "slots": slots, "error": fault(why) }))
}

fn refused_addresses(bytes: &[u8]) -> Result<Value> {
    let Err(why) = ledger::decode_addresses(bytes) else {
        anyhow::bail!("{bytes:?} is a page of addresses");
    };
    Ok(json!({ "bytes": hex(bytes), "error": fault(why) }))
}

fn fault(why: ledger::LedgerError) -> &'static str {
    match why {
        ledger::LedgerError::Truncated => "truncated",
        ledger::LedgerError::Overflow => "overflow",
        ledger::LedgerError::NotShortest => "not_shortest",
        ledger::LedgerError::TooManySlots { .. } => "too_many_slots",
        ledger::LedgerError::AddressLength { .. } => "address_length",
    }
}

/// An address of `len` bytes that has every bit pattern somewhere.
fn address(seed: u8, len: u8) -> Vec<u8> {
    (0..len).map(|at| seed.wrapping_mul(31).wrapping_add(at.wrapping_mul(57))).collect()
}

fn addresses(raw: &[Vec<u8>]) -> Result<Value> {
    let canonical: Vec<CanonicalAddr> =
        raw.iter().map(|bytes| CanonicalAddr::from(Binary::from(bytes.clone()))).collect();
    let bytes = ledger::encode_addresses(&canonical)?;
    ensure!(ledger::decode_addresses(&bytes)? == canonical, "{raw:?} does not come back");
    Ok(json!({ "bytes": hex(&bytes), "addresses": raw.iter().map(|bytes| hex(bytes)).collect::<Vec<_>>() }))
}

fn head(supply: u128, slots: u32, holders: u32, highest: Vec<u8>) -> Result<Value> {
    let head = ledger::LedgerHead { supply, slots, holders, highest };
    ensure!(ledger::LedgerHead::decode(&head.encode())? == head, "{head:?} does not come back");
    Ok(json!({
        "bytes": hex(&head.encode()), "supply": supply.to_string(), "slots": slots, "holders": holders,
        "highest": hex(&head.highest),
    }))
}

fn keys(addresses: &[Vec<u8>]) -> Value {
    let paged = |key: fn(u32) -> Vec<u8>| {
        [0, 1, 258, u32::MAX].map(|page| json!({ "page": page, "key": hex(&key(page)) })).to_vec()
    };
    let credits = [(0, 0), (7, 66_051)].map(|(series, page)| {
        json!({ "series": series, "page": page, "key": hex(&returns::key::credit_page(series, page)) })
    });
    let of_address = |key: fn(&[u8]) -> Vec<u8>| -> Vec<Value> {
        addresses.iter().map(|raw| json!({ "address": hex(raw), "key": hex(&key(raw)) })).collect()
    };
    json!({
        "ledger_head": hex(rights::key::LEDGER_HEAD),
        "run_freeze": hex(rights::key::RUN_FREEZE),
        "units_page": paged(rights::key::units_page),
        "address_page": paged(rights::key::address_page),
        "credit_page": credits,
        "sort": of_address(ledger::sort_key),
        "index": of_address(rights::key::index),
    })
}

/// Everything a reader of raw pages needs to agree on.
pub fn all() -> Result<Value> {
    let powers: Vec<u128> = (0..128).map(|bit| 1_u128 << bit).collect();
    let below: Vec<u128> = (1..=128).map(|bits| u128::MAX >> (128 - bits)).collect();
    let spread: Vec<u128> = (0..32).map(|slot: u128| if slot.is_multiple_of(3) { 0 } else { slot.pow(17) }).collect();
    let too_large = [[0xff; 18].as_slice(), &[0x04]].concat();
    Ok(json!({
        "pages": { "rights": ledger::RIGHTS_PAGE, "credit": ledger::CREDIT_PAGE },
        "limits": { "rows": limits::PAGE_MAX, "run_pages": limits::RUN_PAGES },
        "amounts": [
            amounts(&[], 32)?,
            amounts(&[0, 0], 32)?,
            amounts(&[1], 1)?,
            amounts(&[0, 1, 127, 128, 16_383, 16_384, 400_000_000, u128::MAX, 0, 0], 32)?,
            amounts(&powers, 128)?,
            amounts(&below, 128)?,
            amounts(&spread, 32)?,
        ],
        "refused": [
            refused(&[0x80], 1)?,
            refused(&[0x80, 0x00], 1)?,
            refused(&[1, 1], 1)?,
            refused(&[0xff; 19], 1)?,
            refused(&too_large, 1)?,
            refused(&[5, 0xff], 32)?,
        ],
        "addresses": [
            addresses(&[])?,
            addresses(&[address(1, 20)])?,
            addresses(&[address(3, 20), address(4, 32), address(5, 1), address(6, 255)])?,
        ],
        "refused_addresses": [
            refused_addresses(&[3, 1, 2])?,
            refused_addresses(&[0])?,
            refused_addresses(&[1, 7, 2])?,
        ],
        "heads": [
            head(0, 0, 0, vec![])?,
            head(4_149_542_911_139, 2_000, 1_999, address(7, 20))?,
            head(u128::MAX, u32::MAX, u32::MAX, address(8, 32))?,
        ],
        "keys": keys(&[address(1, 20), address(2, 32), vec![0; 20], vec![0xff; 20], vec![0xff; 32]]),
    }))
}
