//! The audit: what the chain says against what was recomputed, to the last unit.

mod account;
mod entries;

use std::fmt::Display;

use serde::Serialize;

use crate::{evidence::Evidence, fault::Fault, figures::text, replay::Replay};

/// A place where the chain and the recomputation differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// Number of the entry, where it is one's.
    pub entry: Option<u64>,
    /// Party, where it is one's.
    pub party: Option<String>,
    /// What differs.
    pub what: String,
    /// As recomputed.
    pub expected: String,
    /// As the chain says.
    pub found: String,
}

impl Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(entry) = self.entry {
            write!(f, "entry {entry}, ")?;
        }
        if let Some(party) = &self.party {
            write!(f, "party {party}, ")?;
        }
        write!(f, "{}: expected {}, found {}", self.what, self.expected, self.found)
    }
}

/// The outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// Film.
    pub film: String,
    /// The version in force.
    pub version: u32,
    /// Entries recomputed.
    pub entries: u64,
    /// Of them, entries whose events were compared as well.
    pub with_events: u64,
    /// Values compared.
    pub compared: u64,
    /// Received, recomputed.
    #[serde(serialize_with = "text")]
    pub received: u128,
    /// Credited, recomputed.
    #[serde(serialize_with = "text")]
    pub credited: u128,
    /// Waits, recomputed.
    #[serde(serialize_with = "text")]
    pub held: u128,
    /// All differences, the first one first: by entry, then the accounts.
    pub differences: Vec<Difference>,
}

impl Audit {
    /// Everything is equal.
    pub fn ok(&self) -> bool {
        self.differences.is_empty()
    }

    /// The first difference.
    pub fn first(&self) -> Option<&Difference> {
        self.differences.first()
    }
}

/// Compares everything that can be recomputed.
///
/// # Errors
/// No first version of the agreement that can be read: there is nothing to begin with.
pub fn audit(evidence: &Evidence) -> Result<Audit, Fault> {
    let mut replay = Replay::of(evidence)?;
    let mut check = Check::default();
    check.versions(evidence, &replay);
    check.entries(evidence, &replay);
    // After a fault the books are not those of the end: everything below would differ, and say nothing.
    if replay.fault.is_none() {
        check.accounts(evidence, &mut replay)?;
    }
    let books = &replay.player.books;
    Ok(Audit {
        film: evidence.film.clone(),
        version: replay.player.version,
        entries: replay.steps.len() as u64,
        with_events: check.with_events,
        compared: check.compared,
        received: books.received().unwrap_or(u128::MAX),
        credited: books.head.credited.iter().sum(),
        held: books.held().unwrap_or(0),
        differences: check.differences,
    })
}

/// Compares, counts, and notes.
#[derive(Default)]
struct Check {
    compared: u64,
    with_events: u64,
    differences: Vec<Difference>,
}

/// What a comparison is about.
#[derive(Clone, Copy, Default)]
struct About<'a> {
    entry: Option<u64>,
    party: Option<&'a str>,
}

impl Check {
    /// Notes where two values differ.
    fn same<T: PartialEq + Display>(&mut self, about: About<'_>, what: impl Into<String>, expected: T, found: T) {
        self.compared = self.compared.saturating_add(1);
        if expected != found {
            self.note(about, what, expected, found);
        }
    }

    /// Notes where something that must hold does not.
    fn note(&mut self, about: About<'_>, what: impl Into<String>, expected: impl Display, found: impl Display) {
        self.differences.push(Difference {
            entry: about.entry,
            party: about.party.map(str::to_string),
            what: what.into(),
            expected: expected.to_string(),
            found: found.to_string(),
        });
    }

    /// Pairs rows by a key, and notes those that only one side has.
    fn pairs<'a, E, F>(
        &mut self,
        what: &str,
        expected: &'a [E],
        found: &'a [F],
        key: impl Fn(&E) -> String,
        other: impl Fn(&F) -> String,
    ) -> Vec<(&'a E, &'a F)> {
        let missing: Vec<String> =
            expected.iter().map(&key).filter(|key| !found.iter().any(|row| other(row) == *key)).collect();
        for key in missing {
            self.note(About::default(), format!("{what} {key}"), "a row", "none");
        }
        let mut pairs = Vec::new();
        for (position, row) in found.iter().enumerate() {
            let id = other(row);
            let twice = found.iter().take(position).any(|before| other(before) == id);
            match expected.iter().find(|row| key(row) == id) {
                Some(known) if !twice => pairs.push((known, row)),
                Some(_) => self.note(About::default(), format!("{what} {id}"), "one row", "two"),
                None => self.note(About::default(), format!("{what} {id}"), "none", "a row"),
            }
        }
        pairs
    }
}
