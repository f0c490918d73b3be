use std::collections::BTreeMap;
use std::ops::Bound;

use super::{StateReader, StateWrites};

/// How many rows of committed state an iterator reads at a time.
const BATCH: usize = 64;

/// A key and its value.
pub type Row = (Vec<u8>, Vec<u8>);
/// A value written, or `None` for a deletion.
type Value = Option<Vec<u8>>;

/// Committed state with the writes of this block on top, and an undo log, so that a failed message costs only what it
/// changed.
pub struct Store<'a> {
    base: &'a dyn StateReader,
    writes: StateWrites,
    /// Key, and what its place in `writes` held before.
    undo: Vec<(Vec<u8>, Option<Value>)>,
}

/// A moment to come back to.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Checkpoint(usize);

impl<'a> Store<'a> {
    /// `writes` are already there (the mempool's, for instance) and cannot be undone.
    pub fn new(base: &'a dyn StateReader, writes: StateWrites) -> Self {
        Self { base, writes, undo: Vec::new() }
    }

    /// The value of a key.
    pub fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        match self.writes.get(key) {
            Some(value) => value.clone(),
            None => self.base.get(key),
        }
    }

    /// Sets a key.
    pub fn set(&mut self, key: Vec<u8>, value: Vec<u8>) {
        self.put(key, Some(value));
    }

    /// Removes a key.
    pub fn remove(&mut self, key: Vec<u8>) {
        self.put(key, None);
    }

    fn put(&mut self, key: Vec<u8>, value: Option<Vec<u8>>) {
        let before = self.writes.insert(key.clone(), value);
        self.undo.push((key, before));
    }

    /// Remembers this moment.
    pub fn checkpoint(&self) -> Checkpoint {
        Checkpoint(self.undo.len())
    }

    /// Undoes every write since the checkpoint.
    pub fn rollback(&mut self, to: Checkpoint) {
        while self.undo.len() > to.0 {
            let Some((key, before)) = self.undo.pop() else { return };
            match before {
                Some(value) => self.writes.insert(key, value),
                None => self.writes.remove(&key),
            };
        }
    }

    /// Forgets how to undo; to be called between transactions.
    pub fn settle(&mut self) {
        self.undo.clear();
    }

    /// Moves the store out, leaving one without writes behind.
    #[must_use]
    pub fn take(&mut self) -> Self {
        Self { base: self.base, writes: std::mem::take(&mut self.writes), undo: std::mem::take(&mut self.undo) }
    }

    /// Everything written.
    pub fn into_writes(self) -> StateWrites {
        self.writes
    }

    /// Walks `[start, end)`.
    pub fn cursor(&self, start: Vec<u8>, end: Option<Vec<u8>>, reverse: bool) -> Cursor {
        let empty = end.as_ref().is_some_and(|end| *end <= start);
        Cursor { start, end, reverse, batch: Vec::new(), batch_done: empty, done: empty }
    }

    /// All rows of `[start, end)`, at most `limit`.
    pub fn range(&self, start: Vec<u8>, end: Option<Vec<u8>>, reverse: bool, limit: usize) -> Vec<(Vec<u8>, Vec<u8>)> {
        let mut cursor = self.cursor(start, end, reverse);
        let mut rows = Vec::new();
        while rows.len() < limit {
            match cursor.next(self) {
                Some(row) => rows.push(row),
                None => break,
            }
        }
        rows
    }
}

/// A walk over a range, merged from committed state (read in batches) and the writes on top of it (read live).
#[derive(Debug)]
pub struct Cursor {
    start: Vec<u8>,
    end: Option<Vec<u8>>,
    reverse: bool,
    /// Rows of committed state not yet passed, the next one last.
    batch: Vec<(Vec<u8>, Vec<u8>)>,
    batch_done: bool,
    done: bool,
}

impl Cursor {
    /// The next row.
    pub fn next(&mut self, store: &Store<'_>) -> Option<(Vec<u8>, Vec<u8>)> {
        while !self.done {
            if self.batch.is_empty() && !self.batch_done {
                self.fill(store);
            }
            let below = self.batch.last().map(|(key, _)| key.as_slice());
            let above = self.overlay(&store.writes);
            let (key, value) = match (below, above) {
                (None, None) => {
                    self.done = true;
                    return None;
                }
                (Some(below), Some((above, value))) if below == above => {
                    let row = (above.clone(), value.clone());
                    self.batch.pop();
                    row
                }
                (Some(below), Some((above, value))) if (below > above.as_slice()) != self.reverse => {
                    (above.clone(), value.clone())
                }
                (None, Some((above, value))) => (above.clone(), value.clone()),
                (Some(_), _) => {
                    let (key, value) = self.batch.pop()?;
                    (key, Some(value))
                }
            };
            self.pass(&key);
            if let Some(value) = value {
                return Some((key, value));
            }
        }
        None
    }

    fn fill(&mut self, store: &Store<'_>) {
        self.batch = store.base.range(&self.start, self.end.as_deref(), self.reverse, BATCH);
        self.batch_done = self.batch.len() < BATCH;
        self.batch.reverse();
    }

    fn overlay<'w>(
        &self,
        writes: &'w BTreeMap<Vec<u8>, Option<Vec<u8>>>,
    ) -> Option<(&'w Vec<u8>, &'w Option<Vec<u8>>)> {
        let upper = match &self.end {
            Some(end) if *end <= self.start => return None,
            Some(end) => Bound::Excluded(end.as_slice()),
            None => Bound::Unbounded,
        };
        let mut range = writes.range::<[u8], _>((Bound::Included(self.start.as_slice()), upper));
        if self.reverse {
            range.next_back()
        } else {
            range.next()
        }
    }

    /// Narrows the range so that `key` and what lies before it do not come again.
    fn pass(&mut self, key: &[u8]) {
        if self.reverse {
            self.end = Some(key.to_vec());
        } else {
            self.start = key.to_vec();
            self.start.push(0);
        }
        if self.end.as_ref().is_some_and(|end| *end <= self.start) {
            self.done = true;
        }
    }
}

/// The first key after all keys with this prefix; `None` when there is none.
pub fn prefix_end(prefix: &[u8]) -> Option<Vec<u8>> {
    let mut end = prefix.to_vec();
    while let Some(last) = end.last_mut() {
        if *last < u8::MAX {
            *last += 1;
            return Some(end);
        }
        end.pop();
    }
    None
}

/// State in memory, for queries of nothing and for tests.
#[derive(Clone, Debug, Default)]
pub struct MemoryState(pub BTreeMap<Vec<u8>, Vec<u8>>);

impl MemoryState {
    /// Commits what a block or the genesis wrote.
    pub fn apply(&mut self, writes: StateWrites) {
        for (key, value) in writes {
            match value {
                Some(value) => self.0.insert(key, value),
                None => self.0.remove(&key),
            };
        }
    }
}

impl StateReader for MemoryState {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        self.0.get(key).cloned()
    }

    fn range(&self, start: &[u8], end: Option<&[u8]>, reverse: bool, limit: usize) -> Vec<(Vec<u8>, Vec<u8>)> {
        if end.is_some_and(|end| end <= start) {
            return Vec::new();
        }
        let upper = end.map_or(Bound::Unbounded, Bound::Excluded);
        let rows = self.0.range::<[u8], _>((Bound::Included(start), upper));
        let pair = |(key, value): (&Vec<u8>, &Vec<u8>)| (key.clone(), value.clone());
        if reverse {
            rows.rev().take(limit).map(pair).collect()
        } else {
            rows.take(limit).map(pair).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn key() -> impl Strategy<Value = Vec<u8>> {
        proptest::collection::vec(0u8..4, 0..4)
    }

    proptest! {
        #[test]
        fn a_store_reads_like_one_map_and_rolls_back_to_it(
            base in proptest::collection::btree_map(key(), key(), 0..40),
            first in proptest::collection::vec((key(), proptest::option::of(key())), 0..20),
            second in proptest::collection::vec((key(), proptest::option::of(key())), 0..20),
            start in key(), end in proptest::option::of(key()), reverse: bool,
        ) {
            let state = MemoryState(base);
            let mut store = Store::new(&state, StateWrites::new());
            let mut model = state.clone();
            for (key, value) in first {
                store.put(key.clone(), value.clone());
                model.apply([(key, value)].into());
            }
            let back = store.checkpoint();
            let kept = model.clone();
            for (key, value) in second {
                store.put(key.clone(), value.clone());
                model.apply([(key, value)].into());
            }
            prop_assert_eq!(
                store.range(start.clone(), end.clone(), reverse, usize::MAX),
                model.range(&start, end.as_deref(), reverse, usize::MAX)
            );
            store.rollback(back);
            prop_assert_eq!(
                store.range(start.clone(), end.clone(), reverse, usize::MAX),
                kept.range(&start, end.as_deref(), reverse, usize::MAX)
            );
        }
    }
}
