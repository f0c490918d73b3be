//! A statement as rows, and what its cells say.

use super::{csv, flow, html, Kind, Place, Statement};
use crate::figures::percent;

/// How a statement is shown.
#[derive(Clone, Copy, Debug)]
pub struct Show<'a> {
    pub(super) statement: &'a Statement,
}

impl Statement {
    /// For people and spreadsheets.
    pub fn show(&self) -> Show<'_> {
        Show { statement: self }
    }
}

impl Show<'_> {
    /// Titles of [`accounts`](Self::accounts).
    pub const ACCOUNTS: [&'static str; 7] =
        ["party", "opening", "off the top", "from tiers", "credited", "paid out", "closing"];
    /// Titles of [`lines`](Self::lines).
    pub const LINES: [&'static str; 7] = ["date", "entry", "what", "reference", "party", "from", "amount"];
    /// Titles of [`caps`](Self::caps).
    pub const CAPS: [&'static str; 7] = ["table", "tier", "state", "party", "recouped", "of", "share"];

    /// A row a party.
    pub fn accounts(&self) -> Vec<Vec<String>> {
        let rows = self.statement.accounts.iter().map(|account| {
            let top: u128 = account.from.iter().filter(|from| is_top(&from.place)).map(|from| from.amount).sum();
            vec![
                account.party.clone(),
                self.maybe(account.opening),
                self.exact(top),
                self.exact(account.credited - top),
                self.exact(account.credited),
                self.maybe(account.paid),
                self.maybe(account.closing),
            ]
        });
        rows.collect()
    }

    /// A row a credit and payment.
    pub fn lines(&self) -> Vec<Vec<String>> {
        let rows = self.statement.lines.iter().map(|line| {
            let what = match (line.kind, &line.source) {
                (Kind::Payment, _) => "paid out".to_string(),
                (Kind::Release, _) => "reserve released".to_string(),
                (Kind::Receipt, source) => format!("receipt of {}", source.as_deref().unwrap_or_default()),
            };
            let amount = self.exact(line.amount);
            vec![
                line.date.clone(),
                line.entry.map(|entry| entry.to_string()).unwrap_or_default(),
                what,
                line.reference.clone().unwrap_or_default(),
                line.party.clone(),
                line.place.as_ref().map(place).unwrap_or_default(),
                if line.kind == Kind::Payment { format!("−{amount}") } else { amount },
            ]
        });
        rows.collect()
    }

    /// A row a share that has a cap.
    pub fn caps(&self) -> Vec<Vec<String>> {
        let rows = self.statement.caps.iter().filter_map(|cap| {
            let most = cap.cap?;
            let state = match (cap.ended, cap.open) {
                (true, _) => "ended",
                (_, true) => "open",
                _ => "waits",
            };
            Some(vec![
                cap.table.clone(),
                cap.tier.clone(),
                state.to_string(),
                cap.party.clone(),
                self.exact(cap.paid),
                self.exact(most),
                hundredths(percent(cap.paid, most)),
            ])
        });
        rows.collect()
    }

    /// A ledger: for each party its opening balance, every credit and payment, and its closing balance, so that the
    /// amounts above the closing balance add up to it.
    ///
    /// # Errors
    /// The writer's, which has none in memory.
    pub fn csv(&self) -> Result<String, ::csv::Error> {
        csv::write(self.statement)
    }

    /// One page with its picture in it: nothing fetched, nothing scripted, fit for paper.
    pub fn html(&self) -> String {
        html::page(self)
    }

    /// Sources, off the top and tables, tiers, parties: as SVG.
    pub fn flow(&self) -> String {
        flow::picture(self.statement)
    }

    pub(super) fn exact(&self, amount: u128) -> String {
        self.statement.unit.exact(amount)
    }

    pub(super) fn maybe(&self, amount: Option<u128>) -> String {
        amount.map_or_else(|| "–".to_string(), |amount| self.exact(amount))
    }
}

pub(super) fn is_top(place: &Place) -> bool {
    matches!(place, Place::Top { .. })
}

/// A place in words.
pub(super) fn place(place: &Place) -> String {
    match place {
        Place::Top { source } => format!("off the top of {source}"),
        Place::Tier { table, tier } => format!("{table}: {tier}"),
    }
}

/// `12.34%` of hundredths of a percent.
pub(super) fn hundredths(bps: u32) -> String {
    format!("{}.{:02}%", bps / 100, bps % 100)
}
