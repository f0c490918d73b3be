//! Versions and entries.

use std::collections::BTreeMap;

use backlot_api::collection::{Booked, Entry};

use super::{About, Check};
use crate::{
    evidence::{Evidence, Said},
    replay::{Replay, Step},
};

impl Check {
    /// Texts are those that were adopted, one after the other, each when an entry says so.
    pub(super) fn versions(&mut self, evidence: &Evidence, replay: &Replay<'_>) {
        let all = About::default();
        for (number, version) in (1u32..).zip(&evidence.versions) {
            self.same(all, "number of a version", number, version.version);
            let what = format!("SHA-256 of version {}", version.version);
            self.same(all, what, version.hash().to_hex(), version.sha256.to_hex());
        }
        let mut in_force = evidence.versions.first().map_or(0, |version| version.version);
        for entry in &evidence.entries {
            let Booked::Amended { version } = &entry.booked else { continue };
            let about = About { entry: Some(entry.number), party: None };
            self.same(about, "version that comes into force", in_force.saturating_add(1), *version);
            in_force = *version;
            if let Some(known) = evidence.versions.iter().find(|known| known.version == *version) {
                let what = format!("time at which version {version} was adopted");
                self.same(about, what, entry.time.nanos(), known.adopted.nanos());
            }
        }
        if let (Some(first), Some(entry)) = (evidence.versions.first(), evidence.entries.first()) {
            if first.adopted > entry.time {
                self.note(all, "first version", format!("adopted by {}", entry.time), first.adopted);
            }
        }
        let last = evidence.versions.last().map_or(0, |version| version.version);
        self.same(all, "latest version", in_force, last);
        if replay.fault.is_none() {
            self.same(all, "version in force", replay.player.version, evidence.answers.version);
        }
    }

    /// Entries are numbered without gaps, times go on, and events said what was recomputed.
    pub(super) fn entries(&mut self, evidence: &Evidence, replay: &Replay<'_>) {
        let said = evidence.said();
        self.unknown_events(evidence, &said);
        let mut before: Option<&Entry> = None;
        for (position, entry) in evidence.entries.iter().enumerate() {
            let about = About { entry: Some(entry.number), party: None };
            self.same(about, "number of the entry", position as u64 + 1, entry.number);
            if let Some(before) = before.filter(|before| before.time > entry.time) {
                self.note(about, "time", format!("not before {}", before.time), entry.time);
            }
            if let Some(later) = Some(evidence.as_of).filter(|as_of| *as_of < entry.time) {
                self.note(about, "time", format!("not after {later}"), entry.time);
            }
            before = Some(entry);
            match (replay.steps.get(position), &replay.fault) {
                (Some(step), _) => {
                    if let Some(said) = said.get(&entry.number) {
                        self.event(entry, step, said);
                    }
                }
                (None, Some((number, fault))) if *number == entry.number => {
                    self.note(about, "booking", "one that the engine takes", fault);
                }
                (None, _) => {}
            }
        }
    }

    /// Events of entries that there are not, of entries that move no money, or twice of one.
    fn unknown_events(&mut self, evidence: &Evidence, said: &BTreeMap<u64, &Said>) {
        for number in said.keys() {
            let entry = evidence.entries.iter().find(|entry| entry.number == *number);
            let moves =
                entry.is_some_and(|entry| matches!(entry.booked, Booked::Received { .. } | Booked::Released {}));
            if !moves {
                let about = About { entry: Some(*number), party: None };
                self.note(about, "event", "an entry that moves money", "none");
            }
        }
        self.same(About::default(), "entries that events tell of", said.len(), evidence.said.len());
    }

    fn event(&mut self, entry: &Entry, step: &Step, said: &Said) {
        self.with_events = self.with_events.saturating_add(1);
        let about = About { entry: Some(entry.number), party: None };
        let (source, amount) = match &entry.booked {
            Booked::Received { source, amount } => (source.as_str(), amount.u128()),
            _ => ("", 0),
        };
        self.same(about, "source", source, said.source.as_str());
        self.same(about, "gross", amount, said.amount.u128());
        self.same(about, "taken off the top", step.deducted, said.deducted.u128());
        self.same(about, "held after it", step.held, said.held.u128());
        let expected: BTreeMap<&str, u128> = step.credits.iter().map(|(id, amount)| (id.as_str(), *amount)).collect();
        let mut found: BTreeMap<&str, u128> = BTreeMap::new();
        for credit in &said.credits {
            let sum = found.entry(&credit.party).or_default();
            *sum = sum.saturating_add(credit.amount.u128());
        }
        let mut parties: Vec<&str> = expected.keys().chain(found.keys()).copied().collect();
        parties.sort_unstable();
        parties.dedup();
        for party in parties {
            let get = |side: &BTreeMap<&str, u128>| side.get(party).copied().unwrap_or(0);
            self.same(About { party: Some(party), ..about }, "credited", get(&expected), get(&found));
        }
        self.same(about, "credited", step.credited, said.credited.u128());
    }
}
