//! Random agreements that use every term there is, and histories for them.
#![allow(dead_code, unused_imports, reason = "each test uses its own part")]

mod history;
mod mixed;

use backlot_api::schedule::*;
use proptest::{collection::vec, prelude::*, sample::select};

pub use history::{history, step, Op};
pub use mixed::mixed;

/// Days begin here: 6 October 2024.
pub const START: u32 = 20_002;

/// An agreement that can be: parties p0…, tables t0…, sources s0…, tiers t0-0…; the last tier of a table is `…-rest`.
pub fn agreement() -> impl Strategy<Value = Agreement> {
    (2..=8_usize, vec(1..=4_usize, 1..=3), 1..=4_usize).prop_flat_map(|(parties, tables, sources)| {
        let tiers: Vec<(usize, usize)> =
            tables.iter().enumerate().flat_map(|(table, count)| (0..*count).map(move |tier| (table, tier))).collect();
        let sources = sources.max(tables.len());
        let count = tables.len();
        let built = tiers.iter().map(|(table, tier)| one_tier(parties, *table, *tier, sources)).collect::<Vec<_>>();
        (built, vec(off_the_top(parties - 1), sources), vec(any::<prop::sample::Index>(), sources)).prop_map(
            move |(built, deductions, tables_of)| {
                let mut tables: Vec<Table> =
                    (0..count).map(|at| Table { id: format!("t{at}"), tiers: vec![] }).collect();
                for ((table, _), tier) in tiers.iter().zip(built) {
                    tables[*table].tiers.push(tier);
                }
                for (at, table) in tables.iter_mut().enumerate() {
                    table.tiers.push(rest(at, parties));
                }
                let sources = deductions.into_iter().zip(tables_of).enumerate().map(|(at, (off_the_top, table))| {
                    let table = if at < count { at } else { table.index(count) };
                    Source { id: format!("s{at}"), table: format!("t{table}"), off_the_top }
                });
                let mut agreement = Agreement {
                    parties: (0..parties).map(|at| party(at, parties)).collect(),
                    schedule: Schedule {
                        figures: vec!["admissions".into(), "box-office".into()],
                        sources: sources.collect(),
                        tables,
                    },
                    quorum: 5_000,
                };
                make_possible(&mut agreement);
                agreement
            },
        )
    })
}

/// The last party is another film; it takes nothing off the top.
fn party(at: usize, parties: usize) -> Party {
    let payee = if at + 1 == parties {
        Payee::Film { account: "sister".into(), source: "cross".into() }
    } else {
        Payee::Wallet { address: format!("wallet {at}") }
    };
    let invested = Some((1_000 * (at as u128 + 1)).into());
    Party { id: format!("p{at}"), payee, invested, held_until: None, voice: None }
}

fn rest(table: usize, parties: usize) -> Tier {
    let shares = (0..parties.min(3)).map(|at| Share { party: format!("p{at}"), weight: at as u32 + 1, cap: None });
    Tier { id: format!("t{table}-rest"), opens: None, shares: shares.collect(), escalators: vec![], ends: None }
}

fn one_tier(parties: usize, table: usize, tier: usize, sources: usize) -> impl Strategy<Value = Tier> {
    let id = format!("t{table}-{tier}");
    let own = id.clone();
    let shares = prop::sample::subsequence((0..parties).collect::<Vec<_>>(), 1..=parties.min(4));
    let whens = (
        prop::option::weighted(0.3, when(parties, id.clone(), (table, tier), sources)),
        prop::option::weighted(0.4, when(parties, id.clone(), (table, tier), sources)),
        vec(when(parties, id, (table, tier), sources), 0..=2),
    );
    (
        shares,
        vec((1..=9_u32, 0..10_usize, any::<prop::sample::Index>()), 4),
        vec(1..=9_u32, 8),
        whens,
        any::<(bool, bool)>(),
    )
        .prop_flat_map(move |(who, rows, weights, (opens, ends, changes), (open, full))| {
            let own = own.clone();
            let caps = vec(cap(), who.len());
            caps.prop_map(move |caps| {
                let film = |at: usize| at + 1 == parties;
                let shares: Vec<Share> = who
                    .iter()
                    .zip(&rows)
                    .zip(caps)
                    .map(|((at, (weight, kind, _)), cap)| {
                        let cap = match kind {
                            0 if open && ends.is_some() => None,
                            1 if film(*at) => Some(Cap::Only(Limit::Deficit {})),
                            _ => Some(cap),
                        };
                        Share { party: format!("p{at}"), weight: *weight, cap }
                    })
                    .collect();
                let escalators = changes.iter().enumerate().map(|(at, when)| Escalator {
                    when: when.clone(),
                    weights: weights.iter().cycle().skip(at).take(shares.len()).copied().collect(),
                });
                let escalators = escalators.collect();
                let mut ends = ends.clone();
                if let Some(When::Any(of) | When::All(of)) = &mut ends {
                    if full && shares.iter().all(|share| share.cap.is_some()) {
                        of.push(Condition::Full {});
                    }
                }
                Tier { id: own.clone(), opens: opens.clone(), escalators, ends, shares }
            })
        })
}

fn cap() -> impl Strategy<Value = Cap> {
    let fixed = || {
        prop_oneof![
            3 => (1..20_000_u128).prop_map(|amount| Limit::Amount { amount: amount.into() }),
            1 => (5_000..20_000_u32).prop_map(|bps| Limit::Invested { bps }),
        ]
    };
    let loan = || {
        (vec((0..400_u32, 1..10_000_u128), 1..=3), 0..2_000_u32, any::<bool>()).prop_map(|(draws, bps, compound)| {
            let mut day = START - 100;
            let draws = draws.into_iter().map(|(after, amount)| {
                day += after + 1;
                Draw { day, amount: amount.into() }
            });
            Limit::Loan { draws: draws.collect(), bps, compound }
        })
    };
    let brackets = || {
        (select(vec!["admissions", "box-office"]), 1..5_000_u16, 1..3_000_u128, any::<bool>()).prop_map(
            |(figure, bps, from, ends)| {
                let last = Step { from: from.into(), bps: if ends { 0 } else { bps / 2 } };
                Limit::Brackets { figure: figure.into(), steps: vec![Step { from: 0_u128.into(), bps }, last] }
            },
        )
    };
    prop_oneof![
        6 => fixed().prop_map(Cap::Only),
        3 => loan().prop_map(Cap::Only),
        1 => brackets().prop_map(Cap::Only),
        1 => (fixed(), loan()).prop_map(|(one, two)| Cap::Lesser(one, two)),
        1 => (loan(), fixed()).prop_map(|(one, two)| Cap::Greater(one, two)),
        1 => (brackets(), fixed()).prop_map(|(one, two)| Cap::Lesser(one, two)),
    ]
}

fn when(parties: usize, own: String, at: (usize, usize), sources: usize) -> impl Strategy<Value = When> {
    (any::<bool>(), vec(condition(parties, own, at, sources), 1..=2)).prop_map(|(all, mut of)| {
        of.dedup();
        if all {
            When::All(of)
        } else {
            When::Any(of)
        }
    })
}

/// A condition of a tier: it waits only for tiers before it, so nothing waits for itself.
fn condition(parties: usize, own: String, at: (usize, usize), sources: usize) -> impl Strategy<Value = Condition> {
    let before: Vec<String> =
        (0..at.0).map(|table| format!("t{table}-0")).chain((0..at.1).map(|tier| format!("t{}-{tier}", at.0))).collect();
    let party = move || (0..parties).prop_map(|at| format!("p{at}"));
    let tiers = before.clone();
    let received = (vec(party(), 0..=2), any::<bool>(), 1..30_000_u128).prop_map(move |(mut who, only, amount)| {
        who.sort();
        who.dedup();
        let tiers = if only { vec![own.clone()] } else { vec![] };
        Condition::Received { parties: who, tiers, amount: amount.into() }
    });
    let gross = (prop::option::of(0..sources), 1..40_000_u128).prop_map(|(source, amount)| Condition::Gross {
        sources: source.map(|at| format!("s{at}")).into_iter().collect(),
        amount: amount.into(),
    });
    let figure = (select(vec!["admissions", "box-office"]), 1..5_000_u128)
        .prop_map(|(figure, reaches)| Condition::Figure { figure: figure.into(), reaches: reaches.into() });
    let day = (START..START + 600).prop_map(|from| Condition::Day { from });
    let ended = (any::<prop::sample::Index>(), Just(tiers)).prop_map(|(at, tiers)| match tiers.len() {
        0 => Condition::Day { from: START + 30 },
        count => Condition::Ended { tiers: vec![tiers[at.index(count)].clone()] },
    });
    prop_oneof![4 => received, 2 => gross, 1 => figure, 1 => day, 2 => ended]
}

fn off_the_top(parties: usize) -> impl Strategy<Value = Vec<Deduction>> {
    let percent = (0..parties, 1..1_500_u16, 0..1_500_u16, 1..20_000_u128, prop::option::weighted(0.3, 1..3_000_u128));
    let percent = percent.prop_map(|(party, one, two, from, minimum)| {
        let steps = vec![Step { from: 0_u128.into(), bps: one }, Step { from: from.into(), bps: two }];
        Deduction::Percent { party: format!("p{party}"), steps, yearly_minimum: minimum.map(Into::into) }
    });
    let expenses = (0..parties, 1..5_000_u128)
        .prop_map(|(party, cap)| Deduction::Expenses { party: format!("p{party}"), cap: cap.into() });
    let reserve = (1..1_500_u16, prop::option::of(1..3_000_u128), START..START + 500)
        .prop_map(|(bps, cap, until)| Deduction::Reserve { bps, cap: cap.map(Into::into), until });
    vec(prop_oneof![3 => percent, 1 => expenses, 1 => reserve], 0..=3).prop_map(|mut all| {
        let mut seen: Vec<String> = vec![];
        all.retain(|deduction| {
            let key = match deduction {
                Deduction::Percent { party, .. } => format!("percent {party}"),
                Deduction::Expenses { party, .. } => format!("expenses {party}"),
                Deduction::Reserve { until, .. } => format!("reserve {until}"),
            };
            let new = !seen.contains(&key);
            seen.push(key);
            new
        });
        all
    })
}

/// Takes away what could never hold: the engine says where, and a day stands there then.
pub fn make_possible(agreement: &mut Agreement) {
    while let Err(error) = backlot_waterfall::Terms::new(agreement) {
        let numbers: Vec<usize> =
            error.place.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
        let tier = &mut agreement.schedule.tables[numbers[0]].tiers[numbers[1]];
        let day = When::All(vec![Condition::Day { from: START + 60 }]);
        match error.place.split('.').nth(2).unwrap_or_default() {
            "opens" => tier.opens = None,
            place if place.starts_with("escalators") => tier.escalators.clear(),
            _ if tier.ends.is_some() || error.place.ends_with(']') => tier.ends = Some(day),
            _ => panic!("{error}"),
        }
    }
}
