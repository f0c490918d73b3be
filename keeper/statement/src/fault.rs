//! Why a history cannot be recomputed.

use backlot_waterfall::{AmendError, BookError, ScheduleError};

/// Why the books cannot be recomputed further.
#[derive(thiserror::Error, Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no agreement to begin with.
    #[error("no version of the agreement is given")]
    NoVersion,
    /// An entry names a version that is not given.
    #[error("version {version} of the agreement is not given")]
    MissingVersion {
        /// Which.
        version: u32,
    },
    /// The text of a version is no agreement.
    #[error("the text of version {version} cannot be read: {reason}")]
    Text {
        /// Which.
        version: u32,
        /// The reader's words.
        reason: String,
    },
    /// A version is an agreement that cannot be.
    #[error("version {version} is no agreement that can be: {reason}")]
    Schedule {
        /// Which.
        version: u32,
        /// Where and why.
        reason: ScheduleError,
    },
    /// The books cannot go over to a version.
    #[error("the books cannot go over to version {version}: {reason}")]
    Amend {
        /// Which.
        version: u32,
        /// Why.
        reason: AmendError,
    },
    /// An entry names something that the agreement in force does not have.
    #[error("the agreement in force has no {kind} `{id}`")]
    Unknown {
        /// `source`, `party`, `figure` or `other film`.
        kind: &'static str,
        /// Its name.
        id: String,
    },
    /// The engine refuses the entry.
    #[error("the engine refuses it: {0}")]
    Refused(#[from] BookError),
    /// What a party was credited is not the sum of where it came from: a fault of the engine.
    #[error("the parts of a credit are not its sum: the engine is at fault")]
    Parts,
}
