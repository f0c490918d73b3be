//! What is in flight: a batch of payments that one bank message carries, and how it survives until the reply.
//!
//! The batch travels as the sub-message's payload, so nothing is stored for the many that go well. The bytes: kind,
//! then set and denom as text with its length before it, then wallet and amount (varint) of each payment.

use backlot_api::ledger::{push_varint, take_varint};
use backlot_kit::KitError;
use cosmwasm_std::{Addr, Timestamp};

use crate::ContractError;

/// One payment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// Whom.
    pub wallet: Addr,
    /// How much; never zero.
    pub amount: u128,
}

/// Payments of one set in one bank message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// The payer's name for the set.
    pub set: String,
    /// Denom.
    pub denom: String,
    /// At least one.
    pub payments: Vec<Payment>,
}

/// A parked payment that is being tried again, as it stood before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Whom it is owed to.
    pub wallet: Addr,
    /// Who shall get it.
    pub to: Addr,
    /// Denom.
    pub denom: String,
    /// Amount.
    pub amount: u128,
    /// First parked.
    pub since: Timestamp,
    /// Tries before this one.
    pub attempts: u32,
}

/// The sum of payments, none of them zero.
pub fn total(payments: &[Payment]) -> Result<u128, ContractError> {
    payments.iter().try_fold(0u128, |sum, payment| {
        if payment.amount == 0 {
            return Err(KitError::Zero { what: "payment" }.into());
        }
        sum.checked_add(payment.amount).ok_or_else(|| KitError::Overflow { what: "sum of the payments" }.into())
    })
}

impl Batch {
    /// The two halves of a batch that was refused; `Err` with the payment where only one is left.
    pub fn halve(mut self) -> Result<[Batch; 2], Batch> {
        if self.payments.len() < 2 {
            return Err(self);
        }
        let middle = self.payments.len().div_ceil(2);
        let second =
            Batch { set: self.set.clone(), denom: self.denom.clone(), payments: self.payments.split_off(middle) };
        Ok([self, second])
    }

    /// Bytes for the payload.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.payments.len().saturating_mul(72).saturating_add(64));
        push_text(&mut bytes, &self.set);
        push_text(&mut bytes, &self.denom);
        for payment in &self.payments {
            push_text(&mut bytes, payment.wallet.as_str());
            push_varint(&mut bytes, payment.amount);
        }
        bytes
    }

    /// Reads what [`encode`](Self::encode) wrote.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (set, rest) = take_text(bytes)?;
        let (denom, mut rest) = take_text(rest)?;
        let mut payments = Vec::new();
        while !rest.is_empty() {
            let (wallet, after) = take_text(rest)?;
            let (amount, after) = take_varint(after).ok()?;
            payments.push(Payment { wallet: Addr::unchecked(wallet), amount });
            rest = after;
        }
        Some(Self { set, denom, payments })
    }
}

impl Attempt {
    /// Bytes for the payload.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(256);
        push_text(&mut bytes, self.wallet.as_str());
        push_text(&mut bytes, self.to.as_str());
        push_text(&mut bytes, &self.denom);
        push_varint(&mut bytes, self.amount);
        push_varint(&mut bytes, u128::from(self.since.nanos()));
        push_varint(&mut bytes, u128::from(self.attempts));
        bytes
    }

    /// Reads what [`encode`](Self::encode) wrote.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (wallet, rest) = take_text(bytes)?;
        let (to, rest) = take_text(rest)?;
        let (denom, rest) = take_text(rest)?;
        let (amount, rest) = take_varint(rest).ok()?;
        let (since, rest) = take_varint(rest).ok()?;
        let (attempts, rest) = take_varint(rest).ok()?;
        rest.is_empty().then_some(Self {
            wallet: Addr::unchecked(wallet),
            to: Addr::unchecked(to),
            denom,
            amount,
            since: Timestamp::from_nanos(u64::try_from(since).ok()?),
            attempts: u32::try_from(attempts).ok()?,
        })
    }
}

/// The first bytes of a text that fit `max`, cut between characters.
pub fn truncate(text: &str, max: usize) -> String {
    let mut end = max.min(text.len());
    while !text.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    text.get(..end).unwrap_or_default().to_owned()
}

fn push_text(bytes: &mut Vec<u8>, text: &str) {
    push_varint(bytes, text.len() as u128);
    bytes.extend_from_slice(text.as_bytes());
}

fn take_text(bytes: &[u8]) -> Option<(String, &[u8])> {
    let (len, rest) = take_varint(bytes).ok()?;
    let len = usize::try_from(len).ok()?;
    let text = std::str::from_utf8(rest.get(..len)?).ok()?;
    Some((text.to_owned(), rest.get(len..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batch(count: u128) -> Batch {
        let payments = (1..=count).map(|n| Payment { wallet: Addr::unchecked(format!("w{n}")), amount: n }).collect();
        Batch { set: "r0/0-4".into(), denom: "uusd".into(), payments }
    }

    #[test]
    fn what_flies_comes_back_as_it_left() {
        let batch = batch(300);
        assert_eq!(Batch::decode(&batch.encode()), Some(batch.clone()));
        assert_eq!(Batch::decode(&batch.encode()[..21]), None);
        let attempt = Attempt {
            wallet: Addr::unchecked("anna"),
            to: Addr::unchecked("ben"),
            denom: "uusd".into(),
            amount: u128::MAX,
            since: Timestamp::from_nanos(u64::MAX),
            attempts: 7,
        };
        assert_eq!(Attempt::decode(&attempt.encode()), Some(attempt.clone()));
        assert_eq!(Attempt::decode(&[attempt.encode(), vec![0]].concat()), None);
    }

    #[test]
    fn halves_make_the_whole() {
        for count in 2..40 {
            let whole = batch(count);
            let [first, second] = whole.clone().halve().unwrap();
            assert!(!first.payments.is_empty() && !second.payments.is_empty());
            assert!(first.payments.len() - second.payments.len() <= 1);
            assert_eq!([first.payments, second.payments].concat(), whole.payments);
        }
        assert_eq!(batch(1).halve(), Err(batch(1)));
    }

    #[test]
    fn sums_are_exact_or_refused() {
        let pay = |amount| Payment { wallet: Addr::unchecked("w"), amount };
        assert_eq!(total(&[pay(1), pay(u128::MAX - 1)]), Ok(u128::MAX));
        assert!(matches!(total(&[pay(2), pay(u128::MAX - 1)]), Err(ContractError::Kit(KitError::Overflow { .. }))));
        assert!(matches!(total(&[pay(2), pay(0)]), Err(ContractError::Kit(KitError::Zero { .. }))));
    }

    #[test]
    fn a_long_text_is_cut_between_characters() {
        assert_eq!(truncate("aéé", 4), "aé");
        assert_eq!(truncate("abc", 280), "abc");
    }
}
