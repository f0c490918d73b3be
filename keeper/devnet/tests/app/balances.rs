use backlot_devnet::app::block_address_writes;
use cosmrs::proto::cosmos::bank::v1beta1::{Input, MsgMultiSend, MsgSend, Output};

use crate::world::*;

fn multi_send(world: &World, input: u128, outputs: &[(String, u128)]) -> MsgMultiSend {
    MsgMultiSend {
        inputs: vec![Input { address: world.alice.address.clone(), coins: vec![coin(input, DENOM)] }],
        outputs: outputs
            .iter()
            .map(|(address, amount)| Output { address: address.clone(), coins: vec![coin(*amount, DENOM)] })
            .collect(),
    }
}

#[test]
fn a_send_moves_coins_and_says_so() {
    let mut world = World::new();
    let (alice, bob) = (world.alice.address.clone(), world.bob.address.clone());
    let result = world.ok(world.send(&bob, 7));
    assert_eq!(world.balance(&bob, DENOM), PURSE + 7);
    let lines = lines(&result.events);
    assert_eq!(
        lines[lines.len() - 5..],
        [
            format!("message{{action=/cosmos.bank.v1beta1.MsgSend,sender={alice},module=bank,msg_index=0}}"),
            format!("coin_spent{{spender={alice},amount=7stake,msg_index=0}}"),
            format!("coin_received{{receiver={bob},amount=7stake,msg_index=0}}"),
            format!("transfer{{recipient={bob},sender={alice},amount=7stake,msg_index=0}}"),
            format!("message{{sender={alice},msg_index=0}}"),
        ]
    );
}

#[test]
fn a_new_recipient_gets_an_account_with_the_next_number() {
    let mut world = World::new();
    let (one, two) = (stranger(1), stranger(2));
    world.ok(any(&multi_send(&world, 9, &[(one.clone(), 4), (two.clone(), 5)])));
    let (one, two) = (world.account(&one).unwrap(), world.account(&two).unwrap());
    assert_eq!(two.account_number, one.account_number + 1);
}

#[test]
fn a_multi_send_makes_no_money_and_pays_all_or_nobody() {
    let mut world = World::new();
    let (one, two) = (stranger(1), stranger(2));
    let wrong = world.run(any(&multi_send(&world, 10, &[(one.clone(), 4), (two.clone(), 5)])));
    assert_eq!((wrong.code, wrong.codespace.as_str()), (4, "bank"), "{}", wrong.log);
    world.state.apply(block_address_writes(&two, true).unwrap());
    let blocked = world.run(any(&multi_send(&world, 9, &[(one.clone(), 4), (two.clone(), 5)])));
    assert_eq!(blocked.code, 4);
    assert!(blocked.log.contains(&format!("{two} is not allowed to receive funds: unauthorized")), "{}", blocked.log);
    assert_eq!(world.balance(&one, DENOM), 0);
    world.state.apply(block_address_writes(&two, false).unwrap());
    world.ok(any(&multi_send(&world, 9, &[(one.clone(), 4), (two.clone(), 5)])));
    assert_eq!((world.balance(&one, DENOM), world.balance(&two, DENOM)), (4, 5));
}

#[test]
fn module_accounts_and_those_the_genesis_names_receive_nothing() {
    let mut world = World::with(|genesis| genesis.blocked.push(stranger(3)));
    let collector = "wasm17xpfvakm2amg962yls6f84z3kell8c5l69j4zk";
    for address in [stranger(3).as_str(), collector] {
        let result = world.run(world.send(address, 1));
        assert_eq!(result.code, 4, "{address}: {}", result.log);
    }
}

#[test]
fn bad_coins_are_refused() {
    let mut world = World::new();
    let bad = [
        vec![],
        vec![coin(0, DENOM)],
        vec![coin(1, "x")],
        vec![coin(1, DENOM), coin(1, DENOM)],
        vec![coin(1, "zzz"), coin(1, DENOM)],
        vec![cosmrs::proto::cosmos::base::v1beta1::Coin { denom: DENOM.into(), amount: "-1".into() }],
        vec![cosmrs::proto::cosmos::base::v1beta1::Coin { denom: DENOM.into(), amount: format!("{}0", u128::MAX) }],
    ];
    for amount in bad {
        let message = MsgSend { from_address: world.alice.address.clone(), to_address: stranger(1), amount };
        let result = world.run(any(&message));
        assert_eq!(result.code, 10, "{}", result.log);
    }
    assert_eq!(world.balance(&world.alice.address, DENOM), PURSE);
}
