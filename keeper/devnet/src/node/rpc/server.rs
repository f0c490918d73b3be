//! The listener: connections with bounds of number and of time.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use axum::routing::{any, get};
use axum::{Extension, Router};
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{watch, OwnedSemaphorePermit, Semaphore};
use tokio::time;
use tower_http::cors::CorsLayer;

use super::{http, ws};
use crate::node::{dev, stopped, Node};

/// How long open requests may take after a stop.
const GRACE: Duration = Duration::from_secs(2);

/// Who called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub SocketAddr);

/// The RPC, and the dev endpoints beside it.
pub(crate) fn router(node: Arc<Node>) -> Router {
    // Any page may read the chain and send what its user signed; the dev endpoints are not for pages.
    let rpc = Router::new()
        .route("/", any(http::root))
        .route("/websocket", get(ws::upgrade))
        .route("/{method}", get(http::by_uri))
        .layer(CorsLayer::permissive());
    let dev = if node.config.dev_endpoints { dev::router() } else { Router::new() };
    rpc.nest("/dev", dev).fallback(|| async { (StatusCode::NOT_FOUND, "404 page not found\n") }).with_state(node)
}

/// Serves until told to stop.
pub(crate) async fn serve(node: Arc<Node>, router: Router, listener: TcpListener, mut stop: watch::Receiver<bool>) {
    let slots = Arc::new(Semaphore::new(node.config.limits.connections));
    loop {
        let accepted = tokio::select! {
            () = stopped(&mut stop) => break,
            accepted = accept(&listener, &slots) => accepted,
        };
        let Some((stream, peer, slot)) = accepted else { continue };
        let patience = node.config.limits.read_timeout;
        tokio::spawn(connection(stream, peer, router.clone(), patience, stop.clone(), slot));
    }
    drop(listener);
    // All slots are free when all connections have ended.
    let all = u32::try_from(node.config.limits.connections).unwrap_or(u32::MAX);
    if time::timeout(GRACE, slots.acquire_many(all)).await.is_err() {
        tracing::warn!("some connections were still open after {GRACE:?}");
    }
}

async fn accept(
    listener: &TcpListener,
    slots: &Arc<Semaphore>,
) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let slot = slots.clone().acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, peer)) => Some((stream, peer, slot)),
        Err(error) => {
            // Out of file handles, mostly: waiting is all that helps.
            tracing::warn!("no connection was accepted: {error}");
            time::sleep(Duration::from_millis(100)).await;
            None
        }
    }
}

/// One connection. A client that is slow with its headers, or silent between requests, is hung up on; the body has a
/// bound of its own.
async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    patience: Duration,
    mut stop: watch::Receiver<bool>,
    slot: OwnedSemaphorePermit,
) {
    let _ = stream.set_nodelay(true);
    let service = TowerToHyperService::new(router.layer(Extension(Peer(peer))).layer(Extension(Arc::new(slot))));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    tokio::pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stopped(&mut stop) => {
            connection.as_mut().graceful_shutdown();
            time::timeout(GRACE, connection).await.unwrap_or(Ok(()))
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%peer, "connection ended: {error}");
    }
}
