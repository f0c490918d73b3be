use std::collections::BTreeSet;

use backlot_api::limits;
use cosmwasm_std::{Addr, Api, Coin, MessageInfo};

use crate::KitError;

/// A canonical address of this chain, or [`KitError::Address`].
///
/// The chain's own validation accepts upper-case bech32 on some versions; a second spelling of one wallet walks past
/// every freeze and limit that is kept by text (acceptance T16), so anything but the canonical spelling is refused.
pub fn address(api: &dyn Api, given: &str) -> Result<Addr, KitError> {
    let refuse = |reason: String| KitError::Address { address: given.chars().take(128).collect(), reason };
    if given.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(refuse("it must be in lower case".into()));
    }
    api.addr_validate(given).map_err(|error| refuse(error.to_string()))
}

/// Refuses coins.
pub fn no_funds(info: &MessageInfo) -> Result<(), KitError> {
    if info.funds.is_empty() {
        return Ok(());
    }
    Err(KitError::NoFunds { sent: spell(&info.funds) })
}

/// Exactly one coin above zero, of any denom.
pub fn one_coin(info: &MessageInfo) -> Result<&Coin, KitError> {
    match info.funds.as_slice() {
        [coin] if !coin.amount.is_zero() => Ok(coin),
        sent => Err(KitError::OneCoin { sent: spell(sent) }),
    }
}

/// The amount of exactly one coin above zero of `denom`.
pub fn one_coin_of(info: &MessageInfo, denom: &str) -> Result<u128, KitError> {
    let coin = one_coin(info)?;
    if coin.denom == denom {
        return Ok(coin.amount.u128());
    }
    Err(KitError::Denom { expected: denom.into(), sent: coin.denom.clone() })
}

/// Refuses a list that is longer than its limit.
pub fn capped<T>(what: &'static str, list: &[T], max: usize) -> Result<(), KitError> {
    if list.len() <= max {
        return Ok(());
    }
    Err(KitError::TooLong { what, len: list.len(), max })
}

/// Refuses a list that names something twice (acceptance X70).
pub fn unique<T: Ord + ToString>(what: &'static str, values: impl IntoIterator<Item = T>) -> Result<(), KitError> {
    let mut seen = BTreeSet::new();
    for value in values {
        if let Some(value) = seen.replace(value) {
            return Err(KitError::Duplicate { what, value: value.to_string() });
        }
    }
    Ok(())
}

/// Refuses what is not an identifier: 1 to 32 of a–z, 0–9, `-`.
pub fn id(what: &'static str, value: &str) -> Result<(), KitError> {
    let fits = (1..=limits::ID).contains(&value.len())
        && value.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if fits {
        return Ok(());
    }
    Err(KitError::Id { what, value: value.chars().take(64).collect() })
}

/// Refuses a free text that is too long.
pub fn text(what: &'static str, value: &str) -> Result<(), KitError> {
    capped(what, value.as_bytes(), limits::TEXT)
}

fn spell(coins: &[Coin]) -> String {
    if coins.is_empty() {
        return "none".into();
    }
    coins.iter().take(4).map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::{coin, testing::message_info};

    use super::*;

    #[test]
    fn one_coin_means_one() {
        let sender = Addr::unchecked("anna");
        assert_eq!(one_coin_of(&message_info(&sender, &[coin(5, "uusd")]), "uusd"), Ok(5));
        let refused = [vec![], vec![coin(0, "uusd")], vec![coin(1, "a"), coin(1, "uusd")]];
        for funds in refused {
            let refusal = one_coin_of(&message_info(&sender, &funds), "uusd").unwrap_err();
            assert!(matches!(refusal, KitError::OneCoin { .. }), "{funds:?}");
        }
        let refusal = one_coin_of(&message_info(&sender, &[coin(1, "uatom")]), "uusd").unwrap_err();
        assert!(matches!(refusal, KitError::Denom { .. }));
    }

    #[test]
    fn ids_are_plain() {
        assert_eq!(id("film", "half-nelson-2"), Ok(()));
        for bad in ["", "Half", "a b", "ä", "a_b", &"x".repeat(33)] {
            assert!(matches!(id("film", bad), Err(KitError::Id { .. })), "{bad}");
        }
    }

    #[test]
    fn twice_is_refused() {
        assert_eq!(unique("wallets", ["a", "b"]), Ok(()));
        assert!(matches!(unique("wallets", ["a", "a"]), Err(KitError::Duplicate { .. })));
    }
}
