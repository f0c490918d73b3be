//! A wasmd node of one validator, with the cast's genesis.

use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::{json, Value};
use tempfile::TempDir;

use super::{cast, Rpc};

const VALIDATOR: &str = "validator";
/// What the validator has, and what of it is staked.
const WEALTH: u128 = 1_000_000_000_000;
const STAKED: u128 = 500_000_000;

/// The node; it ends with the value.
pub struct Node {
    child: Child,
    home: TempDir,
    url: String,
    validator: String,
}

impl Node {
    /// Starts the program at this path and waits for its first blocks.
    ///
    /// # Panics
    /// Where any of it fails: says what, and what the node said.
    pub async fn start(program: &Path) -> Self {
        let home = tempfile::tempdir().expect("there is room");
        let run = |args: &[&str]| wasmd(program, home.path(), args);
        run(&["init", VALIDATOR, "--chain-id", cast::CHAIN_ID]);
        run(&["keys", "add", VALIDATOR, "--keyring-backend", "test"]);
        let validator = run(&["keys", "show", VALIDATOR, "-a", "--keyring-backend", "test"]).trim().to_owned();
        run(&["genesis", "add-genesis-account", &validator, &format!("{WEALTH}{}", cast::STAKE)]);
        let staked = format!("{STAKED}{}", cast::STAKE);
        run(&["genesis", "gentx", VALIDATOR, &staked, "--chain-id", cast::CHAIN_ID, "--keyring-backend", "test"]);
        run(&["genesis", "collect-gentxs"]);
        write_genesis(&home.path().join("config/genesis.json"), &validator);
        let [rpc, p2p, grpc] = [free_port(), free_port(), free_port()];
        quicken(home.path());
        let log = fs::File::create(home.path().join("log")).expect("the log can be written");
        let child = Command::new(program)
            .args(["start", "--home"])
            .arg(home.path())
            .args(["--rpc.laddr", &format!("tcp://127.0.0.1:{rpc}"), "--p2p.laddr", &format!("tcp://127.0.0.1:{p2p}")])
            // Without gRPC the node answers no simulation either.
            .args(["--grpc.enable=true", "--grpc.address", &format!("127.0.0.1:{grpc}")])
            .args(["--api.enable=false", "--log_no_color"])
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a handle can be cloned"))
            .stderr(log)
            .spawn()
            .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        let node = Self { child, home, url: format!("http://127.0.0.1:{rpc}"), validator };
        node.wait().await;
        node
    }

    /// Where its RPC is.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Accounts that its genesis has besides the cast, with their stake.
    pub fn extra(&self) -> Vec<(String, u128)> {
        vec![(self.validator.clone(), WEALTH - STAKED)]
    }

    async fn wait(&self) {
        let http = reqwest::Client::new();
        let began = Instant::now();
        loop {
            if http.get(format!("{}/health", self.url)).send().await.is_ok() && Rpc::new(&self.url).height().await >= 2
            {
                return;
            }
            let log = || fs::read_to_string(self.home.path().join("log")).unwrap_or_default();
            assert!(began.elapsed() < Duration::from_secs(90), "wasmd does not come up:\n{}", log());
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nobody to end.
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

fn wasmd(program: &Path, home: &Path, args: &[&str]) -> String {
    let done = Command::new(program).args(args).arg("--home").arg(home).stdin(Stdio::null()).output();
    let done = done.unwrap_or_else(|error| panic!("{}: {error}", program.display()));
    let errors = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "wasmd {}: {errors}", args.join(" "));
    String::from_utf8_lossy(&done.stdout).into_owned()
}

/// Accounts and balances as the devnet's genesis has them: in the order of their addresses.
fn write_genesis(file: &Path, validator: &str) {
    let genesis = fs::read(file).expect("wasmd wrote a genesis");
    let mut genesis: Value = serde_json::from_slice(&genesis).expect("a genesis is JSON");
    let balances = cast::balances(&[(validator.to_owned(), WEALTH)]);
    let mut supply = std::collections::BTreeMap::<&str, u128>::new();
    for (denom, amount) in balances.values().flatten() {
        *supply.entry(denom).or_default() += amount;
    }
    let coin = |(denom, amount): (&str, u128)| json!({"denom": denom, "amount": amount.to_string()});
    let accounts = balances.keys().enumerate().map(|(number, address)| {
        json!({
            "@type": "/cosmos.auth.v1beta1.BaseAccount",
            "address": address,
            "pub_key": null,
            "account_number": number.to_string(),
            "sequence": "0",
        })
    });
    genesis["app_state"]["auth"]["accounts"] = accounts.collect();
    let held = balances.iter().map(|(address, coins)| {
        let coins = coins.iter().map(|(denom, amount)| coin((denom, *amount))).collect::<Vec<_>>();
        json!({"address": address, "coins": coins})
    });
    genesis["app_state"]["bank"]["balances"] = held.collect();
    genesis["consensus"]["params"]["block"]["max_gas"] = json!(cast::BLOCK_GAS.to_string());
    genesis["app_state"]["bank"]["supply"] = supply.into_iter().map(coin).collect();
    fs::write(file, genesis.to_string()).expect("the genesis can be written");
}

/// Blocks every half second, the least gas price of the cast, and room for wasm in hex.
fn quicken(home: &Path) {
    let set = |file: PathBuf, values: &[(&str, &str)]| {
        let text = fs::read_to_string(&file).expect("wasmd wrote its configuration");
        let lines = text.lines().map(|line| {
            let key = line.split('=').next().unwrap_or_default().trim();
            match values.iter().find(|(name, _)| *name == key) {
                Some((name, value)) if value.parse::<u64>().is_ok() => format!("{name} = {value}"),
                Some((name, value)) => format!("{name} = \"{value}\""),
                None => line.to_owned(),
            }
        });
        let text = lines.collect::<Vec<_>>().join("\n");
        fs::write(&file, text).expect("the configuration can be written");
    };
    let quick = ["timeout_propose", "timeout_prevote", "timeout_precommit", "timeout_commit"].map(|key| (key, "300ms"));
    set(home.join("config/config.toml"), &[&quick[..], &[("pprof_laddr", ""), ("max_body_bytes", "3000000")]].concat());
    let micro = cast::GAS_PRICE_MICRO;
    let price = format!("{}.{:06}{}", micro / 1_000_000, micro % 1_000_000, cast::STAKE);
    set(home.join("config/app.toml"), &[("minimum-gas-prices", price.as_str())]);
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.local_addr().expect("it has an address").port()
}
