//! Where the engine's words about an agreement stand in the file. While the file is read, each value is noted by the words
//! the engine has for it; `tiers[3]` is the fourth tier of the file, whatever its table.

use std::ops::Range;

use super::Plan;

/// Places by words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(Vec<(String, Range<usize>)>);

impl Places {
    pub(super) fn note(&mut self, words: String, at: Range<usize>) {
        self.0.push((words, at));
    }

    /// The place of these words, or of the nearest thing around it.
    fn find(&self, words: &str) -> Option<Range<usize>> {
        let mut words = words;
        loop {
            if let Some((_, at)) = self.0.iter().find(|(known, _)| known == words) {
                return Some(at.clone());
            }
            words = &words[..words.rfind(['.', '['])?];
        }
    }
}

/// The place of `tables[1].tiers[2].shares[0].cap`, `sources[1].off_the_top[0]`, `parties[3]` in the file.
pub(crate) fn of(plan: &Plan, path: &str) -> Range<usize> {
    let found = match numbered(path, "tables[") {
        Some((table, rest)) => of_table(plan, table, rest),
        None => plan.places.find(path),
    };
    found.unwrap_or(0..0)
}

fn of_table(plan: &Plan, table: usize, rest: &str) -> Option<Range<usize>> {
    let id = *plan.tables().get(table)?;
    let mut tiers = plan.tiers.iter().enumerate().filter(|(_, tier)| tier.table.value == id);
    let Some((number, rest)) = numbered(rest, ".tiers[") else {
        return tiers.next().map(|(_, tier)| tier.table.at.clone());
    };
    let (position, tier) = tiers.nth(number)?;
    plan.places.find(&format!("tiers[{position}]{rest}")).or_else(|| Some(tier.id.at.clone()))
}

fn numbered<'a>(path: &'a str, prefix: &str) -> Option<(usize, &'a str)> {
    let (number, rest) = path.strip_prefix(prefix)?.split_once(']')?;
    Some((number.parse().ok()?, rest))
}
