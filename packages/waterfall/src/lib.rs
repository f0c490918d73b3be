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

mod amend;
pub mod books;
mod cap;
pub mod codec;
mod compile;
mod condition;
mod error;
mod loan;
mod math;
mod receive;
pub mod schedule;
mod source;
mod statement;
mod terms;
mod tier;

pub use amend::{amend, AmendError, Amended};
pub use books::{Books, Head, Page, Shelf, PAGE};
pub use codec::CodecError;
pub use error::{BookError, Overflow, Problem, ScheduleError};
pub use receive::Receipt;
pub use schedule::Schedule;
pub use statement::{ShareStatus, SourceStatus, Statement, TierStatus};
pub use terms::{Names, Terms};
