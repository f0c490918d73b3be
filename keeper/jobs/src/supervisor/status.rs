use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Blocked, KindTotals, Outcome};

/// How a job stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// Waits for its time or an event.
    #[default]
    Idle,
    /// At work.
    Running,
    /// Failed; waits longer each time.
    BackingOff,
}

/// Whether the keeper can do its work; the first thing that stands against it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Readiness {
    /// It has not looked yet.
    #[default]
    Starting,
    /// Yes.
    Ready,
    /// No endpoint answers.
    ChainUnreachable,
    /// The endpoint serves another chain: nothing is signed.
    WrongChain,
    /// The wallet cannot pay fees.
    WalletEmpty,
    /// It is ending.
    Stopping,
}

/// One job.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct JobStatus {
    /// Job.
    pub job: String,
    /// Film; empty where it serves all.
    pub film: String,
    /// State.
    pub state: JobState,
    /// Times it was run to its end.
    pub runs: u64,
    /// Failures in a row.
    pub failures: u32,
    /// What the last failure said; gone after a success.
    pub last_error: Option<String>,
    /// The last outcome that brought about anything.
    pub last_outcome: Option<Outcome>,
    /// Milliseconds until it is due, from when this was written.
    pub next_in_ms: u64,
    /// Transactions since the start.
    pub txs: u64,
    /// Gas since the start.
    pub gas: u64,
    /// Credited to holders since the start, base units.
    pub credited: u128,
    /// Handed out to be paid since the start, base units.
    pub paid: u128,
    /// Of that: parked, base units.
    pub parked: u128,
    /// Work somebody else had done first.
    pub lost_races: u64,
    /// What is set aside now.
    pub blocked: Vec<Blocked>,
}

/// All of a keeper.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeeperStatus {
    /// Chain.
    pub chain_id: String,
    /// Whose key.
    pub address: String,
    /// Whether it can work.
    pub readiness: Readiness,
    /// Why not, in words.
    pub reason: Option<String>,
    /// Height last seen.
    pub height: u64,
    /// Its time, nanoseconds since 1970: the chain's, not this machine's.
    pub chain_time_ns: u64,
    /// Balance of the fee denom; none where no fee is paid.
    pub balance: Option<u128>,
    /// Fee denom.
    pub denom: Option<String>,
    /// Fees paid since the start, base units.
    pub fees: u64,
    /// Rounds since the start.
    pub rounds: u64,
    /// How often this journal was opened: starts of the keeper.
    pub starts: u64,
    /// Transactions of earlier tries whose end was found out later.
    pub recovered: u64,
    /// Included transactions by kind of message, over all starts.
    pub kinds: BTreeMap<String, KindTotals>,
    /// Jobs.
    pub jobs: Vec<JobStatus>,
}
