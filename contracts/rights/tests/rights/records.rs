//! Record dates: who held what when one came, whatever moved since.

use backlot_api::{
    code,
    rights::{bound, code as own, key, ExecuteMsg, QueryMsg, RecordDateEntry, UnitsAtResponse},
};
use backlot_kit::KitError;
use backlot_rights::ContractError;
use cosmwasm_std::{Timestamp, Uint128};

use crate::world::{plain, transfer, who, World, DELAY};

fn set(world: &mut World, seconds: u64) -> Timestamp {
    let at = world.now().plus_seconds(seconds);
    world.run("owner", ExecuteMsg::SetRecordDate { at, note: None });
    at
}

fn units_at(world: &World, record: u64, name: &str) -> u128 {
    let query = QueryMsg::UnitsAt { record, address: who(name).into() };
    world.ask::<UnitsAtResponse>(&query).units.u128()
}

fn refusal(world: &World, record: u64) -> String {
    let query = QueryMsg::UnitsAt { record, address: who("anna").into() };
    let refusal = world.app.wrap().query_wasm_smart::<UnitsAtResponse>(&world.rights, &query).unwrap_err().to_string();
    code::find(&refusal).expect("a code").to_owned()
}

fn kept(world: &World) -> Vec<Vec<u8>> {
    let stored = world.app.dump_wasm_raw(&world.rights).into_iter();
    stored.filter(|(key, _)| key.starts_with(b"k")).map(|(_, bytes)| bytes).collect()
}

#[test]
fn premiere_tickets_go_to_who_held_on_the_day() {
    let mut world = World::with(&[("anna", 100), ("ben", 50)]);
    let at = world.now().plus_seconds(10);
    let note = Some("Two tickets from 60 units on.".to_string());
    world.run("owner", ExecuteMsg::SetRecordDate { at, note: note.clone() });
    assert_eq!(refusal(&world, 1), own::RECORD_PENDING);
    // A second before, what moves counts.
    world.pass(9);
    world.run("anna", transfer("ben", 10));
    let row = |passed| vec![RecordDateEntry { record: 1, at, passed, note: note.clone() }];
    let ask = QueryMsg::RecordDates { start_after: None, limit: None };
    assert_eq!(world.ask::<Vec<RecordDateEntry>>(&ask), row(false));
    assert!(kept(&world).is_empty(), "nothing is kept for a date that has not come");
    // In the block of that very time, and after it, it does not.
    world.pass(1);
    assert_eq!(world.now(), at);
    assert_eq!((units_at(&world, 1, "anna"), units_at(&world, 1, "ben")), (90, 60));
    world.run("ben", transfer("carl", 60));
    world.pass(1_000);
    world.run("anna", transfer("ben", 90));
    world.run("minter", ExecuteMsg::Mint { recipient: who("anna").into(), amount: 7u128.into() });
    assert_eq!((units_at(&world, 1, "anna"), units_at(&world, 1, "ben"), units_at(&world, 1, "carl")), (90, 60, 0));
    assert_eq!((world.held("anna"), world.held("ben"), world.held("carl")), (7, 90, 60));
    assert_eq!(units_at(&world, 1, "stranger"), 0);
    assert_eq!(world.ask::<Vec<RecordDateEntry>>(&ask), row(true));
    assert_eq!(kept(&world).len(), 1, "a page is kept once a record date");
}

/// Dates that nothing moved between share what the next movement keeps.
#[test]
fn one_kept_page_answers_for_all_dates_since_the_last_change() {
    let mut world = World::with(&[("anna", 100)]);
    for seconds in [10, 20, 30, 1_000] {
        set(&mut world, seconds);
    }
    world.pass(15);
    world.run("anna", transfer("ben", 1));
    world.pass(100);
    assert_eq!([1, 2, 3].map(|record| units_at(&world, record, "anna")), [100, 99, 99]);
    world.run("anna", transfer("ben", 1));
    world.run("anna", transfer("ben", 1));
    assert_eq!(kept(&world).len(), 2);
    world.pass(1_000);
    assert_eq!([1, 2, 3, 4].map(|record| units_at(&world, record, "anna")), [100, 99, 99, 97]);
    assert_eq!([1, 2, 3, 4].map(|record| units_at(&world, record, "ben")), [0, 1, 1, 3]);
}

/// Pages that did not exist, and pages that end empty: nothing is a value too.
#[test]
fn new_pages_and_emptied_pages_are_remembered() {
    let names: Vec<String> = (0..33).map(|n| format!("w{n:02}")).collect();
    let rows: Vec<(&str, u128)> = names.iter().map(|name| (name.as_str(), 5)).collect();
    let mut world = World::new(&plain());
    set(&mut world, 10);
    set(&mut world, 20);
    world.pass(10);
    world.issue(&rows);
    world.pass(10);
    world.run("w32", ExecuteMsg::Burn { amount: 5u128.into() });
    assert!(!world.app.dump_wasm_raw(&world.rights).iter().any(|(stored, _)| *stored == key::units_page(1)));
    world.issue(&[("late", 3)]);
    for name in &names {
        assert_eq!((units_at(&world, 1, name), units_at(&world, 2, name)), (0, 5), "{name}");
    }
    assert_eq!((units_at(&world, 1, "late"), units_at(&world, 2, "late")), (0, 0));
    assert!(kept(&world).iter().all(|bytes| !bytes.is_empty()));
}

/// The place passes on whole: who takes it answers for what it held.
#[test]
fn a_recovered_place_takes_its_record_dates_along() {
    let mut world = World::with(&[("anna", 100), ("gus", 40)]);
    let place = world.holder("gus").index;
    set(&mut world, 10);
    world.pass(20);
    world.run("gus", transfer("anna", 15));
    let (lost, replacement) = (who("gus").to_string(), who("heir").into());
    world.run("owner", ExecuteMsg::ProposeRecovery { lost: lost.clone(), replacement });
    world.pass(DELAY);
    world.run("anyone", ExecuteMsg::ExecuteRecovery { lost });
    assert_eq!((world.holder("heir").index, world.held("heir")), (place, 25));
    assert_eq!((units_at(&world, 1, "heir"), units_at(&world, 1, "gus"), units_at(&world, 1, "anna")), (40, 0, 100));
}

/// What was stored before there were record dates is what is stored now without any; they come behind it.
#[test]
fn a_series_from_before_takes_record_dates_without_a_migration() {
    let mut world = World::with(&[("anna", 100)]);
    let policy =
        |world: &World| world.app.dump_wasm_raw(&world.rights).into_iter().find(|(key, _)| key == b"policy").unwrap().1;
    let before = policy(&world);
    assert_eq!(refusal(&world, 1), own::RECORD);
    let ask = QueryMsg::RecordDates { start_after: None, limit: None };
    assert_eq!(world.ask::<Vec<RecordDateEntry>>(&ask), []);
    set(&mut world, 10);
    assert!(policy(&world).starts_with(&before) && policy(&world).len() > before.len());
    world.run("owner", ExecuteMsg::SetPaused { paused: true });
    world.pass(10);
    assert_eq!(units_at(&world, 1, "anna"), 100);
}

#[test]
fn record_dates_lie_ahead_in_order_and_are_not_many() {
    let mut world = World::with(&[("anna", 100)]);
    let now = world.now();
    let at = |seconds| ExecuteMsg::SetRecordDate { at: now.plus_seconds(seconds), note: None };
    let what = "record date";
    let past = ContractError::Expiry { what, reason: "has passed" };
    let order = ContractError::Expiry { what, reason: "is not later than the one before" };
    assert_eq!(world.refused("owner", at(0)), past);
    let never = ExecuteMsg::SetRecordDate { at: Timestamp::from_seconds(1), note: None };
    assert_eq!(world.refused("owner", never), past);
    world.run("owner", at(100));
    for seconds in [1, 99, 100] {
        assert_eq!(world.refused("owner", at(seconds)), order);
    }
    for person in ["anna", "officer", "minter"] {
        let refused = world.refused(person, at(200));
        assert!(matches!(refused, ContractError::Kit(KitError::Unauthorized { .. })), "{refused}");
    }
    for record in [0, 2, 255, 256, 257, u64::MAX] {
        assert_eq!(refusal(&world, record), own::RECORD, "{record}");
    }
    let most = bound::RECORD_DATES as u64;
    for seconds in 1..most / 2 {
        world.run("owner", at(100 + seconds));
    }
    // Half of them have come by now; they count all the same.
    world.pass(1_000);
    for seconds in 0..most / 2 {
        world.run("owner", at(2_000 + seconds));
    }
    let len = bound::RECORD_DATES + 1;
    let many = KitError::TooLong { what: "record dates", len, max: bound::RECORD_DATES };
    assert_eq!(world.refused("owner", at(9_000)), many.into());
    world.pass(5_000);
    let many = KitError::TooLong { what: "record dates", len, max: bound::RECORD_DATES };
    assert_eq!(world.refused("owner", at(9_000)), many.into());
    assert_eq!((units_at(&world, 64, "anna"), refusal(&world, 65).as_str()), (100, own::RECORD));
    let rows = |start_after, limit| {
        let rows: Vec<RecordDateEntry> = world.ask(&QueryMsg::RecordDates { start_after, limit });
        rows.iter().map(|row| row.record).collect::<Vec<_>>()
    };
    assert_eq!(rows(None, Some(100)), (1..=64).collect::<Vec<_>>());
    assert_eq!((rows(Some(2), Some(2)), rows(Some(63), None), rows(Some(64), None)), (vec![3, 4], vec![64], vec![]));
    assert_eq!(rows(Some(u64::MAX), None), [] as [u64; 0]);
}

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % end
    }
}

/// The books as anyone would keep them: a copy of everything at each record date.
#[derive(Default)]
struct Books {
    /// Wallet and units of each place.
    places: Vec<(String, u128)>,
    dates: Vec<(Timestamp, Option<Vec<u128>>)>,
    moved: u32,
}

impl Books {
    fn place(&mut self, name: &str) -> &mut u128 {
        let at = self.places.iter().position(|(known, _)| known == name).unwrap_or(self.places.len());
        if at == self.places.len() {
            self.places.push((name.into(), 0));
        }
        &mut self.places[at].1
    }

    /// Copies everything for each date that has come.
    fn tick(&mut self, now: Timestamp) {
        let copy: Vec<u128> = self.places.iter().map(|(_, units)| *units).collect();
        for (_, copied) in self.dates.iter_mut().filter(|(at, copied)| *at <= now && copied.is_none()) {
            *copied = Some(copy.clone());
        }
    }

    /// Every place at every date, and where it is.
    fn agree(&self, world: &World) {
        for (record, (_, copied)) in (1..).zip(&self.dates) {
            let Some(copied) = copied else {
                assert_eq!(refusal(world, record), own::RECORD_PENDING);
                continue;
            };
            for (index, (name, _)) in self.places.iter().enumerate() {
                let units = copied.get(index).copied().unwrap_or_default();
                assert_eq!(units_at(world, record, name), units, "{name} at record date {record}");
            }
        }
        for (index, (name, units)) in self.places.iter().enumerate() {
            let holder = world.holder(name);
            assert_eq!((holder.index, holder.units.u128()), (Some(index as u32), *units), "{name}");
        }
    }
}

fn step(world: &mut World, books: &mut Books, dice: &mut Dice) {
    let name = |dice: &mut Dice| format!("w{}", dice.below(100));
    match dice.below(40) {
        0..=4 => {
            world.pass(dice.below(60) + 1);
            books.tick(world.now());
        }
        5..=7 if books.dates.len() < bound::RECORD_DATES.min(1 + books.moved as usize / 37) => {
            let last = books.dates.last().map_or(world.now(), |(at, _)| world.now().max(*at));
            let at = last.plus_seconds(dice.below(400) + 1);
            world.run("owner", ExecuteMsg::SetRecordDate { at, note: None });
            books.dates.push((at, None));
        }
        8 => {
            let mut rows = std::collections::BTreeMap::new();
            for _ in 0..dice.below(6) + 1 {
                rows.insert(name(dice), u128::from(dice.below(300) + 1));
            }
            let text = |name: &String| who(name).to_string();
            let mut holders: Vec<_> = rows.iter().map(|(name, units)| (text(name), Uint128::new(*units))).collect();
            holders.sort();
            for (wallet, units) in &holders {
                let name = rows.keys().find(|name| text(name) == *wallet).unwrap();
                *books.place(name) += units.u128();
            }
            world.run("minter", ExecuteMsg::IssueBatch { holders });
            books.moved += 1;
        }
        kind => {
            let from = dice.below(books.places.len() as u64) as usize;
            let (from, held) = books.places[from].clone();
            if held == 0 {
                return;
            }
            // Now and then all of it, so that pages get empty.
            let units = if dice.below(4) == 0 { held } else { u128::from(dice.below(held as u64)) + 1 };
            *books.place(&from) -= units;
            if kind == 9 {
                world.run(&from, ExecuteMsg::Burn { amount: units.into() });
            } else {
                let to = name(dice);
                *books.place(&to) += units;
                world.run(&from, transfer(&to, units));
            }
            books.moved += 1;
        }
    }
}

/// 2,400 movements, 64 record dates in between: every holder at every record date as a copy of all books says.
#[test]
fn every_holder_at_every_record_date_is_as_plain_copies_say() {
    let (mut world, mut books, mut dice) = (World::new(&plain()), Books::default(), Dice(0x5eed_f11a_0b0e));
    world.issue(&[("w0", 10_000)]);
    *books.place("w0") += 10_000;
    let mut compared = 0;
    while books.moved < 2_400 {
        step(&mut world, &mut books, &mut dice);
        if books.moved / 1_000 > compared {
            compared = books.moved / 1_000;
            books.agree(&world);
        }
    }
    // The last ones come, and one wallet is lost.
    world.run("owner", ExecuteMsg::ProposeRecovery { lost: who("w7").into(), replacement: who("heir").into() });
    world.pass(DELAY);
    books.tick(world.now());
    world.run("anyone", ExecuteMsg::ExecuteRecovery { lost: who("w7").into() });
    books.places.iter_mut().find(|(name, _)| name == "w7").unwrap().0 = "heir".into();
    books.agree(&world);
    assert!(books.places.len() > 96, "four pages");
    assert_eq!(books.dates.len(), bound::RECORD_DATES);
    let kept = kept(&world);
    assert!(kept.len() > bound::RECORD_DATES && kept.len() <= 4 * bound::RECORD_DATES, "{}", kept.len());
    assert!(kept.iter().all(|bytes| !bytes.is_empty()));
}
