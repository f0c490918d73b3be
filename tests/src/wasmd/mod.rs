//! Ring 4: a real, unmodified wasmd node, pinned by `tests/wasmd/go.mod` and built by `scripts/wasmd`.
//!
//! [`Wasmd`] is one chain with one validator; its pieces ([`home`], [`Node`], [`Clock`]) serve other set-ups too.
//! All of it listens on loopback only, on ports that were free, and ends with the value that holds it.

mod binary;
mod chain;
mod clock;
pub mod home;
mod network;
mod node;
mod ports;
mod ring;

pub use chain::{Wasmd, WasmdConfig};
pub use clock::Clock;
pub use network::Network;
pub use node::{Node, NodeConfig};
pub use ports::Ports;
