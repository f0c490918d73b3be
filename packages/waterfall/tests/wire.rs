//! From the wire, and to bytes and back.

mod common;

use backlot_api::collection as wire;
use backlot_waterfall::{Plan, Problem, Progress, Schedule};
use common::{cases, plan, receipts};
use proptest::prelude::*;

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn bytes_are_the_same_schedule_and_progress(plan in plan(), receipts in receipts(), tail in any::<Vec<u8>>()) {
        let schedule = Schedule::new(&plan).unwrap();
        let mut bytes = schedule.encode();
        bytes.extend(&tail);
        let (back, rest) = Schedule::decode(&bytes).unwrap();
        prop_assert_eq!(&back, &schedule);
        prop_assert_eq!(rest, &tail[..]);
        let mut progress = schedule.start();
        for (source, amount) in receipts {
            schedule.receive(&mut progress, source % plan.sources.len(), amount).unwrap();
        }
        let bytes = progress.encode();
        let (again, rest) = Progress::decode(&bytes).unwrap();
        prop_assert_eq!(&again, &progress);
        prop_assert!(rest.is_empty());
        prop_assert_eq!(back.statement(&again), schedule.statement(&progress));
    }

    #[test]
    fn bytes_of_anyone_are_an_error_at_worst(bytes in any::<Vec<u8>>(), gross in any::<u128>()) {
        let _ = Progress::decode(&bytes);
        if let Ok((schedule, _)) = Schedule::decode(&bytes) {
            let mut progress = schedule.start();
            let _ = schedule.receive(&mut progress, 0, gross);
        }
    }
}

fn of_the_wire() -> wire::Schedule {
    let share =
        |party: &str, cap: Option<u128>| wire::Share { party: party.into(), weight: 1, cap: cap.map(Into::into) };
    wire::Schedule {
        sources: vec![wire::Source {
            id: "tv".into(),
            off_the_top: vec![
                wire::Deduction::Percent { party: "agent".into(), bps: 100 },
                wire::Deduction::Expenses { party: "sales".into(), cap: 10u128.into() },
            ],
        }],
        tiers: vec![
            wire::Tier {
                id: "equity".into(),
                shares: vec![share("fund", Some(500)), share("producer", None)],
                ends_when: Some(wire::EndsWhen { party: "fund".into(), reaches: 400u128.into() }),
            },
            wire::Tier { id: "profits".into(), shares: vec![share("producer", None)], ends_when: None },
        ],
    }
}

#[test]
fn a_schedule_of_the_wire_is_carried_over_whole() {
    let payee = wire::Payee::Series { series: 0 };
    let party = |id: &str| wire::Party { id: id.into(), payee: payee.clone() };
    let parties = ["producer", "fund", "sales", "agent"].map(party);
    let schedule = Schedule::from_wire(&parties, &of_the_wire()).unwrap();
    let mut progress = schedule.start();
    // 1 % of 1,000 and 10 leave 980: 400 and 400, then 180.
    assert_eq!(schedule.receive(&mut progress, 0, 1_000).unwrap().credits, [580, 400, 10, 10]);
    // Alone, its parties are numbered as they appear.
    let alone = Schedule::try_from(&of_the_wire()).unwrap();
    let mut progress = alone.start();
    assert_eq!(alone.receive(&mut progress, 0, 1_000).unwrap().credits, [10, 10, 400, 580]);

    let refused = Schedule::from_wire(&parties[1..], &of_the_wire()).unwrap_err();
    assert_eq!(refused.place, "tiers[0].shares[1].party");
    assert_eq!(refused.problem, Problem::UnknownParty { party: "producer".into() });
    let plan = Plan::from_wire(&parties, &of_the_wire());
    assert_eq!(Schedule::new(&plan), Ok(schedule));
}
