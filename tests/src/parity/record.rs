/// An event: type, then key, value, indexed.
pub type Event = (String, Vec<(String, String, bool)>);

/// What a simulation said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Simulated {
    /// The query's own answer.
    pub ask: Ask,
    /// Gas asked for.
    pub gas_wanted: u64,
    /// Gas used.
    pub gas_used: u64,
    /// Events.
    pub events: Vec<Event>,
    /// `TxMsgData`.
    pub data: Vec<u8>,
}

/// What the mempool said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Check {
    /// 0: taken.
    pub code: u32,
    /// Whose `code`; `rpc` where the RPC itself refused.
    pub codespace: String,
    /// The chain's words.
    pub log: String,
    /// Data, hex.
    pub data: String,
}

/// What the block said.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Delivered {
    /// Block.
    pub height: u64,
    /// Place in the block.
    pub index: u64,
    /// 0: success.
    pub code: u32,
    /// Whose `code`.
    pub codespace: String,
    /// `TxMsgData`.
    pub data: Vec<u8>,
    /// The chain's words.
    pub log: String,
    /// More of them.
    pub info: String,
    /// Gas asked for.
    pub gas_wanted: u64,
    /// Gas used.
    pub gas_used: u64,
    /// Events, in order.
    pub events: Vec<Event>,
}

/// A transaction of the script.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Step {
    /// What it is.
    pub name: String,
    /// What it asks of the chain, as text.
    pub what: String,
    /// Simulated before it was sent.
    pub simulated: Option<Simulated>,
    /// Handed in.
    pub check: Check,
    /// Height when it was handed in.
    pub height: u64,
    /// Found in a block.
    pub delivered: Option<Delivered>,
    /// It should have gone otherwise.
    pub unexpected: Option<String>,
}

/// A query of the script, or what became of one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ask {
    /// What is asked.
    pub name: String,
    /// Height it was answered at.
    pub height: u64,
    /// 0: answered.
    pub code: u32,
    /// Whose `code`.
    pub codespace: String,
    /// The chain's words.
    pub log: String,
    /// Protobuf.
    pub value: Vec<u8>,
}

/// One act of the script.
#[derive(Clone, Debug, PartialEq)]
pub enum Played {
    /// A transaction.
    Step(Box<Step>),
    /// A query.
    Ask(Ask),
}
