//! From messages to an included transaction.

mod attempt;
mod error;
mod gas;
mod halt;
mod price;
mod settle;

use std::{
    sync::{atomic::AtomicU64, atomic::Ordering, Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use backlot_chain::{Chain, ChainError, Msg, Signer, Status, TxOutcome};
use cosmwasm_std::Coin;

pub(crate) use attempt::day;
pub use error::{Attempt, TxError};
pub use gas::GasBook;
pub use price::{Prices, TooDear, Urgency};
pub use settle::Recovered;

use halt::HaltWatch;

use crate::{AllowList, GasPrice, Journal, TxPolicy};

/// What a submission tells whoever watches it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// It would use this much gas.
    Simulated {
        /// Purpose.
        purpose: String,
        /// Gas.
        gas: u64,
    },
    /// Signed and in the journal; it has not left yet.
    Prepared {
        /// Purpose.
        purpose: String,
        /// Hash.
        hash: String,
    },
    /// A node has it, or may have it.
    Sent {
        /// Hash.
        hash: String,
    },
    /// A block has it.
    Included {
        /// Purpose.
        purpose: String,
        /// Hash.
        hash: String,
        /// Block.
        height: u64,
        /// 0: success.
        code: u32,
        /// Gas used.
        gas_used: u64,
    },
    /// A try failed; another follows.
    Retrying {
        /// Purpose.
        purpose: String,
        /// Why.
        attempt: Attempt,
    },
}

/// Who watches. Called on the submitter's task: be quick.
pub type Observer = Arc<dyn Fn(&Step) + Send + Sync>;

/// Signs, sends and confirms, one transaction at a time.
///
/// Everything a command or a job sends goes through here. Before a transaction leaves, the journal has its hash
/// (acceptance K56); while the end of an earlier one is unknown, nothing new is signed.
pub struct Submitter {
    pub(crate) chain: Arc<dyn Chain>,
    signer: Arc<dyn Signer>,
    pub(crate) journal: Arc<Journal>,
    policy: TxPolicy,
    allow: AllowList,
    observer: Option<Observer>,
    gas: Mutex<GasBook>,
    prices: Mutex<Prices>,
    watch: Mutex<HaltWatch>,
    fees: AtomicU64,
    /// One in flight a key.
    lane: tokio::sync::Mutex<Lane>,
}

/// What is known of the key's sequence.
#[derive(Clone, Copy, Debug, Default)]
struct Lane {
    /// The sequence after the last transaction of ours, which a node that lags may not know yet.
    next: Option<u64>,
    /// Record and sequence of the last one that no block took: the next one is signed in its place.
    expired: Option<(u64, u64)>,
}

impl Submitter {
    /// A submitter for one key.
    pub fn new(
        chain: Arc<dyn Chain>,
        signer: Arc<dyn Signer>,
        journal: Arc<Journal>,
        policy: TxPolicy,
        allow: AllowList,
    ) -> Self {
        let gas = Mutex::new(GasBook::new(policy.gas_factor_pct));
        let prices = Mutex::new(Prices::new(policy.base()));
        let (watch, lane) = (Mutex::new(HaltWatch::new()), tokio::sync::Mutex::default());
        let fees = AtomicU64::new(0);
        Self { chain, signer, journal, policy, allow, observer: None, gas, prices, watch, fees, lane }
    }

    /// Tells `observer` every step.
    #[must_use]
    pub fn with_observer(mut self, observer: Observer) -> Self {
        self.observer = Some(observer);
        self
    }

    /// Whose transactions these are.
    pub fn address(&self) -> &str {
        self.signer.address()
    }

    /// How transactions are made.
    pub fn policy(&self) -> &TxPolicy {
        &self.policy
    }

    /// Fees of the transactions signed and included since the start, in base units.
    pub fn fees(&self) -> u64 {
        self.fees.load(Ordering::Relaxed)
    }

    /// What is in the wallet of the fee denom; nothing where no fee is paid.
    ///
    /// # Errors
    /// [`ChainError`] where the chain cannot be asked.
    pub async fn wallet(&self) -> Result<Option<Coin>, ChainError> {
        let Some(price) = &self.policy.gas_price else { return Ok(None) };
        let have = self.chain.balance(self.address(), &price.denom).await?;
        Ok(Some(Coin::new(have, price.denom.clone())))
    }

    /// Gas limit and fee that these messages would be sent with. Nothing is signed.
    ///
    /// # Errors
    /// [`TxError::Refused`] where the chain would refuse them, others as for [`submit`](Self::submit).
    pub async fn quote(&self, purpose: &str, msgs: &[Msg]) -> Result<(u64, Option<Coin>), TxError> {
        self.allow.check(msgs).map_err(|reason| TxError::NotAllowed { reason })?;
        self.head().await?;
        let account = self.chain.account(self.address()).await?;
        let simulated = self.chain.simulate(self.signer.as_ref(), account, msgs).await?;
        let limit = self.limit(purpose, simulated)?;
        let micro = self.prices().now().min(self.policy.cap(Urgency::Normal));
        let price = self.policy.gas_price.as_ref().map(|price| GasPrice { micro, denom: price.denom.clone() });
        Ok((limit, price.map(|price| price.fee(limit))))
    }

    /// Sends messages as one transaction and waits until a block has it. The first word of `purpose` is the kind its
    /// gas is booked under.
    ///
    /// # Errors
    /// [`TxError`]. Where the chain could not be reached, the transaction's end may be unknown: the next call, or
    /// [`settle`](Self::settle), finds it out.
    pub async fn submit(&self, purpose: &str, msgs: &[Msg]) -> Result<TxOutcome, TxError> {
        self.submit_as(Urgency::Normal, purpose, msgs).await
    }

    /// As [`submit`](Self::submit), for as much as this urgency is worth.
    ///
    /// # Errors
    /// As [`submit`](Self::submit); [`TxError::TooDear`] and [`TxError::OverBudget`] where it has to wait.
    pub async fn submit_as(&self, urgency: Urgency, purpose: &str, msgs: &[Msg]) -> Result<TxOutcome, TxError> {
        self.allow.check(msgs).map_err(|reason| TxError::NotAllowed { reason })?;
        let mut lane = self.lane.lock().await;
        self.settle_open(&mut lane).await?;
        let mut attempts = Vec::new();
        let mut pause = self.policy.backoff;
        loop {
            let attempt = match self.attempt(&mut lane, urgency, purpose, msgs).await {
                Ok(outcome) => return Ok(outcome),
                Err(attempt::Try::Stop(error)) => return Err(error),
                Err(attempt::Try::Again(attempt)) => attempt,
            };
            tracing::info!(purpose, ?attempt, "trying again");
            self.tell(|| Step::Retrying { purpose: purpose.to_owned(), attempt: attempt.clone() });
            // A price that was just named is good now.
            let at_once = matches!(attempt, Attempt::FeeTooLow { .. });
            attempts.push(attempt);
            if attempts.len() >= self.policy.attempts as usize {
                return Err(TxError::GaveUp { attempts });
            }
            if !at_once {
                tokio::time::sleep(pause).await;
                pause = (pause * 2).min(self.policy.backoff * 16);
            }
        }
    }

    /// Height and time of the right chain; another one, or one that makes no blocks, is refused before anything is
    /// signed (acceptance K64).
    ///
    /// # Errors
    /// [`ChainError::WrongChain`], [`ChainError::Halted`]; others where it cannot be asked.
    pub async fn head(&self) -> Result<Status, ChainError> {
        let head = self.chain.status().await?;
        if head.chain_id != self.chain.chain_id() {
            let expected = self.chain.chain_id().to_owned();
            return Err(ChainError::WrongChain { expected, found: head.chain_id });
        }
        let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        match watch.look(&head, Instant::now(), &self.policy.halt) {
            Some(silent) => Err(ChainError::Halted { height: head.height, seconds: silent.as_secs() }),
            None => Ok(head),
        }
    }

    /// What gas costs now, as learned, and what the node last wanted, 10⁻⁶ base units; nothing where no fee is paid.
    pub fn price(&self) -> Option<(u64, Option<u64>)> {
        self.policy.gas_price.as_ref()?;
        let prices = self.prices();
        Some((prices.now(), prices.wanted()))
    }

    fn prices(&self) -> MutexGuard<'_, Prices> {
        self.prices.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, step: impl FnOnce() -> Step) {
        if let Some(observer) = &self.observer {
            observer(&step());
        }
    }

    fn tell_included(&self, purpose: &str, outcome: &TxOutcome) {
        let TxOutcome { hash, height, code, gas_used, .. } = outcome;
        tracing::info!(purpose, hash, height, code, gas_used, "included");
        self.tell(|| Step::Included {
            purpose: purpose.to_owned(),
            hash: hash.clone(),
            height: *height,
            code: *code,
            gas_used: *gas_used,
        });
    }

    async fn pause(&self) {
        tokio::time::sleep(self.policy.poll.max(Duration::from_millis(1))).await;
    }
}

fn kind(purpose: &str) -> &str {
    purpose.split(' ').next().unwrap_or_default()
}
