//! Statements: for people, for programs, for paper.

use serde_json::Value;

use crate::{
    has_row,
    house::{House, USD},
};

pub fn for_people(house: &House) {
    let all = house.says(&["statement", "harbour"]);
    for fact in [["film", "harbour (Harbour <Light> & Fog)"], ["agreement", "version 2"], ["amounts in", "USD"]] {
        assert!(all.lines().any(|line| fact.iter().all(|part| line.contains(part))), "{fact:?} in\n{all}");
    }
    has_row(&all, &["party", "opening", "off", "the", "top", "from", "tiers", "credited", "paid", "out", "closing"]);
    let dollars = |amount: &str| format!("{amount}.000000");
    let row = |table: &str, party: &str, amounts: [&str; 6]| {
        let amounts = amounts.map(dollars);
        has_row(table, &[&[party], &amounts.each_ref().map(String::as_str)[..]].concat());
    };
    row(&all, "distributor", ["0", "50,000", "0", "50,000", "50,000", "0"]);
    row(&all, "agent", ["0", "4,000", "0", "4,000", "4,000", "0"]);
    row(&all, "bank", ["0", "0", "72,000", "72,000", "72,000", "0"]);
    row(&all, "producer", ["0", "0", "42,000", "42,000", "42,000", "0"]);
    row(&all, "investors", ["0", "0", "42,000", "42,000", "42,000", "0"]);
    has_row(&all, &["cinema", "loan", "ended", "bank", &dollars("72,000"), &dollars("72,000"), "100.00%"]);

    // By party and period.
    let second = house.says(&["statement", "harbour", "--period", &house.quarter(2)]);
    row(&second, "bank", ["0", "0", "0", "0", "0", "0"]);
    row(&second, "producer", ["0", "0", "8,500", "8,500", "0", "8,500"]);
    assert!(second.contains("version 1"), "it was in force then: {second}");
    let third = house.says(&["statement", "harbour", "--party", "producer", "--period", &house.quarter(3)]);
    row(&third, "producer", ["8,500", "0", "33,500", "33,500", "42,000", "0"]);
    assert!(!third.contains("investors"), "{third}");
    for part in ["CINEMA-Q3", "cinema: cinema-net", "29,000.000000", "FEE-2", "4,500.000000", "−42,000.000000"] {
        assert!(third.contains(part), "no {part} in\n{third}");
    }
    assert!(house.shell.fails(4, &["statement", "harbour", "--party", "nobody"]).contains("nobody"));
    assert!(house.shell.fails(2, &["statement", "harbour", "--period", "2027-Q5"]).contains("is no period"));
}

pub fn for_programs(house: &House) {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let one = house.shell.json(&["statement", "harbour", "--period", &house.quarter(3)]);
    let bank = one["accounts"].as_array().unwrap().iter().find(|row| row["party"] == "bank").unwrap();
    assert_eq!(
        (text(&bank["credited"]), text(&bank["paid"])),
        ((17_000 * USD).to_string(), (17_000 * USD).to_string())
    );
    assert_eq!((&one["period"]["name"], &one["version"]), (&house.quarter(3).into(), &2.into()));

    // Quarter after quarter: what closes one opens the next.
    let quarters = house.shell.json(&["statement", "harbour", "--by", "quarter", "--party", "producer"]);
    let quarters = quarters.as_array().unwrap();
    assert!(quarters.len() >= 3);
    let accounts: Vec<_> = quarters.iter().map(|statement| &statement["accounts"][0]).collect();
    assert_eq!(accounts[0]["opening"], "0");
    assert!(accounts.windows(2).all(|pair| pair[0]["closing"] == pair[1]["opening"]), "{accounts:?}");

    // A ledger adds up: every row of a party but its closing balance, to that balance.
    for args in [&["statement", "harbour", "--csv"][..], &["statement", "harbour", "--by", "quarter", "--csv"]] {
        let ledger = house.says(args);
        let mut reader = csv::Reader::from_reader(ledger.as_bytes());
        let head: Vec<_> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let column = |name: &str| head.iter().position(|title| title == name).unwrap_or_else(|| panic!("{head:?}"));
        let (party, kind, amount) = (column("party"), column("kind"), column("amount"));
        let (mut sum, mut closings) = (0.0_f64, 0);
        for row in reader.records().map(Result::unwrap) {
            let value: f64 = row[amount].parse().unwrap();
            match &row[kind] {
                "closing" => {
                    assert!((sum - value).abs() < 1e-6, "{}: {sum} is not {value}\n{ledger}", &row[party]);
                    (sum, closings) = (0.0, closings + 1);
                }
                _ => sum += value,
            }
        }
        assert!(closings >= 5, "{ledger}");
        assert!(ledger.contains("FEE-1") && ledger.contains("CINEMA-Q1"), "{ledger}");
    }
}

pub fn for_paper(house: &House) {
    let file = house.shell.home.path().join("harbour.html");
    let said = house.says(&["statement", "harbour", "--html", file.to_str().unwrap()]);
    assert!(said.contains(&format!("written: {}", file.display())), "{said}");
    let page = std::fs::read_to_string(&file).unwrap();
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
    assert!(page.contains("<svg") && page.contains("</svg>"), "the flow is drawn");
    for name in ["cinema-net", "licences", "tv-net", "investors", "FEE-2"] {
        assert!(page.contains(name), "{name} is missing");
    }
    assert!(page.contains("Harbour &lt;Light&gt; &amp; Fog") && !page.contains("<Light>"));
    // It opens without a network: nothing is fetched, nothing runs.
    let lower = page.replace("http://www.w3.org/2000/svg", "").to_lowercase();
    for reach in ["http:", "https:", "//", "src=", "href=", "url(", "@import", "<script", "<link", "<iframe"] {
        assert!(!lower.contains(reach), "the page has {reach}");
    }
}
