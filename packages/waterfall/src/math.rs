//! Products that need more than 128 bits. Every factor beside an amount is a weight or a rate (below 2⁶⁴), so 192 bits
//! hold everything that is ever multiplied here.

use core::num::NonZeroU64;

use crate::Overflow;

/// Hundredths of a percent in the whole.
pub(crate) const WHOLE: NonZeroU64 = match NonZeroU64::new(10_000) {
    Some(whole) => whole,
    None => panic!(),
};

const LOW: u128 = u64::MAX as u128;

/// `a × b` in full: the bits from 128 up, and the low 128.
#[allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    reason = "both factors of each product are below 2^64, so no step leaves 128 bits"
)]
pub(crate) fn wide(a: u128, b: u64) -> (u64, u128) {
    let b = u128::from(b);
    let low = (a & LOW) * b;
    let high = (a >> 64) * b + (low >> 64);
    ((high >> 64) as u64, (high << 64) | (low & LOW))
}

/// ⌊a × b ÷ c⌋ and what is left over.
#[allow(
    clippy::arithmetic_side_effects,
    clippy::cast_possible_truncation,
    reason = "long division by one 64-bit limb: every remainder is below c, so every step fits 128 bits"
)]
fn divide(a: u128, b: u64, c: NonZeroU64) -> Result<(u128, u64), Overflow> {
    let c = u128::from(c.get());
    let (high, low) = wide(a, b);
    let high = u128::from(high);
    if high >= c {
        return Err(Overflow);
    }
    let middle = (high << 64) | (low >> 64);
    let last = ((middle % c) << 64) | (low & LOW);
    Ok((((middle / c) << 64) | (last / c), (last % c) as u64))
}

/// ⌊a × b ÷ c⌋.
pub(crate) fn mul_div_floor(a: u128, b: u64, c: NonZeroU64) -> Result<u128, Overflow> {
    divide(a, b, c).map(|(quotient, _)| quotient)
}

/// ⌈a × b ÷ c⌉.
pub(crate) fn mul_div_ceil(a: u128, b: u64, c: NonZeroU64) -> Result<u128, Overflow> {
    let (quotient, rest) = divide(a, b, c)?;
    quotient.checked_add(u128::from(rest != 0)).ok_or(Overflow)
}

/// (a × b + c) ÷ d: quotient, at its end where it leaves 128 bits, and remainder. `c` is below `d`.
pub(crate) fn mul_add_div(a: u128, b: u64, c: u64, d: NonZeroU64) -> (u128, u64) {
    let Ok((quotient, rest)) = divide(a, b, d) else { return (u128::MAX, 0) };
    let sum = u128::from(rest).saturating_add(u128::from(c));
    let whole = u128::from(d.get());
    match sum.checked_sub(whole) {
        Some(over) => (quotient.saturating_add(1), u64::try_from(over).unwrap_or(0)),
        None => (quotient, u64::try_from(sum).unwrap_or(0)),
    }
}

#[cfg(test)]
mod tests {
    use bnum::types::U256;
    use proptest::prelude::*;

    use super::*;

    fn interesting() -> impl Strategy<Value = u128> {
        prop_oneof![
            any::<u128>(),
            any::<u64>().prop_map(u128::from),
            0..1000u128,
            (0..1000u128).prop_map(|n| u128::MAX - n)
        ]
    }

    fn factor() -> impl Strategy<Value = u64> {
        prop_oneof![any::<u64>(), 0..1000u64, (0..1000u64).prop_map(|n| u64::MAX - n)]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(20_000))]

        /// The widening arithmetic against a 256-bit integer of somebody else's.
        #[test]
        fn agrees_with_256_bits(a in interesting(), b in factor(), c in factor()) {
            let product = U256::from(a) * U256::from(b);
            let (high, low) = wide(a, b);
            prop_assert_eq!(product, (U256::from(high) << 128) + U256::from(low));
            if let Some(divisor) = NonZeroU64::new(c) {
                let floor = u128::try_from(product / U256::from(c)).map_err(|_| Overflow);
                prop_assert_eq!(mul_div_floor(a, b, divisor), floor);
                let ceil = u128::try_from((product + U256::from(c) - U256::ONE) / U256::from(c)).map_err(|_| Overflow);
                prop_assert_eq!(mul_div_ceil(a, b, divisor), ceil);
            }
        }
    }
}
