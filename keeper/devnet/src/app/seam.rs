use std::collections::BTreeMap;

/// Committed state, read-only. The node gives the app a snapshot of its database (or of memory).
pub trait StateReader: Send + Sync {
    /// The value of a key.
    fn get(&self, key: &[u8]) -> Option<Vec<u8>>;
    /// Keys in `[start, end)` in ascending order (descending if `reverse`), at most `limit`. `end: None` is no bound.
    fn range(&self, start: &[u8], end: Option<&[u8]>, reverse: bool, limit: usize) -> Vec<(Vec<u8>, Vec<u8>)>;
}

/// What a block changes: new value, or `None` for a deletion. The node commits it together with its own rows in one
/// database transaction, so a crash leaves the whole block or nothing of it.
pub type StateWrites = BTreeMap<Vec<u8>, Option<Vec<u8>>>;

/// A block about to be executed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockHeader {
    /// Chain id.
    pub chain_id: String,
    /// Height, from 1.
    pub height: u64,
    /// Nanoseconds since 1970, greater than the last block's.
    pub time_ns: u64,
}

/// An event as ABCI has it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AbciEvent {
    /// Type.
    pub r#type: String,
    /// Key, value, indexed; in order.
    pub attributes: Vec<AbciAttribute>,
}

/// An attribute of an event.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct AbciAttribute {
    /// Key.
    pub key: String,
    /// Value.
    pub value: String,
    /// Whether `tx_search` finds it.
    pub index: bool,
}

/// The result of one transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct TxResult {
    /// 0: success.
    pub code: u32,
    /// Whose `code` (`sdk`, `wasm`, …).
    pub codespace: String,
    /// `TxMsgData`, protobuf.
    pub data: Vec<u8>,
    /// The chain's words.
    pub log: String,
    /// Gas asked for.
    pub gas_wanted: u64,
    /// Gas used.
    pub gas_used: u64,
    /// Events.
    pub events: Vec<AbciEvent>,
}

/// The answer to `abci_query`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueryResult {
    /// 0: success.
    pub code: u32,
    /// Whose `code`.
    pub codespace: String,
    /// The chain's words.
    pub log: String,
    /// Protobuf response.
    pub value: Vec<u8>,
    /// How gRPC (and the REST gateway) words a refusal, which is not how ABCI does.
    pub status: Option<GrpcStatus>,
}

/// A gRPC status other than success.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrpcStatus {
    /// gRPC's code.
    pub code: u32,
    /// Words.
    pub message: String,
}

/// A finished block: results in the order of its transactions, and what it changes.
#[derive(Clone, Debug, Default)]
pub struct BlockOutcome {
    /// One result a transaction.
    pub results: Vec<TxResult>,
    /// Changes to committed state.
    pub writes: StateWrites,
    /// Events of the block itself.
    pub events: Vec<AbciEvent>,
}

/// The state machine as the node sees it. Every call reads committed state through `state` and keeps nothing between
/// calls that could not be derived from it (compiled code is a cache).
pub trait Application: Send + Sync {
    /// Writes of the genesis block.
    fn genesis(&self, genesis: &Genesis) -> anyhow::Result<StateWrites>;
    /// Runs a block. Never fails: a transaction that cannot even be decoded has a result with a code.
    fn finalize_block(&self, state: &dyn StateReader, header: &BlockHeader, txs: &[Vec<u8>]) -> BlockOutcome;
    /// Would this transaction get into a block: decoding, chain id, signature, sequence, fee. `pending` holds the
    /// writes of transactions that wait in the mempool; those of this one are added to it when it passes.
    fn check_tx(&self, state: &dyn StateReader, header: &BlockHeader, pending: &mut StateWrites, tx: &[u8])
        -> TxResult;
    /// `abci_query`: gRPC method path (`/cosmos.bank.v1beta1.Query/Balance`, `/cosmos.tx.v1beta1.Service/Simulate`, …).
    fn query(&self, state: &dyn StateReader, header: &BlockHeader, path: &str, data: &[u8]) -> QueryResult;
}

/// What the chain begins with.
#[derive(Clone, Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Genesis {
    /// Chain id.
    pub chain_id: String,
    /// Balances: address → denom → amount.
    pub balances: BTreeMap<String, BTreeMap<String, u128>>,
    /// Addresses that bank refuses as recipients, besides the module accounts.
    pub blocked: Vec<String>,
    /// Least gas price, as in wasmd's `minimum-gas-prices`: amount in 10⁻⁶ of a base unit of `fee_denom`.
    pub min_gas_price_micro: u64,
    /// Denom of fees.
    pub fee_denom: String,
    /// Gas a block may use; 0: no bound.
    pub block_gas: u64,
    /// Who may store code.
    #[serde(default)]
    pub upload: Upload,
    /// Only whoever stores code may make contracts of it, unless it says otherwise (wasmd's default permission
    /// `AnyOfAddresses`); everybody where this is false.
    #[serde(default)]
    pub instantiate_by_creator: bool,
}

/// Who may store code, as in wasmd's parameter `code_upload_access`.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Upload {
    /// Everybody.
    #[default]
    Everybody,
    /// Nobody.
    Nobody,
    /// These addresses.
    AnyOf(Vec<String>),
}
