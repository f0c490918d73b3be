//! A small film over two versions of its agreement. Amounts are hundredths: 10,000.00 is 1_000_000.

use backlot_api::schedule::*;

use super::World;

/// 2 January 2027.
pub const DAY: u32 = 20_820;

fn party(id: &str, invested: Option<u128>) -> Party {
    let payee = Payee::Wallet { address: format!("wallet-of-{id}") };
    Party { id: id.into(), payee, invested: invested.map(Into::into), held_until: None, voice: None }
}

fn capped(party: &str, weight: u32, limit: Limit) -> Share {
    Share { party: party.into(), weight, cap: Some(Cap::Only(limit)) }
}

fn open(party: &str, weight: u32) -> Share {
    Share { party: party.into(), weight, cap: None }
}

fn tier(id: &str, shares: Vec<Share>) -> Tier {
    Tier { id: id.into(), opens: None, shares, escalators: vec![], ends: None }
}

/// Cinema and platforms in one table: a loan, then investors to 120 %, then a corridor.
pub fn agreement() -> Agreement {
    let percent = |party: &str, bps| Deduction::Percent {
        party: party.into(),
        steps: vec![Step { from: 0u128.into(), bps }],
        yearly_minimum: None,
    };
    let draws = vec![Draw { day: DAY - 100, amount: 1_000_000u128.into() }];
    let bank = capped("bank", 1, Limit::Loan { draws, bps: 800, compound: false });
    let investors = vec![
        capped("investors", 3, Limit::Invested { bps: 12_000 }),
        capped("support", 1, Limit::Amount { amount: 700_000u128.into() }),
    ];
    Agreement {
        parties: vec![
            party("agent", None),
            party("bank", None),
            Party { payee: Payee::Series { series: 0 }, ..party("investors", Some(2_000_000)) },
            party("support", None),
            party("producer", None),
            Party { payee: Payee::Film { account: "sister".into(), source: "cross".into() }, ..party("sister", None) },
        ],
        schedule: Schedule {
            figures: vec!["admissions".into()],
            tables: vec![Table {
                id: "all".into(),
                tiers: vec![
                    tier("loan", vec![bank]),
                    tier("recoupment", investors),
                    tier(
                        "corridor",
                        vec![open("producer", 2), open("investors", 1), capped("sister", 1, Limit::Deficit {})],
                    ),
                ],
            }],
            sources: vec![
                Source {
                    id: "cinema".into(),
                    table: "all".into(),
                    off_the_top: vec![
                        percent("agent", 1_500),
                        Deduction::Expenses { party: "agent".into(), cap: 300_000u128.into() },
                        Deduction::Reserve { bps: 500, cap: None, until: DAY + 200 },
                    ],
                },
                Source { id: "platforms".into(), table: "all".into(), off_the_top: vec![percent("agent", 1_000)] },
            ],
        },
        quorum: 5_000,
    }
}

/// The producer's corridor becomes three parts of five.
pub fn amended() -> Agreement {
    let mut next = agreement();
    let corridor = next.schedule.tables[0].tiers.last_mut().unwrap();
    corridor.shares[0].weight = 3;
    next
}

/// Receipts over a year, an amendment in the middle, payments in between.
pub fn night_ferry() -> World {
    let mut world = World::new(agreement(), DAY);
    world.approve("cinema", "agent", 120_000).unwrap();
    world.receive("cinema", 500_001, "box office, week 1").unwrap();
    world.day += 30;
    world.receive("platforms", 333_333, "=HYPERLINK(\"x\")").unwrap();
    world.deliver("bank");
    world.deliver("agent");
    world.day += 70;
    world.attest("admissions", 12_345).unwrap();
    world.receive("cinema", 1_200_007, "box office, spring").unwrap();
    world.amend(&amended());
    world.read_deficit(0, 55_555).unwrap();
    world.receive("platforms", 2_500_000, "licence <b>fee</b>").unwrap();
    world.deliver("investors");
    world.day += 120;
    world.release().unwrap();
    world.receive("platforms", 900_011, "second window").unwrap();
    world.deliver("agent");
    world.day += 3;
    world
}

/// All that is told of it.
pub fn told() -> backlot_statement::Evidence {
    night_ferry().evidence()
}
