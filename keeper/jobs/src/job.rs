use std::{
    sync::{
        atomic::{AtomicBool, Ordering},
        Arc,
    },
    time::Duration,
};

use async_trait::async_trait;
use backlot_chain::{Chain, ChainError, TxOutcome};
use serde::{Deserialize, Serialize};

use crate::{courtesy::Courtesy, Submitter, TxError};

/// What a job works with.
pub struct Context {
    /// The chain.
    pub chain: Arc<dyn Chain>,
    /// Who sends.
    pub submitter: Submitter,
    pub(crate) stop: AtomicBool,
    pub(crate) courtesy: Courtesy,
}

impl Context {
    /// Chain and sender, and how long a film is left to another keeper that does not get on.
    pub fn new(chain: Arc<dyn Chain>, submitter: Submitter, patience: Duration) -> Self {
        let courtesy = Courtesy::new(patience, submitter.address());
        Self { chain, submitter, stop: AtomicBool::new(false), courtesy }
    }

    /// The keeper is to stop: begin no further transaction.
    pub fn stopping(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Asks a contract.
    ///
    /// # Errors
    /// [`JobError`] where it refuses, or answers something else.
    pub async fn ask<A: serde::de::DeserializeOwned>(
        &self,
        contract: &str,
        query: &impl Serialize,
    ) -> Result<A, JobError> {
        let answer = self.chain.query_smart(contract, &to_json(query)?).await?;
        serde_json::from_slice(&answer).map_err(|error| JobError::Answer(format!("{contract}: {error}")))
    }
}

pub(crate) fn to_json(message: &impl Serialize) -> Result<Vec<u8>, JobError> {
    serde_json::to_vec(message).map_err(|error| JobError::Answer(error.to_string()))
}

/// When a job is due, beside when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trigger {
    /// At least this often: state is the truth.
    pub every: Duration,
    /// And whenever something happened on the chain: events are hints.
    pub hinted: bool,
}

/// What a job would do now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// Job.
    pub job: String,
    /// Film.
    pub film: String,
    /// Its next transactions. What they bring about may call for more.
    pub actions: Vec<PlannedAction>,
}

/// A transaction a job would send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedAction {
    /// What for.
    pub purpose: String,
    /// Called contract.
    pub contract: String,
    /// Message.
    pub message: serde_json::Value,
    /// Gas limit it would be sent with; none where the chain would refuse it now.
    pub gas: Option<u64>,
    /// Why the chain would refuse it now.
    pub refusal: Option<String>,
}

/// A transaction of a job.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TxSummary {
    /// What for.
    pub purpose: String,
    /// Hash.
    pub hash: String,
    /// Block.
    pub height: u64,
    /// Gas used.
    pub gas_used: u64,
}

/// Something that cannot be done and does not hold up the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Blocked {
    /// What.
    pub what: String,
    /// The chain's words.
    pub reason: String,
}

/// What a job did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Included transactions.
    pub txs: Vec<TxSummary>,
    /// Set aside, with the reason; tried again later.
    pub blocked: Vec<Blocked>,
    /// What waits because gas, or the day's budget, does not allow it now (acceptance K59).
    #[serde(default)]
    pub waiting: Vec<Blocked>,
    /// Work that somebody else had done first: no loss (acceptance K68).
    pub lost_races: u32,
    /// Credited to holders, base units.
    pub credited: u128,
    /// Handed out to be paid, base units.
    pub paid: u128,
    /// Of that: parked because the recipient could not take it, base units.
    pub parked: u128,
}

impl Outcome {
    pub(crate) fn note(&mut self, purpose: &str, outcome: &TxOutcome) {
        self.txs.push(TxSummary {
            purpose: purpose.to_owned(),
            hash: outcome.hash.clone(),
            height: outcome.height,
            gas_used: outcome.gas_used,
        });
    }

    pub(crate) fn wait(&mut self, what: impl Into<String>, reason: impl ToString) {
        self.waiting.push(Blocked { what: what.into(), reason: reason.to_string() });
    }

    pub(crate) fn block(&mut self, what: impl Into<String>, reason: impl ToString) {
        self.blocked.push(Blocked { what: what.into(), reason: reason.to_string() });
    }
}

/// Why a job could not go on.
#[derive(thiserror::Error, Debug)]
pub enum JobError {
    /// Sending.
    #[error(transparent)]
    Tx(#[from] TxError),
    /// Asking.
    #[error(transparent)]
    Chain(#[from] ChainError),
    /// A contract's answer was not what its interface says.
    #[error("a contract's answer cannot be read: {0}")]
    Answer(String),
}

impl JobError {
    /// The chain's state that is behind it, where it concerns every job and not this one alone.
    pub fn concerns_all(&self) -> bool {
        match self {
            Self::Tx(error) => {
                matches!(error, TxError::Chain(_) | TxError::WalletEmpty { .. } | TxError::Journal(_))
            }
            Self::Chain(error) => matches!(
                error,
                ChainError::Unreachable { .. }
                    | ChainError::WrongChain { .. }
                    | ChainError::Behind { .. }
                    | ChainError::Halted { .. }
            ),
            Self::Answer(_) => false,
        }
    }

    /// It will not pass by itself: the process should end and be looked at.
    pub fn is_fatal(&self) -> bool {
        matches!(self, Self::Tx(TxError::Journal(_) | TxError::Chain(ChainError::Key(_))))
    }
}

/// A piece of work a keeper does again and again.
#[async_trait]
pub trait Job: Send + Sync {
    /// Its name, the same in logs, metrics and status.
    fn name(&self) -> &str;
    /// Film it serves.
    fn film(&self) -> &str;
    /// When it is due.
    fn trigger(&self) -> Trigger;
    /// What it would do now. Signs nothing.
    async fn plan(&self, context: &Context) -> Result<Plan, JobError>;
    /// Does what there is to do, once through. Harmless to repeat, at any moment, by anyone.
    async fn run(&self, context: &Context) -> Result<Outcome, JobError>;
}
