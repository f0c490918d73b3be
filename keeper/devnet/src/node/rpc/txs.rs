//! Transactions: sending, finding.

use serde_json::{json, Value};

use super::encode::{self, base64, hex};
use super::envelope::RpcError;
use super::params::Params;
use crate::app::TxResult;
use crate::node::hashes::sha256;
use crate::node::index::{search, Kind};
use crate::node::query::Query;
use crate::node::Node;

const PER_PAGE: usize = 30;
const MOST_PER_PAGE: usize = 100;

/// A page of what a search found.
pub(crate) struct Page {
    /// Places on this page, in the order asked for.
    pub items: Vec<(u64, u32)>,
    /// How many there are on all pages.
    pub total: usize,
}

impl Page {
    /// The page that `page`, `per_page` and `order_by` ask for.
    pub(super) fn of(found: Vec<(u64, u32)>, params: &Params<'_>) -> Result<Self, RpcError> {
        let newest_first = match params.text("order_by")?.as_str() {
            "desc" => true,
            "asc" | "" => false,
            _ => return Err(RpcError::internal("expected order_by to be either `asc` or `desc` or empty")),
        };
        let (page, per_page) = (params.integer("page")?, params.integer("per_page")?);
        Self::cut(found, newest_first, page, per_page).map_err(RpcError::internal)
    }

    /// A page, counted from 1. Texts and bounds are CometBFT's.
    pub fn cut(
        mut found: Vec<(u64, u32)>,
        newest_first: bool,
        page: Option<i64>,
        per_page: Option<i64>,
    ) -> Result<Self, String> {
        if newest_first {
            found.reverse();
        }
        let per_page = match per_page.map(usize::try_from) {
            None | Some(Err(_) | Ok(0)) => PER_PAGE,
            Some(Ok(asked)) => asked.min(MOST_PER_PAGE),
        };
        let total = found.len();
        let pages = total.div_ceil(per_page).max(1);
        let asked = page.unwrap_or(1);
        let page = usize::try_from(asked).ok().filter(|page| (1..=pages).contains(page));
        let page = page.ok_or_else(|| format!("page should be within [1, {pages}] range, given {asked}"))?;
        let items = found.into_iter().skip((page - 1) * per_page).take(per_page).collect();
        Ok(Self { items, total })
    }
}

pub(super) fn tx(node: &Node, params: &Params<'_>) -> Result<Value, RpcError> {
    let hash = params.hash("hash")?;
    let view = node.snapshot()?;
    let tx = view.tx(&hash)?.ok_or_else(|| RpcError::internal(format!("tx ({}) not found", hex(&hash))))?;
    let block = params.flag("prove")?.then(|| view.block_txs(tx.height)).transpose()?;
    Ok(encode::tx(&tx, block.as_deref()))
}

pub(super) fn tx_search(node: &Node, params: &Params<'_>) -> Result<Value, RpcError> {
    let query = Query::parse(&params.text("query")?).map_err(RpcError::internal)?;
    let view = node.snapshot()?;
    let page = Page::of(search(&view, Kind::Tx, &query)?, params)?;
    let prove = params.flag("prove")?;
    let mut txs = Vec::new();
    for (height, index) in page.items {
        let Some(tx) = view.tx_at(height, index)? else { continue };
        let block = prove.then(|| view.block_txs(height)).transpose()?;
        txs.push(encode::tx(&tx, block.as_deref()));
    }
    Ok(json!({ "txs": txs, "total_count": page.total.to_string() }))
}

pub(super) fn num_unconfirmed_txs(node: &Node, _: &Params<'_>) -> Result<Value, RpcError> {
    let mempool = node.mempool();
    let count = mempool.len().to_string();
    Ok(json!({ "n_txs": count, "total": count, "total_bytes": mempool.bytes().to_string(), "txs": null }))
}

pub(super) fn unconfirmed_txs(node: &Node, params: &Params<'_>) -> Result<Value, RpcError> {
    let limit = match params.integer("limit")?.map(usize::try_from) {
        None | Some(Err(_) | Ok(0)) => PER_PAGE,
        Some(Ok(asked)) => asked.min(MOST_PER_PAGE),
    };
    let mempool = node.mempool();
    let txs: Vec<_> = mempool.first(limit).map(|tx| base64(&tx.bytes)).collect();
    Ok(json!({
        "n_txs": txs.len().to_string(),
        "total": mempool.len().to_string(),
        "total_bytes": mempool.bytes().to_string(),
        "txs": txs,
    }))
}

pub(super) fn check_tx(node: &Node, params: &Params<'_>) -> Result<Value, RpcError> {
    Ok(encode::check_result(&node.check(&params.base64("tx")?)?))
}

/// Hands in the transaction of the parameters.
fn submit(node: &Node, params: &Params<'_>) -> Result<([u8; 32], TxResult), RpcError> {
    let tx = params.base64("tx")?;
    let hash = sha256(&tx);
    let checked = node.submit(tx)?.map_err(RpcError::internal)?;
    Ok((hash, checked))
}

pub(super) fn broadcast_tx_sync(node: &Node, params: &Params<'_>) -> Result<Value, RpcError> {
    let (hash, TxResult { code, codespace, data, log, .. }) = submit(node, params)?;
    Ok(json!({ "code": code, "data": hex(&data), "log": log, "codespace": codespace, "hash": hex(&hash) }))
}

/// Does not tell what the check said. (It is made all the same: there is no network to wait for.)
pub(super) fn broadcast_tx_async(node: &Node, params: &Params<'_>) -> Result<Value, RpcError> {
    let (hash, _) = submit(node, params)?;
    Ok(json!({ "code": 0, "data": "", "log": "", "codespace": "", "hash": hex(&hash) }))
}

pub(super) fn broadcast_tx_commit(node: &Node, params: &Params<'_>) -> Result<Value, RpcError> {
    // Before the transaction is handed in, so that its block cannot be missed.
    let blocks = node.bus.subscribe();
    let (hash, checked) = submit(node, params)?;
    let included = match checked.code {
        0 => Some(node.wait_for(blocks, &hash)?),
        _ => None,
    };
    let result = match &included {
        Some(tx) => encode::tx_result(tx),
        None => encode::check_result(&TxResult::default()),
    };
    let height = included.map_or(0, |tx| tx.height);
    Ok(json!({
        "check_tx": encode::check_result(&checked),
        "tx_result": result,
        "hash": hex(&hash),
        "height": height.to_string(),
    }))
}
