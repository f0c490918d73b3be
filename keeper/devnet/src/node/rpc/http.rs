//! Calls over HTTP: JSON-RPC by POST, and one method per URI by GET.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, Query, Request as HttpRequest, State};
use axum::http::{header, Method as Verb, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use futures::StreamExt;
use serde_json::{json, Value};
use tokio::{task, time};

use super::envelope::{response, Request, RpcError};
use super::params::Params;
use super::{find, METHODS};
use crate::node::{Limits, Node};

/// How much of an oversize body is read and thrown away, so that the client hears the answer instead of a reset.
const DRAIN: usize = 8;

/// Runs a call on a thread that may block.
pub(super) async fn call(node: Arc<Node>, name: String, params: Value) -> Result<Value, RpcError> {
    blocking(move || {
        let method = find(&name).ok_or_else(RpcError::method_not_found)?;
        (method.handler)(&node, &Params::from_json(params, method.params)?)
    })
    .await
}

async fn blocking(run: impl FnOnce() -> Result<Value, RpcError> + Send + 'static) -> Result<Value, RpcError> {
    task::spawn_blocking(run).await.unwrap_or_else(|panic| {
        tracing::error!("bug: a call panicked: {panic}");
        Err(RpcError::internal("the call panicked: see the node's log"))
    })
}

/// Why a body was not read.
pub(crate) enum BodyError {
    TooLarge,
    TooSlow,
    Broken(String),
}

impl BodyError {
    /// Status and words.
    pub fn words(&self) -> (StatusCode, String) {
        match self {
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "http: request body too large".to_owned()),
            Self::TooSlow => (StatusCode::REQUEST_TIMEOUT, "the body did not come in time".to_owned()),
            Self::Broken(why) => (StatusCode::BAD_REQUEST, why.clone()),
        }
    }
}

/// Reads a body within its bounds of size and time.
pub(crate) async fn read_body(body: Body, limits: &Limits) -> Result<Vec<u8>, BodyError> {
    time::timeout(limits.read_timeout, collect(body, limits.body_bytes)).await.unwrap_or(Err(BodyError::TooSlow))
}

async fn collect(body: Body, limit: usize) -> Result<Vec<u8>, BodyError> {
    let mut chunks = body.into_data_stream();
    let (mut read, mut seen) = (Vec::new(), 0usize);
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|error| BodyError::Broken(error.to_string()))?;
        seen = seen.saturating_add(chunk.len());
        match seen {
            _ if seen <= limit => read.extend_from_slice(&chunk),
            _ if seen > limit.saturating_mul(DRAIN) => return Err(BodyError::TooLarge),
            _ => read = Vec::new(),
        }
    }
    match seen <= limit {
        true => Ok(read),
        false => Err(BodyError::TooLarge),
    }
}

fn answer(status: StatusCode, value: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

/// `POST /`: a request, or a batch. `GET /`: what there is.
pub(super) async fn root(State(node): State<Arc<Node>>, request: HttpRequest) -> Response {
    if request.method() == Verb::GET {
        return endpoints().into_response();
    }
    let body = match read_body(request.into_body(), &node.config.limits).await {
        Ok(body) if body.is_empty() => return endpoints().into_response(),
        Ok(body) => body,
        Err(error) => {
            let (status, words) = error.words();
            let error = RpcError::invalid_request(format!("error reading request body: {words}"));
            return answer(status, &response(&Value::Null, Err(error)));
        }
    };
    let requests = match Request::read_all(&body) {
        Ok(requests) if requests.len() > node.config.limits.batch => {
            let error = RpcError::invalid_request(format!("a batch has at most {} requests", node.config.limits.batch));
            return answer(StatusCode::BAD_REQUEST, &response(&Value::Null, Err(error)));
        }
        Ok(requests) => requests,
        Err(error) => return answer(StatusCode::INTERNAL_SERVER_ERROR, &response(&Value::Null, Err(error))),
    };
    let mut answers = Vec::new();
    for Request { id, method, params } in requests {
        if id.is_null() {
            continue;
        }
        answers.push(response(&id, call(node.clone(), method, params).await));
    }
    match answers.len() {
        0 => StatusCode::OK.into_response(),
        1 => answer(StatusCode::OK, &answers.remove(0)),
        _ => answer(StatusCode::OK, &Value::Array(answers)),
    }
}

/// `GET /method?name=value`.
pub(super) async fn by_uri(State(node): State<Arc<Node>>, Path(name): Path<String>, uri: Uri) -> Response {
    let Some(method) = find(&name) else { return (StatusCode::NOT_FOUND, "404 page not found\n").into_response() };
    // CometBFT's id where a request has none.
    let id = json!(-1);
    let query = match Query::<Vec<(String, String)>>::try_from_uri(&uri) {
        Ok(Query(query)) => query,
        Err(error) => {
            let error = RpcError::invalid_params(error.body_text());
            return answer(StatusCode::INTERNAL_SERVER_ERROR, &response(&id, Err(error)));
        }
    };
    let called = blocking(move || (method.handler)(&node, &Params::from_uri(query, method.params))).await;
    let status = if called.is_ok() { StatusCode::OK } else { StatusCode::INTERNAL_SERVER_ERROR };
    answer(status, &response(&id, called))
}

fn endpoints() -> String {
    let mut list = String::from("Available endpoints:\n");
    for method in METHODS {
        let params: Vec<_> = method.params.iter().map(|name| format!("{name}=_")).collect();
        let mark = if params.is_empty() { "" } else { "?" };
        list.push_str(&format!("/{}{mark}{}\n", method.name, params.join("&")));
    }
    list.push_str("/websocket (subscribe, unsubscribe, unsubscribe_all, and all of the above)\n");
    list
}
