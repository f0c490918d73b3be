//! An in-process CosmWasm chain behind the CometBFT RPC.
//!
//! Two rooms. [`app`] is the deterministic state machine (ABCI-shaped: check, finalize block, query): accounts, bank,
//! wasm, gas by wasmd's table. `node` is everything around it: blocks, mempool, index, RPC, websocket, faucet.

pub mod app;
