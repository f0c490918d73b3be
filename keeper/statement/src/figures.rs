//! Amounts and days as people read them.

use serde::{Deserialize, Serialize, Serializer};

/// The coin as people count it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    /// What people call it.
    pub symbol: String,
    /// Decimals between a whole coin and a base unit.
    pub decimals: u8,
}

impl Unit {
    /// All decimals, thousands grouped: `1,234.500000`.
    pub fn exact(&self, amount: u128) -> String {
        let (whole, fraction) = self.split(amount);
        if fraction.is_empty() {
            return group(&whole);
        }
        format!("{}.{fraction}", group(&whole))
    }

    /// Two decimals at most, cut and never rounded up.
    pub fn short(&self, amount: u128) -> String {
        let (whole, mut fraction) = self.split(amount);
        fraction.truncate(2);
        if fraction.is_empty() {
            return group(&whole);
        }
        format!("{}.{fraction}", group(&whole))
    }

    /// As a spreadsheet reads it: no grouping, no trailing zeros.
    pub fn plain(&self, amount: u128) -> String {
        let (whole, fraction) = self.split(amount);
        match fraction.trim_end_matches('0') {
            "" => whole,
            rest => format!("{whole}.{rest}"),
        }
    }

    /// For a picture: `1.32M`, `432k`, `12.40`.
    pub fn brief(&self, amount: u128) -> String {
        let (whole, _) = self.split(amount);
        match whole.parse::<u128>().unwrap_or(u128::MAX) {
            whole @ 1_000_000.. => format!("{}.{:02}M", group(&(whole / 1_000_000).to_string()), whole / 10_000 % 100),
            whole @ 10_000.. => format!("{}k", whole / 1_000),
            whole @ 1_000.. => format!("{}.{}k", whole / 1_000, whole / 100 % 10),
            0 => self.plain(amount),
            _ => self.short(amount),
        }
    }

    fn split(&self, amount: u128) -> (String, String) {
        let decimals = usize::from(self.decimals);
        let width = decimals + 1;
        let digits = format!("{amount:0>width$}");
        let (whole, fraction) = digits.split_at(digits.len() - decimals);
        (whole.to_string(), fraction.to_string())
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

/// Hundredths of a percent of `part` in `whole`, cut; the whole where there is nothing to reach.
pub fn percent(part: u128, whole: u128) -> u32 {
    if whole == 0 || part >= whole {
        return 10_000;
    }
    // What does not fit is so large that the last digits do not matter.
    let scaled = part.checked_mul(10_000).map_or_else(|| part / (whole / 10_000).max(1), |scaled| scaled / whole);
    u32::try_from(scaled.min(9_999)).unwrap_or(9_999)
}

/// `2027-03-31` of a day since 1970-01-01.
pub fn date(day: u32) -> String {
    let (year, month, day) = calendar(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Year, month and day of a day since 1970-01-01 (the proleptic Gregorian calendar, by eras of 400 years from March).
pub(crate) fn calendar(day: u32) -> (u32, u32, u32) {
    let days = u64::from(day) + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let narrow = |value: u64| u32::try_from(value).unwrap_or(u32::MAX);
    (narrow(year + era * 400 + u64::from(month <= 2)), narrow(month), narrow(of_year - (153 * shifted + 2) / 5 + 1))
}

/// The day of `YYYY-MM-DD`; none where there is no such day from 1970 to 2299.
pub fn day_of(text: &str) -> Option<u32> {
    let mut parts = text.split('-').map(|part| part.parse::<u32>().ok().filter(|_| part.len() <= 4));
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let found = first_of(year, month)?.checked_add(day.checked_sub(1)?)?;
    (parts.next().is_none() && calendar(found) == (year, month, day)).then_some(found)
}

/// The first day of a month.
pub(crate) fn first_of(year: u32, month: u32) -> Option<u32> {
    if !(1970..2300).contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    // Years counted from March, so that the leap day is the last.
    let shifted = u64::from(year) - u64::from(month <= 2);
    let of_year = (153 * (u64::from(month) + if month > 2 { 0 } else { 12 } - 3) + 2) / 5;
    let (era, of_era) = (shifted / 400, shifted % 400);
    u32::try_from((era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year).checked_sub(719_468)?).ok()
}

/// Writes an amount in JSON as the chain does: a text.
pub(crate) fn text<S: Serializer>(amount: &u128, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(amount)
}

/// [`text`], or null.
pub(crate) fn text_maybe<S: Serializer>(amount: &Option<u128>, serializer: S) -> Result<S::Ok, S::Error> {
    match amount {
        Some(amount) => text(amount, serializer),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_both_ways() {
        for day in (0..120_000).step_by(7) {
            assert_eq!(day_of(&date(day)), Some(day));
        }
        for text in
            ["2027-02-29", "2027-13-01", "2027-00-01", "2027-01-00", "1969-12-31", "2027-01", "2027-01-01-01", "x"]
        {
            assert_eq!(day_of(text), None, "{text}");
        }
        assert_eq!(date(20_819), "2027-01-01");
    }

    #[test]
    fn amounts_are_exact_and_percentages_are_cut() {
        let unit = Unit { symbol: "USD".into(), decimals: 6 };
        assert_eq!(unit.exact(1_234_500_000), "1,234.500000");
        assert_eq!(
            (unit.short(1_239_999), unit.plain(1_500_000), unit.brief(1)),
            ("1.23".into(), "1.5".into(), "0.000001".into())
        );
        assert_eq!(unit.brief(1_324_000_000_000), "1.32M");
        assert_eq!((percent(1, 3), percent(0, 0), percent(9_999_999, 10_000_000)), (3_333, 10_000, 9_999));
        assert_eq!(percent(u128::MAX / 2, u128::MAX), 5_000);
    }
}
