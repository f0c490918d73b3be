//! A licensee's fee is a receipt of the source that the licence names; who held enough units on a record date can show it.

use backlot_api::{
    collection::{self, Booked, Entry, SourceResponse},
    licences::{EntitledResponse, Entitlement, EntitlementKind, ExecuteMsg, Grant, Medium, Period, QueryMsg},
    rights,
};
use backlot_tests::{
    film::{plan, Film, Parties, USD},
    Actor, World,
};
use cosmwasm_std::{coin, Timestamp, Uint128};

use super::on_every_ring;

on_every_ring! {
    a_fee_lands_in_its_source_and_in_no_other,
    a_holder_of_enough_units_on_the_record_date_is_entitled_and_one_below_is_not,
}

const DAY: u64 = 86_400;

async fn now(world: &World) -> u64 {
    world.chain().status().await.expect("the chain answers").time_ns / 1_000_000_000
}

async fn sources(world: &World, film: &Film) -> Vec<(String, u128)> {
    let query = collection::QueryMsg::Sources { start_after: None, limit: None };
    let rows: Vec<SourceResponse> = world.query(&film.collection, &query).await;
    rows.into_iter().map(|row| (row.id, row.received.u128())).collect()
}

fn grant(id: &str, licensee: &Actor, territory: &str, source: &str, today: u32) -> ExecuteMsg {
    ExecuteMsg::Grant {
        licence: Grant {
            id: id.into(),
            licensee: licensee.wallet(),
            territories: vec![territory.into()],
            media: vec![Medium::Television],
            window: Period { from: today, until: today + 365 },
            exclusive: true,
            source: source.into(),
            reference: "deal memo".into(),
            guarantee: vec![],
        },
    }
}

async fn a_fee_lands_in_its_source_and_in_no_other(world: World) {
    let parties = Parties::default();
    let film = world.make_film("long-take", plan(&parties)).await;
    let canal = Actor::named("canal");
    world.give(&canal, 300_000, USD).await;
    let today = u32::try_from(now(&world).await / DAY).expect("a day");
    for (id, territory, source) in [("fr-tv", "FR", "tv"), ("de-cinema", "DE", "theatrical"), ("it", "IT", "radio")] {
        let grant = grant(id, &canal, territory, source, today);
        let _granted = world.execute(&world.owner, &film.licences, &grant, &[]).await.ok();
    }
    let pay = |licence: &str| ExecuteMsg::Pay { licence: licence.into(), reference: Some(format!("{licence} 1")) };

    let _paid = world.execute(&canal, &film.licences, &pay("fr-tv"), &[coin(100_000, USD)]).await.ok();
    let named = |tv: u128, theatrical: u128| vec![("theatrical".to_owned(), theatrical), ("tv".to_owned(), tv)];
    assert_eq!(sources(&world, &film).await, named(100_000, 0));
    let entries = collection::QueryMsg::Entries { start_after: None, limit: None };
    let entries: Vec<Entry> = world.query(&film.collection, &entries).await;
    assert_eq!(entries.len(), 1);
    assert_eq!(entries[0].booked, Booked::Received { source: "tv".into(), amount: Uint128::new(100_000) });
    assert_eq!((&entries[0].sender, entries[0].reference.as_deref()), (&film.licences, Some("fr-tv 1")));

    // Another licence, another source, another commission: 10 % of television, 2.5 % of the cinemas.
    let _paid = world.execute(&canal, &film.licences, &pay("de-cinema"), &[coin(40_000, USD)]).await.ok();
    assert_eq!(sources(&world, &film).await, named(100_000, 40_000));
    let _delivered = film.pay_parties(&world, &canal).await.ok();
    assert_eq!(world.balance(&parties.agent.wallet(), USD).await, 10_000 + 1_000);
    assert_eq!(world.balance(&parties.lender.wallet(), USD).await, 90_000 + 39_000);

    // A source that the agreement does not have: the licence stands, the money stays with the licensee.
    let refused = world.execute(&canal, &film.licences, &pay("it"), &[coin(5_000, USD)]).await;
    refused.refused(collection::code::SOURCE);
    assert_eq!(world.balance(&canal.wallet(), USD).await, 160_000);
    let balance = QueryMsg::Balance { licence: "it".into(), on: today };
    let balance: backlot_api::licences::BalanceResponse = world.query(&film.licences, &balance).await;
    assert_eq!(balance.paid, Uint128::zero());
    assert_eq!(world.balance(&film.licences, USD).await, 0, "nothing stays on the way");
}

async fn a_holder_of_enough_units_on_the_record_date_is_entitled_and_one_below_is_not(world: World) {
    let film = world.make_film("long-take", plan(&Parties::default())).await;
    let [anna, ben, cleo] = ["anna", "ben", "cleo"].map(Actor::named);
    film.issue(&world, &[(anna.wallet(), 1_000), (ben.wallet(), 999)]).await;
    for holder in [&anna, &ben] {
        world.give(holder, 1, "stake").await;
    }
    let at = Timestamp::from_seconds(now(&world).await + DAY);
    let record = rights::ExecuteMsg::SetRecordDate { at, note: Some("premiere".into()) };
    let _set = world.execute(&world.owner, &film.rights[0], &record, &[]).await.ok();
    let entitlement = Entitlement {
        id: "premiere".into(),
        series: 0,
        units: Uint128::new(1_000),
        record: 1,
        kind: EntitlementKind::Screening,
        text: "two seats at the premiere".into(),
    };
    let set = ExecuteMsg::SetEntitlement { entitlement };
    let _set = world.execute(&world.owner, &film.licences, &set, &[]).await.ok();
    let entitled = |who: &Actor| {
        let query = QueryMsg::Entitled { entitlement: "premiere".into(), address: who.wallet() };
        let (world, film) = (&world, &film);
        async move {
            let EntitledResponse { entitled, units, needed } = world.query(&film.licences, &query).await;
            assert_eq!(needed.u128(), 1_000);
            (entitled, units.u128())
        }
    };
    // Before its time has come nobody can say.
    let early = QueryMsg::Entitled { entitlement: "premiere".into(), address: anna.wallet() };
    let early = serde_json::to_vec(&early).expect("queries are JSON");
    let refused = world.chain().query_smart(&film.licences, &early).await.expect_err("it lies ahead").to_string();
    assert!(refused.contains(rights::code::RECORD_PENDING), "{refused}");

    world.pass(DAY + 60).await;
    // What happens after the record date changes nothing of it.
    let _sold = film.transfer(&world, &anna, &cleo.wallet(), 1_000).await.ok();
    let _bought = film.transfer(&world, &ben, &cleo.wallet(), 1).await.ok();
    assert_eq!(entitled(&anna).await, (true, 1_000));
    assert_eq!(entitled(&ben).await, (false, 999));
    assert_eq!(entitled(&cleo).await, (false, 0), "she holds 1,001 now, and held none then");
    assert_eq!(film.units(&world, &cleo.wallet()).await, 1_001);
}
