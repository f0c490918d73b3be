//! Addresses: `<prefix>1<data><checksum>`, lower case, of any prefix; the chain says which is its own.

use bech32::{Bech32, Hrp};

/// Whether it is an address in its canonical form: lower case, right checksum, 20 or 32 bytes.
///
/// # Errors
/// A sentence that says what is wrong.
pub(crate) fn check(text: &str) -> Result<(), String> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err("it has capital letters".into());
    }
    let (prefix, bytes) = bech32::decode(text).map_err(|fault| fault.to_string())?;
    if bytes.len() != 20 && bytes.len() != 32 {
        return Err(format!("it has {} bytes, not 20 or 32", bytes.len()));
    }
    // `decode` takes bech32m as well; only the chain's own checksum counts.
    match encode(prefix, &bytes) {
        Some(canonical) if canonical == text => Ok(()),
        _ => Err("its checksum is of another kind".into()),
    }
}

fn encode(prefix: Hrp, bytes: &[u8]) -> Option<String> {
    bech32::encode_lower::<Bech32>(prefix, bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_canonical_form_is_an_address() {
        let wasm = Hrp::parse("wasm").unwrap();
        let address = encode(wasm, &[7; 20]).unwrap();
        assert_eq!(check(&address), Ok(()));
        assert_eq!(check(&encode(wasm, &[7; 32]).unwrap()), Ok(()));
        assert!(check(&address.to_uppercase()).is_err());
        assert!(check(&address[..address.len() - 1]).is_err());
        assert!(check(&encode(wasm, &[7; 19]).unwrap()).is_err());
        assert!(check(&bech32::encode_lower::<bech32::Bech32m>(wasm, &[7; 20]).unwrap()).is_err());
    }
}
