//! A chain on which a keeper's life ends at a chosen call.

use std::{
    future::Future,
    sync::{
        atomic::{AtomicBool, AtomicU64, Ordering},
        Arc,
    },
};

use async_trait::async_trait;
use backlot_chain::{Account, Chain, ChainError, Msg, SignedTx, Signer, Status, TxOutcome, TxTerms};
use backlot_jobs::{Keeper, Round};
use tokio::sync::Notify;

/// Where a life ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// Nowhere; calls are counted, and everyone else gets a turn before each of them.
    Never,
    /// Before the n-th call of any kind, from 1.
    BeforeCall(u64),
    /// Before the n-th broadcast: it is in the journal, and no node has it.
    BeforeBroadcast(u64),
    /// After the n-th broadcast: a node has it, and the answer did not arrive.
    AfterBroadcast(u64),
}

/// The chain. Whoever reaches the cut waits there for ever: dropped, it is a process that was killed.
pub struct Tripwire {
    inner: Arc<dyn Chain>,
    cut: Cut,
    armed: AtomicBool,
    calls: AtomicU64,
    broadcasts: AtomicU64,
    reached: Notify,
}

impl Tripwire {
    /// Puts it before a chain.
    pub fn before(inner: Arc<dyn Chain>, cut: Cut) -> Arc<Self> {
        let (calls, broadcasts) = (AtomicU64::new(0), AtomicU64::new(0));
        let armed = AtomicBool::new(true);
        Arc::new(Self { inner, cut, armed, calls, broadcasts, reached: Notify::new() })
    }

    /// From now on nobody is killed here.
    pub fn disarm(&self) {
        self.armed.store(false, Ordering::Relaxed);
    }

    /// Calls until now, broadcasts among them.
    pub fn calls(&self) -> u64 {
        self.calls.load(Ordering::Relaxed)
    }

    /// Broadcasts until now.
    pub fn broadcasts(&self) -> u64 {
        self.broadcasts.load(Ordering::Relaxed)
    }

    /// One tick of a keeper on this chain, or what there is of it before the keeper is killed: then nothing, and it is
    /// for you to drop it.
    pub async fn live(&self, keeper: &Keeper) -> Option<Round> {
        tokio::select! {
            round = keeper.tick() => Some(round.expect("the chain itself is well")),
            () = self.reached.notified() => None,
        }
    }

    async fn call<T>(&self, work: impl Future<Output = T> + Send) -> T {
        let number = self.calls.fetch_add(1, Ordering::Relaxed) + 1;
        if self.cut == Cut::BeforeCall(number) {
            self.hang().await;
        }
        tokio::task::yield_now().await;
        work.await
    }

    async fn hang(&self) {
        if !self.armed.load(Ordering::Relaxed) {
            return;
        }
        self.reached.notify_one();
        std::future::pending().await
    }
}

#[async_trait]
impl Chain for Tripwire {
    fn chain_id(&self) -> &str {
        self.inner.chain_id()
    }

    async fn status(&self) -> Result<Status, ChainError> {
        self.call(self.inner.status()).await
    }

    async fn account(&self, address: &str) -> Result<Account, ChainError> {
        self.call(self.inner.account(address)).await
    }

    async fn balance(&self, address: &str, denom: &str) -> Result<u128, ChainError> {
        self.call(self.inner.balance(address, denom)).await
    }

    async fn query_smart(&self, contract: &str, msg: &[u8]) -> Result<Vec<u8>, ChainError> {
        self.call(self.inner.query_smart(contract, msg)).await
    }

    async fn query_raw(&self, contract: &str, key: &[u8]) -> Result<Option<Vec<u8>>, ChainError> {
        self.call(self.inner.query_raw(contract, key)).await
    }

    async fn simulate(&self, signer: &dyn Signer, account: Account, msgs: &[Msg]) -> Result<u64, ChainError> {
        self.call(self.inner.simulate(signer, account, msgs)).await
    }

    fn sign(&self, signer: &dyn Signer, terms: &TxTerms, msgs: &[Msg]) -> Result<SignedTx, ChainError> {
        self.inner.sign(signer, terms, msgs)
    }

    async fn broadcast(&self, tx: &SignedTx) -> Result<(), ChainError> {
        let number = self.broadcasts.fetch_add(1, Ordering::Relaxed) + 1;
        if self.cut == Cut::BeforeBroadcast(number) {
            self.hang().await;
        }
        let answer = self.call(self.inner.broadcast(tx)).await;
        if self.cut == Cut::AfterBroadcast(number) {
            self.hang().await;
        }
        answer
    }

    async fn find_tx(&self, hash: &str) -> Result<Option<TxOutcome>, ChainError> {
        self.call(self.inner.find_tx(hash)).await
    }

    async fn search_txs(&self, query: &str, page: u32, per_page: u32) -> Result<Vec<TxOutcome>, ChainError> {
        self.call(self.inner.search_txs(query, page, per_page)).await
    }
}
