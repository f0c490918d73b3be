//! From names to indices: a plan becomes a schedule, or the first thing wrong with it is named.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use crate::{
    limits, plan, source::Source, tier::Tier, Deduction, EndsWhen, Plan, Problem, Schedule, ScheduleError, Share,
};

type Checked<T> = Result<T, ScheduleError>;

fn refuse<T>(place: impl ToString, problem: Problem) -> Checked<T> {
    Err(ScheduleError { place: place.to_string(), problem })
}

pub(crate) fn schedule(plan: &Plan) -> Checked<Schedule> {
    length("parties", plan.parties.len(), 1, limits::PARTIES)?;
    length("sources", plan.sources.len(), 1, limits::SOURCES)?;
    length("tiers", plan.tiers.len(), 1, limits::TIERS)?;
    let parties: Vec<&str> = plan.parties.iter().map(String::as_str).collect();
    ids("parties", "", &parties)?;
    ids("sources", ".id", &plan.sources.iter().map(|source| source.id.as_str()).collect::<Vec<_>>())?;
    ids("tiers", ".id", &plan.tiers.iter().map(|tier| tier.id.as_str()).collect::<Vec<_>>())?;

    let mut sources = Vec::with_capacity(plan.sources.len());
    for (at, given) in plan.sources.iter().enumerate() {
        sources.push(source(&parties, &format!("sources[{at}].off_the_top"), &given.off_the_top)?);
    }
    let mut tiers = Vec::with_capacity(plan.tiers.len());
    for (at, given) in plan.tiers.iter().enumerate() {
        let last = at.checked_add(1) == Some(plan.tiers.len());
        tiers.push(tier(&parties, &format!("tiers[{at}]"), given, last)?);
    }
    Ok(Schedule { parties: parties.len(), sources, tiers })
}

fn source(parties: &[&str], place: &str, given: &[plan::Deduction]) -> Checked<Source> {
    length(place, given.len(), 0, limits::DEDUCTIONS)?;
    let mut deductions: Vec<Deduction> = Vec::with_capacity(given.len());
    let mut sum: u32 = 0;
    for (at, deduction) in given.iter().enumerate() {
        let here = || format!("{place}[{at}]");
        let checked = match deduction {
            plan::Deduction::Percent { party, bps } => {
                let party = index(parties, party, || format!("{}.party", here()))?;
                if *bps == 0 {
                    return refuse(format!("{}.bps", here()), Problem::Zero);
                }
                sum = sum.saturating_add(u32::from(*bps));
                Deduction::Percent { party, bps: *bps }
            }
            plan::Deduction::Expenses { party, cap } => {
                let party = index(parties, party, || format!("{}.party", here()))?;
                if *cap == 0 {
                    return refuse(format!("{}.cap", here()), Problem::Zero);
                }
                Deduction::Expenses { party, cap: *cap }
            }
        };
        let same = |other: &Deduction| {
            let kinds = matches!(
                (other, &checked),
                (Deduction::Percent { .. }, Deduction::Percent { .. })
                    | (Deduction::Expenses { .. }, Deduction::Expenses { .. })
            );
            kinds && other.party() == checked.party()
        };
        if deductions.iter().any(same) {
            let id = parties.get(checked.party()).map_or_else(String::new, ToString::to_string);
            return refuse(format!("{}.party", here()), Problem::Duplicate { id });
        }
        deductions.push(checked);
    }
    if u64::from(sum) > crate::source::WHOLE.get() {
        return refuse(place, Problem::OverHundredPercent { bps: sum });
    }
    Ok(Source { deductions })
}

fn tier(parties: &[&str], place: &str, given: &plan::Tier, last: bool) -> Checked<Tier> {
    length(&format!("{place}.shares"), given.shares.len(), 1, limits::SHARES)?;
    let mut shares: Vec<Share> = Vec::with_capacity(given.shares.len());
    for (at, share) in given.shares.iter().enumerate() {
        let here = |field: &str| format!("{place}.shares[{at}].{field}");
        let party = index(parties, &share.party, || here("party"))?;
        if shares.iter().any(|other| other.party == party) {
            return refuse(here("party"), Problem::Duplicate { id: share.party.clone() });
        }
        if share.weight == 0 {
            return refuse(here("weight"), Problem::Zero);
        }
        match share.cap {
            Some(0) => return refuse(here("cap"), Problem::Zero),
            None if !last && given.ends_when.is_none() => return refuse(here("cap"), Problem::NeverEnds),
            _ => {}
        }
        shares.push(Share { party, weight: share.weight, cap: share.cap });
    }
    if last && (given.ends_when.is_some() || shares.iter().all(|share| share.cap.is_some())) {
        return refuse(place, Problem::LastNotOpen);
    }
    let ends_when = match &given.ends_when {
        Some(end) => Some(ends_when(parties, place, &shares, end)?),
        None => None,
    };
    // All caps together must fit even where a figure ends the tier, or a share is open: they are summed in `fill`.
    let caps = shares.iter().try_fold(0u128, |sum, share| sum.checked_add(share.cap.unwrap_or(0)));
    match (caps, Tier::new(shares, ends_when)) {
        (Some(_), Ok(tier)) => Ok(tier),
        _ => refuse(place, Problem::Overflow),
    }
}

fn ends_when(parties: &[&str], place: &str, shares: &[Share], end: &plan::EndsWhen) -> Checked<EndsWhen> {
    let here = |field: &str| format!("{place}.ends_when.{field}");
    let party = index(parties, &end.party, || here("party"))?;
    let found = shares.iter().enumerate().find(|(_, share)| share.party == party);
    let Some((position, share)) = found else {
        return refuse(here("party"), Problem::NotInTier { party: end.party.clone() });
    };
    if end.reaches == 0 {
        return refuse(here("reaches"), Problem::Zero);
    }
    match share.cap {
        Some(cap) if end.reaches > cap => refuse(here("reaches"), Problem::AboveCap { reaches: end.reaches, cap }),
        _ => Ok(EndsWhen { share: position, reaches: end.reaches }),
    }
}

fn length(place: &str, len: usize, min: usize, max: usize) -> Checked<()> {
    if len < min {
        return refuse(place, Problem::Empty);
    }
    if len > max {
        return refuse(place, Problem::TooMany { len, max });
    }
    Ok(())
}

fn ids(list: &str, field: &str, ids: &[&str]) -> Checked<()> {
    for (at, id) in ids.iter().enumerate() {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if id.is_empty() || id.len() > limits::ID || !id.bytes().all(plain) {
            return refuse(format!("{list}[{at}]{field}"), Problem::Id { id: cut(id) });
        }
        if ids.iter().take(at).any(|other| other == id) {
            return refuse(format!("{list}[{at}]{field}"), Problem::Duplicate { id: id.to_string() });
        }
    }
    Ok(())
}

fn index(parties: &[&str], party: &str, place: impl Fn() -> String) -> Checked<usize> {
    match parties.iter().position(|known| *known == party) {
        Some(index) => Ok(index),
        None => refuse(place(), Problem::UnknownParty { party: cut(party) }),
    }
}

fn cut(text: &str) -> String {
    text.chars().take(64).collect()
}
