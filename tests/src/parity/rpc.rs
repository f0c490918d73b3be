use std::time::Duration;

use base64::{engine::general_purpose::STANDARD as BASE64, Engine};
use serde_json::{json, Value};

use super::record::{Ask, Check, Delivered};

/// CometBFT's JSON-RPC without any politeness: what the node says is what the caller sees.
pub struct Rpc {
    url: String,
    http: reqwest::Client,
}

impl Rpc {
    /// At this address.
    pub fn new(url: &str) -> Self {
        let http = reqwest::Client::builder().timeout(Duration::from_secs(60)).build().expect("a client can be made");
        Self { url: url.to_owned(), http }
    }

    /// Calls a method; the error is the RPC's own, as JSON.
    ///
    /// # Panics
    /// Where nobody answers.
    pub async fn call(&self, method: &str, params: Value) -> Result<Value, Value> {
        let body = json!({"jsonrpc": "2.0", "id": 1, "method": method, "params": params});
        let answer = self.http.post(&self.url).json(&body).send().await.expect("the node answers");
        let mut answer: Value = answer.json().await.expect("the answer is JSON");
        match answer.get_mut("error") {
            Some(error) if !error.is_null() => Err(error.take()),
            _ => Ok(answer["result"].take()),
        }
    }

    /// Posts to one of the devnet's own endpoints.
    ///
    /// # Panics
    /// Where the devnet refuses.
    pub async fn lever(&self, name: &str, body: Value) {
        let url = format!("{}/dev/{name}", self.url);
        let answer = self.http.post(url).json(&body).send().await.expect("the devnet answers");
        assert!(answer.status().is_success(), "{name}: {}", answer.text().await.unwrap_or_default());
    }

    /// Latest height.
    ///
    /// # Panics
    /// Where the answer is not of the protocol.
    pub async fn height(&self) -> u64 {
        let status = self.call("status", json!({})).await.expect("status is answered");
        number(&status["sync_info"]["latest_block_height"])
    }

    /// `abci_query` at the latest height.
    ///
    /// # Panics
    /// Where the answer is not of the protocol.
    pub async fn ask(&self, name: &str, path: &str, data: &[u8]) -> Ask {
        let params = json!({"path": path, "data": hex::encode(data), "height": "0", "prove": false});
        let answer = self.call("abci_query", params).await.expect("queries are answered");
        let answer = &answer["response"];
        Ask {
            name: name.to_owned(),
            height: number(&answer["height"]),
            code: code(answer),
            codespace: text(&answer["codespace"]),
            log: text(&answer["log"]),
            value: bytes(&answer["value"]),
        }
    }

    /// Hands in a transaction.
    pub async fn broadcast(&self, tx: &[u8]) -> Check {
        match self.call("broadcast_tx_sync", json!({"tx": BASE64.encode(tx)})).await {
            Ok(answer) => Check {
                code: code(&answer),
                codespace: text(&answer["codespace"]),
                log: text(&answer["log"]),
                data: text(&answer["data"]),
            },
            Err(error) => {
                Check { code: u32::MAX, codespace: "rpc".into(), log: error.to_string(), data: String::new() }
            }
        }
    }

    /// A transaction by its hash, once a block has it.
    pub async fn find(&self, hash: &[u8]) -> Option<Delivered> {
        let answer = self.call("tx", json!({"hash": BASE64.encode(hash), "prove": false})).await.ok()?;
        let result = &answer["tx_result"];
        let events = result["events"].as_array().cloned().unwrap_or_default();
        Some(Delivered {
            height: number(&answer["height"]),
            index: answer["index"].as_u64().unwrap_or_default(),
            code: code(result),
            codespace: text(&result["codespace"]),
            data: bytes(&result["data"]),
            log: text(&result["log"]),
            info: text(&result["info"]),
            gas_wanted: number(&result["gas_wanted"]),
            gas_used: number(&result["gas_used"]),
            events: events.iter().map(event).collect(),
        })
    }
}

fn event(event: &Value) -> (String, Vec<(String, String, bool)>) {
    let attributes = event["attributes"].as_array().cloned().unwrap_or_default();
    let attribute = |one: &Value| (text(&one["key"]), text(&one["value"]), one["index"].as_bool().unwrap_or_default());
    (text(&event["type"]), attributes.iter().map(attribute).collect())
}

fn code(answer: &Value) -> u32 {
    answer["code"].as_u64().and_then(|code| u32::try_from(code).ok()).unwrap_or_default()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn number(value: &Value) -> u64 {
    value.as_str().and_then(|text| text.parse().ok()).or_else(|| value.as_u64()).unwrap_or_default()
}

fn bytes(value: &Value) -> Vec<u8> {
    BASE64.decode(value.as_str().unwrap_or_default()).unwrap_or_default()
}
