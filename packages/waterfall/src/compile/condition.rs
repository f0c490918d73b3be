use alloc::{format, string::String, vec::Vec};

use backlot_api::{limits, schedule as wire};

use super::{day, length, positive, refuse, Checked, Compiler};
use crate::{
    schedule::{Condition, Total, Volume, When},
    Problem,
};

/// A `When`'s place in the words of the input, and its conditions.
pub(super) fn parts(when: &wire::When) -> (&'static str, &[wire::Condition]) {
    match when {
        wire::When::Any(of) => ("any", of),
        wire::When::All(of) => ("all", of),
    }
}

impl Compiler<'_> {
    /// Conditions together; `full`: this is the end of a tier whose shares are all capped.
    pub(super) fn when(&mut self, place: &str, given: &wire::When, full: bool) -> Checked<When> {
        let (name, conditions) = parts(given);
        let place = format!("{place}.{name}");
        length(&place, conditions.len(), 1, limits::CONDITIONS)?;
        let mut of: Vec<Condition> = Vec::with_capacity(conditions.len());
        for (at, condition) in conditions.iter().enumerate() {
            let place = format!("{place}[{at}]");
            if conditions.iter().take(at).any(|other| other == condition) {
                return refuse(place, Problem::Duplicate { id: String::from("the same condition") });
            }
            of.push(self.condition(&place, condition, full)?);
        }
        Ok(When { all: matches!(given, wire::When::All(_)), of })
    }

    fn condition(&mut self, place: &str, given: &wire::Condition, full: bool) -> Checked<Condition> {
        Ok(match given {
            wire::Condition::Full {} if full => Condition::Full,
            wire::Condition::Full {} => return refuse(format!("{place}.full"), Problem::OnlyEnds),
            wire::Condition::Received { parties, tiers, amount } => {
                let place = format!("{place}.received");
                let total = Total {
                    parties: self.set("party", &self.names.parties, parties, &format!("{place}.parties"))?,
                    tiers: self.set("tier", &self.names.tiers, tiers, &format!("{place}.tiers"))?,
                    amount: positive(|| format!("{place}.amount"), amount.u128())?,
                };
                Condition::Total(shared(&mut self.totals, total))
            }
            wire::Condition::Gross { sources, amount } => {
                let place = format!("{place}.gross");
                let volume = Volume {
                    sources: self.set("source", &self.names.sources, sources, &format!("{place}.sources"))?,
                    amount: positive(|| format!("{place}.amount"), amount.u128())?,
                };
                Condition::Volume(shared(&mut self.volumes, volume))
            }
            wire::Condition::Figure { figure, reaches } => Condition::Figure {
                figure: self.figure(figure, || format!("{place}.figure.figure"))?,
                reaches: positive(|| format!("{place}.figure.reaches"), reaches.u128())?,
            },
            wire::Condition::Day { from } => Condition::Day(day(|| format!("{place}.day.from"), *from)?),
            wire::Condition::Ended { tiers } => {
                let place = format!("{place}.ended.tiers");
                length(&place, tiers.len(), 1, limits::TIERS)?;
                Condition::Ended(self.set("tier", &self.names.tiers, tiers, &place)?)
            }
        })
    }
}

fn shared<T: PartialEq>(known: &mut Vec<T>, asked: T) -> usize {
    match known.iter().position(|known| *known == asked) {
        Some(at) => at,
        None => {
            known.push(asked);
            known.len().saturating_sub(1)
        }
    }
}
