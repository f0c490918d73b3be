//! Columns by name, in any order.

use super::Faults;

/// All columns there are; the first three of a file are never left out.
const COLUMNS: [&str; 7] = ["date", "amount", "reference", "kind", "source", "party", "figure"];
const NEEDED: usize = 3;
const HELP: &str = "the first line is date,source,amount,reference; kind, party and figure may be among them";

/// A file being read.
pub(super) struct Columns<'t> {
    reader: csv::Reader<&'t [u8]>,
    names: Vec<&'static str>,
}

/// One line of it.
pub(super) struct Line {
    /// Where it begins.
    pub(super) at: usize,
    /// From 1.
    pub(super) number: usize,
    names: Vec<&'static str>,
    record: csv::StringRecord,
}

impl<'t> Columns<'t> {
    /// Reads the names of the columns; none where the file cannot be read by them.
    pub(super) fn of(text: &'t str, faults: &mut Faults<'_>) -> Option<Self> {
        let mut reader =
            csv::ReaderBuilder::new().trim(csv::Trim::All).comment(Some(b'#')).from_reader(text.as_bytes());
        let head = reader.headers().cloned().unwrap_or_default();
        let at = head.position().map_or(0, |at| byte(at.byte()));
        let before = faults.list.len();
        let mut names = Vec::with_capacity(head.len());
        for name in &head {
            let name = name.trim_start_matches('\u{feff}');
            // What a figure has reached is a value rather than an amount.
            let plain = if name == "value" { "amount" } else { name };
            match COLUMNS.into_iter().find(|known| *known == plain) {
                Some(known) if names.contains(&known) => {
                    faults.note(at, format!("the column `{known}` is there twice"), HELP)
                }
                Some(known) => names.push(known),
                None => faults.note(at, format!("there is no column `{name}`"), HELP),
            }
        }
        for missing in COLUMNS.into_iter().take(NEEDED).filter(|column| !names.contains(column)) {
            faults.note(at, format!("the column `{missing}` is missing"), HELP);
        }
        (faults.list.len() == before).then_some(Self { reader, names })
    }

    /// The next line that can be read.
    pub(super) fn next(&mut self, faults: &mut Faults<'_>) -> Option<Line> {
        loop {
            let mut record = csv::StringRecord::new();
            match self.reader.read_record(&mut record) {
                Ok(true) => {
                    let (at, number) = record.position().map_or((0, 0), |at| (byte(at.byte()), byte(at.line())));
                    return Some(Line { at, number, names: self.names.clone(), record });
                }
                Ok(false) => return None,
                Err(fault) => {
                    let at = fault.position().map_or(0, |at| byte(at.byte()));
                    faults.note(at, format!("not such a line: {fault}"), HELP);
                }
            }
        }
    }
}

impl Line {
    /// What stands in a column; nothing where there is no such column.
    pub(super) fn get(&self, column: &str) -> &str {
        self.names.iter().position(|name| *name == column).and_then(|at| self.record.get(at)).unwrap_or_default()
    }
}

fn byte(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
