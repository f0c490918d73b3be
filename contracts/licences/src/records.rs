//! What is stored, as it is worked with.

use backlot_api::licences::{Grant, Instalment, Licence, Medium, Period};
use cosmwasm_std::{Addr, Timestamp, Uint128};

use crate::model;
use crate::territory::Territory;

/// A licence, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct LicenceRecord {
    /// Id.
    pub id: String,
    /// Who may exploit the film.
    pub licensee: Addr,
    /// Countries; the world alone.
    pub territories: Vec<Territory>,
    /// A bit for each medium, by its place in [`Medium::ALL`].
    pub media: u8,
    /// As granted.
    pub window: Period,
    /// Nobody else.
    pub exclusive: bool,
    /// Source of the collection account.
    pub source: String,
    /// The contract on paper.
    pub reference: String,
    /// Instalments.
    pub guarantee: Vec<Instalment>,
    /// Ends on that day.
    pub terminated_on: Option<u32>,
}

impl LicenceRecord {
    /// The first day without it.
    pub fn end(&self) -> u32 {
        self.terminated_on.map_or(self.window.until, |on| on.min(self.window.until))
    }

    /// It is the world's.
    pub fn worldwide(&self) -> bool {
        self.territories.first() == Some(&Territory::WORLD)
    }

    /// What the index knows of it.
    pub fn slot(&self, number: u32) -> Slot {
        Slot { number, from: self.window.from, until: self.end(), exclusive: self.exclusive }
    }

    /// As on the wire.
    pub fn wire(self) -> Licence {
        let Self { id, licensee, territories, media, window, exclusive, source, reference, guarantee, terminated_on } =
            self;
        let grant = Grant {
            id,
            licensee: licensee.into(),
            territories: territories.into_iter().map(Territory::name).collect(),
            media: Medium::ALL.into_iter().filter(|medium| model::has(media, *medium)).collect(),
            window,
            exclusive,
            source,
            reference,
            guarantee,
        };
        Licence { grant, terminated_on }
    }
}

/// A licence in the list of a territory and medium.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The licence's number.
    pub number: u32,
    /// First day.
    pub from: u32,
    /// First day after.
    pub until: u32,
    /// Nobody else.
    pub exclusive: bool,
}

impl Slot {
    /// It was terminated before it began.
    pub fn is_empty(&self) -> bool {
        self.from >= self.until
    }
}

/// The figures of a licence that change: apart from it, so that a payment writes few bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// Paid in all.
    pub paid: Uint128,
    /// Payments.
    pub payments: u64,
    /// Net of the reports in force.
    pub reported: Uint128,
    /// Reports in force.
    pub reports: u64,
    /// Open disputes of its reports.
    pub disputes: u64,
}

/// A report.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportRecord {
    /// Number of the licence.
    pub licence: u32,
    /// Days.
    pub period: Period,
    /// Gross.
    pub gross: Uint128,
    /// Deductions.
    pub deductions: Uint128,
    /// Hash of the statement.
    pub statement: [u8; 32],
    /// Reference.
    pub reference: Option<String>,
    /// When.
    pub time: Timestamp,
    /// Replaces this one.
    pub corrects: Option<u64>,
    /// Replaced by this one.
    pub corrected_by: Option<u64>,
    /// The first of the reports that correct each other; itself where it corrects none.
    pub original: u64,
}

/// A verification.
#[derive(Clone, Debug, PartialEq)]
pub struct VerificationRecord {
    /// Hash of the verifier's report.
    pub hash: [u8; 32],
    /// Who verified.
    pub verifier: String,
    /// When.
    pub time: Timestamp,
}

/// A dispute.
#[derive(Clone, Debug, PartialEq)]
pub struct DisputeRecord {
    /// Number of the report.
    pub report: u64,
    /// Who.
    pub party: Addr,
    /// Why.
    pub reference: String,
    /// When.
    pub time: Timestamp,
    /// Its end.
    pub settled: Option<SettlementRecord>,
}

/// The end of a dispute.
#[derive(Clone, Debug, PartialEq)]
pub struct SettlementRecord {
    /// Who.
    pub settler: Addr,
    /// By this report.
    pub by_report: Option<u64>,
    /// How.
    pub reference: String,
    /// When.
    pub time: Timestamp,
}

/// How many there are of each.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Licences.
    pub licences: u32,
    /// Reports.
    pub reports: u64,
    /// Disputes.
    pub disputes: u64,
    /// Entitlements.
    pub entitlements: u32,
}
