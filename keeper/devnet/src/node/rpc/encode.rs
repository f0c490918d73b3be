//! How CometBFT writes things as JSON: 64-bit numbers as texts, bytes in base64, hashes in upper-case hex.

use base64::{engine::general_purpose::STANDARD, Engine};
use serde_json::{json, Value};

use crate::app::TxResult;
use crate::node::hashes::{self, merkle_aunts, merkle_root, parts_hash, BLOCK_PROTOCOL};
use crate::node::rows::{BlockRow, EventRow, TxRow};
use crate::node::Node;

/// The CometBFT whose RPC this is. CosmJS picks its client by it.
pub(crate) const COMETBFT: &str = "0.38.19";

/// Upper-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    hex::encode_upper(bytes)
}

/// Base64.
pub(crate) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Base64; null where there is nothing.
fn base64_or_null(bytes: &[u8]) -> Value {
    match bytes.is_empty() {
        true => Value::Null,
        false => json!(base64(bytes)),
    }
}

/// RFC 3339 in UTC, as many digits as it needs.
pub(crate) fn time(time_ns: u64) -> String {
    hashes::time(time_ns).map(|time| time.to_rfc3339()).unwrap_or_else(|_| "0001-01-01T00:00:00Z".to_owned())
}

/// A block id.
pub(crate) fn block_id(hash: &[u8]) -> Value {
    match hash.is_empty() {
        true => json!({ "hash": "", "parts": { "total": 0, "hash": "" } }),
        false => json!({ "hash": hex(hash), "parts": { "total": 1, "hash": hex(&parts_hash(hash)) } }),
    }
}

/// A header.
pub(crate) fn header(node: &Node, block: &BlockRow) -> Value {
    let validators = hex(&node.validator.set_hash);
    json!({
        "version": { "block": BLOCK_PROTOCOL.to_string() },
        "chain_id": node.genesis.chain_id,
        "height": block.height.to_string(),
        "time": time(block.time_ns),
        "last_block_id": block_id(&block.last_hash),
        "last_commit_hash": hex(&hashes::empty_hash()),
        "data_hash": hex(&block.data_hash),
        "validators_hash": validators,
        "next_validators_hash": validators,
        "consensus_hash": hex(&node.consensus_hash),
        "app_hash": hex(&block.app_hash),
        "last_results_hash": hex(&block.last_results_hash),
        "evidence_hash": hex(&hashes::empty_hash()),
        "proposer_address": hex(&node.validator.address),
    })
}

/// The commit of a block. Nobody votes here, so it carries no signatures.
pub(crate) fn commit(height: u64, hash: &[u8]) -> Value {
    json!({ "height": height.to_string(), "round": 0, "block_id": block_id(hash), "signatures": [] })
}

/// A block without its id.
pub(crate) fn block(node: &Node, block: &BlockRow, txs: &[TxRow]) -> Value {
    json!({
        "header": header(node, block),
        "data": { "txs": txs.iter().map(|tx| base64(&tx.bytes)).collect::<Vec<_>>() },
        "evidence": { "evidence": [] },
        "last_commit": commit(block.height.saturating_sub(1), &block.last_hash),
    })
}

/// Events, attributes as plain texts.
pub(crate) fn events(events: &[EventRow]) -> Value {
    let attributes = |event: &EventRow| -> Vec<Value> {
        let attributes = event.attributes.iter();
        attributes.map(|a| json!({ "key": a.key, "value": a.value, "index": a.index })).collect()
    };
    events.iter().map(|event| json!({ "type": event.kind, "attributes": attributes(event) })).collect()
}

/// `ExecTxResult`.
pub(crate) fn tx_result(tx: &TxRow) -> Value {
    json!({
        "code": tx.code,
        "data": base64_or_null(&tx.data),
        "log": tx.log,
        "info": "",
        "gas_wanted": tx.gas_wanted.to_string(),
        "gas_used": tx.gas_used.to_string(),
        "events": events(&tx.events),
        "codespace": tx.codespace,
    })
}

/// `ResponseCheckTx`: the same shape.
pub(crate) fn check_result(result: &TxResult) -> Value {
    tx_result(&TxRow::new([0; 32], Vec::new(), 0, 0, result.clone()))
}

/// A transaction in a block. `block` holds all of the block's transactions where a proof is wanted.
pub(crate) fn tx(tx: &TxRow, block: Option<&[TxRow]>) -> Value {
    let mut answer = json!({
        "hash": hex(&tx.hash),
        "height": tx.height.to_string(),
        "index": tx.index,
        "tx_result": tx_result(tx),
        "tx": base64(&tx.bytes),
    });
    if let (Some(block), Some(fields)) = (block, answer.as_object_mut()) {
        fields.insert("proof".to_owned(), tx_proof(tx, block));
    }
    answer
}

/// That a transaction is among those its block's `data_hash` covers.
fn tx_proof(tx: &TxRow, block: &[TxRow]) -> Value {
    let leaves: Vec<_> = block.iter().map(|tx| tx.hash.clone()).collect();
    let aunts = merkle_aunts(&leaves, usize::try_from(tx.index).unwrap_or(usize::MAX));
    json!({
        "root_hash": hex(&merkle_root(&leaves)),
        "data": base64(&tx.bytes),
        "proof": {
            "total": leaves.len().to_string(),
            "index": tx.index.to_string(),
            "leaf_hash": base64(&merkle_root(&[&tx.hash])),
            "aunts": aunts.iter().map(|aunt| base64(aunt)).collect::<Vec<_>>(),
        },
    })
}
