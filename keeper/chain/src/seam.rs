use async_trait::async_trait;
use cosmwasm_std::{Coin, Event};
use serde::{Deserialize, Serialize};

/// What a chain is asked to do in one transaction, all or nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// Calls a contract with JSON.
    Execute {
        /// Contract.
        contract: String,
        /// JSON of the contract's `ExecuteMsg`.
        msg: Vec<u8>,
        /// Coins that go with it.
        funds: Vec<Coin>,
    },
    /// Sends coins.
    Send {
        /// To whom.
        to: String,
        /// What.
        coins: Vec<Coin>,
    },
    /// Stores wasm (raw, or gzip).
    StoreCode {
        /// The bytes.
        wasm: Vec<u8>,
    },
    /// Makes a contract.
    Instantiate {
        /// Code.
        code_id: u64,
        /// Who may migrate it.
        admin: Option<String>,
        /// Name for people.
        label: String,
        /// JSON of the contract's `InstantiateMsg`.
        msg: Vec<u8>,
        /// Coins that go with it.
        funds: Vec<Coin>,
    },
    /// Moves a contract to other code.
    Migrate {
        /// Contract.
        contract: String,
        /// New code.
        code_id: u64,
        /// JSON of its `MigrateMsg`.
        msg: Vec<u8>,
    },
    /// Makes a contract at an address that is known before: a function of code, sender and salt.
    Instantiate2 {
        /// Code.
        code_id: u64,
        /// Who may migrate it.
        admin: Option<String>,
        /// Name for people.
        label: String,
        /// JSON of the contract's `InstantiateMsg`; no part of the address.
        msg: Vec<u8>,
        /// Coins that go with it.
        funds: Vec<Coin>,
        /// 1 to 64 bytes.
        salt: Vec<u8>,
    },
    /// Names who may migrate a contract from now on.
    UpdateAdmin {
        /// Contract.
        contract: String,
        /// The new admin.
        admin: String,
    },
    /// Nobody may migrate the contract any more.
    ClearAdmin {
        /// Contract.
        contract: String,
    },
}

/// Where a chain stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Chain id; signing for another one is refused (acceptance K64).
    pub chain_id: String,
    /// Latest block.
    pub height: u64,
    /// Its time in nanoseconds since 1970: the only clock the keeper goes by (acceptance K65).
    pub time_ns: u64,
}

/// An account as the chain's `auth` module sees it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// Number.
    pub number: u64,
    /// Next sequence.
    pub sequence: u64,
}

/// A signed transaction: everything is known before it leaves, so that it can be journalled (acceptance K56).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedTx {
    /// SHA-256 of `bytes`, upper-case hex.
    pub hash: String,
    /// `TxRaw`.
    pub bytes: Vec<u8>,
    /// Sequence it was signed with.
    pub sequence: u64,
    /// Cannot be included after this block.
    pub timeout_height: u64,
}

/// A transaction that was included in a block.
#[derive(Clone, Debug, PartialEq)]
pub struct TxOutcome {
    /// Hash.
    pub hash: String,
    /// Block.
    pub height: u64,
    /// 0: success.
    pub code: u32,
    /// Whose `code`.
    pub codespace: String,
    /// The chain's words.
    pub log: String,
    /// Gas asked for.
    pub gas_wanted: u64,
    /// Gas used.
    pub gas_used: u64,
    /// Events, attributes in order.
    pub events: Vec<Event>,
    /// Data of each message (the protobuf response).
    pub data: Vec<u8>,
}

impl TxOutcome {
    /// The value of an attribute, in the first event of a type that has it.
    pub fn attribute(&self, event: &str, key: &str) -> Option<&str> {
        let attributes = self.events.iter().filter(|found| found.ty == event).flat_map(|found| &found.attributes);
        attributes.into_iter().find(|found| found.key == key).map(|found| found.value.as_str())
    }
}

/// What can go wrong on the way to a chain.
#[derive(thiserror::Error, Debug, Clone, PartialEq)]
pub enum ChainError {
    /// No endpoint answered.
    #[error("no endpoint answers ({reason}): check `rpc` in the config and that the node runs")]
    Unreachable {
        /// The last refusal.
        reason: String,
    },
    /// The chain refused a query, a simulation or a transaction.
    #[error("{}", crate::refusal::told(codespace, *code, log))]
    Refused {
        /// Module.
        codespace: String,
        /// Code within it.
        code: u32,
        /// The chain's words; [`backlot_api::code::find`] finds our own code in it.
        log: String,
    },
    /// The endpoint serves another chain than the config names.
    #[error("the endpoint serves chain {found}, the config says {expected}: nothing was signed. Name an endpoint of {expected} (`rpc`, --node), or the other chain (`chain_id`, --chain-id)")]
    WrongChain {
        /// Config.
        expected: String,
        /// Endpoint.
        found: String,
    },
    /// Every endpoint that answers is behind what was seen already (acceptance K57).
    #[error("the endpoints that answer are at height {height}, and {seen} was seen already: nothing is done on older state. Wait until one has caught up, or name a fresher one (`rpc`); where the chain was begun anew, start this program anew too")]
    Behind {
        /// The highest of them.
        height: u64,
        /// Height whose state was seen.
        seen: u64,
    },
    /// The chain makes no blocks (acceptance K64).
    #[error("the chain has halted: no block after {height} for {seconds} s. Nothing is signed until it goes on; what was sent is in the journal and is settled then")]
    Halted {
        /// Its last block.
        height: u64,
        /// Since when, in seconds of this machine's steady clock.
        seconds: u64,
    },
    /// The answer was not what the protocol says.
    #[error("the endpoint's answer cannot be read: {0}")]
    Malformed(String),
    /// Keys, addresses, signing.
    #[error("{0}")]
    Key(String),
}

impl ChainError {
    /// The account's sequence has moved on (SDK code 32): read it again and sign anew. A simulation wraps the same
    /// refusal in another code, so the words count too.
    pub fn is_sequence_mismatch(&self) -> bool {
        match self {
            Self::Refused { codespace, code, log } => {
                (codespace == "sdk" && *code == 32) || log.contains("account sequence mismatch")
            }
            _ => false,
        }
    }

    /// The sequence the chain would have taken, where a sequence mismatch names it.
    pub fn expected_sequence(&self) -> Option<u64> {
        let Self::Refused { log, .. } = self else { return None };
        let (_, rest) = log.split_once("account sequence mismatch, expected ")?;
        rest.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
    }

    /// More gas was needed (SDK code 11, or a simulation that ran into the node's own bound).
    pub fn is_out_of_gas(&self) -> bool {
        match self {
            Self::Refused { codespace, code, log } => {
                (codespace == "sdk" && *code == 11) || log.contains("out of gas in location")
            }
            _ => false,
        }
    }

    /// The sender has less than the fee (SDK code 5, insufficient funds).
    pub fn is_unpaid(&self) -> bool {
        matches!(self, Self::Refused { codespace, code: 5, .. } if codespace == "sdk")
    }

    /// The mempool is full (SDK code 20): later.
    pub fn is_mempool_full(&self) -> bool {
        matches!(self, Self::Refused { codespace, code: 20, .. } if codespace == "sdk")
    }

    /// The transaction may or may not have been taken: only its hash can tell.
    pub fn is_uncertain(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::Malformed(_) | Self::Behind { .. })
    }

    /// Our contract's own error code, if one of ours refused.
    pub fn contract_code(&self) -> Option<&str> {
        match self {
            Self::Refused { log, .. } => backlot_api::code::find(log),
            _ => None,
        }
    }
}

/// Who signs. Implemented by the key store; the chain only ever sees public key and signature.
pub trait Signer: Send + Sync {
    /// bech32 address.
    fn address(&self) -> &str;
    /// Compressed secp256k1 public key, 33 bytes.
    fn public_key(&self) -> Vec<u8>;
    /// 64-byte compact signature (low s) over SHA-256 of `sign_bytes`.
    fn sign(&self, sign_bytes: &[u8]) -> Result<Vec<u8>, ChainError>;
}

/// What a transaction is signed with, beside its messages.
#[derive(Clone, Debug, PartialEq)]
pub struct TxTerms {
    /// Account number and sequence.
    pub account: Account,
    /// Gas limit.
    pub gas: u64,
    /// Fee.
    pub fee: Option<Coin>,
    /// Last block that may include it; 0: none.
    pub timeout_height: u64,
    /// Memo.
    pub memo: String,
}

/// How an endpoint stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EndpointState {
    /// Asked first.
    Used,
    /// Would do as well.
    Healthy,
    /// Many blocks behind, or its blocks are old, or it says itself that it is catching up.
    Lagging,
    /// Failed a moment ago and is left alone for a while.
    CoolingDown,
    /// Serves another chain: never asked.
    WrongChain,
    /// Has never answered.
    Silent,
}

/// An endpoint as it was last seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// Its address.
    pub url: String,
    /// How it stands.
    pub state: EndpointState,
    /// Its height; 0: unknown.
    pub height: u64,
    /// The chain it serves, once it said so.
    pub chain_id: Option<String>,
}

/// A chain.
#[async_trait]
pub trait Chain: Send + Sync {
    /// The chain id transactions are signed for.
    fn chain_id(&self) -> &str;
    /// The endpoints it is reached by, as they were last seen; none where there are no such things.
    fn endpoints(&self) -> Vec<Endpoint> {
        Vec::new()
    }
    /// Height and time.
    async fn status(&self) -> Result<Status, ChainError>;
    /// An account; one that was never used is all zero.
    async fn account(&self, address: &str) -> Result<Account, ChainError>;
    /// What an address holds of a denom.
    async fn balance(&self, address: &str, denom: &str) -> Result<u128, ChainError>;
    /// A contract's answer, JSON.
    async fn query_smart(&self, contract: &str, msg: &[u8]) -> Result<Vec<u8>, ChainError>;
    /// A value of a contract's storage.
    async fn query_raw(&self, contract: &str, key: &[u8]) -> Result<Option<Vec<u8>>, ChainError>;
    /// Gas the messages would use; the chain's refusal where they would fail.
    async fn simulate(&self, signer: &dyn Signer, account: Account, msgs: &[Msg]) -> Result<u64, ChainError>;
    /// Signs. Nothing leaves.
    fn sign(&self, signer: &dyn Signer, terms: &TxTerms, msgs: &[Msg]) -> Result<SignedTx, ChainError>;
    /// Hands a transaction to the mempool.
    async fn broadcast(&self, tx: &SignedTx) -> Result<(), ChainError>;
    /// A transaction by hash, if a block has it.
    async fn find_tx(&self, hash: &str) -> Result<Option<TxOutcome>, ChainError>;
    /// Transactions whose events match, oldest first: `key='value'` terms joined by `AND`, as CometBFT writes them.
    async fn search_txs(&self, query: &str, page: u32, per_page: u32) -> Result<Vec<TxOutcome>, ChainError>;
}
