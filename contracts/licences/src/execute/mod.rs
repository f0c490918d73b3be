//! One message each.

mod dispute;
mod grant;
mod pay;
mod report;
mod settings;
mod terminate;

pub use dispute::{dispute, settle};
pub use grant::{check_media, check_territories, grant};
pub use pay::pay;
pub use report::{report, verify, Statement};
pub use settings::{set_entitlement, set_paused, set_voices, sweep_surplus};
pub use terminate::terminate;
