//! The REST gateway, by itself: what the comparison with wasmd in `tests/client` cannot see from outside. (Shapes and
//! words of every route are compared there.)

use std::net::SocketAddr;

use backlot_devnet::{start, Config, Handle};
use base64::{engine::general_purpose::STANDARD, Engine};
use serde_json::{json, Value};

use crate::support::{genesis, number, stranger, Rpc, Signer, DENOM};

async fn gateway() -> (Handle, Rpc) {
    let mut config = Config::instant(genesis());
    config.rest = Some(SocketAddr::from(([127, 0, 0, 1], 0)));
    let devnet = start(config).await.unwrap();
    let rest = Rpc::new(devnet.rest_url().unwrap());
    (devnet, rest)
}

async fn post(rest: &Rpc, path: &str, body: &Value) -> (u16, Value) {
    let (status, text) = rest.post(path, body.to_string()).await;
    (status, serde_json::from_str(&text).unwrap())
}

#[tokio::test]
async fn a_payment_is_tried_sent_and_found() {
    let (devnet, rest) = gateway().await;
    let signer = Signer::faucet(&devnet).await;
    let tx = STANDARD.encode(signer.send(&stranger(1), 5, 0));

    let (status, tried) = post(&rest, "/cosmos/tx/v1beta1/simulate", &json!({ "tx_bytes": tx })).await;
    assert_eq!(status, 200, "{tried}");
    assert!(number(&tried["gas_info"]["gas_used"]) > 0);

    let body = json!({ "tx_bytes": tx, "mode": "BROADCAST_MODE_SYNC" });
    let (_, sent) = post(&rest, "/cosmos/tx/v1beta1/txs", &body).await;
    assert_eq!(sent["tx_response"]["code"], 0, "{sent}");
    let hash = sent["tx_response"]["txhash"].as_str().unwrap().to_owned();
    let mut found = rest.get(&format!("/cosmos/tx/v1beta1/txs/{hash}")).await;
    while found.0 == 404 {
        found = rest.get(&format!("/cosmos/tx/v1beta1/txs/{hash}")).await;
    }
    let message = &found.1["tx"]["body"]["messages"][0];
    assert_eq!(message["@type"], "/cosmos.bank.v1beta1.MsgSend");
    assert_eq!(message["amount"], json!([{ "denom": DENOM, "amount": "5" }]));
    let path = format!("/cosmos/bank/v1beta1/balances/{}/by_denom?denom={DENOM}", stranger(1));
    assert_eq!(rest.get(&path).await.1["balance"]["amount"], "5");
    devnet.stop().await;
}

/// acceptance: X78
#[tokio::test]
async fn what_cannot_be_read_gets_a_status_and_words() {
    let (devnet, rest) = gateway().await;
    for (path, status, code) in [
        ("/", 501, 12),
        ("/cosmos/nope", 501, 12),
        ("/cosmos/bank/v1beta1/balances/%00", 400, 3),
        ("/cosmos/bank/v1beta1/balances/x?pagination.limit=-1", 400, 3),
        ("/cosmos/bank/v1beta1/balances/x?pagination.key=!", 400, 3),
        ("/cosmwasm/wasm/v1/code/18446744073709551616", 400, 3),
        ("/cosmwasm/wasm/v1/code/+1", 400, 3),
        ("/cosmwasm/wasm/v1/contract/x/smart/%ff", 400, 3),
        ("/cosmos/tx/v1beta1/txs/0x", 500, 2),
        ("/cosmos/tx/v1beta1/txs?query=tx.height%3D1&page=x", 400, 3),
        ("/cosmos/tx/v1beta1/txs?query=%27", 500, 13),
        ("/cosmos/base/tendermint/v1beta1/blocks/0", 500, 13),
    ] {
        let (found, body) = rest.get(path).await;
        assert_eq!((found, &body["code"]), (status, &json!(code)), "{path}: {body}");
        assert!(!body["message"].as_str().unwrap().is_empty(), "{path}");
    }
    for (path, body) in [
        ("/cosmos/tx/v1beta1/simulate", json!([1])),
        ("/cosmos/tx/v1beta1/simulate", json!({ "tx_bytes": "?" })),
        ("/cosmos/tx/v1beta1/txs", json!({ "tx_bytes": "?", "mode": "BROADCAST_MODE_SYNC" })),
        ("/cosmos/tx/v1beta1/txs", json!({ "tx_bytes": 5 })),
    ] {
        assert_eq!(post(&rest, path, &body).await.0, 400, "{path} {body}");
    }
    devnet.stop().await;
}

#[tokio::test]
async fn the_dev_endpoints_are_not_among_them() {
    let (devnet, rest) = gateway().await;
    assert_eq!(post(&rest, "/dev/produce_block", &json!({})).await.0, 501);
    assert!(Config::new(genesis()).rest.is_none(), "who does not ask for it has no second port");
    devnet.stop().await;
}
