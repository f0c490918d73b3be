#![doc = include_str!("../README.md")]

mod audit;
pub mod evidence;
mod fault;
mod figures;
pub mod picture;
mod replay;
pub mod statement;

pub use audit::{audit, Audit, Difference};
pub use evidence::Evidence;
pub use fault::Fault;
pub use figures::{date, day_of, percent, Unit};
pub use replay::{Part, Place, Player, Replay, Step};
