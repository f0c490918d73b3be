//! The only unsafe code of the devnet: a contract's instance must own its storage and querier (`'static`), but both are
//! a borrow of the running transaction. A raw pointer carries that borrow for the length of one call.

#![allow(unsafe_code, reason = "the VM's instances own their backend; ours borrows the run of a transaction")]

use std::collections::BTreeMap;
use std::path::Path;

use cosmwasm_std::{Binary, ContractResult, Order, Record, SystemResult};
use cosmwasm_vm::{Backend, BackendError, BackendResult, Cache, CacheOptions, GasInfo, Querier, Storage, VmResult};

use super::api::Api;
use super::querier;
use crate::app::error::Outcome;
use crate::app::gas::{self, VM_MULTIPLIER};
use crate::app::run::{Run, Space};
use crate::app::store::{prefix_end, Cursor};

/// Cache of compiled contracts that run on our backend.
pub type ContractCache = Cache<Api, ContractStorage, ContractQuerier>;

/// Opens a cache without what was cached before, so that it holds nothing another process wrote or half wrote.
pub fn open_cache(dir: &Path, options: impl FnOnce(&Path) -> CacheOptions) -> anyhow::Result<ContractCache> {
    for name in ["cache", "state"] {
        let old = dir.join(name);
        if old.exists() {
            std::fs::remove_dir_all(old)?;
        }
    }
    std::fs::create_dir_all(dir)?;
    // SAFETY: the cache trusts the compiled modules it finds in `cache`; there are none, it was removed just now.
    Ok(unsafe { ContractCache::new(options(dir)) }?)
}

/// The run of a transaction, for the length of one call.
#[derive(Clone, Copy)]
struct Link(*mut Run<'static>);

impl Link {
    /// Calls `action` with the run.
    fn with<T>(self, action: impl FnOnce(&mut Run<'_>) -> T) -> T {
        // SAFETY: `with_backend` made the pointer from a `&mut Run` that it holds, unused, until the instance that owns
        // this link is gone, so the run is alive. Host functions run one after another on one thread; a nested call
        // (contract queries contract) goes through the `&mut` given to `action` here, which ends before this returns.
        // The lifetime is shortened again by the signature, so nothing of the run can be kept.
        action(unsafe { &mut *self.0 })
    }
}

/// Lends the run to the backend of an instance and calls `body`, which must drop what it builds from the backend.
pub fn with_backend<T>(
    run: &mut Run<'_>,
    contract: &[u8],
    body: impl FnOnce(Backend<Api, ContractStorage, ContractQuerier>) -> VmResult<T>,
) -> VmResult<T>
where
    T: 'static,
{
    let link = Link(std::ptr::from_mut(run).cast());
    body(Backend {
        api: Api,
        storage: ContractStorage {
            link,
            prefix: Space::Wasm.key(&super::store_prefix(contract)),
            walks: BTreeMap::new(),
        },
        querier: ContractQuerier { link },
    })
}

/// State of one contract.
pub struct ContractStorage {
    link: Link,
    /// Of its keys in committed state: the space's byte, which is free, and 33 bytes, which are not.
    prefix: Vec<u8>,
    walks: BTreeMap<u32, Walk>,
}

/// An iterator with the row it stands on. As in the SDK a row is paid for when it is come to and when it is left.
struct Walk {
    cursor: Cursor,
    row: Option<(Vec<u8>, Vec<u8>)>,
}

impl ContractStorage {
    /// Runs a metered action and reports what it consumed.
    fn metered<T>(&self, action: impl FnOnce(&mut Run<'_>) -> Outcome<T>) -> BackendResult<T> {
        self.link.with(|run| {
            let before = run.meter.used();
            let result = action(run);
            let used = run.meter.used().saturating_sub(before).saturating_mul(VM_MULTIPLIER);
            (result.map_err(|_| BackendError::out_of_gas()), GasInfo::with_externally_used(used))
        })
    }

    fn key(&self, key: &[u8]) -> Vec<u8> {
        [&self.prefix[1..], key].concat()
    }
}

fn pay_step(run: &mut Run<'_>, row: Option<&(Vec<u8>, Vec<u8>)>) -> Outcome<()> {
    if let Some((key, value)) = row {
        for len in [key.len() - 1, value.len()] {
            run.meter.consume(gas::READ_BYTE.saturating_mul(gas::bytes(len)), "ValuePerByte")?;
        }
    }
    run.meter.consume(gas::ITER_NEXT, "IterNextFlat")
}

impl Storage for ContractStorage {
    fn get(&self, key: &[u8]) -> BackendResult<Option<Vec<u8>>> {
        let key = self.key(key);
        self.metered(|run| run.get(Space::Wasm, &key))
    }

    fn set(&mut self, key: &[u8], value: &[u8]) -> BackendResult<()> {
        let key = self.key(key);
        self.metered(|run| run.set(Space::Wasm, &key, value.to_vec()))
    }

    fn remove(&mut self, key: &[u8]) -> BackendResult<()> {
        let key = self.key(key);
        self.metered(|run| run.remove(Space::Wasm, &key))
    }

    fn scan(&mut self, start: Option<&[u8]>, end: Option<&[u8]>, order: Order) -> BackendResult<u32> {
        let start = [&self.prefix, start.unwrap_or_default()].concat();
        let end = match end {
            Some(end) => Some([&self.prefix, end].concat()),
            None => prefix_end(&self.prefix),
        };
        let (walk, gas) = self.metered(|run| {
            let mut cursor = run.store.cursor(start, end, order == Order::Descending);
            let row = cursor.next(&run.store);
            pay_step(run, row.as_ref())?;
            Ok(Walk { cursor, row })
        });
        let id = u32::try_from(self.walks.len()).unwrap_or(u32::MAX);
        (walk.map(|walk| self.walks.insert(id, walk)).map(|_| id), gas)
    }

    fn next(&mut self, iterator_id: u32) -> BackendResult<Option<Record>> {
        let Some(mut walk) = self.walks.remove(&iterator_id) else {
            return (Err(BackendError::iterator_does_not_exist(iterator_id)), GasInfo::free());
        };
        let skip = self.prefix.len();
        let result = match walk.row.take() {
            None => (Ok(None), GasInfo::free()),
            Some(row) => self.metered(|run| {
                pay_step(run, Some(&row))?;
                walk.row = walk.cursor.next(&run.store);
                Ok(Some((row.0[skip..].to_vec(), row.1)))
            }),
        };
        self.walks.insert(iterator_id, walk);
        result
    }
}

/// Queries of one contract.
pub struct ContractQuerier {
    link: Link,
}

impl Querier for ContractQuerier {
    fn query_raw(&self, request: &[u8], gas_limit: u64) -> BackendResult<SystemResult<ContractResult<Binary>>> {
        self.link.with(|run| {
            let before = run.meter.used();
            let result = querier::answer(run, request, gas_limit / VM_MULTIPLIER);
            let used = run.meter.used().saturating_sub(before).saturating_mul(VM_MULTIPLIER);
            (result.map_err(|_| BackendError::out_of_gas()), GasInfo::with_externally_used(used))
        })
    }
}
