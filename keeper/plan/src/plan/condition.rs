//! Conditions as the file writes them.

use backlot_api::{limits, schedule as wire};

use super::{
    agreement::{day, yes, Units},
    read::{self, Notes, Table, Value},
};

/// `{ any = […] }`, `{ all = […] }`, or one condition. `within` is what the conditions belong to.
pub(super) fn when(
    notes: &mut Notes,
    value: Value<'_>,
    key: &str,
    tier: &str,
    units: &Units,
    within: &str,
) -> Option<wire::When> {
    let path = format!("{within}.{key}");
    notes.place(&*path, value.span());
    let mut table = Table::of(notes, value, &format!("`{key}`"), "{ any = [{ full = true }] }")?;
    for kind in ["any", "all"] {
        let Some(list) = table.get(kind) else { continue };
        table.close(notes);
        let path = format!("{path}.{kind}");
        notes.place(&*path, list.span());
        let rows = read::list(notes, list, kind, "[{ full = true }]", limits::CONDITIONS).into_iter().enumerate();
        let of = rows.filter_map(|(at, row)| one(notes, row, tier, units, &format!("{path}[{at}]"))).collect();
        return Some(if kind == "any" { wire::When::Any(of) } else { wire::When::All(of) });
    }
    one(notes, value, tier, units, &format!("{path}.all[0]")).map(|one| wire::When::All(vec![one]))
}

/// One condition. Where it names no tiers it looks at its own.
pub(super) fn one(
    notes: &mut Notes,
    value: Value<'_>,
    tier: &str,
    units: &Units,
    path: &str,
) -> Option<wire::Condition> {
    let mut table = Table::of(notes, value, "a condition", "{ party = \"producer\", reaches = \"100_000\" }")?;
    notes.place(path, table.at.clone());
    let condition = if let Some(found) = table.get("full") {
        yes(notes, found, "full").map(|()| wire::Condition::Full {})
    } else if let Some(found) = table.get("from") {
        day(notes, found, "from", format!("{path}.day.from")).map(|from| wire::Condition::Day { from })
    } else if let Some(found) = table.get("gross") {
        let path = format!("{path}.gross");
        let sources = texts(notes, &mut table, "sources", limits::SOURCES, &path).unwrap_or_default();
        let amount = units.money(notes, found, "gross", format!("{path}.amount"));
        amount.map(|amount| wire::Condition::Gross { sources, amount })
    } else if table.get("figure").is_some() {
        figure(notes, &mut table, units, &format!("{path}.figure"))
    } else if let Some(tiers) = texts(notes, &mut table, "ended", limits::TIERS, &format!("{path}.ended")) {
        Some(wire::Condition::Ended { tiers })
    } else if let Some(found) = table.get("reaches") {
        let path = format!("{path}.received");
        let parties = parties(notes, &mut table, &path);
        let tiers = texts(notes, &mut table, "tiers", limits::TIERS, &path).unwrap_or_else(|| vec![tier.to_string()]);
        let amount = units.money(notes, found, "reaches", format!("{path}.amount"));
        amount.map(|amount| wire::Condition::Received { parties, tiers, amount })
    } else {
        notes.fault(
            &table.at,
            "this is no condition",
            "write one of { party = …, reaches = … }, { gross = … }, { figure = …, reaches = … }, { from = 2028-01-01 }, \
             { ended = [\"tier\"] }, { full = true }",
        );
        return None;
    };
    table.close(notes);
    condition
}

fn figure(notes: &mut Notes, table: &mut Table<'_>, units: &Units, path: &str) -> Option<wire::Condition> {
    let figure = table.text(notes, "figure", "figure = \"admissions\"");
    let reaches = table.need(notes, "reaches", "reaches = \"1_000_000\"");
    let figure = figure?;
    let exponent = units.figure(notes, &figure);
    notes.place(format!("{path}.reaches"), reaches?.span());
    let reaches = read::amount(notes, reaches?, "reaches", exponent)?;
    Some(wire::Condition::Figure { figure: figure.value, reaches: reaches.value.into() })
}

fn parties(notes: &mut Notes, table: &mut Table<'_>, path: &str) -> Vec<String> {
    if let Some(party) = table.text_maybe(notes, "party", "party = \"producer\"") {
        notes.place(format!("{path}.parties"), party.at);
        return vec![party.value];
    }
    texts(notes, table, "parties", limits::PARTIES, path).unwrap_or_default()
}

/// A list of names, none of them twice; an empty one means all.
fn texts(notes: &mut Notes, table: &mut Table<'_>, key: &'static str, most: usize, path: &str) -> Option<Vec<String>> {
    let found = table.get(key)?;
    // `ended` is the condition; its list is of tiers.
    let path = format!("{path}.{}", if key == "ended" { "tiers" } else { key });
    notes.place(&*path, found.span());
    let mut texts: Vec<String> = Vec::new();
    for (at, row) in read::list(notes, found, key, "[\"…\"]", most).into_iter().enumerate() {
        notes.place(format!("{path}[{at}]"), row.span());
        let Some(text) = read::text(notes, row, key, "\"…\"") else { continue };
        if texts.contains(&text.value) {
            notes.fault(&text.at, format!("`{}` is in `{key}` twice", text.value), "leave one of them out");
        }
        texts.push(text.value);
    }
    Some(texts)
}
