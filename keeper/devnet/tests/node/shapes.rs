use base64::{engine::general_purpose::STANDARD, Engine};
use serde_json::{json, Value};
use sha2::{Digest, Sha256};

use crate::support::{instant, number, stranger, Rpc, Signer, CHAIN};

fn is_hash(value: &Value) {
    let text = value.as_str().unwrap();
    assert!(text.len() == 64 && text == text.to_uppercase() && hex::decode(text).is_ok(), "{text} is no hash");
}

/// A chain of three blocks, the second with one transaction; its answer to `broadcast_tx_commit`.
async fn with_a_payment() -> (backlot_devnet::Handle, Rpc, Vec<u8>, Value) {
    let devnet = instant().await;
    let (rpc, signer) = (Rpc::of(&devnet), Signer::faucet(&devnet).await);
    let tx = signer.send(&stranger(1), 5, 0);
    let committed = rpc.call("broadcast_tx_commit", json!({ "tx": STANDARD.encode(&tx) })).await;
    devnet.produce_block().await.unwrap();
    (devnet, rpc, tx, committed)
}

#[tokio::test]
async fn status_says_where_the_chain_stands() {
    let devnet = instant().await;
    let status = Rpc::of(&devnet).call("status", json!({})).await;
    assert_eq!(status["node_info"]["network"], CHAIN);
    assert!(status["node_info"]["version"].as_str().unwrap().starts_with("0.38."));
    assert_eq!(status["sync_info"]["latest_block_height"], "1");
    assert_eq!(status["sync_info"]["catching_up"], false);
    assert!(status["sync_info"]["latest_block_time"].as_str().unwrap().ends_with('Z'));
    is_hash(&status["sync_info"]["latest_block_hash"]);
}

#[tokio::test]
async fn a_payment_is_found_everywhere() {
    let (_devnet, rpc, tx, committed) = with_a_payment().await;
    let hash = hex::encode_upper(Sha256::digest(&tx));
    assert_eq!((&committed["hash"], &committed["height"]), (&json!(hash), &json!("2")));
    assert_eq!((&committed["check_tx"]["code"], &committed["tx_result"]["code"]), (&json!(0), &json!(0)));

    let by_base64 = rpc.call("tx", json!({ "hash": STANDARD.encode(Sha256::digest(&tx)), "prove": true })).await;
    assert_eq!(by_base64["hash"], json!(hash));
    assert_eq!((&by_base64["height"], &by_base64["index"]), (&json!("2"), &json!(0)));
    assert_eq!(by_base64["tx"], STANDARD.encode(&tx));
    assert!(number(&by_base64["tx_result"]["gas_used"]) > 0);
    let attribute = &by_base64["tx_result"]["events"][0]["attributes"][0];
    assert!(attribute["key"].is_string() && attribute["value"].is_string() && attribute["index"].is_boolean());
    let (status, by_uri) = rpc.get(&format!("/tx?hash=0x{hash}")).await;
    assert_eq!((status, &by_uri["result"]["hash"]), (200, &json!(hash)));

    let block = rpc.call("block", json!({ "height": "2" })).await;
    assert_eq!(block["block"]["data"]["txs"], json!([STANDARD.encode(&tx)]));
    assert_eq!(block["block"]["header"]["data_hash"], by_base64["proof"]["root_hash"]);
    let results = rpc.call("block_results", json!({ "height": "2" })).await;
    assert_eq!(results["txs_results"][0], by_base64["tx_result"]);
}

#[tokio::test]
async fn search_knows_the_query_language() {
    let (_devnet, rpc, _, committed) = with_a_payment().await;
    let hash = committed["hash"].as_str().unwrap();
    let to = stranger(1);
    let hits = [
        format!("tx.hash='{hash}'"),
        format!("transfer.recipient='{to}'"),
        format!("transfer.recipient='{to}' AND transfer.amount='5stake'"),
        format!("transfer.recipient='{to}' AND tx.height=2"),
        format!("transfer.recipient='{to}' AND tx.height>=2 AND tx.height<3"),
        format!("transfer.recipient CONTAINS '{}'", &to[4..12]),
        "transfer.recipient EXISTS AND transfer.amount>4".to_owned(),
        "tx.height>0".to_owned(),
    ];
    for query in hits {
        let found = rpc.search(&query).await;
        assert_eq!((&found["total_count"], &found["txs"][0]["hash"]), (&json!("1"), &json!(hash)), "{query}");
    }
    let misses = [
        "transfer.recipient='nobody'".to_owned(),
        // A prefix is not the value.
        format!("transfer.recipient='{}'", &to[..12]),
        format!("transfer.recipient='{to}' AND tx.height>2"),
        "transfer.amount>5".to_owned(),
        // Met by two different events: CometBFT 0.38 wants one that meets both.
        format!("transfer.recipient='{to}' AND coin_received.amount='5stake'"),
    ];
    for query in misses {
        assert_eq!(rpc.search(&query).await["total_count"], "0", "{query}");
    }
}

/// (The node's half of X80: an event that names another contract does not lend its attributes.)
#[tokio::test]
async fn a_search_does_not_join_attributes_of_different_events() {
    let devnet = instant().await;
    let (rpc, signer) = (Rpc::of(&devnet), Signer::faucet(&devnet).await);
    for (sequence, (to, amount)) in [(1, 10), (2, 20)].into_iter().enumerate() {
        let tx = STANDARD.encode(signer.send(&stranger(to), amount, sequence as u64));
        rpc.call("broadcast_tx_commit", json!({ "tx": tx })).await;
    }
    let query =
        |to, amount| format!("coin_received.receiver='{}' AND coin_received.amount='{amount}stake'", stranger(to));
    assert_eq!(rpc.search(&query(1, 10)).await["total_count"], "1");
    assert_eq!(rpc.search(&query(1, 20)).await["total_count"], "0");
}

#[tokio::test]
async fn pages_are_bounded_and_ordered() {
    let devnet = instant().await;
    let (rpc, signer) = (Rpc::of(&devnet), Signer::faucet(&devnet).await);
    for sequence in 0..5 {
        let tx = STANDARD.encode(signer.send(&stranger(1), 1, sequence));
        rpc.call("broadcast_tx_commit", json!({ "tx": tx })).await;
    }
    let page =
        |page: &str, order: &str| json!({ "query": "tx.height>0", "page": page, "per_page": "2", "order_by": order });
    let heights = |found: Value| -> Vec<u64> {
        found["txs"].as_array().unwrap().iter().map(|tx| number(&tx["height"])).collect()
    };
    assert_eq!(heights(rpc.call("tx_search", page("1", "asc")).await), [2, 3]);
    assert_eq!(heights(rpc.call("tx_search", page("3", "asc")).await), [6]);
    assert_eq!(heights(rpc.call("tx_search", page("1", "desc")).await), [6, 5]);
    let (code, data) = rpc.error("tx_search", page("4", "asc")).await;
    assert_eq!((code, data.as_str()), (-32603, "page should be within [1, 3] range, given 4"));
    assert_eq!(rpc.error("tx_search", page("1", "up")).await.0, -32603);
}

#[tokio::test]
async fn headers_are_chained_by_their_hashes() {
    let (_devnet, rpc, ..) = with_a_payment().await;
    let mut last = json!("");
    for height in 1..=3 {
        let block = rpc.call("block", json!({ "height": height.to_string() })).await;
        assert_eq!(block["block"]["header"]["last_block_id"]["hash"], last, "block {height}");
        last = block["block_id"]["hash"].clone();
        is_hash(&last);
        let by_hash = rpc
            .call("block_by_hash", json!({ "hash": STANDARD.encode(hex::decode(last.as_str().unwrap()).unwrap()) }))
            .await;
        assert_eq!(by_hash, block);
        let commit = rpc.call("commit", json!({ "height": height.to_string() })).await;
        assert_eq!(commit["signed_header"]["header"], block["block"]["header"]);
        assert_eq!(commit["signed_header"]["commit"]["block_id"], block["block_id"]);
    }
    let metas = rpc.call("blockchain", json!({ "minHeight": "1", "maxHeight": "3" })).await;
    assert_eq!(metas["block_metas"].as_array().unwrap().len(), 3);
    assert_eq!(metas["block_metas"][0]["block_id"]["hash"], last);
}

/// The reference implementation computes the same header hash from the JSON that we serve.
#[tokio::test]
async fn headers_hash_as_tendermint_hashes_them() {
    let (_devnet, rpc, ..) = with_a_payment().await;
    let block = rpc.call("block", json!({ "height": "3" })).await;
    let mut header = block["block"]["header"].clone();
    header["version"]["app"] = json!("0");
    let header: cosmrs::tendermint::block::Header = serde_json::from_value(header).unwrap();
    assert_eq!(header.hash().to_string(), block["block_id"]["hash"].as_str().unwrap());
}

#[tokio::test]
async fn the_rest_has_its_shape() {
    let (_devnet, rpc, ..) = with_a_payment().await;
    assert_eq!(rpc.call("health", json!({})).await, json!({}));
    assert_eq!(rpc.call("net_info", json!([])).await["n_peers"], "0");
    assert_eq!(rpc.call("abci_info", json!({})).await["response"]["last_block_height"], "3");
    assert_eq!(rpc.call("validators", json!({ "height": "1" })).await["total"], "1");
    assert_eq!(rpc.call("genesis", json!({})).await["genesis"]["chain_id"], CHAIN);
    assert_eq!(rpc.call("consensus_params", json!({})).await["consensus_params"]["block"]["max_gas"], "10000000");
    assert_eq!(rpc.call("num_unconfirmed_txs", json!({})).await["total"], "0");
    assert_eq!(rpc.call("unconfirmed_txs", json!({ "limit": "5" })).await["txs"], json!([]));
    assert_eq!(rpc.call("header", json!(["1"])).await["header"]["height"], "1");
    assert_eq!(rpc.call("block_search", json!({ "query": "block.height<=2" })).await["total_count"], "2");
}

#[tokio::test]
async fn state_can_be_asked_for_by_height() {
    let (_devnet, rpc, ..) = with_a_payment().await;
    let ask = |height: &str| {
        use cosmrs::proto::cosmos::bank::v1beta1::QueryBalanceRequest;
        let request = QueryBalanceRequest { address: stranger(1), denom: "stake".into() };
        let data = hex::encode(prost::Message::encode_to_vec(&request));
        json!({ "path": "/cosmos.bank.v1beta1.Query/Balance", "data": data, "height": height })
    };
    let at = |answer: &Value| (answer["response"]["height"].clone(), answer["response"]["value"].clone());
    let (before, after) = (rpc.call("abci_query", ask("1")).await, rpc.call("abci_query", ask("2")).await);
    assert_eq!((at(&before).0, at(&after).0), (json!("1"), json!("2")));
    assert_ne!(at(&before).1, at(&after).1);
    assert_eq!(at(&rpc.call("abci_query", ask("0")).await), (json!("3"), at(&after).1));
    assert_eq!(rpc.call("abci_query", ask("9")).await["response"]["code"], 26);
}

#[tokio::test]
async fn a_batch_is_answered_in_order_and_notifications_not_at_all() {
    let devnet = instant().await;
    let batch = json!([
        { "jsonrpc": "2.0", "id": 1, "method": "health" },
        { "jsonrpc": "2.0", "method": "health" },
        { "jsonrpc": "2.0", "id": "two", "method": "nope" },
    ]);
    let (_, text) = Rpc::of(&devnet).post("", batch.to_string()).await;
    let answers: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(answers.as_array().unwrap().len(), 2);
    assert_eq!((&answers[0]["id"], &answers[1]["id"]), (&json!(1), &json!("two")));
    assert_eq!(answers[1]["error"]["code"], -32601);
}
