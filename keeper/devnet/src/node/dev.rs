//! `/dev/…`: what only a devnet can do. POST with JSON; answers `{"height": …}` and more, or `{"error": …}`.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{ensure, Context, Result};
use axum::extract::{Request, State};
use axum::http::{header, HeaderMap, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Extension, Json, Router};
use serde::{de::DeserializeOwned, Deserialize};
use serde_json::{json, Value};
use tokio::task;

use super::rpc::{read_body, Peer};
use super::{Committed, Node};

/// Farthest jump of chain time at once: a hundred years.
const FARTHEST_SECONDS: u64 = 100 * 365 * 24 * 3_600;

/// The endpoints.
pub(crate) fn router() -> Router<Arc<Node>> {
    Router::new()
        .route("/advance_time", post(advance_time))
        .route("/faucet", post(faucet))
        .route("/block_address", post(block_address))
        .route("/produce_block", post(produce_block))
        .route("/mempool", post(mempool))
        .route("/gas_price", post(gas_price))
        .layer(middleware::from_fn(only_local))
}

/// Refuses other machines, and web pages: a page in the user's browser reaches loopback too, but says where it is from.
async fn only_local(Extension(Peer(peer)): Extension<Peer>, request: Request, next: Next) -> Response {
    if !peer.ip().to_canonical().is_loopback() {
        return refusal(StatusCode::FORBIDDEN, "dev endpoints answer on the same machine only");
    }
    if from_a_page(request.headers()) {
        return refusal(StatusCode::FORBIDDEN, "dev endpoints do not answer web pages");
    }
    next.run(request).await
}

fn from_a_page(headers: &HeaderMap) -> bool {
    headers.contains_key(header::ORIGIN)
}

fn refusal(status: StatusCode, why: impl std::fmt::Display) -> Response {
    (status, Json(json!({ "error": why.to_string() }))).into_response()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AdvanceTime {
    seconds: u64,
}

async fn advance_time(State(node): State<Arc<Node>>, request: Request) -> Response {
    answer(node, request, |node, AdvanceTime { seconds }: AdvanceTime| {
        ensure!(seconds <= FARTHEST_SECONDS, "at most {FARTHEST_SECONDS} seconds at once");
        Ok(stands(&*node.advance_time(Duration::from_secs(seconds))?))
    })
    .await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nothing {}

async fn produce_block(State(node): State<Arc<Node>>, request: Request) -> Response {
    answer(node, request, |node, Nothing {}: Nothing| Ok(stands(&*node.produce(Default::default())?))).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MempoolIs {
    /// Takes nothing, as if it were full.
    full: bool,
    /// Loses what waits now.
    #[serde(default)]
    lose: bool,
}

async fn mempool(State(node): State<Arc<Node>>, request: Request) -> Response {
    answer(node, request, |node, MempoolIs { full, lose }: MempoolIs| {
        let mut mempool = node.mempool();
        mempool.close(full);
        let lost = if lose { mempool.lose() } else { 0 };
        Ok(json!({ "height": node.head().height.to_string(), "lost": lost }))
    })
    .await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GasPrice {
    /// 10⁻⁶ of a base unit of the fee denom.
    micro: u64,
}

async fn gas_price(State(node): State<Arc<Node>>, request: Request) -> Response {
    answer(node, request, |node, GasPrice { micro }: GasPrice| Ok(stands(&*node.gas_price(micro)?))).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockAddress {
    address: String,
    blocked: bool,
}

async fn block_address(State(node): State<Arc<Node>>, request: Request) -> Response {
    answer(node, request, |node, BlockAddress { address, blocked }: BlockAddress| {
        Ok(stands(&*node.block_address(&address, blocked)?))
    })
    .await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Faucet {
    address: String,
    /// A text, as everywhere in Cosmos: JSON readers lose digits of large numbers.
    amount: String,
    /// The fee denom where it is not given.
    denom: Option<String>,
}

async fn faucet(State(node): State<Arc<Node>>, request: Request) -> Response {
    answer(node, request, |node, Faucet { address, amount, denom }: Faucet| {
        let denom = denom.unwrap_or_else(|| node.genesis.fee_denom.clone());
        let amount = amount.parse().with_context(|| format!("amount {amount:?} is not a whole number in quotes"))?;
        let (hash, height) = node.pay_and_wait(&address, amount, &denom)?;
        Ok(json!({ "tx": hex::encode_upper(hash), "height": height.to_string() }))
    })
    .await
}

fn stands(committed: &Committed) -> Value {
    let block = &committed.block;
    json!({ "height": block.height.to_string(), "time_ns": block.time_ns.to_string() })
}

/// Reads the body, runs `run` on a thread that may block, answers.
async fn answer<T: DeserializeOwned + Send + 'static>(
    node: Arc<Node>,
    request: Request,
    run: impl FnOnce(&Node, T) -> Result<Value> + Send + 'static,
) -> Response {
    let body = match read_body(request.into_body(), &node.config.limits).await {
        Ok(body) => body,
        Err(error) => {
            let (status, words) = error.words();
            return refusal(status, words);
        }
    };
    let body = if body.is_empty() { b"{}".as_slice() } else { body.as_slice() };
    let asked = match serde_json::from_slice(body) {
        Ok(asked) => asked,
        Err(error) => return refusal(StatusCode::BAD_REQUEST, error),
    };
    match task::spawn_blocking(move || run(&node, asked)).await {
        Ok(Ok(value)) => Json(value).into_response(),
        Ok(Err(error)) => refusal(StatusCode::BAD_REQUEST, format!("{error:#}")),
        Err(panic) => refusal(StatusCode::INTERNAL_SERVER_ERROR, panic),
    }
}
