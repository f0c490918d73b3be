//! What holds for every schedule, whatever its terms.

mod build;
mod common;

use backlot_api::schedule::*;
use backlot_waterfall::{amend, BookError, Books, Statement, Terms};
use build::{film, percent, share, source, tier};
use common::{agreement, history, mixed, step, Op, START};
use proptest::{collection::vec, prelude::*, strategy::ValueTree};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, max_global_rejects: 1_000_000, ..ProptestConfig::default() }
}

fn conserved(statement: &Statement) -> Result<(), TestCaseError> {
    let gross: u128 = statement.sources.iter().map(|source| source.gross).sum();
    prop_assert_eq!(gross, statement.parties.iter().sum::<u128>() + statement.held);
    let reserved: u128 = statement.sources.iter().map(|source| source.reserved).sum();
    prop_assert_eq!(statement.held, reserved + statement.tiers.iter().map(|tier| tier.held).sum::<u128>());
    for tier in &statement.tiers {
        prop_assert_eq!(tier.paid, tier.shares.iter().map(|share| share.paid).sum::<u128>());
    }
    Ok(())
}

/// Less than a unit a share. (After an amendment more may wait: what was held in what is no more.)
fn little_waits(statement: &Statement) -> Result<(), TestCaseError> {
    for tier in &statement.tiers {
        prop_assert!(tier.held < tier.shares.len() as u128);
    }
    Ok(())
}

/// The tiers of each table, as places among all tiers.
fn tables(agreement: &Agreement) -> Vec<core::ops::Range<usize>> {
    let mut from = 0;
    let ranges = agreement.schedule.tables.iter().map(|table| {
        from += table.tiers.len();
        from - table.tiers.len()..from
    });
    ranges.collect()
}

proptest! {
    #![proptest_config(config(4_000))]

    /// Σ gross = Σ credited + what waits, as an equality after every operation; and a tier gets nothing while one above
    /// it takes money and has room for more afterwards.
    #[test]
    fn every_unit_is_somewhere_and_no_tier_is_passed_by(agreement in agreement(), ops in history(24)) {
        let terms = Terms::new(&agreement).unwrap();
        let (mut books, mut day) = (Books::start(&terms.schedule), START);
        for op in &ops {
            let before = books.statement(&terms.schedule, day + op.after()).unwrap();
            let _refused = step(&terms, &mut books, &mut day, op);
            let after = books.statement(&terms.schedule, day).unwrap();
            conserved(&after)?;
            little_waits(&after)?;
            for table in tables(&agreement) {
                let mut blocked = None;
                for at in table {
                    if let Some(above) = blocked {
                        prop_assert_eq!(before.tiers[at].paid, after.tiers[at].paid, "{} while {} has room", at, above);
                    }
                    let takes = before.tiers[at].open && after.tiers[at].open && !after.tiers[at].ended;
                    if takes && after.tiers[at].shares.iter().any(|share| share.room.is_none_or(|room| room > 0)) {
                        blocked = Some(at);
                    }
                }
            }
        }
    }

    /// Days do not go back, nothing is booked at zero, and a refusal leaves the books as they were, byte by byte.
    #[test]
    fn a_refusal_changes_nothing(agreement in agreement(), ops in history(12), back in 1..400_u32) {
        let terms = Terms::new(&agreement).unwrap();
        let schedule = &terms.schedule;
        let (mut books, mut day) = (Books::start(schedule), START);
        for op in &ops {
            let before = books.encode(schedule).unwrap();
            if step(&terms, &mut books, &mut day, op).is_err() {
                prop_assert_eq!(&before, &books.encode(schedule).unwrap());
            }
            let (before, latest) = (books.encode(schedule).unwrap(), books.head.day);
            if latest >= back {
                let past = BookError::Past { day: latest - back, latest };
                prop_assert_eq!(books.receive(schedule, 0, 1, latest - back).unwrap_err(), past);
                prop_assert_eq!(books.release(schedule, latest - back).unwrap_err(), past);
                prop_assert_eq!(books.attest(schedule, 0, u128::MAX, latest - back).unwrap_err(), past);
                prop_assert_eq!(books.read_deficit(schedule, 0, 1, latest - back).unwrap_err(), past);
            }
            prop_assert_eq!(books.receive(schedule, 0, 0, latest).unwrap_err(), BookError::Zero);
            prop_assert!(books.receive(schedule, schedule.sources.len(), 1, latest).is_err());
            prop_assert!(books.receive(schedule, 0, u128::MAX, latest).is_err() || books.received().unwrap() == u128::MAX);
            if books.received().unwrap() != u128::MAX {
                prop_assert_eq!(&before, &books.encode(schedule).unwrap());
            }
        }
    }

    /// A receipt, or the same in parts and in any order on one day: all but the rounding is the same.
    #[test]
    fn parts_of_a_receipt_are_the_receipt(
        agreement in agreement(), ops in history(12), parts in vec(1..4_000_u128, 2..6), at in any::<prop::sample::Index>(),
    ) {
        let terms = Terms::new(&agreement).unwrap();
        let schedule = &terms.schedule;
        let (mut books, mut day) = (Books::start(schedule), START);
        for op in &ops {
            let _refused = step(&terms, &mut books, &mut day, op);
        }
        let source = at.index(schedule.sources.len());
        let (mut whole, mut forth, mut back) = (books.clone(), books.clone(), books);
        whole.receive(schedule, source, parts.iter().sum(), day).unwrap();
        for part in &parts {
            forth.receive(schedule, source, *part, day).unwrap();
        }
        for part in parts.iter().rev() {
            back.receive(schedule, source, *part, day).unwrap();
        }
        for ((whole, forth), back) in whole.head.credited.iter().zip(&forth.head.credited).zip(&back.head.credited) {
            prop_assert!(whole.abs_diff(*forth) <= 40 && whole.abs_diff(*back) <= 40, "{whole}, {forth}, {back}");
        }
    }

    /// One receipt more, anywhere in the history, gives nobody less. So it is where no time passes that counts: no loan (it
    /// would bear less interest), no reserve and no day or figure (earlier money would meet other terms), and conditions look
    /// at their own table only. What a table has given to each is then a matter of how much came into it, and grows with it.
    /// (Conditions on other tables: money that came later could have met a tier that opened meanwhile.)
    #[test]
    fn a_receipt_more_gives_nobody_less(
        agreement in agreement(), receipts in vec((0..8_usize, 1..9_000_u128), 1..12), more in (0..8_usize, 1..9_000_u128),
        at in any::<prop::sample::Index>(),
    ) {
        let agreement = timeless(agreement);
        let Ok(terms) = Terms::new(&agreement) else { return Err(TestCaseError::reject("no agreement")) };
        let run = |receipts: &[(usize, u128)]| {
            let mut books = Books::start(&terms.schedule);
            for (source, amount) in receipts {
                books.receive(&terms.schedule, source % terms.schedule.sources.len(), *amount, START).unwrap();
            }
            books.head.credited
        };
        let mut with = receipts.clone();
        with.insert(at.index(receipts.len()), more);
        for (without, with) in run(&receipts).iter().zip(run(&with)) {
            prop_assert!(with + 8 >= *without, "{with} with one receipt more instead of {without}");
        }
    }
}

proptest! {
    #![proptest_config(config(2_000))]

    /// Amendment after amendment, with receipts between: what was credited and received stays, and every unit is somewhere.
    #[test]
    fn no_sequence_of_amendments_moves_paid_money(
        first in agreement(), others in vec((agreement(), any::<u64>(), history(6)), 1..5), ops in history(8),
    ) {
        let mut current = first;
        let mut terms = Terms::new(&current).unwrap();
        let (mut books, mut day) = (Books::start(&terms.schedule), START);
        for op in &ops {
            let _refused = step(&terms, &mut books, &mut day, op);
        }
        for (other, picks, ops) in &others {
            let Some(next) = mixed(&current, other, *picks) else { continue };
            let before = books.encode(&terms.schedule).unwrap();
            let Ok(amended) = amend(&current, &mut books, &next) else {
                prop_assert_eq!(before, books.encode(&terms.schedule).unwrap(), "refused, and the books changed");
                continue;
            };
            prop_assert_eq!(&amended.books.head.credited, &books.head.credited);
            prop_assert_eq!(&amended.books.head.gross, &books.head.gross);
            (current, terms, books) = (next, amended.terms, amended.books);
            conserved(&books.statement(&terms.schedule, day).unwrap())?;
            for op in ops {
                let before = books.head.credited.clone();
                let _refused = step(&terms, &mut books, &mut day, op);
                let grows = books.head.credited.iter().zip(&before).all(|(after, before)| after >= before);
                prop_assert!(grows, "a credit fell");
                conserved(&books.statement(&terms.schedule, day).unwrap())?;
            }
        }
    }
}

/// The agreement without what time does to it; conditions look at their own table.
fn timeless(mut agreement: Agreement) -> Agreement {
    for source in &mut agreement.schedule.sources {
        source.off_the_top.retain(|deduction| matches!(deduction, Deduction::Percent { .. }));
        for deduction in &mut source.off_the_top {
            if let Deduction::Percent { yearly_minimum, .. } = deduction {
                *yearly_minimum = None;
            }
        }
    }
    for table in &mut agreement.schedule.tables {
        let own: Vec<String> = table.tiers.iter().map(|tier| tier.id.clone()).collect();
        let last = own.len() - 1;
        let looks_at_its_own = |when: &mut When| {
            let (When::Any(all) | When::All(all)) = when;
            all.retain(|condition| matches!(condition, Condition::Received { .. }));
            for condition in all.iter_mut() {
                if let Condition::Received { tiers, .. } = condition {
                    tiers.clone_from(&own);
                }
            }
            !all.is_empty()
        };
        for tier in table.tiers.iter_mut().take(last) {
            tier.opens = tier.opens.take().filter_map_mut(looks_at_its_own);
            tier.ends = tier.ends.take().filter_map_mut(looks_at_its_own);
            tier.escalators.retain_mut(|escalator| looks_at_its_own(&mut escalator.when));
            for share in &mut tier.shares {
                let fixed = |limit: &Limit| matches!(limit, Limit::Amount { .. } | Limit::Invested { .. });
                let stays = match &share.cap {
                    None => tier.ends.is_some(),
                    Some(Cap::Only(one)) => fixed(one),
                    Some(Cap::Lesser(one, other) | Cap::Greater(one, other)) => fixed(one) && fixed(other),
                };
                if !stays {
                    share.cap = build::amount(2_500).into();
                }
            }
        }
    }
    agreement
}

/// Keeps what the function says is to be kept, changed by it.
trait FilterMapMut: Sized {
    fn filter_map_mut(self, keep: impl FnMut(&mut When) -> bool) -> Self;
}

impl FilterMapMut for Option<When> {
    fn filter_map_mut(self, mut keep: impl FnMut(&mut When) -> bool) -> Self {
        self.and_then(|mut when| keep(&mut when).then_some(when))
    }
}

/// One to six shares, one or more parties, with and without caps, an escalator, a percentage and a reserve.
fn edge() -> impl Strategy<Value = Agreement> {
    let shares = vec((1..=u32::MAX, prop::option::of(prop_oneof![1..=9_u128, u128::MAX - 9..=u128::MAX])), 1..=6);
    (shares, 0..=10_000_u16, prop::option::of(prop_oneof![1..=9_u128, u128::MAX - 9..=u128::MAX])).prop_map(
        |(shares, bps, threshold)| {
            let ids = ["a", "b", "c", "d", "e", "f"];
            let of = |capped: bool| {
                shares
                    .iter()
                    .zip(ids)
                    .map(move |((weight, cap), id)| share(id, *weight, cap.filter(|_| capped).map(build::amount)))
            };
            let mut first = tier("first", of(true).collect());
            if shares.iter().any(|(_, cap)| cap.is_none()) {
                let amount = threshold.unwrap_or(7).into();
                first.ends =
                    Some(When::Any(vec![Condition::Received { parties: vec![], tiers: vec!["first".into()], amount }]));
            }
            let mut last = tier("last", of(false).collect());
            if let Some(amount) = threshold {
                let when = When::All(vec![Condition::Gross { sources: vec![], amount: amount.into() }]);
                last.escalators =
                    vec![Escalator { when, weights: shares.iter().rev().map(|(weight, _)| *weight).collect() }];
            }
            let mut agreement = film(&ids[..shares.len()], vec![first, last]);
            let reserve = Deduction::Reserve { bps: 10_000 - bps, cap: None, until: START + 10 };
            let mut deductions = vec![];
            if bps > 0 {
                deductions.push(percent("a", bps));
            }
            if bps < 10_000 {
                deductions.push(reserve);
            }
            agreement.schedule.sources = vec![source("sales", "film", deductions), source("other", "film", vec![])];
            agreement
        },
    )
}

proptest! {
    #![proptest_config(config(1_000_000))]

    /// At the edges: amounts below the number of shares, a single party, sums at the end of 128 bits.
    /// acceptance: P6
    #[test]
    fn nothing_is_lost_at_the_edges(
        agreement in edge(),
        amounts in vec((0..2_usize, prop_oneof![4 => 1..=7_u128, 1 => u128::MAX - 30..=u128::MAX, 1 => any::<u128>()], 0..6_u32), 1..8),
    ) {
        let Ok(terms) = Terms::new(&agreement) else { return Err(TestCaseError::reject("no agreement")) };
        let (mut books, mut day, mut received) = (Books::start(&terms.schedule), START, 0_u128);
        for (source, amount, after) in amounts {
            day += after;
            let credited: u128 = books.head.credited.iter().sum();
            match (books.receive(&terms.schedule, source, amount, day), received.checked_add(amount)) {
                (Ok(receipt), Some(sum)) => {
                    received = sum;
                    prop_assert_eq!(receipt.credits.iter().sum::<u128>(), receipt.credited);
                    prop_assert_eq!(receipt.credited + credited + books.held().unwrap(), received);
                }
                (Err(BookError::Overflow(_)), None) => {}
                (answer, sum) => prop_assert!(false, "{answer:?} where the sum is {sum:?}"),
            }
            let statement = books.statement(&terms.schedule, day).unwrap();
            prop_assert_eq!(received, statement.sources.iter().map(|source| source.gross).sum::<u128>());
            conserved(&statement)?;
            little_waits(&statement)?;
        }
    }
}

/// What the histories above do to the books, counted: a proof over histories in which nothing happens proves nothing.
#[test]
fn histories_do_what_they_say() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let strategy = (agreement(), history(24));
    let mut done = [0_u32; 5];
    for _ in 0..300 {
        let (agreement, ops) = strategy.new_tree(&mut runner).unwrap().current();
        let terms = Terms::new(&agreement).unwrap();
        let (mut books, mut day) = (Books::start(&terms.schedule), START);
        for op in &ops {
            let kind = match op {
                Op::Receive { .. } => 0,
                Op::Approve { .. } => 1,
                Op::Attest { .. } => 2,
                Op::Deficit { .. } => 3,
                Op::Release { .. } => 4,
            };
            done[kind] += u32::from(step(&terms, &mut books, &mut day, op).is_ok());
        }
    }
    assert!(done[0] > 2_000 && done[1..].iter().all(|count| *count >= 5), "{done:?}");
}
