//! The JSON of CometBFT's RPC, read.

use base64::{engine::general_purpose::STANDARD as BASE64, Engine};
use cosmwasm_std::Event;
use serde::{Deserialize, Deserializer};

use super::health::Report;
use crate::{ChainError, TxOutcome};

pub(super) fn malformed(what: impl std::fmt::Display) -> ChainError {
    ChainError::Malformed(what.to_string())
}

#[derive(Deserialize)]
pub(super) struct Envelope {
    pub result: Option<serde_json::Value>,
    pub error: Option<RpcFault>,
}

/// An error of the RPC itself.
#[derive(Deserialize, Debug)]
pub(super) struct RpcFault {
    pub code: i64,
    #[serde(default)]
    pub message: String,
    #[serde(default)]
    pub data: serde_json::Value,
}

impl RpcFault {
    pub fn text(&self) -> String {
        match &self.data {
            serde_json::Value::String(data) if !data.is_empty() => format!("{}: {data}", self.message),
            _ => self.message.clone(),
        }
    }

    pub fn refused(&self) -> ChainError {
        let code = u32::try_from(self.code.unsigned_abs()).unwrap_or(u32::MAX);
        ChainError::Refused { codespace: "rpc".into(), code, log: self.text() }
    }
}

#[derive(Deserialize)]
pub(super) struct StatusAnswer {
    node_info: NodeInfo,
    sync_info: SyncInfo,
}

#[derive(Deserialize)]
struct NodeInfo {
    network: String,
}

#[derive(Deserialize)]
struct SyncInfo {
    #[serde(deserialize_with = "number")]
    latest_block_height: u64,
    latest_block_time: String,
    catching_up: bool,
}

/// `abci_info`: what the application, not the node before it, has come to.
#[derive(Deserialize)]
pub struct InfoAnswer {
    response: AppInfo,
}

#[derive(Deserialize)]
struct AppInfo {
    #[serde(default, deserialize_with = "number")]
    last_block_height: u64,
}

impl InfoAnswer {
    pub fn height(&self) -> u64 {
        self.response.last_block_height
    }
}

impl StatusAnswer {
    pub fn report(self) -> Result<Report, ChainError> {
        let Self { node_info, sync_info } = self;
        Ok(Report {
            chain_id: node_info.network,
            height: sync_info.latest_block_height,
            time_ns: time_ns(&sync_info.latest_block_time)?,
            catching_up: sync_info.catching_up,
        })
    }
}

#[derive(Deserialize)]
pub(super) struct HeaderAnswer {
    header: Header,
}

#[derive(Deserialize)]
struct Header {
    chain_id: String,
    #[serde(deserialize_with = "number")]
    height: u64,
    time: String,
}

impl HeaderAnswer {
    /// Time of the block that was asked for.
    pub fn time_ns(&self, height: u64) -> Result<u64, ChainError> {
        let Header { height: found, time, .. } = &self.header;
        if *found != height {
            return Err(malformed(format!("asked for block {height}, it sent {found}")));
        }
        time_ns(time)
    }

    /// Whether it is the block that a node said it is at.
    pub fn bears_out(&self, report: &Report) -> bool {
        let Header { chain_id, height, time } = &self.header;
        *chain_id == report.chain_id
            && *height == report.height
            && time_ns(time).is_ok_and(|time_ns| time_ns == report.time_ns)
    }
}

fn time_ns(text: &str) -> Result<u64, ChainError> {
    let time = cosmrs::tendermint::Time::parse_from_rfc3339(text).map_err(malformed)?;
    u64::try_from(time.unix_timestamp_nanos()).map_err(malformed)
}

#[derive(Deserialize)]
pub(super) struct QueryAnswer {
    response: QueryResponse,
}

#[derive(Deserialize)]
struct QueryResponse {
    #[serde(default)]
    code: u32,
    #[serde(default)]
    codespace: String,
    #[serde(default)]
    log: String,
    #[serde(default)]
    value: Option<String>,
    #[serde(default, deserialize_with = "number")]
    height: u64,
}

impl QueryAnswer {
    /// Height of the state it was answered from, where it says so: refusals do not.
    pub fn height(&self) -> Option<u64> {
        (self.response.code == 0 && self.response.height > 0).then_some(self.response.height)
    }

    pub fn value(self) -> Result<Vec<u8>, ChainError> {
        let QueryResponse { code, codespace, log, value, height: _ } = self.response;
        if code != 0 {
            return Err(ChainError::Refused { codespace, code, log });
        }
        bytes(value)
    }
}

#[derive(Deserialize)]
pub(super) struct BroadcastAnswer {
    #[serde(default)]
    pub code: u32,
    #[serde(default)]
    pub codespace: String,
    #[serde(default)]
    pub log: String,
}

#[derive(Deserialize)]
pub(super) struct SearchAnswer {
    pub txs: Vec<TxAnswer>,
}

#[derive(Deserialize)]
pub(super) struct TxAnswer {
    hash: String,
    #[serde(deserialize_with = "number")]
    height: u64,
    tx_result: TxResult,
}

#[derive(Deserialize)]
struct TxResult {
    #[serde(default)]
    code: u32,
    #[serde(default)]
    codespace: String,
    #[serde(default)]
    log: String,
    #[serde(default)]
    data: Option<String>,
    #[serde(default, deserialize_with = "number")]
    gas_wanted: u64,
    #[serde(default, deserialize_with = "number")]
    gas_used: u64,
    #[serde(default)]
    events: Option<Vec<WireEvent>>,
}

#[derive(Deserialize)]
struct WireEvent {
    r#type: String,
    #[serde(default)]
    attributes: Vec<WireAttribute>,
}

#[derive(Deserialize)]
struct WireAttribute {
    key: String,
    #[serde(default)]
    value: Option<String>,
}

impl TxAnswer {
    pub fn outcome(self) -> Result<TxOutcome, ChainError> {
        let Self { hash, height, tx_result } = self;
        let TxResult { code, codespace, log, data, gas_wanted, gas_used, events } = tx_result;
        let events = events.unwrap_or_default().into_iter().map(|event| {
            event.attributes.into_iter().fold(Event::new(event.r#type), |built, attribute| {
                built.add_attribute(attribute.key, attribute.value.unwrap_or_default())
            })
        });
        Ok(TxOutcome {
            hash,
            height,
            code,
            codespace,
            log,
            gas_wanted,
            gas_used,
            events: events.collect(),
            data: bytes(data)?,
        })
    }
}

fn bytes(text: Option<String>) -> Result<Vec<u8>, ChainError> {
    BASE64.decode(text.unwrap_or_default()).map_err(malformed)
}

/// CometBFT writes 64-bit numbers as strings; some gateways turn them into numbers.
fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Either {
        Text(String),
        Number(u64),
    }
    match Either::deserialize(deserializer)? {
        Either::Number(number) => Ok(number),
        Either::Text(text) => text.parse().map_err(serde::de::Error::custom),
    }
}
