//! Periods of a statement.

use serde::Serialize;

use crate::figures::{calendar, date, day_of, first_of};

/// A period: days from the first to the last, both in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// As people call it: `2027-Q1`.
    pub name: String,
    /// First day.
    #[serde(serialize_with = "as_date")]
    pub from: u32,
    /// Last day.
    #[serde(serialize_with = "as_date")]
    pub to: u32,
}

/// How long each of several periods is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// A calendar month.
    Month,
    /// A quarter of a calendar year.
    Quarter,
    /// A calendar year.
    Year,
}

/// A text that is no period.
#[derive(thiserror::Error, Clone, Debug, PartialEq, Eq)]
#[error("`{0}` is no period: write 2027, 2027-Q1, 2027-03, or 2027-01-15..2027-03-31")]
pub struct NoPeriod(pub String);

impl std::str::FromStr for Period {
    type Err = NoPeriod;

    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        read(text.trim()).ok_or_else(|| NoPeriod(text.to_string()))
    }
}

impl Period {
    /// From a day to a day.
    pub fn span(from: u32, to: u32) -> Self {
        Self { name: format!("{} – {}", date(from), date(to)), from, to }
    }

    /// The period of this length in which a day lies.
    pub fn of(every: Every, day: u32) -> Self {
        let (year, month, _) = calendar(day);
        let found = match every {
            Every::Month => months(format!("{year:04}-{month:02}"), year, month, 1),
            Every::Quarter => quarter(year, month.div_ceil(3)),
            Every::Year => months(format!("{year:04}"), year, 1, 12),
        };
        found.unwrap_or_else(|| Self::span(day, day))
    }

    /// Periods of this length, one after the other, that cover both days and all between.
    pub fn all(every: Every, from: u32, to: u32) -> Vec<Self> {
        let mut all = vec![Self::of(every, from)];
        while let Some(last) = all.last().filter(|last| last.to < to) {
            let next = Self::of(every, last.to + 1);
            all.push(next);
        }
        all
    }
}

fn read(text: &str) -> Option<Period> {
    if let Some((from, to)) = text.split_once("..") {
        let (from, to) = (day_of(from)?, day_of(to)?);
        return (from <= to).then(|| Period::span(from, to));
    }
    let digits = |text: &str, len: usize| {
        let plain = text.len() == len && text.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| text.parse::<u32>().ok()).flatten()
    };
    match text.split_once('-') {
        None => months(text.to_string(), digits(text, 4)?, 1, 12),
        Some((year, part)) => match part.strip_prefix(['Q', 'q']) {
            Some(number) => quarter(digits(year, 4)?, digits(number, 1)?),
            None if part.len() == 2 => months(text.to_string(), digits(year, 4)?, digits(part, 2)?, 1),
            None => day_of(text).map(|day| Period { name: date(day), from: day, to: day }),
        },
    }
}

fn quarter(year: u32, number: u32) -> Option<Period> {
    let first = number.checked_sub(1).filter(|before| *before < 4)? * 3 + 1;
    months(format!("{year:04}-Q{number}"), year, first, 3)
}

fn months(name: String, year: u32, month: u32, count: u32) -> Option<Period> {
    let from = first_of(year, month)?;
    let after = month + count;
    let next = if after > 12 { first_of(year + 1, after - 12) } else { first_of(year, after) };
    // After the last year that there is, a day in it is all that is needed.
    let to = next.map_or_else(|| day_of("2299-12-31"), |next| next.checked_sub(1))?;
    Some(Period { name, from, to })
}

fn as_date<S: serde::Serializer>(day: &u32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&date(*day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(text: &str) -> Option<(String, String)> {
        text.parse::<Period>().ok().map(|period| (date(period.from), date(period.to)))
    }

    #[test]
    fn periods_are_read_as_people_write_them() {
        let days = |from: &str, to: &str| Some((from.to_string(), to.to_string()));
        assert_eq!(period("2027"), days("2027-01-01", "2027-12-31"));
        assert_eq!(period("2027-Q4"), days("2027-10-01", "2027-12-31"));
        assert_eq!(period("2028-q1"), days("2028-01-01", "2028-03-31"));
        assert_eq!(period("2028-02"), days("2028-02-01", "2028-02-29"));
        assert_eq!(period("2028-02-29"), days("2028-02-29", "2028-02-29"));
        assert_eq!(period("2027-01-15..2027-03-31"), days("2027-01-15", "2027-03-31"));
        assert_eq!(period("2299"), days("2299-01-01", "2299-12-31"));
        for text in
            ["", "27", "2027-Q5", "2027-Q0", "2027-13", "2027-Q", "2027-03-31..2027-01-01", "..", "2027-Q11", "2300"]
        {
            assert_eq!(period(text), None, "{text}");
        }
    }

    #[test]
    fn periods_that_follow_each_other_leave_no_day_out() {
        for every in [Every::Month, Every::Quarter, Every::Year] {
            let all = Period::all(every, 20_000, 23_000);
            assert!(all[0].from <= 20_000 && all[all.len() - 1].to >= 23_000);
            assert!(all.windows(2).all(|pair| pair[0].to + 1 == pair[1].from));
        }
    }
}
