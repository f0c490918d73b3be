//! A random walk over everything anyone can do, the invariants checked after every step.
//! `BACKLOT_WALK_STEPS=20000 cargo test -p backlot-collection --test walk` walks farther.

mod film;

use std::collections::BTreeMap;

use backlot_api::code as shared;
use backlot_api::collection::{code, ExecuteMsg};
use backlot_api::schedule::Deduction;
use backlot_testkit::{code_of, state_hash};
use cosmwasm_std::{coins, Uint128};
use film::{Film, DENOM, OTHER, WALLETS};

/// The test app's, before any time passes.
const FIRST_DAY: u32 = 18_192;

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn amount(&mut self) -> u128 {
        let most = [4, 1_000, 900_000][self.roll(3) as usize];
        1 + u128::from(self.roll(most))
    }
}

/// acceptance: P6, P13
#[test]
fn the_books_balance_after_every_step() {
    let steps = std::env::var("BACKLOT_WALK_STEPS").ok().and_then(|given| given.parse().ok()).unwrap_or(1_500u32);
    let mut film = Film::with(|agreement| {
        let reserve = Deduction::Reserve { bps: 500, cap: Some(Uint128::new(2_000_000)), until: FIRST_DAY + 40 };
        agreement.schedule.sources[1].off_the_top.push(reserve);
    });
    let people = [film.owner.clone(), film.payer.clone(), film.stranger.clone()];
    let mut strays: BTreeMap<&'static str, u128> = BTreeMap::new();
    let mut dice = Dice(7);
    let (mut done, mut refused) = (BTreeMap::<&str, u32>::new(), BTreeMap::<String, u32>::new());
    for step in 0..steps {
        let who = people[dice.roll(3) as usize].clone();
        let denom = if dice.roll(3) == 0 { OTHER } else { DENOM };
        let before = state_hash(&film.app);
        let (name, result) = match dice.roll(15) {
            0..=3 => {
                let source = ["cinema", "tv", "cinema", "tv", "radio"][dice.roll(5) as usize];
                let msg = ExecuteMsg::Receive { source: source.into(), reference: None };
                ("receive", film.execute(&who, &msg, &coins(dice.amount(), denom)))
            }
            4 => ("deposit", film.deposit(&who, dice.amount(), denom)),
            5 => {
                let entry = 1 + dice.roll(1 + u64::from(step) / 8);
                ("assign", film.execute(&who, &ExecuteMsg::Assign { entry, source: "tv".into() }, &[]))
            }
            6 => {
                let entry = 1 + dice.roll(1 + u64::from(step) / 8);
                ("recover", film.execute(&who, &ExecuteMsg::Recover { entry }, &[]))
            }
            7 => {
                let amount = dice.amount();
                film.plain_send(amount, denom);
                *strays.entry(denom).or_default() += amount;
                film.check(&strays);
                continue;
            }
            8 => {
                let amount = dice.amount();
                let sender = people[1].to_string();
                let msg = ExecuteMsg::Attribute { denom: denom.into(), amount: Uint128::new(amount), sender };
                let result = film.execute(&who, &msg, &[]);
                if result.is_ok() {
                    *strays.get_mut(denom).expect("there was a surplus") -= amount;
                }
                ("attribute", result)
            }
            9 => {
                let named = [WALLETS[dice.roll(8) as usize].0, "holders"];
                let parties = &named[..if dice.roll(3) == 0 { 0 } else { 2 }];
                ("deliver", film.deliver(parties))
            }
            10 => {
                let wallet = backlot_testkit::addr(&film.app, WALLETS[dice.roll(8) as usize].1);
                if dice.roll(2) == 0 {
                    film.rail.block(&wallet)
                } else {
                    film.rail.unblock(&wallet)
                }
                continue;
            }
            11 => {
                let amount = dice.amount() / 40;
                let party = ["sales", "sales", "crew"][dice.roll(3) as usize].to_owned();
                let source = "cinema".to_owned();
                let msg = ExecuteMsg::Approve { source, party, amount: amount.into(), reference: None };
                ("approve", film.execute(&who, &msg, &[]))
            }
            12 => {
                let value = Uint128::new(u128::from(step) + dice.amount() % 100);
                let msg = ExecuteMsg::Attest { figure: "admissions".into(), value, reference: None };
                ("attest", film.execute(&who, &msg, &[]))
            }
            13 => {
                backlot_testkit::pass(&mut film.app, 3_600 * (1 + dice.roll(48)));
                ("release", film.execute(&who, &ExecuteMsg::Release {}, &[]))
            }
            _ => {
                let paused = dice.roll(4) == 0;
                ("pause", film.execute(&who, &ExecuteMsg::SetPaused { paused }, &[]))
            }
        };
        if result.is_ok() {
            *done.entry(name).or_default() += 1;
        } else {
            // I8: a refused message leaves no trace.
            assert_eq!(state_hash(&film.app), before, "step {step}: {name}");
            *refused.entry(code_of(result)).or_default() += 1;
        }
        film.check(&strays);
    }
    film.replay();
    // The walk was somewhere: every message went through (but the release, which receipts do too), and was refused for
    // each of these reasons.
    assert!(done.keys().filter(|name| **name != "release").count() == 9, "{done:?}");
    assert!(film.today() > FIRST_DAY + 40);
    for reason in [
        shared::UNAUTHORIZED,
        shared::DENOM,
        shared::PAUSED,
        code::SOURCE,
        code::BOOKS,
        code::ENTRY,
        code::ENTRY_DENOM,
        code::NOTHING,
        code::SURPLUS,
    ] {
        assert!(refused.contains_key(reason), "{reason} never came: {refused:?}");
    }
}
