//! The report: one file, nothing fetched, and what it says.

use backlot_cli::{
    demo::summary::{Event, GasSum, MoneyCheck, PartySum, RunSum, Summary},
    forecast::Forecast,
    holders,
    plan::Plan,
    receipts,
    report::{self, Data},
};

#[test]
fn the_report_needs_nothing_but_itself() {
    let plan = Plan::parse("film.toml", include_str!("../../../examples/night-ferry/film.toml")).unwrap();
    let rows = receipts::parse(
        "r.csv",
        include_str!("../../../examples/night-ferry/receipts.csv"),
        &plan.money,
        &plan.figure_exponents(),
    )
    .unwrap();
    let register = holders::parse("h.csv", include_str!("../../../examples/night-ferry/holders.csv")).unwrap();
    let division = Forecast::new(&plan).unwrap().divide(&rows).unwrap();
    let pot = division.parties.iter().find(|part| part.party == "equity-b").unwrap().amount;
    let supply: u128 = register.iter().map(|holder| holder.units).sum();
    let payments: Vec<u128> = register.iter().map(|holder| pot * holder.units / supply).collect();
    let delivered: u128 = payments.iter().sum();
    let parties: u128 = division.parties.iter().filter(|part| part.party != "equity-b").map(|part| part.amount).sum();
    let mut check = MoneyCheck {
        received: division.received,
        parties,
        holders: delivered,
        carry: pot - delivered,
        held: division.held,
        ..MoneyCheck::default()
    };
    check.settle();
    assert!(check.ok);
    let summary = Summary {
        film: "night-ferry".into(),
        title: "Night Ferry <1>".into(),
        chain_id: "backlot-devnet".into(),
        denom: "uusd".into(),
        exponent: 6,
        symbol: "USD".into(),
        received: division.received,
        parties: division
            .parties
            .iter()
            .map(|part| PartySum {
                party: part.party.clone(),
                payee: "wasm1…".into(),
                entitled: part.amount,
                credited: part.amount,
                delivered: part.amount,
            })
            .collect(),
        to_holders: pot,
        credited: delivered,
        delivered,
        carry: pot - delivered,
        held: division.held,
        holders: 2_000,
        runs: 1,
        run_details: vec![RunSum {
            run: 1,
            date: "2027-09-30".into(),
            pot,
            credited: delivered,
            sets: 16,
            hash: "ab".repeat(32),
        }],
        sets: 16,
        blocks: 321,
        gas: [("returns.advance".to_string(), GasSum { transactions: 4, gas: 1_234_567 })].into(),
        keeper_restarts: 1,
        check,
        story: vec![Event { date: "2027-03-31".into(), what: "The first receipts arrive.".into() }],
        ..Summary::default()
    };
    let html = report::html(&Data { summary: &summary, plan: &plan, receipts: &rows, payments: &payments }).unwrap();
    assert!(html.contains("Night Ferry &lt;1&gt;") && !html.contains("<1>"), "text is escaped");
    assert!(!html.contains("http://") && !html.contains("https://") && !html.contains("<script"), "self-contained");
    assert_eq!(html.matches("<svg").count(), 4, "flow, bars, ranks, concentration");
    assert!(html.contains("gap-loan full") && html.contains("<b class=\"good\">0 units</b>"));
    assert!(!html.contains("NaN") && !html.contains("≠ engine"));
    if let Some(path) = option_env!("CARGO_TARGET_TMPDIR") {
        std::fs::write(std::path::Path::new(path).join("report.html"), html).unwrap();
    }
}
