//! Contracts: code, instances, calls, and the messages and queries they send.

mod api;
mod bridge;
mod code;
mod contract;
mod dispatch;
mod events;
mod lifecycle;
mod querier;
mod state;
pub mod validate;
mod vm;

pub use code::store_code;
pub use contract::{execute_msg, instantiate2_msg, instantiate_msg, query_smart};
pub use lifecycle::{migrate_msg, set_admin};
pub use state::*;
pub use vm::Vm;
