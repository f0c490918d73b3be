//! The books under another version.

use alloc::{string::String, vec, vec::Vec};

use super::AmendError;
use crate::{
    books::{Deducted, TierBook},
    schedule::{has, Deduction, Loan, Share},
    Books, Terms,
};

pub(super) fn carry(from: &Terms, books: &mut Books, to: &Terms) -> Result<Books<'static>, AmendError> {
    let mut carried = Books::start(&to.schedule);
    carried.head.day = books.head.day;
    for (id, credited) in from.names.parties.iter().zip(&books.head.credited) {
        match place(&to.names.parties, id) {
            Some(at) => *carried.head.credited.get_mut(at).ok_or(AmendError::Damaged)? = *credited,
            None if *credited > 0 => return Err(AmendError::Party { id: id.clone() }),
            None => {}
        }
    }
    for (id, value) in from.names.figures.iter().zip(&books.head.figures) {
        if let Some(known) = place(&to.names.figures, id).and_then(|at| carried.head.figures.get_mut(at)) {
            *known = *value;
        }
    }
    for (film, value) in from.schedule.films.iter().zip(&books.head.deficits) {
        let id = from.names.parties.get(*film).ok_or(AmendError::Damaged)?;
        let party = place(&to.names.parties, id);
        let at = to.schedule.films.iter().position(|film| Some(*film) == party);
        if let Some(known) = at.and_then(|at| carried.head.deficits.get_mut(at)) {
            *known = *value;
        }
    }
    let mut waits = sources(from, books, to, &mut carried)?;
    waits = waits.checked_add(tiers(from, books, to, &mut carried)?).ok_or(AmendError::Damaged)?;
    if waits > 0 {
        // What waited in what is no more waits in the first table's open end.
        let last = to.schedule.tables.first().and_then(|count| count.checked_sub(1)).ok_or(AmendError::Damaged)?;
        let book = carried.tier_mut(last).ok_or(AmendError::Damaged)?;
        book.entered = book.entered.checked_add(waits).ok_or(AmendError::Damaged)?;
    }
    totals(to, &mut carried)?;
    Ok(carried)
}

/// Gross and deductions; gives what reserves that are no more had.
fn sources(from: &Terms, books: &Books, to: &Terms, carried: &mut Books) -> Result<u128, AmendError> {
    let mut waits = 0u128;
    let of = from.schedule.sources.iter().zip(&books.head.gross).zip(&books.head.deducted);
    for (id, ((source, gross), accounts)) in from.names.sources.iter().zip(of) {
        let Some(at) = place(&to.names.sources, id) else {
            if *gross > 0 {
                return Err(AmendError::Source { id: id.clone() });
            }
            continue;
        };
        *carried.head.gross.get_mut(at).ok_or(AmendError::Damaged)? = *gross;
        let next = &to.schedule.sources.get(at).ok_or(AmendError::Damaged)?.deductions;
        let targets = carried.head.deducted.get_mut(at).ok_or(AmendError::Damaged)?;
        let mut reserves = 0usize;
        for (deduction, account) in source.deductions.iter().zip(accounts) {
            let nth = reserves;
            reserves = reserves.saturating_add(usize::from(matches!(deduction, Deduction::Reserve { .. })));
            let found = counterpart(from, to, deduction, nth, next);
            match (found.and_then(|at| targets.get_mut(at)), account) {
                (Some(target), _) => *target = become_of(*account, *target),
                (None, Deducted::Reserve { taken, released, .. }) => {
                    waits = waits.saturating_add(taken.saturating_sub(*released));
                }
                (None, _) => {}
            }
        }
        for (deduction, account) in next.iter().zip(targets) {
            if let (Deduction::Expenses { party, cap }, Deducted::Expenses { approved, .. }) = (deduction, account) {
                if *approved > *cap {
                    let party = to.names.parties.get(*party).cloned().unwrap_or_default();
                    return Err(AmendError::Expenses { id: id.clone(), party });
                }
            }
        }
    }
    Ok(waits)
}

/// Where a deduction stands in the new source: the same kind of the same party, the reserve of the same number.
fn counterpart(from: &Terms, to: &Terms, old: &Deduction, nth: usize, next: &[Deduction]) -> Option<usize> {
    let same = |one: &usize, two: &usize| {
        let old = from.names.parties.get(*one);
        old.is_some() && old == to.names.parties.get(*two)
    };
    let is = |new: &Deduction| match (old, new) {
        (Deduction::Percent { party: one, .. }, Deduction::Percent { party: two, .. })
        | (Deduction::Expenses { party: one, .. }, Deduction::Expenses { party: two, .. }) => same(one, two),
        (Deduction::Reserve { .. }, Deduction::Reserve { .. }) => true,
        _ => false,
    };
    let reserve = matches!(old, Deduction::Reserve { .. });
    let mut found = next.iter().enumerate().filter(|(_, new)| is(new)).map(|(at, _)| at);
    found.nth(if reserve { nth } else { 0 })
}

/// A deduction's account, in the form that its new terms ask for.
fn become_of(account: Deducted, form: Deducted) -> Deducted {
    match (account, form) {
        (Deducted::Percent { taken, arrears }, Deducted::Yearly { .. }) => {
            Deducted::Yearly { taken, year: 0, due: arrears, in_year: 0 }
        }
        (Deducted::Yearly { taken, due, in_year, .. }, Deducted::Percent { .. }) => {
            Deducted::Percent { taken, arrears: due.saturating_sub(in_year) }
        }
        (account, _) => account,
    }
}

/// Tiers; gives what waited in those that are no more.
fn tiers(from: &Terms, books: &mut Books, to: &Terms, carried: &mut Books) -> Result<u128, AmendError> {
    let mut waits = 0u128;
    for (at, (id, tier)) in from.names.tiers.iter().zip(&from.schedule.tiers).enumerate() {
        let book = books.tier(at).ok_or(AmendError::Damaged)?.clone();
        let paid = book.paid(tier).map_err(|_| AmendError::Damaged)?;
        let held = book.held(&paid).map_err(|_| AmendError::Damaged)?;
        let Some(place) = place(&to.names.tiers, id) else {
            waits = waits.checked_add(held).ok_or(AmendError::Damaged)?;
            continue;
        };
        let next = to.schedule.tiers.get(place).ok_or(AmendError::Damaged)?;
        let target = carried.tier_mut(place).ok_or(AmendError::Damaged)?;
        target.entered = held;
        let mut loan = 0usize;
        for (position, share) in next.shares.iter().enumerate() {
            let own = loan;
            loan = loan.saturating_add(usize::from(share.loan().is_some()));
            let id = to.names.parties.get(share.party).ok_or(AmendError::Damaged)?;
            let was = tier.shares.iter().position(|old| from.names.parties.get(old.party) == Some(id));
            let Some(was) = was else { continue };
            *target.base.get_mut(position).ok_or(AmendError::Damaged)? = *paid.get(was).ok_or(AmendError::Damaged)?;
            let old = tier.shares.get(was).ok_or(AmendError::Damaged)?;
            if let (Some(old), Some(new)) = (old.loan(), share.loan()) {
                carry_loan((old, &book, loans_before(&tier.shares, was)), (new, target, own)).ok_or_else(|| {
                    AmendError::Loan { tier: from.names.tiers.get(at).cloned().unwrap_or_default(), party: id.clone() }
                })?;
            }
        }
    }
    Ok(waits)
}

fn loans_before(shares: &[Share], position: usize) -> usize {
    shares.iter().take(position).filter(|share| share.loan().is_some()).count()
}

/// A loan's account goes over where the draw-downs that were made are the same.
fn carry_loan(old: (&Loan, &TierBook, usize), new: (&Loan, &mut TierBook, usize)) -> Option<()> {
    let account = old.1.loans.get(old.2)?;
    let drawn = usize::from(account.drawn);
    if old.0.draws.get(..drawn)? != new.0.draws.get(..drawn)? {
        return None;
    }
    // A draw-down that the new terms date back to before the account's day would bear no interest from its own day on.
    if new.0.draws.get(drawn).is_some_and(|(day, _)| drawn > 0 && *day <= account.day) {
        return None;
    }
    *new.1.loans.get_mut(new.2)? = account.clone();
    Some(())
}

/// Sums that the new conditions ask for, from what the tiers have paid.
fn totals(to: &Terms, carried: &mut Books) -> Result<(), AmendError> {
    let mut sums = vec![0u128; to.schedule.totals.len()];
    for (at, tier) in to.schedule.tiers.iter().enumerate() {
        let paid: Vec<u128> = carried.tier(at).ok_or(AmendError::Damaged)?.base.clone();
        for (sum, total) in sums.iter_mut().zip(&to.schedule.totals).filter(|(_, total)| has(total.tiers, at)) {
            let counted = tier.shares.iter().zip(&paid).filter(|(share, _)| has(total.parties, share.party));
            *sum = counted.fold(*sum, |sum, (_, paid)| sum.saturating_add(*paid));
        }
    }
    carried.head.totals = sums;
    Ok(())
}

fn place(names: &[String], id: &str) -> Option<usize> {
    names.iter().position(|name| name == id)
}
