use std::time::Duration;

/// How to reach a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RpcConfig {
    /// The chain transactions are signed for. An endpoint that serves another one is never used.
    pub chain_id: String,
    /// CometBFT RPC endpoints, `http://…` or `https://…`.
    pub endpoints: Vec<String>,
    /// Longest wait for one answer.
    pub timeout: Duration,
    /// Blocks an endpoint may be behind the best one.
    pub max_lag: u64,
    /// An endpoint whose height has not risen for this long, as measured here, has stopped. Never compared with the
    /// wall clock of this machine (acceptance K65).
    pub stall: Duration,
    /// An endpoint whose latest block is this much older than that of another one has stopped, or is cut off. Block
    /// times are compared with each other, never with a clock of this machine.
    pub max_age: Duration,
    /// How long an endpoint that failed is left alone while others work.
    pub cool_down: Duration,
    /// A call that takes longer than this is looked into where there is another endpoint: if the one that was called
    /// does not even say how it stands, in as long again, the next one is asked.
    pub probe: Duration,
    /// How long to wait for an endpoint to catch up with what was seen already.
    pub catch_up: Duration,
    /// How often all endpoints are asked how they stand.
    pub recheck: Duration,
}

impl RpcConfig {
    /// A chain at these endpoints, with the defaults for the rest.
    pub fn new(chain_id: impl Into<String>, endpoints: Vec<String>) -> Self {
        Self {
            chain_id: chain_id.into(),
            endpoints,
            timeout: Duration::from_secs(15),
            max_lag: 20,
            stall: Duration::from_secs(300),
            max_age: Duration::from_secs(300),
            cool_down: Duration::from_secs(30),
            probe: Duration::from_secs(3),
            catch_up: Duration::from_secs(5),
            recheck: Duration::from_secs(5),
        }
    }
}
