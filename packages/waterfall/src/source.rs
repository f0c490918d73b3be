//! Off the top: what a source's gross gives before anything reaches the tiers, as a pure function of the gross so far.

use alloc::vec::Vec;
use core::num::NonZeroU64;

use crate::{math::mul_div_floor, Overflow};

/// Hundredths of a percent in the whole.
pub(crate) const WHOLE: NonZeroU64 = match NonZeroU64::new(10_000) {
    Some(whole) => whole,
    None => panic!(),
};

/// A deduction, by party index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deduction {
    /// ⌊bps × gross ÷ 10,000⌋.
    Percent {
        /// Index of who gets it.
        party: usize,
        /// Hundredths of a percent.
        bps: u16,
    },
    /// What the percentages leave, until the cap.
    Expenses {
        /// Index of who gets it.
        party: usize,
        /// In all.
        cap: u128,
    },
}

impl Deduction {
    /// Index of who gets it.
    pub fn party(&self) -> usize {
        match self {
            Self::Percent { party, .. } | Self::Expenses { party, .. } => *party,
        }
    }
}

/// A checked source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) deductions: Vec<Deduction>,
}

/// What became of a source's gross.
pub(crate) struct OffTheTop {
    /// By deduction, in order.
    pub(crate) taken: Vec<u128>,
    /// Goes to the tiers.
    pub(crate) net: u128,
    /// Fractions of units that wait for the next receipt: gross − Σ taken − net.
    pub(crate) held: u128,
}

impl Source {
    /// Divides the gross so far. Every part is monotone in `gross`: a percentage is the floor of its share, and so is
    /// what the percentages leave; were it the difference instead, one more unit received could round two percentages
    /// up and take a unit back from the tiers. What the floors leave, at most one unit a percentage, is held.
    pub(crate) fn divide(&self, gross: u128) -> Result<OffTheTop, Overflow> {
        let mut rate_left = WHOLE.get();
        for deduction in &self.deductions {
            if let Deduction::Percent { bps, .. } = deduction {
                rate_left = rate_left.checked_sub(u64::from(*bps)).ok_or(Overflow)?;
            }
        }
        let mut net = mul_div_floor(gross, rate_left, WHOLE)?;
        let mut held = gross.checked_sub(net).ok_or(Overflow)?;
        let mut taken = Vec::with_capacity(self.deductions.len());
        for deduction in &self.deductions {
            taken.push(match deduction {
                Deduction::Percent { bps, .. } => {
                    let part = mul_div_floor(gross, u64::from(*bps), WHOLE)?;
                    held = held.checked_sub(part).ok_or(Overflow)?;
                    part
                }
                Deduction::Expenses { cap, .. } => {
                    let part = net.min(*cap);
                    net = net.checked_sub(part).ok_or(Overflow)?;
                    part
                }
            });
        }
        Ok(OffTheTop { taken, net, held })
    }
}
