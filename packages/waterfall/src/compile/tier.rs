use alloc::{format, vec, vec::Vec};

use backlot_api::{limits, schedule as wire};

use super::{day, length, positive, refuse, steps, Checked, Compiler};
use crate::{
    math::{mul_div_floor, WHOLE},
    schedule::{Cap, Condition, Escalator, Limit, Loan, Share, Tier, When},
    Problem,
};

impl Compiler<'_> {
    pub(super) fn tiers(&mut self) -> Checked<Vec<Tier>> {
        let mut tiers = Vec::with_capacity(self.names.tiers.len());
        for (at, table) in self.agreement.schedule.tables.iter().enumerate() {
            for (nth, tier) in table.tiers.iter().enumerate() {
                let last = nth.checked_add(1) == Some(table.tiers.len());
                tiers.push(self.tier(&format!("tables[{at}].tiers[{nth}]"), tier, last)?);
            }
        }
        Ok(tiers)
    }

    fn tier(&mut self, place: &str, given: &wire::Tier, last: bool) -> Checked<Tier> {
        let shares = self.shares(&format!("{place}.shares"), &given.shares)?;
        let capped = shares.iter().all(|share| share.cap.is_some());
        let opens = match &given.opens {
            None => None,
            Some(when) => Some(self.when(&format!("{place}.opens"), when, false)?),
        };
        let list = format!("{place}.escalators");
        length(&list, given.escalators.len(), 0, limits::ESCALATORS)?;
        let mut escalators = Vec::with_capacity(given.escalators.len());
        for (at, escalator) in given.escalators.iter().enumerate() {
            let place = format!("{list}[{at}]");
            if escalator.weights.len() != shares.len() {
                let problem = Problem::Weights { given: escalator.weights.len(), shares: shares.len() };
                return refuse(format!("{place}.weights"), problem);
            }
            if let Some(zero) = escalator.weights.iter().position(|weight| *weight == 0) {
                return refuse(format!("{place}.weights[{zero}]"), Problem::Zero);
            }
            let when = self.when(&format!("{place}.when"), &escalator.when, false)?;
            escalators.push(Escalator { when, weights: escalator.weights.clone() });
        }
        let ends = match &given.ends {
            Some(when) => Some(self.when(&format!("{place}.ends"), when, capped)?),
            None if capped => Some(When { all: true, of: vec![Condition::Full] }),
            None => None,
        };
        if last && (opens.is_some() || ends.is_some()) {
            return refuse(place, Problem::LastNotOpen);
        }
        if !last && ends.is_none() {
            return refuse(place, Problem::NeverEnds);
        }
        Ok(Tier { opens, shares, escalators, ends })
    }

    fn shares(&self, place: &str, given: &[wire::Share]) -> Checked<Vec<Share>> {
        length(place, given.len(), 1, limits::SHARES)?;
        let mut shares: Vec<Share> = Vec::with_capacity(given.len());
        for (at, share) in given.iter().enumerate() {
            let place = format!("{place}[{at}]");
            let party = self.party(&share.party, || format!("{place}.party"))?;
            if shares.iter().any(|other| other.party == party) {
                return refuse(format!("{place}.party"), Problem::Duplicate { id: share.party.clone() });
            }
            if share.weight == 0 {
                return refuse(format!("{place}.weight"), Problem::Zero);
            }
            let cap = match &share.cap {
                None => None,
                Some(cap) => Some(self.cap(&format!("{place}.cap"), cap, party)?),
            };
            shares.push(Share { party, weight: share.weight, cap });
        }
        Ok(shares)
    }

    fn cap(&self, place: &str, given: &wire::Cap, party: usize) -> Checked<Cap> {
        let (name, one, two) = match given {
            wire::Cap::Only(limit) => return Ok(Cap::Only(self.limit(place, limit, party)?)),
            wire::Cap::Lesser(one, two) => ("lesser", one, two),
            wire::Cap::Greater(one, two) => ("greater", one, two),
        };
        let is_loan = |limit: &wire::Limit| matches!(limit, wire::Limit::Loan { .. });
        if is_loan(one) && is_loan(two) {
            return refuse(format!("{place}.{name}[1]"), Problem::TwoLoans);
        }
        for (at, limit) in [one, two].into_iter().enumerate() {
            if matches!(limit, wire::Limit::Deficit {}) {
                return refuse(format!("{place}.{name}[{at}]"), Problem::OnlyAlone);
            }
        }
        let one = self.limit(&format!("{place}.{name}[0]"), one, party)?;
        let two = self.limit(&format!("{place}.{name}[1]"), two, party)?;
        Ok(if name == "lesser" { Cap::Lesser(one, two) } else { Cap::Greater(one, two) })
    }

    fn limit(&self, place: &str, given: &wire::Limit, party: usize) -> Checked<Limit> {
        Ok(match given {
            wire::Limit::Amount { amount } => {
                Limit::Amount(positive(|| format!("{place}.amount.amount"), amount.u128())?)
            }
            wire::Limit::Invested { bps } => {
                let invested = self.agreement.parties.get(party).and_then(|party| party.invested);
                let Some(invested) = invested else {
                    return refuse(format!("{place}.invested"), Problem::NotInvested);
                };
                match mul_div_floor(invested.u128(), u64::from(*bps), WHOLE) {
                    Ok(amount) => Limit::Amount(positive(|| format!("{place}.invested.bps"), amount)?),
                    Err(_) => return refuse(format!("{place}.invested.bps"), Problem::Overflow),
                }
            }
            wire::Limit::Loan { draws, bps, compound } => {
                let place = format!("{place}.loan.draws");
                length(&place, draws.len(), 1, limits::DRAWS)?;
                let mut drawn: Vec<(u32, u128)> = Vec::with_capacity(draws.len());
                let mut sum = 0u128;
                for (at, draw) in draws.iter().enumerate() {
                    let on = day(|| format!("{place}[{at}].day"), draw.day)?;
                    if drawn.last().is_some_and(|(last, _)| on <= *last) {
                        return refuse(format!("{place}[{at}].day"), Problem::Order);
                    }
                    let amount = positive(|| format!("{place}[{at}].amount"), draw.amount.u128())?;
                    sum = match sum.checked_add(amount) {
                        Some(sum) => sum,
                        None => return refuse(format!("{place}[{at}].amount"), Problem::Overflow),
                    };
                    drawn.push((on, amount));
                }
                Limit::Loan(Loan { draws: drawn, bps: *bps, compound: *compound })
            }
            wire::Limit::Brackets { figure, steps: rates } => Limit::Brackets {
                figure: self.figure(figure, || format!("{place}.brackets.figure"))?,
                steps: steps(&format!("{place}.brackets.steps"), rates)?,
            },
            wire::Limit::Deficit {} => match self.films.iter().position(|film| *film == party) {
                Some(film) => Limit::Deficit(film),
                None => return refuse(format!("{place}.deficit"), Problem::NoFilm),
            },
        })
    }
}
