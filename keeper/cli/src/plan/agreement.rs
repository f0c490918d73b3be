//! The terms of the agreement as the file writes them: sources, tiers, caps, conditions. They become the wire's types at
//! once; whether they hold together is the engine's to say, and `place` finds its words in the file again.

use std::collections::BTreeMap;

use backlot_api::schedule as wire;
use cosmwasm_std::Uint128;

use super::{
    parse::{basis_points, nowhere, percent_of, unix},
    read::{self, Notes, Table, Value},
    At, Source, Tier,
};

/// What amounts of the agreement are counted in.
pub(super) struct Units {
    /// Decimals of the film's money.
    pub(super) exponent: u8,
    /// Decimals of each figure: those of money, or none.
    pub(super) figures: BTreeMap<String, u8>,
}

impl Units {
    fn money(&self, notes: &mut Notes, value: Value<'_>, key: &str) -> Option<Uint128> {
        read::amount(notes, value, key, self.exponent).map(|found| found.value.into())
    }

    fn figure(&self, notes: &mut Notes, figure: &At<String>) -> u8 {
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

fn table_of(table: &mut Table<'_>, notes: &mut Notes) -> At<String> {
    let found = table.text_maybe(notes, "table", "table = \"cinema\"");
    found.unwrap_or_else(|| At { value: ONLY_TABLE.into(), at: table.at.clone() })
}

pub(super) fn source(notes: &mut Notes, value: Value<'_>, units: &Units) -> Option<Source> {
    let mut table = Table::of(notes, value, "a source", "[[source]]")?;
    let id = table.text(notes, "id", "id = \"cinema\"").unwrap_or_else(nowhere);
    let pays_into = table_of(&mut table, notes);
    let example = "off_the_top = [{ party = \"agent\", percent = \"1\" }]";
    let rows =
        table.get("off_the_top").map(|value| read::list(notes, value, "off_the_top", example)).unwrap_or_default();
    table.close(notes);
    let off_the_top = rows.into_iter().filter_map(|row| deduction(notes, row, units)).collect();
    Some(Source { id, table: pays_into, off_the_top })
}

fn deduction(notes: &mut Notes, value: Value<'_>, units: &Units) -> Option<At<wire::Deduction>> {
    let mut table = Table::of(notes, value, "a deduction", "{ party = \"agent\", percent = \"1\" }")?;
    let at = table.at.clone();
    let kinds = ["percent", "steps", "expenses_up_to", "reserve"];
    let given: Vec<_> = kinds.into_iter().filter(|kind| table.get(kind).is_some()).collect();
    let [kind] = given[..] else {
        notes.fault(
            &at,
            "a deduction is one of a percentage, steps, expenses or a reserve",
            "write percent = \"15\" (of every receipt), steps = [{ from = \"0\", percent = \"15\" }], \
             expenses_up_to = \"75_000\" (in all) or reserve = \"10\" with until = 2028-12-31",
        );
        return None;
    };
    let found = table.get(kind)?;
    let deduction = if kind == "reserve" {
        let until = table.need(notes, "until", "until = 2028-12-31").and_then(|value| day(notes, value, "until"));
        let cap = table.get("up_to").and_then(|value| units.money(notes, value, "up_to"));
        let bps = basis_points(notes, found, kind);
        wire::Deduction::Reserve { bps: bps?.value, cap, until: until? }
    } else {
        let party = table.text(notes, "party", "party = \"agent\"");
        let yearly_minimum = table.get("yearly_minimum").and_then(|value| units.money(notes, value, "yearly_minimum"));
        match kind {
            "expenses_up_to" => {
                let cap = units.money(notes, found, kind);
                wire::Deduction::Expenses { party: party?.value, cap: cap? }
            }
            "steps" => {
                let steps = steps(notes, found, kind, units.exponent);
                wire::Deduction::Percent { party: party?.value, steps, yearly_minimum }
            }
            _ => {
                let bps = basis_points(notes, found, kind);
                let steps = vec![wire::Step { from: Uint128::zero(), bps: bps?.value }];
                wire::Deduction::Percent { party: party?.value, steps, yearly_minimum }
            }
        }
    };
    table.close(notes);
    Some(At { value: deduction, at })
}

fn steps(notes: &mut Notes, value: Value<'_>, key: &str, exponent: u8) -> Vec<wire::Step> {
    let example = "{ from = \"0\", percent = \"10\" }";
    let mut steps = Vec::new();
    for row in read::list(notes, value, key, example) {
        let Some(mut table) = Table::of(notes, row, "a step", example) else { continue };
        let from =
            table.need(notes, "from", "from = \"0\"").and_then(|value| read::amount(notes, value, "from", exponent));
        let bps =
            table.need(notes, "percent", "percent = \"10\"").and_then(|value| percent_of(notes, value, "percent"));
        table.close(notes);
        if let (Some(from), Some(bps)) = (from, bps) {
            steps.push(wire::Step { from: from.value.into(), bps: u16::try_from(bps).unwrap_or(u16::MAX) });
        }
    }
    steps
}

pub(super) fn tier(notes: &mut Notes, value: Value<'_>, units: &Units) -> Option<Tier> {
    let mut table = Table::of(notes, value, "a tier", "[[tier]]")?;
    let id = table.text(notes, "id", "id = \"equity\"").unwrap_or_else(nowhere);
    let title = table.text_maybe(notes, "title", "title = \"Equity to 120 %\"").map(|found| found.value);
    let of = table_of(&mut table, notes);
    let example = "shares = [{ party = \"producer\", share = 50 }]";
    let rows = table.need(notes, "shares", example).map(|value| read::list(notes, value, "shares", example));
    let shares = rows.unwrap_or_default().into_iter().filter_map(|row| share(notes, row, units)).collect();
    let opens = table.get("opens").and_then(|value| when(notes, value, "opens", &id.value, units));
    let ends = table.get("ends").and_then(|value| when(notes, value, "ends", &id.value, units));
    let figure = table.get("ends_when").and_then(|value| {
        let condition = condition(notes, value, &id.value, units)?;
        Some(wire::When::All(vec![condition]))
    });
    let example = "escalators = [{ when = { gross = \"3_000_000\" }, shares = [60, 40] }]";
    let rows = table.get("escalators").map(|value| read::list(notes, value, "escalators", example));
    let escalators =
        rows.unwrap_or_default().into_iter().filter_map(|row| escalator(notes, row, &id.value, units)).collect();
    table.close(notes);
    Some(Tier { id, title, table: of, shares, opens, escalators, ends: ends.or(figure) })
}

fn share(notes: &mut Notes, value: Value<'_>, units: &Units) -> Option<At<wire::Share>> {
    let mut table = Table::of(notes, value, "a share", "{ party = \"producer\", share = 50 }")?;
    let at = table.at.clone();
    let party = table.text(notes, "party", "party = \"producer\"");
    let weight = table
        .need(notes, "share", "share = 50: its weight against the others'")
        .and_then(|value| read::number(notes, value, "share", 1, u64::from(u32::MAX)));
    let cap = table.get("cap").and_then(|value| cap(notes, value, units));
    table.close(notes);
    let share = wire::Share { party: party?.value, weight: u32::try_from(weight?.value).ok()?, cap };
    Some(At { value: share, at })
}

fn cap(notes: &mut Notes, value: Value<'_>, units: &Units) -> Option<wire::Cap> {
    if !matches!(value.get_ref(), toml::de::DeValue::Table(_)) {
        return limit(notes, value, units).map(wire::Cap::Only);
    }
    let mut table = Table::of(notes, value, "a cap", "{ percent = \"120\" }")?;
    for key in ["lesser", "greater"] {
        let Some(pair) = table.get(key) else { continue };
        table.close(notes);
        let example = "[\"500_000\", { percent = \"120\" }]";
        let limits = read::list(notes, pair, key, example);
        let [one, two] = limits[..] else {
            notes.fault(&pair.span(), format!("`{key}` is of two caps"), format!("write {key} = {example}"));
            return None;
        };
        let (one, two) = (limit(notes, one, units)?, limit(notes, two, units)?);
        return Some(if key == "lesser" { wire::Cap::Lesser(one, two) } else { wire::Cap::Greater(one, two) });
    }
    limit(notes, value, units).map(wire::Cap::Only)
}

fn limit(notes: &mut Notes, value: Value<'_>, units: &Units) -> Option<wire::Limit> {
    if !matches!(value.get_ref(), toml::de::DeValue::Table(_)) {
        return units.money(notes, value, "cap").map(|amount| wire::Limit::Amount { amount });
    }
    let mut table = Table::of(notes, value, "a cap", "{ percent = \"120\" }")?;
    let at = table.at.clone();
    let limit = if let Some(found) = table.get("percent") {
        let bps = percent_of(notes, found, "percent");
        wire::Limit::Invested { bps: bps? }
    } else if let Some(found) = table.get("loan") {
        let draws = read::list(notes, found, "loan", "[{ date = 2026-03-01, amount = \"500_000\" }]")
            .into_iter()
            .filter_map(|row| draw(notes, row, units))
            .collect();
        let bps = table
            .need(notes, "rate", "rate = \"8\": percent a year")
            .and_then(|value| percent_of(notes, value, "rate"));
        let compound = table.get("compound").and_then(|value| flag(notes, value, "compound")).unwrap_or(false);
        wire::Limit::Loan { draws, bps: bps?, compound }
    } else if let Some(found) = table.get("brackets") {
        let figure = table.text(notes, "figure", "figure = \"box-office\"");
        let exponent = figure.as_ref().map_or(0, |figure| units.figure(notes, figure));
        let steps = steps(notes, found, "brackets", exponent);
        wire::Limit::Brackets { figure: figure?.value, steps }
    } else if table.get("deficit").is_some() {
        wire::Limit::Deficit {}
    } else {
        let help = "an amount, or a table with percent, loan, brackets, deficit, lesser or greater";
        notes.fault(&at, "this is no cap", help);
        return None;
    };
    table.close(notes);
    Some(limit)
}

fn draw(notes: &mut Notes, value: Value<'_>, units: &Units) -> Option<wire::Draw> {
    let mut table = Table::of(notes, value, "a draw-down", "{ date = 2026-03-01, amount = \"500_000\" }")?;
    let on = table.need(notes, "date", "date = 2026-03-01").and_then(|value| day(notes, value, "date"));
    let amount =
        table.need(notes, "amount", "amount = \"500_000\"").and_then(|value| units.money(notes, value, "amount"));
    table.close(notes);
    Some(wire::Draw { day: on?, amount: amount? })
}

fn escalator(notes: &mut Notes, value: Value<'_>, tier: &str, units: &Units) -> Option<wire::Escalator> {
    let mut table = Table::of(notes, value, "an escalator", "{ when = { gross = \"3_000_000\" }, shares = [60, 40] }")?;
    let condition = table
        .need(notes, "when", "when = { gross = \"3_000_000\" }")
        .and_then(|value| when(notes, value, "when", tier, units));
    let rows = table.need(notes, "shares", "shares = [60, 40]");
    let rows = rows.map(|value| read::list(notes, value, "shares", "shares = [60, 40]")).unwrap_or_default();
    let weights = rows.into_iter().filter_map(|value| {
        read::number(notes, value, "shares", 1, u64::from(u32::MAX)).and_then(|found| u32::try_from(found.value).ok())
    });
    let weights = weights.collect();
    table.close(notes);
    Some(wire::Escalator { when: condition?, weights })
}

/// `{ any = […] }`, `{ all = […] }`, or one condition.
fn when(notes: &mut Notes, value: Value<'_>, key: &str, tier: &str, units: &Units) -> Option<wire::When> {
    let mut table = Table::of(notes, value, &format!("`{key}`"), "{ any = [{ full = true }] }")?;
    for kind in ["any", "all"] {
        let Some(list) = table.get(kind) else { continue };
        table.close(notes);
        let rows = read::list(notes, list, kind, "[{ full = true }]");
        let of = rows.into_iter().filter_map(|row| condition(notes, row, tier, units)).collect();
        return Some(if kind == "any" { wire::When::Any(of) } else { wire::When::All(of) });
    }
    condition(notes, value, tier, units).map(|one| wire::When::All(vec![one]))
}

fn condition(notes: &mut Notes, value: Value<'_>, tier: &str, units: &Units) -> Option<wire::Condition> {
    let mut table = Table::of(notes, value, "a condition", "{ party = \"producer\", reaches = \"100_000\" }")?;
    let at = table.at.clone();
    let texts = |notes: &mut Notes, table: &mut Table<'_>, key: &'static str| -> Option<Vec<String>> {
        let found = table.get(key)?;
        let rows = read::list(notes, found, key, "[\"…\"]");
        Some(rows.into_iter().filter_map(|row| read::text(notes, row, key, "\"…\"")).map(|text| text.value).collect())
    };
    let condition = if table.get("full").is_some() {
        wire::Condition::Full {}
    } else if let Some(found) = table.get("from") {
        wire::Condition::Day { from: day(notes, found, "from")? }
    } else if let Some(found) = table.get("gross") {
        let sources = texts(notes, &mut table, "sources").unwrap_or_default();
        wire::Condition::Gross { sources, amount: units.money(notes, found, "gross")? }
    } else if let Some(figure) = table.text_maybe(notes, "figure", "figure = \"admissions\"") {
        let exponent = units.figure(notes, &figure);
        let reaches = table.need(notes, "reaches", "reaches = \"1_000_000\"");
        let reaches = reaches.and_then(|value| read::amount(notes, value, "reaches", exponent));
        wire::Condition::Figure { figure: figure.value, reaches: reaches?.value.into() }
    } else if let Some(tiers) = texts(notes, &mut table, "ended") {
        wire::Condition::Ended { tiers }
    } else if table.get("reaches").is_some() {
        let one = table.text_maybe(notes, "party", "party = \"producer\"").map(|party| vec![party.value]);
        let parties = one.or_else(|| texts(notes, &mut table, "parties")).unwrap_or_default();
        let tiers = texts(notes, &mut table, "tiers").unwrap_or_else(|| vec![tier.to_string()]);
        let reaches = table.get("reaches").and_then(|value| units.money(notes, value, "reaches"));
        wire::Condition::Received { parties, tiers, amount: reaches? }
    } else {
        notes.fault(
            &at,
            "this is no condition",
            "write one of { party = …, reaches = … }, { gross = … }, { figure = …, reaches = … }, { from = 2028-01-01 }, \
             { ended = [\"tier\"] }, { full = true }",
        );
        return None;
    };
    table.close(notes);
    Some(condition)
}

/// A day, as the chain counts them.
pub(super) fn day(notes: &mut Notes, value: Value<'_>, key: &str) -> Option<u32> {
    let found = value.get_ref().as_datetime().and_then(unix).and_then(|seconds| u32::try_from(seconds / 86_400).ok());
    if found.is_none() {
        notes.fault(
            &value.span(),
            format!("`{key}` is not a date"),
            format!("write {key} = 2027-01-31, without quotes"),
        );
    }
    found
}

fn flag(notes: &mut Notes, value: Value<'_>, key: &str) -> Option<bool> {
    let found = value.get_ref().as_bool();
    if found.is_none() {
        notes.fault(&value.span(), format!("`{key}` is true or false"), format!("write {key} = true"));
    }
    found
}
