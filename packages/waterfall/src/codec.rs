//! The byte form in which the contract keeps schedule and progress: varints in a row, as in `backlot_api::ledger`.
//! On a Cosmos chain every byte read costs 3 gas and every byte written 30.

use alloc::vec::Vec;

use backlot_api::ledger::{push_varint, take_varint};

use crate::{source::Source, tier::Tier, Deduction, EndsWhen, Progress, Schedule, Share};

/// Bytes that are not what [`Schedule::encode`] or [`Progress::encode`] wrote.
#[derive(thiserror::Error, Clone, Copy, Debug, PartialEq, Eq)]
#[error("the stored schedule or its progress cannot be read")]
pub struct CodecError;

impl Schedule {
    /// Parties; sources, each with its deductions (kind, party, rate or cap); tiers, each with its end (0, or position
    /// + 1 and figure) and its shares (party, weight, cap or 0).
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        put(&mut bytes, self.parties);
        put(&mut bytes, self.sources.len());
        for source in &self.sources {
            put(&mut bytes, source.deductions.len());
            for deduction in &source.deductions {
                let (kind, value) = match deduction {
                    Deduction::Percent { bps, .. } => (0, u128::from(*bps)),
                    Deduction::Expenses { cap, .. } => (1, *cap),
                };
                put(&mut bytes, kind);
                put(&mut bytes, deduction.party());
                push_varint(&mut bytes, value);
            }
        }
        put(&mut bytes, self.tiers.len());
        for tier in &self.tiers {
            match tier.ends_when {
                None => put(&mut bytes, 0),
                Some(end) => {
                    put(&mut bytes, end.share.saturating_add(1));
                    push_varint(&mut bytes, end.reaches);
                }
            }
            put(&mut bytes, tier.shares.len());
            for share in &tier.shares {
                put(&mut bytes, share.party);
                push_varint(&mut bytes, u128::from(share.weight));
                push_varint(&mut bytes, share.cap.unwrap_or(0));
            }
        }
        bytes
    }

    /// Reads what [`encode`](Self::encode) wrote off the front, and gives the rest. It is not checked anew.
    ///
    /// # Errors
    /// [`CodecError`] for other bytes.
    pub fn decode(bytes: &[u8]) -> Result<(Self, &[u8]), CodecError> {
        let mut bytes = bytes;
        let parties = take(&mut bytes)?;
        let mut sources = Vec::new();
        for _ in 0..take(&mut bytes)? {
            let mut deductions = Vec::new();
            for _ in 0..take(&mut bytes)? {
                let (kind, party, value) = (take(&mut bytes)?, take(&mut bytes)?, take_wide(&mut bytes)?);
                deductions.push(match kind {
                    0 => Deduction::Percent { party, bps: u16::try_from(value).map_err(|_| CodecError)? },
                    1 => Deduction::Expenses { party, cap: value },
                    _ => return Err(CodecError),
                });
            }
            sources.push(Source { deductions });
        }
        let mut tiers = Vec::new();
        for _ in 0..take(&mut bytes)? {
            let ends_when = match take(&mut bytes)?.checked_sub(1) {
                None => None,
                Some(share) => Some(EndsWhen { share, reaches: take_wide(&mut bytes)? }),
            };
            let mut shares = Vec::new();
            for _ in 0..take(&mut bytes)? {
                let party = take(&mut bytes)?;
                let weight = u32::try_from(take_wide(&mut bytes)?).map_err(|_| CodecError)?;
                let cap = Some(take_wide(&mut bytes)?).filter(|cap| *cap != 0);
                shares.push(Share { party, weight, cap });
            }
            tiers.push(Tier::new(shares, ends_when).map_err(|_| CodecError)?);
        }
        Ok((Self { parties, sources, tiers }, bytes))
    }
}

impl Progress {
    /// The gross of each source.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        put(&mut bytes, self.gross.len());
        self.gross.iter().for_each(|gross| push_varint(&mut bytes, *gross));
        bytes
    }

    /// Reads what [`encode`](Self::encode) wrote off the front, and gives the rest.
    ///
    /// # Errors
    /// [`CodecError`] for other bytes.
    pub fn decode(bytes: &[u8]) -> Result<(Self, &[u8]), CodecError> {
        let mut bytes = bytes;
        let len = take(&mut bytes)?;
        let gross = (0..len).map(|_| take_wide(&mut bytes)).collect::<Result<_, _>>()?;
        Ok((Self { gross }, bytes))
    }
}

fn put(bytes: &mut Vec<u8>, value: usize) {
    push_varint(bytes, value as u128);
}

fn take_wide(bytes: &mut &[u8]) -> Result<u128, CodecError> {
    let (value, rest) = take_varint(bytes).map_err(|_| CodecError)?;
    *bytes = rest;
    Ok(value)
}

fn take(bytes: &mut &[u8]) -> Result<usize, CodecError> {
    usize::try_from(take_wide(bytes)?).map_err(|_| CodecError)
}
