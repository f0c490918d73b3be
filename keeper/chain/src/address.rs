//! bech32 addresses: `<prefix>1<data><checksum>`, lower case, 20 bytes (keys) or 32 bytes (contracts).

use bech32::{Bech32, Hrp};

use crate::ChainError;

/// Writes bytes as an address.
///
/// # Errors
/// [`ChainError::Key`] where prefix or length cannot be.
pub fn encode(prefix: &str, bytes: &[u8]) -> Result<String, ChainError> {
    let hrp = Hrp::parse(prefix).map_err(|error| ChainError::Key(format!("prefix {prefix:?}: {error}")))?;
    bech32::encode_lower::<Bech32>(hrp, bytes).map_err(|error| ChainError::Key(format!("address: {error}")))
}

/// Reads an address in its canonical form: lower case, this prefix, right checksum, 20 or 32 bytes.
///
/// An upper-case address denotes the same account but is another string: whoever compares strings would take it for
/// somebody else (acceptance T16, K67), so it is refused here.
///
/// # Errors
/// [`ChainError::Key`] with what is wrong.
pub fn decode(prefix: &str, address: &str) -> Result<Vec<u8>, ChainError> {
    let refuse = |why: String| ChainError::Key(format!("{address:?} is not an address of this chain: {why}"));
    if address.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(refuse("it has capital letters".into()));
    }
    let (hrp, bytes) = bech32::decode(address).map_err(|error| refuse(error.to_string()))?;
    if hrp.as_str() != prefix {
        return Err(refuse(format!(
            "it begins with {:?}, this chain's begin with {prefix:?} (the config's `prefix`)",
            hrp.as_str()
        )));
    }
    if bytes.len() != 20 && bytes.len() != 32 {
        return Err(refuse(format!("it has {} bytes, not 20 or 32", bytes.len())));
    }
    // `decode` takes bech32m as well; only the chain's own checksum counts.
    if encode(prefix, &bytes)? != address {
        return Err(refuse("its checksum is of another kind".into()));
    }
    Ok(bytes)
}

/// Whether an address is in its canonical form; what is wrong where it is not.
///
/// # Errors
/// As [`decode`].
pub fn validate(prefix: &str, address: &str) -> Result<(), ChainError> {
    decode(prefix, address).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_comes_back_and_its_variants_are_refused() {
        for bytes in [vec![7; 20], vec![9; 32]] {
            let address = encode("wasm", &bytes).unwrap();
            assert_eq!(decode("wasm", &address).unwrap(), bytes);
            assert!(decode("wasm", &address.to_uppercase()).is_err());
            assert!(decode("cosmos", &address).is_err());
            let mut broken = address.clone();
            broken.pop();
            assert!(decode("wasm", &broken).is_err());
        }
        assert!(decode("wasm", &encode("wasm", &[1; 19]).unwrap()).is_err());
        let modern = bech32::encode_lower::<bech32::Bech32m>(Hrp::parse("wasm").unwrap(), &[7; 20]).unwrap();
        assert!(decode("wasm", &modern).is_err());
    }
}
