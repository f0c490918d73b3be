//! A small chain in memory: accounts with sequences, a mempool, blocks, and the film's three contracts as far as a
//! keeper sees them. It keeps books of its own, so that a test can ask whether every effect happened once.

#![allow(dead_code, unused_imports, reason = "each test binary uses its own part")]

pub mod faults;
pub mod film;

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};

use async_trait::async_trait;
use backlot_chain::{keys::LocalSigner, Account, Chain, ChainError, Msg, SignedTx, Signer, Status, TxOutcome, TxTerms};
use backlot_jobs::{FilmTarget, GasPrice, Keeper, KeeperConfig, Pages, TxPolicy};

pub use faults::{Faults, Flaky};
pub use film::Film;

pub const CHAIN: &str = "film-1";
pub const DENOM: &str = "stake";

/// A transaction as the model writes it: what the real thing has in protobuf.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
struct WireTx {
    chain_id: String,
    sender: String,
    sequence: u64,
    gas: u64,
    fee: u128,
    timeout_height: u64,
    msgs: Vec<(String, String)>,
}

pub struct State {
    pub chain_id: String,
    pub height: u64,
    pub time_ns: u64,
    pub balances: HashMap<String, u128>,
    pub film: Film,
    /// Gas used in a block, in percent of what the simulation says.
    pub deliver_gas_pct: u64,
    /// Messages that had an effect, in order.
    pub effects: Vec<String>,
    pub included: u64,
    /// No block is made.
    pub halted: bool,
    sequences: HashMap<String, u64>,
    pending: HashMap<String, u64>,
    mempool: Vec<(String, WireTx)>,
    txs: BTreeMap<String, TxOutcome>,
}

pub struct Model(Mutex<State>);

impl Model {
    pub fn new(film: Film) -> Arc<Self> {
        Arc::new(Self(Mutex::new(State {
            chain_id: CHAIN.into(),
            height: 10,
            time_ns: 1_700_000_000_000_000_000,
            balances: HashMap::new(),
            film,
            deliver_gas_pct: 100,
            effects: Vec::new(),
            included: 0,
            halted: false,
            sequences: HashMap::new(),
            pending: HashMap::new(),
            mempool: Vec::new(),
            txs: BTreeMap::new(),
        })))
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }
}

impl State {
    fn block(&mut self) {
        self.height += 1;
        self.time_ns += 1_000_000_000;
        self.film.now_ns = self.time_ns;
        for (hash, tx) in std::mem::take(&mut self.mempool) {
            if self.height > tx.timeout_height {
                continue;
            }
            let outcome = self.deliver(&hash, tx);
            self.included += 1;
            self.txs.insert(hash, outcome);
        }
        self.pending.clear();
    }

    fn deliver(&mut self, hash: &str, tx: WireTx) -> TxOutcome {
        *self.sequences.entry(tx.sender.clone()).or_default() += 1;
        *self.balances.entry(tx.sender.clone()).or_default() -= tx.fee;
        let mut film = self.film.clone();
        let (result, gas) = run(&mut film, &tx.msgs);
        let gas_used = gas * self.deliver_gas_pct / 100;
        let mut outcome = TxOutcome {
            hash: hash.to_owned(),
            height: self.height,
            code: 0,
            codespace: String::new(),
            log: String::new(),
            gas_wanted: tx.gas,
            gas_used: gas_used.min(tx.gas + 1_000),
            events: Vec::new(),
            data: Vec::new(),
        };
        match result {
            _ if gas_used > tx.gas => {
                (outcome.codespace, outcome.code) = ("sdk".into(), 11);
                outcome.log = "out of gas in location: wasm contract: out of gas".into();
            }
            Err(log) => (outcome.codespace, outcome.code, outcome.log) = ("wasm".into(), 5, log),
            Ok(events) => {
                outcome.events = events;
                self.film = film;
                self.effects.extend(tx.msgs.into_iter().map(|(contract, msg)| format!("{contract} {msg}")));
            }
        }
        outcome
    }

    fn check(&mut self, hash: &str, tx: &WireTx) -> Result<(), ChainError> {
        let refuse = |code: u32, log: String| Err(ChainError::Refused { codespace: "sdk".into(), code, log });
        if self.mempool.iter().any(|(known, _)| known == hash) {
            return Ok(());
        }
        if tx.chain_id != self.chain_id {
            return refuse(4, "signature verification failed".into());
        }
        let expected = self.next(&tx.sender);
        if tx.sequence != expected {
            return refuse(32, mismatch(expected, tx.sequence));
        }
        let balance = self.balances.get(&tx.sender).copied().unwrap_or_default();
        if balance < tx.fee {
            return refuse(5, format!("spendable balance {balance}{DENOM} is smaller than {}{DENOM}", tx.fee));
        }
        Ok(())
    }

    fn next(&self, sender: &str) -> u64 {
        let committed = self.sequences.get(sender).copied().unwrap_or_default();
        self.pending.get(sender).copied().unwrap_or(committed)
    }
}

fn mismatch(expected: u64, got: u64) -> String {
    format!("account sequence mismatch, expected {expected}, got {got}: incorrect account sequence")
}

fn run(film: &mut Film, msgs: &[(String, String)]) -> (Result<Vec<cosmwasm_std::Event>, String>, u64) {
    let (mut events, mut gas) = (Vec::new(), 70_000);
    for (at, (contract, msg)) in msgs.iter().enumerate() {
        let (result, used) = film.execute(contract, msg.as_bytes());
        gas += used;
        match result {
            Ok(mut new) => events.append(&mut new),
            Err(log) => {
                let log =
                    format!("failed to execute message; message index: {at}: {log}: execute wasm contract failed");
                return (Err(log), gas);
            }
        }
    }
    (Ok(events), gas)
}

fn plain(msgs: &[Msg]) -> Vec<(String, String)> {
    msgs.iter()
        .map(|msg| match msg {
            Msg::Execute { contract, msg, .. } => (contract.clone(), String::from_utf8(msg.clone()).unwrap()),
            other => panic!("the model executes contracts only, not {other:?}"),
        })
        .collect()
}

#[async_trait]
impl Chain for Model {
    fn chain_id(&self) -> &str {
        CHAIN
    }

    /// Every look makes a block.
    async fn status(&self) -> Result<Status, ChainError> {
        let mut state = self.state();
        if !state.halted {
            state.block();
        }
        Ok(Status { chain_id: state.chain_id.clone(), height: state.height, time_ns: state.time_ns })
    }

    async fn account(&self, address: &str) -> Result<Account, ChainError> {
        Ok(Account { number: 7, sequence: self.state().next(address) })
    }

    async fn balance(&self, address: &str, _denom: &str) -> Result<u128, ChainError> {
        Ok(self.state().balances.get(address).copied().unwrap_or_default())
    }

    async fn query_smart(&self, contract: &str, msg: &[u8]) -> Result<Vec<u8>, ChainError> {
        Ok(self.state().film.query(contract, msg))
    }

    async fn query_raw(&self, _contract: &str, _key: &[u8]) -> Result<Option<Vec<u8>>, ChainError> {
        Ok(None)
    }

    async fn simulate(&self, signer: &dyn Signer, account: Account, msgs: &[Msg]) -> Result<u64, ChainError> {
        let state = self.state();
        let expected = state.next(signer.address());
        let refuse = |log: String| Err(ChainError::Refused { codespace: "sdk".into(), code: 18, log });
        if account.sequence != expected {
            return refuse(mismatch(expected, account.sequence));
        }
        match run(&mut state.film.clone(), &plain(msgs)) {
            (Ok(_), gas) => Ok(gas),
            (Err(log), _) => refuse(log),
        }
    }

    fn sign(&self, signer: &dyn Signer, terms: &TxTerms, msgs: &[Msg]) -> Result<SignedTx, ChainError> {
        let bytes = serde_json::to_vec(&WireTx {
            chain_id: CHAIN.into(),
            sender: signer.address().into(),
            sequence: terms.account.sequence,
            gas: terms.gas,
            fee: terms.fee.as_ref().map_or(0, |fee| fee.amount.u128()),
            timeout_height: terms.timeout_height,
            msgs: plain(msgs),
        })
        .unwrap();
        signer.sign(&bytes)?;
        let hash = backlot_chain::tx::hash(&bytes);
        Ok(SignedTx { hash, bytes, sequence: terms.account.sequence, timeout_height: terms.timeout_height })
    }

    async fn broadcast(&self, tx: &SignedTx) -> Result<(), ChainError> {
        let wire: WireTx = serde_json::from_slice(&tx.bytes).unwrap();
        let mut state = self.state();
        state.check(&tx.hash, &wire)?;
        if state.mempool.iter().all(|(hash, _)| *hash != tx.hash) {
            state.pending.insert(wire.sender.clone(), wire.sequence + 1);
            state.mempool.push((tx.hash.clone(), wire));
        }
        Ok(())
    }

    async fn find_tx(&self, hash: &str) -> Result<Option<TxOutcome>, ChainError> {
        Ok(self.state().txs.get(hash).cloned())
    }

    async fn search_txs(&self, _query: &str, _page: u32, _per_page: u32) -> Result<Vec<TxOutcome>, ChainError> {
        Ok(Vec::new())
    }
}

/// A signer that counts.
pub struct Counting {
    inner: LocalSigner,
    pub signed: std::sync::atomic::AtomicU64,
}

impl Signer for Counting {
    fn address(&self) -> &str {
        self.inner.address()
    }

    fn public_key(&self) -> Vec<u8> {
        self.inner.public_key()
    }

    fn sign(&self, sign_bytes: &[u8]) -> Result<Vec<u8>, ChainError> {
        self.signed.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        self.inner.sign(sign_bytes)
    }
}

/// A place for a journal; in memory where the system has one, because every write waits for the disk.
pub fn directory() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// A key with money.
pub fn signer(model: &Model) -> Arc<Counting> {
    let inner = LocalSigner::ephemeral("wasm").unwrap();
    model.state().balances.insert(inner.address().to_owned(), 1_000_000_000);
    Arc::new(Counting { inner, signed: std::sync::atomic::AtomicU64::new(0) })
}

/// Everything fast, gas priced.
pub fn config() -> KeeperConfig {
    KeeperConfig {
        tx: TxPolicy {
            gas_price: Some(GasPrice { micro: 1_000, denom: DENOM.into() }),
            backoff: Duration::from_millis(1),
            poll: Duration::from_millis(1),
            timeout_blocks: 6,
            ..TxPolicy::default()
        },
        poll: Duration::from_millis(2),
        max_backoff: Duration::from_millis(20),
        advance: Pages { start: 4, max: 200 },
        deliver: Pages { start: 4, max: 200 },
        ..KeeperConfig::default()
    }
}

pub fn keeper(
    config: KeeperConfig,
    chain: Arc<dyn Chain>,
    signer: Arc<Counting>,
    journal: &tempfile::TempDir,
    films: &[FilmTarget],
) -> Keeper {
    Keeper::new(config, chain, signer, &journal.path().join("journal.redb"), films).unwrap()
}
