//! What can happen: no tier waits for itself, every condition can hold, every tier can be reached.

use alloc::{format, string::String, vec, vec::Vec};

use backlot_api::schedule::{Agreement, When as WireWhen};

use super::{condition::parts, refuse, Checked};
use crate::{
    schedule::{has, only, Cap, Condition, Limit, Set, Share, Tier, Total, When},
    Problem, Schedule,
};

/// Every condition of a tier with its place.
fn conditions<'a>(agreement: &'a Agreement, schedule: &'a Schedule, at: usize) -> Vec<(String, &'a Condition)> {
    let (mut table, mut nth) = (0usize, at);
    for count in &schedule.tables {
        if nth < *count {
            break;
        }
        nth = nth.saturating_sub(*count);
        table = table.saturating_add(1);
    }
    let place = format!("tables[{table}].tiers[{nth}]");
    let wire = agreement.schedule.tables.get(table).and_then(|table| table.tiers.get(nth));
    let (Some(wire), Some(tier)) = (wire, schedule.tiers.get(at)) else { return vec![] };
    let mut found = Vec::new();
    let mut add = |place: String, wire: Option<&WireWhen>, when: Option<&'a When>| {
        let (Some(wire), Some(when)) = (wire, when) else { return };
        let (name, _) = parts(wire);
        found.extend(when.of.iter().enumerate().map(|(at, it)| (format!("{place}.{name}[{at}]"), it)));
    };
    add(format!("{place}.opens"), wire.opens.as_ref(), tier.opens.as_ref());
    add(format!("{place}.ends"), wire.ends.as_ref(), tier.ends.as_ref());
    for (at, (wire, escalator)) in wire.escalators.iter().zip(&tier.escalators).enumerate() {
        add(format!("{place}.escalators[{at}].when"), Some(&wire.when), Some(&escalator.when));
    }
    found
}

pub(super) fn check(agreement: &Agreement, schedule: &Schedule) -> Checked<()> {
    for at in 0..schedule.tiers.len() {
        for (place, condition) in conditions(agreement, schedule, at) {
            if let Condition::Ended(tiers) = condition {
                if has(closure(schedule, *tiers), at) {
                    return refuse(place, Problem::Cycle);
                }
            }
        }
    }
    let possible = possible(schedule);
    for at in 0..schedule.tiers.len() {
        for (place, condition) in conditions(agreement, schedule, at) {
            if !can_hold(schedule, &possible, at, condition) {
                return refuse(place, Problem::Never);
            }
        }
    }
    Ok(())
}

/// Tiers that these wait for, and what those wait for.
fn closure(schedule: &Schedule, tiers: Set) -> Set {
    let mut known = tiers;
    loop {
        let before = known;
        for (_, tier) in schedule.tiers.iter().enumerate().filter(|(at, _)| has(before, *at)) {
            known |= waits_for(tier);
        }
        if known == before {
            return known;
        }
    }
}

fn waits_for(tier: &Tier) -> Set {
    let escalators = tier.escalators.iter().map(|escalator| &escalator.when);
    let whens = tier.opens.iter().chain(&tier.ends).chain(escalators);
    whens.flat_map(|when| &when.of).fold(0, |set, condition| match condition {
        Condition::Ended(tiers) => set | tiers,
        _ => set,
    })
}

/// Tiers that can open and be met by money, and tiers that can end.
#[derive(Clone, Copy, PartialEq)]
struct Possible {
    met: Set,
    ended: Set,
}

/// What can happen, from nothing on, until nothing is added.
fn possible(schedule: &Schedule) -> Possible {
    let mut known = Possible { met: 0, ended: 0 };
    loop {
        let before = known;
        for table in 0..schedule.tables.len() {
            let mut reached = true;
            for at in schedule.tiers_of(table) {
                let Some(tier) = schedule.tiers.get(at) else { continue };
                let opens = tier.opens.as_ref().is_none_or(|when| can(schedule, &before, at, when));
                if reached && opens {
                    known.met |= only(at);
                }
                let ends = tier.ends.as_ref().is_some_and(|when| can(schedule, &before, at, when));
                if ends {
                    known.ended |= only(at);
                }
                // Money passes by until a tier opens; and one whose shares are all capped passes on what they have no
                // room for, ended or not.
                let passes = ends || tier.opens.is_some() || tier.shares.iter().all(|share| share.cap.is_some());
                reached = reached && passes;
            }
        }
        if known == before {
            return known;
        }
    }
}

fn can(schedule: &Schedule, known: &Possible, at: usize, when: &When) -> bool {
    let mut holds = when.of.iter().map(|condition| can_hold(schedule, known, at, condition));
    if when.all {
        holds.all(|holds| holds)
    } else {
        holds.any(|holds| holds)
    }
}

fn can_hold(schedule: &Schedule, known: &Possible, at: usize, condition: &Condition) -> bool {
    match condition {
        Condition::Full => {
            let shares = schedule.tiers.get(at).map(|tier| tier.shares.as_slice()).unwrap_or_default();
            has(known.met, at) && shares.iter().all(can_fill)
        }
        Condition::Total(total) => schedule.totals.get(*total).is_some_and(|total| can_reach(schedule, known, total)),
        Condition::Ended(tiers) => tiers & !known.ended == 0,
        Condition::Volume(_) | Condition::Figure { .. } | Condition::Day(_) => true,
    }
}

fn can_fill(share: &Share) -> bool {
    let can = |limit: &Limit| match limit {
        Limit::Amount(_) | Limit::Loan(_) => true,
        Limit::Brackets { steps, .. } => steps.last().is_some_and(|last| last.bps == 0),
        Limit::Deficit(_) => false,
    };
    match &share.cap {
        None => false,
        Some(Cap::Only(limit)) => can(limit),
        Some(Cap::Lesser(one, two)) => can(one) || can(two),
        Some(Cap::Greater(one, two)) => can(one) && can(two),
    }
}

/// Whether the listed shares that can be met suffice; a share whose cap is not fixed may bring any amount.
fn can_reach(schedule: &Schedule, known: &Possible, total: &Total) -> bool {
    let mut most = Some(0u128);
    for (at, tier) in schedule.tiers.iter().enumerate() {
        if !has(total.tiers, at) || !has(known.met, at) {
            continue;
        }
        for share in tier.shares.iter().filter(|share| has(total.parties, share.party)) {
            most = most.and_then(|sum| sum.checked_add(fixed(share)?));
        }
    }
    most.is_none_or(|most| most >= total.amount)
}

/// The most that a share can ever get; none where nothing says.
fn fixed(share: &Share) -> Option<u128> {
    let amount = |limit: &Limit| match limit {
        Limit::Amount(amount) => Some(*amount),
        _ => None,
    };
    match share.cap.as_ref()? {
        Cap::Only(limit) => amount(limit),
        Cap::Lesser(one, two) => match (amount(one), amount(two)) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        },
        Cap::Greater(one, two) => Some(amount(one)?.max(amount(two)?)),
    }
}
