//! Receipts as a distributor's statement lists them: `date,source,amount,reference`, one a line. With more columns the file
//! says what else happened: `kind` (receipt, approve, attest, release), `party` and `figure`.

use std::{
    collections::{BTreeMap, HashMap},
    path::Path,
};

use serde::{Deserialize, Serialize};

use crate::{
    amount,
    plan::{Diagnostic, Diagnostics, Money},
    Fault,
};

mod columns;

use columns::{Columns, Line};

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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

impl Kind {
    fn of(text: &str) -> Option<Self> {
        match text {
            "" | "receipt" => Some(Self::Receipt),
            "approve" => Some(Self::Approve),
            "attest" => Some(Self::Attest),
            "release" => Some(Self::Release),
            _ => None,
        }
    }

    /// As the file writes it, and the columns it fills beside date and reference.
    fn fills(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Receipt => ("a receipt", &["source", "amount"]),
            Self::Approve => ("an approval", &["source", "party", "amount"]),
            Self::Attest => ("an attested figure", &["figure", "amount"]),
            Self::Release => ("a release", &[]),
        }
    }
}

impl Row {
    /// What a second import knows it by.
    fn names(&self) -> (Kind, [String; 4]) {
        (self.kind, [&self.reference, &self.source, &self.party, &self.figure].map(String::clone))
    }

    /// Year and quarter, as in `2027 Q1`.
    pub fn quarter(&self) -> String {
        let month: u32 = self.date.get(5..7).and_then(|month| month.parse().ok()).unwrap_or(1);
        format!("{} Q{}", self.date.get(..4).unwrap_or("?"), month.saturating_sub(1) / 3 + 1)
    }

    /// What happened, in few words.
    pub fn what(&self) -> String {
        match self.kind {
            Kind::Receipt => self.source.clone(),
            Kind::Approve => format!("{}: {} approved", self.source, self.party),
            Kind::Attest => format!("{} attested", self.figure),
            Kind::Release => "reserves released".into(),
        }
    }
}

/// Reads the file; `figures` are the decimals of those that have any. Every line that is wrong is named.
///
/// # Errors
/// [`Fault::Places`], or that the file cannot be read.
pub fn load(path: &Path, money: &Money, figures: &BTreeMap<String, u8>) -> Result<Vec<Row>, Fault> {
    let text = crate::fault::text(path)?;
    Ok(parse(&path.display().to_string(), &text, money, figures)?)
}

/// Reads the text of such a file, and sorts it by date; see [`load`].
///
/// # Errors
/// [`Diagnostics`] with every fault.
pub fn parse(file: &str, text: &str, money: &Money, figures: &BTreeMap<String, u8>) -> Result<Vec<Row>, Diagnostics> {
    let mut faults = Faults { text, list: Vec::new() };
    let mut rows: Vec<Row> = Vec::new();
    let mut seen = HashMap::new();
    if let Some(mut columns) = Columns::of(text, &mut faults) {
        while let Some(line) = columns.next(&mut faults) {
            let Some(row) = row(&line, &mut faults, money.exponent, figures) else { continue };
            if let Some(first) = seen.insert(row.names(), row.line) {
                let message = format!("reference `{}` was used in line {first} already", row.reference);
                let help = "a reference names one payment: a second import would take them for the same";
                faults.note(line.at, message, help);
            }
            rows.push(row);
        }
    }
    if faults.list.is_empty() {
        rows.sort_by(|a, b| a.date.cmp(&b.date).then(a.line.cmp(&b.line)));
        return Ok(rows);
    }
    Err(Diagnostics::new(file, text, faults.list))
}

/// Faults of a file, each a line.
struct Faults<'a> {
    text: &'a str,
    list: Vec<Diagnostic>,
}

impl Faults<'_> {
    fn note(&mut self, at: usize, message: impl Into<String>, help: impl Into<String>) {
        let rest = self.text.get(at..).unwrap_or_default();
        let len = rest.find('\n').unwrap_or(rest.len());
        self.list.push(Diagnostic { at, len, message: message.into(), help: help.into() });
    }
}

fn row(line: &Line, faults: &mut Faults<'_>, exponent: u8, figures: &BTreeMap<String, u8>) -> Option<Row> {
    let at = line.at;
    let [date, source, party, figure, reference] =
        ["date", "source", "party", "figure", "reference"].map(|column| line.get(column).to_string());
    if crate::date::day(&date).is_none() {
        faults.note(at, format!("`{date}` is not a date"), "write it as 2027-03-31");
    }
    let Some(kind) = Kind::of(line.get("kind")) else {
        faults.note(at, format!("`{}` is no kind", line.get("kind")), "receipt, approve, attest or release");
        return None;
    };
    let (name, fills) = kind.fills();
    for column in ["source", "party", "figure", "amount"] {
        let (filled, asked) = (!line.get(column).is_empty(), fills.contains(&column));
        if asked && !filled {
            faults.note(at, format!("{name} has a {column}, and there is none"), format!("fill the column `{column}`"));
        } else if filled && !asked {
            faults.note(at, format!("{name} has no {column}"), format!("leave the column `{column}` empty"));
        }
    }
    if reference.is_empty() || reference.len() > backlot_api::limits::TEXT {
        let help = "name the payer's statement: a repeated import skips by it";
        faults.note(at, "no reference, or over 280 bytes", help);
    }
    let decimals = if kind == Kind::Attest { figures.get(&figure).copied().unwrap_or(0) } else { exponent };
    let mut amount = 0;
    if fills.contains(&"amount") && !line.get("amount").is_empty() {
        match amount::parse(line.get("amount"), decimals) {
            Ok(0) => faults.note(at, "an amount of zero", "leave the line out"),
            Ok(found) => amount = found,
            Err(fault) => faults.note(at, fault.to_string(), "write whole coins, as in 12500.00"),
        }
    }
    Some(Row { line: line.number, date, kind, source, party, figure, amount, reference })
}
