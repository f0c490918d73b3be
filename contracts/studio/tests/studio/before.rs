//! Studios and films that were made before 0.3, when a film's agreement was in its account and nothing read agreements.

use backlot_api::studio::{Code, ConfigResponse, ExecuteMsg, Film, Kind, QueryMsg};
use backlot_testkit::{code_of, state_hash};
use cosmwasm_std::{Addr, Binary, Empty};
use cw_storage_plus::Map;
use serde_json::Value;

use crate::world::{engine, World};

const CODES: Map<&str, Empty> = Map::new("codes");
const FILMS: Map<&str, Empty> = Map::new("films");

/// The kinds that there were not.
const NEW: [Kind; 3] = [Kind::Engine, Kind::Agreements, Kind::Licences];

/// A studio with a film, with what its storage held then.
fn old() -> World {
    let (mut world, _) = World::with_film();
    let mut storage = world.app.contract_storage_mut(&world.studio);
    let mut forget = |key: &[u8], forget: fn(&mut Value)| {
        let mut record: Value = serde_json::from_slice(&storage.get(key).unwrap()).unwrap();
        forget(&mut record);
        storage.set(key, &serde_json::to_vec(&record).unwrap());
    };
    forget(b"config", |config| drop(config.as_object_mut().unwrap().remove("engine").unwrap()));
    forget(&FILMS.key("first"), |film| {
        let addresses = film["addresses"].as_object_mut().unwrap();
        addresses.remove("agreements").unwrap();
        addresses.remove("licences").unwrap();
    });
    for kind in NEW {
        storage.remove(&CODES.key(kind.name()));
    }
    drop(storage);
    world
}

fn migrate(film: &str, kind: Kind) -> ExecuteMsg {
    ExecuteMsg::MigrateFilm { film: film.into(), kind, msg: Binary::from(b"{}") }
}

#[test]
fn what_was_made_before_is_read_as_it_is() {
    let world = old();
    let config: ConfigResponse = world.query(&QueryMsg::Config {});
    assert_eq!((config.engine, config.films), (None, 1));
    assert_eq!(config.codes.len(), Kind::ALL.len() - NEW.len());
    let film = world.film("first");
    assert_eq!((&film.addresses.agreements, &film.addresses.licences), (&None, &None));
    assert_eq!(world.query::<Vec<Film>>(&QueryMsg::Films { start_after: None, limit: None }), [film]);
}

#[test]
fn what_is_not_there_is_not_migrated() {
    let mut world = old();
    let codes = world.codes.clone();
    for kind in [Kind::Agreements, Kind::Licences] {
        let code = codes.iter().find(|code| code.kind == kind).unwrap().clone();
        world.run(&ExecuteMsg::SetCode { code }).unwrap();
    }
    let before = state_hash(&world.app);
    for kind in NEW {
        assert_eq!(code_of(world.run(&migrate("first", kind))), "studio.missing", "{kind}");
    }
    // What there is goes as far as to the contract, which is of this version already.
    for kind in [Kind::Rights, Kind::Collection, Kind::Returns, Kind::Interchange] {
        assert_eq!(code_of(world.run(&migrate("first", kind))), "migrate.refused", "{kind}");
    }
    assert_eq!(state_hash(&world.app), before);
}

/// The engine comes with its code, once; then films are made as in a new studio.
#[test]
fn a_studio_gets_its_engine_with_its_code() {
    let mut world = old();
    let before = state_hash(&world.app);
    let plan = world.plan();
    assert_eq!(code_of(world.create("second", plan)), "studio.missing");
    assert_eq!(state_hash(&world.app), before);

    let code = |kind, code_id| ExecuteMsg::SetCode { code: Code { kind, code_id, version: "0.3.0".into() } };
    let engine_code = world.app.store_code(engine());
    world.run(&code(Kind::Engine, engine_code)).unwrap();
    let made = world.query::<ConfigResponse>(&QueryMsg::Config {}).engine.expect("it came with its code");
    let data = world.app.contract_data(&Addr::unchecked(&made)).unwrap();
    assert_eq!((data.code_id, data.admin), (engine_code, Some(world.studio.clone())));

    let before = state_hash(&world.app);
    let plan = world.plan();
    assert_eq!(code_of(world.create("second", plan)), "studio.code", "agreements have no code yet");
    assert_eq!(state_hash(&world.app), before);
    for kind in [Kind::Agreements, Kind::Licences] {
        let id = world.code(kind);
        world.run(&code(kind, id)).unwrap();
    }
    let plan = world.plan();
    world.create("second", plan).unwrap();
    assert!(world.film("second").addresses.agreements.is_some());

    let other = world.app.store_code(engine());
    world.run(&code(Kind::Engine, other)).unwrap();
    assert_eq!(world.query::<ConfigResponse>(&QueryMsg::Config {}).engine, Some(made), "one a studio");
}
