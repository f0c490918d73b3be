//! What a producer's office asks of a film on a chain: its statements, an audit of them, and what is free to license.

use std::path::PathBuf;

use backlot_api::{
    agreements, collection, licences,
    schedule::{Agreement, Deduction},
    studio::Film,
};
use backlot_chain::{Chain, Msg};
use backlot_cli::{date, plan::Plan};
use backlot_tests::{
    engine::{Engine, Rules},
    shell::Shell,
};
use cosmwasm_std::{coin, from_json, to_json_binary, Coin, Timestamp};
use serde::Serialize;
use serde_json::Value;

const PROGRAM: &str = env!("CARGO_BIN_EXE_backlot");
const KEYS: [&str; 6] = ["studio", "distributor", "agent", "bank", "producer", "canal"];
/// One dollar.
const USD: u128 = 1_000_000;
const PLAN: &str = r#"
film = "harbour"
title = "Harbour <Light> & Fog"
quorum = "50"
[money]
denom = "uusd"
exponent = 6
symbol = "USD"
[[series]]
name = "Harbour, net profits"
symbol = "HARB"
cap = "1_000_000"
compliance = "@studio"
recovery_delay = "7 days"
[parties]
distributor = "@distributor"
agent = "@agent"
bank = { wallet = "@bank", invested = "60_000" }
producer = "@producer"
investors = { series = "HARB", voice = "@studio" }
[[source]]
id = "cinema"
table = "cinema"
off_the_top = [
  { party = "distributor", percent = "25" },
  { party = "distributor", expenses_up_to = "10_000" },
]
[[source]]
id = "licences"
table = "television"
off_the_top = [{ party = "agent", percent = "15" }]
[[tier]]
id = "loan"
table = "cinema"
shares = [{ party = "bank", share = 1, cap = { percent = "120" } }]
[[tier]]
id = "cinema-net"
table = "cinema"
shares = [{ party = "producer", share = 60 }, { party = "investors", share = 40 }]
[[tier]]
id = "tv-net"
table = "television"
shares = [{ party = "producer", share = 50 }, { party = "investors", share = 50 }]
[terms]
threshold = "1"
freeze = "2 days"
pause = "1 day"
"#;

/// A studio and its film. The story is of the year after the one that the chain's clock begins in, so that quarters are
/// whole whenever it is told.
struct House {
    year: u64,
    engine: Engine,
    shell: Shell,
    film: Film,
    plan: PathBuf,
}

impl House {
    fn new() -> Self {
        let engine = Engine::devnet(Rules::default());
        let shell = Shell::new(PROGRAM, &engine.target);
        for name in KEYS {
            shell.key(name);
            shell.give(name, 2_000_000_000, "stake");
        }
        for name in ["studio", "canal"] {
            shell.give(name, 1_000_000 * USD, "uusd");
        }
        let plan = shell.home.path().join("harbour.toml");
        std::fs::write(&plan, PLAN).unwrap();
        shell.json(&["deploy"]);
        let made = shell.json(&["film", "create", plan.to_str().unwrap()]);
        let film = serde_json::from_value(made["film"].clone()).unwrap();
        let now = engine.runtime.block_on(shell.chain().status()).unwrap().time_ns / 1_000_000_000;
        let year = date::date(now)[..4].parse::<u64>().unwrap() + 1;
        Self { year, engine, shell, film, plan }
    }

    /// A day of the story's year, or of a later one.
    fn day(&self, years: u64, of_year: &str) -> u32 {
        let seconds = date::seconds(&format!("{}-{of_year}", self.year + years)).unwrap();
        u32::try_from(seconds / 86_400).unwrap()
    }

    /// Moves the clock to a day of the story's year.
    fn until(&self, of_year: &str) {
        let now = self.engine.runtime.block_on(self.shell.chain().status()).unwrap().time_ns / 1_000_000_000;
        let days = u64::from(self.day(0, of_year)) - now / 86_400;
        self.shell.json(&["devnet", "advance-time", &format!("{days} days")]);
    }

    /// A quarter of the story's year.
    fn quarter(&self, number: u8) -> String {
        format!("{}-Q{number}", self.year)
    }

    fn send(&self, key: &str, contract: &str, msg: &impl Serialize, funds: &[Coin]) {
        let msg = serde_json::to_vec(msg).unwrap();
        let call = Msg::Execute { contract: contract.into(), msg, funds: funds.to_vec() };
        self.engine.runtime.block_on(self.shell.send(key, &[call])).unwrap();
    }

    /// Lines of a distributor's statement.
    fn import(&self, lines: &str) {
        let file = self.shell.home.path().join("receipts.csv");
        std::fs::write(&file, format!("date,kind,source,party,figure,amount,reference\n{lines}")).unwrap();
        self.shell.json(&["receipts", "import", file.to_str().unwrap(), "--film", "harbour"]);
    }

    fn pay_out(&self) {
        self.send(
            "agent",
            &self.film.addresses.collection,
            &collection::ExecuteMsg::Deliver { parties: Vec::new() },
            &[],
        );
    }

    fn licences(&self, key: &str, msg: &licences::ExecuteMsg, funds: &[Coin]) {
        self.send(key, self.film.addresses.licences.as_ref().unwrap(), msg, funds);
    }

    /// Television to Canal in three territories, SVOD for the whole next year in two of them; one fee, and a report of more.
    fn licence(&self) {
        let year = (self.day(1, "01-01"), self.day(2, "01-01"));
        let grant = |id: &str, territories: &[&str], media: &[licences::Medium]| licences::Grant {
            id: id.into(),
            licensee: self.shell.address("canal"),
            territories: territories.iter().map(|code| (*code).to_owned()).collect(),
            media: media.to_vec(),
            window: licences::Period { from: year.0, until: year.1 },
            exclusive: true,
            source: "licences".into(),
            reference: "deal memo 12".into(),
            guarantee: Vec::new(),
        };
        use licences::{ExecuteMsg, Medium};
        for licence in [
            grant("dach-tv", &["DE", "AT", "CH"], &[Medium::Television]),
            grant("de-at-svod", &["DE", "AT"], &[Medium::Svod]),
        ] {
            self.licences("studio", &ExecuteMsg::Grant { licence }, &[]);
        }
        let pay = ExecuteMsg::Pay { licence: "dach-tv".into(), reference: Some("FEE-1".into()) };
        self.licences("canal", &pay, &[coin(20_000 * USD, "uusd")]);
        let report = ExecuteMsg::Report {
            licence: "dach-tv".into(),
            period: licences::Period { from: year.0, until: year.0 + 91 },
            gross: (30_000 * USD).into(),
            deductions: (5_000 * USD).into(),
            net: (25_000 * USD).into(),
            statement_sha256: "ab".repeat(32),
            reference: Some("Q1".into()),
            corrects: None,
        };
        self.licences("canal", &report, &[]);
    }

    /// From here on the producer leaves ten of sixty parts to the investors, and the agent takes 10 %.
    fn amend(&self) {
        let wire = Plan::load(&self.plan).unwrap().to_wire(&|name| Some(self.shell.address(name))).unwrap();
        let mut agreement: Agreement = from_json(&wire.agreement).unwrap();
        let net = &mut agreement.schedule.tables[0].tiers[1];
        (net.shares[0].weight, net.shares[1].weight) = (50, 50);
        let top = &mut agreement.schedule.sources[1].off_the_top[0];
        let Deduction::Percent { steps, .. } = top else { panic!("the agent has a percentage") };
        steps[0].bps = 1_000;
        let contract = self.film.addresses.agreements.as_ref().unwrap();
        let propose = agreements::ExecuteMsg::Propose {
            agreement: to_json_binary(&agreement).unwrap(),
            deadline: Timestamp::from_seconds(u64::from(self.day(1, "01-01")) * 86_400),
            reference: Some("amendment 1".into()),
        };
        self.send("studio", contract, &propose, &[]);
        for (key, party) in [
            ("distributor", "distributor"),
            ("agent", "agent"),
            ("bank", "bank"),
            ("producer", "producer"),
            ("studio", "investors"),
        ] {
            let consent = agreements::ExecuteMsg::Consent { parties: vec![party.into()], consent: true };
            self.send(key, contract, &consent, &[]);
        }
        self.send("bank", contract, &agreements::ExecuteMsg::Adopt {}, &[]);
    }

    /// What a command says to people.
    fn says(&self, args: &[&str]) -> String {
        let output = self.shell.run(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }
}

/// A row of a table, whatever its lines and gaps.
#[track_caller]
fn has_row(table: &str, cells: &[&str]) {
    let rows = table.lines().map(|line| line.replace(['│', '┆', '|'], " "));
    let mut rows = rows.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    assert!(rows.any(|row| row == cells.join(" ")), "no row {cells:?} in\n{table}");
}

/// The story that all questions are about, by quarters.
///
/// - Q1: expenses of 5,000 approved; 80,000 of the cinemas: 20,000 and 5,000 to the distributor, 55,000 to the bank. Paid.
/// - Q2: 20,000 of a licence: 3,000 to the agent, 8,500 each to producer and investors.
/// - Q3: the amendment. 100,000 of the cinemas: 25,000 distributor, 17,000 bank, which is full, 29,000 each.
///   10,000 of the licence: 1,000 agent, 4,500 each. Paid.
fn tell(house: &House) {
    house.until("01-31");
    let y = house.year;
    house.import(&format!(
        "{y}-01-31,approve,cinema,distributor,,5_000.00,EXP-1\n{y}-01-31,receipt,cinema,,,80_000.00,CINEMA-Q1\n"
    ));
    house.pay_out();
    house.until("05-15");
    house.licence();
    house.until("07-31");
    house.amend();
    house.import(&format!("{y}-07-31,receipt,cinema,,,100_000.00,CINEMA-Q3\n"));
    let pay = licences::ExecuteMsg::Pay { licence: "dach-tv".into(), reference: Some("FEE-2".into()) };
    house.licences("canal", &pay, &[coin(10_000 * USD, "uusd")]);
    house.pay_out();
}

#[test]
fn statements_audit_and_avails_of_a_film_on_a_chain() {
    let house = House::new();
    let (since, until) = (format!("{}-01-01", house.year + 1), format!("{}-01-01", house.year + 2));
    let avails = format!("avails --film harbour --territories DE,AT,CH --media svod --since {since} --until {until}");
    let avails: Vec<_> = avails.split(' ').collect();
    let free = house.says(&avails);
    for territory in ["DE", "AT", "CH"] {
        has_row(&free, &[territory, "free"]);
    }
    assert!(free.contains(&format!("3 of 3 are free from {since} to {until}")), "{free}");

    tell(&house);
    taken(&house, &avails);
    statement_for_people(&house);
    statement_for_programs(&house);
    statement_for_paper(&house);
    audited(&house);
}

fn taken(house: &House, avails: &[&str]) {
    let first = |years: u64| format!("{}-01-01", house.year + years);
    let taken = house.says(avails);
    has_row(&taken, &["DE", "de-at-svod,", "exclusive,", "to", &first(2)]);
    has_row(&taken, &["CH", "free"]);
    assert!(taken.contains(&format!("1 of 3 are free from {} to {}", first(1), first(2))), "{taken}");
    let rows = house.shell.json(avails);
    assert_eq!(rows.as_array().unwrap().len(), 3);
    let held = &rows[0]["state"]["held"];
    assert_eq!((&rows[0]["territory"], &rows[0]["medium"]), (&"DE".into(), &"svod".into()));
    assert_eq!((&held["licence"], &held["exclusive"]), (&"de-at-svod".into(), &true.into()));
    assert_eq!(rows[2]["state"], serde_json::json!({ "free": {} }));

    // The years beside it are free; all media at once are a table.
    let year = |since: &str, until: &str, media: &[&str]| {
        let args = ["avails", "--film", "harbour", "--territories", "DE,FR", "--since", since, "--until", until];
        house.says(&[&args[..], media].concat())
    };
    let svod = ["--media", "svod"];
    assert!(year(&first(0), &first(1), &svod).contains("2 of 2 are free"));
    assert!(year(&first(2), &first(3), &svod).contains("2 of 2 are free"));
    assert!(year(&format!("{}-12-31", house.year + 1), &first(3), &svod).contains("1 of 2 are free"));
    assert!(year(&first(1), &first(2), &[]).contains("14 of 16 are free"));
    let no_date = ["avails", "--territories", "DE", "--since", "2028-13-01", "--until", "2029-01-01"];
    assert!(house.shell.fails(2, &no_date).contains("2028-13-01 is no date"));
}

fn statement_for_people(house: &House) {
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

fn statement_for_programs(house: &House) {
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

fn statement_for_paper(house: &House) {
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

fn audited(house: &House) {
    let shell = &house.shell;
    let file = shell.home.path().join("evidence.json").display().to_string();
    let said = house.says(&["audit", "harbour", "--save", &file]);
    for part in ["The books hold to the last unit", "version 2 of 2", "210,000.000000 USD", "compared"] {
        assert!(said.contains(part), "no {part} in\n{said}");
    }
    let online = shell.json(&["audit", "harbour"]);
    assert!(online["compared"].as_u64().unwrap() > 100 && online["differences"] == serde_json::json!([]), "{online}");
    // 1 approval, 4 receipts, 1 amendment; each receipt's events were read.
    assert_eq!((&online["entries"], &online["with_events"]), (&6.into(), &4.into()));
    assert_eq!(shell.json(&["audit", "--evidence", &file]), online, "the file is all it takes");
    let away = shell.json(&["statement", "--evidence", &file, "--period", &house.quarter(3)]);
    assert_eq!(away, shell.json(&["statement", "harbour", "--period", &house.quarter(3)]));

    // One unit of the bank's goes to the distributor, in what the chain said of the first receipt.
    let honest: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let mut forged = honest.clone();
    let credits = forged["said"][0]["credits"].as_array_mut().unwrap();
    for (party, amount) in [("bank", 55_000 * USD - 1), ("distributor", 25_000 * USD + 1)] {
        credits.iter_mut().find(|credit| credit["party"] == party).unwrap()["amount"] = amount.to_string().into();
    }
    std::fs::write(&file, forged.to_string()).unwrap();
    let verdict = shell.fails(6, &["audit", "--evidence", &file]);
    assert!(verdict.contains("the books do NOT hold: entry 2, party "), "{verdict}");
    assert!(verdict.contains("credited: expected "), "{verdict}");
    let output = shell.run(&["--json", "audit", "--evidence", &file]);
    let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
    let first = &answer["detail"]["differences"][0];
    assert_eq!((output.status.code(), &first["entry"]), (Some(6), &2.into()), "{answer}");

    // An entry that never was, and a version with another text.
    let mut forged = honest.clone();
    forged["entries"][1]["booked"]["received"]["amount"] = (80_000 * USD + 1).to_string().into();
    std::fs::write(&file, forged.to_string()).unwrap();
    assert!(shell.fails(6, &["audit", "--evidence", &file]).contains("entry 2, "));
    let mut forged = honest;
    let text = forged["versions"][1]["text"].as_str().unwrap().replace("\"bps\":1000", "\"bps\":1001");
    forged["versions"][1]["text"] = text.into();
    std::fs::write(&file, forged.to_string()).unwrap();
    assert!(shell.fails(6, &["audit", "--evidence", &file]).contains("SHA-256 of version 2"));
}
