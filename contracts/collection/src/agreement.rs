//! What the film's parties agreed: their names, the sources, the schedule. Written once, read at every receipt, so it
//! lies in one value of few bytes; the wire form is made from it when somebody asks.

use backlot_api::collection::{self as wire, Party};
use backlot_api::ledger::{push_varint, take_varint};
use backlot_waterfall::{Deduction, EndsWhen, Schedule, Share};

use crate::ContractError;

/// Names by position, and the engine's schedule, which knows positions only.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Agreement {
    pub(crate) parties: Vec<String>,
    pub(crate) sources: Vec<String>,
    pub(crate) tiers: Vec<String>,
    pub(crate) schedule: Schedule,
}

impl Agreement {
    pub(crate) fn new(parties: &[Party], schedule: &wire::Schedule) -> Result<Self, ContractError> {
        Ok(Self {
            schedule: Schedule::from_wire(parties, schedule)?,
            parties: parties.iter().map(|party| party.id.clone()).collect(),
            sources: schedule.sources.iter().map(|source| source.id.clone()).collect(),
            tiers: schedule.tiers.iter().map(|tier| tier.id.clone()).collect(),
        })
    }

    pub(crate) fn source(&self, id: &str) -> Result<usize, ContractError> {
        let found = self.sources.iter().position(|known| known == id);
        found.ok_or_else(|| ContractError::UnknownSource { source_id: cut(id) })
    }

    pub(crate) fn party(&self, id: &str) -> Result<usize, ContractError> {
        let found = self.parties.iter().position(|known| known == id);
        found.ok_or_else(|| ContractError::UnknownParty { party: cut(id) })
    }

    pub(crate) fn encode(&self) -> Vec<u8> {
        let mut bytes = self.schedule.encode();
        for names in [&self.parties, &self.sources, &self.tiers] {
            push_varint(&mut bytes, names.len() as u128);
            for name in names {
                push_varint(&mut bytes, name.len() as u128);
                bytes.extend_from_slice(name.as_bytes());
            }
        }
        bytes
    }

    pub(crate) fn decode(bytes: &[u8]) -> Result<Self, ContractError> {
        let (schedule, rest) = Schedule::decode(bytes)?;
        let (parties, rest) = take_names(rest)?;
        let (sources, rest) = take_names(rest)?;
        let (tiers, _) = take_names(rest)?;
        Ok(Self { parties, sources, tiers, schedule })
    }

    /// The schedule as it was given.
    pub(crate) fn to_wire(&self) -> Result<wire::Schedule, ContractError> {
        let party = |index: usize| self.parties.get(index).cloned().ok_or(ContractError::Books);
        let mut sources = Vec::with_capacity(self.sources.len());
        for (id, deductions) in self.sources.iter().zip(self.schedule.sources()) {
            let off_the_top = deductions.iter().map(|deduction| {
                Ok(match *deduction {
                    Deduction::Percent { party: index, bps } => wire::Deduction::Percent { party: party(index)?, bps },
                    Deduction::Expenses { party: index, cap } => {
                        wire::Deduction::Expenses { party: party(index)?, cap: cap.into() }
                    }
                })
            });
            let off_the_top = off_the_top.collect::<Result<_, ContractError>>()?;
            sources.push(wire::Source { id: id.clone(), off_the_top });
        }
        let mut tiers = Vec::with_capacity(self.tiers.len());
        for (id, (shares, end)) in self.tiers.iter().zip(self.schedule.tiers()) {
            let row = |share: &Share| {
                Ok(wire::Share { party: party(share.party)?, weight: share.weight, cap: share.cap.map(Into::into) })
            };
            let ends_when = end.map(|EndsWhen { share, reaches }| {
                let index = shares.get(share).ok_or(ContractError::Books)?.party;
                Ok::<_, ContractError>(wire::EndsWhen { party: party(index)?, reaches: reaches.into() })
            });
            tiers.push(wire::Tier {
                id: id.clone(),
                shares: shares.iter().map(row).collect::<Result<_, ContractError>>()?,
                ends_when: ends_when.transpose()?,
            });
        }
        Ok(wire::Schedule { sources, tiers })
    }
}

fn take_names(bytes: &[u8]) -> Result<(Vec<String>, &[u8]), ContractError> {
    let (len, mut bytes) = take_varint(bytes)?;
    let mut names = Vec::new();
    for _ in 0..len {
        let (size, rest) = take_varint(bytes)?;
        let size = usize::try_from(size).map_err(|_| ContractError::Books)?;
        let (Some(name), Some(rest)) = (rest.get(..size), rest.get(size..)) else { return Err(ContractError::Books) };
        names.push(String::from_utf8(name.to_vec()).map_err(|_| ContractError::Books)?);
        bytes = rest;
    }
    Ok((names, bytes))
}

fn cut(text: &str) -> String {
    text.chars().take(64).collect()
}
