//! All accounts, as of a day: what everyone has, and where the rest waits.

use alloc::vec::Vec;

use crate::{
    books::{Books, Deducted},
    cap::Standing,
    receive::total,
    schedule::has,
    BookError, Overflow, Schedule,
};

/// All accounts. Σ gross = Σ parties + held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Credited, by party.
    pub parties: Vec<u128>,
    /// By source.
    pub sources: Vec<SourceStatus>,
    /// By tier, over all tables.
    pub tiers: Vec<TierStatus>,
    /// Waits in tiers and reserves, summed up from them.
    pub held: u128,
}

/// A source's account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceStatus {
    /// Received.
    pub gross: u128,
    /// Taken off the top, by deduction.
    pub taken: Vec<u128>,
    /// Sum of it.
    pub deducted: u128,
    /// In reserve now.
    pub reserved: u128,
}

/// A tier's account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierStatus {
    /// It takes money.
    pub open: bool,
    /// It has ended.
    pub ended: bool,
    /// Paid to its shares.
    pub paid: u128,
    /// Fractions of units that wait.
    pub held: u128,
    /// By share.
    pub shares: Vec<ShareStatus>,
}

/// A share's account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareStatus {
    /// Whose.
    pub party: usize,
    /// Paid in this tier.
    pub paid: u128,
    /// What it can still receive, as of the day; none where it is open.
    pub room: Option<u128>,
}

impl Books<'_> {
    /// All accounts. Reads every page.
    ///
    /// # Errors
    /// [`BookError::Damaged`] where the books are not those of this schedule.
    pub fn statement(&mut self, schedule: &Schedule, day: u32) -> Result<Statement, BookError> {
        let mut held = 0u128;
        let mut sources = Vec::with_capacity(schedule.sources.len());
        for (gross, accounts) in self.head.gross.iter().zip(&self.head.deducted) {
            let taken: Vec<u128> = accounts.iter().map(Deducted::taken).collect();
            let reserved = accounts.iter().fold(0u128, |sum, account| match account {
                Deducted::Reserve { taken, released, .. } => sum.saturating_add(taken.saturating_sub(*released)),
                _ => sum,
            });
            held = held.checked_add(reserved).ok_or(Overflow)?;
            sources.push(SourceStatus { gross: *gross, deducted: total(&taken)?, taken, reserved });
        }
        let mut tiers = Vec::with_capacity(schedule.tiers.len());
        for at in 0..schedule.tiers.len() {
            let status = self.tier_status(schedule, at, day)?;
            held = held.checked_add(status.held).ok_or(Overflow)?;
            tiers.push(status);
        }
        Ok(Statement { parties: self.head.credited.clone(), sources, tiers, held })
    }

    /// What the capped shares of tiers that are open and have not ended have yet to receive.
    ///
    /// # Errors
    /// As [`statement`](Self::statement).
    pub fn deficit(&mut self, schedule: &Schedule, day: u32) -> Result<u128, BookError> {
        let mut deficit = 0u128;
        for at in 0..schedule.tiers.len() {
            if has(self.head.ended, at) {
                continue;
            }
            let status = self.tier_status(schedule, at, day)?;
            if status.open && !status.ended {
                let rooms = status.shares.iter().filter_map(|share| share.room);
                deficit = rooms.fold(deficit, u128::saturating_add);
            }
        }
        Ok(deficit)
    }

    fn tier_status(&mut self, schedule: &Schedule, at: usize, day: u32) -> Result<TierStatus, BookError> {
        let tier = schedule.tiers.get(at).ok_or(BookError::Damaged)?;
        let ended = self.has_ended(schedule, at, day)?;
        let open = !ended && self.is_open(schedule, at, day)?;
        let book = self.standing(tier, at, day)?;
        let paid = book.paid(tier)?;
        let mut shares = Vec::with_capacity(paid.len());
        for ((share, paid), loan) in tier.shares.iter().zip(&paid).zip(book.loans(tier)) {
            let most = share.most(&Standing { head: &self.head, paid: *paid, loan })?;
            let room = most.map(|most| most.saturating_sub(*paid));
            shares.push(ShareStatus { party: share.party, paid: *paid, room });
        }
        Ok(TierStatus { open, ended, paid: total(&paid)?, held: book.held(&paid)?, shares })
    }
}
