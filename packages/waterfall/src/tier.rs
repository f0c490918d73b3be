//! One tier: shares pari passu by weight, where who is full drops out. It fills in stretches: see the crate's README.

use alloc::vec::Vec;
use core::num::NonZeroU64;

use crate::{
    books::{Books, LoanBook, TierBook},
    cap::Standing,
    math::{mul_div_ceil, mul_div_floor},
    schedule::{has, only, Loan, Tier},
    BookError, Overflow, Schedule,
};

/// Who shares and how, in one stretch.
struct Stretch {
    /// Weight of each share; zero for those that take no part.
    weights: Vec<u64>,
    sum: NonZeroU64,
}

impl Stretch {
    /// Of a tier with these weights (the shares' own, or an escalator's) among the active; none where nobody is.
    fn of(tier: &Tier, step: u8, active: u64) -> Option<Self> {
        let escalated = usize::from(step).checked_sub(1).and_then(|at| tier.escalators.get(at));
        let weight = |(position, share): (usize, &crate::schedule::Share)| match escalated {
            _ if !has(active, position) => 0,
            None => u64::from(share.weight),
            Some(escalator) => escalator.weights.get(position).map_or(0, |weight| u64::from(*weight)),
        };
        let weights: Vec<u64> = tier.shares.iter().enumerate().map(weight).collect();
        let sum = weights.iter().fold(0u64, |sum, weight| sum.saturating_add(*weight));
        NonZeroU64::new(sum).map(|sum| Self { weights, sum })
    }

    /// What a share holds of what entered.
    fn part(&self, position: usize, entered: u128) -> Result<u128, Overflow> {
        mul_div_floor(entered, self.weights.get(position).copied().unwrap_or(0), self.sum)
    }

    /// The least that must enter for the share to hold so much.
    fn until(&self, position: usize, holds: u128) -> Option<u128> {
        let weight = NonZeroU64::new(self.weights.get(position).copied().unwrap_or(0))?;
        Some(mul_div_ceil(holds, self.sum.get(), weight).unwrap_or(u128::MAX))
    }

    /// So much must enter for these shares together to hold at least so much; at most a unit a share more than the least.
    fn until_together(&self, shares: u64, holds: u128) -> Result<Option<u128>, Overflow> {
        let members = || (0..self.weights.len()).filter(|position| has(shares, *position));
        let weight = members().fold(0u64, |sum, at| sum.saturating_add(self.weights.get(at).copied().unwrap_or(0)));
        let Some(weight) = NonZeroU64::new(weight) else { return Ok(None) };
        let Ok(mut entered) = mul_div_ceil(holds, self.sum.get(), weight) else { return Ok(None) };
        loop {
            let mut held = 0u128;
            for position in members() {
                held = held.saturating_add(self.part(position, entered)?);
            }
            let Some(missing) = holds.checked_sub(held).filter(|missing| *missing > 0) else {
                return Ok(Some(entered));
            };
            let Ok(more) = mul_div_ceil(missing, self.sum.get(), weight) else { return Ok(None) };
            let Some(next) = entered.checked_add(more) else { return Ok(None) };
            entered = next;
        }
    }
}

/// What became of an amount in a tier.
pub(crate) struct Filled {
    /// What the tier did not take.
    pub(crate) left: u128,
    /// A tier above has opened meanwhile.
    pub(crate) above: bool,
}

impl TierBook {
    /// Paid to each share.
    pub(crate) fn paid(&self, tier: &Tier) -> Result<Vec<u128>, Overflow> {
        let mut paid = self.base.clone();
        if let Some(stretch) = Stretch::of(tier, self.step, self.active) {
            for (position, sum) in paid.iter_mut().enumerate() {
                *sum = sum.checked_add(stretch.part(position, self.entered)?).ok_or(Overflow)?;
            }
        }
        Ok(paid)
    }

    /// What the floors of this stretch left.
    pub(crate) fn held(&self, paid: &[u128]) -> Result<u128, Overflow> {
        let mut held = self.entered;
        for (paid, base) in paid.iter().zip(&self.base) {
            held = held.checked_sub(paid.saturating_sub(*base)).ok_or(Overflow)?;
        }
        Ok(held)
    }

    /// Brings the loans to a day.
    pub(crate) fn accrue(&mut self, tier: &Tier, day: u32) {
        for (loan, book) in tier.shares.iter().filter_map(crate::schedule::Share::loan).zip(&mut self.loans) {
            loan.accrue(book, day);
        }
    }

    /// The loan of each share.
    pub(crate) fn loans<'a>(&'a self, tier: &'a Tier) -> impl Iterator<Item = Option<&'a LoanBook>> {
        let mut books = self.loans.iter();
        tier.shares.iter().map(move |share| share.loan().and_then(|_| books.next()))
    }
}

impl Books<'_> {
    /// A tier's account as of a day: a copy, its loans accrued.
    pub(crate) fn standing(&mut self, tier: &Tier, at: usize, day: u32) -> Result<TierBook, BookError> {
        let mut book = self.tier(at).ok_or(BookError::Damaged)?.clone();
        book.accrue(tier, day);
        Ok(book)
    }

    /// Whether all caps of a tier are full, as of a day.
    pub(crate) fn is_full(&mut self, schedule: &Schedule, at: usize, day: u32) -> Result<bool, BookError> {
        let tier = schedule.tiers.get(at).ok_or(BookError::Damaged)?;
        let book = self.standing(tier, at, day)?;
        let paid = book.paid(tier)?;
        for ((share, paid), loan) in tier.shares.iter().zip(paid).zip(book.loans(tier)) {
            if !share.is_full(&Standing { head: &self.head, paid, loan })? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Lets an amount flow through a tier, until the tier takes no more or one above it opens.
    pub(crate) fn fill(
        &mut self,
        schedule: &Schedule,
        at: usize,
        mut amount: u128,
        day: u32,
        credits: &mut [u128],
    ) -> Result<Filled, BookError> {
        let tier = schedule.tiers.get(at).ok_or(BookError::Damaged)?;
        if has(self.head.ended, at) || !self.is_open(schedule, at, day)? {
            return Ok(Filled { left: amount, above: false });
        }
        if tier.opens.is_some() {
            self.head.opened |= only(at);
        }
        self.tier_mut(at).ok_or(BookError::Damaged)?.accrue(tier, day);
        // A total was reached, or the tier ended: others may have waited for it.
        let mut turned = false;
        loop {
            if turned && self.opens_above(schedule, at, day)? {
                return Ok(Filled { left: amount, above: true });
            }
            let ended = self.has_ended(schedule, at, day)?;
            let mut step = self.tier(at).ok_or(BookError::Damaged)?.step;
            while let Some(escalator) = tier.escalators.get(usize::from(step)) {
                if ended || !self.holds(schedule, at, &escalator.when, day)? {
                    break;
                }
                step = step.saturating_add(1);
            }
            let book = self.tier(at).ok_or(BookError::Damaged)?.clone();
            let paid = book.paid(tier)?;
            let mut most = Vec::with_capacity(paid.len());
            let mut active = 0u64;
            for (position, ((share, paid), loan)) in tier.shares.iter().zip(&paid).zip(book.loans(tier)).enumerate() {
                let all = share.most(&Standing { head: &self.head, paid: *paid, loan })?;
                if !ended && all.is_none_or(|all| all > *paid) {
                    active |= only(position);
                }
                most.push(all);
            }
            let carried = active == 0 && book.entered > 0;
            if carried || (step, active) != (book.step, book.active) {
                // A new stretch: what the floors left enters it first.
                let held = book.held(&paid)?;
                amount = amount.checked_add(held).ok_or(Overflow)?;
                let book = self.tier_mut(at).ok_or(BookError::Damaged)?;
                (book.step, book.active, book.entered) = (step, active, 0);
                book.base = paid;
                if ended {
                    self.head.ended |= only(at);
                }
                continue;
            }
            if ended {
                self.head.ended |= only(at);
                return Ok(Filled { left: amount, above: self.opens_above(schedule, at, day)? });
            }
            let Some(stretch) = Stretch::of(tier, step, active).filter(|_| amount > 0) else {
                return Ok(Filled { left: amount, above: false });
            };
            let end = self.end_of(schedule, at, &stretch, &book, &most)?;
            let add = amount.min(end.saturating_sub(book.entered));
            if add == 0 {
                return Err(BookError::Damaged);
            }
            amount = amount.saturating_sub(add);
            let entered = book.entered.checked_add(add).ok_or(Overflow)?;
            turned = self.pay(schedule, at, &stretch, (book.entered, entered), credits)?;
        }
    }

    /// Whether a tier above in the same table has come to its opening since money went past it.
    fn opens_above(&mut self, schedule: &Schedule, at: usize, day: u32) -> Result<bool, BookError> {
        for above in schedule.above(at) {
            let opens = schedule.tiers.get(above).and_then(|tier| tier.opens.as_ref());
            let Some(opens) = opens.filter(|_| !has(self.head.opened | self.head.ended, above)) else { continue };
            if self.holds(schedule, above, opens, day)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// How much may enter the stretch until somebody is full or a total is reached.
    fn end_of(
        &self,
        schedule: &Schedule,
        at: usize,
        stretch: &Stretch,
        book: &TierBook,
        most: &[Option<u128>],
    ) -> Result<u128, BookError> {
        let mut end = u128::MAX;
        for (position, (most, base)) in most.iter().zip(&book.base).enumerate() {
            let Some(most) = most else { continue };
            end = end.min(stretch.until(position, most.saturating_sub(*base)).unwrap_or(u128::MAX));
        }
        let shares = &schedule.tiers.get(at).ok_or(BookError::Damaged)?.shares;
        for (total, sum) in schedule.totals.iter().zip(&self.head.totals) {
            let Some(missing) = total.amount.checked_sub(*sum).filter(|missing| *missing > 0) else { continue };
            if !has(total.tiers, at) {
                continue;
            }
            let (mut members, mut held) = (0u64, 0u128);
            for (position, _) in shares.iter().enumerate().filter(|(_, share)| has(total.parties, share.party)) {
                members |= only(position);
                held = held.saturating_add(stretch.part(position, book.entered)?);
            }
            if let Some(reached) = stretch.until_together(members, held.saturating_add(missing))? {
                end = end.min(reached);
            }
        }
        Ok(end)
    }

    /// Pays what an amount that enters a stretch gives to each share; answers whether a total was reached.
    fn pay(
        &mut self,
        schedule: &Schedule,
        at: usize,
        stretch: &Stretch,
        (before, after): (u128, u128),
        credits: &mut [u128],
    ) -> Result<bool, BookError> {
        let tier = schedule.tiers.get(at).ok_or(BookError::Damaged)?;
        self.tier_mut(at).ok_or(BookError::Damaged)?.entered = after;
        let (mut loan, mut reached) = (0usize, false);
        for (position, share) in tier.shares.iter().enumerate() {
            let part = stretch.part(position, after)?.saturating_sub(stretch.part(position, before)?);
            let own = share.loan().map(|_| loan);
            loan = loan.saturating_add(usize::from(own.is_some()));
            if part == 0 {
                continue;
            }
            self.credit(schedule, share.party, part, credits)?;
            for (total, sum) in schedule.totals.iter().zip(&mut self.head.totals) {
                if has(total.tiers, at) && has(total.parties, share.party) {
                    let before = *sum;
                    *sum = sum.saturating_add(part);
                    reached |= before < total.amount && *sum >= total.amount;
                }
            }
            if let Some(own) = own {
                let book = self.tier_mut(at).ok_or(BookError::Damaged)?;
                Loan::pay(book.loans.get_mut(own).ok_or(BookError::Damaged)?, part);
            }
        }
        Ok(reached)
    }

    /// Credits a party. Another film's deficit falls by all that is paid to it, whatever for.
    pub(crate) fn credit(
        &mut self,
        schedule: &Schedule,
        party: usize,
        part: u128,
        credits: &mut [u128],
    ) -> Result<(), BookError> {
        if let Some(film) = schedule.films.iter().position(|film| *film == party) {
            let deficit = self.head.deficits.get_mut(film).ok_or(BookError::Damaged)?;
            *deficit = deficit.saturating_sub(part);
        }
        for sum in [self.head.credited.get_mut(party), credits.get_mut(party)] {
            let sum = sum.ok_or(BookError::Damaged)?;
            *sum = sum.checked_add(part).ok_or(Overflow)?;
        }
        Ok(())
    }
}
