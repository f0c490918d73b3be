use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};

use futures::future::join_all;
use serde::de::DeserializeOwned;
use serde_json::{json, Value};

use super::{
    health::{order, Health, Report},
    wire::{malformed, Envelope, RpcFault, StatusAnswer},
    RpcConfig,
};
use crate::ChainError;

/// Several endpoints of one chain; the freshest healthy one answers.
pub(super) struct Pool {
    pub config: RpcConfig,
    http: reqwest::Client,
    state: Mutex<State>,
}

struct State {
    health: Vec<Health>,
    current: usize,
    checked: Option<Instant>,
}

/// How one call to one endpoint ended without an answer.
pub(super) enum Miss {
    /// Nothing readable came back.
    Silent {
        reason: String,
        /// The request certainly never left this machine.
        unsent: bool,
    },
    /// The RPC's own error.
    Fault(RpcFault),
}

impl Pool {
    pub fn new(config: RpcConfig) -> Result<Self, ChainError> {
        if config.endpoints.is_empty() {
            return Err(ChainError::Unreachable { reason: "no endpoint is configured".into() });
        }
        let http = reqwest::Client::builder()
            .timeout(config.timeout)
            .connect_timeout(config.timeout.min(std::time::Duration::from_secs(5)))
            .build()
            .map_err(|error| ChainError::Unreachable { reason: error.to_string() })?;
        let health = vec![Health::default(); config.endpoints.len()];
        Ok(Self { config, http, state: Mutex::new(State { health, current: 0, checked: None }) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has an endpoint of the right chain been seen, and does it still serve that chain?
    pub fn confirmed(&self) -> Result<(), ChainError> {
        let state = self.state();
        if state.health.iter().any(|health| health.chain_id.as_ref() == Some(&self.config.chain_id)) {
            return Ok(());
        }
        Err(self.nobody(&state, "no endpoint has answered yet"))
    }

    /// Endpoints in the order to ask, after asking all how they stand where that was long ago.
    pub async fn candidates(&self) -> Result<Vec<usize>, ChainError> {
        let due = self.state().checked.is_none_or(|checked| checked.elapsed() >= self.config.recheck);
        let mut last = String::from("no endpoint answers");
        if due {
            if let Err(reason) = self.check().await {
                last = reason;
            }
        }
        let mut state = self.state();
        let order = order(&state.health, state.current, Instant::now(), &self.config);
        match order.first() {
            Some(first) => {
                state.current = *first;
                Ok(order)
            }
            None => {
                // Nothing to go on: the next call asks again at once.
                state.checked = None;
                Err(self.nobody(&state, &last))
            }
        }
    }

    fn nobody(&self, state: &State, reason: &str) -> ChainError {
        match state.health.iter().find_map(|health| health.chain_id.clone()) {
            Some(found) => ChainError::WrongChain { expected: self.config.chain_id.clone(), found },
            None => ChainError::Unreachable { reason: reason.to_owned() },
        }
    }

    async fn check(&self) -> Result<(), String> {
        let reports = join_all((0..self.config.endpoints.len()).map(|at| self.report(at))).await;
        let mut state = self.state();
        let now = Instant::now();
        let mut last = Ok(());
        for (at, report) in reports.into_iter().enumerate() {
            match report {
                Ok(report) => state.health[at].seen(&report, now),
                Err(error) => {
                    last = Err(error.to_string());
                    state.health[at].failed(now, &self.config);
                }
            }
        }
        state.checked = Some(now);
        last
    }

    /// How one endpoint stands, and a note of it.
    pub async fn report(&self, at: usize) -> Result<Report, ChainError> {
        match self.call_one::<StatusAnswer>(at, "status", &json!({})).await {
            Ok(answer) => answer.report(),
            Err(Miss::Fault(fault)) => Err(fault.refused()),
            Err(Miss::Silent { reason, .. }) => Err(ChainError::Unreachable { reason }),
        }
    }

    pub fn saw(&self, at: usize, report: &Report) {
        self.state().health[at].seen(report, Instant::now());
    }

    pub fn failed(&self, at: usize) {
        self.state().health[at].failed(Instant::now(), &self.config);
    }

    /// Asks endpoints in turn until one answers; an error of the RPC is an answer.
    pub async fn call<T: DeserializeOwned>(
        &self,
        method: &str,
        params: &Value,
    ) -> Result<Result<T, RpcFault>, ChainError> {
        let mut last = String::new();
        for at in self.candidates().await? {
            match self.call_one(at, method, params).await {
                Ok(answer) => return Ok(Ok(answer)),
                Err(Miss::Fault(fault)) => return Ok(Err(fault)),
                Err(Miss::Silent { reason, .. }) => {
                    tracing::warn!(endpoint = self.config.endpoints[at], method, reason, "endpoint failed");
                    self.failed(at);
                    last = reason;
                }
            }
        }
        // Nobody answered: what was known of them is worth nothing now.
        self.state().checked = None;
        Err(ChainError::Unreachable { reason: last })
    }

    pub async fn call_one<T: DeserializeOwned>(&self, at: usize, method: &str, params: &Value) -> Result<T, Miss> {
        let url = &self.config.endpoints[at];
        let silent = |reason: String, unsent: bool| Miss::Silent { reason: format!("{url}: {reason}"), unsent };
        let request = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
        let response = self.http.post(url).json(&request).send().await;
        let response = response.map_err(|error| silent(plain(&error), error.is_connect()))?;
        let status = response.status();
        let body = response.bytes().await.map_err(|error| silent(plain(&error), false))?;
        // CometBFT sends its errors with status 500 and a body like any other.
        let envelope: Envelope = serde_json::from_slice(&body)
            .map_err(|error| silent(format!("HTTP {status}, and the body is not JSON-RPC: {error}"), false))?;
        match (envelope.error, envelope.result) {
            (Some(fault), _) => Err(Miss::Fault(fault)),
            (None, Some(result)) => {
                serde_json::from_value(result).map_err(|error| silent(malformed(error).to_string(), false))
            }
            (None, None) => Err(silent(format!("HTTP {status} with neither result nor error"), false)),
        }
    }
}

/// reqwest's words with their causes, without the URL it repeats.
fn plain(error: &reqwest::Error) -> String {
    let mut words = if error.is_timeout() { String::from("no answer in time") } else { String::from("no connection") };
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        words = format!("{words}: {inner}");
        cause = inner.source();
    }
    words
}
