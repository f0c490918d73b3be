//! Everything around the state machine: blocks, mempool, database, index, RPC, websocket, faucet.
//!
//! One process is the whole network, so there is no consensus: a block is made when transactions wait (not sooner than
//! the block time after the last one) or when an empty one is due, and is final once its database transaction is.

mod clock;
mod config;
mod dev;
mod faucet;
mod guard;
mod handle;
mod hashes;
mod index;
mod mempool;
mod produce;
mod query;
mod rest;
mod rows;
mod rpc;
mod store;
mod wait;

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{bail, ensure, Context, Result};
use tokio::sync::{broadcast, watch, Notify};
use tokio::time::Instant;

pub use config::{Config, Limits};
pub use handle::{reset, start, start_with, Handle};

use crate::app::{Application, BlockHeader, Genesis, QueryResult, TxResult};
use clock::Clock;
use guard::guarded;
use hashes::Validator;
use mempool::{Mempool, MempoolError};
use rows::{BlockRow, TxRow};
use store::{Head, Origin, Snapshot, Store};

/// Blocks a slow subscriber may lag behind before it is dropped.
const BUS_BLOCKS: usize = 1_024;

/// Blocks whose state can still be asked for by height.
const RECENT_BLOCKS: usize = 256;

/// A block that has just been committed.
pub(crate) struct Committed {
    /// The block.
    pub block: BlockRow,
    /// Its transactions.
    pub txs: Vec<TxRow>,
}

/// The running chain, shared by the producer and every connection.
pub(crate) struct Node {
    pub config: Config,
    pub genesis: Genesis,
    pub genesis_time_ns: u64,
    pub validator: Validator,
    pub consensus_hash: [u8; 32],
    app: Arc<dyn Application>,
    /// Views of the last blocks, oldest first. (Before `store`: a view must not outlive its database.)
    recent: Mutex<VecDeque<(Head, Arc<Snapshot>)>>,
    store: Store,
    clock: Clock,
    mempool: Mutex<Mempool>,
    /// Held while a block is made.
    turn: Mutex<()>,
    /// When the last block was made.
    last_block: Mutex<Instant>,
    /// Rung when a transaction begins to wait.
    wake: Notify,
    /// What the faucet signs with next, where it is known to be ahead of the chain.
    faucet_sequence: Mutex<Option<u64>>,
    head: watch::Sender<Head>,
    /// Turns true when the node shall end.
    pub stop: watch::Sender<bool>,
    /// Every committed block, for subscriptions and `broadcast_tx_commit`.
    pub bus: broadcast::Sender<Arc<Committed>>,
}

/// Locks. What a panicked holder left behind is still whole: every lock here guards plain moves of finished values.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Returns when the node shall end.
pub(crate) async fn stopped(stop: &mut watch::Receiver<bool>) {
    // An error means that the node is gone already.
    let _ = stop.wait_for(|stop| *stop).await;
}

impl Node {
    /// Takes up the chain in `store`, or begins it.
    fn open(config: Config, store: Store, app: Arc<dyn Application>) -> Result<Self> {
        let chain_id = config.genesis.chain_id.clone();
        ensure!(
            !chain_id.is_empty() && chain_id.len() <= 50,
            "a chain id has 1 to 50 characters, this one {chain_id:?}"
        );
        let (origin, head) = match store.origin()? {
            Some(found) => found,
            None => begin(&config, &store, app.as_ref())?,
        };
        if origin.genesis.chain_id != chain_id {
            bail!("the home holds chain {}, the config says {chain_id}: nothing was touched", origin.genesis.chain_id);
        }
        let max_gas = params_gas(&origin.genesis);
        let recent = VecDeque::from([(head.clone(), Arc::new(store.snapshot()?))]);
        Ok(Self {
            validator: Validator::of(&chain_id)?,
            consensus_hash: hashes::consensus_hash(config.limits.block_bytes, max_gas),
            mempool: Mutex::new(Mempool::new(config.limits.clone(), origin.genesis.block_gas)),
            clock: Clock::new(head.offset_ns),
            turn: Mutex::new(()),
            last_block: Mutex::new(Instant::now()),
            wake: Notify::new(),
            recent: Mutex::new(recent),
            faucet_sequence: Mutex::new(None),
            head: watch::Sender::new(head),
            stop: watch::Sender::new(false),
            bus: broadcast::Sender::new(BUS_BLOCKS),
            genesis: origin.genesis,
            genesis_time_ns: origin.time_ns,
            config,
            app,
            store,
        })
    }

    /// Where the chain stands.
    pub fn head(&self) -> Head {
        self.head.borrow().clone()
    }

    /// A view of what is committed.
    pub fn snapshot(&self) -> Result<Snapshot> {
        self.store.snapshot()
    }

    /// The mempool.
    pub fn mempool(&self) -> MutexGuard<'_, Mempool> {
        lock(&self.mempool)
    }

    /// Hands a transaction to the mempool.
    pub fn submit(&self, bytes: Vec<u8>) -> Result<Result<TxResult, MempoolError>> {
        let hash = hashes::sha256(&bytes);
        let mut mempool = self.mempool();
        // Under the lock, so that the view and the pending writes on top of it belong together.
        let view = self.snapshot()?;
        let header = self.next_header(&view.head()?);
        let added = mempool.add(hash, bytes, |pending, tx| {
            guarded("check_tx", || self.app.check_tx(&view, &header, pending, tx)).unwrap_or_else(guard::as_result)
        });
        drop(mempool);
        if added.as_ref().is_ok_and(|result| result.code == 0) {
            self.wake.notify_one();
        }
        Ok(added)
    }

    /// Checks a transaction without keeping it.
    pub fn check(&self, bytes: &[u8]) -> Result<TxResult> {
        let view = self.snapshot()?;
        let header = self.next_header(&view.head()?);
        let mut pending = Default::default();
        let check = || self.app.check_tx(&view, &header, &mut pending, bytes);
        Ok(guarded("check_tx", check).unwrap_or_else(guard::as_result))
    }

    /// Asks the app about the latest state, or that of a recent block. The height the answer belongs to comes with it.
    pub fn query(&self, at: Option<u64>, path: &str, data: &[u8]) -> Result<(u64, QueryResult)> {
        let (head, view) = match self.view_at(at)? {
            Ok(found) => found,
            Err(refusal) => return Ok((at.unwrap_or_default(), refusal)),
        };
        let header = self.header(head.height, head.time_ns);
        let ask = || self.app.query(view.as_ref(), &header, path, data);
        Ok((head.height, guarded("query", ask).unwrap_or_else(guard::as_answer)))
    }

    fn view_at(&self, at: Option<u64>) -> Result<Result<(Head, Arc<Snapshot>), QueryResult>> {
        let recent = lock(&self.recent);
        let latest = recent.back().context("no view of the chain")?;
        Ok(match at {
            None => Ok(latest.clone()),
            Some(height) if height > latest.0.height => Err(refuse(
                26,
                "cannot query with height in the future; please provide a valid height: invalid height".to_owned(),
            )),
            Some(height) => recent.iter().find(|(head, _)| head.height == height).cloned().ok_or_else(|| {
                let latest = latest.0.height;
                refuse(
                    18,
                    format!("failed to load state at height {height}; (latest height: {latest}): invalid request"),
                )
            }),
        })
    }

    fn header(&self, height: u64, time_ns: u64) -> BlockHeader {
        BlockHeader { chain_id: self.genesis.chain_id.clone(), height, time_ns }
    }

    fn next_header(&self, head: &Head) -> BlockHeader {
        self.header(head.height + 1, self.clock.after(head.time_ns))
    }
}

/// Keeps a view of the block just committed, and lets go of the oldest.
fn remember(recent: &mut VecDeque<(Head, Arc<Snapshot>)>, head: &Head, view: Snapshot) {
    recent.push_back((head.clone(), Arc::new(view)));
    while recent.len() > RECENT_BLOCKS {
        recent.pop_front();
    }
}

/// A query that the node itself refuses, in the SDK's words.
pub(crate) fn refuse(code: u32, log: String) -> QueryResult {
    QueryResult { code, codespace: "sdk".into(), log, ..QueryResult::default() }
}

/// Writes genesis: the app's state, with the faucet's coins among the balances.
fn begin(config: &Config, store: &Store, app: &dyn Application) -> Result<(Origin, Head)> {
    let mut genesis = config.genesis.clone();
    if !config.faucet.is_empty() {
        let balances = genesis.balances.entry(faucet::address(&genesis.chain_id)?).or_default();
        for (denom, amount) in &config.faucet {
            let held = balances.entry(denom.clone()).or_default();
            *held = held.checked_add(*amount).with_context(|| format!("the faucet's {denom} pass all bounds"))?;
        }
    }
    let writes = guarded("genesis", || app.genesis(&genesis)).unwrap_or_else(|panic| bail!(panic))?;
    let head = Head {
        height: 0,
        time_ns: Clock::new(0).after(0),
        block_hash: Vec::new(),
        app_hash: hashes::chain_app_hash(&hashes::empty_hash(), &writes),
        results_hash: hashes::empty_hash().to_vec(),
        offset_ns: 0,
    };
    let origin = store.begin(&genesis, &head, &writes)?;
    Ok((origin, head))
}

/// Most gas of a block as consensus parameters have it: -1 is no bound.
pub(crate) fn params_gas(genesis: &Genesis) -> i64 {
    match genesis.block_gas {
        0 => -1,
        gas => i64::try_from(gas).unwrap_or(i64::MAX),
    }
}
