//! The account's rules as pure functions: what is owed, how it goes out, and what an amendment may not do.

use backlot_api::schedule as wire;
use backlot_kit::KitError;
use backlot_waterfall::{Head, Names};
use cosmwasm_std::Addr;

use crate::ContractError;

/// A party but for its id, which the terms have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Party {
    pub(crate) payee: Payee,
    pub(crate) invested: Option<u128>,
    pub(crate) held_until: Option<u32>,
    pub(crate) voice: Option<Addr>,
}

/// Who gets a party's money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Payee {
    Wallet(Addr),
    Series(u8),
    Film { account: Addr, source: String },
}

/// What went out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Paid {
    /// Number of the latest delivery.
    pub(crate) deliveries: u64,
    /// Delivered in all, by party.
    pub(crate) delivered: Vec<u128>,
}

/// What one delivery sends.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Payout {
    /// Through the interchange, each wallet once.
    pub(crate) wallets: Vec<(Addr, u128)>,
    /// Into `returns`, each series once.
    pub(crate) series: Vec<(u8, u128)>,
    /// Into other films' accounts, each source once.
    pub(crate) films: Vec<((Addr, String), u128)>,
}

impl Party {
    pub(crate) fn wire(self, id: String) -> wire::Party {
        let Self { payee, invested, held_until, voice } = self;
        let payee = match payee {
            Payee::Wallet(address) => wire::Payee::Wallet { address: address.into() },
            Payee::Series(series) => wire::Payee::Series { series },
            Payee::Film { account, source } => wire::Payee::Film { account: account.into(), source },
        };
        wire::Party { id, payee, invested: invested.map(Into::into), held_until, voice: voice.map(Into::into) }
    }

    /// Not to be paid yet.
    pub(crate) fn is_held(&self, today: u32) -> bool {
        self.held_until.is_some_and(|until| until > today)
    }
}

impl Paid {
    pub(crate) fn new(parties: usize) -> Self {
        Self { deliveries: 0, delivered: vec![0; parties] }
    }

    pub(crate) fn total(&self) -> Result<u128, ContractError> {
        total(&self.delivered)
    }

    /// Pays these parties all that they are credited: who got how much, those with nothing due left out.
    pub(crate) fn settle(&mut self, credited: &[u128], parties: &[usize]) -> Result<Vec<(usize, u128)>, ContractError> {
        let mut due = Vec::with_capacity(parties.len());
        for party in parties {
            let credited = credited.get(*party).ok_or(ContractError::Books)?;
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

    /// The same by the ids of another version.
    pub(crate) fn carry(&self, from: &Names, to: &Names) -> Result<Self, ContractError> {
        let mut carried = Self { deliveries: self.deliveries, delivered: vec![0; to.parties.len()] };
        for (id, delivered) in from.parties.iter().zip(&self.delivered) {
            match to.party(id).and_then(|at| carried.delivered.get_mut(at)) {
                Some(place) => *place = *delivered,
                None if *delivered > 0 => {
                    return Err(ContractError::Amendment { reason: "a party that was paid is missing" })
                }
                None => {}
            }
        }
        Ok(carried)
    }
}

/// Past money stays where it is, whoever hands the books over: the gross in all and everybody's credit are as they
/// were, nobody new has any, and no day of the books lies ahead.
pub(crate) fn unmoved(
    (from, before): (&Names, &Head),
    (to, after): (&Names, &Head),
    today: u32,
) -> Result<(), ContractError> {
    let refuse = |reason| Err(ContractError::Amendment { reason });
    if total(&before.gross)? != total(&after.gross)? {
        return refuse("the sum of all receipts would change");
    }
    if !(before.day..=today).contains(&after.day) {
        return refuse("the latest day would change");
    }
    for (id, credited) in from.parties.iter().zip(&before.credited) {
        let now = to.party(id).and_then(|at| after.credited.get(at)).copied().unwrap_or_default();
        if now != *credited {
            return refuse("a party's credit would change");
        }
    }
    // With everyone's credit as it was, an equal sum leaves nothing for whoever is new.
    if total(&before.credited)? != total(&after.credited)? {
        return refuse("a new party would have credit");
    }
    Ok(())
}

impl Payout {
    /// Parties that are paid at the same place are paid together: the interchange takes each wallet once.
    pub(crate) fn new(due: &[(usize, u128)], parties: &[Party]) -> Result<Self, ContractError> {
        let mut payout = Self::default();
        for (party, amount) in due {
            match &parties.get(*party).ok_or(ContractError::Books)?.payee {
                Payee::Wallet(wallet) => merge(&mut payout.wallets, wallet.clone(), *amount)?,
                Payee::Series(series) => merge(&mut payout.series, *series, *amount)?,
                Payee::Film { account, source } => {
                    merge(&mut payout.films, (account.clone(), source.clone()), *amount)?;
                }
            }
        }
        Ok(payout)
    }

    pub(crate) fn to_wallets(&self) -> Result<u128, ContractError> {
        self.wallets.iter().try_fold(0, |sum, (_, amount)| plus(sum, *amount))
    }
}

fn merge<T: PartialEq>(rows: &mut Vec<(T, u128)>, key: T, amount: u128) -> Result<(), ContractError> {
    match rows.iter_mut().find(|(known, _)| *known == key) {
        Some((_, sum)) => *sum = plus(*sum, amount)?,
        None => rows.push((key, amount)),
    }
    Ok(())
}

pub(crate) fn total(amounts: &[u128]) -> Result<u128, ContractError> {
    amounts.iter().try_fold(0, |sum, amount| plus(sum, *amount))
}

pub(crate) fn plus(a: u128, b: u128) -> Result<u128, ContractError> {
    a.checked_add(b).ok_or_else(|| KitError::Overflow { what: "sum" }.into())
}

/// Only where `b` is part of `a`: a shortfall means that the books are wrong.
pub(crate) fn less(a: u128, b: u128) -> Result<u128, ContractError> {
    a.checked_sub(b).ok_or(ContractError::Books)
}
