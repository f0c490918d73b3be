//! Amendments: proposed, consented to, adopted, while money comes in.

use backlot_api::{
    agreements::ExecuteMsg,
    schedule::{Agreement, Cap, Condition, Deduction, Escalator, Limit, Source, When},
};
use cosmwasm_std::{to_json_binary, Uint128};

use super::Stage;

impl Stage {
    fn agree(&mut self, message: &ExecuteMsg) -> bool {
        let (owner, contract) = (self.film.owner.clone(), self.film.agreements.clone());
        self.film.call(&owner, &contract, message, &[])
    }

    pub fn propose(&mut self, change: usize, at: usize) -> bool {
        let next = changed(self.agreement.clone(), change, at);
        let (agreement, deadline) = (to_json_binary(&next).unwrap(), self.film.now().plus_days(90));
        let done = self.agree(&ExecuteMsg::Propose { agreement, deadline, reference: None });
        if done {
            self.proposed = Some(next);
        }
        done
    }

    /// The owner speaks for everybody here.
    pub fn consent(&mut self) -> bool {
        let parties = self.agreement.parties.iter().map(|party| party.id.clone()).collect();
        self.agree(&ExecuteMsg::Consent { parties, consent: true })
    }

    pub fn adopt(&mut self) -> bool {
        let done = self.agree(&ExecuteMsg::Adopt {});
        if done {
            self.agreement = self.proposed.take().expect("somebody proposed it");
        }
        done
    }

    pub fn withdraw(&mut self) -> bool {
        self.agree(&ExecuteMsg::Withdraw {})
    }
}

/// The agreement with one thing otherwise. Some of these cannot be, or not any more: that is refused.
fn changed(mut agreement: Agreement, change: usize, at: usize) -> Agreement {
    let number = agreement.schedule.sources.len();
    let schedule = &mut agreement.schedule;
    let mut tiers: Vec<_> = schedule.tables.iter_mut().flat_map(|table| &mut table.tiers).collect();
    let tier = at % tiers.len();
    let tier = &mut tiers[tier];
    match change {
        0 => tier.shares[0].weight += 1,
        1 => {
            for cap in tier.shares.iter_mut().filter_map(|share| share.cap.as_mut()) {
                if let Cap::Only(Limit::Amount { amount }) = cap {
                    // Up, or down: perhaps below what was paid.
                    *amount =
                        if at.is_multiple_of(2) { *amount + Uint128::new(500) } else { amount.div_ceil((2u128, 1)) };
                }
            }
        }
        2 => agreement.quorum = 1_000 + u16::try_from(at).unwrap() * 100,
        3 => {
            let amount = Uint128::new(500 * (1 + at as u128));
            let weights = (0..tier.shares.len()).map(|n| 1 + u32::try_from(n + at).unwrap() % 5).collect();
            let when = When::Any(vec![Condition::Gross { sources: vec![], amount }]);
            tier.escalators = vec![Escalator { when, weights }];
        }
        4 => {
            let table = schedule.tables[at % schedule.tables.len()].id.clone();
            schedule.sources.push(Source { id: format!("new{number}"), table, off_the_top: vec![] });
        }
        _ => {
            for deduction in schedule.sources.iter_mut().flat_map(|source| &mut source.off_the_top) {
                match deduction {
                    Deduction::Expenses { cap, .. } => *cap += Uint128::new(100),
                    Deduction::Percent { steps, .. } => steps[0].bps = (steps[0].bps + 25) % 1_500,
                    Deduction::Reserve { until, .. } => *until += 30,
                }
            }
        }
    }
    agreement
}
