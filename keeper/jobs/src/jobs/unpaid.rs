//! Which parties are to be paid. Accounts made before 0.3 keep their code and answer with rows of another shape; the
//! keeper pays from both.

use backlot_api::{collection::QueryMsg, limits};
use serde::Deserialize;

use super::MOST_PAGES;
use crate::{Context, JobError};

/// Nanoseconds in a day.
pub(super) const DAY: u64 = 86_400_000_000_000;

/// A row of `Parties`: `party` since 0.3, `id` before.
#[derive(Deserialize)]
struct Row {
    party: Option<Named>,
    id: Option<String>,
    credited: cosmwasm_std::Uint128,
    delivered: cosmwasm_std::Uint128,
}

#[derive(Deserialize)]
struct Named {
    id: String,
    held_until: Option<u32>,
}

/// Ids of the parties that are credited more than they were paid, and not held back on this day.
pub(super) async fn unpaid(context: &Context, collection: &str, now_ns: u64) -> Result<Vec<String>, JobError> {
    let today = now_ns / DAY;
    let mut unpaid = Vec::new();
    let mut start_after = None;
    for _ in 0..MOST_PAGES {
        let query = QueryMsg::Parties { start_after, limit: Some(limits::PAGE_MAX) };
        let page: Vec<Row> = context.ask(collection, &query).await?;
        start_after = page.last().and_then(|row| row.named().map(|(id, _)| id.to_owned()));
        for row in &page {
            let Some((id, held_until)) = row.named() else { continue };
            if row.credited > row.delivered && u64::from(held_until) <= today {
                unpaid.push(id.to_owned());
            }
        }
        // The end is an empty page, not a short one: a contract may bound pages lower than asked for.
        if start_after.is_none() {
            break;
        }
    }
    Ok(unpaid)
}

impl Row {
    /// Id, and from which day on it is paid.
    fn named(&self) -> Option<(&str, u32)> {
        match (&self.party, &self.id) {
            (Some(party), _) => Some((&party.id, party.held_until.unwrap_or(0))),
            (None, Some(id)) => Some((id, 0)),
            (None, None) => None,
        }
    }
}
