//! One message makes a film; its addresses were known before.

use backlot_api::{code, studio};
use backlot_tests::{
    film::{plan, Parties},
    Actor, World,
};

use super::on_every_ring;

on_every_ring! {
    at_the_addresses_it_was_promised,
    by_the_studios_owner_only,
    once_under_a_name,
}

async fn at_the_addresses_it_was_promised(world: World) {
    let promised: studio::FilmAddresses =
        world.query(&world.studio, &studio::QueryMsg::Addresses { film: "long-take".into(), series: 1 }).await;
    let film = world.make_film("long-take", plan(&Parties::default())).await;
    assert_eq!(film.rights, promised.rights);
    assert_eq!(film.collection, promised.collection);
    assert_eq!(film.returns, promised.returns);

    let listed: Vec<studio::Film> =
        world.query(&world.studio, &studio::QueryMsg::Films { start_after: None, limit: None }).await;
    assert_eq!(listed.len(), 1);
    assert_eq!(listed[0].title, "The Long Take");
}

async fn by_the_studios_owner_only(world: World) {
    let stranger = Actor::named("stranger");
    world.give(&stranger, 1, "stake").await;
    let plan = plan(&Parties::default());
    let message = studio::ExecuteMsg::CreateFilm { film: "long-take".into(), plan };
    world.execute(&stranger, &world.studio, &message, &[]).await.refused(code::UNAUTHORIZED);
}

async fn once_under_a_name(world: World) {
    let parties = Parties::default();
    let _film = world.make_film("long-take", plan(&parties)).await;
    let message = studio::ExecuteMsg::CreateFilm { film: "long-take".into(), plan: plan(&parties) };
    world.execute(&world.owner, &world.studio, &message, &[]).await.refused(studio::code::TAKEN);
}
