use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use cosmwasm_std::Checksum;
use cosmwasm_vm::{
    call_execute_raw, call_instantiate_raw, call_migrate_with_info_raw, call_query_raw, call_reply_raw,
    capabilities_from_csv, AnalysisReport, CacheOptions, Instance, InstanceOptions, Size, VmResult,
};

use super::api::Api;
use super::bridge::{open_cache, with_backend, ContractCache, ContractQuerier, ContractStorage};
use crate::app::error::{Fault, Outcome};
use crate::app::gas::{self, INFINITE, VM_MULTIPLIER};
use crate::app::run::{Run, Space};

/// What contracts may require of the chain: wasmd's list, as far as this VM knows it.
const CAPABILITIES: &str =
    "iterator,staking,stargate,cosmwasm_1_1,cosmwasm_1_2,cosmwasm_1_3,cosmwasm_1_4,cosmwasm_2_0,cosmwasm_2_1,cosmwasm_2_2";
/// Memory for compiled contracts.
const CACHE_MEMORY: Size = Size::mebi(256);
/// Memory of one instance, as in wasmd.
const INSTANCE_MEMORY: Size = Size::mebi(32);

/// An entry point with its JSON arguments in order.
#[derive(Clone, Copy, Debug)]
pub enum Entry<'m> {
    /// Info, message.
    Instantiate(&'m [u8], &'m [u8]),
    /// Info, message.
    Execute(&'m [u8], &'m [u8]),
    /// Message, migrate info.
    Migrate(&'m [u8], &'m [u8]),
    /// Reply.
    Reply(&'m [u8]),
    /// Message.
    Query(&'m [u8]),
}

/// The virtual machine: compiled contracts in memory and on disk. All of it can be made again from committed state.
pub struct Vm {
    cache: ContractCache,
    /// Codes that this process has stored in the cache and pinned.
    ready: Mutex<BTreeSet<Vec<u8>>>,
}

impl Vm {
    /// Opens a machine with a cache directory of its own, emptied of what was cached: a module half written when the last process
    /// was killed must not be run.
    pub fn open(cache_dir: &Path) -> anyhow::Result<Self> {
        let cache = open_cache(cache_dir, |dir| {
            CacheOptions::new(dir, capabilities_from_csv(CAPABILITIES), CACHE_MEMORY, INSTANCE_MEMORY)
        })?;
        Ok(Self { cache, ready: Mutex::default() })
    }

    fn is_ready(&self, checksum: &[u8]) -> bool {
        self.ready.lock().unwrap_or_else(PoisonError::into_inner).contains(checksum)
    }

    /// Checks and compiles code. In a simulation nothing is kept.
    pub fn compile(&self, wasm: &[u8], keep: bool) -> VmResult<Checksum> {
        let checksum = Checksum::generate(wasm);
        if self.is_ready(checksum.as_slice()) {
            return Ok(checksum);
        }
        let checksum = self.cache.store_code(wasm, true, keep)?;
        if keep {
            self.pin(&checksum)?;
        }
        Ok(checksum)
    }

    fn pin(&self, checksum: &Checksum) -> VmResult<()> {
        self.cache.pin(checksum)?;
        self.ready.lock().unwrap_or_else(PoisonError::into_inner).insert(checksum.as_slice().to_vec());
        Ok(())
    }

    /// Makes code runnable that was stored before this process began.
    fn ensure(&self, run: &Run<'_>, checksum: &Checksum) -> VmResult<()> {
        if self.is_ready(checksum.as_slice()) {
            return Ok(());
        }
        if let Some(wasm) = run.store.get(&Space::Code.key(checksum.as_slice())) {
            self.cache.store_code(&wasm, false, true)?;
        }
        self.pin(checksum)
    }

    /// Entry points, capabilities and migrate version of code.
    pub fn analyze(&self, run: &Run<'_>, checksum: &[u8]) -> Result<AnalysisReport, String> {
        let checksum = Checksum::try_from(checksum).map_err(|error| error.to_string())?;
        self.ensure(run, &checksum).and_then(|()| self.cache.analyze(&checksum)).map_err(|error| error.to_string())
    }
}

/// Calls a contract with the gas that is left. The inner error is the VM's words when it is not the contract that
/// refused: traps, missing entry points, results over the limit.
pub fn call(
    run: &mut Run<'_>,
    checksum: &[u8],
    contract: &[u8],
    env: &[u8],
    entry: Entry<'_>,
) -> Outcome<Result<Vec<u8>, String>> {
    let limit = match run.meter.limit() {
        INFINITE => u64::MAX,
        _ => run.meter.left().saturating_mul(VM_MULTIPLIER),
    };
    let mut used = 0;
    let result = enter(run, checksum, contract, env, entry, limit, &mut used);
    let result = result.and_then(|data| {
        let reading = gas::bytes(data.len()).saturating_mul(VM_MULTIPLIER);
        if limit < reading.saturating_add(used) {
            let len = data.len();
            return Err(format!("insufficient gas left to deserialize contract execution result ({len} bytes)"));
        }
        used += reading;
        Ok(data)
    });
    run.meter.consume(used / VM_MULTIPLIER, "wasm contract")?;
    if run.meter.is_out() {
        return Err(Fault::OutOfGas("Wasm engine function execution"));
    }
    Ok(result)
}

fn enter(
    run: &mut Run<'_>,
    checksum: &[u8],
    contract: &[u8],
    env: &[u8],
    entry: Entry<'_>,
    gas_limit: u64,
    used: &mut u64,
) -> Result<Vec<u8>, String> {
    let vm = run.vm;
    let checksum = Checksum::try_from(checksum).map_err(|error| error.to_string())?;
    let result = vm.ensure(run, &checksum).and_then(|()| {
        let (result, internally) = with_backend(run, contract, |backend| {
            let mut instance = vm.cache.get_instance(&checksum, backend, InstanceOptions { gas_limit })?;
            let result = enter_instance(&mut instance, env, entry);
            Ok((result, instance.create_gas_report().used_internally))
        })?;
        *used = internally;
        result
    });
    result.map_err(|error| format!("Error calling the VM: {error}"))
}

fn enter_instance(
    instance: &mut Instance<Api, ContractStorage, ContractQuerier>,
    env: &[u8],
    entry: Entry<'_>,
) -> VmResult<Vec<u8>> {
    match entry {
        Entry::Instantiate(info, msg) => call_instantiate_raw(instance, env, info, msg),
        Entry::Execute(info, msg) => call_execute_raw(instance, env, info, msg),
        Entry::Migrate(msg, info) => call_migrate_with_info_raw(instance, env, msg, info),
        Entry::Reply(reply) => call_reply_raw(instance, env, reply),
        Entry::Query(msg) => call_query_raw(instance, env, msg),
    }
}
