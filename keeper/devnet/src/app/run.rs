use std::collections::BTreeSet;

use super::error::Outcome;
use super::gas::{self, Meter};
use super::store::{prefix_end, Store};
use super::wasm::Vm;
use super::{AbciAttribute, AbciEvent, BlockHeader};

/// Which module's keys: one byte before the key, outside what is metered, as store keys of the SDK are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Space {
    /// Accounts.
    Auth = b'a',
    /// Balances and supply.
    Bank = b'b',
    /// Message types switched off (none here, but every message looks).
    Circuit = b'c',
    /// Contracts.
    Wasm = b'w',
    /// Wasm bytes by checksum, never metered.
    Code = b'x',
    /// The devnet's own: parameters, blocked addresses; never metered.
    Devnet = b'd',
}

impl Space {
    /// A key as committed state has it.
    pub fn key(self, key: &[u8]) -> Vec<u8> {
        let mut full = Vec::with_capacity(key.len() + 1);
        full.push(self as u8);
        full.extend_from_slice(key);
        full
    }
}

/// Everything a message runs in: state, meter, events, block. One value for a transaction or a query, passed down by
/// mutable reference; branches swap its parts and put them back.
pub struct Run<'a> {
    /// State.
    pub store: Store<'a>,
    /// Gas.
    pub meter: Meter,
    /// Events so far.
    pub events: Vec<AbciEvent>,
    /// Block.
    pub header: &'a BlockHeader,
    /// Compiled contracts.
    pub vm: &'a Vm,
    /// Position of the transaction in its block; none in a query or simulation.
    pub tx_index: Option<u32>,
    /// Hash of the transaction, which contracts are told; none in a query or simulation.
    pub tx_hash: Vec<u8>,
    /// Whether this is a simulation.
    pub simulate: bool,
    /// Codes this transaction already loaded: the next load is cheap. `None` in queries from outside, as in wasmd.
    pub loaded: Option<BTreeSet<Vec<u8>>>,
    /// How deep messages have called.
    pub call_depth: u32,
    /// How deep queries have called.
    pub query_depth: u32,
}

impl<'a> Run<'a> {
    /// A run with a fresh meter and no events.
    pub fn new(store: Store<'a>, header: &'a BlockHeader, vm: &'a Vm, gas_limit: u64) -> Self {
        Self {
            store,
            meter: Meter::new(gas_limit),
            events: Vec::new(),
            header,
            vm,
            tx_index: None,
            tx_hash: Vec::new(),
            simulate: false,
            loaded: None,
            call_depth: 0,
            query_depth: 0,
        }
    }

    /// Metered read.
    pub fn get(&mut self, space: Space, key: &[u8]) -> Outcome<Option<Vec<u8>>> {
        self.meter.consume(gas::READ_FLAT, "ReadFlat")?;
        let value = self.store.get(&space.key(key));
        self.meter.consume(gas::READ_BYTE.saturating_mul(gas::bytes(key.len())), "ReadPerByte")?;
        let len = gas::bytes(value.as_ref().map_or(0, Vec::len));
        self.meter.consume(gas::READ_BYTE.saturating_mul(len), "ReadPerByte")?;
        Ok(value)
    }

    /// Metered question whether a key is there.
    pub fn has(&mut self, space: Space, key: &[u8]) -> Outcome<bool> {
        self.meter.consume(gas::HAS, "Has")?;
        Ok(self.store.get(&space.key(key)).is_some())
    }

    /// Metered write.
    pub fn set(&mut self, space: Space, key: &[u8], value: Vec<u8>) -> Outcome<()> {
        self.meter.consume(gas::WRITE_FLAT, "WriteFlat")?;
        self.meter.consume(gas::WRITE_BYTE.saturating_mul(gas::bytes(key.len())), "WritePerByte")?;
        self.meter.consume(gas::WRITE_BYTE.saturating_mul(gas::bytes(value.len())), "WritePerByte")?;
        self.store.set(space.key(key), value);
        Ok(())
    }

    /// Metered deletion.
    pub fn remove(&mut self, space: Space, key: &[u8]) -> Outcome<()> {
        self.meter.consume(gas::DELETE, "Delete")?;
        self.store.remove(space.key(key));
        Ok(())
    }

    /// Metered last row of a prefix: what the SDK's reverse iterator costs when only its first element is looked at.
    pub fn last(&mut self, space: Space, prefix: &[u8]) -> Outcome<Option<(Vec<u8>, Vec<u8>)>> {
        let full = space.key(prefix);
        let end = prefix_end(&full);
        let row = self.store.range(full, end, true, 1).pop();
        if let Some((key, value)) = &row {
            for len in [key.len() - 1, value.len()] {
                self.meter.consume(gas::READ_BYTE.saturating_mul(gas::bytes(len)), "ValuePerByte")?;
            }
        }
        self.meter.consume(gas::ITER_NEXT, "IterNextFlat")?;
        Ok(row.map(|(key, value)| (key[1..].to_vec(), value)))
    }

    /// Adds an event.
    pub fn emit<'k>(&mut self, kind: &str, attributes: impl IntoIterator<Item = (&'k str, String)>) {
        self.events.push(event(kind, attributes));
    }
}

/// An event, all of it searchable.
pub fn event<'k>(kind: &str, attributes: impl IntoIterator<Item = (&'k str, String)>) -> AbciEvent {
    let attribute = |(key, value): (&str, String)| AbciAttribute { key: key.to_owned(), value, index: true };
    AbciEvent { r#type: kind.to_owned(), attributes: attributes.into_iter().map(attribute).collect() }
}
