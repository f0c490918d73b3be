//! Accounts, and what a transaction must pass before its messages run.

mod account;
mod ante;
mod fields;
mod tx;

pub use account::*;
pub use ante::*;
pub use tx::*;
