//! Sources of receipts and what comes off their top, as the file writes them.

use backlot_api::{limits, schedule as wire};
use cosmwasm_std::Uint128;

use super::{
    agreement::{basis_points, day, steps, table_of, Units},
    parse::nowhere,
    read::{self, Notes, Table, Value},
    At, Source,
};

/// The source at this position of the file.
pub(super) fn source(notes: &mut Notes, position: usize, value: Value<'_>, units: &Units) -> Option<Source> {
    let path = format!("sources[{position}]");
    let mut table = Table::of(notes, value, "a source", "[[source]]")?;
    let id = table.text(notes, "id", "id = \"cinema\"").unwrap_or_else(nowhere);
    let pays_into = table_of(&mut table, notes);
    notes.place(&*path, id.at.clone());
    notes.place(format!("{path}.table"), pays_into.at.clone());
    let example = "off_the_top = [{ party = \"agent\", percent = \"1\" }]";
    let rows = table.get("off_the_top").map(|value| {
        notes.place(format!("{path}.off_the_top"), value.span());
        read::list(notes, value, "off_the_top", example, limits::DEDUCTIONS)
    });
    table.close(notes);
    let rows = rows.unwrap_or_default().into_iter().enumerate();
    let off_the_top =
        rows.filter_map(|(at, row)| deduction(notes, row, units, &format!("{path}.off_the_top[{at}]"))).collect();
    Some(Source { id, table: pays_into, off_the_top })
}

const KINDS: [&str; 4] = ["percent", "steps", "expenses_up_to", "reserve"];

fn deduction(notes: &mut Notes, value: Value<'_>, units: &Units, path: &str) -> Option<At<wire::Deduction>> {
    let mut table = Table::of(notes, value, "a deduction", "{ party = \"agent\", percent = \"1\" }")?;
    let at = table.at.clone();
    notes.place(path, at.clone());
    let given: Vec<_> = KINDS.into_iter().filter(|kind| table.get(kind).is_some()).collect();
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
    let value = match kind {
        "reserve" => reserve(notes, &mut table, found, units, &format!("{path}.reserve")),
        "expenses_up_to" => {
            let party = party(notes, &mut table, &format!("{path}.expenses.party"));
            let cap = units.money(notes, found, kind, format!("{path}.expenses.cap"));
            party.zip(cap).map(|(party, cap)| wire::Deduction::Expenses { party, cap })
        }
        _ => {
            let path = format!("{path}.percent");
            let party = party(notes, &mut table, &format!("{path}.party"));
            let yearly_minimum = table
                .get("yearly_minimum")
                .and_then(|value| units.money(notes, value, "yearly_minimum", format!("{path}.yearly_minimum")));
            let steps = rates(notes, kind, found, units, &format!("{path}.steps"));
            party.zip(steps).map(|(party, steps)| wire::Deduction::Percent { party, steps, yearly_minimum })
        }
    };
    table.close(notes);
    value.map(|value| At { value, at })
}

fn party(notes: &mut Notes, table: &mut Table<'_>, path: &str) -> Option<String> {
    let found = table.text(notes, "party", "party = \"agent\"")?;
    notes.place(path, found.at);
    Some(found.value)
}

/// One rate of everything, or rates by steps.
fn rates(notes: &mut Notes, kind: &str, value: Value<'_>, units: &Units, path: &str) -> Option<Vec<wire::Step>> {
    if kind == "steps" {
        return Some(steps(notes, value, kind, units.exponent, path));
    }
    notes.place(path, value.span());
    let bps = basis_points(notes, value, kind)?;
    Some(vec![wire::Step { from: Uint128::zero(), bps: bps.value }])
}

fn reserve(
    notes: &mut Notes,
    table: &mut Table<'_>,
    value: Value<'_>,
    units: &Units,
    path: &str,
) -> Option<wire::Deduction> {
    notes.place(format!("{path}.bps"), value.span());
    let until = table
        .need(notes, "until", "until = 2028-12-31")
        .and_then(|value| day(notes, value, "until", format!("{path}.until")));
    let cap = table.get("up_to").map(|value| units.money(notes, value, "up_to", format!("{path}.cap")));
    let bps = basis_points(notes, value, "reserve");
    Some(wire::Deduction::Reserve { bps: bps?.value, cap: cap.unwrap_or_default(), until: until? })
}
