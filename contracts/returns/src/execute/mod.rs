//! One message each.

mod advance;
mod deliver;
mod expire;
mod fund;
mod settings;
mod trigger;

pub use advance::advance;
pub use deliver::deliver;
pub use expire::expire;
pub use fund::{absorb_surplus, fund};
pub use settings::{set_paused, set_terms};
pub use trigger::trigger;
