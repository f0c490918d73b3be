//! What a schedule sets aside until a day reaches everyone on that day, although no receipt comes any more.

use backlot_api::{
    collection::{Booked, Entry, QueryMsg},
    schedule::Deduction,
};
use backlot_tests::{
    film::{agreement, plan_of, Film, Parties, USD},
    keeper::Post,
    Actor, World,
};
use cosmwasm_std::Uint128;

use super::on_every_ring;

on_every_ring! {
    when_their_day_comes_and_no_receipt_does,
}

const DAY: u64 = 86_400;

async fn entries(world: &World, film: &Film) -> Vec<Entry> {
    world.query(&film.collection, &QueryMsg::Entries { start_after: None, limit: None }).await
}

async fn when_their_day_comes_and_no_receipt_does(world: World) {
    let parties = Parties::default();
    let mut agreement = agreement(&parties);
    let now = world.chain().status().await.expect("the chain answers").time_ns / 1_000_000_000;
    // Three days ahead; residuals wait a year longer than anyone looks.
    let until = u32::try_from(now / DAY).expect("a day") + 3;
    let reserve = |bps: u16, until: u32| Deduction::Reserve { bps, cap: None, until };
    agreement.schedule.sources[0].off_the_top.extend([reserve(2_000, until), reserve(1_000, until + 365)]);
    let film = world.make_film("long-take", plan_of(&agreement)).await;
    let holder = Actor::named("holder");
    film.issue(&world, &[(holder.wallet(), 100)]).await;
    let payer = Actor::named("distributor");
    world.give(&payer, 100_000, USD).await;
    let _received = film.receive(&world, &payer, "theatrical", 100_000).await.ok();

    let post = Post::at(&world, "keeper", &[&film]).await;
    let keeper = post.begin();
    let round = keeper.tick().await.expect("the chain is well");
    assert!(round.errors.is_empty() && round.blocked.is_empty(), "{round:?}");
    let lender = parties.lender.wallet();
    assert_eq!(world.balance(&lender, USD).await, 67_500, "less 2.5 % and two reserves");
    assert_eq!(film.totals(&world).await.held, Uint128::new(30_000));

    world.pass(2 * DAY).await;
    let round = keeper.tick().await.expect("the chain is well");
    assert!(round.txs.is_empty(), "a day too early: {round:?}");

    world.pass(DAY).await;
    let round = keeper.tick().await.expect("the chain is well");
    assert!(round.errors.is_empty() && round.blocked.is_empty(), "{round:?}");
    let purposes: Vec<_> = round.txs.iter().map(|tx| tx.purpose.as_str()).collect();
    assert_eq!(purposes, ["collection.release", "collection.deliver lender"]);
    assert_eq!(world.balance(&lender, USD).await, 87_500);
    assert_eq!(film.totals(&world).await.held, Uint128::new(10_000), "the other reserve waits on");
    let last = entries(&world, &film).await.pop().expect("entries");
    assert_eq!((last.booked, last.sender), (Booked::Released {}, post.key.wallet()));

    let round = keeper.tick().await.expect("the chain is well");
    assert!(round.txs.is_empty(), "once: {round:?}");
    film.assert_money_is_conserved(&world, 100_000, &parties.wallets()).await;
}
