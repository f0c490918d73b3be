//! A film at every level of receipts: who gets what, and from which level on, and when, each has recouped. Expenses count as
//! approved up to their caps; figures are what the sweep says they are, from the first day on.

use std::thread;

use serde::Serialize;

use crate::{
    amount, date,
    forecast::{Account, Division, Forecast, Recoups},
    plan::Plan,
    Fault,
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
    /// Each figure as attested on the first day, in the order of the plan; zero: not attested. May be shorter.
    pub figures: Vec<u128>,
    /// First day.
    pub day: u32,
    /// So many equal parts, a month one after the other; 1: all at once.
    pub months: u32,
}

/// A level.
#[derive(Clone, Debug, Serialize)]
pub struct Level {
    /// Receipts in all.
    #[serde(serialize_with = "crate::amount::json")]
    pub level: u128,
    /// Who has recouped, and on which day for the first time.
    pub recoups: Vec<On>,
    /// What they give.
    #[serde(flatten)]
    pub division: Division,
}

/// A party that has recouped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct On {
    /// Party.
    pub party: String,
    /// Day, `YYYY-MM-DD`.
    pub on: String,
}

impl Sweep {
    /// Runs every level from the start, on all processors.
    ///
    /// # Errors
    /// Sums beyond 128 bits.
    pub fn run(&self, forecast: &Forecast<'_>) -> Result<Vec<Level>, Fault> {
        let totals: Vec<u128> = (0..=self.steps).map(|step| self.total(step)).collect();
        self.each(forecast, &totals, |course, total| course.level(*total))
    }

    /// From which level on each party that has caps has recouped, to the whole coin, and when at that level. `levels` are
    /// those of [`run`](Self::run).
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub fn recoups(&self, forecast: &Forecast<'_>, levels: &[Level]) -> Result<Vec<Recoups>, Fault> {
        self.each(forecast, &forecast.nobody_yet(), |course, found| course.recoups(levels, &found.party))
    }

    /// Each of them in its order, on all processors. They take turns: a higher level takes longer.
    fn each<T: Sync, R: Send>(
        &self,
        forecast: &Forecast<'_>,
        items: &[T],
        one: impl Fn(&Course<'_>, &T) -> Result<R, Fault> + Sync,
    ) -> Result<Vec<R>, Fault> {
        let workers = thread::available_parallelism().map_or(1, usize::from).min(items.len()).max(1);
        let run = |first: usize| -> Result<Vec<R>, Fault> {
            let course = Course::of(self, forecast)?;
            items.iter().skip(first).step_by(workers).map(|item| one(&course, item)).collect()
        };
        let run = &run;
        let found: Result<Vec<Vec<R>>, Fault> = thread::scope(|scope| {
            let running: Vec<_> = (0..workers).map(|first| scope.spawn(move || run(first))).collect();
            running
                .into_iter()
                .map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
                .collect()
        });
        let mut turns: Vec<_> = found?.into_iter().map(Vec::into_iter).collect();
        Ok((0..items.len()).filter_map(|at| turns.get_mut(at % workers)?.next()).collect())
    }

    fn total(&self, step: u32) -> u128 {
        let (span, steps, step) = (self.to - self.from, u128::from(self.steps.max(1)), u128::from(step));
        self.from + span / steps * step + span % steps * step / steps
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

/// A sweep made ready: what all levels have in common.
struct Course<'f> {
    sweep: &'f Sweep,
    forecast: &'f Forecast<'f>,
    start: Account,
    days: Vec<u32>,
    /// Parties that can recoup.
    capped: usize,
}

impl<'f> Course<'f> {
    fn of(sweep: &'f Sweep, forecast: &'f Forecast<'f>) -> Result<Self, Fault> {
        let mut start = forecast.start_approved(sweep.day)?;
        for (figure, value) in sweep.figures.iter().enumerate().filter(|(_, value)| **value > 0) {
            forecast.attest(&mut start, figure, *value, sweep.day)?;
        }
        let days = (0..sweep.months.max(1)).map(|month| date::months_later(sweep.day, month)).collect();
        Ok(Self { sweep, forecast, start, days, capped: forecast.nobody_yet().len() })
    }

    fn level(&self, level: u128) -> Result<Level, Fault> {
        let mut account = self.start.clone();
        let gross = self.sweep.split(level);
        let parts = self.days.len() as u128;
        let mut on: Vec<Option<u32>> = vec![None; self.forecast.plan().parties.len()];
        for (number, day) in self.days.iter().enumerate() {
            for (source, amount) in gross.iter().enumerate() {
                // What the division leaves comes with the first part.
                let part = amount / parts + if number == 0 { amount % parts } else { 0 };
                if part > 0 {
                    self.forecast.receive(&mut account, source, part, *day)?;
                }
            }
            // Once everybody has, there is nothing to look for.
            if on.iter().flatten().count() < self.capped {
                for party in self.forecast.recouped(&mut account)? {
                    on[party].get_or_insert(*day);
                }
            }
        }
        let division = self.forecast.division(&mut account)?;
        let days = division.parties.iter().zip(on);
        let recoups =
            days.filter_map(|(part, on)| Some(On { party: part.party.clone(), on: date::of_day(on?) })).collect();
        Ok(Level { level, recoups, division })
    }

    /// When a party has recouped: between the first of the levels at which it has and the one before, halved to the coin.
    fn recoups(&self, levels: &[Level], party: &str) -> Result<Recoups, Fault> {
        let coin = 10u128.pow(u32::from(self.forecast.plan().money.exponent));
        let has = |level: &Level| level.division.recouped.iter().any(|known| known == party);
        let Some(first) = levels.iter().position(has) else {
            return Ok(Recoups { party: party.to_string(), level: None, on: None });
        };
        let mut level = levels[first].clone();
        // Whoever has at the first level already has from somewhere below it: from nothing nobody recoups.
        let mut low = first.checked_sub(1).map_or(0, |before| levels[before].level);
        while level.level.saturating_sub(low) > coin {
            let middle = low + (level.level - low) / 2;
            // Whole coins, so that the answer is one.
            let middle = if middle - middle % coin > low { middle - middle % coin } else { middle };
            let between = self.level(middle)?;
            if has(&between) {
                level = between;
            } else {
                low = middle;
            }
        }
        let on = level.recoups.iter().find(|on| on.party == party).map(|on| on.on.clone());
        Ok(Recoups { party: party.to_string(), level: Some(level.level), on })
    }
}

/// Levels as the command line writes them: `0..10M`.
///
/// # Errors
/// [`Fault::Asked`].
pub fn range(plan: &Plan, text: &str) -> Result<(u128, u128), Fault> {
    let wrong = || Fault::asked(text, "write FROM..TO, as in 0..10M");
    let (from, to) = text.split_once("..").ok_or_else(wrong)?;
    let read = |text: &str| amount::parse(text, plan.money.exponent).map_err(|_| wrong());
    let (from, to) = (read(from)?, read(to)?);
    if to <= from {
        return Err(wrong());
    }
    Ok((from, to))
}

/// Months of a length of time: `24 months`, `2 years`, `24`.
///
/// # Errors
/// [`Fault::Asked`].
pub fn months(text: &str) -> Result<u32, Fault> {
    let wrong = || Fault::asked(text, "write 1 to 240 months, as in \"24 months\" or \"2 years\"");
    let text = text.trim();
    let (number, unit) = text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()));
    let months = match unit.trim() {
        "" | "month" | "months" => 1,
        "year" | "years" => 12,
        _ => return Err(wrong()),
    };
    let months = number.parse::<u32>().ok().and_then(|number| number.checked_mul(months));
    months.filter(|months| (1..=240).contains(months)).ok_or_else(wrong)
}

/// Weights as the command line writes them: `cinema=60,tv=40`; all alike where nothing is said.
///
/// # Errors
/// A source that the plan does not have, or has twice; no weight at all.
pub fn mix(plan: &Plan, text: Option<&str>) -> Result<Vec<u128>, Fault> {
    let Some(text) = text else { return Ok(vec![1; plan.sources.len()]) };
    let sources = plan.sources.iter().map(|source| source.id.value.as_str()).collect::<Vec<_>>();
    let weights = pairs(text, "SOURCE=WEIGHT", &sources, |_, weight| weight.parse::<u32>().ok().map(u128::from))?;
    if weights.iter().all(|weight| *weight == 0) {
        return Err(Fault::asked(text, "give one of the sources a weight above zero"));
    }
    Ok(weights)
}

/// Figures as the command line writes them: `admissions=1_000_000`.
///
/// # Errors
/// A figure that the plan does not have, or has twice; no number.
pub fn figures(plan: &Plan, text: Option<&str>) -> Result<Vec<u128>, Fault> {
    let known = plan.figures.iter().map(|figure| figure.id.value.as_str()).collect::<Vec<_>>();
    let exponent = |at: usize| plan.figures.get(at).map_or(0, |figure| figure.exponent);
    pairs(text.unwrap_or_default(), "FIGURE=VALUE", &known, |at, value| amount::parse(value, exponent(at)).ok())
}

fn pairs(
    text: &str,
    shape: &str,
    known: &[&str],
    read: impl Fn(usize, &str) -> Option<u128>,
) -> Result<Vec<u128>, Fault> {
    let mut values = vec![0u128; known.len()];
    let mut seen = vec![false; known.len()];
    for part in text.split(',').filter(|part| !part.trim().is_empty()) {
        let wrong = || Fault::asked(part, format!("write {shape}"));
        let (name, value) = part.split_once('=').ok_or_else(wrong)?;
        let position = known.iter().position(|known| *known == name.trim());
        let position = position.ok_or_else(|| Fault::asked(part, format!("there are {}", known.join(", "))))?;
        if std::mem::replace(&mut seen[position], true) {
            return Err(Fault::asked(part, "it is there twice"));
        }
        values[position] = read(position, value.trim()).ok_or_else(wrong)?;
    }
    Ok(values)
}
