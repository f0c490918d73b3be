use backlot_api::{
    event::TypedEvent,
    rights,
    studio::{ExecuteMsg, QueryMsg, StudioOwnershipUpdated},
};
use backlot_studio::NAMESPACES;
use backlot_testkit::{code_of, mint, pass, state_hash};
use cosmwasm_std::coin;
use cw_ownable::{Action, Expiration, Ownership};

use crate::world::World;

fn ownership(action: Action) -> ExecuteMsg {
    ExecuteMsg::UpdateOwnership(action)
}

/// Every message, sent by a stranger and sent with coins: a typed refusal, and not a byte of state has changed.
///
/// acceptance: X71
#[test]
fn nobody_but_the_owner_may_do_anything() {
    let (mut world, _) = World::with_film();
    let (owner, stranger) = (world.owner.clone(), world.stranger.clone());
    mint(&mut world.app, &owner, coin(10, "uusd"));
    // Something to sweep.
    let studio = world.studio.clone();
    mint(&mut world.app, &studio, coin(1, "uusd"));
    let before = state_hash(&world.app);
    for msg in world.every_message() {
        assert_eq!(code_of(world.execute(&stranger, &msg, &[])), "auth.unauthorized", "{msg:?}");
        assert_eq!(code_of(world.execute(&owner, &msg, &[coin(1, "uusd")])), "funds.none_expected", "{msg:?}");
    }
    assert_eq!(code_of(world.execute(&stranger, &ownership(Action::RenounceOwnership), &[])), "auth.unauthorized");
    assert_eq!(code_of(world.execute(&stranger, &ownership(Action::AcceptOwnership), &[])), "auth.ownership");
    assert_eq!(code_of(world.run(&ownership(Action::RenounceOwnership))), "auth.renounce");
    assert_eq!(state_hash(&world.app), before);
    // The same messages go through for the owner, so it was not the message that was refused. The migration is to the
    // same version, which the tokens refuse: see migrates.rs.
    for msg in world.every_message().into_iter().filter(|msg| !matches!(msg, ExecuteMsg::MigrateFilm { .. })) {
        world.run(&msg).unwrap();
    }
}

/// acceptance: X77
#[test]
fn the_studio_changes_hands_in_two_steps() {
    let mut world = World::new();
    let (owner, heir) = (world.owner.clone(), world.stranger.clone());
    let propose = |expiry| ownership(Action::TransferOwnership { new_owner: heir.to_string(), expiry });
    let shout = ownership(Action::TransferOwnership { new_owner: heir.to_string().to_uppercase(), expiry: None });
    assert_eq!(code_of(world.run(&shout)), "input.address");

    // Too late: the proposal had an end.
    let end = world.app.block_info().time.plus_seconds(60);
    world.run(&propose(Some(Expiration::AtTime(end)))).unwrap();
    pass(&mut world.app, 61);
    assert_eq!(code_of(world.execute(&heir, &ownership(Action::AcceptOwnership), &[])), "auth.ownership");

    // Until it is accepted, the owner is the owner.
    let done = world.run(&propose(None)).unwrap();
    let events = StudioOwnershipUpdated::read_all(&done.events, world.studio.as_str());
    assert_eq!(events, [StudioOwnershipUpdated { owner: owner.to_string(), pending: heir.to_string() }]);
    let pause = ExecuteMsg::SetPaused { paused: true };
    assert_eq!(code_of(world.execute(&heir, &pause, &[])), "auth.unauthorized");
    assert_eq!(code_of(world.execute(&owner, &ownership(Action::AcceptOwnership), &[])), "auth.ownership");
    world.execute(&heir, &ownership(Action::AcceptOwnership), &[]).unwrap();
    assert_eq!(code_of(world.execute(&owner, &pause, &[])), "auth.unauthorized");
    world.execute(&heir, &pause, &[]).unwrap();
    let now: Ownership<String> = world.query(&QueryMsg::Ownership {});
    assert_eq!(now.owner, Some(heir.to_string()));
}

/// Films that are there stay with the owner they were made for; new ones are the new owner's.
#[test]
fn a_film_belongs_to_who_owned_the_studio_when_it_was_made() {
    let (mut world, first) = World::with_film();
    let heir = world.stranger.clone();
    world.run(&ownership(Action::TransferOwnership { new_owner: heir.to_string(), expiry: None })).unwrap();
    world.execute(&heir, &ownership(Action::AcceptOwnership), &[]).unwrap();
    let second = ExecuteMsg::CreateFilm { film: "second".into(), plan: world.plan() };
    world.execute(&heir, &second, &[]).unwrap();
    let owner_of = |token: &str| world.ask::<Ownership<String>>(token, &rights::QueryMsg::Ownership {}).owner;
    assert_eq!(owner_of(&first.addresses.rights[0]), Some(world.owner.to_string()));
    assert_eq!(owner_of(&world.film("second").addresses.rights[0]), Some(heir.to_string()));
}

/// acceptance: X72
#[test]
fn no_namespace_is_the_beginning_of_another_and_all_are_listed() {
    for (n, one) in NAMESPACES.iter().enumerate() {
        for other in NAMESPACES.iter().skip(n + 1) {
            assert!(!one.starts_with(other) && !other.starts_with(one), "{one} and {other}");
        }
    }
    let (world, _) = World::with_film();
    let keys = world.app.dump_wasm_raw(&world.studio);
    assert!(keys.len() >= 8, "{} keys", keys.len());
    for (key, _) in keys {
        let named = NAMESPACES.iter().any(|space| {
            let map = [&u16::try_from(space.len()).unwrap().to_be_bytes(), space.as_bytes()].concat();
            key == space.as_bytes() || key.starts_with(&map)
        });
        assert!(named, "{:?} is in no namespace", String::from_utf8_lossy(&key));
    }
}
