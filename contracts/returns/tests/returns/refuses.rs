//! What returns refuses: a typed error, and nothing changed.

use backlot_api::returns::{code, Bounty, ExecuteMsg, InstantiateMsg, MigrateMsg, Terms};
use backlot_api::{code as shared, rights};
use backlot_returns::{contract, ContractError, CONTRACT, NAMESPACES};
use backlot_testkit::{addr, code_of, pass, state_hash};
use cosmwasm_std::testing::{message_info, mock_dependencies, mock_env, MockApi, MockStorage};
use cosmwasm_std::{
    coin, coins, from_json, to_json_binary, BalanceResponse, BankQuery, Coin, ContractResult, Empty, OwnedDeps,
    Querier, QuerierResult, QueryRequest, SystemResult, Uint128,
};
use cw_ownable::Action;

use crate::film::{terms, wallet, Film, DENOM};
use cw_multi_test::Executor;

fn refused(film: &mut Film, sender: &str, msg: &ExecuteMsg, funds: &[Coin], expected: &str) {
    let (sender, returns) = (addr(&film.app, sender), film.returns.clone());
    let before = state_hash(&film.app);
    assert_eq!(code_of(film.call(&sender, &returns, msg, funds)), expected, "{msg:?} with {funds:?}");
    assert_eq!(state_hash(&film.app), before, "{msg:?}");
}

fn owners_messages() -> Vec<ExecuteMsg> {
    vec![
        ExecuteMsg::SetTerms { terms: terms() },
        ExecuteMsg::AbsorbSurplus { series: 0 },
        ExecuteMsg::SetPaused { paused: true },
    ]
}

/// acceptance: X71
#[test]
fn only_the_owner_does_what_is_the_owners() {
    let mut film = Film::of(&[1; 3]);
    film.fund(0, 3_000).unwrap();
    let (returns, payer) = (film.returns.clone(), film.payer.clone());
    film.app.send_tokens(payer, returns, &coins(5, DENOM)).unwrap();
    for msg in owners_messages() {
        for sender in ["anyone", "payer", "holder-0"] {
            refused(&mut film, sender, &msg, &[], shared::UNAUTHORIZED);
        }
        film.execute_as("owner", &msg).unwrap();
    }
}

/// acceptance: P12
#[test]
fn wrong_coins_are_refused() {
    let mut film = Film::of(&[1; 3]);
    let fund = ExecuteMsg::Fund { series: 0 };
    refused(&mut film, "payer", &fund, &[], shared::ONE_COIN);
    refused(&mut film, "payer", &fund, &coins(1, "uatom"), shared::DENOM);
    refused(&mut film, "payer", &fund, &[coin(1, "uatom"), coin(1, DENOM)], shared::ONE_COIN);
    refused(&mut film, "payer", &ExecuteMsg::Fund { series: 1 }, &coins(1, DENOM), code::SERIES);
    film.fund(0, 3_000).unwrap();
    let (payer, owner) = (film.payer.clone(), film.owner.clone());
    film.app.send_tokens(payer, owner, &coins(10, DENOM)).unwrap();
    let takes_none = [
        ExecuteMsg::Trigger { series: 0 },
        ExecuteMsg::Advance { run: 1, expected_cursor: 0, pages: 1 },
        ExecuteMsg::Expire { run: 1 },
        ExecuteMsg::Deliver { series: 0, first_page: 0, pages: 1 },
        ExecuteMsg::UpdateOwnership(Action::AcceptOwnership),
    ];
    for msg in takes_none.into_iter().chain(owners_messages()) {
        refused(&mut film, "owner", &msg, &coins(1, DENOM), shared::NO_FUNDS);
    }
}

#[test]
fn what_is_not_there_or_not_due_is_refused() {
    let mut film = Film::with(terms(), &[vec![1; 3], vec![]], rights::TransferRules::default());
    let advance = |run, expected_cursor, pages| ExecuteMsg::Advance { run, expected_cursor, pages };
    let deliver = |series, first_page, pages| ExecuteMsg::Deliver { series, first_page, pages };
    let cases = [
        (ExecuteMsg::Trigger { series: 0 }, code::NOT_DUE),
        (ExecuteMsg::Trigger { series: 2 }, code::SERIES),
        (ExecuteMsg::Trigger { series: 255 }, code::SERIES),
        (advance(1, 0, 1), code::RUN),
        (advance(1, 0, 0), shared::ZERO),
        (advance(1, 0, 201), shared::TOO_LONG),
        (ExecuteMsg::Expire { run: 0 }, code::RUN),
        (deliver(0, 0, 1), code::NOTHING),
        (deliver(0, 0, 0), shared::ZERO),
        (deliver(0, 0, u32::MAX), shared::TOO_LONG),
        (deliver(0, u32::MAX, 1), shared::OVERFLOW),
        (deliver(9, 0, 1), code::SERIES),
    ];
    for (msg, expected) in cases {
        refused(&mut film, "anyone", &msg, &[], expected);
    }
    film.fund(0, 1_000).unwrap();
    film.fund(1, 1_000).unwrap();
    refused(&mut film, "anyone", &ExecuteMsg::Trigger { series: 1 }, &[], code::NO_HOLDERS);
    let run = film.trigger(0).unwrap();
    film.fund(0, 1_000).unwrap();
    refused(&mut film, "anyone", &ExecuteMsg::Trigger { series: 0 }, &[], code::BUSY);
    refused(&mut film, "owner", &ExecuteMsg::AbsorbSurplus { series: 0 }, &[], code::SURPLUS);
    refused(&mut film, "owner", &ExecuteMsg::SetTerms { terms: Terms { freeze: 0, ..terms() } }, &[], code::TERMS);
    film.finish(run, 1);
    film.check(0);
}

fn instantiate(change: impl FnOnce(&mut InstantiateMsg)) -> Result<(), ContractError> {
    let mut deps = mock_dependencies();
    let name = |name: &str| deps.api.addr_make(name).to_string();
    let mut msg = InstantiateMsg {
        owner: name("owner"),
        denom: DENOM.into(),
        series: vec![name("a"), name("b")],
        interchange: name("interchange"),
        terms: Terms { bounty: Some(Bounty { bps: 1, cap: Uint128::new(1) }), ..terms() },
    };
    change(&mut msg);
    let sender = deps.api.addr_make("studio");
    contract::instantiate(deps.as_mut(), mock_env(), message_info(&sender, &[]), msg).map(|_| ())
}

type Change = fn(&mut InstantiateMsg);

/// acceptance: X70, X78
#[test]
fn a_film_that_cannot_be_is_refused() {
    instantiate(|_| {}).unwrap();
    let refusal = |change: Change| instantiate(change).unwrap_err().to_string();
    let cases: [(Change, &str); 9] = [
        (|msg| msg.series[1] = msg.series[0].clone(), shared::DUPLICATE),
        (|msg| msg.series.clear(), shared::EMPTY),
        (|msg| msg.series = vec![msg.owner.clone(); 9], shared::TOO_LONG),
        (|msg| msg.series[0] = msg.series[0].to_uppercase(), shared::ADDRESS),
        (|msg| msg.owner = msg.owner.to_uppercase(), shared::ADDRESS),
        (|msg| msg.interchange = "interchange".into(), shared::ADDRESS),
        (|msg| msg.denom.clear(), shared::EMPTY),
        (|msg| msg.terms.freeze = u64::MAX, code::TERMS),
        (|msg| msg.terms.bounty = Some(Bounty { bps: 10_000, cap: Uint128::MAX }), code::TERMS),
    ];
    for (change, expected) in cases {
        let text = refusal(change);
        assert!(text.starts_with(&format!("[{expected}]")), "{text}");
    }
}

/// acceptance: X78
#[test]
fn unknown_fields_and_nested_messages_are_refused() {
    let deep = format!("{{\"set_terms\":{}{}}}", "[".repeat(10_000), "]".repeat(10_000));
    let texts = [
        r#"{"trigger":{"series":0,"force":true}}"#,
        r#"{"trigger":{"series":256}}"#,
        r#"{"advance":{"run":1,"expected_cursor":-1,"pages":1}}"#,
        r#"{"withdraw":{}}"#,
        r#"{"set_terms":{"terms":{"threshold":"1","freeze":1,"pause":0,"free":1}}}"#,
        deep.as_str(),
    ];
    for text in texts {
        let read = from_json::<ExecuteMsg>(text.as_bytes());
        assert!(read.is_err(), "{text:.80} was read as {read:?}");
    }
}

/// acceptance: X72
#[test]
fn no_storage_key_begins_another() {
    assert!(NAMESPACES.iter().any(|name| name.as_bytes() == backlot_api::returns::key::CREDIT_PAGES));
    for (n, one) in NAMESPACES.iter().enumerate() {
        for (m, other) in NAMESPACES.iter().enumerate() {
            assert!(n == m || !other.starts_with(one), "{one} begins {other}");
        }
    }
}

/// acceptance: X72
#[test]
fn every_key_in_storage_is_of_a_namespace_that_is_listed() {
    let mut film = Film::of(&[1; 300]);
    film.pay(0, 3_000);
    for (key, _) in film.app.dump_wasm_raw(&film.returns) {
        let plain = NAMESPACES.iter().any(|name| key.starts_with(name.as_bytes()));
        let mapped = NAMESPACES.iter().any(|name| key.get(2..).is_some_and(|key| key.starts_with(name.as_bytes())));
        assert!(plain || mapped, "{}", String::from_utf8_lossy(&key));
    }
}

/// acceptance: X76
#[test]
fn migration_goes_forward_only() {
    let mut deps = mock_dependencies();
    for (name, version, fits) in [("backlot-rights", "0.0.1", false), (CONTRACT, "0.0.1", true)] {
        cw2::set_contract_version(deps.as_mut().storage, name, version).unwrap();
        assert_eq!(contract::migrate(deps.as_mut(), mock_env(), MigrateMsg {}).is_ok(), fits);
    }
    assert!(contract::migrate(deps.as_mut(), mock_env(), MigrateMsg {}).is_err(), "never twice");
}

/// acceptance: X77
#[test]
fn ownership_moves_in_two_steps() {
    let mut film = Film::of(&[1; 3]);
    let heir = addr(&film.app, "heir");
    let propose = |to: String, seconds: u64| {
        let expiry = Some(cw_ownable::Expiration::AtTime(mock_env().block.time.plus_seconds(seconds)));
        ExecuteMsg::UpdateOwnership(Action::TransferOwnership { new_owner: to, expiry })
    };
    let accept = ExecuteMsg::UpdateOwnership(Action::AcceptOwnership);
    refused(&mut film, "heir", &propose(heir.to_string(), 100), &[], shared::UNAUTHORIZED);
    refused(&mut film, "owner", &propose(heir.to_string().to_uppercase(), 100), &[], shared::ADDRESS);
    refused(&mut film, "owner", &ExecuteMsg::UpdateOwnership(Action::RenounceOwnership), &[], shared::RENOUNCE);
    refused(&mut film, "heir", &accept, &[], shared::OWNERSHIP);
    film.execute_as("owner", &propose(heir.to_string(), 100)).unwrap();
    refused(&mut film, "anyone", &accept, &[], shared::OWNERSHIP);
    pass(&mut film.app, 100);
    refused(&mut film, "heir", &accept, &[], shared::OWNERSHIP);
    film.execute_as("owner", &propose(heir.to_string(), 1_000)).unwrap();
    film.execute_as("heir", &accept).unwrap();
    refused(&mut film, "owner", &ExecuteMsg::SetPaused { paused: true }, &[], shared::UNAUTHORIZED);
    film.execute_as("heir", &ExecuteMsg::SetPaused { paused: true }).unwrap();
}

/// Answers the balance of one denom, and nothing else: a question for all balances would be a panic.
struct OneDenom;

impl Querier for OneDenom {
    fn raw_query(&self, request: &[u8]) -> QuerierResult {
        match from_json::<QueryRequest<Empty>>(request) {
            Ok(QueryRequest::Bank(BankQuery::Balance { denom, .. })) => {
                assert_eq!(denom, DENOM);
                let answer = to_json_binary(&BalanceResponse::new(coin(7, denom))).unwrap();
                SystemResult::Ok(ContractResult::Ok(answer))
            }
            other => panic!("asked for {other:?}"),
        }
    }
}

/// acceptance: P11
#[test]
fn a_thousand_foreign_denoms_cost_nothing() {
    let mut deps: OwnedDeps<MockStorage, MockApi, OneDenom> = OwnedDeps {
        storage: MockStorage::default(),
        api: MockApi::default(),
        querier: OneDenom,
        custom_query_type: std::marker::PhantomData,
    };
    let name = |name: &str| MockApi::default().addr_make(name);
    let msg = InstantiateMsg {
        owner: name("owner").to_string(),
        denom: DENOM.into(),
        series: vec![name("rights").to_string()],
        interchange: name("interchange").to_string(),
        terms: terms(),
    };
    let info = message_info(&name("owner"), &[]);
    contract::instantiate(deps.as_mut(), mock_env(), info.clone(), msg).unwrap();
    let absorb = ExecuteMsg::AbsorbSurplus { series: 0 };
    let done = contract::execute(deps.as_mut(), mock_env(), info, absorb).unwrap();
    assert!(done.events[0]
        .attributes
        .iter()
        .any(|attribute| (attribute.key.as_str(), attribute.value.as_str()) == ("amount", "7")));
}

/// acceptance: X79
#[test]
fn whatever_the_order_the_books_balance() {
    let mut orders = vec![vec![]];
    for _ in 0..5 {
        orders = orders
            .into_iter()
            .flat_map(|order: Vec<u8>| {
                (0..5)
                    .filter(|step| !order.contains(step))
                    .map(|step| [order.clone(), vec![step]].concat())
                    .collect::<Vec<_>>()
            })
            .collect();
    }
    assert_eq!(orders.len(), 120);
    for order in orders {
        let mut film = Film::of(&[10; 130]);
        film.fund(0, 2_000).unwrap();
        let (from, to) = (wallet(&film, 0), wallet(&film, 1));
        for step in order {
            // A step may be refused where it comes too early; the books hold all the same.
            let _ = match step {
                0 => film.fund(0, 777),
                1 => film.execute(&ExecuteMsg::Trigger { series: 0 }),
                2 => film.advance(1, 0, 200),
                3 => film.transfer(0, &from, &to, 10),
                _ => film.deliver(0, 0, 200),
            };
            film.check(0);
        }
        let units = (film.units(0, &from), film.units(0, &to));
        assert!(units == (10, 10) || units == (0, 20));
    }
}
