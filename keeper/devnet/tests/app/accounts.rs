use backlot_devnet::app::Application;

use crate::world::*;

fn check(world: &World, draft: &Draft) -> (u32, String) {
    let bytes = draft.build(&world.alice);
    let result = world.app.check_tx(&world.state, &world.header, &mut Default::default(), &bytes);
    (result.code, result.log)
}

#[test]
fn each_thing_wrong_with_a_transaction_has_the_chains_code_and_words() {
    let mut world = World::with(|genesis| {
        genesis.min_gas_price_micro = 25_000;
        genesis.block_gas = 60_000_000;
    });
    world.block(&[]);
    world.block(&[]);
    let to = world.bob.address.clone();
    let change = |change: fn(&mut Draft)| {
        let mut draft = world.draft(vec![world.send(&to, 5)]);
        draft.gas = 200_000;
        draft.fee = 5_000;
        change(&mut draft);
        check(&world, &draft)
    };
    assert_eq!(change(|_| {}).0, 0);
    let wrong = change(|draft| draft.sequence = 9);
    assert_eq!(wrong.0, 32);
    assert_eq!(wrong.1, "account sequence mismatch, expected 0, got 9: incorrect account sequence");
    assert_eq!(change(|draft| draft.chain_id = "other".to_owned()).0, 4);
    assert_eq!(change(|draft| draft.number = 77).0, 4);
    assert_eq!(change(|draft| draft.sign = false).0, 4);
    let poor = change(|draft| draft.fee = 4_999);
    assert_eq!(poor, (13, "insufficient fees; got: 4999stake required: 5000stake: insufficient fee".to_owned()));
    assert_eq!(change(|draft| draft.fee = PURSE + 1).0, 5);
    assert_eq!(change(|draft| draft.memo = "m".repeat(257)).0, 12);
    assert_eq!(change(|draft| draft.memo = "m".repeat(256)).0, 0);
    // The mempool goes by the block that is, as wasmd's does: what may still be in it is taken.
    assert_eq!(change(|draft| draft.timeout_height = 1).0, 30);
    assert_eq!(change(|draft| draft.timeout_height = 2).0, 0);
    // The first read of a store is already more than nothing.
    assert_eq!(change(|draft| draft.gas = 0).0, 11);
    assert_eq!(change(|draft| draft.gas = 60_000_001).0, 41);
    assert_eq!(change(|draft| draft.messages.clear()).0, 18);
    assert_eq!(change(|draft| draft.messages[0].type_url = "/unknown.Msg".to_owned()).0, 2);
    assert_eq!(change(|draft| draft.gas = 20_000).0, 11);
}

#[test]
fn a_signature_of_another_key_is_refused() {
    let world = World::new();
    let draft = world.draft(vec![world.send(&world.bob.address, 5)]);
    let bytes = draft.build(&world.bob);
    let result = world.app.check_tx(&world.state, &world.header, &mut Default::default(), &bytes);
    assert_eq!(result.code, 8, "{}", result.log);
}

#[test]
fn the_mempool_sees_the_sequences_of_those_who_wait_and_nothing_of_those_refused() {
    let world = World::new();
    let mut pending = Default::default();
    let mut draft = world.draft(vec![world.send(&world.bob.address, 5)]);
    let first = draft.build(&world.alice);
    assert_eq!(world.app.check_tx(&world.state, &world.header, &mut pending, &first).code, 0);
    let after_first = pending.clone();
    assert_eq!(world.app.check_tx(&world.state, &world.header, &mut pending, &first).code, 32);
    assert_eq!(pending, after_first);
    draft.sequence = 1;
    let second = draft.build(&world.alice);
    assert_eq!(world.app.check_tx(&world.state, &world.header, &mut pending, &second).code, 0);
    assert_ne!(pending, after_first);
}

#[test]
fn fee_and_sequence_stay_when_the_messages_fail() {
    let mut world = World::new();
    let mut draft = world.draft(vec![world.send(&world.bob.address, 5), world.send(&world.bob.address, PURSE)]);
    draft.fee = 1_000;
    let bytes = draft.build(&world.alice);
    let result = world.block(&[bytes]).pop().unwrap();
    assert_eq!((result.code, result.codespace.as_str()), (5, "sdk"));
    assert!(result.log.starts_with("failed to execute message; message index: 1: spendable balance"), "{}", result.log);
    assert_eq!(world.balance(&world.alice.address, DENOM), PURSE - 1_000);
    assert_eq!(world.balance(&world.bob.address, DENOM), PURSE);
    assert_eq!(world.account(&world.alice.address).unwrap().sequence, 1);
    // The fee's events are there, the message's are not.
    let lines = lines(&result.events);
    assert!(lines.iter().any(|line| line.starts_with("tx{fee=1000stake,fee_payer=wasm1")), "{lines:?}");
    assert!(lines.iter().all(|line| !line.contains("msg_index")), "{lines:?}");
}

#[test]
fn a_block_has_an_end_to_its_gas() {
    let mut world = World::with(|genesis| genesis.block_gas = 150_000);
    let mut draft = world.draft(vec![world.send(&world.bob.address, 5)]);
    draft.gas = 150_000;
    let txs: Vec<_> = (0..4)
        .map(|sequence| {
            draft.sequence = sequence;
            draft.build(&world.alice)
        })
        .collect();
    let results = world.block(&txs);
    let refused = results.iter().find(|result| result.code != 0).unwrap();
    assert_eq!((refused.code, refused.log.as_str()), (11, "no block gas left to run tx: out of gas"));
}
