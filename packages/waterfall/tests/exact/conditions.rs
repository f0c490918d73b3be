//! What holds, surely or perhaps.

use backlot_api::schedule::{Cap, Condition, Limit, Schedule, Share, Tier, When};
use num_traits::Zero;

use super::{limits, units, Exact, Q};

impl Exact {
    /// Sets what holds now, for good.
    pub(super) fn settle(&mut self) {
        let schedule = self.schedule.clone();
        let full = When::All(vec![Condition::Full {}]);
        let mut again = true;
        while again {
            again = false;
            for tier in schedule.tables.iter().flat_map(|table| &table.tiers) {
                if tier.opens.as_ref().is_some_and(|when| self.holds(tier, when)) {
                    again |= self.opened.insert(tier.id.clone());
                }
                let capped = tier.shares.iter().all(|share| share.cap.is_some());
                let ends = tier.ends.as_ref().or(capped.then_some(&full));
                if ends.is_some_and(|when| self.holds(tier, when)) {
                    again |= self.ended.insert(tier.id.clone());
                }
                let step = self.step(tier);
                if tier.escalators.get(step).is_some_and(|escalator| self.holds(tier, &escalator.when)) {
                    self.steps.insert(tier.id.clone(), step + 1);
                    again = true;
                }
            }
        }
    }

    /// Escalators of a tier that are in force.
    pub(super) fn step(&self, tier: &Tier) -> usize {
        self.steps.get(&tier.id).copied().unwrap_or(0)
    }

    fn holds(&self, of: &Tier, when: &When) -> bool {
        match when {
            When::Any(conditions) => conditions.iter().any(|condition| self.condition(of, condition)),
            When::All(conditions) => conditions.iter().all(|condition| self.condition(of, condition)),
        }
    }

    fn condition(&self, of: &Tier, condition: &Condition) -> bool {
        match condition {
            Condition::Full {} => of.shares.iter().all(|share| self.is_full(&of.id, share)),
            Condition::Received { parties, tiers, amount } => self.total(parties, tiers) >= units(amount.u128()),
            Condition::Gross { sources, amount } => self.gross_of(sources) >= units(amount.u128()),
            Condition::Figure { figure, reaches } => self.figures[figure] >= units(reaches.u128()),
            Condition::Day { from } => self.day >= *from,
            Condition::Ended { tiers } => tiers.iter().all(|tier| self.ended.contains(tier)),
        }
    }

    /// What these parties got in these tiers.
    pub(super) fn total(&self, parties: &[String], tiers: &[String]) -> Q {
        let counts = |tier: &String, party: &String| {
            (parties.is_empty() || parties.contains(party)) && (tiers.is_empty() || tiers.contains(tier))
        };
        self.got.iter().filter(|((tier, party), _)| counts(tier, party)).map(|(_, got)| got).sum()
    }

    /// Nothing can come any more.
    fn is_full(&self, tier: &str, share: &Share) -> bool {
        let key = (tier.to_string(), share.party.clone());
        let limit = |limit: &Limit| {
            let last = match limit {
                Limit::Amount { .. } | Limit::Invested { .. } => true,
                Limit::Loan { .. } => self.loans[&key].all_drawn(),
                Limit::Brackets { figure, steps } => {
                    steps.last().is_some_and(|step| step.bps == 0 && self.figures[figure] >= units(step.from.u128()))
                }
                Limit::Deficit {} => false,
            };
            last && self.limit_room(tier, share, limit).is_zero()
        };
        match &share.cap {
            None => false,
            Some(Cap::Only(one)) => limit(one),
            Some(Cap::Lesser(one, other)) => limit(one) || limit(other),
            Some(Cap::Greater(one, other)) => limit(one) && limit(other),
        }
    }

    /// Every total that a condition still waits for: whose, where, how much.
    pub(super) fn awaited<'a>(&self, schedule: &'a Schedule) -> Vec<(&'a [String], &'a [String], Q)> {
        let mut awaited: Vec<(&[String], &[String], Q)> = vec![];
        for tier in schedule.tables.iter().flat_map(|table| &table.tiers) {
            let opens = tier.opens.as_ref().filter(|_| !self.opened.contains(&tier.id));
            let ends = tier.ends.as_ref().filter(|_| !self.ended.contains(&tier.id));
            let escalators = tier.escalators.iter().skip(self.step(tier)).map(|escalator| &escalator.when);
            for when in opens.into_iter().chain(ends).chain(escalators) {
                let (When::Any(all) | When::All(all)) = when;
                for condition in all {
                    if let Condition::Received { parties, tiers, amount } = condition {
                        awaited.push((parties, tiers, units(amount.u128())));
                    }
                }
            }
        }
        awaited
    }

    /// How much more one limit leaves.
    fn limit_room(&self, tier: &str, share: &Share, limit: &Limit) -> Q {
        let key = (tier.to_string(), share.party.clone());
        let got = &self.got[&key];
        let room = match limit {
            Limit::Amount { amount } => units(amount.u128()) - got,
            Limit::Invested { bps } => {
                let invested = self.parties[&share.party].invested.expect("what it put in");
                super::percent_of(&units(invested.u128()), *bps) - got
            }
            Limit::Loan { .. } => self.loans[&key].outstanding(),
            Limit::Brackets { figure, steps } => super::by_steps(steps, &self.figures[figure]) - got,
            Limit::Deficit {} => self.deficits.get(&share.party).cloned().unwrap_or_default(),
        };
        room.max(Q::zero())
    }

    /// How much more a share can get; none where it is open.
    pub(super) fn room(&self, tier: &str, share: &Share) -> Option<Q> {
        let rooms: Vec<Q> = limits(share).into_iter().map(|limit| self.limit_room(tier, share, limit)).collect();
        match share.cap.as_ref()? {
            Cap::Greater(..) => rooms.into_iter().max(),
            _ => rooms.into_iter().min(),
        }
    }
}
