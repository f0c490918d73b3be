//! The websocket: all methods, and subscriptions.

use std::sync::Arc;

use axum::extract::ws::{Message, WebSocket, WebSocketUpgrade};
use axum::extract::State;
use axum::response::Response;
use axum::Extension;
use futures::{SinkExt, StreamExt};
use serde_json::{json, Map, Value};
use tokio::sync::{broadcast, OwnedSemaphorePermit};
use tokio::time;

use super::envelope::{response, Request, RpcError};
use super::params::Params;
use super::{blocks, encode, http};
use crate::node::index::pairs;
use crate::node::query::Query;
use crate::node::rows::TxRow;
use crate::node::{stopped, Committed, Node};

/// `GET /websocket`.
pub(super) async fn upgrade(
    State(node): State<Arc<Node>>,
    slot: Option<Extension<Arc<OwnedSemaphorePermit>>>,
    upgrade: WebSocketUpgrade,
) -> Response {
    let bytes = node.config.limits.body_bytes;
    upgrade.max_message_size(bytes).max_frame_size(bytes).on_upgrade(move |socket| async move {
        Connection { node, socket, subscriptions: Vec::new() }.run().await;
        // The connection counts until here, not only until the upgrade.
        drop(slot);
    })
}

struct Subscription {
    id: Value,
    query: Query,
}

struct Connection {
    node: Arc<Node>,
    socket: WebSocket,
    subscriptions: Vec<Subscription>,
}

/// The socket is gone.
struct Gone;

impl Connection {
    async fn run(mut self) {
        let mut blocks = self.node.bus.subscribe();
        let mut stop = self.node.stop.subscribe();
        let ping = self.node.config.limits.ping;
        let mut heard = time::Instant::now();
        let mut pings = time::interval_at(heard + ping, ping);
        loop {
            let step = tokio::select! {
                () = stopped(&mut stop) => Err(Gone),
                _ = pings.tick() => match heard.elapsed() > ping * 2 {
                    true => Err(Gone),
                    false => self.send(Message::Ping(Vec::new().into())).await,
                },
                message = self.socket.next() => match message {
                    Some(Ok(message)) => {
                        heard = time::Instant::now();
                        self.on_message(message).await
                    }
                    _ => Err(Gone),
                },
                block = blocks.recv() => self.on_block(block).await,
            };
            if step.is_err() {
                let _ = time::timeout(self.node.config.limits.read_timeout, self.socket.close()).await;
                return;
            }
        }
    }

    async fn send(&mut self, message: Message) -> Result<(), Gone> {
        match time::timeout(self.node.config.limits.read_timeout, self.socket.send(message)).await {
            Ok(Ok(())) => Ok(()),
            _ => Err(Gone),
        }
    }

    async fn reply(&mut self, id: &Value, answer: Result<Value, RpcError>) -> Result<(), Gone> {
        self.send(Message::Text(response(id, answer).to_string().into())).await
    }

    async fn on_message(&mut self, message: Message) -> Result<(), Gone> {
        let body = match &message {
            Message::Text(text) => text.as_bytes(),
            Message::Binary(bytes) => bytes,
            Message::Ping(_) | Message::Pong(_) => return Ok(()),
            Message::Close(_) => return Err(Gone),
        };
        let requests = match Request::read_all(body) {
            Ok(requests) => requests,
            Err(error) => return self.reply(&Value::Null, Err(error)).await,
        };
        for Request { id, method, params } in requests.into_iter().take(self.node.config.limits.batch) {
            if id.is_null() {
                continue;
            }
            let answer = self.on_call(&id, method, params).await;
            self.reply(&id, answer).await?;
        }
        Ok(())
    }

    async fn on_call(&mut self, id: &Value, method: String, params: Value) -> Result<Value, RpcError> {
        match method.as_str() {
            "subscribe" => self.subscribe(id, params),
            "unsubscribe" => self.unsubscribe(params),
            "unsubscribe_all" if self.subscriptions.is_empty() => Err(RpcError::internal("subscription not found")),
            "unsubscribe_all" => {
                self.subscriptions.clear();
                Ok(json!({}))
            }
            _ => http::call(self.node.clone(), method, params).await,
        }
    }

    fn subscribe(&mut self, id: &Value, params: Value) -> Result<Value, RpcError> {
        let text = Params::from_json(params, &["query"])?.text("query")?;
        let most = self.node.config.limits.subscriptions;
        if self.subscriptions.len() >= most {
            return Err(RpcError::internal(format!("max_subscriptions_per_client {most} reached")));
        }
        let query = Query::parse(&text).map_err(RpcError::internal)?;
        if self.subscriptions.iter().any(|s| s.query.conditions == query.conditions) {
            return Err(RpcError::internal("already subscribed"));
        }
        self.subscriptions.push(Subscription { id: id.clone(), query });
        Ok(json!({}))
    }

    fn unsubscribe(&mut self, params: Value) -> Result<Value, RpcError> {
        let text = Params::from_json(params, &["query"])?.text("query")?;
        let query = Query::parse(&text).map_err(RpcError::internal)?;
        let before = self.subscriptions.len();
        self.subscriptions.retain(|s| s.query.conditions != query.conditions);
        match self.subscriptions.len() < before {
            true => Ok(json!({})),
            false => Err(RpcError::internal("subscription not found")),
        }
    }

    async fn on_block(&mut self, block: Result<Arc<Committed>, broadcast::error::RecvError>) -> Result<(), Gone> {
        let block = match block {
            Ok(block) => block,
            Err(broadcast::error::RecvError::Closed) => return Err(Gone),
            Err(broadcast::error::RecvError::Lagged(_)) => return self.cancel().await,
        };
        if self.subscriptions.is_empty() {
            return Ok(());
        }
        for event in events(&block) {
            let wanted = self.subscriptions.iter().filter(|s| s.query.matches(&event.pairs));
            let wanted: Vec<_> = wanted.map(|s| (s.id.clone(), s.query.text.clone())).collect();
            if wanted.is_empty() {
                continue;
            }
            let (data, map) = (event.data(&self.node, &block), event.map());
            for (id, query) in wanted {
                self.reply(&id, Ok(json!({ "query": query, "data": data, "events": map }))).await?;
            }
        }
        Ok(())
    }

    /// Ends all subscriptions of a client that reads too slowly: it is told that it has missed something.
    async fn cancel(&mut self) -> Result<(), Gone> {
        for subscription in std::mem::take(&mut self.subscriptions) {
            let error =
                RpcError::server("subscription was canceled (reason: client is not pulling messages fast enough)");
            self.reply(&subscription.id, Err(error)).await?;
        }
        Ok(())
    }
}

/// Something that subscriptions are matched against.
struct Event<'a> {
    subject: Subject<'a>,
    pairs: Vec<(String, String)>,
}

/// What an event tells.
enum Subject<'a> {
    Block,
    Header,
    BlockEvents,
    Tx(&'a TxRow),
}

impl Subject<'_> {
    fn name(&self) -> &'static str {
        match self {
            Self::Block => "NewBlock",
            Self::Header => "NewBlockHeader",
            Self::BlockEvents => "NewBlockEvents",
            Self::Tx(_) => "Tx",
        }
    }
}

impl Event<'_> {
    fn data(&self, node: &Node, committed: &Committed) -> Value {
        let value = match self.subject {
            Subject::Block => blocks::new_block_event(node, committed),
            Subject::Header => json!({ "header": encode::header(node, &committed.block) }),
            Subject::BlockEvents => blocks::new_block_events_event(&committed.block),
            Subject::Tx(tx) => json!({ "TxResult": tx_event(tx) }),
        };
        json!({ "type": format!("tendermint/event/{}", self.subject.name()), "value": value })
    }

    /// Key → all its values.
    fn map(&self) -> Value {
        let mut map = Map::new();
        for (key, value) in &self.pairs {
            if let Value::Array(values) = map.entry(key.clone()).or_insert_with(|| json!([])) {
                values.push(json!(value));
            }
        }
        Value::Object(map)
    }
}

/// The events of a block, in CometBFT's order.
fn events(committed: &Committed) -> impl Iterator<Item = Event<'_>> {
    let block = &committed.block;
    let of_block = [Subject::Block, Subject::Header, Subject::BlockEvents].into_iter().map(|subject| {
        let mut found: Vec<_> = pairs(&block.events).collect();
        found.push(("tm.event".to_owned(), subject.name().to_owned()));
        if matches!(subject, Subject::BlockEvents) {
            found.push(("block.height".to_owned(), block.height.to_string()));
        }
        Event { subject, pairs: found }
    });
    let of_txs = committed.txs.iter().map(|tx| {
        let mut found: Vec<_> = pairs(&tx.events).collect();
        found.push(("tm.event".to_owned(), "Tx".to_owned()));
        found.push(("tx.hash".to_owned(), encode::hex(&tx.hash)));
        found.push(("tx.height".to_owned(), tx.height.to_string()));
        Event { subject: Subject::Tx(tx), pairs: found }
    });
    of_block.chain(of_txs)
}

/// `abci.TxResult`: its first place in a block is left out.
fn tx_event(tx: &TxRow) -> Value {
    let mut result = json!({
        "height": tx.height.to_string(),
        "tx": encode::base64(&tx.bytes),
        "result": encode::tx_result(tx),
    });
    if let (true, Some(fields)) = (tx.index > 0, result.as_object_mut()) {
        fields.insert("index".to_owned(), json!(tx.index));
    }
    result
}
