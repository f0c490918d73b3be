//! Every message against every frozen side.

use backlot_api::rights::{code, CanTransferResponse, ExecuteMsg, QueryMsg};
use cosmwasm_std::Addr;

use crate::{
    samples::{name, sides, timed, world, HOLDERS},
    world::{who, World},
};

fn by_run(world: &mut World, wallet: &Addr) {
    let query = QueryMsg::Holder { wallet: wallet.to_string() };
    let index = world.ask::<backlot_api::rights::HolderResponse>(&query).index.unwrap();
    world.freeze_run(9, index, index + 1);
}

fn by_officer(world: &mut World, wallet: &Addr) {
    let (wallet, reason) = (wallet.to_string(), "court order".into());
    world.run("officer", ExecuteMsg::FreezeWallet { wallet, units: None, reason, expires: None });
}

/// The wallet that stands on this side of the sample.
fn wallet(world: &World, msg: &ExecuteMsg, side: &str) -> Addr {
    match (side, msg) {
        ("from", _) => who("anna"),
        ("spender", _) => who("carl"),
        (_, ExecuteMsg::Send { .. } | ExecuteMsg::SendFrom { .. }) => world.sink.clone(),
        _ => who("ben"),
    }
}

/// Every message × {from, to, spender} frozen × {by a run, by the officer}: a frozen side refuses what it takes part
/// in, with its own code, and hinders nothing else; no frozen balance changes (invariant I4).
/// acceptance: T15
#[test]
fn a_frozen_side_stops_every_movement_and_nothing_else() {
    type Freeze = fn(&mut World, &Addr);
    let freezes: [(&str, Freeze); 2] = [(code::FROZEN_BY_RUN, by_run), (code::FROZEN, by_officer)];
    let count = timed(&world()).len();
    let mut refusals = 0;
    for (code, freeze) in freezes {
        for (index, side) in (0..count).flat_map(|index| ["from", "to", "spender"].map(|side| (index, side))) {
            let mut world = world();
            let (sender, msg) = timed(&world).swap_remove(index);
            let frozen = wallet(&world, &msg, side);
            if frozen == world.sink {
                // A contract that never held has no place in a run: give it one.
                world.run("anna", ExecuteMsg::Transfer { recipient: frozen.to_string(), amount: 1u128.into() });
            }
            freeze(&mut world, &frozen);
            let (before, units) = (world.state(), world.units(&frozen));
            let result = world.try_run(&who(sender), &msg);
            let label = format!("{} with {side} frozen ({code})", name(&msg));
            if sides(&msg).contains(&side) {
                assert_eq!(result.expect_err(&label).code(), code, "{label}");
                assert_eq!(world.state(), before, "{label}");
                refusals += 1;
            } else if !matches!(msg, ExecuteMsg::FreezeForRun { .. } | ExecuteMsg::ThawRun { .. }) {
                result.unwrap_or_else(|refusal| panic!("{label}: {}", refusal.text));
            }
            if sides(&msg).contains(&side) || sides(&msg).is_empty() {
                assert_eq!(world.units(&frozen), units, "{label}");
            }
        }
    }
    assert_eq!(refusals, 2 * (2 + 2 + 1 + 3 + 3 + 2 + 1 + 1));
}

/// `CanTransfer` gives the code and the very sentence of the refusal.
#[test]
fn can_transfer_says_what_the_transfer_says() {
    type Step = fn(&mut World);
    let steps: [Step; 7] = [
        |_| {},
        |world| by_run(world, &who("ben")),
        |world| by_officer(world, &who("anna")),
        |world| by_officer(world, &who("carl")),
        |world| world.freeze("anna", Some(995)),
        |world| drop(world.run("attestor", ExecuteMsg::Revoke { wallets: vec![who("ben").into()] })),
        |world| drop(world.run("owner", ExecuteMsg::SetPaused { paused: true })),
    ];
    let mut seen = std::collections::BTreeSet::new();
    for step in steps {
        for (units, spender) in
            [(10u128, None), (10, Some("carl")), (600, Some("carl")), (10, Some("dora")), (0, None), (5_000, None)]
        {
            let mut world = world();
            step(&mut world);
            let (owner, recipient, amount) = (who("anna").to_string(), who("ben").to_string(), units.into());
            let said: CanTransferResponse = world.ask(&QueryMsg::CanTransfer {
                from: owner.clone(),
                to: recipient.clone(),
                units: amount,
                spender: spender.map(|name| who(name).into()),
            });
            let result = match spender {
                Some(name) => world.try_run(&who(name), &ExecuteMsg::TransferFrom { owner, recipient, amount }),
                None => world.try_run(&who("anna"), &ExecuteMsg::Transfer { recipient, amount }),
            };
            match result {
                Ok(_) => assert_eq!(said, CanTransferResponse { allowed: true, code: None, reason: None }),
                Err(refusal) => {
                    assert!(!said.allowed);
                    assert_eq!(said.reason.unwrap(), refusal.error.as_ref().unwrap().to_string());
                    assert_eq!(said.code.as_deref(), Some(refusal.code()));
                    seen.insert(refusal.code().to_owned());
                }
            }
        }
    }
    assert!(seen.len() >= 7, "too few kinds of refusal: {seen:?}");
    assert_eq!(HOLDERS.len(), 5);
}
