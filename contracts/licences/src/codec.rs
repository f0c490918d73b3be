//! How records lie in storage. None is empty: a list begins with its length.

use backlot_api::licences::{Entitlement, EntitlementKind, Instalment, Period};
use backlot_api::LedgerError;
use cosmwasm_std::Addr;

use crate::bytes::{Reader, Writer};
use crate::records::{
    Account, DisputeRecord, LicenceRecord, ReportRecord, SettlementRecord, Slot, Tally, VerificationRecord,
};
use crate::territory::Territory;

/// Something stored.
pub trait Record: Sized {
    /// In words.
    const WHAT: &'static str;
    /// Writes its fields.
    fn write(&self, to: &mut Writer);
    /// Reads its fields.
    fn read(from: &mut Reader) -> Result<Self, LedgerError>;

    /// Bytes of it.
    fn encode(&self) -> Vec<u8> {
        let mut to = Writer::default();
        self.write(&mut to);
        to.bytes().to_vec()
    }

    /// Of these bytes, all of them.
    fn decode(bytes: &[u8]) -> Result<Self, LedgerError> {
        let mut from = Reader(bytes);
        let record = Self::read(&mut from)?;
        from.end()?;
        Ok(record)
    }
}

/// A list: how many, and each.
impl<T: Record> Record for Vec<T> {
    const WHAT: &'static str = T::WHAT;

    fn write(&self, to: &mut Writer) {
        to.number(self.len() as u128);
        for item in self {
            item.write(to);
        }
    }

    fn read(from: &mut Reader) -> Result<Self, LedgerError> {
        (0..from.small()?).map(|_| T::read(from)).collect()
    }
}

impl Record for Addr {
    const WHAT: &'static str = "voice";

    fn write(&self, to: &mut Writer) {
        to.text(self.as_str());
    }

    fn read(from: &mut Reader) -> Result<Self, LedgerError> {
        from.text().map(Addr::unchecked)
    }
}

impl Record for Period {
    const WHAT: &'static str = "period";

    fn write(&self, to: &mut Writer) {
        let Self { from, until } = *self;
        to.number(from).number(until);
    }

    fn read(from: &mut Reader) -> Result<Self, LedgerError> {
        Ok(Self { from: from.small()?, until: from.small()? })
    }
}

impl Record for Territory {
    const WHAT: &'static str = "territory";

    fn write(&self, to: &mut Writer) {
        to.raw(&self.0);
    }

    fn read(from: &mut Reader) -> Result<Self, LedgerError> {
        from.array().map(Self)
    }
}

impl Record for Instalment {
    const WHAT: &'static str = "instalment";

    fn write(&self, to: &mut Writer) {
        let Self { due, amount } = self;
        to.number(*due).number(amount.u128());
    }

    fn read(from: &mut Reader) -> Result<Self, LedgerError> {
        Ok(Self { due: from.small()?, amount: from.amount()? })
    }
}

impl Record for LicenceRecord {
    const WHAT: &'static str = "licence";

    fn write(&self, to: &mut Writer) {
        let Self { id, licensee, territories, media, window, exclusive, source, reference, guarantee, terminated_on } =
            self;
        to.text(id).text(licensee.as_str());
        territories.write(to);
        to.number(*media);
        window.write(to);
        to.number(u8::from(*exclusive)).text(source).text(reference);
        guarantee.write(to);
        to.option(terminated_on.map(u64::from));
    }

    fn read(from: &mut Reader) -> Result<Self, LedgerError> {
        Ok(Self {
            id: from.text()?,
            licensee: Addr::read(from)?,
            territories: Vec::read(from)?,
            media: from.byte()?,
            window: Period::read(from)?,
            exclusive: from.byte()? != 0,
            source: from.text()?,
            reference: from.text()?,
            guarantee: Vec::read(from)?,
            terminated_on: match from.option()? {
                Some(on) => Some(u32::try_from(on).map_err(|_| LedgerError::Overflow)?),
                None => None,
            },
        })
    }
}

/// Number and exclusivity share a varint, and the end is told by the length: seven bytes in all, as a rule.
impl Record for Slot {
    const WHAT: &'static str = "list of a territory and medium";

    fn write(&self, to: &mut Writer) {
        let Self { number, from, until, exclusive } = *self;
        let head = u64::from(number).saturating_mul(2).saturating_add(u64::from(exclusive));
        to.number(head).number(from).number(until.saturating_sub(from));
    }

    fn read(from: &mut Reader) -> Result<Self, LedgerError> {
        let head = from.number()?;
        let (first, days) = (from.small()?, from.small()?);
        Ok(Self {
            number: u32::try_from(head >> 1).map_err(|_| LedgerError::Overflow)?,
            from: first,
            until: first.checked_add(days).ok_or(LedgerError::Overflow)?,
            exclusive: head & 1 == 1,
        })
    }
}

impl Record for Account {
    const WHAT: &'static str = "account";

    fn write(&self, to: &mut Writer) {
        let Self { paid, payments, reported, reports, disputes } = self;
        to.number(paid.u128()).number(*payments).number(reported.u128()).number(*reports).number(*disputes);
    }

    fn read(from: &mut Reader) -> Result<Self, LedgerError> {
        Ok(Self {
            paid: from.amount()?,
            payments: from.number()?,
            reported: from.amount()?,
            reports: from.number()?,
            disputes: from.number()?,
        })
    }
}

impl Record for ReportRecord {
    const WHAT: &'static str = "report";

    fn write(&self, to: &mut Writer) {
        let Self { licence, period, gross, deductions, statement, reference, time, corrects, corrected_by, original } =
            self;
        to.number(*licence);
        period.write(to);
        to.number(gross.u128()).number(deductions.u128()).raw(statement).text_option(reference.as_deref());
        to.number(time.nanos()).option(*corrects).option(*corrected_by).number(*original);
    }

    fn read(from: &mut Reader) -> Result<Self, LedgerError> {
        Ok(Self {
            licence: from.small()?,
            period: Period::read(from)?,
            gross: from.amount()?,
            deductions: from.amount()?,
            statement: from.array()?,
            reference: from.text_option()?,
            time: from.time()?,
            corrects: from.option()?,
            corrected_by: from.option()?,
            original: from.number()?,
        })
    }
}

impl Record for VerificationRecord {
    const WHAT: &'static str = "verification";

    fn write(&self, to: &mut Writer) {
        let Self { hash, verifier, time } = self;
        to.raw(hash).text(verifier).number(time.nanos());
    }

    fn read(from: &mut Reader) -> Result<Self, LedgerError> {
        Ok(Self { hash: from.array()?, verifier: from.text()?, time: from.time()? })
    }
}

/// The end, where there is one, is a list of one.
impl Record for DisputeRecord {
    const WHAT: &'static str = "dispute";

    fn write(&self, to: &mut Writer) {
        let Self { report, party, reference, time, settled } = self;
        to.number(*report).text(party.as_str()).text(reference).number(time.nanos());
        match settled {
            None => to.number(0u8),
            Some(SettlementRecord { settler, by_report, reference, time }) => {
                to.number(1u8).text(settler.as_str()).option(*by_report).text(reference).number(time.nanos())
            }
        };
    }

    fn read(from: &mut Reader) -> Result<Self, LedgerError> {
        Ok(Self {
            report: from.number()?,
            party: Addr::read(from)?,
            reference: from.text()?,
            time: from.time()?,
            settled: match from.byte()? {
                0 => None,
                _ => Some(SettlementRecord {
                    settler: Addr::read(from)?,
                    by_report: from.option()?,
                    reference: from.text()?,
                    time: from.time()?,
                }),
            },
        })
    }
}

impl Record for Entitlement {
    const WHAT: &'static str = "entitlement";

    fn write(&self, to: &mut Writer) {
        let Self { id, series, units, record, kind, text } = self;
        let kind = match kind {
            EntitlementKind::Screening => 0u8,
            EntitlementKind::Credit => 1,
            EntitlementKind::EarlyAccess => 2,
            EntitlementKind::Other => 3,
        };
        to.text(id).number(*series).number(units.u128()).number(*record).number(kind).text(text);
    }

    fn read(from: &mut Reader) -> Result<Self, LedgerError> {
        Ok(Self {
            id: from.text()?,
            series: from.byte()?,
            units: from.amount()?,
            record: from.number()?,
            kind: match from.byte()? {
                0 => EntitlementKind::Screening,
                1 => EntitlementKind::Credit,
                2 => EntitlementKind::EarlyAccess,
                3 => EntitlementKind::Other,
                _ => return Err(LedgerError::Overflow),
            },
            text: from.text()?,
        })
    }
}

impl Record for Tally {
    const WHAT: &'static str = "tally";

    fn write(&self, to: &mut Writer) {
        let Self { licences, reports, disputes, entitlements } = *self;
        to.number(licences).number(reports).number(disputes).number(entitlements);
    }

    fn read(from: &mut Reader) -> Result<Self, LedgerError> {
        Ok(Self {
            licences: from.small()?,
            reports: from.number()?,
            disputes: from.number()?,
            entitlements: from.small()?,
        })
    }
}
