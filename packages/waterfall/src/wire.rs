//! From the wire: what a film's plan or an instantiate message says, as the engine's input.

use alloc::{string::String, vec::Vec};

use backlot_api::{collection as wire, limits as wire_limits};

use crate::{limits, plan, Plan, Schedule, ScheduleError};

// The engine keeps its own limits, because it is free of the wire; they must be the same.
const _: () = assert!(
    limits::PARTIES == wire_limits::PARTIES
        && limits::SOURCES == wire_limits::SOURCES
        && limits::TIERS == wire_limits::TIERS
        && limits::SHARES == wire_limits::SHARES
        && limits::DEDUCTIONS == wire_limits::DEDUCTIONS
        && limits::ID == wire_limits::ID
);

impl Plan {
    /// A schedule of the wire with its parties. Every field is carried over; nothing is checked.
    pub fn from_wire(parties: &[wire::Party], schedule: &wire::Schedule) -> Self {
        let wire::Schedule { sources, tiers } = schedule;
        Self {
            parties: parties.iter().map(|party| party.id.clone()).collect(),
            sources: sources.iter().map(Into::into).collect(),
            tiers: tiers.iter().map(Into::into).collect(),
        }
    }
}

impl Schedule {
    /// Checks a schedule of the wire with its parties.
    ///
    /// # Errors
    /// [`ScheduleError`] names the first field that cannot be, and why.
    pub fn from_wire(parties: &[wire::Party], schedule: &wire::Schedule) -> Result<Self, ScheduleError> {
        Self::new(&Plan::from_wire(parties, schedule))
    }
}

/// A schedule alone: its parties are those that it names, indexed in the order in which they appear.
impl TryFrom<&wire::Schedule> for Schedule {
    type Error = ScheduleError;

    fn try_from(schedule: &wire::Schedule) -> Result<Self, Self::Error> {
        let mut plan = Plan::from_wire(&[], schedule);
        plan.parties = named(&plan);
        Self::new(&plan)
    }
}

fn named(plan: &Plan) -> Vec<String> {
    let of_sources = plan.sources.iter().flat_map(|source| &source.off_the_top).map(|deduction| match deduction {
        plan::Deduction::Percent { party, .. } | plan::Deduction::Expenses { party, .. } => party,
    });
    let of_tiers = plan.tiers.iter().flat_map(|tier| &tier.shares).map(|share| &share.party);
    let mut parties: Vec<String> = Vec::new();
    for party in of_sources.chain(of_tiers) {
        if !parties.contains(party) {
            parties.push(party.clone());
        }
    }
    parties
}

impl From<&wire::Source> for plan::Source {
    fn from(source: &wire::Source) -> Self {
        let wire::Source { id, off_the_top } = source;
        let off_the_top = off_the_top
            .iter()
            .map(|deduction| match deduction {
                wire::Deduction::Percent { party, bps } => plan::Deduction::Percent { party: party.clone(), bps: *bps },
                wire::Deduction::Expenses { party, cap } => {
                    plan::Deduction::Expenses { party: party.clone(), cap: cap.u128() }
                }
            })
            .collect();
        Self { id: id.clone(), off_the_top }
    }
}

impl From<&wire::Tier> for plan::Tier {
    fn from(tier: &wire::Tier) -> Self {
        let wire::Tier { id, shares, ends_when } = tier;
        let shares = shares
            .iter()
            .map(|share| {
                let wire::Share { party, weight, cap } = share;
                plan::Share { party: party.clone(), weight: *weight, cap: cap.map(|cap| cap.u128()) }
            })
            .collect();
        let ends_when = ends_when.as_ref().map(|end| {
            let wire::EndsWhen { party, reaches } = end;
            plan::EndsWhen { party: party.clone(), reaches: reaches.u128() }
        });
        Self { id: id.clone(), shares, ends_when }
    }
}
