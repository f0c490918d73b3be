//! Tiers of the waterfall as the file writes them.

use backlot_api::{limits, schedule as wire};

use super::{
    agreement::{table_of, Units},
    cap::cap,
    condition::{one, when},
    parse::nowhere,
    read::{self, Notes, Table, Value},
    At, Tier,
};

/// The tier at this position of the file.
pub(super) fn tier(notes: &mut Notes, position: usize, value: Value<'_>, units: &Units) -> Option<Tier> {
    let path = format!("tiers[{position}]");
    let mut table = Table::of(notes, value, "a tier", "[[tier]]")?;
    let id = table.text(notes, "id", "id = \"equity\"").unwrap_or_else(nowhere);
    notes.place(&*path, id.at.clone());
    let title = table.text_maybe(notes, "title", "title = \"Equity to 120 %\"").map(|found| found.value);
    let of = table_of(&mut table, notes);
    let example = "shares = [{ party = \"producer\", share = 50 }]";
    let rows = table.need(notes, "shares", example).map(|value| {
        notes.place(format!("{path}.shares"), value.span());
        read::list(notes, value, "shares", example, limits::SHARES)
    });
    let rows = rows.unwrap_or_default().into_iter().enumerate();
    let shares = rows.filter_map(|(at, row)| share(notes, row, units, &format!("{path}.shares[{at}]"))).collect();
    let opens = table.get("opens").and_then(|value| when(notes, value, "opens", &id.value, units, &path));
    let ends = table.get("ends").map(|value| when(notes, value, "ends", &id.value, units, &path));
    let figure = table.get("ends_when").map(|value| {
        if ends.is_some() {
            notes.fault(&value.span(), "the tier has `ends` already", "keep one of the two");
        }
        let path = format!("{path}.ends");
        notes.place(&*path, value.span());
        one(notes, value, &id.value, units, &format!("{path}.all[0]")).map(|one| wire::When::All(vec![one]))
    });
    let escalators = escalators(notes, &mut table, &id.value, units, &format!("{path}.escalators"));
    table.close(notes);
    Some(Tier { id, title, table: of, shares, opens, escalators, ends: ends.or(figure).flatten() })
}

fn share(notes: &mut Notes, value: Value<'_>, units: &Units, path: &str) -> Option<At<wire::Share>> {
    let mut table = Table::of(notes, value, "a share", "{ party = \"producer\", share = 50 }")?;
    let at = table.at.clone();
    notes.place(path, at.clone());
    let party = table.text(notes, "party", "party = \"producer\"");
    if let Some(party) = &party {
        notes.place(format!("{path}.party"), party.at.clone());
    }
    let weight = table
        .need(notes, "share", "share = 50: its weight against the others'")
        .and_then(|value| weight(notes, value, "share"));
    let cap = table.get("cap").map(|value| cap(notes, value, units, &format!("{path}.cap")));
    table.close(notes);
    let share = wire::Share { party: party?.value, weight: weight?, cap: cap.unwrap_or_default() };
    Some(At { value: share, at })
}

fn weight(notes: &mut Notes, value: Value<'_>, key: &str) -> Option<u32> {
    let found = read::number(notes, value, key, 1, u64::from(u32::MAX))?;
    u32::try_from(found.value).ok()
}

fn escalators(notes: &mut Notes, table: &mut Table<'_>, tier: &str, units: &Units, path: &str) -> Vec<wire::Escalator> {
    let Some(value) = table.get("escalators") else { return Vec::new() };
    notes.place(path, value.span());
    let example = "escalators = [{ when = { gross = \"3_000_000\" }, shares = [60, 40] }]";
    let mut escalators: Vec<wire::Escalator> = Vec::new();
    for (at, row) in read::list(notes, value, "escalators", example, limits::ESCALATORS).into_iter().enumerate() {
        let Some(next) = escalator(notes, row, tier, units, &format!("{path}[{at}]")) else { continue };
        if escalators.last().is_some_and(|last| *last == next) {
            notes.fault(&row.span(), "the same escalator is there twice", "leave one of them out");
        }
        escalators.push(next);
    }
    escalators
}

fn escalator(notes: &mut Notes, value: Value<'_>, tier: &str, units: &Units, path: &str) -> Option<wire::Escalator> {
    let example = "{ when = { gross = \"3_000_000\" }, shares = [60, 40] }";
    let mut table = Table::of(notes, value, "an escalator", example)?;
    notes.place(path, table.at.clone());
    let condition = table
        .need(notes, "when", "when = { gross = \"3_000_000\" }")
        .and_then(|value| when(notes, value, "when", tier, units, path));
    let rows = table.need(notes, "shares", "shares = [60, 40]").map(|value| {
        notes.place(format!("{path}.weights"), value.span());
        read::list(notes, value, "shares", "shares = [60, 40]", limits::SHARES)
    });
    let mut weights = Vec::new();
    for (at, value) in rows.unwrap_or_default().into_iter().enumerate() {
        notes.place(format!("{path}.weights[{at}]"), value.span());
        weights.extend(weight(notes, value, "shares"));
    }
    table.close(notes);
    Some(wire::Escalator { when: condition?, weights })
}
