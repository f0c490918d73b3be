//! Another version of the agreement: who can get less by it, and the books carried over to it.
//!
//! Past money is untouched: everybody keeps what was credited, and what waits goes on waiting. Parties, sources, tiers and
//! figures are the same where they have the same id. What a tier has paid counts against the caps of the tier of the same id.

mod carry;
mod falls;

use alloc::{string::String, vec::Vec};

use backlot_api::schedule::Agreement;

use crate::{Books, ScheduleError, Terms};

/// An account under another version.
#[derive(Clone, Debug)]
pub struct Amended {
    /// The new version.
    pub terms: Terms,
    /// The books, carried over.
    pub books: Books<'static>,
    /// Ids of the parties that can get less. Who is not in it is entitled to no less, but for the rounding, whatever comes.
    pub falls: Vec<String>,
}

/// Why an account cannot go over to a version.
#[derive(thiserror::Error, Clone, Debug, PartialEq, Eq)]
pub enum AmendError {
    /// The new version is none.
    #[error(transparent)]
    Schedule(#[from] ScheduleError),
    /// A party that was credited is missing.
    #[error("party {id:?} was credited money and must stay")]
    Party {
        /// Which.
        id: String,
    },
    /// A source that received is missing.
    #[error("source {id:?} has receipts and must stay")]
    Source {
        /// Which.
        id: String,
    },
    /// A loan's draw-downs that were made are other ones.
    #[error("the draw-downs of the loan of {party:?} in {tier:?} that were made must stay")]
    Loan {
        /// Of which tier.
        tier: String,
        /// Whose.
        party: String,
    },
    /// Less may be approved than is.
    #[error("of the expenses of {party:?} at {id:?} more is approved than the new cap")]
    Expenses {
        /// Which source.
        id: String,
        /// Whose.
        party: String,
    },
    /// The books are not those of the version in force.
    #[error("the books are damaged")]
    Damaged,
}

/// Carries books over to another version.
///
/// # Errors
/// [`AmendError`]: what cannot go over, and why.
pub fn amend(current: &Agreement, books: &mut Books, next: &Agreement) -> Result<Amended, AmendError> {
    let (from, to) = (Terms::new(current)?, Terms::new(next)?);
    let books = carry::carry(&from, books, &to)?;
    Ok(Amended { falls: falls::falls(current, next), books, terms: to })
}
