//! A loan: draw-downs, interest by the day, payments.

use core::num::NonZeroU64;

use crate::{books::LoanBook, math::mul_add_div, schedule::Loan};

/// Hundredths of a percent in the whole, times days in a year.
const UNITS: NonZeroU64 = match NonZeroU64::new(3_650_000) {
    Some(units) => units,
    None => panic!(),
};
/// Days in a year, whatever the calendar says (actual/365).
const YEAR: u32 = 365;

impl Loan {
    /// Brings the account to this day: draw-downs that were made by then, interest on what was outstanding. A principal
    /// beyond 128 bits stays at their end.
    pub(crate) fn accrue(&self, book: &mut LoanBook, day: u32) {
        let Some((first, _)) = self.draws.first() else { return };
        while let Some((drawn, amount)) = self.draws.get(usize::from(book.drawn)).filter(|(drawn, _)| *drawn <= day) {
            if book.drawn > 0 {
                self.to(book, *first, *drawn);
            }
            book.day = *drawn;
            book.drawn = book.drawn.saturating_add(1);
            book.principal = book.principal.saturating_add(*amount);
        }
        if book.drawn > 0 && book.day < day {
            self.to(book, *first, day);
        }
    }

    /// Interest until a day before which nothing is drawn.
    fn to(&self, book: &mut LoanBook, first: u32, day: u32) {
        while self.compound && book.principal > 0 {
            // The next anniversary of the first draw-down; unpaid interest becomes principal there.
            let passed = book.day.saturating_sub(first);
            let years = passed.checked_div(YEAR).unwrap_or(0).saturating_add(1);
            let next = first.saturating_add(years.saturating_mul(YEAR));
            if next > day {
                break;
            }
            self.bear(book, next);
            book.principal = book.principal.saturating_add(book.interest);
            book.interest = 0;
        }
        self.bear(book, day);
    }

    fn bear(&self, book: &mut LoanBook, day: u32) {
        let days = u64::from(day.saturating_sub(book.day));
        let factor = u64::from(self.bps).saturating_mul(days);
        let (whole, fraction) = mul_add_div(book.principal, factor, u64::from(book.fraction), UNITS);
        book.interest = book.interest.saturating_add(whole);
        book.fraction = u32::try_from(fraction).unwrap_or(0);
        book.day = day;
    }

    /// Takes a payment: interest first, then principal. When nothing is outstanding, the fraction lapses.
    pub(crate) fn pay(book: &mut LoanBook, amount: u128) {
        let interest = amount.min(book.interest);
        book.interest = book.interest.saturating_sub(interest);
        book.principal = book.principal.saturating_sub(amount.saturating_sub(interest));
        if book.outstanding() == 0 {
            book.fraction = 0;
        }
    }

    /// All was drawn and nothing is outstanding.
    pub(crate) fn is_repaid(&self, book: &LoanBook) -> bool {
        usize::from(book.drawn) == self.draws.len() && book.outstanding() == 0
    }
}
