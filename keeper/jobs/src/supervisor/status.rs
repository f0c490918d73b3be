use std::collections::BTreeMap;

use backlot_chain::Endpoint;
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
    /// Every endpoint that answers is behind what was seen already.
    ChainBehind,
    /// The chain makes no blocks: nothing is signed.
    Halted,
    /// The wallet cannot pay fees.
    WalletEmpty,
    /// Some of the work waits, because gas is dearer than its cap or the day's budget is spent.
    TooDear,
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
    /// What waits for gas to get cheaper, or for the next day's budget.
    #[serde(default)]
    pub waiting: Vec<Blocked>,
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
    /// What gas costs now, as learned, 10⁻⁶ base units; none where no fee is paid.
    #[serde(default)]
    pub gas_price_micro: Option<u64>,
    /// What the node last said it wants, 10⁻⁶ base units; none where it never refused a fee.
    #[serde(default)]
    pub gas_wanted_micro: Option<u64>,
    /// Fees of this day of chain time, over all starts, base units.
    #[serde(default)]
    pub fees_today: u128,
    /// Most fees of a day; none: no bound.
    #[serde(default)]
    pub daily_budget: Option<u128>,
    /// Endpoints, as they were last seen.
    #[serde(default)]
    pub endpoints: Vec<Endpoint>,
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
