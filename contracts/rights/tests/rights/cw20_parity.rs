//! cw20-base 2.0 beside ours: one script, the same answers.

use backlot_api::rights::{ExecuteMsg, InstantiateMarketingInfo, InstantiateMsg};
use cosmwasm_std::{to_json_binary, Addr, Binary, Uint128};
use cw20::{Cw20Coin, EmbeddedLogo, Expiration, Logo, MinterResponse};
use cw_multi_test::{ContractWrapper, Executor};
use proptest::prelude::*;
use serde_json::{json, Value};

use crate::world::{plain, who, World};

const WALLETS: [&str; 6] = ["anna", "ben", "carl", "dora", "emil", "fred"];

struct Twins {
    world: World,
    base: Addr,
}

fn logo() -> Logo {
    Logo::Embedded(EmbeddedLogo::Svg(Binary::from(b"<?xml version=\"1.0\"?><svg></svg>")))
}

fn twins(cap: Option<u128>) -> Twins {
    let initial: Vec<Cw20Coin> = [("anna", 1_000u128), ("ben", 70)]
        .map(|(name, amount)| Cw20Coin { address: who(name).into(), amount: amount.into() })
        .into();
    let mint = Some(MinterResponse { minter: who("anna").into(), cap: cap.map(Uint128::new) });
    let (project, description) = (Some("https://example.invalid".to_string()), Some("A film".to_string()));
    let marketing = Some(who("dora").to_string());
    let msg = InstantiateMsg {
        initial_balances: initial.clone(),
        mint: mint.clone(),
        marketing: Some(InstantiateMarketingInfo {
            project: project.clone(),
            description: description.clone(),
            marketing: marketing.clone(),
            logo: Some(logo()),
        }),
        ..plain()
    };
    let mut world = World::new(&msg);
    let wrapper = ContractWrapper::new(
        cw20_base::contract::execute,
        cw20_base::contract::instantiate,
        cw20_base::contract::query,
    );
    let code_id = world.app.store_code(Box::new(wrapper));
    let first = cw20_base::msg::InstantiateMsg {
        name: msg.name,
        symbol: msg.symbol,
        decimals: msg.decimals,
        initial_balances: initial,
        mint,
        marketing: Some(cw20_base::msg::InstantiateMarketingInfo {
            project,
            description,
            marketing,
            logo: Some(logo()),
        }),
    };
    let base = world.app.instantiate_contract(code_id, who("owner"), &first, &[], "base", None).unwrap();
    Twins { world, base }
}

impl Twins {
    fn ask(&self, contract: &Addr, query: &Value) -> Result<Value, ()> {
        self.world.app.wrap().query_wasm_smart(contract, query).map_err(|_| ())
    }

    fn compare(&self) {
        for query in queries() {
            let (ours, theirs) = (self.ask(&self.world.rights, &query), self.ask(&self.base, &query));
            assert_eq!(ours, theirs, "{query}");
        }
    }

    /// Sends the same JSON to both: both take it, or both refuse it.
    fn both(&mut self, sender: &str, msg: &ExecuteMsg) -> bool {
        let json = to_json_binary(msg).unwrap();
        let ours = self.world.raw(&who(sender), json.clone(), vec![]);
        let theirs = cosmwasm_std::WasmMsg::Execute { contract_addr: self.base.to_string(), msg: json, funds: vec![] };
        let theirs = self.world.app.execute(who(sender), theirs.into());
        assert_eq!(ours.is_ok(), theirs.is_ok(), "{sender}: {msg:?}\n{:?}\n{:?}", ours.err(), theirs.err());
        ours.is_ok()
    }
}

/// Every cw20 query, with and without bounds.
fn queries() -> Vec<Value> {
    let mut all = vec![
        json!({"token_info": {}}),
        json!({"minter": {}}),
        json!({"marketing_info": {}}),
        json!({"download_logo": {}}),
        json!({"all_accounts": {}}),
        json!({"all_accounts": {"limit": 2}}),
        json!({"all_accounts": {"limit": 0}}),
        json!({"all_accounts": {"limit": 100}}),
    ];
    for name in WALLETS {
        let wallet = who(name);
        all.push(json!({"balance": {"address": wallet}}));
        all.push(json!({"all_accounts": {"start_after": wallet, "limit": 3}}));
        all.push(json!({"all_allowances": {"owner": wallet}}));
        all.push(json!({"all_spender_allowances": {"spender": wallet}}));
        for other in WALLETS {
            let other = who(other);
            all.push(json!({"allowance": {"owner": wallet, "spender": other}}));
            all.push(json!({"all_allowances": {"owner": wallet, "start_after": other, "limit": 2}}));
            all.push(json!({"all_spender_allowances": {"spender": wallet, "start_after": other, "limit": 2}}));
        }
    }
    all
}

fn wallet() -> impl Strategy<Value = &'static str> {
    prop::sample::select(&WALLETS[..])
}

fn amount() -> impl Strategy<Value = Uint128> {
    prop_oneof![8 => 1u128..200, 1 => 200u128..2_000, 1 => Just(u128::MAX / 4)].prop_map(Uint128::new)
}

/// Heights and times around those the script runs at.
fn expires() -> impl Strategy<Value = Option<Expiration>> {
    let start = cosmwasm_std::testing::mock_env().block;
    let (height, time) = (start.height, start.time);
    prop_oneof![
        3 => Just(None),
        1 => Just(Some(Expiration::Never {})),
        1 => (0u64..60).prop_map(move |n| Some(Expiration::AtHeight(height + n))),
        1 => (0u64..300).prop_map(move |n| Some(Expiration::AtTime(time.plus_seconds(n)))),
    ]
}

fn text() -> impl Strategy<Value = Option<String>> {
    prop::sample::select(vec![None, Some(String::new()), Some("  ".into()), Some("A better film".into())])
}

fn message() -> impl Strategy<Value = ExecuteMsg> {
    use ExecuteMsg as M;
    let address = || wallet().prop_map(|name| who(name).to_string());
    let logos = prop::sample::select(vec![
        Logo::Url("https://example.invalid/logo".into()),
        logo(),
        Logo::Embedded(EmbeddedLogo::Svg(Binary::from(b"<svg></svg>"))),
        Logo::Embedded(EmbeddedLogo::Svg(Binary::from([&b"<?xml ?>"[..], &[b' '; 5_113]].concat()))),
        Logo::Embedded(EmbeddedLogo::Png(Binary::from(b"\x89PNG\r\n\x1a\nimage"))),
        Logo::Embedded(EmbeddedLogo::Png(Binary::from(b"PNG"))),
    ]);
    let new_marketing = prop_oneof![4 => Just(None), 1 => address().prop_map(Some), 1 => Just(Some(String::new()))];
    prop_oneof![
        6 => (address(), amount()).prop_map(|(recipient, amount)| M::Transfer { recipient, amount }),
        2 => amount().prop_map(|amount| M::Burn { amount }),
        4 => (address(), amount(), expires())
            .prop_map(|(spender, amount, expires)| M::IncreaseAllowance { spender, amount, expires }),
        2 => (address(), amount(), expires())
            .prop_map(|(spender, amount, expires)| M::DecreaseAllowance { spender, amount, expires }),
        5 => (address(), address(), amount())
            .prop_map(|(owner, recipient, amount)| M::TransferFrom { owner, recipient, amount }),
        2 => (address(), amount()).prop_map(|(owner, amount)| M::BurnFrom { owner, amount }),
        3 => (address(), amount()).prop_map(|(recipient, amount)| M::Mint { recipient, amount }),
        1 => address().prop_map(|minter| M::UpdateMinter { new_minter: Some(minter) }),
        2 => (text(), text(), new_marketing)
            .prop_map(|(project, description, marketing)| M::UpdateMarketing { project, description, marketing }),
        1 => logos.prop_map(M::UploadLogo),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]
    /// One random script on both, and after it every cw20 query gives the same JSON.
    #[test]
    fn one_script_gives_the_same_answers(
        script in prop::collection::vec((wallet(), message()), 80),
        cap in prop::option::of(1_070u128..3_000),
    ) {
        let mut twins = twins(cap);
        twins.compare();
        for (index, (sender, msg)) in script.iter().enumerate() {
            twins.both(sender, msg);
            if index % 20 == 19 {
                twins.compare();
                twins.world.pass(11);
            }
        }
    }
}

/// `send` and `send_from` reach the contract with the same words, and end minting the same way.
#[test]
fn sending_and_the_rare_messages_are_alike() {
    let mut twins = twins(Some(2_000));
    let (contract, msg, amount) = (twins.world.sink.to_string(), Binary::from(b"{}"), Uint128::new(7));
    let (owner, spender) = (who("anna").to_string(), who("ben").to_string());
    let allow = |expires| ExecuteMsg::IncreaseAllowance { spender: spender.clone(), amount, expires };
    let send = ExecuteMsg::Send { contract: contract.clone(), amount, msg: msg.clone() };
    let send_from = ExecuteMsg::SendFrom { owner, contract, amount, msg };
    for (sender, msg, goes) in [
        ("anna", send.clone(), true),
        ("dora", send, false),
        ("ben", send_from.clone(), false),
        ("anna", allow(Some(Expiration::AtHeight(1))), false),
        ("ben", allow(None), false),
        ("anna", allow(Some(Expiration::AtHeight(u64::MAX))), true),
        ("ben", send_from.clone(), true),
        ("ben", send_from, false),
        ("ben", ExecuteMsg::UpdateMinter { new_minter: None }, false),
        ("anna", ExecuteMsg::UpdateMinter { new_minter: None }, true),
        ("anna", ExecuteMsg::UpdateMinter { new_minter: Some(who("anna").into()) }, false),
        ("anna", ExecuteMsg::Mint { recipient: who("anna").into(), amount }, false),
        ("dora", ExecuteMsg::UploadLogo(Logo::Url("https://example.invalid".into())), true),
        ("ben", ExecuteMsg::UploadLogo(logo()), false),
    ] {
        assert_eq!(twins.both(sender, &msg), goes, "{sender}: {msg:?}");
        twins.compare();
    }
    let blank = Some(String::new());
    let clear = ExecuteMsg::UpdateMarketing { project: blank.clone(), description: blank.clone(), marketing: blank };
    assert!(twins.both("dora", &clear));
    twins.compare();
    let events = twins.world.run("anna", crate::world::transfer("ben", 1)).events;
    assert!(events.iter().any(|event| event.ty == "wasm-rights_moved"));
}
