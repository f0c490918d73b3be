//! Examples from the trade's own literature: its terms and its figures.

mod build;

use backlot_api::schedule::*;
use build::*;

fn invested(party: &mut Party, amount: u128) {
    party.invested = Some(amount.into());
}

fn of_invested(bps: u32) -> Option<Cap> {
    Some(Cap::Only(Limit::Invested { bps }))
}

/// movielaw.net, "Suggested Rate of Return for Investors": who paid 400,000 for the development gets it back with 100 %
/// on top, so the first 800,000; who put 1,000,000 into the production with 20 %, so the next 1,200,000. 2,000,000 repay both.
#[test]
fn development_money_before_production_money() {
    let tiers = vec![
        tier("development", vec![share("class-a", 1, of_invested(20_000))]),
        tier("production", vec![share("class-b", 1, of_invested(12_000))]),
        tier("profits", vec![share("company", 1, None)]),
    ];
    let mut agreement = film(&["class-a", "class-b", "company"], tiers);
    invested(&mut agreement.parties[0], 400_000);
    invested(&mut agreement.parties[1], 1_000_000);
    let mut account = Account::of(&agreement);
    let mut now = |amount| {
        account.receive("sales", amount);
        ["class-a", "class-b", "company"].map(|id| account.of_party(id))
    };
    assert_eq!(now(500_000), [500_000, 0, 0]);
    assert_eq!(now(300_000), [800_000, 0, 0]);
    assert_eq!(now(1_200_000), [800_000, 1_200_000, 0]);
    assert_eq!(now(1), [800_000, 1_200_000, 1]);
}

/// FateLink's lesson on the waterfall, with "Fate of the Monarchs" as its example (notes and transcript:
/// coconote.app/notes/83dafd19-fe27-4004-a8ac-56996383d2d9). A film for 250,000, five investors with 50,000 each, 120 %
/// back and then 10 % of the profits each; 30 % for the company, 5 % for each of three stars and for the director.
/// A distributor sells for 500,000, keeps 25 % and 25,000 for marketing; the agent takes 10 % of what arrives and 10,000 of
/// expenses. The film took twice its cost, and a star sees 250.
#[test]
fn a_film_that_doubles_its_money_leaves_a_star_two_hundred_and_fifty() {
    let expenses = |party: &str, cap: u128| Deduction::Expenses { party: party.into(), cap: cap.into() };
    let mut sold = film(&["distributor", "producer"], vec![tier("producer", vec![share("producer", 1, None)])]);
    sold.schedule.sources =
        vec![source("sales", "film", vec![percent("distributor", 2_500), expenses("distributor", 25_000)])];
    let mut distribution = Account::of(&sold);
    distribution.books.approve(&distribution.terms.schedule, 0, 0, 25_000, distribution.day).unwrap();
    distribution.receive("sales", 500_000);
    let arrives = distribution.of_party("producer");
    assert_eq!(arrives, 350_000);

    let investors = ["one", "two", "three", "four", "five"];
    let points = [("company", 30), ("star-a", 5), ("star-b", 5), ("star-c", 5), ("director", 5)];
    let recoupment = investors.map(|id| share(id, 1, of_invested(12_000))).to_vec();
    let profits = investors.map(|id| (id, 10)).into_iter().chain(points).map(|(id, points)| share(id, points, None));
    let tiers = vec![tier("recoupment", recoupment), tier("profits", profits.collect())];
    let parties: Vec<&str> = investors.into_iter().chain(points.map(|(id, _)| id)).chain(["agent"]).collect();
    let mut agreement = film(&parties, tiers);
    agreement.parties.iter_mut().take(5).for_each(|party| invested(party, 50_000));
    agreement.schedule.sources =
        vec![source("sales", "film", vec![percent("agent", 1_000), expenses("agent", 10_000)])];
    let mut account = Account::of(&agreement);
    let agent = account.terms.names.party("agent").unwrap();
    account.books.approve(&account.terms.schedule, 0, agent, 10_000, account.day).unwrap();
    account.receive("sales", arrives);
    assert_eq!(account.of_party("agent"), 45_000);
    assert_eq!(investors.map(|id| account.of_party(id)), [60_500; 5]);
    assert_eq!(points.map(|(id, _)| account.of_party(id)), [1_500, 250, 250, 250, 250]);
}

/// Code du cinéma et de l'image animée, article 721-13: 0.70 € per admission up to 50,000, 0.35 up to 100,000, 0.15 up to
/// 200,000, 0.05 up to 700,000, nothing beyond. A fund that recoups what it gave on admissions takes that and no more.
#[test]
fn support_by_admissions_ends_at_seven_hundred_thousand() {
    let step = |from: u128, bps: u16| Step { from: from.into(), bps };
    let steps = vec![step(0, 7_000), step(50_000, 3_500), step(100_000, 1_500), step(200_000, 500), step(700_000, 0)];
    let cap = Cap::Only(Limit::Brackets { figure: "admissions".into(), steps });
    let tiers = vec![tier("support", vec![share("fund", 1, Some(cap))]), tier("net", vec![share("producer", 1, None)])];
    let mut account = Account::of(&film(&["fund", "producer"], tiers));
    let expected = [(50_000, 35_000), (100_000, 52_500), (200_000, 67_500), (700_000, 92_500), (1_000_000, 92_500)];
    for (admissions, support) in expected {
        account.books.attest(&account.terms.schedule, 0, admissions, account.day).unwrap();
        account.receive("sales", 100_000);
        assert_eq!(account.of_party("fund"), support, "at {admissions} admissions");
    }
    assert_eq!(account.of_party("producer"), 500_000 - 92_500);
}
