//! Money and units as people write them, exactly: decimal strings to base units and back, no floats anywhere.

/// Why a text is not an amount.
#[derive(thiserror::Error, Debug, Clone, PartialEq, Eq)]
pub enum AmountError {
    /// Something else than digits, `_` and one point.
    #[error("`{0}` is not an amount: write digits, `_` between groups, and one point, as in \"900_000.00\"")]
    Syntax(String),
    /// More decimals than the coin has.
    #[error("`{text}` has {found} decimals, but there are only {exponent}")]
    TooFine {
        /// As written.
        text: String,
        /// Decimals in it.
        found: usize,
        /// Decimals there are.
        exponent: u8,
    },
    /// Above 2¹²⁸ − 1 base units.
    #[error("`{0}` is more than the chain can count")]
    TooLarge(String),
}

/// Base units of `text`, a decimal number with at most `exponent` decimals. `_` may group digits, and `,` thousands as in
/// `100,000.00`. Suffixes `k` and `M` stand for a thousand and a million.
///
/// # Errors
/// [`AmountError`], which repeats the text.
pub fn parse(text: &str, exponent: u8) -> Result<u128, AmountError> {
    let syntax = || AmountError::Syntax(text.to_string());
    let plain = text.trim();
    let (plain, scale) = match plain.as_bytes().last() {
        Some(b'k') => (&plain[..plain.len() - 1], 3),
        Some(b'M') => (&plain[..plain.len() - 1], 6),
        _ => (plain, 0),
    };
    let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
    let whole = &without_commas(whole).ok_or_else(syntax)?;
    let grouped = |part: &str| !part.starts_with('_') && !part.ends_with('_') && !part.contains("__");
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_') && grouped(part);
    if whole.is_empty() || !digits(whole) || !digits(fraction) || (plain.contains('.') && fraction.is_empty()) {
        return Err(syntax());
    }
    let fraction: String = fraction.chars().filter(|c| *c != '_').collect();
    let places = usize::from(exponent) + scale;
    let used = fraction.trim_end_matches('0').len();
    if used > places {
        return Err(AmountError::TooFine { text: text.to_string(), found: fraction.len(), exponent });
    }
    let mut all: String = whole.chars().filter(|c| *c != '_').collect();
    all.push_str(&fraction[..used]);
    all.extend(std::iter::repeat_n('0', places - used));
    all.parse().map_err(|_| AmountError::TooLarge(text.to_string()))
}

/// The digits without the commas between thousands; none where a comma stands anywhere else.
fn without_commas(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next().filter(|first| !first.is_empty() || !whole.contains(','))?;
    let right = |group: &str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    let sound = !whole.contains(',') || (first.len() <= 3 && !whole.contains('_') && groups.all(right));
    sound.then(|| whole.replace(',', ""))
}

/// `amount` base units in whole coins, all decimals, thousands grouped by commas: `1,234.500000`.
pub fn exact(amount: u128, exponent: u8) -> String {
    let (whole, fraction) = split(amount, exponent);
    if exponent == 0 {
        return group(&whole);
    }
    format!("{}.{fraction}", group(&whole))
}

/// `amount` base units for a table: two decimals, cut, never rounded up; `exact` says the rest.
pub fn short(amount: u128, exponent: u8) -> String {
    let (whole, fraction) = split(amount, exponent);
    match exponent {
        0 => group(&whole),
        1 => format!("{}.{fraction}", group(&whole)),
        _ => format!("{}.{}", group(&whole), &fraction[..2]),
    }
}

/// `amount` base units as a plain decimal without grouping or trailing zeros, as a spreadsheet reads it.
pub fn plain(amount: u128, exponent: u8) -> String {
    let (whole, fraction) = split(amount, exponent);
    match fraction.trim_end_matches('0') {
        "" => whole,
        rest => format!("{whole}.{rest}"),
    }
}

fn split(amount: u128, exponent: u8) -> (String, String) {
    let width = usize::from(exponent) + 1;
    let digits = format!("{amount:0>width$}");
    let (whole, fraction) = digits.split_at(digits.len() - usize::from(exponent));
    (whole.to_string(), fraction.to_string())
}

/// `amount` base units in as few characters as tell it apart: `1.25M`, `870k`.
pub fn brief(amount: u128, exponent: u8) -> String {
    let coin = 10u128.pow(u32::from(exponent));
    let whole = amount / coin;
    match whole {
        1_000_000.. if (whole / 10_000).is_multiple_of(100) => format!("{}M", group(&(whole / 1_000_000).to_string())),
        1_000_000.. => format!("{}.{:02}M", group(&(whole / 1_000_000).to_string()), whole / 10_000 % 100),
        10_000.. => format!("{}k", whole / 1_000),
        1_000.. if (whole / 100).is_multiple_of(10) => format!("{}k", whole / 1_000),
        1_000.. => format!("{}.{}k", whole / 1_000, whole / 100 % 10),
        100.. => whole.to_string(),
        0 if amount == 0 => "0".into(),
        0 => plain(amount, exponent),
        _ if amount.is_multiple_of(coin) => whole.to_string(),
        _ => short(amount, exponent),
    }
}

/// Digits in groups of three.
pub fn group(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// Writes an amount in JSON as the chain does: a text, because JSON numbers end at 2⁵³ in many readers.
///
/// # Errors
/// The serializer's.
pub fn json<S: serde::Serializer>(amount: &u128, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(amount)
}

/// [`json`], or null.
///
/// # Errors
/// The serializer's.
pub fn json_maybe<S: serde::Serializer>(amount: &Option<u128>, serializer: S) -> Result<S::Ok, S::Error> {
    match amount {
        Some(amount) => json(amount, serializer),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_both_ways() {
        assert_eq!(parse("900_000.00", 6), Ok(900_000_000_000));
        assert_eq!(parse("0.000001", 6), Ok(1));
        assert_eq!(parse("10M", 0), Ok(10_000_000));
        assert_eq!(parse("2.5k", 2), Ok(250_000));
        assert_eq!(parse("340282366920938463463374607431768211455", 0), Ok(u128::MAX));
        assert_eq!(exact(900_000_000_001, 6), "900,000.000001");
        assert_eq!(short(1_239_999, 6), "1.23");
        assert_eq!(plain(1_500_000, 6), "1.5");
        assert_eq!(exact(7, 0), "7");
        assert_eq!(parse("100,000.00", 2), Ok(10_000_000));
        assert_eq!(parse("1,234,567", 0), Ok(1_234_567));
        for (amount, says) in
            [(0, "0"), (1, "0.01"), (1_250, "12.50"), (140_000, "1.4k"), (87_000_000, "870k"), (125_000_000, "1.25M")]
        {
            assert_eq!(brief(amount, 2), says);
        }
    }

    #[test]
    fn what_is_no_amount_says_so() {
        for text in [
            "", ".", "1.", ".5", "-1", "1e3", "1__0", "_1", "1,00", "1,0000", ",100", "1_0,000", "0.1,000", "1.2.3",
            "NaN",
        ] {
            assert!(matches!(parse(text, 6), Err(AmountError::Syntax(_))), "{text}");
        }
        assert!(matches!(parse("1.0000001", 6), Err(AmountError::TooFine { found: 7, exponent: 6, .. })));
        assert_eq!(parse("1.0000000", 6), Ok(1_000_000), "zeros beyond the last decimal change nothing");
        assert!(matches!(parse("340282366920938463463374607431768211456", 0), Err(AmountError::TooLarge(_))));
    }
}
