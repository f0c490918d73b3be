//! Every term of an agreement in the words of the file, and what it becomes.

use backlot_api::schedule::{Cap, Condition, Deduction, Draw, Escalator, Limit, Payee, Share, Step, When};
use backlot_plan::{date, Plan};
use cosmwasm_std::Uint128;

/// A plan with every term and every list there is.
pub(crate) const EVERYTHING: &str = r#"
film = "everything"
title = "Everything"
quorum = "66.67 %"

[money]
denom = "uusd"
exponent = 2
symbol = "USD"

[figures]
admissions = "count"
box-office = "money"

[[series]]
name = "Everything, class B"
symbol = "EVERY"
cap = "1,000,000"
compliance = "@studio"
[series.rules]
attestors = ["@one", "@two"]

[parties]
agent = "@agent"
bank = { wallet = "@bank", held-until = 2029-12-31 }
equity = { wallet = "@equity", invested = "100,000.00", voice = "@lawyer" }
public = { series = "EVERY", voice = "@studio" }
other-film = { film = "wasm1qurswpc8qurswpc8qurswpc8qurswpc8qurswpc8qurswpc8qursynpp77", source = "cross" }
producer = "@producer"

[[source]]
id = "cinemas"
table = "cinema"
off_the_top = [
  { party = "agent", steps = [{ from = "0", percent = "25 %" }, { from = "100,000.00", percent = "12.5 %" }], yearly_minimum = "500" },
  { party = "agent", expenses_up_to = "75_000" },
  { reserve = "5", until = 2028-06-30, up_to = "10k" },
]

[[source]]
id = "broadcasts"
table = "television"
off_the_top = [{ party = "agent", percent = 10 }]

[[tier]]
id = "loan"
table = "cinema"
shares = [{ party = "bank", share = 1, cap = { lesser = [
  "1M",
  { rate = "8 %", compound = true, loan = [{ date = 2026-03-01, amount = "300" }, { date = 2026-09-01, amount = "200" }] },
] } }]

[[tier]]
id = "recoupment"
table = "cinema"
opens = { any = [{ gross = "10_000", sources = ["cinemas", "broadcasts"] }, { from = 2027-06-01 }] }
shares = [
  { party = "equity", share = 3, cap = { greater = [{ percent = "120 %" }, "90_000"] } },
  { party = "bank", share = 2, cap = { figure = "box-office", brackets = [{ from = "0", percent = "10" }, { from = "9_000", percent = "0" }] } },
  { party = "other-film", share = 1, cap = { deficit = true } },
]
escalators = [
  { when = { parties = ["equity", "bank"], tiers = ["recoupment", "tv-corridor"], reaches = "1_000" }, shares = [4, 2, 1] },
  { when = { figure = "admissions", reaches = 1_000_000 }, shares = [5, 2, 1] },
]
ends = { any = [{ party = "equity", reaches = "120_000" }, { figure = "box-office", reaches = "9_000" }] }

[[tier]]
id = "net"
table = "cinema"
shares = [{ party = "producer", share = 50 }, { party = "public", share = 50 }]

[[tier]]
id = "tv-corridor"
table = "television"
opens = { all = [{ ended = ["loan"] }, { figure = "admissions", reaches = 10 }] }
shares = [{ party = "equity", share = 1, cap = "5_000" }]
ends = { full = true }

[[tier]]
id = "tv-net"
table = "television"
shares = [{ party = "producer", share = 1 }]

[terms]
threshold = "10"
freeze = "2 days"
pause = "1 day"
bounty = { percent = "0.1 %", cap = "25" }
"#;

fn day(text: &str) -> u32 {
    date::day(text).unwrap()
}

fn coins(number: u128) -> Uint128 {
    (number * 100).into()
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}

fn plan() -> Plan {
    Plan::parse("film.toml", EVERYTHING).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn parties_have_payees_voices_and_days() {
    let agreement = plan().nameless();
    assert_eq!(agreement.quorum, 6_667);
    let party = |id: &str| agreement.parties.iter().find(|party| party.id == id).unwrap().clone();
    assert_eq!(party("bank").held_until, Some(day("2029-12-31")));
    assert_eq!(party("equity").invested, Some(coins(100_000)));
    assert_eq!(party("equity").voice.as_deref(), Some("lawyer"));
    assert_eq!(party("public").payee, Payee::Series { series: 0 });
    assert!(matches!(party("other-film").payee, Payee::Film { source, .. } if source == "cross"));
    let keys = plan().keys();
    assert!(["lawyer", "one", "two", "studio", "bank"].iter().all(|key| keys.contains(&key.to_string())), "{keys:?}");
}

#[test]
fn what_comes_off_the_top_is_by_steps_as_approved_or_in_reserve() {
    let schedule = plan().schedule();
    let taken = &schedule.sources[0].off_the_top;
    let steps = vec![Step { from: Uint128::zero(), bps: 2_500 }, Step { from: coins(100_000), bps: 1_250 }];
    assert_eq!(taken[0], Deduction::Percent { party: "agent".into(), steps, yearly_minimum: Some(coins(500)) });
    assert_eq!(taken[1], Deduction::Expenses { party: "agent".into(), cap: coins(75_000) });
    assert_eq!(taken[2], Deduction::Reserve { bps: 500, cap: Some(coins(10_000)), until: day("2028-06-30") });
    assert_eq!(schedule.figures, ["admissions", "box-office"]);
    assert_eq!(schedule.sources[1].table, "television");
}

#[test]
fn caps_are_loans_percentages_brackets_deficits_and_two_of_them() {
    let schedule = plan().schedule();
    let draws =
        vec![Draw { day: day("2026-03-01"), amount: coins(300) }, Draw { day: day("2026-09-01"), amount: coins(200) }];
    let loan = Limit::Loan { draws, bps: 800, compound: true };
    let tiers = &schedule.tables[0].tiers;
    assert_eq!(tiers[0].shares[0].cap, Some(Cap::Lesser(Limit::Amount { amount: coins(1_000_000) }, loan)));
    let caps: Vec<_> = tiers[1].shares.iter().map(|share| share.cap.clone()).collect();
    let percent = Cap::Greater(Limit::Invested { bps: 12_000 }, Limit::Amount { amount: coins(90_000) });
    assert_eq!(caps[0], Some(percent));
    let steps = vec![Step { from: Uint128::zero(), bps: 1_000 }, Step { from: coins(9_000), bps: 0 }];
    assert_eq!(caps[1], Some(Cap::Only(Limit::Brackets { figure: "box-office".into(), steps })));
    assert_eq!(caps[2], Some(Cap::Only(Limit::Deficit {})));
    assert_eq!(tiers[2].shares[1], Share { party: "public".into(), weight: 50, cap: None });
}

#[test]
fn conditions_look_at_parties_sources_figures_days_and_other_tiers() {
    let schedule = plan().schedule();
    let tier = &schedule.tables[0].tiers[1];
    let gross = Condition::Gross { sources: names(&["cinemas", "broadcasts"]), amount: coins(10_000) };
    assert_eq!(tier.opens, Some(When::Any(vec![gross, Condition::Day { from: day("2027-06-01") }])));
    let received = Condition::Received {
        parties: names(&["equity", "bank"]),
        tiers: names(&["recoupment", "tv-corridor"]),
        amount: coins(1_000),
    };
    let admissions = |reaches: u128| Condition::Figure { figure: "admissions".into(), reaches: reaches.into() };
    assert_eq!(
        tier.escalators,
        [
            Escalator { when: When::All(vec![received]), weights: vec![4, 2, 1] },
            Escalator { when: When::All(vec![admissions(1_000_000)]), weights: vec![5, 2, 1] },
        ]
    );
    let own =
        Condition::Received { parties: names(&["equity"]), tiers: names(&["recoupment"]), amount: coins(120_000) };
    let money = Condition::Figure { figure: "box-office".into(), reaches: coins(9_000) };
    assert_eq!(tier.ends, Some(When::Any(vec![own, money])));
    let ended = Condition::Ended { tiers: names(&["loan"]) };
    let corridor = &schedule.tables[1].tiers[0];
    assert_eq!(corridor.opens, Some(When::All(vec![ended, admissions(10)])));
    assert_eq!(corridor.ends, Some(When::All(vec![Condition::Full {}])));
}

#[test]
fn an_empty_list_of_a_condition_means_all() {
    let all = EVERYTHING.replace("sources = [\"cinemas\", \"broadcasts\"]", "sources = []");
    let plan = Plan::parse("film.toml", &all).unwrap_or_else(|faults| panic!("{faults}"));
    let Some(When::Any(opens)) = plan.schedule().tables[0].tiers[1].opens.clone() else { panic!("opens") };
    assert_eq!(opens[0], Condition::Gross { sources: vec![], amount: coins(10_000) });
}
