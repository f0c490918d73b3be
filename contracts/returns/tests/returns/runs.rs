//! A run from trigger to delivery.

use backlot_api::event::TypedEvent;
use backlot_api::ledger::{encode_amounts, CREDIT_PAGE};
use backlot_api::returns::{
    Bounty, ExecuteMsg, QueryMsg, ReturnsDelivered, ReturnsSet, ReturnsSettled, ReturnsTriggered, Run, RunState, Terms,
    WhyNotPaidResponse,
};
use backlot_api::rights;
use backlot_testkit::{addr, pass};
use cosmwasm_std::{HexBinary, Uint128};
use sha2::{Digest, Sha256};

use crate::film::{terms, wallet, Film};

#[test]
fn a_run_pays_everyone_to_the_last_unit() {
    let units: Vec<u128> = (1..=300).map(|n| n * 7 + 1).collect();
    let supply: u128 = units.iter().sum();
    let mut film = Film::of(&units);
    assert!(film.work().trigger.is_empty());
    film.fund(0, 1_000_003).unwrap();
    assert_eq!(film.work().trigger, [0]);
    assert!(
        matches!(film.why(&wallet(&film, 3)), WhyNotPaidResponse::AwaitingTrigger { pot } if pot.u128() == 1_000_003)
    );

    let run = film.trigger(0).unwrap();
    film.check(0);
    let work = film.work();
    assert_eq!(
        (work.trigger.len(), work.advance[0].run, work.advance[0].cursor, work.advance[0].pages_left),
        (0, run, 0, 3)
    );
    assert!(matches!(film.why(&wallet(&film, 3)), WhyNotPaidResponse::AwaitingRun { run: 1, cursor: 0, .. }));

    let events = film.finish(run, 1);
    film.check(0);
    let credited: u128 = units.iter().map(|units| 1_000_003 * units / supply).sum();
    for (n, units) in units.iter().enumerate() {
        assert_eq!(film.credit(0, &wallet(&film, n)), 1_000_003 * units / supply, "wallet {n}");
    }
    let done = film.run(run);
    assert_eq!((done.state, done.cursor, done.sets), (RunState::Settled, 300, 3));
    assert_eq!((done.units.u128(), done.credited.u128()), (supply, credited));
    let settled = ReturnsSettled::read_all(&events, film.returns.as_str());
    assert_eq!((settled.len(), settled[0].carry, settled[0].units), (1, 1_000_003 - credited, supply));
    assert_eq!(film.series(0).carry.u128(), 1_000_003 - credited);
    assert!(matches!(film.why(&wallet(&film, 3)), WhyNotPaidResponse::AwaitingDelivery { .. }));

    let work = film.work();
    assert_eq!((work.deliver[0].first_page, work.deliver[0].end_page), (0, 3));
    assert_eq!(work.deliver[0].amount.u128(), credited);
    film.deliver_all();
    film.check(0);
    for (n, units) in units.iter().enumerate() {
        assert_eq!(film.paid(&wallet(&film, n)), 1_000_003 * units / supply, "wallet {n}");
    }
    assert!(matches!(film.why(&wallet(&film, 3)), WhyNotPaidResponse::Paid {}));
    assert!(matches!(film.why(&addr(&film.app, "stranger")), WhyNotPaidResponse::NotAHolder {}));
    assert!(film.work().deliver.is_empty());
}

#[test]
fn after_a_run_the_holders_rest_and_are_told_until_when() {
    let mut film = Film::of(&[1_000; 3]);
    film.fund(0, 3_000).unwrap();
    let run = film.trigger(0).unwrap();
    pass(&mut film.app, 60);
    film.finish(run, 1);
    film.deliver_all();
    film.fund(0, 3_000).unwrap();
    let why = film.why(&wallet(&film, 0));
    assert!(matches!(why, WhyNotPaidResponse::Resting { pot, .. } if pot.u128() == 3_000), "{why:?}");
    assert!(film.trigger(0).is_err());
    pass(&mut film.app, 120);
    assert!(matches!(film.why(&wallet(&film, 0)), WhyNotPaidResponse::AwaitingTrigger { .. }));
}

#[test]
fn anyone_can_recompute_the_hashes() {
    let units: Vec<u128> = (0..260).map(|n| (n % 5) * 1_000 + 1).collect();
    let supply: u128 = units.iter().sum();
    let mut film = Film::of(&units);
    film.fund(0, 777_777).unwrap();
    let run = film.trigger(0).unwrap();
    let holders = film.holders(0);
    let events = film.finish(run, 2);
    let sets = ReturnsSet::read_all(&events, film.returns.as_str());
    assert_eq!(sets.len(), 3);
    let (mut chain, mut end) = ([0u8; 32], 0);
    for (page, set) in (0u32..).zip(&sets) {
        // From the README: what is hashed, and nothing of the contract's own code.
        let credits: Vec<u128> = (set.first..set.end)
            .map(|index| holders.get(&index).map_or(0, |(_, units)| 777_777 * units / supply))
            .collect();
        let bytes =
            [b"backlot-set".as_slice(), &run.to_be_bytes(), &[0], &page.to_be_bytes(), &encode_amounts(&credits)]
                .concat();
        let hash: [u8; 32] = Sha256::digest(bytes).into();
        assert_eq!((set.set, set.first), (page, end), "sets follow each other without a gap");
        assert_eq!(set.hash, HexBinary::from(hash).to_hex());
        assert_eq!(set.amount, credits.iter().sum::<u128>());
        chain = Sha256::digest([chain, hash].concat()).into();
        end = set.end;
    }
    assert_eq!(film.run(run).hash, HexBinary::from(chain).to_hex());
}

/// acceptance: P1
#[test]
fn a_message_that_is_sent_twice_does_nothing_the_second_time() {
    let mut film = Film::of(&[10; 300]);
    film.fund(0, 30_000).unwrap();
    let run = film.trigger(0).unwrap();
    let sent = [(0, 1), (128, 1), (256, 1)];
    // In every wrong place first: refused, nothing credited.
    for (cursor, pages) in [(128, 1), (256, 1), (300, 1), (1, 1), (u32::MAX, 200)] {
        assert_eq!(backlot_testkit::code_of(film.advance(run, cursor, pages)), "returns.cursor");
    }
    for (n, (cursor, pages)) in sent.into_iter().enumerate() {
        film.advance(run, cursor, pages).unwrap();
        for (cursor, pages) in sent.into_iter().take(n + 1) {
            let before = backlot_testkit::state_hash(&film.app);
            assert_eq!(backlot_testkit::code_of(film.advance(run, cursor, pages)), "returns.cursor");
            assert_eq!(backlot_testkit::state_hash(&film.app), before);
        }
    }
    assert_eq!(film.run(run).credited.u128(), 30_000);
    assert!(film.credits(0, 3).iter().take(300).all(|credit| *credit == 100));
    film.check(0);
}

/// acceptance: P2
#[test]
fn a_run_in_pieces_ends_in_the_same_state_as_a_run_in_one() {
    let units: Vec<u128> = (0..700).map(|n| 1 + n * n % 97).collect();
    let ledger = |pieces: &[u32]| {
        let mut film = Film::of(&units);
        film.fund(0, 123_456).unwrap();
        let run = film.trigger(0).unwrap();
        for pages in pieces {
            let cursor = film.run(run).cursor;
            film.advance(run, cursor, *pages).unwrap();
        }
        assert_eq!(film.run(run).state, RunState::Settled);
        film.app.dump_wasm_raw(&film.returns)
    };
    let whole = ledger(&[200]);
    for pieces in [&[1, 1, 1, 1, 1, 1][..], &[2, 3, 1], &[5, 4], &[1, 200]] {
        assert_eq!(ledger(pieces), whole, "{pieces:?}");
    }
}

/// acceptance: P6, P7
#[test]
fn what_the_floors_leave_is_paid_by_the_next_run() {
    // Three equal holders and pots that three does not divide.
    let mut film = Film::of(&[1, 1, 1]);
    for _ in 0..3 {
        film.pay(0, 1_000);
        film.check(0);
    }
    assert_eq!(film.series(0).carry.u128(), 0);
    assert_eq!((0..3).map(|n| film.credit(0, &wallet(&film, n))).collect::<Vec<_>>(), [1_000; 3]);
}

/// acceptance: P7
#[test]
fn a_pot_too_small_for_anyone_is_carried_not_burned() {
    let low = Terms { threshold: Uint128::new(1), ..terms() };
    let mut film = Film::with(low, &[vec![500_000_000, 499_999_999, 1]], rights::TransferRules::default());
    film.fund(0, 1).unwrap();
    let run = film.trigger(0).unwrap();
    let events = film.finish(run, 1);
    let settled = ReturnsSettled::read_all(&events, film.returns.as_str());
    assert_eq!((settled[0].credited, settled[0].carry), (0, 1));
    assert!(film.work().deliver.is_empty(), "a page without credits is not written");
    film.check(0);
    film.pay(0, 999_999_999);
    assert_eq!(film.credit(0, &wallet(&film, 2)), 1, "one unit of a billion earns one of a billion");
    assert_eq!(film.series(0).carry.u128(), 0);
    film.check(0);
}

#[test]
fn the_trigger_earns_its_bounty_once() {
    let bounty = Some(Bounty { bps: 100, cap: Uint128::new(300) });
    let mut film = Film::with(Terms { bounty, ..terms() }, &[vec![5; 10]], rights::TransferRules::default());
    film.fund(0, 10_000).unwrap();
    let caller = addr(&film.app, "caller");
    let done = film.execute_as("caller", &ExecuteMsg::Trigger { series: 0 }).unwrap();
    let triggered = ReturnsTriggered::read_all(&done.events, film.returns.as_str());
    assert_eq!((triggered[0].bounty, triggered[0].pot), (100, 9_900));
    assert_eq!(film.paid(&caller), 100);
    film.check(0);
    // Left to expire and triggered again, the same money earns nothing more; new money does.
    pass(&mut film.app, 3_600);
    film.execute(&ExecuteMsg::Expire { run: 1 }).unwrap();
    pass(&mut film.app, 3_600);
    film.fund(0, 50_000).unwrap();
    film.execute_as("caller", &ExecuteMsg::Trigger { series: 0 }).unwrap();
    assert_eq!(film.paid(&caller), 100 + 300, "the cap");
    assert_eq!(film.run(2).pot.u128(), 9_900 + 50_000 - 300);
    film.check(0);
}

#[test]
fn series_are_apart() {
    let series = [vec![1; 5], vec![3; 200]];
    let mut film = Film::with(terms(), &series, rights::TransferRules::default());
    film.fund(0, 5_000).unwrap();
    film.fund(1, 20_000).unwrap();
    assert_eq!(film.work().trigger, [0, 1]);
    let (first, second) = (film.trigger(0).unwrap(), film.trigger(1).unwrap());
    assert_eq!((first, second), (1, 2));
    film.finish(second, 1);
    film.finish(first, 1);
    film.check(0);
    assert_eq!((film.credit(0, &wallet(&film, 0)), film.credit(1, &wallet(&film, 0))), (1_000, 100));
    film.deliver_all();
    assert_eq!(film.paid(&wallet(&film, 0)), 1_100);
    assert_eq!(film.paid(&wallet(&film, 150)), 100);
    let all: Vec<Run> = film.ask(&QueryMsg::Runs { start_after: None, limit: None });
    let after: Vec<Run> = film.ask(&QueryMsg::Runs { start_after: Some(1), limit: Some(1) });
    assert_eq!((all.len(), after.len(), after[0].run), (2, 1, 2));
    film.check(0);
}

#[test]
fn a_delivery_takes_whole_pages_up_to_its_limit() {
    let mut film = Film::of(&[1; 1_200]);
    film.pay(0, 12_000);
    let done = film.deliver(0, 0, 200).unwrap();
    let delivered = ReturnsDelivered::read_all(&done.events, film.returns.as_str());
    assert_eq!((delivered[0].pages, delivered[0].wallets, delivered[0].amount), (8, 1_024, 10_240));
    assert_eq!(film.work().deliver[0].first_page, 8);
    film.deliver(0, 8, 200).unwrap();
    film.check(0);
    // Someone may deliver from the middle; the work that is left is found all the same.
    film.pay(0, 12_000);
    film.deliver(0, 0, 2).unwrap();
    film.deliver(0, 3, 2).unwrap();
    let work = film.work();
    assert_eq!((work.deliver[0].first_page, work.deliver[0].end_page), (2, 10));
    film.deliver_all();
    assert!((0..1_200).all(|n| film.paid(&wallet(&film, n)) == 20));
    film.check(0);
}

/// acceptance: P8
#[test]
fn one_bad_recipient_blocks_nobody() {
    let mut film = Film::of(&[1; 200]);
    let bad = wallet(&film, 77);
    film.rail.block(&bad);
    film.pay(0, 20_000);
    film.deliver_all();
    for n in (0..200).filter(|n| *n != 77) {
        assert_eq!(film.paid(&wallet(&film, n)), 100, "{n}");
    }
    let WhyNotPaidResponse::Parked { parked } = film.why(&bad) else { panic!("{:?}", film.why(&bad)) };
    assert_eq!(parked.amount.u128(), 100);
    assert!(parked.reason.contains("code: 4"));
    film.check(0);
    film.rail.unblock(&bad);
    let retry =
        backlot_api::interchange::ExecuteMsg::Retry { wallet: bad.to_string(), denom: crate::film::DENOM.into() };
    film.call(&bad, &film.interchange.clone(), &retry, &[]).unwrap();
    assert_eq!(film.paid(&bad), 100);
    film.check(0);
}

#[test]
fn units_sent_to_the_interchange_or_to_returns_hold_up_nobody() {
    let mut film = Film::of(&[2; 4]);
    let (service, returns) = (film.interchange.clone(), film.returns.clone());
    film.transfer(0, &wallet(&film, 0), &service, 2).unwrap();
    film.transfer(0, &wallet(&film, 1), &returns, 2).unwrap();
    film.pay(0, 4_000);
    film.deliver_all();
    assert_eq!(film.paid(&wallet(&film, 2)), 1_000);
    assert_eq!(film.total_parked(), 1_000, "what the interchange would have paid itself");
    // What returns is paid as a holder is a surplus, and goes round again.
    film.check(1_000);
    let owner = film.owner.clone();
    film.call(&owner, &returns, &ExecuteMsg::AbsorbSurplus { series: 0 }, &[]).unwrap();
    film.check(0);
}

#[test]
fn a_page_of_leavers_is_not_written() {
    let mut film = Film::of(&[5; 300]);
    let holders = film.holders(0);
    for index in CREDIT_PAGE..2 * CREDIT_PAGE {
        let (leaver, _) = &holders[&index];
        film.transfer(0, leaver, &holders[&0].0, 5).unwrap();
    }
    film.pay(0, 3_000);
    let pages: Vec<backlot_api::returns::CreditPage> =
        film.ask(&QueryMsg::CreditPages { series: 0, start_after: None, limit: None });
    assert_eq!(pages.iter().map(|page| (page.page, page.wallets)).collect::<Vec<_>>(), [(0, 128), (2, 44)]);
    film.check(0);
}
