//! Stable error codes.
//!
//! Chains carry a contract's error as text. Every error of ours begins with its code in brackets,
//! `[rights.frozen_by_run] wallet wasm1… is frozen …`, and the code never changes its meaning; the sentence may.
//! Codes that several contracts share stand here, the others in `code` of each contract's module.

/// The sender does not hold the role that the message asks for.
pub const UNAUTHORIZED: &str = "auth.unauthorized";
/// Renouncing ownership would leave the contract without anyone to repair it.
pub const RENOUNCE: &str = "auth.renounce";
/// The ownership hand-over is not in order (nobody proposed, wrong accepter, expired).
pub const OWNERSHIP: &str = "auth.ownership";
/// Coins came with a message that takes none.
pub const NO_FUNDS: &str = "funds.none_expected";
/// A message that takes exactly one coin got none, several, or zero.
pub const ONE_COIN: &str = "funds.one_coin_expected";
/// The coin is of another denom.
pub const DENOM: &str = "funds.denom";
/// The contract has no coins of the denom to sweep.
pub const NO_SURPLUS: &str = "funds.no_surplus";
/// An address is not in its canonical form (lower case, right prefix, right checksum).
pub const ADDRESS: &str = "input.address";
/// A list is longer than its limit.
pub const TOO_LONG: &str = "input.too_long";
/// A list that must hold something is empty.
pub const EMPTY: &str = "input.empty";
/// A list names the same thing twice.
pub const DUPLICATE: &str = "input.duplicate";
/// An identifier is not 1 to 32 of a–z, 0–9 and `-`.
pub const ID: &str = "input.id";
/// An amount is zero where it may not be.
pub const ZERO: &str = "input.zero";
/// Arithmetic left the range of the type.
pub const OVERFLOW: &str = "math.overflow";
/// The contract is paused.
pub const PAUSED: &str = "state.paused";
/// A migration from another contract, or from a version that is not older.
pub const MIGRATION: &str = "migrate.refused";
/// A reply with an id that this contract never sends.
pub const REPLY: &str = "reply.unknown";
/// Storage or serialisation failed: a fault of the host or of ours, never of the input.
pub const STD: &str = "std";

/// The code in an error text as a chain reports it (`failed to execute message; …: [code] sentence: execute wasm
/// contract failed`), or nothing where no error of ours is in it.
pub fn find(text: &str) -> Option<&str> {
    text.split('[').skip(1).find_map(|part| {
        let (code, _) = part.split_once(']')?;
        let of_ours =
            !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'.' || byte == b'_');
        of_ours.then_some(code)
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_code_is_found_in_the_chains_words() {
        let text = "failed to execute message; message index: 0: [funds.denom] not a film's coin: execute wasm contract failed";
        assert_eq!(super::find(text), Some("funds.denom"));
        assert_eq!(super::find("out of gas in location: [ReadFlat]"), None);
    }
}
