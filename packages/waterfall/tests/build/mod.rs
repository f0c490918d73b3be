//! Agreements in few words.
#![allow(dead_code, reason = "each test uses its own part")]

use backlot_api::schedule::*;
use backlot_waterfall::{Books, Receipt, Terms};

pub fn party(id: &str) -> Party {
    let payee = Payee::Wallet { address: id.into() };
    Party { id: id.into(), payee, invested: None, held_until: None, voice: None }
}

pub fn amount(amount: u128) -> Cap {
    Cap::Only(Limit::Amount { amount: amount.into() })
}

pub fn share(party: &str, weight: u32, cap: Option<Cap>) -> Share {
    Share { party: party.into(), weight, cap }
}

pub fn tier(id: &str, shares: Vec<Share>) -> Tier {
    Tier { id: id.into(), opens: None, shares, escalators: vec![], ends: None }
}

pub fn percent(party: &str, bps: u16) -> Deduction {
    Deduction::Percent { party: party.into(), steps: vec![Step { from: 0u128.into(), bps }], yearly_minimum: None }
}

pub fn source(id: &str, table: &str, off_the_top: Vec<Deduction>) -> Source {
    Source { id: id.into(), table: table.into(), off_the_top }
}

pub fn received(parties: &[&str], tiers: &[&str], amount: u128) -> Condition {
    let list = |ids: &[&str]| ids.iter().map(ToString::to_string).collect();
    Condition::Received { parties: list(parties), tiers: list(tiers), amount: amount.into() }
}

/// One table, one source called `sales` without deductions.
pub fn film(parties: &[&str], tiers: Vec<Tier>) -> Agreement {
    Agreement {
        parties: parties.iter().map(|id| party(id)).collect(),
        schedule: Schedule {
            figures: vec!["admissions".into()],
            tables: vec![Table { id: "film".into(), tiers }],
            sources: vec![source("sales", "film", vec![])],
        },
        quorum: 5_000,
    }
}

/// An account that runs an agreement.
pub struct Account {
    pub terms: Terms,
    pub books: Books<'static>,
    pub day: u32,
}

impl Account {
    #[track_caller]
    pub fn of(agreement: &Agreement) -> Self {
        let terms = Terms::new(agreement).unwrap_or_else(|error| panic!("{error}"));
        let books = Books::start(&terms.schedule);
        Self { terms, books, day: 20_000 }
    }

    #[track_caller]
    pub fn receive(&mut self, source: &str, amount: u128) -> Receipt {
        let at = self.terms.names.source(source).expect("a source");
        let receipt = self.books.receive(&self.terms.schedule, at, amount, self.day).expect("it can be booked");
        self.assert_conserved();
        receipt
    }

    /// What a party was credited so far.
    #[track_caller]
    pub fn of_party(&self, id: &str) -> u128 {
        self.books.head.credited[self.terms.names.party(id).expect("a party")]
    }

    /// Σ gross = Σ credited + what waits, summed up from the tiers and reserves.
    #[track_caller]
    pub fn assert_conserved(&mut self) {
        let statement = self.books.statement(&self.terms.schedule, self.day).expect("a statement");
        let gross: u128 = self.books.head.gross.iter().sum();
        let credited: u128 = statement.parties.iter().sum();
        assert_eq!(gross, credited + statement.held, "conservation");
        assert_eq!(statement.held, self.books.held().unwrap());
    }
}
