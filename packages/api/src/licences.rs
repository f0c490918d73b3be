//! `licences`: who may exploit a film, where, in which medium and when; what a licensee guaranteed, reported and paid;
//! and what a token entitles its holder to.
//!
//! Fees go on to the film's collection account in the message that pays them: this contract keeps no coin. Days are
//! numbered from 1970-01-01 (UTC), amounts are in base units of the film's denom, hashes are 64 lower-case hex digits.

mod answers;
mod terms;

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::Uint128;
use cw_ownable::{cw_ownable_execute, cw_ownable_query};

pub use answers::*;
pub use terms::*;

use crate::Role;

/// Creates the film's licences.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// Owner: grants and terminates, verifies reports, names entitlements.
    pub owner: String,
    /// The one denom that is paid in.
    pub denom: String,
    /// The film's collection account: every payment goes there at once.
    pub collection: String,
    /// The `rights` contracts, in the film's order; their position is the series number. At most 8.
    pub rights: Vec<String>,
}

/// Messages.
#[cw_ownable_execute]
#[cw_serde]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "fields are named for what they are")]
pub enum ExecuteMsg {
    /// Grants a licence, unless it overlaps with another in territory, medium and window and either is exclusive.
    Grant {
        #[serde(deserialize_with = "crate::apart")]
        licence: Grant,
    },
    /// Ends a licence before its time: day `on` is the first without it. Today at the earliest; never prolongs.
    Terminate { licence: String, on: u32 },
    /// A payment for a licence: the coin sent goes to the collection account as a receipt of its source. Anyone may pay.
    Pay { licence: String, reference: Option<String> },
    /// The licensee declares what a period brought: `net = gross − deductions`. `statement_sha256` is the hash of the
    /// statement on paper. A correction is a new report that names the one it replaces in `corrects`.
    Report {
        licence: String,
        #[serde(deserialize_with = "crate::apart")]
        period: Period,
        gross: Uint128,
        deductions: Uint128,
        net: Uint128,
        statement_sha256: String,
        reference: Option<String>,
        corrects: Option<u64>,
    },
    /// Adds a verification of a report: the hash of the verifier's own report, and who verified.
    Verify { report: u64, report_sha256: String, verifier: String },
    /// Disputes a report that is in force. For whoever speaks for `party` by the agreement in force, and without one for
    /// the owner and the wallets that it named.
    Dispute { report: u64, reference: String, party: Option<String> },
    /// Settles a dispute: the licensee by a later report that corrects the disputed one, the owner with or without.
    Settle { dispute: u64, by_report: Option<u64>, reference: String },
    /// Replaces the wallets that may dispute beside the parties. At most 64.
    SetVoices { voices: Vec<String> },
    /// Adds an entitlement, or replaces the one of the same id. At most 32.
    SetEntitlement {
        #[serde(deserialize_with = "crate::apart")]
        entitlement: Entitlement,
    },
    /// Stops or resumes grants and payments; reports and disputes go on.
    SetPaused { paused: bool },
    /// Sends on coins that came by plain bank send: this contract owes nobody any.
    SweepSurplus { denom: String, to: String },
}

impl ExecuteMsg {
    /// Who may call this message.
    pub fn permission(&self) -> Role {
        match self {
            Self::Pay { .. }
            // The licensee: decided by the licence.
            | Self::Report { .. }
            // Who speaks for the party, a wallet that was named, or the owner.
            | Self::Dispute { .. }
            // The licensee, or the owner.
            | Self::Settle { .. }
            | Self::UpdateOwnership(_) => Role::Anyone,
            Self::Grant { .. }
            | Self::Terminate { .. }
            | Self::Verify { .. }
            | Self::SetVoices { .. }
            | Self::SetEntitlement { .. }
            | Self::SetPaused { .. }
            | Self::SweepSurplus { .. } => Role::Owner,
        }
    }
}

/// Queries.
#[cw_ownable_query]
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
#[allow(missing_docs, reason = "fields are named for what they are")]
pub enum QueryMsg {
    /// Denom, addresses, voices, counts, pause.
    #[returns(ConfigResponse)]
    Config {},
    /// One licence.
    #[returns(Licence)]
    Licence { licence: String },
    /// Licences in the order of their grants; `start_after` is an id.
    #[returns(Vec<Licence>)]
    Licences { start_after: Option<String>, limit: Option<u32> },
    /// A licence's guarantee: in all, due by the end of day `on`, paid until now, overdue.
    #[returns(BalanceResponse)]
    Balance { licence: String, on: u32 },
    /// Who holds what in these days: a row for each territory and medium, at most 64 × 8.
    #[returns(Vec<AvailRow>)]
    Avails { territories: Vec<String>, media: Vec<Medium>, from: u32, until: u32 },
    /// One report, with its verifications.
    #[returns(ReportResponse)]
    ReportByNumber { report: u64 },
    /// A licence's reports by number, corrected ones too.
    #[returns(Vec<ReportResponse>)]
    Reports { licence: String, start_after: Option<u64>, limit: Option<u32> },
    /// Disputes by number: of one report, or all.
    #[returns(Vec<DisputeResponse>)]
    Disputes { report: Option<u64>, start_after: Option<u64>, limit: Option<u32> },
    /// What a licence's reports in force say against what was paid.
    #[returns(ReconciliationResponse)]
    Reconciliation { licence: String },
    /// The same for licences in the order of their grants; `start_after` is an id.
    #[returns(Vec<ReconciliationResponse>)]
    Reconciliations { start_after: Option<String>, limit: Option<u32> },
    /// All entitlements by id.
    #[returns(Vec<Entitlement>)]
    Entitlements {},
    /// Whether an address held enough units on the entitlement's record date.
    #[returns(EntitledResponse)]
    Entitled { entitlement: String, address: String },
}

/// Moves to new code.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}

/// Codes of this contract's own errors.
pub mod code {
    /// No such licence.
    pub const LICENCE: &str = "licences.licence";
    /// The id is given out already.
    pub const TAKEN: &str = "licences.taken";
    /// Overlaps with another licence in territory, medium and window, and one of the two is exclusive.
    pub const CONFLICT: &str = "licences.conflict";
    /// No more fit: licences of the film or of a territory and medium, verifications of a report, entitlements.
    pub const FULL: &str = "licences.full";
    /// Not an ISO 3166 alpha-2 code, nor `WORLD` alone.
    pub const TERRITORY: &str = "licences.territory";
    /// A window or period that does not end after it begins.
    pub const PERIOD: &str = "licences.period";
    /// The day of a termination is in the past, or the licence has ended by then.
    pub const TERMINATION: &str = "licences.termination";
    /// Net is not gross less deductions.
    pub const NET: &str = "licences.net";
    /// Not 64 lower-case hex digits.
    pub const HASH: &str = "licences.hash";
    /// No such report.
    pub const REPORT: &str = "licences.report";
    /// The report was corrected already.
    pub const CORRECTED: &str = "licences.corrected";
    /// The report belongs to another licence, or does not correct the disputed one.
    pub const MISMATCH: &str = "licences.mismatch";
    /// No such dispute, or it is settled.
    pub const DISPUTE: &str = "licences.dispute";
    /// No such token series.
    pub const SERIES: &str = "licences.series";
    /// No such entitlement.
    pub const ENTITLEMENT: &str = "licences.entitlement";
    /// A stored record cannot be read: a fault of ours.
    pub const RECORD: &str = "licences.record";
}

crate::typed_event! {
    /// A licence was granted.
    LicencesGranted = "licences_granted" {
        /// Id.
        licence: String,
        /// Who may exploit the film.
        licensee: String,
        /// First day.
        from: u32,
        /// First day after.
        until: u32,
        /// Nobody else in its territories and media.
        exclusive: bool,
        /// Sum of the instalments.
        guaranteed: u128,
    }
    /// A licence ends before its time.
    LicencesTerminated = "licences_terminated" {
        /// Id.
        licence: String,
        /// First day without it.
        on: u32,
    }
    /// A payment went on to the collection account.
    LicencesPaid = "licences_paid" {
        /// Licence.
        licence: String,
        /// Who paid.
        payer: String,
        /// Amount.
        amount: u128,
        /// Paid for the licence in all.
        paid: u128,
    }
    /// A licensee reported.
    LicencesReported = "licences_reported" {
        /// Number of the report.
        report: u64,
        /// Licence.
        licence: String,
        /// First day of the period.
        from: u32,
        /// First day after the period.
        until: u32,
        /// Net.
        net: u128,
        /// Hash of the statement, hex.
        statement_sha256: String,
        /// The report it replaces; 0: none.
        corrects: u64,
    }
    /// A verification was added to a report.
    LicencesVerified = "licences_verified" {
        /// Number of the report.
        report: u64,
        /// Hash of the verifier's report, hex.
        report_sha256: String,
        /// Who verified.
        verifier: String,
    }
    /// A report was disputed.
    LicencesDisputed = "licences_disputed" {
        /// Number of the dispute.
        dispute: u64,
        /// Number of the report.
        report: u64,
        /// Who disputes.
        party: String,
    }
    /// A dispute was settled.
    LicencesSettled = "licences_settled" {
        /// Number of the dispute.
        dispute: u64,
        /// The report that settles it; 0: none.
        by_report: u64,
        /// Who settled.
        settler: String,
    }
    /// The wallets that may dispute were replaced.
    LicencesVoicesSet = "licences_voices_set" {
        /// How many there are.
        voices: u32,
    }
    /// An entitlement was added or replaced.
    LicencesEntitlementSet = "licences_entitlement_set" {
        /// Id.
        entitlement: String,
        /// Token series.
        series: u8,
        /// Least units.
        units: u128,
        /// Record date.
        record: u64,
    }
    /// Grants and payments were stopped or resumed.
    LicencesPauseSet = "licences_pause_set" {
        /// Stopped.
        paused: bool,
    }
    /// Coins that nobody is owed were sent on.
    LicencesSwept = "licences_swept" {
        /// Denom.
        denom: String,
        /// Amount.
        amount: u128,
        /// To whom.
        to: String,
    }
    /// A hand-over of ownership went one step on.
    LicencesOwnershipUpdated = "licences_ownership_updated" {
        /// Owner.
        owner: String,
        /// Who may accept; empty where nobody is proposed.
        pending: String,
    }
}
