//! Freezes by runs and by the officer.

use backlot_api::event::TypedEvent;
use backlot_api::rights::{bound, code, ExecuteMsg, QueryMsg, RightsRunFrozen, RightsRunThawed, RunFreeze};
use backlot_rights::ContractError;
use cosmwasm_std::{Timestamp, Uint128};

use crate::world::{transfer, who, World};

const FIVE: [(&str, u128); 5] = [("a", 10), ("b", 20), ("c", 30), ("d", 40), ("e", 50)];

/// The transfer of one unit from each to nobody's wallet: who is free?
fn free(world: &World) -> Vec<&'static str> {
    let asked = FIVE.iter().map(|(name, _)| *name);
    asked.filter(|name| world.holder(name).frozen_by_run.is_none()).collect()
}

/// A run thaws from the front, and whoever joins during it is not part of it.
#[test]
fn each_wallet_thaws_as_it_is_passed() {
    let mut world = World::with(&FIVE);
    let expires = world.now().plus_seconds(3_600);
    let response = world.run("distributor", ExecuteMsg::FreezeForRun { run: 7, holders: 5, expires });
    let told = RightsRunFrozen::read_all(&response.events, world.rights.as_str());
    assert_eq!(told, [RightsRunFrozen { run: 7, holders: 5, expires: expires.seconds() }]);
    assert_eq!(free(&world), Vec::<&str>::new());
    world.issue(&[("late", 5)]);
    world.run("late", transfer("later", 2));
    let refusal = world.refused("late", transfer("a", 1));
    assert!(matches!(refusal, ContractError::FrozenByRun { run: 7, .. }), "{refusal}");

    let response = world.run("distributor", ExecuteMsg::ThawRun { run: 7, cursor: 2 });
    let told = RightsRunThawed::read_all(&response.events, world.rights.as_str());
    assert_eq!(told, [RightsRunThawed { run: 7, cursor: 2 }]);
    assert_eq!(free(&world), ["a", "b"]);
    world.run("a", transfer("b", 1));
    world.refused("a", transfer("c", 1));
    world.refused("c", transfer("a", 1));
    for (run, cursor) in [(7, 2), (7, 1), (7, 0)] {
        let refusal = world.refused("distributor", ExecuteMsg::ThawRun { run, cursor });
        assert!(matches!(refusal, ContractError::RunCursor { .. }));
    }
    let refusal = world.refused("distributor", ExecuteMsg::ThawRun { run: 8, cursor: 3 });
    assert!(matches!(refusal, ContractError::NoSuchRun { run: 8 }));
    world.run("distributor", ExecuteMsg::ThawRun { run: 7, cursor: 5 });
    assert_eq!(free(&world).len(), 5);
    assert_eq!(world.ask::<Option<RunFreeze>>(&QueryMsg::RunFreeze {}), None);
    world.refused("distributor", ExecuteMsg::ThawRun { run: 7, cursor: 6 });
}

/// The keeper is dead: nobody thaws, and at the expiry everyone is free all the same, without a transaction.
/// acceptance: T17
#[test]
fn a_freeze_ends_by_itself() {
    let mut world = World::with(&FIVE);
    world.freeze_run(1, 0, 5);
    world.pass(3_599);
    assert!(matches!(world.refused("a", transfer("b", 1)), ContractError::FrozenByRun { .. }));
    world.pass(1);
    for (name, _) in FIVE {
        world.run(name, transfer("new", 1));
        assert_eq!(world.holder(name).frozen_by_run, None);
    }
    // The record that is left hinders neither a new run nor tidying up.
    world.run("distributor", ExecuteMsg::ThawRun { run: 1, cursor: 5 });
    world.freeze_run(2, 0, 6);
}

/// Only the distributor, one run at a time, no longer than seven days, no more places than there are: whatever is
/// asked of the contract, no wallet is frozen by one run for longer than that.
/// acceptance: T18
#[test]
fn a_freeze_is_bounded() {
    let mut world = World::with(&FIVE);
    let now = world.now();
    let freeze = |run, holders, expires| ExecuteMsg::FreezeForRun { run, holders, expires };
    let too_long = Timestamp::from_nanos(now.plus_seconds(bound::FREEZE).nanos() + 1);
    for expires in [now, Timestamp::from_seconds(0), too_long, Timestamp::from_nanos(u64::MAX)] {
        let refusal = world.refused("distributor", freeze(1, 5, expires));
        assert!(refusal.to_string().contains(code::EXPIRY), "{refusal}");
    }
    let longest = now.plus_seconds(bound::FREEZE);
    for holders in [6, u32::MAX] {
        let refusal = world.refused("distributor", freeze(1, holders, longest));
        assert!(matches!(refusal, ContractError::RunHolders { slots: 5, .. }));
    }
    world.refused("distributor", freeze(1, 0, longest));
    for person in ["owner", "officer", "minter", "a"] {
        world.refused(person, freeze(1, 5, longest));
    }
    world.run("distributor", freeze(1, 5, longest));
    let mut frozen = 0;
    while world.holder("a").frozen_by_run.is_some() {
        // A second run cannot prolong the first.
        let refusal = world.refused("distributor", freeze(2, 5, world.now().plus_seconds(bound::FREEZE)));
        assert!(matches!(refusal, ContractError::RunUnderWay { run: 1, .. }));
        world.pass(6 * 3_600);
        frozen += 6 * 3_600;
    }
    assert_eq!(frozen, bound::FREEZE);
}

#[test]
fn a_partial_freeze_holds_back_its_units() {
    let mut world = World::with(&FIVE);
    world.freeze("e", Some(20));
    world.run("e", transfer("a", 30));
    let refusal = world.refused("e", transfer("a", 1));
    assert!(matches!(refusal, ContractError::FrozenUnits { units: 20, left: 19, .. }));
    world.refused("e", ExecuteMsg::Burn { amount: 1u128.into() });
    world.run("a", transfer("e", 5));
    world.run("e", transfer("e", 25));
    world.run("e", transfer("a", 5));
    world.run("officer", ExecuteMsg::UnfreezeWallet { wallet: who("e").into() });
    world.run("e", transfer("a", 20));
    let refusal = world.refused("officer", ExecuteMsg::UnfreezeWallet { wallet: who("e").into() });
    assert!(matches!(refusal, ContractError::NotFrozen { .. }));
}

#[test]
fn a_whole_freeze_neither_sends_nor_receives_and_can_end_by_itself() {
    let mut world = World::with(&FIVE);
    let (wallet, reason) = (who("b").to_string(), "sanctions list 4".to_string());
    let expires = Some(world.now().plus_seconds(100));
    world.run("officer", ExecuteMsg::FreezeWallet { wallet, units: None, reason: reason.clone(), expires });
    for (from, to) in [("b", "a"), ("a", "b")] {
        let refusal = world.refused(from, transfer(to, 1));
        assert_eq!(refusal, ContractError::Frozen { wallet: who("b").into(), reason: reason.clone() });
    }
    let holders = vec![(who("b").into(), Uint128::new(1))];
    world.refused("minter", ExecuteMsg::IssueBatch { holders });
    assert_eq!(world.holder("b").frozen.unwrap().reason, reason);
    world.pass(100);
    assert_eq!(world.holder("b").frozen, None);
    world.run("b", transfer("a", 1));
    world.run("a", transfer("b", 1));
}

/// A wallet that never held can be frozen, and so cannot receive, spend, or replace a lost wallet to escape.
#[test]
fn a_stranger_can_be_frozen_before_it_ever_holds() {
    let mut world = World::with(&FIVE);
    world.freeze("evil", None);
    assert_eq!(world.ledger().holders, 5);
    assert_eq!(world.ledger().slots, 6);
    assert!(matches!(world.refused("a", transfer("evil", 1)), ContractError::Frozen { .. }));
    let (owner, recipient, amount) = (who("a").to_string(), who("b").to_string(), Uint128::new(1));
    let spender = who("evil").into();
    world.run("a", ExecuteMsg::IncreaseAllowance { spender, amount, expires: None });
    let refusal = world.refused("evil", ExecuteMsg::TransferFrom { owner, recipient, amount });
    assert!(matches!(refusal, ContractError::Frozen { .. }));
    let (lost, replacement) = (who("a").into(), who("evil").into());
    let refusal = world.refused("owner", ExecuteMsg::ProposeRecovery { lost, replacement });
    assert!(matches!(refusal, ContractError::HasPlace { .. }));
}

#[test]
fn a_freeze_needs_a_reason_and_sense() {
    let mut world = World::with(&FIVE);
    let past = Some(world.now());
    let freeze = |units: Option<u128>, reason: &str, expires| ExecuteMsg::FreezeWallet {
        wallet: who("a").into(),
        units: units.map(Uint128::new),
        reason: reason.into(),
        expires,
    };
    let long = "x".repeat(281);
    for msg in [
        freeze(None, "", None),
        freeze(None, "  ", None),
        freeze(None, &long, None),
        freeze(Some(0), "x", None),
        freeze(None, "x", past),
    ] {
        world.refused("officer", msg);
    }
}
