//! A token series as the file writes it.

use backlot_api::limits;

use super::{
    parse::{nowhere, unix, who},
    read::{self, Notes, Table, Value},
    At, Series, Who,
};

pub(super) fn series(notes: &mut Notes, value: Value<'_>) -> Option<Series> {
    let mut table = Table::of(notes, value, "a series", "[[series]]")?;
    let name = table.text(notes, "name", "name = \"My Film, class B\"");
    let symbol = table.text(notes, "symbol", "symbol = \"FILM\"");
    let decimals = table.get("decimals").map_or(Some(6), |value| {
        read::number(notes, value, "decimals", 0, 18).and_then(|number| u8::try_from(number.value).ok())
    });
    let scale = decimals.unwrap_or(6);
    let cap = table
        .need(notes, "cap", "cap = \"1_000_000\": most units there can ever be")
        .and_then(|value| read::amount(notes, value, "cap", scale));
    let compliance = table.get("compliance").and_then(|value| who(notes, value, "compliance"));
    let recovery_delay = table
        .get("recovery_delay")
        .map_or(Some(7 * 86_400), |value| read::duration(notes, value, "recovery_delay").map(|found| found.value));
    let mut series = Series {
        name: name.unwrap_or_else(nowhere),
        symbol: symbol.unwrap_or_else(nowhere),
        decimals: scale,
        cap: cap.unwrap_or(At { value: 0, at: 0..0 }),
        compliance,
        recovery_delay: recovery_delay.unwrap_or_default(),
        attestors: None,
        locked_until: None,
        max_holders: None,
        max_units: None,
        min_units: None,
        project: table.text_maybe(notes, "project", "project = \"https://…\"").map(|found| found.value),
        description: table.text_maybe(notes, "description", "description = \"…\"").map(|found| found.value),
        logo: table.text_maybe(notes, "logo", "logo = \"https://…\"").map(|found| found.value),
    };
    if let Some(value) = table.get("rules") {
        rules(notes, value, &mut series);
    }
    table.close(notes);
    Some(series)
}

fn rules(notes: &mut Notes, value: Value<'_>, series: &mut Series) {
    let Some(mut table) = Table::of(notes, value, "`rules`", "[series.rules]") else { return };
    series.attestors = table.get("attestors").map(|value| {
        let example = "attestors = [\"@attestor\"]";
        let mut attestors: Vec<At<Who>> = Vec::new();
        for value in read::list(notes, value, "attestors", example, limits::ATTESTORS) {
            let Some(attestor) = who(notes, value, "attestors") else { continue };
            if attestors.iter().any(|known| known.value == attestor.value) {
                notes.fault(&attestor.at, "this attestor is there twice", "leave one of them out");
            }
            attestors.push(attestor);
        }
        attestors
    });
    series.locked_until = table.get("locked_until").and_then(|value| {
        let moment = value.get_ref().as_datetime().and_then(unix);
        if moment.is_none() {
            notes.fault(
                &value.span(),
                "`locked_until` is not a moment",
                "write locked_until = 2027-01-31T00:00:00Z, without quotes",
            );
        }
        moment
    });
    series.max_holders = table.get("max_holders").and_then(|value| {
        read::number(notes, value, "max_holders", 1, u64::from(u32::MAX))
            .and_then(|found| u32::try_from(found.value).ok())
    });
    let mut units = |notes: &mut Notes, key| {
        table.get(key).and_then(|value| read::amount(notes, value, key, series.decimals)).map(|found| found.value)
    };
    series.max_units = units(notes, "max_units");
    series.min_units = units(notes, "min_units");
    table.close(notes);
}
