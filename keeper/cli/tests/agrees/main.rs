//! The contract and the command line divide by the same engine: on random agreements and histories they agree to the unit,
//! from a plan file that says the same.

#[path = "../../../../packages/waterfall/tests/common/mod.rs"]
mod common;
mod file;

use backlot_api::{
    collection::{Entry, ExecuteMsg, PartyResponse, QueryMsg, TierResponse, TotalsResponse},
    schedule::{Agreement, Cap, Limit, Payee},
};
use backlot_cli::{forecast::Forecast, plan::Plan};
use backlot_tests::{
    film::{plan_of, USD},
    native::Native,
    Actor, World,
};
use common::{agreement, history, make_possible, Op, START};
use cosmwasm_std::{coin, Uint128};
use proptest::{
    strategy::{Strategy, ValueTree},
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

const SCHEDULES: usize = 200;
/// Day of the first block of the test chain.
const FIRST: u32 = 18_192;

/// The same agreement with wallets of this chain; where it covers another film's deficit, an amount stands instead.
fn of_this_chain(mut agreement: Agreement) -> Agreement {
    for (at, party) in agreement.parties.iter_mut().enumerate() {
        party.payee = Payee::Wallet { address: Actor::named(&format!("party {at}")).wallet() };
    }
    for tier in agreement.schedule.tables.iter_mut().flat_map(|table| &mut table.tiers) {
        for share in &mut tier.shares {
            if matches!(share.cap, Some(Cap::Only(Limit::Deficit {}))) {
                share.cap = Some(Cap::Only(Limit::Amount { amount: Uint128::new(777) }));
            }
        }
    }
    make_possible(&mut agreement);
    // The engine reads the same escalator twice as once; a plan calls it a slip of the pen.
    agreement.schedule.tables.iter_mut().flat_map(|table| &mut table.tiers).for_each(|tier| tier.escalators.dedup());
    agreement
}

fn message(agreement: &Agreement, op: &Op, figures: &mut [u128; 2]) -> Option<(ExecuteMsg, u128)> {
    let schedule = &agreement.schedule;
    let source = |at: usize| schedule.sources[at % schedule.sources.len()].id.clone();
    Some(match *op {
        Op::Receive { source: at, amount, .. } => (ExecuteMsg::Receive { source: source(at), reference: None }, amount),
        Op::Approve { source: at, party, amount, .. } => {
            let party = agreement.parties[party % agreement.parties.len()].id.clone();
            (ExecuteMsg::Approve { source: source(at), party, amount: amount.into(), reference: None }, 0)
        }
        Op::Attest { figure, more, .. } => {
            figures[figure] += more;
            let value = figures[figure].into();
            (ExecuteMsg::Attest { figure: schedule.figures[figure].clone(), value, reference: None }, 0)
        }
        Op::Release { .. } => (ExecuteMsg::Release {}, 0),
        Op::Deficit { .. } => return None,
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn contract_and_command_line_agree_on_two_hundred_random_schedules() {
    let world = World::on(Native::ring()).await;
    world.pass(u64::from(START - FIRST) * 86_400).await;
    world.give(&world.owner, u128::MAX / 4, USD).await;
    let config = Config { failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let (mut entries_seen, mut credited) = (0, 0u128);
    for number in 0..SCHEDULES {
        let agreement = of_this_chain(agreement().new_tree(&mut runner).unwrap().current());
        let ops = history(14).new_tree(&mut runner).unwrap().current();
        let text = file::toml(&agreement);
        let plan = Plan::parse("film.toml", &text).unwrap_or_else(|faults| panic!("{faults}\n{text}"));
        assert_eq!(plan.schedule(), agreement.schedule, "{text}");

        let film = world.make_film(&format!("film-{number}"), plan_of(&agreement)).await;
        let mut figures = [0; 2];
        for op in &ops {
            world.pass(u64::from(op.after() % 60) * 86_400).await;
            let Some((msg, coins)) = message(&agreement, op, &mut figures) else { continue };
            let funds = if coins > 0 { vec![coin(coins, USD)] } else { vec![] };
            // What the account refuses is an answer too: it is in no entry then.
            let _done = world.execute(&world.owner, &film.collection, &msg, &funds).await;
        }
        let ask = QueryMsg::Entries { start_after: None, limit: Some(200) };
        let entries: Vec<Entry> = world.query(&film.collection, &ask).await;
        let forecast = Forecast::new(&plan).unwrap_or_else(|faults| panic!("{faults}"));
        let division = forecast.replay(&entries).unwrap();

        let ask = QueryMsg::Parties { start_after: None, limit: Some(200) };
        let parties: Vec<PartyResponse> = world.query(&film.collection, &ask).await;
        for (row, part) in parties.iter().zip(&division.parties) {
            assert_eq!((&row.party.id, row.credited.u128()), (&part.party, part.amount), "film {number}\n{text}");
        }
        let ask = QueryMsg::Tiers { start_after: None, limit: Some(200) };
        let tiers: Vec<TierResponse> = world.query(&film.collection, &ask).await;
        for (row, tier) in tiers.iter().zip(&division.tiers) {
            assert_eq!((&row.id, row.paid.u128()), (&tier.tier, tier.paid), "film {number}\n{text}");
        }
        let totals: TotalsResponse = world.query(&film.collection, &QueryMsg::Totals {}).await;
        assert_eq!((totals.received.u128(), totals.held.u128()), (division.received, division.held));
        entries_seen += entries.len();
        credited += totals.credited.u128();
    }
    assert!(entries_seen > SCHEDULES * 3 && credited > 0, "only {entries_seen} entries");
}
