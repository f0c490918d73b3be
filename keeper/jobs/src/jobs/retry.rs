use std::{sync::Mutex, time::Duration};

use async_trait::async_trait;
use backlot_api::{
    event::TypedEvent,
    interchange::{ExecuteMsg, InterchangeRetried, Parked, QueryMsg},
    limits,
};
use backlot_chain::TxOutcome;

use super::{call, foresee, pay::Pay, quarantine::Quarantine, MOST_PAGES};
use crate::{
    job::{Plan, Trigger},
    Batch, Context, Job, JobError, KeeperConfig, Outcome,
};

/// Retries in one transaction, at most.
const MOST: u32 = 16;
/// Longest wait between two tries, in doublings of the first.
const MOST_DOUBLINGS: u32 = 8;

/// Tries parked payments of an interchange again, with a wait that doubles with every try the contract has counted.
pub struct RetryParked {
    interchange: String,
    every: Duration,
    first_wait: u64,
    batch: Mutex<Batch>,
    refused: Quarantine<(String, String)>,
}

impl RetryParked {
    /// The parked payments of an interchange; the first retry comes `first_wait` seconds (chain time) after parking.
    pub fn new(interchange: String, first_wait: u64, config: &KeeperConfig) -> Self {
        let batch = Mutex::new(Batch::new(MOST, MOST));
        Self { interchange, every: config.poll.saturating_mul(6), first_wait, batch, refused: Quarantine::new() }
    }

    async fn due(&self, context: &Context, now_ns: u64) -> Result<Vec<(String, String)>, JobError> {
        let mut due = Vec::new();
        let mut start_after = None;
        for _ in 0..MOST_PAGES {
            let query = QueryMsg::AllParked { start_after, limit: Some(limits::PAGE_MAX) };
            let page: Vec<Parked> = context.ask(&self.interchange, &query).await?;
            start_after = page.last().map(|parked| (parked.wallet.clone(), parked.denom.clone()));
            for Parked { wallet, denom, since, attempts, .. } in page {
                // Waits of 1, 2, 4 … times the first: after n tries, 2ⁿ − 1 of them have passed since the parking.
                let doublings = attempts.saturating_sub(1).min(MOST_DOUBLINGS);
                let waits = (1_u64 << (doublings + 1)) - 1;
                let wait_ns = self.first_wait.saturating_mul(waits).saturating_mul(1_000_000_000);
                let item = (wallet, denom);
                if now_ns >= since.nanos().saturating_add(wait_ns) && !self.refused.holds(&item, now_ns) {
                    due.push(item);
                }
            }
            if start_after.is_none() {
                break;
            }
        }
        Ok(due)
    }
}

#[async_trait]
impl Job for RetryParked {
    fn name(&self) -> &str {
        "retry-parked"
    }

    fn film(&self) -> &str {
        // One interchange serves all films of a studio.
        ""
    }

    fn trigger(&self) -> Trigger {
        Trigger { every: self.every, hinted: false }
    }

    async fn plan(&self, context: &Context) -> Result<Plan, JobError> {
        let now_ns = context.chain.status().await?.time_ns;
        let mut actions = Vec::new();
        for (wallet, denom) in self.due(context, now_ns).await? {
            let purpose = format!("interchange.retry {wallet} {denom}");
            actions.push(foresee(context, purpose, &self.interchange, &ExecuteMsg::Retry { wallet, denom }).await?);
        }
        Ok(Plan { job: self.name().into(), film: String::new(), actions })
    }

    async fn run(&self, context: &Context) -> Result<Outcome, JobError> {
        let mut outcome = Outcome::default();
        let now_ns = context.chain.status().await?.time_ns;
        let due = self.due(context, now_ns).await?;
        let write = |items: &[(String, String)]| {
            let msgs = items.iter().map(|(wallet, denom)| {
                call(&self.interchange, &ExecuteMsg::Retry { wallet: wallet.clone(), denom: denom.clone() })
            });
            let (wallet, denom) = &items[0];
            let purpose = format!("interchange.retry {wallet} {denom} and {} more", items.len() - 1);
            Ok((purpose, msgs.collect::<Result<_, JobError>>()?))
        };
        let read = |done: &TxOutcome, outcome: &mut Outcome| {
            let paid = InterchangeRetried::read_all(&done.events, &self.interchange);
            outcome.paid += paid.iter().map(|paid| paid.amount).sum::<u128>();
            None
        };
        let (batch, quarantine) = (&self.batch, &self.refused);
        Pay { context, film: None, batch, quarantine, now_ns, write: &write, read: &read }
            .run(&due, &mut outcome)
            .await?;
        // A retry that the chain accepts without paying would be due again at once, were its wait not counted here too.
        for item in due {
            if !self.refused.holds(&item, now_ns) {
                self.refused.put(item, "tried".into(), now_ns);
            }
        }
        Ok(outcome)
    }
}
