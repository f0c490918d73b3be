//! The binary as a shell sees it: answers, exit codes, files. Nothing here needs a chain.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

struct Shell {
    home: tempfile::TempDir,
}

impl Shell {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        std::fs::write(home.path().join("pass"), "correct horse\n").unwrap();
        Self { home }
    }

    fn run(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_backlot"));
        command.current_dir(root()).arg("--home").arg(self.home.path()).args(args);
        command.arg("--passphrase-file").arg(self.home.path().join("pass"));
        command.env_remove("BACKLOT_RPC").output().unwrap()
    }

    #[track_caller]
    fn json(&self, args: &[&str]) -> Value {
        let output = self.run(&[&["--json"], args].concat());
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stdout));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    #[track_caller]
    fn fails(&self, exit: i32, args: &[&str]) -> String {
        let output = self.run(args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(exit), "{args:?}: {said}");
        said
    }
}

const FILM: &str = "examples/night-ferry/film.toml";

#[test]
fn help_has_the_exit_codes_and_every_shell_its_completions() {
    let shell = Shell::new();
    let help = String::from_utf8(shell.run(&["--help"]).stdout).unwrap();
    assert!(help.contains("Exit codes") && help.contains("the money check failed"), "{help}");
    for name in ["bash", "zsh", "fish"] {
        let output = shell.run(&["completions", name]);
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(script.contains("why-not-paid"), "{name}");
    }
    shell.fails(2, &["film", "bake"]);
}

#[test]
fn the_config_is_written_read_and_overridden() {
    let shell = Shell::new();
    shell.json(&["config", "init"]);
    assert!(shell.fails(2, &["config", "init"]).contains("is there already"));
    let shown = shell.json(&["--chain-id", "x-1", "--node", "http://a:1", "config", "show"]);
    assert_eq!(shown["chain_id"], "x-1");
    assert_eq!(shown["rpc"][0], "http://a:1");
    std::fs::write(shell.home.path().join("backlot.toml"), "chain_id = \"x\"\nfrom = 1\n").unwrap();
    assert!(shell.fails(2, &["config", "show"]).contains("backlot.toml:2:1: unknown field `from`"));
}

/// acceptance: K66
#[test]
fn keys_are_made_and_never_printed() {
    let shell = Shell::new();
    let phrases = shell.home.path().join("phrases");
    let made = shell.json(&["keys", "new", "anna", "bert", "--phrase-file", phrases.to_str().unwrap()]);
    assert_eq!(made["keys"].as_array().unwrap().len(), 2);
    let words = std::fs::read_to_string(&phrases).unwrap();
    let phrase = words.lines().next().unwrap().strip_prefix("anna: ").unwrap();
    assert_eq!(phrase.split(' ').count(), 24);
    for output in [shell.run(&["keys", "list"]), shell.run(&["keys", "show", "anna"])] {
        let said = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(said.contains("anna") && !said.contains(phrase));
    }
    let stored = std::fs::read_to_string(shell.home.path().join("keys/anna.key.json")).unwrap();
    assert!(!stored.contains(phrase.split(' ').nth(3).unwrap()) || !stored.contains(phrase));
    assert!(shell.fails(2, &["keys", "new", "anna", "--yes"]).contains("already"));
    assert!(
        shell.fails(2, &["keys", "new", "carl"]).contains("--phrase-file"),
        "a phrase never goes into a pipe unasked"
    );
    shell.fails(4, &["keys", "show", "nobody"]);
}

#[test]
fn a_plan_is_checked_with_its_missing_keys_and_its_faults_have_places() {
    let shell = Shell::new();
    let checked = shell.json(&["film", "check", FILM]);
    assert_eq!(checked["ok"], true);
    assert!(checked["missing_keys"].as_array().unwrap().contains(&"bank".into()));
    let wrong = std::fs::read_to_string(root().join(FILM)).unwrap().replacen("party = \"bank\"", "party = \"banc\"", 1);
    let file = shell.home.path().join("wrong.toml");
    std::fs::write(&file, wrong).unwrap();
    let said = shell.fails(2, &["film", "check", file.to_str().unwrap()]);
    assert!(said.contains("wrong.toml:") && said.contains("there is no party `banc`"), "{said}");
    let told = shell.run(&["--json", "film", "check", file.to_str().unwrap()]);
    let told: Value = serde_json::from_slice(&told.stdout).unwrap();
    let fault = &told["detail"][0];
    assert!(fault["file"].as_str().unwrap().ends_with("wrong.toml") && fault["line"].as_u64() > Some(1), "{told}");
    assert!(fault["message"] == "there is no party `banc`" && fault["help"].is_string(), "{told}");
}

#[test]
fn what_if_divides_every_row_of_a_sweep_exactly() {
    let shell = Shell::new();
    let rows =
        shell.json(&["film", "what-if", FILM, "--sweep", "0..10M", "--steps", "7", "--mix", "streaming=2,airlines=1"]);
    let amount = |value: &Value| value.as_str().unwrap().parse::<u128>().unwrap();
    assert!(rows["recoups"].as_array().unwrap().iter().any(|row| row["party"] == "bank" && row["level"].is_string()));
    let rows = rows["levels"].as_array().unwrap();
    assert_eq!(rows.len(), 8);
    for row in rows {
        let parties: u128 = row["parties"].as_array().unwrap().iter().map(|part| amount(&part["amount"])).sum();
        assert_eq!(amount(&row["received"]), parties + amount(&row["held"]));
    }
    assert_eq!(amount(&rows[7]["received"]), 10_000_000_000_000);
    let csv = shell.run(&["film", "what-if", FILM, "--receipts", "examples/night-ferry/receipts.csv", "--csv"]);
    let csv = String::from_utf8(csv.stdout).unwrap();
    assert_eq!(csv.lines().count(), 21, "{csv}");
    assert!(csv.lines().next().unwrap().ends_with("producer,director,recouped"));
    shell.fails(2, &["film", "what-if", FILM, "--sweep", "10..0"]);
    let said = shell.fails(2, &["film", "what-if", FILM, "--sweep", "0..1", "--mix", "radio=1"]);
    assert!(said.contains("--mix: `radio=1`: there are cinema-home, "), "{said}");
    shell.fails(2, &["film", "what-if", FILM, "--receipts", "nowhere.csv"]);
}

#[test]
fn a_sweep_over_months_says_when_each_has_recouped_and_draws_it() {
    let shell = Shell::new();
    let file = shell.home.path().join("long-road.svg");
    let film = "examples/long-road/film.toml";
    let sweep = ["--sweep", "0..8M", "--at", "2027-01-31", "--over", "24 months", "--plot", file.to_str().unwrap()];
    let answer = shell.json(&[&["film", "what-if", film][..], &sweep].concat());
    let recoups = answer["recoups"].as_array().unwrap();
    let bank = recoups.iter().find(|row| row["party"] == "bank").unwrap();
    assert!(bank["level"].is_string() && bank["on"].as_str().unwrap().starts_with("20"), "{bank}");
    let svg = std::fs::read_to_string(&file).unwrap();
    assert!(svg.starts_with("<svg") && svg.contains("bank at "), "{svg}");
    shell.fails(2, &["film", "what-if", film, "--sweep", "0..1", "--over", "two days"]);
    shell.fails(2, &["film", "what-if", film, "--sweep", "0..1", "--at", "2027-02-30"]);
}

#[test]
fn a_chain_that_is_not_there_and_a_studio_that_is_not_yet_have_their_own_codes() {
    let shell = Shell::new();
    let said = shell.fails(5, &["--node", "http://127.0.0.1:9", "status"]);
    assert!(said.contains("check `rpc`"), "{said}");
    assert!(shell.fails(4, &["film", "list"]).contains("backlot deploy"));
    shell.fails(2, &["tx", "abc"]);
    shell.fails(2, &["query", "wasm1nonsense", "{}"]);
    let answer: Value = serde_json::from_slice(&shell.run(&["--json", "film", "list"]).stdout).unwrap();
    assert_eq!(answer["exit"], 4);
}
