//! What must hold between the parts of a plan, found without a chain.

use std::{collections::BTreeSet, ops::Range};

use backlot_api::{limits, schedule::Deduction};

use super::{read::Notes, At, Payee, Plan, Who};

/// Notes every fault.
pub(super) fn plan(notes: &mut Notes, plan: &Plan) {
    id(notes, &plan.film, "film");
    if plan.title.value.is_empty() || plan.title.value.len() > limits::TEXT {
        notes.fault(&plan.title.at, format!("the title is not 1 to {} bytes long", limits::TEXT), "shorten it");
    }
    series(notes, plan);
    unique(notes, plan.parties.iter().map(|party| &party.id), "party");
    unique(notes, plan.figures.iter().map(|figure| &figure.id), "figure");
    unique(notes, plan.sources.iter().map(|source| &source.id), "source");
    unique(notes, plan.tiers.iter().map(|tier| &tier.id), "tier");
    parties(notes, plan);
    sources(notes, plan);
    tiers(notes, plan);
    if notes.list.is_empty() {
        engine(notes, plan);
    }
}

fn id(notes: &mut Notes, id: &At<String>, what: &str) {
    let text = &id.value;
    let fits = (1..=limits::ID).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !fits && !id.at.is_empty() {
        notes.fault(
            &id.at,
            format!("`{text}` cannot be the id of a {what}"),
            format!("use 1 to {} of a–z, 0–9 and -", limits::ID),
        );
    }
}

fn unique<'a>(notes: &mut Notes, ids: impl Iterator<Item = &'a At<String>>, what: &str) {
    let mut seen = BTreeSet::new();
    for found in ids {
        id(notes, found, what);
        if !seen.insert(&found.value) {
            notes.fault(&found.at, format!("there are two of {what} `{}`", found.value), "give each its own id");
        }
    }
}

fn series(notes: &mut Notes, plan: &Plan) {
    let mut seen = BTreeSet::new();
    for series in &plan.series {
        let symbol = &series.symbol.value;
        let fits =
            (3..=12).contains(&symbol.len()) && symbol.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
        if !fits && !series.symbol.at.is_empty() {
            notes.fault(&series.symbol.at, format!("`{symbol}` cannot be a symbol"), "use 3 to 12 of A–Z, a–z and -");
        }
        if !(3..=50).contains(&series.name.value.len()) && !series.name.at.is_empty() {
            notes.fault(&series.name.at, "the name is not 3 to 50 bytes long", "wallets show it: be short");
        }
        if series.cap.value == 0 && !series.cap.at.is_empty() {
            notes.fault(&series.cap.at, "nobody could ever hold a unit", "write cap = \"1_000_000\"");
        }
        if !seen.insert(symbol) {
            notes.fault(&series.symbol.at, format!("there are two series `{symbol}`"), "give each its own symbol");
        }
        for who in series.compliance.iter().chain(series.attestors.iter().flatten()) {
            wallet(notes, who);
        }
    }
}

fn wallet(notes: &mut Notes, who: &At<Who>) {
    if let Who::Address(address) = &who.value {
        if let Err(reason) = crate::address::check(address) {
            notes.fault(
                &who.at,
                format!("`{address}` is not an address: {reason}"),
                "copy it again, or write \"@name\"",
            );
        }
    }
}

fn parties(notes: &mut Notes, plan: &Plan) {
    let symbols: Vec<_> = plan.series.iter().map(|series| series.symbol.value.as_str()).collect();
    for party in &plan.parties {
        party.voice.iter().for_each(|who| wallet(notes, who));
        match &party.payee {
            Payee::Wallet(who) | Payee::Film { account: who, .. } => wallet(notes, who),
            Payee::Series(symbol) if !symbols.contains(&symbol.value.as_str()) => notes.fault(
                &symbol.at,
                format!("there is no series `{}`", symbol.value),
                format!("series here: {}", symbols.join(", ")),
            ),
            Payee::Series(_) => {}
        }
    }
}

/// A party that is named must be declared.
fn party(notes: &mut Notes, plan: &Plan, party: &str, at: &Range<usize>) {
    if plan.parties.iter().all(|known| known.id.value != party) {
        let known: Vec<_> = plan.parties.iter().map(|party| party.id.value.as_str()).collect();
        notes.fault(
            at,
            format!("there is no party `{party}`"),
            format!("add it under [parties]; there are: {}", known.join(", ")),
        );
    }
}

fn sources(notes: &mut Notes, plan: &Plan) {
    let tables = plan.tables();
    if let Some(first) = tables.get(limits::TABLES) {
        let tier = plan.tiers.iter().find(|tier| tier.table.value == **first);
        notes.fault(
            &tier.map_or(0..0, |tier| tier.table.at.clone()),
            format!("the tiers are in {} tables, at most {} are taken", tables.len(), limits::TABLES),
            format!("put the tiers of `{first}` into a table that is there already"),
        );
    }
    for source in &plan.sources {
        if !tables.contains(&source.table.value.as_str()) {
            let known = tables.join(", ");
            let table = &source.table.value;
            notes.fault(&source.table.at, format!("no tier is in table `{table}`"), format!("tables here: {known}"));
        }
        for taken in &source.off_the_top {
            if let Deduction::Percent { party: id, .. } | Deduction::Expenses { party: id, .. } = &taken.value {
                party(notes, plan, id, &taken.at);
            }
        }
    }
}

fn tiers(notes: &mut Notes, plan: &Plan) {
    for share in plan.tiers.iter().flat_map(|tier| &tier.shares) {
        party(notes, plan, &share.value.party, &share.at);
    }
}

/// What the engine refuses, where everything that is named is there. It names one fault at a time.
fn engine(notes: &mut Notes, plan: &Plan) {
    if let Err(faults) = plan.compile() {
        notes.list.extend(faults.list);
    }
}
