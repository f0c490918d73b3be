use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use async_trait::async_trait;
use backlot_api::{
    event::TypedEvent,
    interchange::InterchangeParked,
    returns::{AdvanceWork, DeliverWork, ExecuteMsg, QueryMsg, ReturnsDelivered, ReturnsSet, WorkResponse},
};
use backlot_chain::TxOutcome;

use super::{call, foresee, pay::Pay, quarantine::Quarantine, verdict, Verdict};
use crate::{
    job::{Plan, PlannedAction, Trigger},
    Batch, Context, FilmTarget, Job, JobError, KeeperConfig, Outcome, Urgency,
};

/// A film's distribution runs: trigger what is due, advance what runs, end what expired, deliver what is credited.
pub struct Distribution {
    film: FilmTarget,
    every: Duration,
    advance: Mutex<Batch>,
    deliver: Mutex<Batch>,
    /// Credit pages whose delivery is refused: series and page.
    pages: Quarantine<(u8, u32)>,
    /// Runs that cannot be triggered, advanced or ended: what is refused, by purpose.
    acts: Quarantine<String>,
}

impl Distribution {
    /// The runs of a film.
    pub fn new(film: FilmTarget, config: &KeeperConfig) -> Self {
        Self {
            film,
            every: config.poll,
            advance: Mutex::new(Batch::new(config.advance.start, config.advance.max)),
            deliver: Mutex::new(Batch::new(config.deliver.start, config.deliver.max)),
            pages: Quarantine::new(),
            acts: Quarantine::new(),
        }
    }

    async fn work(&self, context: &Context) -> Result<WorkResponse, JobError> {
        context.ask(&self.film.returns, &QueryMsg::Work {}).await
    }

    /// One transaction that is not a batch.
    async fn act(
        &self,
        context: &Context,
        (urgency, purpose, message): (Urgency, String, &ExecuteMsg),
        now_ns: u64,
        outcome: &mut Outcome,
    ) -> Result<(), JobError> {
        if context.stopping() || self.acts.holds(&purpose, now_ns) {
            return Ok(());
        }
        match context.submitter.submit_as(urgency, &purpose, &[call(&self.film.returns, message)?]).await {
            Ok(done) => {
                self.acts.release(&purpose);
                outcome.note(&purpose, &done);
                context.courtesy.won(&self.film.film);
            }
            Err(error) => match verdict(&error) {
                Verdict::Done => self.lost(context, outcome),
                Verdict::TooBig | Verdict::Refused => {
                    self.acts.put(purpose.clone(), error.to_string(), now_ns);
                    outcome.block(purpose, error);
                }
                Verdict::TooDear => outcome.wait(purpose, error),
                Verdict::Broken => return Err(error.into()),
            },
        }
        Ok(())
    }

    /// Somebody else was first, and is at work.
    fn lost(&self, context: &Context, outcome: &mut Outcome) {
        outcome.lost_races += 1;
        context.courtesy.lost(&self.film.film);
    }

    /// Advances every run as far as it goes. The contract's cursor is read again for every set: whoever else advances
    /// the run, no set is sent twice, and one that was sent is recognised.
    async fn advance_all(&self, context: &Context, now_ns: u64, outcome: &mut Outcome) -> Result<(), JobError> {
        let mut stuck = BTreeSet::new();
        sized(&self.advance, Batch::forget_bound);
        while outcome.lost_races == 0 && !context.stopping() {
            let work = self.work(context).await?;
            let Some(next) = work.advance.into_iter().find(|work| !stuck.contains(&work.run)) else { break };
            let AdvanceWork { run, cursor, pages_left } = next;
            if self.acts.holds(&format!("returns.advance run {run}"), now_ns) {
                stuck.insert(run);
                continue;
            }
            let pages = sized(&self.advance, |batch| batch.size()).min(pages_left.max(1));
            let purpose = format!("returns.advance run {run} cursor {cursor}");
            let message = ExecuteMsg::Advance { run, expected_cursor: cursor, pages };
            // A run keeps wallets frozen until it is through: it is worth more than what merely pays out.
            let msgs = [call(&self.film.returns, &message)?];
            let error = match context.submitter.submit_as(Urgency::Urgent, &purpose, &msgs).await {
                Ok(done) => {
                    outcome.note(&purpose, &done);
                    context.courtesy.won(&self.film.film);
                    let sets = ReturnsSet::read_all(&done.events, &self.film.returns);
                    outcome.credited += sets.iter().map(|set| set.amount).sum::<u128>();
                    sized(&self.advance, |batch| batch.grow(pages));
                    self.acts.release(&format!("returns.advance run {run}"));
                    continue;
                }
                Err(error) => error,
            };
            match verdict(&error) {
                Verdict::Done => self.lost(context, outcome),
                Verdict::TooBig | Verdict::Refused if sized(&self.advance, |batch| batch.shrink(pages)) => {}
                Verdict::TooBig | Verdict::Refused => {
                    // A set cannot be left out: the run waits, and its freeze expires by itself.
                    stuck.insert(run);
                    self.acts.put(format!("returns.advance run {run}"), error.to_string(), now_ns);
                    outcome.block(purpose, error);
                }
                Verdict::TooDear => {
                    stuck.insert(run);
                    outcome.wait(purpose, error);
                }
                Verdict::Broken => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// Does what there is to do, up to the first race that is lost.
    async fn work_off(
        &self,
        context: &Context,
        work: WorkResponse,
        now_ns: u64,
        outcome: &mut Outcome,
    ) -> Result<(), JobError> {
        let expire = work.expire.into_iter();
        let expire =
            expire.map(|run| (Urgency::Urgent, format!("returns.expire run {run}"), ExecuteMsg::Expire { run }));
        let trigger = work.trigger.into_iter();
        // While gas is dear no wallet is frozen that would not have to be.
        let trigger = trigger.map(|series| {
            (Urgency::Normal, format!("returns.trigger series {series}"), ExecuteMsg::Trigger { series })
        });
        for (urgency, purpose, message) in expire.chain(trigger) {
            self.act(context, (urgency, purpose, &message), now_ns, outcome).await?;
            if outcome.lost_races > 0 {
                return Ok(());
            }
        }
        self.advance_all(context, now_ns, outcome).await?;
        if outcome.lost_races > 0 {
            return Ok(());
        }
        for deliver in &self.work(context).await?.deliver {
            if !self.deliver_series(context, deliver, now_ns, outcome).await? {
                break;
            }
        }
        Ok(())
    }

    /// False where the rest is left to somebody who was first.
    async fn deliver_series(
        &self,
        context: &Context,
        work: &DeliverWork,
        now_ns: u64,
        outcome: &mut Outcome,
    ) -> Result<bool, JobError> {
        let DeliverWork { series, first_page, end_page, .. } = *work;
        let write = |pages: &[(u8, u32)]| {
            let (_, first_page) = pages[0];
            let pages = u32::try_from(pages.len()).unwrap_or(u32::MAX);
            let message = ExecuteMsg::Deliver { series, first_page, pages };
            let purpose = format!("returns.deliver series {series} pages {first_page}+{pages}");
            Ok((purpose, vec![call(&self.film.returns, &message)?]))
        };
        let read = |done: &TxOutcome, outcome: &mut Outcome| self.count_delivered(done, outcome);
        sized(&self.deliver, Batch::forget_bound);
        for stretch in stretches(first_page, end_page, |page| self.pages.holds(&(series, page), now_ns)) {
            let items: Vec<_> = stretch.map(|page| (series, page)).collect();
            let (batch, quarantine) = (&self.deliver, &self.pages);
            let film = Some(self.film.film.as_str());
            let pay = Pay { context, film, batch, quarantine, now_ns, write: &write, read: &read };
            if !pay.run(&items, outcome).await? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Books what was paid; how many pages it were, because a set has a bound of its own and may end before its range.
    fn count_delivered(&self, done: &TxOutcome, outcome: &mut Outcome) -> Option<u32> {
        let FilmTarget { returns, interchange, .. } = &self.film;
        let sets = ReturnsDelivered::read_all(&done.events, returns);
        outcome.paid += sets.iter().map(|set| set.amount).sum::<u128>();
        outcome.parked +=
            InterchangeParked::read_all(&done.events, interchange).iter().map(|parked| parked.amount).sum::<u128>();
        sets.first().map(|set| set.pages)
    }
}

#[async_trait]
impl Job for Distribution {
    fn name(&self) -> &str {
        "distribution"
    }

    fn film(&self) -> &str {
        &self.film.film
    }

    fn trigger(&self) -> Trigger {
        Trigger { every: self.every, hinted: true }
    }

    async fn plan(&self, context: &Context) -> Result<Plan, JobError> {
        let WorkResponse { trigger, advance, expire, deliver } = self.work(context).await?;
        let mut wanted: Vec<(String, ExecuteMsg)> = Vec::new();
        for series in trigger {
            wanted.push((format!("returns.trigger series {series}"), ExecuteMsg::Trigger { series }));
        }
        for AdvanceWork { run, cursor, pages_left } in advance {
            let pages = sized(&self.advance, |batch| batch.size()).min(pages_left.max(1));
            let message = ExecuteMsg::Advance { run, expected_cursor: cursor, pages };
            wanted.push((format!("returns.advance run {run} cursor {cursor}"), message));
        }
        for run in expire {
            wanted.push((format!("returns.expire run {run}"), ExecuteMsg::Expire { run }));
        }
        for DeliverWork { series, first_page, end_page, .. } in deliver {
            let pages = sized(&self.deliver, |batch| batch.size()).min(end_page.saturating_sub(first_page));
            let purpose = format!("returns.deliver series {series} pages {first_page}+{pages}");
            wanted.push((purpose, ExecuteMsg::Deliver { series, first_page, pages }));
        }
        let mut actions: Vec<PlannedAction> = Vec::with_capacity(wanted.len());
        for (purpose, message) in wanted {
            actions.push(foresee(context, purpose, &self.film.returns, &message).await?);
        }
        Ok(Plan { job: self.name().into(), film: self.film.film.clone(), actions })
    }

    async fn run(&self, context: &Context) -> Result<Outcome, JobError> {
        let mut outcome = Outcome::default();
        let now_ns = context.chain.status().await?.time_ns;
        let work = self.work(context).await?;
        if !context.courtesy.leaves(&self.film.film, self.name(), &work) {
            self.work_off(context, work, now_ns, &mut outcome).await?;
        }
        for ((series, page), reason) in self.pages.all() {
            let what = format!("credit page {page} of series {series}");
            if outcome.blocked.iter().all(|blocked| blocked.reason != reason) {
                outcome.block(what, reason);
            }
        }
        for (what, reason) in self.acts.all() {
            if outcome.blocked.iter().all(|blocked| blocked.reason != reason) {
                outcome.block(what, reason);
            }
        }
        Ok(outcome)
    }
}

fn sized<R>(batch: &Mutex<Batch>, act: impl FnOnce(&mut Batch) -> R) -> R {
    act(&mut batch.lock().unwrap_or_else(PoisonError::into_inner))
}

/// `first..end` without the pages that are set aside, as stretches of neighbours.
fn stretches(first: u32, end: u32, aside: impl Fn(u32) -> bool) -> Vec<std::ops::Range<u32>> {
    let mut stretches = Vec::new();
    let mut start = None;
    for page in first..end {
        match (aside(page), start) {
            (false, None) => start = Some(page),
            (true, Some(from)) => {
                stretches.push(from..page);
                start = None;
            }
            _ => {}
        }
    }
    stretches.extend(start.map(|from| from..end));
    stretches
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_set_aside_cuts_the_range() {
        assert_eq!(super::stretches(2, 9, |page| page == 4 || page == 8), [2..4, 5..8]);
        assert!(super::stretches(1, 1, |_| false).is_empty());
    }
}
