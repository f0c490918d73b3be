use std::time::Duration;

use backlot_devnet::Handle;
use futures::{SinkExt, StreamExt};
use serde_json::{json, Value};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{connect_async, MaybeTlsStream, WebSocketStream};

use crate::support::{instant, stranger, Rpc, Signer};

struct Socket(WebSocketStream<MaybeTlsStream<TcpStream>>);

impl Socket {
    async fn open(devnet: &Handle) -> Self {
        Self(connect_async(devnet.websocket_url()).await.unwrap().0)
    }

    async fn say(&mut self, text: String) {
        self.0.send(Message::text(text)).await.unwrap();
    }

    async fn hear(&mut self) -> Value {
        loop {
            let message = timeout(Duration::from_secs(5), self.0.next()).await.expect("nothing came");
            if let Message::Text(text) = message.expect("closed").unwrap() {
                return serde_json::from_str(&text).unwrap();
            }
        }
    }

    async fn call(&mut self, id: u64, method: &str, params: Value) -> Value {
        self.say(json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }).to_string()).await;
        let answer = self.hear().await;
        assert_eq!(answer["id"], id);
        answer
    }
}

#[tokio::test]
async fn subscribers_hear_of_transactions_and_blocks() {
    let devnet = instant().await;
    let signer = Signer::faucet(&devnet).await;
    let mut socket = Socket::open(&devnet).await;
    let query = format!("tm.event='Tx' AND transfer.recipient='{}'", stranger(1));
    assert_eq!(socket.call(1, "subscribe", json!({ "query": query })).await["result"], json!({}));
    let rpc = Rpc::of(&devnet);
    // Not what was asked for, then what was.
    rpc.broadcast(&signer.send(&stranger(2), 1, 0)).await;
    let sent = rpc.broadcast(&signer.send(&stranger(1), 1, 1)).await;
    let heard = socket.hear().await;
    assert_eq!((&heard["id"], &heard["result"]["query"]), (&json!(1), &json!(query)));
    assert_eq!(heard["result"]["data"]["type"], "tendermint/event/Tx");
    assert_eq!(heard["result"]["data"]["value"]["TxResult"]["result"]["code"], 0);
    assert_eq!(heard["result"]["events"]["tx.hash"], json!([sent["hash"]]));
    assert_eq!(heard["result"]["events"]["tm.event"], json!(["Tx"]));

    assert_eq!(socket.call(2, "subscribe", json!(["tm.event='NewBlock'"])).await["result"], json!({}));
    assert_eq!(socket.call(3, "subscribe", json!(["tm.event='NewBlockHeader'"])).await["result"], json!({}));
    let height = devnet.produce_block().await.unwrap().to_string();
    let (block, header) = (socket.hear().await, socket.hear().await);
    assert_eq!(block["result"]["data"]["value"]["block"]["header"]["height"], height);
    assert_eq!(header["result"]["data"]["value"]["header"]["height"], height);

    assert_eq!(socket.call(4, "unsubscribe", json!(["tm.event='NewBlock'"])).await["result"], json!({}));
    assert_eq!(socket.call(5, "unsubscribe_all", json!({})).await["result"], json!({}));
    devnet.produce_block().await.unwrap();
    assert_eq!(socket.call(6, "health", json!({})).await["result"], json!({}));
}

/// A client that loses its socket has lost events, never facts: polling from the height it knows finds all.
/// (The node's half of K62: the keeper's is tested in `keeper/jobs`.)
#[tokio::test]
async fn what_a_dropped_socket_missed_is_found_by_polling() {
    let devnet = instant().await;
    let (rpc, signer) = (Rpc::of(&devnet), Signer::faucet(&devnet).await);
    let mut heard = 0;
    for sequence in 0..12 {
        // Every second socket is dropped before its event comes.
        let mut socket = Socket::open(&devnet).await;
        socket.call(1, "subscribe", json!(["tm.event='Tx'"])).await;
        if sequence % 2 == 1 {
            drop(socket);
            rpc.broadcast(&signer.send(&stranger(1), 1, sequence)).await;
        } else {
            rpc.broadcast(&signer.send(&stranger(1), 1, sequence)).await;
            socket.hear().await;
            heard += 1;
        }
    }
    devnet.produce_block().await.unwrap();
    assert_eq!(heard, 6);
    let found = rpc.search(&format!("transfer.recipient='{}' AND tx.height>1", stranger(1))).await;
    assert_eq!(found["total_count"], "12");
}

#[tokio::test]
async fn a_socket_is_told_what_it_does_wrong() {
    let devnet = instant().await;
    let mut socket = Socket::open(&devnet).await;
    for text in ["{", "5", "{\"id\":1}"] {
        socket.say(text.to_owned()).await;
        assert_eq!(socket.hear().await["error"]["code"], -32700, "{text}");
    }
    assert_eq!(socket.call(1, "nope", json!({})).await["error"]["code"], -32601);
    assert_eq!(socket.call(2, "subscribe", json!(["gibberish"])).await["error"]["code"], -32603);
    assert_eq!(socket.call(3, "subscribe", json!([5])).await["error"]["code"], -32602);
    assert_eq!(
        socket.call(4, "unsubscribe", json!(["tm.event='Tx'"])).await["error"]["data"],
        "subscription not found"
    );
    for n in 0..5 {
        let query = format!("tm.event='Tx' AND tx.height={n}");
        assert_eq!(socket.call(10 + n, "subscribe", json!([query])).await["result"], json!({}));
    }
    let again = socket.call(20, "subscribe", json!(["tm.event='Tx' AND tx.height=9"])).await;
    assert_eq!(again["error"]["data"], "max_subscriptions_per_client 5 reached");
    socket.call(21, "unsubscribe", json!(["tm.event='Tx' AND tx.height=0"])).await;
    let again = socket.call(22, "subscribe", json!(["tm.event='Tx' AND tx.height=1"])).await;
    assert_eq!(again["error"]["data"], "already subscribed");
}

/// acceptance: X78
#[tokio::test]
async fn an_oversize_message_ends_the_socket_and_nothing_else() {
    let devnet = instant().await;
    let mut socket = Socket::open(&devnet).await;
    let _ = socket.0.send(Message::text(" ".repeat((3 << 20) + 1))).await;
    let ended = timeout(Duration::from_secs(10), async {
        while let Some(Ok(message)) = socket.0.next().await {
            assert!(!message.is_text(), "{message}");
        }
    });
    ended.await.expect("the socket stays open");
    assert_eq!(Rpc::of(&devnet).call("health", json!({})).await, json!({}));
}
