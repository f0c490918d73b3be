use backlot_api::{
    event::TypedEvent,
    studio::{Code, ConfigResponse, ExecuteMsg, Kind, MigrateMsg, QueryMsg, StudioCodeSet, StudioFilmMigrated},
};
use backlot_kit::KitError;
use backlot_testkit::{code_of, no_execute, state_hash};
use cosmwasm_std::{Addr, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Response, StdResult};
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

/// A later version of one of the studio's own contracts.
fn later(kind: Kind) -> Box<dyn Contract<Empty>> {
    fn migrate<const ENGINE: bool>(deps: DepsMut, _: Env, _: Empty) -> Result<Response, KitError> {
        let contract = if ENGINE { backlot_engine::CONTRACT } else { backlot_interchange::CONTRACT };
        backlot_kit::migrate(deps.storage, contract, "99.0.0")?;
        Ok(Response::new())
    }
    let new = |_: DepsMut, _: Env, _: MessageInfo, _: Empty| -> StdResult<Response> { Ok(Response::new()) };
    let ask = |_: Deps, _: Env, _: Empty| -> StdResult<Binary> { Ok(Binary::default()) };
    let code = ContractWrapper::new(no_execute, new, ask);
    match kind {
        Kind::Engine => Box::new(code.with_migrate(migrate::<true>)),
        _ => Box::new(code.with_migrate(migrate::<false>)),
    }
}

/// What cw2 keeps.
fn version(world: &World, contract: &Addr) -> String {
    cw2::CONTRACT.query(&world.app.wrap(), contract.clone()).unwrap().version
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

/// A contract that is one a studio goes to newer code whether there is a film or not, and whatever film is named.
///
/// acceptance: X76
#[test]
fn the_studios_own_contracts_migrate_without_any_film() {
    let mut world = World::new();
    let config: ConfigResponse = world.query(&QueryMsg::Config {});
    for (kind, own) in [(Kind::Engine, config.engine.unwrap()), (Kind::Interchange, config.interchange)] {
        let own = Addr::unchecked(own);
        let old = version(&world, &own);
        let code_id = world.app.store_code(later(kind));
        world.run(&ExecuteMsg::SetCode { code: Code { kind, code_id, version: "99.0.0".into() } }).unwrap();
        assert_eq!(world.app.contract_data(&own).unwrap().code_id, world.code(kind), "only when it is told to");
        let msg = ExecuteMsg::MigrateFilm { film: "no film".into(), kind, msg: Binary::from(b"{}") };
        let done = world.run(&msg).unwrap();
        let moved = StudioFilmMigrated { film: String::new(), kind, code_id };
        assert_eq!(StudioFilmMigrated::read_all(&done.events, world.studio.as_str()), [moved]);
        assert_eq!(world.app.contract_data(&own).unwrap().code_id, code_id);
        assert_ne!(version(&world, &own), old);
        let before = state_hash(&world.app);
        assert_eq!(code_of(world.run(&msg)), "migrate.refused");
        assert_eq!(state_hash(&world.app), before);
    }
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
