//! Receipts come in; one keeper later everybody has what is theirs.

use backlot_api::{interchange, returns};
use backlot_jobs::Keeper;
use backlot_tests::{
    film::{plan, Film, Parties, USD},
    keeper::Post,
    Actor, World,
};

use super::on_every_ring;

on_every_ring! {
    from_the_receipt_to_the_last_holder,
    but_one_who_cannot_receive_and_is_tried_again_in_vain;
    not_on_a_real_chain:
    // Nobody unblocks a module account.
    but_one_who_cannot_receive_and_gets_it_later,
}

const HOLDERS: u128 = 300;

/// Where holder n of a film has 1,000 n units: ⌊pot · n ÷ (1 + … + 300)⌋.
fn share(pot: u128, n: u128) -> u128 {
    pot * n / (HOLDERS * (HOLDERS + 1) / 2)
}

async fn receive(world: &World, film: &Film, source: &str, amount: u128) {
    let distributor = Actor::named("distributor");
    world.give(&distributor, amount, USD).await;
    let _received = film.receive(world, &distributor, source, amount).await.ok();
}

fn holders() -> Vec<String> {
    (1..=HOLDERS).map(|n| Actor::named(&format!("holder {n}")).wallet()).collect()
}

/// A film and its parties. Of 1,000,000 theatrical and 2,000,000 of tv, the holders get 1,000,000.
async fn film_with_receipts(world: &World, holders: &[String]) -> (Film, Parties) {
    let parties = Parties::default();
    let film = world.make_film("long-take", plan(&parties)).await;
    let _approved = film.approve(world, "theatrical", "agent", 75_000).await.ok();
    let units = holders.iter().cloned().zip((1..=HOLDERS).map(|n| 1_000 * n)).collect::<Vec<_>>();
    film.issue(world, &units).await;
    receive(world, &film, "theatrical", 1_000_000).await;
    receive(world, &film, "tv", 2_000_000).await;
    (film, parties)
}

async fn assert_nothing_is_left_to_do(keeper: &Keeper) {
    let round = keeper.tick().await.expect("the chain is well");
    assert!(round.txs.is_empty() && round.errors.is_empty(), "{round:?}");
    assert!(keeper.plan().await.expect("the chain is well").iter().all(|plan| plan.actions.is_empty()));
}

async fn from_the_receipt_to_the_last_holder(world: World) {
    let holders = holders();
    let (film, parties) = film_with_receipts(&world, &holders).await;
    let post = Post::at(&world, "keeper", &[&film]).await;
    let keeper = post.begin();
    let round = keeper.tick().await.expect("the chain is well");
    assert!(round.errors.is_empty() && round.blocked.is_empty() && round.lost_races == 0, "{round:?}");

    assert_eq!(world.balance(&parties.agent.wallet(), USD).await, 25_000 + 75_000 + 200_000);
    assert_eq!(world.balance(&parties.lender.wallet(), USD).await, 500_000);
    assert_eq!(world.balance(&parties.equity.wallet(), USD).await, 900_000);
    assert_eq!(world.balance(&parties.producer.wallet(), USD).await, 300_000);
    assert_eq!(film.run(&world, 1).await.state, returns::RunState::Settled);
    let mut paid = 0;
    for (holder, n) in holders.iter().zip(1..) {
        let balance = world.balance(holder, USD).await;
        assert_eq!(balance, share(1_000_000, n), "holder {n}");
        paid += balance;
    }
    let series = film.series(&world).await;
    assert!(series.carry.u128() > 0, "300 floors leave something");
    assert_eq!(series.carry.u128(), 1_000_000 - paid);
    assert_eq!((series.credited, series.delivered), (paid.into(), paid.into()));
    assert_eq!(world.balance(&film.returns, USD).await, series.carry.u128());
    film.assert_money_is_conserved(&world, 3_000_000, &[parties.wallets(), holders].concat()).await;

    let status = keeper.status();
    let credited: u128 = status.jobs.iter().map(|job| job.credited).sum();
    assert_eq!(credited, paid, "what it says of itself is what happened");
    assert_nothing_is_left_to_do(&keeper).await;
}

/// A film whose keeper has paid everyone but one, and has tried that one again a day later.
struct AllButOne {
    film: Film,
    everyone: Vec<String>,
    refused: String,
    owed: u128,
    keeper: Keeper,
    _post: Post,
}

async fn all_but_one(world: &World) -> AllButOne {
    let mut holders = holders();
    let refused = world.refused_wallet().await;
    holders[150] = refused.clone();
    let (film, parties) = film_with_receipts(world, &holders).await;
    let owed = share(1_000_000, 151);
    let post = Post::at(world, "keeper", &[&film]).await;
    let keeper = post.begin();
    let round = keeper.tick().await.expect("the chain is well");
    assert!(round.errors.is_empty() && round.blocked.is_empty(), "{round:?}");
    for (holder, n) in holders.iter().zip(1..) {
        let expected = if *holder == refused { 0 } else { share(1_000_000, n) };
        assert_eq!(world.balance(holder, USD).await, expected, "holder {n}");
    }
    assert_eq!(keeper.status().jobs.iter().map(|job| job.parked).sum::<u128>(), owed);
    assert_nothing_is_left_to_do(&keeper).await;

    // A day later it tries, in vain, and says so in the contract's own count.
    world.pass(86_400).await;
    let round = keeper.tick().await.expect("the chain is well");
    assert_eq!(round.txs.len(), 1, "{round:?}");
    let query = interchange::QueryMsg::WhyNotPaid { wallet: refused.clone(), denom: USD.into() };
    let parked: Option<interchange::Parked> = world.query(&world.interchange, &query).await;
    let parked = parked.expect("still parked");
    assert_eq!((parked.amount.u128(), parked.attempts), (owed, 2));
    assert_nothing_is_left_to_do(&keeper).await;
    let everyone = [parties.wallets(), holders].concat();
    AllButOne { film, everyone, refused, owed, keeper, _post: post }
}

/// acceptance: P8
async fn but_one_who_cannot_receive_and_is_tried_again_in_vain(world: World) {
    let AllButOne { film, everyone, refused, owed, keeper, _post } = all_but_one(&world).await;
    assert_eq!(world.balance(&refused, USD).await, 0);
    assert_eq!(world.balance(&world.interchange, USD).await, owed);
    // Each try that fails makes the next one wait for twice as long.
    world.pass(86_400).await;
    assert_nothing_is_left_to_do(&keeper).await;
    film.assert_money_is_conserved(&world, 3_000_000, &everyone).await;
}

/// acceptance: P8
async fn but_one_who_cannot_receive_and_gets_it_later(world: World) {
    let AllButOne { film, everyone, refused, owed, keeper, _post } = all_but_one(&world).await;
    // Two days more, and the rail takes it.
    world.block_recipient(&refused, false).await;
    assert_nothing_is_left_to_do(&keeper).await;
    world.pass(2 * 86_400).await;
    let _round = keeper.tick().await.expect("the chain is well");
    assert_eq!(world.balance(&refused, USD).await, owed);
    assert_eq!(world.balance(&world.interchange, USD).await, 0);
    film.assert_money_is_conserved(&world, 3_000_000, &everyone).await;
    assert_nothing_is_left_to_do(&keeper).await;
}
