use backlot_agreements::{CONTRACT, NAMESPACES};
use backlot_api::{
    agreements::{AgreementsOwnershipUpdated, ExecuteMsg, MigrateMsg, QueryMsg},
    event::TypedEvent,
};
use backlot_testkit::{addr, code_of, state_hash};
use cw_multi_test::Executor;
use cw_ownable::{Action, Ownership};

use crate::film::Film;

/// The owner proposes; who owns the film next does so from then on, and an open proposal stays.
///
/// acceptance: X77
#[test]
fn the_agreements_change_hands_in_two_steps() {
    let mut film = Film::new();
    film.propose_against_the_bank();
    let heir = film.wallet("heir");
    let hand_over = ExecuteMsg::UpdateOwnership(Action::TransferOwnership { new_owner: heir.clone(), expiry: None });
    let accept = ExecuteMsg::UpdateOwnership(Action::AcceptOwnership);
    assert_eq!(code_of(film.call("heir", &accept, &[])), "auth.ownership");
    let done = film.call("owner", &hand_over, &[]).unwrap();
    let events = AgreementsOwnershipUpdated::read_all(&done.events, film.agreements.as_str());
    assert_eq!(events, [AgreementsOwnershipUpdated { owner: film.wallet("owner"), pending: heir.clone() }]);
    assert_eq!(code_of(film.call("heir", &ExecuteMsg::Withdraw {}, &[])), "auth.unauthorized");
    film.call("heir", &accept, &[]).unwrap();
    assert_eq!(code_of(film.withdraw()), "auth.unauthorized");
    assert_eq!(film.ask::<Ownership<String>>(&QueryMsg::Ownership {}).unwrap().owner, Some(heir));
    assert!(film.proposal().is_some());
    let renounce = ExecuteMsg::UpdateOwnership(Action::RenounceOwnership);
    assert_eq!(code_of(film.call("heir", &renounce, &[])), "auth.renounce");
    film.call("heir", &ExecuteMsg::Withdraw {}, &[]).unwrap();
}

/// acceptance: X76
#[test]
fn the_agreements_migrate_forward_only() {
    let mut film = Film::new();
    let (owner, own, code) = (addr(&film.app, "owner"), film.agreements.clone(), film.code);
    let before = state_hash(&film.app);
    assert_eq!(code_of(film.app.migrate_contract(owner.clone(), own.clone(), &MigrateMsg {}, code)), "migrate.refused");
    assert_eq!(state_hash(&film.app), before);
    cw2::set_contract_version(film.app.contract_storage_mut(&own).as_mut(), CONTRACT, "0.0.1").unwrap();
    film.app.migrate_contract(owner, own, &MigrateMsg {}, code).unwrap();
    assert_eq!(film.version(), 1);
}

/// acceptance: X72
#[test]
fn no_namespace_is_the_beginning_of_another_and_all_are_listed() {
    for (n, one) in NAMESPACES.iter().enumerate() {
        for other in NAMESPACES.iter().skip(n + 1) {
            assert!(!one.starts_with(other) && !other.starts_with(one), "{one} and {other}");
        }
    }
    let mut film = Film::new();
    film.propose_against_the_bank();
    film.all_who_must_consent();
    let keys = film.app.dump_wasm_raw(&film.agreements);
    assert!(keys.len() >= 8, "{} keys", keys.len());
    for (key, value) in keys {
        assert!(!value.is_empty(), "the chain keeps no empty value");
        let named = NAMESPACES.iter().any(|space| {
            let map = [&u16::try_from(space.len()).unwrap().to_be_bytes(), space.as_bytes()].concat();
            key == space.as_bytes() || key.starts_with(&map)
        });
        assert!(named, "{:?} is in no namespace", String::from_utf8_lossy(&key));
    }
}
