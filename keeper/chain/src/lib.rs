//! The keeper's seam to a chain: query, simulate, sign, broadcast, confirm.
//!
//! [`Chain`] is what jobs and commands see. There is one implementation over the CometBFT RPC ([`rpc`]); it speaks to
//! the embedded devnet and to wasmd alike. The tests have a second one over `cw-multi-test`, so that one scenario, and
//! the real keeper with it, runs on native contracts, on the shipped wasm, and on a real chain.
//!
//! [`keys`] keeps secrets encrypted on disk and signs; [`events`] hints that something happened; [`tx`] writes
//! transactions; [`address`] reads and writes bech32; [`code`] tells what code and contracts there are;
//! [`Refusal`] what a chain's no means and what helps.

pub mod address;
pub mod code;
pub mod events;
pub mod keys;
mod refusal;
pub mod rpc;
mod seam;
pub mod tx;

pub use code::{Access, CodeInfo, CodeStore, ContractInfo, Permissions};
pub use refusal::Refusal;
pub use rpc::{RpcChain, RpcConfig};
pub use seam::*;
