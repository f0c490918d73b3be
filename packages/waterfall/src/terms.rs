//! An agreement as an account runs it: names by position, and the schedule, which knows positions only.

use alloc::{string::String, vec::Vec};

use backlot_api::schedule::Agreement;

use crate::{
    codec::{end, put, take_text, CodecError},
    compile, Schedule, ScheduleError,
};

/// Ids by position.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Parties.
    pub parties: Vec<String>,
    /// Tables.
    pub tables: Vec<String>,
    /// Sources.
    pub sources: Vec<String>,
    /// Tiers of all tables.
    pub tiers: Vec<String>,
    /// Figures.
    pub figures: Vec<String>,
}

/// Names and schedule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Terms {
    /// Ids by position.
    pub names: Names,
    /// What divides.
    pub schedule: Schedule,
}

impl Terms {
    /// Checks an agreement.
    ///
    /// # Errors
    /// [`ScheduleError`] names the first field that cannot be, and why.
    pub fn new(agreement: &Agreement) -> Result<Self, ScheduleError> {
        compile::agreement(agreement)
    }

    /// As few bytes as it takes: the schedule, then the names, of which it says how many there are.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = self.schedule.encode();
        for names in self.names.lists() {
            for name in names {
                put(&mut bytes, name.len() as u128);
                bytes.extend_from_slice(name.as_bytes());
            }
        }
        bytes
    }

    /// Reads what [`encode`](Self::encode) wrote. It is not checked anew.
    ///
    /// # Errors
    /// [`CodecError`] for other bytes.
    pub fn decode(bytes: &[u8]) -> Result<Self, CodecError> {
        let (schedule, mut rest) = Schedule::decode(bytes)?;
        let Schedule { parties, figures, tables, sources, tiers, .. } = &schedule;
        let counts = [*parties, tables.len(), sources.len(), tiers.len(), *figures];
        let mut names = Names::default();
        for (list, count) in names.lists_mut().into_iter().zip(counts) {
            for _ in 0..count {
                list.push(take_text(&mut rest)?);
            }
        }
        end(rest)?;
        Ok(Self { names, schedule })
    }
}

impl Names {
    /// Position of a party.
    pub fn party(&self, id: &str) -> Option<usize> {
        place(&self.parties, id)
    }

    /// Position of a source.
    pub fn source(&self, id: &str) -> Option<usize> {
        place(&self.sources, id)
    }

    /// Position of a tier.
    pub fn tier(&self, id: &str) -> Option<usize> {
        place(&self.tiers, id)
    }

    /// Position of a figure.
    pub fn figure(&self, id: &str) -> Option<usize> {
        place(&self.figures, id)
    }

    fn lists(&self) -> [&Vec<String>; 5] {
        [&self.parties, &self.tables, &self.sources, &self.tiers, &self.figures]
    }

    fn lists_mut(&mut self) -> [&mut Vec<String>; 5] {
        [&mut self.parties, &mut self.tables, &mut self.sources, &mut self.tiers, &mut self.figures]
    }
}

fn place(names: &[String], id: &str) -> Option<usize> {
    names.iter().position(|name| name == id)
}
