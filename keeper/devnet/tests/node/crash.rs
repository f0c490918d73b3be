//! `kill -9` in the middle of everything.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use backlot_devnet::{start, Config};
use base64::{engine::general_purpose::STANDARD, Engine};
use serde_json::json;

use crate::support::{account, balance, genesis, number, stranger, Rpc, Signer};

const HOME: &str = "DEVNET_TEST_HOME";

/// Not a test: the process that gets killed. It says where it listens and runs until then.
#[tokio::test]
#[ignore = "run by the test below in a process of its own"]
async fn child() {
    let home = std::env::var(HOME).expect("only for the test below");
    let config = Config {
        home: Some(home.into()),
        empty_blocks: Some(Duration::from_millis(5)),
        block_time: Duration::from_millis(2),
        ..Config::new(genesis())
    };
    let devnet = start(config).await.unwrap();
    println!("\nlistens {} {}", devnet.rpc_url(), devnet.faucet_key());
    std::future::pending::<()>().await;
}

struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts the child; where it listens, and the faucet's key.
fn spawn(home: &Path) -> (Killed, Rpc, String) {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["crash::child", "--exact", "--ignored", "--nocapture"])
        .env(HOME, home)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let child = Killed(child);
    for line in lines {
        let line = line.unwrap();
        if let Some((url, key)) = line.strip_prefix("listens ").and_then(|rest| rest.split_once(' ')) {
            return (child, Rpc::new(url.to_owned()), key.to_owned());
        }
    }
    panic!("the child ended before it listened");
}

/// Sends payments until the connection breaks; how many were accepted.
async fn pay_until_it_dies(rpc: Rpc, signer: Signer, first: u64) -> u64 {
    let http = reqwest::Client::new();
    for sequence in first.. {
        let tx = STANDARD.encode(signer.send(&stranger(1), 1, sequence));
        let request = json!({ "jsonrpc": "2.0", "id": 1, "method": "broadcast_tx_sync", "params": { "tx": tx } });
        if http.post(&rpc.url).body(request.to_string()).send().await.is_err() {
            return sequence - first;
        }
    }
    0
}

/// State, sequence, transactions, index and headers tell one story.
async fn check(rpc: &Rpc, key: &str) -> u64 {
    let signer = Signer::new(key, rpc).await;
    let paid = balance(rpc, &stranger(1)).await;
    let sequence = account(rpc, signer.address().as_ref()).await.1;
    let found = number(&rpc.search(&format!("transfer.recipient='{}'", stranger(1))).await["total_count"]);
    assert_eq!(u128::from(sequence), paid, "sequence against balance");
    assert_eq!(found, sequence, "index against sequence");
    let height = rpc.height().await;
    let mut in_blocks = 0;
    let mut last = json!("");
    for h in 1..=height {
        let block = rpc.call("block", json!({ "height": h.to_string() })).await;
        assert_eq!(block["block"]["header"]["last_block_id"]["hash"], last, "block {h}");
        last = block["block_id"]["hash"].clone();
        in_blocks += block["block"]["data"]["txs"].as_array().unwrap().len() as u64;
    }
    // More may have come in since (there is an empty block every few milliseconds), but no payment.
    assert_eq!(in_blocks, found, "blocks against index");
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_killed_devnet_has_whole_blocks_only() {
    let home = tempfile::tempdir().unwrap();
    let mut paid = 0;
    for round in 0..8u64 {
        let (child, rpc, key) = spawn(home.path());
        let found = check(&rpc, &key).await;
        assert!(found >= paid, "round {round}: {found} payments, {paid} were seen before");
        paid = found;
        let signer = Signer::new(&key, &rpc).await;
        let first = account(&rpc, signer.address().as_ref()).await.1;
        let payer = tokio::spawn(pay_until_it_dies(rpc, signer, first));
        tokio::time::sleep(Duration::from_millis(40 + 37 * round)).await;
        drop(child);
        payer.await.unwrap();
    }
    let (_child, rpc, key) = spawn(home.path());
    assert!(check(&rpc, &key).await > 0, "no payment ever got into a block");
}
