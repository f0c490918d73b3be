use std::{collections::BTreeMap, sync::Arc, time::Duration};

use async_trait::async_trait;
use backlot_chain::{rpc::RpcChain, Chain, Signer};
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;

use super::{Wasmd, WasmdConfig};
use crate::{codes, Actor, Codes, Ring};

const CHAIN_ID: &str = "backlot-wasmd-1";
/// A module account; bank lets nobody send coins to one (but to gov's), and nobody has a key to it.
const MODULE: &str = "bonded_tokens_pool";

/// The ring: a chain of its own.
struct RealChain {
    wasmd: Wasmd,
    rpc: Arc<RpcChain>,
    /// It signs one transaction after the other.
    faucet: Mutex<Actor>,
}

impl Wasmd {
    /// A node of its own, where nothing costs a fee.
    pub async fn ring() -> Box<dyn Ring> {
        let faucet = Actor::named("faucet");
        let wealth = BTreeMap::from(["stake", "uusd", "uatom"].map(|denom| (denom.to_owned(), 10_u128.pow(30))));
        let mut config = WasmdConfig::new(CHAIN_ID);
        config.clock = true;
        config.balances = BTreeMap::from([(faucet.wallet(), wealth)]);
        let wasmd = Self::start(config).await.unwrap_or_else(|error| panic!("wasmd does not start: {error:#}"));
        let rpc = wasmd.chain();
        Box::new(RealChain { wasmd, rpc, faucet: Mutex::new(faucet) })
    }
}

#[async_trait]
impl Ring for RealChain {
    fn chain(&self) -> Arc<dyn Chain> {
        self.rpc.clone()
    }

    async fn store_codes(&self, owner: &Actor) -> Codes {
        self.give(owner.address(), 1, "stake").await;
        codes::store_all(&self.rpc, owner).await
    }

    async fn pass(&self, seconds: u64) {
        self.wasmd.pass(seconds).await.unwrap_or_else(|error| panic!("time does not pass: {error:#}"));
    }

    async fn give(&self, to: &str, amount: u128, denom: &str) {
        codes::give(&self.rpc, &self.faucet, to, amount, denom).await;
    }

    async fn refused_wallet(&self) -> String {
        let address = &Sha256::digest(MODULE)[..20];
        cosmrs::AccountId::new("wasm", address).expect("20 bytes are an address").to_string()
    }

    fn pace(&self) -> Duration {
        self.wasmd.node().config().pause
    }
}
