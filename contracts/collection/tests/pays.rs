//! What the collection account does with money.

mod film;

use std::collections::BTreeMap;

use backlot_api::collection::{
    code, Booked, CollectionAssigned, CollectionCredited, CollectionDelivered, CollectionReceived, CollectionRecovered,
    CollectionSuspended, Credit, Entry, ExecuteMsg, QueryMsg, SourceResponse, TierResponse,
};
use backlot_api::event::TypedEvent;
use backlot_api::interchange::{self, InterchangeAccepted};
use backlot_api::returns;
use backlot_testkit::{addr, balance, code_of, state_hash};
use cosmwasm_std::{coins, Uint128};
use film::{Film, DENOM, OTHER};

fn map(rows: &[(&str, u128)]) -> BTreeMap<String, u128> {
    rows.iter().map(|(party, amount)| ((*party).to_owned(), *amount)).collect()
}

/// By hand: 1 % and 15 % of a million leave 840,000; 500,000 of it to the bank, 340,000 as 3 : 2.
#[test]
fn a_receipt_is_divided_at_once() {
    let mut film = Film::new();
    let source = "cinema".to_string();
    let forecast: Vec<Credit> = film.query(&QueryMsg::WhatIf { source, amount: Uint128::new(1_000_000) });
    let done = film.receive("cinema", 1_000_000).unwrap();
    let expected =
        map(&[("agent", 10_000), ("sales", 150_000), ("bank", 500_000), ("equity-a", 204_000), ("holders", 136_000)]);
    assert_eq!(film.credited(), expected);
    let forecast: BTreeMap<_, _> = forecast.into_iter().map(|row| (row.party, row.amount.u128())).collect();
    assert_eq!(forecast, expected);
    film.check(&BTreeMap::new());

    let told = CollectionReceived::read_all(&done.events, film.collection.as_str());
    let (deducted, credited) = (160_000, 1_000_000);
    let received =
        CollectionReceived { number: 1, source: "cinema".into(), amount: 1_000_000, deducted, credited, held: 0 };
    assert_eq!(told, [received]);
    let told = CollectionCredited::read_all(&done.events, film.collection.as_str());
    assert!(told.iter().all(|event| event.number == 1));
    assert_eq!(told.into_iter().map(|event| (event.party, event.amount)).collect::<BTreeMap<_, _>>(), expected);

    let rows = film.entries();
    assert_eq!(rows.len(), 1);
    let source = "cinema".to_string();
    assert_eq!(rows[0].booked, Booked::Received { source, amount: Uint128::new(1_000_000) });
    assert_eq!((rows[0].number, rows[0].sender.as_str()), (1, film.payer.as_str()));
    assert_eq!(rows[0].reference.as_deref(), Some("Q1"));
    assert_eq!(rows[0].time, film.app.block_info().time);
    let rows: Vec<SourceResponse> = film.query(&QueryMsg::Sources { start_after: None, limit: None });
    let rows: Vec<_> = rows.iter().map(|row| (row.id.as_str(), row.received.u128(), row.deducted.u128())).collect();
    assert_eq!(rows, [("cinema", 1_000_000, 160_000), ("tv", 0, 0)]);
    let rows: Vec<TierResponse> = film.query(&QueryMsg::Tiers { start_after: None, limit: None });
    let room = |row: &TierResponse| row.shares.iter().map(|share| share.room.map(|room| room.u128())).collect();
    let row = |row: &TierResponse| (row.position, row.paid.u128(), row.open, row.ended, room(row));
    type Row = (u32, u128, bool, bool, Vec<Option<u128>>);
    let expected: [Row; 4] = [
        (0, 500_000, false, true, vec![Some(0)]),
        (1, 340_000, true, false, vec![Some(876_000), Some(584_000)]),
        (2, 0, true, false, vec![Some(100_000), Some(50_000)]),
        (3, 0, true, false, vec![None, None]),
    ];
    assert_eq!(rows.iter().map(row).collect::<Vec<_>>(), expected);
    assert!(rows.iter().all(|row| row.table == "all"));
    film.replay();
}

/// acceptance: P6
#[test]
fn many_small_receipts_give_what_one_large_one_gives() {
    let (mut one, mut many) = (Film::new(), Film::new());
    one.receive("cinema", 700_001).unwrap();
    one.receive("tv", 99_999).unwrap();
    let parts = [1, 2, 3, 333_331, 7, 50_000, 316_657];
    assert_eq!(parts.iter().sum::<u128>(), 700_001);
    many.receive("tv", 49_999).unwrap();
    for part in parts {
        many.receive("cinema", part).unwrap();
        many.check(&BTreeMap::new());
    }
    many.receive("tv", 50_000).unwrap();
    assert_eq!(one.credited(), many.credited());
    assert_eq!(one.totals().held, many.totals().held);
    many.replay();
}

#[test]
fn rows_come_in_pages() {
    let mut film = Film::new();
    (0..5).for_each(|_| drop(film.receive("tv", 10).unwrap()));
    let page: Vec<Entry> = film.query(&QueryMsg::Entries { start_after: Some(2), limit: Some(2) });
    assert_eq!(page.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 4]);
    let page: Vec<Entry> = film.query(&QueryMsg::Entries { start_after: Some(u64::MAX), limit: None });
    assert!(page.is_empty());
    let page: Vec<TierResponse> = film.query(&QueryMsg::Tiers { start_after: Some(1), limit: Some(1) });
    assert_eq!(page.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["deferred"]);
    let page: Vec<SourceResponse> = film.query(&QueryMsg::Sources { start_after: Some("cinema".into()), limit: None });
    assert_eq!(page.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["tv"]);
    let msg = QueryMsg::Parties { start_after: Some("crew".into()), limit: Some(1) };
    let page: Vec<backlot_api::collection::PartyResponse> = film.query(&msg);
    assert_eq!(page.iter().map(|row| row.party.id.as_str()).collect::<Vec<_>>(), ["fee"]);
}

/// Wallets are paid in one set, the two parties with one wallet together; the series' share is in its pot.
#[test]
fn everyone_is_paid_what_they_are_credited() {
    let mut film = Film::new();
    film.receive("cinema", 4_000_000).unwrap();
    film.receive("tv", 100_003).unwrap();
    let credited = film.credited();
    let done = film.deliver(&[]).unwrap();
    film.check(&BTreeMap::new());
    let told = CollectionDelivered::read_all(&done.events, film.collection.as_str());
    assert_eq!(told.into_iter().map(|event| (event.party, event.amount)).collect::<BTreeMap<_, _>>(), credited);
    let sets = InterchangeAccepted::read_all(&done.events, film.interchange.as_str());
    assert_eq!(sets.iter().map(|set| (set.set.as_str(), set.payments)).collect::<Vec<_>>(), [("collection/1", 7)]);
    let producer = addr(&film.app, "producer");
    assert_eq!(balance(&film.app, &producer, DENOM), credited["producer"] + credited["fee"]);
    let series: returns::SeriesResponse =
        film.app.wrap().query_wasm_smart(&film.returns, &returns::QueryMsg::Series { series: 0 }).unwrap();
    assert_eq!(series.pot.u128(), credited["holders"]);

    assert_eq!(code_of(film.deliver(&[])), code::NOTHING);
    film.receive("tv", 1_000).unwrap();
    let done = film.deliver(&[]).unwrap();
    assert_eq!(InterchangeAccepted::read_all(&done.events, film.interchange.as_str())[0].set, "collection/2");
    film.check(&BTreeMap::new());
}

#[test]
fn parties_can_be_paid_by_name() {
    let mut film = Film::new();
    film.receive("cinema", 4_000_000).unwrap();
    film.deliver(&["holders", "bank"]).unwrap();
    let paid = film.parties().into_iter().filter(|row| !row.delivered.is_zero()).map(|row| row.party.id);
    assert_eq!(paid.collect::<Vec<_>>(), ["bank", "holders"]);
    assert_eq!(code_of(film.deliver(&["bank", "guild"])), code::NOTHING);
    film.check(&BTreeMap::new());
}

/// acceptance: P8
#[test]
fn a_wallet_that_cannot_receive_holds_nobody_up() {
    let mut film = Film::new();
    let crew = addr(&film.app, "crew");
    film.rail.block(&crew);
    film.receive("cinema", 4_000_000).unwrap();
    film.deliver(&[]).unwrap();
    film.check(&BTreeMap::new());
    assert_eq!(balance(&film.app, &crew, DENOM), 0);
    assert_eq!(balance(&film.app, &addr(&film.app, "bank"), DENOM), 500_000);
    let why = interchange::QueryMsg::WhyNotPaid { wallet: crew.into(), denom: DENOM.into() };
    let parked: Option<interchange::Parked> = film.app.wrap().query_wasm_smart(&film.interchange, &why).unwrap();
    assert_eq!(parked.expect("parked").amount.u128(), 100_000);
}

/// acceptance: P12
#[test]
fn suspense_goes_back_to_its_sender_whoever_asks() {
    let mut film = Film::new();
    let (payer, owner, stranger) = (film.payer.clone(), film.owner.clone(), film.stranger.clone());
    let before = balance(&film.app, &payer, OTHER);
    let done = film.deposit(&payer, 70, OTHER).unwrap();
    let told = CollectionSuspended::read_all(&done.events, film.collection.as_str());
    let sender = payer.to_string();
    assert_eq!(told, [CollectionSuspended { entry: 1, sender: sender.clone(), denom: OTHER.into(), amount: 70 }]);
    film.deposit(&payer, 30, OTHER).unwrap();
    film.check(&BTreeMap::new());

    let hash = state_hash(&film.app);
    let recover = ExecuteMsg::Recover { entry: 1 };
    assert_eq!(code_of(film.execute(&stranger, &recover, &[])), backlot_api::code::UNAUTHORIZED);
    assert_eq!(state_hash(&film.app), hash);
    let done = film.execute(&payer, &recover, &[]).unwrap();
    let told = CollectionRecovered::read_all(&done.events, film.collection.as_str());
    assert_eq!(told, [CollectionRecovered { entry: 1, sender, denom: OTHER.into(), amount: 70 }]);
    assert_eq!(code_of(film.execute(&payer, &recover, &[])), code::ENTRY);
    let owners = balance(&film.app, &owner, OTHER);
    film.execute(&owner, &ExecuteMsg::Recover { entry: 2 }, &[]).unwrap();
    assert_eq!(balance(&film.app, &owner, OTHER), owners);
    assert_eq!(balance(&film.app, &payer, OTHER), before);
    film.check(&BTreeMap::new());
}

#[test]
fn an_assigned_entry_is_a_receipt_of_its_sender() {
    let mut film = Film::new();
    let payer = film.payer.clone();
    film.deposit(&payer, 1_000, DENOM).unwrap();
    film.deposit(&payer, 1_000, OTHER).unwrap();
    let done = film.by_owner(&ExecuteMsg::Assign { entry: 1, source: "tv".into() }).unwrap();
    let told = CollectionAssigned::read_all(&done.events, film.collection.as_str());
    assert_eq!(told, [CollectionAssigned { entry: 1, number: 1 }]);
    assert_eq!(CollectionReceived::read_all(&done.events, film.collection.as_str()).len(), 1);
    assert_eq!(film.credited(), map(&[("agent", 10), ("guild", 25), ("bank", 965)]));
    let rows = film.entries();
    assert_eq!((rows[0].sender.as_str(), rows[0].reference.as_deref()), (payer.as_str(), Some("whose?")));
    film.check(&BTreeMap::new());

    let hash = state_hash(&film.app);
    for (entry, source, refusal) in
        [(1, "tv", code::ENTRY), (2, "tv", code::ENTRY_DENOM), (3, "tv", code::ENTRY), (2, "radio", code::ENTRY_DENOM)]
    {
        let assign = ExecuteMsg::Assign { entry, source: source.into() };
        assert_eq!(code_of(film.by_owner(&assign)), refusal);
        assert_eq!(state_hash(&film.app), hash);
    }
}

/// acceptance: P12
#[test]
fn plain_bank_sends_are_found_and_given_a_name() {
    let mut film = Film::new();
    film.receive("cinema", 1_000_003).unwrap();
    let payer = film.payer.clone();
    film.deposit(&payer, 500, DENOM).unwrap();
    film.plain_send(40, DENOM);
    film.plain_send(9, OTHER);
    film.check(&BTreeMap::from([(DENOM, 40), (OTHER, 9)]));
    let sender = film.stranger.to_string();
    let attribute = |denom: &str, amount: u128| ExecuteMsg::Attribute {
        denom: denom.into(),
        amount: Uint128::new(amount),
        sender: sender.clone(),
    };
    // Nothing that belongs to somebody can be named away.
    let hash = state_hash(&film.app);
    for (denom, amount) in [(DENOM, 41), (OTHER, 10), ("uosmo", 1), (DENOM, u128::MAX)] {
        assert_eq!(code_of(film.by_owner(&attribute(denom, amount))), code::SURPLUS);
        assert_eq!(state_hash(&film.app), hash);
    }
    film.by_owner(&attribute(DENOM, 30)).unwrap();
    film.by_owner(&attribute(OTHER, 9)).unwrap();
    film.check(&BTreeMap::from([(DENOM, 10)]));
    let stranger = film.stranger.clone();
    film.execute(&stranger, &ExecuteMsg::Recover { entry: 3 }, &[]).unwrap();
    film.by_owner(&ExecuteMsg::Assign { entry: 2, source: "tv".into() }).unwrap();
    film.check(&BTreeMap::from([(DENOM, 10)]));
}

#[test]
fn a_pause_stops_receipts_and_nothing_else() {
    let mut film = Film::new();
    let payer = film.payer.clone();
    film.receive("cinema", 1_000_000).unwrap();
    film.by_owner(&ExecuteMsg::SetPaused { paused: true }).unwrap();
    film.deposit(&payer, 10, DENOM).unwrap();
    film.deposit(&payer, 20, DENOM).unwrap();
    let hash = state_hash(&film.app);
    assert_eq!(code_of(film.receive("cinema", 5)), backlot_api::code::PAUSED);
    let assign = ExecuteMsg::Assign { entry: 1, source: "tv".into() };
    assert_eq!(code_of(film.by_owner(&assign)), backlot_api::code::PAUSED);
    assert_eq!(code_of(film.release()), backlot_api::code::PAUSED);
    assert_eq!(state_hash(&film.app), hash);
    film.deliver(&[]).unwrap();
    film.execute(&payer, &ExecuteMsg::Recover { entry: 2 }, &[]).unwrap();
    film.by_owner(&ExecuteMsg::SetPaused { paused: false }).unwrap();
    film.by_owner(&assign).unwrap();
    film.check(&BTreeMap::new());
}

/// Effects come from the coins that came, and from nothing the message says.
/// acceptance: P13
#[test]
fn only_received_coins_count() {
    let mut film = Film::new();
    film.receive("tv", 777).unwrap();
    let payer = film.payer.clone();
    let before = film.totals();
    // The message has no field for an amount; one that claims to have it is refused whole.
    let claim = br#"{"receive":{"source":"tv","reference":null,"amount":"1000000"}}"#;
    let msg = cosmwasm_std::WasmMsg::Execute {
        contract_addr: film.collection.to_string(),
        msg: claim.into(),
        funds: coins(1, DENOM),
    };
    let hash = state_hash(&film.app);
    cw_multi_test::Executor::execute(&mut film.app, payer, msg.into()).unwrap_err();
    assert_eq!(state_hash(&film.app), hash);
    assert_eq!(film.totals(), before);
    film.check(&BTreeMap::new());
}
