//! Transactions that wait for a block, in the order they came.

use std::collections::{HashSet, VecDeque};

use super::config::Limits;
use crate::app::{StateWrites, TxResult};

/// A transaction that waits.
#[derive(Clone, Debug)]
pub(crate) struct Waiting {
    /// SHA-256 of the bytes.
    pub hash: [u8; 32],
    /// `TxRaw`.
    pub bytes: Vec<u8>,
    /// Gas it asks for.
    pub gas_wanted: u64,
}

/// Why a transaction was not even checked. The texts are CometBFT's.
#[derive(thiserror::Error, Clone, Debug, PartialEq, Eq)]
pub(crate) enum MempoolError {
    #[error("tx already exists in cache")]
    InCache,
    #[error("Tx too large. Max size is {max}, but got {got}")]
    TooLarge { max: usize, got: usize },
    #[error("mempool is full: number of txs {txs} (max: {max_txs}), total txs bytes {bytes} (max: {max_bytes})")]
    Full { txs: usize, max_txs: usize, bytes: usize, max_bytes: usize },
}

/// The mempool.
pub(crate) struct Mempool {
    limits: Limits,
    /// Gas of a block; 0: no bound.
    block_gas: u64,
    txs: VecDeque<Waiting>,
    bytes: usize,
    /// Writes of the waiting transactions' checks, on top of committed state.
    pending: StateWrites,
    cache: Cache,
    /// Takes nothing, as if it were full (dev endpoints only).
    closed: bool,
}

impl Mempool {
    /// An empty mempool.
    pub fn new(limits: Limits, block_gas: u64) -> Self {
        let cache = Cache { size: limits.mempool_cache, order: VecDeque::new(), known: HashSet::new() };
        Self { limits, block_gas, txs: VecDeque::new(), bytes: 0, pending: StateWrites::new(), cache, closed: false }
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.txs.len()
    }

    /// Bytes of all that wait.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// The first `limit`, in order.
    pub fn first(&self, limit: usize) -> impl Iterator<Item = &Waiting> {
        self.txs.iter().take(limit)
    }

    /// Checks a transaction with `check` and, where it passes, lets it wait.
    pub fn add(
        &mut self,
        hash: [u8; 32],
        bytes: Vec<u8>,
        check: impl Fn(&mut StateWrites, &[u8]) -> TxResult,
    ) -> Result<TxResult, MempoolError> {
        let Limits { tx_bytes, mempool_txs, mempool_bytes, .. } = self.limits;
        if bytes.len() > tx_bytes {
            return Err(MempoolError::TooLarge { max: tx_bytes, got: bytes.len() });
        }
        if self.closed || self.txs.len() >= mempool_txs || self.bytes + bytes.len() > mempool_bytes {
            let (txs, bytes) = (self.txs.len(), self.bytes);
            return Err(MempoolError::Full { txs, max_txs: mempool_txs, bytes, max_bytes: mempool_bytes });
        }
        if !self.cache.push(hash) {
            return Err(MempoolError::InCache);
        }
        let mut result = check(&mut self.pending, &bytes);
        if result.code == 0 && self.block_gas != 0 && result.gas_wanted > self.block_gas {
            // Nothing would ever include it. The SDK's words and code (ErrInvalidGasLimit).
            result.code = 41;
            result.codespace = "sdk".into();
            result.log = format!(
                "tx gas limit {} exceeds block max gas {}: invalid gas limit",
                result.gas_wanted, self.block_gas
            );
            self.recheck(&check);
        }
        if result.code != 0 {
            self.cache.remove(&hash);
            return Ok(result);
        }
        self.bytes += bytes.len();
        self.txs.push_back(Waiting { hash, bytes, gas_wanted: result.gas_wanted });
        Ok(result)
    }

    /// Takes nothing from now on, as if it were full; or takes transactions again.
    pub fn close(&mut self, closed: bool) {
        self.closed = closed;
    }

    /// Loses what waits, as a node does that ends; how many that were.
    pub fn lose(&mut self) -> usize {
        let lost = std::mem::take(&mut self.txs);
        lost.iter().for_each(|tx| self.cache.remove(&tx.hash));
        self.pending.clear();
        self.bytes = 0;
        lost.len()
    }

    /// What the next block takes: from the front, while gas and bytes suffice. Nothing is removed yet.
    pub fn reap(&self) -> Vec<Waiting> {
        let (mut gas, mut bytes) = (0u64, 0usize);
        let fits = |tx: &&Waiting| {
            gas = gas.saturating_add(tx.gas_wanted);
            bytes = bytes.saturating_add(tx.bytes.len());
            (self.block_gas == 0 || gas <= self.block_gas) && bytes <= self.limits.block_bytes
        };
        self.txs.iter().take_while(fits).cloned().collect()
    }

    /// After a block: forgets what it included and checks the rest anew against the new state.
    /// A transaction that failed in the block may be sent again; one that succeeded stays known.
    pub fn update(
        &mut self,
        included: &[(/* hash */ [u8; 32], /* succeeded */ bool)],
        check: impl Fn(&mut StateWrites, &[u8]) -> TxResult,
    ) {
        for (hash, succeeded) in included {
            match succeeded {
                true => drop(self.cache.push(*hash)),
                false => self.cache.remove(hash),
            }
        }
        let gone: HashSet<_> = included.iter().map(|(hash, _)| *hash).collect();
        self.txs.retain(|tx| !gone.contains(&tx.hash));
        self.recheck(check);
    }

    /// Checks everything that waits again, from committed state on, and drops what no longer passes.
    fn recheck(&mut self, check: impl Fn(&mut StateWrites, &[u8]) -> TxResult) {
        self.pending.clear();
        for tx in std::mem::take(&mut self.txs) {
            match check(&mut self.pending, &tx.bytes).code {
                0 => self.txs.push_back(tx),
                _ => self.cache.remove(&tx.hash),
            }
        }
        self.bytes = self.txs.iter().map(|tx| tx.bytes.len()).sum();
    }
}

/// The hashes seen last.
struct Cache {
    size: usize,
    order: VecDeque<[u8; 32]>,
    known: HashSet<[u8; 32]>,
}

impl Cache {
    /// Remembers a hash; false if it was known.
    fn push(&mut self, hash: [u8; 32]) -> bool {
        if !self.known.insert(hash) {
            return false;
        }
        self.order.push_back(hash);
        while self.order.len() > self.size {
            if let Some(oldest) = self.order.pop_front() {
                self.known.remove(&oldest);
            }
        }
        true
    }

    fn remove(&mut self, hash: &[u8; 32]) {
        if self.known.remove(hash) {
            self.order.retain(|known| known != hash);
        }
    }
}
