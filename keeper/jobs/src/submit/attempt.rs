//! One try: simulated, priced, signed, written down, sent, looked for.

use std::sync::{atomic::Ordering, PoisonError};

use backlot_chain::{Account, ChainError, Msg, Refusal, SignedTx, Status, TxOutcome, TxTerms};
use cosmwasm_std::Coin;

use super::{kind, price, settle::End, Attempt, Lane, Step, Submitter, TooDear, TxError, Urgency};
use crate::{journal::Entry, GasPrice};

const DAY_NS: u64 = 86_400_000_000_000;

/// The day of chain time fees are booked on.
pub(crate) fn day(time_ns: u64) -> u64 {
    time_ns / DAY_NS
}

/// How one try ended.
pub(super) enum Try {
    Again(Attempt),
    Stop(TxError),
}

impl<E: Into<TxError>> From<E> for Try {
    fn from(error: E) -> Self {
        Self::Stop(error.into())
    }
}

/// What a transaction is offered at.
struct Offer {
    price: GasPrice,
    fee: Coin,
}

impl Submitter {
    pub(super) async fn attempt(
        &self,
        lane: &mut Lane,
        urgency: Urgency,
        purpose: &str,
        msgs: &[Msg],
    ) -> Result<TxOutcome, Try> {
        let head = self.head().await?;
        let mut account = self.chain.account(self.address()).await?;
        account.sequence = lane.next.map_or(account.sequence, |next| next.max(account.sequence));

        let simulated = match self.chain.simulate(self.signer.as_ref(), account, msgs).await {
            Err(error) if error.is_sequence_mismatch() => return Err(resync(lane, account, &error)),
            other => other?,
        };
        self.tell(|| Step::Simulated { purpose: purpose.to_owned(), gas: simulated });
        let gas = self.limit(purpose, simulated)?;
        let offer = self.offer(urgency, &head, gas).await?;
        let fee = offer.as_ref().map(|offer| offer.fee.clone());

        let timeout_height = head.height + self.policy.timeout_blocks.max(1);
        let terms = TxTerms { account, gas, fee, timeout_height, memo: String::new() };
        let tx = self.chain.sign(self.signer.as_ref(), &terms, msgs)?;
        let entry = Entry {
            purpose,
            chain_id: self.chain.chain_id(),
            signer: self.address(),
            fee: offer.as_ref().map_or(0, |offer| offer.fee.amount.u128()),
            day: day(head.time_ns),
            replaces: lane.expired.filter(|(_, sequence)| *sequence == tx.sequence).map(|(id, _)| id),
        };
        let id = self.journal.prepare(&entry, &tx)?;
        self.tell(|| Step::Prepared { purpose: purpose.to_owned(), hash: tx.hash.clone() });

        let (mut acknowledged, mut crowded) = (false, false);
        match self.chain.broadcast(&tx).await {
            Ok(()) => acknowledged = true,
            Err(error) if error.is_uncertain() => {
                tracing::warn!(hash = tx.hash, %error, "no answer to the broadcast: looking for the hash");
            }
            // It is signed and good: it is offered again until there is room, or its time has passed.
            Err(error) if error.is_mempool_full() => crowded = true,
            Err(error) => {
                self.journal.refused(id, &error.to_string())?;
                return Err(self.sort_refusal(lane, urgency, &head, &terms, offer, error).await);
            }
        }
        if !crowded {
            self.journal.sent(id)?;
            self.tell(|| Step::Sent { hash: tx.hash.clone() });
        }

        match self.confirm(id, self.address(), &tx, acknowledged).await? {
            End::Included(outcome) => self.book(lane, purpose, simulated, &tx, terms.fee.as_ref(), outcome),
            End::Expired { crowded } => {
                // The same sequence again, for more: whichever of the two a block takes, the other one is void.
                *lane = Lane { next: None, expired: Some((id, tx.sequence)) };
                self.prices().raise(&self.policy, urgency, head.height);
                let hash = tx.hash;
                Err(Try::Again(if crowded { Attempt::MempoolFull { hash } } else { Attempt::Expired { hash } }))
            }
            End::Superseded => {
                *lane = Lane::default();
                Err(Try::Again(Attempt::Superseded { hash: tx.hash }))
            }
        }
    }

    /// What an included transaction means for sequence, gas and the caller.
    fn book(
        &self,
        lane: &mut Lane,
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
        // Whether a failed transaction used its sequence up depends on where it failed: the chain knows.
        *lane = Lane { next: (outcome.code == 0).then_some(tx.sequence + 1), expired: None };
        let Some(refusal) = outcome.refused() else {
            gas.learn(kind(purpose), simulated, outcome.gas_used);
            return Ok(outcome);
        };
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

    pub(super) fn limit(&self, purpose: &str, simulated: u64) -> Result<u64, TxError> {
        let gas = self.gas.lock().unwrap_or_else(PoisonError::into_inner).limit(kind(purpose), simulated);
        if gas > self.policy.max_gas {
            return Err(TxError::TooMuchGas { gas, max: self.policy.max_gas });
        }
        Ok(gas)
    }

    /// Price and fee, where price, budget and wallet allow them.
    async fn offer(&self, urgency: Urgency, head: &Status, gas: u64) -> Result<Option<Offer>, TxError> {
        let Some(base) = &self.policy.gas_price else { return Ok(None) };
        let micro = self.prices().offer(&self.policy, urgency, head.height);
        let micro = micro.map_err(|dear| self.too_dear(urgency, dear))?;
        let price = GasPrice { micro, denom: base.denom.clone() };
        let fee = price.fee(gas);
        let need = fee.amount.u128();
        if let Some(budget) = self.policy.budget(urgency) {
            let spent = self.journal.fees_of(day(head.time_ns))?;
            if spent.saturating_add(need) > budget {
                let wait_s = (DAY_NS - head.time_ns % DAY_NS).div_ceil(1_000_000_000);
                return Err(TxError::OverBudget { denom: price.denom, spent, budget, need, wait_s });
            }
        }
        let have = self.chain.balance(self.address(), &price.denom).await?;
        if have < need {
            return Err(self.empty(&price.denom, have, need));
        }
        Ok(Some(Offer { price, fee }))
    }

    fn too_dear(&self, urgency: Urgency, dear: TooDear) -> TxError {
        let denom = self.policy.gas_price.as_ref().map(|price| price.denom.clone()).unwrap_or_default();
        let price = |micro| GasPrice { micro, denom: denom.clone() };
        let field = match urgency {
            Urgency::Normal => "max_gas_price",
            Urgency::Urgent => "urgent_gas_price",
        };
        TxError::TooDear { wanted: price(dear.wanted), cap: price(dear.cap), field }
    }

    fn empty(&self, denom: &str, have: u128, need: u128) -> TxError {
        TxError::WalletEmpty { address: self.address().to_owned(), denom: denom.to_owned(), have, need }
    }

    async fn sort_refusal(
        &self,
        lane: &mut Lane,
        urgency: Urgency,
        head: &Status,
        terms: &TxTerms,
        offer: Option<Offer>,
        error: ChainError,
    ) -> Try {
        if error.is_sequence_mismatch() {
            return resync(lane, terms.account, &error);
        }
        let Some(Offer { price, fee }) = offer else { return Try::Stop(error.into()) };
        if let Some(Refusal::FeeTooLow { required, .. }) = error.refusal() {
            let Some(wanted) = price::wanted(&required, &price, terms.gas) else { return Try::Stop(error.into()) };
            return match self.prices().learn(&self.policy, urgency, wanted, head.height) {
                Ok(()) => Try::Again(Attempt::FeeTooLow { offered: price.micro, wanted }),
                Err(dear) => Try::Stop(self.too_dear(urgency, dear)),
            };
        }
        if error.is_unpaid() {
            let have = self.chain.balance(self.address(), &price.denom).await.unwrap_or_default();
            return Try::Stop(self.empty(&price.denom, have, fee.amount.u128()));
        }
        Try::Stop(error.into())
    }
}

/// Forgets what was believed of the sequence and takes the chain's word, if it gave one. But where the last one of
/// ours expired, a mempool may hold it still and count it: the sequence after it would leave a gap (acceptance K58).
fn resync(lane: &mut Lane, account: Account, error: &ChainError) -> Try {
    let expected = error.expected_sequence();
    let held = lane.expired.is_some_and(|(_, sequence)| account.sequence == sequence && expected == Some(sequence + 1));
    lane.next = if held { None } else { expected };
    Try::Again(Attempt::Sequence { used: account.sequence, expected })
}
