//! One message of each kind that goes through, in a world made for it: the ground on which refusals prove something.

use backlot_api::rights::{ExecuteMsg, InstantiateMsg, TransferRules};
use cosmwasm_std::{Addr, Binary, Timestamp, Uint128};
use cw20::{Expiration, Logo};
use cw_ownable::Action;

use crate::world::{plain, who, World, DELAY};

/// Everyone who holds, and so has a place, in order of index.
pub const HOLDERS: [&str; 5] = ["anna", "ben", "carl", "fred", "gus"];
/// Far enough off for every test.
pub fn later() -> Timestamp {
    Timestamp::from_seconds(4_000_000_000)
}

/// Open to whom `attestor` vouches for.
pub fn terms() -> InstantiateMsg {
    let rules = TransferRules { attestors: Some(vec![who("attestor").into()]), ..TransferRules::default() };
    InstantiateMsg { rules, ..plain() }
}

/// A series in which every message has something to do: holders, an allowance from anna to carl, a freeze on fred, a
/// recovery of gus that is due, an expired run, a record date that has come.
pub fn world() -> World {
    let mut world = World::new(&terms());
    let mut wallets: Vec<String> =
        ["dora", "heir", "next"].iter().chain(&HOLDERS).map(|name| who(name).into()).collect();
    wallets.push(world.sink.to_string());
    world.run("attestor", ExecuteMsg::Attest { wallets, expires: later() });
    world.issue(&HOLDERS.map(|name| (name, 1_000)));
    let spender = who("carl").into();
    world.run("anna", ExecuteMsg::IncreaseAllowance { spender, amount: Uint128::new(500), expires: None });
    world.freeze("fred", None);
    let (lost, replacement) = (who("gus").into(), who("heir").into());
    world.run("owner", ExecuteMsg::ProposeRecovery { lost, replacement });
    world.freeze_run(1, 0, 5);
    let at = world.now().plus_seconds(1);
    world.run("owner", ExecuteMsg::SetRecordDate { at, note: None });
    world.pass(DELAY);
    world
}

/// Sender and message, one of each kind.
pub fn samples(sink: &Addr) -> Vec<(&'static str, ExecuteMsg)> {
    let (ben, carl, amount) = (who("ben").to_string(), who("carl").to_string(), Uint128::new(10));
    let (owner, contract, msg) = (who("anna").to_string(), sink.to_string(), Binary::from(b"{}"));
    let (lost, expires) = (who("gus").to_string(), Some(Expiration::AtTime(later())));
    let rules = TransferRules { max_holders: Some(100), ..terms().rules };
    use ExecuteMsg as M;
    vec![
        ("anna", M::Transfer { recipient: ben.clone(), amount }),
        ("anna", M::Burn { amount }),
        ("anna", M::Send { contract: contract.clone(), amount, msg: msg.clone() }),
        ("anna", M::IncreaseAllowance { spender: who("dora").into(), amount, expires }),
        ("anna", M::DecreaseAllowance { spender: carl.clone(), amount, expires }),
        ("carl", M::TransferFrom { owner: owner.clone(), recipient: ben.clone(), amount }),
        ("carl", M::SendFrom { owner: owner.clone(), contract, amount, msg }),
        ("carl", M::BurnFrom { owner: owner.clone(), amount }),
        ("minter", M::Mint { recipient: ben.clone(), amount }),
        ("minter", M::UpdateMinter { new_minter: Some(who("next").into()) }),
        (
            "publicist",
            M::UpdateMarketing { project: None, description: Some("A film.".into()), marketing: Some(carl.clone()) },
        ),
        ("publicist", M::UploadLogo(Logo::Url("https://example.invalid/logo.png".into()))),
        ("minter", M::IssueBatch { holders: vec![(ben.clone(), amount), (who("dora").into(), amount)] }),
        ("owner", M::SetRules { rules }),
        ("attestor", M::Attest { wallets: vec![who("emil").into()], expires: later() }),
        ("attestor", M::Revoke { wallets: vec![ben.clone()] }),
        ("distributor", M::FreezeForRun { run: 2, holders: 5, expires: Timestamp::from_seconds(0) }),
        ("distributor", M::ThawRun { run: 1, cursor: 3 }),
        ("officer", M::FreezeWallet { wallet: ben, units: Some(amount), reason: "tax".into(), expires: Some(later()) }),
        ("officer", M::UnfreezeWallet { wallet: who("fred").into() }),
        ("owner", M::SetCompliance { officer: Some(who("next").into()) }),
        ("owner", M::ProposeRecovery { lost: owner, replacement: who("next").into() }),
        ("gus", M::ObjectRecovery {}),
        ("owner", M::CancelRecovery { lost: lost.clone() }),
        ("anyone", M::ExecuteRecovery { lost }),
        ("owner", M::SetPaused { paused: true }),
        ("owner", M::SetRecordDate { at: later(), note: Some("Premiere.".into()) }),
        ("owner", M::SweepSurplus { denom: "uusd".into(), to: who("next").into() }),
        ("owner", M::UpdateOwnership(Action::TransferOwnership { new_owner: who("next").into(), expiry: None })),
    ]
}

/// The samples, with times that fit the world's clock.
pub fn timed(world: &World) -> Vec<(&'static str, ExecuteMsg)> {
    let expires = world.now().plus_seconds(3_600);
    let mut all = samples(&world.sink);
    for (_, msg) in &mut all {
        if let ExecuteMsg::FreezeForRun { expires: until, .. } = msg {
            *until = expires;
        }
    }
    all
}

/// Who of from, to and spender a message moves units between; nothing: it moves none. No wildcard: a new message has
/// to be thought of.
pub fn sides(msg: &ExecuteMsg) -> &'static [&'static str] {
    use ExecuteMsg as M;
    match msg {
        M::Transfer { .. } | M::Send { .. } => &["from", "to"],
        M::Burn { .. } => &["from"],
        M::TransferFrom { .. } | M::SendFrom { .. } => &["from", "to", "spender"],
        M::BurnFrom { .. } => &["from", "spender"],
        M::Mint { .. } | M::IssueBatch { .. } => &["to"],
        M::IncreaseAllowance { .. }
        | M::DecreaseAllowance { .. }
        | M::UpdateMinter { .. }
        | M::UpdateMarketing { .. }
        | M::UploadLogo(_)
        | M::SetRules { .. }
        | M::Attest { .. }
        | M::Revoke { .. }
        | M::FreezeForRun { .. }
        | M::ThawRun { .. }
        | M::FreezeWallet { .. }
        | M::UnfreezeWallet { .. }
        | M::SetCompliance { .. }
        | M::ProposeRecovery { .. }
        | M::ObjectRecovery {}
        | M::CancelRecovery { .. }
        | M::ExecuteRecovery { .. }
        | M::SetPaused { .. }
        | M::SetRecordDate { .. }
        | M::SweepSurplus { .. }
        | M::UpdateOwnership(_) => &[],
    }
}

/// The name of a message on the wire.
pub fn name(msg: &ExecuteMsg) -> String {
    let json = serde_json::to_value(msg).unwrap();
    json.as_object().unwrap().keys().next().unwrap().clone()
}

#[test]
fn every_message_has_a_sample_that_goes_through() {
    let all: std::collections::BTreeSet<String> = samples(&who("sink")).iter().map(|(_, msg)| name(msg)).collect();
    let schema = serde_json::to_value(cosmwasm_schema::schema_for!(ExecuteMsg)).unwrap();
    let known =
        schema["oneOf"].as_array().unwrap().iter().map(|variant| variant["required"][0].as_str().unwrap().into());
    assert_eq!(all, known.collect());
    for index in 0..all.len() {
        let mut world = world();
        let (sender, msg) = timed(&world).swap_remove(index);
        world.run(sender, msg);
    }
}

/// One typed event a state change, and no loose attributes; a batch of many wallets has one too.
#[test]
fn every_message_tells_of_it_once() {
    let mut types = std::collections::BTreeSet::new();
    for index in 0..timed(&world()).len() {
        let mut world = world();
        let (sender, msg) = timed(&world).swap_remove(index);
        let kind = name(&msg);
        let response = world.run(sender, msg);
        let rights = world.rights.to_string();
        let ours = |event: &&cosmwasm_std::Event| {
            let by = event.attributes.iter().find(|attribute| attribute.key == "_contract_address");
            event.ty.starts_with("wasm") && by.is_some_and(|by| by.value == rights)
        };
        let own: Vec<_> = response.events.iter().filter(ours).map(|event| event.ty.clone()).collect();
        assert_eq!(own.len(), 1, "{kind}: {own:?}");
        assert!(own[0].starts_with("wasm-rights_"), "{kind}: {own:?}");
        assert!(response
            .events
            .iter()
            .flat_map(|event| &event.attributes)
            .all(|attribute| !attribute.value.is_empty()));
        types.insert(own[0].clone());
    }
    // Movements share one, so do the two changes of an allowance, and the two ends of a recovery.
    assert_eq!(types.len(), 21);
}
