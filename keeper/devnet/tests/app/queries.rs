use base64::{engine::general_purpose::STANDARD, Engine};
use cosmrs::proto::cosmos::auth::v1beta1::QueryAccountRequest;
use cosmrs::proto::cosmos::bank::v1beta1::{QueryAllBalancesRequest, QueryAllBalancesResponse};
use cosmrs::proto::cosmos::base::query::v1beta1::PageRequest;
use cosmrs::proto::cosmos::tx::v1beta1::SimulateRequest;
use cosmrs::proto::cosmwasm::wasm::v1::{
    ContractInfo, QueryAllContractStateRequest, QueryAllContractStateResponse, QueryCodeRequest, QueryCodeResponse,
    QueryContractHistoryRequest, QueryContractHistoryResponse, QueryContractInfoRequest, QueryContractInfoResponse,
    QuerySmartContractStateRequest, QuerySmartContractStateResponse,
};
use prost::Message;
use serde_json::{json, Value};

use crate::contracts::NOTHING;
use crate::puppet::{asker, puppet};
use crate::world::*;

#[test]
fn who_and_what_a_contract_is_can_be_asked() {
    let mut world = World::new();
    let code = world.store(puppet());
    let contract = world.instantiate(code, NOTHING);
    let request = QueryContractInfoRequest { address: contract.clone() };
    let result = world.query("/cosmwasm.wasm.v1.Query/ContractInfo", &request);
    let info = QueryContractInfoResponse::decode(result.value.as_slice()).unwrap().contract_info.unwrap();
    let alice = world.alice.address.clone();
    let ContractInfo { code_id, creator, admin, label, created, .. } = info;
    assert_eq!((code_id, creator, admin, label.as_str()), (code, alice.clone(), alice, "test"));
    assert_eq!(created.unwrap().block_height, 2);
    let request = QueryContractHistoryRequest { address: contract, pagination: None };
    let result = world.query("/cosmwasm.wasm.v1.Query/ContractHistory", &request);
    let entries = QueryContractHistoryResponse::decode(result.value.as_slice()).unwrap().entries;
    assert_eq!((entries.len(), entries[0].operation, entries[0].msg.as_slice()), (1, 1, NOTHING.as_bytes()));
    let result = world.query("/cosmwasm.wasm.v1.Query/Code", &QueryCodeRequest { code_id: code });
    assert_eq!(QueryCodeResponse::decode(result.value.as_slice()).unwrap().data, puppet());
}

#[test]
fn what_is_not_there_is_said_as_the_chain_says_it() {
    let world = World::new();
    let address = stranger(1);
    let request = QueryAccountRequest { address: address.clone() };
    let result = world.query("/cosmos.auth.v1beta1.Query/Account", &request);
    assert_eq!((result.code, result.codespace.as_str()), (22, "sdk"));
    let text = format!("rpc error: code = NotFound desc = account {address} not found: key not found");
    assert_eq!(result.log, text);
    let request = QueryContractInfoRequest { address };
    let result = world.query("/cosmwasm.wasm.v1.Query/ContractInfo", &request);
    assert!(result.code != 0 && result.log.contains("no such contract"), "{}", result.log);
    assert_eq!(world.query("/no.such.Query/Thing", &request).code, 6);
    let simulated = world.query("/cosmos.tx.v1beta1.Service/Simulate", &SimulateRequest::default());
    assert_eq!(simulated.code, 18);
}

#[test]
fn a_smart_query_answers_refuses_or_runs_out() {
    let mut world = World::new();
    let code = world.store(puppet());
    let contract = world.instantiate(code, NOTHING);
    let ask = |msg: &str| {
        let request = QuerySmartContractStateRequest { address: contract.clone(), query_data: msg.into() };
        world.query("/cosmwasm.wasm.v1.Query/SmartContractState", &request)
    };
    let answer = ask(r#"{"ok":"aGk="}"#);
    assert_eq!(QuerySmartContractStateResponse::decode(answer.value.as_slice()).unwrap().data, b"hi");
    let refused = ask(r#"{"error":"not now"}"#);
    assert_eq!((refused.code, refused.log.as_str()), (6, "not now: query wasm contract failed: unknown request"));
    assert_eq!(ask("{").code, 18);
}

#[test]
fn pages_meet_without_gap_or_overlap_in_both_directions() {
    let mut world = World::with(|genesis| {
        let purse = genesis.balances.values_mut().next().unwrap();
        purse.extend((0..250).map(|n| (format!("denom{n:03}"), 1)));
    });
    world.block(&[]);
    let owner = [&world.alice, &world.bob].into_iter().map(|wallet| wallet.address.clone()).min().unwrap();
    for reverse in [false, true] {
        let (mut key, mut all) = (Vec::new(), Vec::new());
        loop {
            let page = PageRequest { key, limit: 60, reverse, ..PageRequest::default() };
            let request =
                QueryAllBalancesRequest { address: owner.clone(), pagination: Some(page), ..Default::default() };
            let result = world.query("/cosmos.bank.v1beta1.Query/AllBalances", &request);
            let response = QueryAllBalancesResponse::decode(result.value.as_slice()).unwrap();
            all.extend(response.balances.into_iter().map(|coin| coin.denom));
            key = response.pagination.unwrap().next_key;
            if key.is_empty() {
                break;
            }
        }
        assert_eq!(all.len(), 251);
        if reverse {
            all.reverse();
        }
        assert!(all.is_sorted());
    }
    let page = PageRequest { count_total: true, offset: 10, limit: 5, ..PageRequest::default() };
    let request = QueryAllBalancesRequest { address: owner, pagination: Some(page), ..Default::default() };
    let result = world.query("/cosmos.bank.v1beta1.Query/AllBalances", &request);
    let response = QueryAllBalancesResponse::decode(result.value.as_slice()).unwrap();
    assert_eq!((response.balances[0].denom.as_str(), response.pagination.unwrap().total), ("denom010", 251));
}

#[test]
fn a_contract_asks_the_chain_and_other_contracts() {
    let mut world = World::new();
    let (puppet, asker) = (world.store(puppet()), world.store(asker()));
    let (puppet, asker) = (world.instantiate(puppet, NOTHING), world.instantiate(asker, NOTHING));
    let mut ask = |query: Value| -> Value {
        world.ok(world.call(&asker, &query.to_string()));
        serde_json::from_str(&world.kept(&asker, "answer")).unwrap()
    };
    let content = |answer: &Value| -> Value {
        let bytes = STANDARD.decode(answer["ok"]["ok"].as_str().unwrap()).unwrap();
        serde_json::from_slice(&bytes).unwrap()
    };
    let bob = Wallet::new(2).address;
    let balance = content(&ask(json!({"bank": {"balance": {"address": bob, "denom": DENOM}}})));
    assert_eq!(balance, json!({"amount": {"denom": DENOM, "amount": PURSE.to_string()}}));
    let supply = content(&ask(json!({"bank": {"supply": {"denom": DENOM}}})));
    assert_eq!(supply, json!({"amount": {"denom": DENOM, "amount": (2 * PURSE).to_string()}}));
    let smart = |msg: &str| json!({"wasm": {"smart": {"contract_addr": puppet, "msg": STANDARD.encode(msg)}}});
    assert_eq!(content(&ask(smart(r#"{"ok":"MTI="}"#))), json!(12));
    let refused = ask(smart(r#"{"error":"never"}"#));
    assert_eq!(refused, json!({"ok": {"error": "never: query wasm contract failed"}}));
    let raw = ask(json!({"wasm": {"raw": {"contract_addr": puppet, "key": STANDARD.encode("reply")}}}));
    assert_eq!(raw["ok"]["ok"], json!(STANDARD.encode(NOTHING)));
    let info = content(&ask(json!({"wasm": {"contract_info": {"contract_addr": puppet}}})));
    assert_eq!((&info["code_id"], &info["pinned"]), (&json!(1), &json!(false)));
    let code = content(&ask(json!({"wasm": {"code_info": {"code_id": 1}}})));
    assert_eq!(code["creator"], json!(Wallet::new(1).address));
    let missing = ask(json!({"wasm": {"smart": {"contract_addr": stranger(9), "msg": STANDARD.encode("{}")}}}));
    assert_eq!(missing, json!({"error": {"no_such_contract": {"addr": stranger(9)}}}));
    let grpc = ask(json!({"grpc": {"path": "/cosmos.bank.v1beta1.Query/Balance", "data": ""}}));
    assert_eq!(grpc, json!({"error": {"unsupported_request": {"kind": "gRPC queries are disabled on this chain"}}}));
}

#[test]
fn the_whole_state_of_a_contract_can_be_read() {
    let mut world = World::new();
    let code = world.store(puppet());
    let contract = world.instantiate(code, NOTHING);
    world.ok(world.call(&contract, NOTHING));
    let request = QueryAllContractStateRequest { address: contract, pagination: None };
    let result = world.query("/cosmwasm.wasm.v1.Query/AllContractState", &request);
    let models = QueryAllContractStateResponse::decode(result.value.as_slice()).unwrap().models;
    assert_eq!(models.iter().map(|model| model.key.as_slice()).collect::<Vec<_>>(), [b"last".as_slice(), b"reply"]);
}
