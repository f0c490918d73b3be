//! Random walks: a plain map of balances beside the paged ledger.

use std::collections::BTreeMap;

use backlot_api::{
    ledger::{decode_addresses, decode_amounts, LedgerHead, RIGHTS_PAGE},
    rights::{key, ExecuteMsg},
};
use cosmwasm_std::{Api, Uint128};
use proptest::prelude::*;

use crate::world::{who, World, DELAY};

/// Wallets enough for two pages.
const WALLETS: usize = 40;

#[derive(Clone, Debug)]
enum Op {
    Move(usize, usize, u128),
    MoveFrom(usize, usize, usize, u128),
    Allow(usize, usize, u128),
    Burn(usize, u128),
    Issue(Vec<(usize, u128)>),
    FreezeRun(u32),
    Thaw(u32),
    Freeze(usize, Option<u128>),
    Unfreeze(usize),
    Recover(usize, usize),
    Pause(bool),
    Wait(u64),
}

/// The books as anyone would keep them: who holds what, allows what, is frozen how.
#[derive(Default)]
struct Books {
    units: BTreeMap<usize, u128>,
    places: Vec<usize>,
    allowed: BTreeMap<(usize, usize), u128>,
    frozen: BTreeMap<usize, Option<u128>>,
    replaced: Vec<usize>,
    run: Option<(u64, u32, u32, u64)>,
    runs: u64,
    paused: bool,
    clock: u64,
}

impl Books {
    fn held(&self, wallet: usize) -> u128 {
        self.units.get(&wallet).copied().unwrap_or_default()
    }

    fn stuck(&self, wallet: usize) -> bool {
        let place = self.places.iter().position(|known| *known == wallet);
        let by_run = |place| {
            self.run.is_some_and(|(_, cursor, holders, end)| (cursor..holders).contains(&place) && self.clock < end)
        };
        self.replaced.contains(&wallet)
            || place.is_some_and(|place| by_run(place as u32))
            || self.frozen.get(&wallet) == Some(&None)
    }

    fn add(&mut self, wallet: usize, units: u128) {
        if !self.places.contains(&wallet) {
            self.places.push(wallet);
        }
        *self.units.entry(wallet).or_default() += units;
    }

    /// Moves as a plain ledger would, or says no.
    fn shift(&mut self, from: Option<usize>, to: Option<usize>, spender: Option<usize>, units: u128) -> bool {
        let stuck = [from, to, spender].into_iter().flatten().any(|wallet| self.stuck(wallet));
        if self.paused || units == 0 || stuck {
            return false;
        }
        if let Some(from) = from {
            let Some(left) = self.held(from).checked_sub(units) else { return false };
            let kept = self.frozen.get(&from).copied().flatten().unwrap_or_default();
            if from != to.unwrap_or(usize::MAX) && left < kept {
                return false;
            }
            if let Some(spender) = spender {
                let Some(allowed) = self.allowed.get_mut(&(from, spender)).filter(|allowed| **allowed >= units) else {
                    return false;
                };
                *allowed -= units;
            }
            self.units.insert(from, left);
        }
        if let Some(to) = to {
            self.add(to, units);
        }
        true
    }
}

fn name(wallet: usize) -> String {
    format!("w{wallet}")
}

fn text(wallet: usize) -> String {
    who(&name(wallet)).into()
}

fn op() -> impl Strategy<Value = Op> {
    let w = || 0..WALLETS;
    let u = || prop_oneof![6 => 1u128..60, 1 => 0u128..400];
    prop_oneof![
        12 => (w(), w(), u()).prop_map(|(a, b, n)| Op::Move(a, b, n)),
        5 => (0..WALLETS, w(), 0..4usize, u()).prop_map(|(a, b, s, n)| Op::MoveFrom(a, b, s, n)),
        4 => (w(), 0..4usize, 1u128..100).prop_map(|(a, s, n)| Op::Allow(a, s, n)),
        2 => (w(), u()).prop_map(|(a, n)| Op::Burn(a, n)),
        3 => prop::collection::btree_map(w(), 1u128..200, 1..12).prop_map(|rows| Op::Issue(rows.into_iter().collect())),
        1 => (1u32..WALLETS as u32).prop_map(Op::FreezeRun),
        2 => (1u32..WALLETS as u32).prop_map(Op::Thaw),
        1 => (w(), prop::option::of(1u128..100)).prop_map(|(a, n)| Op::Freeze(a, n)),
        3 => w().prop_map(Op::Unfreeze),
        1 => (w(), WALLETS..WALLETS + 8).prop_map(|(a, b)| Op::Recover(a, b)),
        1 => any::<bool>().prop_map(Op::Pause),
        2 => Just(Op::Pause(false)),
        2 => (1u64..40).prop_map(Op::Wait),
    ]
}

/// Does it on both; the contract takes exactly what the books take.
fn step(world: &mut World, books: &mut Books, op: &Op) {
    let before = world.state();
    let go = |world: &mut World, sender: &str, msg: ExecuteMsg, expected: bool| {
        let result = world.try_run(&who(sender), &msg);
        assert_eq!(result.is_ok(), expected, "{op:?} {:?}", result.err());
        assert!(expected || world.state() == before, "a refused message changed the state");
    };
    match op.clone() {
        Op::Move(from, to, units) => {
            let msg = ExecuteMsg::Transfer { recipient: text(to), amount: units.into() };
            go(world, &name(from), msg, books.shift(Some(from), Some(to), None, units));
        }
        Op::MoveFrom(from, to, spender, units) => {
            let msg = ExecuteMsg::TransferFrom { owner: text(from), recipient: text(to), amount: units.into() };
            go(world, &name(spender), msg, books.shift(Some(from), Some(to), Some(spender), units));
        }
        Op::Allow(owner, spender, units) => {
            let msg = ExecuteMsg::IncreaseAllowance { spender: text(spender), amount: units.into(), expires: None };
            let fine = owner != spender && !books.replaced.contains(&owner);
            if fine {
                *books.allowed.entry((owner, spender)).or_default() += units;
            }
            go(world, &name(owner), msg, fine);
        }
        Op::Burn(from, units) => {
            let msg = ExecuteMsg::Burn { amount: units.into() };
            go(world, &name(from), msg, books.shift(Some(from), None, None, units));
        }
        Op::Issue(rows) => {
            let fine = !books.paused && !rows.iter().any(|(wallet, _)| books.stuck(*wallet));
            if fine {
                rows.iter().for_each(|(wallet, units)| books.add(*wallet, *units));
            }
            let holders = rows.iter().map(|(wallet, units)| (text(*wallet), Uint128::new(*units))).collect();
            go(world, "minter", ExecuteMsg::IssueBatch { holders }, fine);
        }
        Op::FreezeRun(holders) => {
            let fine = holders as usize <= books.places.len() && books.run.is_none_or(|run| books.clock >= run.3);
            let expires = world.now().plus_seconds(100);
            books.runs += 1;
            if fine {
                books.run = Some((books.runs, 0, holders, books.clock + 100));
            }
            go(world, "distributor", ExecuteMsg::FreezeForRun { run: books.runs, holders, expires }, fine);
        }
        Op::Thaw(cursor) => {
            let known = books.run;
            let fine = known.is_some_and(|run| cursor > run.1);
            if let Some((run, _, holders, end)) = known.filter(|_| fine) {
                books.run = (cursor < holders).then_some((run, cursor, holders, end));
            }
            let run = known.map_or(0, |run| run.0);
            go(world, "distributor", ExecuteMsg::ThawRun { run, cursor }, fine);
        }
        Op::Freeze(wallet, units) => {
            let fine = !books.replaced.contains(&wallet);
            if fine {
                books.add(wallet, 0);
                books.frozen.insert(wallet, units);
            }
            let (units, reason) = (units.map(Uint128::new), "walk".into());
            go(world, "officer", ExecuteMsg::FreezeWallet { wallet: text(wallet), units, reason, expires: None }, fine);
        }
        Op::Unfreeze(wallet) => {
            let fine = books.frozen.remove(&wallet).is_some();
            go(world, "officer", ExecuteMsg::UnfreezeWallet { wallet: text(wallet) }, fine);
        }
        Op::Recover(lost, heir) => {
            let place = books.places.iter().position(|known| *known == lost);
            let fresh = !books.places.contains(&heir) && !books.replaced.contains(&heir);
            let (lost_text, replacement) = (text(lost), text(heir));
            let propose = ExecuteMsg::ProposeRecovery { lost: lost_text.clone(), replacement };
            go(world, "owner", propose, place.is_some() && fresh);
            let Some(place) = place.filter(|_| fresh) else { return };
            world.pass(DELAY);
            books.clock += DELAY;
            let paused = books.paused;
            if paused {
                world.run("owner", ExecuteMsg::CancelRecovery { lost: lost_text });
                return;
            }
            world.run("anyone", ExecuteMsg::ExecuteRecovery { lost: lost_text });
            books.places[place] = heir;
            books.replaced.push(lost);
            if let Some(units) = books.units.remove(&lost) {
                books.units.insert(heir, units);
            }
            if let Some(freeze) = books.frozen.remove(&lost) {
                books.frozen.insert(heir, freeze);
            }
        }
        Op::Pause(paused) => {
            books.paused = paused;
            go(world, "owner", ExecuteMsg::SetPaused { paused }, true);
        }
        Op::Wait(seconds) => {
            books.clock += seconds;
            world.pass(seconds);
        }
    }
}

/// The pages say what the books say: I3 (supply = Σ pages), I7 (addresses canonical), head, indices.
fn agree(world: &World, books: &Books) {
    let stored: BTreeMap<Vec<u8>, Vec<u8>> = world.app.dump_wasm_raw(&world.rights).into_iter().collect();
    let head = LedgerHead::decode(&stored[key::LEDGER_HEAD]).unwrap();
    let pages = head.slots.div_ceil(RIGHTS_PAGE);
    let (mut units, mut wallets) = (Vec::new(), Vec::new());
    for page in 0..pages {
        let bytes = stored.get(&key::units_page(page));
        assert!(bytes.is_none_or(|bytes| !bytes.is_empty()), "an empty page is stored");
        units.extend(decode_amounts(bytes.map(Vec::as_slice).unwrap_or_default(), RIGHTS_PAGE).unwrap());
        wallets.extend(decode_addresses(&stored[&key::address_page(page)]).unwrap());
    }
    assert_eq!(units.iter().sum::<u128>(), head.supply, "I3");
    assert_eq!(books.units.values().sum::<u128>(), head.supply, "I3");
    assert_eq!(units.iter().filter(|units| **units > 0).count(), head.holders as usize);
    assert_eq!((books.places.len(), wallets.len()), (head.slots as usize, head.slots as usize));
    for (wallet, (stored, units)) in books.places.iter().zip(wallets.iter().zip(units)) {
        let human = world.app.api().addr_humanize(stored).unwrap();
        assert_eq!(human, who(&name(*wallet)), "I7");
        assert_eq!(world.app.api().addr_canonicalize(human.as_str()).unwrap(), *stored, "I7");
        assert!(stored.as_slice() <= head.highest.as_slice());
        assert_eq!(units, books.held(*wallet));
    }
    let indices = stored.keys().filter(|stored| stored.starts_with(key::INDEX)).count();
    assert_eq!(indices, head.slots as usize);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 70, ..ProptestConfig::default() })]
    /// After every step: supply is the sum of balances (I3), no frozen balance changed (I4), every stored address is
    /// canonical (I7), and a refusal changed nothing (I8).
    #[test]
    fn the_pages_are_a_plain_ledger(ops in prop::collection::vec(op(), 150)) {
        let mut world = World::new(&crate::world::plain());
        let mut books = Books::default();
        for op in &ops {
            let frozen: Vec<(usize, u128)> =
                books.places.iter().filter(|wallet| books.stuck(**wallet)).map(|wallet| (*wallet, books.held(*wallet))).collect();
            step(&mut world, &mut books, op);
            agree(&world, &books);
            for (wallet, units) in frozen.iter().filter(|_| !matches!(op, Op::Recover(..))) {
                prop_assert_eq!(world.held(&name(*wallet)), *units, "I4: {:?}", op);
            }
        }
    }
}
