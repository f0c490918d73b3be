//! The engine against the definitions in exact fractions: 12,000 random agreements, each through a random history.

mod common;
mod exact;

use backlot_api::schedule::{Agreement, Payee};
use backlot_waterfall::{Books, Statement, Terms};
use common::{agreement, history, step, Op, START};
use exact::{units, Event, Exact, Q};
use num_traits::Signed;
use proptest::{
    prelude::*,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

/// In units: as far as anybody's account is ever from the fractions in these histories.
const FAR: u128 = 16;

/// The operation in the words of the agreement.
fn event(agreement: &Agreement, terms: &Terms, books: &Books, op: &Op) -> Event {
    let source = |at: usize| terms.names.sources[at % terms.names.sources.len()].clone();
    match *op {
        Op::Receive { source: at, amount, .. } => Event::Receive { source: source(at), amount },
        Op::Approve { source: at, party, amount, .. } => {
            let party = terms.names.parties[party % terms.names.parties.len()].clone();
            Event::Approve { source: source(at), party, amount }
        }
        Op::Attest { figure, more, .. } => {
            Event::Attest { figure: terms.names.figures[figure].clone(), value: books.head.figures[figure] + more }
        }
        Op::Deficit { value, .. } => {
            let film = agreement.parties.iter().find(|party| matches!(party.payee, Payee::Film { .. }));
            Event::Deficit { party: film.expect("another film").id.clone(), value }
        }
        Op::Release { .. } => Event::Release,
    }
}

/// Every account, party by party and reserve by reserve.
fn compare(terms: &Terms, engine: &Statement, exact: &Exact) -> Result<(), TestCaseError> {
    let near = |id: &str, whole: u128, fraction: &Q| {
        let apart = (fraction - units(whole)).abs();
        let floors = units(exact.floors as u128);
        prop_assert!(apart <= floors, "{id}: {whole} instead of {fraction}, with {} floors", exact.floors);
        prop_assert!(apart < units(FAR), "{id}: {whole} instead of {fraction}");
        Ok(())
    };
    for (party, whole) in terms.names.parties.iter().zip(&engine.parties) {
        near(party, *whole, &exact.credited[party])?;
    }
    for (source, account) in terms.names.sources.iter().zip(&engine.sources) {
        near(source, account.reserved, &exact.reserved(source))?;
    }
    Ok(())
}

/// What the engine refuses is no part of the history; what it takes, both book.
fn agree(agreement: &Agreement, ops: &[Op]) -> Result<(), TestCaseError> {
    let terms = Terms::new(agreement).unwrap();
    let (mut books, mut day) = (Books::start(&terms.schedule), START);
    let mut exact = Exact::of(agreement);
    for op in ops {
        let event = event(agreement, &terms, &books, op);
        if step(&terms, &mut books, &mut day, op).is_ok() {
            exact.book(&event, day);
            compare(&terms, &books.statement(&terms.schedule, day).unwrap(), &exact)?;
        }
    }
    Ok(())
}

/// A quarter of the cases, the same in each run.
fn quarter(seed: u8) {
    let config = Config { cases: 3_000, max_shrink_iters: 2_000, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]));
    let agreed = runner.run(&(agreement(), history(24)), |(agreement, ops)| agree(&agreement, &ops));
    agreed.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn the_first_3_000_agree() {
    quarter(1);
}

#[test]
fn the_second_3_000_agree() {
    quarter(2);
}

#[test]
fn the_third_3_000_agree() {
    quarter(3);
}

#[test]
fn the_fourth_3_000_agree() {
    quarter(4);
}
