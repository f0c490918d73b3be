//! Random schedules and receipts.
#![allow(dead_code, reason = "each test binary uses its part")]

use backlot_waterfall::{plan::*, Plan};
use proptest::prelude::*;

/// Cases of each property: `BACKLOT_WATERFALL_CASES`, or 2,000.
pub fn cases() -> ProptestConfig {
    let cases = std::env::var("BACKLOT_WATERFALL_CASES").ok().and_then(|given| given.parse().ok()).unwrap_or(2_000);
    ProptestConfig { cases, ..ProptestConfig::default() }
}

pub fn party(index: usize) -> String {
    format!("p{index}")
}

/// Caps and figures from one unit to a budget.
fn figure() -> impl Strategy<Value = u128> {
    prop_oneof![1..20u128, 1..5_000u128, 1..2_000_000_000_000u128]
}

fn weight() -> impl Strategy<Value = u32> {
    prop_oneof![1..4u32, 1..1_000u32, any::<u32>().prop_map(|weight| weight.max(1))]
}

fn source(parties: usize) -> impl Strategy<Value = Vec<Deduction>> {
    let chosen = proptest::sample::subsequence((0..parties).collect::<Vec<_>>(), 0..=parties.min(4));
    chosen.prop_flat_map(|chosen| {
        let each = chosen.into_iter().map(|index| {
            prop_oneof![
                (1..=2_500u16).prop_map(move |bps| Deduction::Percent { party: party(index), bps }),
                figure().prop_map(move |cap| Deduction::Expenses { party: party(index), cap }),
            ]
        });
        each.collect::<Vec<_>>()
    })
}

fn tier(parties: usize, last: bool) -> impl Strategy<Value = Tier> {
    let chosen = proptest::sample::subsequence((0..parties).collect::<Vec<_>>(), 1..=parties.min(5)).prop_shuffle();
    chosen
        .prop_flat_map(move |chosen| {
            let shares = chosen.into_iter().map(|index| {
                (weight(), figure(), any::<bool>()).prop_map(move |(weight, cap, open)| (index, weight, cap, open))
            });
            (shares.collect::<Vec<_>>(), any::<bool>(), any::<prop::sample::Index>(), figure())
        })
        .prop_map(move |(shares, by_figure, whose, reaches)| {
            let by_figure = by_figure && !last;
            let first = shares[0].0;
            let shares: Vec<Share> = shares
                .into_iter()
                .map(|(index, weight, cap, open)| {
                    let open = if last { open || index == first } else { open && by_figure };
                    Share { party: party(index), weight, cap: (!open).then_some(cap) }
                })
                .collect();
            let ends_when = by_figure.then(|| {
                let share = whose.get(&shares);
                EndsWhen { party: share.party.clone(), reaches: share.cap.map_or(reaches, |cap| reaches.min(cap)) }
            });
            Tier { id: String::new(), shares, ends_when }
        })
}

/// Any schedule that can be.
pub fn plan() -> impl Strategy<Value = Plan> {
    (1..=7usize, 1..=4usize, 1..=6usize)
        .prop_flat_map(|(parties, sources, tiers)| {
            let sources = (0..sources).map(|_| source(parties)).collect::<Vec<_>>();
            let tiers = (0..tiers).map(|at| tier(parties, at + 1 == tiers)).collect::<Vec<_>>();
            (Just(parties), sources, tiers)
        })
        .prop_map(|(parties, sources, mut tiers)| {
            let named = |(at, off_the_top)| Source { id: format!("s{at}"), off_the_top };
            tiers.iter_mut().enumerate().for_each(|(at, tier)| tier.id = format!("t{at}"));
            Plan {
                parties: (0..parties).map(party).collect(),
                sources: sources.into_iter().enumerate().map(named).collect(),
                tiers,
            }
        })
}

/// Receipts: which source (to be taken modulo their number), how much.
pub fn receipts() -> impl Strategy<Value = Vec<(usize, u128)>> {
    let amount = prop_oneof![1..10u128, 1..3_000u128, 1..1_000_000_000_000u128];
    proptest::collection::vec((0..4usize, amount), 1..25)
}
