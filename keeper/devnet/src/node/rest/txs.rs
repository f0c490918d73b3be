//! Transactions: `cosmos.tx`, but for what the state machine simulates.

use base64::{engine::general_purpose::STANDARD, Engine};
use serde_json::Value;

use super::chain::{block_parts, height};
use super::request::whole;
use super::status::{Status, INTERNAL, INVALID_ARGUMENT, NOT_FOUND, UNKNOWN};
use super::{Args, Reply};
use crate::app::TxResult;
use crate::node::hashes;
use crate::node::index::{search as find, Kind};
use crate::node::mempool::MempoolError;
use crate::node::query::Query;
use crate::node::rows::TxRow;
use crate::node::rpc::{encode, Page};
use crate::node::Node;
use crate::proto::{to_json, to_typed_json, TX};

/// Transactions on a page where the client does not say.
const PER_PAGE: i64 = 100;

/// What became of a transaction. `tx` and `timestamp` are empty before it is in a block.
fn tx_response(tx: &TxRow, json: &str, timestamp: &str) -> String {
    // Not by `json!`: the transaction is text already, and stays as it was written.
    format!(
        r#"{{"height":"{}","txhash":"{}","codespace":{},"code":{},"data":"{}","raw_log":{},"logs":[],"info":"","gas_wanted":"{}","gas_used":"{}","tx":{json},"timestamp":"{timestamp}","events":{}}}"#,
        tx.height,
        encode::hex(&tx.hash),
        Value::from(tx.codespace.as_str()),
        tx.code,
        encode::hex(&tx.data),
        Value::from(tx.log.as_str()),
        tx.gas_wanted,
        tx.gas_used,
        encode::events(&tx.events),
    )
}

/// A transaction and its response.
fn with_response(node: &Node, tx: &TxRow) -> Result<(String, String), Status> {
    let block = node.snapshot()?.block(tx.height)?.unwrap_or_default();
    // RFC 3339 without the digits of the second.
    let time = encode::time(block.time_ns);
    let timestamp = time.split(['.', 'Z']).next().unwrap_or_default();
    let response = tx_response(tx, &to_typed_json(&TX, &tx.bytes)?, &format!("{timestamp}Z"));
    Ok((to_json(&TX, &tx.bytes)?, response))
}

pub(super) fn by_hash(node: &Node, args: &Args) -> Reply {
    let asked = args.path("hash");
    let hash = hex::decode(asked).map_err(|_| {
        let why = match asked.chars().find(|c| !c.is_ascii_hexdigit()) {
            Some(c) => format!("invalid byte: U+{:04X} '{c}'", u32::from(c)),
            None => "odd length hex string".to_owned(),
        };
        Status::new(UNKNOWN, format!("encoding/hex: {why}"))
    })?;
    let tx = node.snapshot()?.tx(&hash)?;
    let tx = tx.ok_or_else(|| Status::new(NOT_FOUND, format!("tx not found: {asked}")))?;
    let (tx, response) = with_response(node, &tx)?;
    Ok((node.head().height, format!(r#"{{"tx":{tx},"tx_response":{response}}}"#)))
}

pub(super) fn search(node: &Node, args: &Args) -> Reply {
    let internal = |why: String| Status::new(INTERNAL, why);
    let number = |name| match args.query(name) {
        None => Ok(0i64),
        Some(text) => whole(text, "ParseUint").map_err(|why| Status::new(INVALID_ARGUMENT, why)),
    };
    let newest_first = match args.query("order_by").unwrap_or("0") {
        "ORDER_BY_DESC" | "2" => true,
        "ORDER_BY_ASC" | "ORDER_BY_UNSPECIFIED" | "1" | "0" => false,
        other => return Err(Status::new(INVALID_ARGUMENT, format!("{other} is not valid"))),
    };
    let (page, limit) = (number("page")?.max(1), number("limit")?);
    let limit = if limit == 0 { PER_PAGE } else { limit };
    let text = args.query("query").unwrap_or_default();
    if text.is_empty() {
        return Err(internal("query cannot be empty".to_owned()));
    }
    let refused = |why: String| internal(format!("failed to search for txs: {why}"));
    let query = Query::parse(text).map_err(|error| refused(error.to_string()))?;
    let view = node.snapshot()?;
    let page = Page::cut(find(&view, Kind::Tx, &query)?, newest_first, Some(page), Some(limit)).map_err(refused)?;
    let (mut txs, mut responses) = (Vec::new(), Vec::new());
    for (height, index) in page.items {
        let Some(tx) = view.tx_at(height, index)? else { continue };
        let (tx, response) = with_response(node, &tx)?;
        txs.push(tx);
        responses.push(response);
    }
    let answer = format!(
        r#"{{"txs":[{}],"tx_responses":[{}],"pagination":null,"total":"{}"}}"#,
        txs.join(","),
        responses.join(","),
        page.total
    );
    Ok((node.head().height, answer))
}

pub(super) fn of_block(node: &Node, args: &Args) -> Reply {
    let view = node.snapshot()?;
    let latest = view.head()?.height;
    let height = height(args)?;
    if !(1..=latest).contains(&height) {
        let why = format!(
            "requested height {height} but height must not be less than 1 or greater than the current height {latest}"
        );
        return Err(Status::of_abci("sdk", 26, &format!("{why}: invalid height")));
    }
    let (id, block, rows) = block_parts(node, &view, height)?;
    let txs: Vec<_> = rows.iter().take(100).map(|tx| to_json(&TX, &tx.bytes)).collect::<Result<_, _>>()?;
    let (txs, total) = (txs.join(","), rows.len());
    let answer = format!(
        r#"{{"txs":[{txs}],"block_id":{id},"block":{block},"pagination":{{"next_key":null,"total":"{total}"}}}}"#
    );
    Ok((latest, answer))
}

#[derive(serde::Deserialize)]
struct Broadcast {
    #[serde(alias = "txBytes", default)]
    tx_bytes: String,
    #[serde(default)]
    mode: Value,
}

/// Whether the sender waits for the check.
fn waits(mode: &Value) -> Result<bool, Status> {
    match (mode.as_str(), mode.as_u64()) {
        (Some("BROADCAST_MODE_SYNC"), _) | (_, Some(2)) => Ok(true),
        (Some("BROADCAST_MODE_ASYNC"), _) | (_, Some(3)) => Ok(false),
        (Some("BROADCAST_MODE_UNSPECIFIED" | "BROADCAST_MODE_BLOCK"), _) | (_, Some(_)) | (None, None) => {
            Err(Status::new(UNKNOWN, "unsupported return type unspecified; supported types: sync, async"))
        }
        (Some(other), _) => {
            let text = format!("unknown value {other:?} for enum cosmos.tx.v1beta1.BroadcastMode");
            Err(Status::new(INVALID_ARGUMENT, text))
        }
    }
}

pub(super) fn broadcast(node: &Node, args: &Args) -> Reply {
    let bad = |why: String| Status::new(INVALID_ARGUMENT, why);
    let Broadcast { tx_bytes, mode } = serde_json::from_slice(&args.body).map_err(|error| bad(error.to_string()))?;
    let bytes = STANDARD.decode(tx_bytes).map_err(|error| bad(format!("tx_bytes: {error}")))?;
    let wait = waits(&mode)?;
    let hash = hashes::sha256(&bytes);
    let checked = match node.submit(bytes)? {
        // The SDK's codes for what CometBFT refuses before it asks the application.
        Err(refused) => {
            let code = match refused {
                MempoolError::InCache => 19,
                MempoolError::Full { .. } => 20,
                MempoolError::TooLarge { .. } => 21,
            };
            TxResult { code, codespace: "sdk".to_owned(), ..TxResult::default() }
        }
        Ok(_) if !wait => TxResult::default(),
        Ok(TxResult { code, codespace, data, log, .. }) => {
            TxResult { code, codespace, data, log, ..TxResult::default() }
        }
    };
    let row = TxRow::new(hash, Vec::new(), 0, 0, checked);
    Ok((node.head().height, format!(r#"{{"tx_response":{}}}"#, tx_response(&row, "null", ""))))
}
