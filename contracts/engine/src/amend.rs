//! Carries an account over to another agreement.

use backlot_api::engine::{Amendment, Compilation};
use backlot_waterfall::{Amended, Books, Terms};

use crate::{compile::read, ContractError};

/// Checks both agreements, writes the new one as an account runs it, and moves the books into it.
///
/// # Errors
/// [`ContractError::Amendment`] where the books do not go over.
pub(crate) fn amend(current: &[u8], books: &[u8], next: &[u8]) -> Result<Amendment, ContractError> {
    let (current, next) = (read(current)?, read(next)?);
    let damaged = || ContractError::Amendment { reason: "they are not those of the agreement in force".into() };
    let mut books = Books::decode(&Terms::new(&current)?.schedule, books).map_err(|_| damaged())?;
    let Amended { terms, mut books, falls } = backlot_waterfall::amend(&current, &mut books, &next)?;
    let books = books.encode(&terms.schedule).ok_or_else(damaged)?.into();
    let compilation = Compilation { terms: terms.encode().into(), parties: next.parties, quorum: next.quorum };
    Ok(Amendment { compilation, books, falls })
}
