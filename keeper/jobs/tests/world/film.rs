//! The film's contracts as a keeper sees them: who may be paid, in pages, with the refusals of the real ones.

use std::collections::BTreeSet;

use backlot_api::{
    code,
    collection::{self, BooksResponse, CollectionDelivered, PartyResponse},
    interchange,
    returns::{self, AdvanceWork, DeliverWork, ReturnsDelivered, ReturnsSet, WorkResponse},
    schedule::{Agreement, Deduction, Party, Payee, Schedule, Share, Source, Table, Tier},
};
use backlot_chain::address;
use backlot_jobs::FilmTarget;
use backlot_waterfall::{BookError, Books, Terms};
use cosmwasm_std::{Event, Uint128};
use serde_json::json;

const PER_PAGE: u128 = 1_000;
const DAY: u64 = 86_400_000_000_000;

#[derive(Clone)]
pub struct Film {
    pub target: FilmTarget,
    /// Credited to the holders' party and not yet in the pot.
    pub owed: u128,
    pub delivered_to_pot: u128,
    pub pot: u128,
    pub pages: u32,
    /// Run under way: number, next page, what it shares.
    pub run: Option<(u64, u32, u128)>,
    pub runs: u64,
    /// Credit per page, not yet delivered.
    pub credits: Vec<u128>,
    pub credited: u128,
    pub paid: u128,
    /// Pages whose delivery the contract refuses.
    pub poison: BTreeSet<u32>,
    pub gas_per_page: u64,
    /// Pages one delivery takes at most.
    pub most_pages: u32,
    pub now_ns: u64,
    /// Its account was made before 0.3: it has no agreements, no books and no reserves.
    pub older: bool,
    pub paused: bool,
    /// The account cannot let reserves flow, for whatever reason.
    pub stuck: bool,
    terms: Vec<u8>,
    books: Vec<u8>,
}

/// One source, half of which is set aside until a day; the holders get everything.
fn terms(until: u32) -> Terms {
    let reserve = Deduction::Reserve { bps: 5_000, cap: None, until };
    let share = Share { party: "holders".into(), weight: 1, cap: None };
    let tier = Tier { id: "net".into(), opens: None, shares: vec![share], escalators: vec![], ends: None };
    let schedule = Schedule {
        figures: vec![],
        tables: vec![Table { id: "film".into(), tiers: vec![tier] }],
        sources: vec![Source { id: "all".into(), table: "film".into(), off_the_top: vec![reserve] }],
    };
    Terms::new(&Agreement { parties: vec![holders()], schedule, quorum: 5_000 }).unwrap()
}

fn holders() -> Party {
    let payee = Payee::Series { series: 0 };
    Party { id: "holders".into(), payee, invested: None, held_until: None, voice: None }
}

impl Film {
    /// A film with so many credit pages and receipts that fill them.
    pub fn new(pages: u32) -> Self {
        let at = |byte: u8| address::encode("wasm", &[byte; 32]).unwrap();
        let terms = terms(1);
        Self {
            target: FilmTarget { film: "noir".into(), collection: at(1), returns: at(2), interchange: at(3) },
            owed: u128::from(pages) * PER_PAGE,
            delivered_to_pot: 0,
            pot: 0,
            pages,
            run: None,
            runs: 0,
            credits: vec![0; pages as usize],
            credited: 0,
            paid: 0,
            poison: BTreeSet::new(),
            gas_per_page: 50_000,
            most_pages: u32::MAX,
            now_ns: 0,
            older: false,
            paused: false,
            stuck: false,
            books: Books::start(&terms.schedule).encode(&terms.schedule).unwrap(),
            terms: terms.encode(),
        }
    }

    /// A receipt of twice the amount the day before: one half is owed, the other waits for its day.
    #[must_use]
    pub fn with_reserve(mut self, amount: u128, until: u32) -> Self {
        let terms = terms(until);
        let mut books = Books::start(&terms.schedule);
        self.owed += books.receive(&terms.schedule, 0, 2 * amount, until - 1).unwrap().credited;
        self.books = books.encode(&terms.schedule).unwrap();
        self.terms = terms.encode();
        self
    }

    /// A keeper has nothing to do: what there is to wait for before [`Self::assert_all_paid`].
    pub fn nothing_waits(&self) -> bool {
        (self.owed, self.pot, self.run) == (0, 0, None) && self.paid == self.credited
    }

    /// Everything received is with the holders, once.
    pub fn assert_all_paid(&self) {
        assert_eq!((self.owed, self.pot, self.run), (0, 0, None), "nothing waits");
        assert_eq!(self.credited, self.delivered_to_pot, "each credit once");
        assert_eq!(self.paid, self.credited, "each payment once");
    }

    pub fn query(&self, contract: &str, msg: &[u8]) -> Vec<u8> {
        if contract == self.target.returns {
            assert_eq!(serde_json::from_slice::<returns::QueryMsg>(msg).unwrap(), returns::QueryMsg::Work {});
            return serde_json::to_vec(&self.work()).unwrap();
        }
        if contract == self.target.collection {
            return self.account(serde_json::from_slice(msg).unwrap());
        }
        assert_eq!(contract, self.target.interchange);
        serde_json::to_vec::<Vec<interchange::Parked>>(&Vec::new()).unwrap()
    }

    fn account(&self, query: collection::QueryMsg) -> Vec<u8> {
        match query {
            collection::QueryMsg::Config {} if self.older => serde_json::to_vec(&json!({ "paused": self.paused })),
            collection::QueryMsg::Config {} => {
                serde_json::to_vec(&json!({ "paused": self.paused, "agreements": "theirs", "version": 1 }))
            }
            collection::QueryMsg::Books {} if !self.older => {
                let (terms, books) = (self.terms.clone().into(), self.books.clone().into());
                serde_json::to_vec(&BooksResponse { terms, books })
            }
            collection::QueryMsg::Parties { start_after, .. } => {
                let party = PartyResponse {
                    party: holders(),
                    credited: Uint128::new(self.owed + self.delivered_to_pot),
                    delivered: Uint128::new(self.delivered_to_pot),
                };
                serde_json::to_vec(&start_after.is_none().then_some(party).into_iter().collect::<Vec<_>>())
            }
            other => panic!("a keeper does not ask {other:?}"),
        }
        .unwrap()
    }

    fn work(&self) -> WorkResponse {
        let advance =
            self.run.map(|(run, next, _)| AdvanceWork { run, cursor: next * 128, pages_left: self.pages - next });
        let first = self.credits.iter().position(|credit| *credit > 0);
        let deliver = first.map(|first| DeliverWork {
            series: 0,
            first_page: u32::try_from(first).unwrap(),
            end_page: self.pages,
            amount: Uint128::new(self.credits.iter().sum()),
        });
        WorkResponse {
            trigger: (self.pot > 0 && self.run.is_none()).then_some(0).into_iter().collect(),
            advance: advance.into_iter().collect(),
            expire: Vec::new(),
            deliver: deliver.into_iter().collect(),
        }
    }

    pub fn execute(&mut self, contract: &str, msg: &[u8]) -> (Result<Vec<Event>, String>, u64) {
        if contract == self.target.collection {
            let result = match serde_json::from_slice(msg).unwrap() {
                collection::ExecuteMsg::Deliver { .. } => self.fill_pot(),
                collection::ExecuteMsg::Release {} if !self.older => self.release(),
                other => panic!("a keeper never sends {other:?}"),
            };
            return (result, 200_000);
        }
        assert_eq!(contract, self.target.returns);
        match serde_json::from_slice(msg).unwrap() {
            returns::ExecuteMsg::Trigger { .. } => (self.trigger(), 150_000),
            returns::ExecuteMsg::Advance { run, expected_cursor, pages } => {
                (self.advance(run, expected_cursor, pages), self.gas_per_page * u64::from(pages))
            }
            returns::ExecuteMsg::Deliver { first_page, pages, .. } => {
                (self.deliver(first_page, pages), self.gas_per_page * u64::from(pages))
            }
            other => panic!("a keeper never sends {other:?}"),
        }
    }

    fn fill_pot(&mut self) -> Result<Vec<Event>, String> {
        let amount = std::mem::take(&mut self.owed);
        if amount == 0 {
            return Err(format!("[{}] nothing", collection::code::NOTHING));
        }
        self.pot += amount;
        self.delivered_to_pot += amount;
        let event = CollectionDelivered { party: "holders".into(), amount };
        Ok(vec![emitted(event, &self.target.collection)])
    }

    fn release(&mut self) -> Result<Vec<Event>, String> {
        if self.paused {
            return Err(format!("[{}] receipts are stopped", code::PAUSED));
        }
        let refuse = |error: BookError| format!("[{}] {error}", collection::code::BOOKS);
        if self.stuck {
            return Err(refuse(BookError::Damaged));
        }
        let schedule = Terms::decode(&self.terms).unwrap().schedule;
        let mut books = Books::decode(&schedule, &self.books).unwrap();
        let today = u32::try_from(self.now_ns / DAY).unwrap();
        self.owed += books.release(&schedule, today).map_err(refuse)?.credited;
        self.books = books.encode(&schedule).unwrap();
        Ok(Vec::new())
    }

    fn trigger(&mut self) -> Result<Vec<Event>, String> {
        if self.run.is_some() {
            return Err(format!("[{}] a run is under way", returns::code::BUSY));
        }
        if self.pot == 0 {
            return Err(format!("[{}] nothing to share", returns::code::NOT_DUE));
        }
        self.runs += 1;
        self.run = Some((self.runs, 0, std::mem::take(&mut self.pot)));
        Ok(Vec::new())
    }

    fn advance(&mut self, run: u64, cursor: u32, pages: u32) -> Result<Vec<Event>, String> {
        let Some((current, next, pot)) = self.run.filter(|(current, ..)| *current == run) else {
            return Err(format!("[{}] no such run", returns::code::RUN));
        };
        if next * 128 != cursor {
            return Err(format!("[{}] the cursor is {}, not {cursor}", returns::code::CURSOR, next * 128));
        }
        let end = (next + pages).min(self.pages);
        let mut events = Vec::new();
        for page in next..end {
            let amount = pot / u128::from(self.pages) + if page == 0 { pot % u128::from(self.pages) } else { 0 };
            self.credits[page as usize] += amount;
            self.credited += amount;
            let set =
                ReturnsSet { run, set: page, first: page * 128, end: (page + 1) * 128, amount, hash: "00".into() };
            events.push(emitted(set, &self.target.returns));
        }
        self.run = (end < self.pages).then_some((current, end, pot));
        Ok(events)
    }

    fn deliver(&mut self, first: u32, pages: u32) -> Result<Vec<Event>, String> {
        let end = (first + pages.min(self.most_pages)).min(self.pages);
        if let Some(page) = (first..end).find(|page| self.poison.contains(page)) {
            return Err(format!("[{}] page {page} cannot be read", returns::code::LEDGER));
        }
        let amount: u128 = self.credits[first as usize..end as usize].iter_mut().map(std::mem::take).sum();
        if amount == 0 {
            return Err(format!("[{}] no credits", returns::code::NOTHING));
        }
        self.paid += amount;
        let event =
            ReturnsDelivered { series: 0, first_page: first, pages: end - first, wallets: 128 * (end - first), amount };
        Ok(vec![emitted(event, &self.target.returns)])
    }
}

fn emitted(event: impl Into<Event>, contract: &str) -> Event {
    let mut event: Event = event.into();
    event.ty = format!("wasm-{}", event.ty);
    event.add_attribute("_contract_address", contract)
}
