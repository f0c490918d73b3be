use base64::{engine::general_purpose::STANDARD, Engine};
use serde_json::{json, Value};

use crate::support::{balance, instant, stranger, Rpc, Signer};

/// acceptance: X78
#[tokio::test]
async fn malformed_requests_get_json_rpc_errors() {
    let devnet = instant().await;
    let rpc = Rpc::of(&devnet);
    for body in
        ["{", "nonsense", "[1]", "{\"id\":1}", "{\"id\":{},\"method\":\"health\"}", "\u{0}", "[[]]", "\"health\""]
    {
        let (_, text) = rpc.post("", body.to_owned()).await;
        let answer: Value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{body:?} got {text:?}"));
        assert_eq!(answer["error"]["code"], -32700, "{body:?}");
    }
    let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(rpc.post("", nested).await.1.contains("-32700"));
    assert_eq!(rpc.error("no_such_method", json!({})).await.0, -32601);
    assert_eq!(rpc.error("subscribe", json!({ "query": "tm.event='Tx'" })).await.0, -32601);
    let invalid = [
        ("block", json!({ "height": "ten" })),
        ("block", json!({ "height": [] })),
        ("block", json!("2")),
        ("block", json!(["1", "2"])),
        ("tx", json!({ "hash": "!!" })),
        ("tx", json!({ "hash": 5 })),
        ("abci_query", json!({ "path": "/x", "data": "zz" })),
        ("abci_query", json!({ "path": 5 })),
        ("broadcast_tx_sync", json!({ "tx": "not base64!" })),
        ("tx_search", json!({ "query": "tx.height>0", "prove": "maybe" })),
    ];
    for (method, params) in invalid {
        assert_eq!(rpc.error(method, params.clone()).await.0, -32602, "{method} {params}");
    }
    let refused = [
        ("tx_search", json!({ "query": "no query" })),
        ("tx_search", json!({ "query": "" })),
        ("tx_search", json!({ "query": format!("a='{}'", "x".repeat(600)) })),
        ("block", json!({ "height": "0" })),
        ("block", json!({ "height": "99999" })),
        ("tx", json!({ "hash": STANDARD.encode([7; 32]) })),
        ("tx", json!({ "hash": STANDARD.encode([7; 5]) })),
    ];
    for (method, params) in refused {
        assert_eq!(rpc.error(method, params.clone()).await.0, -32603, "{method} {params}");
    }
    assert_eq!(rpc.get("/no_such_method").await.0, 404);
    assert_eq!(rpc.get("/block?height=ten").await.1["error"]["code"], -32602);
    assert_eq!(rpc.get("/broadcast_tx_sync?tx=0xzz").await.1["error"]["code"], -32602);
}

/// acceptance: I8
#[tokio::test]
async fn transactions_that_are_refused_change_nothing() {
    let devnet = instant().await;
    let (rpc, mut signer) = (Rpc::of(&devnet), Signer::faucet(&devnet).await);
    let before = devnet.app_hash();
    let good = signer.send(&stranger(1), 1, 0);
    let mut forged = good.clone();
    *forged.last_mut().unwrap() ^= 1;
    let ahead = signer.send(&stranger(1), 1, 3);
    signer.gas = 1_000;
    let starved = signer.send(&stranger(1), 1, 0);
    signer.gas = u64::MAX / 2;
    let greedy = signer.send(&stranger(1), 1, 0);
    signer.gas = 200_000;
    signer.chain = "another".into();
    let elsewhere = signer.send(&stranger(1), 1, 0);
    let cases = [
        ("no bytes", Vec::new(), 18),
        ("no protobuf", vec![0xff; 40], 2),
        ("cut in two", good[..good.len() / 2].to_vec(), 2),
        ("forged signature", forged, 4),
        ("another chain's", elsewhere, 4),
        ("sequence ahead", ahead, 32),
        ("too little gas", starved, 11),
        ("more gas than a block has", greedy, 41),
    ];
    for (name, tx, code) in cases {
        let answer = rpc.broadcast(&tx).await;
        assert_eq!((&answer["code"], &answer["codespace"]), (&json!(code), &json!("sdk")), "{name}: {answer}");
    }
    devnet.produce_block().await.unwrap();
    assert_eq!(devnet.app_hash(), before);
    // And the signer can still pay.
    assert_eq!(rpc.broadcast(&good).await["code"], 0);
}

#[tokio::test]
async fn a_transaction_is_taken_once() {
    let devnet = instant().await;
    let (rpc, signer) = (Rpc::of(&devnet), Signer::faucet(&devnet).await);
    let tx = json!({ "tx": STANDARD.encode(signer.send(&stranger(1), 4, 0)) });
    rpc.call("broadcast_tx_commit", tx.clone()).await;
    for method in ["broadcast_tx_sync", "broadcast_tx_async", "broadcast_tx_commit"] {
        assert_eq!(rpc.error(method, tx.clone()).await, (-32603, "tx already exists in cache".into()));
    }
    assert_eq!(balance(&rpc, &stranger(1)).await, 4);
}

/// acceptance: X78
#[tokio::test]
async fn what_is_too_large_is_refused() {
    let devnet = instant().await;
    let rpc = Rpc::of(&devnet);
    let large = json!({ "tx": STANDARD.encode(vec![0; (1 << 20) + 1]) });
    let expected = "Tx too large. Max size is 1048576, but got 1048577";
    assert_eq!(rpc.error("broadcast_tx_sync", large).await, (-32603, expected.into()));
    let (status, text) = rpc.post("", vec![b' '; (3 << 20) + 1]).await;
    assert_eq!(status, 413);
    assert!(text.contains("-32600") && text.contains("request body too large"), "{text}");
    let batch: Vec<_> = (0..101).map(|id| json!({ "jsonrpc": "2.0", "id": id, "method": "health" })).collect();
    assert!(rpc.post("", json!(batch).to_string()).await.1.contains("-32600"));
    assert_eq!(rpc.call("health", json!({})).await, json!({}));
}
