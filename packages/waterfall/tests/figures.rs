//! Small figures by hand: what the rules mean.

use backlot_waterfall::{plan::*, Plan, Schedule, Statement};

const PARTIES: [&str; 4] = ["a", "b", "c", "d"];

fn share(party: &str, weight: u32, cap: u128) -> Share {
    Share { party: party.into(), weight, cap: (cap > 0).then_some(cap) }
}

fn tier(shares: &[Share]) -> Tier {
    Tier { id: String::new(), shares: shares.into(), ends_when: None }
}

fn until(shares: &[Share], party: &str, reaches: u128) -> Tier {
    Tier { ends_when: Some(EndsWhen { party: party.into(), reaches }), ..tier(shares) }
}

fn schedule(off_the_top: Vec<Deduction>, mut tiers: Vec<Tier>) -> Schedule {
    tiers.iter_mut().enumerate().for_each(|(at, tier)| tier.id = format!("t{at}"));
    let sources = vec![Source { id: "s".into(), off_the_top }];
    Schedule::new(&Plan { parties: PARTIES.map(String::from).into(), sources, tiers }).unwrap()
}

/// Entitlements and what is held after a receipt of so much.
fn after(schedule: &Schedule, amount: u128) -> ([u128; 4], u128) {
    let Statement { entitled, held, .. } = statement(schedule, amount);
    (entitled.try_into().unwrap(), held)
}

fn statement(schedule: &Schedule, amount: u128) -> Statement {
    let mut progress = schedule.start();
    schedule.receive(&mut progress, 0, amount).unwrap();
    schedule.statement(&progress).unwrap()
}

#[test]
fn who_is_full_drops_out_and_the_others_share_on() {
    let one = schedule(vec![], vec![tier(&[share("a", 1, 10), share("b", 1, 20), share("c", 1, 0)])]);
    assert_eq!(after(&one, 30), ([10, 10, 10, 0], 0));
    assert_eq!(after(&one, 40), ([10, 15, 15, 0], 0));
    assert_eq!(after(&one, 50), ([10, 20, 20, 0], 0));
    assert_eq!(after(&one, 90), ([10, 20, 60, 0], 0));
    // By weight the larger cap can be full first.
    let one = schedule(vec![], vec![tier(&[share("a", 1, 10), share("b", 4, 20), share("c", 1, 0)])]);
    assert_eq!(after(&one, 30), ([5, 20, 5, 0], 0));
}

#[test]
fn a_fraction_waits_for_the_next_receipt() {
    let one = schedule(vec![], vec![tier(&[share("a", 1, 0), share("b", 1, 0)])]);
    assert_eq!(after(&one, 1), ([0, 0, 0, 0], 1));
    assert_eq!(after(&one, 2), ([1, 1, 0, 0], 0));
    assert_eq!(after(&one, 3), ([1, 1, 0, 0], 1));
}

#[test]
fn a_tier_ends_when_the_named_party_has_its_figure() {
    let two = schedule(
        vec![],
        vec![until(&[share("a", 70, 0), share("b", 30, 0)], "a", 700), tier(&[share("a", 1, 0), share("b", 1, 0)])],
    );
    assert_eq!(after(&two, 999), ([699, 299, 0, 0], 1));
    assert_eq!(after(&two, 1_000), ([700, 300, 0, 0], 0));
    assert_eq!(after(&two, 1_200), ([800, 400, 0, 0], 0));
    // Somebody else is full before: the figure is reached later, from what the full one leaves.
    let two =
        schedule(vec![], vec![until(&[share("a", 70, 0), share("b", 30, 30)], "a", 700), tier(&[share("c", 1, 0)])]);
    assert_eq!(after(&two, 740), ([700, 30, 10, 0], 0));
}

/// Two thirds of 2 are one whole unit, so the tier ends at 2 with 1 paid: the other unit flows on.
#[test]
fn a_fraction_flows_on_when_its_tier_ends() {
    let two = schedule(vec![], vec![until(&[share("a", 2, 0), share("b", 1, 0)], "a", 1), tier(&[share("c", 1, 0)])]);
    assert_eq!(after(&two, 1), ([0, 0, 0, 0], 1));
    assert_eq!(after(&two, 2), ([1, 0, 1, 0], 0));
}

#[test]
fn expenses_come_in_order_after_all_percentages() {
    let percent = |party: &str, bps| Deduction::Percent { party: party.into(), bps };
    let expenses = |party: &str, cap| Deduction::Expenses { party: party.into(), cap };
    let one =
        schedule(vec![expenses("a", 50), percent("b", 1_000), expenses("c", 30)], vec![tier(&[share("d", 1, 0)])]);
    assert_eq!(after(&one, 50), ([45, 5, 0, 0], 0));
    assert_eq!(after(&one, 80), ([50, 8, 22, 0], 0));
    assert_eq!(after(&one, 100), ([50, 10, 30, 10], 0));
    assert_eq!(after(&one, 105), ([50, 10, 30, 14], 1));
    assert_eq!(statement(&one, 105).sources[0].held, 1);
}

/// Were the tiers given gross less the floored percentages, the second unit would take one back from them.
#[test]
fn a_unit_more_never_takes_one_back() {
    let percent = |party: &str| Deduction::Percent { party: party.into(), bps: 5_000 };
    let one = schedule(vec![percent("a"), percent("b")], vec![tier(&[share("c", 1, 0)])]);
    assert_eq!(after(&one, 1), ([0, 0, 0, 0], 1));
    assert_eq!(after(&one, 2), ([1, 1, 0, 0], 0));
}
