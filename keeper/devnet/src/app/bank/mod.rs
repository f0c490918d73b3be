//! Balances: who has how much of what, and who may not receive.

mod keeper;
mod msgs;

pub use keeper::*;
pub use msgs::*;
