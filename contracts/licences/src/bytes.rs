//! Fields of a record as bytes: numbers as varints, texts and lists with their length before them. Bytes are what a
//! write costs, and these are a third of what JSON takes.

use backlot_api::ledger::{push_varint, take_varint};
use backlot_api::LedgerError;
use cosmwasm_std::{Timestamp, Uint128};

/// Writes fields in order.
#[derive(Default)]
pub struct Writer(Vec<u8>);

impl Writer {
    /// A number.
    pub fn number(&mut self, number: impl Into<u128>) -> &mut Self {
        push_varint(&mut self.0, number.into());
        self
    }

    /// A text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.number(text.len() as u128).raw(text.as_bytes())
    }

    /// A number that may be missing: 0, or one more than it.
    pub fn option(&mut self, number: Option<u64>) -> &mut Self {
        self.number(number.map_or(0, |number| u128::from(number).saturating_add(1)))
    }

    /// A text that may be missing: 0, or 1 and the text.
    pub fn text_option(&mut self, text: Option<&str>) -> &mut Self {
        match text {
            Some(text) => self.number(1u8).text(text),
            None => self.number(0u8),
        }
    }

    /// Bytes whose length the reader knows.
    pub fn raw(&mut self, bytes: &[u8]) -> &mut Self {
        self.0.extend_from_slice(bytes);
        self
    }

    /// All of it.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Reads what a [`Writer`] wrote.
pub struct Reader<'a>(pub &'a [u8]);

impl<'a> Reader<'a> {
    /// An amount.
    pub fn amount(&mut self) -> Result<Uint128, LedgerError> {
        let (amount, rest) = take_varint(self.0)?;
        self.0 = rest;
        Ok(Uint128::new(amount))
    }

    /// A number of at most 64 bits.
    pub fn number(&mut self) -> Result<u64, LedgerError> {
        u64::try_from(self.amount()?.u128()).map_err(|_| LedgerError::Overflow)
    }

    /// A number of at most 32 bits.
    pub fn small(&mut self) -> Result<u32, LedgerError> {
        u32::try_from(self.number()?).map_err(|_| LedgerError::Overflow)
    }

    /// A number of at most 8 bits.
    pub fn byte(&mut self) -> Result<u8, LedgerError> {
        u8::try_from(self.number()?).map_err(|_| LedgerError::Overflow)
    }

    /// A time.
    pub fn time(&mut self) -> Result<Timestamp, LedgerError> {
        self.number().map(Timestamp::from_nanos)
    }

    /// A number that may be missing.
    pub fn option(&mut self) -> Result<Option<u64>, LedgerError> {
        match self.amount()?.u128().checked_sub(1) {
            None => Ok(None),
            Some(number) => u64::try_from(number).map(Some).map_err(|_| LedgerError::Overflow),
        }
    }

    /// Bytes of a known length.
    pub fn raw(&mut self, len: usize) -> Result<&'a [u8], LedgerError> {
        let (bytes, rest) = self.0.split_at_checked(len).ok_or(LedgerError::Truncated)?;
        self.0 = rest;
        Ok(bytes)
    }

    /// Bytes of a known length, as an array.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N], LedgerError> {
        let (bytes, rest) = self.0.split_first_chunk().ok_or(LedgerError::Truncated)?;
        self.0 = rest;
        Ok(*bytes)
    }

    /// A text.
    pub fn text(&mut self) -> Result<String, LedgerError> {
        let len = self.small()? as usize;
        String::from_utf8(self.raw(len)?.to_vec()).map_err(|_| LedgerError::Truncated)
    }

    /// A text that may be missing.
    pub fn text_option(&mut self) -> Result<Option<String>, LedgerError> {
        match self.byte()? {
            0 => Ok(None),
            _ => self.text().map(Some),
        }
    }

    /// Nothing may follow.
    pub fn end(self) -> Result<(), LedgerError> {
        if self.0.is_empty() {
            return Ok(());
        }
        Err(LedgerError::TooManySlots { slots: 0 })
    }
}

#[cfg(test)]
mod tests {
    use backlot_api::licences::Period;
    use cosmwasm_std::Addr;

    use super::*;
    use crate::codec::Record;
    use crate::records::{DisputeRecord, ReportRecord, SettlementRecord, Slot, Tally, VerificationRecord};

    /// Comes back as it was written, and no beginning of it, nor it with more behind, is read at all.
    fn comes_back<T: Record + PartialEq + std::fmt::Debug>(record: &T) {
        let bytes = record.encode();
        assert!(!bytes.is_empty());
        assert_eq!(T::decode(&bytes).as_ref(), Ok(record));
        for len in 0..bytes.len() {
            assert!(T::decode(&bytes[..len]).is_err(), "{len} of {} bytes", bytes.len());
        }
        assert!(T::decode(&[bytes, vec![0]].concat()).is_err());
    }

    #[test]
    fn records_come_back_as_written() {
        let time = Timestamp::from_nanos(u64::MAX);
        let slot = |exclusive| Slot { number: u32::MAX, from: 20_000, until: u32::MAX, exclusive };
        comes_back(&Vec::<Slot>::new());
        comes_back(&vec![slot(true), slot(false)]);
        comes_back(&Tally { licences: 512, reports: u64::MAX, disputes: 0, entitlements: 32 });
        comes_back(&ReportRecord {
            licence: 7,
            period: Period { from: 0, until: u32::MAX },
            gross: Uint128::MAX,
            deductions: Uint128::zero(),
            statement: [0xab; 32],
            reference: Some("Q1".into()),
            time,
            corrects: Some(u64::MAX),
            corrected_by: None,
            original: 1,
        });
        comes_back(&vec![VerificationRecord { hash: [1; 32], verifier: "Prüfer".into(), time }]);
        let settler = Addr::unchecked("owner");
        let settled = Some(SettlementRecord { settler, by_report: Some(0), reference: "done".into(), time });
        for settled in [None, settled] {
            let party = Addr::unchecked("anna");
            comes_back(&DisputeRecord { report: 1, party, reference: "no".into(), time, settled });
        }
    }
}
