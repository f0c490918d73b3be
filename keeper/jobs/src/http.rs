//! What a keeper tells about itself over HTTP: `/status`, `/healthz`, `/readyz`, `/metrics`. Read-only, and meant for
//! 127.0.0.1.

use std::{fmt::Write, future::Future, sync::Arc};

use axum::{
    extract::State,
    http::{header::CONTENT_TYPE, StatusCode},
    response::IntoResponse,
    routing::get,
    Json, Router,
};
use backlot_chain::Endpoint;
use tokio::net::TcpListener;

use crate::{Keeper, KeeperStatus, Readiness};

/// Serves until `until` ends.
///
/// # Errors
/// The socket's.
pub async fn serve(
    keeper: Arc<Keeper>,
    listener: TcpListener,
    until: impl Future<Output = ()> + Send + 'static,
) -> std::io::Result<()> {
    axum::serve(listener, router(keeper)).with_graceful_shutdown(until).await
}

fn router(keeper: Arc<Keeper>) -> Router {
    Router::new()
        .route("/status", get(|State(keeper): State<Arc<Keeper>>| async move { Json(keeper.status()) }))
        // Alive: it answers. Whether it can work is another question.
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .with_state(keeper)
}

async fn ready(State(keeper): State<Arc<Keeper>>) -> impl IntoResponse {
    let status = keeper.status();
    match status.readiness {
        Readiness::Ready => (StatusCode::OK, "ready\n".to_owned()),
        other => (StatusCode::SERVICE_UNAVAILABLE, format!("{other:?}: {}\n", status.reason.unwrap_or_default())),
    }
}

async fn metrics(State(keeper): State<Arc<Keeper>>) -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/plain; version=0.0.4")], exposition(&keeper.status()))
}

/// Prometheus' text format, version 0.0.4.
fn exposition(status: &KeeperStatus) -> String {
    let mut text = String::new();
    let mut single = |name: &str, kind: &str, help: &str, value: u128| {
        let _ = writeln!(text, "# HELP backlot_{name} {help}\n# TYPE backlot_{name} {kind}\nbacklot_{name} {value}");
    };
    single("ready", "gauge", "1 where the keeper can work", u128::from(status.readiness == Readiness::Ready));
    single("height", "gauge", "Height last seen", status.height.into());
    single("chain_time_seconds", "gauge", "Time of that block", (status.chain_time_ns / 1_000_000_000).into());
    single("fees_total", "counter", "Fees paid since the start, base units", status.fees.into());
    single("rounds_total", "counter", "Rounds since the start", status.rounds.into());
    single("starts_total", "counter", "Starts of the keeper on this journal", status.starts.into());
    single(
        "recovered_total",
        "counter",
        "Transactions settled after a lost answer or a crash",
        status.recovered.into(),
    );
    if let Some(balance) = status.balance {
        single("balance", "gauge", "Wallet, base units of the fee denom", balance);
    }
    if let Some(price) = status.gas_price_micro {
        single("gas_price_micro", "gauge", "What gas costs as learned, millionths of a base unit", price.into());
    }
    if let Some(wanted) = status.gas_wanted_micro {
        single("gas_wanted_micro", "gauge", "What the node last wanted, millionths of a base unit", wanted.into());
    }
    single("fees_today", "gauge", "Fees of this day of chain time, base units", status.fees_today);
    if let Some(budget) = status.daily_budget {
        single("daily_budget", "gauge", "Most fees of a day, base units", budget);
    }
    let halted = status.readiness == Readiness::Halted;
    single("halted", "gauge", "1 where the chain makes no blocks", halted.into());
    type Value = fn(&crate::JobStatus) -> u128;
    let per_job: [(&str, &str, &str, Value); 9] = [
        ("job_runs_total", "counter", "Runs to the end", |job| job.runs.into()),
        ("job_failures", "gauge", "Failures in a row", |job| job.failures.into()),
        ("job_txs_total", "counter", "Transactions", |job| job.txs.into()),
        ("job_gas_total", "counter", "Gas used", |job| job.gas.into()),
        ("job_credited_total", "counter", "Credited to holders, base units", |job| job.credited),
        ("job_paid_total", "counter", "Handed out, base units", |job| job.paid),
        ("job_parked_total", "counter", "Of that parked, base units", |job| job.parked),
        ("job_blocked", "gauge", "Set aside now", |job| job.blocked.len() as u128),
        ("job_waiting", "gauge", "Waiting for cheaper gas or the next day's budget", |job| job.waiting.len() as u128),
    ];
    for (name, kind, help, value) in per_job {
        let _ = writeln!(text, "# HELP backlot_{name} {help}\n# TYPE backlot_{name} {kind}");
        for job in &status.jobs {
            let (film, value) = (&job.film, value(job));
            let _ = writeln!(text, "backlot_{name}{{job=\"{}\",film=\"{film}\"}} {value}", job.job);
        }
    }
    if !status.endpoints.is_empty() {
        let _ = writeln!(
            text,
            "# HELP backlot_endpoint_height Height of an endpoint as last seen\n# TYPE backlot_endpoint_height gauge"
        );
    }
    for Endpoint { url, state, height, .. } in &status.endpoints {
        let state = serde_json::to_value(state).unwrap_or_default();
        let state = state.as_str().unwrap_or_default();
        let _ = writeln!(text, "backlot_endpoint_height{{endpoint=\"{url}\",state=\"{state}\"}} {height}");
    }
    let _ =
        writeln!(text, "# HELP backlot_gas_total Gas used by kind, over all starts\n# TYPE backlot_gas_total counter");
    for (kind, totals) in &status.kinds {
        let _ = writeln!(text, "backlot_gas_total{{kind=\"{kind}\"}} {}", totals.gas);
    }
    text
}
