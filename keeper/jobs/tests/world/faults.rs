//! A chain that works, behind a network that does not.

use std::sync::{
    atomic::{AtomicU64, Ordering},
    Arc,
};

use async_trait::async_trait;
use backlot_chain::{Account, Chain, ChainError, Msg, SignedTx, Signer, Status, TxOutcome, TxTerms};

/// How often, in percent.
#[derive(Clone, Copy, Default)]
pub struct Faults {
    /// An answer is lost after the request got through.
    pub lost_answers: u64,
    /// An account is answered as it was one transaction ago.
    pub stale_sequences: u64,
    /// A broadcast that hangs for ever, counted from 1: before it gets through (`false`) or after (`true`).
    pub hang_at_broadcast: Option<(u64, bool)>,
}

pub struct Flaky<C> {
    inner: Arc<C>,
    faults: Faults,
    dice: AtomicU64,
    broadcasts: AtomicU64,
    /// Told when the broadcast that hangs was reached.
    pub hanging: tokio::sync::Notify,
}

impl<C: Chain> Flaky<C> {
    pub fn new(inner: Arc<C>, faults: Faults, seed: u64) -> Arc<Self> {
        Arc::new(Self {
            inner,
            faults,
            dice: AtomicU64::new(seed),
            broadcasts: AtomicU64::new(0),
            hanging: tokio::sync::Notify::new(),
        })
    }

    /// SplitMix64: the same walk in every run.
    fn happens(&self, percent: u64) -> bool {
        let mut z = self.dice.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed).wrapping_add(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % 100 < percent
    }

    fn pass<T>(&self, answer: Result<T, ChainError>) -> Result<T, ChainError> {
        if self.happens(self.faults.lost_answers) {
            return Err(ChainError::Unreachable { reason: "the answer was lost".into() });
        }
        answer
    }
}

#[async_trait]
impl<C: Chain> Chain for Flaky<C> {
    fn chain_id(&self) -> &str {
        self.inner.chain_id()
    }

    async fn status(&self) -> Result<Status, ChainError> {
        // Other tasks get a turn, as they would while a real answer is awaited.
        tokio::task::yield_now().await;
        self.pass(self.inner.status().await)
    }

    async fn account(&self, address: &str) -> Result<Account, ChainError> {
        tokio::task::yield_now().await;
        let mut account = self.inner.account(address).await?;
        if self.happens(self.faults.stale_sequences) {
            account.sequence = account.sequence.saturating_sub(1);
        }
        self.pass(Ok(account))
    }

    async fn balance(&self, address: &str, denom: &str) -> Result<u128, ChainError> {
        tokio::task::yield_now().await;
        self.pass(self.inner.balance(address, denom).await)
    }

    async fn query_smart(&self, contract: &str, msg: &[u8]) -> Result<Vec<u8>, ChainError> {
        tokio::task::yield_now().await;
        self.pass(self.inner.query_smart(contract, msg).await)
    }

    async fn query_raw(&self, contract: &str, key: &[u8]) -> Result<Option<Vec<u8>>, ChainError> {
        self.inner.query_raw(contract, key).await
    }

    async fn simulate(&self, signer: &dyn Signer, account: Account, msgs: &[Msg]) -> Result<u64, ChainError> {
        tokio::task::yield_now().await;
        self.pass(self.inner.simulate(signer, account, msgs).await)
    }

    fn sign(&self, signer: &dyn Signer, terms: &TxTerms, msgs: &[Msg]) -> Result<SignedTx, ChainError> {
        self.inner.sign(signer, terms, msgs)
    }

    async fn broadcast(&self, tx: &SignedTx) -> Result<(), ChainError> {
        tokio::task::yield_now().await;
        let number = self.broadcasts.fetch_add(1, Ordering::Relaxed) + 1;
        match self.faults.hang_at_broadcast {
            Some((at, arrives)) if at == number => {
                if arrives {
                    self.inner.broadcast(tx).await?;
                }
                self.hanging.notify_one();
                std::future::pending().await
            }
            _ => self.pass(self.inner.broadcast(tx).await),
        }
    }

    async fn find_tx(&self, hash: &str) -> Result<Option<TxOutcome>, ChainError> {
        tokio::task::yield_now().await;
        self.pass(self.inner.find_tx(hash).await)
    }

    async fn search_txs(&self, query: &str, page: u32, per_page: u32) -> Result<Vec<TxOutcome>, ChainError> {
        self.inner.search_txs(query, page, per_page).await
    }
}
