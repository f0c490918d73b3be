use std::time::Duration;

use backlot_devnet::{start, Config};
use serde_json::{json, Value};

use crate::support::{balance, genesis, instant, manual, stranger, Rpc};

async fn dev(rpc: &Rpc, what: &str, body: Value) -> (u16, Value) {
    let (status, text) = rpc.post(&format!("/dev/{what}"), body.to_string()).await;
    (status, serde_json::from_str(&text).unwrap_or_else(|_| panic!("{what}: {text}")))
}

#[tokio::test]
async fn time_jumps_and_goes_on_from_there() {
    let devnet = manual().await;
    let before = devnet.time_ns();
    let (status, answer) = dev(&Rpc::of(&devnet), "advance_time", json!({ "seconds": 86_400 })).await;
    assert_eq!((status, &answer["height"]), (200, &json!("2")));
    let jumped = devnet.time_ns() - before;
    assert!((86_400..86_500).contains(&(jumped / 1_000_000_000)), "jumped {jumped} ns");
    devnet.advance_time(Duration::from_secs(3_600)).await.unwrap();
    assert!((devnet.time_ns() - before) / 1_000_000_000 >= 90_000);
    let too_far = dev(&Rpc::of(&devnet), "advance_time", json!({ "seconds": u64::MAX })).await;
    assert_eq!(too_far.0, 400);
}

#[tokio::test]
async fn the_faucet_pays_by_signed_transactions() {
    let devnet = instant().await;
    let rpc = Rpc::of(&devnet);
    let (status, answer) =
        dev(&rpc, "faucet", json!({ "address": stranger(1), "amount": "12345678901234567890" })).await;
    assert_eq!(status, 200, "{answer}");
    assert_eq!(balance(&rpc, &stranger(1)).await, 12_345_678_901_234_567_890);
    let query = format!("tx.hash='{}'", answer["tx"].as_str().unwrap());
    assert_eq!(rpc.search(&query).await["total_count"], "1");
    for body in [
        json!({ "address": "wasm1nobody", "amount": "1" }),
        json!({ "address": stranger(1), "amount": "-1" }),
        json!({ "address": stranger(1), "amount": "0" }),
        json!({ "address": stranger(1), "amount": "1", "denom": "unheard" }),
        json!({ "address": stranger(1), "amount": "1", "denom": "!" }),
        json!({ "address": stranger(1) }),
        json!({ "address": stranger(1), "amount": "1", "surprise": 1 }),
        json!([]),
    ] {
        let (status, answer) = dev(&rpc, "faucet", body.clone()).await;
        assert!(status == 400 && answer["error"].is_string(), "{body}: {answer}");
    }
    // A payment that failed in its block has used its sequence; the next one goes through.
    devnet.fund(&stranger(2), 7, "stake").await.unwrap();
    assert_eq!(balance(&rpc, &stranger(2)).await, 7);
}

#[tokio::test]
async fn a_blocked_address_is_refused_as_recipient_until_it_is_unblocked() {
    let devnet = instant().await;
    let rpc = Rpc::of(&devnet);
    let blocked = |blocked: bool| json!({ "address": stranger(1), "blocked": blocked });
    assert_eq!(dev(&rpc, "block_address", blocked(true)).await.0, 200);
    assert!(devnet.fund(&stranger(1), 5, "stake").await.is_err());
    assert_eq!(dev(&rpc, "block_address", blocked(false)).await.0, 200);
    devnet.fund(&stranger(1), 5, "stake").await.unwrap();
    assert_eq!(balance(&rpc, &stranger(1)).await, 5);
    assert_eq!(dev(&rpc, "block_address", json!({ "address": "x", "blocked": true })).await.0, 400);
}

/// A page in the user's browser reaches loopback too; it may read the chain but not move its clock.
#[tokio::test]
async fn web_pages_do_not_reach_the_dev_endpoints() {
    let devnet = instant().await;
    let post = |origin: Option<&str>| {
        let mut request = reqwest::Client::new().post(format!("{}/dev/produce_block", devnet.rpc_url()));
        if let Some(origin) = origin {
            request = request.header("Origin", origin);
        }
        async move { request.send().await.unwrap().status().as_u16() }
    };
    assert_eq!(post(Some("https://example.invalid")).await, 403);
    assert_eq!(devnet.height(), 1);
    assert_eq!(post(None).await, 200);
}

#[tokio::test]
async fn dev_endpoints_can_be_off() {
    let config = Config { dev_endpoints: false, ..Config::instant(genesis()) };
    let devnet = start(config).await.unwrap();
    assert_eq!(Rpc::of(&devnet).post("/dev/produce_block", "{}").await.0, 404);
}
