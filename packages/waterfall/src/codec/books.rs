use alloc::vec::Vec;

use super::{end, put, take_u32, take_wide, CodecError};
use crate::{
    books::{Deducted, LoanBook, TierBook},
    schedule::Deduction,
    Books, Head, Page, Schedule, PAGE,
};

impl Head {
    /// As few bytes as it takes.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(256);
        let out = &mut bytes;
        put(out, u128::from(self.day));
        put(out, u128::from(self.opened));
        put(out, u128::from(self.ended));
        for list in [&self.gross, &self.credited, &self.totals, &self.figures, &self.deficits] {
            list.iter().for_each(|value| put(out, *value));
        }
        for account in self.deducted.iter().flatten() {
            match account {
                Deducted::Percent { taken, arrears } => {
                    put(out, *taken);
                    put(out, *arrears);
                }
                Deducted::Yearly { taken, year, due, in_year } => {
                    put(out, *taken);
                    put(out, u128::from(*year));
                    put(out, *due);
                    put(out, *in_year);
                }
                Deducted::Expenses { taken, approved } => {
                    put(out, *taken);
                    put(out, *approved);
                }
                Deducted::Reserve { taken, released, arrears } => {
                    put(out, *taken);
                    put(out, *released);
                    put(out, *arrears);
                }
            }
        }
        bytes
    }

    /// Reads what [`encode`](Self::encode) wrote off the front, and gives the rest.
    ///
    /// # Errors
    /// [`CodecError`] for other bytes.
    pub fn decode<'a>(schedule: &Schedule, bytes: &'a [u8]) -> Result<(Self, &'a [u8]), CodecError> {
        let mut rest = bytes;
        let from = &mut rest;
        let day = take_u32(from)?;
        let (opened, ended) = (set(from)?, set(from)?);
        let gross = values(from, schedule.sources.len())?;
        let credited = values(from, schedule.parties)?;
        let totals = values(from, schedule.totals.len())?;
        let figures = values(from, schedule.figures)?;
        let deficits = values(from, schedule.films.len())?;
        let mut deducted = Vec::with_capacity(schedule.sources.len());
        for source in &schedule.sources {
            let mut accounts = Vec::with_capacity(source.deductions.len());
            for deduction in &source.deductions {
                let taken = take_wide(from)?;
                accounts.push(match deduction {
                    Deduction::Percent { minimum: 0, .. } => Deducted::Percent { taken, arrears: take_wide(from)? },
                    Deduction::Percent { .. } => Deducted::Yearly {
                        taken,
                        year: take_u32(from)?,
                        due: take_wide(from)?,
                        in_year: take_wide(from)?,
                    },
                    Deduction::Expenses { .. } => Deducted::Expenses { taken, approved: take_wide(from)? },
                    Deduction::Reserve { .. } => {
                        Deducted::Reserve { taken, released: take_wide(from)?, arrears: take_wide(from)? }
                    }
                });
            }
            deducted.push(accounts);
        }
        Ok((Self { day, gross, deducted, credited, totals, figures, deficits, opened, ended }, rest))
    }
}

/// A page of tiers. A tier that is as it was at the start is one byte.
pub fn encode_page(page: &Page) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(96);
    let out = &mut bytes;
    for book in page {
        if untouched(book) {
            put(out, 0);
            continue;
        }
        put(out, u128::from(book.step).saturating_add(1));
        put(out, u128::from(book.active));
        put(out, book.entered);
        book.base.iter().for_each(|base| put(out, *base));
        for loan in &book.loans {
            put(out, u128::from(loan.day));
            put(out, u128::from(loan.drawn));
            put(out, loan.principal);
            put(out, loan.interest);
            put(out, u128::from(loan.fraction));
        }
    }
    bytes
}

/// Reads what [`encode_page`] wrote.
///
/// # Errors
/// [`CodecError`] for other bytes.
pub fn decode_page(schedule: &Schedule, number: usize, bytes: &[u8]) -> Result<Page, CodecError> {
    let mut rest = bytes;
    let page = take_page(schedule, number, &mut rest)?;
    end(rest)?;
    Ok(page)
}

fn untouched(book: &TierBook) -> bool {
    (book.step, book.active, book.entered) == (0, 0, 0)
        && book.base.iter().all(|base| *base == 0)
        && book.loans.iter().all(|loan| *loan == LoanBook::default())
}

fn take_page(schedule: &Schedule, number: usize, from: &mut &[u8]) -> Result<Page, CodecError> {
    let tiers = schedule.tiers.chunks(PAGE).nth(number).ok_or(CodecError)?;
    let mut page = Vec::with_capacity(tiers.len());
    for tier in tiers {
        // Zero is a tier that is as it was at the start, so escalators in force are counted from one.
        let Some(step) = take_wide(from)?.checked_sub(1) else {
            page.push(TierBook::start(tier));
            continue;
        };
        let step = u8::try_from(step).map_err(|_| CodecError)?;
        let (active, entered) = (set(from)?, take_wide(from)?);
        let base = values(from, tier.shares.len())?;
        let mut loans = Vec::new();
        for _ in tier.shares.iter().filter(|share| share.loan().is_some()) {
            loans.push(LoanBook {
                day: take_u32(from)?,
                drawn: byte(from)?,
                principal: take_wide(from)?,
                interest: take_wide(from)?,
                fraction: take_u32(from)?,
            });
        }
        page.push(TierBook { step, active, entered, base, loans });
    }
    Ok(page)
}

impl Books<'_> {
    /// Head and all pages; none where a page is missing.
    pub fn encode(&mut self, schedule: &Schedule) -> Option<Vec<u8>> {
        let mut bytes = self.head.encode();
        for number in 0..schedule.tiers.len().div_ceil(PAGE) {
            bytes.extend(encode_page(self.page(number)?));
        }
        Some(bytes)
    }
}

impl Books<'static> {
    /// Reads what [`encode`](Self::encode) wrote. All pages count as changed.
    ///
    /// # Errors
    /// [`CodecError`] for other bytes.
    pub fn decode(schedule: &Schedule, bytes: &[u8]) -> Result<Self, CodecError> {
        let (head, mut rest) = Head::decode(schedule, bytes)?;
        let mut pages = Vec::new();
        for number in 0..schedule.tiers.len().div_ceil(PAGE) {
            pages.push(take_page(schedule, number, &mut rest)?);
        }
        end(rest)?;
        Ok(Self::whole(head, pages))
    }
}

fn values(from: &mut &[u8], count: usize) -> Result<Vec<u128>, CodecError> {
    (0..count).map(|_| take_wide(from)).collect()
}

fn set(from: &mut &[u8]) -> Result<u64, CodecError> {
    u64::try_from(take_wide(from)?).map_err(|_| CodecError)
}

fn byte(from: &mut &[u8]) -> Result<u8, CodecError> {
    u8::try_from(take_wide(from)?).map_err(|_| CodecError)
}
