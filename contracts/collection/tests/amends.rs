//! Another version of the agreement: what it may do, and what no version may do whoever hands it over.

mod film;

use std::collections::BTreeMap;

use backlot_api::agreements;
use backlot_api::collection::{code, Booked, BooksResponse, CollectionAmended, ConfigResponse, ExecuteMsg, QueryMsg};
use backlot_api::event::TypedEvent;
use backlot_api::schedule::{Agreement, Party, Payee};
use backlot_api::{code as shared, engine::Compilation};
use backlot_testkit::{code_of, share, state_hash, tier};
use backlot_waterfall::{amend, Books, Terms};
use cosmwasm_std::{coins, Addr, Binary};
use film::{Film, DENOM};

/// A film with money in its books and on its way, and the next version of its agreement: parties in another order, a
/// new one, other profits, a tier less.
struct Case {
    film: Film,
    next: Agreement,
}

/// What is handed over.
struct Handed {
    version: u32,
    terms: Terms,
    books: Books<'static>,
    parties: Vec<Party>,
}

impl Case {
    fn new() -> Self {
        let mut film = Film::new();
        film.approve("cinema", "sales", 10_000).unwrap();
        film.receive("cinema", 4_000_003).unwrap();
        film.deliver(&["bank", "holders"]).unwrap();
        film.receive("tv", 1_001).unwrap();
        let mut next = film::draft(&film.app).agreement;
        next.parties.reverse();
        let heir = Payee::Wallet { address: backlot_testkit::addr(&film.app, "crew").into() };
        next.parties.push(Party { id: "heir".into(), payee: heir, invested: None, held_until: None, voice: None });
        let tiers = &mut next.schedule.tables[0].tiers;
        tiers[3] = tier("profits", vec![share("heir", 1, 0), share("producer", 1, 0), share("holders", 2, 0)]);
        Self { film, next }
    }

    /// As the engine carries the books over.
    fn carried(&self) -> Handed {
        let BooksResponse { terms, books } = self.film.query(&QueryMsg::Books {});
        let schedule = Terms::decode(&terms).unwrap().schedule;
        let mut books = Books::decode(&schedule, &books).unwrap();
        let current = film::draft(&self.film.app).agreement;
        let amended = amend(&current, &mut books, &self.next).unwrap();
        let Compilation { parties, terms, .. } = self.film.compile(&self.next);
        assert_eq!(amended.terms.encode(), terms.to_vec());
        Handed { version: 2, terms: amended.terms, books: amended.books, parties }
    }

    fn message(mut handed: Handed) -> ExecuteMsg {
        let books = handed.books.encode(&handed.terms.schedule).unwrap().into();
        ExecuteMsg::Amend {
            version: handed.version,
            terms: handed.terms.encode().into(),
            books,
            parties: handed.parties,
        }
    }

    #[track_caller]
    fn refused(&mut self, msg: &ExecuteMsg, expected: &str) {
        let agreements = self.film.agreements.clone();
        let before = state_hash(&self.film.app);
        assert_eq!(code_of(self.film.execute(&agreements, msg, &[])), expected);
        assert_eq!(state_hash(&self.film.app), before);
    }
}

#[test]
fn the_account_goes_on_under_another_version() {
    let mut case = Case::new();
    let msg = Case::message(case.carried());
    let film = &mut case.film;
    let (credited, totals) = (film.credited(), film.totals());
    let delivered = |film: &Film| -> BTreeMap<String, u128> {
        let rows = film.parties().into_iter().filter(|row| !row.delivered.is_zero());
        rows.map(|row| (row.party.id, row.delivered.u128())).collect()
    };
    let before = delivered(film);
    let agreements = film.agreements.clone();
    let done = film.execute(&agreements, &msg, &[]).unwrap();
    let told = CollectionAmended::read_all(&done.events, film.collection.as_str());
    assert_eq!(told, [CollectionAmended { number: 4, version: 2 }]);
    let config: ConfigResponse = film.query(&QueryMsg::Config {});
    assert_eq!(config.version, 2);
    assert_eq!((film.credited(), delivered(film)), (credited.clone(), before));
    assert_eq!((film.totals().received, film.totals().held), (totals.received, totals.held));
    assert_eq!(film.parties()[0].party.id, "holders");
    let entry = film.entries().pop().unwrap();
    assert_eq!((entry.booked, entry.sender), (Booked::Amended { version: 2 }, agreements.to_string()));
    // Older entries still say what they said, though nothing stands where it stood.
    assert!(
        matches!(&film.booked()[0], Booked::Approved { source, party, .. } if source == "cinema" && party == "sales")
    );

    film.receive("tv", 400_000).unwrap();
    assert_eq!(film.credited()["heir"], 386_000 / 4);
    film.deliver(&[]).unwrap();
    film.check(&BTreeMap::new());
}

/// The new version has fewer tiers than the old one: pages that nobody reads any more are gone.
#[test]
fn pages_of_tiers_that_are_no_more_go() {
    let mut film = Film::with(|agreement| {
        let tiers = &mut agreement.schedule.tables[0].tiers;
        for n in 0..8 {
            tiers.insert(0, tier(&format!("more-{n}"), vec![share("crew", 1, 10)]));
        }
    });
    let pages = |film: &Film| {
        let storage = film.app.contract_storage(&film.collection);
        storage
            .range(None, None, cosmwasm_std::Order::Ascending)
            .filter(|(key, _)| key.starts_with(b"\0\x05pages"))
            .count()
    };
    assert_eq!(pages(&film), 3);
    let next = film::draft(&film.app).agreement;
    let Compilation { parties, terms, .. } = film.compile(&next);
    let schedule = Terms::decode(&terms).unwrap().schedule;
    let books = Books::start(&schedule).encode(&schedule).unwrap().into();
    let agreements = film.agreements.clone();
    film.execute(&agreements, &ExecuteMsg::Amend { version: 2, terms, books, parties }, &[]).unwrap();
    assert_eq!(pages(&film), 1);
    film.receive("tv", 1_000).unwrap();
    film.check(&BTreeMap::new());
}

#[test]
fn only_the_films_agreements_amend() {
    let mut case = Case::new();
    let msg = Case::message(case.carried());
    let film = &mut case.film;
    let others: [Addr; 4] = [film.owner.clone(), film.stranger.clone(), film.engine.clone(), film.collection.clone()];
    for sender in others {
        let before = state_hash(&film.app);
        assert_eq!(code_of(film.execute(&sender, &msg, &[])), shared::UNAUTHORIZED);
        assert_eq!(state_hash(&film.app), before);
    }
    let agreements = film.agreements.clone();
    backlot_testkit::mint(&mut film.app, &agreements, cosmwasm_std::coin(1, DENOM));
    assert_eq!(code_of(film.execute(&agreements, &msg, &coins(1, DENOM))), shared::NO_FUNDS);
}

/// Books that are false in one thing each. Parties of the next version are the old ones reversed and one more.
#[test]
fn no_books_may_move_past_money() {
    let mut case = Case::new();
    type Change = fn(&mut Handed);
    let cases: [(&str, Change); 9] = [
        ("from one to another", |h| {
            let (bank, crew) = (h.terms.names.party("bank").unwrap(), h.terms.names.party("crew").unwrap());
            h.books.head.credited[bank] -= 1;
            h.books.head.credited[crew] += 1;
        }),
        ("to somebody new", |h| {
            let (bank, heir) = (h.terms.names.party("bank").unwrap(), h.terms.names.party("heir").unwrap());
            h.books.head.credited[bank] -= 1;
            h.books.head.credited[heir] += 1;
        }),
        ("out of what waits", |h| {
            let heir = h.terms.names.party("heir").unwrap();
            h.books.head.credited[heir] += 1;
        }),
        ("more receipts than there were", |h| h.books.head.gross[0] += 1),
        ("fewer", |h| h.books.head.gross[0] -= 1),
        ("a day that lies ahead", |h| h.books.head.day += 1),
        ("a day that is past", |h| h.books.head.day -= 1),
        ("the version in force", |h| h.version = 1),
        ("books without the tiers", |h| {
            let head = h.books.head.clone();
            h.books = Books::start(&h.terms.schedule);
            h.books.head = head;
        }),
    ];
    for (why, change) in cases {
        let mut handed = case.carried();
        change(&mut handed);
        println!("{why}");
        case.refused(&Case::message(handed), code::AMENDMENT);
    }
}

#[test]
fn what_cannot_be_read_or_paid_is_not_taken() {
    let mut case = Case::new();
    let good = Case::message(case.carried());
    let ExecuteMsg::Amend { version, terms, books, parties } = good.clone() else { unreachable!() };
    let cut = |bytes: &Binary| Binary::new(bytes[..bytes.len() - 1].to_vec());
    let with = |terms: &Binary, books: &Binary, parties: &[Party]| ExecuteMsg::Amend {
        version,
        terms: terms.clone(),
        books: books.clone(),
        parties: parties.to_vec(),
    };
    for msg in [
        with(&cut(&terms), &books, &parties),
        with(&terms, &cut(&books), &parties),
        with(&terms, &Binary::default(), &parties),
    ] {
        case.refused(&msg, code::AMENDMENT);
    }
    let mut other = parties.clone();
    other.swap(0, 1);
    case.refused(&with(&terms, &books, &other), shared::STD);
    other = parties.clone();
    other[0].payee = Payee::Wallet { address: case.film.collection.to_string() };
    case.refused(&with(&terms, &books, &other), agreements::code::PAYEE);
    // A party that has credit is missing.
    let mut next = case.next.clone();
    next.parties.retain(|party| party.id != "guild");
    next.schedule.sources[1].off_the_top.pop();
    let Compilation { parties, terms, .. } = case.film.compile(&next);
    let Terms { names, schedule } = Terms::decode(&terms).unwrap();
    let handed = case.carried();
    let mut fewer = Books::start(&schedule);
    fewer.head.day = handed.books.head.day;
    fewer.head.gross = handed.books.head.gross.clone();
    for (id, credited) in handed.terms.names.parties.iter().zip(&handed.books.head.credited) {
        if let Some(at) = names.party(id) {
            fewer.head.credited[at] = *credited;
        }
    }
    let books = fewer.encode(&schedule).unwrap().into();
    case.refused(&with(&terms, &books, &parties), code::AMENDMENT);
    // And the message that all of these were made from is taken.
    let agreements = case.film.agreements.clone();
    case.film.execute(&agreements, &good, &[]).unwrap();
}
