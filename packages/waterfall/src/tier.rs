//! One tier: shares pari passu by weight, where who is full drops out. Water-filling, as a pure function of what has
//! entered the tier so far.
//!
//! Think of vessels as wide as their weights and as high as cap ÷ weight, filled together from below: at the level λ
//! vessel i holds min(capᵢ, wᵢ·λ). What entered fixes λ, exactly, as a fraction; each party is entitled to the floor.

use alloc::{vec, vec::Vec};
use core::{cmp::Ordering, num::NonZeroU64};

use crate::{
    math::{mul_div_ceil, mul_div_floor, wide},
    Overflow,
};

/// A share, by party index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// Index of the party.
    pub party: usize,
    /// Weight.
    pub weight: u32,
    /// At most this. None: open.
    pub cap: Option<u128>,
}

/// The end by one party's figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndsWhen {
    /// Position of the party's share in the tier.
    pub share: usize,
    /// Its figure.
    pub reaches: u128,
}

/// A checked tier and what follows from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Tier {
    pub(crate) shares: Vec<Share>,
    pub(crate) ends_when: Option<EndsWhen>,
    /// The least that must enter for the tier to end; none where it never does.
    pub(crate) size: Option<u128>,
    /// Positions of shares in the order in which they become full; those without cap last.
    order: Vec<usize>,
    /// Sum of all weights.
    weight: u64,
}

impl Tier {
    pub(crate) fn new(shares: Vec<Share>, ends_when: Option<EndsWhen>) -> Result<Self, Overflow> {
        // A handful of shares: put each in its place; a general sort is kilobytes of wasm.
        let mut order: Vec<usize> = Vec::with_capacity(shares.len());
        for (position, share) in shares.iter().enumerate() {
            let sooner = |known: &usize| shares.get(*known).is_some_and(|known| fullness(known, share).is_le());
            order.insert(order.partition_point(sooner), position);
        }
        let weight =
            shares.iter().try_fold(0u64, |sum, share| sum.checked_add(u64::from(share.weight))).ok_or(Overflow)?;
        let size = match ends_when {
            Some(end) => Some(size_by_figure(&shares, end)?),
            None => size_by_caps(&shares)?,
        };
        Ok(Self { shares, ends_when, size, order, weight })
    }

    /// What each share is entitled to, by position, when `entered` has entered. `entered` is at most the tier's size.
    /// Monotone in `entered`; the sum falls short of it by less than one unit a share.
    pub(crate) fn fill(&self, entered: u128) -> Result<Vec<u128>, Overflow> {
        let mut parts = vec![0; self.shares.len()];
        let (mut left, mut weight) = (entered, self.weight);
        let mut sharing = false;
        for position in &self.order {
            let (Some(share), Some(part)) = (self.shares.get(*position), parts.get_mut(*position)) else {
                return Err(Overflow);
            };
            let own = u64::from(share.weight);
            match share.cap {
                // Full at the level left ÷ weight: its cap leaves the water, its weight the division.
                Some(cap) if !sharing && wide(cap, weight) <= wide(left, own) => {
                    *part = cap;
                    left = left.checked_sub(cap).ok_or(Overflow)?;
                    weight = weight.checked_sub(own).ok_or(Overflow)?;
                }
                _ => {
                    sharing = true;
                    *part = mul_div_floor(left, own, NonZeroU64::new(weight).ok_or(Overflow)?)?;
                }
            }
        }
        Ok(parts)
    }
}

/// By cap ÷ weight, compared exactly.
fn fullness(a: &Share, b: &Share) -> Ordering {
    match (a.cap, b.cap) {
        (Some(x), Some(y)) => wide(x, u64::from(b.weight)).cmp(&wide(y, u64::from(a.weight))),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

/// Σ caps, or none where a share is open.
fn size_by_caps(shares: &[Share]) -> Result<Option<u128>, Overflow> {
    let mut size = 0u128;
    for share in shares {
        let Some(cap) = share.cap else { return Ok(None) };
        size = size.checked_add(cap).ok_or(Overflow)?;
    }
    Ok(Some(size))
}

/// The least that must enter for the party to reach its figure: at the level figure ÷ its weight, Σ min(capⱼ, wⱼ·level),
/// rounded up.
fn size_by_figure(shares: &[Share], end: EndsWhen) -> Result<u128, Overflow> {
    let own = shares.get(end.share).ok_or(Overflow)?;
    let own = NonZeroU64::new(u64::from(own.weight)).ok_or(Overflow)?;
    let (mut full, mut weight) = (0u128, 0u64);
    for share in shares {
        let other = u64::from(share.weight);
        match share.cap {
            Some(cap) if wide(cap, own.get()) <= wide(end.reaches, other) => {
                full = full.checked_add(cap).ok_or(Overflow)?;
            }
            _ => weight = weight.checked_add(other).ok_or(Overflow)?,
        }
    }
    full.checked_add(mul_div_ceil(end.reaches, weight, own)?).ok_or(Overflow)
}
