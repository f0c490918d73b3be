//! Transfer rules, pause, cap.

use backlot_api::rights::{ExecuteMsg, InstantiateMsg, TransferRules};
use backlot_kit::KitError;
use backlot_rights::ContractError;
use cosmwasm_std::{to_json_binary, Timestamp, Uint128};
use cw20::{Cw20Coin, MinterResponse};

use crate::world::{plain, transfer, who, World};

fn open() -> TransferRules {
    TransferRules::default()
}

fn set(world: &mut World, rules: TransferRules) {
    world.run("owner", ExecuteMsg::SetRules { rules });
}

fn issue(name: &str, units: u128) -> ExecuteMsg {
    ExecuteMsg::IssueBatch { holders: vec![(who(name).into(), Uint128::new(units))] }
}

#[test]
fn a_lock_up_stops_transfers_but_neither_issue_nor_burn() {
    let mut world = World::with(&[("anna", 100)]);
    let until = world.now().plus_seconds(50);
    set(&mut world, TransferRules { locked_until: Some(until), ..open() });
    assert_eq!(world.refused("anna", transfer("ben", 1)), ContractError::Locked { until });
    world.run("minter", issue("ben", 5));
    world.run("anna", ExecuteMsg::Burn { amount: 1u128.into() });
    world.pass(49);
    world.refused("anna", transfer("ben", 1));
    world.pass(1);
    world.run("anna", transfer("ben", 1));
}

#[test]
fn an_allow_list_asks_for_a_word_that_counts_now() {
    let mut world = World::with(&[("anna", 100)]);
    let by = |names: &[&str]| Some(names.iter().map(|name| who(name).into()).collect());
    set(&mut world, TransferRules { attestors: by(&["bank", "broker"]), ..open() });
    let wallet = who("ben").to_string();
    let attest = |expires: Timestamp| ExecuteMsg::Attest { wallets: vec![who("ben").into()], expires };
    for msg in [transfer("ben", 1), transfer("anna", 1)] {
        assert!(matches!(world.refused("anna", msg), ContractError::NotAttested { .. }));
    }
    assert!(matches!(world.refused("minter", issue("ben", 1)), ContractError::NotAttested { .. }));
    world.refused("bank", attest(world.now()));
    let (soon, late) = (world.now().plus_seconds(10), world.now().plus_seconds(100));
    world.run("bank", attest(soon));
    world.run("broker", attest(late));
    assert_eq!(world.holder("ben").attested_until, Some(late));
    world.pass(20);
    world.run("anna", transfer("ben", 1));
    // One attestor cannot take back the other's word; its own it can.
    world.run("bank", ExecuteMsg::Revoke { wallets: vec![wallet.clone()] });
    world.run("anna", transfer("ben", 1));
    world.run("broker", ExecuteMsg::Revoke { wallets: vec![wallet] });
    assert!(matches!(world.refused("anna", transfer("ben", 1)), ContractError::NotAttested { .. }));
    // An attestor that is dismissed takes its words along, and can say nothing new.
    world.run("broker", attest(late));
    world.run("anna", transfer("ben", 1));
    set(&mut world, TransferRules { attestors: by(&["bank"]), ..open() });
    assert!(matches!(world.refused("anna", transfer("ben", 1)), ContractError::NotAttested { .. }));
    assert!(matches!(world.refused("broker", attest(late)), ContractError::Kit(KitError::Unauthorized { .. })));
    world.run("bank", attest(late));
    world.pass(80);
    assert!(matches!(world.refused("anna", transfer("ben", 1)), ContractError::NotAttested { .. }));
    // Sending never needs a word.
    world.run("ben", ExecuteMsg::Burn { amount: 3u128.into() });
}

#[test]
fn the_number_of_holders_is_bounded_in_every_way_in() {
    let mut world = World::with(&[("anna", 100), ("ben", 100)]);
    set(&mut world, TransferRules { max_holders: Some(3), ..open() });
    world.run("anna", transfer("carl", 1));
    let full = ContractError::MaxHolders { max: 3, would: 4 };
    let (recipient, amount) = (who("dora").to_string(), Uint128::new(1));
    assert_eq!(world.refused("anna", transfer("dora", 1)), full);
    assert_eq!(world.refused("minter", ExecuteMsg::Mint { recipient, amount }), full);
    assert_eq!(world.refused("minter", issue("dora", 1)), full);
    // Who leaves makes room, also in the same transfer.
    world.run("carl", transfer("dora", 1));
    world.run("dora", transfer("ben", 1));
    world.run("minter", issue("emil", 1));
    // Fewer than there are: nobody is thrown out, and nobody comes in.
    set(&mut world, TransferRules { max_holders: Some(2), ..open() });
    world.run("emil", transfer("anna", 1));
    assert_eq!(world.refused("anna", transfer("emil", 1)), ContractError::MaxHolders { max: 2, would: 3 });
    assert_eq!(world.ledger().holders, 2);
}

/// Within one batch too: the last wallet of the batch is one too many.
#[test]
fn a_batch_obeys_the_holder_rules_as_a_whole() {
    let mut world = World::new(&plain());
    set(&mut world, TransferRules { max_holders: Some(2), max_units: Some(Uint128::new(10)), ..open() });
    let batch = |rows: &[(&str, u128)]| ExecuteMsg::IssueBatch {
        holders: rows.iter().map(|(name, units)| (who(name).into(), Uint128::new(*units))).collect(),
    };
    world.refused("minter", batch(&[("anna", 1), ("ben", 1), ("carl", 1)]));
    world.refused("minter", batch(&[("anna", 1), ("ben", 11)]));
    world.run("minter", batch(&[("anna", 1), ("ben", 10)]));
    assert_eq!((world.ledger().holders, world.ledger().supply.u128()), (2, 11));
}

/// acceptance: P10
#[test]
fn dust_holders_are_kept_out() {
    let mut world = World::with(&[("anna", 100), ("ben", 100)]);
    set(&mut world, TransferRules { min_units: Some(Uint128::new(10)), ..open() });
    assert!(matches!(world.refused("anna", transfer("dust", 9)), ContractError::MinUnits { would: 9, min: 10, .. }));
    assert!(matches!(world.refused("minter", issue("dust", 9)), ContractError::MinUnits { .. }));
    assert!(matches!(world.refused("anna", transfer("ben", 91)), ContractError::MinUnits { would: 9, .. }));
    world.run("anna", transfer("carl", 10));
    world.run("anna", transfer("ben", 90));
    assert_eq!(world.held("anna"), 0);
    // A holder below a rule that came later can grow towards it or leave, not shrink further.
    set(&mut world, TransferRules { min_units: Some(Uint128::new(20)), ..open() });
    world.run("ben", transfer("carl", 1));
    assert!(matches!(world.refused("carl", transfer("ben", 1)), ContractError::MinUnits { would: 10, .. }));
    world.run("carl", transfer("ben", 11));
}

#[test]
fn a_wallet_holds_at_most_what_it_may() {
    let mut world = World::with(&[("anna", 100), ("ben", 50)]);
    set(&mut world, TransferRules { max_units: Some(Uint128::new(60)), ..open() });
    assert!(matches!(world.refused("anna", transfer("ben", 11)), ContractError::MaxUnits { would: 61, max: 60, .. }));
    assert!(matches!(world.refused("minter", issue("ben", 11)), ContractError::MaxUnits { .. }));
    world.run("anna", transfer("ben", 10));
    // Anna, above a rule that came later, gives but does not receive; to herself is no movement.
    assert!(matches!(world.refused("ben", transfer("anna", 1)), ContractError::MaxUnits { .. }));
    world.run("anna", transfer("anna", 90));
}

#[test]
fn rules_that_contradict_themselves_are_refused() {
    let mut world = World::new(&plain());
    let units = |units: u128| Some(Uint128::new(units));
    for rules in [
        TransferRules { attestors: Some(vec![]), ..open() },
        TransferRules { max_holders: Some(0), ..open() },
        TransferRules { max_units: units(0), ..open() },
        TransferRules { min_units: units(0), ..open() },
        TransferRules { min_units: units(11), max_units: units(10), ..open() },
    ] {
        let refusal = world.refused("owner", ExecuteMsg::SetRules { rules: rules.clone() });
        assert!(matches!(refusal, ContractError::Rules { .. }), "{refusal}");
        let msg = to_json_binary(&InstantiateMsg { rules, ..plain() }).unwrap();
        assert_eq!(World::try_new(&msg).err().unwrap().code(), backlot_api::rights::code::RULES);
    }
}

#[test]
fn paused_means_that_no_unit_moves() {
    let mut world = World::with(&[("anna", 100), ("ben", 50)]);
    let (amount, spender) = (Uint128::new(1), who("ben").to_string());
    world.run("anna", ExecuteMsg::IncreaseAllowance { spender: spender.clone(), amount, expires: None });
    world.freeze_run(1, 0, 2);
    world.run("owner", ExecuteMsg::SetPaused { paused: true });
    let (owner, contract) = (who("anna").to_string(), world.sink.to_string());
    let msg = cosmwasm_std::Binary::default();
    for (sender, msg) in [
        ("anna", transfer("ben", 1)),
        ("anna", ExecuteMsg::Burn { amount }),
        ("anna", ExecuteMsg::Send { contract: contract.clone(), amount, msg: msg.clone() }),
        ("ben", ExecuteMsg::TransferFrom { owner: owner.clone(), recipient: spender.clone(), amount }),
        ("ben", ExecuteMsg::SendFrom { owner: owner.clone(), contract, amount, msg }),
        ("ben", ExecuteMsg::BurnFrom { owner, amount }),
        ("minter", ExecuteMsg::Mint { recipient: spender, amount }),
        ("minter", issue("carl", 1)),
    ] {
        assert_eq!(world.refused(sender, msg), ContractError::Kit(KitError::Paused));
    }
    // A distribution under way goes on, and so does compliance.
    world.run("distributor", ExecuteMsg::ThawRun { run: 1, cursor: 2 });
    world.freeze("ben", None);
    world.run("owner", ExecuteMsg::SetPaused { paused: false });
    world.run("anna", transfer("carl", 1));
}

#[test]
fn the_cap_holds_in_every_way_in() {
    let mint = Some(MinterResponse { minter: who("minter").into(), cap: Some(Uint128::new(100)) });
    let rows = |units: u128| vec![Cw20Coin { address: who("anna").into(), amount: units.into() }];
    let msg = InstantiateMsg { mint: mint.clone(), initial_balances: rows(101), ..plain() };
    let refusal = World::try_new(&to_json_binary(&msg).unwrap()).err().unwrap();
    assert_eq!(refusal.code(), backlot_api::rights::code::CAP);
    let mut world = World::new(&InstantiateMsg { mint, initial_balances: rows(90), ..plain() });
    world.run("minter", issue("ben", 9));
    assert_eq!(world.refused("minter", issue("ben", 2)), ContractError::Cap { supply: 101, cap: 100 });
    let (recipient, amount) = (who("ben").to_string(), Uint128::new(2));
    assert_eq!(
        world.refused("minter", ExecuteMsg::Mint { recipient: recipient.clone(), amount }),
        ContractError::Cap { supply: 101, cap: 100 }
    );
    // It stays when the role is handed on, and a burn makes room, as in cw20-base.
    world.run("minter", ExecuteMsg::UpdateMinter { new_minter: Some(who("next").into()) });
    world.refused("next", ExecuteMsg::Mint { recipient: recipient.clone(), amount });
    world.run("anna", ExecuteMsg::Burn { amount: Uint128::new(1) });
    world.run("next", ExecuteMsg::Mint { recipient, amount });
}
