//! Dates of the chain's clock, in UTC.

/// Days since 1970-01-01 in the proleptic Gregorian calendar.
pub fn days(year: i64, month: i64, day: i64) -> i64 {
    // Years counted from March, so that the leap day is the last.
    let shifted = if month <= 2 { year - 1 } else { year };
    let era = shifted.div_euclid(400);
    let of_era = shifted - era * 400;
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// `2027-03-31` of seconds since 1970.
pub fn date(seconds: u64) -> String {
    let since = i64::try_from(seconds / 86_400).unwrap_or(i64::MAX / 2) + 719_468;
    let era = since.div_euclid(146_097);
    let of_era = since - era * 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// `2027-03-31 17:05 UTC` of seconds since 1970.
pub fn moment(seconds: u64) -> String {
    let of_day = seconds % 86_400;
    format!("{} {:02}:{:02} UTC", date(seconds), of_day / 3_600, of_day / 60 % 60)
}

/// Seconds since 1970 of the first moment of `YYYY-MM-DD`; none where there is no such day.
pub fn seconds(text: &str) -> Option<u64> {
    let digits = |part: &str| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = text.split('-').map(|part| part.parse::<i64>().ok().filter(|_| digits(part)));
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let found = u64::try_from(days(year, month, day) * 86_400).ok()?;
    // A month 13, or a 30th of February, would be another day.
    (parts.next().is_none() && date(found) == format!("{year:04}-{month:02}-{day:02}")).then_some(found)
}

/// The day of `YYYY-MM-DD`, in days since 1970, if there is such a day and it is written like that.
pub fn day(text: &str) -> Option<u32> {
    let seconds = seconds(text).filter(|seconds| date(*seconds) == text)?;
    u32::try_from(seconds / 86_400).ok()
}

/// `2027-03-31` of days since 1970.
pub fn of_day(day: u32) -> String {
    date(u64::from(day) * 86_400)
}

/// So many months later: the same day of the month, or its last one.
pub fn months_later(day: u32, months: u32) -> u32 {
    let text = of_day(day);
    let part = |range| text.get(range).and_then(|part: &str| part.parse::<i64>().ok()).unwrap_or(1);
    let (year, month, of_month) = (part(0..4), part(5..7) - 1 + i64::from(months), part(8..10));
    let first = days(year + month.div_euclid(12), month.rem_euclid(12) + 1, 1);
    let next = days(year + (month + 1).div_euclid(12), (month + 1).rem_euclid(12) + 1, 1);
    u32::try_from((first + of_month - 1).min(next - 1)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_go_both_ways() {
        for text in ["1970-01-01", "2000-02-29", "2027-03-31", "2028-02-29", "2100-03-01"] {
            assert_eq!(date(seconds(text).unwrap()), text);
        }
        for text in
            ["2028-13-01", "2027-02-29", "2028-00-10", "2028-01-00", "2028-01", "2028-01-01-01", "1969-12-31", "x"]
        {
            assert_eq!(seconds(text), None, "{text}");
        }
        assert_eq!(seconds("99999999999999999-01-01"), None);
        for text in ["2027-02-29", "2027-13-01", "2027-1-1", "27-01-01", "2027-01-01-01", "soon", "1969-12-31"] {
            assert_eq!(day(text), None, "{text}");
        }
        let later = |text, months| of_day(months_later(day(text).unwrap(), months));
        assert_eq!(later("2027-01-31", 1), "2027-02-28");
        assert_eq!(later("2027-01-31", 13), "2028-02-29");
        assert_eq!(later("2027-11-30", 2), "2028-01-30");
        assert_eq!(later("2027-11-30", 0), "2027-11-30");
        assert_eq!(moment(1_795_478_400 + 61_500), "2026-11-24 17:05 UTC");
    }
}
