//! What can be seen to be wrong with a message without state, in wasmd's order and words.

use cosmrs::proto::cosmos::base::v1beta1::Coin;
use std::collections::BTreeSet;

use cosmrs::proto::cosmwasm::wasm::v1::{AccessConfig, AccessType, MsgStoreCode, MsgUpdateAdmin};

use super::code::MAX_WASM;
use crate::app::error::*;
use crate::app::{address, coins};

/// Longest label in bytes.
const MAX_LABEL: usize = 128;
/// Longest salt in bytes.
const MAX_SALT: usize = 64;
/// Most addresses in a list of who may make contracts.
const MAX_ADDRESSES: usize = 50;
/// Deepest nesting of JSON.
const MAX_DEPTH: usize = 10_000;

/// `MsgStoreCode`.
pub fn store_code(msg: &MsgStoreCode) -> Result<(), ChainError> {
    let len = msg.wasm_byte_code.len();
    if len == 0 {
        return Err(INVALID_REQUEST.because("code bytes is required: empty"));
    }
    if len > MAX_WASM {
        return Err(
            INVALID_REQUEST.because(format!("code bytes cannot be longer than {MAX_WASM} bytes: exceeds limit"))
        );
    }
    match &msg.instantiate_permission {
        Some(access) => check_access(access).map_err(|error| error.wrap("instantiate permission")),
        None => Ok(()),
    }
}

fn check_access(access: &AccessConfig) -> Result<(), ChainError> {
    match AccessType::try_from(access.permission) {
        Ok(AccessType::Unspecified) => Err(EMPTY.because("type")),
        Ok(AccessType::Nobody | AccessType::Everybody) => Ok(()),
        Ok(AccessType::AnyOfAddresses) => check_list(&access.addresses).map_err(|error| error.wrap("addresses")),
        Err(_) => Err(INVALID.because(format!("unknown type: \"{}\"", access.permission))),
    }
}

fn check_list(addresses: &[String]) -> Result<(), ChainError> {
    match addresses.len() {
        0 => return Err(EMPTY.because("addresses")),
        1..=MAX_ADDRESSES => {}
        _ => {
            let text = format!("total number of addresses is greater than {MAX_ADDRESSES}");
            return Err(INVALID_REQUEST.because(text));
        }
    }
    let mut seen = BTreeSet::new();
    for one in addresses {
        address::parse(one).map_err(|error| error.wrap(format!("address: {one}")))?;
        if !seen.insert(one.to_uppercase()) {
            return Err(DUPLICATE.because("duplicate addresses"));
        }
    }
    Ok(())
}

/// `MsgInstantiateContract` and the common part of `MsgInstantiateContract2`.
pub fn instantiate(code_id: u64, label: &str, funds: &[Coin], admin: &str, msg: &[u8]) -> Result<(), ChainError> {
    check_code_id(code_id)?;
    check_label(label).map_err(|error| error.wrap("label"))?;
    coins::parse(funds).map_err(|error| error.wrap("funds"))?;
    if !admin.is_empty() {
        address::parse(admin).map_err(|error| error.wrap("admin"))?;
    }
    payload(msg)
}

/// Salt of `MsgInstantiateContract2`.
pub fn salt(salt: &[u8]) -> Result<(), ChainError> {
    match salt.len() {
        0 => Err(EMPTY.because("salt: is required")),
        len if len > MAX_SALT => Err(LIMIT.because(format!("salt: cannot be longer than {MAX_SALT} characters"))),
        _ => Ok(()),
    }
}

/// `MsgExecuteContract`.
pub fn execute(contract: &str, funds: &[Coin], msg: &[u8]) -> Result<(), ChainError> {
    address::parse(contract).map_err(|error| error.wrap("contract"))?;
    coins::parse(funds).map_err(|error| error.wrap("funds"))?;
    payload(msg)
}

/// `MsgMigrateContract`.
pub fn migrate(code_id: u64, contract: &str, msg: &[u8]) -> Result<(), ChainError> {
    check_code_id(code_id)?;
    address::parse(contract).map_err(|error| error.wrap("contract"))?;
    payload(msg)
}

/// `MsgUpdateAdmin`.
pub fn update_admin(msg: &MsgUpdateAdmin) -> Result<(), ChainError> {
    address::parse(&msg.contract).map_err(|error| error.wrap("contract"))?;
    address::parse(&msg.new_admin).map_err(|error| error.wrap("new admin"))?;
    if msg.sender.eq_ignore_ascii_case(&msg.new_admin) {
        return Err(INVALID.because("new admin is the same as the old"));
    }
    Ok(())
}

/// Whether bytes are JSON, nested no deeper than Go reads it: what is refused here never reaches a contract.
pub fn is_json(bytes: &[u8]) -> bool {
    depth(bytes) <= MAX_DEPTH && serde_json::from_slice::<serde::de::IgnoredAny>(bytes).is_ok()
}

/// How deep brackets are nested, outside of strings.
fn depth(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    let (mut in_string, mut escaped) = (false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn payload(msg: &[u8]) -> Result<(), ChainError> {
    match is_json(msg) {
        true => Ok(()),
        false => Err(INVALID.because("payload msg")),
    }
}

fn check_code_id(code_id: u64) -> Result<(), ChainError> {
    match code_id {
        0 => Err(INVALID_REQUEST.because("code id is required")),
        _ => Ok(()),
    }
}

fn check_label(label: &str) -> Result<(), ChainError> {
    if label.is_empty() {
        return Err(EMPTY.because("is required"));
    }
    if label.len() > MAX_LABEL {
        return Err(LIMIT.because(format!("cannot be longer than {MAX_LABEL} characters")));
    }
    if label != label.trim() {
        return Err(INVALID.because("label must not start/end with whitespaces"));
    }
    if label.chars().any(|c| c.is_control() || (c.is_whitespace() && c != ' ')) {
        return Err(INVALID.because("label must have printable characters only"));
    }
    Ok(())
}
