//! What is not right with a file, or with what was asked of it.

use std::path::Path;

use backlot_waterfall::BookError;

use crate::plan::Diagnostics;

/// What is not right.
#[derive(thiserror::Error, Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The file is not there, or no text.
    #[error("cannot read {file}: {why}")]
    Unreadable {
        /// Its name.
        file: String,
        /// The system's words.
        why: String,
    },
    /// Faults at their places.
    #[error(transparent)]
    Places(#[from] Diagnostics),
    /// A name that the plan does not have.
    #[error("line {line}: the plan has no {kind} `{id}`; it has {}", known.join(", "))]
    Unknown {
        /// Line of the receipts, or number of the entry.
        line: usize,
        /// `source`, `party`, `figure`.
        kind: &'static str,
        /// As written.
        id: String,
        /// What there is.
        known: Vec<String>,
    },
    /// The engine refuses a line.
    #[error("line {line}: {error}")]
    Refused {
        /// Line of the receipts, or number of the entry.
        line: usize,
        /// Its reason.
        error: BookError,
    },
    /// The engine refuses what was asked.
    #[error(transparent)]
    Book(#[from] BookError),
    /// An entry that no plan can book by itself.
    #[error("entry {number} is not of a plan alone: use `backlot audit`")]
    Foreign {
        /// Its number.
        number: u64,
    },
    /// Something that was asked for in other words than these.
    #[error("`{given}`: {expected}")]
    Asked {
        /// As written.
        given: String,
        /// What to write.
        expected: String,
    },
}

impl Fault {
    pub(crate) fn asked(given: &str, expected: impl Into<String>) -> Self {
        Self::Asked { given: given.to_string(), expected: expected.into() }
    }
}

/// The text of a file.
pub(crate) fn text(path: &Path) -> Result<String, Fault> {
    std::fs::read_to_string(path)
        .map_err(|error| Fault::Unreadable { file: path.display().to_string(), why: error.to_string() })
}
