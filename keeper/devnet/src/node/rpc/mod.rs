//! The CometBFT 0.38 RPC.

mod abci;
mod blocks;
pub(super) mod encode;
mod envelope;
mod http;
mod info;
mod params;
mod server;
mod txs;
mod ws;

use serde_json::Value;

use super::Node;
use envelope::RpcError;
pub(crate) use http::read_body;
use params::Params;
pub(crate) use server::{router, serve, Peer};
pub(crate) use txs::Page;

type Handler = fn(&Node, &Params<'_>) -> Result<Value, RpcError>;

/// A method, and its parameters in the order in which an array of them is read.
struct Method {
    name: &'static str,
    params: &'static [&'static str],
    handler: Handler,
}

const fn method(name: &'static str, params: &'static [&'static str], handler: Handler) -> Method {
    Method { name, params, handler }
}

/// Everything but `subscribe` and its kin, which only a websocket has.
const METHODS: &[Method] = &[
    method("health", &[], info::health),
    method("status", &[], info::status),
    method("net_info", &[], info::net_info),
    method("genesis", &[], info::genesis),
    method("consensus_params", &["height"], info::consensus_params),
    method("validators", &["height", "page", "per_page"], info::validators),
    method("blockchain", &["minHeight", "maxHeight"], blocks::blockchain),
    method("block", &["height"], blocks::block),
    method("block_by_hash", &["hash"], blocks::block_by_hash),
    method("block_results", &["height"], blocks::block_results),
    method("header", &["height"], blocks::header),
    method("header_by_hash", &["hash"], blocks::header_by_hash),
    method("commit", &["height"], blocks::commit),
    method("block_search", &["query", "page", "per_page", "order_by"], blocks::block_search),
    method("tx", &["hash", "prove"], txs::tx),
    method("tx_search", &["query", "prove", "page", "per_page", "order_by"], txs::tx_search),
    method("unconfirmed_txs", &["limit"], txs::unconfirmed_txs),
    method("num_unconfirmed_txs", &[], txs::num_unconfirmed_txs),
    method("check_tx", &["tx"], txs::check_tx),
    method("broadcast_tx_sync", &["tx"], txs::broadcast_tx_sync),
    method("broadcast_tx_async", &["tx"], txs::broadcast_tx_async),
    method("broadcast_tx_commit", &["tx"], txs::broadcast_tx_commit),
    method("abci_info", &[], abci::abci_info),
    method("abci_query", &["path", "data", "height", "prove"], abci::abci_query),
];

fn find(name: &str) -> Option<&'static Method> {
    METHODS.iter().find(|method| method.name == name)
}
