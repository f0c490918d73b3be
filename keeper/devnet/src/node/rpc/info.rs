//! What the node is: `status`, `genesis`, `validators`, …

use serde_json::{json, Value};

use super::encode::{base64, hex, time, COMETBFT};
use super::envelope::RpcError;
use super::params::Params;
use crate::node::rows::BlockRow;
use crate::node::{params_gas, Node};

pub(super) fn health(_: &Node, _: &Params<'_>) -> Result<Value, RpcError> {
    Ok(json!({}))
}

pub(super) fn status(node: &Node, _: &Params<'_>) -> Result<Value, RpcError> {
    let view = node.snapshot()?;
    let head = view.head()?;
    let first = view.block(1)?.unwrap_or_default();
    let last = view.block(head.height)?.unwrap_or_default();
    Ok(json!({
        "node_info": {
            "protocol_version": { "p2p": "8", "block": "11", "app": "0" },
            "id": hex::encode(node.validator.address),
            // There are no peers to listen for, but CosmJS insists on both.
            "listen_addr": format!("tcp://{}", node.config.listen),
            "network": node.genesis.chain_id,
            "version": COMETBFT,
            "channels": "00",
            "moniker": env!("CARGO_PKG_NAME"),
            "other": { "tx_index": "on", "rpc_address": format!("tcp://{}", node.config.listen) },
        },
        "sync_info": sync_info(&first, &last),
        "validator_info": validator(node),
    }))
}

fn sync_info(first: &BlockRow, last: &BlockRow) -> Value {
    json!({
        "latest_block_hash": hex(&last.hash),
        "latest_app_hash": hex(&last.app_hash),
        "latest_block_height": last.height.to_string(),
        "latest_block_time": time(last.time_ns),
        "earliest_block_hash": hex(&first.hash),
        "earliest_app_hash": hex(&first.app_hash),
        "earliest_block_height": first.height.to_string(),
        "earliest_block_time": time(first.time_ns),
        "catching_up": false,
    })
}

fn validator(node: &Node) -> Value {
    json!({
        "address": hex(&node.validator.address),
        "pub_key": { "type": "tendermint/PubKeyEd25519", "value": base64(&node.validator.key) },
        "voting_power": "1",
    })
}

pub(super) fn net_info(_: &Node, _: &Params<'_>) -> Result<Value, RpcError> {
    Ok(json!({ "listening": true, "listeners": [], "n_peers": "0", "peers": [] }))
}

fn params(node: &Node) -> Value {
    json!({
        "block": {
            "max_bytes": node.config.limits.block_bytes.to_string(),
            "max_gas": params_gas(&node.genesis).to_string(),
        },
        "evidence": { "max_age_num_blocks": "100000", "max_age_duration": "172800000000000", "max_bytes": "1048576" },
        "validator": { "pub_key_types": ["ed25519"] },
        "version": { "app": "0" },
        "abci": { "vote_extensions_enable_height": "0" },
    })
}

pub(super) fn consensus_params(node: &Node, asked: &Params<'_>) -> Result<Value, RpcError> {
    let height = super::blocks::height_or_latest(&node.snapshot()?, asked)?;
    Ok(json!({ "block_height": height.to_string(), "consensus_params": params(node) }))
}

pub(super) fn validators(node: &Node, asked: &Params<'_>) -> Result<Value, RpcError> {
    let height = super::blocks::height_or_latest(&node.snapshot()?, asked)?;
    let mut one = validator(node);
    if let Some(fields) = one.as_object_mut() {
        fields.insert("proposer_priority".to_owned(), json!("0"));
    }
    Ok(json!({ "block_height": height.to_string(), "validators": [one], "count": "1", "total": "1" }))
}

/// Genesis. The app's part holds balances as texts, since JSON readers lose digits of 128-bit numbers.
pub(super) fn genesis(node: &Node, _: &Params<'_>) -> Result<Value, RpcError> {
    let genesis = &node.genesis;
    let balances: Value = genesis
        .balances
        .iter()
        .map(|(address, coins)| {
            let coins: Value =
                coins.iter().map(|(denom, n)| json!({ "denom": denom, "amount": n.to_string() })).collect();
            json!({ "address": address, "coins": coins })
        })
        .collect();
    Ok(json!({ "genesis": {
        "genesis_time": time(node.genesis_time_ns),
        "chain_id": genesis.chain_id,
        "initial_height": "1",
        "consensus_params": params(node),
        "app_hash": "",
        "app_state": { "bank": { "balances": balances }, "blocked": genesis.blocked },
    } }))
}
