#![doc = include_str!("../README.md")]
#![deny(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::float_arithmetic
)]
#![cfg_attr(
    test,
    allow(
        clippy::arithmetic_side_effects,
        clippy::cast_possible_truncation,
        clippy::indexing_slicing,
        clippy::unwrap_used
    )
)]

mod codec;
pub mod contract;
mod error;
mod execute;
mod ledger;
mod metadata;
mod model;
mod movement;
mod query;
mod state;
mod store;

pub use contract::{CONTRACT, VERSION};
pub use error::ContractError;
pub use state::NAMESPACES;
