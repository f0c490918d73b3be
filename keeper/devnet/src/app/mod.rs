//! The deterministic state machine, ABCI-shaped.
//!
//! What wasmd's application does with transactions, in small: accounts and signatures (`auth`), balances (`bank`),
//! contracts (`wasm`), each with wasmd's store keys, events, error codes and gas. A block is a pure function of
//! committed state, its header and its bytes: no clock, no chance, no order of a hash map.

mod address;
mod auth;
mod bank;
mod coins;
mod error;
mod exec;
mod gas;
mod genesis;
mod msg;
mod params;
mod query;
mod run;
mod seam;
mod store;
mod wasm;

use std::path::Path;

use auth::Mode;
use error::OUT_OF_GAS;
use exec::{failure, run_tx};
use params::ChainParams;
use store::Store;

pub use address::{canonicalize as address_bytes, humanize as address_text};
pub use params::{block_address_writes, gas_price_writes};
pub use seam::*;
pub use store::MemoryState;

/// The application: compiled contracts, and nothing else that outlives a call.
pub struct WasmApp {
    vm: wasm::Vm,
}

impl WasmApp {
    /// Opens the application. `cache_dir` is for compiled contracts, made anew by each process: its folders `cache` and
    /// `state` are removed, so it must be nobody else's.
    pub fn new(cache_dir: impl AsRef<Path>) -> anyhow::Result<Self> {
        Ok(Self { vm: wasm::Vm::open(cache_dir.as_ref())? })
    }
}

impl WasmApp {
    /// What a block does before its transactions. A fault would be a defect, and changes nothing.
    fn begin_block<'a>(&'a self, state: &'a dyn StateReader, header: &'a BlockHeader) -> Store<'a> {
        let store = Store::new(state, StateWrites::new());
        let mut run = run::Run::new(store, header, &self.vm, gas::INFINITE);
        let back = run.store.checkpoint();
        if bank::sweep_fees(&mut run).is_err() {
            run.store.rollback(back);
        }
        run.store.settle();
        run.store
    }
}

impl Application for WasmApp {
    fn genesis(&self, genesis: &Genesis) -> anyhow::Result<StateWrites> {
        genesis::writes(&self.vm, genesis)
    }

    fn finalize_block(&self, state: &dyn StateReader, header: &BlockHeader, txs: &[Vec<u8>]) -> BlockOutcome {
        let chain = ChainParams::load(state);
        let mut store = self.begin_block(state, header);
        let mut block_gas = gas::Meter::new(if chain.block_gas == 0 { gas::INFINITE } else { chain.block_gas });
        let results = txs.iter().map(|tx| {
            if block_gas.is_out() {
                return failure(OUT_OF_GAS.because("no block gas left to run tx"), 0, 0, Vec::new());
            }
            let result = run_tx(&self.vm, &mut store, header, &chain, Mode::Deliver, tx);
            // What passes a transaction's own limit by its last charge is not the block's.
            let _passed_the_limit = block_gas.consume(result.gas_used.min(result.gas_wanted), "block gas meter");
            result
        });
        let results = results.collect();
        BlockOutcome { results, writes: store.into_writes(), events: Vec::new() }
    }

    fn check_tx(
        &self,
        state: &dyn StateReader,
        header: &BlockHeader,
        pending: &mut StateWrites,
        tx: &[u8],
    ) -> TxResult {
        let chain = ChainParams::load(state);
        let mut store = Store::new(state, std::mem::take(pending));
        let result = run_tx(&self.vm, &mut store, header, &chain, Mode::Check, tx);
        *pending = store.into_writes();
        result
    }

    fn query(&self, state: &dyn StateReader, header: &BlockHeader, path: &str, data: &[u8]) -> QueryResult {
        query::answer(&self.vm, state, header, path, data)
    }
}
