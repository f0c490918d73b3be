//! What a receipt costs in storage, by wasmd's table.

mod film;

use backlot_api::collection::ExecuteMsg;
use backlot_api::limits;
use backlot_api::schedule::Agreement;
use backlot_testkit::{share, tier};
use cosmwasm_std::{coin, coins, Uint128};
use film::{Film, DENOM};

fn cost_of_receipt(film: &mut Film, amount: u128) -> u64 {
    film.app.storage().take();
    film.receive("tv", amount).unwrap();
    film.app.storage().take().gas
}

/// All the tiers a film can have, each of 5,000 after the first two.
fn long(agreement: &mut Agreement) {
    let tiers = &mut agreement.schedule.tables[0].tiers;
    let profits = tiers.pop().expect("a last tier");
    while tiers.len() < limits::TIERS - 1 {
        let id = format!("tier-{}", tiers.len());
        tiers.push(tier(&id, vec![share("equity-a", 3, 3_000), share("crew", 2, 2_000)]));
    }
    tiers.push(profits);
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

/// Opened with the first two tiers full, so that the next receipts fill one small tier after the other.
#[test]
fn a_tier_that_is_touched_costs_no_more_than_its_budget() {
    let mut film = Film::with(long);
    film.receive("tv", 2_400_000 * 10_000 / 9_650).unwrap();
    let few = cost_of_receipt(&mut film, 5_000);
    let many = cost_of_receipt(&mut film, 250_000);
    let per_tier = (many - few) / 48;
    println!("storage gas of a receipt: {few} for a tier or two, {many} for about fifty, {per_tier} a tier");
    assert!(per_tier <= 3_000, "{per_tier}");
}

/// Tiers that a receipt does not reach are bytes of the terms, read and not written.
#[test]
fn a_tier_that_is_not_touched_costs_next_to_nothing() {
    let mut short = Film::new();
    let mut long = Film::with(long);
    for film in [&mut short, &mut long] {
        film.receive("tv", 1_000).unwrap();
    }
    let (few, many) = (cost_of_receipt(&mut short, 1_000), cost_of_receipt(&mut long, 1_000));
    let per_tier = (many - few) / (limits::TIERS as u64 - 4);
    println!("storage gas of a receipt: {few} with 4 tiers, {many} with 64, {per_tier} a tier");
    assert!(per_tier < 300, "{per_tier}");
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
