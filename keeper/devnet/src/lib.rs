//! An in-process CosmWasm chain behind the CometBFT RPC.
//!
//! Two rooms. [`app`] is the deterministic state machine (ABCI-shaped: check, finalize block, query): accounts, bank,
//! wasm, gas by wasmd's table. The node is everything around it: blocks, mempool, index, RPC, websocket, faucet.
//! [`start`] runs both on the caller's tokio runtime; the [`Handle`] says where it listens and stops it.
//!
//! | over HTTP | what |
//! |---|---|
//! | `POST /` | JSON-RPC 2.0 of CometBFT 0.38, single or batch; `GET /` lists the methods |
//! | `GET /method?name=value` | the same methods by URI: numbers plain, texts in quotes, bytes as `0x…` |
//! | `GET /websocket` | the same methods, and `subscribe`, `unsubscribe`, `unsubscribe_all` |
//! | `POST /dev/advance_time` | `{"seconds": 86400}`: chain time jumps, for good; a block is made |
//! | `POST /dev/faucet` | `{"address": …, "amount": "1000", "denom": …}`: a signed payment; answers once it is in a block |
//! | `POST /dev/block_address` | `{"address": …, "blocked": true}`: bank refuses it as recipient |
//! | `POST /dev/produce_block` | a block now |
//!
//! Where [`Config::rest`] asks for it, the SDK's REST gateway listens on a port of its own; the README lists its paths.
//!
//! The dev endpoints answer callers on the same machine only, and no web pages. State of the last 20 blocks can be
//! asked for by height. A block is one database transaction: `kill -9` leaves all of it or nothing.
//!
//! What a network has and this has not: votes (commits carry no signatures), peers, evidence, proofs of state.

pub mod app;
mod node;
mod proto;

pub use node::{reset, start, start_with, Config, Handle, Limits};
