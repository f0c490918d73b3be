//! What the collection account refuses: a typed error, and nothing changed.

mod film;

use backlot_api::collection::{
    code, Deduction, EndsWhen, ExecuteMsg, InstantiateMsg, Party, Payee, QueryMsg, Schedule, Source,
};
use backlot_api::{code as shared, limits};
use backlot_collection::{contract, NAMESPACES};
use backlot_testkit::{addr, code_of, pass, state_hash};
use cosmwasm_std::testing::{mock_dependencies, mock_env};
use cosmwasm_std::{coin, coins, from_json, Addr, Coin, Order, Uint128};
use cw_multi_test::Executor;
use cw_ownable::{Action, Expiration, Ownership};
use film::{Film, DENOM, OTHER};

fn assert_refused(film: &mut Film, sender: &Addr, msg: &ExecuteMsg, funds: &[Coin], expected: &str) {
    let before = state_hash(&film.app);
    assert_eq!(code_of(film.execute(sender, msg, funds)), expected, "{msg:?} with {funds:?}");
    assert_eq!(state_hash(&film.app), before, "{msg:?}");
}

fn receive(source: &str) -> ExecuteMsg {
    ExecuteMsg::Receive { source: source.into(), reference: None }
}

fn deliver(parties: &[&str]) -> ExecuteMsg {
    ExecuteMsg::Deliver { parties: parties.iter().map(|party| (*party).to_owned()).collect() }
}

/// Every message of the owner's, by someone else.
/// acceptance: X71
#[test]
fn the_owners_messages_are_the_owners() {
    let mut film = Film::new();
    let (payer, stranger) = (film.payer.clone(), film.stranger.clone());
    film.deposit(&payer, 10, DENOM).unwrap();
    film.plain_send(10, DENOM);
    let new_owner = stranger.to_string();
    let messages = [
        ExecuteMsg::Assign { entry: 1, source: "tv".into() },
        ExecuteMsg::Attribute { denom: DENOM.into(), amount: Uint128::new(10), sender: stranger.to_string() },
        ExecuteMsg::SetPaused { paused: true },
        ExecuteMsg::UpdateOwnership(Action::TransferOwnership { new_owner, expiry: None }),
        ExecuteMsg::UpdateOwnership(Action::RenounceOwnership),
    ];
    for sender in [payer, stranger] {
        for msg in &messages {
            assert_refused(&mut film, &sender, msg, &[], shared::UNAUTHORIZED);
        }
    }
}

/// Every message with coins that it does not take.
/// acceptance: P12
#[test]
fn coins_that_do_not_belong_are_refused() {
    let mut film = Film::new();
    let (owner, payer) = (film.owner.clone(), film.payer.clone());
    film.deposit(&payer, 10, DENOM).unwrap();
    film.receive("tv", 1_000).unwrap();
    film.plain_send(10, DENOM);
    let two = [coin(1, OTHER), coin(1, DENOM)];
    let one = coins(1, DENOM);
    let other = coins(1, OTHER);
    let deposit = ExecuteMsg::Deposit { note: None };
    for (msg, funds, expected) in [
        (receive("tv"), &[][..], shared::ONE_COIN),
        (receive("tv"), &two, shared::ONE_COIN),
        (receive("tv"), &other, shared::DENOM),
        (receive("radio"), &one, code::SOURCE),
        (receive("TV"), &one, code::SOURCE),
        (receive(""), &one, code::SOURCE),
        (deposit.clone(), &[], shared::ONE_COIN),
        (deposit, &two, shared::ONE_COIN),
    ] {
        assert_refused(&mut film, &payer, &msg, funds, expected);
    }
    let sender = payer.to_string();
    let none = [
        ExecuteMsg::Assign { entry: 1, source: "tv".into() },
        ExecuteMsg::Recover { entry: 1 },
        ExecuteMsg::Attribute { denom: DENOM.into(), amount: Uint128::one(), sender },
        deliver(&[]),
        ExecuteMsg::SetPaused { paused: true },
        ExecuteMsg::UpdateOwnership(Action::AcceptOwnership),
    ];
    for msg in &none {
        for funds in [&one[..], &other, &two] {
            assert_refused(&mut film, &owner, msg, funds, shared::NO_FUNDS);
        }
    }
}

/// acceptance: X70, X78, T16
#[test]
fn bad_input_is_refused_by_type() {
    let mut film = Film::new();
    let (owner, payer) = (film.owner.clone(), film.payer.clone());
    film.receive("tv", 1_000).unwrap();
    film.plain_send(10, DENOM);
    film.deposit(&payer, 10, DENOM).unwrap();
    let long = "x".repeat(limits::TEXT + 1);
    let one = coins(1, DENOM);
    let attribute = |amount: u128, sender: &str| ExecuteMsg::Attribute {
        denom: DENOM.into(),
        amount: Uint128::new(amount),
        sender: sender.into(),
    };
    let shout = payer.as_str().to_uppercase();
    let other_chain = payer.as_str().replacen("wasm", "cosmos", 1);
    let cases = [
        (ExecuteMsg::Receive { source: "tv".into(), reference: Some(long.clone()) }, &one[..], shared::TOO_LONG),
        (ExecuteMsg::Deposit { note: Some(long) }, &one, shared::TOO_LONG),
        (deliver(&["bank", "bank"]), &[], shared::DUPLICATE),
        (deliver(&["bank", "nobody"]), &[], code::PARTY),
        (deliver(&vec!["bank"; limits::PARTIES + 1]), &[], shared::TOO_LONG),
        (ExecuteMsg::Recover { entry: 0 }, &[], code::ENTRY),
        (ExecuteMsg::Recover { entry: u64::MAX }, &[], code::ENTRY),
        (ExecuteMsg::Assign { entry: 9, source: "tv".into() }, &[], code::ENTRY),
        (ExecuteMsg::Assign { entry: 1, source: "radio".into() }, &[], code::SOURCE),
        (attribute(0, payer.as_str()), &[], shared::ZERO),
        (attribute(1, &shout), &[], shared::ADDRESS),
        (attribute(1, &other_chain), &[], shared::ADDRESS),
        (attribute(1, ""), &[], shared::ADDRESS),
    ];
    for (msg, funds, expected) in cases {
        assert_refused(&mut film, &owner, &msg, funds, expected);
    }
}

/// acceptance: X78
#[test]
fn unknown_fields_and_broken_json_are_refused() {
    let mut film = Film::new();
    film.plain_send(10, DENOM);
    let nested = format!(r#"{{"receive":{{"source":{}1{}}}}}"#, "[".repeat(10_000), "]".repeat(10_000));
    let known = br#"{"set_paused":{"paused":false}}"#;
    let mut call = |text: &[u8], funds: Vec<Coin>| {
        let contract_addr = film.collection.to_string();
        let msg = cosmwasm_std::WasmMsg::Execute { contract_addr, msg: text.into(), funds };
        let before = state_hash(&film.app);
        let done = film.app.execute(film.owner.clone(), msg.into());
        assert!(done.is_ok() || state_hash(&film.app) == before);
        done.is_ok()
    };
    // The door that refuses below is the reader's alone: without the fault the same message goes through.
    assert!(call(known, vec![]));
    assert!(call(br#"{"receive":{"source":"tv","reference":null}}"#, coins(1, DENOM)));
    assert!(!call(br#"{"receive":{"source":"tv","reference":null,"extra":1}}"#, coins(1, DENOM)));
    for text in [
        r#"{"set_paused":{"paused":false,"extra":1}}"#,
        r#"{"set_paused":{"paused":false},"extra":1}"#,
        r#"{"set_paused":{"paused":"false"}}"#,
        r#"{"set_paused":{"paused":false}"#,
        r#"{"set_paused":{"paused":false}}}"#,
        r#"{"deliver":{"parties":"bank"}}"#,
        r#"{"recover":{"entry":-1}}"#,
        r#"{"recover":{"entry":18446744073709551616}}"#,
        r#"{"steal":{}}"#,
        "",
        &nested,
    ] {
        assert!(!call(text.as_bytes(), vec![]), "{text:.80}");
    }
}

/// Unknown fields at any depth of the plan: a cap that is spelled wrong must not become a share without cap.
/// acceptance: X78
#[test]
fn unknown_fields_of_a_schedule_are_refused() {
    let good = r#"{"sources":[{"id":"tv","off_the_top":[{"percent":{"party":"a","bps":1}}]}],
        "tiers":[{"id":"all","shares":[{"party":"a","weight":1,"cap":null}],"ends_when":null}]}"#;
    assert!(from_json::<Schedule>(good).is_ok());
    for (known, unknown) in [
        (r#""cap":null"#, r#""cop":"5""#),
        (r#""ends_when":null"#, r#""ends_whn":null"#),
        (r#""bps":1"#, r#""bps":1,"cap":"1""#),
        (r#""id":"tv""#, r#""id":"tv","name":"TV""#),
    ] {
        assert!(good.contains(known));
        assert!(from_json::<Schedule>(good.replace(known, unknown)).is_err(), "{unknown}");
    }
}

/// acceptance: X70, X78, T16
#[test]
fn an_account_that_cannot_be_is_not_opened() {
    let mut film = Film::new();
    let good = InstantiateMsg {
        owner: film.owner.to_string(),
        denom: DENOM.into(),
        parties: film::parties(&film.app),
        schedule: film::schedule(),
        returns: film.returns.to_string(),
        interchange: film.interchange.to_string(),
    };
    let shout = film.owner.as_str().to_uppercase();
    let interchange = film.interchange.to_string();
    type Change<'a> = Box<dyn Fn(&mut InstantiateMsg) + 'a>;
    let cases: Vec<(Change, &str)> = vec![
        (Box::new(|m| m.owner = shout.clone()), shared::ADDRESS),
        (Box::new(|m| m.returns = shout.clone()), shared::ADDRESS),
        (Box::new(|m| m.interchange = String::new()), shared::ADDRESS),
        (Box::new(|m| m.denom = String::new()), shared::EMPTY),
        (Box::new(|m| m.denom = "u".repeat(129)), shared::TOO_LONG),
        (Box::new(|m| m.parties[0].payee = Payee::Wallet { address: shout.clone() }), shared::ADDRESS),
        (Box::new(|m| m.parties[0].payee = Payee::Wallet { address: interchange.clone() }), code::PAYEE),
        (Box::new(|m| m.parties[0].payee = Payee::Series { series: 8 }), code::PAYEE),
        (Box::new(|m| m.parties[1].id = "agent".into()), shared::DUPLICATE),
        (Box::new(|m| m.parties[0].id = "Agent".into()), shared::ID),
        (Box::new(|m| m.parties.clear()), shared::EMPTY),
        (
            Box::new(|m| {
                let payee = Payee::Series { series: 0 };
                m.parties =
                    (0..=limits::PARTIES).map(|n| Party { id: format!("p{n}"), payee: payee.clone() }).collect();
            }),
            shared::TOO_LONG,
        ),
        (Box::new(|m| m.schedule.sources[1].id = "cinema".into()), shared::DUPLICATE),
        (
            Box::new(|m| {
                let named = (0..=limits::SOURCES).map(|n| Source { id: format!("s{n}"), off_the_top: vec![] });
                m.schedule.sources = named.collect();
            }),
            shared::TOO_LONG,
        ),
        (
            Box::new(|m| {
                let twice = m.schedule.sources[0].off_the_top[0].clone();
                m.schedule.sources[0].off_the_top.push(twice);
            }),
            shared::DUPLICATE,
        ),
        (
            Box::new(|m| {
                m.schedule.sources[0].off_the_top = vec![Deduction::Percent { party: "bank".into(), bps: 10_001 }];
            }),
            code::SCHEDULE,
        ),
        (Box::new(|m| m.schedule.tiers[1].id = "loan".into()), shared::DUPLICATE),
        (Box::new(|m| m.schedule.tiers[1].shares[1].party = "equity-a".into()), shared::DUPLICATE),
        (Box::new(|m| m.schedule.tiers[0].shares[0].party = "nobody".into()), code::PARTY),
        (Box::new(|m| m.schedule.tiers[0].shares[0].weight = 0), code::SCHEDULE),
        (Box::new(|m| m.schedule.tiers[0].shares[0].cap = None), code::SCHEDULE),
        (Box::new(|m| m.schedule.tiers[1].shares[0].cap = Some(Uint128::MAX)), code::SCHEDULE),
        (
            Box::new(|m| {
                m.schedule.tiers[1].ends_when =
                    Some(EndsWhen { party: "equity-a".into(), reaches: Uint128::new(1_080_001) });
            }),
            code::SCHEDULE,
        ),
        (Box::new(|m| drop(m.schedule.tiers.pop())), code::SCHEDULE),
    ];
    let (owner, code_id) = (film.owner.clone(), film.code);
    for (at, (change, expected)) in cases.into_iter().enumerate() {
        let mut msg = good.clone();
        change(&mut msg);
        let before = state_hash(&film.app);
        let made = film.app.instantiate_contract(code_id, owner.clone(), &msg, &[], "again", None);
        assert_eq!(code_of(made), expected, "case {at}");
        assert_eq!(state_hash(&film.app), before);
    }
    let made = film.app.instantiate_contract(code_id, owner.clone(), &good, &coins(1, DENOM), "again", None);
    assert_eq!(code_of(made), shared::NO_FUNDS);
    film.app.instantiate_contract(code_id, owner, &good, &[], "again", None).unwrap();
}

/// The most that 128 bits hold, and one more.
/// acceptance: X69
#[test]
fn the_edge_of_128_bits_is_a_typed_refusal() {
    let mut film = Film::new();
    let whale = addr(&film.app, "whale");
    backlot_testkit::mint(&mut film.app, &whale, coin(u128::MAX - 10_000_000_000_000_000, DENOM));
    let large = coins(u128::MAX - 10_000_000_000_000_000, DENOM);
    film.execute(&whale, &receive("cinema"), &large).unwrap();
    film.check(&Default::default());
    film.deliver(&["agent", "holders"]).unwrap();
    film.check(&Default::default());
    // No bank can hold more than 128 bits of a denom, so the sum of receipts can pass them only after money left.
    for amount in [u128::MAX, 20_000_000_000_000_000] {
        let msg = QueryMsg::WhatIf { source: "tv".into(), amount: Uint128::new(amount) };
        let refused = film.app.wrap().query_wasm_smart::<Vec<()>>(&film.collection, &msg).unwrap_err();
        assert_eq!(shared::find(&refused.to_string()), Some(shared::OVERFLOW));
    }
}

/// acceptance: X77
#[test]
fn ownership_changes_hands_in_two_steps() {
    let mut film = Film::new();
    let (owner, heir, stranger) = (film.owner.clone(), addr(&film.app, "heir"), film.stranger.clone());
    let transfer =
        |to: &str, expiry| ExecuteMsg::UpdateOwnership(Action::TransferOwnership { new_owner: to.into(), expiry });
    let accept = ExecuteMsg::UpdateOwnership(Action::AcceptOwnership);
    let shout = heir.as_str().to_uppercase();
    assert_refused(&mut film, &owner, &transfer(&shout, None), &[], shared::ADDRESS);
    assert_refused(&mut film, &owner, &ExecuteMsg::UpdateOwnership(Action::RenounceOwnership), &[], shared::RENOUNCE);
    assert_refused(&mut film, &heir, &accept, &[], shared::OWNERSHIP);
    let soon = Expiration::AtTime(film.app.block_info().time.plus_seconds(60));
    film.execute(&owner, &transfer(heir.as_str(), Some(soon)), &[]).unwrap();
    assert_refused(&mut film, &stranger, &accept, &[], shared::OWNERSHIP);
    pass(&mut film.app, 61);
    assert_refused(&mut film, &heir, &accept, &[], shared::OWNERSHIP);
    film.execute(&owner, &transfer(heir.as_str(), None), &[]).unwrap();
    // Until it is accepted the old owner is the owner.
    assert_refused(&mut film, &heir, &ExecuteMsg::SetPaused { paused: true }, &[], shared::UNAUTHORIZED);
    film.execute(&heir, &accept, &[]).unwrap();
    assert_refused(&mut film, &owner, &ExecuteMsg::SetPaused { paused: true }, &[], shared::UNAUTHORIZED);
    film.execute(&heir, &ExecuteMsg::SetPaused { paused: true }, &[]).unwrap();
    let now: Ownership<Addr> = film.query(&QueryMsg::Ownership {});
    assert_eq!((now.owner, now.pending_owner), (Some(heir), None));
}

/// acceptance: X76
#[test]
fn migrations_go_forward_and_once() {
    let mut deps = mock_dependencies();
    let go = |deps: &mut cosmwasm_std::OwnedDeps<_, _, _>| {
        contract::migrate(deps.as_mut(), mock_env(), backlot_api::collection::MigrateMsg {})
    };
    for (name, version) in [("backlot-returns", "0.0.1"), (backlot_collection::CONTRACT, backlot_collection::VERSION)] {
        cw2::set_contract_version(&mut deps.storage, name, version).unwrap();
        assert_eq!(shared::find(&go(&mut deps).unwrap_err().to_string()), Some(shared::MIGRATION));
    }
    cw2::set_contract_version(&mut deps.storage, backlot_collection::CONTRACT, "0.0.9").unwrap();
    go(&mut deps).unwrap();
    assert_eq!(shared::find(&go(&mut deps).unwrap_err().to_string()), Some(shared::MIGRATION));
}

/// acceptance: X72
#[test]
fn no_storage_key_begins_another() {
    for (at, name) in NAMESPACES.iter().enumerate() {
        for (other_at, other) in NAMESPACES.iter().enumerate() {
            assert!(at == other_at || !other.starts_with(name), "{name} begins {other}");
        }
    }
    // And the registry is complete: whatever the contract stores is under one of them.
    let mut film = Film::new();
    let (payer, stranger) = (film.payer.clone(), film.stranger.clone());
    film.receive("tv", 1_000).unwrap();
    film.deposit(&payer, 10, OTHER).unwrap();
    film.deliver(&[]).unwrap();
    let new_owner = stranger.to_string();
    film.by_owner(&ExecuteMsg::UpdateOwnership(Action::TransferOwnership { new_owner, expiry: None })).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for (key, _) in film.app.contract_storage(&film.collection).range(None, None, Order::Ascending) {
        // A map's namespace stands behind its length in two bytes.
        let name = match key.as_slice() {
            [0, len, rest @ ..] => &rest[..usize::from(*len)],
            plain => plain,
        };
        let name = std::str::from_utf8(name).unwrap().to_owned();
        assert!(NAMESPACES.contains(&name.as_str()), "{name} is not registered");
        seen.insert(name);
    }
    assert_eq!(seen.len(), NAMESPACES.len(), "{seen:?}");
}
