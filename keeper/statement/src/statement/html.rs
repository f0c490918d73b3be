//! A statement as one page.

use std::fmt::Write;

use super::{show::hundredths, Account, Show, Statement};
use crate::{
    figures::date,
    picture::{escape, STYLE},
};

/// On paper: white, small, a table's head on every sheet.
const PAPER: &str = "
.track { background: var(--rule); border-radius: 3px; height: 8px; min-width: 120px; } .track i { display: block; height: 8px; border-radius: 3px; background: var(--good); }
tr.part td { color: var(--soft); border-bottom: 0; padding-top: 0; } tr.part td:first-child { padding-left: 16px; }
thead { display: table-header-group; } tr { break-inside: avoid; }
@page { size: A4 landscape; margin: 14mm; }
@media print {
  :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --rule: #bbb; --good: #1d7a4c; }
  body { font-size: 10.5px; } table { font-size: 10px; } h1 { font-size: 24px; } h2 { break-after: avoid; margin-top: 20px; }
  .card { border: 0; padding: 0; overflow: visible; } svg.flow { min-width: 0; } * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}";

pub(super) fn page(show: &Show<'_>) -> String {
    let statement = show.statement;
    let whose = statement.party.as_ref().map_or_else(|| "all parties".to_string(), |party| format!("party {party}"));
    let title = escape(&statement.title);
    let (from, to) = (date(statement.period.from), date(statement.period.to));
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}: statement {}</title><style>\n{STYLE}{PAPER}</style></head><body><main><h1>{title}</h1><p class=\"lead\">Statement of {}, {from} to {to}. Film <code>{}</code>, version {} of its agreement. Amounts in {}.</p>",
        escape(&statement.period.name),
        escape(&whose),
        escape(&statement.film),
        statement.version,
        escape(&statement.unit.symbol),
    );
    accounts(&mut page, show);
    flow(&mut page, show);
    caps(&mut page, show);
    lines(&mut page, show);
    let _ = writeln!(
        page,
        "<footer>Recomputed from the entries of the collection account and the agreements. {} {} wait in tiers and reserves at the end of the period.</footer></main></body></html>",
        show.exact(statement.held),
        escape(&statement.unit.symbol),
    );
    page
}

fn accounts(page: &mut String, show: &Show<'_>) {
    page.push_str("<h2>Accounts</h2><p class=\"under\">Opening balance, what was credited and from where, what was paid out, closing balance.</p><div class=\"card\"><table>");
    head(page, &["Party", "Opening", "Credited", "Paid out", "Closing"], 1);
    for account in &show.statement.accounts {
        row(page, "", &summary(show, account), 1);
        for from in &account.from {
            row(
                page,
                "part",
                &[
                    super::show::place(&from.place),
                    String::new(),
                    show.exact(from.amount),
                    String::new(),
                    String::new(),
                ],
                1,
            );
        }
    }
    page.push_str("</tbody></table></div>");
}

fn summary(show: &Show<'_>, account: &Account) -> [String; 5] {
    [
        account.party.clone(),
        show.maybe(account.opening),
        show.exact(account.credited),
        show.maybe(account.paid),
        show.maybe(account.closing),
    ]
}

fn flow(page: &mut String, show: &Show<'_>) {
    let received = received(show.statement);
    if show.statement.credits.is_empty() {
        return;
    }
    let _ = write!(
        page,
        "<h2>The flow</h2><p class=\"under\">What the film received in the period, {}, and where it went.</p><div class=\"card\">{}</div>",
        show.exact(received),
        show.flow(),
    );
}

fn received(statement: &Statement) -> u128 {
    statement.sources.iter().map(|source| source.received).sum()
}

fn caps(page: &mut String, show: &Show<'_>) {
    let capped: Vec<_> = show.statement.caps.iter().filter_map(|cap| Some((cap, cap.cap?, cap.recouped?))).collect();
    if capped.is_empty() {
        return;
    }
    page.push_str("<h2>Recoupment</h2><p class=\"under\">How far each cap is, as of the end of the period.</p><div class=\"card\"><table><thead><tr><th>Table<th>Tier<th>Party<th class=\"n\">Recouped<th class=\"n\">Of<th class=\"n\">Share<th></tr></thead><tbody>");
    for (cap, most, recouped) in capped {
        let state = match (cap.ended, cap.open) {
            (true, _) => " (ended)",
            (_, true) => "",
            _ => " (waits)",
        };
        let _ = write!(
            page,
            "<tr><td>{}<td>{}{state}<td>{}<td class=\"n\">{}<td class=\"n\">{}<td class=\"n\">{}<td><div class=\"track\"><i style=\"width:{}\"></i></div></tr>",
            escape(&cap.table),
            escape(&cap.tier),
            escape(&cap.party),
            show.exact(cap.paid),
            show.exact(most),
            hundredths(recouped),
            hundredths(recouped),
        );
    }
    page.push_str("</tbody></table></div>");
}

fn lines(page: &mut String, show: &Show<'_>) {
    let lines = show.lines();
    if lines.is_empty() {
        page.push_str("<h2>Entries</h2><p class=\"under\">Nothing was credited or paid in the period.</p>");
        return;
    }
    page.push_str(
        "<h2>Entries</h2><p class=\"under\">Every credit and payment of the period.</p><div class=\"card\"><table>",
    );
    head(page, &["Date", "Entry", "What", "Reference", "Party", "From", "Amount"], 6);
    for line in lines {
        row(page, "", &line, 6);
    }
    page.push_str("</tbody></table></div>");
}

/// Titles; those from `numbers` on stand to the right.
fn head(page: &mut String, titles: &[&str], numbers: usize) {
    page.push_str("<thead><tr>");
    for (column, title) in titles.iter().enumerate() {
        let class = if column >= numbers { " class=\"n\"" } else { "" };
        let _ = write!(page, "<th{class}>{}", escape(title));
    }
    page.push_str("</tr></thead><tbody>");
}

fn row(page: &mut String, class: &str, cells: &[String], numbers: usize) {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let _ = write!(page, "<tr{class}>");
    for (column, cell) in cells.iter().enumerate() {
        let class = if column >= numbers { " class=\"n\"" } else { "" };
        let _ = write!(page, "<td{class}>{}", escape(cell));
    }
    page.push_str("</tr>");
}
