//! What a schedule means, a second time: straight from the definitions, in exact fractions, over the agreement as it was
//! written and by name. Money is a stream here; nothing is rounded, nothing is stored but what the words speak of.

mod conditions;
mod flow;
mod loan;
mod off_the_top;

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use backlot_api::schedule::*;
use num_bigint::BigInt;
pub use num_rational::BigRational as Q;
use num_traits::Zero;

use loan::LoanAccount;
use off_the_top::Taken;

/// Whole units.
pub fn units(value: u128) -> Q {
    Q::from_integer(BigInt::from(value))
}

/// So many hundredths of a percent of it.
pub fn percent_of(value: &Q, bps: u32) -> Q {
    value * Q::new(BigInt::from(bps), BigInt::from(10_000))
}

/// Σ over the steps of bps × what lies in the step, up to `value`.
pub fn by_steps(steps: &[Step], value: &Q) -> Q {
    let mut sum = Q::zero();
    for (at, step) in steps.iter().enumerate() {
        let from = units(step.from.u128());
        let to = match steps.get(at + 1) {
            Some(next) => units(next.from.u128()).min(value.clone()),
            None => value.clone(),
        };
        if to > from {
            sum += percent_of(&(to - from), u32::from(step.bps));
        }
    }
    sum
}

/// Something that happened, in the words of the agreement.
#[derive(Clone, Debug)]
pub enum Event {
    Receive { source: String, amount: u128 },
    Approve { source: String, party: String, amount: u128 },
    Attest { figure: String, value: u128 },
    Deficit { party: String, value: u128 },
    Release,
}

/// Everybody's exact account.
pub struct Exact {
    schedule: Rc<Schedule>,
    parties: BTreeMap<String, Party>,
    day: u32,
    /// By party: off the top and from tiers.
    pub credited: BTreeMap<String, Q>,
    /// By tier and party.
    got: BTreeMap<(String, String), Q>,
    gross: BTreeMap<String, Q>,
    figures: BTreeMap<String, Q>,
    /// By party that is another film.
    deficits: BTreeMap<String, Q>,
    /// By source and place in its list.
    taken: BTreeMap<(String, usize), Taken>,
    /// By tier and party.
    loans: BTreeMap<(String, String), LoanAccount>,
    opened: BTreeSet<String>,
    ended: BTreeSet<String>,
    /// By tier: escalators in force.
    steps: BTreeMap<String, usize>,
    /// By tier: who took part last, under which weights.
    stretch: BTreeMap<String, (usize, BTreeSet<String>)>,
    /// Floors that an engine in whole units may have taken so far, each less than a unit.
    pub floors: usize,
}

impl Exact {
    pub fn of(agreement: &Agreement) -> Self {
        let schedule = Rc::new(agreement.schedule.clone());
        let mut exact = Self {
            parties: agreement.parties.iter().map(|party| (party.id.clone(), party.clone())).collect(),
            day: 0,
            credited: agreement.parties.iter().map(|party| (party.id.clone(), Q::zero())).collect(),
            got: BTreeMap::new(),
            gross: schedule.sources.iter().map(|source| (source.id.clone(), Q::zero())).collect(),
            figures: schedule.figures.iter().map(|figure| (figure.clone(), Q::zero())).collect(),
            deficits: BTreeMap::new(),
            taken: BTreeMap::new(),
            loans: BTreeMap::new(),
            opened: BTreeSet::new(),
            ended: BTreeSet::new(),
            steps: BTreeMap::new(),
            stretch: BTreeMap::new(),
            floors: 0,
            schedule: schedule.clone(),
        };
        for source in &schedule.sources {
            for (at, deduction) in source.off_the_top.iter().enumerate() {
                exact.taken.insert((source.id.clone(), at), Taken::default());
                // A percentage lags by less than a unit a step, a reserve by less than one.
                exact.floors += match deduction {
                    Deduction::Percent { steps, .. } => steps.len(),
                    Deduction::Expenses { .. } => 0,
                    Deduction::Reserve { .. } => 1,
                };
            }
        }
        for tier in schedule.tables.iter().flat_map(|table| &table.tiers) {
            for share in &tier.shares {
                exact.got.insert((tier.id.clone(), share.party.clone()), Q::zero());
                for limit in limits(share) {
                    // Interest lags by less than a unit, a percentage of what was put in too, brackets by one a step.
                    exact.floors += match limit {
                        Limit::Loan { .. } | Limit::Invested { .. } => 1,
                        Limit::Brackets { steps, .. } => steps.len(),
                        Limit::Amount { .. } | Limit::Deficit {} => 0,
                    };
                    if let Limit::Loan { draws, bps, compound } = limit {
                        let account = LoanAccount::new(draws, *bps, *compound);
                        exact.loans.insert((tier.id.clone(), share.party.clone()), account);
                    }
                }
            }
        }
        exact
    }

    /// What happens on a day.
    pub fn book(&mut self, event: &Event, day: u32) {
        assert!(day >= self.day);
        self.day = day;
        self.floors += self.loans.values_mut().map(|loan| loan.accrue(day)).sum::<usize>();
        self.settle();
        match event {
            Event::Receive { source, amount } => self.receive(source, *amount),
            Event::Approve { source, party, amount } => self.approve(source, party, *amount),
            Event::Attest { figure, value } => drop(self.figures.insert(figure.clone(), units(*value))),
            Event::Deficit { party, value } => drop(self.deficits.insert(party.clone(), units(*value))),
            Event::Release => self.release(),
        }
        self.settle();
    }

    /// In reserve now, by source.
    pub fn reserved(&self, source: &str) -> Q {
        let of = self.taken.iter().filter(|((id, _), _)| id == source);
        of.map(|(_, taken)| taken.reserved.clone()).sum()
    }

    /// A party gets it, from wherever; the deficit of a film falls by it.
    fn credit(&mut self, party: &str, amount: &Q) {
        *self.credited.get_mut(party).expect("a party") += amount;
        if let Some(deficit) = self.deficits.get_mut(party) {
            *deficit = (&*deficit - amount).max(Q::zero());
        }
    }
}

/// The limits of a share's cap.
fn limits(share: &Share) -> Vec<&Limit> {
    match &share.cap {
        None => vec![],
        Some(Cap::Only(one)) => vec![one],
        Some(Cap::Lesser(one, other) | Cap::Greater(one, other)) => vec![one, other],
    }
}
