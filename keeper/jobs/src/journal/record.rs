use serde::{Deserialize, Serialize};

/// What became of a transaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "state")]
pub enum TxState {
    /// Signed and written down; it may or may not have left.
    Prepared,
    /// Handed to a node.
    Sent,
    /// In a block.
    Included {
        /// Block.
        height: u64,
        /// 0: success.
        code: u32,
        /// Gas used.
        gas_used: u64,
    },
    /// No block up to its timeout height has it: it never will be in one.
    Expired,
    /// No block has it, and another transaction of the same key has used its sequence: it never will be in one.
    Superseded,
    /// A node refused to take it, and no other may have it.
    Refused {
        /// The chain's words.
        log: String,
    },
}

impl TxState {
    /// Nothing more can happen to it.
    pub fn is_final(&self) -> bool {
        !matches!(self, Self::Prepared | Self::Sent)
    }
}

/// A transaction in the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Number in this journal, from 1.
    pub id: u64,
    /// SHA-256 of the bytes, upper-case hex.
    pub hash: String,
    /// What it is for; the first word is the kind its gas is booked under.
    pub purpose: String,
    /// Chain it was signed for.
    pub chain_id: String,
    /// Who signed.
    pub signer: String,
    /// Sequence.
    pub sequence: u64,
    /// Last block that may include it.
    pub timeout_height: u64,
    /// Fee it offers, base units of the fee denom.
    #[serde(default)]
    pub fee: u128,
    /// Day of chain time its fee is booked on, counted from 1970.
    #[serde(default)]
    pub day: u64,
    /// The record it was signed in place of, with the same sequence.
    #[serde(default)]
    pub replaces: Option<u64>,
    /// What became of it.
    #[serde(flatten)]
    pub state: TxState,
}

impl Record {
    /// First word of the purpose.
    pub fn kind(&self) -> &str {
        self.purpose.split(' ').next().unwrap_or_default()
    }
}

/// What a transaction is written down with, beside itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// What it is for.
    pub purpose: &'a str,
    /// Chain it is signed for.
    pub chain_id: &'a str,
    /// Who signs.
    pub signer: &'a str,
    /// Fee, base units.
    pub fee: u128,
    /// Day of chain time.
    pub day: u64,
    /// The record it takes the place of.
    pub replaces: Option<u64>,
}

/// All included transactions of a kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindTotals {
    /// Transactions.
    pub txs: u64,
    /// Of these, with another code than 0.
    pub failed: u64,
    /// Gas used.
    pub gas: u64,
}
