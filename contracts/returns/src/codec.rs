//! How series and runs lie in storage: their fields in order, as varints; a third of the bytes that JSON takes, and
//! bytes are what a write costs.

use backlot_api::ledger::{push_varint, take_varint};
use backlot_api::returns::RunState;
use backlot_api::LedgerError;
use cosmwasm_std::{Timestamp, Uint128};

use crate::state::{RunRecord, Series};

/// Bytes of a series. A run of 0 means none: runs are numbered from 1.
pub fn series_bytes(series: &Series) -> Vec<u8> {
    let Series { pot, carry, returned, funded, credited, delivered, bounties, run, since, ran, resting_until } = series;
    let amounts = [pot, carry, returned, funded, credited, delivered, bounties].map(|amount| amount.u128());
    let rest = [run.unwrap_or_default(), since.nanos(), u64::from(*ran), resting_until.nanos()].map(u128::from);
    write(&[&amounts[..], &rest[..]].concat())
}

/// Reads what [`series_bytes`] wrote.
pub fn series(bytes: &[u8]) -> Result<Series, LedgerError> {
    let mut from = Reader(bytes);
    let series = Series {
        pot: from.amount()?,
        carry: from.amount()?,
        returned: from.amount()?,
        funded: from.amount()?,
        credited: from.amount()?,
        delivered: from.amount()?,
        bounties: from.amount()?,
        run: Some(from.number()?).filter(|run| *run != 0),
        since: from.time()?,
        ran: from.number::<u8>()? != 0,
        resting_until: from.time()?,
    };
    from.end()?;
    Ok(series)
}

/// Bytes of a run: the hash, then the rest.
pub fn run_bytes(run: &RunRecord) -> Vec<u8> {
    let RunRecord { series, state, pot, supply, holders, cursor, units, credited, hash, started, expires, height } =
        run;
    let state = match state {
        RunState::Paying => 0u8,
        RunState::Settled => 1,
        RunState::Expired => 2,
    };
    let rest = write(&[
        u128::from(*series),
        u128::from(state),
        pot.u128(),
        supply.u128(),
        u128::from(*holders),
        u128::from(*cursor),
        units.u128(),
        credited.u128(),
        u128::from(started.nanos()),
        u128::from(expires.nanos()),
        u128::from(*height),
    ]);
    [&hash[..], &rest].concat()
}

/// Reads what [`run_bytes`] wrote.
pub fn run(bytes: &[u8]) -> Result<RunRecord, LedgerError> {
    let (hash, rest) = bytes.split_first_chunk::<32>().ok_or(LedgerError::Truncated)?;
    let mut from = Reader(rest);
    let run = RunRecord {
        hash: *hash,
        series: from.number()?,
        state: match from.number::<u8>()? {
            0 => RunState::Paying,
            1 => RunState::Settled,
            2 => RunState::Expired,
            _ => return Err(LedgerError::Overflow),
        },
        pot: from.amount()?,
        supply: from.amount()?,
        holders: from.number()?,
        cursor: from.number()?,
        units: from.amount()?,
        credited: from.amount()?,
        started: from.time()?,
        expires: from.time()?,
        height: from.number()?,
    };
    from.end()?;
    Ok(run)
}

fn write(numbers: &[u128]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(128);
    for number in numbers {
        push_varint(&mut bytes, *number);
    }
    bytes
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn amount(&mut self) -> Result<Uint128, LedgerError> {
        let (amount, rest) = take_varint(self.0)?;
        self.0 = rest;
        Ok(Uint128::new(amount))
    }

    fn number<T: TryFrom<u128>>(&mut self) -> Result<T, LedgerError> {
        T::try_from(self.amount()?.u128()).map_err(|_| LedgerError::Overflow)
    }

    fn time(&mut self) -> Result<Timestamp, LedgerError> {
        self.number().map(Timestamp::from_nanos)
    }

    fn end(self) -> Result<(), LedgerError> {
        if self.0.is_empty() {
            return Ok(());
        }
        Err(LedgerError::TooManySlots { slots: 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back_as_written() {
        let now = Timestamp::from_nanos(u64::MAX);
        let mut money = Series::new(now);
        assert_eq!(series(&series_bytes(&money)), Ok(money.clone()));
        money = Series { pot: Uint128::MAX, bounties: Uint128::new(3), run: Some(u64::MAX), ran: true, ..money };
        let bytes = series_bytes(&money);
        assert_eq!(series(&bytes), Ok(money));
        assert_eq!(series(&bytes[..bytes.len() - 1]), Err(LedgerError::Truncated));
        assert!(series(&[bytes, vec![0]].concat()).is_err());

        for state in [RunState::Paying, RunState::Settled, RunState::Expired] {
            let record = RunRecord {
                series: 7,
                state,
                pot: Uint128::MAX,
                supply: Uint128::new(1),
                holders: u32::MAX,
                cursor: 128,
                units: Uint128::zero(),
                credited: Uint128::new(9),
                hash: [0xab; 32],
                started: now,
                expires: now,
                height: 5,
            };
            let bytes = run_bytes(&record);
            assert_eq!(run(&bytes), Ok(record));
            assert!(run(&bytes[..40]).is_err());
        }
        assert_eq!(run(&[]), Err(LedgerError::Truncated));
    }
}
