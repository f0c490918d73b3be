//! The database: one redb file. A block is one write transaction, so a crash leaves all of it or nothing.

use std::path::Path;

use anyhow::{bail, Context, Result};
use prost::Message;
use redb::{backends::InMemoryBackend, Database, DatabaseError, ReadOnlyTable, ReadableDatabase};
use redb::{ReadTransaction, TableDefinition, WriteTransaction};
use serde::{Deserialize, Serialize};

use super::index::{IndexKey, Kind};
use super::rows::{BlockRow, TxRow};
use crate::app::{Genesis, StateReader, StateWrites};

/// File in the home folder.
pub(crate) const FILE: &str = "chain.redb";
/// Layout of the tables below; another number in the file is refused.
const LAYOUT: u32 = 1;

/// What the app stores.
const STATE: TableDefinition<&[u8], &[u8]> = TableDefinition::new("state");
/// Height → [`BlockRow`].
const BLOCKS: TableDefinition<u64, &[u8]> = TableDefinition::new("blocks");
/// Block hash → height.
const BLOCK_HASHES: TableDefinition<&[u8], u64> = TableDefinition::new("block_hashes");
/// Height and place → [`TxRow`].
const TXS: TableDefinition<(u64, u32), &[u8]> = TableDefinition::new("txs");
/// Transaction hash → height and place.
const TX_HASHES: TableDefinition<&[u8], (u64, u32)> = TableDefinition::new("tx_hashes");
/// [`IndexKey`]s.
const INDEX: TableDefinition<&[u8], ()> = TableDefinition::new("index");
/// `head` → [`Head`] and `origin` → [`Origin`], as JSON.
const META: TableDefinition<&str, &[u8]> = TableDefinition::new("meta");

/// Where the chain stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    /// Last height; 0 after genesis.
    pub height: u64,
    /// Its time.
    pub time_ns: u64,
    /// Hash of the last header; empty after genesis.
    pub block_hash: Vec<u8>,
    /// App hash.
    pub app_hash: Vec<u8>,
    /// Merkle root of the last results.
    pub results_hash: Vec<u8>,
    /// How far chain time runs ahead of the host's clock, in nanoseconds.
    pub offset_ns: u64,
}

/// What never changes after the first start.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Origin {
    layout: u32,
    /// Genesis.
    pub genesis: Genesis,
    /// Its time.
    pub time_ns: u64,
}

/// All that a block changes.
pub(crate) struct Commit<'a> {
    /// Where the chain stands afterwards.
    pub head: &'a Head,
    /// App state.
    pub writes: &'a StateWrites,
    /// The block.
    pub block: &'a BlockRow,
    /// Its transactions in order.
    pub txs: &'a [TxRow],
    /// Index rows.
    pub index: &'a [IndexKey],
}

/// The database.
pub(crate) struct Store {
    db: Database,
}

impl Store {
    /// Opens or makes the database of a home folder, or one in memory.
    pub fn open(home: Option<&Path>) -> Result<Self> {
        let db = match home {
            None => Database::builder().create_with_backend(InMemoryBackend::new())?,
            Some(home) => {
                std::fs::create_dir_all(home).with_context(|| format!("cannot make {}", home.display()))?;
                let file = home.join(FILE);
                match Database::create(&file) {
                    Err(DatabaseError::DatabaseAlreadyOpen) => {
                        bail!("{} is in use: another devnet runs on this home", file.display())
                    }
                    opened => opened.with_context(|| format!("cannot open {}", file.display()))?,
                }
            }
        };
        let store = Self { db };
        let tx = store.db.begin_write()?;
        tx.open_table(STATE)?;
        tx.open_table(BLOCKS)?;
        tx.open_table(BLOCK_HASHES)?;
        tx.open_table(TXS)?;
        tx.open_table(TX_HASHES)?;
        tx.open_table(INDEX)?;
        tx.open_table(META)?;
        tx.commit()?;
        Ok(store)
    }

    /// Genesis and head, if the chain has begun.
    pub fn origin(&self) -> Result<Option<(Origin, Head)>> {
        let tx = self.db.begin_read()?;
        let meta = tx.open_table(META)?;
        let (Some(origin), Some(head)) = (meta.get("origin")?, meta.get("head")?) else { return Ok(None) };
        let origin: Origin = serde_json::from_slice(origin.value()).context("origin of the chain")?;
        if origin.layout != LAYOUT {
            bail!("the database has layout {}, this program reads {LAYOUT}: start afresh with --reset", origin.layout);
        }
        Ok(Some((origin, serde_json::from_slice(head.value()).context("head of the chain")?)))
    }

    /// Begins the chain.
    pub fn begin(&self, genesis: &Genesis, head: &Head, writes: &StateWrites) -> Result<Origin> {
        let origin = Origin { layout: LAYOUT, genesis: genesis.clone(), time_ns: head.time_ns };
        let tx = self.db.begin_write()?;
        write_state(&tx, writes)?;
        tx.open_table(META)?.insert("origin", serde_json::to_vec(&origin)?.as_slice())?;
        write_head(&tx, head)?;
        tx.commit()?;
        Ok(origin)
    }

    /// Writes a block: all of it, or (where this errs or the process dies) nothing.
    pub fn commit(&self, commit: &Commit<'_>) -> Result<()> {
        let tx = self.db.begin_write()?;
        write_state(&tx, commit.writes)?;
        write_block(&tx, commit)?;
        write_head(&tx, commit.head)?;
        tx.commit()?;
        Ok(())
    }

    /// A view of what is committed now, which later blocks do not change.
    pub fn snapshot(&self) -> Result<Snapshot> {
        let tx = self.db.begin_read()?;
        Ok(Snapshot { state: tx.open_table(STATE)?, tx })
    }
}

fn write_state(tx: &WriteTransaction, writes: &StateWrites) -> Result<()> {
    let mut table = tx.open_table(STATE)?;
    for (key, value) in writes {
        match value {
            Some(value) => table.insert(key.as_slice(), value.as_slice())?,
            None => table.remove(key.as_slice())?,
        };
    }
    Ok(())
}

fn write_block(tx: &WriteTransaction, commit: &Commit<'_>) -> Result<()> {
    let height = commit.block.height;
    tx.open_table(BLOCKS)?.insert(height, commit.block.encode_to_vec().as_slice())?;
    tx.open_table(BLOCK_HASHES)?.insert(commit.block.hash.as_slice(), height)?;
    let mut txs = tx.open_table(TXS)?;
    let mut hashes = tx.open_table(TX_HASHES)?;
    for row in commit.txs {
        txs.insert((height, row.index), row.encode_to_vec().as_slice())?;
        hashes.insert(row.hash.as_slice(), (height, row.index))?;
    }
    let mut index = tx.open_table(INDEX)?;
    for key in commit.index {
        index.insert(key.as_bytes(), ())?;
    }
    Ok(())
}

fn write_head(tx: &WriteTransaction, head: &Head) -> Result<()> {
    tx.open_table(META)?.insert("head", serde_json::to_vec(head)?.as_slice())?;
    Ok(())
}

/// A read view of everything.
pub(crate) struct Snapshot {
    state: ReadOnlyTable<&'static [u8], &'static [u8]>,
    tx: ReadTransaction,
}

impl Snapshot {
    /// Where the chain stands in this view.
    pub fn head(&self) -> Result<Head> {
        let meta = self.tx.open_table(META)?;
        let head = meta.get("head")?.context("the chain has not begun")?;
        Ok(serde_json::from_slice(head.value())?)
    }

    /// A block.
    pub fn block(&self, height: u64) -> Result<Option<BlockRow>> {
        let row = self.tx.open_table(BLOCKS)?.get(height)?;
        Ok(row.map(|row| BlockRow::decode(row.value())).transpose()?)
    }

    /// The height of a block.
    pub fn block_height(&self, hash: &[u8]) -> Result<Option<u64>> {
        Ok(self.tx.open_table(BLOCK_HASHES)?.get(hash)?.map(|height| height.value()))
    }

    /// A block's transactions in order.
    pub fn block_txs(&self, height: u64) -> Result<Vec<TxRow>> {
        let table = self.tx.open_table(TXS)?;
        let rows = table.range((height, 0)..=(height, u32::MAX))?;
        rows.map(|row| Ok(TxRow::decode(row?.1.value())?)).collect()
    }

    /// A transaction by its place.
    pub fn tx_at(&self, height: u64, index: u32) -> Result<Option<TxRow>> {
        let row = self.tx.open_table(TXS)?.get((height, index))?;
        Ok(row.map(|row| TxRow::decode(row.value())).transpose()?)
    }

    /// A transaction by its hash.
    pub fn tx(&self, hash: &[u8]) -> Result<Option<TxRow>> {
        let place = self.tx.open_table(TX_HASHES)?.get(hash)?.map(|place| place.value());
        place.map_or(Ok(None), |(height, index)| self.tx_at(height, index))
    }

    /// Places of all things of a kind with a height in `heights`.
    pub fn places(&self, kind: Kind, from: u64, to: u64) -> Result<Vec<(u64, u32)>> {
        match kind {
            Kind::Tx => {
                let table = self.tx.open_table(TXS)?;
                let rows = table.range((from, 0)..=(to, u32::MAX))?;
                rows.map(|row| Ok(row?.0.value())).collect()
            }
            Kind::Block => {
                let table = self.tx.open_table(BLOCKS)?;
                let rows = table.range(from..=to)?;
                rows.map(|row| Ok((row?.0.value(), 0))).collect()
            }
        }
    }

    /// Index rows that begin with `prefix`.
    pub fn scan_index(&self, prefix: &[u8]) -> Result<Vec<IndexKey>> {
        let table = self.tx.open_table(INDEX)?;
        let mut found = Vec::new();
        for row in table.range(prefix..)? {
            let key = row?.0;
            if !key.value().starts_with(prefix) {
                break;
            }
            found.push(IndexKey::from_bytes(key.value()));
        }
        Ok(found)
    }
}

/// A broken database cannot be told to the app, which expects state to be readable: this is the one place that stops.
fn readable<T, E: std::fmt::Display>(result: Result<T, E>) -> T {
    result.unwrap_or_else(|error| panic!("the database cannot be read: {error}"))
}

impl StateReader for Snapshot {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        readable(self.state.get(key)).map(|value| value.value().to_vec())
    }

    fn range(&self, start: &[u8], end: Option<&[u8]>, reverse: bool, limit: usize) -> Vec<(Vec<u8>, Vec<u8>)> {
        if end.is_some_and(|end| end <= start) {
            return Vec::new();
        }
        let rows = readable(match end {
            Some(end) => self.state.range(start..end),
            None => self.state.range(start..),
        });
        let read = |row| {
            let (key, value): (redb::AccessGuard<'_, &[u8]>, redb::AccessGuard<'_, &[u8]>) = readable(row);
            (key.value().to_vec(), value.value().to_vec())
        };
        match reverse {
            true => rows.rev().take(limit).map(read).collect(),
            false => rows.take(limit).map(read).collect(),
        }
    }
}
