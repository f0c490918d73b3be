//! A studio on a chain that is not empty: what is there is used, what was cut short goes on.

use std::{
    process::Stdio,
    time::{Duration, Instant},
};

use backlot_chain::CodeStore;
use backlot_tests::{
    engine::{Engine, Rules},
    shell::Shell,
};
use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_backlot");

fn studio(engine: &Engine) -> Shell {
    let shell = Shell::new(PROGRAM, &engine.target);
    shell.key("studio");
    shell.give("studio", 200_000_000, "stake");
    shell
}

fn codes(engine: &Engine, shell: &Shell) -> usize {
    engine.runtime.block_on(shell.chain().codes(1, 100)).unwrap().len()
}

fn number(value: &Value) -> u64 {
    value.as_u64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn what_is_there_is_used(engine: &Engine) {
    let shell = studio(engine);
    let dry = shell.json(&["--dry-run", "deploy"]);
    assert!(number(&dry["bytes"]) > 300_000 && number(&dry["gas"]) > 5_000_000, "{dry}");
    assert_eq!((codes(engine, &shell), &dry["codes"][1]["code_id"]), (0, &Value::Null), "a dry run sends nothing");

    // Somebody else stored the same bytes: they serve as well.
    shell.json(&["--from", "rich", "devnet", "import", "artifacts/backlot_rights.wasm"]);
    let made = shell.json(&["deploy"]);
    assert_eq!((&made["codes"][1]["code_id"], &made["codes"][1]["transaction"]), (&1.into(), &Value::Null));
    assert_eq!(codes(engine, &shell), 8);
    let deployment = &made["deployment"];
    assert_eq!(deployment["studio"], dry["studio"]["address"], "the address was known before");
    assert_eq!(deployment["chain_id"], engine.target.chain_id.as_str());
    assert_eq!(deployment["codes"].as_array().unwrap().len(), 8);
    assert!(deployment["deployed"].as_str().unwrap().ends_with(" UTC"));
    assert!(shell.fails(4, &["deploy"]).contains("already; --again makes another"));

    // The file is lost: the chain still knows.
    let file = made["file"].as_str().unwrap();
    std::fs::remove_file(file).unwrap();
    let found = shell.json(&["deploy"]);
    assert_eq!(found["deployment"]["studio"], deployment["studio"]);
    let again = shell.json(&["deploy", "--again"]);
    assert_ne!(again["deployment"]["studio"], deployment["studio"]);
    assert_eq!(codes(engine, &shell), 8, "another studio of the same code");
}

#[test]
fn what_is_there_is_used_on_the_devnet() {
    what_is_there_is_used(&Engine::devnet(Rules::default()));
}

#[test]
#[ignore = "needs wasmd: make e2e-wasmd"]
fn what_is_there_is_used_on_wasmd() {
    what_is_there_is_used(&Engine::wasmd(Rules::default()));
}

/// Kills `deploy` ever later until one call comes to its end. The journal has each transaction before it leaves, so some
/// of these deaths fall between a transaction and its answer.
fn it_goes_on_where_it_was_killed(engine: &Engine) {
    let shell = studio(engine);
    let (mut deaths, mut patience) = (0, Duration::from_millis(250));
    loop {
        let mut child =
            shell.command(&["--yes", "deploy"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let began = Instant::now();
        let ended = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break Some(status);
            }
            if began.elapsed() > patience {
                break None;
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        match ended {
            Some(status) => {
                // 4: it was killed when all was done.
                assert!(matches!(status.code(), Some(0 | 4)), "after {deaths} deaths it ends with {status}");
                break;
            }
            None => {
                child.kill().unwrap();
                child.wait().unwrap();
                deaths += 1;
                patience += Duration::from_millis(150);
            }
        }
        assert!(deaths < 100, "it never comes to its end");
    }
    assert!(deaths > 2, "it was killed {deaths} times only");
    assert_eq!(codes(engine, &shell), 8, "each stored once");
    let draft = std::fs::read_dir(shell.home.path())
        .unwrap()
        .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().contains("draft"));
    assert_eq!(draft.count(), 0, "nothing is left of the draft");
    let dry = shell.json(&["--dry-run", "deploy", "--again"]);
    let file = shell.home.path().join(format!("deployment-{}.json", engine.target.chain_id));
    let made: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    assert_ne!(dry["studio"]["address"], made["studio"]);
    let wallet = shell.address("studio");
    let made = engine.runtime.block_on(shell.chain().contract(made["studio"].as_str().unwrap())).unwrap().unwrap();
    assert_eq!((&made.creator, &made.admin), (&wallet, &Some(wallet.clone())));
}

#[test]
fn it_goes_on_where_it_was_killed_on_the_devnet() {
    it_goes_on_where_it_was_killed(&Engine::devnet(Rules::default()));
}

#[test]
#[ignore = "needs wasmd: make e2e-wasmd"]
fn it_goes_on_where_it_was_killed_on_wasmd() {
    it_goes_on_where_it_was_killed(&Engine::wasmd(Rules::default()));
}
