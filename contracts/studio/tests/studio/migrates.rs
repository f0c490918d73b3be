use backlot_api::{
    event::TypedEvent,
    studio::{Code, ConfigResponse, ExecuteMsg, Kind, MigrateMsg, QueryMsg, StudioCodeSet, StudioFilmMigrated},
};
use backlot_kit::KitError;
use backlot_testkit::{code_of, state_hash};
use cosmwasm_std::{Addr, Binary, DepsMut, Empty, Env, Response};
use cw_multi_test::{Contract, ContractWrapper, Executor};

use crate::world::World;

/// The rights contract of a later version.
fn later_rights() -> Box<dyn Contract<Empty>> {
    use backlot_rights::contract::{execute, instantiate, query};
    fn migrate(deps: DepsMut, _: Env, _: Empty) -> Result<Response, KitError> {
        backlot_kit::migrate(deps.storage, backlot_rights::CONTRACT, "99.0.0")?;
        Ok(Response::new())
    }
    Box::new(ContractWrapper::new(execute, instantiate, query).with_migrate(migrate))
}

fn migrate(kind: Kind) -> ExecuteMsg {
    ExecuteMsg::MigrateFilm { film: "first".into(), kind, msg: Binary::from(b"{}") }
}

/// acceptance: X76
#[test]
fn a_films_series_go_to_newer_code_together_and_once() {
    let (mut world, film) = World::with_film();
    let before = state_hash(&world.app);
    for kind in Kind::ALL {
        assert_eq!(code_of(world.run(&migrate(kind))), "migrate.refused", "{kind} is of this version already");
    }
    let unknown = ExecuteMsg::MigrateFilm { film: "none".into(), kind: Kind::Rights, msg: Binary::from(b"{}") };
    assert_eq!(code_of(world.run(&unknown)), "studio.film");
    assert_eq!(state_hash(&world.app), before);

    let code_id = world.app.store_code(later_rights());
    let code = Code { kind: Kind::Rights, code_id, version: "99.0.0".into() };
    let done = world.run(&ExecuteMsg::SetCode { code: code.clone() }).unwrap();
    let named = StudioCodeSet { kind: Kind::Rights, code_id, version: "99.0.0".into() };
    assert_eq!(StudioCodeSet::read_all(&done.events, world.studio.as_str()), [named]);
    assert!(world.query::<ConfigResponse>(&QueryMsg::Config {}).codes.contains(&code));

    let done = world.run(&migrate(Kind::Rights)).unwrap();
    let moved = StudioFilmMigrated { film: "first".into(), kind: Kind::Rights, code_id };
    assert_eq!(StudioFilmMigrated::read_all(&done.events, world.studio.as_str()), [moved]);
    for token in &film.addresses.rights {
        assert_eq!(world.app.contract_data(&Addr::unchecked(token)).unwrap().code_id, code_id);
    }
    let before = state_hash(&world.app);
    assert_eq!(code_of(world.run(&migrate(Kind::Rights))), "migrate.refused");
    assert_eq!(state_hash(&world.app), before);
}

/// A code of another kind is refused by the contracts themselves.
///
/// acceptance: X76
#[test]
fn a_film_never_becomes_something_else() {
    let (mut world, _) = World::with_film();
    let code = Code { kind: Kind::Returns, code_id: world.app.store_code(later_rights()), version: "99.0.0".into() };
    world.run(&ExecuteMsg::SetCode { code }).unwrap();
    let before = state_hash(&world.app);
    assert_eq!(code_of(world.run(&migrate(Kind::Returns))), "migrate.refused");
    assert_eq!(state_hash(&world.app), before);
}

/// New code gives new films other addresses; those of a film that is there do not move.
#[test]
fn addresses_follow_the_code_until_the_film_is_made() {
    let (mut world, film) = World::with_film();
    let (before, first) = (world.addresses("second", 2), film.addresses);
    let code = Code { kind: Kind::Rights, code_id: world.app.store_code(later_rights()), version: "99.0.0".into() };
    world.run(&ExecuteMsg::SetCode { code }).unwrap();
    assert_eq!(world.addresses("first", 2), first);
    let after = world.addresses("second", 2);
    assert_ne!(after.rights, before.rights);
    assert_eq!((&after.collection, &after.returns), (&before.collection, &before.returns));
    let plan = world.plan();
    world.create("second", plan).unwrap();
    assert_eq!(world.film("second").addresses, after);
}

/// acceptance: X76
#[test]
fn the_studio_itself_migrates_forward_only() {
    let mut world = World::new();
    let (code, admin) = (world.studio_code, world.owner.clone());
    let studio = world.app.instantiate_contract(
        code,
        admin.clone(),
        &backlot_api::studio::InstantiateMsg { owner: admin.to_string(), codes: world.codes.clone() },
        &[],
        "studio",
        Some(admin.to_string()),
    );
    let refused = world.app.migrate_contract(admin, studio.unwrap(), &MigrateMsg {}, code);
    assert_eq!(code_of(refused), "migrate.refused");
}
