//! Whether conditions hold. Each is monotone: once it holds it holds for good.

use crate::{
    books::Books,
    schedule::{has, only, Condition, When},
    BookError, Schedule,
};

impl Books<'_> {
    /// Whether a tier takes money, as of a day.
    pub(crate) fn is_open(&mut self, schedule: &Schedule, tier: usize, day: u32) -> Result<bool, BookError> {
        let Some(opens) = &schedule.tiers.get(tier).ok_or(BookError::Damaged)?.opens else { return Ok(true) };
        Ok(has(self.head.opened, tier) || self.holds(schedule, tier, opens, day)?)
    }

    /// Whether a tier has ended, as of a day.
    pub(crate) fn has_ended(&mut self, schedule: &Schedule, tier: usize, day: u32) -> Result<bool, BookError> {
        let Some(ends) = &schedule.tiers.get(tier).ok_or(BookError::Damaged)?.ends else { return Ok(false) };
        Ok(has(self.head.ended, tier) || self.holds(schedule, tier, ends, day)?)
    }

    /// Whether conditions of a tier hold together.
    pub(crate) fn holds(&mut self, schedule: &Schedule, tier: usize, when: &When, day: u32) -> Result<bool, BookError> {
        for condition in &when.of {
            if self.condition(schedule, tier, condition, day)? != when.all {
                return Ok(!when.all);
            }
        }
        Ok(when.all)
    }

    fn condition(
        &mut self,
        schedule: &Schedule,
        tier: usize,
        condition: &Condition,
        day: u32,
    ) -> Result<bool, BookError> {
        Ok(match condition {
            Condition::Full => self.is_full(schedule, tier, day)?,
            Condition::Total(at) => {
                let total = schedule.totals.get(*at).ok_or(BookError::Damaged)?;
                *self.head.totals.get(*at).ok_or(BookError::Damaged)? >= total.amount
            }
            Condition::Volume(at) => {
                let volume = schedule.volumes.get(*at).ok_or(BookError::Damaged)?;
                self.volume(volume.sources) >= volume.amount
            }
            Condition::Figure { figure, reaches } => {
                *self.head.figures.get(*figure).ok_or(BookError::Damaged)? >= *reaches
            }
            Condition::Day(from) => day >= *from,
            Condition::Ended(tiers) => {
                for other in (0..schedule.tiers.len()).filter(|other| tiers & only(*other) != 0) {
                    if !self.has_ended(schedule, other, day)? {
                        return Ok(false);
                    }
                }
                true
            }
        })
    }

    /// Gross of these sources together.
    pub(crate) fn volume(&self, sources: u64) -> u128 {
        let counted = self.head.gross.iter().enumerate().filter(|(source, _)| has(sources, *source));
        counted.fold(0u128, |sum, (_, gross)| sum.saturating_add(*gross))
    }
}
