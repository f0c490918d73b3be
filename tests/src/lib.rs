//! The stage for Backlot's scenarios.
//!
//! A scenario is written once, against [`World`], and runs on two rings: [`native`] (the contracts linked natively into
//! `cw-multi-test`) and [`devnet`] (the shipped wasm, over RPC). Both put the real keeper on the same `Chain` seam.

mod actor;
pub mod artifacts;
pub mod devnet;
pub mod film;
pub mod gas;
pub mod keeper;
pub mod native;
pub mod parity;
mod ring;
pub mod tripwire;
mod world;

pub use actor::Actor;
pub use ring::{Codes, Ring};
pub use world::{Did, World};
