use std::collections::BTreeMap;

use backlot_devnet::app::Genesis;
use backlot_devnet::{start, Config, Handle};
use base64::{engine::general_purpose::STANDARD, Engine};
use cosmrs::bank::MsgSend;
use cosmrs::crypto::secp256k1::SigningKey;
use cosmrs::tx::{Body, Fee, Msg, SignDoc, SignerInfo};
use cosmrs::{AccountId, Coin};
use serde_json::{json, Value};

pub const CHAIN: &str = "node-test";
pub const DENOM: &str = "stake";

pub fn genesis() -> Genesis {
    Genesis {
        chain_id: CHAIN.into(),
        balances: BTreeMap::new(),
        blocked: Vec::new(),
        min_gas_price_micro: 0,
        fee_denom: DENOM.into(),
        block_gas: 10_000_000,
        ..Genesis::default()
    }
}

/// A devnet that makes a block when a transaction waits.
pub async fn instant() -> Handle {
    start(Config::instant(genesis())).await.unwrap()
}

/// A devnet that makes a block when asked.
pub async fn manual() -> Handle {
    let mut config = Config::instant(genesis());
    config.block_time = std::time::Duration::from_secs(3_600);
    start(config).await.unwrap()
}

/// A JSON-RPC client of a few lines.
#[derive(Clone)]
pub struct Rpc {
    pub url: String,
    http: reqwest::Client,
}

impl Rpc {
    pub fn new(url: String) -> Self {
        Self { url, http: reqwest::Client::new() }
    }

    pub fn of(devnet: &Handle) -> Self {
        Self::new(devnet.rpc_url())
    }

    pub async fn post(&self, path: &str, body: impl Into<reqwest::Body>) -> (u16, String) {
        let answer = self.http.post(format!("{}{path}", self.url)).body(body).send().await.unwrap();
        (answer.status().as_u16(), answer.text().await.unwrap())
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        let answer = self.http.get(format!("{}{path}", self.url)).send().await.unwrap();
        let status = answer.status().as_u16();
        (status, serde_json::from_str(&answer.text().await.unwrap()).unwrap_or(Value::Null))
    }

    /// A call's whole answer.
    pub async fn raw(&self, method: &str, params: Value) -> Value {
        let request = json!({ "jsonrpc": "2.0", "id": 7, "method": method, "params": params });
        let (status, text) = self.post("", request.to_string()).await;
        assert_eq!(status, 200, "{text}");
        let answer: Value = serde_json::from_str(&text).unwrap();
        assert_eq!((&answer["jsonrpc"], &answer["id"]), (&json!("2.0"), &json!(7)));
        answer
    }

    pub async fn call(&self, method: &str, params: Value) -> Value {
        let answer = self.raw(method, params).await;
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// Code and data of a call's error.
    pub async fn error(&self, method: &str, params: Value) -> (i64, String) {
        let answer = self.raw(method, params).await;
        let error = answer.get("error").unwrap_or_else(|| panic!("{method} succeeded: {answer}"));
        (error["code"].as_i64().unwrap(), error["data"].as_str().unwrap_or_default().to_owned())
    }

    pub async fn broadcast(&self, tx: &[u8]) -> Value {
        self.call("broadcast_tx_sync", json!({ "tx": STANDARD.encode(tx) })).await
    }

    pub async fn height(&self) -> u64 {
        number(&self.call("status", json!({})).await["sync_info"]["latest_block_height"])
    }

    pub async fn search(&self, query: &str) -> Value {
        self.call("tx_search", json!({ "query": query, "per_page": "100" })).await
    }
}

pub fn number(value: &Value) -> u64 {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).parse().unwrap()
}

pub fn bytes(value: &Value) -> Vec<u8> {
    STANDARD.decode(value.as_str().unwrap()).unwrap()
}

/// Who signs in these tests: the faucet, which has coins from the start. It is the first account of the chain.
pub struct Signer {
    key: SigningKey,
    pub number: u64,
    pub chain: String,
    pub gas: u64,
}

impl Signer {
    pub async fn faucet(devnet: &Handle) -> Self {
        Self::new(&devnet.faucet_key(), &Rpc::of(devnet)).await
    }

    pub async fn new(key: &str, rpc: &Rpc) -> Self {
        let key = SigningKey::from_slice(&hex::decode(key).unwrap()).unwrap();
        let mut signer = Self { key, number: 0, chain: CHAIN.into(), gas: 200_000 };
        signer.number = account(rpc, signer.address().as_ref()).await.0;
        signer
    }

    pub fn address(&self) -> AccountId {
        self.key.public_key().account_id("wasm").unwrap()
    }

    /// A signature over a text of one's own.
    pub fn sign(&self, document: &[u8]) -> Vec<u8> {
        self.key.sign(document).unwrap().to_vec()
    }

    /// A signed `MsgSend`.
    pub fn send(&self, to: &str, amount: u128, sequence: u64) -> Vec<u8> {
        let coin = Coin { denom: DENOM.parse().unwrap(), amount };
        let send = MsgSend { from_address: self.address(), to_address: to.parse().unwrap(), amount: vec![coin] };
        let body = Body::new(vec![send.to_any().unwrap()], "", 0u32);
        let fee = Fee { amount: Vec::new(), gas_limit: self.gas, payer: None, granter: None };
        let auth = SignerInfo::single_direct(Some(self.key.public_key()), sequence).auth_info(fee);
        let chain = self.chain.parse().unwrap();
        SignDoc::new(&body, &auth, &chain, self.number).unwrap().sign(&self.key).unwrap().to_bytes().unwrap()
    }
}

/// An address nobody has the key of.
pub fn stranger(n: u8) -> String {
    AccountId::new("wasm", &[n; 20]).unwrap().to_string()
}

async fn ask<A: prost::Message + Default>(rpc: &Rpc, path: &str, request: impl prost::Message) -> A {
    let data = hex::encode(request.encode_to_vec());
    let answer = rpc.call("abci_query", json!({ "path": path, "data": data })).await;
    assert_eq!(answer["response"]["code"], 0, "{path}: {answer}");
    A::decode(bytes(&answer["response"]["value"]).as_slice()).unwrap()
}

/// Number and sequence.
pub async fn account(rpc: &Rpc, address: &str) -> (u64, u64) {
    use cosmrs::proto::cosmos::auth::v1beta1::{BaseAccount, QueryAccountRequest, QueryAccountResponse};
    let request = QueryAccountRequest { address: address.into() };
    let answer: QueryAccountResponse = ask(rpc, "/cosmos.auth.v1beta1.Query/Account", request).await;
    let account: BaseAccount = prost::Message::decode(answer.account.unwrap().value.as_slice()).unwrap();
    (account.account_number, account.sequence)
}

pub async fn balance(rpc: &Rpc, address: &str) -> u128 {
    use cosmrs::proto::cosmos::bank::v1beta1::{QueryBalanceRequest, QueryBalanceResponse};
    let request = QueryBalanceRequest { address: address.into(), denom: DENOM.into() };
    let answer: QueryBalanceResponse = ask(rpc, "/cosmos.bank.v1beta1.Query/Balance", request).await;
    answer.balance.unwrap().amount.parse().unwrap()
}
