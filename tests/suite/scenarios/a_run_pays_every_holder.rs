//! A run freezes, credits and thaws; every holder is paid; nothing twice.

use backlot_api::{returns, rights};
use backlot_chain::Msg;
use backlot_tests::{
    film::{plan, Film, Parties, USD},
    Actor, World,
};

use serde_json::json;

use super::on_every_ring;

on_every_ring! {
    and_thaws_each_as_it_is_passed,
    and_a_replayed_set_does_nothing,
    and_a_dead_keeper_freezes_nobody_beyond_the_expiry,
    and_units_moved_within_one_transaction_earn_once,
}

const HOLDERS: usize = 300;

/// A film whose 300 holders (two with keys, at both ends of the ledger) have 1,000,000 waiting in the pot.
async fn film_with_a_pot(world: &World) -> (Film, Vec<Actor>, Actor) {
    let film = world.make_film("long-take", plan(&Parties::default())).await;
    let holders = (0..HOLDERS).map(|n| Actor::named(&format!("holder {n}"))).collect::<Vec<_>>();
    let units = holders.iter().zip(1..).map(|(holder, n)| (holder.wallet(), 1_000 * n)).collect::<Vec<_>>();
    film.issue(world, &units).await;
    for holder in [&holders[0], &holders[HOLDERS - 1]] {
        world.give(holder, 1, "stake").await;
    }
    let payer = Actor::named("distributor");
    world.give(&payer, 1_000_001, USD).await;
    let fund = returns::ExecuteMsg::Fund { series: 0 };
    let _funded = world.execute(&payer, &film.returns, &fund, &[cosmwasm_std::coin(1_000_000, USD)]).await.ok();
    (film, holders, payer)
}

fn share(n: usize) -> u128 {
    let total = 1_000 * (HOLDERS * (HOLDERS + 1) / 2) as u128;
    1_000_000 * (1_000 * (n as u128 + 1)) / total
}

/// acceptance: P3
async fn and_thaws_each_as_it_is_passed(world: World) {
    let (film, holders, anyone) = film_with_a_pot(&world).await;
    let (first, last) = (&holders[0], &holders[HOLDERS - 1]);
    let _triggered = film.trigger(&world, &anyone).await.ok();
    film.transfer(&world, first, &anyone.wallet(), 10).await.refused(rights::code::FROZEN_BY_RUN);
    film.transfer(&world, last, &first.wallet(), 10).await.refused(rights::code::FROZEN_BY_RUN);

    let _advanced = film.advance(&world, &anyone, 1, 0, 1).await.ok();
    let _thawed = film.transfer(&world, first, &anyone.wallet(), 10).await.ok();
    film.transfer(&world, first, &last.wallet(), 10).await.refused(rights::code::FROZEN_BY_RUN);
    let _settled = film.advance(&world, &anyone, 1, 128, 10).await.ok();
    let _free = film.transfer(&world, last, &first.wallet(), 10).await.ok();
    assert_eq!(film.run(&world, 1).await.state, returns::RunState::Settled);

    let _delivered = film.deliver(&world, &anyone, 0, 3).await.ok();
    let mut paid = 0;
    for (n, holder) in holders.iter().enumerate() {
        let balance = world.balance(&holder.wallet(), USD).await;
        assert_eq!(balance, share(n), "holder {n}");
        paid += balance;
    }
    let series = film.series(&world).await;
    assert_eq!(paid + series.carry.u128(), 1_000_000);
    assert_eq!(world.balance(&film.returns, USD).await, series.carry.u128());
}

/// acceptance: P1
async fn and_a_replayed_set_does_nothing(world: World) {
    let (film, holders, anyone) = film_with_a_pot(&world).await;
    let _triggered = film.trigger(&world, &anyone).await.ok();
    film.trigger(&world, &anyone).await.refused(returns::code::BUSY);
    let _advanced = film.advance(&world, &anyone, 1, 0, 2).await.ok();
    film.advance(&world, &anyone, 1, 0, 2).await.refused(returns::code::CURSOR);
    film.advance(&world, &anyone, 1, 128, 2).await.refused(returns::code::CURSOR);
    let _settled = film.advance(&world, &anyone, 1, 256, 1).await.ok();
    film.advance(&world, &anyone, 1, 256, 1).await.refused(returns::code::CURSOR);
    film.advance(&world, &anyone, 1, 300, 1).await.refused(returns::code::RUN);
    let _delivered = film.deliver(&world, &anyone, 0, 3).await.ok();
    film.deliver(&world, &anyone, 0, 3).await.refused(returns::code::NOTHING);
    assert_eq!(world.balance(&holders[7].wallet(), USD).await, share(7));
}

/// acceptance: T17
async fn and_a_dead_keeper_freezes_nobody_beyond_the_expiry(world: World) {
    let (film, holders, anyone) = film_with_a_pot(&world).await;
    let last = &holders[HOLDERS - 1];
    let _triggered = film.trigger(&world, &anyone).await.ok();
    let _advanced = film.advance(&world, &anyone, 1, 0, 1).await.ok();
    film.transfer(&world, last, &anyone.wallet(), 10).await.refused(rights::code::FROZEN_BY_RUN);
    let expire = returns::ExecuteMsg::Expire { run: 1 };
    world.execute(&anyone, &film.returns, &expire, &[]).await.refused(returns::code::EXPIRY);

    world.pass(3_601).await;
    let _free = film.transfer(&world, last, &anyone.wallet(), 10).await.ok();
    film.advance(&world, &anyone, 1, 128, 1).await.refused(returns::code::EXPIRY);
    let _expired = world.execute(&anyone, &film.returns, &expire, &[]).await.ok();
    let series = film.series(&world).await;
    assert_eq!(series.pot.u128() + series.carry.u128() + series.credited.u128(), 1_000_000);
    assert_eq!(film.run(&world, 1).await.state, returns::RunState::Expired);
}

/// The attacker is paid, moves the units to a wallet that the run has not reached, and is paid for them again, all in
/// one transaction, so that nothing comes in between.
///
/// acceptance: T20
async fn and_units_moved_within_one_transaction_earn_once(world: World) {
    let (film, holders, anyone) = film_with_a_pot(&world).await;
    let (first, last) = (&holders[0], &holders[HOLDERS - 1]);
    let fresh = Actor::named("fresh wallet").wallet();
    let call = |contract: &str, message: serde_json::Value| Msg::Execute {
        contract: contract.into(),
        msg: message.to_string().into_bytes(),
        funds: vec![],
    };
    let advance =
        |cursor: u32| call(&film.returns, json!({"advance": {"run": 1, "expected_cursor": cursor, "pages": 1}}));
    let give = |to: &str| call(&film.rights[0], json!({"transfer": {"recipient": to, "amount": "1000"}}));
    let _triggered = film.trigger(&world, &anyone).await.ok();

    let to_unpaid = [advance(0), give(&last.wallet()), advance(128)];
    world.submit(first, &to_unpaid).await.refused(rights::code::FROZEN_BY_RUN);
    assert_eq!(film.run(&world, 1).await.cursor, 0, "nothing of it happened");

    let to_nobody_yet = [advance(0), give(&fresh), advance(128), advance(256)];
    let _passed = world.submit(first, &to_nobody_yet).await.ok();
    assert_eq!(film.run(&world, 1).await.state, returns::RunState::Settled);
    let _delivered = film.deliver(&world, &anyone, 0, 3).await.ok();
    assert_eq!(world.balance(&first.wallet(), USD).await, share(0));
    assert_eq!(world.balance(&fresh, USD).await, 0);
    assert_eq!(film.units(&world, &fresh).await, 1_000);
}
