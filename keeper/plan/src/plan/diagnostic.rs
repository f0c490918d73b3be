//! What is wrong with a file, where, and what to do about it.

use std::fmt;

use serde::{Serialize, Serializer};

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

/// A fault as JSON has it.
#[derive(Serialize)]
struct Told<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
    help: &'a str,
}

/// A list of the faults, each with file, line, column, message and help.
impl Serialize for Diagnostics {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.list.iter().map(|fault| {
            let (line, column) = self.place(fault.at);
            Told { file: &self.file, line, column, message: &fault.message, help: &fault.help }
        }))
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, fault) in self.list.iter().enumerate() {
            let (line, column) = self.place(fault.at);
            if number > 0 {
                writeln!(f)?;
            }
            writeln!(f, "{}:{line}:{column}: {}", self.file, fault.message)?;
            let (text, before) = window(self.source.lines().nth(line - 1).unwrap_or_default(), column - 1);
            let left = text.chars().count().saturating_sub(before);
            let marks = fault.len.clamp(1, left.max(1));
            writeln!(f, "  {line:>4} | {text}")?;
            writeln!(f, "       | {}{}", " ".repeat(before), "^".repeat(marks))?;
            write!(f, "       = {}", fault.help)?;
        }
        let faults = self.list.len();
        if faults > 1 {
            write!(f, "\n{faults} faults in {}", self.file)?;
        }
        Ok(())
    }
}

/// Characters of a line that are shown.
const SHOWN: usize = 200;

/// A line, or what is around this position where it is long, and the position in that.
fn window(line: &str, at: usize) -> (String, usize) {
    let length = line.chars().count();
    if length <= SHOWN {
        return (line.to_string(), at);
    }
    let from = at.saturating_sub(SHOWN / 4);
    let mut shown: String = line.chars().skip(from).take(SHOWN).collect();
    if from + SHOWN < length {
        shown.push('…');
    }
    match from {
        0 => (shown, at),
        _ => (format!("…{shown}"), at - from + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_line_only_what_is_around_the_fault_is_shown() {
        let line = format!("{}x{}", "a".repeat(10_000), "b".repeat(10_000));
        let fault = Diagnostic { at: 10_000, len: 9_000, message: "no".into(), help: "yes".into() };
        let told = Diagnostics::new("f.toml", &line, vec![fault]).to_string();
        assert!(told.len() < 800 && told.starts_with("f.toml:1:10001: no\n"), "{told}");
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(lines[1].chars().position(|c| c == 'x'), lines[2].chars().position(|c| c == '^'));
        assert_eq!(window("short", 3), ("short".into(), 3));
    }
}
