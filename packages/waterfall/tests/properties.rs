//! What holds for every schedule. `BACKLOT_WATERFALL_CASES=100000 cargo test -p backlot-waterfall` looks harder.

mod common;

use backlot_waterfall::{Plan, Progress, Schedule, Statement};
use common::{cases, plan, receipts};
use proptest::prelude::*;

fn run(schedule: &Schedule, receipts: impl IntoIterator<Item = (usize, u128)>) -> (Progress, Vec<u128>) {
    let mut progress = schedule.start();
    let mut credited = vec![0; schedule.parties()];
    let sources = schedule.sources().count();
    for (source, amount) in receipts {
        let receipt = schedule.receive(&mut progress, source % sources, amount).unwrap();
        credited.iter_mut().zip(receipt.credits).for_each(|(sum, credit)| *sum += credit);
    }
    (progress, credited)
}

fn statements(plan: &Plan, receipts: &[(usize, u128)]) -> Vec<Statement> {
    let schedule = Schedule::new(plan).unwrap();
    let mut progress = schedule.start();
    let mut seen = vec![schedule.statement(&progress).unwrap()];
    for (source, amount) in receipts {
        schedule.receive(&mut progress, source % plan.sources.len(), *amount).unwrap();
        seen.push(schedule.statement(&progress).unwrap());
    }
    seen
}

proptest! {
    #![proptest_config(cases())]

    /// Received = Σ credited + held after every receipt, and each source and tier balances in itself.
    /// acceptance: P6
    #[test]
    fn every_unit_is_credited_or_held(plan in plan(), receipts in receipts()) {
        let schedule = Schedule::new(&plan).unwrap();
        let mut progress = schedule.start();
        let (mut received, mut credited) = (0u128, 0u128);
        for (source, amount) in receipts {
            let receipt = schedule.receive(&mut progress, source % plan.sources.len(), amount).unwrap();
            received += amount;
            credited += receipt.credits.iter().sum::<u128>();
            prop_assert_eq!(receipt.credits.iter().sum::<u128>(), receipt.credited);
            prop_assert_eq!(received, credited + receipt.held);
            prop_assert_eq!(progress.received().unwrap(), received);
            let statement = schedule.statement(&progress).unwrap();
            prop_assert_eq!(statement.entitled.iter().sum::<u128>(), credited);
            let mut flow = 0;
            for (source, given) in statement.sources.iter().zip(&plan.sources) {
                prop_assert_eq!(source.gross, source.taken.iter().sum::<u128>() + source.net + source.held);
                prop_assert!(source.held <= given.off_the_top.len() as u128);
                flow += source.net;
            }
            for (tier, given) in statement.tiers.iter().zip(&plan.tiers) {
                prop_assert_eq!(tier.paid, tier.parts.iter().sum::<u128>());
                let rounding = tier.entered - tier.paid;
                prop_assert!(rounding < given.shares.len() as u128);
                prop_assert_eq!(tier.held, if tier.ended { 0 } else { rounding });
                prop_assert_eq!(tier.entered, flow.min(tier.size.unwrap_or(u128::MAX)));
                flow -= if tier.ended { tier.paid } else { flow };
            }
        }
    }

    /// Splitting receipts and mixing their order changes no party's money by a single unit.
    #[test]
    fn splitting_and_reordering_change_nothing(
        plan in plan(), receipts in receipts(), parts in 1..9u128, seed in any::<u64>(),
    ) {
        let schedule = Schedule::new(&plan).unwrap();
        let mut pieces: Vec<(usize, u128)> = Vec::new();
        for (source, amount) in &receipts {
            let piece = (amount / parts).max(1);
            let mut left = *amount;
            while left > 0 {
                let taken = if pieces.len() % 3 == 2 { left } else { piece.min(left) };
                pieces.push((*source, taken));
                left -= taken;
            }
        }
        // Any permutation will do; this one is the seed's.
        let mut state = seed | 1;
        for at in (1..pieces.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            pieces.swap(at, (state >> 33) as usize % (at + 1));
        }
        prop_assert_eq!(run(&schedule, receipts), run(&schedule, pieces));
    }

    /// No cap is passed, nobody's entitlement falls, and a tier gets nothing before the ones above it have ended.
    #[test]
    fn caps_order_and_monotony(plan in plan(), receipts in receipts()) {
        let seen = statements(&plan, &receipts);
        for statement in &seen {
            for (source, given) in statement.sources.iter().zip(&plan.sources) {
                for (taken, deduction) in source.taken.iter().zip(&given.off_the_top) {
                    if let backlot_waterfall::plan::Deduction::Expenses { cap, .. } = deduction {
                        prop_assert!(taken <= cap);
                    }
                }
            }
            for (tier, given) in statement.tiers.iter().zip(&plan.tiers) {
                for (part, share) in tier.parts.iter().zip(&given.shares) {
                    prop_assert!(share.cap.is_none_or(|cap| *part <= cap));
                }
            }
            for pair in statement.tiers.windows(2) {
                prop_assert!(pair[0].ended || pair[1].entered == 0);
            }
        }
        for pair in seen.windows(2) {
            prop_assert!(pair[0].entitled.iter().zip(&pair[1].entitled).all(|(before, after)| before <= after));
            for (before, after) in pair[0].tiers.iter().zip(&pair[1].tiers) {
                prop_assert!(before.parts.iter().zip(&after.parts).all(|(before, after)| before <= after));
                prop_assert!(after.ended || !before.ended);
            }
        }
    }

    /// Pari passu, told without the level: of two parties that are not full neither is a unit ahead of its weight, and
    /// who is full got no more by weight than who is not.
    #[test]
    fn shares_are_pari_passu(plan in plan(), receipts in receipts()) {
        for statement in statements(&plan, &receipts) {
            for (tier, given) in statement.tiers.iter().zip(&plan.tiers) {
                let rows: Vec<_> = tier.parts.iter().zip(&given.shares).collect();
                for (part, share) in &rows {
                    for (other_part, other) in &rows {
                        if other.cap != Some(**other_part) {
                            let ahead = **part * u128::from(other.weight);
                            prop_assert!(ahead < (**other_part + 1) * u128::from(share.weight));
                        }
                    }
                }
                let all_full = rows.iter().all(|(part, share)| share.cap == Some(**part));
                prop_assert!(!all_full || tier.ended);
            }
        }
    }

    /// A tier that ends by a figure ends with that figure to the unit, and one unit less would not have ended it.
    #[test]
    fn a_figure_ends_its_tier_exactly(plan in plan()) {
        let (at, end) = match plan.tiers.iter().enumerate().find_map(|(at, tier)| Some((at, tier.ends_when.clone()?))) {
            Some(found) => found,
            None => return Ok(()),
        };
        // The tier alone, and an open one below it.
        let mut alone = plan.clone();
        alone.sources.truncate(1);
        alone.sources[0].off_the_top.clear();
        alone.tiers = vec![plan.tiers[at].clone(), plan.tiers[plan.tiers.len() - 1].clone()];
        let whose = alone.tiers[0].shares.iter().position(|share| share.party == end.party).unwrap();
        let schedule = Schedule::new(&alone).unwrap();
        let size = schedule.statement(&schedule.start()).unwrap().tiers[0].size.unwrap();
        let mut progress = schedule.start();
        if size > 1 {
            schedule.receive(&mut progress, 0, size - 1).unwrap();
            let before = schedule.statement(&progress).unwrap();
            prop_assert!(!before.tiers[0].ended);
            prop_assert!(before.tiers[0].parts[whose] < end.reaches);
        }
        schedule.receive(&mut progress, 0, 1).unwrap();
        let after = schedule.statement(&progress).unwrap();
        prop_assert!(after.tiers[0].ended);
        prop_assert_eq!(after.tiers[0].parts[whose], end.reaches);
        schedule.receive(&mut progress, 0, 1_000_000).unwrap();
        prop_assert_eq!(&schedule.statement(&progress).unwrap().tiers[0], &after.tiers[0]);
    }

    /// At the edge of 128 bits: a typed refusal, progress as it was, and never a panic.
    #[test]
    fn the_edge_of_128_bits_is_a_refusal(plan in plan(), first in any::<u128>(), second in any::<u128>()) {
        let schedule = Schedule::new(&plan).unwrap();
        let mut progress = schedule.start();
        let mut received = 0u128;
        for (source, amount) in [(0, first), (plan.sources.len() - 1, second), (0, u128::MAX), (0, 1)] {
            let before = progress.clone();
            match schedule.receive(&mut progress, source, amount) {
                Ok(receipt) => {
                    received += amount;
                    let entitled: u128 = schedule.entitled(&progress).unwrap().iter().sum();
                    prop_assert_eq!(received, entitled + receipt.held);
                }
                Err(refusal) => {
                    prop_assert_eq!(&progress, &before);
                    prop_assert!(amount == 0 || received.checked_add(amount).is_none(), "{}", refusal);
                }
            }
        }
    }
}
