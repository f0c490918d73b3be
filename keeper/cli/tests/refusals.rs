//! What a chain refuses is said in one sentence, with its remedy and its exit code.

use backlot_chain::{address, Msg};
use backlot_devnet::app::Upload;
use backlot_tests::{
    before,
    engine::{Engine, Rules},
    shell::Shell,
};

const PROGRAM: &str = env!("CARGO_BIN_EXE_backlot");

#[track_caller]
fn says(said: &str, parts: &[&str]) {
    for part in parts {
        assert!(said.contains(part), "no `{part}` in: {said}");
    }
    assert_eq!(said.trim().lines().count(), 1, "one sentence: {said}");
}

/// acceptance: K64
fn another_chain(engine: &Engine) {
    let shell = Shell::new(PROGRAM, &engine.target);
    let chain = engine.target.chain_id.as_str();
    let said = shell.fails(8, &["--from", "rich", "--chain-id", "other-1", "deploy"]);
    says(&said, &[&format!("serves chain {chain}, the config says other-1: nothing was signed"), "--chain-id"]);

    let elsewhere = address::encode("osmo", &[7; 20]).unwrap();
    let said = shell.fails(2, &["--from", "rich", "wallet", "send", &elsewhere, "1", "stake"]);
    says(&said, &["begins with \"osmo\"", "begin with \"wasm\"", &format!("the one on {chain}")]);
    let said = shell.fails_with(2, &[("BACKLOT_PREFIX", "osmo")], &["--from", "rich", "deploy"]);
    says(&said, &["key rich is of another chain", "Set `prefix`", "--home"]);

    // Keys, config and all of another prefix; only the chain knows better.
    let osmo = [("BACKLOT_PREFIX", "osmo")];
    let mut made = shell.command(&["keys", "new", "stranger", "--phrase-file"]);
    assert!(made.arg(shell.home.path().join("words")).envs(osmo).output().unwrap().status.success());
    let said = shell.fails_with(8, &osmo, &["--from", "stranger", "wallet", "send", "@stranger", "1", "stake"]);
    says(&said, &[&format!("addresses on {chain} begin with `wasm`"), "set prefix = \"wasm\""]);
}

fn too_little_money(engine: &Engine) {
    let shell = Shell::new(PROGRAM, &engine.target);
    let (poor, _) = shell.key("studio");
    let chain = engine.target.chain_id.as_str();
    let said = shell.fails(9, &["deploy"]);
    says(&said, &[&format!("key studio ({poor}) has no coins on {chain} yet"), "send it coins", "devnet faucet"]);
    shell.give("studio", 3_000, "stake");
    let said = shell.fails(9, &["deploy"]);
    says(&said, &[&format!("key studio ({poor}) has 3000stake and "), "stake is needed: send it coins"]);
    let said = shell.fails(9, &["wallet", "send", "@rich", "5000", "uusd"]);
    says(&said, &[&poor, "is needed: send it coins"]);

    let cheap = [("BACKLOT_GAS_PRICE", "0.001")];
    let said = shell.fails_with(9, &cheap, &["--from", "rich", "wallet", "send", "@studio", "1", "stake"]);
    let price = &engine.target.gas_price;
    says(&said, &["the gas price of 0.001stake is too low", &format!("set gas_price = \"{price}")]);
    let said = shell.fails_with(
        9,
        &[("BACKLOT_GAS_PRICE", "0")],
        &["--from", "rich", "wallet", "send", "@studio", "1", "stake"],
    );
    says(&said, &["the gas price of 0stake is too low; the node wants"]);
}

fn no_admin(engine: &Engine) {
    let shell = Shell::new(PROGRAM, &engine.target);
    let (owner, _) = shell.key("studio");
    shell.give("studio", 200_000_000, "stake");
    let studio = before::studio(engine, &shell, "studio", "0.2.0");
    let send = |msg| engine.runtime.block_on(shell.send("studio", &[msg])).unwrap();

    let said = shell.fails(10, &["--from", "rich", "migrate"]);
    says(&said, &[&format!("the admin of studio {studio} is {owner}"), "sign as the admin (--from)"]);
    let refused = Msg::Migrate { contract: studio.clone(), code_id: 1, msg: b"{}".to_vec() };
    assert!(engine.runtime.block_on(shell.send("rich", &[refused])).is_err(), "the chain itself refuses too");

    send(Msg::ClearAdmin { contract: studio.clone() });
    let said = shell.fails(10, &["migrate"]);
    says(&said, &[&format!("studio ({studio}) has no admin"), "deploy --again"]);
}

#[test]
fn another_chain_is_told_on_the_devnet() {
    another_chain(&Engine::devnet(Rules::default()));
}

#[test]
fn too_little_money_is_told_on_the_devnet() {
    too_little_money(&Engine::devnet(Rules::default()));
}

#[test]
fn a_contract_without_admin_is_told_on_the_devnet() {
    no_admin(&Engine::devnet(Rules::default()));
}

#[test]
#[ignore = "needs wasmd: make e2e-wasmd"]
fn refusals_are_told_on_wasmd() {
    let engine = Engine::wasmd(Rules::default());
    another_chain(&engine);
    too_little_money(&engine);
    no_admin(&engine);
}

type Make = fn(Rules) -> Engine;

fn nobody_may_store(make: Make) {
    let engine = make(Rules { upload: Upload::Nobody, ..Rules::default() });
    let shell = Shell::new(PROGRAM, &engine.target);
    let said = shell.fails(10, &["--from", "rich", "deploy"]);
    says(&said, &["key rich (", "may not store code on", "which lets nobody do it", "governance"]);
    // A command that does not look first is told by the chain.
    let said = shell.fails(10, &["--from", "rich", "devnet", "import", "artifacts/backlot_rights.wasm"]);
    says(&said, &["which lets nobody do it"]);
}

fn some_may_store(make: Make) {
    let (phrase, other) = backlot_tests::shell::rich();
    let engine = make(Rules { upload: Upload::AnyOf(vec![other.clone()]), ..Rules::default() });
    let shell = Shell::new(PROGRAM, &engine.target);
    let said = shell.fails(10, &["--from", "rich", "deploy"]);
    says(&said, &[&format!("which lets only {other} do it"), "--from"]);
    // Whoever may stores it; then nobody else has to.
    shell.keep("storer", &phrase);
    shell.give("storer", 200_000_000, "stake");
    for part in backlot_cli::release::parts() {
        shell.json(&["--from", "storer", "devnet", "import", &format!("artifacts/backlot_{part}.wasm")]);
    }
    let made = shell.json(&["--from", "rich", "deploy"]);
    assert!(made["codes"].as_array().unwrap().iter().all(|code| code["transaction"].is_null()), "{made}");
}

fn code_is_for_whoever_stored_it(make: Make) {
    let engine = make(Rules { instantiate_by_creator: true, ..Rules::default() });
    let shell = Shell::new(PROGRAM, &engine.target);
    let said = shell.fails(10, &["--from", "rich", "deploy"]);
    says(&said, &["only whoever stores code may make contracts of it", "the studio, a contract", "governance"]);
}

#[test]
fn what_the_chain_does_not_permit_is_told_on_the_devnet() {
    nobody_may_store(Engine::devnet);
    some_may_store(Engine::devnet);
    code_is_for_whoever_stored_it(Engine::devnet);
}

#[test]
#[ignore = "needs wasmd: make e2e-wasmd"]
fn what_the_chain_does_not_permit_is_told_on_wasmd() {
    nobody_may_store(Engine::wasmd);
    some_may_store(Engine::wasmd);
    code_is_for_whoever_stored_it(Engine::wasmd);
}
