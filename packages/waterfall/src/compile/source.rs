use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use backlot_api::{limits, schedule as wire};

use super::{day, index, length, positive, refuse, steps, Checked, Compiler, WHOLE};
use crate::{
    schedule::{Deduction, Source},
    Problem,
};

impl Compiler<'_> {
    pub(super) fn sources(&self) -> Checked<Vec<Source>> {
        let mut sources = Vec::with_capacity(self.names.sources.len());
        for (at, source) in self.agreement.schedule.sources.iter().enumerate() {
            let place = format!("sources[{at}]");
            let table = index("table", &self.names.tables, &source.table, || format!("{place}.table"))?;
            let place = format!("{place}.off_the_top");
            length(&place, source.off_the_top.len(), 0, limits::DEDUCTIONS)?;
            let mut deductions: Vec<Deduction> = Vec::with_capacity(source.off_the_top.len());
            let mut sum: u32 = 0;
            for (nth, given) in source.off_the_top.iter().enumerate() {
                let place = format!("{place}[{nth}]");
                let deduction = self.deduction(&place, given)?;
                if deductions.iter().any(|other| same(other, &deduction)) {
                    let id = match given {
                        wire::Deduction::Percent { party, .. } | wire::Deduction::Expenses { party, .. } => party,
                        wire::Deduction::Reserve { .. } => "a reserve until the same day",
                    };
                    return refuse(place, Problem::Duplicate { id: id.to_string() });
                }
                sum = sum.saturating_add(highest(&deduction));
                deductions.push(deduction);
            }
            if sum > WHOLE {
                return refuse(place, Problem::OverHundredPercent { bps: sum });
            }
            sources.push(Source { table, deductions });
        }
        for table in 0..self.names.tables.len() {
            if !sources.iter().any(|source| source.table == table) {
                return refuse(format!("tables[{table}]"), Problem::NoSource);
            }
        }
        Ok(sources)
    }

    /// A party that takes off the top.
    fn taker(&self, id: &str, place: impl Fn() -> String) -> Checked<usize> {
        let party = self.party(id, &place)?;
        let mut shares =
            self.agreement.schedule.tables.iter().flat_map(|table| &table.tiers).flat_map(|tier| &tier.shares);
        let deficit = Some(wire::Cap::Only(wire::Limit::Deficit {}));
        if shares.any(|share| share.party == id && share.cap == deficit) {
            return refuse(place(), Problem::OnlyFromTiers);
        }
        Ok(party)
    }

    fn deduction(&self, place: &str, given: &wire::Deduction) -> Checked<Deduction> {
        Ok(match given {
            wire::Deduction::Percent { party, steps: rates, yearly_minimum } => {
                let minimum = match yearly_minimum {
                    None => 0,
                    Some(minimum) => positive(|| format!("{place}.percent.yearly_minimum"), minimum.u128())?,
                };
                Deduction::Percent {
                    party: self.taker(party, || format!("{place}.percent.party"))?,
                    steps: steps(&format!("{place}.percent.steps"), rates)?,
                    minimum,
                }
            }
            wire::Deduction::Expenses { party, cap } => Deduction::Expenses {
                party: self.taker(party, || format!("{place}.expenses.party"))?,
                cap: positive(|| format!("{place}.expenses.cap"), cap.u128())?,
            },
            wire::Deduction::Reserve { bps, cap, until } => {
                positive(|| format!("{place}.reserve.bps"), u128::from(*bps))?;
                if u32::from(*bps) > WHOLE {
                    return refuse(format!("{place}.reserve.bps"), Problem::OverWhole { bps: u32::from(*bps) });
                }
                let cap = match cap {
                    None => None,
                    Some(cap) => Some(positive(|| format!("{place}.reserve.cap"), cap.u128())?),
                };
                Deduction::Reserve { bps: *bps, cap, until: day(|| format!("{place}.reserve.until"), *until)? }
            }
        })
    }
}

/// The same kind for the same party: one of them would be a slip of the pen.
fn same(one: &Deduction, other: &Deduction) -> bool {
    match (one, other) {
        (Deduction::Percent { party: one, .. }, Deduction::Percent { party: other, .. })
        | (Deduction::Expenses { party: one, .. }, Deduction::Expenses { party: other, .. }) => one == other,
        (Deduction::Reserve { until: one, .. }, Deduction::Reserve { until: other, .. }) => one == other,
        _ => false,
    }
}

fn highest(deduction: &Deduction) -> u32 {
    match deduction {
        Deduction::Percent { steps, .. } => steps.iter().map(|step| u32::from(step.bps)).max().unwrap_or(0),
        Deduction::Expenses { .. } => 0,
        Deduction::Reserve { bps, .. } => u32::from(*bps),
    }
}
