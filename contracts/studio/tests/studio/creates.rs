use backlot_api::{
    agreements, collection,
    event::TypedEvent,
    licences, returns, rights,
    studio::{ConfigResponse, ExecuteMsg, Film, Kind, QueryMsg, StudioFilmClosed, StudioFilmCreated, StudioOpened},
};
use backlot_testkit::{addr, code_of, mint, state_hash};
use cosmwasm_std::{coin, Addr, Uint128};
use cw_multi_test::Executor;

use crate::world::{series, World};

#[test]
fn a_studio_opens_with_its_interchange_and_engine() {
    let world = World::new();
    let config: ConfigResponse = world.query(&QueryMsg::Config {});
    assert_eq!((config.paused, config.films), (false, 0));
    assert_eq!(config.codes, world.codes);
    let engine = config.engine.expect("a studio made now has an engine");
    for (own, kind) in [(&config.interchange, Kind::Interchange), (&engine, Kind::Engine)] {
        let made = world.app.contract_data(&Addr::unchecked(own)).unwrap();
        assert_eq!(made.code_id, world.code(kind));
        assert_eq!(made.admin, Some(world.studio.clone()));
    }
}

#[test]
fn addresses_are_known_before_and_hold_after() {
    let mut world = World::new();
    let mut plan = world.plan();
    plan.series = ["A-AA", "B-BB", "C-CC", "D-DD", "E-EE", "F-FF", "G-GG", "H-HH"].map(series).into();
    let before = world.addresses("moon", 8);
    assert_ne!(before, world.addresses("noon", 8), "another film has other contracts");
    // Coins that are there before the contract is do not stop it.
    mint(&mut world.app, &Addr::unchecked(&before.returns), coin(5, "uusd"));

    let done = world.create("moon", plan).unwrap();
    let film = world.film("moon");
    assert_eq!(film.addresses, before);
    assert_eq!(world.addresses("moon", 1), before, "of a film that is there, whatever the count asked for");
    let created = StudioFilmCreated::read_all(&done.events, world.studio.as_str());
    assert_eq!(
        created,
        [StudioFilmCreated {
            film: "moon".into(),
            rights: before.rights.join(","),
            agreements: before.agreements.clone().unwrap(),
            collection: before.collection.clone(),
            licences: before.licences.clone().unwrap(),
            returns: before.returns.clone(),
        }]
    );
    let all = before.rights.iter().map(|made| (made, Kind::Rights));
    let others = [
        (before.agreements.as_ref().unwrap(), Kind::Agreements),
        (&before.collection, Kind::Collection),
        (before.licences.as_ref().unwrap(), Kind::Licences),
        (&before.returns, Kind::Returns),
    ];
    for (made, kind) in all.chain(others) {
        let data = world.app.contract_data(&Addr::unchecked(made)).unwrap();
        assert_eq!(data.code_id, world.code(kind));
        assert_eq!((data.creator, data.admin), (world.studio.clone(), Some(world.studio.clone())));
        assert!(data.label.starts_with(&format!("moon/{kind}/")), "{}", data.label);
    }
}

#[test]
fn the_contracts_know_each_other_and_their_owner() {
    let (world, film) = World::with_film();
    let owner = world.owner.to_string();
    for (number, symbol) in ["MOON-A", "MOON-B"].iter().enumerate() {
        let token = &film.addresses.rights[number];
        let info: cw20::TokenInfoResponse = world.ask(token, &rights::QueryMsg::TokenInfo {});
        assert_eq!((info.symbol.as_str(), info.total_supply), (*symbol, Uint128::zero()));
        let config: rights::ConfigResponse = world.ask(token, &rights::QueryMsg::Config {});
        assert_eq!(config.distributor, Some(film.addresses.returns.clone()));
        let minter: Option<cw20::MinterResponse> = world.ask(token, &rights::QueryMsg::Minter {});
        assert_eq!(minter, Some(cw20::MinterResponse { minter: owner.clone(), cap: Some(Uint128::new(1_000_000)) }));
        let holder: cw_ownable::Ownership<String> = world.ask(token, &rights::QueryMsg::Ownership {});
        assert_eq!(holder.owner, Some(owner.clone()));
    }
    let config: returns::ConfigResponse = world.ask(&film.addresses.returns, &returns::QueryMsg::Config {});
    assert_eq!((config.series, config.interchange), (film.addresses.rights.clone(), film.interchange.clone()));
    let config: collection::ConfigResponse = world.ask(&film.addresses.collection, &collection::QueryMsg::Config {});
    assert_eq!((config.returns, config.interchange), (film.addresses.returns.clone(), film.interchange.clone()));
    let texts = film.addresses.agreements.as_ref().unwrap();
    assert_eq!(config.agreements, *texts);
    let given: agreements::VersionResponse = world.ask(texts, &agreements::QueryMsg::Version { version: 1 });
    assert_eq!(given.agreement, world.plan().agreement);
    let config: agreements::ConfigResponse = world.ask(texts, &agreements::QueryMsg::Config {});
    assert_eq!((config.collection, config.version), (film.addresses.collection.clone(), 1));
    let licences = film.addresses.licences.as_ref().unwrap();
    let config: licences::ConfigResponse = world.ask(licences, &licences::QueryMsg::Config {});
    assert_eq!(config.collection, film.addresses.collection);
}

#[test]
fn films_are_listed_in_order_page_by_page() {
    let mut world = World::new();
    for film in ["delta", "alpha", "charlie", "bravo"] {
        let plan = world.plan();
        world.create(film, plan).unwrap();
    }
    let page = |start_after: Option<&str>, limit: Option<u32>| -> Vec<String> {
        let films: Vec<Film> = world.query(&QueryMsg::Films { start_after: start_after.map(Into::into), limit });
        films.into_iter().map(|film| film.film).collect()
    };
    assert_eq!(page(None, None), ["alpha", "bravo", "charlie", "delta"]);
    assert_eq!(page(None, Some(2)), ["alpha", "bravo"]);
    assert_eq!(page(Some("bravo"), Some(2)), ["charlie", "delta"]);
    assert_eq!(page(Some("delta"), None), [""; 0]);
    assert_eq!(world.query::<ConfigResponse>(&QueryMsg::Config {}).films, 4);
}

#[test]
fn a_film_is_closed_once_and_never_deleted() {
    let (mut world, film) = World::with_film();
    let close = ExecuteMsg::CloseFilm { film: "first".into() };
    let done = world.run(&close).unwrap();
    assert_eq!(StudioFilmClosed::read_all(&done.events, world.studio.as_str()).len(), 1);
    let closed = world.film("first");
    assert_eq!(closed.closed, Some(world.app.block_info().time));
    assert_eq!(Film { closed: None, ..closed }, film);
    let before = state_hash(&world.app);
    assert_eq!(code_of(world.run(&close)), "studio.closed");
    let plan = world.plan();
    assert_eq!(code_of(world.create("first", plan)), "studio.taken");
    assert_eq!(state_hash(&world.app), before);
}

/// acceptance: X80
#[test]
fn another_studio_makes_other_contracts_and_its_events_are_not_ours() {
    let mut world = World::new();
    let msg = backlot_api::studio::InstantiateMsg { owner: world.stranger.to_string(), codes: world.codes.clone() };
    let (code, sender) = (world.studio_code, world.stranger.clone());
    let other = world.app.instantiate_contract(code, sender.clone(), &msg, &[], "other", None).unwrap();
    let film: ExecuteMsg = ExecuteMsg::CreateFilm { film: "moon".into(), plan: world.plan() };
    let ours = world.addresses("moon", 2);
    let done = world.app.execute_contract(sender, other.clone(), &film, &[]).unwrap();
    assert_eq!(StudioFilmCreated::read_all(&done.events, other.as_str()).len(), 1);
    assert_eq!(StudioFilmCreated::read_all(&done.events, world.studio.as_str()), []);
    assert_eq!(StudioOpened::read_all(&done.events, other.as_str()), []);
    assert_eq!(world.addresses("moon", 2), ours);
    let plan = world.plan();
    world.create("moon", plan).unwrap();
    assert_eq!(world.film("moon").addresses, ours);
    assert_ne!(addr(&world.app, "agent"), other);
}
