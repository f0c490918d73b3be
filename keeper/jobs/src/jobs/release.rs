use std::time::Duration;

use async_trait::async_trait;
use backlot_api::collection::{BooksResponse, ExecuteMsg, QueryMsg};
use backlot_waterfall::{Books, CodecError, Head, Terms};
use serde::Deserialize;

use super::{call, foresee, quarantine::Quarantine, unpaid::DAY, verdict, Verdict};
use crate::{
    job::{Plan, Trigger},
    Context, FilmTarget, Job, JobError, KeeperConfig, Outcome,
};

const PURPOSE: &str = "collection.release";

/// Lets a film's reserves flow once their day has come. A receipt does it too; this is for when none comes.
pub struct ReleaseReserves {
    film: FilmTarget,
    every: Duration,
    refused: Quarantine<&'static str>,
}

impl ReleaseReserves {
    /// The reserves of a film.
    pub fn new(film: FilmTarget, config: &KeeperConfig) -> Self {
        Self { film, every: config.poll.saturating_mul(6), refused: Quarantine::new() }
    }

    /// Whether there is money in reserve whose day has come, and an account that would let it flow.
    async fn due(&self, context: &Context, now_ns: u64) -> Result<bool, JobError> {
        let collection = &self.film.collection;
        let Config { agreements, paused } = context.ask(collection, &QueryMsg::Config {}).await?;
        if agreements.is_none() || paused {
            return Ok(false);
        }
        let books: BooksResponse = context.ask(collection, &QueryMsg::Books {}).await?;
        let today = u32::try_from(now_ns / DAY).unwrap_or(u32::MAX);
        reserves_due(&books, today).map_err(|error| JobError::Answer(format!("{collection}: {error}")))
    }
}

/// Of `Config`, what accounts of all releases say; those made before 0.3 know neither agreements nor reserves.
#[derive(Deserialize)]
struct Config {
    agreements: Option<String>,
    paused: bool,
}

/// Sums are enough: reserves are kept off the top, and tiers are not looked at.
fn reserves_due(answer: &BooksResponse, today: u32) -> Result<bool, CodecError> {
    let Terms { schedule, .. } = Terms::decode(&answer.terms)?;
    let (head, _tiers) = Head::decode(&schedule, &answer.books)?;
    Ok(Books::open(&schedule, head, &()).reserves_due(&schedule, today))
}

#[async_trait]
impl Job for ReleaseReserves {
    fn name(&self) -> &str {
        "release-reserves"
    }

    fn film(&self) -> &str {
        &self.film.film
    }

    fn trigger(&self) -> Trigger {
        // A day comes without an event.
        Trigger { every: self.every, hinted: false }
    }

    async fn plan(&self, context: &Context) -> Result<Plan, JobError> {
        let now_ns = context.chain.status().await?.time_ns;
        let mut actions = Vec::new();
        if self.due(context, now_ns).await? {
            actions.push(foresee(context, PURPOSE.into(), &self.film.collection, &ExecuteMsg::Release {}).await?);
        }
        Ok(Plan { job: self.name().into(), film: self.film.film.clone(), actions })
    }

    async fn run(&self, context: &Context) -> Result<Outcome, JobError> {
        let mut outcome = Outcome::default();
        let FilmTarget { film, collection, .. } = &self.film;
        let now_ns = context.chain.status().await?.time_ns;
        let due = self.due(context, now_ns).await?;
        if !due {
            self.refused.release(&PURPOSE);
            return Ok(outcome);
        }
        if self.refused.holds(&PURPOSE, now_ns) {
            self.refused.all().into_iter().for_each(|(what, reason)| outcome.block(what, reason));
            return Ok(outcome);
        }
        if context.courtesy.leaves(film, self.name(), &due) {
            return Ok(outcome);
        }
        let error = match context.submitter.submit(PURPOSE, &[call(collection, &ExecuteMsg::Release {})?]).await {
            Ok(done) => {
                self.refused.release(&PURPOSE);
                outcome.note(PURPOSE, &done);
                context.courtesy.won(film);
                return Ok(outcome);
            }
            Err(error) => error,
        };
        match verdict(&error) {
            // That nothing is due has no code of its own: the books say whether somebody else was first.
            Verdict::Done | Verdict::TooBig | Verdict::Refused if !self.due(context, now_ns).await? => {
                outcome.lost_races += 1;
                context.courtesy.lost(film);
            }
            Verdict::Done | Verdict::TooBig | Verdict::Refused => {
                self.refused.put(PURPOSE, error.to_string(), now_ns);
                outcome.block(PURPOSE, error);
            }
            Verdict::TooDear => outcome.wait(PURPOSE, error),
            Verdict::Broken => return Err(error.into()),
        }
        Ok(outcome)
    }
}
