//! The invariants of the house, from what is stored and what the bank holds.

use std::fmt::Debug;

use backlot_testkit::state_hash;

use crate::stage::Film;

/// What must be compared across a step.
pub struct Before {
    state: [u8; 32],
    /// Units of the indices that the running distribution had frozen.
    frozen: Vec<(usize, u128)>,
    cursor: Option<(u64, u32)>,
    slots: u32,
}

impl Before {
    pub fn of(film: &Film) -> Self {
        let freeze = film.freeze();
        let in_force = freeze.as_ref().filter(|freeze| film.now() < freeze.expires);
        let frozen = in_force.map_or_else(Vec::new, |freeze| {
            let units = film.units().into_iter().enumerate();
            units.filter(|(index, _)| (freeze.cursor as usize..freeze.holders as usize).contains(index)).collect()
        });
        Self {
            state: state_hash(&film.app),
            frozen,
            cursor: freeze.map(|freeze| (freeze.run, freeze.cursor)),
            slots: film.head().slots,
        }
    }

    pub fn check(&self, film: &Film, step: &impl Debug, done: bool) {
        if !done {
            assert_eq!(state_hash(&film.app), self.state, "I8: a refused {step:?} changed something");
            return;
        }
        let head = film.head();
        let units = film.units();

        // I3: supply is the sum of the pages; holders is the count of those who have any.
        assert_eq!(head.supply, units.iter().sum::<u128>(), "I3 after {step:?}");
        assert_eq!(head.holders as usize, units.iter().filter(|units| **units > 0).count(), "I3 after {step:?}");
        assert!(head.slots >= self.slots, "an index is never taken back: {step:?}");

        // I4: nobody who was frozen by a run gained or lost a unit.
        for (index, before) in &self.frozen {
            assert_eq!(units[*index], *before, "I4: index {index} moved in {step:?}");
        }

        // I5: a run's cursor only goes forward.
        if let (Some((run, cursor)), Some(freeze)) = (self.cursor, film.freeze()) {
            assert!(freeze.run > run || freeze.cursor >= cursor, "I5 after {step:?}");
        }

        // T18: a freeze ends within its bound.
        if let Some(freeze) = film.freeze() {
            assert!(freeze.expires <= film.now().plus_seconds(600), "T18 after {step:?}");
        }

        // I1 and I2, as equalities: what each contract holds is what it owes, plus what was plainly sent to it.
        let plain = |contract| film.plain.get(contract).copied().unwrap_or_default();
        let totals = film.totals();
        let [received, credited, delivered, held, suspense] =
            [totals.received, totals.credited, totals.delivered, totals.held, totals.suspense].map(|n| n.u128());
        assert_eq!(received, credited + held, "I1 of collection after {step:?}");
        let owed = credited - delivered + held + suspense;
        assert_eq!(film.balance(&film.collection), owed + plain(&film.collection), "I2 of collection after {step:?}");

        let series = film.series();
        let [funded, pot, carry, running, credited, delivered, bounties] = [
            series.funded,
            series.pot,
            series.carry,
            series.running,
            series.credited,
            series.delivered,
            series.bounties,
        ]
        .map(|n| n.u128());
        assert_eq!(funded, bounties + credited + running + pot + carry, "I1 of returns after {step:?}");
        let owed = funded - bounties - delivered;
        assert_eq!(film.balance(&film.returns), owed + plain(&film.returns), "I2 of returns after {step:?}");

        let owed = film.parked();
        assert_eq!(film.balance(&film.interchange), owed + plain(&film.interchange), "I2 of interchange: {step:?}");

        // The others owe nobody coins: what they have was plainly sent to them.
        for contract in [&film.rights, &film.engine, &film.agreements, &film.licences, &film.studio] {
            assert_eq!(film.balance(contract), plain(contract), "{contract} after {step:?}");
        }
    }
}
