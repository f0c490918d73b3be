//! The stage for Backlot's scenarios.
//!
//! A scenario is written once, against [`World`], and runs on three rings: [`native`] (the contracts linked natively into
//! `cw-multi-test`), [`devnet`] (the shipped wasm, over RPC) and [`wasmd`] (the same wasm on a real node). All put the
//! real keeper on the same `Chain` seam.

mod actor;
pub mod artifacts;
pub mod before;
pub mod codes;
pub mod devnet;
pub mod engine;
pub mod film;
pub mod gas;
pub mod guide;
pub mod keeper;
pub mod native;
pub mod parity;
mod ring;
pub mod shell;
pub mod tripwire;
pub mod wasmd;
mod world;

pub use actor::Actor;
pub use ring::{Codes, Ring};
pub use world::{Did, World};
