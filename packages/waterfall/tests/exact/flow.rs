//! Money in a table: a stream that turns wherever something changes who shares and how.

use std::collections::BTreeSet;

use backlot_api::schedule::{Share, Tier};
use num_traits::{One, Zero};

use super::{units, Exact, Q};

impl Exact {
    /// Into the first tier that takes money, until the next change; then again.
    pub(super) fn flow(&mut self, table: &str, mut money: Q) {
        let schedule = self.schedule.clone();
        let tiers = &schedule.tables.iter().find(|one| one.id == table).expect("a table").tiers;
        while money > Q::zero() {
            self.settle();
            let mut sharing = tiers.iter().map(|tier| (tier, self.sharing(tier)));
            let (tier, sharing) = sharing.find(|(_, sharing)| !sharing.is_empty()).expect("an open end");
            self.stretch_of(tier, &sharing);
            let whole: Q = sharing.iter().map(|(_, weight)| units(u128::from(*weight))).sum();
            let part = |weight: u32| units(u128::from(weight)) / &whole;
            let mut next = money.clone();
            for (share, weight) in &sharing {
                if let Some(room) = self.room(&tier.id, share) {
                    next = next.min(room / part(*weight));
                }
            }
            for (parties, of_tiers, amount) in self.awaited(&schedule) {
                let counts = of_tiers.is_empty() || of_tiers.contains(&tier.id);
                let counted = sharing
                    .iter()
                    .filter(|(share, _)| counts && (parties.is_empty() || parties.contains(&share.party)));
                let rate: Q = counted.map(|(_, weight)| part(*weight)).sum();
                let missing = amount - self.total(parties, of_tiers);
                if rate > Q::zero() && missing > Q::zero() {
                    next = next.min(missing / rate);
                }
            }
            for (share, weight) in &sharing {
                self.pay(tier, share, &(part(*weight) * &next));
            }
            money -= next;
        }
        self.settle();
    }

    /// Who shares in a tier now, under which weights; nobody where it takes nothing.
    fn sharing<'a>(&self, tier: &'a Tier) -> Vec<(&'a Share, u32)> {
        if self.ended.contains(&tier.id) || (tier.opens.is_some() && !self.opened.contains(&tier.id)) {
            return vec![];
        }
        let weight = |at: usize, share: &Share| match self.step(tier) {
            0 => share.weight,
            step => tier.escalators[step - 1].weights[at],
        };
        let shares = tier.shares.iter().enumerate();
        let with_room = shares.filter(|(_, share)| self.room(&tier.id, share).is_none_or(|room| room > Q::zero()));
        with_room.map(|(at, share)| (share, weight(at, share))).collect()
    }

    /// Whenever others share, or otherwise, each share takes a floor more.
    fn stretch_of(&mut self, tier: &Tier, sharing: &[(&Share, u32)]) {
        let now: (usize, BTreeSet<String>) =
            (self.step(tier), sharing.iter().map(|(share, _)| share.party.clone()).collect());
        if self.stretch.get(&tier.id) != Some(&now) {
            self.stretch.insert(tier.id.clone(), now);
            self.floors += tier.shares.len();
        }
    }

    fn pay(&mut self, tier: &Tier, share: &Share, amount: &Q) {
        let key = (tier.id.clone(), share.party.clone());
        *self.got.get_mut(&key).expect("a share") += amount;
        self.credit(&share.party, amount);
        let Some(loan) = self.loans.get_mut(&key) else { return };
        let before = loan.outstanding();
        loan.pay(amount);
        // Paid off: a fraction of a unit lapses.
        if before >= Q::one() && loan.outstanding() < Q::one() {
            self.floors += 1;
        }
    }
}
