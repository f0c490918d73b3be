#![doc = include_str!("../README.md")]
#![no_std]
#![deny(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    clippy::float_arithmetic
)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects))]

extern crate alloc;

mod check;
#[cfg(feature = "wire")]
mod codec;
mod error;
pub mod limits;
mod math;
pub mod plan;
mod schedule;
mod source;
mod tier;
#[cfg(feature = "wire")]
mod wire;

#[cfg(feature = "wire")]
pub use codec::CodecError;
pub use error::{Overflow, Problem, ReceiveError, ScheduleError};
pub use plan::Plan;
pub use schedule::{Progress, Receipt, Schedule, SourceStatus, Statement, TierStatus};
pub use source::Deduction;
pub use tier::{EndsWhen, Share};
