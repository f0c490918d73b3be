//! The account's terms and books: opened on storage, moved, and written back as far as they changed.

use backlot_api::collection::{Booked, QueryMsg};
use backlot_kit::KitError;
use backlot_waterfall::{BookError, Books, Head, Page, Schedule, Shelf, Terms};
use cosmwasm_std::{Addr, Api, BlockInfo, Deps, Storage, Uint128};

use crate::{
    codec,
    model::{less, total, Party, Payee},
    state::{self, Record},
    ContractError,
};

/// Terms and the head of the books. Pages of tiers are fetched when they are needed.
pub(crate) struct Account {
    /// As compiled.
    pub(crate) terms: Terms,
    /// Number of the latest entry.
    pub(crate) entries: u64,
    /// Sums over everything.
    pub(crate) head: Head,
}

/// Days since 1970-01-01 (UTC).
pub(crate) fn day(block: &BlockInfo) -> u32 {
    u32::try_from(block.time.seconds() / 86_400).unwrap_or(u32::MAX)
}

impl Account {
    pub(crate) fn load(storage: &dyn Storage) -> Result<Self, ContractError> {
        let terms = state::terms(storage)?;
        let (entries, head) = state::head(storage, &terms.schedule)?;
        Ok(Self { terms, entries, head })
    }

    pub(crate) fn source(&self, id: &str) -> Result<usize, ContractError> {
        self.terms.names.source(id).ok_or_else(|| ContractError::UnknownSource { source_id: cut(id) })
    }

    pub(crate) fn party(&self, id: &str) -> Result<usize, ContractError> {
        self.terms.names.party(id).ok_or_else(|| ContractError::UnknownParty { party: cut(id) })
    }

    pub(crate) fn figure(&self, id: &str) -> Result<usize, ContractError> {
        self.terms.names.figure(id).ok_or_else(|| ContractError::UnknownFigure { figure: cut(id) })
    }

    /// Name of a party.
    pub(crate) fn party_id(&self, party: usize) -> Result<&String, ContractError> {
        self.terms.names.parties.get(party).ok_or(ContractError::Books)
    }

    pub(crate) fn received(&self) -> Result<u128, ContractError> {
        Ok(self.head_books().received()?)
    }

    pub(crate) fn credited(&self) -> Result<u128, ContractError> {
        total(&self.head.credited)
    }

    /// Received − credited: what waits in tiers and reserves.
    pub(crate) fn held(&self) -> Result<u128, ContractError> {
        less(self.received()?, self.credited()?)
    }

    /// Books without pages: enough for sums.
    fn head_books(&self) -> Books<'static> {
        Books::open(&self.terms.schedule, self.head.clone(), &())
    }

    /// Asks the books.
    pub(crate) fn ask<T>(
        &self,
        storage: &dyn Storage,
        ask: impl FnOnce(&mut Books, &Schedule) -> Result<T, BookError>,
    ) -> Result<T, ContractError> {
        let schedule = &self.terms.schedule;
        let shelf = Pages { storage, schedule };
        Ok(ask(&mut Books::open(schedule, self.head.clone(), &shelf), schedule)?)
    }

    /// Moves the books: pages that changed are written at once, the head by [`save`](Self::save).
    pub(crate) fn act<T>(
        &mut self,
        storage: &mut dyn Storage,
        act: impl FnOnce(&mut Books, &Schedule) -> Result<T, BookError>,
    ) -> Result<T, ContractError> {
        let schedule = &self.terms.schedule;
        let shelf = Pages { storage: &*storage, schedule };
        let mut books = Books::open(schedule, self.head.clone(), &shelf);
        let done = act(&mut books, schedule)?;
        let pages: Vec<(usize, Vec<u8>)> =
            books.changed().map(|(number, page)| (number, backlot_waterfall::codec::encode_page(page))).collect();
        self.head = books.head;
        for (number, bytes) in pages {
            state::save_page(storage, number, &bytes)?;
        }
        Ok(done)
    }

    /// Writes an entry and gives its number.
    pub(crate) fn enter(
        &mut self,
        storage: &mut dyn Storage,
        api: &dyn Api,
        block: &BlockInfo,
        entry: (&Addr, Booked, Option<String>),
    ) -> Result<u64, ContractError> {
        let (sender, booked, reference) = entry;
        self.entries = self.entries.checked_add(1).ok_or(KitError::Overflow { what: "number of entries" })?;
        let record = Record { time: block.time, sender: sender.clone(), booked, reference };
        let bytes = codec::encode_entry(api, &record)?;
        state::save_entry(storage, self.entries, &bytes);
        Ok(self.entries)
    }

    /// Writes the head.
    pub(crate) fn save(&self, storage: &mut dyn Storage) {
        state::save_head(storage, self.entries, &self.head);
    }

    /// What other films have not recouped, where it is not what was read last: party, film and value. What is credited
    /// to such a party and not delivered yet is as good as recouped there: read again before the delivery, the same
    /// deficit would be covered twice. A film that does not answer is taken to stand where it stood, so that it holds
    /// nobody else's money up.
    pub(crate) fn news(&self, deps: Deps) -> Result<Vec<(usize, usize, u128)>, ContractError> {
        let films = &self.terms.schedule.films;
        let mut news = Vec::new();
        if films.is_empty() {
            return Ok(news);
        }
        let parties = state::parties(deps.storage, deps.api)?;
        let paid = state::paid(deps.storage)?.delivered;
        for (film, (party, known)) in films.iter().zip(&self.head.deficits).enumerate() {
            let Some(Party { payee: Payee::Film { account, .. }, .. }) = parties.get(*party) else {
                return Err(ContractError::Books);
            };
            let (Some(credited), Some(paid)) = (self.head.credited.get(*party), paid.get(*party)) else {
                return Err(ContractError::Books);
            };
            let Ok(deficit) = deps.querier.query_wasm_smart::<Uint128>(account, &QueryMsg::Deficit {}) else {
                continue;
            };
            let value = deficit.u128().saturating_sub(less(*credited, *paid)?);
            if value != *known {
                news.push((*party, film, value));
            }
        }
        Ok(news)
    }
}

/// Pages in storage.
struct Pages<'a> {
    storage: &'a dyn Storage,
    schedule: &'a Schedule,
}

impl Shelf for Pages<'_> {
    fn page(&self, number: usize) -> Option<Page> {
        let bytes = state::page(self.storage, number)?;
        backlot_waterfall::codec::decode_page(self.schedule, number, &bytes).ok()
    }
}

fn cut(text: &str) -> String {
    text.chars().take(64).collect()
}
