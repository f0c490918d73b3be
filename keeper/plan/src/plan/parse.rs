//! From TOML to [`Plan`]: shapes and single values; what holds between them is `check`'s.

use std::ops::Range;

use toml::{de::DeTable, value::Datetime};

use backlot_api::limits;

use super::{
    agreement::{basis_points, day, Units},
    read::{self, Notes, Table, Value},
    series, source, tier, At, Figure, Money, Party, Payee, Plan, Terms, Who,
};

/// Share of the unharmed that must consent to an amendment where the plan does not say.
const HALF: u16 = 5_000;

/// The plan as far as it can be read, and every fault on the way. None where it is no TOML.
pub(super) fn plan(file: &str, text: &str) -> (Option<Plan>, Notes) {
    let mut notes = Notes::default();
    let (root, faults) = DeTable::parse_recoverable(text);
    for fault in faults {
        let at = fault.span().unwrap_or(0..0);
        notes.fault(&at, format!("not TOML: {}", fault.message()), "see https://toml.io for how a value is written");
    }
    if !notes.list.is_empty() {
        return (None, notes);
    }
    let mut top = Table::root(&root, "the plan");
    let film = top.text(&mut notes, "film", "film = \"my-film\"");
    let title = top.text(&mut notes, "title", "title = \"My Film\"");
    let money = top
        .need(&mut notes, "money", "[money] with denom, exponent and symbol")
        .and_then(|value| money(&mut notes, value));
    let exponent = money.as_ref().map_or(6, |money| money.exponent);
    let mut rows = |notes: &mut Notes, key: &'static str, example: &str, most: usize| {
        let Some(value) = top.need(notes, key, example) else { return Vec::new() };
        let list = read::list(notes, value, key, example, most);
        if value.get_ref().as_array().is_some_and(|list| list.is_empty()) {
            notes.fault(&value.span(), format!("`{key}` is empty"), format!("add {example}"));
        }
        list
    };
    let series = rows(&mut notes, "series", "[[series]]", limits::SERIES);
    let series = series.into_iter().filter_map(|row| series::series(&mut notes, row)).collect();
    let source_rows = rows(&mut notes, "source", "[[source]]", limits::SOURCES).into_iter().enumerate();
    let tier_rows = rows(&mut notes, "tier", "[[tier]]", limits::TIERS).into_iter().enumerate();
    let figures = top.get("figures").map(|value| figures(&mut notes, value, exponent)).unwrap_or_default();
    let exponents = figures.iter().map(|figure| (figure.id.value.clone(), figure.exponent)).collect();
    let units = Units { exponent, figures: exponents };
    let sources = source_rows.filter_map(|(at, row)| source::source(&mut notes, at, row, &units)).collect();
    let tiers = tier_rows.filter_map(|(at, row)| tier::tier(&mut notes, at, row, &units)).collect();
    let quorum = top.get("quorum").and_then(|value| {
        notes.place("quorum", value.span());
        basis_points(&mut notes, value, "quorum")
    });
    let parties = top
        .need(&mut notes, "parties", "[parties] with one line each, as in producer = \"@producer\"")
        .map(|value| parties(&mut notes, value, exponent))
        .unwrap_or_default();
    let terms = top
        .need(&mut notes, "terms", "[terms] with threshold, freeze and pause")
        .and_then(|value| terms(&mut notes, value, exponent));
    top.close(&mut notes);
    // What is missing has a fault of its own; reading on with something in its place finds the other ones.
    let plan = Plan {
        file: file.to_string(),
        source: text.to_string(),
        film: film.unwrap_or_else(nowhere),
        title: title.unwrap_or_else(|| At { value: "?".into(), at: 0..0 }),
        money: money.unwrap_or(Money { denom: String::new(), exponent, symbol: String::new() }),
        series,
        parties,
        figures,
        quorum: quorum.map_or(HALF, |quorum| quorum.value),
        sources,
        tiers,
        terms: terms.unwrap_or(Terms { threshold: 0, every: None, freeze: 0, pause: 0, bounty: None }),
        places: std::mem::take(&mut notes.places),
    };
    (Some(plan), notes)
}

fn money(notes: &mut Notes, value: Value<'_>) -> Option<Money> {
    let mut table = Table::of(notes, value, "`money`", "[money]")?;
    let denom = table.text(notes, "denom", "denom = \"uusd\"");
    let exponent = table
        .need(notes, "exponent", "exponent = 6: decimals between a whole coin and a base unit")
        .and_then(|value| read::number(notes, value, "exponent", 0, 18));
    let symbol = table.text(notes, "symbol", "symbol = \"USD\"");
    table.close(notes);
    Some(Money { denom: denom?.value, exponent: u8::try_from(exponent?.value).ok()?, symbol: symbol?.value })
}

fn parties(notes: &mut Notes, value: Value<'_>, exponent: u8) -> Vec<Party> {
    notes.place("parties", value.span());
    let Some(table) = Table::of(notes, value, "`parties`", "[parties]") else { return Vec::new() };
    let mut parties = Vec::new();
    for (id, value) in table.entries(notes, "parties", limits::PARTIES) {
        let path = format!("parties[{}]", parties.len());
        notes.place(&*path, id.at.clone());
        let party = match value.get_ref() {
            toml::de::DeValue::Table(_) => party(notes, id, value, exponent, &path),
            _ => who(notes, value, &id.value).map(|who| {
                let payee = Payee::Wallet(who);
                Party { id, payee, invested: None, held_until: None, voice: None }
            }),
        };
        parties.extend(party);
    }
    parties
}

fn party(notes: &mut Notes, id: At<String>, value: Value<'_>, exponent: u8, path: &str) -> Option<Party> {
    let example = "{ series = \"FILM\" } or { wallet = \"@producer\", invested = \"500_000\" }";
    let mut table = Table::of(notes, value, "a party", example)?;
    let payee = if let Some(found) = table.get("wallet") {
        who(notes, found, "wallet").map(Payee::Wallet)
    } else if let Some(found) = table.get("series") {
        read::text(notes, found, "series", "series = \"FILM\"").map(Payee::Series)
    } else if let Some(found) = table.get("film") {
        let source = table.text(notes, "source", "source = \"cross\": the source there");
        who(notes, found, "film").zip(source).map(|(account, source)| Payee::Film { account, source })
    } else {
        notes.fault(&table.at, "nobody gets this party's money", format!("write {example}"));
        None
    };
    let invested = table.get("invested").and_then(|value| {
        notes.place(format!("{path}.invested"), value.span());
        read::amount(notes, value, "invested", exponent)
    });
    let held_until =
        table.get("held_until").and_then(|value| day(notes, value, "held_until", format!("{path}.held_until")));
    let voice = table.get("voice").and_then(|value| who(notes, value, "voice"));
    table.close(notes);
    Some(Party { id, payee: payee?, invested: invested.map(|found| found.value), held_until, voice })
}

/// Each figure with its decimals.
fn figures(notes: &mut Notes, value: Value<'_>, exponent: u8) -> Vec<Figure> {
    let example = "[figures] with admissions = \"count\" or box-office = \"money\"";
    let Some(table) = Table::of(notes, value, "`figures`", example) else { return Vec::new() };
    let mut figures = Vec::new();
    for (id, value) in table.entries(notes, "figures", limits::FIGURES) {
        notes.place(format!("figures[{}]", figures.len()), id.at.clone());
        let Some(kind) = read::text(notes, value, &id.value, "\"count\" or \"money\"") else { continue };
        match kind.value.as_str() {
            "count" => figures.push(Figure { id, exponent: 0 }),
            "money" => figures.push(Figure { id, exponent }),
            _ => notes.fault(&kind.at, "a figure is a count or money", format!("write {example}")),
        }
    }
    figures
}

fn terms(notes: &mut Notes, value: Value<'_>, exponent: u8) -> Option<Terms> {
    let mut table = Table::of(notes, value, "`terms`", "[terms]")?;
    let threshold = table
        .need(notes, "threshold", "threshold = \"25_000\": a run is due when so much waits")
        .and_then(|value| read::amount(notes, value, "threshold", exponent));
    let every = table.get("every").and_then(|value| read::duration(notes, value, "every"));
    let freeze = table
        .need(notes, "freeze", "freeze = \"2 days\": a freeze ends after that, whatever happens")
        .and_then(|value| read::duration(notes, value, "freeze"));
    let pause = table
        .need(notes, "pause", "pause = \"7 days\": least time between two runs")
        .and_then(|value| read::duration(notes, value, "pause"));
    let bounty = table.get("bounty").and_then(|value| {
        let mut table = Table::of(notes, value, "`bounty`", "bounty = { percent = \"0.1\", cap = \"25\" }")?;
        let percent =
            table.need(notes, "percent", "percent = \"0.1\"").and_then(|value| basis_points(notes, value, "percent"));
        let cap =
            table.need(notes, "cap", "cap = \"25\"").and_then(|value| read::amount(notes, value, "cap", exponent));
        table.close(notes);
        Some((percent?.value, cap?.value))
    });
    if let Some(At { value: 604_801.., at }) = &freeze {
        notes.fault(at, "`freeze` is longer than 7 days", "write freeze = \"7 days\" or less");
    }
    table.close(notes);
    Some(Terms {
        threshold: threshold?.value,
        every: every.map(|found| found.value),
        freeze: freeze?.value,
        pause: pause?.value,
        bounty,
    })
}

pub(super) fn who(notes: &mut Notes, value: Value<'_>, key: &str) -> Option<At<Who>> {
    let found = read::text(notes, value, key, &format!("{key} = \"@name-of-a-key\" or an address"))?;
    let value = match found.value.strip_prefix('@') {
        Some(name) => Who::Key(name.to_string()),
        None => Who::Address(found.value),
    };
    Some(At { value, at: found.at })
}

pub(super) fn nowhere() -> At<String> {
    At { value: String::new(), at: Range { start: 0, end: 0 } }
}

/// Seconds since 1970 of a moment with an offset (a date alone means its first second, UTC).
pub(super) fn unix(moment: &Datetime) -> Option<u64> {
    let date = moment.date?;
    let days = crate::date::days(i64::from(date.year), i64::from(date.month), i64::from(date.day));
    let seconds = moment
        .time
        .map_or(0, |time| i64::from(time.hour) * 3_600 + i64::from(time.minute) * 60 + i64::from(time.second));
    let offset = match moment.offset {
        Some(toml::value::Offset::Custom { minutes }) => i64::from(minutes) * 60,
        _ => 0,
    };
    u64::try_from(days * 86_400 + seconds - offset).ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn moments_become_seconds() {
        let unix = |text: &str| super::unix(&text.parse().unwrap());
        assert_eq!(unix("1970-01-01T00:00:00Z"), Some(0));
        assert_eq!(unix("2024-02-29T12:00:00+02:00"), Some(1_709_200_800));
        assert_eq!(unix("2026-11-24"), Some(1_795_478_400));
    }
}
