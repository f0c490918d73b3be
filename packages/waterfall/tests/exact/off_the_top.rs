//! Receipts, and what is taken off the top of them.

use backlot_api::schedule::{Condition, Deduction, When};
use num_traits::Zero;

use super::{by_steps, percent_of, units, Exact, Q};

/// What a deduction took.
#[derive(Clone, Default)]
pub struct Taken {
    all: Q,
    /// A percentage or a reserve has come to so much more.
    arrears: Q,
    /// Of a yearly minimum.
    year: i64,
    due: Q,
    in_year: Q,
    approved: Q,
    pub reserved: Q,
}

impl Exact {
    pub(super) fn receive(&mut self, source: &str, amount: u128) {
        self.release();
        let mut left = units(amount);
        while left > Q::zero() {
            // Up to the next volume that somebody waits for.
            let piece =
                self.volumes_of(source).into_iter().filter(|ahead| *ahead > Q::zero()).fold(left.clone(), Q::min);
            left -= &piece;
            self.piece(source, piece);
            self.settle();
        }
    }

    /// How far the volumes are that count this source.
    fn volumes_of(&self, source: &str) -> Vec<Q> {
        let mut ahead = vec![];
        for tier in self.schedule.tables.iter().flat_map(|table| &table.tiers) {
            let escalators = tier.escalators.iter().map(|escalator| &escalator.when);
            for when in tier.opens.iter().chain(&tier.ends).chain(escalators) {
                let (When::Any(all) | When::All(all)) = when;
                for condition in all {
                    if let Condition::Gross { sources, amount } = condition {
                        if sources.is_empty() || sources.iter().any(|id| id == source) {
                            ahead.push(units(amount.u128()) - self.gross_of(sources));
                        }
                    }
                }
            }
        }
        ahead
    }

    pub(super) fn gross_of(&self, sources: &[String]) -> Q {
        self.gross.iter().filter(|(id, _)| sources.is_empty() || sources.contains(id)).map(|(_, gross)| gross).sum()
    }

    fn piece(&mut self, source: &str, piece: Q) {
        let schedule = self.schedule.clone();
        let terms = schedule.sources.iter().find(|one| one.id == source).expect("a source");
        let before = self.gross[source].clone();
        let after = &before + &piece;
        let mut left = piece;
        for (at, deduction) in terms.off_the_top.iter().enumerate() {
            let mut taken = self.taken[&(source.to_string(), at)].clone();
            let takes = match deduction {
                Deduction::Percent { steps, yearly_minimum: None, .. } => {
                    let comes_to = by_steps(steps, &after) - by_steps(steps, &before) + &taken.arrears;
                    let takes = comes_to.clone().min(left.clone());
                    taken.arrears = comes_to - &takes;
                    takes
                }
                Deduction::Percent { steps, yearly_minimum: Some(minimum), .. } => {
                    let year = year_of(self.day);
                    if year != taken.year {
                        taken.due = (&taken.due - &taken.in_year).max(Q::zero());
                        taken.in_year = Q::zero();
                        taken.year = year;
                    }
                    taken.due += by_steps(steps, &after) - by_steps(steps, &before);
                    let until = taken.due.clone().max(units(minimum.u128()));
                    let takes = (until - &taken.in_year).max(Q::zero()).min(left.clone());
                    taken.in_year += &takes;
                    takes
                }
                Deduction::Expenses { .. } => (&taken.approved - &taken.all).min(left.clone()),
                Deduction::Reserve { bps, cap, until } if self.day < *until => {
                    let comes_to = percent_of(&(&after - &before), u32::from(*bps)) + &taken.arrears;
                    let due = cap.map_or(comes_to.clone(), |cap| comes_to.min(units(cap.u128()) - &taken.all));
                    let takes = due.clone().min(left.clone());
                    taken.arrears = due - &takes;
                    taken.reserved += &takes;
                    takes
                }
                Deduction::Reserve { .. } => Q::zero(),
            };
            taken.all += &takes;
            left -= &takes;
            self.taken.insert((source.to_string(), at), taken);
            if let Deduction::Percent { party, .. } | Deduction::Expenses { party, .. } = deduction {
                self.credit(party, &takes);
            }
        }
        self.flow(&terms.table, left);
        self.gross.insert(source.to_string(), after);
    }

    /// Reserves whose day has come, sources and deductions in order.
    pub(super) fn release(&mut self) {
        let schedule = self.schedule.clone();
        for source in &schedule.sources {
            for (at, deduction) in source.off_the_top.iter().enumerate() {
                if matches!(deduction, Deduction::Reserve { until, .. } if self.day >= *until) {
                    let taken = self.taken.get_mut(&(source.id.clone(), at)).expect("a deduction");
                    let reserved = core::mem::take(&mut taken.reserved);
                    self.flow(&source.table, reserved);
                }
            }
        }
    }

    pub(super) fn approve(&mut self, source: &str, who: &str, amount: u128) {
        let terms = self.schedule.sources.iter().find(|one| one.id == source).expect("a source");
        let is = |deduction: &Deduction| matches!(deduction, Deduction::Expenses { party, .. } if party == who);
        let at = terms.off_the_top.iter().position(is).expect("expenses");
        self.taken.get_mut(&(source.to_string(), at)).expect("a deduction").approved += units(amount);
    }
}

/// Gregorian year of a day, counted out.
fn year_of(day: u32) -> i64 {
    let (mut year, mut left) = (1970, day);
    loop {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = if leap { 366 } else { 365 };
        if left < length {
            return year;
        }
        left -= length;
        year += 1;
    }
}
