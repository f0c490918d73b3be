//! A good agreement with every kind of term, and what is said of it when it is broken in one place.

#![allow(dead_code, reason = "each test uses its own part")]

use backlot_api::schedule::*;
use backlot_waterfall::Terms;

use crate::build::{amount, film, party, percent, received, share, source, tier};

pub type Case = (fn(&mut Agreement), &'static str);

/// Each breaks the good agreement in one place; the sentence names it.
#[track_caller]
pub fn refused(cases: &[Case]) {
    for (change, sentence) in cases {
        let mut agreement = good();
        change(&mut agreement);
        let refusal = Terms::new(&agreement).err().map(|error| error.to_string());
        assert_eq!(refusal.as_deref(), Some(*sentence));
    }
}

/// Each is a change that is still good.
#[track_caller]
pub fn taken(changes: &[fn(&mut Agreement)]) {
    for change in changes {
        let mut agreement = good();
        change(&mut agreement);
        Terms::new(&agreement).unwrap_or_else(|error| panic!("{error}"));
    }
}

pub fn good() -> Agreement {
    let mut loan = tier("loan", vec![share("bank", 1, Some(Cap::Only(loan()))), share("agent", 1, Some(lesser()))]);
    loan.ends = Some(When::All(vec![Condition::Full {}]));
    let invested = Cap::Only(Limit::Invested { bps: 12_000 });
    let mut equity = tier("equity", vec![share("bank", 1, Some(invested)), share("maker", 1, None)]);
    equity.ends = Some(When::Any(vec![received(&["bank"], &["equity"], 900), Condition::Day { from: 30_000 }]));
    let when = When::All(vec![figure("admissions", 1_000), gross(&["tv"], 7)]);
    equity.escalators = vec![Escalator { when, weights: vec![2, 1] }];
    let mut it = film(&["agent", "bank", "sister", "maker"], vec![loan, equity, rest("net")]);
    it.parties[1].invested = Some(1_000_u128.into());
    it.parties[2].payee = Payee::Film { account: "sister".into(), source: "cross".into() };
    let mut cross = tier("cross", vec![share("sister", 1, Some(Cap::Only(Limit::Deficit {})))]);
    cross.opens = Some(When::All(vec![ended(&["loan"])]));
    it.schedule.tables.push(Table { id: "screens".into(), tiers: vec![cross, rest("screens-net")] });
    let expenses = Deduction::Expenses { party: "agent".into(), cap: 75_u128.into() };
    let reserve = Deduction::Reserve { bps: 500, cap: Some(20_u128.into()), until: 20_100 };
    it.schedule.sources[0].off_the_top = vec![percent("agent", 1_000), expenses, reserve];
    it.schedule.sources.push(source("tv", "screens", vec![]));
    it
}

pub fn loan() -> Limit {
    let draws = [(19_000, 100_u128), (19_100, 50)].map(|(day, amount)| Draw { day, amount: amount.into() });
    Limit::Loan { draws: draws.into(), bps: 800, compound: true }
}

fn lesser() -> Cap {
    Cap::Lesser(
        Limit::Amount { amount: 90_u128.into() },
        Limit::Brackets { figure: "admissions".into(), steps: steps(&[(0, 10)]) },
    )
}

pub fn rest(id: &str) -> Tier {
    tier(id, vec![share("maker", 1, None)])
}

pub fn steps(rates: &[(u128, u16)]) -> Vec<Step> {
    rates.iter().map(|(from, bps)| Step { from: (*from).into(), bps: *bps }).collect()
}

pub fn gross(sources: &[&str], amount: u128) -> Condition {
    Condition::Gross { sources: sources.iter().map(ToString::to_string).collect(), amount: amount.into() }
}

pub fn figure(figure: &str, reaches: u128) -> Condition {
    Condition::Figure { figure: figure.into(), reaches: reaches.into() }
}

pub fn ended(tiers: &[&str]) -> Condition {
    Condition::Ended { tiers: tiers.iter().map(ToString::to_string).collect() }
}

/// Hands to a change: a tier of the table `film` (0 `loan`, 1 `equity`, 2 `net`) or `screens` (0 `cross`, 1 its rest).
pub fn at(it: &mut Agreement, table: usize, nth: usize) -> &mut Tier {
    &mut it.schedule.tables[table].tiers[nth]
}

/// One condition as the end of `equity`.
pub fn ends(it: &mut Agreement, condition: Condition) {
    at(it, 0, 1).ends = Some(When::Any(vec![condition]));
}

/// One cap for the bank in `equity`.
pub fn cap(it: &mut Agreement, cap: Cap) {
    at(it, 0, 1).shares[0].cap = Some(cap);
}

/// One deduction at `tv`.
pub fn off(it: &mut Agreement, deduction: Deduction) {
    it.schedule.sources[1].off_the_top.push(deduction);
}

/// A percentage of the agent's in steps.
pub fn stepped(rates: &[(u128, u16)]) -> Deduction {
    Deduction::Percent { party: "agent".into(), steps: steps(rates), yearly_minimum: None }
}

pub fn drawn(it: &mut Agreement, draws: &[(u32, u128)]) {
    let draws = draws.iter().map(|(day, amount)| Draw { day: *day, amount: (*amount).into() });
    cap(it, Cap::Only(Limit::Loan { draws: draws.collect(), bps: 800, compound: false }));
}

pub fn only(it: &mut Agreement, most: u128) {
    cap(it, amount(most));
}

/// Parties called x0, x1…
pub fn many(count: usize) -> Vec<Party> {
    (0..count).map(|nth| party(&format!("x{nth}"))).collect()
}
