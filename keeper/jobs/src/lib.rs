//! The keeper daemon: jobs, the supervisor that runs them, and the journal that keeps a crash from paying twice.
//!
//! - A [`Job`] is one value: name, trigger, `plan` (dry run), `run`. The contract says what work exists; a job asks it
//!   and nothing else.
//! - A [`Submitter`] turns messages into an included transaction: one in flight per key, its hash in the [`Journal`]
//!   before it leaves, sequences and gas corrected as the chain answers.
//! - A [`Keeper`] runs the jobs of its films, holds their status and serves it ([`http`]).
//!
//! Nothing here reads the clock of this machine: what is due is decided by the chain's time (acceptance K65). Pauses
//! between tries use the monotonic clock.

mod allow;
mod batch;
mod config;
mod courtesy;
pub mod http;
mod job;
mod jobs;
mod journal;
mod submit;
mod supervisor;

pub use allow::AllowList;
pub use batch::Batch;
pub use config::{FilmTarget, GasPrice, Halt, KeeperConfig, Pages, TxPolicy};
pub use job::{Blocked, Context, Job, JobError, Outcome, Plan, PlannedAction, Trigger, TxSummary};
pub use jobs::{Distribution, Payout, ReleaseReserves, RetryParked};
pub use journal::{Entry, Journal, JournalError, KindTotals, Record, TxState};
pub use submit::{Attempt, GasBook, Observer, Prices, Recovered, Step, Submitter, TooDear, TxError, Urgency};
pub use supervisor::{JobState, JobStatus, Keeper, KeeperStatus, Readiness, Round};
