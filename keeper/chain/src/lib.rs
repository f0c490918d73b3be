//! The keeper's seam to a chain: query, simulate, sign, broadcast, confirm.
//!
//! [`Chain`] is what jobs and commands see. There is one implementation over the CometBFT RPC (`rpc`); it speaks to
//! the embedded devnet and to wasmd alike. The tests have a second one over `cw-multi-test`, so that one scenario, and
//! the real keeper with it, runs on native contracts, on the shipped wasm, and on a real chain.

mod seam;

pub use seam::*;
