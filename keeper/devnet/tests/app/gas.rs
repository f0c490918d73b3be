use backlot_devnet::app::Application;
use base64::{engine::general_purpose::STANDARD, Engine};
use cosmrs::proto::cosmos::bank::v1beta1::{Input, MsgMultiSend, MsgSend, Output};
use cosmrs::proto::cosmos::tx::v1beta1::{SimulateRequest, SimulateResponse};
use prost::Message;
use serde_json::json;

use crate::contracts::NOTHING;
use crate::puppet::puppet;
use crate::world::*;

fn near(measured: u64, expected: u64) {
    let off = measured.abs_diff(expected) * 100 / expected;
    assert!(off <= 5, "{measured} is {off} % off {expected}");
}

/// What one recipient more costs, paid by a contract, as measured on wasmd 0.61.14.
#[test]
fn paying_costs_what_it_costs_on_wasmd() {
    for (new, multi, expected) in
        [(false, true, 8_400), (true, true, 22_100), (false, false, 20_600), (true, false, 34_300)]
    {
        let mut world = World::new();
        let code = world.store(puppet());
        let contract = world.instantiate(code, NOTHING);
        world.ok(world.send(&contract, 1_000_000));
        if !new {
            for number in 0..22 {
                world.ok(world.send(&stranger(number), 1_000));
            }
        }
        let pay = |recipients: u32| {
            let amount = |n: u32| json!([{"denom": DENOM, "amount": n.to_string()}]);
            let messages = match multi {
                false => (0..recipients)
                    .map(|n| json!({"bank": {"send": {"to_address": stranger(n), "amount": amount(100)}}}))
                    .collect(),
                true => {
                    let outputs = (0..recipients)
                        .map(|n| Output { address: stranger(n), coins: vec![coin(100, DENOM)] })
                        .collect();
                    let coins = vec![coin(u128::from(recipients) * 100, DENOM)];
                    let message = MsgMultiSend { inputs: vec![Input { address: contract.clone(), coins }], outputs };
                    let value = STANDARD.encode(message.encode_to_vec());
                    vec![json!({"any": {"type_url": "/cosmos.bank.v1beta1.MsgMultiSend", "value": value}})]
                }
            };
            let messages: Vec<_> =
                messages.into_iter().map(|msg| json!({"id": 0, "msg": msg, "reply_on": "never"})).collect();
            let script = json!({"ok": {"messages": messages, "attributes": [], "events": [], "data": null}});
            // The length of the transaction is the puppet's peculiarity and no cost of paying.
            let tx = world.draft(vec![world.call(&contract, &script.to_string())]).build(&world.alice);
            let size = 10 * tx.len() as u64;
            let kept = 30 * script.to_string().len() as u64;
            let result = world.app.finalize_block(&world.state, &world.header, &[tx]).results.pop().unwrap();
            assert_eq!(result.code, 0, "{}", result.log);
            result.gas_used - size - kept
        };
        near((pay(22) - pay(2)) / 20, expected);
    }
}

/// acceptance: P11
#[test]
fn a_thousand_denoms_sent_to_a_contract_change_nothing_for_it() {
    let mut world = World::with(|genesis| {
        let purse = genesis.balances.values_mut().next().unwrap();
        purse.extend((0..1_000).map(|n| (format!("factory/{n:04}"), 1_000)));
        let again = purse.clone();
        genesis.balances.values_mut().for_each(|purse| *purse = again.clone());
    });
    let code = world.store(puppet());
    let contract = world.instantiate(code, NOTHING);
    let pay = json!({"bank": {"send": {"to_address": stranger(1), "amount": [{"denom": DENOM, "amount": "1"}]}}});
    let pay = json!({"id": 0, "msg": pay, "reply_on": "never"});
    let script = json!({"ok": {"messages": [pay], "attributes": [], "events": [], "data": null}}).to_string();
    world.ok(world.send(&contract, 1_000_000));
    world.ok(world.call(&contract, &script));
    let before = world.ok(world.call(&contract, &script)).gas_used;
    let amount = (0..1_000).map(|n| coin(1, &format!("factory/{n:04}"))).collect();
    world.ok(any(&MsgSend { from_address: world.alice.address.clone(), to_address: contract.clone(), amount }));
    let after = world.ok(world.call(&contract, &script)).gas_used;
    assert_eq!(after, before);
}

/// acceptance: K60 X69
#[test]
fn an_endless_contract_ends_with_its_gas_and_pays_for_it() {
    let mut world = World::new();
    let code = world.store(puppet());
    let contract = world.instantiate(code, NOTHING);
    let mut draft = world.draft(vec![world.call(&contract, "\"for ever\"")]);
    draft.gas = 500_000;
    draft.fee = 12_345;
    let tx = draft.build(&world.alice);
    let result = world.block(&[tx]).pop().unwrap();
    assert_eq!((result.code, result.codespace.as_str()), (11, "sdk"));
    let (wanted, used) = (result.gas_wanted, result.gas_used);
    assert_eq!(wanted, 500_000);
    assert!(used >= wanted && used < wanted + 5_000, "{used}");
    let text = format!(
        "out of gas in location: Wasm engine function execution; gasWanted: {wanted}, gasUsed: {used}: out of gas"
    );
    assert_eq!(result.log, text);
    assert_eq!(world.balance(&world.alice.address, DENOM), PURSE - 12_345);
}

/// acceptance: K60
#[test]
fn a_simulation_names_the_gas_that_then_suffices_and_no_less_does() {
    let mut world = World::new();
    let code = world.store(puppet());
    let contract = world.instantiate(code, NOTHING);
    let message = world.call(&contract, NOTHING);
    let mut draft = world.draft(vec![message]);
    draft.gas = 0;
    draft.sign = false;
    let request = SimulateRequest { tx_bytes: draft.build(&world.alice), ..SimulateRequest::default() };
    let result = world.query("/cosmos.tx.v1beta1.Service/Simulate", &request);
    assert_eq!(result.code, 0, "{}", result.log);
    let used = SimulateResponse::decode(result.value.as_slice()).unwrap().gas_info.unwrap().gas_used;
    draft.sign = true;
    let mut with = |gas: u64| {
        draft.gas = gas;
        let tx = draft.build(&world.alice);
        world.app.finalize_block(&world.state, &world.header, &[tx]).results.pop().unwrap()
    };
    let done = with(used * 11 / 10);
    assert_eq!(done.code, 0, "{}", done.log);
    assert_eq!(with(done.gas_used - 1).code, 11);
}

#[test]
fn the_second_load_of_a_contract_in_a_transaction_is_cheap() {
    let mut world = World::new();
    let code = world.store(puppet());
    let contract = world.instantiate(code, NOTHING);
    let one = world.ok(world.call(&contract, NOTHING)).gas_used;
    let message = world.call(&contract, NOTHING);
    let tx = world.draft(vec![message.clone(), message]).build(&world.alice);
    let two = world.block(&[tx]).pop().unwrap().gas_used;
    assert!(one > 100_000 && two - one < 20_000, "{one} {two}");
}

/// A block of many accounts must not keep anybody waiting.
#[test]
fn paying_five_thousand_new_accounts_takes_well_under_a_second() {
    let mut world = World::new();
    let outputs = (0..5_000).map(|n| Output { address: stranger(n), coins: vec![coin(1, DENOM)] }).collect();
    let inputs = vec![Input { address: world.alice.address.clone(), coins: vec![coin(5_000, DENOM)] }];
    let mut draft = world.draft(vec![any(&MsgMultiSend { inputs, outputs })]);
    draft.gas = 200_000_000;
    let tx = draft.build(&world.alice);
    let begin = std::time::Instant::now();
    let result = world.block(&[tx]).pop().unwrap();
    assert_eq!(result.code, 0, "{}", result.log);
    let took = begin.elapsed();
    assert!(took.as_millis() < 2_000, "{took:?}");
}
