#![doc = include_str!("../README.md")]
#![deny(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::float_arithmetic
)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects))]

mod bytes;
mod codec;
pub mod contract;
mod error;
mod execute;
mod film;
pub mod model;
mod query;
mod records;
mod state;
mod territory;

pub use error::ContractError;
pub use state::NAMESPACES;
pub use territory::is_country;

/// This contract's name, as cw2 stores it.
pub const CONTRACT: &str = env!("CARGO_PKG_NAME");
/// This contract's version, as cw2 stores it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");
