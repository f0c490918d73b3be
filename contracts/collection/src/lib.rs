#![doc = include_str!("../README.md")]
#![deny(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::float_arithmetic
)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects))]

mod account;
mod codec;
pub mod contract;
mod error;
mod execute;
mod model;
mod query;
mod state;

pub use error::ContractError;
pub use state::NAMESPACES;

/// This contract's name, as cw2 stores it.
pub const CONTRACT: &str = env!("CARGO_PKG_NAME");
/// This contract's version, as cw2 stores it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
/// The first version whose accounts keep books. Older ones keep their code, which computes instead.
pub const SINCE: &str = "0.3.0";
