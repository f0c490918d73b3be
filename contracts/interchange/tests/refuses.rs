//! What the interchange refuses: a typed error, and nothing changed.

mod desk;

use backlot_api::interchange::{code, ExecuteMsg};
use backlot_api::{code as shared, limits};
use backlot_interchange::{contract, NAMESPACES};
use backlot_testkit::{code_of, state_hash};
use cosmwasm_std::testing::{mock_dependencies, mock_env};
use cosmwasm_std::{coin, coins, from_json, Addr, Binary, Coin, Order, Reply, Storage, SubMsgResult, Uint128};
use desk::{Desk, DENOM};

fn set(payments: &[(&str, u128)]) -> ExecuteMsg {
    let payments = payments.iter().map(|(wallet, amount)| ((*wallet).to_owned(), Uint128::new(*amount))).collect();
    ExecuteMsg::Distribute { set: "set".into(), payments }
}

fn assert_refused(desk: &mut Desk, msg: &ExecuteMsg, funds: &[Coin], expected: &str) {
    let before = state_hash(&desk.app);
    let payer = desk.payer.clone();
    assert_eq!(code_of(desk.execute(&payer, msg, funds)), expected, "{msg:?}");
    assert_eq!(state_hash(&desk.app), before, "{msg:?}");
}

/// acceptance: P12, P13, X70, X78
#[test]
fn a_set_that_is_not_exact_is_refused_and_nothing_changes() {
    let mut desk = Desk::new();
    let wallets = desk.wallets(3);
    let (a, b) = (wallets[0].as_str(), wallets[1].as_str());
    let shout = a.to_uppercase();
    let other_chain = a.replacen("wasm", "cosmos", 1);
    let five = coins(5, DENOM);
    let cases: Vec<(ExecuteMsg, Vec<Coin>, &str)> = vec![
        (set(&[(a, 5)]), vec![], shared::ONE_COIN),
        (set(&[(a, 5)]), vec![coin(5, DENOM), coin(5, "uatom")], shared::ONE_COIN),
        (set(&[(a, 5), (b, 1)]), five.clone(), code::SUM),
        (set(&[(a, 4)]), five.clone(), code::SUM),
        (set(&[(a, u128::MAX)]), five.clone(), code::SUM),
        (set(&[(a, u128::MAX), (b, 6)]), five.clone(), shared::OVERFLOW),
        (set(&[(a, 5), (b, 0)]), five.clone(), shared::ZERO),
        (set(&[(a, 2), (b, 1), (a, 2)]), five.clone(), shared::DUPLICATE),
        (set(&[]), five.clone(), shared::EMPTY),
        (set(&[(&shout, 5)]), five.clone(), shared::ADDRESS),
        (set(&[(&other_chain, 5)]), five.clone(), shared::ADDRESS),
        (set(&[("", 5)]), five.clone(), shared::ADDRESS),
        (set(&vec![(a, 1); limits::PAYMENTS + 1]), five.clone(), shared::TOO_LONG),
        (
            ExecuteMsg::Distribute { set: "x".repeat(281), payments: vec![(a.into(), Uint128::new(5))] },
            five,
            shared::TOO_LONG,
        ),
    ];
    for (msg, funds, expected) in cases {
        assert_refused(&mut desk, &msg, &funds, expected);
    }
}

/// acceptance: P12
#[test]
fn messages_that_take_no_coins_refuse_them() {
    let mut desk = Desk::new();
    let wallet = desk.wallets(1)[0].to_string();
    let messages = [
        ExecuteMsg::Retry { wallet: wallet.clone(), denom: DENOM.into() },
        ExecuteMsg::Redirect { denom: DENOM.into(), to: wallet },
        ExecuteMsg::SweepSurplus { denom: DENOM.into() },
    ];
    for msg in &messages {
        assert_refused(&mut desk, msg, &coins(1, DENOM), shared::NO_FUNDS);
    }
}

#[test]
fn what_is_not_there_is_refused() {
    let mut desk = Desk::new();
    let wallet = desk.wallets(1)[0].to_string();
    let shout = wallet.to_uppercase();
    assert_refused(
        &mut desk,
        &ExecuteMsg::Retry { wallet: wallet.clone(), denom: DENOM.into() },
        &[],
        code::NOT_PARKED,
    );
    assert_refused(&mut desk, &ExecuteMsg::Redirect { denom: DENOM.into(), to: wallet }, &[], code::NOT_PARKED);
    assert_refused(&mut desk, &ExecuteMsg::Retry { wallet: shout.clone(), denom: DENOM.into() }, &[], shared::ADDRESS);
    assert_refused(&mut desk, &ExecuteMsg::Redirect { denom: DENOM.into(), to: shout }, &[], shared::ADDRESS);
    assert_refused(&mut desk, &ExecuteMsg::SweepSurplus { denom: DENOM.into() }, &[], code::SURPLUS);
}

/// acceptance: X73
#[test]
fn a_reply_that_was_never_asked_for_is_refused() {
    let mut deps = mock_dependencies();
    let reply = |id, payload: &[u8]| Reply {
        id,
        payload: Binary::new(payload.to_vec()),
        gas_used: 0,
        result: SubMsgResult::Err("codespace: sdk, code: 4".into()),
    };
    for (id, payload) in [(0, &b""[..]), (99, b""), (1, b"\xff"), (2, b"\xff")] {
        let refused = contract::reply(deps.as_mut(), mock_env(), reply(id, payload)).unwrap_err();
        assert!(refused.to_string().starts_with("[reply.unknown]"), "{refused}");
    }
    assert!(untouched(&deps.storage));
}

fn untouched(storage: &dyn Storage) -> bool {
    storage.range(None, None, Order::Ascending).next().is_none()
}

/// acceptance: X78
#[test]
fn unknown_and_nested_messages_are_refused() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let texts = [
        r#"{"distribute":{"set":"a","payments":[],"extra":1}}"#,
        r#"{"retry":{"wallet":"a"}}"#,
        r#"{"sweep":{}}"#,
        r#"{}"#,
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
    for (n, one) in NAMESPACES.iter().enumerate() {
        for (m, other) in NAMESPACES.iter().enumerate() {
            assert!(n == m || !other.starts_with(one), "{one} begins {other}");
        }
    }
}

/// acceptance: X76
#[test]
fn migration_goes_forward_only() {
    let mut deps = mock_dependencies();
    let none = backlot_api::interchange::MigrateMsg {};
    cw2::set_contract_version(deps.as_mut().storage, "backlot-returns", "0.0.1").unwrap();
    assert!(contract::migrate(deps.as_mut(), mock_env(), none.clone()).is_err());
    cw2::set_contract_version(deps.as_mut().storage, backlot_interchange::CONTRACT, "0.0.1").unwrap();
    contract::migrate(deps.as_mut(), mock_env(), none.clone()).unwrap();
    assert!(contract::migrate(deps.as_mut(), mock_env(), none).is_err());
}

/// acceptance: X79
#[test]
fn whatever_the_order_the_books_balance() {
    let orders = permutations(&[0, 1, 2, 3]);
    assert_eq!(orders.len(), 24);
    for order in orders {
        let mut desk = Desk::new();
        let wallets: Vec<Addr> = desk.wallets(2);
        desk.rail.block(&wallets[0]);
        desk.distribute("before", &wallets, |_| 5).unwrap();
        let safe = backlot_testkit::addr(&desk.app, "safe");
        for step in order {
            // A step may be refused because an earlier one left nothing to do; the books hold all the same.
            let _ = match step {
                0 => desk.retry(&wallets[0]),
                1 => {
                    let redirect = ExecuteMsg::Redirect { denom: DENOM.into(), to: safe.to_string() };
                    desk.execute(&wallets[0].clone(), &redirect, &[])
                }
                2 => desk.distribute("again", &wallets, |n| 3 + n),
                _ => {
                    desk.rail.unblock(&wallets[0]);
                    desk.execute(&wallets[1].clone(), &ExecuteMsg::SweepSurplus { denom: DENOM.into() }, &[])
                }
            };
            desk.check();
        }
    }
}

fn permutations(of: &[u8]) -> Vec<Vec<u8>> {
    if of.is_empty() {
        return vec![vec![]];
    }
    (0..of.len())
        .flat_map(|n| {
            let mut rest = of.to_vec();
            let first = rest.remove(n);
            permutations(&rest).into_iter().map(move |tail| [vec![first], tail].concat())
        })
        .collect()
}
