//! Blocks.

use serde_json::{json, Value};

use super::encode::{self, base64, block_id};
use super::envelope::RpcError;
use super::params::Params;
use super::txs::Page;
use crate::node::index::{search, Kind};
use crate::node::query::Query;
use crate::node::rows::BlockRow;
use crate::node::store::Snapshot;
use crate::node::{Committed, Node};

/// Most headers `blockchain` answers with.
const MOST_HEADERS: u64 = 20;

/// The parameter `height`, the latest where it is not given. The texts are CometBFT's.
pub(super) fn height_or_latest(view: &Snapshot, params: &Params<'_>) -> Result<u64, RpcError> {
    let latest = view.head()?.height;
    let Some(asked) = params.integer("height")? else { return Ok(latest) };
    match u64::try_from(asked) {
        Ok(height) if (1..=latest).contains(&height) => Ok(height),
        Ok(height) if height > latest => Err(RpcError::internal(format!(
            "height {height} must be less than or equal to the current blockchain height {latest}"
        ))),
        _ => Err(RpcError::internal(format!("height must be greater than 0, but got {asked}"))),
    }
}

fn asked(node: &Node, params: &Params<'_>) -> Result<(Snapshot, BlockRow), RpcError> {
    let view = node.snapshot()?;
    let height = height_or_latest(&view, params)?;
    let block = view.block(height)?.ok_or_else(|| RpcError::internal(format!("no block at height {height}")))?;
    Ok((view, block))
}

fn asked_by_hash(node: &Node, params: &Params<'_>) -> Result<Option<(Snapshot, BlockRow)>, RpcError> {
    let view = node.snapshot()?;
    let Some(height) = view.block_height(&params.hash("hash")?)? else { return Ok(None) };
    let block = view.block(height)?;
    Ok(block.map(|block| (view, block)))
}

fn with_id(node: &Node, view: &Snapshot, block: &BlockRow) -> Result<Value, RpcError> {
    let txs = view.block_txs(block.height)?;
    Ok(json!({ "block_id": block_id(&block.hash), "block": encode::block(node, block, &txs) }))
}

pub(super) fn block(node: &Node, params: &Params<'_>) -> Result<Value, RpcError> {
    let (view, block) = asked(node, params)?;
    with_id(node, &view, &block)
}

pub(super) fn block_by_hash(node: &Node, params: &Params<'_>) -> Result<Value, RpcError> {
    match asked_by_hash(node, params)? {
        Some((view, block)) => with_id(node, &view, &block),
        None => Ok(json!({ "block_id": block_id(&[]), "block": null })),
    }
}

pub(super) fn header(node: &Node, params: &Params<'_>) -> Result<Value, RpcError> {
    let (_, block) = asked(node, params)?;
    Ok(json!({ "header": encode::header(node, &block) }))
}

pub(super) fn header_by_hash(node: &Node, params: &Params<'_>) -> Result<Value, RpcError> {
    let found = asked_by_hash(node, params)?;
    Ok(json!({ "header": found.map(|(_, block)| encode::header(node, &block)) }))
}

pub(super) fn commit(node: &Node, params: &Params<'_>) -> Result<Value, RpcError> {
    let (_, block) = asked(node, params)?;
    let commit = encode::commit(block.height, &block.hash);
    Ok(json!({ "signed_header": { "header": encode::header(node, &block), "commit": commit }, "canonical": true }))
}

pub(super) fn block_results(node: &Node, params: &Params<'_>) -> Result<Value, RpcError> {
    let (view, block) = asked(node, params)?;
    let results: Vec<_> = view.block_txs(block.height)?.iter().map(encode::tx_result).collect();
    Ok(json!({
        "height": block.height.to_string(),
        "txs_results": if results.is_empty() { Value::Null } else { Value::Array(results) },
        "finalize_block_events": encode::events(&block.events),
        "validator_updates": null,
        "consensus_param_updates": null,
        "app_hash": base64(&block.next_app_hash),
    }))
}

pub(super) fn blockchain(node: &Node, params: &Params<'_>) -> Result<Value, RpcError> {
    let view = node.snapshot()?;
    let latest = view.head()?.height;
    let bound = |name| -> Result<u64, RpcError> {
        let asked = params.integer(name)?.unwrap_or(0);
        u64::try_from(asked).map_err(|_| RpcError::internal("heights must be non-negative"))
    };
    let (min, max) = (bound("minHeight")?.max(1), bound("maxHeight")?);
    let max = if max == 0 { latest } else { max.min(latest) };
    if min > max {
        return Err(RpcError::internal(format!("min height {min} can't be greater than max height {max}")));
    }
    let min = min.max(max.saturating_sub(MOST_HEADERS - 1));
    let mut metas = Vec::new();
    for height in (min..=max).rev() {
        let Some(block) = view.block(height)? else { continue };
        metas.push(json!({
            "block_id": block_id(&block.hash),
            "block_size": block.size.to_string(),
            "header": encode::header(node, &block),
            "num_txs": block.txs.to_string(),
        }));
    }
    Ok(json!({ "last_height": latest.to_string(), "block_metas": metas }))
}

pub(super) fn block_search(node: &Node, params: &Params<'_>) -> Result<Value, RpcError> {
    let view = node.snapshot()?;
    let query = Query::parse(&params.text("query")?).map_err(RpcError::internal)?;
    let page = Page::of(search(&view, Kind::Block, &query)?, params)?;
    let mut blocks = Vec::new();
    for (height, _) in page.items {
        let Some(block) = view.block(height)? else { continue };
        blocks.push(with_id(node, &view, &block)?);
    }
    Ok(json!({ "blocks": blocks, "total_count": page.total.to_string() }))
}

/// The data of a `NewBlock` event.
pub(super) fn new_block_event(node: &Node, committed: &Committed) -> Value {
    let Committed { block, txs } = committed;
    json!({
        "block": encode::block(node, block, txs),
        "block_id": block_id(&block.hash),
        "result_finalize_block": {
            "events": encode::events(&block.events),
            "tx_results": txs.iter().map(encode::tx_result).collect::<Vec<_>>(),
            "validator_updates": [],
            "consensus_param_updates": null,
            "app_hash": base64(&block.next_app_hash),
        },
    })
}

/// The data of a `NewBlockEvents` event.
pub(super) fn new_block_events_event(block: &BlockRow) -> Value {
    json!({
        "height": block.height.to_string(),
        "events": encode::events(&block.events),
        "num_txs": block.txs.to_string(),
    })
}
