//! A lost wallet's place passes on.

use backlot_api::rights::{ExecuteMsg, QueryMsg, Recovery, TransferRules};
use backlot_kit::KitError;
use backlot_rights::ContractError;
use cosmwasm_std::Uint128;
use cw20::{AllAllowancesResponse, AllSpenderAllowancesResponse, AllowanceResponse};

use crate::world::{transfer, who, World, DELAY};

fn propose(world: &mut World, lost: &str, replacement: &str) {
    let (lost, replacement) = (who(lost).into(), who(replacement).into());
    world.run("owner", ExecuteMsg::ProposeRecovery { lost, replacement });
}

fn execute(lost: &str) -> ExecuteMsg {
    ExecuteMsg::ExecuteRecovery { lost: who(lost).into() }
}

/// Run freeze, compliance freeze and its amount go with the place, and end with it as they would have.
/// acceptance: T19
#[test]
fn freezes_are_carried_along() {
    let mut world = World::with(&[("anna", 100), ("ben", 50)]);
    world.freeze("anna", Some(60));
    propose(&mut world, "anna", "heir");
    world.pass(DELAY);
    world.freeze_run(3, 0, 2);
    let before = world.holder("anna");
    world.run("anyone", execute("anna"));
    let after = world.holder("heir");
    assert_eq!(after, before);
    assert_eq!((after.index, after.units.u128()), (Some(0), 100));
    assert_eq!(world.holder("anna").index, None);
    assert!(matches!(world.refused("heir", transfer("carl", 1)), ContractError::FrozenByRun { run: 3, .. }));
    world.run("distributor", ExecuteMsg::ThawRun { run: 3, cursor: 2 });
    assert!(matches!(world.refused("heir", transfer("carl", 41)), ContractError::FrozenUnits { units: 60, .. }));
    world.run("heir", transfer("carl", 40));
    let ledger = world.ledger();
    assert_eq!((ledger.supply.u128(), ledger.holders, ledger.slots), (150, 3, 3));
}

/// Whole freeze: the heir can neither send nor receive.
/// acceptance: T19
#[test]
fn a_whole_freeze_is_carried_along() {
    let mut world = World::with(&[("anna", 100), ("ben", 50)]);
    world.freeze("anna", None);
    propose(&mut world, "anna", "heir");
    world.pass(DELAY);
    world.run("anyone", execute("anna"));
    assert!(matches!(world.refused("heir", transfer("ben", 1)), ContractError::Frozen { .. }));
    assert!(matches!(world.refused("ben", transfer("heir", 1)), ContractError::Frozen { .. }));
    world.run("officer", ExecuteMsg::UnfreezeWallet { wallet: who("heir").into() });
    world.run("heir", transfer("ben", 1));
}

#[test]
fn the_old_wallet_can_object() {
    let mut world = World::with(&[("anna", 100)]);
    propose(&mut world, "anna", "heir");
    let under_way: Option<Recovery> = world.ask(&QueryMsg::Recovery { lost: who("anna").into() });
    let executable_at = world.now().plus_seconds(DELAY);
    assert_eq!(under_way, Some(Recovery { lost: who("anna").into(), replacement: who("heir").into(), executable_at }));
    world.refused("heir", ExecuteMsg::ObjectRecovery {});
    world.pass(DELAY - 1);
    assert!(matches!(world.refused("heir", execute("anna")), ContractError::RecoveryTooEarly { .. }));
    world.run("anna", ExecuteMsg::ObjectRecovery {});
    world.pass(2);
    assert!(matches!(world.refused("heir", execute("anna")), ContractError::NoRecovery { .. }));
    // Another proposal begins with the whole delay again.
    propose(&mut world, "anna", "heir");
    world.pass(DELAY - 1);
    assert!(matches!(world.refused("heir", execute("anna")), ContractError::RecoveryTooEarly { .. }));
    world.run("owner", ExecuteMsg::CancelRecovery { lost: who("anna").into() });
    world.refused("owner", ExecuteMsg::CancelRecovery { lost: who("anna").into() });
    world.run("anna", transfer("heir", 1));
}

/// The attack: a unit sent to the replacement gives it a place, and the recovery can never be executed.
#[test]
fn nobody_can_spoil_a_recovery_with_a_gift() {
    for heir in ["heir", "zoe", "yan", "xi", "will"] {
        let mut world = World::with(&[("anna", 100), ("ben", 50)]);
        propose(&mut world, "anna", heir);
        assert!(matches!(world.refused("ben", transfer(heir, 1)), ContractError::Reserved { .. }));
        let holders = vec![(who(heir).into(), Uint128::new(1))];
        assert!(matches!(world.refused("minter", ExecuteMsg::IssueBatch { holders }), ContractError::Reserved { .. }));
        let (wallet, reason) = (who(heir).into(), "x".into());
        let freeze = ExecuteMsg::FreezeWallet { wallet, units: None, reason, expires: None };
        assert!(matches!(world.refused("officer", freeze), ContractError::Reserved { .. }));
        let (lost, replacement) = (who("ben").into(), who(heir).into());
        let twice = ExecuteMsg::ProposeRecovery { lost, replacement };
        assert!(matches!(world.refused("owner", twice), ContractError::Reserved { .. }));
        world.pass(DELAY);
        world.run("anyone", execute("anna"));
        assert_eq!(world.held(heir), 100);
        // An address above all known ones is taken for new without a look-up; the heir's must be known.
        world.issue(&[(heir, 5)]);
        assert_eq!((world.held(heir), world.ledger().slots, world.ledger().holders), (105, 2, 2));
    }
}

/// What the lost wallet once allowed is void, and so is the wallet: a thief of its key gains nothing.
#[test]
fn a_replaced_wallet_is_out() {
    let mut world = World::with(&[("anna", 100), ("ben", 50)]);
    let (spender, amount) = (who("carl").to_string(), Uint128::new(40));
    world.run("anna", ExecuteMsg::IncreaseAllowance { spender: spender.clone(), amount, expires: None });
    world.run("ben", ExecuteMsg::IncreaseAllowance { spender: who("anna").into(), amount, expires: None });
    propose(&mut world, "anna", "heir");
    world.pass(DELAY);
    world.run("anyone", execute("anna"));

    let owner = who("anna").to_string();
    let recipient = who("carl").to_string();
    let take = ExecuteMsg::TransferFrom { owner: owner.clone(), recipient, amount };
    assert!(matches!(world.refused("carl", take.clone()), ContractError::Replaced { .. }));
    assert!(matches!(world.refused("ben", transfer("anna", 1)), ContractError::Replaced { .. }));
    let holders = vec![(owner.clone(), Uint128::new(1))];
    assert!(matches!(world.refused("minter", ExecuteMsg::IssueBatch { holders }), ContractError::Replaced { .. }));
    let steal = ExecuteMsg::BurnFrom { owner: who("ben").into(), amount };
    assert!(matches!(world.refused("anna", steal), ContractError::Replaced { .. }));
    let allow = ExecuteMsg::IncreaseAllowance { spender: spender.clone(), amount, expires: None };
    assert!(matches!(world.refused("anna", allow), ContractError::Replaced { .. }));
    let (lost, replacement) = (who("ben").into(), owner.clone());
    let back = ExecuteMsg::ProposeRecovery { lost, replacement };
    assert!(matches!(world.refused("owner", back), ContractError::Replaced { .. }));

    let query = QueryMsg::Allowance { owner: owner.clone(), spender: spender.clone() };
    assert_eq!(world.ask::<AllowanceResponse>(&query), AllowanceResponse::default());
    let query = QueryMsg::AllAllowances { owner, start_after: None, limit: None };
    assert!(world.ask::<AllAllowancesResponse>(&query).allowances.is_empty());
    let query = QueryMsg::AllSpenderAllowances { spender, start_after: None, limit: None };
    assert!(world.ask::<AllSpenderAllowancesResponse>(&query).allowances.is_empty());
}

#[test]
fn only_a_wallet_that_never_held_replaces_one_that_did() {
    let mut world = World::with(&[("anna", 100), ("ben", 50)]);
    world.run("ben", transfer("anna", 50));
    let propose = |lost: &str, replacement: &str| ExecuteMsg::ProposeRecovery {
        lost: who(lost).into(),
        replacement: who(replacement).into(),
    };
    assert!(matches!(world.refused("owner", propose("carl", "heir")), ContractError::NeverHeld { .. }));
    assert!(matches!(world.refused("owner", propose("anna", "ben")), ContractError::HasPlace { .. }));
    assert!(matches!(world.refused("owner", propose("anna", "anna")), ContractError::HasPlace { .. }));
    world.run("owner", propose("anna", "heir"));
    assert!(matches!(world.refused("owner", propose("anna", "next")), ContractError::RecoveryUnderWay { .. }));
}

/// The replacement receives like everyone else: paused is paused, and an allow-list holds.
#[test]
fn a_recovery_obeys_pause_and_allow_list() {
    let mut world = World::with(&[("anna", 100)]);
    propose(&mut world, "anna", "heir");
    world.pass(DELAY);
    world.run("owner", ExecuteMsg::SetPaused { paused: true });
    assert_eq!(world.refused("anyone", execute("anna")), ContractError::Kit(KitError::Paused));
    world.run("owner", ExecuteMsg::SetPaused { paused: false });
    let rules = TransferRules { attestors: Some(vec![who("attestor").into()]), ..TransferRules::default() };
    world.run("owner", ExecuteMsg::SetRules { rules });
    assert!(matches!(world.refused("anyone", execute("anna")), ContractError::NotAttested { .. }));
    let expires = world.now().plus_seconds(10);
    world.run("attestor", ExecuteMsg::Attest { wallets: vec![who("heir").into()], expires });
    world.run("anyone", execute("anna"));
}
