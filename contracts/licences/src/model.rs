//! Which licences exclude each other, what is due, how reports and money compare: arithmetic, and no chain.

use backlot_api::licences::{Instalment, Medium, Period};
use backlot_kit::KitError;
use cosmwasm_std::{HexBinary, Uint128};

use crate::records::Slot;
use crate::ContractError;

/// Seconds of a day.
const DAY: u64 = 86_400;

/// The day that a second since 1970-01-01 (UTC) is in.
pub fn day(seconds: u64) -> Result<u32, ContractError> {
    u32::try_from(seconds / DAY).map_err(|_| KitError::Overflow { what: "day" }.into())
}

/// Refuses a period that does not end after it begins.
pub fn check_period(period: Period) -> Result<(), ContractError> {
    if period.from < period.until {
        return Ok(());
    }
    Err(ContractError::Period { from: period.from, until: period.until })
}

/// The bit of a medium.
pub fn bit(medium: Medium) -> u8 {
    match medium {
        Medium::Theatrical => 1,
        Medium::Television => 1 << 1,
        Medium::Svod => 1 << 2,
        Medium::Avod => 1 << 3,
        Medium::Tvod => 1 << 4,
        Medium::Airline => 1 << 5,
        Medium::HomeVideo => 1 << 6,
        Medium::Other => 1 << 7,
    }
}

/// A medium is among these.
pub fn has(media: u8, medium: Medium) -> bool {
    media & bit(medium) != 0
}

/// A licence is held on one of these days.
pub fn overlap(from: u32, until: u32, slot: &Slot) -> bool {
    !slot.is_empty() && from < slot.until && slot.from < until
}

/// The licence in a list that a new one collides with: they share a day, and either is exclusive.
pub fn conflict<'a>(slots: &'a [Slot], new: &Slot) -> Option<&'a Slot> {
    slots.iter().find(|slot| (new.exclusive || slot.exclusive) && overlap(new.from, new.until, slot))
}

/// Who holds the days asked for: an exclusive licence before others, then the one that begins first, then the one that
/// was granted first; and how many others there are.
pub fn holder(slots: impl IntoIterator<Item = Slot>, from: u32, until: u32) -> Option<(Slot, u32)> {
    let rank = |slot: &Slot| (!slot.exclusive, slot.from, slot.number);
    let mut found: Option<(Slot, u32)> = None;
    for slot in slots {
        if !overlap(from, until, &slot) {
            continue;
        }
        found = Some(match found {
            None => (slot, 0),
            Some((best, others)) => {
                let first = if rank(&slot) < rank(&best) { slot } else { best };
                (first, others.saturating_add(1))
            }
        });
    }
    found
}

/// The sum of instalments, those due by the end of a day or all of them.
pub fn due(guarantee: &[Instalment], by: Option<u32>) -> Result<Uint128, ContractError> {
    let mut sum = Uint128::zero();
    for instalment in guarantee.iter().filter(|instalment| by.is_none_or(|day| instalment.due <= day)) {
        sum = add(sum, instalment.amount)?;
    }
    Ok(sum)
}

/// Refuses a net that is not gross less deductions.
pub fn check_net(gross: Uint128, deductions: Uint128, net: Uint128) -> Result<(), ContractError> {
    if gross.checked_sub(deductions) == Ok(net) {
        return Ok(());
    }
    Err(ContractError::Net { gross, deductions, net })
}

/// Reads a hash: 64 lower-case hex digits, so that one hash has one spelling.
pub fn hash(what: &'static str, given: &str) -> Result<[u8; 32], ContractError> {
    let refuse = || ContractError::Hash { what };
    if given.len() != 64 || given.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Err(refuse());
    }
    HexBinary::from_hex(given).ok().and_then(|bytes| bytes.to_array().ok()).ok_or_else(refuse)
}

/// A hash as text.
pub fn hex(hash: &[u8; 32]) -> String {
    HexBinary::from(hash).to_hex()
}

/// Sum of two amounts.
pub fn add(left: Uint128, right: Uint128) -> Result<Uint128, ContractError> {
    left.checked_add(right).map_err(|_| KitError::Overflow { what: "sum of amounts" }.into())
}

/// Difference of two amounts.
pub fn sub(left: Uint128, right: Uint128) -> Result<Uint128, ContractError> {
    left.checked_sub(right).map_err(|_| KitError::Overflow { what: "difference of amounts" }.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(number: u32, from: u32, until: u32, exclusive: bool) -> Slot {
        Slot { number, from, until, exclusive }
    }

    #[test]
    fn windows_meet_where_they_share_a_day() {
        for (from, until, met) in [(0, 5, false), (0, 6, true), (9, 20, true), (10, 20, false), (6, 7, true)] {
            assert_eq!(overlap(from, until, &slot(1, 5, 10, true)), met, "{from} to {until}");
        }
        assert!(!overlap(0, 20, &slot(1, 10, 10, true)), "a licence that never began holds no day");
    }

    #[test]
    fn either_side_can_exclude() {
        let held = [slot(1, 0, 10, false), slot(2, 20, 30, true)];
        let met = |from, until, exclusive| conflict(&held, &slot(9, from, until, exclusive)).map(|slot| slot.number);
        assert_eq!(met(0, 10, false), None);
        assert_eq!(met(9, 20, true), Some(1));
        assert_eq!(met(10, 20, true), None);
        assert_eq!(met(10, 21, false), Some(2));
    }

    #[test]
    fn the_strongest_holder_is_named() {
        let slots = [slot(1, 8, 20, false), slot(2, 5, 20, false), slot(3, 9, 20, true), slot(4, 50, 60, true)];
        assert_eq!(holder(slots, 0, 30), Some((slots[2], 2)));
        assert_eq!(holder(slots, 0, 9), Some((slots[1], 1)));
        assert_eq!(holder(slots, 20, 50), None);
    }

    #[test]
    fn days_begin_at_midnight() {
        assert_eq!(day(86_399), Ok(0));
        assert_eq!(day(86_400), Ok(1));
        assert!(day(u64::MAX).is_err());
    }

    #[test]
    fn a_hash_has_one_spelling() {
        let text = "0123456789abcdef".repeat(4);
        assert_eq!(hex(&hash("sha", &text).unwrap()), text);
        for bad in [text.to_uppercase(), "0".repeat(63), "0".repeat(66), "g".repeat(64), "é".repeat(32)] {
            assert_eq!(hash("sha", &bad), Err(ContractError::Hash { what: "sha" }), "{bad}");
        }
    }
}
