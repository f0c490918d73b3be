//! An in-process CosmWasm chain behind the CometBFT RPC.
//!
//! Two rooms. [`app`] is the deterministic state machine (ABCI-shaped: check, finalize block, query): accounts, bank,
//! wasm, gas by wasmd's table. The node is everything around it: blocks, mempool, index, RPC, websocket, faucet.

pub mod app;
mod node;

pub use node::{reset, start, start_with, Config, Handle, Limits};
