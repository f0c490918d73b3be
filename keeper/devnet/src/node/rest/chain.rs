//! The chain and its blocks: `cosmos.base.tendermint` and `cosmos.base.node`.

use bech32::{Bech32, Hrp};
use serde_json::{json, Value};

use super::request::whole;
use super::status::{Status, INVALID_ARGUMENT};
use super::{Args, Reply};
use crate::node::hashes::{self, parts_hash, BLOCK_PROTOCOL};
use crate::node::rows::{BlockRow, TxRow};
use crate::node::rpc::encode::{self, base64, time};
use crate::node::store::Snapshot;
use crate::node::Node;

/// Prefix of validators' consensus addresses.
const VALIDATOR_PREFIX: &str = "wasmvalcons";
/// The SDK whose answers these are. Clients choose by it how to read them.
const SDK_VERSION: &str = "v0.53.6";

fn latest(node: &Node, value: &Value) -> Reply {
    Ok((node.head().height, value.to_string()))
}

pub(super) fn syncing(node: &Node, _: &Args) -> Reply {
    latest(node, &json!({ "syncing": false }))
}

pub(super) fn config(node: &Node, _: &Args) -> Reply {
    let (whole, part) = (node.genesis.min_gas_price_micro / 1_000_000, node.genesis.min_gas_price_micro % 1_000_000);
    latest(
        node,
        &json!({
            "minimum_gas_price": format!("{whole}.{part:06}000000000000{}", node.genesis.fee_denom),
            "pruning_keep_recent": "0",
            "pruning_interval": "0",
            "halt_height": "0",
        }),
    )
}

pub(super) fn status(node: &Node, _: &Args) -> Reply {
    let head = node.head();
    latest(
        node,
        &json!({
            "earliest_store_height": "0",
            "height": head.height.to_string(),
            "timestamp": time(head.time_ns),
            "app_hash": base64(&head.app_hash),
            "validator_hash": base64(&node.validator.set_hash),
        }),
    )
}

pub(super) fn node_info(node: &Node, _: &Args) -> Reply {
    let name = env!("CARGO_PKG_NAME");
    latest(
        node,
        &json!({
            "default_node_info": {
                "protocol_version": { "p2p": "8", "block": BLOCK_PROTOCOL.to_string(), "app": "0" },
                "default_node_id": hex::encode(node.validator.address),
                "listen_addr": format!("tcp://{}", node.config.listen),
                "network": node.genesis.chain_id,
                "version": encode::COMETBFT,
                "channels": base64(&[0]),
                "moniker": name,
                "other": { "tx_index": "on", "rpc_address": format!("tcp://{}", node.config.listen) },
            },
            "application_version": {
                "name": name,
                "app_name": name,
                "version": env!("CARGO_PKG_VERSION"),
                "git_commit": "",
                "build_tags": "",
                "go_version": "",
                "build_deps": [],
                "cosmos_sdk_version": SDK_VERSION,
            },
        }),
    )
}

fn consensus_address(node: &Node) -> Result<String, Status> {
    let prefix = Hrp::parse_unchecked(VALIDATOR_PREFIX);
    bech32::encode::<Bech32>(prefix, &node.validator.address).map_err(|error| anyhow::Error::from(error).into())
}

pub(super) fn validators(node: &Node, _: &Args) -> Reply {
    latest(
        node,
        &json!({
            "block_height": node.head().height.to_string(),
            "validators": [{
                "address": consensus_address(node)?,
                "pub_key": { "@type": "/cosmos.crypto.ed25519.PubKey", "key": base64(&node.validator.key) },
                "voting_power": "1",
                "proposer_priority": "0",
            }],
            "pagination": { "next_key": null, "total": "1" },
        }),
    )
}

pub(super) fn latest_block(node: &Node, _: &Args) -> Reply {
    let view = node.snapshot()?;
    let height = view.head()?.height;
    Ok((height, block_at(node, &view, height)?.to_string()))
}

pub(super) fn block_by_height(node: &Node, args: &Args) -> Reply {
    let view = node.snapshot()?;
    let latest = view.head()?.height;
    let height = height(args)?;
    if height > latest {
        return Err(Status::new(INVALID_ARGUMENT, "requested block height is bigger then the chain length"));
    }
    Ok((latest, block_at(node, &view, height)?.to_string()))
}

/// The parameter `{height}`.
pub(super) fn height(args: &Args) -> Result<u64, Status> {
    whole(args.path("height"), "ParseInt")
        .map_err(|why| Status::new(INVALID_ARGUMENT, format!("type mismatch, parameter: height, error: {why}")))
}

/// A block in both of its forms, which differ in how the proposer is written.
fn block_at(node: &Node, view: &Snapshot, height: u64) -> Result<Value, Status> {
    let (block, txs) = rows(view, height)?;
    let proposer = consensus_address(node)?;
    Ok(json!({
        "block_id": block_id(&block.hash),
        "block": block_json(node, &block, &txs, &base64(&node.validator.address)),
        "sdk_block": block_json(node, &block, &txs, &proposer),
    }))
}

/// The id of a block, and the block.
pub(super) fn block_parts(node: &Node, view: &Snapshot, height: u64) -> Result<(Value, Value, Vec<TxRow>), Status> {
    let (block, txs) = rows(view, height)?;
    let json = block_json(node, &block, &txs, &base64(&node.validator.address));
    Ok((block_id(&block.hash), json, txs))
}

fn rows(view: &Snapshot, height: u64) -> Result<(BlockRow, Vec<TxRow>), Status> {
    let block = view
        .block(height)?
        .ok_or_else(|| Status::new(super::status::INTERNAL, format!("no block at height {height}")))?;
    Ok((block, view.block_txs(height)?))
}

fn base64_or_null(bytes: &[u8]) -> Value {
    match bytes.is_empty() {
        true => Value::Null,
        false => json!(base64(bytes)),
    }
}

fn block_id(hash: &[u8]) -> Value {
    match hash.is_empty() {
        true => json!({ "hash": null, "part_set_header": { "total": 0, "hash": null } }),
        false => json!({ "hash": base64(hash), "part_set_header": { "total": 1, "hash": base64(&parts_hash(hash)) } }),
    }
}

fn block_json(node: &Node, block: &BlockRow, txs: &[TxRow], proposer: &str) -> Value {
    let validators = base64(&node.validator.set_hash);
    json!({
        "header": {
            "version": { "block": BLOCK_PROTOCOL.to_string(), "app": "0" },
            "chain_id": node.genesis.chain_id,
            "height": block.height.to_string(),
            "time": time(block.time_ns),
            "last_block_id": block_id(&block.last_hash),
            "last_commit_hash": base64(&hashes::empty_hash()),
            "data_hash": base64(&block.data_hash),
            "validators_hash": validators,
            "next_validators_hash": validators,
            "consensus_hash": base64(&node.consensus_hash),
            "app_hash": base64_or_null(&block.app_hash),
            "last_results_hash": base64_or_null(&block.last_results_hash),
            "evidence_hash": base64(&hashes::empty_hash()),
            "proposer_address": proposer,
        },
        "data": { "txs": txs.iter().map(|tx| base64(&tx.bytes)).collect::<Vec<_>>() },
        "evidence": { "evidence": [] },
        "last_commit": {
            "height": block.height.saturating_sub(1).to_string(),
            "round": 0,
            "block_id": block_id(&block.last_hash),
            "signatures": [],
        },
    })
}
