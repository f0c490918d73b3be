//! A loan: interest actual/365 on the principal, by the day, as a fraction.

use backlot_api::schedule::Draw;
use num_bigint::BigInt;
use num_traits::{One, Zero};

use super::{units, Q};

#[derive(Clone)]
pub struct LoanAccount {
    draws: Vec<Draw>,
    bps: u32,
    compound: bool,
    first: u32,
    day: u32,
    pub principal: Q,
    pub interest: Q,
}

impl LoanAccount {
    pub fn new(draws: &[Draw], bps: u32, compound: bool) -> Self {
        let (first, draws) = (draws[0].day, draws.to_vec());
        Self { draws, bps, compound, first, day: first, principal: Q::zero(), interest: Q::zero() }
    }

    pub fn outstanding(&self) -> Q {
        &self.principal + &self.interest
    }

    pub fn all_drawn(&self) -> bool {
        self.draws.is_empty()
    }

    /// From mark to mark: a draw-down, the end of a year, the day that is asked for. Answers how often a fraction
    /// of a unit may have lapsed: whenever less than a unit is outstanding, and something bears interest again.
    pub fn accrue(&mut self, to: u32) -> usize {
        let mut lapses = 0;
        while self.day <= to {
            if self.compound && self.day > self.first && (self.day - self.first).is_multiple_of(365) {
                self.principal += core::mem::take(&mut self.interest);
            }
            if self.draws.first().is_some_and(|draw| draw.day == self.day) {
                lapses += usize::from(self.outstanding() < Q::one());
                self.principal += units(self.draws.remove(0).amount.u128());
            }
            if self.day == to {
                break;
            }
            let mut mark = to;
            if let Some(draw) = self.draws.first() {
                mark = mark.min(draw.day);
            }
            if self.compound {
                mark = mark.min(self.first + ((self.day - self.first) / 365 + 1) * 365);
            }
            let days = BigInt::from(mark - self.day) * BigInt::from(self.bps);
            self.interest += &self.principal * Q::new(days, BigInt::from(3_650_000));
            self.day = mark;
        }
        lapses
    }

    /// Interest first. What lies above the outstanding is none of the loan's.
    pub fn pay(&mut self, amount: &Q) {
        let interest = self.interest.clone().min(amount.clone());
        let principal = (amount - &interest).min(self.principal.clone());
        self.interest -= interest;
        self.principal -= principal;
    }
}
