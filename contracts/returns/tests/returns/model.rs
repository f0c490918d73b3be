//! The rules alone.

use backlot_api::returns::{Bounty, Terms};
use backlot_returns::model::{bounty, check_terms, credit, due, rest, set};
use backlot_returns::ContractError;
use cosmwasm_std::{Timestamp, Uint128};
use proptest::prelude::*;

use crate::film::terms;

/// Splits `supply` by the weights; the last takes the rest.
fn split(supply: u128, weights: &[u8]) -> Vec<u128> {
    let mut left = supply;
    let mut parts: Vec<u128> = weights
        .iter()
        .map(|weight| {
            let part = left / 256 * u128::from(*weight);
            left -= part;
            part
        })
        .collect();
    parts.push(left);
    parts
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, ..ProptestConfig::default() })]

    /// acceptance: P6
    #[test]
    fn a_credit_is_what_the_standard_library_reckons(pot: u128, units: u128, supply in 1u128.., shift in 0u32..127) {
        for (pot, units, supply) in [(pot, units, supply), (pot, units >> shift, supply), (pot >> shift, units, supply >> shift)] {
            let expected = Uint128::new(pot).checked_multiply_ratio(units, supply).ok().map(|credit| credit.u128());
            prop_assert_eq!(credit(pot, units, supply).ok(), expected);
        }
    }

    /// acceptance: P6
    #[test]
    fn floors_and_carry_are_the_pot(pot: u128, supply in 1u128.., weights in prop::collection::vec(any::<u8>(), 0..40)) {
        let units = split(supply, &weights);
        let set = set(pot, supply, &units).unwrap();
        prop_assert_eq!(set.units, supply);
        let carry = pot.checked_sub(set.amount).expect("never more than the pot");
        prop_assert_eq!(set.amount + carry, pot);
        // Each floor leaves less than one: the carry is below the number of holders.
        prop_assert!(carry < units.len() as u128);
        // Equal units, equal pay; more units, never less.
        for (one, paid) in units.iter().zip(&set.credits) {
            for (other, other_paid) in units.iter().zip(&set.credits) {
                prop_assert!(one < other || paid >= other_paid);
            }
        }
    }
}

/// acceptance: P6
#[test]
fn a_million_small_pots_are_shared_to_the_last_unit() {
    let mut seed = 7u64;
    let mut next = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u128::from((seed >> 33) % below)
    };
    for _ in 0..1_000_000 {
        let units = [next(1_000), next(1_000), 1 + next(50)];
        let (pot, supply) = (next(2_000), units.iter().sum());
        let set = set(pot, supply, &units).unwrap();
        assert!(set.amount <= pot && pot - set.amount < 3, "{pot} over {units:?}: {:?}", set.credits);
    }
}

/// acceptance: P6
#[test]
fn the_ends_of_the_range_hold() {
    assert_eq!(credit(u128::MAX, u128::MAX, u128::MAX), Ok(u128::MAX));
    assert_eq!(credit(u128::MAX, 1, u128::MAX), Ok(1));
    assert_eq!(credit(u128::MAX, u128::MAX - 1, u128::MAX), Ok(u128::MAX - 1));
    assert_eq!(credit(0, 5, 9), Ok(0));
    assert_eq!(credit(5, 1, 1), Ok(5));
    // Both ways of computing it agree at the border between them.
    let (pot, supply) = (u128::MAX / 10 + 1, 30);
    assert_eq!(credit(pot, 10, supply), Ok(pot / 3));
}

/// acceptance: P7
#[test]
fn one_unit_in_a_billion_earns_once_the_pot_is_large_enough() {
    let supply = 1_000_000_000;
    assert_eq!(credit(999_999_999, 1, supply), Ok(0));
    assert_eq!(credit(1_000_000_000, 1, supply), Ok(1));
}

#[test]
fn a_run_is_due_by_threshold_or_by_time() {
    let scheduled = Terms { every: Some(100), ..terms() };
    let since = Timestamp::from_seconds(1_000);
    let at = Timestamp::from_seconds;
    assert!(!due(&scheduled, Uint128::new(999), since, at(1_099)));
    assert!(due(&scheduled, Uint128::new(1_000), since, at(1_000)));
    assert!(due(&scheduled, Uint128::new(1), since, at(1_100)));
    assert!(!due(&scheduled, Uint128::zero(), since, at(9_999)));
    assert!(!due(&terms(), Uint128::new(999), since, at(9_999)));
}

#[test]
fn the_bounty_is_the_lesser_of_share_and_cap() {
    let terms = |bps, cap| Bounty { bps, cap: Uint128::new(cap) };
    assert_eq!(bounty(Some(&terms(50, 1_000)), Uint128::new(10_000)), Ok(Uint128::new(50)));
    assert_eq!(bounty(Some(&terms(50, 20)), Uint128::new(10_000)), Ok(Uint128::new(20)));
    assert_eq!(bounty(Some(&terms(100, u128::MAX)), Uint128::MAX), Ok(Uint128::new(u128::MAX / 100)));
    assert_eq!(bounty(None, Uint128::MAX), Ok(Uint128::new(0)));
}

/// acceptance: T18
#[test]
fn holders_rest_as_long_as_they_were_frozen() {
    assert_eq!(rest(Timestamp::from_seconds(100), Timestamp::from_seconds(160)), Timestamp::from_seconds(220));
    assert_eq!(rest(Timestamp::from_seconds(100), Timestamp::from_seconds(100)), Timestamp::from_seconds(100));
}

#[test]
fn terms_that_cannot_be_are_refused() {
    let good = terms();
    assert_eq!(check_terms(&good), Ok(()));
    let bounty = |bps| Some(Bounty { bps, cap: Uint128::MAX });
    assert_eq!(check_terms(&Terms { bounty: bounty(100), ..good.clone() }), Ok(()));
    let bad = [
        Terms { freeze: 0, ..good.clone() },
        Terms { freeze: 7 * 24 * 3_600 + 1, ..good.clone() },
        Terms { pause: u64::MAX, ..good.clone() },
        Terms { every: Some(0), ..good.clone() },
        Terms { every: Some(u64::MAX), ..good.clone() },
        Terms { bounty: bounty(101), ..good },
    ];
    for terms in bad {
        assert!(matches!(check_terms(&terms), Err(ContractError::Terms { .. })), "{terms:?}");
    }
}
