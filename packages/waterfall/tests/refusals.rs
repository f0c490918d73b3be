//! Every agreement that cannot be is refused, and the refusal names the place in the words of the input.

mod broken;
mod build;

use backlot_api::schedule::*;
use backlot_waterfall::Terms;
use broken::*;
use build::{percent, received, share};

/// Gives something in an agreement another name.
type Rename = fn(&mut Agreement, String);

/// Changes an agreement.
type Change = fn(&mut Agreement);

#[test]
fn the_agreement_that_is_broken_below_is_good() {
    taken(&[|_| ()]);
}

#[test]
fn lists_must_hold_something() {
    refused(&[
        (|it| it.parties.clear(), "parties: is empty"),
        (|it| it.schedule.tables.clear(), "tables: is empty"),
        (|it| it.schedule.sources.clear(), "sources: is empty"),
        (|it| it.schedule.tables[1].tiers.clear(), "tables[1].tiers: is empty"),
        (|it| at(it, 0, 2).shares.clear(), "tables[0].tiers[2].shares: is empty"),
        (|it| off(it, stepped(&[])), "sources[1].off_the_top[0].percent.steps: is empty"),
        (|it| drawn(it, &[]), "tables[0].tiers[1].shares[0].cap.loan.draws: is empty"),
        (|it| ends(it, ended(&[])), "tables[0].tiers[1].ends.any[0].ended.tiers: is empty"),
        (|it| at(it, 1, 0).opens = Some(When::Any(vec![])), "tables[1].tiers[0].opens.any: is empty"),
        (|it| at(it, 0, 1).ends = Some(When::All(vec![])), "tables[0].tiers[1].ends.all: is empty"),
    ]);
}

#[test]
fn lists_have_limits() {
    refused(&[
        (|it| it.parties = many(65), "parties: has 65 entries, at most 64 are taken"),
        (
            |it| it.schedule.figures = (0..9).map(|nth| format!("f{nth}")).collect(),
            "figures: has 9 entries, at most 8 are taken",
        ),
        (
            |it| it.schedule.tables = vec![it.schedule.tables[0].clone(); 17],
            "tables: has 17 entries, at most 16 are taken",
        ),
        (
            |it| it.schedule.sources = vec![it.schedule.sources[0].clone(); 33],
            "sources: has 33 entries, at most 32 are taken",
        ),
        (
            |it| it.schedule.tables[0].tiers = vec![rest("x"); 65],
            "tables[0].tiers: has 65 entries, at most 64 are taken",
        ),
        // Over all tables together.
        (|it| it.schedule.tables[0].tiers = vec![rest("x"); 63], "tables: has 65 entries, at most 64 are taken"),
        (
            |it| at(it, 0, 2).shares = vec![share("maker", 1, None); 17],
            "tables[0].tiers[2].shares: has 17 entries, at most 16 are taken",
        ),
        (
            |it| at(it, 0, 1).escalators = vec![at(it, 0, 1).escalators[0].clone(); 5],
            "tables[0].tiers[1].escalators: has 5 entries, at most 4 are taken",
        ),
        (
            |it| at(it, 1, 0).opens = Some(When::All((1..=9).map(|from| Condition::Day { from }).collect())),
            "tables[1].tiers[0].opens.all: has 9 entries, at most 8 are taken",
        ),
        (
            |it| it.schedule.sources[1].off_the_top = vec![percent("agent", 1); 9],
            "sources[1].off_the_top: has 9 entries, at most 8 are taken",
        ),
        (
            |it| off(it, stepped(&[(0, 1); 9])),
            "sources[1].off_the_top[0].percent.steps: has 9 entries, at most 8 are taken",
        ),
        (
            |it| drawn(it, &[(1, 1); 9]),
            "tables[0].tiers[1].shares[0].cap.loan.draws: has 9 entries, at most 8 are taken",
        ),
        (
            |it| ends(it, received(&["bank"; 5], &[], 1)),
            "tables[0].tiers[1].ends.any[0].received.parties: has 5 entries, at most 4 are taken",
        ),
    ]);
}

#[test]
fn ids_are_plain() {
    for bad in ["", "Agent", "a b", "a_b", "ä", &"x".repeat(33)] {
        let changes: [(Rename, &str); 5] = [
            (|it, id| it.parties[0].id = id, "parties[0].id"),
            (|it, id| it.schedule.figures[0] = id, "figures[0]"),
            (|it, id| it.schedule.tables[1].id = id, "tables[1].id"),
            (|it, id| it.schedule.sources[1].id = id, "sources[1].id"),
            (|it, id| at(it, 1, 1).id = id, "tables[1].tiers[1].id"),
        ];
        for (change, place) in changes {
            let mut it = good();
            change(&mut it, bad.into());
            let words = format!("{place}: {bad:?} is not an identifier: 1 to 32 of a–z, 0–9 and -");
            assert_eq!(Terms::new(&it).unwrap_err().to_string(), words);
        }
    }
    taken(&[|it| at(it, 1, 1).id = "x".repeat(32)]);
}

/// acceptance: X70
#[test]
fn nothing_is_named_twice() {
    refused(&[
        (|it| it.parties[3].id = "bank".into(), "parties[3].id: \"bank\" is named twice"),
        (|it| it.schedule.figures.push("admissions".into()), "figures[1]: \"admissions\" is named twice"),
        (|it| it.schedule.tables[1].id = "film".into(), "tables[1].id: \"film\" is named twice"),
        (|it| it.schedule.sources[1].id = "sales".into(), "sources[1].id: \"sales\" is named twice"),
        // Over all tables.
        (|it| at(it, 1, 1).id = "net".into(), "tables[1].tiers[1].id: \"net\" is named twice"),
        (
            |it| at(it, 0, 2).shares.push(share("maker", 2, None)),
            "tables[0].tiers[2].shares[1].party: \"maker\" is named twice",
        ),
        (
            |it| it.schedule.sources[0].off_the_top.push(percent("agent", 1)),
            "sources[0].off_the_top[3]: \"agent\" is named twice",
        ),
        (
            |it| {
                let expenses = it.schedule.sources[0].off_the_top[1].clone();
                it.schedule.sources[0].off_the_top.push(expenses);
            },
            "sources[0].off_the_top[3]: \"agent\" is named twice",
        ),
        (
            |it| it.schedule.sources[0].off_the_top.push(Deduction::Reserve { bps: 1, cap: None, until: 20_100 }),
            "sources[0].off_the_top[3]: \"a reserve until the same day\" is named twice",
        ),
        (
            |it| ends(it, received(&["bank", "bank"], &[], 1)),
            "tables[0].tiers[1].ends.any[0].received.parties[1]: \"bank\" is named twice",
        ),
        (
            |it| ends(it, gross(&["tv", "tv"], 1)),
            "tables[0].tiers[1].ends.any[0].gross.sources[1]: \"tv\" is named twice",
        ),
        (
            |it| ends(it, ended(&["loan", "loan"])),
            "tables[0].tiers[1].ends.any[0].ended.tiers[1]: \"loan\" is named twice",
        ),
        (
            |it| at(it, 1, 0).opens = Some(When::Any(vec![Condition::Day { from: 1 }, Condition::Day { from: 1 }])),
            "tables[1].tiers[0].opens.any[1]: \"the same condition\" is named twice",
        ),
    ]);
    // The same party may take two kinds, or the same kind at two sources; two reserves may last differently.
    taken(&[
        |it| off(it, percent("agent", 1)),
        |it| it.schedule.sources[0].off_the_top.push(Deduction::Reserve { bps: 1, cap: None, until: 20_101 }),
    ]);
}

#[test]
fn what_is_named_must_be_there() {
    refused(&[
        (
            |it| at(it, 0, 2).shares[0].party = "x".into(),
            "tables[0].tiers[2].shares[0].party: no party is called \"x\"",
        ),
        (|it| off(it, percent("x", 1)), "sources[1].off_the_top[0].percent.party: no party is called \"x\""),
        (
            |it| off(it, Deduction::Expenses { party: "x".into(), cap: 1_u128.into() }),
            "sources[1].off_the_top[0].expenses.party: no party is called \"x\"",
        ),
        (|it| it.schedule.sources[1].table = "x".into(), "sources[1].table: no table is called \"x\""),
        (
            |it| ends(it, received(&["x"], &[], 1)),
            "tables[0].tiers[1].ends.any[0].received.parties[0]: no party is called \"x\"",
        ),
        (
            |it| ends(it, received(&[], &["loan", "net", "x"], 1)),
            "tables[0].tiers[1].ends.any[0].received.tiers[2]: no tier is called \"x\"",
        ),
        (|it| ends(it, gross(&["x"], 1)), "tables[0].tiers[1].ends.any[0].gross.sources[0]: no source is called \"x\""),
        (|it| ends(it, figure("x", 1)), "tables[0].tiers[1].ends.any[0].figure.figure: no figure is called \"x\""),
        (|it| ends(it, ended(&["x"])), "tables[0].tiers[1].ends.any[0].ended.tiers[0]: no tier is called \"x\""),
        (
            |it| cap(it, Cap::Only(Limit::Brackets { figure: "x".into(), steps: steps(&[(0, 1)]) })),
            "tables[0].tiers[1].shares[0].cap.brackets.figure: no figure is called \"x\"",
        ),
        // Cut, so that a refusal is never longer than a line.
        (
            |it| at(it, 0, 2).shares[0].party = "x".repeat(65),
            "tables[0].tiers[2].shares[0].party: no party is called \
             \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"",
        ),
    ]);
}

#[test]
fn zeros_are_refused() {
    refused(&[
        (|it| it.parties[1].invested = Some(0_u128.into()), "parties[1].invested: is zero"),
        (|it| at(it, 0, 2).shares[0].weight = 0, "tables[0].tiers[2].shares[0].weight: is zero"),
        (|it| at(it, 0, 1).escalators[0].weights[1] = 0, "tables[0].tiers[1].escalators[0].weights[1]: is zero"),
        (|it| only(it, 0), "tables[0].tiers[1].shares[0].cap.amount.amount: is zero"),
        (
            |it| cap(it, Cap::Greater(loan(), Limit::Amount { amount: 0_u128.into() })),
            "tables[0].tiers[1].shares[0].cap.greater[1].amount.amount: is zero",
        ),
        (|it| cap(it, Cap::Only(Limit::Invested { bps: 0 })), "tables[0].tiers[1].shares[0].cap.invested.bps: is zero"),
        (|it| drawn(it, &[(1, 1), (2, 0)]), "tables[0].tiers[1].shares[0].cap.loan.draws[1].amount: is zero"),
        (|it| off(it, stepped(&[(0, 0), (5, 0)])), "sources[1].off_the_top[0].percent.steps: is zero"),
        (
            |it| {
                let steps = steps(&[(0, 1)]);
                off(it, Deduction::Percent { party: "agent".into(), steps, yearly_minimum: Some(0_u128.into()) });
            },
            "sources[1].off_the_top[0].percent.yearly_minimum: is zero",
        ),
        (
            |it| off(it, Deduction::Expenses { party: "agent".into(), cap: 0_u128.into() }),
            "sources[1].off_the_top[0].expenses.cap: is zero",
        ),
        (
            |it| off(it, Deduction::Reserve { bps: 0, cap: None, until: 1 }),
            "sources[1].off_the_top[0].reserve.bps: is zero",
        ),
        (
            |it| off(it, Deduction::Reserve { bps: 1, cap: Some(0_u128.into()), until: 1 }),
            "sources[1].off_the_top[0].reserve.cap: is zero",
        ),
        (|it| ends(it, received(&[], &[], 0)), "tables[0].tiers[1].ends.any[0].received.amount: is zero"),
        (|it| ends(it, gross(&[], 0)), "tables[0].tiers[1].ends.any[0].gross.amount: is zero"),
        (|it| ends(it, figure("admissions", 0)), "tables[0].tiers[1].ends.any[0].figure.reaches: is zero"),
    ]);
}

#[test]
fn rates_are_at_most_the_whole() {
    refused(&[
        (|it| it.quorum = 10_001, "quorum: is 10001 hundredths of a percent, more than 10000"),
        (
            |it| off(it, stepped(&[(0, 1), (9, 10_001)])),
            "sources[1].off_the_top[0].percent.steps[1].bps: is 10001 hundredths of a percent, more than 10000",
        ),
        (
            |it| off(it, Deduction::Reserve { bps: 10_001, cap: None, until: 1 }),
            "sources[1].off_the_top[0].reserve.bps: is 10001 hundredths of a percent, more than 10000",
        ),
        // The highest rates and the reserve together: 8,501 + 1,000 + 500.
        (
            |it| {
                let steps = steps(&[(0, 1), (9, 8_501), (10, 2)]);
                let bank = Deduction::Percent { party: "bank".into(), steps, yearly_minimum: None };
                it.schedule.sources[0].off_the_top.push(bank);
            },
            "sources[0].off_the_top: the percentages can add up to 10001 hundredths of a percent, more than 10000",
        ),
    ]);
    taken(&[|it| it.quorum = 10_000, |it| it.schedule.sources[0].off_the_top.push(percent("bank", 8_500))]);
}

#[test]
fn steps_begin_at_zero_and_days_come_in_order() {
    const ORDER: &str = "steps begin at 0, and steps and draw-downs ascend";
    let words: [(Change, &str); 4] = [
        (|it| off(it, stepped(&[(1, 1)])), "sources[1].off_the_top[0].percent.steps[0].from"),
        (|it| off(it, stepped(&[(0, 1), (9, 2), (9, 3)])), "sources[1].off_the_top[0].percent.steps[2].from"),
        (
            |it| {
                let steps = steps(&[(0, 1), (0, 2)]);
                cap(it, Cap::Lesser(Limit::Brackets { figure: "admissions".into(), steps }, loan()));
            },
            "tables[0].tiers[1].shares[0].cap.lesser[0].brackets.steps[1].from",
        ),
        (|it| drawn(it, &[(5, 1), (5, 1)]), "tables[0].tiers[1].shares[0].cap.loan.draws[1].day"),
    ];
    for (change, place) in words {
        let mut it = good();
        change(&mut it);
        assert_eq!(Terms::new(&it).unwrap_err().to_string(), format!("{place}: {ORDER}"));
    }
}

#[test]
fn days_are_before_the_year_2300() {
    refused(&[
        (|it| it.parties[0].held_until = Some(120_530), "parties[0].held_until: is no day before the year 2300"),
        (
            |it| off(it, Deduction::Reserve { bps: 1, cap: None, until: 120_530 }),
            "sources[1].off_the_top[0].reserve.until: is no day before the year 2300",
        ),
        (
            |it| drawn(it, &[(1, 1), (120_530, 1)]),
            "tables[0].tiers[1].shares[0].cap.loan.draws[1].day: is no day before the year 2300",
        ),
        (
            |it| ends(it, Condition::Day { from: 120_530 }),
            "tables[0].tiers[1].ends.any[0].day.from: is no day before the year 2300",
        ),
    ]);
    taken(&[|it| it.parties[0].held_until = Some(120_529), |it| ends(it, Condition::Day { from: 120_529 })]);
}

#[test]
fn caps_and_weights_fit_what_they_belong_to() {
    refused(&[
        (
            |it| at(it, 0, 1).escalators[0].weights = vec![1],
            "tables[0].tiers[1].escalators[0].weights: has 1 weights for 2 shares",
        ),
        (
            |it| cap(it, Cap::Greater(loan(), loan())),
            "tables[0].tiers[1].shares[0].cap.greater[1]: a share has at most one loan",
        ),
        (
            |it| it.parties[1].invested = None,
            "tables[0].tiers[1].shares[0].cap.invested: the party has put in nothing (invested)",
        ),
        (
            |it| cap(it, Cap::Only(Limit::Deficit {})),
            "tables[0].tiers[1].shares[0].cap.deficit: \
             the party's payee is no other film, so there is no deficit to be covered",
        ),
        (
            |it| cap(it, Cap::Lesser(loan(), Limit::Deficit {})),
            "tables[0].tiers[1].shares[0].cap.lesser[1]: a deficit stands alone in a cap",
        ),
        (
            |it| off(it, percent("sister", 1)),
            "sources[1].off_the_top[0].percent.party: the party is another film whose deficit a tier covers: it is paid \
             from tiers only",
        ),
        (
            |it| at(it, 1, 0).opens = Some(When::Any(vec![Condition::Full {}])),
            "tables[1].tiers[0].opens.any[0].full: is only for the end of a tier whose shares are all capped",
        ),
        (
            |it| ends(it, Condition::Full {}),
            "tables[0].tiers[1].ends.any[0].full: is only for the end of a tier whose shares are all capped",
        ),
        (
            |it| drawn(it, &[(1, u128::MAX), (2, 1)]),
            "tables[0].tiers[1].shares[0].cap.loan.draws[1].amount: the sum is out of range",
        ),
        (
            |it| it.parties[1].invested = Some(u128::MAX.into()),
            "tables[0].tiers[1].shares[0].cap.invested.bps: the sum is out of range",
        ),
    ]);
}
