//! Making blocks.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{ensure, Error, Result};
use tokio::{sync::watch, task, time};

use super::guard::{self, guarded};
use super::hashes;
use super::index::index_rows;
use super::mempool::Waiting;
use super::rows::{BlockRow, EventRow, TxRow};
use super::store::{Commit, Head, Snapshot};
use super::{lock, remember, stopped, Committed, Node};
use crate::app::{block_address_writes, gas_price_writes, BlockHeader, BlockOutcome, StateWrites};

/// How long to wait after a block could not be written.
const AFTER_FAILURE: Duration = Duration::from_secs(1);

/// Makes blocks until told to stop.
pub(crate) async fn run(node: Arc<Node>, mut stop: watch::Receiver<bool>) {
    loop {
        tokio::select! {
            () = stopped(&mut stop) => return,
            () = due(&node) => {}
        }
        let maker = node.clone();
        match task::spawn_blocking(move || maker.produce(StateWrites::new())).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) => {
                tracing::error!("no block was made: {error:#}");
                time::sleep(AFTER_FAILURE).await;
            }
            Err(error) => tracing::error!("bug: making a block panicked: {error}"),
        }
    }
}

/// Returns when a block is due.
async fn due(node: &Node) {
    loop {
        let last = *lock(&node.last_block);
        if node.mempool().len() > 0 {
            time::sleep_until(last + node.config.block_time).await;
            return;
        }
        match node.config.empty_blocks {
            None => node.wake.notified().await,
            Some(interval) => tokio::select! {
                () = node.wake.notified() => {}
                () = time::sleep_until(last + interval) => {
                    // Another block may have been asked for meanwhile.
                    if lock(&node.last_block).elapsed() >= interval {
                        return;
                    }
                }
            },
        }
    }
}

impl Node {
    /// Makes a block of what waits. `extra` is written with it (dev endpoints only).
    pub fn produce(&self, extra: StateWrites) -> Result<Arc<Committed>> {
        let _turn = lock(&self.turn);
        let view = self.snapshot()?;
        let head = view.head()?;
        let header = self.next_header(&head);
        let (taken, mut outcome) = self.execute(&view, &header, self.mempool().reap());
        ensure!(outcome.results.len() == taken.len(), "bug: {} results of {}", outcome.results.len(), taken.len());
        outcome.writes.extend(extra);
        let writes = std::mem::take(&mut outcome.writes);
        let committed = self.assemble(&head, &header, taken, outcome, &writes)?;
        let head = self.head_after(&committed.block);
        let index = index_rows(&committed.block, &committed.txs);

        // The mempool stays locked from the commit to the recheck: no transaction is checked against old pending writes.
        let mut mempool = self.mempool();
        // So do the views: whoever finds a transaction of this block finds the state after it, too.
        let mut recent = lock(&self.recent);
        let Committed { block, txs } = &committed;
        self.store.commit(&Commit { head: &head, writes: &writes, block, txs, index: &index })?;
        let view = self.snapshot()?;
        let next = self.next_header(&head);
        let included: Vec<_> = txs.iter().map(|tx| (hashes::sha256(&tx.bytes), tx.code == 0)).collect();
        mempool.update(&included, |pending, tx| {
            guarded("check_tx", || self.app.check_tx(&view, &next, pending, tx)).unwrap_or_else(guard::as_result)
        });
        remember(&mut recent, &head, view);
        drop(recent);
        drop(mempool);

        *lock(&self.last_block) = time::Instant::now();
        self.head.send_replace(head);
        let committed = Arc::new(committed);
        // Nobody listening is fine.
        let _ = self.bus.send(committed.clone());
        Ok(committed)
    }

    /// Moves chain time ahead and makes a block, so that everyone sees it. The jump is kept with the block.
    pub fn advance_time(&self, by: Duration) -> Result<Arc<Committed>> {
        self.clock.advance(u64::try_from(by.as_nanos())?);
        self.produce(StateWrites::new())
    }

    /// Makes bank refuse an address as recipient, or accept it again.
    pub fn block_address(&self, address: &str, blocked: bool) -> Result<Arc<Committed>> {
        self.produce(block_address_writes(address, blocked).map_err(Error::msg)?)
    }

    /// Makes gas cost this much from the next block on, in 10⁻⁶ of a base unit.
    pub fn gas_price(&self, micro: u64) -> Result<Arc<Committed>> {
        self.produce(gas_price_writes(&self.snapshot()?, micro)?)
    }

    /// Runs the transactions. Where the app panics, each is tried alone in a block of its own: the block then has only
    /// the first of them, and that one as failed if it is the one that panics.
    fn execute(&self, view: &Snapshot, header: &BlockHeader, mut taken: Vec<Waiting>) -> (Vec<Waiting>, BlockOutcome) {
        loop {
            let bytes: Vec<_> = taken.iter().map(|tx| tx.bytes.clone()).collect();
            match guarded("finalize_block", || self.app.finalize_block(view, header, &bytes)) {
                Ok(outcome) => return (taken, outcome),
                Err(_) if taken.len() > 1 => taken.truncate(1),
                Err(panic) => {
                    let results = taken.iter().map(|_| guard::as_result(panic.clone())).collect();
                    return (taken, BlockOutcome { results, ..BlockOutcome::default() });
                }
            }
        }
    }

    /// The rows of a block.
    fn assemble(
        &self,
        head: &Head,
        header: &BlockHeader,
        taken: Vec<Waiting>,
        outcome: BlockOutcome,
        writes: &StateWrites,
    ) -> Result<Committed> {
        let txs: Vec<TxRow> = (0u32..)
            .zip(taken.into_iter().zip(outcome.results))
            .map(|(index, (tx, result))| TxRow::new(tx.hash, tx.bytes, header.height, index, result))
            .collect();
        let hashes: Vec<_> = txs.iter().map(|tx| &tx.hash).collect();
        let mut block = BlockRow {
            height: header.height,
            time_ns: header.time_ns,
            hash: Vec::new(),
            last_hash: head.block_hash.clone(),
            data_hash: hashes::merkle_root(&hashes).to_vec(),
            app_hash: head.app_hash.clone(),
            last_results_hash: head.results_hash.clone(),
            next_app_hash: hashes::chain_app_hash(&head.app_hash, writes),
            results_hash: hashes::results_hash(&txs),
            txs: u32::try_from(txs.len())?,
            size: txs.iter().map(|tx| tx.bytes.len() as u64).sum(),
            events: outcome.events.into_iter().map(EventRow::from).collect(),
        };
        block.hash = hashes::header_hash(&self.genesis.chain_id, &block, &self.validator, self.consensus_hash)?;
        Ok(Committed { block, txs })
    }

    fn head_after(&self, block: &BlockRow) -> Head {
        Head {
            height: block.height,
            time_ns: block.time_ns,
            block_hash: block.hash.clone(),
            app_hash: block.next_app_hash.clone(),
            results_hash: block.results_hash.clone(),
            offset_ns: self.clock.offset_ns(),
        }
    }
}
