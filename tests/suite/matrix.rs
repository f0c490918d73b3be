//! Every message of every contract × wrong caller, wrong funds, unknown field, wrong spelling of an address, over-long
//! list: a typed error with its stable code, and not a byte of state changed.

use backlot_api::{
    agreements, code::NO_SURPLUS, collection, engine, interchange, licences, limits, permission::Role, returns, rights,
    studio,
};
use backlot_testkit::{addr, code_of, mint, state_hash};
use backlot_tests::film::{eager_terms, plan, Parties, USD};
use cosmwasm_std::{coin, Addr, Binary, Coin, Timestamp, Uint128};
use cw20::{Expiration, Logo};
use cw_multi_test::Executor;
use cw_ownable::Action;
use serde_json::{json, Value};

use crate::stage::Film;

/// A message as JSON, who may call it, and whether it takes coins.
pub struct Sample {
    pub contract: &'static str,
    pub name: String,
    pub role: Role,
    pub takes_coins: bool,
    pub json: Value,
}

macro_rules! samples {
    ($contract:ident, [$($coins:literal),*], [$($message:expr),* $(,)?]) => {
        [$($message),*].into_iter().map(|message: $contract::ExecuteMsg| {
            let json = serde_json::to_value(&message).expect("messages are JSON");
            let name = json.as_object().and_then(|object| object.keys().next()).expect("one key").clone();
            Sample {
                contract: stringify!($contract),
                takes_coins: [$($coins),*].iter().any(|taker: &&str| *taker == name),
                role: message.permission(),
                name,
                json,
            }
        }).collect::<Vec<_>>()
    };
}

fn licence(licensee: String) -> licences::Grant {
    licences::Grant {
        id: "dach".into(),
        licensee,
        territories: vec!["DE".into()],
        media: vec![licences::Medium::Svod],
        window: licences::Period { from: 30_000, until: 31_000 },
        exclusive: true,
        source: "tv".into(),
        reference: "contract".into(),
        guarantee: vec![],
    }
}

fn entitlement(units: Uint128) -> licences::Entitlement {
    licences::Entitlement {
        id: "premiere".into(),
        series: 0,
        units,
        record: 1,
        kind: licences::EntitlementKind::Screening,
        text: "two seats".into(),
    }
}

/// One sample of every variant; `golden::every_message_has_a_sample` proves that none is missing.
pub fn samples(wallet: &str) -> Vec<Sample> {
    let wallet = || wallet.to_owned();
    let own = || Action::TransferOwnership { new_owner: wallet(), expiry: None };
    let (amount, later) = (Uint128::new(5), Timestamp::from_seconds(4_000_000_000));
    let expires: Option<Expiration> = None;
    let msg = || Binary::from(b"{}");
    let code = studio::Code { kind: studio::Kind::Rights, code_id: 1, version: "0.1.0".into() };
    [
        samples!(
            rights,
            [],
            [
                rights::ExecuteMsg::Transfer { recipient: wallet(), amount },
                rights::ExecuteMsg::Burn { amount },
                rights::ExecuteMsg::Send { contract: wallet(), amount, msg: msg() },
                rights::ExecuteMsg::IncreaseAllowance { spender: wallet(), amount, expires },
                rights::ExecuteMsg::DecreaseAllowance { spender: wallet(), amount, expires },
                rights::ExecuteMsg::TransferFrom { owner: wallet(), recipient: wallet(), amount },
                rights::ExecuteMsg::SendFrom { owner: wallet(), contract: wallet(), amount, msg: msg() },
                rights::ExecuteMsg::BurnFrom { owner: wallet(), amount },
                rights::ExecuteMsg::Mint { recipient: wallet(), amount },
                rights::ExecuteMsg::UpdateMinter { new_minter: Some(wallet()) },
                rights::ExecuteMsg::UpdateMarketing { project: Some("p".into()), description: None, marketing: None },
                rights::ExecuteMsg::UploadLogo(Logo::Url("https://example.invalid/logo.png".into())),
                rights::ExecuteMsg::IssueBatch { holders: vec![(wallet(), amount)] },
                rights::ExecuteMsg::SetRules { rules: Default::default() },
                rights::ExecuteMsg::Attest { wallets: vec![wallet()], expires: later },
                rights::ExecuteMsg::Revoke { wallets: vec![wallet()] },
                rights::ExecuteMsg::FreezeForRun { run: 1, holders: 1, expires: later },
                rights::ExecuteMsg::ThawRun { run: 1, cursor: 1 },
                rights::ExecuteMsg::FreezeWallet { wallet: wallet(), units: None, reason: "why".into(), expires: None },
                rights::ExecuteMsg::UnfreezeWallet { wallet: wallet() },
                rights::ExecuteMsg::SetCompliance { officer: Some(wallet()) },
                rights::ExecuteMsg::ProposeRecovery { lost: wallet(), replacement: wallet() },
                rights::ExecuteMsg::ObjectRecovery {},
                rights::ExecuteMsg::CancelRecovery { lost: wallet() },
                rights::ExecuteMsg::ExecuteRecovery { lost: wallet() },
                rights::ExecuteMsg::SetPaused { paused: true },
                rights::ExecuteMsg::SetRecordDate { at: later, note: None },
                rights::ExecuteMsg::SweepSurplus { denom: USD.into(), to: wallet() },
                rights::ExecuteMsg::UpdateOwnership(own()),
            ]
        ),
        samples!(
            collection,
            ["receive", "deposit"],
            [
                collection::ExecuteMsg::Receive { source: "tv".into(), reference: None },
                collection::ExecuteMsg::Deposit { note: None },
                collection::ExecuteMsg::Assign { entry: 1, source: "tv".into() },
                collection::ExecuteMsg::Recover { entry: 1 },
                collection::ExecuteMsg::Attribute { denom: USD.into(), amount, sender: wallet() },
                collection::ExecuteMsg::Deliver { parties: vec!["lender".into()] },
                collection::ExecuteMsg::Approve {
                    source: "theatrical".into(),
                    party: "agent".into(),
                    amount,
                    reference: None,
                },
                collection::ExecuteMsg::Attest { figure: "admissions".into(), value: amount, reference: None },
                collection::ExecuteMsg::Release {},
                collection::ExecuteMsg::Amend { version: 2, terms: msg(), books: msg(), parties: vec![] },
                collection::ExecuteMsg::SetPaused { paused: true },
                collection::ExecuteMsg::UpdateOwnership(own()),
            ]
        ),
        samples!(engine, [], [engine::ExecuteMsg::SweepSurplus { denom: USD.into() }]),
        samples!(
            agreements,
            [],
            [
                agreements::ExecuteMsg::Propose { agreement: msg(), deadline: later, reference: None },
                agreements::ExecuteMsg::Consent { parties: vec!["lender".into()], consent: true },
                agreements::ExecuteMsg::Adopt {},
                agreements::ExecuteMsg::Withdraw {},
                agreements::ExecuteMsg::SweepSurplus { denom: USD.into(), to: wallet() },
                agreements::ExecuteMsg::UpdateOwnership(own()),
            ]
        ),
        samples!(
            licences,
            ["pay"],
            [
                licences::ExecuteMsg::Grant { licence: licence(wallet()) },
                licences::ExecuteMsg::Terminate { licence: "dach".into(), on: 40_000 },
                licences::ExecuteMsg::Pay { licence: "dach".into(), reference: None },
                licences::ExecuteMsg::Report {
                    licence: "dach".into(),
                    period: licences::Period { from: 1, until: 2 },
                    gross: amount,
                    deductions: Uint128::new(1),
                    net: Uint128::new(4),
                    statement_sha256: "0".repeat(64),
                    reference: None,
                    corrects: None,
                },
                licences::ExecuteMsg::Verify { report: 1, report_sha256: "0".repeat(64), verifier: "v".into() },
                licences::ExecuteMsg::Dispute { report: 1, reference: "why".into(), party: None },
                licences::ExecuteMsg::Settle { dispute: 1, by_report: None, reference: "how".into() },
                licences::ExecuteMsg::SetVoices { voices: vec![wallet()] },
                licences::ExecuteMsg::SetEntitlement { entitlement: entitlement(amount) },
                licences::ExecuteMsg::SetPaused { paused: true },
                licences::ExecuteMsg::SweepSurplus { denom: USD.into(), to: wallet() },
                licences::ExecuteMsg::UpdateOwnership(own()),
            ]
        ),
        samples!(
            returns,
            ["fund"],
            [
                returns::ExecuteMsg::Fund { series: 0 },
                returns::ExecuteMsg::Trigger { series: 0 },
                returns::ExecuteMsg::Advance { run: 1, expected_cursor: 0, pages: 1 },
                returns::ExecuteMsg::Expire { run: 1 },
                returns::ExecuteMsg::Deliver { series: 0, first_page: 0, pages: 1 },
                returns::ExecuteMsg::SetTerms { terms: eager_terms() },
                returns::ExecuteMsg::AbsorbSurplus { series: 0 },
                returns::ExecuteMsg::SetPaused { paused: true },
                returns::ExecuteMsg::UpdateOwnership(own()),
            ]
        ),
        samples!(
            interchange,
            ["distribute"],
            [
                interchange::ExecuteMsg::Distribute { set: "s".into(), payments: vec![(wallet(), amount)] },
                interchange::ExecuteMsg::Retry { wallet: wallet(), denom: USD.into() },
                interchange::ExecuteMsg::Redirect { denom: USD.into(), to: wallet() },
                interchange::ExecuteMsg::SweepSurplus { denom: USD.into() },
            ]
        ),
        samples!(
            studio,
            [],
            [
                studio::ExecuteMsg::CreateFilm { film: "another".into(), plan: plan(&Parties::default()) },
                studio::ExecuteMsg::CloseFilm { film: "walk".into() },
                studio::ExecuteMsg::SetCode { code },
                studio::ExecuteMsg::MigrateFilm { film: "walk".into(), kind: studio::Kind::Rights, msg: msg() },
                studio::ExecuteMsg::SetPaused { paused: true },
                studio::ExecuteMsg::SweepSurplus { denom: USD.into(), to: wallet() },
                studio::ExecuteMsg::UpdateOwnership(own()),
            ]
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl Film {
    fn contract(&self, name: &str) -> Addr {
        match name {
            "rights" => &self.rights,
            "engine" => &self.engine,
            "agreements" => &self.agreements,
            "collection" => &self.collection,
            "licences" => &self.licences,
            "returns" => &self.returns,
            "interchange" => &self.interchange,
            _ => &self.studio,
        }
        .clone()
    }

    /// Calls, expects a refusal with one of these codes, and an unchanged state.
    #[track_caller]
    fn refuses(&mut self, who: &Addr, sample: &Sample, message: &Value, funds: &[Coin], codes: &[&str]) {
        let before = state_hash(&self.app);
        let contract = self.contract(sample.contract);
        let result = self.app.execute_contract(who.clone(), contract, message, funds);
        let case = format!("{}.{} {message}", sample.contract, sample.name);
        let Err(error) = result else { panic!("{case} went through") };
        let text = format!("{error:#}");
        let code = backlot_api::code::find(&text).unwrap_or("");
        assert!(codes.contains(&code), "{case}: expected {codes:?}, got: {text}");
        assert_eq!(state_hash(&self.app), before, "{case} changed state");
    }
}

/// acceptance: X71
#[test]
fn a_privileged_message_refuses_a_stranger() {
    let mut film = Film::new();
    let stranger = film.wallets[0].clone();
    let mut seen = 0;
    for sample in samples(film.wallets[1].clone().as_str()) {
        let asks_for_more = sample.name == "update_ownership";
        if sample.role != Role::Anyone || asks_for_more {
            film.refuses(&stranger, &sample, &sample.json, &[], &[backlot_api::code::UNAUTHORIZED]);
            seen += 1;
        }
    }
    assert!(seen >= 25, "only {seen} messages are privileged");
}

/// acceptance: P12
#[test]
fn coins_that_a_message_does_not_take_are_refused() {
    let mut film = Film::new();
    let (owner, wallet) = (film.owner.clone(), film.wallets[1].to_string());
    mint(&mut film.app, &owner, coin(1_000, USD));
    mint(&mut film.app, &owner, coin(1_000, "uatom"));
    let agreements = film.agreements.clone();
    mint(&mut film.app, &agreements, coin(1, USD));
    for sample in samples(&wallet) {
        if !sample.takes_coins {
            let who = if sample.role == Role::Agreements { film.agreements.clone() } else { owner.clone() };
            film.refuses(&who, &sample, &sample.json, &[coin(1, USD)], &[backlot_api::code::NO_FUNDS]);
            continue;
        }
        let two = [coin(1, "uatom"), coin(1, USD)];
        film.refuses(&owner, &sample, &sample.json, &two, &[backlot_api::code::ONE_COIN]);
        film.refuses(&owner, &sample, &sample.json, &[], &[backlot_api::code::ONE_COIN]);
        if ["receive", "fund"].contains(&sample.name.as_str()) {
            film.refuses(&owner, &sample, &sample.json, &[coin(1, "uatom")], &[backlot_api::code::DENOM]);
        }
    }
}

/// acceptance: X78
#[test]
fn an_unknown_field_is_refused() {
    let mut film = Film::new();
    let (owner, wallet) = (film.owner.clone(), film.wallets[1].to_string());
    for sample in samples(&wallet) {
        let mut message = sample.json.clone();
        let Some(fields) = message[&sample.name].as_object_mut() else { continue };
        fields.insert("surprise".into(), json!(1));
        let before = state_hash(&film.app);
        let contract = film.contract(sample.contract);
        let refused = film.app.execute_contract(owner.clone(), contract, &message, &[]);
        assert!(format!("{:#}", refused.unwrap_err()).contains("unknown"), "{}.{}", sample.contract, sample.name);
        assert_eq!(state_hash(&film.app), before);
    }
}

/// acceptance: T16
#[test]
fn another_spelling_of_an_address_is_refused() {
    let mut film = Film::new();
    let wallet = film.wallets[1].to_string();
    let spellings = [wallet.to_uppercase(), wallet.replacen("wasm", "Wasm", 1), wallet.replacen("wasm1", "cosmos1", 1)];
    let mut seen = 0;
    for spelling in spellings {
        for sample in samples(&spelling) {
            if !sample.json.to_string().contains(&spelling) {
                continue;
            }
            let who = film.holder_of(&sample);
            let funds = if sample.takes_coins { vec![coin(5, USD)] } else { vec![] };
            film.refuses(&who, &sample, &sample.json, &funds, &[backlot_api::code::ADDRESS]);
            seen += 1;
        }
    }
    assert!(seen >= 60, "only {seen} cases");
}

/// acceptance: X70
#[test]
fn a_list_that_names_something_twice_is_refused() {
    let mut film = Film::new();
    let wallet = film.wallets[1].to_string();
    let mut seen = 0;
    for sample in samples(&wallet) {
        let mut doubled = sample.json.clone();
        if !double_a_list(&mut doubled) {
            continue;
        }
        let who = film.holder_of(&sample);
        let funds = if sample.takes_coins { vec![coin(10, USD)] } else { vec![] };
        let codes = [backlot_api::code::DUPLICATE, studio::code::PLAN];
        film.refuses(&who, &sample, &doubled, &funds, &codes);
        seen += 1;
    }
    assert!(seen >= 5, "only {seen} lists");
}

/// acceptance: P9
#[test]
fn a_list_that_is_too_long_is_refused() {
    let mut film = Film::new();
    let names = |n: usize| {
        let app = &film.app;
        (0..n).map(|n| addr(app, &n.to_string()).to_string()).collect::<Vec<_>>()
    };
    let holders = names(limits::ISSUE_BATCH + 1).into_iter().map(|name| (name, Uint128::one())).collect();
    let payments = names(limits::PAYMENTS + 1).into_iter().map(|name| (name, Uint128::one())).collect::<Vec<_>>();
    let sum = payments.len() as u128;
    let issue = rights::ExecuteMsg::IssueBatch { holders };
    let distribute = interchange::ExecuteMsg::Distribute { set: "s".into(), payments };
    let deliver = collection::ExecuteMsg::Deliver { parties: (0..=limits::PARTIES).map(|n| n.to_string()).collect() };
    let (owner, payer) = (film.owner.clone(), film.payer.clone());
    let [rights, interchange, collection] = ["rights", "interchange", "collection"].map(|name| film.contract(name));
    let before = state_hash(&film.app);
    let too_long = backlot_api::code::TOO_LONG;
    assert_eq!(code_of(film.app.execute_contract(owner.clone(), rights, &issue, &[])), too_long);
    let funds = [coin(sum, USD)];
    assert_eq!(code_of(film.app.execute_contract(payer, interchange, &distribute, &funds)), too_long);
    assert_eq!(code_of(film.app.execute_contract(owner, collection, &deliver, &[])), too_long);
    assert_eq!(state_hash(&film.app), before);
}

fn double_a_list(value: &mut Value) -> bool {
    match value {
        Value::Array(list) if !list.is_empty() && !list[0].is_number() => {
            let first = list[0].clone();
            list.push(first);
            true
        }
        Value::Array(list) => list.iter_mut().any(double_a_list),
        Value::Object(fields) => fields.iter_mut().any(|(_, field)| double_a_list(field)),
        _ => false,
    }
}

impl Film {
    /// Somebody whom the role would let in, so that the refusal is about the input.
    fn holder_of(&mut self, sample: &Sample) -> Addr {
        match sample.role {
            Role::Distributor => self.returns.clone(),
            Role::Agreements => self.agreements.clone(),
            Role::Attestor => {
                let rules =
                    rights::TransferRules { attestors: Some(vec![self.owner.to_string()]), ..Default::default() };
                let (owner, rights) = (self.owner.clone(), self.rights.clone());
                assert!(self.call(&owner, &rights, &rights::ExecuteMsg::SetRules { rules }, &[]));
                owner
            }
            Role::Anyone if sample.takes_coins => self.payer.clone(),
            _ => self.owner.clone(),
        }
    }
}

/// acceptance: P12
#[test]
fn coins_that_came_by_plain_bank_send_are_never_lost() {
    let mut film = Film::new();
    let (owner, payer) = (film.owner.clone(), film.payer.clone());
    let home = film.wallets[0].to_string();
    let had = film.balance(&film.wallets[0]);
    let all = ["rights", "engine", "agreements", "collection", "licences", "returns", "interchange", "studio"];
    for name in all {
        let to = film.contract(name);
        film.app.send_tokens(payer.clone(), to, &[coin(100, USD)]).unwrap();
    }
    let contracts = all.map(|name| film.contract(name));
    let [rights, engine, agreements, collection, licences, returns, interchange, studio] = contracts;
    let sweep = json!({"sweep_surplus": {"denom": USD, "to": home}});
    // Interchange and engine have no owner: what nobody is owed goes to the studio that administers them.
    let to_admin = json!({"sweep_surplus": {"denom": USD}});
    for (contract, nothing) in [(&interchange, interchange::code::SURPLUS), (&engine, NO_SURPLUS)] {
        assert!(film.call(&payer, contract, &to_admin, &[]));
        assert_eq!(code_of(film.app.execute_contract(payer.clone(), contract.clone(), &to_admin, &[])), nothing);
    }
    assert_eq!(film.balance(&studio), 300);
    for contract in [&rights, &agreements, &licences, &studio] {
        assert!(film.call(&owner, contract, &sweep, &[]));
        assert_eq!(code_of(film.app.execute_contract(owner.clone(), contract.clone(), &sweep, &[])), NO_SURPLUS);
    }
    assert_eq!(film.balance(&film.wallets[0]), had + 600);
    let attribute = json!({"attribute": {"denom": USD, "amount": "100", "sender": home}});
    assert!(film.call(&owner, &collection, &attribute, &[]));
    let sender = film.wallets[0].clone();
    assert!(film.call(&sender, &collection, &json!({"recover": {"entry": 1}}), &[]));
    assert_eq!(film.balance(&film.wallets[0]), had + 700);
    assert!(film.call(&owner, &returns, &json!({"absorb_surplus": {"series": 0}}), &[]));
    assert_eq!(film.series().pot.u128(), 100);
    for name in all.into_iter().filter(|name| *name != "returns") {
        assert_eq!(film.balance(&film.contract(name)), 0, "{name} keeps some");
    }
}

/// acceptance: X69
#[test]
fn zero_and_the_greatest_amount_are_refused() {
    let mut film = Film::new();
    let wallet = film.wallets[1].to_string();
    let most = u128::MAX.to_string();
    let mut seen = 0;
    for sample in samples(&wallet) {
        for bad in ["0", &most] {
            let text = sample.json.to_string();
            let message = text.replace(r#":"5""#, &format!(r#":"{bad}""#)).replace(r#","5""#, &format!(r#","{bad}""#));
            // An allowance, a figure and what an entitlement asks for may be without bound: they move nothing.
            let boundless = ["increase_allowance", "attest", "set_entitlement"].contains(&sample.name.as_str());
            if message == text || (boundless && bad != "0") {
                continue;
            }
            let who = film.holder_of(&sample);
            let funds = if sample.takes_coins { vec![coin(5, USD)] } else { vec![] };
            let codes = [
                backlot_api::code::ZERO,
                backlot_api::code::OVERFLOW,
                rights::code::INSUFFICIENT,
                rights::code::ALLOWANCE,
                rights::code::CAP,
                collection::code::SURPLUS,
                collection::code::BOOKS,
                licences::code::LICENCE,
                interchange::code::SUM,
            ];
            film.refuses(&who, &sample, &serde_json::from_str(&message).unwrap(), &funds, &codes);
            seen += 1;
        }
    }
    assert!(seen >= 20, "only {seen} cases");
}

#[test]
fn a_paused_contract_refuses_what_it_pauses() {
    let mut film = Film::new();
    let (owner, payer, wallet) = (film.owner.clone(), film.payer.clone(), film.wallets[1].clone());
    let pause = json!({"set_paused": {"paused": true}});
    for name in ["rights", "collection", "returns", "studio"] {
        let contract = film.contract(name);
        assert!(film.call(&owner, &contract, &pause, &[]), "{name}");
    }
    let paused = ["transfer", "burn", "send", "mint", "issue_batch", "receive", "assign", "trigger", "create_film"];
    let mut seen = 0;
    for sample in samples(wallet.as_str()) {
        if !paused.contains(&sample.name.as_str()) {
            continue;
        }
        let who = match (sample.role, sample.takes_coins) {
            (Role::Anyone, true) => payer.clone(),
            (Role::Anyone, false) => wallet.clone(),
            _ => owner.clone(),
        };
        let funds = if sample.takes_coins { vec![coin(5, USD)] } else { vec![] };
        let message = sample.json.clone();
        film.refuses(&who, &sample, &message, &funds, &[backlot_api::code::PAUSED, collection::code::ENTRY]);
        seen += 1;
    }
    assert_eq!(seen, paused.len());
}
