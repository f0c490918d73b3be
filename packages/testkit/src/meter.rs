use std::{cell::Cell, rc::Rc};

use cosmwasm_std::{testing::MockStorage, Order, Record, Storage};

/// What storage would cost by the table of the Cosmos SDK: read 1,000 + 3 a byte, write 2,000 + 30 a byte, delete
/// 1,000, step of an iterator 30 + a read's bytes. Keys count as bytes; the test app's longer prefixes do too, so compare
/// figures with each other, not with a chain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Values read.
    pub reads: u64,
    /// Values written.
    pub writes: u64,
    /// Gas of both.
    pub gas: u64,
}

/// A storage in memory that counts.
#[derive(Default)]
pub struct Meter {
    inner: MockStorage,
    cost: Rc<Cell<Cost>>,
}

impl Meter {
    /// A handle on the counter that stays with the test.
    pub fn counter(&self) -> Rc<Cell<Cost>> {
        Rc::clone(&self.cost)
    }

    /// What was spent since the last call.
    pub fn take(&self) -> Cost {
        self.cost.take()
    }

    fn charge(&self, reads: u64, writes: u64, gas: usize) {
        let cost = self.cost.get();
        self.cost.set(Cost {
            reads: cost.reads + reads,
            writes: cost.writes + writes,
            gas: cost.gas + u64::try_from(gas).expect("memory is smaller"),
        });
    }
}

impl Storage for Meter {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        let value = self.inner.get(key);
        self.charge(1, 0, 1_000 + 3 * (key.len() + value.as_ref().map_or(0, Vec::len)));
        value
    }

    fn range<'a>(
        &'a self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: Order,
    ) -> Box<dyn Iterator<Item = Record> + 'a> {
        Box::new(self.inner.range(start, end, order).inspect(|(key, value)| {
            self.charge(1, 0, 30 + 3 * (key.len() + value.len()));
        }))
    }

    fn set(&mut self, key: &[u8], value: &[u8]) {
        self.charge(0, 1, 2_000 + 30 * (key.len() + value.len()));
        self.inner.set(key, value);
    }

    fn remove(&mut self, key: &[u8]) {
        self.charge(0, 1, 1_000);
        self.inner.remove(key);
    }
}
