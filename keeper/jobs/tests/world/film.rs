//! The film's contracts as a keeper sees them: who may be paid, in pages, with the refusals of the real ones.

use std::collections::BTreeSet;

use backlot_api::{
    collection::{self, CollectionDelivered, PartyResponse},
    interchange,
    returns::{self, AdvanceWork, DeliverWork, ReturnsDelivered, ReturnsSet, WorkResponse},
    schedule::{Party, Payee},
};
use backlot_chain::address;
use backlot_jobs::FilmTarget;
use cosmwasm_std::{Event, Uint128};

const PER_PAGE: u128 = 1_000;

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
}

impl Film {
    /// A film with so many credit pages and receipts that fill them.
    pub fn new(pages: u32) -> Self {
        let at = |byte: u8| address::encode("wasm", &[byte; 32]).unwrap();
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
        }
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
            let collection::QueryMsg::Parties { start_after, .. } = serde_json::from_slice(msg).unwrap() else {
                panic!("a keeper asks for parties only")
            };
            let payee = Payee::Series { series: 0 };
            let party = PartyResponse {
                party: Party { id: "holders".into(), payee, invested: None, held_until: None, voice: None },
                credited: Uint128::new(self.owed + self.delivered_to_pot),
                delivered: Uint128::new(self.delivered_to_pot),
            };
            let page: Vec<_> = start_after.is_none().then_some(party).into_iter().collect();
            return serde_json::to_vec(&page).unwrap();
        }
        assert_eq!(contract, self.target.interchange);
        serde_json::to_vec::<Vec<interchange::Parked>>(&Vec::new()).unwrap()
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
            let collection::ExecuteMsg::Deliver { .. } = serde_json::from_slice(msg).unwrap() else {
                panic!("a keeper delivers only")
            };
            return (self.fill_pot(), 200_000);
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
