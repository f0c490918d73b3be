//! Runs jobs and knows how they stand.

mod clockwork;
mod status;

use std::{
    collections::BTreeSet,
    path::Path,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use backlot_chain::{Chain, ChainError, Signer};

pub use status::{JobState, JobStatus, KeeperStatus, Readiness};

use crate::{
    submit::day, AllowList, Blocked, Context, Distribution, FilmTarget, Job, JobError, Journal, KeeperConfig, Observer,
    Outcome, Payout, Plan, ReleaseReserves, RetryParked, Submitter, TxError, TxSummary,
};

/// Passes over all jobs in one [`Keeper::tick`]; a bound against contracts that never run out of work.
const MOST_PASSES: u32 = 10_000;

/// Polls for which work that another keeper was first at may stand still before this one takes over.
const PATIENCE: u32 = 4;

/// What one tick did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Included transactions.
    pub txs: Vec<TxSummary>,
    /// What is set aside.
    pub blocked: Vec<Blocked>,
    /// Jobs that failed, and why; the others went on.
    pub errors: Vec<(String, String)>,
    /// Work somebody else had done first.
    pub lost_races: u32,
}

/// A keeper: the jobs of some films, one key, one journal.
pub struct Keeper {
    config: KeeperConfig,
    context: Context,
    jobs: Vec<Box<dyn Job>>,
    status: Mutex<KeeperStatus>,
    /// The fee that the wallet last could not pay; 0 once a transaction went through. Without it the keeper would
    /// call itself ready before every try, and unready after it.
    unpaid: Mutex<u128>,
}

impl Keeper {
    /// A keeper for these films. Opens the journal (or begins one); asks the chain nothing yet.
    ///
    /// # Errors
    /// [`JobError`] for an address that is not canonical, or a journal that is in use.
    pub fn new(
        config: KeeperConfig,
        chain: Arc<dyn Chain>,
        signer: Arc<dyn Signer>,
        journal: &Path,
        films: &[FilmTarget],
    ) -> Result<Self, JobError> {
        let allow = AllowList::keeper(&config.prefix, films)?;
        let journal = Arc::new(Journal::open(journal).map_err(TxError::from)?);
        let submitter = Submitter::new(chain.clone(), signer, journal, config.tx.clone(), allow);
        let jobs = jobs_of(films, &config);
        let status = KeeperStatus {
            chain_id: chain.chain_id().to_owned(),
            address: submitter.address().to_owned(),
            starts: submitter.journal.starts().map_err(TxError::from)?,
            jobs: jobs
                .iter()
                .map(|job| JobStatus { job: job.name().into(), film: job.film().into(), ..JobStatus::default() })
                .collect(),
            ..KeeperStatus::default()
        };
        Ok(Self {
            context: Context::new(chain, submitter, config.poll * PATIENCE),
            config,
            jobs,
            status: Mutex::new(status),
            unpaid: Mutex::default(),
        })
    }

    /// Tells `observer` every step of every transaction.
    #[must_use]
    pub fn with_observer(mut self, observer: Observer) -> Self {
        self.context.submitter = self.context.submitter.with_observer(observer);
        self
    }

    /// How it stands, now.
    pub fn status(&self) -> KeeperStatus {
        let mut status = self.lock().clone();
        status.fees = self.context.submitter.fees();
        let submitter = &self.context.submitter;
        status.kinds = submitter.journal.totals().unwrap_or_default();
        status.fees_today = submitter.journal.fees_of(day(status.chain_time_ns)).unwrap_or_default();
        status.daily_budget = submitter.policy().daily_budget;
        (status.gas_price_micro, status.gas_wanted_micro) =
            submitter.price().map_or((None, None), |(now, wanted)| (Some(now), wanted));
        status.endpoints = self.context.chain.endpoints();
        if status.readiness == Readiness::Ready {
            if let Some(waiting) = status.jobs.iter().find_map(|job| job.waiting.first()) {
                status.readiness = Readiness::TooDear;
                status.reason = Some(format!("{}: {}", waiting.what, waiting.reason));
            }
        }
        status
    }

    /// What every job would do next. Signs nothing.
    ///
    /// # Errors
    /// [`JobError`] where a contract or the chain cannot be asked.
    pub async fn plan(&self) -> Result<Vec<Plan>, JobError> {
        let mut plans = Vec::with_capacity(self.jobs.len());
        for job in &self.jobs {
            plans.push(job.plan(&self.context).await?);
        }
        Ok(plans)
    }

    /// Works until no job finds anything to do, or what there is to do is under way elsewhere. A job that fails is left alone for this tick, the others go on.
    ///
    /// # Errors
    /// [`JobError`] where the chain, the wallet or the journal stands against all of them.
    pub async fn tick(&self) -> Result<Round, JobError> {
        let mut round = Round::default();
        let mut failed = BTreeSet::new();
        self.look().await?;
        for _ in 0..MOST_PASSES {
            let before = round.txs.len();
            round.blocked.clear();
            for at in 0..self.jobs.len() {
                if failed.contains(&at) || self.context.stopping() {
                    continue;
                }
                match self.run_job(at).await {
                    Ok(outcome) => {
                        round.txs.extend(outcome.txs);
                        round.blocked.extend(outcome.blocked);
                        round.lost_races += outcome.lost_races;
                    }
                    Err(error) if error.concerns_all() => return Err(error),
                    Err(error) => {
                        failed.insert(at);
                        round.errors.push((self.jobs[at].name().to_owned(), error.to_string()));
                    }
                }
            }
            if round.txs.len() == before || self.context.stopping() {
                break;
            }
        }
        self.lock().rounds += 1;
        Ok(round)
    }

    /// Is the chain there, is it the right one, is there money for fees; and settles what an earlier life left open.
    async fn look(&self) -> Result<(), JobError> {
        let found = self.look_around().await;
        self.judge(&found);
        found
    }

    async fn look_around(&self) -> Result<(), JobError> {
        let head = self.context.submitter.head().await?;
        {
            // Said even where what follows stands against it.
            let mut status = self.lock();
            (status.height, status.chain_time_ns) = (head.height, head.time_ns);
        }
        let recovered = self.context.submitter.settle().await?.len();
        let wallet = self.context.submitter.wallet().await?;
        {
            let mut status = self.lock();
            status.recovered += recovered as u64;
            status.balance = wallet.as_ref().map(|coin| coin.amount.u128());
            status.denom = wallet.as_ref().map(|coin| coin.denom.clone());
        }
        let need = self.config.low_water.max(*self.unpaid.lock().unwrap_or_else(PoisonError::into_inner));
        match wallet {
            Some(coin) if coin.amount.u128() < need => Err(TxError::WalletEmpty {
                address: self.context.submitter.address().to_owned(),
                denom: coin.denom,
                have: coin.amount.u128(),
                need,
            }
            .into()),
            _ => Ok(()),
        }
    }

    async fn run_job(&self, at: usize) -> Result<Outcome, JobError> {
        self.lock().jobs[at].state = JobState::Running;
        let result = self.jobs[at].run(&self.context).await;
        self.judge(&result);
        match &result {
            Ok(outcome) if !outcome.txs.is_empty() => self.owe(0),
            Err(JobError::Tx(TxError::WalletEmpty { need, .. })) => self.owe(*need),
            _ => {}
        }
        let mut status = self.lock();
        let job = &mut status.jobs[at];
        match &result {
            Ok(outcome) => {
                job.state = JobState::Idle;
                job.runs += 1;
                job.failures = 0;
                job.last_error = None;
                job.txs += outcome.txs.len() as u64;
                job.gas += outcome.txs.iter().map(|tx| tx.gas_used).sum::<u64>();
                job.credited += outcome.credited;
                job.paid += outcome.paid;
                job.parked += outcome.parked;
                job.lost_races += u64::from(outcome.lost_races);
                job.blocked.clone_from(&outcome.blocked);
                job.waiting.clone_from(&outcome.waiting);
                if !outcome.txs.is_empty() {
                    job.last_outcome = Some(outcome.clone());
                }
            }
            Err(error) => {
                job.state = JobState::BackingOff;
                job.failures += 1;
                job.last_error = Some(error.to_string());
                tracing::warn!(job = job.job, film = job.film, failures = job.failures, %error, "job failed");
            }
        }
        drop(status);
        result
    }

    /// What a result says about readiness.
    fn judge<T>(&self, result: &Result<T, JobError>) {
        let (readiness, reason) = match result {
            Ok(_) => (Readiness::Ready, None),
            Err(error) => match readiness_of(error) {
                Some(readiness) => (readiness, Some(error.to_string())),
                // One job's own trouble.
                None => return,
            },
        };
        let mut status = self.lock();
        if status.readiness != readiness {
            tracing::info!(from = ?status.readiness, to = ?readiness, reason, "readiness");
        }
        status.readiness = readiness;
        status.reason = reason;
    }

    fn owe(&self, fee: u128) {
        *self.unpaid.lock().unwrap_or_else(PoisonError::into_inner) = fee;
    }

    fn lock(&self) -> MutexGuard<'_, KeeperStatus> {
        self.status.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn readiness_of(error: &JobError) -> Option<Readiness> {
    match error {
        JobError::Tx(TxError::WalletEmpty { .. }) => Some(Readiness::WalletEmpty),
        JobError::Tx(TxError::Chain(error)) | JobError::Chain(error) => match error {
            ChainError::WrongChain { .. } => Some(Readiness::WrongChain),
            ChainError::Unreachable { .. } => Some(Readiness::ChainUnreachable),
            ChainError::Behind { .. } => Some(Readiness::ChainBehind),
            ChainError::Halted { .. } => Some(Readiness::Halted),
            _ => None,
        },
        _ => None,
    }
}

/// Reserves first, for they are credited to parties; then parties: what they are paid fills the pots that the runs share
/// out.
fn jobs_of(films: &[FilmTarget], config: &KeeperConfig) -> Vec<Box<dyn Job>> {
    let mut jobs: Vec<Box<dyn Job>> = Vec::new();
    for film in films {
        jobs.push(Box::new(ReleaseReserves::new(film.clone(), config)));
        jobs.push(Box::new(Payout::new(film.clone(), config)));
        jobs.push(Box::new(Distribution::new(film.clone(), config)));
    }
    if let Some(first_wait) = config.retry_parked {
        let interchanges: BTreeSet<_> = films.iter().map(|film| film.interchange.clone()).collect();
        for interchange in interchanges {
            jobs.push(Box::new(RetryParked::new(interchange, first_wait, config)));
        }
    }
    jobs
}
