//! A chain with several validators, each a process of its own, any of which can be killed and come back.

use std::{fs, path::Path, sync::Arc};

use anyhow::Context;
use backlot_chain::rpc::{RpcChain, RpcConfig};
use tempfile::TempDir;

use super::{
    binary::run,
    home::{folder, fund},
    Node, NodeConfig, Ports, WasmdConfig,
};

/// Validators of one chain, with equal power: blocks come as long as more than two thirds are there. Ends with this
/// value.
pub struct Network {
    chain_id: String,
    nodes: Vec<Node>,
    // Last: the nodes live in it.
    _home: TempDir,
}

impl Network {
    /// Makes so many validators and waits for the first block of each.
    ///
    /// # Errors
    /// What wasmd says where they do not start.
    pub async fn start(validators: usize, config: WasmdConfig) -> anyhow::Result<Self> {
        let home = folder()?;
        let root = home.path().to_owned();
        let (number, prices) = (validators.to_string(), config.min_gas_price.clone());
        let recipe = config.clone();
        let nodes = tokio::task::spawn_blocking(move || -> anyhow::Result<Vec<NodeConfig>> {
            let output = root.to_string_lossy();
            let arguments = ["testnet", "init-files", "--single-host", "--keyring-backend", "test"];
            let chosen = ["--v", &number, "--output-dir", &output, "--chain-id", &recipe.chain_id];
            run(&root, &[&arguments[..], &chosen, &["--minimum-gas-prices", &prices]].concat())?;
            let homes: Vec<_> = (0..validators).map(|n| root.join(format!("node{n}/wasmd"))).collect();
            let first = homes.first().context("a chain has a validator")?;
            fund(first, &recipe)?;
            for other in homes.iter().skip(1) {
                fs::copy(genesis(first), genesis(other))?;
            }
            let ports: Vec<_> = homes.iter().map(|_| Ports::free()).collect();
            let mut peers = Vec::new();
            for (home, ports) in homes.iter().zip(&ports) {
                let id = run(home, &["comet", "show-node-id"])?;
                peers.push(format!("{}@127.0.0.1:{}", id.trim(), ports.p2p));
            }
            let node = |(home, ports): (_, Ports)| NodeConfig {
                home,
                ports,
                min_gas_price: recipe.min_gas_price.clone(),
                pause: recipe.pause,
                arguments: vec!["--p2p.persistent_peers".into(), peers.join(",")],
            };
            Ok(homes.into_iter().zip(ports).map(node).collect())
        });
        let nodes = nodes.await??.into_iter().map(Node::spawn).collect::<anyhow::Result<Vec<_>>>()?;
        let mut network = Self { chain_id: config.chain_id, nodes, _home: home };
        for node in &mut network.nodes {
            node.first_block().await?;
        }
        Ok(network)
    }

    /// The chain through these validators' endpoints, in order of preference.
    pub fn chain(&self, endpoints: &[usize]) -> Arc<RpcChain> {
        Arc::new(RpcChain::new(self.rpc(endpoints)).expect("an endpoint is named"))
    }

    /// What a client of these validators' endpoints is told.
    pub fn rpc(&self, endpoints: &[usize]) -> RpcConfig {
        RpcConfig::new(&self.chain_id, endpoints.iter().map(|n| self.nodes[*n].rpc_url()).collect())
    }

    /// Its nodes.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// A validator dies, as by a power cut.
    pub fn kill(&mut self, n: usize) {
        self.nodes[n].kill();
    }

    /// It comes back, with what is on its disk, and catches up.
    ///
    /// # Errors
    /// Where it does not start.
    pub async fn revive(&mut self, n: usize) -> anyhow::Result<()> {
        self.nodes[n] = Node::spawn(self.nodes[n].config().clone())?;
        self.nodes[n].first_block().await
    }
}

fn genesis(home: &Path) -> std::path::PathBuf {
    home.join("config/genesis.json")
}
