//! Answers.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Timestamp, Uint128};

use super::{Grant, Medium, Period};

/// Answer of `Config`.
#[cw_serde]
pub struct ConfigResponse {
    /// The one denom.
    pub denom: String,
    /// The film's collection account.
    pub collection: String,
    /// The `rights` contracts; position is series number.
    pub rights: Vec<String>,
    /// Who may dispute beside the owner.
    pub voices: Vec<String>,
    /// Licences ever granted.
    pub licences: u32,
    /// Reports ever made.
    pub reports: u64,
    /// Disputes ever opened.
    pub disputes: u64,
    /// No grants, no payments.
    pub paused: bool,
}

/// A licence.
#[cw_serde]
pub struct Licence {
    /// As granted.
    pub grant: Grant,
    /// First day without it, where it ends before its window does.
    pub terminated_on: Option<u32>,
}

/// Answer of `Balance`: `overdue = max(due − paid, 0)`.
#[cw_serde]
pub struct BalanceResponse {
    /// Sum of all instalments.
    pub guaranteed: Uint128,
    /// Sum of the instalments due by the end of the day asked for.
    pub due: Uint128,
    /// Paid until now, beyond the guarantee too.
    pub paid: Uint128,
    /// Due on that day and not paid until now.
    pub overdue: Uint128,
}

/// A row of `Avails`.
#[cw_serde]
pub struct AvailRow {
    /// As asked.
    pub territory: String,
    /// As asked.
    pub medium: Medium,
    /// Free, or held.
    pub state: Avail,
}

/// Whether a territory and medium is free in the days asked for.
#[cw_serde]
pub enum Avail {
    /// No licence on any of these days.
    Free {},
    /// Held: an exclusive licence before others, then the one that begins first.
    Held {
        /// Id.
        licence: String,
        /// It excludes any other; if not, a non-exclusive licence can still be granted.
        exclusive: bool,
        /// Its window, up to its termination.
        window: Period,
        /// So many other licences are held there in these days.
        others: u32,
    },
}

/// A report.
#[cw_serde]
pub struct ReportResponse {
    /// Number, from 1, over all licences.
    pub report: u64,
    /// Licence.
    pub licence: String,
    /// Days.
    pub period: Period,
    /// Gross.
    pub gross: Uint128,
    /// Deductions.
    pub deductions: Uint128,
    /// Gross less deductions.
    pub net: Uint128,
    /// Hash of the statement on paper.
    pub statement_sha256: String,
    /// Reference.
    pub reference: Option<String>,
    /// When it was made.
    pub time: Timestamp,
    /// The report it replaces.
    pub corrects: Option<u64>,
    /// The report that replaces it; none: it is in force.
    pub corrected_by: Option<u64>,
    /// Verifications, oldest first.
    pub verifications: Vec<Verification>,
}

/// A verification of a report.
#[cw_serde]
pub struct Verification {
    /// Hash of the verifier's report.
    pub report_sha256: String,
    /// Who verified.
    pub verifier: String,
    /// When it was added.
    pub time: Timestamp,
}

/// A dispute.
#[cw_serde]
pub struct DisputeResponse {
    /// Number, from 1, over all reports.
    pub dispute: u64,
    /// The disputed report.
    pub report: u64,
    /// Who disputes.
    pub party: String,
    /// What they say.
    pub reference: String,
    /// When.
    pub time: Timestamp,
    /// How it ended; none: it is open.
    pub settled: Option<Settlement>,
}

/// The end of a dispute.
#[cw_serde]
pub struct Settlement {
    /// Licensee or owner.
    pub settler: String,
    /// The corrected report, where one settles it.
    pub by_report: Option<u64>,
    /// What they say.
    pub reference: String,
    /// When.
    pub time: Timestamp,
}

/// Answer of `Reconciliation`, and a row of `Reconciliations`. `reported + unreported = paid + unpaid`, and one of
/// `unpaid` and `unreported` is zero.
#[cw_serde]
pub struct ReconciliationResponse {
    /// Licence.
    pub licence: String,
    /// Reports in force: those that no other corrects.
    pub reports: u64,
    /// Net of the reports in force.
    pub reported: Uint128,
    /// Payments.
    pub payments: u64,
    /// Paid in all.
    pub paid: Uint128,
    /// Reported without money.
    pub unpaid: Uint128,
    /// Money without report.
    pub unreported: Uint128,
    /// Disputes of its reports that are open.
    pub open_disputes: u64,
}

/// Answer of `Entitled`.
#[cw_serde]
pub struct EntitledResponse {
    /// It held enough.
    pub entitled: bool,
    /// Held on the record date.
    pub units: Uint128,
    /// Needed.
    pub needed: Uint128,
}
