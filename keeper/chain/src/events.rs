//! Hints that something happened, over the websocket of CometBFT.
//!
//! A hint carries nothing: whoever gets one reads state. A connection that breaks is made again with growing pauses,
//! and a hint that is lost costs time only, because state is polled anyway (acceptance K62).

use std::time::Duration;

use futures::{SinkExt, StreamExt};
use tokio::sync::watch;
use tokio_tungstenite::{connect_async, tungstenite::Message};

/// Counts hints; `changed()` waits for the next one. Hints that come while nobody looks melt into one.
pub type Hints = watch::Receiver<u64>;

/// Longest pause between two tries to connect.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
/// A node that says nothing for so long is asked anew: half-open connections do not report themselves.
const LONGEST_SILENCE: Duration = Duration::from_secs(60);

/// Subscribes to the transactions of a chain (`query` as CometBFT writes it, such as `tm.event='Tx'`). The endpoint is
/// an RPC endpoint, `http://…`. Ends when all receivers are gone.
pub fn subscribe(endpoint: &str, query: &str) -> Hints {
    let (sender, receiver) = watch::channel(0);
    let url = websocket_url(endpoint);
    let query = query.to_owned();
    tokio::spawn(async move {
        let mut pause = Duration::from_millis(250);
        while !sender.is_closed() {
            let before = *sender.borrow();
            let end = tokio::select! {
                end = listen(&url, &query, &sender) => end,
                () = sender.closed() => return,
            };
            if *sender.borrow() != before {
                pause = Duration::from_millis(250);
            }
            tracing::debug!(url, ?end, "event stream ended; connecting again");
            // Something may have happened while nobody listened.
            sender.send_modify(|count| *count += 1);
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    });
    receiver
}

async fn listen(url: &str, query: &str, hints: &watch::Sender<u64>) -> Result<(), String> {
    let say = |error: &dyn std::fmt::Display| error.to_string();
    let (mut socket, _) = connect_async(url).await.map_err(|error| say(&error))?;
    let request = serde_json::json!({"jsonrpc": "2.0", "id": 1, "method": "subscribe", "params": {"query": query}});
    socket.send(Message::text(request.to_string())).await.map_err(|error| say(&error))?;
    loop {
        match tokio::time::timeout(LONGEST_SILENCE, socket.next()).await {
            Ok(Some(Ok(Message::Close(_))) | None) => return Ok(()),
            Ok(Some(Ok(Message::Text(_) | Message::Binary(_)))) => hints.send_modify(|count| *count += 1),
            Ok(Some(Ok(_))) => {}
            Ok(Some(Err(error))) => return Err(say(&error)),
            Err(_) => socket.send(Message::Ping(Vec::new().into())).await.map_err(|error| say(&error))?,
        }
    }
}

fn websocket_url(endpoint: &str) -> String {
    let bare = endpoint.trim_end_matches('/');
    let ws = bare.strip_prefix("http").map_or_else(|| bare.to_owned(), |rest| format!("ws{rest}"));
    format!("{ws}/websocket")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_websocket_stands_beside_the_rpc() {
        assert_eq!(super::websocket_url("http://127.0.0.1:26657/"), "ws://127.0.0.1:26657/websocket");
        assert_eq!(super::websocket_url("https://rpc.example"), "wss://rpc.example/websocket");
    }
}
