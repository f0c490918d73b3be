use bech32::{Bech32, Hrp};
use sha2::{Digest, Sha256};

use super::error::ChainError;

/// Prefix of every address, as wasmd's.
pub const PREFIX: &str = "wasm";
/// Longest address in bytes.
const MAX_LEN: usize = 255;
/// Longest text of one.
const MAX_TEXT: usize = 1_023;
/// Letters and digits of bech32's data.
const CHARSET: &[u8] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// The text of an address.
pub fn humanize(address: &[u8]) -> String {
    let hrp = Hrp::parse_unchecked(PREFIX);
    bech32::encode::<Bech32>(hrp, address).unwrap_or_default()
}

/// The bytes of an address; upper case throughout is accepted, as bech32 has it. The error is in the words of the SDK's
/// `AccAddressFromBech32`.
pub fn canonicalize(text: &str) -> Result<Vec<u8>, String> {
    let (hrp, bytes) = decode(text)?;
    if hrp != PREFIX {
        return Err(format!("invalid Bech32 prefix; expected {PREFIX}, got {hrp}"));
    }
    of_a_length(bytes)
}

/// The same in the words of the SDK's address codec, which bank and signatures go through.
pub fn by_codec(text: &str) -> Result<Vec<u8>, String> {
    let (hrp, bytes) = decode(text)?;
    if hrp != PREFIX {
        let text = format!("hrp does not match bech32 prefix: expected '{PREFIX}' got '{hrp}'");
        return Err(format!("{text}: internal logic error"));
    }
    of_a_length(bytes)
}

fn decode(text: &str) -> Result<(String, Vec<u8>), String> {
    if text.trim().is_empty() {
        return Err("empty address string is not allowed".to_owned());
    }
    let checked = bech32::primitives::decode::CheckedHrpstring::new::<Bech32>(text);
    let checked = checked.map_err(|_| format!("decoding bech32 failed: {}", flaw(text)))?;
    Ok((checked.hrp().to_lowercase(), checked.byte_iter().collect()))
}

fn of_a_length(bytes: Vec<u8>) -> Result<Vec<u8>, String> {
    match bytes.len() {
        0 => Err("addresses cannot be empty: unknown address".to_owned()),
        1..=MAX_LEN => Ok(bytes),
        len => Err(format!("address max length is {MAX_LEN}, got {len}: unknown address")),
    }
}

/// What the SDK's decoder says is wrong with a text that is no bech32: contracts pass these words on to people.
fn flaw(text: &str) -> String {
    if !(8..=MAX_TEXT).contains(&text.len()) {
        return format!("invalid bech32 string length {}", text.len());
    }
    if let Some(byte) = text.bytes().find(|byte| !(33..=126).contains(byte)) {
        return format!("invalid character in string: '{}'", char::from(byte));
    }
    let lower = text.to_ascii_lowercase();
    if lower != text && text.to_ascii_uppercase() != text {
        return "string not all lowercase or all uppercase".to_owned();
    }
    let separator = lower.rfind('1').filter(|at| *at >= 1 && at + 7 <= lower.len());
    let Some(at) = separator else {
        let at = lower.rfind('1').map_or_else(|| "-1".to_owned(), |at| at.to_string());
        return format!("invalid separator index {at}");
    };
    if let Some(byte) = lower[at + 1..].bytes().find(|byte| !CHARSET.contains(byte)) {
        return format!("invalid character not part of charset: {byte}");
    }
    let (data, actual) = lower.split_at(lower.len() - 6);
    match checksum(data, at) {
        Some(expected) if expected != actual => format!("invalid checksum (expected {expected} got {actual})"),
        _ => "invalid incomplete group".to_owned(),
    }
}

/// The checksum that belongs to a prefix, its separator at `at`, and data.
fn checksum(text: &str, at: usize) -> Option<String> {
    use bech32::primitives::iter::Fe32IterExt;
    let hrp = Hrp::parse(&text[..at]).ok()?;
    let data = text[at + 1..].chars().map(bech32::Fe32::from_char).collect::<Result<Vec<_>, _>>().ok()?;
    let whole: String = data.into_iter().with_checksum::<Bech32>(&hrp).chars().collect();
    Some(whole[whole.len() - 6..].to_owned())
}

/// The bytes of an address in a message or query. The error has no kind of its own: the SDK gives it none.
pub fn parse(text: &str) -> Result<Vec<u8>, ChainError> {
    canonicalize(text).map_err(ChainError::of_no_kind)
}

/// Address of a module account: `fee_collector` and the like.
pub fn module(name: &str) -> Vec<u8> {
    let hash = Sha256::digest(name.as_bytes());
    hash[..20].to_vec()
}

/// Address of a contract made by `MsgInstantiateContract`: hash of the code's id and of the chain's count of contracts.
pub fn contract(code_id: u64, instance_id: u64) -> Vec<u8> {
    let mut key = code_id.to_be_bytes().to_vec();
    key.extend(instance_id.to_be_bytes());
    module_derived(&key)
}

/// Address of a contract made by `MsgInstantiateContract2`. `msg` is empty unless the sender fixed it.
pub fn contract2(checksum: &[u8], creator: &[u8], salt: &[u8], msg: &[u8]) -> Vec<u8> {
    let mut key = Vec::new();
    for part in [checksum, creator, salt, msg] {
        key.extend(super::gas::bytes(part.len()).to_be_bytes());
        key.extend(part);
    }
    module_derived(&key)
}

/// The SDK's `address.Module("wasm", key)`.
fn module_derived(key: &[u8]) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(Sha256::digest(b"module"));
    hash.update(b"wasm\0");
    hash.update(key);
    hash.finalize().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_bytes_are_one_address() {
        let text = humanize(&[7; 20]);
        assert_eq!(canonicalize(&text), Ok(vec![7; 20]));
        assert_eq!(canonicalize(&text.to_uppercase()), Ok(vec![7; 20]));
        assert!(canonicalize(&text.replace("wasm1", "cosmos1")).is_err());
        assert!(canonicalize("").is_err());
    }

    #[test]
    fn contract_addresses_are_those_of_wasmd() {
        // The first contract of the first code on any wasmd chain.
        assert_eq!(humanize(&contract(1, 1)), "wasm14hj2tavq8fpesdwxxcu44rty3hh90vhujrvcmstl4zr3txmfvw9s0phg4d");
        let (checksum, creator) = ([3; 32], [9; 20]);
        let expected = cosmwasm_std::instantiate2_address(&checksum, &creator.to_vec().into(), b"salt").unwrap();
        assert_eq!(contract2(&checksum, &creator, b"salt", b""), expected.as_slice());
    }

    #[test]
    fn the_fee_collector_is_where_the_sdk_has_it() {
        assert_eq!(hex::encode(module("fee_collector")), "f1829676db577682e944fc3493d451b67ff3e29f");
    }
}
