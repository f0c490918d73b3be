#![doc = include_str!("../README.md")]

mod address;
pub mod amount;
pub mod date;
mod fault;
pub mod forecast;
pub mod picture;
pub mod plan;
pub mod receipts;
pub mod sweep;

pub use fault::Fault;
pub use plan::{Diagnostics, Plan};
