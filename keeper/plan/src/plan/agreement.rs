//! What the terms of the agreement share as the file writes them: money, percentages, days, rates by steps. They become the
//! wire's types at once; whether they hold together is the engine's to say, and `place` finds its words in the file again.

use std::collections::BTreeMap;

use backlot_api::{limits, schedule as wire};
use cosmwasm_std::Uint128;

use super::{
    parse::unix,
    read::{self, Notes, Table, Value},
    At,
};

/// What amounts of the agreement are counted in.
pub(super) struct Units {
    /// Decimals of the film's money.
    pub(super) exponent: u8,
    /// Decimals of each figure: those of money, or none.
    pub(super) figures: BTreeMap<String, u8>,
}

impl Units {
    /// An amount of money, its place noted.
    pub(super) fn money(&self, notes: &mut Notes, value: Value<'_>, key: &str, path: String) -> Option<Uint128> {
        notes.place(path, value.span());
        read::amount(notes, value, key, self.exponent).map(|found| found.value.into())
    }

    /// Decimals of a figure that is declared.
    pub(super) fn figure(&self, notes: &mut Notes, figure: &At<String>) -> u8 {
        self.figures.get(&figure.value).copied().unwrap_or_else(|| {
            let known: Vec<_> = self.figures.keys().map(String::as_str).collect();
            notes.fault(
                &figure.at,
                format!("there is no figure `{}`", figure.value),
                format!("add it to [figures] as \"count\" or \"money\"; there are: {}", known.join(", ")),
            );
            0
        })
    }
}

/// The name of the table where a file has one only.
const ONLY_TABLE: &str = "film";

pub(super) fn table_of(table: &mut Table<'_>, notes: &mut Notes) -> At<String> {
    let found = table.text_maybe(notes, "table", "table = \"cinema\"");
    found.unwrap_or_else(|| At { value: ONLY_TABLE.into(), at: table.at.clone() })
}

/// Rates by steps: `[{ from = "0", percent = "10" }, …]`.
pub(super) fn steps(notes: &mut Notes, value: Value<'_>, key: &str, exponent: u8, path: &str) -> Vec<wire::Step> {
    notes.place(path, value.span());
    let example = "[{ from = \"0\", percent = \"10\" }]";
    let mut steps = Vec::new();
    for (at, row) in read::list(notes, value, key, example, limits::STEPS).into_iter().enumerate() {
        let path = format!("{path}[{at}]");
        notes.place(&*path, row.span());
        let Some(mut table) = Table::of(notes, row, "a step", "{ from = \"0\", percent = \"10\" }") else { continue };
        let from = table.need(notes, "from", "from = \"0\"").and_then(|value| {
            notes.place(format!("{path}.from"), value.span());
            read::amount(notes, value, "from", exponent)
        });
        let bps =
            table.need(notes, "percent", "percent = \"10\"").and_then(|value| share_of_whole(notes, value, "percent"));
        table.close(notes);
        if let (Some(from), Some(bps)) = (from, bps) {
            steps.push(wire::Step { from: from.value.into(), bps });
        }
    }
    steps
}

/// Hundredths of a percent from nothing to the whole.
fn share_of_whole(notes: &mut Notes, value: Value<'_>, key: &str) -> Option<u16> {
    let found = read::percent(notes, value, key)?;
    match u16::try_from(found.value) {
        Ok(bps @ 0..=10_000) => Some(bps),
        _ => {
            notes.fault(&found.at, format!("`{key}` is more than 100"), format!("write {key} = \"12.5\""));
            None
        }
    }
}

/// Hundredths of a percent, of nothing less than the least and nothing more than the whole.
pub(super) fn basis_points(notes: &mut Notes, value: Value<'_>, key: &str) -> Option<At<u16>> {
    let found = read::percent(notes, value, key)?;
    match u16::try_from(found.value) {
        Ok(value @ 1..=10_000) => Some(At { value, at: found.at }),
        _ => {
            notes.fault(&found.at, format!("`{key}` is not between 0.01 and 100"), format!("write {key} = \"2.5\""));
            None
        }
    }
}

/// Hundredths of a percent; zero, and more than the whole, are the engine's to refuse.
pub(super) fn percent_of(notes: &mut Notes, value: Value<'_>, key: &str) -> Option<u32> {
    let found = read::percent(notes, value, key)?;
    let bps = u32::try_from(found.value).ok();
    if bps.is_none() {
        notes.fault(&found.at, format!("`{key}` is out of range"), format!("write {key} = \"2.5\""));
    }
    bps
}

/// A day, as the chain counts them.
pub(super) fn day(notes: &mut Notes, value: Value<'_>, key: &str, path: String) -> Option<u32> {
    notes.place(path, value.span());
    let found = value.get_ref().as_datetime().filter(|moment| moment.time.is_none()).and_then(unix);
    let found = found.and_then(|seconds| u32::try_from(seconds / 86_400).ok());
    if found.is_none() {
        notes.fault(
            &value.span(),
            format!("`{key}` is not a date"),
            format!("write {key} = 2027-01-31, without quotes"),
        );
    }
    found
}

/// Yes or no.
pub(super) fn flag(notes: &mut Notes, value: Value<'_>, key: &str) -> Option<bool> {
    let found = value.get_ref().as_bool();
    if found.is_none() {
        notes.fault(&value.span(), format!("`{key}` is true or false"), format!("write {key} = true"));
    }
    found
}

/// A word that only says that something is so.
pub(super) fn yes(notes: &mut Notes, value: Value<'_>, key: &str) -> Option<()> {
    if flag(notes, value, key)? {
        return Some(());
    }
    notes.fault(&value.span(), format!("`{key}` can only be true"), "leave it out where it is not so");
    None
}
