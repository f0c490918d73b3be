use backlot_api::{
    schedule::{Agreement, Payee},
    studio::{Code, ConfigResponse, ExecuteMsg, FilmPlan, InstantiateMsg, Kind, QueryMsg},
};
use backlot_testkit::{addr, code_of, state_hash};
use cosmwasm_std::{from_json, to_json_binary, to_json_vec, Binary, Timestamp, Uint128};
use cw_multi_test::Executor;

use crate::world::{series, World};

/// A way to spoil a plan, and the code it is refused with.
type Case = (&'static str, &'static str, fn(&mut FilmPlan));

const SPOILT: &[Case] = &[
    ("no title", "studio.plan", |plan| plan.title.clear()),
    ("a long title", "input.too_long", |plan| plan.title = "x".repeat(281)),
    ("no denom", "studio.plan", |plan| plan.denom.clear()),
    ("a short denom", "studio.plan", |plan| plan.denom = "us".into()),
    ("a denom of digits", "studio.plan", |plan| plan.denom = "1usd".into()),
    ("a denom with a space", "studio.plan", |plan| plan.denom = "u usd".into()),
    ("a long denom", "studio.plan", |plan| plan.denom = "u".repeat(129)),
    ("no series", "studio.plan", |plan| plan.series.clear()),
    ("nine series", "studio.plan", |plan| {
        plan.series = "ABCDEFGHI".chars().map(|letter| series(&letter.to_string().repeat(3))).collect();
    }),
    ("one symbol twice", "input.duplicate", |plan| plan.series[1].symbol = plan.series[0].symbol.clone()),
    ("a short symbol", "studio.plan", |plan| plan.series[0].symbol = "AB".into()),
    ("a long symbol", "studio.plan", |plan| plan.series[0].symbol = "ABCDEFGHIJKLM".into()),
    ("a symbol with a digit", "studio.plan", |plan| plan.series[1].symbol = "MOON1".into()),
    ("a short name", "studio.plan", |plan| plan.series[0].name = "ab".into()),
    ("a long name", "studio.plan", |plan| plan.series[0].name = "x".repeat(51)),
    ("too many decimals", "studio.plan", |plan| plan.series[0].decimals = 19),
    ("a cap of zero", "studio.plan", |plan| plan.series[0].cap = Uint128::zero()),
    ("an officer in upper case", "input.address", |plan| plan.series[0].compliance = Some("WASM1QQQQ".into())),
    ("an attestor twice", "input.duplicate", |plan| {
        plan.series[0].rules.attestors = Some(vec!["wasm1a".into(), "wasm1a".into()]);
    }),
    ("nine attestors", "input.too_long", |plan| {
        plan.series[0].rules.attestors = Some((0..9).map(|n| format!("wasm1{n}")).collect());
    }),
    ("rules that contradict", "rights.rules", |plan| {
        plan.series[1].rules.min_units = Some(Uint128::new(10));
        plan.series[1].rules.max_units = Some(Uint128::new(9));
    }),
    ("no agreement", "engine.agreement", |plan| plan.agreement = Binary::default()),
    ("an agreement with more in it", "engine.agreement", |plan| plan.agreement = Binary::from(b"{\"a\":1}")),
    ("a long agreement", "input.too_long", |plan| plan.agreement = vec![b' '; 65_537].into()),
    ("a party that is no id", "engine.schedule", |plan| agree(plan, |it| it.parties[0].id = "The Agent".into())),
    ("a party twice", "engine.schedule", |plan| agree(plan, |it| it.parties.push(it.parties[0].clone()))),
    ("a payee in upper case", "input.address", |plan| agree(plan, shout)),
    ("a payee of another chain", "input.address", |plan| {
        let address = "cosmos19rl4cm2hmr8afy4kldpxz3fka4jguq0auqdal4".into();
        agree(plan, |it| it.parties[0].payee = Payee::Wallet { address });
    }),
    ("a voice in upper case", "input.address", |plan| agree(plan, |it| it.parties[2].voice = Some("WASM1QQ".into()))),
    ("a payee of no series", "agreements.payee", |plan| {
        agree(plan, |it| it.parties[2].payee = Payee::Series { series: 2 });
    }),
    ("a film that is none", "agreements.payee", |plan| {
        agree(plan, |it| {
            let Payee::Wallet { address } = it.parties[1].payee.clone() else { return };
            it.parties[2].payee = Payee::Film { account: address, source: "cross".into() };
        });
    }),
    ("a share of nobody", "engine.schedule", |plan| {
        agree(plan, |it| it.schedule.tables[0].tiers[0].shares[0].party = "nobody".into());
    }),
    ("no open tier", "engine.schedule", |plan| {
        agree(plan, |it| {
            it.schedule.tables[0].tiers.pop();
        });
    }),
    ("a freeze without end", "returns.terms", |plan| plan.terms.freeze = u64::MAX),
];

fn agree(plan: &mut FilmPlan, change: impl FnOnce(&mut Agreement)) {
    let mut agreement = from_json(&plan.agreement).unwrap();
    change(&mut agreement);
    plan.agreement = to_json_binary(&agreement).unwrap();
}

fn shout(agreement: &mut Agreement) {
    for party in &mut agreement.parties {
        if let Payee::Wallet { address } = &mut party.payee {
            *address = address.to_uppercase();
        }
    }
}

/// Whichever contract refuses, none of the film is made.
///
/// acceptance: X70, X73, T16
#[test]
fn a_plan_that_cannot_be_makes_nothing() {
    let mut world = World::new();
    let before = state_hash(&world.app);
    for (what, code, spoil) in SPOILT {
        let mut plan = world.plan();
        spoil(&mut plan);
        assert_eq!(&code_of(world.create("moon", plan)), code, "{what}");
        assert_eq!(state_hash(&world.app), before, "{what}");
    }
    let plan = world.plan();
    world.create("moon", plan).unwrap();
}

#[test]
fn the_edges_of_a_plan_are_inside() {
    let mut world = World::new();
    let mut plan = world.plan();
    plan.title = "x".repeat(280);
    plan.denom = format!("factory/wasm1abc/{}", "u".repeat(100));
    plan.series = "ABCDEFGH".chars().map(|letter| series(&letter.to_string().repeat(3))).collect();
    plan.series[0].cap = Uint128::MAX;
    plan.series[0].decimals = 18;
    plan.series[0].symbol = "ABCDEFGHIJKL".into();
    plan.series[0].compliance = Some(addr(&world.app, "officer").into());
    plan.series[1].rules.locked_until = Some(Timestamp::from_seconds(2_000_000_000));
    world.create(&"f".repeat(32), plan).unwrap();
}

#[test]
fn a_films_name_is_an_id_and_used_once() {
    let (mut world, _) = World::with_film();
    let before = state_hash(&world.app);
    for (film, code) in [("first", "studio.taken"), ("", "input.id"), ("First", "input.id"), ("a/b", "input.id")] {
        let plan = world.plan();
        assert_eq!(code_of(world.create(film, plan)), code, "{film:?}");
    }
    let plan = world.plan();
    assert_eq!(code_of(world.create(&"f".repeat(33), plan)), "input.id");
    let close = ExecuteMsg::CloseFilm { film: "second".into() };
    assert_eq!(code_of(world.run(&close)), "studio.film");
    assert_eq!(state_hash(&world.app), before);
}

#[test]
fn a_paused_studio_makes_no_film_but_closes_one() {
    let (mut world, _) = World::with_film();
    world.run(&ExecuteMsg::SetPaused { paused: true }).unwrap();
    let before = state_hash(&world.app);
    let plan = world.plan();
    assert_eq!(code_of(world.create("second", plan)), "state.paused");
    assert_eq!(state_hash(&world.app), before);
    assert!(world.query::<ConfigResponse>(&QueryMsg::Config {}).paused);
    world.run(&ExecuteMsg::CloseFilm { film: "first".into() }).unwrap();
    world.run(&ExecuteMsg::SetPaused { paused: false }).unwrap();
    let plan = world.plan();
    world.create("second", plan).unwrap();
}

#[test]
fn code_must_be_on_the_chain() {
    let mut world = World::new();
    let before = state_hash(&world.app);
    let good = world.codes[0].clone();
    for code in [
        Code { code_id: 99, ..good.clone() },
        Code { code_id: 0, ..good.clone() },
        Code { code_id: u64::MAX, ..good.clone() },
        Code { version: String::new(), ..good.clone() },
        Code { version: "1".repeat(33), ..good },
    ] {
        assert_eq!(code_of(world.run(&ExecuteMsg::SetCode { code: code.clone() })), "studio.code", "{code:?}");
    }
    assert_eq!(state_hash(&world.app), before);
}

/// acceptance: X70, T16
#[test]
fn a_studio_opens_only_with_every_code_once() {
    let mut world = World::new();
    let before = state_hash(&world.app);
    let (owner, codes) = (world.owner.to_string(), world.codes.clone());
    let with = |codes: Vec<Code>| InstantiateMsg { owner: owner.clone(), codes };
    let mut twice = codes.clone();
    twice[3] = twice[2].clone();
    let mut five = codes.clone();
    five.push(five[0].clone());
    let cases = [
        (with(vec![]), "studio.code"),
        (with(codes[..3].to_vec()), "studio.code"),
        (with(twice), "input.duplicate"),
        (with(five), "input.too_long"),
        (InstantiateMsg { owner: owner.to_uppercase(), codes: codes.clone() }, "input.address"),
        (InstantiateMsg { owner: "owner".into(), codes }, "input.address"),
    ];
    for (msg, code) in cases {
        let (id, sender) = (world.studio_code, world.owner.clone());
        let refused = world.app.instantiate_contract(id, sender, &msg, &[], "studio", None);
        assert_eq!(code_of(refused), code, "{msg:?}");
    }
    assert_eq!(state_hash(&world.app), before);
}

#[test]
fn a_question_that_makes_no_sense_is_refused() {
    let world = World::new();
    let ask = |msg: &QueryMsg| world.app.wrap().query_wasm_smart::<serde_json::Value>(&world.studio, msg);
    for series in [0, 9, 255] {
        let refusal = ask(&QueryMsg::Addresses { film: "moon".into(), series }).unwrap_err().to_string();
        assert!(refusal.contains("[studio.plan]"), "{refusal}");
    }
    let refusal = ask(&QueryMsg::Addresses { film: "a/b".into(), series: 1 }).unwrap_err().to_string();
    assert!(refusal.contains("[input.id]"), "{refusal}");
    let refusal = ask(&QueryMsg::Film { film: "moon".into() }).unwrap_err().to_string();
    assert!(refusal.contains("[studio.film]"), "{refusal}");
}

/// acceptance: X78
#[test]
fn a_message_with_more_in_it_than_there_is_to_say_is_no_message() {
    let world = World::new();
    let good = to_json_vec(&ExecuteMsg::CreateFilm { film: "moon".into(), plan: world.plan() }).unwrap();
    assert!(from_json::<ExecuteMsg>(&good).is_ok());
    let text = String::from_utf8(good).unwrap();
    for (from, to) in [
        ("{\"create_film\":{", "{\"create_film\":{\"admin\":\"wasm1x\","),
        ("\"title\":", "\"budget\":1,\"title\":"),
        ("\"symbol\":", "\"minter\":\"wasm1x\",\"symbol\":"),
        ("\"create_film\":", "\"destroy_film\":"),
    ] {
        let spoilt = text.replacen(from, to, 1);
        assert_ne!(spoilt, text);
        assert!(from_json::<ExecuteMsg>(spoilt.as_bytes()).is_err(), "{to}");
    }
    let deep = format!("{{\"create_film\":{{\"film\":{}", "[".repeat(100_000));
    assert!(from_json::<ExecuteMsg>(deep.as_bytes()).is_err());
    for kind in ["Rights", "ads", ""] {
        let code = format!("{{\"set_code\":{{\"code\":{{\"kind\":\"{kind}\",\"code_id\":1,\"version\":\"1\"}}}}}}");
        assert!(from_json::<ExecuteMsg>(code.as_bytes()).is_err(), "{kind}");
    }
    assert_eq!("returns".parse(), Ok(Kind::Returns));
    assert!("Returns".parse::<Kind>().is_err());
}
