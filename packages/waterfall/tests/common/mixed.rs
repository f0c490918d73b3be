//! Amendments.

use backlot_api::schedule::Agreement;
use backlot_waterfall::Terms;

/// Another agreement over the same parties: each tier, source and share of the other may take the place of ours.
pub fn mixed(one: &Agreement, other: &Agreement, picks: u64) -> Option<Agreement> {
    let mut next = one.clone();
    let mut bits = picks;
    let mut pick = || {
        bits = bits.rotate_left(1);
        bits & 3 == 3
    };
    for (table, theirs) in next.schedule.tables.iter_mut().zip(&other.schedule.tables) {
        for (tier, theirs) in table.tiers.iter_mut().zip(&theirs.tiers) {
            if pick() {
                tier.shares.clone_from(&theirs.shares);
                tier.escalators.clear();
            }
            if pick() {
                tier.ends.clone_from(&theirs.ends);
            }
            if pick() {
                tier.opens.clone_from(&theirs.opens);
            }
        }
    }
    for (source, theirs) in next.schedule.sources.iter_mut().zip(&other.schedule.sources) {
        if pick() {
            source.off_the_top.clone_from(&theirs.off_the_top);
        }
    }
    Terms::new(&next).ok().map(|_| next)
}
