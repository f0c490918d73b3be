//! An account as the contract keeps it, without a chain: books entries, says events, answers queries.
#![allow(dead_code, unused_imports, reason = "each test uses its own part")]

mod answers;
mod film;

use std::collections::BTreeMap;

use backlot_api::{
    collection::{Booked, Credit, Entry},
    schedule::Agreement,
};
use backlot_statement::{
    evidence::{Delivery, Said, Version},
    Evidence, Unit,
};
use backlot_waterfall::{amend, BookError, Books, Receipt, Terms};
use cosmwasm_std::{HexBinary, Timestamp};

pub use film::*;

/// The account.
pub struct World {
    pub agreement: Agreement,
    pub terms: Terms,
    pub books: Books<'static>,
    pub delivered: BTreeMap<String, u128>,
    pub versions: Vec<Version>,
    pub entries: Vec<Entry>,
    pub said: Vec<Said>,
    pub deliveries: Vec<Delivery>,
    pub day: u32,
}

impl World {
    pub fn new(agreement: Agreement, day: u32) -> Self {
        let terms = Terms::new(&agreement).unwrap();
        let books = Books::start(&terms.schedule);
        let mut world = Self {
            agreement: agreement.clone(),
            terms,
            books,
            delivered: BTreeMap::new(),
            versions: Vec::new(),
            entries: Vec::new(),
            said: Vec::new(),
            deliveries: Vec::new(),
            day,
        };
        world.adopt(&agreement);
        world
    }

    /// Ten seconds later for each entry, so that times go on within a day.
    pub fn now(&self) -> Timestamp {
        Timestamp::from_seconds(u64::from(self.day) * 86_400 + 36_000).plus_seconds(10 * self.entries.len() as u64)
    }

    pub fn receive(&mut self, source: &str, amount: u128, reference: &str) -> Result<(), BookError> {
        let at = self.terms.names.source(source).unwrap();
        let done = self.books.receive(&self.terms.schedule, at, amount, self.day)?;
        self.enter(Booked::Received { source: source.into(), amount: amount.into() }, Some(reference));
        self.say(source, amount, &done);
        Ok(())
    }

    pub fn approve(&mut self, source: &str, party: &str, amount: u128) -> Result<(), BookError> {
        let names = &self.terms.names;
        let (at, whose) = (names.source(source).unwrap(), names.party(party).unwrap());
        self.books.approve(&self.terms.schedule, at, whose, amount, self.day)?;
        self.enter(Booked::Approved { source: source.into(), party: party.into(), amount: amount.into() }, None);
        Ok(())
    }

    pub fn attest(&mut self, figure: &str, value: u128) -> Result<(), BookError> {
        let at = self.terms.names.figure(figure).unwrap();
        self.books.attest(&self.terms.schedule, at, value, self.day)?;
        self.enter(Booked::Attested { figure: figure.into(), value: value.into() }, None);
        Ok(())
    }

    pub fn release(&mut self) -> Result<(), BookError> {
        let done = self.books.release(&self.terms.schedule, self.day)?;
        self.enter(Booked::Released {}, None);
        self.say("", 0, &done);
        Ok(())
    }

    pub fn read_deficit(&mut self, film: usize, value: u128) -> Result<(), BookError> {
        self.books.read_deficit(&self.terms.schedule, film, value, self.day)?;
        let party = self.terms.names.parties[self.terms.schedule.films[film]].clone();
        self.enter(Booked::Deficit { party, value: value.into() }, None);
        Ok(())
    }

    pub fn amend(&mut self, next: &Agreement) {
        let amended = amend(&self.agreement, &mut self.books, next).unwrap();
        (self.agreement, self.terms, self.books) = (next.clone(), amended.terms, amended.books);
        self.adopt(next);
        self.enter(Booked::Amended { version: self.versions.len() as u32 }, None);
    }

    /// Pays out everything that a party is owed.
    pub fn deliver(&mut self, party: &str) {
        let at = self.terms.names.party(party).unwrap();
        let paid = self.delivered.entry(party.into()).or_default();
        let amount = self.books.head.credited[at] - *paid;
        *paid += amount;
        let time = self.now();
        self.deliveries.push(Delivery { time, party: party.into(), amount: amount.into() });
    }

    fn adopt(&mut self, agreement: &Agreement) {
        let mut version = Version {
            version: self.versions.len() as u32 + 1,
            adopted: self.now(),
            sha256: HexBinary::default(),
            text: serde_json::to_string(agreement).unwrap(),
        };
        version.sha256 = version.hash();
        self.versions.push(version);
    }

    fn enter(&mut self, booked: Booked, reference: Option<&str>) {
        let (number, time) = (self.entries.len() as u64 + 1, self.now());
        let reference = reference.map(str::to_string);
        self.entries.push(Entry { number, time, sender: "distributor".into(), booked, reference });
    }

    fn say(&mut self, source: &str, amount: u128, done: &Receipt) {
        let credits = self.terms.names.parties.iter().zip(&done.credits).filter(|(_, amount)| **amount > 0);
        self.said.push(Said {
            number: self.entries.len() as u64,
            source: source.into(),
            amount: amount.into(),
            deducted: done.deducted.into(),
            credited: done.credited.into(),
            held: done.held.into(),
            credits: credits.map(|(id, amount)| Credit { party: id.clone(), amount: (*amount).into() }).collect(),
        });
    }

    /// Everything the chain would answer now.
    pub fn evidence(&self) -> Evidence {
        Evidence {
            film: "night-ferry".into(),
            title: "Night <Ferry> & Co".into(),
            denom: "uusd".into(),
            unit: Unit { symbol: "USD".into(), decimals: 2 },
            as_of: self.now(),
            versions: self.versions.clone(),
            entries: self.entries.clone(),
            answers: self.answers(),
            said: self.said.clone(),
            deliveries: Some(self.deliveries.clone()),
            licences: None,
        }
    }
}
