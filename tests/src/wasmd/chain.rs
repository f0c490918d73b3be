use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{bail, Context};
use backlot_chain::{
    rpc::{RpcChain, RpcConfig},
    Chain,
};
use tempfile::TempDir;

use super::{home, Clock, Node, NodeConfig, Ports};

/// Tries to start a node on ports that somebody else may take first.
const TRIES: usize = 4;
/// Until blocks have the time that the clock was put to.
const PATIENCE: Duration = Duration::from_secs(60);

/// A chain with one validator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WasmdConfig {
    /// Chain id.
    pub chain_id: String,
    /// What accounts have in the genesis: address → denom → amount.
    pub balances: BTreeMap<String, BTreeMap<String, u128>>,
    /// `minimum-gas-prices`, as `0.025stake`.
    pub min_gas_price: String,
    /// Pause between a block and the next.
    pub pause: Duration,
    /// Whether [`Wasmd::pass`] can be called: a signer of ours then stamps the votes.
    pub clock: bool,
}

impl WasmdConfig {
    /// Nobody has anything, nothing costs a fee, a block about every fifth of a second.
    pub fn new(chain_id: impl Into<String>) -> Self {
        let (balances, min_gas_price) = (BTreeMap::new(), "0stake".into());
        Self { chain_id: chain_id.into(), balances, min_gas_price, pause: Duration::from_millis(100), clock: false }
    }
}

/// A chain that runs as long as this value lives.
pub struct Wasmd {
    chain_id: String,
    node: Node,
    // After the node: it signs until the node has stopped.
    clock: Option<Clock>,
    // Last: everyone else lives in it.
    _home: TempDir,
}

impl Wasmd {
    /// Starts it and waits for its first block.
    ///
    /// # Errors
    /// What wasmd says where it does not start.
    pub async fn start(config: WasmdConfig) -> anyhow::Result<Self> {
        for _ in 1..TRIES {
            match Self::try_start(&config).await {
                Err(error) if format!("{error:#}").contains("address already in use") => {}
                done => return done,
            }
        }
        Self::try_start(&config).await
    }

    async fn try_start(config: &WasmdConfig) -> anyhow::Result<Self> {
        let recipe = config.clone();
        let home = tokio::task::spawn_blocking(move || home::make(&recipe)).await??;
        let signer = config.clock.then(|| ["--priv_validator_laddr".into(), Clock::address(home.path())]);
        let mut node = Node::spawn(NodeConfig {
            home: home.path().to_owned(),
            ports: Ports::free(),
            min_gas_price: config.min_gas_price.clone(),
            pause: config.pause,
            arguments: signer.into_iter().flatten().collect(),
        })?;
        let clock = config.clock.then(|| Clock::start(home.path(), &config.chain_id)).transpose()?;
        node.first_block().await?;
        Ok(Self { chain_id: config.chain_id.clone(), node, clock, _home: home })
    }

    /// The chain as the keeper sees it.
    pub fn chain(&self) -> Arc<RpcChain> {
        let config = RpcConfig::new(&self.chain_id, vec![self.node.rpc_url()]);
        Arc::new(RpcChain::new(config).expect("an endpoint is named"))
    }

    /// Its node.
    pub fn node(&self) -> &Node {
        &self.node
    }

    /// Lets time pass: blocks from now on are that much later, and go on by the second.
    ///
    /// # Errors
    /// Where it was started without a clock, or blocks do not come.
    pub async fn pass(&self, seconds: u64) -> anyhow::Result<()> {
        let chain = self.chain();
        let until = chain.status().await?.time_ns + seconds * 1_000_000_000;
        self.clock.as_ref().context("the chain was started without a clock")?.put_ahead(seconds)?;
        let began = Instant::now();
        let mut first = None;
        loop {
            let status = chain.status().await?;
            if status.time_ns >= until && status.height > *first.get_or_insert(status.height) {
                // The application has had the first of them by then: a query sees its time.
                return Ok(());
            }
            if began.elapsed() > PATIENCE {
                bail!("no block of a later time:\n{}", self.node.last_words());
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}
