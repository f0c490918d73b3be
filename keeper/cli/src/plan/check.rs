//! What must hold between the parts of a plan, found without a chain.

use std::collections::BTreeMap;

use backlot_api::limits;

use super::{read::Notes, At, Payee, Plan, Take, Who};

/// Notes every fault.
pub(super) fn plan(notes: &mut Notes, plan: &Plan) {
    id(notes, &plan.film, "film");
    if plan.title.value.is_empty() || plan.title.value.len() > limits::TEXT {
        notes.fault(&plan.title.at, format!("the title is not 1 to {} bytes long", limits::TEXT), "shorten it");
    }
    series(notes, plan);
    unique(notes, plan.parties.iter().map(|party| &party.id), "party", limits::PARTIES);
    unique(notes, plan.sources.iter().map(|source| &source.id), "source", limits::SOURCES);
    unique(notes, plan.tiers.iter().map(|tier| &tier.id), "tier", limits::TIERS);
    parties(notes, plan);
    sources(notes, plan);
    tiers(notes, plan);
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

fn unique<'a>(notes: &mut Notes, ids: impl Iterator<Item = &'a At<String>>, what: &str, most: usize) {
    let mut seen = BTreeMap::new();
    for (number, found) in ids.enumerate() {
        id(notes, found, what);
        if seen.insert(&found.value, number).is_some() {
            notes.fault(&found.at, format!("there are two of {what} `{}`", found.value), "give each its own id");
        }
        if number == most {
            notes.fault(&found.at, format!("more than {most} of {what}"), "the contract takes no more: merge some");
        }
    }
}

fn series(notes: &mut Notes, plan: &Plan) {
    let mut seen = BTreeMap::new();
    for (number, series) in plan.series.iter().enumerate() {
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
        if seen.insert(symbol.clone(), number).is_some() {
            notes.fault(&series.symbol.at, format!("there are two series `{symbol}`"), "give each its own symbol");
        }
        if number == limits::SERIES {
            notes.fault(&series.symbol.at, format!("more than {} series", limits::SERIES), "merge some");
        }
        for who in series.compliance.iter().chain(series.attestors.iter().flatten()) {
            wallet(notes, who);
        }
    }
}

fn wallet(notes: &mut Notes, who: &At<Who>) {
    if let Who::Address(address) = &who.value {
        if let Err(reason) = crate::address::canonical(address) {
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
        match &party.payee {
            Payee::Wallet(who) => wallet(notes, who),
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
fn party(notes: &mut Notes, plan: &Plan, party: &At<String>) {
    if plan.parties.iter().all(|known| known.id.value != party.value) {
        let known: Vec<_> = plan.parties.iter().map(|party| party.id.value.as_str()).collect();
        notes.fault(
            &party.at,
            format!("there is no party `{}`", party.value),
            format!("add it under [parties]; there are: {}", known.join(", ")),
        );
    }
}

fn sources(notes: &mut Notes, plan: &Plan) {
    for source in &plan.sources {
        let mut percent: u32 = 0;
        for deduction in &source.off_the_top {
            party(notes, plan, &deduction.party);
            match &deduction.take {
                Take::Percent(bps) => {
                    percent += u32::from(bps.value);
                    if percent > 10_000 {
                        let id = &source.id.value;
                        notes.fault(&bps.at, format!("percentages of `{id}` pass 100"), "lower one of them");
                    }
                }
                Take::Expenses(cap) if cap.value == 0 => {
                    notes.fault(&cap.at, "expenses of zero", "leave the line out");
                }
                Take::Expenses(_) => {}
            }
        }
        if source.off_the_top.len() > limits::DEDUCTIONS {
            let most = limits::DEDUCTIONS;
            notes.fault(&source.id.at, format!("more than {most} deductions"), "merge some of the same party");
        }
    }
}

fn tiers(notes: &mut Notes, plan: &Plan) {
    let last = plan.tiers.len().saturating_sub(1);
    for (number, tier) in plan.tiers.iter().enumerate() {
        let id = &tier.id.value;
        if tier.shares.is_empty() {
            notes.fault(
                &tier.id.at,
                format!("nobody shares in tier `{id}`"),
                "add shares = [{ party = …, share = … }]",
            );
            continue;
        }
        if tier.shares.len() > limits::SHARES {
            notes.fault(&tier.id.at, format!("more than {} shares", limits::SHARES), "split the tier");
        }
        let mut seen = Vec::new();
        for share in &tier.shares {
            party(notes, plan, &share.party);
            if seen.contains(&share.party.value) {
                let who = &share.party.value;
                notes.fault(&share.party.at, format!("`{who}` shares twice in tier `{id}`"), "add the shares up");
            }
            seen.push(share.party.value.clone());
            if let Some(At { value: 0, at }) = &share.cap {
                notes.fault(at, "a cap of zero", "leave the share out, or the cap");
            }
        }
        if let Some((who, reaches)) = &tier.ends_when {
            let share = tier.shares.iter().find(|share| share.party.value == who.value);
            match share.map(|share| share.cap.as_ref()) {
                None => notes.fault(
                    &who.at,
                    format!("`{}` has no share in tier `{id}`, so its figure never moves there", who.value),
                    "name a party that shares in this tier",
                ),
                Some(Some(cap)) if cap.value < reaches.value => notes.fault(
                    &reaches.at,
                    format!("`{}` is full before it reaches this", who.value),
                    "raise its cap, or lower the figure",
                ),
                _ => {}
            }
        }
        let open = tier.ends_when.is_none() && tier.shares.iter().any(|share| share.cap.is_none());
        if number < last && open {
            notes.fault(
                &tier.id.at,
                format!("tier `{id}` never ends, so nothing reaches the tiers below it"),
                "give every share a cap, or add ends_when = { party = …, reaches = … }",
            );
        }
        if number == last && !open {
            notes.fault(
                &tier.id.at,
                format!("the last tier `{id}` ends, and money beyond it would belong to nobody"),
                "leave a share without cap, and no ends_when, or add an open tier below",
            );
        }
    }
}
