//! What goes wrong on a chain: time runs out, units move, keepers die.

use backlot_api::returns::{ExecuteMsg, RunState, Terms, WhyNotPaidResponse};
use backlot_api::{returns, rights};
use backlot_testkit::{addr, code_of, mint, pass};
use cosmwasm_std::{coin, Uint128};

use crate::film::{terms, wallet, Film, DENOM};

/// acceptance: P3
#[test]
fn units_that_move_during_a_run_are_paid_once() {
    let mut film = Film::of(&[10; 300]);
    let holders = film.holders(0);
    let at = |index: u32| holders[&index].0.clone();
    film.fund(0, 30_000).unwrap();
    let run = film.trigger(0).unwrap();
    // Frozen to frozen, and to a wallet that joins: refused.
    assert_eq!(code_of(film.transfer(0, &at(0), &at(200), 1)), rights::code::FROZEN_BY_RUN);
    let newcomer = addr(&film.app, "newcomer");
    assert_eq!(code_of(film.transfer(0, &at(0), &newcomer, 1)), rights::code::FROZEN_BY_RUN);
    film.advance(run, 0, 1).unwrap();
    // Paid to not yet paid: the units would be paid twice.
    assert_eq!(code_of(film.transfer(0, &at(0), &at(200), 10)), rights::code::FROZEN_BY_RUN);
    // Paid to paid, and paid to a wallet that joins: nothing is paid twice, so it goes.
    film.transfer(0, &at(0), &at(1), 10).unwrap();
    film.transfer(0, &at(2), &newcomer, 10).unwrap();
    // Units made during the run are not in it, even in a page that is.
    film.issue(0, 1_000, &[500; 20]);
    film.finish(run, 1);
    assert_eq!(film.run(run).units.u128(), 3_000);
    assert!(holders.values().all(|(wallet, _)| film.credit(0, wallet) == 100));
    assert_eq!(film.credit(0, &newcomer), 0);
    assert_eq!(film.credit(0, &wallet(&film, 1_000)), 0);
    film.check(0);
}

/// acceptance: P4, X75
#[test]
fn who_buys_before_a_run_gets_a_fair_share_and_who_buys_after_gets_nothing() {
    let mut film = Film::of(&[600, 400]);
    film.pay(0, 10_000);
    film.deliver_all();
    let late = addr(&film.app, "late");
    film.transfer(0, &wallet(&film, 0), &late, 300).unwrap();
    assert_eq!(film.credit(0, &late), 0, "no back pay");
    film.fund(0, 10_000).unwrap();
    pass(&mut film.app, 5);
    let run = film.trigger(0).unwrap();
    film.finish(run, 1);
    assert_eq!(film.credit(0, &late), 3_000);
    assert_eq!(film.credit(0, &wallet(&film, 0)), 3_000);
    assert_eq!(film.credit(0, &wallet(&film, 1)), 4_000);
    film.check(0);
}

/// acceptance: P5, T17
#[test]
fn a_dead_keeper_freezes_nobody_for_good_and_loses_nothing() {
    let mut film = Film::of(&[10; 300]);
    let holders = film.holders(0);
    film.fund(0, 30_000).unwrap();
    let run = film.trigger(0).unwrap();
    film.advance(run, 0, 1).unwrap();
    assert_eq!(code_of(film.execute(&ExecuteMsg::Expire { run })), returns::code::EXPIRY);
    pass(&mut film.app, 3_599);
    let (last, first) = (holders[&299].0.clone(), holders[&0].0.clone());
    assert_eq!(code_of(film.transfer(0, &last, &first, 10)), rights::code::FROZEN_BY_RUN);
    assert_eq!(code_of(film.execute(&ExecuteMsg::Expire { run })), returns::code::EXPIRY);
    pass(&mut film.app, 1);
    // No transaction was needed: the freeze is over, the run may not go on, the money that came meanwhile is kept.
    film.transfer(0, &last, &first, 10).unwrap();
    assert_eq!(code_of(film.advance(run, 128, 1)), returns::code::EXPIRY);
    assert_eq!(film.work().expire, [run]);
    assert!(film.work().advance.is_empty());
    assert!(matches!(film.why(&holders[&200].0), WhyNotPaidResponse::Paid {}));
    film.fund(0, 5_000).unwrap();
    film.execute(&ExecuteMsg::Expire { run }).unwrap();
    assert_eq!(film.run(run).state, RunState::Expired);
    assert_eq!(film.series(0).pot.u128(), 30_000 - 12_800 + 5_000);
    film.check(0);
    assert_eq!(code_of(film.execute(&ExecuteMsg::Expire { run })), returns::code::RUN);
    assert_eq!(code_of(film.advance(run, 128, 1)), returns::code::RUN);
    // The next run pays what is left.
    pass(&mut film.app, 3_600);
    let next = film.trigger(0).unwrap();
    film.finish(next, 200);
    assert_eq!(film.series(0).credited.u128() + film.series(0).carry.u128(), 35_000);
    film.check(0);
}

/// acceptance: T18
#[test]
fn runs_cannot_freeze_without_pause() {
    let mut film = Film::with(Terms { pause: 50, ..terms() }, &[vec![1; 10]], rights::TransferRules::default());
    let mut frozen_time = 0;
    let began = film.now();
    for _ in 0..6 {
        film.fund(0, 10_000).unwrap();
        let Ok(run) = film.trigger(0) else { panic!("due") };
        // Nobody advances it; the holders are frozen for the whole hour.
        pass(&mut film.app, 3_600);
        frozen_time += 3_600;
        film.execute(&ExecuteMsg::Expire { run }).unwrap();
        assert_eq!(code_of(film.trigger(0)), returns::code::NOT_DUE);
        assert!(film.work().trigger.is_empty());
        pass(&mut film.app, 3_599);
        assert_eq!(code_of(film.trigger(0)), returns::code::NOT_DUE);
        pass(&mut film.app, 1);
        assert_eq!(film.work().trigger, [0]);
    }
    assert!(frozen_time * 2 <= film.now().seconds() - began.seconds());
    // A run that is quick rests for the pause of the terms only.
    let run = film.trigger(0).unwrap();
    film.finish(run, 1);
    film.fund(0, 10_000).unwrap();
    pass(&mut film.app, 49);
    assert_eq!(code_of(film.trigger(0)), returns::code::NOT_DUE);
    pass(&mut film.app, 1);
    film.trigger(0).unwrap();
}

/// acceptance: T18
#[test]
fn nobody_but_returns_freezes_for_a_run() {
    let mut film = Film::of(&[1; 10]);
    let freeze = rights::ExecuteMsg::FreezeForRun { run: 9, holders: 10, expires: film.now().plus_seconds(60) };
    for sender in ["anyone", "owner", "payer"] {
        let (sender, rights) = (addr(&film.app, sender), film.rights[0].clone());
        assert_eq!(code_of(film.call(&sender, &rights, &freeze, &[])), backlot_api::code::UNAUTHORIZED);
    }
}

/// acceptance: P14
#[test]
fn a_wallet_under_a_compliance_freeze_earns_all_the_same() {
    let mut film = Film::of(&[1, 3]);
    let (frozen, owner, rights) = (wallet(&film, 1), film.owner.clone(), film.rights[0].clone());
    let freeze = rights::ExecuteMsg::FreezeWallet {
        wallet: frozen.to_string(),
        units: None,
        reason: "court order".into(),
        expires: None,
    };
    film.call(&owner, &rights, &freeze, &[]).unwrap();
    for _ in 0..3 {
        film.pay(0, 4_000);
    }
    film.call(&owner, &rights, &rights::ExecuteMsg::UnfreezeWallet { wallet: frozen.to_string() }, &[]).unwrap();
    assert_eq!(film.credit(0, &frozen), 9_000);
    film.deliver_all();
    assert_eq!(film.paid(&frozen), 9_000);
    film.check(0);
}

#[test]
fn a_recovered_wallet_is_paid_at_its_new_address() {
    let mut film = Film::of(&[1, 3]);
    film.pay(0, 4_000);
    let (lost, owner, rights) = (wallet(&film, 1), film.owner.clone(), film.rights[0].clone());
    let replacement = addr(&film.app, "replacement");
    let (from, to) = (lost.to_string(), replacement.to_string());
    let propose = rights::ExecuteMsg::ProposeRecovery { lost: from.clone(), replacement: to };
    film.call(&owner, &rights, &propose, &[]).unwrap();
    pass(&mut film.app, 61);
    film.call(&owner, &rights, &rights::ExecuteMsg::ExecuteRecovery { lost: from }, &[]).unwrap();
    assert_eq!(film.credit(0, &replacement), 3_000);
    film.deliver_all();
    assert_eq!((film.paid(&lost), film.paid(&replacement)), (0, 3_000));
    film.check(0);
}

/// acceptance: P13
#[test]
fn the_pot_is_what_came_in() {
    let mut film = Film::of(&[1; 4]);
    assert_eq!(code_of(film.trigger(0)), returns::code::NOT_DUE);
    // Coins by plain bank send are in no pot until the owner takes them in, and then exactly once.
    let returns = film.returns.clone();
    mint(&mut film.app, &returns, coin(5_000, DENOM));
    film.check(5_000);
    assert_eq!(code_of(film.trigger(0)), returns::code::NOT_DUE);
    let absorb = ExecuteMsg::AbsorbSurplus { series: 0 };
    assert_eq!(code_of(film.execute(&absorb)), backlot_api::code::UNAUTHORIZED);
    let owner = film.owner.clone();
    film.call(&owner, &returns, &absorb, &[]).unwrap();
    film.check(0);
    assert_eq!(code_of(film.call(&owner, &returns, &absorb, &[])), returns::code::SURPLUS);
    // Neither in a run, nor while credits wait, is anything of them a surplus.
    let run = film.trigger(0).unwrap();
    assert_eq!(code_of(film.call(&owner, &returns, &absorb, &[])), returns::code::SURPLUS);
    film.finish(run, 1);
    assert_eq!(code_of(film.call(&owner, &returns, &absorb, &[])), returns::code::SURPLUS);
    film.deliver_all();
    assert_eq!(code_of(film.call(&owner, &returns, &absorb, &[])), returns::code::SURPLUS);
    film.check(0);
}

#[test]
fn a_pause_stops_new_runs_and_no_run() {
    let mut film = Film::of(&[1; 300]);
    let (owner, returns) = (film.owner.clone(), film.returns.clone());
    film.fund(0, 3_000).unwrap();
    let run = film.trigger(0).unwrap();
    film.call(&owner, &returns, &ExecuteMsg::SetPaused { paused: true }, &[]).unwrap();
    film.finish(run, 1);
    film.deliver_all();
    film.fund(0, 3_000).unwrap();
    assert_eq!(code_of(film.trigger(0)), backlot_api::code::PAUSED);
    assert!(film.work().trigger.is_empty());
    assert!(matches!(film.why(&wallet(&film, 0)), WhyNotPaidResponse::NoRunDue { .. }));
    film.call(&owner, &returns, &ExecuteMsg::SetPaused { paused: false }, &[]).unwrap();
    film.trigger(0).unwrap();
    film.check(0);
}

#[test]
fn a_schedule_runs_without_a_threshold() {
    let daily = Terms { threshold: Uint128::MAX, every: Some(86_400), ..terms() };
    let mut film = Film::with(daily, &[vec![1; 3]], rights::TransferRules::default());
    film.fund(0, 30).unwrap();
    assert_eq!(code_of(film.trigger(0)), returns::code::NOT_DUE);
    pass(&mut film.app, 86_400);
    let run = film.trigger(0).unwrap();
    film.finish(run, 1);
    film.fund(0, 30).unwrap();
    pass(&mut film.app, 86_399);
    assert_eq!(code_of(film.trigger(0)), returns::code::NOT_DUE);
    pass(&mut film.app, 1);
    film.trigger(0).unwrap();
}
