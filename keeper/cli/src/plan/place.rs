//! Where the engine's words about an agreement stand in the file.

use std::ops::Range;

use super::Plan;

/// The place of `tables[1].tiers[2].shares[0].cap`, `sources[1].off_the_top[0]`, `parties[3]` in the file.
pub(crate) fn of(plan: &Plan, path: &str) -> Range<usize> {
    find(plan, path).unwrap_or(0..0)
}

fn find(plan: &Plan, path: &str) -> Option<Range<usize>> {
    if let Some((table, rest)) = numbered(path, "tables[") {
        let id = *plan.tables().get(table)?;
        let mut tiers = plan.tiers.iter().filter(|tier| tier.table.value == id);
        let Some((number, rest)) = numbered(rest, ".tiers[") else {
            return tiers.next().map(|tier| tier.table.at.clone());
        };
        let tier = tiers.nth(number)?;
        let share = numbered(rest, ".shares[").and_then(|(share, _)| tier.shares.get(share));
        return Some(share.map_or(tier.id.at.clone(), |share| share.at.clone()));
    }
    if let Some((source, rest)) = numbered(path, "sources[") {
        let source = plan.sources.get(source)?;
        if rest.starts_with(".table") {
            return Some(source.table.at.clone());
        }
        let taken = numbered(rest, ".off_the_top[").and_then(|(taken, _)| source.off_the_top.get(taken));
        return Some(taken.map_or(source.id.at.clone(), |taken| taken.at.clone()));
    }
    if let Some((figure, _)) = numbered(path, "figures[") {
        return plan.figures.get(figure).map(|figure| figure.id.at.clone());
    }
    numbered(path, "parties[").and_then(|(party, _)| plan.parties.get(party)).map(|party| party.id.at.clone())
}

fn numbered<'a>(path: &'a str, prefix: &str) -> Option<(usize, &'a str)> {
    let (number, rest) = path.strip_prefix(prefix)?.split_once(']')?;
    Some((number.parse().ok()?, rest))
}
