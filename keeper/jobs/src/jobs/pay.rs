use std::sync::{Mutex, PoisonError};

use backlot_api::collection;
use backlot_chain::{Msg, TxOutcome};

use super::{quarantine::Quarantine, verdict, Verdict};
use crate::{Batch, Context, JobError, Outcome, TxError};

/// A transaction's purpose and messages.
pub(super) type Written = (String, Vec<Msg>);

/// Sends items in batches: halves what does not fit, bisects what is refused until the culprit stands alone, sets it
/// aside and goes on with the rest (acceptance K61). `write` makes the transaction of some items, `read` takes from
/// its outcome what it brought about, and how many of the items: a contract may do fewer than it was asked for.
pub(super) struct Pay<'a, T> {
    pub context: &'a Context,
    /// Film that is left to others where they are first; none: whatever others do, the rest is tried.
    pub film: Option<&'a str>,
    pub batch: &'a Mutex<Batch>,
    pub quarantine: &'a Quarantine<T>,
    pub now_ns: u64,
    pub write: &'a (dyn Fn(&[T]) -> Result<Written, JobError> + Send + Sync),
    pub read: &'a (dyn Fn(&TxOutcome, &mut Outcome) -> Option<u32> + Send + Sync),
}

/// That others are at it, and not only that there is nothing in these items: pages without credit look the same before
/// anything is sent.
fn is_race(error: &TxError) -> bool {
    matches!(error, TxError::Failed(_)) || error.contract_code() == Some(collection::code::NOTHING)
}

impl<T: Ord + Clone + Send + Sync> Pay<'_, T> {
    /// False where the rest is left to somebody who was first.
    pub async fn run(&self, items: &[T], outcome: &mut Outcome) -> Result<bool, JobError> {
        // Ranges that remain, the next one last. A range that was refused comes back in halves.
        let mut ranges = vec![(0, items.len())];
        while let Some((start, end)) = ranges.pop() {
            if start == end || self.context.stopping() {
                continue;
            }
            let size = usize::try_from(self.sized(|batch| batch.size())).unwrap_or(usize::MAX).min(end - start);
            let middle = start + size;
            let part = &items[start..middle];
            let count = u32::try_from(size).unwrap_or(u32::MAX);
            let (purpose, msgs) = (self.write)(part)?;
            let error = match self.context.submitter.submit(&purpose, &msgs).await {
                Ok(done) => {
                    outcome.note(&purpose, &done);
                    if let Some(film) = self.film {
                        self.context.courtesy.won(film);
                    }
                    let through = (self.read)(&done, outcome).unwrap_or(count).clamp(1, count);
                    self.sized(|batch| if through < count { batch.cap(through) } else { batch.grow(count) });
                    let through = &part[..usize::try_from(through).unwrap_or(usize::MAX).min(size)];
                    through.iter().for_each(|item| self.quarantine.release(item));
                    ranges.push((start + through.len(), end));
                    continue;
                }
                Err(error) => error,
            };
            match verdict(&error) {
                Verdict::Done => {
                    outcome.lost_races += 1;
                    match self.film {
                        Some(film) if is_race(&error) => {
                            self.context.courtesy.lost(film);
                            return Ok(false);
                        }
                        _ => ranges.push((middle, end)),
                    }
                }
                Verdict::TooBig if self.sized(|batch| batch.shrink(count)) => ranges.push((start, end)),
                Verdict::Refused if size > 1 => {
                    let half = start + size / 2;
                    ranges.extend([(middle, end), (half, middle), (start, half)]);
                }
                Verdict::TooBig | Verdict::Refused => {
                    tracing::warn!(purpose, %error, "set aside");
                    self.quarantine.put(items[start].clone(), error.to_string(), self.now_ns);
                    outcome.block(purpose, error);
                    ranges.push((middle, end));
                }
                Verdict::TooDear => {
                    outcome.wait(purpose, error);
                    return Ok(false);
                }
                Verdict::Broken => return Err(error.into()),
            }
        }
        Ok(true)
    }

    fn sized<R>(&self, act: impl FnOnce(&mut Batch) -> R) -> R {
        act(&mut self.batch.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
