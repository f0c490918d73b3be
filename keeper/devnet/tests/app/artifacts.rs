//! The contracts that ship, on the chain they are tested on.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::json;

use crate::world::*;

fn folder() -> PathBuf {
    match std::env::var_os("BACKLOT_ARTIFACTS") {
        Some(folder) => folder.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../artifacts"),
    }
}

fn wasm(name: &str) -> Vec<u8> {
    let path = folder().join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}; `make artifacts` builds it", path.display()))
}

#[test]
fn every_contract_that_ships_is_taken_by_the_chain() {
    let mut world = World::new();
    for name in ["studio", "rights", "collection", "returns", "interchange"] {
        world.store(wasm(&format!("backlot_{name}.wasm")));
    }
}

/// A block must not keep anybody waiting, and a holder must cost what the chain asks and no more.
#[test]
fn a_thousand_holders_are_issued_within_a_second_and_the_gas_that_was_promised() {
    let mut world = World::new();
    let code = world.store(wasm("backlot_rights.wasm"));
    let alice = world.alice.address.clone();
    let init = json!({
        "name": "A film", "symbol": "FILM", "decimals": 0, "initial_balances": [],
        "mint": {"minter": alice, "cap": null}, "marketing": null, "owner": alice,
        "distributor": null, "compliance": null, "recovery_delay": 86_400,
        "rules": {"attestors": null, "locked_until": null, "max_holders": null, "max_units": null, "min_units": null}
    });
    let contract = world.instantiate(code, &init.to_string());
    let holders: Vec<_> = (0..1_000).map(|n| (stranger(n), "1000")).collect();
    let mut draft = world.draft(vec![world.call(&contract, &json!({"issue_batch": {"holders": holders}}).to_string())]);
    draft.gas = 20_000_000;
    let tx = draft.build(&world.alice);
    let begin = Instant::now();
    let result = world.block(&[tx]).pop().unwrap();
    let took = begin.elapsed();
    assert_eq!(result.code, 0, "{}", result.log);
    let gas = result.gas_used;
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert!(gas / 1_000 <= 6_500, "{} a holder", gas / 1_000);
    println!("{} gas a holder, {took:?} for a thousand", gas / 1_000);
}
