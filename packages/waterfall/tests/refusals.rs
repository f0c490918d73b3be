//! Every plan that cannot be is refused, and the refusal names the place.

use backlot_waterfall::{limits, plan::*, Plan, Problem, ReceiveError, Schedule, ScheduleError};

fn share(party: &str, weight: u32, cap: Option<u128>) -> Share {
    Share { party: party.into(), weight, cap }
}

fn tier(id: &str, shares: Vec<Share>) -> Tier {
    Tier { id: id.into(), shares, ends_when: None }
}

fn good() -> Plan {
    Plan {
        parties: ["agent", "bank", "fund", "producer"].map(String::from).into(),
        sources: vec![
            Source {
                id: "cinema".into(),
                off_the_top: vec![
                    Deduction::Percent { party: "agent".into(), bps: 100 },
                    Deduction::Expenses { party: "agent".into(), cap: 75_000 },
                ],
            },
            Source { id: "tv".into(), off_the_top: vec![] },
        ],
        tiers: vec![
            tier("loan", vec![share("bank", 1, Some(500))]),
            Tier {
                ends_when: Some(EndsWhen { party: "fund".into(), reaches: 900 }),
                ..tier("equity", vec![share("fund", 3, Some(1_000)), share("producer", 1, None)])
            },
            tier("profits", vec![share("fund", 1, None), share("producer", 1, None)]),
        ],
    }
}

fn refused(change: impl FnOnce(&mut Plan)) -> (String, Problem) {
    let mut plan = good();
    change(&mut plan);
    let ScheduleError { place, problem } = Schedule::new(&plan).expect_err("the plan cannot be");
    (place, problem)
}

fn at(place: &str, problem: Problem) -> (String, Problem) {
    (place.into(), problem)
}

#[test]
fn the_plan_that_is_broken_below_is_good() {
    assert!(Schedule::new(&good()).is_ok());
}

/// acceptance: X70
#[test]
fn nothing_is_named_twice() {
    let twice = |id: &str| Problem::Duplicate { id: id.into() };
    assert_eq!(refused(|p| p.parties[3] = "bank".into()), at("parties[3]", twice("bank")));
    assert_eq!(refused(|p| p.sources[1].id = "cinema".into()), at("sources[1].id", twice("cinema")));
    assert_eq!(refused(|p| p.tiers[2].id = "loan".into()), at("tiers[2].id", twice("loan")));
    assert_eq!(refused(|p| p.tiers[2].shares[1].party = "fund".into()), at("tiers[2].shares[1].party", twice("fund")));
    assert_eq!(
        refused(|p| p.sources[0].off_the_top.push(Deduction::Percent { party: "agent".into(), bps: 1 })),
        at("sources[0].off_the_top[2].party", twice("agent"))
    );
    assert_eq!(
        refused(|p| p.sources[0].off_the_top.push(Deduction::Expenses { party: "agent".into(), cap: 1 })),
        at("sources[0].off_the_top[2].party", twice("agent"))
    );
}

#[test]
fn parties_must_be_known() {
    let unknown = || Problem::UnknownParty { party: "nobody".into() };
    assert_eq!(refused(|p| p.tiers[0].shares[0].party = "nobody".into()), at("tiers[0].shares[0].party", unknown()));
    assert_eq!(
        refused(|p| p.sources[1].off_the_top = vec![Deduction::Percent { party: "nobody".into(), bps: 1 }]),
        at("sources[1].off_the_top[0].party", unknown())
    );
    assert_eq!(
        refused(|p| p.tiers[1].ends_when = Some(EndsWhen { party: "nobody".into(), reaches: 1 })),
        at("tiers[1].ends_when.party", unknown())
    );
    assert_eq!(
        refused(|p| p.tiers[1].ends_when = Some(EndsWhen { party: "bank".into(), reaches: 1 })),
        at("tiers[1].ends_when.party", Problem::NotInTier { party: "bank".into() })
    );
}

#[test]
fn zeros_are_refused() {
    assert_eq!(refused(|p| p.tiers[2].shares[0].weight = 0), at("tiers[2].shares[0].weight", Problem::Zero));
    assert_eq!(refused(|p| p.tiers[0].shares[0].cap = Some(0)), at("tiers[0].shares[0].cap", Problem::Zero));
    assert_eq!(
        refused(|p| p.sources[0].off_the_top[0] = Deduction::Percent { party: "agent".into(), bps: 0 }),
        at("sources[0].off_the_top[0].bps", Problem::Zero)
    );
    assert_eq!(
        refused(|p| p.sources[0].off_the_top[1] = Deduction::Expenses { party: "agent".into(), cap: 0 }),
        at("sources[0].off_the_top[1].cap", Problem::Zero)
    );
    assert_eq!(
        refused(|p| p.tiers[1].ends_when = Some(EndsWhen { party: "fund".into(), reaches: 0 })),
        at("tiers[1].ends_when.reaches", Problem::Zero)
    );
}

#[test]
fn percentages_are_at_most_everything() {
    let percent = |bps| {
        vec![Deduction::Percent { party: "agent".into(), bps }, Deduction::Percent { party: "bank".into(), bps: 5_000 }]
    };
    assert_eq!(
        refused(|p| p.sources[1].off_the_top = percent(5_001)),
        at("sources[1].off_the_top", Problem::OverHundredPercent { bps: 10_001 })
    );
    let mut whole = good();
    whole.sources[1].off_the_top = percent(5_000);
    assert!(Schedule::new(&whole).is_ok());
}

#[test]
fn money_can_always_go_on() {
    assert_eq!(refused(|p| p.tiers[0].shares[0].cap = None), at("tiers[0].shares[0].cap", Problem::NeverEnds));
    assert_eq!(refused(|p| p.tiers[1].ends_when = None), at("tiers[1].shares[1].cap", Problem::NeverEnds));
    assert_eq!(refused(|p| p.tiers.truncate(1)), at("tiers[0]", Problem::LastNotOpen));
    assert_eq!(refused(|p| p.tiers.truncate(2)), at("tiers[1]", Problem::LastNotOpen));
    assert_eq!(
        refused(|p| p.tiers[1].ends_when = Some(EndsWhen { party: "fund".into(), reaches: 1_001 })),
        at("tiers[1].ends_when.reaches", Problem::AboveCap { reaches: 1_001, cap: 1_000 })
    );
}

#[test]
fn sums_stay_within_128_bits() {
    let huge = || vec![share("fund", 1, Some(u128::MAX)), share("bank", 1, Some(1))];
    assert_eq!(refused(|p| p.tiers[0].shares = huge()), at("tiers[0]", Problem::Overflow));
    assert_eq!(
        refused(|p| {
            p.tiers[1].shares = vec![share("fund", 1, None), share("bank", 2, None)];
            p.tiers[1].ends_when = Some(EndsWhen { party: "fund".into(), reaches: u128::MAX / 2 });
        }),
        at("tiers[1]", Problem::Overflow)
    );
}

#[test]
fn lists_have_limits() {
    assert_eq!(refused(|p| p.parties.clear()), at("parties", Problem::Empty));
    assert_eq!(refused(|p| p.sources.clear()), at("sources", Problem::Empty));
    assert_eq!(refused(|p| p.tiers.clear()), at("tiers", Problem::Empty));
    assert_eq!(refused(|p| p.tiers[1].shares.clear()), at("tiers[1].shares", Problem::Empty));
    let many = |max: usize| Problem::TooMany { len: max + 1, max };
    let ids = |max: usize| (0..=max).map(|at| format!("x{at}")).collect::<Vec<_>>();
    assert_eq!(refused(|p| p.parties = ids(limits::PARTIES)), at("parties", many(limits::PARTIES)));
    assert_eq!(
        refused(|p| {
            let named = ids(limits::SOURCES).into_iter().map(|id| Source { id, off_the_top: vec![] });
            p.sources = named.collect();
        }),
        at("sources", many(limits::SOURCES))
    );
    assert_eq!(
        refused(|p| p.tiers = ids(limits::TIERS).iter().map(|id| tier(id, vec![share("fund", 1, Some(1))])).collect()),
        at("tiers", many(limits::TIERS))
    );
    assert_eq!(
        refused(|p| p.tiers[2].shares = vec![share("fund", 1, None); limits::SHARES + 1]),
        at("tiers[2].shares", many(limits::SHARES))
    );
    let percent = Deduction::Percent { party: "agent".into(), bps: 1 };
    assert_eq!(
        refused(|p| p.sources[0].off_the_top = vec![percent; limits::DEDUCTIONS + 1]),
        at("sources[0].off_the_top", many(limits::DEDUCTIONS))
    );
}

#[test]
fn ids_are_plain() {
    for bad in ["", "Agent", "a b", "ä", &"x".repeat(33)] {
        let id = || Problem::Id { id: bad.into() };
        assert_eq!(refused(|p| p.parties[0] = bad.into()), at("parties[0]", id()));
        assert_eq!(refused(|p| p.sources[1].id = bad.into()), at("sources[1].id", id()));
        assert_eq!(refused(|p| p.tiers[1].id = bad.into()), at("tiers[1].id", id()));
    }
}

#[test]
fn the_sentence_names_the_place() {
    let mut plan = good();
    plan.tiers[2].shares[0].weight = 0;
    assert_eq!(Schedule::new(&plan).unwrap_err().to_string(), "tiers[2].shares[0].weight: is zero");
}

#[test]
fn receipts_are_refused_by_type() {
    let schedule = Schedule::new(&good()).unwrap();
    let mut progress = schedule.start();
    assert_eq!(schedule.receive(&mut progress, 0, 0), Err(ReceiveError::Zero));
    assert_eq!(schedule.receive(&mut progress, 2, 1), Err(ReceiveError::UnknownSource { source_index: 2 }));
    schedule.receive(&mut progress, 0, u128::MAX).unwrap();
    let before = progress.clone();
    for source in [0, 1] {
        assert!(matches!(schedule.receive(&mut progress, source, 1), Err(ReceiveError::Overflow(_))));
    }
    assert_eq!(progress, before);
}
