//! Finding out what became of a transaction.

use backlot_chain::{ChainError, SignedTx, TxOutcome};

use super::{Lane, Submitter, TxError, Urgency};
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

    pub(super) async fn settle_open(&self, lane: &mut Lane) -> Result<Vec<Recovered>, TxError> {
        let open = self.journal.unresolved()?;
        let mut recovered = Vec::with_capacity(open.len());
        for (record, tx) in open {
            if record.chain_id != self.chain.chain_id() {
                // It was signed for a chain this process is not connected to, and can only be settled there.
                let (expected, found) = (record.chain_id, self.chain.chain_id().to_owned());
                return Err(TxError::Chain(ChainError::WrongChain { expected, found }));
            }
            let head = self.head().await?;
            tracing::info!(hash = tx.hash, purpose = record.purpose, "settling a transaction of an earlier try");
            *lane = Lane::default();
            let outcome = match self.confirm(record.id, &record.signer, &tx, false).await? {
                End::Included(outcome) => {
                    self.tell_included(&record.purpose, &outcome);
                    Some(outcome)
                }
                End::Expired { .. } => {
                    lane.expired = Some((record.id, tx.sequence));
                    self.prices().raise(&self.policy, Urgency::Normal, head.height);
                    None
                }
                End::Superseded => None,
            };
            recovered.push(Recovered { record, outcome });
        }
        Ok(recovered)
    }

    /// Looks for a transaction until a block has it or none ever will. Where no node has acknowledged it, the same
    /// bytes are handed over again now and then: they carry their sequence, so that is no second transaction.
    ///
    /// That none ever will is believed when the timeout height has passed on a node that has reached it, and the
    /// account's sequence shows that it was not used. Where it was used, and no node knows the transaction, the nodes
    /// are asked some more: a "not found" that is not true must not lead to a second transaction (acceptance K57).
    pub(super) async fn confirm(
        &self,
        id: u64,
        signer: &str,
        tx: &SignedTx,
        mut acknowledged: bool,
    ) -> Result<End, TxError> {
        let (mut unanswered, mut looks, mut used) = (0_u32, 0_u32, 0_u32);
        let mut crowded = false;
        loop {
            match self.look(signer, tx).await {
                Ok(Look::Included(outcome)) => {
                    self.journal.included(id, &outcome)?;
                    return Ok(End::Included(outcome));
                }
                Ok(Look::Waiting { height }) => {
                    unanswered = 0;
                    let every = if acknowledged { REMIND_EVERY } else { RESEND_EVERY };
                    let first = acknowledged && looks == 0;
                    if looks % every == 0 && !first && height < tx.timeout_height {
                        // What the answer is does not matter: only a block, or the timeout height, ends the wait.
                        let taken = self.chain.broadcast(tx).await;
                        crowded = taken.as_ref().is_err_and(ChainError::is_mempool_full);
                        if taken.is_ok() && !acknowledged {
                            acknowledged = true;
                            self.journal.sent(id)?;
                        }
                    }
                }
                Ok(Look::Late { used: false }) => {
                    self.journal.expired(id)?;
                    return Ok(End::Expired { crowded });
                }
                Ok(Look::Late { used: true }) => {
                    unanswered = 0;
                    used += 1;
                    if used > self.policy.patience {
                        self.journal.superseded(id)?;
                        return Ok(End::Superseded);
                    }
                }
                Err(error @ (ChainError::WrongChain { .. } | ChainError::Halted { .. } | ChainError::Key(_))) => {
                    return Err(error.into())
                }
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
    async fn look(&self, signer: &str, tx: &SignedTx) -> Result<Look, ChainError> {
        let height = self.head().await?.height;
        if let Some(outcome) = self.chain.find_tx(&tx.hash).await? {
            return Ok(Look::Included(outcome));
        }
        if height <= tx.timeout_height + INDEX_MARGIN {
            return Ok(Look::Waiting { height });
        }
        let account = self.chain.account(signer).await?;
        Ok(Look::Late { used: account.sequence > tx.sequence })
    }
}

/// What became of a transaction.
pub(super) enum End {
    /// A block has it.
    Included(TxOutcome),
    /// None has it or ever will; its sequence is free.
    Expired {
        /// No mempool had room for it.
        crowded: bool,
    },
    /// None has it or ever will; another one used its sequence.
    Superseded,
}

enum Look {
    Included(TxOutcome),
    Waiting { height: u64 },
    Late { used: bool },
}
