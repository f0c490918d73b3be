//! The RPC client against endpoints that behave, lag, fail, and serve another chain.

use std::sync::{
    atomic::{AtomicBool, AtomicU64, Ordering},
    Arc,
};

use axum::{extract::State, http::StatusCode, routing::post, Json, Router};
use backlot_chain::{keys::LocalSigner, tx, Account, Chain, ChainError, Msg, RpcChain, RpcConfig, Signer, TxTerms};
use base64::{engine::general_purpose::STANDARD as BASE64, Engine};
use cosmrs::proto::{
    cosmos::{
        bank::v1beta1::QueryBalanceResponse,
        base::{abci::v1beta1::GasInfo, v1beta1::Coin},
        tx::v1beta1::{SimulateRequest, SimulateResponse, TxBody, TxRaw},
    },
    cosmwasm::wasm::v1::{MsgExecuteContract, QueryRawContractStateResponse},
};
use prost::Message;
use serde_json::{json, Value};

/// A node as far as the client sees it.
struct Node {
    chain_id: &'static str,
    height: AtomicU64,
    broken: AtomicBool,
    calls: AtomicU64,
    broadcasts: AtomicU64,
    mempool: Mempool,
}

/// What a node says to its n-th broadcast.
type Mempool = fn(u64) -> Value;

async fn node(chain_id: &'static str, height: u64, mempool: Mempool) -> (Arc<Node>, String) {
    let node = Arc::new(Node {
        chain_id,
        height: AtomicU64::new(height),
        broken: AtomicBool::new(false),
        calls: AtomicU64::new(0),
        broadcasts: AtomicU64::new(0),
        mempool,
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let router = Router::new().route("/", post(answer)).with_state(node.clone());
    tokio::spawn(async move { axum::serve(listener, router).await });
    (node, url)
}

fn accept(_: u64) -> Value {
    json!({"result": {"code": 0, "codespace": "", "log": "", "data": "", "hash": "00"}})
}

async fn answer(State(node): State<Arc<Node>>, Json(request): Json<Value>) -> Result<Json<Value>, StatusCode> {
    if node.broken.load(Ordering::Relaxed) {
        return Err(StatusCode::INTERNAL_SERVER_ERROR);
    }
    let params = &request["params"];
    let body = match request["method"].as_str().unwrap() {
        "status" => json!({"result": {
            "node_info": {"network": node.chain_id},
            "sync_info": {
                "latest_block_height": node.height.load(Ordering::Relaxed).to_string(),
                "latest_block_time": "2026-11-24T12:00:00.000000005Z",
                "catching_up": false,
            },
        }}),
        "header" => json!({"result": {"header": {
            "chain_id": node.chain_id, "height": params["height"], "time": "2026-11-24T12:00:00.000000005Z",
        }}}),
        "broadcast_tx_sync" => (node.mempool)(node.broadcasts.fetch_add(1, Ordering::Relaxed)),
        "abci_query" => {
            node.calls.fetch_add(1, Ordering::Relaxed);
            let (code, value, log) = query(params["path"].as_str().unwrap(), params["data"].as_str().unwrap());
            json!({"result": {"response": {
                "code": code, "codespace": "sdk", "log": log, "value": BASE64.encode(value),
                "height": node.height.load(Ordering::Relaxed).to_string(),
            }}})
        }
        "tx" if params["hash"] == BASE64.encode([0xab; 32]) => json!({"result": {
            "hash": "AB".repeat(32),
            "height": "7",
            "index": 0,
            "tx": "",
            "tx_result": {
                "code": 0, "data": null, "log": "", "gas_wanted": "200000", "gas_used": "150000", "codespace": "",
                "events": [{"type": "wasm-returns_set", "attributes": [
                    {"key": "_contract_address", "value": "wasm1x", "index": true},
                    {"key": "empty", "value": null, "index": true},
                ]}],
            },
        }}),
        "tx" => {
            json!({"error": {"code": -32603, "message": "Internal error", "data": "tx (CD) not found, err: <nil>"}})
        }
        "tx_search" if params["page"] == "9" => json!({"error": {
            "code": -32603, "message": "Internal error", "data": "page should be within [1, 1] range, given 9",
        }}),
        "tx_search" => json!({"result": {"txs": [], "total_count": "0"}}),
        other => panic!("{other}"),
    };
    Ok(Json(body))
}

fn query(path: &str, data: &str) -> (u32, Vec<u8>, &'static str) {
    match path {
        "/cosmos.auth.v1beta1.Query/Account" => (22, Vec::new(), "account wasm1x not found: key not found"),
        "/cosmos.bank.v1beta1.Query/Balance" => {
            let balance =
                Some(Coin { denom: "stake".into(), amount: "340282366920938463463374607431768211455".into() });
            (0, QueryBalanceResponse { balance }.encode_to_vec(), "")
        }
        "/cosmwasm.wasm.v1.Query/RawContractState" => {
            (0, QueryRawContractStateResponse { data: Vec::new() }.encode_to_vec(), "")
        }
        "/cosmos.tx.v1beta1.Service/Simulate" => {
            let request = SimulateRequest::decode(hex::decode(data).unwrap().as_slice()).unwrap();
            let raw = TxRaw::decode(request.tx_bytes.as_slice()).unwrap();
            let body = TxBody::decode(raw.body_bytes.as_slice()).unwrap();
            let call = MsgExecuteContract::decode(body.messages[0].value.as_slice()).unwrap();
            if call.msg == b"{\"fail\":{}}" {
                return (18, Vec::new(), "failed to execute message; message index: 0: [returns.cursor] the cursor is 5: execute wasm contract failed: unknown request");
            }
            let gas_info = Some(GasInfo { gas_wanted: 0, gas_used: 123_456 });
            (0, SimulateResponse { gas_info, result: None }.encode_to_vec(), "")
        }
        other => panic!("{other}"),
    }
}

fn chain(endpoints: Vec<String>) -> RpcChain {
    let catch_up = std::time::Duration::from_millis(300);
    RpcChain::new(RpcConfig { catch_up, ..RpcConfig::new("film-1", endpoints) }).unwrap()
}

fn call(msg: &[u8]) -> [Msg; 1] {
    [Msg::Execute { contract: "wasm1x".into(), msg: msg.to_vec(), funds: Vec::new() }]
}

fn terms() -> TxTerms {
    TxTerms { account: Account::default(), gas: 1, fee: None, timeout_height: 9, memo: String::new() }
}

#[tokio::test]
async fn answers_are_read_as_the_chain_means_them() {
    let (_, url) = node("film-1", 100, accept).await;
    let chain = chain(vec![url]);
    let signer = LocalSigner::ephemeral("wasm").unwrap();
    let status = chain.status().await.unwrap();
    assert_eq!((status.height, status.time_ns % 1_000_000_000), (100, 5));
    assert_eq!(chain.account(signer.address()).await.unwrap(), Account::default(), "never used");
    assert_eq!(chain.balance(signer.address(), "stake").await.unwrap(), u128::MAX);
    assert_eq!(chain.query_raw("wasm1x", b"key").await.unwrap(), None, "wasmd's answer for a missing key");
    assert_eq!(chain.simulate(&signer, Account::default(), &call(b"{}")).await.unwrap(), 123_456);
    let refused = chain.simulate(&signer, Account::default(), &call(b"{\"fail\":{}}")).await.unwrap_err();
    assert_eq!(refused.contract_code(), Some("returns.cursor"));
    let found = chain.find_tx(&"AB".repeat(32)).await.unwrap().unwrap();
    assert_eq!((found.height, found.gas_used), (7, 150_000));
    assert_eq!(found.events[0].attributes[0].value, "wasm1x");
    assert_eq!(chain.find_tx(&"CD".repeat(32)).await.unwrap(), None);
    assert!(chain.search_txs("a='b'", 1, 10).await.unwrap().is_empty());
    assert!(chain.search_txs("a='b'", 9, 10).await.unwrap().is_empty(), "beyond the last page");
}

/// acceptance: K57
#[tokio::test]
async fn of_three_endpoints_the_fresh_one_is_asked_and_the_next_when_it_fails() {
    let ((lagging, a), (broken, b), (fresh, c)) =
        (node("film-1", 50, accept).await, node("film-1", 100, accept).await, node("film-1", 101, accept).await);
    broken.broken.store(true, Ordering::Relaxed);
    let chain = chain(vec![a, b, c]);
    for _ in 0..3 {
        chain.balance("wasm1x", "stake").await.unwrap();
    }
    assert_eq!((lagging.calls.load(Ordering::Relaxed), fresh.calls.load(Ordering::Relaxed)), (0, 3));
    fresh.broken.store(true, Ordering::Relaxed);
    let refused = chain.status().await.unwrap_err();
    assert_eq!(refused, ChainError::Behind { height: 50, seen: 101 }, "nothing is done on older state");
    lagging.broken.store(true, Ordering::Relaxed);
    assert!(matches!(chain.status().await, Err(ChainError::Unreachable { .. })));
    fresh.broken.store(false, Ordering::Relaxed);
    assert_eq!(chain.status().await.unwrap().height, 101, "no cool-down while nobody else answers");
}

/// acceptance: K64
#[tokio::test]
async fn another_chain_is_never_used_and_nothing_is_signed_for_it() {
    let signer = LocalSigner::ephemeral("wasm").unwrap();
    let (_, wrong) = node("film-2", 900, accept).await;
    let alone = chain(vec![wrong.clone()]);
    assert!(alone.sign(&signer, &terms(), &call(b"{}")).is_err(), "no endpoint has said which chain it serves");
    let refused = alone.status().await.unwrap_err();
    assert_eq!(refused, ChainError::WrongChain { expected: "film-1".into(), found: "film-2".into() });
    assert_eq!(alone.sign(&signer, &terms(), &call(b"{}")).unwrap_err(), refused);

    let (right, url) = node("film-1", 5, accept).await;
    let both = chain(vec![wrong, url]);
    assert_eq!(both.status().await.unwrap().height, 5, "however far the other chain is");
    both.sign(&signer, &terms(), &call(b"{}")).unwrap();
    right.broken.store(true, Ordering::Relaxed);
    assert!(both.status().await.is_err());
}

/// acceptance: K56
#[tokio::test]
async fn the_words_of_the_mempool_are_told_apart() {
    let signer = LocalSigner::ephemeral("wasm").unwrap();
    let answers: [(Mempool, Result<(), u32>); 4] = [
        (accept, Ok(())),
        (
            |_| json!({"error": {"code": -32603, "message": "Internal error", "data": "tx already exists in cache"}}),
            Ok(()),
        ),
        (
            |_| json!({"error": {"code": -32603, "message": "Internal error", "data": "mempool is full: number of txs 5000"}}),
            Err(20),
        ),
        (
            |_| json!({"result": {"code": 32, "codespace": "sdk", "log": "account sequence mismatch, expected 8, got 7: incorrect account sequence"}}),
            Err(32),
        ),
    ];
    for (mempool, expected) in answers {
        let (_, url) = node("film-1", 5, mempool).await;
        let chain = chain(vec![url]);
        chain.status().await.unwrap();
        let signed = chain.sign(&signer, &terms(), &call(b"{}")).unwrap();
        assert_eq!(signed.hash, tx::hash(&signed.bytes));
        match (chain.broadcast(&signed).await, expected) {
            (Ok(()), Ok(())) => {}
            (Err(error), Err(code)) => {
                assert!(matches!(error, ChainError::Refused { code: found, .. } if found == code), "{error}");
                assert_eq!(error.is_sequence_mismatch(), code == 32);
                assert_eq!(error.expected_sequence(), (code == 32).then_some(8));
            }
            (got, _) => panic!("{got:?}"),
        }
    }
    // One endpoint may have taken it and its answer was lost; the other's refusal must not be believed.
    let (lost, a) = node("film-1", 6, |_| Value::Null).await;
    let (_, b) = node(
        "film-1",
        5,
        |_| json!({"result": {"code": 32, "codespace": "sdk", "log": "account sequence mismatch, expected 8, got 7"}}),
    )
    .await;
    let chain = chain(vec![a, b]);
    chain.status().await.unwrap();
    let signed = chain.sign(&signer, &terms(), &call(b"{}")).unwrap();
    assert!(chain.broadcast(&signed).await.unwrap_err().is_uncertain());
    assert_eq!(lost.broadcasts.load(Ordering::Relaxed), 1);
}
