//! Finding out what became of a transaction.

use backlot_chain::{ChainError, SignedTx, TxOutcome};

use super::{Submitter, TxError};
use crate::Record;

/// Blocks after the timeout height until a missing transaction counts as expired: nodes index a block shortly after
/// they have it, and one that answers late must not make us sign twice.
const INDEX_MARGIN: u64 = 2;
/// Looks between two tries to hand over a transaction that no node has acknowledged.
const RESEND_EVERY: u32 = 4;
/// The same for one that a node has acknowledged: a mempool is lost when its node ends.
const REMIND_EVERY: u32 = 16;

/// A transaction of an earlier life whose end is known now.
#[derive(Clone, Debug, PartialEq)]
pub struct Recovered {
    /// As it stood in the journal.
    pub record: Record,
    /// Where a block has it: what came of it. None: it expired.
    pub outcome: Option<TxOutcome>,
}

impl Submitter {
    /// Settles what the journal holds unsettled: after a crash, or after the chain could not be reached.
    ///
    /// # Errors
    /// [`TxError::Chain`] while the chain cannot be reached, or is another one.
    pub async fn settle(&self) -> Result<Vec<Recovered>, TxError> {
        let mut lane = self.lane.lock().await;
        self.settle_open(&mut lane).await
    }

    pub(super) async fn settle_open(&self, lane: &mut Option<u64>) -> Result<Vec<Recovered>, TxError> {
        let open = self.journal.unresolved()?;
        let mut recovered = Vec::with_capacity(open.len());
        for (record, tx) in open {
            if record.chain_id != self.chain.chain_id() {
                // It was signed for a chain this process is not connected to, and can only be settled there.
                let (expected, found) = (record.chain_id, self.chain.chain_id().to_owned());
                return Err(TxError::Chain(ChainError::WrongChain { expected, found }));
            }
            self.head().await?;
            tracing::info!(hash = tx.hash, purpose = record.purpose, "settling a transaction of an earlier try");
            let outcome = self.confirm(record.id, &tx, false).await?;
            if let Some(outcome) = &outcome {
                self.tell_included(&record.purpose, outcome);
            }
            *lane = None;
            recovered.push(Recovered { record, outcome });
        }
        Ok(recovered)
    }

    /// Looks for a transaction until a block has it or none ever will. Where no node has acknowledged it, the same
    /// bytes are handed over again now and then: they carry their sequence, so that is no second transaction.
    pub(super) async fn confirm(
        &self,
        id: u64,
        tx: &SignedTx,
        mut acknowledged: bool,
    ) -> Result<Option<TxOutcome>, TxError> {
        let (mut unanswered, mut looks) = (0_u32, 0_u32);
        loop {
            match self.look(tx).await {
                Ok((_, Some(outcome))) => {
                    self.journal.included(id, &outcome)?;
                    return Ok(Some(outcome));
                }
                Ok((height, None)) => {
                    unanswered = 0;
                    if height > tx.timeout_height + INDEX_MARGIN {
                        self.journal.expired(id)?;
                        return Ok(None);
                    }
                    let every = if acknowledged { REMIND_EVERY } else { RESEND_EVERY };
                    let first = acknowledged && looks == 0;
                    if looks % every == 0 && !first && height < tx.timeout_height {
                        // What the answer is does not matter: only a block, or the timeout height, ends the wait.
                        let taken = self.chain.broadcast(tx).await.is_ok();
                        if taken && !acknowledged {
                            acknowledged = true;
                            self.journal.sent(id)?;
                        }
                    }
                }
                Err(error @ (ChainError::WrongChain { .. } | ChainError::Key(_))) => return Err(error.into()),
                Err(error) => {
                    unanswered += 1;
                    if unanswered > self.policy.patience {
                        return Err(TxError::Chain(error));
                    }
                }
            }
            looks += 1;
            self.pause().await;
        }
    }

    /// Height first, then the transaction: a block that comes in between is not taken for one that was looked at.
    async fn look(&self, tx: &SignedTx) -> Result<(u64, Option<TxOutcome>), ChainError> {
        let head = self.chain.status().await?;
        if head.chain_id != self.chain.chain_id() {
            let expected = self.chain.chain_id().to_owned();
            return Err(ChainError::WrongChain { expected, found: head.chain_id });
        }
        Ok((head.height, self.chain.find_tx(&tx.hash).await?))
    }
}
