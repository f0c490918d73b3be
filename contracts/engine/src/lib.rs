#![doc = include_str!("../README.md")]
#![deny(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::float_arithmetic
)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects))]

mod amend;
mod compile;
pub mod contract;
mod error;
mod sweep;

pub use error::ContractError;

/// This contract's name, as cw2 stores it.
pub const CONTRACT: &str = env!("CARGO_PKG_NAME");
/// This contract's version, as cw2 stores it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
/// Every first part of a storage key here: nothing but what cw2 keeps.
pub const NAMESPACES: &[&str] = &["contract_info"];
