//! One message each.

mod distribute;
mod retry;
mod sweep;

pub use distribute::{batch_refused, distribute};
pub use retry::{attempted, redirect, retry};
pub use sweep::sweep;
