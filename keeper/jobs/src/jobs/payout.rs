use std::{sync::Mutex, time::Duration};

use async_trait::async_trait;
use backlot_api::{
    collection::{CollectionDelivered, ExecuteMsg},
    event::TypedEvent,
    interchange::InterchangeParked,
    limits,
};
use backlot_chain::TxOutcome;

use super::{call, foresee, pay::Pay, quarantine::Quarantine, unpaid::unpaid};
use crate::{
    job::{Plan, Trigger},
    Batch, Context, FilmTarget, Job, JobError, KeeperConfig, Outcome,
};

/// Pays a film's parties what they are credited and have not been paid. Where a party is a token series, that is what
/// fills the pot of its next run.
pub struct Payout {
    film: FilmTarget,
    every: Duration,
    batch: Mutex<Batch>,
    parties: Quarantine<String>,
}

impl Payout {
    /// The parties of a film.
    pub fn new(film: FilmTarget, config: &KeeperConfig) -> Self {
        let most = u32::try_from(limits::PARTIES).unwrap_or(u32::MAX);
        Self { film, every: config.poll, batch: Mutex::new(Batch::new(most, most)), parties: Quarantine::new() }
    }
}

#[async_trait]
impl Job for Payout {
    fn name(&self) -> &str {
        "payout"
    }

    fn film(&self) -> &str {
        &self.film.film
    }

    fn trigger(&self) -> Trigger {
        Trigger { every: self.every, hinted: true }
    }

    async fn plan(&self, context: &Context) -> Result<Plan, JobError> {
        let now_ns = context.chain.status().await?.time_ns;
        let parties = unpaid(context, &self.film.collection, now_ns).await?;
        let mut actions = Vec::new();
        if !parties.is_empty() {
            let purpose = format!("collection.deliver {}", parties.join(","));
            let message = ExecuteMsg::Deliver { parties };
            actions.push(foresee(context, purpose, &self.film.collection, &message).await?);
        }
        Ok(Plan { job: self.name().into(), film: self.film.film.clone(), actions })
    }

    async fn run(&self, context: &Context) -> Result<Outcome, JobError> {
        let mut outcome = Outcome::default();
        let now_ns = context.chain.status().await?.time_ns;
        let mut parties = unpaid(context, &self.film.collection, now_ns).await?;
        parties.retain(|party| !self.parties.holds(party, now_ns));
        let FilmTarget { film, collection, interchange, .. } = &self.film;
        if context.courtesy.leaves(film, self.name(), &parties) {
            return Ok(outcome);
        }
        let write = |parties: &[String]| {
            let purpose = format!("collection.deliver {}", parties.join(","));
            Ok((purpose, vec![call(collection, &ExecuteMsg::Deliver { parties: parties.to_vec() })?]))
        };
        let read = |done: &TxOutcome, outcome: &mut Outcome| {
            let paid = CollectionDelivered::read_all(&done.events, collection);
            outcome.paid += paid.iter().map(|paid| paid.amount).sum::<u128>();
            let parked = InterchangeParked::read_all(&done.events, interchange);
            outcome.parked += parked.iter().map(|parked| parked.amount).sum::<u128>();
            None
        };
        let (batch, quarantine) = (&self.batch, &self.parties);
        Pay { context, film: Some(film), batch, quarantine, now_ns, write: &write, read: &read }
            .run(&parties, &mut outcome)
            .await?;
        Ok(outcome)
    }
}
