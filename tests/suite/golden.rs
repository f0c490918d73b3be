//! Tables that may only change with a reason: who may call what, the error codes, the storage namespaces.
//! To bless a change: `INSTA_UPDATE=always cargo test -p backlot-tests golden`.

use std::collections::BTreeSet;

use backlot_api::{agreements, collection, engine, interchange, licences, returns, rights, studio};
use backlot_tests::{artifacts, devnet::Devnet, gas, World};
use cosmwasm_schema::{schema_for, schemars::JsonSchema};

use crate::{matrix::samples, stage::Film};

fn snapshot(name: &str, value: String) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../golden");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, value));
}

fn variants<T: JsonSchema>() -> BTreeSet<String> {
    let schema = serde_json::to_value(schema_for!(T)).expect("a schema is JSON");
    let one_of = schema["oneOf"].as_array().expect("an enum").iter();
    one_of.flat_map(|variant| variant["required"].as_array().expect("one key").clone()).map(|key| text(&key)).collect()
}

fn text(value: &serde_json::Value) -> String {
    value.as_str().expect("a text").into()
}

/// acceptance: X71
#[test]
fn who_may_call_what() {
    let film = Film::new();
    let table = samples(film.wallets[0].as_str())
        .iter()
        .map(|sample| {
            let coins = if sample.takes_coins { " + coin" } else { "" };
            format!("{}.{}: {:?}{coins}", sample.contract, sample.name, sample.role)
        })
        .collect::<Vec<_>>();
    snapshot("permissions", table.join("\n"));
}

#[test]
fn every_message_has_a_sample() {
    let film = Film::new();
    let samples = samples(film.wallets[0].as_str());
    let all = [
        ("rights", variants::<rights::ExecuteMsg>()),
        ("engine", variants::<engine::ExecuteMsg>()),
        ("agreements", variants::<agreements::ExecuteMsg>()),
        ("collection", variants::<collection::ExecuteMsg>()),
        ("licences", variants::<licences::ExecuteMsg>()),
        ("returns", variants::<returns::ExecuteMsg>()),
        ("interchange", variants::<interchange::ExecuteMsg>()),
        ("studio", variants::<studio::ExecuteMsg>()),
    ];
    for (contract, variants) in all {
        let sampled = samples.iter().filter(|sample| sample.contract == contract);
        assert_eq!(sampled.map(|sample| sample.name.clone()).collect::<BTreeSet<_>>(), variants, "{contract}");
    }
}

#[test]
fn error_codes_are_stable_and_unique() {
    let sources = [
        include_str!("../../packages/api/src/code.rs"),
        include_str!("../../packages/api/src/rights.rs"),
        include_str!("../../packages/api/src/engine.rs"),
        include_str!("../../packages/api/src/agreements.rs"),
        include_str!("../../packages/api/src/collection.rs"),
        include_str!("../../packages/api/src/licences.rs"),
        include_str!("../../packages/api/src/returns.rs"),
        include_str!("../../packages/api/src/interchange.rs"),
        include_str!("../../packages/api/src/studio.rs"),
    ];
    let mut codes = Vec::new();
    for source in sources {
        for line in
            source.lines().filter(|line| line.trim_start().starts_with("pub const ") && line.contains(": &str = "))
        {
            codes.push(line.split('"').nth(1).expect("a literal").to_owned());
        }
    }
    let unique = codes.iter().collect::<BTreeSet<_>>();
    assert_eq!(unique.len(), codes.len(), "a code stands for two refusals");
    for code in &codes {
        let bracketed = format!("[{code}] because");
        assert_eq!(backlot_api::code::find(&bracketed), Some(code.as_str()), "{code} cannot be found in a text");
    }
    snapshot("codes", codes.join("\n"));
}

/// acceptance: X72
#[test]
fn storage_namespaces_do_not_overlap() {
    let all = [
        ("rights", backlot_rights::NAMESPACES),
        ("engine", backlot_engine::NAMESPACES),
        ("agreements", backlot_agreements::NAMESPACES),
        ("collection", backlot_collection::NAMESPACES),
        ("licences", backlot_licences::NAMESPACES),
        ("returns", backlot_returns::NAMESPACES),
        ("interchange", backlot_interchange::NAMESPACES),
        ("studio", backlot_studio::NAMESPACES),
    ];
    let mut table = Vec::new();
    for (contract, namespaces) in all {
        for (n, one) in namespaces.iter().enumerate() {
            for (m, other) in namespaces.iter().enumerate() {
                assert!(n == m || !one.starts_with(other), "{contract}: {one} begins with {other}");
            }
            table.push(format!("{contract}: {one}"));
        }
    }
    snapshot("namespaces", table.join("\n"));
}

/// What the studio pays, exactly: another figure is another contract, another toolchain, or a mistake.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn gas_is_as_blessed() {
    let world = World::on(Devnet::ring().await).await;
    let mut figures = gas::of_a_transfer(&world, artifacts::peer_cw20()).await;
    figures.extend(gas::of_the_waterfall(&world).await);
    figures.extend(gas::of_a_run(&world, 2_048, 1_024).await);
    figures.extend(gas::of_a_run(&world, 20_000, 0).await);
    for figure in &figures {
        assert!(figure.met(), "{figure:?}");
    }
    if !artifacts::are_as_committed() {
        eprintln!("the wasm is from another toolchain: the goals hold, the table of gas cannot be compared");
        return;
    }
    let table = figures.iter().map(|figure| format!("{}: {}", figure.name, figure.value)).collect::<Vec<_>>();
    snapshot("gas", table.join("\n"));
}
