//! What can never happen is refused: money that cannot go on, conditions that wait for themselves or can never hold.

mod broken;
mod build;

use backlot_api::schedule::*;
use backlot_waterfall::Terms;
use broken::*;
use build::{amount, received, share, source, tier};

/// Changes an agreement.
type Change = fn(&mut Agreement);

#[test]
fn money_can_always_go_on_and_ends_with_somebody() {
    const OPEN: &str = "the last tier of a table must be open: no opening, no end, and a share without cap";
    const NEVER: &str = "can never end, so the tiers below would never get anything: cap it or let it end";
    let words: [(Change, &str, &str); 5] = [
        (|it| at(it, 0, 1).ends = None, "tables[0].tiers[1]", NEVER),
        (|it| at(it, 0, 2).shares[0].cap = Some(amount(5)), "tables[0].tiers[2]", OPEN),
        (|it| at(it, 1, 1).ends = at(it, 0, 1).ends.clone(), "tables[1].tiers[1]", OPEN),
        (|it| at(it, 0, 2).opens = at(it, 1, 0).opens.clone(), "tables[0].tiers[2]", OPEN),
        (|it| it.schedule.sources[1].table = "film".into(), "tables[1]", "no source pays into it"),
    ];
    for (change, place, problem) in words {
        let mut it = good();
        change(&mut it);
        assert_eq!(Terms::new(&it).unwrap_err().to_string(), format!("{place}: {problem}"));
    }
}

#[test]
fn nothing_waits_for_itself() {
    let escalate: fn(&mut Agreement) = |it| at(it, 0, 1).escalators[0].when = When::Any(vec![ended(&["equity"])]);
    refused(&[
        (|it| ends(it, ended(&["equity"])), "tables[0].tiers[1].ends.any[0]: waits for itself"),
        (escalate, "tables[0].tiers[1].escalators[0].when.any[0]: waits for itself"),
        // equity → cross → equity; and over a third tier.
        (
            |it| {
                ends(it, ended(&["cross"]));
                at(it, 1, 0).opens = Some(When::All(vec![Condition::Day { from: 1 }, ended(&["equity"])]));
            },
            "tables[0].tiers[1].ends.any[0]: waits for itself",
        ),
        (
            |it| {
                at(it, 0, 0).opens = Some(When::Any(vec![ended(&["cross"])]));
                at(it, 0, 1).opens = Some(When::Any(vec![ended(&["loan"])]));
                at(it, 1, 0).opens = Some(When::Any(vec![ended(&["equity"])]));
            },
            "tables[0].tiers[0].opens.any[0]: waits for itself",
        ),
    ]);
}

#[test]
fn every_condition_can_hold() {
    const NEVER: &str = "tables[0].tiers[1].ends.any[0]: can never hold";
    refused(&[
        // The bank's cap in equity is 1,200.
        (|it| ends(it, received(&["bank"], &["equity"], 1_201)), NEVER),
        // The agent has no share there; the sister has one that no deficit bounds, but not in this table.
        (|it| ends(it, received(&["agent"], &["equity"], 1)), NEVER),
        (|it| ends(it, received(&["sister"], &["loan", "equity", "net"], 1)), NEVER),
        // Nothing below gets anything before it ends.
        (|it| ends(it, received(&["maker"], &["net"], 1)), NEVER),
        // A deficit is never covered for good; brackets without a last step of zero are never full.
        (
            |it| at(it, 0, 1).escalators[0].when = When::Any(vec![ended(&["cross"])]),
            "tables[0].tiers[1].escalators[0].when.any[0]: can never hold",
        ),
        (
            |it| {
                let brackets = Limit::Brackets { figure: "admissions".into(), steps: steps(&[(0, 10)]) };
                at(it, 0, 0).shares[1].cap = Some(Cap::Only(brackets));
            },
            "tables[0].tiers[0].ends.all[0]: can never hold",
        ),
        // One of two would do; the other is a slip all the same.
        (
            |it| {
                at(it, 0, 1).ends =
                    Some(When::Any(vec![Condition::Day { from: 1 }, received(&["agent"], &["equity"], 1)]))
            },
            "tables[0].tiers[1].ends.any[1]: can never hold",
        ),
    ]);
    taken(&[
        |it| ends(it, received(&["bank"], &["equity"], 1_200)),
        |it| ends(it, received(&["bank", "maker"], &["equity"], 1_000_000)),
        |it| ends(it, received(&["sister"], &["cross"], 1_000_000)),
        // Until it opens money passes by, and the tier below can have got so much by then.
        |it| {
            at(it, 0, 1).opens = Some(When::All(vec![Condition::Day { from: 25_000 }]));
            ends(it, received(&["maker"], &["net"], 100));
        },
    ]);
}

#[test]
fn equal_conditions_share_one_sum_and_no_names_mean_all() {
    let mut it = good();
    let twice = vec![received(&[], &[], 9), gross(&[], 9)];
    at(&mut it, 0, 0).opens = Some(When::Any(twice.clone()));
    at(&mut it, 1, 0).opens = Some(When::All(twice));
    at(&mut it, 0, 1).ends = Some(When::Any(vec![
        received(&["agent", "bank", "sister", "maker"], &["loan", "equity", "net", "cross", "screens-net"], 9),
        gross(&["tv", "sales"], 9),
    ]));
    let schedule = Terms::new(&it).unwrap().schedule;
    assert_eq!((schedule.totals.len(), schedule.volumes.len()), (1, 2), "{schedule:?}");
    assert_eq!((schedule.totals[0].parties, schedule.totals[0].tiers), (0b1111, 0b1_1111));
    assert_eq!(schedule.volumes[0].sources, 0b11);
    assert_eq!(schedule.films, [2]);
}

#[test]
fn the_greatest_agreement_is_taken() {
    let mut it = good();
    it.parties.extend(many(60));
    let tiers = (0..59).map(|nth| tier(&format!("t{nth}"), vec![share("maker", 1, Some(amount(1)))]));
    it.schedule.tables[0].tiers.splice(0..0, tiers);
    it.schedule.sources.extend((0..30).map(|nth| source(&format!("s{nth}"), "film", vec![])));
    let terms = Terms::new(&it).unwrap();
    assert_eq!((terms.names.parties.len(), terms.names.tiers.len(), terms.names.sources.len()), (64, 64, 32));
    assert_eq!(Terms::decode(&terms.encode()), Ok(terms));
}
