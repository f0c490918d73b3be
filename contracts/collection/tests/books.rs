//! What moves the books beside receipts: approvals, figures, reserves, other films; and who is paid later.

mod film;

use std::collections::BTreeMap;

use backlot_api::collection::{
    code, Booked, CollectionApproved, CollectionAttested, CollectionReceived, Credit, Entry, ExecuteMsg,
    ExpensesResponse, FigureResponse, QueryMsg,
};
use backlot_api::event::TypedEvent;
use backlot_api::schedule::{Cap, Condition, Deduction, Limit, Party, Payee, Share, Step, When};
use backlot_testkit::{balance, code_of, pass, state_hash};
use cosmwasm_std::{Addr, Uint128};
use film::{Film, DENOM};

fn day(days: u64) -> u64 {
    days * 86_400
}

/// By hand: of 10,000 go 100 and 1,500; 8,400 are left for 30,000 of expenses, and the next 30,000 leave the rest.
#[test]
fn expenses_come_back_as_they_were_approved() {
    let mut film = Film::new();
    film.receive("cinema", 10_000).unwrap();
    assert_eq!(film.credited()["bank"], 8_400);
    let done = film.approve("cinema", "sales", 20_000).unwrap();
    let told = CollectionApproved::read_all(&done.events, film.collection.as_str());
    let (source, party) = ("cinema".to_string(), "sales".to_string());
    assert_eq!(told, [CollectionApproved { number: 2, source: source.clone(), party: party.clone(), amount: 20_000 }]);
    film.approve("cinema", "sales", 10_000).unwrap();
    film.receive("cinema", 10_000).unwrap();
    assert_eq!((film.credited()["bank"], film.credited()["sales"]), (8_400, 1_500 + 9_900));
    film.receive("cinema", 30_000).unwrap();
    assert_eq!(film.credited()["bank"], 8_400 + 25_200 - 21_600);
    let rows: Vec<ExpensesResponse> = film.query(&QueryMsg::Expenses {});
    let [cap, approved, recovered] = [75_000, 30_000, 30_000].map(Uint128::new);
    assert_eq!(rows, [ExpensesResponse { source, party, cap, approved, recovered }]);
    let hash = state_hash(&film.app);
    assert_eq!(code_of(film.approve("cinema", "sales", 45_001)), code::BOOKS);
    assert_eq!(state_hash(&film.app), hash);
    film.approve("cinema", "sales", 45_000).unwrap();
    film.check(&BTreeMap::new());
    film.replay();
}

#[test]
fn a_figure_grows_and_opens_what_waits_for_it() {
    let mut film = Film::with(|agreement| {
        let tiers = &mut agreement.schedule.tables[0].tiers;
        let reaches = Uint128::new(1_000_000);
        tiers[0].opens = Some(When::All(vec![Condition::Figure { figure: "admissions".into(), reaches }]));
    });
    film.receive("tv", 1_000).unwrap();
    assert!(!film.credited().contains_key("bank"));
    film.attest("admissions", 999_999).unwrap();
    film.receive("tv", 1_000).unwrap();
    assert!(!film.credited().contains_key("bank"));
    let done = film.attest("admissions", 1_000_000).unwrap();
    let told = CollectionAttested::read_all(&done.events, film.collection.as_str());
    assert_eq!(told, [CollectionAttested { number: 4, figure: "admissions".into(), value: 1_000_000 }]);
    film.receive("tv", 1_000).unwrap();
    assert_eq!(film.credited()["bank"], 965);
    let hash = state_hash(&film.app);
    for value in [0, 999_999, 1_000_000] {
        assert_eq!(code_of(film.attest("admissions", value)), code::BOOKS);
        assert_eq!(state_hash(&film.app), hash);
    }
    let rows: Vec<FigureResponse> = film.query(&QueryMsg::Figures {});
    assert_eq!(rows, [FigureResponse { figure: "admissions".into(), value: Uint128::new(1_000_000) }]);
    film.replay();
}

/// 10 % of television for ninety days; then it flows on, by a receipt or by anyone who asks.
#[test]
fn a_reserve_flows_on_when_its_day_has_come() {
    let mut film = Film::new();
    let until = film.today() + 90;
    film = Film::with(|agreement| {
        agreement.schedule.sources[1].off_the_top.push(Deduction::Reserve { bps: 1_000, cap: None, until });
    });
    film.receive("tv", 10_000).unwrap();
    assert_eq!((film.credited()["bank"], film.totals().held.u128()), (8_650, 1_000));
    film.check(&BTreeMap::new());
    pass(&mut film.app, day(89));
    let hash = state_hash(&film.app);
    assert_eq!(code_of(film.release()), code::BOOKS);
    assert_eq!(state_hash(&film.app), hash);
    pass(&mut film.app, day(1));
    let done = film.release().unwrap();
    let told = CollectionReceived::read_all(&done.events, film.collection.as_str());
    let nothing =
        CollectionReceived { number: 2, source: String::new(), amount: 0, deducted: 0, credited: 1_000, held: 0 };
    assert_eq!(told, [nothing]);
    assert_eq!((film.credited()["bank"], film.totals().held.u128()), (9_650, 0));
    assert_eq!(code_of(film.release()), code::BOOKS);
    film.check(&BTreeMap::new());
    film.replay();
}

/// The first film's account with a second film beside it, whose deficit it covers after the loan.
struct Pair {
    film: Film,
    sister: Addr,
}

impl Pair {
    fn new() -> Self {
        let mut film = Film::new();
        let (sister, _) = film.open(&film::draft(&film.app).agreement);
        Self::of(film, sister)
    }

    fn of(mut film: Film, sister: Addr) -> Self {
        let mut agreement = film::draft(&film.app).agreement;
        let payee = Payee::Film { account: sister.to_string(), source: "tv".into() };
        agreement.parties.push(Party { id: "sister".into(), payee, invested: None, held_until: None, voice: None });
        let cap = Some(Cap::Only(Limit::Deficit {}));
        let mut tier = backlot_testkit::tier("crossed", vec![Share { party: "sister".into(), weight: 1, cap }]);
        tier.ends = Some(When::All(vec![Condition::Day { from: 30_000 }]));
        agreement.schedule.tables[0].tiers.insert(1, tier);
        (film.collection, film.agreements) = film.open(&agreement);
        Self { film, sister }
    }

    fn deficit(&self) -> u128 {
        let answer: Uint128 = self.film.app.wrap().query_wasm_smart(&self.sister, &QueryMsg::Deficit {}).unwrap();
        answer.u128()
    }

    fn booked(&self) -> Vec<(u64, u128)> {
        let rows = self.film.entries().into_iter();
        rows.filter_map(|Entry { number, booked, .. }| match booked {
            Booked::Deficit { value, .. } => Some((number, value.u128())),
            _ => None,
        })
        .collect()
    }
}

/// The sister's capped tiers, all of them open: 500,000 + 1,800,000 + 150,000.
#[test]
fn another_films_deficit_is_read_before_money_is_divided() {
    let mut pair = Pair::new();
    assert_eq!(pair.deficit(), 2_450_000);
    let source = "tv".to_owned();
    let forecast: Vec<Credit> = pair.film.query(&QueryMsg::WhatIf { source, amount: Uint128::new(1_000_000) });
    let done = pair.film.receive("tv", 1_000_000).unwrap();
    let forecast: BTreeMap<_, _> = forecast.into_iter().map(|row| (row.party, row.amount.u128())).collect();
    assert_eq!(forecast, pair.film.credited());
    assert_eq!(CollectionReceived::read_all(&done.events, pair.film.collection.as_str())[0].number, 2);
    assert_eq!(pair.booked(), [(1, 2_450_000)]);
    assert_eq!(pair.film.credited()["sister"], 465_000);
    // What is credited and has not gone out yet is not owed to the sister a second time: there is no news.
    pair.film.receive("tv", 1_000_000).unwrap();
    assert_eq!((pair.booked().len(), pair.film.credited()["sister"]), (1, 1_430_000));

    pair.film.deliver(&["sister"]).unwrap();
    assert_eq!(balance(&pair.film.app, &pair.sister, DENOM), 1_430_000);
    let rows: Vec<Entry> = pair
        .film
        .app
        .wrap()
        .query_wasm_smart(&pair.sister, &QueryMsg::Entries { start_after: None, limit: None })
        .unwrap();
    assert_eq!(rows[0].booked, Booked::Received { source: "tv".into(), amount: Uint128::new(1_430_000) });
    assert_eq!(rows[0].sender, pair.film.collection.as_str());
    assert_eq!(rows[0].reference.as_deref(), Some("collection/1"));
    // Commission and guild took 3.5 % of it there, which is still to be recouped.
    assert_eq!(pair.deficit(), 2_450_000 - 1_379_950);
    pair.film.receive("tv", 2_000_000).unwrap();
    assert_eq!(pair.booked(), [(1, 2_450_000), (4, 1_070_050)]);
    assert_eq!(pair.film.credited()["sister"], 1_430_000 + 1_070_050);
    pair.film.replay();
}

/// Whatever an account that does not answer may be, it holds nobody's money up.
#[test]
fn a_film_that_does_not_answer_stands_where_it_stood() {
    let film = Film::new();
    let engine = film.engine.clone();
    let mut pair = Pair::of(film, engine);
    pair.film.receive("tv", 1_000_000).unwrap();
    assert_eq!(pair.booked(), []);
    assert!(!pair.film.credited().contains_key("sister"));
    pair.film.replay();
}

#[test]
fn a_party_is_paid_from_its_day_on() {
    let mut film = Film::new();
    let until = film.today() + 10;
    film = Film::with(|agreement| agreement.parties[3].held_until = Some(until));
    film.receive("tv", 1_000).unwrap();
    assert_eq!(film.credited()["bank"], 965);
    let hash = state_hash(&film.app);
    assert_eq!(code_of(film.deliver(&["guild", "bank"])), code::HELD);
    assert_eq!(state_hash(&film.app), hash);
    film.deliver(&[]).unwrap();
    let paid: Vec<_> =
        film.parties().into_iter().filter(|row| !row.delivered.is_zero()).map(|row| row.party.id).collect();
    assert_eq!(paid, ["agent", "guild"]);
    assert_eq!(code_of(film.deliver(&[])), code::NOTHING);
    pass(&mut film.app, day(10));
    film.deliver(&["bank"]).unwrap();
    film.check(&BTreeMap::new());
}

/// Brackets: 500 for the first 1,000 admissions at 50 %, and nothing beyond.
#[test]
fn support_by_brackets_follows_the_figure() {
    let mut film = Film::with(|agreement| {
        let steps = vec![Step { from: Uint128::zero(), bps: 5_000 }, Step { from: Uint128::new(1_000), bps: 0 }];
        let figure = "admissions".to_owned();
        agreement.schedule.tables[0].tiers[0].shares[0].cap = Some(Cap::Only(Limit::Brackets { figure, steps }));
    });
    film.receive("tv", 10_000).unwrap();
    assert!(!film.credited().contains_key("bank"));
    film.attest("admissions", 600).unwrap();
    film.receive("tv", 10_000).unwrap();
    assert_eq!(film.credited()["bank"], 300);
    film.attest("admissions", 5_000).unwrap();
    film.receive("tv", 10_000).unwrap();
    assert_eq!(film.credited()["bank"], 500);
    film.replay();
}

/// Every kind of entry, in the order in which it was booked, with who said it and their reference.
#[test]
fn entries_tell_everything_that_moved_the_books() {
    let mut film = Film::new();
    film.receive("cinema", 10).unwrap();
    film.approve("cinema", "sales", 20).unwrap();
    film.attest("admissions", 30).unwrap();
    let payer = film.payer.clone();
    film.deposit(&payer, 40, DENOM).unwrap();
    film.by_owner(&ExecuteMsg::Assign { entry: 1, source: "tv".into() }).unwrap();
    let rows = film.entries();
    let [cinema, tv, sales, admissions] = ["cinema", "tv", "sales", "admissions"].map(String::from);
    let [ten, twenty, thirty, forty] = [10, 20, 30, 40].map(Uint128::new);
    assert_eq!(
        rows.iter().map(|row| row.booked.clone()).collect::<Vec<_>>(),
        [
            Booked::Received { source: cinema.clone(), amount: ten },
            Booked::Approved { source: cinema, party: sales, amount: twenty },
            Booked::Attested { figure: admissions, value: thirty },
            Booked::Received { source: tv, amount: forty },
        ]
    );
    let owner = film.owner.as_str();
    let senders: Vec<_> = rows.iter().map(|row| row.sender.as_str()).collect();
    assert_eq!(senders, [payer.as_str(), owner, owner, payer.as_str()]);
    let references: Vec<_> = rows.iter().map(|row| row.reference.as_deref()).collect();
    assert_eq!(references, [Some("Q1"), Some("invoices"), None, Some("whose?")]);
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert_eq!(film.totals().entries, 4);
}
