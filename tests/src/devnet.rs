//! Ring 3: the shipped wasm in the embedded chain, over RPC.

use std::sync::Arc;

use async_trait::async_trait;
use backlot_api::studio::{Code, Kind};
use backlot_chain::{
    rpc::{RpcChain, RpcConfig},
    Chain, Msg, Signer, TxTerms,
};
use backlot_devnet::{app::Genesis, Config, Handle};
use serde_json::json;

use crate::{artifacts::wasm, Actor, Codes, Ring};

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

    async fn store(&self, owner: &Actor, contract: &str) -> u64 {
        let account = self.chain.account(owner.address()).await.expect("auth answers");
        let terms = TxTerms { account, gas: 100_000_000, fee: None, timeout_height: 0, memo: String::new() };
        let tx = self.chain.sign(owner, &terms, &[Msg::StoreCode { wasm: wasm(contract) }]).expect("it can be signed");
        self.chain.broadcast(&tx).await.expect("the mempool takes it");
        let outcome = loop {
            match self.chain.find_tx(&tx.hash).await.expect("the index answers") {
                Some(outcome) => break outcome,
                None => tokio::time::sleep(std::time::Duration::from_millis(20)).await,
            }
        };
        assert_eq!(outcome.code, 0, "{contract}: {}", outcome.log);
        let events = outcome.events.iter().filter(|event| event.ty == "store_code").flat_map(|event| &event.attributes);
        let mut code_ids =
            events.filter(|attribute| attribute.key == "code_id").map(|attribute| attribute.value.parse());
        code_ids.next_back().expect("a code id").expect("it is a number")
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
        let mut kinds = Vec::new();
        for (kind, contract) in [
            (Kind::Rights, "rights"),
            (Kind::Collection, "collection"),
            (Kind::Returns, "returns"),
            (Kind::Interchange, "interchange"),
        ] {
            let code_id = self.store(owner, contract).await;
            kinds.push(Code { kind, code_id, version: env!("CARGO_PKG_VERSION").into() });
        }
        Codes { studio: self.store(owner, "studio").await, kinds }
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
