//! What moves the books. Each operation checks first and changes then: a refused one leaves them as they were.

use alloc::{vec, vec::Vec};

use crate::{
    books::{Books, Deducted},
    schedule::{has, Deduction},
    source::{self, Gross},
    BookError, Overflow, Schedule,
};

/// What a receipt or a release did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Credit of each party, by index.
    pub credits: Vec<u128>,
    /// Sum of the credits.
    pub credited: u128,
    /// Taken off the top, reserves included.
    pub deducted: u128,
    /// Waits in all after it: fractions of units in tiers, and reserves.
    pub held: u128,
}

impl Books<'_> {
    /// Takes a receipt.
    ///
    /// # Errors
    /// An amount of zero, a source that is not there, a day in the past, a sum of all receipts beyond 128 bits.
    pub fn receive(
        &mut self,
        schedule: &Schedule,
        source: usize,
        amount: u128,
        day: u32,
    ) -> Result<Receipt, BookError> {
        if amount == 0 {
            return Err(BookError::Zero);
        }
        if source >= schedule.sources.len() {
            return Err(BookError::UnknownSource { source_index: source });
        }
        self.not_past(day)?;
        self.received()?.checked_add(amount).ok_or(Overflow)?;
        self.advance(day)?;
        let mut credits = vec![0; schedule.parties];
        self.flow_reserves(schedule, day, &mut credits)?;
        let (mut left, mut deducted) = (amount, 0u128);
        while left > 0 {
            let piece = self.until_volume(schedule, source, left);
            deducted = deducted.saturating_add(self.piece(schedule, source, piece, day, &mut credits)?);
            left = left.checked_sub(piece).ok_or(BookError::Damaged)?;
        }
        self.receipt(credits, deducted)
    }

    /// Approves expenses.
    ///
    /// # Errors
    /// An amount of zero or above the cap, a source without expenses of the party, a day in the past.
    pub fn approve(
        &mut self,
        schedule: &Schedule,
        source: usize,
        party: usize,
        amount: u128,
        day: u32,
    ) -> Result<(), BookError> {
        if amount == 0 {
            return Err(BookError::Zero);
        }
        self.not_past(day)?;
        let of_source = schedule.sources.get(source).ok_or(BookError::UnknownSource { source_index: source })?;
        let accounts = self.head.deducted.get_mut(source).ok_or(BookError::Damaged)?;
        for (deduction, account) in of_source.deductions.iter().zip(accounts) {
            let (Deduction::Expenses { party: whose, cap }, Deducted::Expenses { approved, .. }) = (deduction, account)
            else {
                continue;
            };
            if *whose == party {
                let left = cap.saturating_sub(*approved);
                if amount > left {
                    return Err(BookError::AboveCap { left });
                }
                *approved = approved.saturating_add(amount);
                return self.advance(day);
            }
        }
        Err(BookError::NoExpenses)
    }

    /// Attests a figure.
    ///
    /// # Errors
    /// A figure that is not there or does not grow, a day in the past.
    pub fn attest(&mut self, schedule: &Schedule, figure: usize, value: u128, day: u32) -> Result<(), BookError> {
        self.not_past(day)?;
        if figure >= schedule.figures {
            return Err(BookError::UnknownFigure { figure });
        }
        let known = self.head.figures.get_mut(figure).ok_or(BookError::Damaged)?;
        if value <= *known {
            return Err(BookError::Shrinks { latest: *known });
        }
        *known = value;
        self.advance(day)
    }

    /// Notes what another film has not recouped.
    ///
    /// # Errors
    /// A film that is not there, a day in the past.
    pub fn read_deficit(&mut self, schedule: &Schedule, film: usize, value: u128, day: u32) -> Result<(), BookError> {
        self.not_past(day)?;
        if film >= schedule.films.len() {
            return Err(BookError::UnknownFilm { film });
        }
        *self.head.deficits.get_mut(film).ok_or(BookError::Damaged)? = value;
        self.advance(day)
    }

    /// Lets reserves that are due flow into their tables.
    ///
    /// # Errors
    /// None is due; a day in the past.
    pub fn release(&mut self, schedule: &Schedule, day: u32) -> Result<Receipt, BookError> {
        self.not_past(day)?;
        if !self.reserves_due(schedule, day) {
            return Err(BookError::NothingDue);
        }
        self.advance(day)?;
        let mut credits = vec![0; schedule.parties];
        self.flow_reserves(schedule, day, &mut credits)?;
        self.receipt(credits, 0)
    }

    /// Whether a reserve has money and its day has come.
    pub fn reserves_due(&self, schedule: &Schedule, day: u32) -> bool {
        let mut accounts = schedule.sources.iter().zip(&self.head.deducted);
        accounts.any(|(source, accounts)| {
            let mut pairs = source.deductions.iter().zip(accounts);
            pairs.any(|(deduction, account)| due(deduction, account, day) > 0)
        })
    }

    /// Everything ever received.
    ///
    /// # Errors
    /// Never for books that [`receive`](Self::receive) made.
    pub fn received(&self) -> Result<u128, Overflow> {
        total(&self.head.gross)
    }

    /// Waits in all: received − credited.
    ///
    /// # Errors
    /// Never for books that [`receive`](Self::receive) made.
    pub fn held(&self) -> Result<u128, Overflow> {
        self.received()?.checked_sub(total(&self.head.credited)?).ok_or(Overflow)
    }

    fn not_past(&self, day: u32) -> Result<(), BookError> {
        let latest = self.head.day;
        if day < latest {
            return Err(BookError::Past { day, latest });
        }
        Ok(())
    }

    fn advance(&mut self, day: u32) -> Result<(), BookError> {
        self.not_past(day)?;
        self.head.day = day;
        Ok(())
    }

    fn receipt(&self, credits: Vec<u128>, deducted: u128) -> Result<Receipt, BookError> {
        Ok(Receipt { credited: total(&credits)?, credits, deducted, held: self.held()? })
    }

    fn flow_reserves(&mut self, schedule: &Schedule, day: u32, credits: &mut [u128]) -> Result<(), BookError> {
        for (at, source) in schedule.sources.iter().enumerate() {
            for (position, deduction) in source.deductions.iter().enumerate() {
                let account = self.head.deducted.get_mut(at).and_then(|accounts| accounts.get_mut(position));
                let account = account.ok_or(BookError::Damaged)?;
                let amount = due(deduction, account, day);
                if amount > 0 {
                    if let Deducted::Reserve { taken, released, .. } = account {
                        *released = *taken;
                    }
                    self.flow(schedule, source.table, amount, day, credits)?;
                }
            }
        }
        Ok(())
    }

    /// How much of a receipt comes before the next volume that a condition asks for.
    fn until_volume(&self, schedule: &Schedule, source: usize, amount: u128) -> u128 {
        let mut piece = amount;
        for volume in schedule.volumes.iter().filter(|volume| has(volume.sources, source)) {
            let missing = volume.amount.saturating_sub(self.volume(volume.sources));
            if missing > 0 {
                piece = piece.min(missing);
            }
        }
        piece
    }

    /// Books a piece of a receipt on which no volume is reached but at its end; gives what was taken off the top.
    fn piece(
        &mut self,
        schedule: &Schedule,
        at: usize,
        amount: u128,
        day: u32,
        credits: &mut [u128],
    ) -> Result<u128, BookError> {
        let source = schedule.sources.get(at).ok_or(BookError::Damaged)?;
        let before = *self.head.gross.get(at).ok_or(BookError::Damaged)?;
        let mut gross = Gross { before, amount, left: amount, day };
        for (position, deduction) in source.deductions.iter().enumerate() {
            let account = self.head.deducted.get_mut(at).and_then(|accounts| accounts.get_mut(position));
            let part = source::take(deduction, account.ok_or(BookError::Damaged)?, &gross)?;
            gross.left = gross.left.checked_sub(part).ok_or(BookError::Damaged)?;
            match deduction {
                Deduction::Percent { party, .. } | Deduction::Expenses { party, .. } if part > 0 => {
                    self.credit(schedule, *party, part, credits)?;
                }
                _ => {}
            }
        }
        self.flow(schedule, source.table, gross.left, day, credits)?;
        // Only now: the piece that reaches a volume flows under the terms of before.
        *self.head.gross.get_mut(at).ok_or(BookError::Damaged)? = before.checked_add(amount).ok_or(Overflow)?;
        Ok(amount.saturating_sub(gross.left))
    }

    fn flow(
        &mut self,
        schedule: &Schedule,
        table: usize,
        mut amount: u128,
        day: u32,
        credits: &mut [u128],
    ) -> Result<(), BookError> {
        let tiers = schedule.tiers_of(table);
        let mut at = tiers.start;
        while amount > 0 && at < tiers.end {
            let filled = self.fill(schedule, at, amount, day, credits)?;
            amount = filled.left;
            // What opened above on the way comes first again.
            at = if filled.above { tiers.start } else { at.saturating_add(1) };
        }
        if amount > 0 {
            return Err(BookError::Damaged);
        }
        Ok(())
    }
}

/// What of a reserve is due.
fn due(deduction: &Deduction, account: &Deducted, day: u32) -> u128 {
    match (deduction, account) {
        (Deduction::Reserve { until, .. }, Deducted::Reserve { taken, released, .. }) if day >= *until => {
            taken.saturating_sub(*released)
        }
        _ => 0,
    }
}

pub(crate) fn total(parts: &[u128]) -> Result<u128, Overflow> {
    parts.iter().try_fold(0u128, |sum, part| sum.checked_add(*part)).ok_or(Overflow)
}
