//! The rules, as pure functions.

use backlot_api::ledger::encode_amounts;
use backlot_api::returns::{Bounty, Terms};
use backlot_kit::KitError;
use cosmwasm_std::{Timestamp, Uint128};
use sha2::{Digest, Sha256};

use crate::ContractError;

/// Longest freeze: 7 days.
pub const MAX_FREEZE: u64 = 7 * DAY;
/// Longest pause between the starts of two runs.
pub const MAX_PAUSE: u64 = 366 * DAY;
/// Longest time between two scheduled runs.
pub const MAX_EVERY: u64 = 10 * 366 * DAY;
/// Largest bounty, in hundredths of a percent.
pub const MAX_BOUNTY_BPS: u16 = 100;
const DAY: u64 = 24 * 60 * 60;

/// One page's transaction set.
#[derive(Debug, PartialEq, Eq)]
pub struct Set {
    /// Credits by slot.
    pub credits: Vec<u128>,
    /// Their sum.
    pub amount: u128,
    /// Sum of the units they are for.
    pub units: u128,
}

/// ⌊pot × units ÷ supply⌋ without loss, whatever the size. `units ≤ supply` keeps it at or below the pot.
pub fn credit(pot: u128, units: u128, supply: u128) -> Result<u128, ContractError> {
    let quotient = match pot.checked_mul(units) {
        Some(product) => product.checked_div(supply),
        None => divide_wide(multiply_wide(pot, units), supply),
    };
    quotient.ok_or_else(|| KitError::Overflow { what: "credit" }.into())
}

const LOW: u128 = u64::MAX as u128;

/// The 256 bits of a product, high half first: schoolbook, in halves of 64 bits. No step can leave its type: the
/// product of two 64-bit numbers leaves room for two more of them.
fn multiply_wide(left: u128, right: u128) -> (u128, u128) {
    let ([a, b], [c, d]) = ([left >> 64, left & LOW], [right >> 64, right & LOW]);
    let low = b.wrapping_mul(d);
    let middle = a.wrapping_mul(d).wrapping_add(low >> 64);
    let other = b.wrapping_mul(c).wrapping_add(middle & LOW);
    let high = a.wrapping_mul(c).wrapping_add(middle >> 64).wrapping_add(other >> 64);
    (high, (other << 64) | (low & LOW))
}

/// A 256-bit number by one of 128, bit by bit; `None` where the quotient has more than 128 bits or the divisor is zero.
fn divide_wide((high, low): (u128, u128), divisor: u128) -> Option<u128> {
    if high >= divisor {
        return None;
    }
    let (mut remainder, mut quotient) = (high, 0u128);
    for bit in (0..128u32).rev() {
        // The remainder is below the divisor; twice it may need a 129th bit, which then is `carry`.
        let carry = remainder >> 127;
        remainder = (remainder << 1) | ((low >> bit) & 1);
        quotient <<= 1;
        if carry == 1 || remainder >= divisor {
            remainder = remainder.wrapping_sub(divisor);
            quotient |= 1;
        }
    }
    Some(quotient)
}

/// The set of one page: what each slot's units earn.
pub fn set(pot: u128, supply: u128, units: &[u128]) -> Result<Set, ContractError> {
    let overflow = || KitError::Overflow { what: "sum of a set" };
    let mut set = Set { credits: Vec::with_capacity(units.len()), amount: 0, units: 0 };
    for units in units {
        let credit = if *units == 0 { 0 } else { credit(pot, *units, supply)? };
        set.units = set.units.checked_add(*units).ok_or_else(overflow)?;
        set.amount = set.amount.checked_add(credit).ok_or_else(overflow)?;
        set.credits.push(credit);
    }
    Ok(set)
}

/// The hash of a set: SHA-256 over `backlot-set`, run (8 bytes, big endian), series (1), page (4, big endian), and the
/// credits of this run encoded as a page of amounts.
pub fn set_hash(run: u64, series: u8, page: u32, credits: &[u128]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"backlot-set");
    hash.update(run.to_be_bytes());
    hash.update([series]);
    hash.update(page.to_be_bytes());
    hash.update(encode_amounts(credits));
    hash.finalize().into()
}

/// The hash over all sets so far: SHA-256(previous ‖ set); before the first set it is 32 zero bytes.
pub fn chain(previous: &[u8], set: &[u8; 32]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(previous);
    hash.update(set);
    hash.finalize().into()
}

/// Whether the pot alone makes a run due.
pub fn due(terms: &Terms, pot: Uint128, since: Timestamp, now: Timestamp) -> bool {
    if pot.is_zero() {
        return false;
    }
    let time_is_up = terms.every.is_some_and(|every| now >= since.plus_seconds(every));
    pot >= terms.threshold || time_is_up
}

/// What the trigger earns: the lesser of share and cap. `fresh` is money on which no bounty was paid yet, or a run that
/// nobody advances could be expired and triggered until the pot is gone.
pub fn bounty(bounty: Option<&Bounty>, fresh: Uint128) -> Result<Uint128, ContractError> {
    let Some(Bounty { bps, cap }) = bounty else { return Ok(Uint128::zero()) };
    let share = credit(fresh.u128(), u128::from(*bps.min(&MAX_BOUNTY_BPS)), 10_000)?;
    Ok(cap.min(&Uint128::new(share)).to_owned())
}

/// When the next run may start after one that froze from `started` to `ended`: holders are free at least as long as
/// they were frozen, so whoever triggers, no wallet is frozen for more than half of the time in the long run
/// (acceptance T18).
pub fn rest(started: Timestamp, ended: Timestamp) -> Timestamp {
    let frozen = ended.nanos().saturating_sub(started.nanos());
    Timestamp::from_nanos(ended.nanos().saturating_add(frozen))
}

/// Refuses terms that cannot be.
pub fn check_terms(terms: &Terms) -> Result<(), ContractError> {
    let refuse = |reason| Err(ContractError::Terms { reason });
    let Terms { threshold: _, every, freeze, pause, bounty } = terms;
    if !(1..=MAX_FREEZE).contains(freeze) {
        return refuse("a freeze lasts 1 second to 7 days");
    }
    if *pause > MAX_PAUSE {
        return refuse("the pause is at most 366 days");
    }
    if every.is_some_and(|every| !(1..=MAX_EVERY).contains(&every)) {
        return refuse("scheduled runs are 1 second to 10 years apart");
    }
    match bounty {
        Some(Bounty { bps, cap: _ }) if *bps > MAX_BOUNTY_BPS => refuse("the bounty is at most 100 hundredths of 1 %"),
        _ => Ok(()),
    }
}
