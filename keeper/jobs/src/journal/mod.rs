//! The write-ahead journal: a transaction's hash and bytes are on disk before it leaves (acceptance K56).
//!
//! After a crash or a lost answer the hash is looked for until the chain has passed its timeout height; only then may
//! the same work be signed again. Every write is a durable commit: when a call returns, the disk has it.

mod record;

use std::{
    collections::BTreeMap,
    fs::OpenOptions,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};

use redb::{Database, ReadableDatabase, ReadableTable, TableDefinition};

pub use record::{Entry, KindTotals, Record, TxState};

use backlot_chain::{SignedTx, TxOutcome};

/// Records by number, JSON.
const RECORDS: TableDefinition<u64, &str> = TableDefinition::new("records");
/// Bytes of the transactions that are not yet settled, by number.
const OPEN: TableDefinition<u64, &[u8]> = TableDefinition::new("open");
/// Number of the last record of a purpose.
const PURPOSES: TableDefinition<&str, u64> = TableDefinition::new("purposes");
/// Totals by kind, JSON.
const TOTALS: TableDefinition<&str, &str> = TableDefinition::new("totals");
/// Fees of included transactions by day of chain time, base units.
const FEES: TableDefinition<u64, u128> = TableDefinition::new("fees");
/// `starts`: how often the journal was opened.
const COUNTERS: TableDefinition<&str, u64> = TableDefinition::new("counters");

/// Why the journal cannot be used. A keeper without a journal must not sign.
#[derive(thiserror::Error, Debug)]
pub enum JournalError {
    /// Another process has it open.
    #[error("{path} is in use by another process: one journal, one keeper")]
    InUse {
        /// File.
        path: PathBuf,
    },
    /// The disk or the file's contents.
    #[error("journal: {0}")]
    Storage(String),
    /// A transaction is to be settled that was never prepared.
    #[error("journal: there is no record {id}")]
    Unknown {
        /// Number.
        id: u64,
    },
}

fn storage(error: impl std::fmt::Display) -> JournalError {
    JournalError::Storage(error.to_string())
}

/// A journal file.
pub struct Journal {
    database: Database,
}

impl Journal {
    /// Opens a journal, or begins one (mode 0600).
    ///
    /// # Errors
    /// [`JournalError::InUse`] while another process has it open.
    pub fn open(path: &Path) -> Result<Self, JournalError> {
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(storage)?;
        }
        OpenOptions::new().create(true).append(true).mode(0o600).open(path).map_err(storage)?;
        let database = Database::create(path).map_err(|error| match error {
            redb::DatabaseError::DatabaseAlreadyOpen => JournalError::InUse { path: path.to_owned() },
            other => storage(other),
        })?;
        let journal = Self { database };
        journal.write(|txn| {
            txn.open_table(RECORDS).map_err(storage)?;
            txn.open_table(OPEN).map_err(storage)?;
            txn.open_table(PURPOSES).map_err(storage)?;
            txn.open_table(TOTALS).map_err(storage)?;
            txn.open_table(FEES).map_err(storage)?;
            let mut counters = txn.open_table(COUNTERS).map_err(storage)?;
            let starts = counters.get("starts").map_err(storage)?.map_or(0, |count| count.value());
            counters.insert("starts", starts + 1).map_err(storage)?;
            Ok(())
        })?;
        Ok(journal)
    }

    /// Writes a signed transaction down. Only when this has returned may it leave.
    ///
    /// # Errors
    /// [`JournalError::Storage`].
    pub fn prepare(&self, entry: &Entry<'_>, tx: &SignedTx) -> Result<u64, JournalError> {
        let Entry { purpose, chain_id, signer, fee, day, replaces } = *entry;
        self.write(|txn| {
            let mut records = txn.open_table(RECORDS).map_err(storage)?;
            let id = records.last().map_err(storage)?.map_or(0, |(id, _)| id.value()) + 1;
            let record = Record {
                id,
                hash: tx.hash.clone(),
                purpose: purpose.to_owned(),
                chain_id: chain_id.to_owned(),
                signer: signer.to_owned(),
                sequence: tx.sequence,
                timeout_height: tx.timeout_height,
                fee,
                day,
                replaces,
                state: TxState::Prepared,
            };
            records.insert(id, encode(&record)?.as_str()).map_err(storage)?;
            txn.open_table(OPEN).map_err(storage)?.insert(id, tx.bytes.as_slice()).map_err(storage)?;
            txn.open_table(PURPOSES).map_err(storage)?.insert(purpose, id).map_err(storage)?;
            Ok(id)
        })
    }

    /// A node may have taken it.
    ///
    /// # Errors
    /// [`JournalError::Storage`].
    pub fn sent(&self, id: u64) -> Result<(), JournalError> {
        self.change(id, TxState::Sent)
    }

    /// A block has it.
    ///
    /// # Errors
    /// [`JournalError::Storage`].
    pub fn included(&self, id: u64, outcome: &TxOutcome) -> Result<(), JournalError> {
        let TxOutcome { height, code, gas_used, .. } = *outcome;
        self.change(id, TxState::Included { height, code, gas_used })
    }

    /// No block has it or ever will.
    ///
    /// # Errors
    /// [`JournalError::Storage`].
    pub fn expired(&self, id: u64) -> Result<(), JournalError> {
        self.change(id, TxState::Expired)
    }

    /// No block has it, and its sequence was used by another one.
    ///
    /// # Errors
    /// [`JournalError::Storage`].
    pub fn superseded(&self, id: u64) -> Result<(), JournalError> {
        self.change(id, TxState::Superseded)
    }

    /// It was refused before it could get into a block.
    ///
    /// # Errors
    /// [`JournalError::Storage`].
    pub fn refused(&self, id: u64, log: &str) -> Result<(), JournalError> {
        self.change(id, TxState::Refused { log: log.to_owned() })
    }

    /// Transactions whose end is not known, oldest first, with their bytes.
    ///
    /// # Errors
    /// [`JournalError::Storage`].
    pub fn unresolved(&self) -> Result<Vec<(Record, SignedTx)>, JournalError> {
        let txn = self.database.begin_read().map_err(storage)?;
        let records = txn.open_table(RECORDS).map_err(storage)?;
        let open = txn.open_table(OPEN).map_err(storage)?;
        let mut unresolved = Vec::new();
        for entry in open.iter().map_err(storage)? {
            let (id, bytes) = entry.map_err(storage)?;
            let id = id.value();
            let record = records.get(id).map_err(storage)?.ok_or(JournalError::Unknown { id })?;
            let record: Record = decode(record.value())?;
            let tx = SignedTx {
                hash: record.hash.clone(),
                bytes: bytes.value().to_vec(),
                sequence: record.sequence,
                timeout_height: record.timeout_height,
            };
            unresolved.push((record, tx));
        }
        Ok(unresolved)
    }

    /// The last transaction of a purpose: whether a step of a longer piece of work was done already.
    ///
    /// # Errors
    /// [`JournalError::Storage`].
    pub fn last_of(&self, purpose: &str) -> Result<Option<Record>, JournalError> {
        let txn = self.database.begin_read().map_err(storage)?;
        let id = txn.open_table(PURPOSES).map_err(storage)?.get(purpose).map_err(storage)?.map(|id| id.value());
        let Some(id) = id else { return Ok(None) };
        let records = txn.open_table(RECORDS).map_err(storage)?;
        let record = records.get(id).map_err(storage)?;
        record.map(|record| decode(record.value())).transpose()
    }

    /// The last `limit` records, newest first.
    ///
    /// # Errors
    /// [`JournalError::Storage`].
    pub fn history(&self, limit: usize) -> Result<Vec<Record>, JournalError> {
        let txn = self.database.begin_read().map_err(storage)?;
        let records = txn.open_table(RECORDS).map_err(storage)?;
        let mut history = Vec::new();
        for entry in records.iter().map_err(storage)?.rev().take(limit) {
            history.push(decode(entry.map_err(storage)?.1.value())?);
        }
        Ok(history)
    }

    /// Included transactions by kind, over all starts.
    ///
    /// # Errors
    /// [`JournalError::Storage`].
    pub fn totals(&self) -> Result<BTreeMap<String, KindTotals>, JournalError> {
        let txn = self.database.begin_read().map_err(storage)?;
        let table = txn.open_table(TOTALS).map_err(storage)?;
        let mut totals = BTreeMap::new();
        for entry in table.iter().map_err(storage)? {
            let (kind, total) = entry.map_err(storage)?;
            totals.insert(kind.value().to_owned(), decode(total.value())?);
        }
        Ok(totals)
    }

    /// Fees that were paid on a day of chain time, over all starts, base units.
    ///
    /// # Errors
    /// [`JournalError::Storage`].
    pub fn fees_of(&self, day: u64) -> Result<u128, JournalError> {
        let txn = self.database.begin_read().map_err(storage)?;
        let fees = txn.open_table(FEES).map_err(storage)?;
        let spent = fees.get(day).map_err(storage)?;
        Ok(spent.map_or(0, |spent| spent.value()))
    }

    /// How often this journal was opened, this time included.
    ///
    /// # Errors
    /// [`JournalError::Storage`].
    pub fn starts(&self) -> Result<u64, JournalError> {
        let txn = self.database.begin_read().map_err(storage)?;
        let counters = txn.open_table(COUNTERS).map_err(storage)?;
        let starts = counters.get("starts").map_err(storage)?;
        Ok(starts.map_or(0, |count| count.value()))
    }

    fn change(&self, id: u64, state: TxState) -> Result<(), JournalError> {
        self.write(|txn| {
            let mut records = txn.open_table(RECORDS).map_err(storage)?;
            let record: Option<String> = records.get(id).map_err(storage)?.map(|text| text.value().to_owned());
            let mut record: Record = decode(&record.ok_or(JournalError::Unknown { id })?)?;
            if record.state.is_final() {
                // What is settled stays so: totals are counted once.
                return Ok(());
            }
            record.state = state;
            records.insert(id, encode(&record)?.as_str()).map_err(storage)?;
            if record.state.is_final() {
                txn.open_table(OPEN).map_err(storage)?.remove(id).map_err(storage)?;
            }
            if let TxState::Included { code, gas_used, .. } = record.state {
                let mut fees = txn.open_table(FEES).map_err(storage)?;
                let spent = fees.get(record.day).map_err(storage)?.map_or(0, |spent| spent.value());
                fees.insert(record.day, spent.saturating_add(record.fee)).map_err(storage)?;
                let mut totals = txn.open_table(TOTALS).map_err(storage)?;
                let known: Option<String> =
                    totals.get(record.kind()).map_err(storage)?.map(|text| text.value().to_owned());
                let mut total: KindTotals = known.map_or(Ok(KindTotals::default()), |text| decode(&text))?;
                total.txs += 1;
                total.failed += u64::from(code != 0);
                total.gas += gas_used;
                totals.insert(record.kind(), encode(&total)?.as_str()).map_err(storage)?;
            }
            Ok(())
        })
    }

    /// One durable commit (redb's default: the disk has it when this returns), or nothing.
    fn write<T>(
        &self,
        act: impl FnOnce(&redb::WriteTransaction) -> Result<T, JournalError>,
    ) -> Result<T, JournalError> {
        let txn = self.database.begin_write().map_err(storage)?;
        let result = act(&txn)?;
        txn.commit().map_err(storage)?;
        Ok(result)
    }
}

fn encode(value: &impl serde::Serialize) -> Result<String, JournalError> {
    serde_json::to_string(value).map_err(storage)
}

fn decode<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, JournalError> {
    serde_json::from_str(text).map_err(storage)
}
