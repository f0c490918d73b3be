use alloc::vec::Vec;

use super::{put, take, take_flag, take_u32, take_wide, CodecError};
use crate::schedule::{
    Cap, Condition, Deduction, Escalator, Limit, Loan, Schedule, Share, Source, Step, Tier, Total, Volume, When,
};

impl Schedule {
    /// As few bytes as it takes.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let out = &mut bytes;
        put(out, self.parties as u128);
        put(out, self.figures as u128);
        list(out, &self.tables, |out, count| put(out, *count as u128));
        list(out, &self.films, |out, film| put(out, *film as u128));
        list(out, &self.totals, |out, total| {
            put(out, u128::from(total.parties));
            put(out, u128::from(total.tiers));
            put(out, total.amount);
        });
        list(out, &self.volumes, |out, volume| {
            put(out, u128::from(volume.sources));
            put(out, volume.amount);
        });
        list(out, &self.sources, |out, source| {
            put(out, source.table as u128);
            list(out, &source.deductions, deduction);
        });
        self.tiers.iter().for_each(|it| tier(out, it));
        bytes
    }

    /// Reads what [`encode`](Self::encode) wrote off the front, and gives the rest. It is not checked anew.
    ///
    /// # Errors
    /// [`CodecError`] for other bytes.
    pub fn decode(bytes: &[u8]) -> Result<(Self, &[u8]), CodecError> {
        let mut rest = bytes;
        let from = &mut rest;
        let (parties, figures) = (take(from)?, take(from)?);
        let tables = read_list(from, take)?;
        let films = read_list(from, take)?;
        let totals = read_list(from, |from| {
            Ok(Total { parties: take_set(from)?, tiers: take_set(from)?, amount: take_wide(from)? })
        })?;
        let volumes = read_list(from, |from| Ok(Volume { sources: take_set(from)?, amount: take_wide(from)? }))?;
        let sources =
            read_list(from, |from| Ok(Source { table: take(from)?, deductions: read_list(from, read_deduction)? }))?;
        let count = tables.iter().fold(0usize, |sum, count| sum.saturating_add(*count));
        let mut tiers = Vec::new();
        for _ in 0..count {
            tiers.push(read_tier(from)?);
        }
        Ok((Self { parties, figures, tables, sources, tiers, totals, volumes, films }, rest))
    }
}

fn list<T>(out: &mut Vec<u8>, items: &[T], write: impl Fn(&mut Vec<u8>, &T)) {
    put(out, items.len() as u128);
    items.iter().for_each(|item| write(out, item));
}

fn read_list<T>(from: &mut &[u8], read: impl Fn(&mut &[u8]) -> Result<T, CodecError>) -> Result<Vec<T>, CodecError> {
    let mut items = Vec::new();
    for _ in 0..take(from)? {
        items.push(read(from)?);
    }
    Ok(items)
}

fn take_set(from: &mut &[u8]) -> Result<u64, CodecError> {
    u64::try_from(take_wide(from)?).map_err(|_| CodecError)
}

fn steps(out: &mut Vec<u8>, steps: &[Step]) {
    list(out, steps, |out, step| {
        put(out, step.from);
        put(out, u128::from(step.bps));
    });
}

fn read_steps(from: &mut &[u8]) -> Result<Vec<Step>, CodecError> {
    read_list(from, |from| {
        let amount = take_wide(from)?;
        Ok(Step { from: amount, bps: u16::try_from(take_wide(from)?).map_err(|_| CodecError)? })
    })
}

fn deduction(out: &mut Vec<u8>, it: &Deduction) {
    match it {
        Deduction::Percent { party, steps: rates, minimum } => {
            put(out, 0);
            put(out, *party as u128);
            steps(out, rates);
            put(out, *minimum);
        }
        Deduction::Expenses { party, cap } => {
            put(out, 1);
            put(out, *party as u128);
            put(out, *cap);
        }
        Deduction::Reserve { bps, cap, until } => {
            put(out, 2);
            put(out, u128::from(*bps));
            // Zero is no cap: a cap is above it.
            put(out, cap.unwrap_or(0));
            put(out, u128::from(*until));
        }
    }
}

fn read_deduction(from: &mut &[u8]) -> Result<Deduction, CodecError> {
    Ok(match take(from)? {
        0 => Deduction::Percent { party: take(from)?, steps: read_steps(from)?, minimum: take_wide(from)? },
        1 => Deduction::Expenses { party: take(from)?, cap: take_wide(from)? },
        2 => Deduction::Reserve {
            bps: u16::try_from(take_wide(from)?).map_err(|_| CodecError)?,
            cap: Some(take_wide(from)?).filter(|cap| *cap != 0),
            until: take_u32(from)?,
        },
        _ => return Err(CodecError),
    })
}

fn tier(out: &mut Vec<u8>, it: &Tier) {
    maybe(out, it.opens.as_ref());
    maybe(out, it.ends.as_ref());
    list(out, &it.shares, |out, share| {
        put(out, share.party as u128);
        put(out, u128::from(share.weight));
        cap(out, share.cap.as_ref());
    });
    list(out, &it.escalators, |out, escalator| {
        when(out, &escalator.when);
        // One a share: the shares say how many.
        escalator.weights.iter().for_each(|weight| put(out, u128::from(*weight)));
    });
}

fn read_tier(from: &mut &[u8]) -> Result<Tier, CodecError> {
    let (opens, ends) = (read_maybe(from)?, read_maybe(from)?);
    let shares =
        read_list(from, |from| Ok(Share { party: take(from)?, weight: take_u32(from)?, cap: read_cap(from)? }))?;
    let escalators = read_list(from, |from| {
        let when = read_when(from)?;
        let mut weights = Vec::new();
        for _ in &shares {
            weights.push(take_u32(from)?);
        }
        Ok(Escalator { when, weights })
    })?;
    Ok(Tier { opens, shares, escalators, ends })
}

fn maybe(out: &mut Vec<u8>, it: Option<&When>) {
    match it {
        None => put(out, 0),
        Some(it) => {
            put(out, 1);
            when(out, it);
        }
    }
}

fn read_maybe(from: &mut &[u8]) -> Result<Option<When>, CodecError> {
    Ok(if take_flag(from)? { Some(read_when(from)?) } else { None })
}

fn when(out: &mut Vec<u8>, it: &When) {
    put(out, u128::from(it.all));
    list(out, &it.of, |out, condition| match condition {
        Condition::Full => put(out, 0),
        Condition::Total(at) => {
            put(out, 1);
            put(out, *at as u128);
        }
        Condition::Volume(at) => {
            put(out, 2);
            put(out, *at as u128);
        }
        Condition::Figure { figure, reaches } => {
            put(out, 3);
            put(out, *figure as u128);
            put(out, *reaches);
        }
        Condition::Day(from) => {
            put(out, 4);
            put(out, u128::from(*from));
        }
        Condition::Ended(tiers) => {
            put(out, 5);
            put(out, u128::from(*tiers));
        }
    });
}

fn read_when(from: &mut &[u8]) -> Result<When, CodecError> {
    let all = take_flag(from)?;
    let of = read_list(from, |from| {
        Ok(match take(from)? {
            0 => Condition::Full,
            1 => Condition::Total(take(from)?),
            2 => Condition::Volume(take(from)?),
            3 => Condition::Figure { figure: take(from)?, reaches: take_wide(from)? },
            4 => Condition::Day(take_u32(from)?),
            5 => Condition::Ended(take_set(from)?),
            _ => return Err(CodecError),
        })
    })?;
    Ok(When { all, of })
}

fn cap(out: &mut Vec<u8>, it: Option<&Cap>) {
    match it {
        None => put(out, 0),
        Some(Cap::Only(one)) => {
            put(out, 1);
            limit(out, one);
        }
        Some(Cap::Lesser(one, two)) => {
            put(out, 2);
            limit(out, one);
            limit(out, two);
        }
        Some(Cap::Greater(one, two)) => {
            put(out, 3);
            limit(out, one);
            limit(out, two);
        }
    }
}

fn read_cap(from: &mut &[u8]) -> Result<Option<Cap>, CodecError> {
    Ok(match take(from)? {
        0 => None,
        1 => Some(Cap::Only(read_limit(from)?)),
        2 => Some(Cap::Lesser(read_limit(from)?, read_limit(from)?)),
        3 => Some(Cap::Greater(read_limit(from)?, read_limit(from)?)),
        _ => return Err(CodecError),
    })
}

fn limit(out: &mut Vec<u8>, it: &Limit) {
    match it {
        Limit::Amount(amount) => {
            put(out, 0);
            put(out, *amount);
        }
        Limit::Loan(loan) => {
            put(out, 1);
            list(out, &loan.draws, |out, (day, amount)| {
                put(out, u128::from(*day));
                put(out, *amount);
            });
            put(out, u128::from(loan.bps));
            put(out, u128::from(loan.compound));
        }
        Limit::Brackets { figure, steps: rates } => {
            put(out, 2);
            put(out, *figure as u128);
            steps(out, rates);
        }
        Limit::Deficit(film) => {
            put(out, 3);
            put(out, *film as u128);
        }
    }
}

fn read_limit(from: &mut &[u8]) -> Result<Limit, CodecError> {
    Ok(match take(from)? {
        0 => Limit::Amount(take_wide(from)?),
        1 => {
            let draws = read_list(from, |from| Ok((take_u32(from)?, take_wide(from)?)))?;
            Limit::Loan(Loan { draws, bps: take_u32(from)?, compound: take_flag(from)? })
        }
        2 => Limit::Brackets { figure: take(from)?, steps: read_steps(from)? },
        3 => Limit::Deficit(take(from)?),
        _ => return Err(CodecError),
    })
}
