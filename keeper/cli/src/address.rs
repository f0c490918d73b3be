//! Addresses: canonical bytes behind their bech32 text.

/// Canonical bytes of an address: lower case, right checksum, 20 or 32 bytes. Of any prefix: the chain says which is
/// its own.
///
/// # Errors
/// A sentence that says what is wrong.
pub fn canonical(text: &str) -> Result<Vec<u8>, String> {
    let prefix = text.rsplit_once('1').map_or("", |(prefix, _)| prefix);
    backlot_chain::address::decode(prefix, text).map_err(|fault| fault.to_string())
}
