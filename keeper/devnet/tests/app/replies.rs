//! acceptance: X73

use base64::{engine::general_purpose::STANDARD, Engine};
use serde_json::{json, Value};

use crate::contracts::NOTHING;
use crate::puppet::puppet;
use crate::world::*;

struct Stage {
    world: World,
    outer: String,
    inner: String,
}

/// Two puppets: the outer one sends messages, among them to the inner one.
fn stage(reply_script: &Value) -> Stage {
    let mut world = World::new();
    let code = world.store(puppet());
    let outer = world.instantiate(code, &reply_script.to_string());
    let inner = world.instantiate(code, NOTHING);
    world.ok(world.send(&outer, 1_000));
    Stage { world, outer, inner }
}

fn response(messages: Vec<Value>, data: Option<&str>) -> Value {
    let data = data.map(|data| STANDARD.encode(data));
    json!({"ok": {"messages": messages, "attributes": [], "events": [], "data": data}})
}

fn sub(message: Value, reply_on: &str, gas_limit: Option<u64>) -> Value {
    let payload = STANDARD.encode("mine");
    json!({"id": 7, "payload": payload, "msg": message, "reply_on": reply_on, "gas_limit": gas_limit})
}

impl Stage {
    fn execute(&self, script: &Value) -> Value {
        let msg = STANDARD.encode(script.to_string());
        json!({"wasm": {"execute": {"contract_addr": self.inner, "msg": msg, "funds": []}}})
    }

    fn seen(&self) -> Value {
        serde_json::from_str(&self.world.kept(&self.outer, "seen")).unwrap()
    }
}

#[test]
fn a_failed_message_leaves_no_trace_and_its_sender_learns_the_contracts_own_words() {
    for reply_on in ["error", "always"] {
        let mut stage = stage(&response(vec![], None));
        let script = json!({"error": "[stale] too late"});
        let call = response(vec![sub(stage.execute(&script), reply_on, None)], None);
        stage.world.ok(stage.world.call(&stage.outer, &call.to_string()));
        let seen = stage.seen();
        assert_eq!(seen["result"], json!({"error": "[stale] too late: execute wasm contract failed"}));
        assert_eq!((&seen["id"], &seen["payload"]), (&json!(7), &json!(STANDARD.encode("mine"))));
        assert_eq!(stage.world.kept(&stage.inner, "last"), "");
    }
}

#[test]
fn an_error_that_is_not_a_contracts_own_is_only_a_number() {
    let mut stage = stage(&response(vec![], None));
    let send = json!({"bank": {"send": {"to_address": stranger(1), "amount": [{"denom": DENOM, "amount": "1001"}]}}});
    let call = response(vec![sub(send, "error", None)], None);
    stage.world.ok(stage.world.call(&stage.outer, &call.to_string()));
    assert_eq!(stage.seen()["result"], json!({"error": "codespace: sdk, code: 5"}));
    assert_eq!(stage.world.balance(&stage.outer, DENOM), 1_000);
}

#[test]
fn an_error_two_calls_down_is_redacted() {
    let mut stage = stage(&response(vec![], None));
    // The inner contract calls itself with a refusal and has no reply for it.
    let inner = response(vec![sub(stage.execute(&json!({"error": "deep"})), "never", None)], None);
    let call = response(vec![sub(stage.execute(&inner), "error", None)], None);
    stage.world.ok(stage.world.call(&stage.outer, &call.to_string()));
    // Passed up unchanged, the error is still the contract's own: wasmd wraps only replies and instantiations.
    assert_eq!(stage.seen()["result"], json!({"error": "deep: execute wasm contract failed"}));
}

#[test]
fn without_a_reply_on_error_the_failure_is_the_callers_too() {
    for reply_on in ["never", "success"] {
        let mut stage = stage(&response(vec![], None));
        let call = response(vec![sub(stage.execute(&json!({"error": "no"})), reply_on, None)], None);
        let result = stage.world.run(stage.world.call(&stage.outer, &call.to_string()));
        assert_eq!(result.code, 5);
        assert_eq!(stage.world.kept(&stage.outer, "last"), "");
    }
}

#[test]
fn a_reply_that_fails_undoes_the_message_that_succeeded() {
    let mut stage = stage(&json!({"error": "unknown reply"}));
    let call = response(vec![sub(stage.execute(&response(vec![], None)), "success", None)], None);
    let result = stage.world.run(stage.world.call(&stage.outer, &call.to_string()));
    assert_eq!(result.code, 5);
    let text = "failed to execute message; message index: 0: reply: unknown reply: execute wasm contract failed";
    assert_eq!(result.log, text);
    assert_eq!(stage.world.kept(&stage.inner, "last"), "");
    assert_eq!(stage.world.kept(&stage.outer, "seen"), "");
}

#[test]
fn a_reply_gets_events_and_responses_of_a_call_sorted_by_key() {
    let mut stage = stage(&response(vec![], Some("from reply")));
    let inner = json!({"ok": {"messages": [], "events": [], "data": STANDARD.encode("inner"),
        "attributes": [{"key": "zeta", "value": "1"}, {"key": "Alpha", "value": "2"}]}});
    let call = response(vec![sub(stage.execute(&inner), "success", None)], Some("own"));
    let result = stage.world.ok(stage.world.call(&stage.outer, &call.to_string()));
    let seen = stage.seen();
    let events = &seen["result"]["ok"]["events"];
    assert_eq!(events[0]["type"], "execute");
    let keys: Vec<_> = events[1]["attributes"].as_array().unwrap().iter().map(|one| &one["key"]).collect();
    assert_eq!(keys, ["Alpha", "_contract_address", "zeta"]);
    let responses = &seen["result"]["ok"]["msg_responses"];
    assert_eq!(responses[0]["type_url"], "/cosmwasm.wasm.v1.MsgExecuteContractResponse");
    // The reply's data goes before the call's own.
    let data = first_response::<cosmrs::proto::cosmwasm::wasm::v1::MsgExecuteContractResponse>(&result).data;
    assert_eq!(data, b"from reply");
    let kinds: Vec<_> = result.events.iter().map(|event| event.r#type.as_str()).collect();
    assert_eq!(kinds[kinds.len() - 5..], ["message", "execute", "execute", "wasm", "reply"]);
}

#[test]
fn a_reply_without_data_keeps_the_calls_own() {
    let mut stage = stage(&response(vec![], None));
    let call = response(vec![sub(stage.execute(&response(vec![], Some("inner"))), "always", None)], Some("own"));
    let result = stage.world.ok(stage.world.call(&stage.outer, &call.to_string()));
    let data = first_response::<cosmrs::proto::cosmwasm::wasm::v1::MsgExecuteContractResponse>(&result).data;
    assert_eq!(data, b"own");
}

#[test]
fn a_messages_gas_limit_ends_it_and_only_it() {
    let mut stage = stage(&response(vec![], None));
    let endless = STANDARD.encode("\"for ever\"");
    let execute = json!({"wasm": {"execute": {"contract_addr": stage.inner, "msg": endless, "funds": []}}});
    let call = response(vec![sub(execute, "error", Some(400_000))], None);
    let result = stage.world.ok(stage.world.call(&stage.outer, &call.to_string()));
    assert_eq!(stage.seen()["result"], json!({"error": "codespace: sdk, code: 11"}));
    assert!((400_000..800_000).contains(&result.gas_used), "{}", result.gas_used);
}

#[test]
fn calls_end_at_a_hundred_deep() {
    let mut stage = stage(&response(vec![], None));
    // Each reply sends the inner contract one more call, with a reply again.
    let again = response(vec![sub(stage.execute(&response(vec![], None)), "always", None)], None);
    let message = cosmrs::proto::cosmwasm::wasm::v1::MsgMigrateContract {
        sender: stage.world.alice.address.clone(),
        contract: stage.outer.clone(),
        code_id: 1,
        msg: again.to_string().into_bytes(),
    };
    stage.world.ok(any(&message));
    let result = stage.world.run(stage.world.call(&stage.outer, &again.to_string()));
    assert_eq!((result.code, result.codespace.as_str()), (30, "wasm"), "{}", result.log);
}

#[test]
fn a_contract_sends_for_itself_only_and_only_what_the_chain_knows() {
    use cosmrs::proto::cosmos::bank::v1beta1::MsgSend;
    use prost::Message;
    let mut stage = stage(&response(vec![], None));
    let send = |from: &str| {
        let message = MsgSend { from_address: from.into(), to_address: stranger(5), amount: vec![coin(10, DENOM)] };
        let value = STANDARD.encode(message.encode_to_vec());
        json!({"any": {"type_url": "/cosmos.bank.v1beta1.MsgSend", "value": value}})
    };
    for (message, expected) in [
        (send(&stage.world.alice.address), "codespace: sdk, code: 4"),
        (json!({"any": {"type_url": "/cosmos.gov.v1.MsgVote", "value": ""}}), "codespace: wasm, code: 10"),
        (json!({"custom": {}}), "codespace: wasm, code: 20"),
    ] {
        let call = response(vec![sub(message, "error", None)], None);
        stage.world.ok(stage.world.call(&stage.outer, &call.to_string()));
        assert_eq!(stage.seen()["result"], json!({ "error": expected }));
    }
    let call = response(vec![sub(send(&stage.outer), "never", None)], None);
    stage.world.ok(stage.world.call(&stage.outer, &call.to_string()));
    let burn = json!({"bank": {"burn": {"amount": [{"denom": DENOM, "amount": "90"}]}}});
    let call = response(vec![sub(burn, "never", None)], None);
    stage.world.ok(stage.world.call(&stage.outer, &call.to_string()));
    assert_eq!(stage.world.balance(&stranger(5), DENOM), 10);
    assert_eq!(stage.world.balance(&stage.outer, DENOM), 900);
}
