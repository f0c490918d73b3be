//! What a receipt costs in storage, by wasmd's table.

mod film;

use backlot_api::collection::{ExecuteMsg, Schedule};
use backlot_api::limits;
use cosmwasm_std::{coin, coins, Uint128};
use film::{share, tier, Film, DENOM};

fn cost_of_receipt(film: &mut Film, amount: u128) -> u64 {
    film.app.storage().take();
    film.receive("tv", amount).unwrap();
    film.app.storage().take().gas
}

/// All the tiers a schedule can have.
fn long() -> Schedule {
    let mut schedule = film::schedule();
    let profits = schedule.tiers.pop().expect("a last tier");
    while schedule.tiers.len() < limits::TIERS - 1 {
        let id = format!("tier-{}", schedule.tiers.len());
        schedule.tiers.push(tier(&id, vec![share("equity-a", 3, 3_000), share("crew", 2, 2_000)]));
    }
    schedule.tiers.push(profits);
    schedule
}

/// The bank's part is in the figures too.
#[test]
fn a_receipt_costs_the_same_after_a_thousand_others() {
    let mut film = Film::new();
    film.receive("tv", 1_000_000).unwrap();
    let early = cost_of_receipt(&mut film, 1_000);
    (0..1_000).for_each(|_| drop(film.receive("cinema", 1_000).unwrap()));
    let late = cost_of_receipt(&mut film, 1_000);
    println!("storage gas of a receipt: {early} early, {late} after a thousand");
    // A few varints have grown by a byte, at 33 gas each.
    assert!(late < early + 1_000, "{early} then {late}");
}

#[test]
fn a_tier_costs_far_below_its_budget() {
    let mut short = Film::new();
    let mut long = Film::with(|msg| msg.schedule = long());
    for film in [&mut short, &mut long] {
        film.receive("tv", 10_000_000).unwrap();
    }
    let (few, many) = (cost_of_receipt(&mut short, 1_000), cost_of_receipt(&mut long, 1_000));
    let per_tier = (many - few) / (limits::TIERS as u64 - 4);
    println!("storage gas of a receipt: {few} with 4 tiers, {many} with 64, {per_tier} a tier");
    assert!(per_tier < 300, "{per_tier}");
    assert!(many < 3_000 * limits::TIERS as u64);
}

/// acceptance: P11
#[test]
fn a_thousand_denoms_make_nothing_dearer() {
    let mut film = Film::new();
    film.receive("tv", 1_000_000).unwrap();
    let stranger = film.stranger.clone();
    let attribute = ExecuteMsg::Attribute { denom: DENOM.into(), amount: Uint128::one(), sender: stranger.to_string() };
    let mut costs = Vec::new();
    for round in 0..2 {
        film.plain_send(1, DENOM);
        film.app.storage().take();
        film.by_owner(&attribute).unwrap();
        let mut contract_reads = vec![film.app.storage().take().reads];
        film.app.storage().take();
        film.deposit(&stranger, 1, DENOM).unwrap();
        contract_reads.push(film.app.storage().take().reads);
        costs.push(contract_reads);
        if round == 0 {
            // Sent to the account directly: the bank of the test app keeps one value a wallet, so reads are compared.
            let account = film.collection.clone();
            for n in 0..1_000 {
                backlot_testkit::mint(&mut film.app, &account, coin(1, format!("factory/spam/{n}")));
            }
        }
    }
    assert_eq!(costs[0], costs[1]);
    film.execute(&stranger, &ExecuteMsg::Deposit { note: None }, &coins(5, DENOM)).unwrap();
}
