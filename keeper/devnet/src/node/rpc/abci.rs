//! Questions to the app.

use serde_json::{json, Value};

use super::encode::base64;
use super::envelope::RpcError;
use super::params::Params;
use crate::app::QueryResult;
use crate::node::{refuse, Node};

pub(super) fn abci_info(node: &Node, _: &Params<'_>) -> Result<Value, RpcError> {
    let head = node.head();
    Ok(json!({ "response": {
        "data": env!("CARGO_PKG_NAME"),
        "version": env!("CARGO_PKG_VERSION"),
        "last_block_height": head.height.to_string(),
        "last_block_app_hash": base64(&head.app_hash),
    } }))
}

pub(super) fn abci_query(node: &Node, params: &Params<'_>) -> Result<Value, RpcError> {
    let (path, data) = (params.text("path")?, params.hex("data")?);
    let at = match params.integer("height")?.unwrap_or(0) {
        0 => None,
        asked => Some(asked),
    };
    let (height, answer) = match at.map(u64::try_from) {
        None => node.query(None, &path, &data)?,
        Some(Ok(height)) => node.query(Some(height), &path, &data)?,
        Some(Err(_)) => {
            let log = "cannot query with height < 0; please provide a valid height: invalid height";
            (0, refuse(26, log.to_owned()))
        }
    };
    let QueryResult { code, codespace, log, value, status: _ } = answer;
    Ok(json!({ "response": {
        "code": code,
        "log": log,
        "info": "",
        "index": "0",
        "key": null,
        "value": if value.is_empty() { Value::Null } else { json!(base64(&value)) },
        "proofOps": null,
        "height": height.to_string(),
        "codespace": codespace,
    } }))
}
