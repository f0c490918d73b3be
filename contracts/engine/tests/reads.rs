//! What the engine makes of agreements, and what it refuses to read.

use backlot_api::engine::{code, Amendment, Compilation, ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
use backlot_api::schedule::{Agreement, Deduction, Step};
use backlot_api::{code as shared, limits};
use backlot_engine::{contract, NAMESPACES};
use backlot_testkit::{addr, app, balance, code_of, percent, share, state_hash, tier, Draft, TestApp};
use backlot_waterfall::Terms;
use cosmwasm_std::testing::{mock_dependencies, mock_env};
use cosmwasm_std::{coin, coins, Addr, Binary, Order, Uint128};
use cw_multi_test::{ContractWrapper, Executor};
use serde::de::DeserializeOwned;

struct Engine {
    app: TestApp,
    address: Addr,
}

impl Engine {
    fn new() -> Self {
        let (mut app, _) = app();
        let owner = addr(&app, "owner");
        backlot_testkit::mint(&mut app, &owner, coin(10, "uusd"));
        let wrapper = ContractWrapper::new(contract::execute, contract::instantiate, contract::query);
        let code_id = app.store_code(Box::new(wrapper));
        let refused =
            app.instantiate_contract(code_id, owner.clone(), &InstantiateMsg {}, &coins(1, "uusd"), "e", None);
        assert_eq!(code_of(refused), shared::NO_FUNDS);
        let address = app.instantiate_contract(code_id, owner, &InstantiateMsg {}, &[], "engine", None).unwrap();
        Self { app, address }
    }

    fn draft(&self) -> Draft {
        Draft::default()
            .wallet("bank", &addr(&self.app, "bank"))
            .series("holders", 3)
            .table("all", vec![tier("loan", vec![share("bank", 1, 500)]), tier("rest", vec![share("holders", 1, 0)])])
            .source("tv", "all", vec![percent("bank", 100)])
    }

    fn ask<T: DeserializeOwned>(&self, msg: &QueryMsg) -> anyhow::Result<T> {
        Ok(self.app.wrap().query_wasm_smart(&self.address, msg)?)
    }

    fn compile(&self, agreement: Binary) -> anyhow::Result<Compilation> {
        self.ask(&QueryMsg::Compile { agreement })
    }
}

#[test]
fn an_agreement_becomes_terms_and_keeps_its_parties() {
    let engine = Engine::new();
    let draft = engine.draft();
    let before = state_hash(&engine.app);
    let compiled = engine.compile(draft.json()).unwrap();
    assert_eq!(compiled.parties, draft.agreement.parties);
    assert_eq!(compiled.quorum, draft.agreement.quorum);
    let terms = Terms::decode(&compiled.terms).unwrap();
    assert_eq!(terms, Terms::new(&draft.agreement).unwrap());
    assert_eq!(terms.names.parties, ["bank", "holders"]);
    assert_eq!(state_hash(&engine.app), before);
}

/// Unknown fields at any depth: a cap that is spelled wrong must not become a share without cap.
/// acceptance: X78
#[test]
fn what_is_no_agreement_is_refused() {
    let engine = Engine::new();
    let good = String::from_utf8(engine.draft().json().to_vec()).unwrap();
    for (known, unknown) in [
        (r#""cap":null"#, r#""cop":"5""#),
        (r#""ends":null"#, r#""ends":null,"end":null"#),
        (r#""bps":100"#, r#""bps":100,"cap":"1""#),
        (r#""id":"tv""#, r#""id":"tv","name":"TV""#),
        (r#""figures":[]"#, r#""figures":[],"figure":[]"#),
        (r#""quorum":5000"#, r#""quorum":"5000""#),
        (r#""series":3"#, r#""series":256"#),
        (r#""weight":1"#, r#""weight":-1"#),
    ] {
        assert!(good.contains(known), "{known}");
        let text = good.replacen(known, unknown, 1);
        assert_eq!(code_of(engine.compile(text.into_bytes().into())), code::AGREEMENT, "{unknown}");
    }
    let nested = format!(r#"{{"parties":{}{}}}"#, "[".repeat(5_000), "]".repeat(5_000));
    for text in ["", "{}", "null", &good[1..], &nested] {
        assert_eq!(code_of(engine.compile(text.as_bytes().into())), code::AGREEMENT, "{text:.40}");
    }
    let padded = |to: usize| format!("{}{}", good, " ".repeat(to - good.len())).into_bytes();
    engine.compile(padded(65_536).into()).unwrap();
    assert_eq!(code_of(engine.compile(padded(65_537).into())), shared::TOO_LONG);
}

/// One of each kind; the rest is in the tests of the engine's crate.
/// acceptance: X70
#[test]
fn what_cannot_be_agreed_is_refused_with_its_place() {
    let engine = Engine::new();
    type Change = fn(&mut Agreement);
    let cases: [(Change, &str); 6] = [
        (|a| a.schedule.tables[0].tiers[0].shares[0].weight = 0, "tables[0].tiers[0].shares[0].weight"),
        (|a| a.schedule.tables[0].tiers[1].shares[0].party = "nobody".into(), "tables[0].tiers[1].shares[0].party"),
        (|a| a.parties[1].id = "bank".into(), "parties[1]"),
        (|a| a.schedule.sources[0].table = "none".into(), "sources[0].table"),
        (
            |a| {
                let steps = vec![Step { from: Uint128::zero(), bps: 9_901 }];
                let percent = Deduction::Percent { party: "holders".into(), steps, yearly_minimum: None };
                a.schedule.sources[0].off_the_top.push(percent);
            },
            "sources[0]",
        ),
        (
            |a| {
                let source = a.schedule.sources[0].clone();
                a.schedule.sources = vec![source; limits::SOURCES + 1];
            },
            "sources",
        ),
    ];
    for (change, place) in cases {
        let mut draft = engine.draft();
        change(&mut draft.agreement);
        let refused = engine.compile(draft.json()).unwrap_err();
        let text = format!("{refused:#}");
        assert!(text.contains(&format!("[{}] {place}", code::SCHEDULE)), "{place}: {text}");
    }
}

#[test]
fn both_agreements_of_an_amendment_are_read() {
    let engine = Engine::new();
    let good = engine.draft().json();
    let broken = Binary::new(b"{}".to_vec());
    for (current, agreement) in [(&broken, &good), (&good, &broken)] {
        let (current, agreement) = (current.clone(), agreement.clone());
        let refused = engine.ask::<Amendment>(&QueryMsg::Amend { current, books: Binary::default(), agreement });
        assert_eq!(code_of(refused), code::AGREEMENT);
    }
    let books = Binary::new(vec![255; 7]);
    let refused = engine.ask::<Amendment>(&QueryMsg::Amend { current: good.clone(), books, agreement: good });
    assert_eq!(code_of(refused), code::AMENDMENT);
}

/// acceptance: X76
#[test]
fn migrations_go_forward_and_once() {
    let mut deps = mock_dependencies();
    for (name, version) in [("backlot-returns", "0.0.1"), (backlot_engine::CONTRACT, backlot_engine::VERSION)] {
        cw2::set_contract_version(&mut deps.storage, name, version).unwrap();
        let refused = contract::migrate(deps.as_mut(), mock_env(), MigrateMsg {}).unwrap_err();
        assert_eq!(shared::find(&refused.to_string()), Some(shared::MIGRATION));
    }
    cw2::set_contract_version(&mut deps.storage, backlot_engine::CONTRACT, "0.0.9").unwrap();
    contract::migrate(deps.as_mut(), mock_env(), MigrateMsg {}).unwrap();
}

/// acceptance: X72
#[test]
fn nothing_is_stored_but_the_version() {
    let engine = Engine::new();
    let keys: Vec<_> = engine.app.contract_storage(&engine.address).range(None, None, Order::Ascending).collect();
    assert_eq!(keys.len(), 1);
    assert_eq!(keys[0].0, NAMESPACES[0].as_bytes());
}

/// acceptance: P12
#[test]
fn coins_that_came_by_plain_bank_send_go_to_the_admin() {
    let Engine { mut app, address } = Engine::new();
    let (owner, studio, anyone) = (addr(&app, "owner"), addr(&app, "studio"), addr(&app, "anyone"));
    let sweep = ExecuteMsg::SweepSurplus { denom: "uusd".into() };
    // Made without an admin, as nobody's studio makes one: there is nobody to give them to.
    app.send_tokens(owner.clone(), address.clone(), &coins(4, "uusd")).unwrap();
    assert_eq!(code_of(app.execute_contract(anyone.clone(), address.clone(), &sweep, &[])), code::NO_ADMIN);

    let admin = Some(studio.to_string());
    let code_id = app.wrap().query_wasm_contract_info(&address).unwrap().code_id;
    let engine = app.instantiate_contract(code_id, owner.clone(), &InstantiateMsg {}, &[], "engine", admin).unwrap();
    let before = state_hash(&app);
    assert_eq!(code_of(app.execute_contract(anyone.clone(), engine.clone(), &sweep, &[])), shared::NO_SURPLUS);
    assert_eq!(
        code_of(app.execute_contract(owner.clone(), engine.clone(), &sweep, &coins(1, "uusd"))),
        shared::NO_FUNDS
    );
    assert_eq!(state_hash(&app), before);
    app.send_tokens(owner, engine.clone(), &coins(5, "uusd")).unwrap();
    let told = app.execute_contract(anyone, engine.clone(), &sweep, &[]).unwrap();
    let event = told.events.iter().find(|event| event.ty == "wasm-engine_swept").unwrap();
    assert!(event.attributes.iter().any(|attribute| attribute.value == studio.as_str()), "{event:?}");
    assert_eq!((balance(&app, &engine, "uusd"), balance(&app, &studio, "uusd")), (0, 5));
}
