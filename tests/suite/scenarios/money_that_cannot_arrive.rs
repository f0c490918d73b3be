//! One recipient that cannot receive blocks nobody, is told why, and is paid later.

use backlot_api::{interchange, returns};
use backlot_tests::{
    film::{plan, Parties, USD},
    Actor, World,
};
use cosmwasm_std::coin;

use super::on_every_ring;

on_every_ring! {
    is_parked_with_a_reason_and_paid_later,
    is_sent_elsewhere_by_its_owner,
}

async fn one_blocked_of_forty(world: &World) -> (backlot_tests::film::Film, Vec<Actor>, Actor) {
    let film = world.make_film("long-take", plan(&Parties::default())).await;
    let holders = (0..40).map(|n| Actor::named(&format!("holder {n}"))).collect::<Vec<_>>();
    film.issue(world, &holders.iter().map(|holder| (holder.wallet(), 25)).collect::<Vec<_>>()).await;
    let anyone = Actor::named("anyone");
    world.give(&anyone, 40_000, USD).await;
    world.give(&holders[13], 1, "stake").await;
    world.block_recipient(&holders[13].wallet(), true).await;
    let fund = returns::ExecuteMsg::Fund { series: 0 };
    let _funded = world.execute(&anyone, &film.returns, &fund, &[coin(40_000, USD)]).await.ok();
    let _triggered = film.trigger(world, &anyone).await.ok();
    let _settled = film.advance(world, &anyone, 1, 0, 1).await.ok();
    let _delivered = film.deliver(world, &anyone, 0, 1).await.ok();
    (film, holders, anyone)
}

/// acceptance: P8
async fn is_parked_with_a_reason_and_paid_later(world: World) {
    let (film, holders, anyone) = one_blocked_of_forty(&world).await;
    for (n, holder) in holders.iter().enumerate() {
        let expected = if n == 13 { 0 } else { 1_000 };
        assert_eq!(world.balance(&holder.wallet(), USD).await, expected, "holder {n}");
    }
    let blocked = holders[13].wallet();
    let query = returns::QueryMsg::WhyNotPaid { series: 0, wallet: blocked.clone() };
    let why: returns::WhyNotPaidResponse = world.query(&film.returns, &query).await;
    let returns::WhyNotPaidResponse::Parked { parked } = why else { panic!("parked, not {why:?}") };
    assert_eq!(parked.amount.u128(), 1_000);
    assert!(parked.reason.contains("code: 4"), "{}", parked.reason);
    assert_eq!(world.balance(&world.interchange, USD).await, 1_000);

    let retry = interchange::ExecuteMsg::Retry { wallet: blocked.clone(), denom: USD.into() };
    let _still_parked = world.execute(&anyone, &world.interchange, &retry, &[]).await.ok();
    assert_eq!(world.balance(&blocked, USD).await, 0);
    world.block_recipient(&blocked, false).await;
    let _paid = world.execute(&anyone, &world.interchange, &retry, &[]).await.ok();
    assert_eq!(world.balance(&blocked, USD).await, 1_000);
    assert_eq!(world.balance(&world.interchange, USD).await, 0);
    world.execute(&anyone, &world.interchange, &retry, &[]).await.refused(interchange::code::NOT_PARKED);
}

async fn is_sent_elsewhere_by_its_owner(world: World) {
    let (_film, holders, anyone) = one_blocked_of_forty(&world).await;
    let elsewhere = Actor::named("other wallet").wallet();
    let redirect = interchange::ExecuteMsg::Redirect { denom: USD.into(), to: elsewhere.clone() };
    world.execute(&anyone, &world.interchange, &redirect, &[]).await.refused(interchange::code::NOT_PARKED);
    let _redirected = world.execute(&holders[13], &world.interchange, &redirect, &[]).await.ok();
    assert_eq!(world.balance(&elsewhere, USD).await, 1_000);
}
