//! A film at every level of receipts: who gets what, and from which level on each has recouped. Expenses count as approved up
//! to their caps, figures as not attested.

use serde::Serialize;

use crate::{
    exit::Failure,
    forecast::{Division, Forecast},
    plan::Plan,
};

/// Levels to look at, and how the money comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sweep {
    /// First level, base units.
    pub from: u128,
    /// Last level.
    pub to: u128,
    /// Levels less one.
    pub steps: u32,
    /// Weight of each source, in the order of the plan.
    pub mix: Vec<u128>,
    /// First day.
    pub day: u32,
    /// So many equal parts, thirty days one after the other; 1: all at once.
    pub months: u32,
}

/// A level.
#[derive(Clone, Debug, Serialize)]
pub struct Level {
    /// Receipts in all.
    #[serde(serialize_with = "crate::amount::json")]
    pub level: u128,
    /// What they give.
    #[serde(flatten)]
    pub division: Division,
}

/// From which level on a party has recouped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recoups {
    /// Party.
    pub party: String,
    /// The first level of the sweep at which it has all its caps; none: at none of them.
    #[serde(serialize_with = "crate::amount::json_maybe")]
    pub level: Option<u128>,
}

/// Days between two parts of a level that comes in over a time.
const MONTH: u32 = 30;

impl Sweep {
    /// Runs every level from the start.
    ///
    /// # Errors
    /// Sums beyond 128 bits.
    pub fn run(&self, forecast: &Forecast<'_>) -> anyhow::Result<Vec<Level>> {
        (0..=self.steps).map(|step| self.level(forecast, self.total(step))).collect()
    }

    fn total(&self, step: u32) -> u128 {
        let (span, steps, step) = (self.to - self.from, u128::from(self.steps), u128::from(step));
        self.from + span / steps * step + span % steps * step / steps
    }

    fn level(&self, forecast: &Forecast<'_>, level: u128) -> anyhow::Result<Level> {
        let mut account = forecast.start_approved(self.day)?;
        let gross = self.split(level);
        let months = u128::from(self.months.max(1));
        for month in 0..self.months.max(1) {
            let day = self.day.saturating_add(month * MONTH);
            for (source, amount) in gross.iter().enumerate() {
                // What the division leaves comes with the first part.
                let part = amount / months + if month == 0 { amount % months } else { 0 };
                if part > 0 {
                    forecast.receive(&mut account, source, part, day)?;
                }
            }
        }
        Ok(Level { level, division: forecast.division(&mut account)? })
    }

    /// What each source brings; what the divisions leave is the first one's.
    fn split(&self, level: u128) -> Vec<u128> {
        let all: u128 = self.mix.iter().sum::<u128>().max(1);
        let mut gross: Vec<u128> =
            self.mix.iter().map(|weight| level / all * weight + level % all * weight / all).collect();
        let rest = level - gross.iter().sum::<u128>();
        if let Some((first, _)) = gross.iter_mut().zip(&self.mix).find(|(_, weight)| **weight > 0) {
            *first += rest;
        }
        gross
    }
}

/// From which level on each party that has caps has recouped. Levels ascend.
pub fn recoups(plan: &Plan, levels: &[Level]) -> Vec<Recoups> {
    let capped = |party: &str| {
        let mut shares = plan.tiers.iter().flat_map(|tier| &tier.shares);
        shares.any(|share| share.value.party == party && share.value.cap.is_some())
    };
    let first = |party: &str| {
        let has = |level: &&Level| level.division.recouped.iter().any(|known| known == party);
        levels.iter().find(has).map(|level| level.level)
    };
    let parties = plan.parties.iter().map(|party| &party.id.value).filter(|party| capped(party));
    parties.map(|party| Recoups { party: party.clone(), level: first(party) }).collect()
}

/// Weights as the command line writes them: `cinema=60,tv=40`; all alike where nothing is said.
///
/// # Errors
/// A source that the plan does not have, or no weight at all.
pub fn mix(plan: &Plan, text: Option<&str>) -> anyhow::Result<Vec<u128>> {
    let Some(text) = text else { return Ok(vec![1; plan.sources.len()]) };
    let mut weights = vec![0u128; plan.sources.len()];
    for part in text.split(',') {
        let wrong = || Failure::usage(format!("--mix {part}: write SOURCE=WEIGHT"));
        let (source, weight) = part.split_once('=').ok_or_else(wrong)?;
        let known = plan.sources.iter().position(|known| known.id.value == source.trim());
        let position = known.ok_or_else(|| Failure::usage(format!("--mix: the plan has no source `{source}`")))?;
        weights[position] = weight.trim().parse::<u32>().map_err(|_| wrong())?.into();
    }
    if weights.iter().all(|weight| *weight == 0) {
        return Err(Failure::usage("--mix: every weight is zero"));
    }
    Ok(weights)
}
