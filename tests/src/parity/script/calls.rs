//! What contracts send and ask, shown by contracts that do what they are told: sub-messages, replies, gas limits,
//! queries within execution, events that wasmd refuses.

use base64::{engine::general_purpose::STANDARD as BASE64, Engine};
use serde_json::{json, Value};

use super::*;

const OWNER: &str = "studio owner";

fn response(messages: Vec<Value>) -> Value {
    json!({"ok": {"messages": messages, "attributes": [], "events": [], "data": null}})
}

fn with_data(messages: Vec<Value>, data: &str) -> Value {
    json!({"ok": {"messages": messages, "attributes": [{"key": "k", "value": "v"}], "events": [
        {"type": "told", "attributes": [{"key": "z", "value": "1"}, {"key": "a", "value": "2"}]},
    ], "data": BASE64.encode(data)}})
}

fn sub(message: &Value, reply_on: &str, gas_limit: Option<u64>) -> Value {
    json!({"id": 7, "payload": BASE64.encode("mine"), "msg": message, "reply_on": reply_on, "gas_limit": gas_limit})
}

fn execute(contract: &str, message: &Value, funds: Value) -> Value {
    json!({"wasm": {"execute": {"contract_addr": contract, "msg": BASE64.encode(message.to_string()), "funds": funds}}})
}

fn pays(to: &str, amount: &str) -> Value {
    json!({"bank": {"send": {"to_address": to, "amount": [{"denom": USD, "amount": amount}]}}})
}

pub async fn play(stage: &mut Stage) {
    replies(stage).await;
    limits(stage).await;
    messages(stage).await;
    words(stage).await;
    asks(stage).await;
}

/// The contracts that do what they are told.
pub async fn make(stage: &mut Stage) {
    for (name, code, reply) in [
        ("outer", "puppet", with_data(vec![], "of the reply")),
        ("inner", "puppet", response(vec![])),
        ("asker", "asker", response(vec![])),
        ("refuser", "puppet", json!({"error": "the reply refuses"})),
    ] {
        let make = Msg::Instantiate {
            code_id: stage.code(code),
            admin: Some(wallet(OWNER)),
            label: name.into(),
            msg: reply.to_string().into_bytes(),
            funds: vec![],
        };
        let made = stage.send(&format!("a contract that is told what to do: {name}"), OWNER, &[make], Will::Pass).await;
        stage.contracts.insert(name.into(), made.and_then(|made| made.made()).expect("it was made"));
    }
    let outer = stage.contract("outer");
    stage.send("coins for it", "payer", &[send(&outer, usd(10_000))], Will::Pass).await;
}

async fn replies(stage: &mut Stage) {
    let inner = stage.contract("inner");
    let good = execute(&inner, &with_data(vec![], "of the call"), json!([]));
    let bad = execute(&inner, &json!({"error": "[stale] too late"}), json!([]));
    let poor = pays(&wallet("holder one"), "99999");
    let blocked = pays(&module("distribution"), "1");
    for reply_on in ["never", "success", "error", "always"] {
        for (name, message, fails) in [
            ("that succeeds", &good, false),
            ("that the contract refuses", &bad, true),
            ("that bank refuses", &poor, true),
            ("to a blocked wallet", &blocked, true),
            ("that pays", &pays(&wallet("holder one"), "3"), false),
        ] {
            let will = match (fails, reply_on) {
                (true, "never" | "success") => Will::Fail(""),
                _ => Will::Pass,
            };
            let call = with_data(vec![sub(message, reply_on, None)], "of the caller");
            stage.call(&format!("a message {name}, reply on {reply_on}"), "payer", "outer", call, will).await;
        }
    }
    let call = response(vec![sub(&good, "always", None)]);
    stage.call("a reply that refuses", "payer", "refuser", call, Will::Fail("the reply refuses")).await;
    let deep = execute(
        &inner,
        &response(vec![sub(&execute(&inner, &json!({"error": "deep"}), json!([])), "never", None)]),
        json!([]),
    );
    let call = response(vec![sub(&deep, "error", None)]);
    stage.call("a refusal two calls down", "payer", "outer", call, Will::Pass).await;
    let both = response(vec![
        sub(&good, "success", None),
        sub(&pays(&wallet("holder two"), "4"), "always", None),
        sub(&bad, "error", None),
    ]);
    stage.call("three messages", "payer", "outer", both, Will::Pass).await;
    let funded = execute(&inner, &with_data(vec![], "with coins"), json!([{"denom": USD, "amount": "5"}]));
    let call = response(vec![sub(&funded, "success", None)]);
    stage.call("a call with coins", "payer", "outer", call, Will::Pass).await;
    let redirect = json!({"redirect": {"denom": USD, "to": wallet("payer")}});
    let interchange = stage.contract("interchange");
    let redirect = execute(&interchange, &redirect, json!([]));
    let call = response(vec![sub(&redirect, "error", None)]);
    stage.call("a payment redirected by a contract that has none", "payer", "outer", call, Will::Pass).await;
}

async fn limits(stage: &mut Stage) {
    let inner = stage.contract("inner");
    let good = execute(&inner, &with_data(vec![], "of the call"), json!([]));
    let endless = execute(&inner, &json!("for ever"), json!([]));
    for (name, message, limit, reply_on, will) in [
        ("a limit that is enough", &good, 200_000, "always", Will::Pass),
        ("a limit that is too low", &good, 5_000, "always", Will::Pass),
        ("a limit that is too low, without reply", &good, 5_000, "never", Will::Fail("SubMsg hit gas limit")),
        ("an endless message within a limit", &endless, 500_000, "error", Will::Pass),
        ("a payment that hits its limit", &pays(&wallet("holder one"), "3"), 5_000, "error", Will::Pass),
    ] {
        let call = response(vec![sub(message, reply_on, Some(limit))]);
        stage.call(name, "payer", "outer", call, will).await;
    }
    let call = response(vec![sub(&endless, "error", None)]);
    stage.call("an endless message", "payer", "outer", call, Will::Fail("out of gas")).await;
    stage.call("an endless contract", "payer", "inner", json!("for ever"), Will::Fail("out of gas")).await;
    stage.call("a contract that traps", "payer", "inner", json!(0), Will::Fail("wasmvm error")).await;
    let trap = execute(&inner, &json!(0), json!([]));
    let call = response(vec![sub(&trap, "error", None)]);
    stage.call("a message that traps", "payer", "outer", call, Will::Pass).await;
    let outer = stage.contract("outer");
    let msg = response(vec![sub(&good, "always", None)]).to_string().into_bytes();
    let message = [Msg::Execute { contract: outer, msg, funds: vec![] }];
    for gas in [100_000, 130_000, 160_000] {
        let name = format!("a call with {gas} gas");
        stage.send_with_gas(&name, "payer", &message, gas, Will::Fail("out of gas")).await;
    }
}

async fn messages(stage: &mut Stage) {
    let code_id = stage.code("puppet");
    let (inner, outer) = (stage.contract("inner"), stage.contract("outer"));
    let text = |value: &Value| BASE64.encode(value.to_string());
    let instantiate = |label: &str, code_id: u64| {
        let msg = text(&response(vec![]));
        json!({"wasm": {"instantiate": {"admin": null, "code_id": code_id, "msg": msg, "funds": [], "label": label}}})
    };
    let two = |salt: &str| {
        let msg = text(&response(vec![]));
        json!({"wasm": {"instantiate2": {"admin": outer, "code_id": code_id, "label": "two", "msg": msg, "funds": [], "salt": BASE64.encode(salt)}}})
    };
    let migrate = |contract: &str| json!({"wasm": {"migrate": {"contract_addr": contract, "new_code_id": code_id, "msg": text(&response(vec![]))}}});
    let any = |url: &str, value: Vec<u8>| json!({"any": {"type_url": url, "value": BASE64.encode(value)}});
    let multi = {
        use cosmrs::proto::cosmos::bank::v1beta1::{Input, MsgMultiSend, Output};
        use prost::Message;
        let coins = vec![cosmrs::proto::cosmos::base::v1beta1::Coin { denom: USD.into(), amount: "6".into() }];
        MsgMultiSend {
            inputs: vec![Input { address: outer.clone(), coins: coins.clone() }],
            outputs: vec![Output { address: wallet("holder two"), coins }],
        }
        .encode_to_vec()
    };
    for (name, message, reply_on, will) in [
        ("a contract makes a contract", instantiate("child", code_id), "success", Will::Pass),
        ("a contract makes one without a label", instantiate("", code_id), "error", Will::Pass),
        ("a contract makes one of no code", instantiate("l", 999), "error", Will::Pass),
        ("a contract makes one at a known address", two("s"), "success", Will::Pass),
        ("a contract makes one at the same address", two("s"), "error", Will::Pass),
        ("a contract migrates what is not its own", migrate(&inner), "error", Will::Pass),
        (
            "a contract names an admin that it is not",
            json!({"wasm": {"update_admin": {"contract_addr": inner, "admin": outer}}}),
            "error",
            Will::Pass,
        ),
        (
            "a contract clears an admin that it is not",
            json!({"wasm": {"clear_admin": {"contract_addr": inner}}}),
            "error",
            Will::Pass,
        ),
        ("a contract calls nobody", execute(&wallet("payer"), &json!({}), json!([])), "error", Will::Pass),
        ("a contract calls no address", execute("nobody", &json!({}), json!([])), "error", Will::Pass),
        (
            "a contract burns",
            json!({"bank": {"burn": {"amount": [{"denom": USD, "amount": "3"}]}}}),
            "always",
            Will::Pass,
        ),
        (
            "a contract burns too much",
            json!({"bank": {"burn": {"amount": [{"denom": USD, "amount": "300000"}]}}}),
            "always",
            Will::Pass,
        ),
        (
            "a contract sends nothing",
            json!({"bank": {"send": {"to_address": outer, "amount": []}}}),
            "always",
            Will::Pass,
        ),
        ("a contract sends zero", pays(&wallet("payer"), "0"), "always", Will::Pass),
        ("a contract sends to no address", pays("nobody", "1"), "error", Will::Pass),
        (
            "a contract sends a bad denom",
            json!({"bank": {"send": {"to_address": outer, "amount": [{"denom": "1", "amount": "1"}]}}}),
            "error",
            Will::Pass,
        ),
        ("a contract sends to many", any("/cosmos.bank.v1beta1.MsgMultiSend", multi.clone()), "always", Will::Pass),
        ("a contract sends what nobody knows", any("/backlot.Unknown", vec![1]), "error", Will::Pass),
        ("a contract sends what is garbled", any("/cosmos.bank.v1beta1.MsgSend", vec![255; 4]), "error", Will::Pass),
        ("a contract sends of its own kind", json!({"custom": {}}), "error", Will::Pass),
    ] {
        let call = response(vec![sub(&message, reply_on, None)]);
        stage.call(name, "payer", "outer", call, will).await;
    }
    let foreign = any("/cosmos.bank.v1beta1.MsgMultiSend", multi);
    let call = response(vec![sub(&foreign, "error", None)]);
    stage.call("a contract sends another's coins", "payer", "refuser", call, Will::Fail("the reply refuses")).await;
}

async fn words(stage: &mut Stage) {
    let told = |attributes: Value, events: Value| json!({"ok": {"messages": [], "attributes": attributes, "events": events, "data": null}});
    let long = "x".repeat(300);
    for (name, message, will) in [
        (
            "attributes",
            told(json!([{"key": "b", "value": " spaced "}, {"key": "a", "value": ""}]), json!([])),
            Will::Pass,
        ),
        (
            "long attributes",
            told(
                json!([{"key": "k", "value": long}]),
                json!([{"type": "told", "attributes": [{"key": "k", "value": long}]}]),
            ),
            Will::Pass,
        ),
        ("an event without attributes", told(json!([]), json!([{"type": "bare", "attributes": []}])), Will::Pass),
        ("a reserved attribute", told(json!([{"key": "_k", "value": "v"}]), json!([])), Will::Fail("")),
        ("an attribute without a name", told(json!([{"key": " ", "value": "v"}]), json!([])), Will::Fail("")),
        (
            "an event of too short a name",
            told(json!([]), json!([{"type": "x", "attributes": []}])),
            Will::Fail("Event type too short"),
        ),
        (
            "a reserved attribute of an event",
            told(json!([]), json!([{"type": "told", "attributes": [{"key": "_contract_address", "value": "v"}]}])),
            Will::Fail(""),
        ),
        (
            "a refusal",
            json!({"error": "in its own words"}),
            Will::Fail("in its own words: execute wasm contract failed"),
        ),
        ("an answer that is none", json!({"what": 1}), Will::Fail("nil pointer dereference")),
        ("an empty object", json!({}), Will::Fail("nil pointer dereference")),
    ] {
        stage.call(name, "payer", "inner", message, will).await;
    }
    let nobody = wallet("ghost");
    stage.call("a call of nobody", "payer", &nobody, json!({}), Will::Fail("no such contract")).await;
    stage.call("a call of no address", "payer", "nobody", json!({}), Will::Bounce("contract")).await;
    let rights = stage.contract("rights");
    let garbled = Msg::Execute { contract: rights.clone(), msg: b"{".to_vec(), funds: vec![] };
    stage.send("a call that is no JSON", "payer", &[garbled], Will::Bounce("payload msg")).await;
    stage
        .call(
            "a call that the contract does not know",
            "payer",
            &rights,
            json!({"no": {}}),
            Will::Fail("Error parsing into type"),
        )
        .await;
    stage
        .call(
            "a call with an unknown field",
            "payer",
            &rights,
            json!({"burn": {"amount": "1", "why": "x"}}),
            Will::Fail(""),
        )
        .await;
    let coins = |funds: Vec<Coin>| Msg::Execute { contract: rights.clone(), msg: b"{}".to_vec(), funds };
    stage.send("a call with coins of zero", "payer", &[coins(usd(0))], Will::Bounce("funds")).await;
}

async fn asks(stage: &mut Stage) {
    let (rights, inner) = (stage.contract("rights"), stage.contract("inner"));
    let smart = |contract: &str, message: Value| json!({"wasm": {"smart": {"contract_addr": contract, "msg": BASE64.encode(message.to_string())}}});
    let code_id = stage.code("rights");
    for (name, question) in [
        ("a balance", json!({"bank": {"balance": {"address": wallet("payer"), "denom": USD}}})),
        ("a balance of nothing", json!({"bank": {"balance": {"address": wallet("ghost"), "denom": USD}}})),
        ("a balance of no address", json!({"bank": {"balance": {"address": "nobody", "denom": USD}}})),
        ("a supply", json!({"bank": {"supply": {"denom": USD}}})),
        ("all balances", json!({"bank": {"all_balances": {"address": wallet("holder one")}}})),
        ("a contract's answer", smart(&rights, json!({"token_info": {}}))),
        ("a contract's refusal", smart(&rights, json!({"balance": {"address": "nobody"}}))),
        ("a contract's misunderstanding", smart(&rights, json!({"no": {}}))),
        ("an answer of nobody", smart(&wallet("ghost"), json!({}))),
        ("an answer of no address", smart("nobody", json!({}))),
        ("a raw key", json!({"wasm": {"raw": {"contract_addr": rights, "key": BASE64.encode("head")}}})),
        (
            "a raw key that is not there",
            json!({"wasm": {"raw": {"contract_addr": rights, "key": BASE64.encode("nothing")}}}),
        ),
        (
            "a raw key of nobody",
            json!({"wasm": {"raw": {"contract_addr": wallet("ghost"), "key": BASE64.encode("head")}}}),
        ),
        ("a contract", json!({"wasm": {"contract_info": {"contract_addr": inner}}})),
        ("a contract that is not there", json!({"wasm": {"contract_info": {"contract_addr": wallet("ghost")}}})),
        ("a code", json!({"wasm": {"code_info": {"code_id": code_id}}})),
        ("a code that is not there", json!({"wasm": {"code_info": {"code_id": 999}}})),
        ("a code without a number", json!({"wasm": {"code_info": {"code_id": 0}}})),
        ("a denom's metadata", json!({"bank": {"denom_metadata": {"denom": USD}}})),
        ("a question of its own kind", json!({"custom": {}})),
        ("a question past the gate", json!({"stargate": {"path": "/cosmos.bank.v1beta1.Query/Balance", "data": ""}})),
        ("a question in gRPC", json!({"grpc": {"path": "/cosmos.bank.v1beta1.Query/Balance", "data": ""}})),
        ("a question nobody knows", json!({"what": {}})),
    ] {
        stage.call(&format!("asked in a call: {name}"), "payer", "asker", question, Will::Pass).await;
    }
}
