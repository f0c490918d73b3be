//! What receipts gave to whom, as a value.

use backlot_api::schedule::Deduction;
use backlot_waterfall::{Names, Statement, TierStatus};
use serde::Serialize;

use crate::plan::Plan;

/// A division of receipts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Division {
    /// All receipts.
    #[serde(serialize_with = "crate::amount::json")]
    pub received: u128,
    /// Everyone's part, in the order of the plan.
    pub parties: Vec<Part>,
    /// Each tier's, table by table.
    pub tiers: Vec<TierPart>,
    /// Each source's.
    pub sources: Vec<SourcePart>,
    /// What waits: fractions, and reserves.
    #[serde(serialize_with = "crate::amount::json")]
    pub held: u128,
    /// Parties that have all their caps in tiers that take money or have ended.
    pub recouped: Vec<String>,
}

/// A party's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// Party.
    pub party: String,
    /// Base units.
    #[serde(serialize_with = "crate::amount::json")]
    pub amount: u128,
}

/// A tier's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TierPart {
    /// Id.
    pub tier: String,
    /// Its table.
    pub table: String,
    /// What people call it.
    pub title: String,
    /// Paid by it.
    #[serde(serialize_with = "crate::amount::json")]
    pub paid: u128,
    /// Whom.
    pub parts: Vec<Part>,
    /// It has ended.
    pub full: bool,
}

/// A source's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourcePart {
    /// Id.
    pub source: String,
    /// Its table.
    pub table: String,
    /// Gross.
    #[serde(serialize_with = "crate::amount::json")]
    pub gross: u128,
    /// Off the top, in the order of the plan.
    pub off_the_top: Vec<Part>,
    /// Went to the tiers at once; what comes out of a reserve is not in it.
    #[serde(serialize_with = "crate::amount::json")]
    pub net: u128,
}

/// What a reserve is called among the parts off the top.
pub const RESERVE: &str = "reserve";

impl Division {
    /// Of a statement of the plan's books.
    pub(super) fn of(plan: &Plan, names: &Names, statement: Statement) -> Self {
        let part = |party: usize, amount: u128| Part { party: name(names, party), amount };
        let recouped = recouped(&statement.tiers).into_iter().map(|party| name(names, party)).collect();
        let sources = plan.sources.iter().zip(&statement.sources).map(|(source, status)| {
            let taken = source
                .off_the_top
                .iter()
                .zip(&status.taken)
                .map(|(deduction, amount)| Part { party: taken_by(&deduction.value).to_string(), amount: *amount });
            SourcePart {
                source: source.id.value.clone(),
                table: source.table.value.clone(),
                gross: status.gross,
                off_the_top: taken.collect(),
                net: status.gross - status.deducted,
            }
        });
        let tiers = names.tiers.iter().zip(&statement.tiers).map(|(id, status)| {
            let tier = plan.tiers.iter().find(|tier| tier.id.value == *id);
            TierPart {
                tier: id.clone(),
                table: tier.map(|tier| tier.table.value.clone()).unwrap_or_default(),
                title: tier.and_then(|tier| tier.title.clone()).unwrap_or_else(|| id.clone()),
                paid: status.paid,
                parts: status.shares.iter().map(|share| part(share.party, share.paid)).collect(),
                full: status.ended,
            }
        });
        Self {
            received: statement.sources.iter().map(|source| source.gross).sum(),
            sources: sources.collect(),
            tiers: tiers.collect(),
            held: statement.held,
            recouped,
            parties: statement.parties.iter().enumerate().map(|(at, amount)| part(at, *amount)).collect(),
        }
    }

    /// A party's part.
    pub fn of_party(&self, party: &str) -> u128 {
        self.parties.iter().find(|part| part.party == party).map_or(0, |part| part.amount)
    }
}

fn name(names: &Names, party: usize) -> String {
    names.parties.get(party).cloned().unwrap_or_default()
}

/// Parties that share under a cap somewhere, and have been paid up to it everywhere. A tier that has not opened does not count: a
/// bonus that may never fall due keeps nobody from having recouped. A share that was paid nothing is not full, though its cap may
/// be nothing yet: nobody has recouped a loan that is not drawn.
pub(super) fn recouped(tiers: &[TierStatus]) -> Vec<usize> {
    let reached = tiers.iter().filter(|tier| tier.open || tier.ended || tier.paid > 0);
    let (mut full, mut short) = (Vec::new(), Vec::new());
    for share in reached.flat_map(|tier| &tier.shares) {
        match share.room {
            Some(0) if share.paid > 0 => full.push(share.party),
            Some(_) => short.push(share.party),
            None => {}
        }
    }
    full.sort_unstable();
    full.dedup();
    full.retain(|party| !short.contains(party));
    full
}

/// Who gets a deduction.
pub fn taken_by(deduction: &Deduction) -> &str {
    match deduction {
        Deduction::Percent { party, .. } | Deduction::Expenses { party, .. } => party,
        Deduction::Reserve { .. } => RESERVE,
    }
}
