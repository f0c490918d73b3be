//! Ring 3: the shipped wasm in the embedded chain, over RPC.

use std::sync::Arc;

use async_trait::async_trait;
use backlot_chain::{
    rpc::{RpcChain, RpcConfig},
    Chain,
};
use backlot_devnet::{app::Genesis, Config, Handle};
use serde_json::json;

use crate::{codes, Actor, Codes, Ring};

const CHAIN_ID: &str = "backlot-tests-1";

/// The ring. Its chain stops with it.
pub struct Devnet {
    handle: Handle,
    chain: Arc<RpcChain>,
    http: reqwest::Client,
}

impl Devnet {
    /// A chain of its own, in memory, with a block as soon as there is a transaction.
    pub async fn ring() -> Box<dyn Ring> {
        let genesis = Genesis { chain_id: CHAIN_ID.into(), fee_denom: "stake".into(), ..Genesis::default() };
        let mut config = Config::instant(genesis);
        config.faucet = ["stake", "uusd", "uatom"].map(|denom| (denom.to_owned(), 10_u128.pow(30))).into();
        let handle = backlot_devnet::start(config).await.expect("the devnet starts");
        let chain =
            Arc::new(RpcChain::new(RpcConfig::new(CHAIN_ID, vec![handle.rpc_url()])).expect("the devnet is there"));
        Box::new(Self { handle, chain, http: reqwest::Client::new() })
    }

    /// Pulls one of the levers that only a devnet has.
    async fn lever(&self, name: &str, body: serde_json::Value) {
        let url = format!("{}/dev/{name}", self.handle.rpc_url());
        let answer = self.http.post(url).json(&body).send().await.expect("the devnet answers");
        let status = answer.status();
        assert!(status.is_success(), "{name}: {status} {}", answer.text().await.unwrap_or_default());
    }
}

#[async_trait]
impl Ring for Devnet {
    fn chain(&self) -> Arc<dyn Chain> {
        self.chain.clone()
    }

    async fn store_codes(&self, owner: &Actor) -> Codes {
        // An account exists from its first coin on.
        self.give(&owner.wallet(), 1, "stake").await;
        codes::store_all(&self.chain, owner).await
    }

    async fn pass(&self, seconds: u64) {
        self.lever("advance_time", json!({"seconds": seconds})).await;
    }

    async fn give(&self, to: &str, amount: u128, denom: &str) {
        self.lever("faucet", json!({"address": to, "amount": amount.to_string(), "denom": denom})).await;
    }

    async fn block_recipient(&self, address: &str, blocked: bool) {
        self.lever("block_address", json!({"address": address, "blocked": blocked})).await;
    }
}
