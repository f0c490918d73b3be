//! What the collection account refuses: a typed error, and nothing changed.

mod film;

use backlot_api::agreements::{self, Current};
use backlot_api::collection::{code, ExecuteMsg, InstantiateMsg, QueryMsg};
use backlot_api::schedule::Payee;
use backlot_api::{code as shared, limits};
use backlot_collection::{contract, NAMESPACES};
use backlot_testkit::{addr, code_of, pass, state_hash};
use cosmwasm_std::testing::{mock_dependencies, mock_env};
use cosmwasm_std::{coin, coins, Addr, Binary, Coin, Order, Uint128};
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

fn approve(source: &str, party: &str, amount: u128) -> ExecuteMsg {
    let [source, party] = [source, party].map(String::from);
    ExecuteMsg::Approve { source, party, amount: amount.into(), reference: None }
}

fn attest(figure: &str, value: u128) -> ExecuteMsg {
    ExecuteMsg::Attest { figure: figure.into(), value: value.into(), reference: None }
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
        approve("cinema", "sales", 1),
        attest("admissions", 1),
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
        approve("cinema", "sales", 1),
        attest("admissions", 1),
        ExecuteMsg::Release {},
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
        (deliver(&["bank", "bank"]), &[], shared::DUPLICATE),
        (deliver(&["bank", "nobody"]), &[], code::PARTY),
        (deliver(&vec!["bank"; limits::PARTIES + 1]), &[], shared::TOO_LONG),
        (ExecuteMsg::Recover { entry: 0 }, &[], code::ENTRY),
        (ExecuteMsg::Recover { entry: u64::MAX }, &[], code::ENTRY),
        (ExecuteMsg::Assign { entry: 9, source: "tv".into() }, &[], code::ENTRY),
        (ExecuteMsg::Assign { entry: 1, source: "radio".into() }, &[], code::SOURCE),
        (approve("cinema", "sales", 0), &[], shared::ZERO),
        (approve("cinema", "sales", 75_001), &[], code::BOOKS),
        (approve("cinema", "bank", 1), &[], code::BOOKS),
        (approve("tv", "sales", 1), &[], code::BOOKS),
        (approve("radio", "sales", 1), &[], code::SOURCE),
        (approve("cinema", "nobody", 1), &[], code::PARTY),
        (attest("admissions", 0), &[], code::BOOKS),
        (attest("copies", 1), &[], code::FIGURE),
        (ExecuteMsg::Release {}, &[], code::BOOKS),
        (
            ExecuteMsg::Attest { figure: "admissions".into(), value: Uint128::one(), reference: Some(long.clone()) },
            &[],
            shared::TOO_LONG,
        ),
        (
            ExecuteMsg::Approve {
                source: "cinema".into(),
                party: "sales".into(),
                amount: Uint128::one(),
                reference: Some(long.clone()),
            },
            &[],
            shared::TOO_LONG,
        ),
        (ExecuteMsg::Deposit { note: Some(long) }, &one, shared::TOO_LONG),
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

/// acceptance: X70, X78, T16
#[test]
fn an_account_that_cannot_be_is_not_opened() {
    let mut film = Film::new();
    let agreements = film.agreements.clone();
    let good = film.plan(&agreements);
    let shout = film.owner.as_str().to_uppercase();
    type Change<'a> = Box<dyn Fn(&mut InstantiateMsg) + 'a>;
    let cases: Vec<(Change, &str)> = vec![
        (Box::new(|m| m.owner = shout.clone()), shared::ADDRESS),
        (Box::new(|m| m.agreements = shout.clone()), shared::ADDRESS),
        (Box::new(|m| m.agreements = m.returns.clone()), shared::STD),
        (Box::new(|m| m.returns = shout.clone()), shared::ADDRESS),
        (Box::new(|m| m.interchange = String::new()), shared::ADDRESS),
        (Box::new(|m| m.denom = String::new()), shared::EMPTY),
        (Box::new(|m| m.denom = "u".repeat(129)), shared::TOO_LONG),
    ];
    for (at, (change, expected)) in cases.into_iter().enumerate() {
        let mut msg = good.clone();
        change(&mut msg);
        let before = state_hash(&film.app);
        assert_eq!(code_of(film.account(&msg)), expected, "case {at}");
        assert_eq!(state_hash(&film.app), before);
    }
    let (owner, code_id) = (film.owner.clone(), film.code);
    let made = film.app.instantiate_contract(code_id, owner, &good, &coins(1, DENOM), "again", None);
    assert_eq!(code_of(made), shared::NO_FUNDS);
    film.account(&good).unwrap();
}

/// What agreements hand over is checked again as far as money could be lost by it.
/// acceptance: T16
#[test]
fn agreements_that_would_lose_money_open_no_account() {
    let mut film = Film::new();
    let draft = film::draft(&film.app);
    let compiled = film.compile(&draft.agreement);
    let good = Current { version: 1, terms: compiled.terms, parties: compiled.parties };
    let [interchange, returns] =
        [&film.interchange, &film.returns].map(|own| Payee::Wallet { address: own.to_string() });
    let crossed = Payee::Film { account: film.returns.to_string(), source: "tv".into() };
    let unnamed = Payee::Film { account: film.collection.to_string(), source: "Das Kino".into() };
    let shout = film.owner.as_str().to_uppercase();
    type Change = Box<dyn Fn(&mut Current)>;
    let pay = |payee: Payee| -> Change { Box::new(move |m| m.parties[0].payee = payee.clone()) };
    let cases: Vec<(Change, &str)> = vec![
        (pay(interchange), agreements::code::PAYEE),
        (pay(returns), agreements::code::PAYEE),
        (pay(crossed), agreements::code::PAYEE),
        (pay(unnamed), shared::ID),
        (pay(Payee::Wallet { address: shout.clone() }), shared::ADDRESS),
        (Box::new(move |m| m.parties[0].voice = Some(shout.clone())), shared::ADDRESS),
        (Box::new(|m| m.parties.swap(0, 1)), shared::STD),
        (Box::new(|m| drop(m.parties.pop())), shared::STD),
        (Box::new(|m| m.terms = Binary::new(m.terms[1..].to_vec())), shared::STD),
        (Box::new(|m| m.terms = Binary::default()), shared::STD),
    ];
    for (at, (change, expected)) in cases.into_iter().enumerate() {
        let mut current = good.clone();
        change(&mut current);
        let agreements = film.agree(&current);
        let msg = film.plan(&agreements);
        let before = state_hash(&film.app);
        assert_eq!(code_of(film.account(&msg)), expected, "case {at}");
        assert_eq!(state_hash(&film.app), before);
    }
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

/// An account from before the books were kept stays with its code.
/// acceptance: X76
#[test]
fn migrations_go_forward_and_not_from_before_the_books() {
    let mut deps = mock_dependencies();
    let newest = (backlot_collection::CONTRACT, backlot_collection::VERSION);
    for (name, version) in [("backlot-returns", "0.0.1"), newest, (newest.0, "0.2.9"), (newest.0, "0.1.0")] {
        cw2::set_contract_version(&mut deps.storage, name, version).unwrap();
        let refused = contract::migrate(deps.as_mut(), mock_env(), backlot_api::collection::MigrateMsg {}).unwrap_err();
        assert_eq!(shared::find(&refused.to_string()), Some(shared::MIGRATION));
        assert_eq!(cw2::get_contract_version(&deps.storage).unwrap().version, version);
    }
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
