//! One recipient that cannot receive blocks nobody, is told why, and is paid later.

use backlot_api::{interchange, returns};
use backlot_tests::{
    film::{plan, Film, Parties, USD},
    Actor, World,
};
use cosmwasm_std::coin;

use super::on_every_ring;

on_every_ring! {
    is_parked_with_a_reason_and_tried_in_vain;
    not_on_a_real_chain:
    // Nobody unblocks a module account, and nobody signs for one.
    is_paid_later,
    is_sent_elsewhere_by_its_owner,
}

const HOLDERS: usize = 40;
const REFUSED: usize = 13;

/// A run of 40,000 to 40 holders, delivered; bank refuses one of them.
async fn one_refused_of_forty(world: &World) -> (Vec<String>, Film, Actor) {
    let film = world.make_film("long-take", plan(&Parties::default())).await;
    let mut holders = (0..HOLDERS).map(|n| Actor::named(&format!("holder {n}")).wallet()).collect::<Vec<_>>();
    holders[REFUSED] = world.refused_wallet().await;
    film.issue(world, &holders.iter().map(|holder| (holder.clone(), 25)).collect::<Vec<_>>()).await;
    let anyone = Actor::named("anyone");
    world.give(&anyone, 40_000, USD).await;
    let fund = returns::ExecuteMsg::Fund { series: 0 };
    let _funded = world.execute(&anyone, &film.returns, &fund, &[coin(40_000, USD)]).await.ok();
    let _triggered = film.trigger(world, &anyone).await.ok();
    let _settled = film.advance(world, &anyone, 1, 0, 1).await.ok();
    let _delivered = film.deliver(world, &anyone, 0, 1).await.ok();
    (holders, film, anyone)
}

fn retry(wallet: &str) -> interchange::ExecuteMsg {
    interchange::ExecuteMsg::Retry { wallet: wallet.into(), denom: USD.into() }
}

/// acceptance: P8
async fn is_parked_with_a_reason_and_tried_in_vain(world: World) {
    let (holders, film, anyone) = one_refused_of_forty(&world).await;
    for (n, holder) in holders.iter().enumerate() {
        let expected = if n == REFUSED { 0 } else { 1_000 };
        assert_eq!(world.balance(holder, USD).await, expected, "holder {n}");
    }
    let refused = &holders[REFUSED];
    let query = returns::QueryMsg::WhyNotPaid { series: 0, wallet: refused.clone() };
    let why: returns::WhyNotPaidResponse = world.query(&film.returns, &query).await;
    let returns::WhyNotPaidResponse::Parked { parked } = why else { panic!("parked, not {why:?}") };
    assert_eq!((parked.amount.u128(), parked.attempts), (1_000, 1));
    assert!(parked.reason.contains("code: 4"), "{}", parked.reason);
    assert_eq!(world.balance(&world.interchange, USD).await, 1_000);

    let _still_parked = world.execute(&anyone, &world.interchange, &retry(refused), &[]).await.ok();
    assert_eq!(world.balance(refused, USD).await, 0);
    assert_eq!(world.balance(&world.interchange, USD).await, 1_000);
    let query = interchange::QueryMsg::WhyNotPaid { wallet: refused.clone(), denom: USD.into() };
    let parked: Option<interchange::Parked> = world.query(&world.interchange, &query).await;
    let parked = parked.expect("still parked");
    assert_eq!((parked.amount.u128(), parked.attempts), (1_000, 2));
    // Only its owner says where else it goes.
    let redirect = interchange::ExecuteMsg::Redirect { denom: USD.into(), to: anyone.wallet() };
    world.execute(&anyone, &world.interchange, &redirect, &[]).await.refused(interchange::code::NOT_PARKED);
}

/// acceptance: P8
async fn is_paid_later(world: World) {
    let (holders, _film, anyone) = one_refused_of_forty(&world).await;
    let refused = &holders[REFUSED];
    world.block_recipient(refused, false).await;
    let _paid = world.execute(&anyone, &world.interchange, &retry(refused), &[]).await.ok();
    assert_eq!(world.balance(refused, USD).await, 1_000);
    assert_eq!(world.balance(&world.interchange, USD).await, 0);
    world.execute(&anyone, &world.interchange, &retry(refused), &[]).await.refused(interchange::code::NOT_PARKED);
}

async fn is_sent_elsewhere_by_its_owner(world: World) {
    let (_holders, _film, _anyone) = one_refused_of_forty(&world).await;
    let owner = Actor::refused();
    let elsewhere = Actor::named("other wallet").wallet();
    let redirect = interchange::ExecuteMsg::Redirect { denom: USD.into(), to: elsewhere.clone() };
    let _redirected = world.execute(&owner, &world.interchange, &redirect, &[]).await.ok();
    assert_eq!(world.balance(&elsewhere, USD).await, 1_000);
}
