//! One transaction: from its bytes to its result and its writes.

use std::collections::BTreeSet;
use std::panic::{catch_unwind, AssertUnwindSafe};

use cosmrs::proto::cosmos::base::abci::v1beta1::TxMsgData;
use prost::Message;
use sha2::{Digest, Sha256};

use super::auth::{ante, Mode, Tx};
use super::error::*;
use super::gas::{Meter, INFINITE};
use super::msg::Msg;
use super::params::ChainParams;
use super::run::{event, Run};
use super::store::Store;
use super::wasm::Vm;
use super::{AbciAttribute, AbciEvent, BlockHeader, TxResult};

/// Gas of a simulation on a chain whose blocks have no bound: enough for any honest transaction, and the end of an
/// endless one.
const SIMULATION_GAS: u64 = 300_000_000;

/// Runs a transaction in `store`. What it writes stays there: everything if it succeeds, fee and sequence if only its
/// messages fail, nothing if it should not have been in a block at all. Never panics: a defect becomes an error.
pub fn run_tx<'a>(
    vm: &'a Vm,
    store: &mut Store<'a>,
    header: &'a BlockHeader,
    chain: &ChainParams,
    mode: Mode,
    bytes: &[u8],
) -> TxResult {
    let back = store.checkpoint();
    // The run owns the store while the transaction runs, and gives it back whatever happens.
    let mut run = Run::new(store.take(), header, vm, 0);
    run.simulate = mode == Mode::Simulate;
    run.tx_hash = Sha256::digest(bytes).to_vec();
    run.loaded = Some(BTreeSet::new());
    let attempt = catch_unwind(AssertUnwindSafe(|| attempt(&mut run, chain, mode, bytes)));
    *store = run.store;
    let result = attempt.unwrap_or_else(|_| {
        store.rollback(back);
        failure(PANIC.because("recovered"), 0, 0, Vec::new())
    });
    store.settle();
    result
}

fn attempt(run: &mut Run<'_>, chain: &ChainParams, mode: Mode, bytes: &[u8]) -> TxResult {
    let tx = match Tx::decode(bytes).and_then(|tx| first_look(&tx).map(|()| tx)) {
        Ok(tx) => tx,
        Err(error) => return failure(error, 0, 0, Vec::new()),
    };
    run.meter = Meter::new(match (mode, chain.block_gas) {
        (Mode::Simulate, 0) => SIMULATION_GAS,
        (Mode::Simulate, block) => block,
        _ => tx.fee.gas_limit,
    });
    run_decoded(run, &tx, chain, mode)
}

fn first_look(tx: &Tx) -> Result<(), ChainError> {
    if tx.msgs.is_empty() {
        return Err(INVALID_REQUEST.because("must contain at least one message"));
    }
    tx.msgs.iter().try_for_each(Msg::validate)
}

fn run_decoded(run: &mut Run<'_>, tx: &Tx, chain: &ChainParams, mode: Mode) -> TxResult {
    let wanted = match (mode, chain.block_gas) {
        (Mode::Simulate, 0) => INFINITE,
        (Mode::Simulate, block) => block,
        _ => tx.fee.gas_limit,
    };
    let back = run.store.checkpoint();
    if let Err(fault) = ante(run, tx, chain, mode) {
        run.store.rollback(back);
        return failure(explain(fault, wanted, &run.meter), wanted, run.meter.used(), Vec::new());
    }
    let ante_events = std::mem::take(&mut run.events);
    if mode == Mode::Check {
        return TxResult { gas_wanted: wanted, gas_used: run.meter.used(), events: ante_events, ..TxResult::default() };
    }
    let back = run.store.checkpoint();
    match run_messages(run, tx) {
        Ok((data, events)) => TxResult {
            data,
            gas_wanted: wanted,
            gas_used: run.meter.used(),
            events: ante_events.into_iter().chain(events).collect(),
            ..TxResult::default()
        },
        Err(fault) => {
            run.store.rollback(back);
            failure(explain(fault, wanted, &run.meter), wanted, run.meter.used(), ante_events)
        }
    }
}

fn run_messages(run: &mut Run<'_>, tx: &Tx) -> Outcome<(Vec<u8>, Vec<AbciEvent>)> {
    let mut data = TxMsgData::default();
    let mut events = Vec::new();
    for (index, msg) in tx.msgs.iter().enumerate() {
        let handled = msg
            .handle(run)
            .map_err(|fault| fault.wrap(format!("failed to execute message; message index: {index}")))?;
        data.msg_responses.push(handled.response);
        let own = std::iter::once(message_event(msg, &handled.events)?);
        for mut event in own.chain(handled.events) {
            let key = "msg_index".to_owned();
            event.attributes.push(AbciAttribute { key, value: index.to_string(), index: true });
            events.push(event);
        }
    }
    Ok((data.encode_to_vec(), events))
}

/// The event that names the message, its sender and, unless the message did so itself, its module.
fn message_event(msg: &Msg, events: &[AbciEvent]) -> Result<AbciEvent, ChainError> {
    let action = msg.type_url();
    let mut attributes = vec![("action", action.clone())];
    if let Some(sender) = msg.signers()?.first() {
        attributes.push(("sender", super::address::humanize(sender)));
    }
    let told = events.iter().flat_map(|event| &event.attributes).any(|attribute| attribute.key == "module");
    if let (false, Some(module)) = (told, action.split('.').nth(1)) {
        attributes.push(("module", module.to_owned()));
    }
    Ok(event("message", attributes))
}

/// The words for what stopped a transaction.
fn explain(fault: Fault, wanted: u64, meter: &Meter) -> ChainError {
    match fault {
        Fault::Error(error) => error,
        Fault::Nil => PANIC.nil(),
        Fault::OutOfGas(place) => {
            let used = meter.used();
            OUT_OF_GAS.because(format!("out of gas in location: {place}; gasWanted: {wanted}, gasUsed: {used}"))
        }
    }
}

/// A failed result.
pub fn failure(error: ChainError, gas_wanted: u64, gas_used: u64, events: Vec<AbciEvent>) -> TxResult {
    TxResult {
        code: error.kind.code,
        codespace: error.kind.codespace.to_owned(),
        data: Vec::new(),
        log: error.text,
        gas_wanted,
        gas_used,
        events,
    }
}
