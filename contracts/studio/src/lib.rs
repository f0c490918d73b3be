#![doc = include_str!("../README.md")]
#![deny(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::float_arithmetic
)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects))]

mod address;
pub mod contract;
mod error;
mod execute;
mod model;
mod query;
mod state;

pub use contract::{CONTRACT, VERSION};
pub use error::{ContractError, PlanError};
pub use state::NAMESPACES;
