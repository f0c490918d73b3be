//! The daemon's loop: when which job is due. Monotonic time only; what is due on the chain the contracts say.

use std::{
    future::Future,
    sync::atomic::Ordering,
    time::{Duration, Instant},
};

use backlot_chain::{events::Hints, ChainError};

use super::{JobState, Keeper, Readiness};
use crate::{JobError, TxError};

/// Least pause between two looks that events ask for: a busy chain must not make a keeper spin.
const LEAST_PAUSE: Duration = Duration::from_millis(200);

/// Looks in a row at which every endpoint serves another chain, until the keeper ends: it was started for a chain that
/// is no more, and only somebody who looks can say what to do (acceptance K64).
const WRONG_CHAIN_LOOKS: u32 = 5;

/// Longest pause while the chain has halted: a look costs nothing, and work waits for the next block.
const HALTED_PAUSE: Duration = Duration::from_secs(5);

/// How long a stop waits for the transaction in flight.
const GRACE: Duration = Duration::from_secs(20);

impl Keeper {
    /// Runs jobs as they fall due until `until` ends; then waits for the transaction in flight, for so long as is
    /// decent, and returns: what is still open then is in the journal. What the chain or the wallet stands against is
    /// waited out, with growing pauses, and shown by readiness (acceptance K63).
    ///
    /// # Errors
    /// [`JobError`] that no waiting mends: the journal cannot be written, a key cannot be used, every endpoint serves
    /// another chain.
    pub async fn run(&self, hints: Option<Hints>, until: impl Future<Output = ()> + Send) -> Result<(), JobError> {
        let work = self.cycle(hints);
        tokio::pin!(work, until);
        tokio::select! {
            result = &mut work => return result,
            () = &mut until => {}
        }
        self.context.stop.store(true, Ordering::Relaxed);
        self.lock().readiness = Readiness::Stopping;
        tokio::time::timeout(GRACE, work).await.unwrap_or(Ok(()))
    }

    async fn cycle(&self, mut hints: Option<Hints>) -> Result<(), JobError> {
        let mut due = vec![Instant::now(); self.jobs.len()];
        let (mut failures, mut elsewhere) = (0, 0);
        while !self.context.stopping() {
            match self.round(&mut due).await {
                Ok(()) => (failures, elsewhere) = (0, 0),
                Err(error) if error.is_fatal() => return Err(error),
                Err(error) => {
                    failures += 1;
                    elsewhere = if is_elsewhere(&error) { elsewhere + 1 } else { 0 };
                    if elsewhere >= WRONG_CHAIN_LOOKS {
                        return Err(error);
                    }
                    let mut pause = self.backoff(failures);
                    if self.lock().readiness == Readiness::Halted {
                        pause = pause.min(HALTED_PAUSE);
                    }
                    tracing::warn!(%error, ?pause, "waiting");
                    self.sleep(pause, None).await;
                    continue;
                }
            }
            let next = due.iter().min().copied().unwrap_or_else(Instant::now);
            let pause = next.saturating_duration_since(Instant::now()).max(LEAST_PAUSE.min(self.config.poll));
            if self.sleep(pause, hints.as_mut()).await {
                self.sleep(LEAST_PAUSE.min(self.config.poll), None).await;
                let now = Instant::now();
                for (at, job) in self.jobs.iter().enumerate() {
                    // A hint does not cut short the pause after a failure.
                    if job.trigger().hinted && self.lock().jobs[at].failures == 0 {
                        due[at] = now;
                    }
                }
            }
        }
        Ok(())
    }

    /// Runs the jobs that are due, each until it finds nothing more to do.
    async fn round(&self, due: &mut [Instant]) -> Result<(), JobError> {
        self.look().await?;
        self.lock().rounds += 1;
        let mut moved = true;
        while moved && !self.context.stopping() {
            moved = false;
            for (at, due) in due.iter_mut().enumerate() {
                if *due > Instant::now() || self.context.stopping() {
                    continue;
                }
                let pause = match self.run_job(at).await {
                    // What one job did may be another's work: all are looked at again at once.
                    Ok(outcome) if !outcome.txs.is_empty() => {
                        moved = true;
                        Duration::ZERO
                    }
                    Ok(_) => self.jobs[at].trigger().every,
                    Err(error) if error.concerns_all() => return Err(error),
                    Err(_) => self.backoff(self.lock().jobs[at].failures),
                };
                *due = Instant::now() + pause;
                self.lock().jobs[at].next_in_ms = u64::try_from(pause.as_millis()).unwrap_or(u64::MAX);
            }
            if moved {
                let now = Instant::now();
                let status = self.lock();
                for (due, job) in due.iter_mut().zip(&status.jobs) {
                    if job.state == JobState::Idle {
                        *due = now;
                    }
                }
            }
        }
        Ok(())
    }

    fn backoff(&self, failures: u32) -> Duration {
        let doublings = failures.saturating_sub(1).min(16);
        self.config.poll.saturating_mul(1 << doublings).min(self.config.max_backoff)
    }

    /// True where a hint ended it. Short naps, so that a stop is noticed.
    async fn sleep(&self, pause: Duration, mut hints: Option<&mut Hints>) -> bool {
        let end = Instant::now() + pause;
        while !self.context.stopping() {
            let left = end.saturating_duration_since(Instant::now()).min(Duration::from_millis(100));
            if left.is_zero() {
                return false;
            }
            let Some(stream) = hints.as_deref_mut() else {
                tokio::time::sleep(left).await;
                continue;
            };
            match tokio::time::timeout(left, stream.changed()).await {
                Ok(Ok(())) => return true,
                // Nobody hints any more: the poll remains.
                Ok(Err(_)) => hints = None,
                Err(_) => {}
            }
        }
        false
    }
}

fn is_elsewhere(error: &JobError) -> bool {
    let (JobError::Chain(error) | JobError::Tx(TxError::Chain(error))) = error else { return false };
    matches!(error, ChainError::WrongChain { .. })
}
