use cosmrs::proto::cosmos::base::v1beta1::Coin as ProtoCoin;

use super::error::{ChainError, INVALID_COINS};

/// An amount of a denom. Amounts over 128 bits are refused where they come in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Coin {
    /// Denom.
    pub denom: String,
    /// Amount in base units.
    pub amount: u128,
}

impl Coin {
    /// As messages have it.
    pub fn to_proto(&self) -> ProtoCoin {
        ProtoCoin { denom: self.denom.clone(), amount: self.amount.to_string() }
    }
}

impl std::fmt::Display for Coin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", self.amount, self.denom)
    }
}

/// `1a,2b`, as events have it.
pub fn text(coins: &[Coin]) -> String {
    coins.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// A denom by the SDK's rule: a letter, then 2 to 127 of letters, digits and `/ : . _ -`.
pub fn denom_ok(denom: &str) -> bool {
    let bytes = denom.as_bytes();
    (3..=128).contains(&bytes.len())
        && bytes[0].is_ascii_alphabetic()
        && bytes[1..].iter().all(|b| b.is_ascii_alphanumeric() || b"/:._-".contains(b))
}

/// Reads one coin; the amount may be zero.
pub fn parse_one(denom: &str, amount: &str) -> Result<Coin, ChainError> {
    let bad = || INVALID_COINS.because(format!("{amount}{denom}"));
    if !denom_ok(denom) || amount.is_empty() || !amount.bytes().all(|b| b.is_ascii_digit()) {
        return Err(bad());
    }
    Ok(Coin { denom: denom.to_owned(), amount: amount.parse().map_err(|_| bad())? })
}

/// Reads coins that must be positive, sorted by denom and without duplicates; may be none.
pub fn parse(coins: &[ProtoCoin]) -> Result<Vec<Coin>, ChainError> {
    let mut parsed: Vec<Coin> = Vec::with_capacity(coins.len());
    for coin in coins {
        let coin = parse_one(&coin.denom, &coin.amount)?;
        if coin.amount == 0 {
            return Err(INVALID_COINS.because(format!("coin {coin} amount is not positive")));
        }
        match parsed.last() {
            Some(last) if last.denom == coin.denom => {
                return Err(INVALID_COINS.because(format!("duplicate denomination {}", coin.denom)))
            }
            Some(last) if last.denom > coin.denom => {
                return Err(INVALID_COINS.because(format!("denomination {} is not sorted", coin.denom)))
            }
            _ => parsed.push(coin),
        }
    }
    Ok(parsed)
}

/// What a contract attaches: any order, duplicates added up, zero dropped.
pub fn from_contract(coins: &[cosmwasm_std::Coin]) -> Result<Vec<Coin>, ChainError> {
    let mut sum = std::collections::BTreeMap::<&str, u128>::new();
    for coin in coins {
        if !denom_ok(&coin.denom) {
            return Err(INVALID_COINS.because(format!("invalid denom: {}", coin.denom)));
        }
        let amount = sum.entry(&coin.denom).or_default();
        *amount = amount
            .checked_add(coin.amount.u128())
            .ok_or_else(|| INVALID_COINS.because(format!("{}: amount overflows", coin.denom)))?;
    }
    Ok(sum
        .into_iter()
        .filter(|(_, amount)| *amount > 0)
        .map(|(denom, amount)| Coin { denom: denom.to_owned(), amount })
        .collect())
}
