//! Figures worked out by hand, term by term.

mod build;

use backlot_api::schedule::*;
use build::*;

#[test]
fn who_is_full_drops_out_and_the_others_share_on() {
    let tiers = vec![
        tier("equity", vec![share("a", 3, Some(amount(90))), share("b", 2, Some(amount(100)))]),
        tier("net", vec![share("a", 1, None), share("b", 1, None)]),
    ];
    let mut account = Account::of(&film(&["a", "b"], tiers));
    account.receive("sales", 100);
    assert_eq!((account.of_party("a"), account.of_party("b")), (60, 40));
    // a is full at 150; of the next 40, all is b's; the last 10 are net.
    account.receive("sales", 100);
    assert_eq!((account.of_party("a"), account.of_party("b")), (95, 105));
}

#[test]
fn the_last_units_wait_in_the_tier_and_go_first() {
    let tiers = vec![tier("net", vec![share("a", 1, None), share("b", 1, None), share("c", 1, None)])];
    let mut account = Account::of(&film(&["a", "b", "c"], tiers));
    assert_eq!(account.receive("sales", 2).held, 2);
    assert_eq!(account.receive("sales", 2).held, 1);
    assert_eq!(account.receive("sales", 2).credits, [1, 1, 1]);
}

#[test]
fn a_corridor_ends_when_one_party_reached_its_figure() {
    let mut corridor = tier("corridor", vec![share("producer", 1, None), share("others", 3, None)]);
    corridor.ends = Some(When::Any(vec![received(&["producer"], &["corridor"], 50)]));
    let tiers = vec![corridor, tier("net", vec![share("producer", 1, None), share("others", 1, None)])];
    let mut account = Account::of(&film(&["producer", "others"], tiers));
    account.receive("sales", 300);
    assert_eq!((account.of_party("producer"), account.of_party("others")), (100, 200));
}

#[test]
fn a_loan_bears_interest_by_the_day_and_interest_is_paid_first() {
    let draws = vec![Draw { day: 20_000, amount: 500_000u128.into() }];
    let loan = Cap::Only(Limit::Loan { draws, bps: 800, compound: false });
    let tiers = vec![tier("loan", vec![share("bank", 1, Some(loan))]), tier("net", vec![share("a", 1, None)])];
    let mut account = Account::of(&film(&["bank", "a"], tiers));
    // A year: 40,000 of interest. Of 140,000, 100,000 are principal.
    account.day += 365;
    account.receive("sales", 140_000);
    account.day += 365;
    // 400,000 at 8 %: 32,000.
    account.receive("sales", 1_000_000);
    assert_eq!((account.of_party("bank"), account.of_party("a")), (572_000, 568_000));
}

#[test]
fn unpaid_interest_of_a_compound_loan_bears_interest_after_a_year() {
    let draws = vec![Draw { day: 20_000, amount: 1_000_000u128.into() }];
    let loan = Cap::Only(Limit::Loan { draws, bps: 1_000, compound: true });
    let tiers = vec![tier("loan", vec![share("bank", 1, Some(loan))]), tier("net", vec![share("a", 1, None)])];
    let mut account = Account::of(&film(&["bank", "a"], tiers));
    account.day += 730;
    account.receive("sales", 2_000_000);
    assert_eq!(account.of_party("bank"), 1_210_000);
}

#[test]
fn percentages_step_by_volume_and_a_yearly_minimum_is_topped_up() {
    let mut agreement = film(&["agent", "collector", "a"], vec![tier("net", vec![share("a", 1, None)])]);
    let steps = vec![Step { from: 0u128.into(), bps: 1_000 }, Step { from: 1_000u128.into(), bps: 2_000 }];
    let minimum = Deduction::Percent {
        party: "collector".into(),
        steps: vec![Step { from: 0u128.into(), bps: 100 }],
        yearly_minimum: Some(50u128.into()),
    };
    let agent = Deduction::Percent { party: "agent".into(), steps, yearly_minimum: None };
    agreement.schedule.sources = vec![source("sales", "film", vec![minimum, agent])];
    let mut account = Account::of(&agreement);
    account.receive("sales", 1_500);
    assert_eq!((account.of_party("collector"), account.of_party("agent")), (50, 200));
    // 1 % of 10,000 is 100: the minimum is within it.
    account.receive("sales", 8_500);
    assert_eq!((account.of_party("collector"), account.of_party("agent")), (100, 1_900));
    account.day += 365;
    account.receive("sales", 100);
    assert_eq!(account.of_party("collector"), 150);
}

#[test]
fn expenses_are_recovered_as_approved() {
    let mut agreement = film(&["agent", "a"], vec![tier("net", vec![share("a", 1, None)])]);
    let expenses = Deduction::Expenses { party: "agent".into(), cap: 75u128.into() };
    agreement.schedule.sources = vec![source("sales", "film", vec![expenses])];
    let mut account = Account::of(&agreement);
    account.receive("sales", 10);
    account.books.approve(&account.terms.schedule, 0, 0, 30, account.day).unwrap();
    account.receive("sales", 100);
    assert_eq!((account.of_party("agent"), account.of_party("a")), (30, 80));
    let refused = account.books.approve(&account.terms.schedule, 0, 0, 46, account.day);
    assert_eq!(refused, Err(backlot_waterfall::BookError::AboveCap { left: 45 }));
}

#[test]
fn a_reserve_waits_for_its_day_and_flows_into_the_table() {
    let mut agreement = film(&["a"], vec![tier("net", vec![share("a", 1, None)])]);
    let reserve = Deduction::Reserve { bps: 1_000, cap: None, until: 20_100 };
    agreement.schedule.sources = vec![source("sales", "film", vec![reserve])];
    let mut account = Account::of(&agreement);
    assert_eq!(account.receive("sales", 1_000).held, 100);
    assert!(account.books.release(&account.terms.schedule, 20_099).is_err());
    assert_eq!(account.books.release(&account.terms.schedule, 20_100).unwrap().credits, [100]);
}

#[test]
fn the_split_changes_where_a_volume_is_reached_in_the_middle_of_a_receipt() {
    let mut net = tier("net", vec![share("producer", 40, None), share("investors", 60, None)]);
    let when = When::All(vec![Condition::Gross { sources: vec![], amount: 1_000u128.into() }]);
    net.escalators = vec![Escalator { when, weights: vec![60, 40] }];
    let mut account = Account::of(&film(&["producer", "investors"], vec![net]));
    account.receive("sales", 1_500);
    assert_eq!((account.of_party("producer"), account.of_party("investors")), (400 + 300, 600 + 200));
}

#[test]
fn a_bonus_opens_at_an_attested_figure() {
    let mut bonus = tier("bonus", vec![share("director", 1, Some(amount(25)))]);
    let reached = Condition::Figure { figure: "admissions".into(), reaches: 1_000_000u128.into() };
    bonus.opens = Some(When::All(vec![reached]));
    let mut account = Account::of(&film(&["director", "a"], vec![bonus, tier("net", vec![share("a", 1, None)])]));
    account.receive("sales", 100);
    account.books.attest(&account.terms.schedule, 0, 1_000_000, account.day).unwrap();
    account.receive("sales", 100);
    assert_eq!((account.of_party("director"), account.of_party("a")), (25, 175));
}

#[test]
fn a_tier_of_one_table_opens_when_those_of_another_ended() {
    let mut agreement = film(
        &["a", "b"],
        vec![tier("first", vec![share("a", 1, Some(amount(100)))]), tier("net", vec![share("a", 1, None)])],
    );
    let mut extra = tier("extra", vec![share("b", 1, Some(amount(50)))]);
    extra.opens = Some(When::All(vec![Condition::Ended { tiers: vec!["first".into()] }]));
    let rest = tier("rest", vec![share("a", 1, None)]);
    agreement.schedule.tables.push(Table { id: "tv".into(), tiers: vec![extra, rest] });
    agreement.schedule.sources.push(source("broadcast", "tv", vec![]));
    let mut account = Account::of(&agreement);
    account.receive("broadcast", 10);
    account.receive("sales", 100);
    account.receive("broadcast", 60);
    assert_eq!((account.of_party("a"), account.of_party("b")), (120, 50));
}

#[test]
fn support_money_is_capped_by_brackets_of_a_figure() {
    let steps = vec![Step { from: 0u128.into(), bps: 1_000 }, Step { from: 500u128.into(), bps: 500 }];
    let cap = Cap::Only(Limit::Brackets { figure: "admissions".into(), steps });
    let tiers = vec![tier("support", vec![share("fund", 1, Some(cap))]), tier("net", vec![share("a", 1, None)])];
    let mut account = Account::of(&film(&["fund", "a"], tiers));
    account.receive("sales", 10);
    account.books.attest(&account.terms.schedule, 0, 700, account.day).unwrap();
    account.receive("sales", 100);
    // 10 % of 500 and 5 % of 200.
    assert_eq!((account.of_party("fund"), account.of_party("a")), (60, 50));
}

#[test]
fn another_films_deficit_is_covered_as_far_as_it_goes() {
    let mut agreement = film(
        &["sister", "a"],
        vec![
            tier("cross", vec![share("sister", 1, Some(Cap::Only(Limit::Deficit {})))]),
            tier("net", vec![share("a", 1, None)]),
        ],
    );
    agreement.parties[0].payee = Payee::Film { account: "sister".into(), source: "cross".into() };
    let mut account = Account::of(&agreement);
    account.receive("sales", 10);
    account.books.read_deficit(&account.terms.schedule, 0, 30, account.day).unwrap();
    account.receive("sales", 100);
    assert_eq!((account.of_party("sister"), account.of_party("a")), (30, 80));
    account.books.read_deficit(&account.terms.schedule, 0, 5, account.day).unwrap();
    account.receive("sales", 10);
    assert_eq!((account.of_party("sister"), account.of_party("a")), (35, 85));
}
