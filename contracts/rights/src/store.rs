//! Records under keys as cw-storage-plus writes them: a single one under its name, one of many under the length of the
//! name (two bytes, big endian), the name, and its key; of two keys the first has its length before it too.

use std::marker::PhantomData;

use cosmwasm_std::{
    storage_keys::{namespace_with_key, to_length_prefixed_nested},
    Addr, Order, StdError, Storage,
};

use crate::{codec::Record, ContractError};

/// One record under its name.
pub struct Slot<T> {
    name: &'static str,
    of: PhantomData<T>,
}

/// Records under keys.
pub struct Table<K, T> {
    name: &'static str,
    of: PhantomData<(K, T)>,
}

/// What a record is found by.
pub trait Key {
    /// The whole key in the table of this name.
    fn under(self, table: &str) -> Vec<u8>;
}

impl Key for &Addr {
    fn under(self, table: &str) -> Vec<u8> {
        namespace_with_key(&[table.as_bytes()], self.as_bytes())
    }
}

impl Key for u32 {
    fn under(self, table: &str) -> Vec<u8> {
        namespace_with_key(&[table.as_bytes()], &self.to_be_bytes())
    }
}

impl Key for (&Addr, &Addr) {
    fn under(self, table: &str) -> Vec<u8> {
        namespace_with_key(&[table.as_bytes(), self.0.as_bytes()], self.1.as_bytes())
    }
}

impl<T: Record> Slot<T> {
    /// The record of this name.
    pub const fn new(name: &'static str) -> Self {
        Self { name, of: PhantomData }
    }

    /// The record, if there is one.
    pub fn may_load(&self, storage: &dyn Storage) -> Result<Option<T>, ContractError> {
        fetch(storage, self.name, self.name.as_bytes())
    }

    /// The record, which must be there.
    pub fn load(&self, storage: &dyn Storage) -> Result<T, ContractError> {
        self.may_load(storage)?.ok_or_else(|| missing(self.name))
    }

    /// Stores the record.
    pub fn save(&self, storage: &mut dyn Storage, record: &T) {
        store(storage, self.name.as_bytes(), record);
    }

    /// Removes it.
    pub fn remove(&self, storage: &mut dyn Storage) {
        storage.remove(self.name.as_bytes());
    }
}

impl<K: Key, T: Record> Table<K, T> {
    /// The records of this name.
    pub const fn new(name: &'static str) -> Self {
        Self { name, of: PhantomData }
    }

    /// The record, if there is one.
    pub fn may_load(&self, storage: &dyn Storage, key: K) -> Result<Option<T>, ContractError> {
        fetch(storage, self.name, &key.under(self.name))
    }

    /// Whether there is a record.
    pub fn has(&self, storage: &dyn Storage, key: K) -> bool {
        storage.get(&key.under(self.name)).is_some()
    }

    /// Stores a record.
    pub fn save(&self, storage: &mut dyn Storage, key: K, record: &T) {
        store(storage, &key.under(self.name), record);
    }

    /// Removes a record.
    pub fn remove(&self, storage: &mut dyn Storage, key: K) {
        storage.remove(&key.under(self.name));
    }
}

impl<T: Record> Table<(&Addr, &Addr), T> {
    /// What there is beside this first key: second key and record, in the order of the keys, from behind `after` on.
    pub fn beside<'a>(
        &self,
        storage: &'a dyn Storage,
        first: &Addr,
        after: Option<&Addr>,
    ) -> impl Iterator<Item = Result<(Addr, T), ContractError>> + use<'a, T> {
        let name = self.name;
        second_keys(storage, name, first, after).map(move |(second, bytes)| {
            let second = String::from_utf8(second).map_err(|_| ContractError::Record { name })?;
            Ok((Addr::unchecked(second), read(name, &bytes)?))
        })
    }
}

fn second_keys<'a>(
    storage: &'a dyn Storage,
    name: &str,
    first: &Addr,
    after: Option<&Addr>,
) -> impl Iterator<Item = (Vec<u8>, Vec<u8>)> + use<'a> {
    let prefix = to_length_prefixed_nested(&[name.as_bytes(), first.as_bytes()]);
    // The least key that is greater: the same and a zero byte. No text has a byte 0xff.
    let start = after.map(|after| [&prefix, after.as_bytes(), &[0]].concat());
    let end = [&prefix[..], &[0xff]].concat();
    let (start, skip) = (start.unwrap_or_else(|| prefix.clone()), prefix.len());
    let found = storage.range(Some(&start), Some(&end), Order::Ascending);
    found.map(move |(mut key, bytes)| (key.split_off(skip.min(key.len())), bytes))
}

fn fetch<T: Record>(storage: &dyn Storage, name: &'static str, key: &[u8]) -> Result<Option<T>, ContractError> {
    storage.get(key).map(|bytes| read(name, &bytes)).transpose()
}

fn read<T: Record>(name: &'static str, bytes: &[u8]) -> Result<T, ContractError> {
    let mut rest = bytes;
    T::read(&mut rest).filter(|_| rest.is_empty()).ok_or(ContractError::Record { name })
}

fn store<T: Record>(storage: &mut dyn Storage, key: &[u8], record: &T) {
    let mut bytes = Vec::new();
    record.write(&mut bytes);
    storage.set(key, &bytes);
}

/// The record of this name is not there, although it must be.
pub fn missing(name: &'static str) -> ContractError {
    StdError::not_found(name).into()
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockStorage;
    use cw_storage_plus::Map;

    use super::*;

    const PAIRS: Table<(&Addr, &Addr), bool> = Table::new("pairs");

    #[test]
    fn keys_are_those_of_storage_plus() {
        let (a, b) = (Addr::unchecked("wasm1a"), Addr::unchecked("wasm1b"));
        assert_eq!((&a).under("vouch"), *Map::<&Addr, u8>::new("vouch").key(&a));
        assert_eq!(258.under("freeze"), *Map::<u32, u8>::new("freeze").key(258));
        assert_eq!((&a, &b).under("lend"), *Map::<(&Addr, &Addr), u8>::new("lend").key((&a, &b)));
        assert_eq!((&a, &b).under("lend"), b"\0\x04lend\0\x06wasm1awasm1b");
    }

    #[test]
    fn second_keys_come_in_order_and_only_those_beside() {
        let names = ["wasm1a", "wasm1aa", "wasm1b", "wasm1c"].map(Addr::unchecked);
        let mut storage = MockStorage::new();
        for (first, second) in [(0, 3), (0, 1), (0, 2), (1, 0), (2, 0)] {
            PAIRS.save(&mut storage, (&names[first], &names[second]), &true);
        }
        let beside = |after: Option<&Addr>| {
            PAIRS.beside(&storage, &names[0], after).map(|row| row.unwrap().0).collect::<Vec<_>>()
        };
        assert_eq!(beside(None), names[1..]);
        assert_eq!(beside(Some(&names[1])), names[2..]);
        assert_eq!(beside(Some(&names[3])), [] as [Addr; 0]);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let mut storage = MockStorage::new();
        for bytes in [&[7][..], &[1, 0]] {
            storage.set(b"flag", bytes);
            assert_eq!(Slot::<bool>::new("flag").load(&storage), Err(ContractError::Record { name: "flag" }));
        }
        assert_eq!(Slot::<bool>::new("none").may_load(&storage), Ok(None));
        assert_eq!(Slot::<bool>::new("none").load(&storage).unwrap_err().to_string(), "[std] none not found");
    }
}
