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

/// Whether an amount is a whole number as Go reads one: an empty text is zero, and less than zero is one too.
pub fn is_whole(amount: &str) -> bool {
    let digits = amount.strip_prefix(['-', '+']).unwrap_or(amount);
    amount.is_empty() || (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Coins of a message as the SDK prints them, right or wrong.
pub fn raw_text(coins: &[ProtoCoin]) -> String {
    let one = |coin: &ProtoCoin| format!("{}{}", if coin.amount.is_empty() { "0" } else { &coin.amount }, coin.denom);
    coins.iter().map(one).collect::<Vec<_>>().join(",")
}

/// Reads coins that must be positive, sorted by denom and without duplicates; may be none. The error is one of no kind,
/// in the words of the SDK's `Coins.Validate`.
pub fn parse(coins: &[ProtoCoin]) -> Result<Vec<Coin>, ChainError> {
    let mut parsed: Vec<Coin> = Vec::with_capacity(coins.len());
    for coin in coins {
        let flaw = |text: String| Err(ChainError::of_no_kind(text));
        if !denom_ok(&coin.denom) {
            return flaw(format!("invalid denom: {}", coin.denom));
        }
        match parsed.last() {
            Some(last) if last.denom == coin.denom => return flaw(format!("duplicate denomination {}", coin.denom)),
            Some(last) if last.denom > coin.denom => return flaw(format!("denomination {} is not sorted", coin.denom)),
            _ => {}
        }
        let positive = coin.amount.strip_prefix('+').unwrap_or(&coin.amount);
        let amount = if positive.is_empty() || positive.starts_with('-') { "0" } else { positive };
        match amount.parse::<u128>() {
            Ok(0) if parsed.is_empty() => {
                return flaw(format!("coin {} amount is not positive", raw_text(std::slice::from_ref(coin))))
            }
            Ok(0) => return flaw(format!("coin {} amount is not positive", coin.denom)),
            Ok(amount) => parsed.push(Coin { denom: coin.denom.clone(), amount }),
            Err(_) => return flaw(format!("{}: amount overflows", raw_text(std::slice::from_ref(coin)))),
        }
    }
    Ok(parsed)
}

/// The same, as bank refuses what is wrong: with the coins, and nothing of what is wrong with them.
pub fn parse_for_bank(coins: &[ProtoCoin]) -> Result<Vec<Coin>, ChainError> {
    match parse(coins) {
        Ok(parsed) if !parsed.is_empty() => Ok(parsed),
        _ => Err(INVALID_COINS.because(raw_text(coins))),
    }
}

/// What a contract attaches: any order, duplicates added up, zero dropped.
pub fn from_contract(coins: &[cosmwasm_std::Coin]) -> Result<Vec<Coin>, ChainError> {
    let mut sum = std::collections::BTreeMap::<&str, u128>::new();
    for coin in coins {
        if !denom_ok(&coin.denom) {
            return Err(ChainError::of_no_kind(format!("invalid denom: {}", coin.denom)));
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
