//! Off the top: how much each deduction takes of a receipt.

use crate::{
    books::Deducted,
    math::{mul_div_floor, WHOLE},
    schedule::{Deduction, Step},
    Overflow,
};

/// Σ ⌊bps × (part of the amount in the step) ÷ 10,000⌋.
pub(crate) fn stepped(steps: &[Step], amount: u128) -> Result<u128, Overflow> {
    let mut sum = 0u128;
    for (at, step) in steps.iter().enumerate() {
        let end = at.checked_add(1).and_then(|next| steps.get(next)).map_or(amount, |next| next.from.min(amount));
        let part = end.saturating_sub(step.from);
        sum = sum.checked_add(mul_div_floor(part, u64::from(step.bps), WHOLE)?).ok_or(Overflow)?;
    }
    Ok(sum)
}

/// A receipt as a deduction sees it.
pub(crate) struct Gross {
    /// Of the source, before it.
    pub(crate) before: u128,
    /// Its own amount.
    pub(crate) amount: u128,
    /// What earlier deductions left of it.
    pub(crate) left: u128,
    /// When.
    pub(crate) day: u32,
}

/// What the deduction takes of the receipt; its account has it then.
pub(crate) fn take(deduction: &Deduction, account: &mut Deducted, gross: &Gross) -> Result<u128, Overflow> {
    let earned = |steps: &[Step]| {
        let after = gross.before.checked_add(gross.amount).ok_or(Overflow)?;
        stepped(steps, after)?.checked_sub(stepped(steps, gross.before)?).ok_or(Overflow)
    };
    let (taken, part) = match (deduction, account) {
        (Deduction::Percent { steps, .. }, Deducted::Percent { taken, arrears }) => {
            let due = arrears.checked_add(earned(steps)?).ok_or(Overflow)?;
            let part = due.min(gross.left);
            *arrears = due.saturating_sub(part);
            (taken, part)
        }
        (Deduction::Percent { steps, minimum, .. }, Deducted::Yearly { taken, year, due, in_year }) => {
            let this = year_of(gross.day);
            if *year != this {
                // What the percentage has come to and was not taken stays due; an unmet minimum lapses.
                (*year, *due, *in_year) = (this, due.saturating_sub(*in_year), 0);
            }
            *due = due.checked_add(earned(steps)?).ok_or(Overflow)?;
            let part = (*due).max(*minimum).saturating_sub(*in_year).min(gross.left);
            *in_year = in_year.checked_add(part).ok_or(Overflow)?;
            (taken, part)
        }
        (Deduction::Expenses { .. }, Deducted::Expenses { taken, approved }) => {
            let part = approved.saturating_sub(*taken).min(gross.left);
            (taken, part)
        }
        (Deduction::Reserve { bps, cap, until }, Deducted::Reserve { taken, arrears, .. }) if gross.day < *until => {
            let room = cap.unwrap_or(u128::MAX).saturating_sub(*taken);
            let due = arrears.checked_add(earned(&[Step { from: 0, bps: *bps }])?).ok_or(Overflow)?.min(room);
            let part = due.min(gross.left);
            *arrears = due.saturating_sub(part);
            (taken, part)
        }
        (Deduction::Reserve { .. }, Deducted::Reserve { .. }) => return Ok(0),
        _ => return Err(Overflow),
    };
    *taken = taken.checked_add(part).ok_or(Overflow)?;
    Ok(part)
}

/// The calendar year of a day (the proleptic Gregorian calendar, by eras of 400 years that begin in March).
#[allow(clippy::arithmetic_side_effects, reason = "a u32 of days, widened: nothing here comes near 64 bits")]
pub(crate) fn year_of(day: u32) -> u32 {
    let days = u64::from(day) + 719_468;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    // Days from 1 March; from day 306 on it is January of the next year.
    u32::try_from(era * 400 + year + u64::from(of_year >= 306)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::year_of;

    #[test]
    fn years_begin_on_the_first_of_january() {
        for (day, year) in
            [(0, 1970), (364, 1970), (365, 1971), (10_956, 1999), (10_957, 2000), (11_322, 2000), (11_323, 2001)]
        {
            assert_eq!(year_of(day), year, "day {day}");
        }
        assert_eq!((year_of(20_819), year_of(20_818)), (2027, 2026));
    }
}
