//! What receipts would give to whom: the plan run through the same engine as the contract's.

use backlot_waterfall::{Schedule, Statement};
use serde::Serialize;

use crate::{
    exit::Failure,
    plan::{Diagnostic, Diagnostics, Plan},
    receipts::Row,
};

/// A plan's schedule, ready to divide.
pub struct Forecast<'a> {
    plan: &'a Plan,
    schedule: Schedule,
}

/// A division of receipts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Division {
    /// All receipts.
    #[serde(serialize_with = "crate::amount::json")]
    pub received: u128,
    /// Everyone's part, in the order of the plan.
    pub parties: Vec<Part>,
    /// Each tier's, in order.
    pub tiers: Vec<TierPart>,
    /// Each source's.
    pub sources: Vec<SourcePart>,
    /// Fractions that wait.
    #[serde(serialize_with = "crate::amount::json")]
    pub held: u128,
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
    /// What people call it.
    pub title: String,
    /// Paid by it.
    #[serde(serialize_with = "crate::amount::json")]
    pub paid: u128,
    /// Whom.
    pub parts: Vec<Part>,
    /// It has ended.
    pub full: bool,
    /// What it takes until it ends; none where it is open.
    #[serde(serialize_with = "crate::amount::json_maybe")]
    pub size: Option<u128>,
}

/// A source's part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourcePart {
    /// Id.
    pub source: String,
    /// Gross.
    #[serde(serialize_with = "crate::amount::json")]
    pub gross: u128,
    /// Off the top, in the order of the plan.
    pub off_the_top: Vec<Part>,
    /// Went to the tiers.
    #[serde(serialize_with = "crate::amount::json")]
    pub net: u128,
}

impl<'a> Forecast<'a> {
    /// The schedule of a plan.
    ///
    /// # Errors
    /// What the engine refuses, at its place in the file.
    pub fn new(plan: &'a Plan) -> Result<Self, Diagnostics> {
        let mut input = backlot_waterfall::Plan::from_wire(&[], &plan.schedule());
        input.parties = plan.parties.iter().map(|party| party.id.value.clone()).collect();
        let schedule = Schedule::new(&input).map_err(|fault| {
            let at = place(plan, &fault.place);
            let message = format!("the engine refuses {fault}");
            let help = "change the plan there".to_string();
            Diagnostics::new(&plan.file, &plan.source, vec![Diagnostic { at, len: 1, message, help }])
        })?;
        Ok(Self { plan, schedule })
    }

    /// The position of a source.
    pub fn source(&self, id: &str) -> Option<usize> {
        self.plan.sources.iter().position(|source| source.id.value == id)
    }

    /// Divides the sum of these receipts.
    ///
    /// # Errors
    /// A source that the plan does not have; sums beyond 128 bits.
    pub fn divide<'r>(&self, rows: impl IntoIterator<Item = &'r Row>) -> anyhow::Result<Division> {
        let mut gross = vec![0u128; self.plan.sources.len()];
        for row in rows {
            let position = self.source(&row.source).ok_or_else(|| {
                let known: Vec<_> = self.plan.sources.iter().map(|source| source.id.value.as_str()).collect();
                let (source, line) = (&row.source, row.line);
                Failure::usage(format!("line {line}: the plan has no source `{source}`; it has {}", known.join(", ")))
            })?;
            gross[position] += row.amount;
        }
        self.by_source(&gross)
    }

    /// Divides what each source has brought, in the order of the plan.
    ///
    /// # Errors
    /// Sums beyond 128 bits.
    pub fn by_source(&self, gross: &[u128]) -> anyhow::Result<Division> {
        let mut progress = self.schedule.start();
        for (source, amount) in gross.iter().enumerate().filter(|(_, amount)| **amount > 0) {
            self.schedule.receive(&mut progress, source, *amount)?;
        }
        Ok(self.division(progress.received()?, self.schedule.statement(&progress)?))
    }

    fn division(&self, received: u128, statement: Statement) -> Division {
        let Statement { entitled, sources, tiers, held } = statement;
        let plan = self.plan;
        let part = |party: &str, amount: u128| Part { party: party.to_string(), amount };
        Division {
            received,
            parties: plan.parties.iter().zip(entitled).map(|(party, amount)| part(&party.id.value, amount)).collect(),
            sources: plan
                .sources
                .iter()
                .zip(sources)
                .map(|(source, status)| SourcePart {
                    source: source.id.value.clone(),
                    gross: status.gross,
                    off_the_top: source
                        .off_the_top
                        .iter()
                        .zip(status.taken)
                        .map(|(deduction, amount)| part(&deduction.party.value, amount))
                        .collect(),
                    net: status.net,
                })
                .collect(),
            tiers: plan
                .tiers
                .iter()
                .zip(tiers)
                .map(|(tier, status)| TierPart {
                    tier: tier.id.value.clone(),
                    title: tier.title.clone().unwrap_or_else(|| tier.id.value.clone()),
                    paid: status.paid,
                    parts: tier
                        .shares
                        .iter()
                        .zip(status.parts)
                        .map(|(share, amount)| part(&share.party.value, amount))
                        .collect(),
                    full: status.ended,
                    size: status.size,
                })
                .collect(),
            held,
        }
    }
}

/// Where `tiers[2].shares[0]` or `sources[1]` stands in the file.
fn place(plan: &Plan, path: &str) -> usize {
    let number = |prefix: &str| {
        let rest = path.strip_prefix(prefix)?;
        rest.split_once(']')?.0.parse::<usize>().ok()
    };
    if let Some(tier) = number("tiers[").and_then(|number| plan.tiers.get(number)) {
        return tier.id.at.start;
    }
    if let Some(source) = number("sources[").and_then(|number| plan.sources.get(number)) {
        return source.id.at.start;
    }
    number("parties[").and_then(|number| plan.parties.get(number)).map_or(0, |party| party.id.at.start)
}
