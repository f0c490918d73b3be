use bech32::{Bech32, Hrp};
use sha2::{Digest, Sha256};

use super::error::{ChainError, INVALID_ADDRESS};

/// Prefix of every address, as wasmd's.
pub const PREFIX: &str = "wasm";
/// Longest address in bytes.
const MAX_LEN: usize = 255;

/// The text of an address.
pub fn humanize(address: &[u8]) -> String {
    let hrp = Hrp::parse_unchecked(PREFIX);
    bech32::encode::<Bech32>(hrp, address).unwrap_or_default()
}

/// The bytes of an address; upper case throughout is accepted, as bech32 has it.
pub fn canonicalize(text: &str) -> Result<Vec<u8>, String> {
    if text.trim().is_empty() {
        return Err("empty address string is not allowed".to_owned());
    }
    // Six characters of checksum come after the separator.
    match text.rfind('1') {
        Some(at) if at > 0 && at.saturating_add(7) <= text.len() => {}
        at => {
            let at = at.map_or("-1".to_owned(), |at| at.to_string());
            return Err(format!("decoding bech32 failed: invalid separator index {at}"));
        }
    }
    let checked = bech32::primitives::decode::CheckedHrpstring::new::<Bech32>(text)
        .map_err(|error| format!("decoding bech32 failed: {error}"))?;
    let hrp = checked.hrp().to_lowercase();
    if hrp != PREFIX {
        return Err(format!("invalid Bech32 prefix; expected {PREFIX}, got {hrp}"));
    }
    let bytes: Vec<u8> = checked.byte_iter().collect();
    match bytes.len() {
        0 => Err("addresses cannot be empty: unknown address".to_owned()),
        1..=MAX_LEN => Ok(bytes),
        len => Err(format!("address max length is {MAX_LEN}, got {len}: unknown address")),
    }
}

/// The bytes of an address in a message or query.
pub fn parse(text: &str) -> Result<Vec<u8>, ChainError> {
    canonicalize(text).map_err(|reason| INVALID_ADDRESS.because(reason))
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
