//! From the wasm of the release before to the one built here, with money on the way.

use std::{
    collections::BTreeMap,
    process::Stdio,
    time::{Duration, Instant},
};

use backlot_api::{collection, returns, studio};
use backlot_chain::{Chain, Msg, TxOutcome};
use backlot_cli::plan::Plan;
use backlot_tests::{
    before,
    engine::{Engine, Rules},
    shell::{root, Shell},
};
use cosmrs::proto::{
    cosmos::base::query::v1beta1::PageRequest,
    cosmwasm::wasm::v1::{QueryAllContractStateRequest, QueryAllContractStateResponse},
};
use serde::{de::DeserializeOwned, Serialize};
use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_backlot");
const PARTIES: [&str; 8] =
    ["collection-agent", "guilds", "sales-agent", "bank", "equity-a", "crew", "producer", "director"];

/// Everything a contract keeps.
type State = BTreeMap<Vec<u8>, Vec<u8>>;

struct House<'a> {
    engine: &'a Engine,
    shell: Shell,
    studio: String,
}

impl<'a> House<'a> {
    /// A studio of an earlier release with a film whose holders and receipts are those of the examples, and a second film.
    fn of_release(engine: &'a Engine, release: &str) -> Self {
        let shell = Shell::new(PROGRAM, &engine.target);
        for name in PARTIES.iter().chain(&["studio", "keeper"]) {
            shell.key(name);
        }
        shell.give("studio", 2_000_000_000, "stake");
        shell.give("keeper", 2_000_000_000, "stake");
        shell.give("studio", 10_000_000_000_000, "uusd");
        let studio = before::studio(engine, &shell, "studio", release);
        let plan = Plan::load(&root().join("examples/night-ferry/film.toml")).unwrap();
        let plan = plan.to_wire(&|name| Some(shell.address(name))).unwrap();
        for id in ["night-ferry", "second"] {
            before::film(engine, &shell, "studio", &studio, id, &plan);
        }
        let ferry = ["--film", "night-ferry"];
        shell.json(&[&["film", "issue", "--holders", "examples/night-ferry/holders.csv"][..], &ferry].concat());
        let receipts = "examples/night-ferry/receipts.csv";
        shell.json(&[&["receipts", "import", receipts, "--until", "2027-12-31"][..], &ferry].concat());
        Self { engine, shell, studio }
    }

    fn ask<A: DeserializeOwned>(&self, contract: &str, query: &impl Serialize) -> A {
        let query = serde_json::to_vec(query).unwrap();
        let answer = self.engine.runtime.block_on(self.shell.chain().query_smart(contract, &query)).unwrap();
        serde_json::from_slice(&answer).unwrap()
    }

    fn film(&self, id: &str) -> studio::Film {
        self.ask(&self.studio, &studio::QueryMsg::Film { film: id.into() })
    }

    fn send(&self, contract: &str, msg: &impl Serialize) -> TxOutcome {
        let msg = Msg::Execute { contract: contract.into(), msg: serde_json::to_vec(msg).unwrap(), funds: Vec::new() };
        self.engine.runtime.block_on(self.shell.send("keeper", &[msg])).unwrap()
    }

    fn state(&self, contract: &str) -> State {
        let chain = self.shell.chain();
        let (mut all, mut key) = (State::new(), Vec::new());
        loop {
            let page = PageRequest { key, limit: 200, ..PageRequest::default() };
            let ask = QueryAllContractStateRequest { address: contract.into(), pagination: Some(page) };
            let path = "/cosmwasm.wasm.v1.Query/AllContractState";
            let answer = self.engine.runtime.block_on(chain.abci_query::<QueryAllContractStateResponse>(path, &ask));
            let answer = answer.unwrap();
            all.extend(answer.models.into_iter().map(|model| (model.key, model.value)));
            key = answer.pagination.unwrap_or_default().next_key;
            if key.is_empty() {
                return all;
            }
        }
    }

    /// What every contract keeps and has, by its name. What a contract says it is and the codes of the studio are what a
    /// migration is for; they are left out.
    fn books(&self) -> BTreeMap<String, (State, u128)> {
        let rows = self.verified(&built(&self.shell), true).unwrap_or_else(|rows| rows);
        let contracts = rows.as_array().unwrap().iter().filter(|row| row["address"].is_string());
        let book = |row: &Value| {
            let address = row["address"].as_str().unwrap();
            let mut state = self.state(address);
            assert!(state.remove(b"contract_info".as_slice()).is_some());
            // A studio that moves to 0.3 gets an engine, and writes down where.
            let told = |key: &[u8]| String::from_utf8_lossy(key).contains("codes") || key == b"config";
            state.retain(|key, _| row["name"] != "studio" || !told(key));
            let coins = self.engine.runtime.block_on(self.shell.chain().balance(address, "uusd")).unwrap();
            (row["name"].as_str().unwrap().to_owned(), (state, coins))
        };
        contracts.filter(|row| row["name"] != "engine").map(book).collect()
    }

    /// The rows of `verify-code`: of a success, or of a difference.
    fn verified(&self, folder: &str, may_differ: bool) -> Result<Value, Value> {
        let sums = format!("{folder}/checksums.txt");
        let output = self.shell.run(&["--json", "verify-code", "--checksums", &sums]);
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        match output.status.code() {
            Some(0) => Ok(answer["rows"].clone()),
            Some(7) if may_differ => Err(answer["detail"]["rows"].clone()),
            other => panic!("{other:?}: {answer}"),
        }
    }
}

/// Folder with the checksums of what is built here, whatever toolchain built it.
fn built(shell: &Shell) -> String {
    let folder = shell.home.path().join("built");
    if !folder.exists() {
        std::fs::create_dir(&folder).unwrap();
        let own = backlot_cli::release::Release::read(&root().join("artifacts")).unwrap();
        let lines =
            own.wasm.iter().map(|wasm| format!("{} {} backlot_{}.wasm\n", wasm.checksum, wasm.bytes, wasm.part));
        std::fs::write(folder.join("checksums.txt"), lines.collect::<String>()).unwrap();
    }
    folder.display().to_string()
}

fn a_half_paid_run_goes_on_in_new_code(engine: &Engine, release: &str) {
    let house = House::of_release(engine, release);
    let folder = format!("tests/releases/{release}");
    let shell = &house.shell;
    let film = house.film("night-ferry").addresses;
    let built = built(shell);

    // Half a run: its first half of the sets are written, and some of that is delivered.
    house.send(&film.collection, &collection::ExecuteMsg::Deliver { parties: Vec::new() });
    house.send(&film.returns, &returns::ExecuteMsg::Trigger { series: 0 });
    house.send(&film.returns, &returns::ExecuteMsg::Advance { run: 1, expected_cursor: 0, pages: 8 });
    house.send(&film.returns, &returns::ExecuteMsg::Deliver { series: 0, first_page: 0, pages: 1 });
    let run =
        || house.ask::<Vec<returns::Run>>(&film.returns, &returns::QueryMsg::Runs { start_after: None, limit: None });
    let before = run();
    assert!(before.len() == 1 && before[0].state != returns::RunState::Settled, "{before:?}");

    house.verified(&folder, false).unwrap();
    let different = house.verified(&built, true).unwrap_err();
    assert!(different.as_array().unwrap().iter().all(|row| row["same"] == false));
    let books = house.books();
    assert!(books.len() == 8 && books["night-ferry returns"].0.len() > 8, "{:?}", books.keys());

    let dry = shell.json(&["--dry-run", "migrate"]);
    let names = |answer: &Value| -> Vec<String> {
        answer["steps"].as_array().unwrap().iter().map(|step| step["name"].as_str().unwrap().to_owned()).collect()
    };
    let parts = ["studio", "rights", "engine", "agreements", "collection", "licences", "returns", "interchange"];
    let stores = parts.map(|part| format!("store {part}"));
    let moves = ["studio", "code of new films", "interchange", "film night-ferry", "film second"];
    assert_eq!(names(&dry), [&stores[..], &moves.map(String::from)].concat());
    let last = &dry["steps"][12];
    assert_eq!((last["from"].as_str(), last["to"] == release), (Some(release), false), "{last}");
    assert_eq!(dry["keep_their_code"], serde_json::json!(["night-ferry collection", "second collection"]));
    assert_eq!(house.books(), books, "a dry run changes nothing");

    // One film first: the other is what is left, and is found by whoever calls next.
    assert!(shell.fails(4, &["migrate", "--film", "third"]).contains("no film `third`"));
    let moved = shell.json(&["migrate", "--film", "night-ferry"]);
    assert_eq!(names(&moved).len(), 12);
    assert_eq!(house.books(), books, "not a unit, not a coin, not a key of storage moved");
    let left = shell.fails(7, &["verify-code", "--checksums", &format!("{built}/checksums.txt")]);
    assert!(left.contains("second rights 0 (") && left.contains("expected ") && left.contains(", found "), "{left}");
    assert!(!left.contains("night-ferry rights") && !left.contains("night-ferry returns"), "{left}");
    let dry = shell.json(&["--dry-run", "migrate"]);
    assert_eq!(names(&dry), ["film second"]);
    assert!(dry["steps"][0]["transaction"]["gas"].as_u64().unwrap() > 100_000, "{dry}");
    shell.json(&["migrate"]);
    // Accounts of before keep their code: docs/adr/0009.
    let rows = house.verified(&built, true).unwrap_err();
    let differ: Vec<_> = rows.as_array().unwrap().iter().filter(|row| row["same"] == false).collect();
    assert!(differ.len() == 2 && differ.iter().all(|row| row["version"] == release), "{differ:?}");
    assert_eq!(shell.json(&["migrate"])["steps"].as_array().unwrap().len(), 0, "nothing is left");
    assert_eq!(house.books(), books);
    let old = shell.fails(2, &["migrate", "--artifacts", &folder]);
    assert!(old.contains("backlot_engine.wasm"), "a release that lacks contracts is no release to move to: {old}");

    // The keeper takes the run up where it was.
    let mut keeper = shell.command(&["keeper", "run"]);
    keeper.env("BACKLOT_KEEPER_LISTEN", "127.0.0.1:0").env("BACKLOT_KEEPER_POLL", "0.2");
    let mut keeper = keeper.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let began = Instant::now();
    while !shell
        .json(&["keeper", "plan"])
        .as_array()
        .unwrap()
        .iter()
        .all(|plan| plan["actions"].as_array().unwrap().is_empty())
    {
        assert!(began.elapsed() < Duration::from_secs(240), "the keeper does not come to its end");
        std::thread::sleep(Duration::from_millis(500));
    }
    keeper.kill().unwrap();
    keeper.wait().unwrap();
    let after = run();
    assert_eq!((after.len(), after[0].run, after[0].state.clone()), (1, before[0].run, returns::RunState::Settled));
    // The sums of the README's tour, where nothing was migrated.
    assert_eq!(after[0].credited.u128(), 402_496_174_201);
    let bank = shell.address("bank");
    assert_eq!(engine.runtime.block_on(shell.chain().balance(&bank, "uusd")).unwrap(), 540_000_000_000);
}

/// acceptance: X76
#[test]
fn a_half_paid_run_goes_on_in_new_code_on_the_devnet() {
    a_half_paid_run_goes_on_in_new_code(&Engine::devnet(Rules::default()), "0.2.0");
}

/// acceptance: X76
#[test]
fn a_film_of_the_first_release_goes_on_in_new_code_on_the_devnet() {
    a_half_paid_run_goes_on_in_new_code(&Engine::devnet(Rules::default()), "0.1.0");
}

/// acceptance: X76
#[test]
#[ignore = "needs wasmd: make e2e-wasmd"]
fn a_half_paid_run_goes_on_in_new_code_on_wasmd() {
    a_half_paid_run_goes_on_in_new_code(&Engine::wasmd(Rules::default()), "0.2.0");
}
