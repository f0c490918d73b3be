//! A chain to deploy to, on either engine, with the rules a real one may have: a least gas price, and who may store code.

use std::{collections::BTreeMap, time::Duration};

use anyhow::Context;
use backlot_devnet::{
    app::{Genesis, Upload},
    Config, Handle,
};
use serde_json::{json, Value};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::{
    shell::{rich, Target},
    wasmd::{home, Network, Node, NodeConfig, Ports, WasmdConfig},
};

const GAS_PRICE: &str = "0.025";
const GAS_PRICE_MICRO: u64 = 25_000;
const WEALTH: u128 = 10_u128.pow(24);

/// What the chain allows with code.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Who may store it.
    pub upload: Upload,
    /// Only whoever stored it may make contracts of it.
    pub instantiate_by_creator: bool,
}

/// A chain that runs as long as this value lives.
pub struct Engine {
    /// How to reach it.
    pub target: Target,
    /// Runs what a test has to await.
    pub runtime: Runtime,
    chain: Option<Running>,
}

enum Running {
    Devnet(Handle),
    Wasmd { node: Node, _home: TempDir },
    Network(Network),
}

impl Engine {
    /// The embedded chain, its clock a day before the film of the examples begins to earn.
    pub fn devnet(rules: Rules) -> Self {
        let (phrase, address) = rich();
        let runtime = Runtime::new().expect("a runtime");
        let genesis = Genesis {
            chain_id: "backlot-deploy-1".into(),
            balances: balances(address),
            min_gas_price_micro: GAS_PRICE_MICRO,
            fee_denom: "stake".into(),
            upload: rules.upload,
            instantiate_by_creator: rules.instantiate_by_creator,
            ..Genesis::default()
        };
        let mut config = Config::new(genesis.clone());
        config.block_time = Duration::from_millis(50);
        let handle = runtime.block_on(backlot_devnet::start(config)).expect("the devnet starts");
        let target = target(vec![handle.rpc_url()], &genesis.chain_id, phrase, "devnet");
        Self { target, runtime, chain: Some(Running::Devnet(handle)) }
    }

    /// A wasmd node.
    pub fn wasmd(rules: Rules) -> Self {
        Self::try_wasmd(rules).unwrap_or_else(|error| panic!("wasmd does not start: {error:#}"))
    }

    /// Four validators of wasmd, each with an endpoint of its own.
    pub fn four_validators() -> Self {
        let (phrase, address) = rich();
        let runtime = Runtime::new().expect("a runtime");
        let mut config = WasmdConfig::new("backlot-deploy-4");
        config.balances = balances(address);
        config.min_gas_price = format!("{GAS_PRICE}stake");
        config.pause = Duration::from_millis(300);
        let chain_id = config.chain_id.clone();
        let network = runtime.block_on(Network::start(4, config));
        let network = network.unwrap_or_else(|error| panic!("four validators do not start: {error:#}"));
        let target = target(network.nodes().iter().map(Node::rpc_url).collect(), &chain_id, phrase, "wasmd");
        Self { target, runtime, chain: Some(Running::Network(network)) }
    }

    fn try_wasmd(rules: Rules) -> anyhow::Result<Self> {
        let (phrase, address) = rich();
        let runtime = Runtime::new()?;
        let mut config = WasmdConfig::new("backlot-deploy-1");
        config.balances = balances(address);
        let home = home::make(&config)?;
        allow(home.path(), &rules)?;
        let ports = Ports::free();
        let mut node = Node::spawn(NodeConfig {
            home: home.path().to_owned(),
            ports,
            min_gas_price: format!("{GAS_PRICE}stake"),
            pause: config.pause,
            arguments: Vec::new(),
        })?;
        runtime.block_on(node.first_block())?;
        let target = target(vec![node.rpc_url()], &config.chain_id, phrase, "wasmd");
        Ok(Self { target, runtime, chain: Some(Running::Wasmd { node, _home: home }) })
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        match self.chain.take() {
            Some(Running::Devnet(handle)) => self.runtime.block_on(handle.stop()),
            Some(Running::Wasmd { node, .. }) => drop(node),
            Some(Running::Network(network)) => drop(network),
            None => {}
        }
    }
}

fn balances(address: String) -> BTreeMap<String, BTreeMap<String, u128>> {
    let wealth = ["stake", "uusd"].map(|denom| (denom.to_owned(), WEALTH));
    BTreeMap::from([(address, BTreeMap::from(wealth))])
}

fn target(rpc: Vec<String>, chain_id: &str, phrase: String, engine: &'static str) -> Target {
    Target { rpc, chain_id: chain_id.into(), gas_price: GAS_PRICE.into(), phrase, engine }
}

/// Writes the rules into a genesis.
fn allow(home: &std::path::Path, rules: &Rules) -> anyhow::Result<()> {
    let file = home.join("config/genesis.json");
    let mut genesis: Value = serde_json::from_slice(&std::fs::read(&file)?)?;
    let params = genesis.pointer_mut("/app_state/wasm/params").context("the genesis has a wasm module")?;
    let (permission, addresses) = match &rules.upload {
        Upload::Everybody => ("Everybody", Vec::new()),
        Upload::Nobody => ("Nobody", Vec::new()),
        Upload::AnyOf(addresses) => ("AnyOfAddresses", addresses.clone()),
    };
    params["code_upload_access"] = json!({ "permission": permission, "addresses": addresses });
    let default = if rules.instantiate_by_creator { "AnyOfAddresses" } else { "Everybody" };
    params["instantiate_default_permission"] = default.into();
    std::fs::write(&file, serde_json::to_vec(&genesis)?)?;
    Ok(())
}
