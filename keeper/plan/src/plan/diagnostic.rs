//! What is wrong with a file, where, and what to do about it.

use std::fmt;

/// One fault at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Byte offset in the source.
    pub at: usize,
    /// Bytes it concerns.
    pub len: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// All faults of one file, in the order of their places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostics {
    /// Name of the file, as the user gave it.
    pub file: String,
    /// Its text.
    pub source: String,
    /// The faults.
    pub list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Sorts the faults by place.
    pub fn new(file: &str, source: &str, mut list: Vec<Diagnostic>) -> Self {
        list.sort_by_key(|fault| fault.at);
        list.dedup();
        Self { file: file.to_string(), source: source.to_string(), list }
    }

    /// Line and column of a fault, both from 1; the column counts characters.
    pub fn place(&self, at: usize) -> (usize, usize) {
        let at = at.min(self.source.len());
        let before = self.source.get(..at).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (line, before[start..].chars().count() + 1)
    }
}

impl std::error::Error for Diagnostics {}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, fault) in self.list.iter().enumerate() {
            let (line, column) = self.place(fault.at);
            if number > 0 {
                writeln!(f)?;
            }
            writeln!(f, "{}:{line}:{column}: {}", self.file, fault.message)?;
            let text = self.source.lines().nth(line - 1).unwrap_or_default();
            let left = text.chars().count().saturating_sub(column - 1);
            let marks = fault.len.clamp(1, left.max(1));
            writeln!(f, "  {line:>4} | {text}")?;
            writeln!(f, "       | {}{}", " ".repeat(column - 1), "^".repeat(marks))?;
            write!(f, "       = {}", fault.help)?;
        }
        let faults = self.list.len();
        if faults > 1 {
            write!(f, "\n{faults} faults in {}", self.file)?;
        }
        Ok(())
    }
}
