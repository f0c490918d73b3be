//! One file a subject: check the input, act, emit.

mod allowance;
mod attest;
mod compliance;
mod issue;
mod marketing;
mod owner;
mod record;
mod recovery;
mod run;
mod transfer;

pub use allowance::{decrease_allowance, increase_allowance};
pub use attest::{attest, revoke};
pub use compliance::{freeze_wallet, unfreeze_wallet};
pub use issue::{issue_batch, issue_to, mint, update_minter};
pub use marketing::{create_marketing, update_marketing, upload_logo};
pub use owner::{checked_rules, set_compliance, set_paused, set_rules, sweep_surplus, update_ownership};
pub use record::set_record_date;
pub use recovery::{cancel_recovery, end_recovery, execute_recovery, propose_recovery};
pub use run::{freeze_for_run, thaw_run};
pub use transfer::{burn, burn_from, send, send_from, transfer, transfer_from};

/// How events word what is not there.
fn word<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "-".into(), |value| value.to_string())
}
