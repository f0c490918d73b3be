//! A statement as a ledger of comma-separated values.

use super::{Kind, Line, Place, Statement};

const HEAD: [&str; 11] =
    ["film", "period", "party", "date", "kind", "entry", "source", "table", "tier", "reference", "amount"];

pub(super) fn write(statement: &Statement) -> Result<String, ::csv::Error> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(HEAD)?;
    let period = &statement.period;
    let plain = |amount: u128| statement.unit.plain(amount);
    let known = |amount: Option<u128>| amount.map(plain).unwrap_or_default();
    for account in &statement.accounts {
        let mut row = |date: &str, kind: &str, of: [String; 5], amount: String| {
            let before = [&statement.film, &period.name, &account.party].map(|text| safe(text));
            let mut cells: Vec<String> = before.into_iter().chain([date.to_string(), kind.to_string()]).collect();
            cells.extend(of);
            cells.push(amount);
            writer.write_record(cells)
        };
        row(&crate::figures::date(period.from), "opening", Default::default(), known(account.opening))?;
        for line in statement.lines.iter().filter(|line| line.party == account.party) {
            let (kind, amount) = match line.kind {
                Kind::Receipt | Kind::Release => ("credit", plain(line.amount)),
                Kind::Payment => ("payment", format!("-{}", plain(line.amount))),
            };
            row(&line.date, kind, place(line), amount)?;
        }
        row(&crate::figures::date(period.to), "closing", Default::default(), known(account.closing))?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn place(line: &Line) -> [String; 5] {
    let entry = line.entry.map(|entry| entry.to_string()).unwrap_or_default();
    let reference = safe(line.reference.as_deref().unwrap_or_default());
    let of = line.source.clone().unwrap_or_default();
    match &line.place {
        Some(Place::Top { source }) => [entry, source.clone(), String::new(), "off the top".to_string(), reference],
        Some(Place::Tier { table, tier }) => [entry, of, table.clone(), tier.clone(), reference],
        None => [entry, of, String::new(), String::new(), reference],
    }
}

/// What a payer wrote must not become a formula in somebody's spreadsheet.
fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        return format!("'{text}");
    }
    text.to_string()
}
