//! Does the devnet tell the truth? One script of transactions and queries is played on a wasmd node and on the devnet,
//! with the same keys and the same genesis, and every answer is compared: codes, texts, data, events, gas, state.
//!
//! The node leads: the script is played there first, each transaction in a block of its own. The devnet follows and
//! puts each transaction into a block of the same height, so that only block times differ; they are the one thing that
//! is erased before comparing. What differs for a known reason stands in [`allowed`] with that reason.

pub mod allowed;
pub mod cast;
mod compare;
mod draft;
mod erase;
mod followed;
pub mod node;
#[path = "../../../keeper/devnet/tests/app/puppet.rs"]
#[allow(missing_docs, reason = "borrowed from the devnet's tests")]
mod puppet;
mod record;
mod rpc;
pub mod said;
mod script;
mod stage;
mod state;
pub mod table;

pub use compare::{compare, Comparison, Row};
pub use draft::{Draft, Twist};
pub use followed::devnet;
pub use record::{Ask, Check, Delivered, Played, Simulated, Step};
pub use rpc::Rpc;
pub use script::play;
pub use stage::{Pace, Stage};
pub use state::dump;
