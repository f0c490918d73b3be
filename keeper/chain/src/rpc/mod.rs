//! [`Chain`] over the JSON-RPC of CometBFT, as wasmd and the devnet serve it.
//!
//! Several endpoints may be named; the freshest healthy one of the right chain is asked, the next one where it fails.

mod account;
mod code;
mod config;
mod health;
mod pool;
mod wire;

use async_trait::async_trait;
use base64::{engine::general_purpose::STANDARD as BASE64, Engine};
use cosmrs::proto::{
    cosmos::{
        bank::v1beta1::{QueryBalanceRequest, QueryBalanceResponse},
        tx::v1beta1::{SimulateRequest, SimulateResponse},
    },
    cosmwasm::wasm::v1::{
        QueryRawContractStateRequest, QueryRawContractStateResponse, QuerySmartContractStateRequest,
        QuerySmartContractStateResponse,
    },
};
use prost::Message;
use serde_json::json;

pub use config::RpcConfig;

use crate::{tx, Account, Chain, ChainError, Endpoint, Msg, SignedTx, Signer, Status, TxOutcome, TxTerms};
use pool::{Miss, Pool};
use wire::{malformed, BroadcastAnswer, HeaderAnswer, QueryAnswer, RpcFault, SearchAnswer, TxAnswer};

/// A chain behind one or more CometBFT RPC endpoints.
pub struct RpcChain {
    pool: Pool,
}

impl RpcChain {
    /// Nothing is asked yet; the first call chooses an endpoint.
    ///
    /// # Errors
    /// [`ChainError::Unreachable`] where no endpoint is named.
    pub fn new(config: RpcConfig) -> Result<Self, ChainError> {
        Ok(Self { pool: Pool::new(config)? })
    }

    /// Waits until every endpoint has what was seen through this one: whoever asks next, from another process, may ask
    /// any of them. An endpoint that does not answer, or takes long, is not waited for.
    pub async fn spread(&self) {
        self.pool.spread().await;
    }

    /// An ABCI query: a gRPC method by its path, protobuf in and out.
    ///
    /// # Errors
    /// [`ChainError::Refused`] with the chain's words, others where no endpoint answers.
    pub async fn abci_query<A: Message + Default>(&self, path: &str, ask: &impl Message) -> Result<A, ChainError> {
        let params = json!({"path": path, "data": hex::encode(ask.encode_to_vec()), "height": "0", "prove": false});
        let answer = self.pool.call("abci_query", &params, QueryAnswer::height).await?;
        let answer = answer.map_err(|fault| fault.refused())?;
        A::decode(answer.value()?.as_slice()).map_err(malformed)
    }
}

impl RpcChain {
    /// When a block was made, in nanoseconds since 1970.
    ///
    /// # Errors
    /// A block that is not there (any more); others where no endpoint answers.
    pub async fn time_of(&self, height: u64) -> Result<u64, ChainError> {
        let params = json!({"height": height.to_string()});
        let answer = self.pool.call("header", &params, |_: &HeaderAnswer| None).await?;
        answer.map_err(|fault| fault.refused())?.time_ns(height)
    }
}

#[async_trait]
impl Chain for RpcChain {
    fn chain_id(&self) -> &str {
        &self.pool.config.chain_id
    }

    fn endpoints(&self) -> Vec<Endpoint> {
        self.pool.endpoints()
    }

    async fn status(&self) -> Result<Status, ChainError> {
        self.pool.status().await
    }

    async fn account(&self, address: &str) -> Result<Account, ChainError> {
        account::query(self, address).await
    }

    async fn balance(&self, address: &str, denom: &str) -> Result<u128, ChainError> {
        let ask = QueryBalanceRequest { address: address.to_owned(), denom: denom.to_owned() };
        let answer: QueryBalanceResponse = self.abci_query("/cosmos.bank.v1beta1.Query/Balance", &ask).await?;
        answer.balance.map_or(Ok(0), |coin| coin.amount.parse().map_err(malformed))
    }

    async fn query_smart(&self, contract: &str, msg: &[u8]) -> Result<Vec<u8>, ChainError> {
        let ask = QuerySmartContractStateRequest { address: contract.to_owned(), query_data: msg.to_vec() };
        let answer: QuerySmartContractStateResponse =
            self.abci_query("/cosmwasm.wasm.v1.Query/SmartContractState", &ask).await?;
        Ok(answer.data)
    }

    async fn query_raw(&self, contract: &str, key: &[u8]) -> Result<Option<Vec<u8>>, ChainError> {
        let ask = QueryRawContractStateRequest { address: contract.to_owned(), query_data: key.to_vec() };
        let answer: QueryRawContractStateResponse =
            self.abci_query("/cosmwasm.wasm.v1.Query/RawContractState", &ask).await?;
        // wasmd answers a missing key with no data; a contract cannot store an empty value.
        Ok((!answer.data.is_empty()).then_some(answer.data))
    }

    async fn simulate(&self, signer: &dyn Signer, account: Account, msgs: &[Msg]) -> Result<u64, ChainError> {
        let terms = TxTerms { account, gas: 0, fee: None, timeout_height: 0, memo: String::new() };
        #[allow(deprecated, reason = "the field must be named to be left empty")]
        let ask = SimulateRequest { tx: None, tx_bytes: tx::unsigned(signer, &terms, msgs) };
        let answer: SimulateResponse = self.abci_query("/cosmos.tx.v1beta1.Service/Simulate", &ask).await?;
        let gas = answer.gas_info.ok_or_else(|| malformed("a simulation without gas info"))?;
        Ok(gas.gas_used)
    }

    fn sign(&self, signer: &dyn Signer, terms: &TxTerms, msgs: &[Msg]) -> Result<SignedTx, ChainError> {
        self.pool.confirmed()?;
        tx::sign(&self.pool.config.chain_id, signer, terms, msgs)
    }

    /// The same bytes may go to several endpoints: a sequence is used once, so they are included once at most. Where
    /// one endpoint may have taken them, a later refusal says nothing, and the answer is [`ChainError::Unreachable`].
    async fn broadcast(&self, tx: &SignedTx) -> Result<(), ChainError> {
        let params = json!({"tx": BASE64.encode(&tx.bytes)});
        let (mut maybe_taken, mut full) = (false, None);
        let mut last = String::new();
        for at in self.pool.candidates().await? {
            // A node that is behind would refuse what is right, and tell of sequences that are over.
            if !self.pool.abreast(at).await.unwrap_or(false) {
                continue;
            }
            let refused = match self.pool.call_one::<BroadcastAnswer>(at, "broadcast_tx_sync", &params).await {
                Ok(BroadcastAnswer { code: 0, .. }) => return Ok(()),
                Ok(BroadcastAnswer { code, codespace, log }) => ChainError::Refused { codespace, code, log },
                Err(Miss::Fault(fault)) => broadcast_fault(&fault),
                Err(Miss::Silent { reason, unsent }) => {
                    self.pool.failed(at);
                    maybe_taken |= !unsent;
                    last = reason;
                    continue;
                }
            };
            return match refused {
                // SDK code 19: the mempool has it already.
                ChainError::Refused { ref codespace, code: 19, .. } if codespace == "sdk" => Ok(()),
                // Each node has a mempool of its own.
                full_here if full_here.is_mempool_full() => {
                    full = Some(full_here);
                    continue;
                }
                refused if maybe_taken => {
                    Err(ChainError::Unreachable { reason: format!("{last}; another endpoint: {refused}") })
                }
                refused => Err(refused),
            };
        }
        match full {
            Some(full) if !maybe_taken => Err(full),
            _ if last.is_empty() => Err(self.pool.behind()),
            _ => Err(ChainError::Unreachable { reason: last }),
        }
    }

    async fn find_tx(&self, hash: &str) -> Result<Option<TxOutcome>, ChainError> {
        let raw = hex::decode(hash).map_err(malformed)?;
        let params = json!({"hash": BASE64.encode(raw), "prove": false});
        let answer = match self.pool.call("tx", &params, |_: &TxAnswer| None).await? {
            Ok(answer) => Some(answer),
            // One node's "not found" proves little: it may be slow to index, or not index at all.
            Err(fault) if fault.text().contains("not found") => self.pool.anybody("tx", &params).await,
            Err(fault) => return Err(fault.refused()),
        };
        let Some(outcome) = answer.map(TxAnswer::outcome).transpose()? else { return Ok(None) };
        if !outcome.hash.eq_ignore_ascii_case(hash) {
            return Err(malformed(format!("asked for transaction {hash}, it sent {}", outcome.hash)));
        }
        self.pool.seen_state(outcome.height);
        Ok(Some(outcome))
    }

    async fn search_txs(&self, query: &str, page: u32, per_page: u32) -> Result<Vec<TxOutcome>, ChainError> {
        let params = json!({
            "query": query,
            "prove": false,
            "page": page.to_string(),
            "per_page": per_page.to_string(),
            "order_by": "asc",
        });
        match self.pool.call("tx_search", &params, |_: &SearchAnswer| None).await? {
            Ok(answer) => answer.txs.into_iter().map(TxAnswer::outcome).collect(),
            // Beyond the last page CometBFT reports an error, not an empty page.
            Err(fault) if fault.text().contains("page should be within") => Ok(Vec::new()),
            Err(fault) => Err(fault.refused()),
        }
    }
}

/// CometBFT's mempool speaks through errors of the RPC, in words: given the SDK's codes here.
fn broadcast_fault(fault: &RpcFault) -> ChainError {
    let log = fault.text();
    let code = if log.contains("already exists in cache") {
        19
    } else if log.contains("mempool is full") {
        20
    } else if log.contains("too large") {
        21
    } else {
        return fault.refused();
    };
    ChainError::Refused { codespace: "sdk".into(), code, log }
}
