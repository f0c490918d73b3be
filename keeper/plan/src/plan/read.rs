//! Reads TOML with its places: every fault is noted and reading goes on, so that one look shows them all.

use std::{collections::BTreeSet, ops::Range};

use toml::{
    de::{DeTable, DeValue},
    Spanned,
};

use super::{diagnostic::Diagnostic, At, Places};
use crate::amount;

/// Notes faults while a document is read, and where things stand.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) list: Vec<Diagnostic>,
    pub(super) places: Places,
}

impl Notes {
    /// Where the engine's words stand.
    pub(super) fn place(&mut self, words: impl Into<String>, at: Range<usize>) {
        self.places.note(words.into(), at);
    }

    /// A fault at a place.
    pub(super) fn fault(&mut self, at: &Range<usize>, message: impl Into<String>, help: impl Into<String>) {
        self.list.push(Diagnostic {
            at: at.start,
            len: at.end.saturating_sub(at.start),
            message: message.into(),
            help: help.into(),
        });
    }
}

/// A value and where it stands.
pub(super) type Value<'a> = &'a Spanned<DeValue<'a>>;

/// A table being read: what is never asked for is a fault.
pub(super) struct Table<'a> {
    table: &'a DeTable<'a>,
    /// Where it stands.
    pub(super) at: Range<usize>,
    what: String,
    known: BTreeSet<&'static str>,
}

impl<'a> Table<'a> {
    pub(super) fn root(root: &'a Spanned<DeTable<'a>>, what: &str) -> Self {
        Self { table: root.get_ref(), at: 0..0, what: what.to_string(), known: BTreeSet::new() }
    }

    /// `value` as a table, or a fault.
    pub(super) fn of(notes: &mut Notes, value: Value<'a>, what: &str, example: &str) -> Option<Self> {
        match value.get_ref() {
            DeValue::Table(table) => {
                Some(Self { table, at: value.span(), what: what.to_string(), known: BTreeSet::new() })
            }
            other => {
                let found = other.type_str();
                notes.fault(&value.span(), format!("{what} is a table, not a {found}"), format!("write {example}"));
                None
            }
        }
    }

    /// A field, if it is there. `held-until` is as good as `held_until`.
    pub(super) fn get(&mut self, key: &'static str) -> Option<Value<'a>> {
        self.known.insert(key);
        self.table.get(key).or_else(|| self.table.get(key.replace('_', "-").as_str()))
    }

    /// A field that must be there.
    pub(super) fn need(&mut self, notes: &mut Notes, key: &'static str, example: &str) -> Option<Value<'a>> {
        let found = self.get(key);
        if found.is_none() {
            notes.fault(&self.at, format!("{} has no `{key}`", self.what), format!("add {example}"));
        }
        found
    }

    /// A text that must be there.
    pub(super) fn text(&mut self, notes: &mut Notes, key: &'static str, example: &str) -> Option<At<String>> {
        self.need(notes, key, example).and_then(|value| text(notes, value, key, example))
    }

    /// A text, if it is there.
    pub(super) fn text_maybe(&mut self, notes: &mut Notes, key: &'static str, example: &str) -> Option<At<String>> {
        self.get(key).and_then(|value| text(notes, value, key, example))
    }

    /// Entries in the order of the file; a fault where there are more than can be.
    pub(super) fn entries(&self, notes: &mut Notes, key: &str, most: usize) -> Vec<(At<String>, Value<'a>)> {
        let entries = self.table.iter();
        let mut entries: Vec<_> =
            entries.map(|(key, value)| (At { value: key.get_ref().to_string(), at: key.span() }, value)).collect();
        entries.sort_by_key(|(key, _)| key.at.start);
        if let Some((first, _)) = entries.get(most) {
            let message = format!("`{key}` has {} entries, at most {most} are taken", entries.len());
            notes.fault(&first.at, message, "from here on there are too many: merge some");
        }
        entries.truncate(most);
        entries
    }

    /// Faults for fields that nobody asked for, with the nearest known name.
    pub(super) fn close(self, notes: &mut Notes) {
        for key in self.table.keys() {
            let name: &str = key.get_ref();
            let plain = name.replace('-', "_");
            if plain != name && self.table.contains_key(plain.as_str()) {
                notes.fault(&key.span(), format!("`{plain}` is there twice"), "keep one of the two");
            }
            if self.known.contains(plain.as_str()) {
                continue;
            }
            let help = match self.known.iter().min_by_key(|known| distance(name, known)) {
                Some(near) if distance(name, near) <= 2 => format!("did you mean `{near}`?"),
                _ => {
                    let known: Vec<_> = self.known.iter().copied().collect();
                    format!("known here: {}", known.join(", "))
                }
            };
            notes.fault(&key.span(), format!("{} has no field `{name}`", self.what), help);
        }
    }
}

/// A text.
pub(super) fn text(notes: &mut Notes, value: Value<'_>, key: &str, example: &str) -> Option<At<String>> {
    match value.get_ref() {
        DeValue::String(text) => Some(At { value: text.to_string(), at: value.span() }),
        other => {
            let found = other.type_str();
            notes.fault(&value.span(), format!("`{key}` is a text, not a {found}"), format!("write {example}"));
            None
        }
    }
}

/// A list; a fault where it is something else, or longer than can be.
pub(super) fn list<'a>(notes: &mut Notes, value: Value<'a>, key: &str, example: &str, most: usize) -> Vec<Value<'a>> {
    match value.get_ref() {
        DeValue::Array(list) => {
            if let Some(first) = list.get(most) {
                let message = format!("`{key}` has {} entries, at most {most} are taken", list.len());
                notes.fault(&first.span(), message, "from here on there are too many: merge some");
            }
            list.iter().take(most).collect()
        }
        other => {
            let found = other.type_str();
            notes.fault(&value.span(), format!("`{key}` is a list, not a {found}"), format!("write {example}"));
            Vec::new()
        }
    }
}

/// A percentage in hundredths of a percent: `"12.5"` or `"12.5 %"`.
pub(super) fn percent(notes: &mut Notes, value: Value<'_>, key: &str) -> Option<At<u128>> {
    let DeValue::String(text) = value.get_ref() else { return amount(notes, value, key, 2) };
    let at = value.span();
    let plain = text.trim().trim_end_matches('%').trim_end();
    // A comma is no point here: "1,250" would be read in two ways.
    if !plain.contains(',') {
        if let Ok(value) = amount::parse(plain, 2) {
            return Some(At { value, at });
        }
    }
    notes.fault(&at, format!("`{text}` is not a percentage"), format!("write {key} = \"12.5\", at most two decimals"));
    None
}

/// An amount in whole coins or units, to base units.
pub(super) fn amount(notes: &mut Notes, value: Value<'_>, key: &str, exponent: u8) -> Option<At<u128>> {
    let at = value.span();
    let written = match value.get_ref() {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(integer) if integer.radix() == 10 => integer.as_str().to_string(),
        DeValue::Float(float) => {
            let text = float.as_str();
            notes.fault(&at, format!("`{key}` is a floating-point number"), format!("quote it: {key} = \"{text}\""));
            return None;
        }
        other => {
            let found = other.type_str();
            notes.fault(
                &at,
                format!("`{key}` is an amount, not a {found}"),
                format!("write {key} = \"900_000.00\", in whole coins"),
            );
            return None;
        }
    };
    match amount::parse(&written, exponent) {
        Ok(value) => Some(At { value, at }),
        Err(fault) => {
            notes.fault(&at, fault.to_string(), format!("write {key} as whole coins, at most {exponent} decimals"));
            None
        }
    }
}

/// A whole number between bounds.
pub(super) fn number(notes: &mut Notes, value: Value<'_>, key: &str, from: u64, to: u64) -> Option<At<u64>> {
    let at = value.span();
    let parsed = match value.get_ref() {
        DeValue::Integer(integer) => u64::from_str_radix(integer.as_str(), integer.radix()).ok(),
        _ => None,
    };
    match parsed {
        Some(value) if (from..=to).contains(&value) => Some(At { value, at }),
        _ => {
            notes.fault(
                &at,
                format!("`{key}` is not a whole number from {from} to {to}"),
                format!("write {key} = {from}"),
            );
            None
        }
    }
}

/// A length of time: `"90 days"`, `"36 hours"`, or seconds as a number.
pub(super) fn duration(notes: &mut Notes, value: Value<'_>, key: &str) -> Option<At<u64>> {
    let at = value.span();
    let seconds = match value.get_ref() {
        DeValue::Integer(integer) => integer.as_str().parse().ok(),
        DeValue::String(text) => seconds(text),
        _ => None,
    };
    if seconds.is_none() {
        notes.fault(
            &at,
            format!("`{key}` is not a length of time"),
            format!("write {key} = \"90 days\" (seconds, minutes, hours, days, weeks)"),
        );
    }
    seconds.map(|value| At { value, at })
}

/// Seconds of a length of time such as `90 days` or `36h`.
pub fn seconds(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let scale = match unit.trim() {
        "" | "s" | "second" | "seconds" => 1,
        "m" | "min" | "minute" | "minutes" => 60,
        "h" | "hour" | "hours" => 3_600,
        "d" | "day" | "days" => 86_400,
        "w" | "week" | "weeks" => 604_800,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(scale)
}

/// Letters to add, drop or change to make `a` of `b`.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let change = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
