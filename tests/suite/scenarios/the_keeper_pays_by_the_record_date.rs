//! Whoever holds at the trigger is credited, frozen or not; whoever buys later has bought the next run.

use backlot_api::{returns, rights};
use backlot_jobs::Keeper;
use backlot_tests::{
    film::{plan, Film, Parties, USD},
    keeper::Post,
    Actor, World,
};
use cosmwasm_std::coin;

use super::on_every_ring;

on_every_ring! {
    and_a_frozen_wallet_three_times,
    and_units_bought_after_a_run_nothing_of_it,
    and_units_bought_a_moment_before_it_their_share_and_no_more,
}

const HOLDERS: usize = 200;

/// A film whose holders have 100 units each.
async fn film(world: &World) -> (Film, Vec<Actor>, Keeper, Post) {
    let film = world.make_film("long-take", plan(&Parties::default())).await;
    let holders = (0..HOLDERS).map(|n| Actor::named(&format!("holder {n}"))).collect::<Vec<_>>();
    film.issue(world, &holders.iter().map(|holder| (holder.wallet(), 100)).collect::<Vec<_>>()).await;
    for holder in [&holders[0], &holders[HOLDERS - 1]] {
        world.give(holder, 1, "stake").await;
    }
    let post = Post::at(world, "keeper", &[&film]).await;
    (film, holders, post.begin(), post)
}

/// Puts 20,000 into the pot, one for each unit: what a holder gets is its units.
async fn fund(world: &World, film: &Film) {
    let payer = Actor::named("distributor");
    world.give(&payer, 20_000, USD).await;
    let fund = returns::ExecuteMsg::Fund { series: 0 };
    let _funded = world.execute(&payer, &film.returns, &fund, &[coin(20_000, USD)]).await.ok();
}

async fn tick(keeper: &Keeper) {
    let round = keeper.tick().await.expect("the chain is well");
    assert!(round.errors.is_empty() && round.blocked.is_empty() && !round.txs.is_empty(), "{round:?}");
}

/// acceptance: P14
async fn and_a_frozen_wallet_three_times(world: World) {
    let (film, holders, keeper, _post) = film(&world).await;
    let frozen = &holders[HOLDERS - 1];
    let wallet = frozen.wallet();
    let reason = "a court's order".to_owned();
    let freeze = rights::ExecuteMsg::FreezeWallet { wallet: wallet.clone(), units: None, reason, expires: None };
    let _frozen = world.execute(&world.owner, &film.rights[0], &freeze, &[]).await.ok();

    for run in 1..=3 {
        fund(&world, &film).await;
        tick(&keeper).await;
        assert_eq!(film.run(&world, run).await.state, returns::RunState::Settled);
        film.transfer(&world, frozen, &holders[0].wallet(), 1).await.refused(rights::code::FROZEN);
        assert_eq!(world.balance(&wallet, USD).await, 100 * u128::from(run), "run {run}");
        // Holders stay free as long as they were frozen before the next run may begin.
        world.pass(3_600).await;
    }
    let unfreeze = rights::ExecuteMsg::UnfreezeWallet { wallet };
    let _thawed = world.execute(&world.owner, &film.rights[0], &unfreeze, &[]).await.ok();
    let _moved = film.transfer(&world, frozen, &holders[0].wallet(), 1).await.ok();
    for holder in &holders {
        assert_eq!(world.balance(&holder.wallet(), USD).await, 300, "frozen or not");
    }
}

/// acceptance: X75
async fn and_units_bought_after_a_run_nothing_of_it(world: World) {
    let (film, holders, keeper, _post) = film(&world).await;
    let (seller, buyer) = (&holders[0], Actor::named("buyer").wallet());
    for _run in 1..=2 {
        fund(&world, &film).await;
        tick(&keeper).await;
        world.pass(3_600).await;
    }
    let _sold = film.transfer(&world, seller, &buyer, 40).await.ok();
    let round = keeper.tick().await.expect("the chain is well");
    assert!(round.txs.is_empty(), "a purchase is no work: {round:?}");
    let credit = returns::QueryMsg::Credit { series: 0, wallet: buyer.clone() };
    assert_eq!(world.query::<cosmwasm_std::Uint128>(&film.returns, &credit).await.u128(), 0);
    assert_eq!(world.balance(&buyer, USD).await, 0);
    assert_eq!(world.balance(&seller.wallet(), USD).await, 200);

    fund(&world, &film).await;
    tick(&keeper).await;
    assert_eq!(world.balance(&buyer, USD).await, 40);
    assert_eq!(world.balance(&seller.wallet(), USD).await, 260);
}

/// Bought after the money was there and before the run, and once more from a seller whom the run has already passed.
///
/// acceptance: P4
async fn and_units_bought_a_moment_before_it_their_share_and_no_more(world: World) {
    let (film, holders, keeper, _post) = film(&world).await;
    let (seller, buyer) = (&holders[0], Actor::named("buyer").wallet());
    fund(&world, &film).await;
    let _sold = film.transfer(&world, seller, &buyer, 40).await.ok();
    let anyone = Actor::named("distributor");
    let _triggered = film.trigger(&world, &anyone).await.ok();
    film.transfer(&world, seller, &buyer, 10).await.refused(rights::code::FROZEN_BY_RUN);
    let _first_page = film.advance(&world, &anyone, 1, 0, 1).await.ok();
    // The seller has been credited, the buyer (the last index) not yet: what it buys now must not count again.
    film.transfer(&world, seller, &buyer, 60).await.refused(rights::code::FROZEN_BY_RUN);
    let newcomer = Actor::named("newcomer").wallet();
    let _sold = film.transfer(&world, seller, &newcomer, 60).await.ok();

    tick(&keeper).await;
    assert_eq!(film.run(&world, 1).await.state, returns::RunState::Settled);
    assert_eq!(world.balance(&buyer, USD).await, 40);
    assert_eq!(world.balance(&seller.wallet(), USD).await, 60);
    assert_eq!(world.balance(&newcomer, USD).await, 0);
    let everyone: Vec<_> = holders.iter().map(Actor::wallet).chain([buyer, newcomer]).collect();
    film.assert_money_is_conserved(&world, 20_000, &everyone).await;
    assert_eq!(film.series(&world).await.carry.u128(), 0, "all of it, to the last unit");
}
