//! What the database keeps of blocks and transactions (protobuf, so that a field may be added later).

use crate::app::{AbciAttribute, AbciEvent, TxResult};

/// A block: its header, and what came of it.
#[derive(Clone, PartialEq, prost::Message)]
pub struct BlockRow {
    /// Height, from 1.
    #[prost(uint64, tag = "1")]
    pub height: u64,
    /// Nanoseconds since 1970.
    #[prost(uint64, tag = "2")]
    pub time_ns: u64,
    /// Hash of this header.
    #[prost(bytes = "vec", tag = "3")]
    pub hash: Vec<u8>,
    /// Hash of the header before; empty for the first.
    #[prost(bytes = "vec", tag = "4")]
    pub last_hash: Vec<u8>,
    /// Merkle root of the transactions' hashes.
    #[prost(bytes = "vec", tag = "5")]
    pub data_hash: Vec<u8>,
    /// App hash before this block, as CometBFT's header has it.
    #[prost(bytes = "vec", tag = "6")]
    pub app_hash: Vec<u8>,
    /// Merkle root of the results of the block before.
    #[prost(bytes = "vec", tag = "7")]
    pub last_results_hash: Vec<u8>,
    /// App hash after this block.
    #[prost(bytes = "vec", tag = "8")]
    pub next_app_hash: Vec<u8>,
    /// Merkle root of this block's results.
    #[prost(bytes = "vec", tag = "9")]
    pub results_hash: Vec<u8>,
    /// Number of transactions.
    #[prost(uint32, tag = "10")]
    pub txs: u32,
    /// Bytes of all transactions.
    #[prost(uint64, tag = "11")]
    pub size: u64,
    /// Events of the block itself.
    #[prost(message, repeated, tag = "12")]
    pub events: Vec<EventRow>,
}

/// A transaction in a block, with its result.
#[derive(Clone, PartialEq, prost::Message)]
pub struct TxRow {
    /// SHA-256 of `bytes`.
    #[prost(bytes = "vec", tag = "1")]
    pub hash: Vec<u8>,
    /// `TxRaw`.
    #[prost(bytes = "vec", tag = "2")]
    pub bytes: Vec<u8>,
    /// Block.
    #[prost(uint64, tag = "3")]
    pub height: u64,
    /// Place in the block, from 0.
    #[prost(uint32, tag = "4")]
    pub index: u32,
    /// 0: success.
    #[prost(uint32, tag = "5")]
    pub code: u32,
    /// Whose code.
    #[prost(string, tag = "6")]
    pub codespace: String,
    /// `TxMsgData`.
    #[prost(bytes = "vec", tag = "7")]
    pub data: Vec<u8>,
    /// The chain's words.
    #[prost(string, tag = "8")]
    pub log: String,
    /// Gas asked for.
    #[prost(uint64, tag = "9")]
    pub gas_wanted: u64,
    /// Gas used.
    #[prost(uint64, tag = "10")]
    pub gas_used: u64,
    /// Events.
    #[prost(message, repeated, tag = "11")]
    pub events: Vec<EventRow>,
}

/// An event.
#[derive(Clone, PartialEq, prost::Message)]
pub struct EventRow {
    /// Type.
    #[prost(string, tag = "1")]
    pub kind: String,
    /// Attributes in order.
    #[prost(message, repeated, tag = "2")]
    pub attributes: Vec<AttributeRow>,
}

/// An attribute of an event.
#[derive(Clone, PartialEq, prost::Message)]
pub struct AttributeRow {
    /// Key.
    #[prost(string, tag = "1")]
    pub key: String,
    /// Value.
    #[prost(string, tag = "2")]
    pub value: String,
    /// Whether a search finds it.
    #[prost(bool, tag = "3")]
    pub index: bool,
}

impl From<AbciEvent> for EventRow {
    fn from(event: AbciEvent) -> Self {
        let AbciEvent { r#type, attributes } = event;
        Self { kind: r#type, attributes: attributes.into_iter().map(AttributeRow::from).collect() }
    }
}

impl From<AbciAttribute> for AttributeRow {
    fn from(attribute: AbciAttribute) -> Self {
        let AbciAttribute { key, value, index } = attribute;
        Self { key, value, index }
    }
}

impl TxRow {
    /// A transaction and its result, at a place of the chain.
    pub fn new(hash: [u8; 32], bytes: Vec<u8>, height: u64, index: u32, result: TxResult) -> Self {
        let TxResult { code, codespace, data, log, gas_wanted, gas_used, events } = result;
        let events = events.into_iter().map(EventRow::from).collect();
        Self { hash: hash.to_vec(), bytes, height, index, code, codespace, data, log, gas_wanted, gas_used, events }
    }
}
