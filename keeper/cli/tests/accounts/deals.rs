//! Licences, reports, a dispute and entitlements, by command.

use serde_json::json;

use crate::{has_row, house::House};

/// What the studio grants.
pub fn file(house: &House) -> String {
    let (from, until) = (house.year + 1, house.year + 2);
    let year = house.year;
    format!(
        r#"
[[licence]]
id = "dach-tv"
licensee = "@canal"
territories = ["DE", "AT", "CH"]
media = ["television"]
from = {from}-01-01
until = {until}-01-01
exclusive = true
source = "licences"
reference = "deal memo 12"
guarantee = [{{ due = {year}-06-30, amount = "25_000" }}]

[[licence]]
id = "de-at-svod"
licensee = "@canal"
territories = ["DE", "AT"]
media = ["svod"]
from = {from}-01-01
until = {until}-01-01
exclusive = true
source = "licences"
reference = "deal memo 12"

[[entitlement]]
id = "premiere"
units = "100"
record_date = {year}-06-30
kind = "screening"
text = "Two seats at the premiere"

[[entitlement]]
id = "credit"
units = "99"
record_date = {year}-06-30
kind = "credit"
text = "A name in the credits"
"#
    )
}

/// Canal's report of the first quarter of its licence.
pub fn report(house: &House, gross: &str, deductions: &str, more: &[&str]) {
    let statement = house.file("q1.txt", &format!("{gross} less {deductions}"));
    let (since, until) = (format!("{}-01-01", house.year + 1), format!("{}-04-01", house.year + 1));
    let mut args = vec!["licence", "report", "dach-tv", "--since", &since, "--until", &until];
    args.extend(["--gross", gross, "--deductions", deductions, "--statement", &statement, "--reference", "Q1"]);
    args.extend(more);
    house.as_key("canal", &args);
}

/// The bank, a party, disputes the report; Canal corrects it and settles.
pub fn dispute(house: &House) {
    let dispute = ["licence", "dispute", "1", "--reference", "two broadcasts are missing"];
    let as_party = |key: &str, party: &str| {
        let args = [&dispute[..], &["--party", party, "--from", key]].concat();
        house.shell.fails(3, &args)
    };
    assert!(as_party("agent", "bank").contains("voice of the party"));
    assert!(as_party("bank", "nobody").contains("voice of the party"));
    house.shell.fails(3, &[&dispute[..], &["--from", "agent"]].concat());
    house.as_key("bank", &[&dispute[..], &["--party", "bank"]].concat());
    report(house, "42_000", "5_000", &["--corrects", "1"]);
    let audit = house.file("audit.txt", "42,000 it was");
    house.shell.json(&["licence", "verify", "2", "--statement", &audit, "--verifier", "Auditors & Co"]);
    let settle = ["licence", "settle", "1", "--by-report", "2", "--reference", "corrected"];
    house.as_key("canal", &settle);
}

/// What the commands say of it all.
pub fn told(house: &House) {
    let reports = house.says(&["licence", "reports", "dach-tv"]);
    assert!(reports.contains("corrected by 2, dispute 1 settled"), "{reports}");
    assert!(reports.contains("verified by Auditors & Co"), "{reports}");
    let list = house.shell.json(&["licence", "list"]);
    let reconciliation = &list[0]["reconciliation"];
    let base = |dollars: u64| json!((dollars * 1_000_000).to_string());
    assert_eq!(
        [
            &reconciliation["reported"],
            &reconciliation["paid"],
            &reconciliation["unpaid"],
            &reconciliation["unreported"]
        ],
        [&base(37_000), &base(30_000), &base(7_000), &base(0)]
    );
    assert_eq!((&list[0]["balance"]["due"], &list[0]["balance"]["overdue"]), (&base(25_000), &base(0)));
    assert_eq!(reconciliation["open_disputes"], 0);

    let entitled = |id: &str, who: &str| house.shell.json(&["licence", "entitled", id, who])["entitled"].clone();
    assert_eq!([entitled("premiere", "@bank"), entitled("premiere", "@producer")], [true, false]);
    assert_eq!([entitled("credit", "@bank"), entitled("credit", "@producer")], [true, true]);
    assert_eq!(entitled("credit", "@agent"), false, "units that came after the record date count for nothing");
    let all = house.says(&["licence", "entitlements"]);
    let held = format!("{}-06-30", house.year);
    has_row(&all, &["premiere", "0", "100", &held, "00:00", "UTC", "Two", "seats", "at", "the", "premiere"]);

    let other = file(house).replace("deal memo 12", "deal memo 13");
    let other = house.file("other.toml", &other);
    assert!(house.shell.fails(2, &["licence", "apply", &other]).contains("is there with other terms"));
    let (since, until) = (format!("{}-01-01", house.year + 1), format!("{}-01-01", house.year + 2));
    house.shell.json(&["licence", "end", "de-at-svod", "--on", &format!("{}-07-01", house.year + 1)]);
    let late = format!("{}-07-01", house.year + 1);
    let row = |since: &str| {
        let args = ["avails", "--territories", "DE", "--media", "svod", "--since", since, "--until", &until];
        house.says(&args)
    };
    assert!(row(&since).contains("0 of 1 are free") && row(&late).contains("1 of 1 are free"));
}
