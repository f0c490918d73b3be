//! Bad input: spellings, lists, numbers, unknown fields.

use backlot_api::{
    code, limits,
    rights::{ExecuteMsg, InstantiateMsg, QueryMsg, TransferRules},
};
use cosmwasm_std::{to_json_binary, Binary, Uint128};
use cw20::{Cw20Coin, Expiration, Logo};
use serde_json::{json, Value};

use crate::{
    samples::{later, name, timed, world},
    world::{plain, who, World},
};

/// Every way to a string that is an address.
fn addresses(value: &Value, path: String, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text.starts_with("wasm1") => found.push(path),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                addresses(item, format!("{path}/{index}"), found);
            }
        }
        Value::Object(fields) => {
            for (field, item) in fields {
                addresses(item, format!("{path}/{field}"), found);
            }
        }
        _ => {}
    }
}

/// Other spellings of an address, and what is no address of this chain.
fn spellings(address: &str) -> Vec<String> {
    let mixed = address.char_indices().map(|(at, c)| if at % 2 == 0 { c.to_ascii_uppercase() } else { c });
    let first = format!("{}{}", &address[..6].to_uppercase(), &address[6..]);
    let mut broken = address.to_owned();
    let last = broken.pop();
    broken.push(if last == Some('q') { 'p' } else { 'q' });
    vec![
        address.to_uppercase(),
        mixed.collect(),
        first,
        format!("{}X", &address[..address.len() - 1]),
        broken,
        format!(" {address}"),
        format!("{address}\u{200b}"),
        address.replacen("wasm1", "cosmos1", 1),
        "x".repeat(10_000),
        String::new(),
    ]
}

fn json<T: serde::Serialize>(value: &T) -> Binary {
    Binary::from(serde_json::to_vec(value).unwrap())
}

/// A second spelling of one wallet walks past every freeze and limit kept by text; none is taken, in any field.
/// acceptance: T16
#[test]
fn only_the_canonical_spelling_of_an_address_is_taken() {
    let mut world = world();
    let mut fields = 0;
    for (sender, msg) in timed(&world) {
        let value = serde_json::to_value(&msg).unwrap();
        let mut paths = Vec::new();
        addresses(&value, String::new(), &mut paths);
        for path in paths {
            fields += 1;
            let right = value.pointer(&path).unwrap().as_str().unwrap().to_owned();
            for wrong in spellings(&right) {
                if wrong.is_empty() && path.ends_with("marketing") {
                    continue; // cw20: a blank clears the field
                }
                let mut bad = value.clone();
                *bad.pointer_mut(&path).unwrap() = wrong.clone().into();
                let before = world.state();
                let refusal = world.raw(&who(sender), json(&bad), vec![]).expect_err(&wrong);
                let ownership = path.starts_with("/update_ownership");
                assert!(refusal.code() == code::ADDRESS || ownership, "{path} {wrong}: {}", refusal.text);
                assert_eq!(world.state(), before, "{path} {wrong}");
            }
        }
    }
    assert_eq!(fields, 26, "address fields in messages");
}

/// acceptance: T16
#[test]
fn queries_and_the_first_message_take_no_other_spelling_either() {
    let world = world();
    let (ben, carl) = (who("ben").to_string(), who("carl").to_string());
    let after = Some(carl.clone());
    for query in [
        QueryMsg::Balance { address: ben.clone() },
        QueryMsg::Allowance { owner: ben.clone(), spender: carl.clone() },
        QueryMsg::AllAllowances { owner: ben.clone(), start_after: after.clone(), limit: None },
        QueryMsg::AllSpenderAllowances { spender: ben.clone(), start_after: after.clone(), limit: None },
        QueryMsg::AllAccounts { start_after: after, limit: None },
        QueryMsg::CanTransfer { from: ben.clone(), to: carl.clone(), units: 1u128.into(), spender: Some(carl) },
        QueryMsg::Holder { wallet: ben.clone() },
        QueryMsg::Recovery { lost: ben.clone() },
        QueryMsg::UnitsAt { record: 1, address: ben },
    ] {
        let value = serde_json::to_value(&query).unwrap();
        let mut paths = Vec::new();
        addresses(&value, String::new(), &mut paths);
        assert!(!paths.is_empty());
        for path in paths {
            for wrong in spellings(value.pointer(&path).unwrap().as_str().unwrap()) {
                let mut bad = value.clone();
                *bad.pointer_mut(&path).unwrap() = wrong.clone().into();
                let refusal = world.app.wrap().query_wasm_smart::<Value>(&world.rights, &bad).unwrap_err().to_string();
                assert_eq!(code::find(&refusal), Some(code::ADDRESS), "{path} {wrong}: {refusal}");
            }
        }
    }
    let initial_balances = vec![Cw20Coin { address: who("anna").into(), amount: 1u128.into() }];
    let rules = TransferRules { attestors: Some(vec![who("bank").into()]), ..TransferRules::default() };
    let value = serde_json::to_value(InstantiateMsg { initial_balances, rules, ..plain() }).unwrap();
    let mut paths = Vec::new();
    addresses(&value, String::new(), &mut paths);
    assert_eq!(paths.len(), 7, "address fields in the first message");
    for path in paths {
        for wrong in spellings(value.pointer(&path).unwrap().as_str().unwrap()) {
            let mut bad = value.clone();
            *bad.pointer_mut(&path).unwrap() = wrong.clone().into();
            let refusal = World::try_new(&json(&bad)).err().unwrap();
            assert_eq!(refusal.code(), code::ADDRESS, "{path} {wrong}: {}", refusal.text);
        }
    }
}

/// acceptance: X70
#[test]
fn no_list_names_anything_twice() {
    let mut world = world();
    let (ben, one) = (who("ben").to_string(), Uint128::new(1));
    let twice = vec![ben.clone(), who("carl").into(), ben.clone()];
    let rules = TransferRules { attestors: Some(twice.clone()), ..TransferRules::default() };
    for (sender, msg) in [
        ("minter", ExecuteMsg::IssueBatch { holders: twice.iter().map(|wallet| (wallet.clone(), one)).collect() }),
        ("attestor", ExecuteMsg::Attest { wallets: twice.clone(), expires: later() }),
        ("attestor", ExecuteMsg::Revoke { wallets: twice.clone() }),
        ("owner", ExecuteMsg::SetRules { rules: rules.clone() }),
    ] {
        let refusal = world.refused(sender, msg).to_string();
        assert_eq!(code::find(&refusal), Some(code::DUPLICATE), "{refusal}");
    }
    let row = |wallet: &String| Cw20Coin { address: wallet.clone(), amount: one };
    let first = InstantiateMsg { initial_balances: twice.iter().map(row).collect(), ..plain() };
    for msg in [first, InstantiateMsg { rules, ..plain() }] {
        let refusal = World::try_new(&to_json_binary(&msg).unwrap()).err().unwrap();
        assert_eq!(refusal.code(), code::DUPLICATE, "{}", refusal.text);
    }
}

/// acceptance: X78
#[test]
fn lists_and_texts_have_an_end() {
    let mut world = world();
    let many = |count: usize| (0..count).map(|n| who(&format!("w{n}")).to_string()).collect::<Vec<_>>();
    let rows = |count: usize| many(count).into_iter().map(|wallet| (wallet, Uint128::new(1))).collect::<Vec<_>>();
    let rules = |count| TransferRules { attestors: Some(many(count)), ..TransferRules::default() };
    let text = |len: usize| Some("x".repeat(len));
    let market = |project, description| ExecuteMsg::UpdateMarketing { project, description, marketing: None };
    for (sender, msg) in [
        ("minter", ExecuteMsg::IssueBatch { holders: rows(limits::ISSUE_BATCH + 1) }),
        ("attestor", ExecuteMsg::Attest { wallets: many(limits::ATTEST_BATCH + 1), expires: later() }),
        ("attestor", ExecuteMsg::Revoke { wallets: many(limits::ATTEST_BATCH + 1) }),
        ("owner", ExecuteMsg::SetRules { rules: rules(limits::ATTESTORS + 1) }),
        ("owner", ExecuteMsg::SetRecordDate { at: later(), note: text(limits::TEXT + 1) }),
        ("publicist", market(text(3_000), None)),
        ("publicist", market(None, text(3_000))),
        ("publicist", ExecuteMsg::UploadLogo(Logo::Url("x".repeat(3_000)))),
    ] {
        let refusal = world.refused(sender, msg).to_string();
        assert_eq!(code::find(&refusal), Some(code::TOO_LONG), "{refusal}");
    }
    for (sender, msg) in [
        ("minter", ExecuteMsg::IssueBatch { holders: vec![] }),
        ("attestor", ExecuteMsg::Attest { wallets: vec![], expires: later() }),
        ("attestor", ExecuteMsg::Revoke { wallets: vec![] }),
        ("owner", ExecuteMsg::SetRecordDate { at: later(), note: Some(" ".into()) }),
    ] {
        let refusal = world.refused(sender, msg).to_string();
        assert_eq!(code::find(&refusal), Some(code::EMPTY), "{refusal}");
    }
    let row = |wallet: String| Cw20Coin { address: wallet, amount: 1u128.into() };
    let first = InstantiateMsg {
        initial_balances: many(limits::INITIAL_BALANCES + 1).into_iter().map(row).collect(),
        ..plain()
    };
    assert_eq!(World::try_new(&to_json_binary(&first).unwrap()).err().unwrap().code(), code::TOO_LONG);
    // And what is within the limits is taken.
    let mut world = World::new(&plain());
    world.run("minter", ExecuteMsg::IssueBatch { holders: rows(limits::ISSUE_BATCH) });
    world.run("owner", ExecuteMsg::SetRules { rules: rules(limits::ATTESTORS) });
}

/// Unknown fields, unknown messages and junk are refused before anything happens.
/// acceptance: X78
#[test]
fn what_is_not_a_message_is_refused() {
    let mut world = world();
    for (sender, msg) in timed(&world) {
        let mut value = serde_json::to_value(&msg).unwrap();
        let variant = name(&msg);
        if let Some(fields) = value[&variant].as_object_mut() {
            fields.insert("unknown".into(), json!(1));
        }
        let before = world.state();
        assert!(world.raw(&who(sender), json(&value), vec![]).is_err(), "{variant}");
        assert_eq!(world.state(), before);
    }
    let deep = format!("{}{}", "[".repeat(5_000), "]".repeat(5_000));
    for junk in
        ["", "{}", "null", "{\"nothing\":{}}", "{\"transfer\":{}}", "\u{0}", "{\"transfer\":{\"amount\":-1}}", &deep]
    {
        assert!(world.raw(&who("anna"), Binary::from(junk.as_bytes()), vec![]).is_err(), "{junk}");
    }
}

/// acceptance: X69, X78
#[test]
fn zero_and_the_largest_number_are_refused_with_a_code() {
    let mut world = world();
    let (ben, anna) = (who("ben").to_string(), who("anna").to_string());
    let spender = who("carl").to_string();
    let contract = world.sink.to_string();
    for (amount, zero) in [(Uint128::zero(), true), (Uint128::MAX, false)] {
        let (recipient, owner, msg) = (ben.clone(), anna.clone(), Binary::default());
        let insufficient = backlot_api::rights::code::INSUFFICIENT;
        let cases = [
            ("anna", ExecuteMsg::Transfer { recipient: recipient.clone(), amount }, insufficient),
            ("anna", ExecuteMsg::Burn { amount }, insufficient),
            ("anna", ExecuteMsg::Send { contract: contract.clone(), amount, msg: msg.clone() }, insufficient),
            ("carl", ExecuteMsg::TransferFrom { owner: owner.clone(), recipient, amount }, insufficient),
            (
                "carl",
                ExecuteMsg::SendFrom { owner: owner.clone(), contract: contract.clone(), amount, msg },
                insufficient,
            ),
            ("carl", ExecuteMsg::BurnFrom { owner, amount }, insufficient),
            ("minter", ExecuteMsg::Mint { recipient: ben.clone(), amount }, code::OVERFLOW),
            ("minter", ExecuteMsg::IssueBatch { holders: vec![(ben.clone(), amount)] }, code::OVERFLOW),
            ("anna", ExecuteMsg::IncreaseAllowance { spender: spender.clone(), amount, expires: None }, code::OVERFLOW),
        ];
        for (sender, msg, large) in cases {
            let refusal = world.refused(sender, msg).to_string();
            assert_eq!(code::find(&refusal), Some(if zero { code::ZERO } else { large }), "{refusal}");
        }
    }
    let sum = vec![(ben.clone(), Uint128::MAX), (anna, Uint128::MAX)];
    let refusal = world.refused("minter", ExecuteMsg::IssueBatch { holders: sum }).to_string();
    assert_eq!(code::find(&refusal), Some(code::OVERFLOW));
    // Up to the brim it is fine: units and supply of 2¹²⁸ − 1.
    let mut full = World::new(&plain());
    full.issue(&[("anna", u128::MAX - 1), ("ben", 1)]);
    full.run("ben", crate::world::transfer("anna", 1));
    assert_eq!(full.held("anna"), u128::MAX);
    full.refused("minter", ExecuteMsg::Mint { recipient: ben, amount: Uint128::new(1) });
}

#[test]
fn times_that_have_passed_are_refused() {
    let mut world = world();
    let (now, height) = (world.now(), world.app.block_info().height);
    for expires in [Expiration::AtTime(now), Expiration::AtHeight(height)] {
        let (spender, amount) = (who("carl").to_string(), Uint128::new(1));
        let expires = Some(expires);
        for msg in [
            ExecuteMsg::IncreaseAllowance { spender: spender.clone(), amount, expires },
            ExecuteMsg::DecreaseAllowance { spender, amount, expires },
        ] {
            let refusal = world.refused("anna", msg).to_string();
            assert_eq!(code::find(&refusal), Some(backlot_api::rights::code::EXPIRY));
        }
    }
    for delay in [0, 366 * 24 * 3_600, u64::MAX] {
        let msg = to_json_binary(&InstantiateMsg { recovery_delay: delay, ..plain() }).unwrap();
        assert_eq!(World::try_new(&msg).err().unwrap().code(), backlot_api::rights::code::RECOVERY);
    }
}

#[test]
fn names_are_as_cw20_asks() {
    let with = |name: &str, symbol: &str, decimals| {
        let msg = InstantiateMsg { name: name.into(), symbol: symbol.into(), decimals, ..plain() };
        World::try_new(&to_json_binary(&msg).unwrap()).map(|_| ()).map_err(|refusal| refusal.code().to_owned())
    };
    let long = "n".repeat(51);
    for (name, symbol, decimals) in [
        ("ab", "ABC", 6),
        (&*long, "ABC", 6),
        ("abc", "AB", 6),
        ("abc", "A1C", 6),
        ("abc", "ABCDEFGHIJKLM", 6),
        ("abc", "ABC", 19),
    ] {
        assert_eq!(with(name, symbol, decimals), Err(backlot_api::rights::code::METADATA.into()));
    }
    assert_eq!(with("abc", "A-c", 18), Ok(()));
}
