//! Random walks: any order of messages, time and moving units; the books are checked after every step.

use backlot_api::returns::{code, ExecuteMsg, RunState, Terms};
use backlot_api::rights;
use backlot_testkit::{code_of, pass};
use cosmwasm_std::{coins, Addr};
use cw_multi_test::Executor;

use crate::film::{terms, wallet, Film, DENOM};

const HOLDERS: usize = 280;
const PAGES: u32 = 5;

/// A linear congruential generator: the same walk on every machine.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// What the holders should have, reckoned apart from the contract: the units at the trigger decide.
struct Oracle {
    owed: Vec<u128>,
    run: Option<Snapshot>,
}

struct Snapshot {
    number: u64,
    pot: u128,
    supply: u128,
    units: Vec<u128>,
}

impl Oracle {
    fn credited(&mut self, first: usize, end: usize) {
        let run = self.run.as_ref().expect("a run");
        for index in first..end {
            self.owed[index] += run.pot * run.units[index] / run.supply;
        }
    }
}

struct Walk {
    film: Film,
    dice: Dice,
    oracle: Oracle,
    surplus: u128,
    joined: usize,
    stale: Vec<(u64, u32)>,
}

impl Walk {
    fn new(seed: u64) -> Self {
        let units: Vec<u128> = (0..HOLDERS as u128).map(|n| 5 + n % 13).collect();
        let film = Film::with(Terms { freeze: 600, ..terms() }, &[units], rights::TransferRules::default());
        let oracle = Oracle { owed: vec![0; (PAGES * 128) as usize], run: None };
        Self { film, dice: Dice(seed), oracle, surplus: 0, joined: HOLDERS, stale: Vec::new() }
    }

    fn anyone(&mut self) -> Addr {
        let n = self.dice.roll(self.joined as u64) as usize;
        wallet(&self.film, n)
    }

    fn step(&mut self) {
        match self.dice.roll(16) {
            0 | 1 => {
                let amount = 1 + u128::from(self.dice.roll(3_000));
                self.film.fund(0, amount).unwrap();
            }
            2 | 3 => self.trigger(),
            4..=6 => self.advance(),
            7 => self.replay(),
            8 => self.deliver(),
            9..=11 => self.transfer(),
            12 => self.join(),
            13 => {
                let seconds = [1, 30, 300, 600][self.dice.roll(4) as usize];
                pass(&mut self.film.app, seconds);
            }
            14 => self.expire(),
            _ => self.surplus(),
        }
    }

    fn trigger(&mut self) {
        let due = !self.film.work().trigger.is_empty();
        let done = self.film.trigger(0);
        assert_eq!(done.is_ok(), due, "Work says what can be done");
        let Ok(number) = done else { return };
        let holders = self.film.holders(0);
        let mut units = vec![0; self.oracle.owed.len()];
        for (index, (_, held)) in &holders {
            units[*index as usize] = *held;
        }
        let supply = units.iter().sum();
        let run = self.film.run(number);
        assert_eq!(run.supply.u128(), supply);
        self.oracle.run = Some(Snapshot { number, pot: run.pot.u128(), supply, units });
    }

    fn advance(&mut self) {
        let Some(number) = self.oracle.run.as_ref().map(|run| run.number) else { return };
        let before = self.film.run(number);
        let pages = 1 + self.dice.roll(3) as u32;
        let done = self.film.advance(number, before.cursor, pages);
        if self.film.now() >= before.expires {
            assert_eq!(code_of(done), code::EXPIRY);
            return;
        }
        done.unwrap();
        let after = self.film.run(number);
        self.stale.push((number, before.cursor));
        self.oracle.credited(before.cursor as usize, after.cursor as usize);
        if after.state == RunState::Settled {
            assert_eq!(after.units, after.supply, "each unit was paid once");
            self.oracle.run = None;
        }
    }

    fn replay(&mut self) {
        if self.stale.is_empty() {
            return;
        }
        let pick = self.dice.roll(self.stale.len() as u64) as usize;
        let (number, cursor) = self.stale[pick];
        assert_eq!(code_of(self.film.advance(number, cursor, 1)), code::CURSOR);
    }

    fn deliver(&mut self) {
        let (first, pages) = (self.dice.roll(u64::from(PAGES)) as u32, 1 + self.dice.roll(3) as u32);
        let range = first as usize * 128..((first + pages) as usize * 128).min(self.oracle.owed.len());
        let sum: u128 = self.oracle.owed[range.clone()].iter().sum();
        let before = self.film.series(0).delivered.u128();
        if sum == 0 {
            assert_eq!(code_of(self.film.deliver(0, first, pages)), code::NOTHING);
            return;
        }
        // Now and then a wallet cannot receive: it is parked, and nobody else notices.
        let blocked = self.anyone();
        self.film.rail.block(&blocked);
        self.film.deliver(0, first, pages).unwrap();
        self.film.rail.unblock(&blocked);
        assert_eq!(self.film.series(0).delivered.u128(), before + sum);
        self.oracle.owed[range].fill(0);
    }

    fn transfer(&mut self) {
        let (from, to) = (self.anyone(), self.anyone());
        let units = self.film.units(0, &from);
        if units == 0 || from == to {
            return;
        }
        let frozen = [&from, &to].into_iter().any(|wallet| self.film.holder(0, wallet).frozen_by_run.is_some());
        let done = self.film.transfer(0, &from, &to, 1 + u128::from(self.dice.roll(units as u64)));
        assert_eq!(done.is_err(), frozen, "{done:?}");
        if frozen {
            assert_eq!(code_of(done), rights::code::FROZEN_BY_RUN);
        }
    }

    fn join(&mut self) {
        if self.joined + 2 >= self.oracle.owed.len() {
            return;
        }
        self.film.issue(0, self.joined, &[3]);
        self.joined += 1;
    }

    fn expire(&mut self) {
        let Some(number) = self.oracle.run.as_ref().map(|run| run.number) else { return };
        let run = self.film.run(number);
        let done = self.film.execute(&ExecuteMsg::Expire { run: number });
        if self.film.now() < run.expires {
            assert_eq!(code_of(done), code::EXPIRY);
        } else {
            done.unwrap();
            self.oracle.run = None;
        }
    }

    fn surplus(&mut self) {
        let (payer, returns) = (self.film.payer.clone(), self.film.returns.clone());
        if self.dice.roll(2) == 0 {
            self.film.app.send_tokens(payer, returns, &coins(11, DENOM)).unwrap();
            self.surplus += 11;
        } else if self.surplus > 0 {
            self.film.execute_as("owner", &ExecuteMsg::AbsorbSurplus { series: 0 }).unwrap();
            self.surplus = 0;
        }
    }

    fn check(&self) {
        self.film.check(self.surplus);
        assert_eq!(self.film.credits(0, PAGES), self.oracle.owed);
    }
}

/// Ten thousand steps.
///
/// acceptance: P1, P2, P3, P5, P6, P13, T17
#[test]
fn whatever_happens_every_unit_is_paid_once_and_the_books_balance() {
    let (mut settled, mut expired) = (0, 0);
    for seed in 1..=10 {
        let mut walk = Walk::new(seed);
        for _ in 0..1_000 {
            walk.step();
            walk.check();
        }
        let last = walk.film.ask::<Vec<backlot_api::returns::Run>>(&backlot_api::returns::QueryMsg::Runs {
            start_after: None,
            limit: Some(200),
        });
        settled += last.iter().filter(|run| run.state == RunState::Settled).count();
        expired += last.iter().filter(|run| run.state == RunState::Expired).count();
        // Wound up, every coin that came in is with a wallet, parked under its name, or carried.
        pass(&mut walk.film.app, 3_600);
        for run in walk.film.work().expire {
            walk.film.execute(&ExecuteMsg::Expire { run }).unwrap();
        }
        walk.film.deliver_all();
        walk.film.check(walk.surplus);
    }
    assert!(settled > 100 && expired > 10, "the walk goes everywhere: {settled} settled, {expired} expired");
}
