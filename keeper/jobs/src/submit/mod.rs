//! From messages to an included transaction.

mod error;
mod gas;
mod settle;

use std::{
    sync::{atomic::AtomicU64, atomic::Ordering, Arc, Mutex, PoisonError},
    time::Duration,
};

use backlot_chain::{Account, Chain, ChainError, Msg, SignedTx, Signer, Status, TxOutcome, TxTerms};
use cosmwasm_std::Coin;

pub use error::{Attempt, TxError};
pub use gas::GasBook;
pub use settle::Recovered;

use crate::{AllowList, Journal, TxPolicy};

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
    fees: AtomicU64,
    /// One in flight a key. Holds the sequence after the last transaction of ours, which a node that lags may not
    /// know yet.
    lane: tokio::sync::Mutex<Option<u64>>,
}

/// How one try ended.
enum Try {
    Again(Attempt),
    Stop(TxError),
}

impl<E: Into<TxError>> From<E> for Try {
    fn from(error: E) -> Self {
        Self::Stop(error.into())
    }
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
        let lane = tokio::sync::Mutex::new(None);
        Self { chain, signer, journal, policy, allow, observer: None, gas, fees: AtomicU64::new(0), lane }
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
        Ok((limit, self.policy.gas_price.as_ref().map(|price| price.fee(limit))))
    }

    /// Sends messages as one transaction and waits until a block has it. The first word of `purpose` is the kind its
    /// gas is booked under.
    ///
    /// # Errors
    /// [`TxError`]. Where the chain could not be reached, the transaction's end may be unknown: the next call, or
    /// [`settle`](Self::settle), finds it out.
    pub async fn submit(&self, purpose: &str, msgs: &[Msg]) -> Result<TxOutcome, TxError> {
        self.allow.check(msgs).map_err(|reason| TxError::NotAllowed { reason })?;
        let mut lane = self.lane.lock().await;
        self.settle_open(&mut lane).await?;
        let mut attempts = Vec::new();
        let mut pause = self.policy.backoff;
        loop {
            match self.attempt(&mut lane, purpose, msgs).await {
                Ok(outcome) => return Ok(outcome),
                Err(Try::Stop(error)) => return Err(error),
                Err(Try::Again(attempt)) => {
                    tracing::info!(purpose, ?attempt, "trying again");
                    self.tell(|| Step::Retrying { purpose: purpose.to_owned(), attempt: attempt.clone() });
                    attempts.push(attempt);
                }
            }
            if attempts.len() >= self.policy.attempts as usize {
                return Err(TxError::GaveUp { attempts });
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(self.policy.backoff * 16);
        }
    }

    async fn attempt(&self, lane: &mut Option<u64>, purpose: &str, msgs: &[Msg]) -> Result<TxOutcome, Try> {
        let head = self.head().await?;
        let mut account = self.chain.account(self.address()).await?;
        account.sequence = lane.map_or(account.sequence, |next| next.max(account.sequence));

        let simulated = match self.chain.simulate(self.signer.as_ref(), account, msgs).await {
            Err(error) if error.is_sequence_mismatch() => return Err(self.resync(lane, account, &error)),
            other => other?,
        };
        self.tell(|| Step::Simulated { purpose: purpose.to_owned(), gas: simulated });
        let gas = self.limit(purpose, simulated)?;
        let fee = self.fee(gas).await?;

        let timeout_height = head.height + self.policy.timeout_blocks.max(1);
        let terms = TxTerms { account, gas, fee: fee.clone(), timeout_height, memo: String::new() };
        let tx = self.chain.sign(self.signer.as_ref(), &terms, msgs)?;
        let id = self.journal.prepare(purpose, self.chain.chain_id(), self.address(), &tx)?;
        self.tell(|| Step::Prepared { purpose: purpose.to_owned(), hash: tx.hash.clone() });

        let acknowledged = match self.chain.broadcast(&tx).await {
            Ok(()) => true,
            Err(error) if error.is_uncertain() => {
                tracing::warn!(hash = tx.hash, %error, "no answer to the broadcast: looking for the hash");
                false
            }
            Err(error) => {
                self.journal.refused(id, &error.to_string())?;
                return Err(self.sort_refusal(lane, account, gas, error).await);
            }
        };
        self.journal.sent(id)?;
        self.tell(|| Step::Sent { hash: tx.hash.clone() });

        let Some(outcome) = self.confirm(id, &tx, acknowledged).await? else {
            *lane = None;
            return Err(Try::Again(Attempt::Expired { hash: tx.hash }));
        };
        self.book(lane, purpose, simulated, &tx, fee.as_ref(), outcome)
    }

    /// What an included transaction means for sequence, gas and the caller.
    fn book(
        &self,
        lane: &mut Option<u64>,
        purpose: &str,
        simulated: u64,
        tx: &SignedTx,
        fee: Option<&Coin>,
        outcome: TxOutcome,
    ) -> Result<TxOutcome, Try> {
        self.tell_included(purpose, &outcome);
        let paid = fee.map_or(0, |fee| u64::try_from(fee.amount.u128()).unwrap_or(u64::MAX));
        self.fees.fetch_add(paid, Ordering::Relaxed);
        let mut gas = self.gas.lock().unwrap_or_else(PoisonError::into_inner);
        if outcome.code == 0 {
            *lane = Some(tx.sequence + 1);
            gas.learn(kind(purpose), simulated, outcome.gas_used);
            return Ok(outcome);
        }
        // Whether a failed transaction used its sequence up depends on where it failed: the chain knows.
        *lane = None;
        let TxOutcome { codespace, code, log, .. } = &outcome;
        let refusal = ChainError::Refused { codespace: codespace.clone(), code: *code, log: log.clone() };
        if refusal.is_sequence_mismatch() {
            let expected = refusal.expected_sequence();
            return Err(Try::Again(Attempt::Sequence { used: tx.sequence, expected }));
        }
        if refusal.is_out_of_gas() {
            gas.raise(kind(purpose), simulated, outcome.gas_used);
            let (wanted, used) = (outcome.gas_wanted, outcome.gas_used);
            return Err(Try::Again(Attempt::OutOfGas { wanted, used }));
        }
        Err(Try::Stop(TxError::Failed(Box::new(outcome))))
    }

    /// Height and time of the right chain; another one is refused before anything is signed (acceptance K64).
    async fn head(&self) -> Result<Status, TxError> {
        let head = self.chain.status().await?;
        if head.chain_id != self.chain.chain_id() {
            let expected = self.chain.chain_id().to_owned();
            return Err(TxError::Chain(ChainError::WrongChain { expected, found: head.chain_id }));
        }
        Ok(head)
    }

    fn limit(&self, purpose: &str, simulated: u64) -> Result<u64, TxError> {
        let gas = self.gas.lock().unwrap_or_else(PoisonError::into_inner).limit(kind(purpose), simulated);
        if gas > self.policy.max_gas {
            return Err(TxError::TooMuchGas { gas, max: self.policy.max_gas });
        }
        Ok(gas)
    }

    async fn fee(&self, gas: u64) -> Result<Option<Coin>, TxError> {
        let Some(price) = &self.policy.gas_price else { return Ok(None) };
        let fee = price.fee(gas);
        let have = self.chain.balance(self.address(), &price.denom).await?;
        if have < fee.amount.u128() {
            return Err(self.empty(have, fee.amount.u128()));
        }
        Ok(Some(fee))
    }

    fn empty(&self, have: u128, need: u128) -> TxError {
        let denom = self.policy.gas_price.as_ref().map(|price| price.denom.clone()).unwrap_or_default();
        TxError::WalletEmpty { address: self.address().to_owned(), denom, have, need }
    }

    async fn sort_refusal(&self, lane: &mut Option<u64>, account: Account, gas: u64, error: ChainError) -> Try {
        if error.is_sequence_mismatch() {
            return self.resync(lane, account, &error);
        }
        if error.is_mempool_full() {
            return Try::Again(Attempt::MempoolFull);
        }
        match (&self.policy.gas_price, error.is_unpaid()) {
            (Some(price), true) => {
                let have = self.chain.balance(self.address(), &price.denom).await.unwrap_or_default();
                Try::Stop(self.empty(have, price.fee(gas).amount.u128()))
            }
            _ => Try::Stop(error.into()),
        }
    }

    /// Forgets what was believed of the sequence and takes the chain's word, if it gave one.
    fn resync(&self, lane: &mut Option<u64>, account: Account, error: &ChainError) -> Try {
        let expected = error.expected_sequence();
        *lane = expected;
        Try::Again(Attempt::Sequence { used: account.sequence, expected })
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
