use backlot_api::licences::code;
use backlot_api::LedgerError;
use backlot_kit::KitError;
use cosmwasm_std::{StdError, Uint128};

/// Why licences refuses.
#[derive(thiserror::Error, Debug, PartialEq)]
pub enum ContractError {
    /// Shared refusals.
    #[error(transparent)]
    Kit(#[from] KitError),
    /// No such licence.
    #[error("[{}] there is no licence {licence}", code::LICENCE)]
    Licence {
        /// As asked.
        licence: String,
    },
    /// The id is given out.
    #[error("[{}] there is a licence {licence} already", code::TAKEN)]
    Taken {
        /// As asked.
        licence: String,
    },
    /// Exclusivity.
    #[error("[{}] licence {licence} holds {medium} in {territory} from day {from} until day {until}", code::CONFLICT)]
    Conflict {
        /// The one that is in the way.
        licence: String,
        /// A territory of both.
        territory: String,
        /// A medium of both.
        medium: &'static str,
        /// Its first day.
        from: u32,
        /// Its first day after.
        until: u32,
    },
    /// Nothing more fits.
    #[error("[{}] {what} has {max} entries, and no more fit", code::FULL)]
    Full {
        /// Film, territory and medium, or report.
        what: String,
        /// Limit.
        max: u64,
    },
    /// Not a territory.
    #[error("[{}] {given:?} is neither an ISO 3166 alpha-2 code nor WORLD alone", code::TERRITORY)]
    Territory {
        /// As given.
        given: String,
    },
    /// Not a period.
    #[error("[{}] from day {from} until day {until} is no time", code::PERIOD)]
    Period {
        /// First day.
        from: u32,
        /// First day after.
        until: u32,
    },
    /// A termination in the past, or after the end.
    #[error("[{}] licence {licence} can end on day {today} to {last}, not on day {on}", code::TERMINATION)]
    Termination {
        /// Licence.
        licence: String,
        /// As asked.
        on: u32,
        /// Today.
        today: u32,
        /// The last day of the licence.
        last: u32,
    },
    /// Net is not gross less deductions.
    #[error("[{}] net of {net} is not gross of {gross} less deductions of {deductions}", code::NET)]
    Net {
        /// Gross.
        gross: Uint128,
        /// Deductions.
        deductions: Uint128,
        /// Net.
        net: Uint128,
    },
    /// Not a hash.
    #[error("[{}] {what} is not 64 lower-case hex digits", code::HASH)]
    Hash {
        /// Field.
        what: &'static str,
    },
    /// No such report.
    #[error("[{}] there is no report {report}", code::REPORT)]
    Report {
        /// As asked.
        report: u64,
    },
    /// Not in force.
    #[error("[{}] report {report} was corrected by report {by}", code::CORRECTED)]
    Corrected {
        /// As asked.
        report: u64,
        /// The one that replaces it.
        by: u64,
    },
    /// Another licence, or not a correction of what is disputed.
    #[error("[{}] report {report} {what}", code::MISMATCH)]
    Mismatch {
        /// As asked.
        report: u64,
        /// What is wrong with it.
        what: &'static str,
    },
    /// No such dispute, or it is over.
    #[error("[{}] dispute {dispute} {what}", code::DISPUTE)]
    Dispute {
        /// As asked.
        dispute: u64,
        /// What is wrong with it.
        what: &'static str,
    },
    /// No such series.
    #[error("[{}] there is no series {series}", code::SERIES)]
    Series {
        /// As asked.
        series: u8,
    },
    /// No such entitlement.
    #[error("[{}] there is no entitlement {entitlement}", code::ENTITLEMENT)]
    Entitlement {
        /// As asked.
        entitlement: String,
    },
    /// A stored record is not readable.
    #[error("[{}] a stored {what}: {error}", code::RECORD)]
    Record {
        /// Which.
        what: &'static str,
        /// What is wrong.
        error: LedgerError,
    },
}

impl From<StdError> for ContractError {
    fn from(error: StdError) -> Self {
        Self::Kit(error.into())
    }
}
