//! A checked schedule, and what it says about the receipts so far.

use alloc::{vec, vec::Vec};

use crate::{
    check, source::Source, tier::Tier, Deduction, EndsWhen, Overflow, Plan, ReceiveError, ScheduleError, Share,
};

/// A recoupment schedule that can be: parties, sources and tiers by index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    pub(crate) parties: usize,
    pub(crate) sources: Vec<Source>,
    pub(crate) tiers: Vec<Tier>,
}

/// All that must be remembered of the receipts so far: the gross of each source. Whatever anyone is entitled to follows
/// from it and the schedule, so neither the number of receipts nor their order or size matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    pub(crate) gross: Vec<u128>,
}

impl Progress {
    /// Gross so far, by source.
    pub fn gross(&self) -> &[u128] {
        &self.gross
    }

    /// Everything ever received.
    pub fn received(&self) -> Result<u128, Overflow> {
        total(&self.gross)
    }
}

/// What one receipt did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Credit of each party, by index.
    pub credits: Vec<u128>,
    /// Sum of the credits.
    pub credited: u128,
    /// Of them, off the top.
    pub deducted: u128,
    /// Held in all after it.
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
    /// Went to the tiers.
    pub net: u128,
    /// Fractions that wait: gross = deducted + net + held.
    pub held: u128,
}

/// A tier's account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierStatus {
    /// Entered so far; at most the size.
    pub entered: u128,
    /// Paid, by share in the order given.
    pub parts: Vec<u128>,
    /// Sum of it.
    pub paid: u128,
    /// Fractions that wait; zero once it has ended, because then they flow on.
    pub held: u128,
    /// It has ended.
    pub ended: bool,
    /// The least that must enter for it to end; none where it is open.
    pub size: Option<u128>,
}

/// All accounts, computed from nothing but the schedule and the gross of each source.
/// Received = Σ entitled + held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// By party.
    pub entitled: Vec<u128>,
    /// By source.
    pub sources: Vec<SourceStatus>,
    /// By tier.
    pub tiers: Vec<TierStatus>,
    /// Fractions of units that wait for the next receipt, in sources and tiers together.
    pub held: u128,
}

impl Schedule {
    /// Checks a plan.
    ///
    /// # Errors
    /// [`ScheduleError`] names the first field that cannot be, and why.
    pub fn new(plan: &Plan) -> Result<Self, ScheduleError> {
        check::schedule(plan)
    }

    /// Nothing received yet.
    pub fn start(&self) -> Progress {
        Progress { gross: vec![0; self.sources.len()] }
    }

    /// Number of parties.
    pub fn parties(&self) -> usize {
        self.parties
    }

    /// Deductions of each source, in order.
    pub fn sources(&self) -> impl Iterator<Item = &[Deduction]> {
        self.sources.iter().map(|source| source.deductions.as_slice())
    }

    /// Shares of each tier as given, and its end by figure.
    pub fn tiers(&self) -> impl Iterator<Item = (&[Share], Option<EndsWhen>)> {
        self.tiers.iter().map(|tier| (tier.shares.as_slice(), tier.ends_when))
    }

    /// Takes a receipt: everyone's credit is what they are entitled to after it less what they were before.
    ///
    /// # Errors
    /// [`ReceiveError`]; `progress` is then as it was.
    pub fn receive(&self, progress: &mut Progress, source: usize, amount: u128) -> Result<Receipt, ReceiveError> {
        if amount == 0 {
            return Err(ReceiveError::Zero);
        }
        let mut next = progress.clone();
        let gross = next.gross.get_mut(source).ok_or(ReceiveError::UnknownSource { source_index: source })?;
        *gross = gross.checked_add(amount).ok_or(Overflow)?;
        next.received()?;
        let (before, after) = (self.statement(progress)?, self.statement(&next)?);
        let credits = difference(&after.entitled, &before.entitled)?;
        let credited = total(&credits)?;
        let deducted = after.deducted()?.checked_sub(before.deducted()?).ok_or(Overflow)?;
        *progress = next;
        Ok(Receipt { credits, credited, deducted, held: after.held })
    }

    /// What everyone is entitled to, by party.
    ///
    /// # Errors
    /// [`Overflow`] where `progress` is not one that [`receive`](Self::receive) made.
    pub fn entitled(&self, progress: &Progress) -> Result<Vec<u128>, Overflow> {
        self.statement(progress).map(|statement| statement.entitled)
    }

    /// All accounts.
    ///
    /// # Errors
    /// [`Overflow`] where `progress` is not one that [`receive`](Self::receive) made.
    pub fn statement(&self, progress: &Progress) -> Result<Statement, Overflow> {
        let mut entitled = vec![0u128; self.parties];
        let mut sources = Vec::with_capacity(self.sources.len());
        let (mut flow, mut held) = (0u128, 0u128);
        for (source, gross) in self.sources.iter().zip(&progress.gross) {
            let off = source.divide(*gross)?;
            for (deduction, part) in source.deductions.iter().zip(&off.taken) {
                credit(&mut entitled, deduction.party(), *part)?;
            }
            flow = flow.checked_add(off.net).ok_or(Overflow)?;
            held = held.checked_add(off.held).ok_or(Overflow)?;
            let deducted = total(&off.taken)?;
            sources.push(SourceStatus { gross: *gross, taken: off.taken, deducted, net: off.net, held: off.held });
        }
        let mut tiers = Vec::with_capacity(self.tiers.len());
        for tier in &self.tiers {
            let status = tier.status(flow)?;
            for (share, part) in tier.shares.iter().zip(&status.parts) {
                credit(&mut entitled, share.party, *part)?;
            }
            held = held.checked_add(status.held).ok_or(Overflow)?;
            flow = if status.ended { flow.checked_sub(status.paid).ok_or(Overflow)? } else { 0 };
            tiers.push(status);
        }
        Ok(Statement { entitled, sources, tiers, held })
    }
}

impl Statement {
    /// Taken off the top of all sources.
    pub fn deducted(&self) -> Result<u128, Overflow> {
        self.sources.iter().try_fold(0u128, |sum, source| sum.checked_add(source.deducted)).ok_or(Overflow)
    }
}

impl Tier {
    /// The tier's account when `flow` has come down to it: it takes its size, the rest is the next one's. When it ends,
    /// so do its fractions: they flow on with the rest.
    fn status(&self, flow: u128) -> Result<TierStatus, Overflow> {
        let ended = self.size.is_some_and(|size| flow >= size);
        let entered = self.size.map_or(flow, |size| flow.min(size));
        let parts = self.fill(entered)?;
        let paid = total(&parts)?;
        let rest = entered.checked_sub(paid).ok_or(Overflow)?;
        Ok(TierStatus { entered, parts, paid, held: if ended { 0 } else { rest }, ended, size: self.size })
    }
}

fn credit(entitled: &mut [u128], party: usize, part: u128) -> Result<(), Overflow> {
    let sum = entitled.get_mut(party).ok_or(Overflow)?;
    *sum = sum.checked_add(part).ok_or(Overflow)?;
    Ok(())
}

fn total(parts: &[u128]) -> Result<u128, Overflow> {
    parts.iter().try_fold(0u128, |sum, part| sum.checked_add(*part)).ok_or(Overflow)
}

fn difference(after: &[u128], before: &[u128]) -> Result<Vec<u128>, Overflow> {
    after.iter().zip(before).map(|(after, before)| after.checked_sub(*before).ok_or(Overflow)).collect()
}
