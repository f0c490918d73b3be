//! A state machine with bugs: the node outlives it.

use std::sync::Arc;

use backlot_devnet::app::{
    Application, BlockHeader, BlockOutcome, Genesis, QueryResult, StateReader, StateWrites, TxResult,
};
use backlot_devnet::{start_with, Config};
use base64::{engine::general_purpose::STANDARD, Engine};
use serde_json::json;

use crate::support::{genesis, Rpc};

/// Stores every transaction under itself; panics where a transaction or a query says so.
struct Buggy;

impl Application for Buggy {
    fn genesis(&self, _: &Genesis) -> anyhow::Result<StateWrites> {
        Ok(StateWrites::new())
    }

    fn finalize_block(&self, _: &dyn StateReader, _: &BlockHeader, txs: &[Vec<u8>]) -> BlockOutcome {
        assert!(!txs.iter().any(|tx| tx.starts_with(b"finalize")), "as asked");
        let results = txs.iter().map(|_| TxResult::default()).collect();
        let writes = txs.iter().map(|tx| (tx.clone(), Some(tx.clone()))).collect();
        BlockOutcome { results, writes, events: Vec::new() }
    }

    fn check_tx(&self, _: &dyn StateReader, _: &BlockHeader, _: &mut StateWrites, tx: &[u8]) -> TxResult {
        assert!(!tx.starts_with(b"check"), "as asked");
        TxResult { gas_wanted: 1, ..TxResult::default() }
    }

    fn query(&self, state: &dyn StateReader, _: &BlockHeader, path: &str, data: &[u8]) -> QueryResult {
        assert_ne!(path, "/panic", "as asked");
        QueryResult { value: state.get(data).unwrap_or_default(), ..QueryResult::default() }
    }
}

#[tokio::test]
async fn a_panic_of_the_app_fails_its_transaction_and_no_other() {
    let config = Config { block_time: std::time::Duration::from_secs(3_600), ..Config::instant(genesis()) };
    let devnet = start_with(config, || Ok(Arc::new(Buggy))).await.unwrap();
    let rpc = Rpc::of(&devnet);
    assert_eq!(rpc.broadcast(b"check").await["code"], 111_222);
    for tx in [b"first".as_slice(), b"finalize", b"second"] {
        assert_eq!(rpc.broadcast(tx).await["code"], 0);
    }
    for _ in 0..3 {
        devnet.produce_block().await.unwrap();
    }
    let found = rpc.search("tx.height>0").await;
    let codes: Vec<_> = found["txs"].as_array().unwrap().iter().map(|tx| tx["tx_result"]["code"].clone()).collect();
    assert_eq!(codes, [json!(0), json!(111_222), json!(0)]);
    for (tx, stored) in [("first", true), ("finalize", false), ("second", true)] {
        let answer = rpc.call("abci_query", json!({ "path": "/", "data": hex::encode(tx) })).await;
        let expected = if stored { json!(STANDARD.encode(tx)) } else { json!(null) };
        assert_eq!(answer["response"]["value"], expected, "{tx}");
    }
    assert_eq!(rpc.call("abci_query", json!({ "path": "/panic" })).await["response"]["code"], 111_222);
}

/// The app hash is chained over writes: blocks without any leave it alone, and the same writes give the same hash.
#[tokio::test]
async fn the_app_hash_follows_the_writes() {
    let mut hashes = Vec::new();
    for _ in 0..2 {
        let devnet = start_with(Config::instant(genesis()), || Ok(Arc::new(Buggy))).await.unwrap();
        let rpc = Rpc::of(&devnet);
        let before = devnet.app_hash();
        devnet.produce_block().await.unwrap();
        assert_eq!(devnet.app_hash(), before);
        rpc.call("broadcast_tx_commit", json!({ "tx": STANDARD.encode("one") })).await;
        let one = devnet.app_hash();
        assert_ne!(one, before);
        rpc.call("broadcast_tx_commit", json!({ "tx": STANDARD.encode("two") })).await;
        assert_ne!(devnet.app_hash(), one);
        hashes.push((before, one, devnet.app_hash()));
    }
    assert_eq!(hashes[0], hashes[1]);
}
