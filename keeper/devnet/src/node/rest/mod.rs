//! The REST gateway: the same questions as gRPC's, with the paths, the JSON and the errors of the SDK's gateway.
//!
//! A route is a row of a table. Most hand a protobuf request to the state machine, as `abci_query` does, and write its
//! answer as JSON by [`crate::proto`]; what only the node knows (blocks, transactions) it answers itself.

mod chain;
mod request;
mod routes;
mod status;
mod txs;

use std::sync::Arc;

use axum::extract::rejection::RawPathParamsRejection;
use axum::extract::{Query, RawPathParams, Request, State};
use axum::http::{header, HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::{on, MethodRouter};
use axum::Router;
use tokio::task;
use tower_http::cors::CorsLayer;

use super::rpc::read_body;
use super::Node;
use crate::app::QueryResult;
use crate::proto::to_json;
use routes::{Answer, Route};
use status::Status;

/// Height to ask about, and height of an answer.
const HEIGHT: &str = "x-cosmos-block-height";

/// What a client asked with.
struct Args {
    /// Parameters in the path.
    pub path: Vec<(String, String)>,
    /// Parameters after the `?`.
    pub query: Vec<(String, String)>,
    /// Body; empty for GET.
    pub body: Vec<u8>,
    /// Height to ask about.
    pub at: Option<u64>,
}

impl Args {
    /// A parameter in the path.
    pub fn path(&self, name: &str) -> &str {
        self.path.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    /// A parameter after the `?`; the last one counts.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// JSON, and the height it belongs to.
type Reply = Result<(u64, String), Status>;

/// All routes. Any page may ask.
pub(crate) fn router(node: Arc<Node>) -> Router {
    let mut router = Router::new();
    for route in routes::OF_APP.iter().chain(routes::OF_NODE) {
        router = router.route(route.path, handler(route));
    }
    router
        .fallback(not_implemented)
        .method_not_allowed_fallback(not_implemented)
        .layer(CorsLayer::permissive())
        .with_state(node)
}

async fn not_implemented() -> Response {
    respond(Err(Status::new(status::UNIMPLEMENTED, "Not Implemented")))
}

fn handler(route: &'static Route) -> MethodRouter<Arc<Node>> {
    type Path = Result<RawPathParams, RawPathParamsRejection>;
    on(route.verb, move |State(node): State<Arc<Node>>, path: Path, request: Request| async move {
        let path: Vec<_> = match path {
            Ok(path) => path.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
            Err(rejection) => return respond(Err(Status::new(status::INVALID_ARGUMENT, rejection.body_text()))),
        };
        let args = match args(&node, path, request).await {
            Ok(args) => args,
            Err(status) => return respond(Err(status)),
        };
        let answered = task::spawn_blocking(move || answer(&node, route, &args)).await;
        respond(answered.unwrap_or_else(|panic| {
            tracing::error!("bug: a request panicked: {panic}");
            Err(Status::new(status::INTERNAL, "the request panicked: see the node's log"))
        }))
    })
}

async fn args(node: &Node, path: Vec<(String, String)>, request: Request) -> Result<Args, Status> {
    let at = asked_height(request.headers())?;
    let query = asked_query(request.uri())?;
    let body = read_body(request.into_body(), &node.config.limits).await;
    let body = body.map_err(|error| Status::new(status::INVALID_ARGUMENT, error.words().1))?;
    Ok(Args { path, query, body, at })
}

fn asked_query(uri: &Uri) -> Result<Vec<(String, String)>, Status> {
    let query = Query::<Vec<(String, String)>>::try_from_uri(uri);
    query.map(|Query(query)| query).map_err(|error| Status::new(status::INVALID_ARGUMENT, error.body_text()))
}

/// Zero is the latest, as everywhere.
fn asked_height(headers: &HeaderMap) -> Result<Option<u64>, Status> {
    let Some(value) = headers.get(HEIGHT) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default();
    let height: u64 = text.parse().map_err(|_| {
        let text = format!("{HEIGHT}: strconv.ParseInt: parsing {text:?}: invalid syntax");
        Status::new(status::INVALID_ARGUMENT, text)
    })?;
    Ok(Some(height).filter(|height| *height > 0))
}

fn answer(node: &Node, route: &Route, args: &Args) -> Reply {
    match &route.answer {
        Answer::Node(handler) => handler(node, args),
        Answer::App { path, request, response } => {
            let asked = match args.body.is_empty() {
                true => request::from_names(request, &args.path, &args.query)?,
                false => request::from_json(request, &args.body)?,
            };
            let (height, QueryResult { code, codespace, log, value, status }) = node.query(args.at, path, &asked)?;
            if code != 0 {
                return Err(status.map_or_else(|| Status::of_abci(&codespace, code, &log), Status));
            }
            Ok((height, to_json(response, &value)?))
        }
    }
}

fn respond(reply: Reply) -> Response {
    const JSON: (header::HeaderName, &str) = (header::CONTENT_TYPE, "application/json");
    match reply {
        Ok((height, json)) => {
            let height = height.to_string();
            let heights = [(HEIGHT, height.clone()), ("grpc-metadata-x-cosmos-block-height", height)];
            (StatusCode::OK, [JSON], heights, json).into_response()
        }
        Err(status) => (status.http(), [JSON], status.to_json()).into_response(),
    }
}
