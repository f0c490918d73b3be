//! What every contract would otherwise copy: the door (funds, addresses, ids, list lengths), roles and two-step
//! ownership, paging, the migration guard, and the errors they share.

#![deny(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::float_arithmetic
)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects))]

mod door;
mod error;
mod migrate;
mod owner;
mod page;
mod surplus;

pub use door::{address, capped, id, no_funds, one_coin, one_coin_of, text, unique};
pub use error::KitError;
pub use migrate::{migrate, migrate_since};
pub use owner::{assert_owner, initialize_owner, update_ownership, Ownership};
pub use page::limit;
pub use surplus::sweep;
