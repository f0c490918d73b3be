use std::path::Path;
use std::time::Duration;

use backlot_devnet::{reset, start, Config};
use serde_json::json;

use crate::support::{balance, genesis, stranger, Rpc};

fn at(home: &Path) -> Config {
    Config { home: Some(home.to_owned()), ..Config::instant(genesis()) }
}

#[tokio::test]
async fn a_chain_goes_on_after_a_restart_time_jumps_included() {
    let home = tempfile::tempdir().unwrap();
    let devnet = start(at(home.path())).await.unwrap();
    devnet.fund(&stranger(1), 5, "stake").await.unwrap();
    devnet.advance_time(Duration::from_secs(1_000_000)).await.unwrap();
    let (height, time, app_hash) = (devnet.height(), devnet.time_ns(), devnet.app_hash());
    let block = Rpc::of(&devnet).call("block", json!({})).await;
    devnet.stop().await;

    let devnet = start(at(home.path())).await.unwrap();
    assert_eq!((devnet.height(), devnet.time_ns(), devnet.app_hash()), (height, time, app_hash));
    let rpc = Rpc::of(&devnet);
    assert_eq!(rpc.call("block", json!({})).await, block);
    assert_eq!(balance(&rpc, &stranger(1)).await, 5);
    devnet.fund(&stranger(1), 5, "stake").await.unwrap();
    assert_eq!(balance(&rpc, &stranger(1)).await, 10);
    let since = devnet.time_ns() - time;
    assert!(since < 60 * 1_000_000_000, "the second jump of {since} ns is the first one again, or its loss");
    let next = rpc.call("block", json!({ "height": (height + 1).to_string() })).await;
    assert_eq!(next["block"]["header"]["last_block_id"], block["block_id"]);
}

#[tokio::test]
async fn another_chain_in_the_home_is_refused() {
    let home = tempfile::tempdir().unwrap();
    start(at(home.path())).await.unwrap().stop().await;
    let mut other = at(home.path());
    other.genesis.chain_id = "another".into();
    let error = start(other).await.err().expect("started on another chain's home").to_string();
    assert!(error.contains("node-test") && error.contains("another"), "{error}");
    start(at(home.path())).await.unwrap().stop().await;
}

#[tokio::test]
async fn one_home_has_one_devnet() {
    let home = tempfile::tempdir().unwrap();
    let devnet = start(at(home.path())).await.unwrap();
    let error = start(at(home.path())).await.err().expect("two devnets on one home").to_string();
    assert!(error.contains("in use"), "{error}");
    assert!(reset(home.path()).is_err());
    devnet.stop().await;
}

#[tokio::test]
async fn reset_begins_anew_and_leaves_other_files_alone() {
    let home = tempfile::tempdir().unwrap();
    let devnet = start(at(home.path())).await.unwrap();
    devnet.fund(&stranger(1), 5, "stake").await.unwrap();
    devnet.stop().await;
    std::fs::write(home.path().join("notes.txt"), "mine").unwrap();
    reset(home.path()).unwrap();
    assert!(home.path().join("notes.txt").exists());
    let devnet = start(at(home.path())).await.unwrap();
    assert_eq!(devnet.height(), 1);
    assert_eq!(balance(&Rpc::of(&devnet), &stranger(1)).await, 0);
    reset(&home.path().join("nothing here")).unwrap();
}
