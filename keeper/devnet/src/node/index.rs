//! The index behind `tx_search` and `block_search`. `key='value'` is a prefix scan.

use std::collections::BTreeSet;

use anyhow::Result;

use super::query::{Condition, Number, Operator, Query, Test};
use super::rows::{BlockRow, EventRow, TxRow};
use super::store::Snapshot;

/// What is indexed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Events of transactions.
    Tx,
    /// Events of blocks.
    Block,
}

impl Kind {
    /// The key that means the height.
    fn height_key(self) -> &'static str {
        match self {
            Self::Tx => "tx.height",
            Self::Block => "block.height",
        }
    }

    fn tag(self) -> u8 {
        match self {
            Self::Tx => 0,
            Self::Block => 1,
        }
    }
}

/// Where an attribute stands: height, place in the block, event of the transaction.
type Place = (u64, u32, u32);

/// An index row: kind, `type.key` and value (each with its length before it), height, place, event.
/// Conditions joined by AND must be met by one event, as in CometBFT 0.38, so the event is part of the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct IndexKey(Vec<u8>);

const PLACE_BYTES: usize = 16;

impl IndexKey {
    fn new(kind: Kind, key: &str, value: &str, (height, index, event): Place) -> Self {
        let mut bytes = value_prefix(kind, key, value);
        bytes.extend(height.to_be_bytes());
        bytes.extend(index.to_be_bytes());
        bytes.extend(event.to_be_bytes());
        Self(bytes)
    }

    /// The row as it is stored.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// A stored row.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }

    fn place(&self) -> Option<Place> {
        let place = self.0.len().checked_sub(PLACE_BYTES).and_then(|start| self.0.get(start..))?;
        let (height, rest) = place.split_first_chunk::<8>()?;
        let (index, event) = rest.split_first_chunk::<4>()?;
        let event = event.first_chunk::<4>()?;
        Some((u64::from_be_bytes(*height), u32::from_be_bytes(*index), u32::from_be_bytes(*event)))
    }

    fn value(&self, key_prefix: usize) -> Option<&str> {
        let end = self.0.len().checked_sub(PLACE_BYTES)?;
        std::str::from_utf8(self.0.get(key_prefix + 4..end)?).ok()
    }
}

fn key_prefix(kind: Kind, key: &str) -> Vec<u8> {
    let mut bytes = vec![kind.tag()];
    bytes.extend((key.len() as u64).to_be_bytes());
    bytes.extend(key.as_bytes());
    bytes
}

fn value_prefix(kind: Kind, key: &str, value: &str) -> Vec<u8> {
    let mut bytes = key_prefix(kind, key);
    bytes.extend(u32::try_from(value.len()).unwrap_or(u32::MAX).to_be_bytes());
    bytes.extend(value.as_bytes());
    bytes
}

/// Index rows of a block and its transactions: the attributes marked for the index.
pub(crate) fn index_rows(block: &BlockRow, txs: &[TxRow]) -> Vec<IndexKey> {
    let mut rows = event_rows(Kind::Block, &block.events, block.height, 0);
    for tx in txs {
        rows.extend(event_rows(Kind::Tx, &tx.events, tx.height, tx.index));
    }
    rows
}

fn event_rows(kind: Kind, events: &[EventRow], height: u64, index: u32) -> Vec<IndexKey> {
    let mut rows = Vec::new();
    for (at, event) in (0u32..).zip(events) {
        for attribute in event.attributes.iter().filter(|a| a.index && !a.key.is_empty() && !event.kind.is_empty()) {
            let key = format!("{}.{}", event.kind, attribute.key);
            rows.push(IndexKey::new(kind, &key, &attribute.value, (height, index, at)));
        }
    }
    rows
}

/// `type.key` and value of every attribute: what subscriptions are matched against.
pub(crate) fn pairs(events: &[EventRow]) -> impl Iterator<Item = (String, String)> + '_ {
    events.iter().filter(|event| !event.kind.is_empty()).flat_map(|event| {
        let named = event.attributes.iter().filter(|a| !a.key.is_empty());
        named.map(move |a| (format!("{}.{}", event.kind, a.key), a.value.clone()))
    })
}

/// Finds transactions or blocks, oldest first.
pub(crate) fn search(snapshot: &Snapshot, kind: Kind, query: &Query) -> Result<Vec<(u64, u32)>> {
    if kind == Kind::Tx {
        if let Some(hash) = wanted_hash(query) {
            let found = hex::decode(hash).ok().map(|hash| snapshot.tx(&hash)).transpose()?.flatten();
            return Ok(found.map(|tx| (tx.height, tx.index)).into_iter().collect());
        }
    }
    let (heights, others): (Vec<_>, Vec<_>) = query.conditions.iter().partition(|c| c.key == kind.height_key());
    let Some((from, to)) = height_range(&heights) else { return Ok(Vec::new()) };
    let mut met: Option<BTreeSet<Place>> = None;
    for condition in others {
        let mut places = places(snapshot, kind, condition)?;
        places.retain(|place| (from..=to).contains(&place.0) && met.as_ref().is_none_or(|met| met.contains(place)));
        met = Some(places);
    }
    match met {
        None => snapshot.places(kind, from, to),
        Some(met) => {
            let mut found: Vec<_> = met.into_iter().map(|(height, index, _)| (height, index)).collect();
            found.dedup();
            Ok(found)
        }
    }
}

/// `tx.hash='…'` decides alone, as in CometBFT.
fn wanted_hash(query: &Query) -> Option<&str> {
    query.conditions.iter().find_map(|c| match &c.test {
        Test::Text(hash) if c.key == "tx.hash" => Some(hash.as_str()),
        _ => None,
    })
}

/// The heights that all conditions allow; `None`: none.
fn height_range(conditions: &[&Condition]) -> Option<(u64, u64)> {
    let (mut from, mut to) = (0, u64::MAX);
    for condition in conditions {
        let (operator, number) = match &condition.test {
            Test::Exists => continue,
            Test::Contains(_) => return None,
            Test::Text(text) => (Operator::Equal, Number::first_in(text)?),
            Test::Number(operator, number, _) => (*operator, number.clone()),
        };
        let height = number.as_u64()?;
        let (low, high) = match operator {
            Operator::Equal => (height, height),
            Operator::Less => (0, height.checked_sub(1)?),
            Operator::LessOrEqual => (0, height),
            Operator::Greater => (height.checked_add(1)?, u64::MAX),
            Operator::GreaterOrEqual => (height, u64::MAX),
        };
        (from, to) = (from.max(low), to.min(high));
    }
    (from <= to).then_some((from, to))
}

fn places(snapshot: &Snapshot, kind: Kind, condition: &Condition) -> Result<BTreeSet<Place>> {
    let exact = match &condition.test {
        Test::Text(text) | Test::Number(Operator::Equal, _, text) => Some(text),
        _ => None,
    };
    let key = key_prefix(kind, &condition.key);
    let prefix = exact.map_or_else(|| key.clone(), |value| value_prefix(kind, &condition.key, value));
    let rows = snapshot.scan_index(&prefix)?;
    let meets =
        |row: &IndexKey| exact.is_some() || row.value(key.len()).is_some_and(|value| condition.test.holds(value));
    Ok(rows.iter().filter(|row| meets(row)).filter_map(IndexKey::place).collect())
}
