//! How much a share may have in its tier, as of now.

use crate::{
    books::{Head, LoanBook},
    schedule::{Cap, Limit, Share},
    source::stepped,
    Overflow,
};

/// What a cap depends on.
pub(crate) struct Standing<'a> {
    pub(crate) head: &'a Head,
    /// Paid to the share in this tier.
    pub(crate) paid: u128,
    /// Its loan, accrued.
    pub(crate) loan: Option<&'a LoanBook>,
}

impl Share {
    /// All that it may have; none where it is open.
    pub(crate) fn most(&self, standing: &Standing) -> Result<Option<u128>, Overflow> {
        Ok(match &self.cap {
            None => None,
            Some(Cap::Only(limit)) => Some(limit.most(standing)?),
            Some(Cap::Lesser(one, two)) => Some(one.most(standing)?.min(two.most(standing)?)),
            Some(Cap::Greater(one, two)) => Some(one.most(standing)?.max(two.most(standing)?)),
        })
    }

    /// It has all that it can ever have.
    pub(crate) fn is_full(&self, standing: &Standing) -> Result<bool, Overflow> {
        Ok(match &self.cap {
            None => false,
            Some(Cap::Only(limit)) => limit.is_full(standing)?,
            Some(Cap::Lesser(one, two)) => one.is_full(standing)? || two.is_full(standing)?,
            Some(Cap::Greater(one, two)) => one.is_full(standing)? && two.is_full(standing)?,
        })
    }
}

impl Limit {
    fn most(&self, standing: &Standing) -> Result<u128, Overflow> {
        Ok(match self {
            Self::Amount(amount) => *amount,
            Self::Loan(_) => standing.paid.saturating_add(standing.loan.map_or(0, LoanBook::outstanding)),
            Self::Brackets { figure, steps } => {
                stepped(steps, standing.head.figures.get(*figure).copied().unwrap_or(0))?
            }
            Self::Deficit(film) => {
                standing.paid.saturating_add(standing.head.deficits.get(*film).copied().unwrap_or(0))
            }
        })
    }

    fn is_full(&self, standing: &Standing) -> Result<bool, Overflow> {
        Ok(match self {
            Self::Amount(amount) => standing.paid >= *amount,
            Self::Loan(loan) => standing.loan.is_some_and(|book| loan.is_repaid(book)),
            Self::Brackets { figure, steps } => {
                let value = standing.head.figures.get(*figure).copied().unwrap_or(0);
                let done = steps.last().is_some_and(|last| last.bps == 0 && value >= last.from);
                done && standing.paid >= self.most(standing)?
            }
            Self::Deficit(_) => false,
        })
    }
}
