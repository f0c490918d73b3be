//! The account's rules as pure functions: what is owed, and how it goes out.

use backlot_api::collection::Payee as WirePayee;
use backlot_kit::KitError;
use backlot_waterfall::{Progress, Receipt};
use cosmwasm_std::Addr;

use crate::{agreement::Agreement, ContractError};

/// What came in and whose it became.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Booked {
    /// Number of the latest receipt.
    pub(crate) receipts: u64,
    /// Gross by source.
    pub(crate) progress: Progress,
    /// Credited in all, by party.
    pub(crate) credited: Vec<u128>,
}

/// What went out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Paid {
    /// Number of the latest delivery.
    pub(crate) deliveries: u64,
    /// Delivered in all, by party.
    pub(crate) delivered: Vec<u128>,
}

/// Who gets a party's money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Payee {
    Wallet(Addr),
    Series(u8),
}

/// What one delivery sends.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Payout {
    /// Through the interchange, each wallet once.
    pub(crate) wallets: Vec<(Addr, u128)>,
    /// Into `returns`, each series once.
    pub(crate) series: Vec<(u8, u128)>,
}

impl Booked {
    pub(crate) fn new(agreement: &Agreement) -> Self {
        let credited = vec![0; agreement.parties.len()];
        Self { receipts: 0, progress: agreement.schedule.start(), credited }
    }

    /// Books a receipt.
    pub(crate) fn receive(
        &mut self,
        agreement: &Agreement,
        source: usize,
        amount: u128,
    ) -> Result<Receipt, ContractError> {
        let receipt = agreement.schedule.receive(&mut self.progress, source, amount)?;
        self.receipts = self.receipts.checked_add(1).ok_or(KitError::Overflow { what: "number of receipts" })?;
        for (sum, credit) in self.credited.iter_mut().zip(&receipt.credits) {
            *sum = sum.checked_add(*credit).ok_or(KitError::Overflow { what: "credit" })?;
        }
        Ok(receipt)
    }

    pub(crate) fn received(&self) -> Result<u128, ContractError> {
        Ok(self.progress.received()?)
    }

    pub(crate) fn total_credited(&self) -> Result<u128, ContractError> {
        total(&self.credited)
    }

    /// Received − credited: fractions that wait for the next receipt.
    pub(crate) fn held(&self) -> Result<u128, ContractError> {
        less(self.received()?, self.total_credited()?)
    }

    /// Owed to parties in all, what is held included: received − delivered.
    pub(crate) fn owed(&self, paid: &Paid) -> Result<u128, ContractError> {
        less(self.received()?, paid.total()?)
    }
}

impl Paid {
    pub(crate) fn new(agreement: &Agreement) -> Self {
        Self { deliveries: 0, delivered: vec![0; agreement.parties.len()] }
    }

    pub(crate) fn total(&self) -> Result<u128, ContractError> {
        total(&self.delivered)
    }

    /// Pays these parties all that they are credited: who got how much, those with nothing due left out.
    pub(crate) fn settle(&mut self, booked: &Booked, parties: &[usize]) -> Result<Vec<(usize, u128)>, ContractError> {
        let mut due = Vec::with_capacity(parties.len());
        for party in parties {
            let credited = booked.credited.get(*party).ok_or(ContractError::Books)?;
            let delivered = self.delivered.get_mut(*party).ok_or(ContractError::Books)?;
            let amount = less(*credited, *delivered)?;
            if amount > 0 {
                due.push((*party, amount));
            }
            *delivered = *credited;
        }
        if due.is_empty() {
            return Err(ContractError::NothingToDeliver);
        }
        self.deliveries = self.deliveries.checked_add(1).ok_or(KitError::Overflow { what: "number of deliveries" })?;
        Ok(due)
    }
}

impl Payout {
    /// Parties that are paid at the same place are paid together: the interchange takes each wallet once.
    pub(crate) fn new(due: &[(usize, u128)], payees: &[Payee]) -> Result<Self, ContractError> {
        let mut payout = Self::default();
        for (party, amount) in due {
            match payees.get(*party).ok_or(ContractError::Books)? {
                Payee::Wallet(wallet) => merge(&mut payout.wallets, wallet, *amount)?,
                Payee::Series(series) => merge(&mut payout.series, series, *amount)?,
            }
        }
        Ok(payout)
    }

    pub(crate) fn to_wallets(&self) -> Result<u128, ContractError> {
        self.wallets.iter().try_fold(0, |sum, (_, amount)| plus(sum, *amount))
    }
}

impl From<Payee> for WirePayee {
    fn from(payee: Payee) -> Self {
        match payee {
            Payee::Wallet(address) => Self::Wallet { address: address.into() },
            Payee::Series(series) => Self::Series { series },
        }
    }
}

fn merge<T: Clone + PartialEq>(rows: &mut Vec<(T, u128)>, key: &T, amount: u128) -> Result<(), ContractError> {
    match rows.iter_mut().find(|(known, _)| known == key) {
        Some((_, sum)) => *sum = plus(*sum, amount)?,
        None => rows.push((key.clone(), amount)),
    }
    Ok(())
}

fn total(amounts: &[u128]) -> Result<u128, ContractError> {
    amounts.iter().try_fold(0, |sum, amount| plus(sum, *amount))
}

pub(crate) fn plus(a: u128, b: u128) -> Result<u128, ContractError> {
    a.checked_add(b).ok_or_else(|| KitError::Overflow { what: "sum" }.into())
}

/// Only where `b` is part of `a`: a shortfall means that the books are wrong.
pub(crate) fn less(a: u128, b: u128) -> Result<u128, ContractError> {
    a.checked_sub(b).ok_or(ContractError::Books)
}
