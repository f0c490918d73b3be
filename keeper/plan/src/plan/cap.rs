//! How much a share can get, as the file writes it.

use backlot_api::{limits, schedule as wire};

use super::{
    agreement::{day, flag, percent_of, steps, yes, Units},
    read::{self, Notes, Table, Value},
};

/// An amount, a limit, or the lesser or greater of two.
pub(super) fn cap(notes: &mut Notes, value: Value<'_>, units: &Units, path: &str) -> Option<wire::Cap> {
    notes.place(path, value.span());
    if !matches!(value.get_ref(), toml::de::DeValue::Table(_)) {
        return limit(notes, value, units, path).map(wire::Cap::Only);
    }
    let mut table = Table::of(notes, value, "a cap", "{ percent = \"120\" }")?;
    for key in ["lesser", "greater"] {
        let Some(pair) = table.get(key) else { continue };
        table.close(notes);
        let example = "[\"500_000\", { percent = \"120\" }]";
        let limits = read::list(notes, pair, key, example, 2);
        let [one, two] = limits[..] else {
            notes.fault(&pair.span(), format!("`{key}` is of two caps"), format!("write {key} = {example}"));
            return None;
        };
        let first = limit(notes, one, units, &format!("{path}.{key}[0]"));
        let second = limit(notes, two, units, &format!("{path}.{key}[1]"));
        let (first, second) = (first?, second?);
        if first == second {
            notes.fault(&two.span(), format!("`{key}` is of two caps that are the same"), "write the cap alone");
        }
        return Some(match key {
            "lesser" => wire::Cap::Lesser(first, second),
            _ => wire::Cap::Greater(first, second),
        });
    }
    limit(notes, value, units, path).map(wire::Cap::Only)
}

fn limit(notes: &mut Notes, value: Value<'_>, units: &Units, path: &str) -> Option<wire::Limit> {
    notes.place(path, value.span());
    if !matches!(value.get_ref(), toml::de::DeValue::Table(_)) {
        let amount = units.money(notes, value, "cap", format!("{path}.amount.amount"));
        return amount.map(|amount| wire::Limit::Amount { amount });
    }
    let mut table = Table::of(notes, value, "a cap", "{ percent = \"120\" }")?;
    let limit = if let Some(found) = table.get("percent") {
        notes.place(format!("{path}.invested"), found.span());
        percent_of(notes, found, "percent").map(|bps| wire::Limit::Invested { bps })
    } else if let Some(found) = table.get("loan") {
        loan(notes, &mut table, found, units, &format!("{path}.loan"))
    } else if let Some(found) = table.get("brackets") {
        brackets(notes, &mut table, found, units, &format!("{path}.brackets"))
    } else if let Some(found) = table.get("deficit") {
        yes(notes, found, "deficit").map(|()| wire::Limit::Deficit {})
    } else {
        let help = "an amount, or a table with percent, loan, brackets, deficit, lesser or greater";
        notes.fault(&table.at, "this is no cap", help);
        return None;
    };
    table.close(notes);
    limit
}

fn loan(notes: &mut Notes, table: &mut Table<'_>, value: Value<'_>, units: &Units, path: &str) -> Option<wire::Limit> {
    let path = format!("{path}.draws");
    notes.place(&*path, value.span());
    let example = "loan = [{ date = 2026-03-01, amount = \"500_000\" }]";
    let rows = read::list(notes, value, "loan", example, limits::DRAWS).into_iter().enumerate();
    let draws = rows.filter_map(|(at, row)| draw(notes, row, units, &format!("{path}[{at}]"))).collect();
    let bps =
        table.need(notes, "rate", "rate = \"8\": percent a year").and_then(|value| percent_of(notes, value, "rate"));
    let compound = table.get("compound").map(|value| flag(notes, value, "compound"));
    Some(wire::Limit::Loan { draws, bps: bps?, compound: compound.unwrap_or(Some(false))? })
}

fn draw(notes: &mut Notes, value: Value<'_>, units: &Units, path: &str) -> Option<wire::Draw> {
    let mut table = Table::of(notes, value, "a draw-down", "{ date = 2026-03-01, amount = \"500_000\" }")?;
    notes.place(path, table.at.clone());
    let on = table
        .need(notes, "date", "date = 2026-03-01")
        .and_then(|value| day(notes, value, "date", format!("{path}.day")));
    let amount = table
        .need(notes, "amount", "amount = \"500_000\"")
        .and_then(|value| units.money(notes, value, "amount", format!("{path}.amount")));
    table.close(notes);
    Some(wire::Draw { day: on?, amount: amount? })
}

fn brackets(
    notes: &mut Notes,
    table: &mut Table<'_>,
    value: Value<'_>,
    units: &Units,
    path: &str,
) -> Option<wire::Limit> {
    let figure = table.text(notes, "figure", "figure = \"box-office\"");
    let exponent = figure.as_ref().map_or(0, |figure| units.figure(notes, figure));
    let steps = steps(notes, value, "brackets", exponent, &format!("{path}.steps"));
    Some(wire::Limit::Brackets { figure: figure?.value, steps })
}
