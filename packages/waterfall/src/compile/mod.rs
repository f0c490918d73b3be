//! From names to positions: an agreement becomes terms, or the first thing wrong with it is named by its place.

mod condition;
mod reach;
mod source;
mod tier;

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use backlot_api::{
    limits,
    schedule::{Agreement, Payee, Step as WireStep},
};

use crate::{
    schedule::{Schedule, Set, Step, Total, Volume},
    Names, Problem, ScheduleError, Terms,
};

pub(crate) type Checked<T> = Result<T, ScheduleError>;

/// Hundredths of a percent in the whole.
const WHOLE: u32 = 10_000;
/// 1 January 2300.
const LAST_DAY: u32 = 120_529;

pub(crate) fn refuse<T>(place: impl Into<String>, problem: Problem) -> Checked<T> {
    Err(ScheduleError { place: place.into(), problem })
}

/// What the names stand for, and what conditions ask for so far.
struct Compiler<'a> {
    agreement: &'a Agreement,
    names: Names,
    films: Vec<usize>,
    totals: Vec<Total>,
    volumes: Vec<Volume>,
}

pub(crate) fn agreement(agreement: &Agreement) -> Checked<Terms> {
    let schedule = &agreement.schedule;
    length("parties", agreement.parties.len(), 1, limits::PARTIES)?;
    length("figures", schedule.figures.len(), 0, limits::FIGURES)?;
    length("tables", schedule.tables.len(), 1, limits::TABLES)?;
    length("sources", schedule.sources.len(), 1, limits::SOURCES)?;
    if u32::from(agreement.quorum) > WHOLE {
        return refuse("quorum", Problem::OverWhole { bps: agreement.quorum.into() });
    }
    let mut tiers: Vec<(String, &str)> = Vec::new();
    for (at, table) in schedule.tables.iter().enumerate() {
        length(&format!("tables[{at}].tiers"), table.tiers.len(), 1, limits::TIERS)?;
        let places = table.tiers.iter().enumerate();
        tiers.extend(places.map(|(tier, it)| (format!("tables[{at}].tiers[{tier}].id"), it.id.as_str())));
    }
    length("tables", tiers.len(), 1, limits::TIERS)?;
    let places = |list: &str, field: &str, ids: Vec<&'_ str>| -> Checked<Vec<String>> {
        let placed = ids.into_iter().enumerate().map(|(at, id)| (format!("{list}[{at}]{field}"), id));
        ids_of(placed.collect::<Vec<_>>().iter().map(|(place, id)| (place.as_str(), *id)))
    };
    let names = Names {
        parties: places("parties", ".id", agreement.parties.iter().map(|party| party.id.as_str()).collect())?,
        figures: places("figures", "", schedule.figures.iter().map(String::as_str).collect())?,
        tables: places("tables", ".id", schedule.tables.iter().map(|table| table.id.as_str()).collect())?,
        sources: places("sources", ".id", schedule.sources.iter().map(|source| source.id.as_str()).collect())?,
        tiers: ids_of(tiers.iter().map(|(place, id)| (place.as_str(), *id)))?,
    };
    for (at, party) in agreement.parties.iter().enumerate() {
        if party.invested.is_some_and(|invested| invested.is_zero()) {
            return refuse(format!("parties[{at}].invested"), Problem::Zero);
        }
        if let Some(held) = party.held_until {
            day(|| format!("parties[{at}].held_until"), held)?;
        }
    }
    let films = agreement.parties.iter().enumerate().filter(|(_, party)| matches!(party.payee, Payee::Film { .. }));
    let films = films.map(|(at, _)| at).collect();
    let mut compiler = Compiler { agreement, names, films, totals: Vec::new(), volumes: Vec::new() };
    let sources = compiler.sources()?;
    let compiled = compiler.tiers()?;
    let Compiler { names, films, totals, volumes, .. } = compiler;
    let schedule = Schedule {
        parties: names.parties.len(),
        figures: names.figures.len(),
        tables: schedule.tables.iter().map(|table| table.tiers.len()).collect(),
        sources,
        tiers: compiled,
        totals,
        volumes,
        films,
    };
    reach::check(agreement, &schedule)?;
    Ok(Terms { names, schedule })
}

impl Compiler<'_> {
    fn party(&self, id: &str, place: impl Fn() -> String) -> Checked<usize> {
        index("party", &self.names.parties, id, place)
    }

    fn figure(&self, id: &str, place: impl Fn() -> String) -> Checked<usize> {
        index("figure", &self.names.figures, id, place)
    }

    /// Positions of what a list names; all where it is empty.
    fn set(&self, kind: &'static str, known: &[String], ids: &[String], place: &str) -> Checked<Set> {
        length(place, ids.len(), 0, known.len())?;
        let mut set = 0;
        for (at, id) in ids.iter().enumerate() {
            let bit = crate::schedule::only(index(kind, known, id, || format!("{place}[{at}]"))?);
            if set & bit != 0 {
                return refuse(format!("{place}[{at}]"), Problem::Duplicate { id: id.clone() });
            }
            set |= bit;
        }
        if ids.is_empty() {
            set = (0..known.len()).fold(0, |set, at| set | crate::schedule::only(at));
        }
        Ok(set)
    }
}

/// Rates: the first from 0, ascending.
fn steps(place: &str, given: &[WireStep]) -> Checked<Vec<Step>> {
    length(place, given.len(), 1, limits::STEPS)?;
    let mut steps: Vec<Step> = Vec::with_capacity(given.len());
    for (at, step) in given.iter().enumerate() {
        let from = step.from.u128();
        if steps.last().map_or(from != 0, |last| from <= last.from) {
            return refuse(format!("{place}[{at}].from"), Problem::Order);
        }
        if u32::from(step.bps) > WHOLE {
            return refuse(format!("{place}[{at}].bps"), Problem::OverWhole { bps: step.bps.into() });
        }
        steps.push(Step { from, bps: step.bps });
    }
    if steps.iter().all(|step| step.bps == 0) {
        return refuse(place, Problem::Zero);
    }
    Ok(steps)
}

fn positive(place: impl Fn() -> String, amount: u128) -> Checked<u128> {
    if amount == 0 {
        return refuse(place(), Problem::Zero);
    }
    Ok(amount)
}

fn day(place: impl Fn() -> String, day: u32) -> Checked<u32> {
    if day > LAST_DAY {
        return refuse(place(), Problem::Day);
    }
    Ok(day)
}

pub(crate) fn length(place: &str, len: usize, min: usize, max: usize) -> Checked<()> {
    if len < min {
        return refuse(place, Problem::Empty);
    }
    if len > max {
        return refuse(place, Problem::TooMany { len, max });
    }
    Ok(())
}

fn ids_of<'a>(placed: impl Iterator<Item = (&'a str, &'a str)>) -> Checked<Vec<String>> {
    let mut ids: Vec<String> = Vec::new();
    for (place, id) in placed {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if id.is_empty() || id.len() > limits::ID || !id.bytes().all(plain) {
            return refuse(place, Problem::Id { id: cut(id) });
        }
        if ids.iter().any(|other| other == id) {
            return refuse(place, Problem::Duplicate { id: id.to_string() });
        }
        ids.push(id.to_string());
    }
    Ok(ids)
}

fn index(kind: &'static str, known: &[String], id: &str, place: impl Fn() -> String) -> Checked<usize> {
    match known.iter().position(|known| known == id) {
        Some(index) => Ok(index),
        None => refuse(place(), Problem::Unknown { kind, id: cut(id) }),
    }
}

fn cut(text: &str) -> String {
    text.chars().take(64).collect()
}
