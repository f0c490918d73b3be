//! Receipts as a distributor's statement lists them: `date,source,amount,reference`, one a line. With more columns the file
//! says what else happened: `kind` (receipt, approve, attest, release), `party` and `figure`.

use std::{collections::BTreeMap, path::Path};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use crate::{
    amount,
    plan::{Diagnostic, Diagnostics, Money},
};

/// One line of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Line in the file, from 1.
    pub line: usize,
    /// Date of the statement, `YYYY-MM-DD`.
    pub date: String,
    /// What happened.
    pub kind: Kind,
    /// A declared source; empty where it is about none.
    pub source: String,
    /// Whose expenses; empty where it is about none.
    pub party: String,
    /// Which figure; empty where it is about none.
    pub figure: String,
    /// Base units, or the figure as attested.
    #[serde(serialize_with = "crate::amount::json")]
    pub amount: u128,
    /// The payer's reference.
    pub reference: String,
}

/// What a line is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Money came in.
    #[default]
    Receipt,
    /// Expenses were approved.
    Approve,
    /// A figure was attested: `amount` is the figure as it is then.
    Attest,
    /// Reserves were released.
    Release,
}

#[derive(Deserialize)]
struct Raw {
    date: String,
    kind: Option<String>,
    #[serde(default)]
    source: String,
    #[serde(default)]
    party: String,
    #[serde(default)]
    figure: String,
    amount: String,
    reference: String,
}

fn kind(text: Option<&str>) -> Option<Kind> {
    match text.unwrap_or_default() {
        "" | "receipt" => Some(Kind::Receipt),
        "approve" => Some(Kind::Approve),
        "attest" => Some(Kind::Attest),
        "release" => Some(Kind::Release),
        _ => None,
    }
}

impl Row {
    /// Year and quarter, as in `2027 Q1`.
    pub fn quarter(&self) -> String {
        let month: u32 = self.date.get(5..7).and_then(|month| month.parse().ok()).unwrap_or(1);
        format!("{} Q{}", self.date.get(..4).unwrap_or("?"), month.saturating_sub(1) / 3 + 1)
    }
}

/// Reads the file; `figures` are the decimals of those that have any. Every line that is wrong is named.
///
/// # Errors
/// [`Diagnostics`], or that the file cannot be read.
pub fn load(path: &Path, money: &Money, figures: &BTreeMap<String, u8>) -> anyhow::Result<Vec<Row>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the receipts {}", path.display()))?;
    Ok(parse(&path.display().to_string(), &text, money, figures)?)
}

/// Reads the text of such a file; see [`load`].
///
/// # Errors
/// [`Diagnostics`] with every fault.
pub fn parse(file: &str, text: &str, money: &Money, figures: &BTreeMap<String, u8>) -> Result<Vec<Row>, Diagnostics> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).comment(Some(b'#')).from_reader(text.as_bytes());
    let mut rows: Vec<Row> = Vec::new();
    let mut faults = Vec::new();
    let headers = reader.headers().cloned().unwrap_or_default();
    let mut record = csv::StringRecord::new();
    let mut record_at = |at: usize, message: String, help: &str| {
        let len = text[at..].find('\n').unwrap_or(text.len() - at);
        faults.push(Diagnostic { at, len, message, help: help.to_string() });
    };
    loop {
        let position = reader.position().clone();
        // A comment or an empty line before the record belongs to its position: go to its own line.
        let found = match reader.read_record(&mut record) {
            Ok(found) => found,
            Err(fault) => {
                let at = fault.position().map_or(0, |at| at.byte() as usize);
                record_at(at, format!("not such a line: {fault}"), "write date,source,amount,reference");
                continue;
            }
        };
        if !found {
            break;
        }
        let (at, line) = match record.position() {
            Some(at) => (at.byte() as usize, at.line() as usize),
            None => (position.byte() as usize, position.line() as usize),
        };
        let raw: Raw = match record.deserialize(Some(&headers)) {
            Ok(raw) => raw,
            Err(fault) => {
                record_at(at, format!("not such a line: {fault}"), "the first line is date,source,amount,reference");
                continue;
            }
        };
        if !is_date(&raw.date) {
            record_at(at, format!("`{}` is not a date", raw.date), "write it as 2027-03-31");
        }
        let Some(kind) = kind(raw.kind.as_deref()) else {
            record_at(
                at,
                format!("`{}` is no kind", raw.kind.unwrap_or_default()),
                "receipt, approve, attest or release",
            );
            continue;
        };
        let same = |row: &&Row| {
            let about = (&row.source, &row.party, &row.figure) == (&raw.source, &raw.party, &raw.figure);
            row.reference == raw.reference && row.kind == kind && about
        };
        let twice = rows.iter().find(same);
        if let Some(first) = twice {
            let message = format!("reference `{}` was used in line {} already", raw.reference, first.line);
            record_at(at, message, "a reference names one payment: a second import would take them for the same");
        }
        if raw.reference.is_empty() || raw.reference.len() > backlot_api::limits::TEXT {
            record_at(
                at,
                "no reference, or over 280 bytes".into(),
                "name the payer's statement: a repeated import skips by it",
            );
        }
        let exponent = match kind {
            Kind::Attest => figures.get(&raw.figure).copied().unwrap_or(0),
            _ => money.exponent,
        };
        let written = if kind == Kind::Release { "0" } else { &raw.amount };
        match amount::parse(written, exponent) {
            Ok(0) if kind != Kind::Release => record_at(at, "an amount of zero".into(), "leave the line out"),
            Ok(amount) => {
                let Raw { date, source, party, figure, reference, .. } = raw;
                rows.push(Row { line, date, kind, source, party, figure, amount, reference });
            }
            Err(fault) => record_at(at, fault.to_string(), "write whole coins, as in 12500.00"),
        }
    }
    if faults.is_empty() {
        rows.sort_by(|a, b| a.date.cmp(&b.date).then(a.line.cmp(&b.line)));
        return Ok(rows);
    }
    Err(Diagnostics::new(file, text, faults))
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: Option<&&str>, len: usize, most: u32| {
        part.is_some_and(|part| part.len() == len && part.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n)))
    };
    parts.len() == 3 && number(parts.first(), 4, 9999) && number(parts.get(1), 2, 12) && number(parts.get(2), 2, 31)
}
