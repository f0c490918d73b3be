use std::{
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use futures::future::join_all;
use serde::de::DeserializeOwned;
use serde_json::{json, Value};

use super::{
    health::{alone_ahead, order, state, Health, Report},
    wire::{malformed, Envelope, HeaderAnswer, InfoAnswer, RpcFault, StatusAnswer},
    RpcConfig,
};
use crate::{ChainError, Endpoint, Status};

/// Pause between two looks whether an endpoint has caught up.
const CATCH_UP_PAUSE: Duration = Duration::from_millis(200);

/// Several endpoints of one chain; the freshest healthy one answers, and none from state that is older than what was
/// seen before.
pub(super) struct Pool {
    pub config: RpcConfig,
    http: reqwest::Client,
    state: Mutex<State>,
}

struct State {
    health: Vec<Health>,
    current: usize,
    checked: Option<Instant>,
    /// Height whose state was seen: older state is not answered from any more (acceptance K57).
    floor: u64,
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

/// What asking one endpoint came to.
enum Reply<T> {
    /// It answered, or the RPC refused.
    Answer(Result<T, RpcFault>),
    /// It has not reached what was seen before.
    Behind,
    /// Nothing readable came back.
    Silent(String),
}

impl Pool {
    pub fn new(config: RpcConfig) -> Result<Self, ChainError> {
        if config.endpoints.is_empty() {
            return Err(ChainError::Unreachable { reason: "no endpoint is configured".into() });
        }
        let http = reqwest::Client::builder()
            .timeout(config.timeout)
            .connect_timeout(config.timeout.min(Duration::from_secs(5)))
            .build()
            .map_err(|error| ChainError::Unreachable { reason: error.to_string() })?;
        let health = vec![Health::default(); config.endpoints.len()];
        Ok(Self { config, http, state: Mutex::new(State { health, current: 0, checked: None, floor: 0 }) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has an endpoint of the right chain been seen, and does it still serve that chain?
    pub fn confirmed(&self) -> Result<(), ChainError> {
        let state = self.state();
        if state.health.iter().any(|health| health.serves(&self.config)) {
            return Ok(());
        }
        Err(self.nobody(&state, "no endpoint has answered yet"))
    }

    /// The endpoints, for people.
    pub fn endpoints(&self) -> Vec<Endpoint> {
        let (all, now) = (self.state(), Instant::now());
        let urls = self.config.endpoints.iter().enumerate();
        let endpoint = |(at, url): (usize, &String)| Endpoint {
            url: url.clone(),
            state: state(&all.health, at, all.current, now, &self.config),
            height: all.health[at].height,
            chain_id: all.health[at].chain_id.clone(),
        };
        urls.map(endpoint).collect()
    }

    /// State of this height was seen: nothing older counts from now on.
    pub fn seen_state(&self, height: u64) {
        let mut state = self.state();
        state.floor = state.floor.max(height);
    }

    /// What is wrong where every endpoint that answers is behind.
    pub fn behind(&self) -> ChainError {
        let state = self.state();
        let now = Instant::now();
        let served = state.health.iter().filter(|health| health.serves(&self.config) && !health.cooling(now));
        ChainError::Behind { height: served.map(|health| health.height).max().unwrap_or(0), seen: state.floor }
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
                if state.current != *first {
                    tracing::info!(endpoint = self.config.endpoints[*first], "another endpoint is asked first");
                }
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
        let found = state.health.iter().find_map(|health| health.chain_id.clone());
        let all = state.health.iter().all(|health| health.chain_id.is_some());
        match found {
            // One that has not answered yet may be of the right chain.
            Some(found) if all => ChainError::WrongChain { expected: self.config.chain_id.clone(), found },
            Some(found) => ChainError::Unreachable {
                reason: format!("{reason}; what answers is of chain {found}, which is another"),
            },
            None => ChainError::Unreachable { reason: reason.to_owned() },
        }
    }

    /// Asks how they stand: first those that are not left alone, and where none of them serves the chain, all.
    async fn check(&self) -> Result<(), String> {
        let now = Instant::now();
        let all = 0..self.config.endpoints.len();
        let (cooling, fit): (Vec<_>, Vec<_>) = all.partition(|at| self.state().health[*at].cooling(now));
        let mut result = self.check_these(&fit).await;
        let served = fit.iter().any(|at| self.serves_now(*at));
        if !served && !cooling.is_empty() {
            result = self.check_these(&cooling).await;
        }
        self.state().checked = Some(Instant::now());
        result
    }

    fn serves_now(&self, at: usize) -> bool {
        let health = &self.state().health[at];
        health.serves(&self.config) && !health.cooling(Instant::now())
    }

    async fn check_these(&self, these: &[usize]) -> Result<(), String> {
        let reports = join_all(these.iter().map(|at| self.report(*at))).await;
        let mut last = Ok(());
        for (at, report) in these.iter().zip(&reports) {
            match report {
                Ok(report) => self.saw(*at, report),
                Err(error) => {
                    last = Err(error.to_string());
                    self.failed(*at);
                }
            }
        }
        // Whoever claims to be far ahead of all others shows the block, or is not believed.
        let ahead = alone_ahead(&self.state().health, Instant::now(), &self.config);
        let ahead = ahead.and_then(|ahead| these.iter().position(|at| *at == ahead).map(|index| (ahead, index)));
        if let Some((at, Ok(report))) = ahead.map(|(at, index)| (at, &reports[index])) {
            let header = json!({"height": report.height.to_string()});
            match self.call_one::<HeaderAnswer>(at, "header", &header).await {
                Ok(header) if header.bears_out(report) => {}
                _ => {
                    let (endpoint, height) = (&self.config.endpoints[at], report.height);
                    tracing::warn!(endpoint, height, "it says that it is far ahead and cannot show the block");
                    self.failed(at);
                }
            }
        }
        last
    }

    /// How one endpoint stands.
    pub async fn report(&self, at: usize) -> Result<Report, ChainError> {
        match self.call_one::<StatusAnswer>(at, "status", &json!({})).await {
            Ok(answer) => answer.report(),
            Err(Miss::Fault(fault)) => Err(fault.refused()),
            Err(Miss::Silent { reason, .. }) => Err(ChainError::Unreachable { reason }),
        }
    }

    /// Notes how an endpoint stands.
    pub fn saw(&self, at: usize, report: &Report) {
        let health = &mut self.state().health[at];
        let (endpoint, found, expected) = (&self.config.endpoints[at], &report.chain_id, &self.config.chain_id);
        if found != expected && health.chain_id.as_ref() != Some(found) {
            tracing::warn!(endpoint, found, expected, "this endpoint serves another chain: it is not asked any more");
        }
        health.seen(report, Instant::now());
    }

    pub fn failed(&self, at: usize) {
        self.state().health[at].failed(Instant::now(), &self.config);
    }

    /// Height and time of the chain, from an endpoint that has reached what was seen before.
    pub async fn status(&self) -> Result<Status, ChainError> {
        let began = Instant::now();
        loop {
            let mut behind = false;
            let mut last = ChainError::Unreachable { reason: "no endpoint answers".into() };
            for at in self.candidates().await? {
                match self.report(at).await {
                    Ok(report) => {
                        self.saw(at, &report);
                        let Report { chain_id, height, time_ns, .. } = report;
                        if chain_id != self.config.chain_id {
                            last = ChainError::WrongChain { expected: self.config.chain_id.clone(), found: chain_id };
                        } else if height < self.state().floor {
                            behind = true;
                        } else {
                            // A node has a block a moment before it has the state after it.
                            self.seen_state(height.saturating_sub(1));
                            return Ok(Status { chain_id, height, time_ns });
                        }
                    }
                    Err(error) => {
                        self.failed(at);
                        last = error;
                    }
                }
            }
            if !behind {
                return Err(last);
            }
            if began.elapsed() >= self.config.catch_up {
                return Err(self.behind());
            }
            tokio::time::sleep(CATCH_UP_PAUSE).await;
        }
    }

    /// The block whose state an endpoint's application has; nothing where there is nobody to compare it with.
    async fn app_height(&self, at: usize) -> Option<u64> {
        if self.config.endpoints.len() == 1 {
            return None;
        }
        self.call_one::<InfoAnswer>(at, "abci_info", &json!({})).await.ok().map(|info| info.height())
    }

    /// Waits, but not for long, until every endpoint that answers has the state that was seen here.
    pub async fn spread(&self) {
        let (floor, patience) = (self.state().floor, self.config.catch_up);
        let others = async {
            for at in 0..self.config.endpoints.len() {
                // Whoever does not answer is not waited for.
                while let Ok(info) = self.call_one::<InfoAnswer>(at, "abci_info", &json!({})).await {
                    if info.height() >= floor {
                        break;
                    }
                    tokio::time::sleep(CATCH_UP_PAUSE).await;
                }
            }
        };
        if self.config.endpoints.len() > 1 && tokio::time::timeout(patience, others).await.is_err() {
            tracing::warn!(floor, "an endpoint is behind: it may answer from an older state for a while");
        }
    }

    /// Whether an endpoint has reached what was seen before; asks it where that is not known.
    pub async fn abreast(&self, at: usize) -> Result<bool, ChainError> {
        let reached = |state: &State| state.health[at].serves(&self.config) && state.health[at].height >= state.floor;
        if reached(&self.state()) {
            return Ok(true);
        }
        let report = self.report(at).await?;
        self.saw(at, &report);
        Ok(reached(&self.state()))
    }

    /// Asks endpoints in turn until one answers; an error of the RPC is an answer. `height` tells of which state an
    /// answer is, where it says so.
    pub async fn call<T: DeserializeOwned>(
        &self,
        method: &str,
        params: &Value,
        height: impl Fn(&T) -> Option<u64>,
    ) -> Result<Result<T, RpcFault>, ChainError> {
        let began = Instant::now();
        loop {
            let (mut last, mut behind) = (String::new(), false);
            for at in self.candidates().await? {
                let reason = match self.ask(at, method, params, &height).await {
                    Reply::Answer(answer) => return Ok(answer),
                    Reply::Behind => {
                        behind = true;
                        continue;
                    }
                    Reply::Silent(reason) => reason,
                };
                tracing::warn!(endpoint = self.config.endpoints[at], method, reason, "endpoint failed");
                self.failed(at);
                last = reason;
            }
            if !behind {
                // Nobody answered: what was known of them is worth nothing now.
                self.state().checked = None;
                return Err(ChainError::Unreachable { reason: last });
            }
            if began.elapsed() >= self.config.catch_up {
                return Err(self.behind());
            }
            tokio::time::sleep(CATCH_UP_PAUSE).await;
        }
    }

    /// Asks one endpoint, if it has reached what was seen before.
    async fn ask<T: DeserializeOwned>(
        &self,
        at: usize,
        method: &str,
        params: &Value,
        height: &impl Fn(&T) -> Option<u64>,
    ) -> Reply<T> {
        match self.abreast(at).await {
            Ok(true) => {}
            Ok(false) => return Reply::Behind,
            Err(error) => return Reply::Silent(error.to_string()),
        }
        // A refusal does not say of which state it is, and a block may come in after it: what counts is what is said
        // once the application is known to be far enough.
        let mut far_enough = method != "abci_query";
        loop {
            let answer = match self.call_one(at, method, params).await {
                Ok(answer) => answer,
                Err(Miss::Fault(fault)) => return Reply::Answer(Err(fault)),
                Err(Miss::Silent { reason, .. }) => return Reply::Silent(reason),
            };
            let known = height(&answer);
            if known.is_some() || far_enough {
                return if self.is_old(at, known) { Reply::Behind } else { Reply::Answer(Ok(answer)) };
            }
            let Some(reached) = self.app_height(at).await else { return Reply::Answer(Ok(answer)) };
            if self.is_old(at, Some(reached)) {
                return Reply::Behind;
            }
            far_enough = true;
        }
    }

    /// Whether an answer is from before what was seen; where not, it is what was seen now. Behind one address there
    /// may be several nodes, so what the endpoint said of its height is not enough.
    fn is_old(&self, at: usize, height: Option<u64>) -> bool {
        let Some(height) = height else { return false };
        let mut state = self.state();
        if height < state.floor {
            state.health[at].height = height;
            return true;
        }
        state.floor = height;
        false
    }

    /// What any other endpoint that is not left alone answers: the first answer that is none of the RPC's errors.
    pub async fn anybody<T: DeserializeOwned>(&self, method: &str, params: &Value) -> Option<T> {
        let these: Vec<_> = (0..self.config.endpoints.len()).filter(|at| self.serves_now(*at)).collect();
        if these.len() < 2 {
            return None;
        }
        let answers = join_all(these.iter().map(|at| self.call_one::<T>(*at, method, params))).await;
        answers.into_iter().find_map(Result::ok)
    }

    /// One call to one endpoint. Where there is another to turn to, one that takes long is looked into: a node at work
    /// still says how it stands.
    pub async fn call_one<T: DeserializeOwned>(&self, at: usize, method: &str, params: &Value) -> Result<T, Miss> {
        let call = self.send(at, method, params);
        if self.config.endpoints.len() == 1 {
            return call.await;
        }
        tokio::pin!(call);
        loop {
            if let Ok(answer) = tokio::time::timeout(self.config.probe, &mut call).await {
                return answer;
            }
            let alive = method != "status"
                && tokio::time::timeout(self.config.probe, self.send::<Value>(at, "status", &json!({}))).await.is_ok();
            if !alive {
                let reason = format!("{}: no answer, nor a sign of life", self.config.endpoints[at]);
                return Err(Miss::Silent { reason, unsent: false });
            }
        }
    }

    async fn send<T: DeserializeOwned>(&self, at: usize, method: &str, params: &Value) -> Result<T, Miss> {
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
