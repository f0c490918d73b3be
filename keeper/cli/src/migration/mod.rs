//! Moving a deployment to new code: what stands where, what is to be done, and in which order.

mod plan;
mod stand;

pub use plan::{plan, Action, Planned};
pub use stand::{films, owner, survey, Contract, Stand};
