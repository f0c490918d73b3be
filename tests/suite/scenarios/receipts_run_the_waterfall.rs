//! A receipt is divided at once; what is sent wrongly is refused or stays visible.

use backlot_api::{code, collection};
use backlot_tests::{
    film::{plan, Parties, USD},
    Actor, World,
};
use cosmwasm_std::coin;

use super::on_every_ring;

on_every_ring! {
    tier_by_tier_and_every_party_is_credited,
    a_receipt_without_a_source_is_refused_or_lies_in_suspense,
}

async fn tier_by_tier_and_every_party_is_credited(world: World) {
    let parties = Parties::default();
    let film = world.make_film("long-take", plan(&parties)).await;
    let distributor = Actor::named("distributor");
    world.give(&distributor, 10_000_000, USD).await;

    let _approved = film.approve(&world, "theatrical", "agent", 75_000).await.ok();
    // 2.5 % of 1,000,000 and 75,000 of expenses leave 900,000: the loan takes 500,000, equity shares 400,000 3:2.
    let _received = film.receive(&world, &distributor, "theatrical", 1_000_000).await.ok();
    let credited = |id: &'static str| {
        let (world, film) = (&world, &film);
        async move {
            let query = collection::QueryMsg::Parties { start_after: None, limit: Some(64) };
            let all: Vec<collection::PartyResponse> = world.query(&film.collection, &query).await;
            let party = all.into_iter().find(|party| party.party.id == id).expect("a party");
            party.credited.u128()
        }
    };
    assert_eq!(credited("agent").await, 25_000 + 75_000);
    assert_eq!(credited("lender").await, 500_000);
    assert_eq!(credited("equity-a").await, 240_000);
    assert_eq!(credited("holders").await, 160_000);
    assert_eq!(credited("producer").await, 0);

    // 10 % of 2,000,000 off; 1,100,000 fill equity (660,000 + 440,000); the corridor takes 200,000 until the producer
    // has her 50,000; of the 500,000 left each side gets half.
    let _received = film.receive(&world, &distributor, "tv", 2_000_000).await.ok();
    assert_eq!(credited("equity-a").await, 900_000);
    assert_eq!(credited("producer").await, 50_000 + 250_000);
    assert_eq!(credited("holders").await, 600_000 + 150_000 + 250_000);

    let _paid = film.pay_parties(&world, &distributor).await.ok();
    assert_eq!(world.balance(&parties.lender.wallet(), USD).await, 500_000);
    assert_eq!(world.balance(&film.returns, USD).await, 1_000_000);
    film.assert_money_is_conserved(&world, 3_000_000, &parties.wallets()).await;
    film.pay_parties(&world, &distributor).await.refused(collection::code::NOTHING);
}

async fn a_receipt_without_a_source_is_refused_or_lies_in_suspense(world: World) {
    let film = world.make_film("long-take", plan(&Parties::default())).await;
    let distributor = Actor::named("distributor");
    world.give(&distributor, 1_000, USD).await;
    world.give(&distributor, 1_000, "uatom").await;

    film.receive(&world, &distributor, "airline", 100).await.refused(collection::code::SOURCE);
    let receive = collection::ExecuteMsg::Receive { source: "tv".into(), reference: None };
    world.execute(&distributor, &film.collection, &receive, &[coin(5, "uatom")]).await.refused(code::DENOM);
    world.execute(&distributor, &film.collection, &receive, &[]).await.refused(code::ONE_COIN);

    let deposit = collection::ExecuteMsg::Deposit { note: Some("quarter unknown".into()) };
    let _deposited = world.execute(&distributor, &film.collection, &deposit, &[coin(300, USD)]).await.ok();
    let _other = world.execute(&distributor, &film.collection, &deposit, &[coin(7, "uatom")]).await.ok();
    let assign = |entry| collection::ExecuteMsg::Assign { entry, source: "tv".into() };
    world.execute(&distributor, &film.collection, &assign(1), &[]).await.refused(code::UNAUTHORIZED);
    let _assigned = world.execute(&world.owner, &film.collection, &assign(1), &[]).await.ok();
    world.execute(&world.owner, &film.collection, &assign(2), &[]).await.refused(collection::code::ENTRY_DENOM);
    let recover = collection::ExecuteMsg::Recover { entry: 2 };
    let _recovered = world.execute(&distributor, &film.collection, &recover, &[]).await.ok();
    assert_eq!(world.balance(&distributor.wallet(), "uatom").await, 1_000);
    assert_eq!(film.totals(&world).await.received.u128(), 300);
}
