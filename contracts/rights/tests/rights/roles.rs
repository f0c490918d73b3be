//! Message × role: everyone else is refused, and nothing changes.

use backlot_api::{code, rights::ExecuteMsg, Role};
use backlot_kit::KitError;
use backlot_rights::ContractError;
use cosmwasm_std::coin;
use cw_ownable::Action;

use crate::{
    samples::{name, timed, world},
    world::{plain, who, World},
};

const PEOPLE: [&str; 9] =
    ["owner", "minter", "officer", "distributor", "attestor", "publicist", "anna", "heir", "stranger"];

fn may(role: Role, person: &str) -> bool {
    match role {
        Role::Anyone => true,
        Role::Owner => person == "owner",
        Role::Minter => person == "minter",
        Role::Distributor => person == "distributor",
        Role::Compliance => ["officer", "owner"].contains(&person),
        Role::Agreements => false,
        Role::Attestor => person == "attestor",
    }
}

/// acceptance: X71
#[test]
fn a_privileged_message_is_for_its_role_only() {
    let mut refused = 0;
    for index in 0..timed(&world()).len() {
        let mut world = world();
        let (_, msg) = timed(&world).swap_remove(index);
        for person in PEOPLE.iter().filter(|person| !may(msg.permission(), person)) {
            let refusal = world.refused(person, msg.clone());
            assert!(matches!(refusal, ContractError::Kit(KitError::Unauthorized { .. })), "{}: {refusal}", name(&msg));
            refused += 1;
        }
        for person in PEOPLE.iter().filter(|person| msg.permission() != Role::Anyone && may(msg.permission(), person)) {
            let mut world = crate::samples::world();
            let (_, msg) = timed(&world).swap_remove(index);
            world.run(person, msg);
        }
    }
    assert!(refused > 100);
}

/// Messages without a role in the table look after themselves.
/// acceptance: X71
#[test]
fn what_belongs_to_one_wallet_is_for_that_wallet_only() {
    for person in ["owner", "minter", "anna", "stranger"] {
        let mut world = world();
        for (_, msg) in timed(&world) {
            let own = matches!(
                msg,
                ExecuteMsg::UpdateMarketing { .. } | ExecuteMsg::UploadLogo(_) | ExecuteMsg::ObjectRecovery {}
            ) || (matches!(msg, ExecuteMsg::UpdateOwnership(_)) && person != "owner");
            if own {
                world.refused(person, msg);
            }
        }
    }
}

#[test]
fn no_message_takes_coins() {
    let mut world = world();
    for (sender, msg) in timed(&world) {
        let (sender, coins) = (who(sender), coin(5, "uusd"));
        backlot_testkit::mint(&mut world.app, &sender, coins.clone());
        let before = world.state();
        let refusal = world.raw(&sender, cosmwasm_std::to_json_binary(&msg).unwrap(), vec![coins]).unwrap_err();
        assert_eq!(refusal.code(), code::NO_FUNDS, "{}", name(&msg));
        assert_eq!(world.state(), before);
    }
}

/// Two steps: propose, accept; a proposal can expire; nobody can renounce.
/// acceptance: X77
#[test]
fn ownership_is_handed_over_in_two_steps() {
    let mut world = World::new(&plain());
    let transfer =
        |to: &str, expiry| ExecuteMsg::UpdateOwnership(Action::TransferOwnership { new_owner: who(to).into(), expiry });
    let accept = || ExecuteMsg::UpdateOwnership(Action::AcceptOwnership);
    let pause = ExecuteMsg::SetPaused { paused: true };
    assert!(matches!(world.refused("next", accept()), ContractError::Kit(KitError::Ownership { .. })));
    let soon = cw_utils::Expiration::AtTime(world.now().plus_seconds(10));
    world.run("owner", transfer("next", Some(soon)));
    world.pass(11);
    assert!(matches!(world.refused("next", accept()), ContractError::Kit(KitError::Ownership { .. })));
    world.run("owner", transfer("next", None));
    assert!(matches!(world.refused("stranger", accept()), ContractError::Kit(KitError::Ownership { .. })));
    world.refused("next", pause.clone());
    world.run("next", accept());
    world.refused("owner", pause.clone());
    world.run("next", pause);
    let renounce = ExecuteMsg::UpdateOwnership(Action::RenounceOwnership);
    assert_eq!(world.refused("next", renounce), ContractError::Kit(KitError::Renounce));
}

/// The officer's place falls to the owner where none is named.
#[test]
fn without_an_officer_the_owner_sees_to_compliance() {
    let mut world = world();
    world.run("owner", ExecuteMsg::SetCompliance { officer: None });
    let wallet = who("ben").to_string();
    let freeze = ExecuteMsg::FreezeWallet { wallet, units: None, reason: "court order".into(), expires: None };
    world.refused("officer", freeze.clone());
    world.run("owner", freeze);
}

/// With the role ended, nobody mints again.
#[test]
fn minting_can_be_ended_for_good() {
    let mut world = world();
    world.run("minter", ExecuteMsg::UpdateMinter { new_minter: None });
    for person in PEOPLE {
        let (recipient, amount) = (who("ben").into(), 1u128.into());
        let refusal = world.refused(person, ExecuteMsg::Mint { recipient, amount });
        assert!(matches!(refusal, ContractError::Kit(KitError::Unauthorized { role: "minter", .. })));
    }
}
