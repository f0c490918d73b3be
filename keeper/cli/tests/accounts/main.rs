//! What a producer's office asks of a film on a chain: its statements, an audit of them, what is free to license, who
//! reports and pays, and to whom its tokens open a door.

mod audits;
mod deals;
mod house;
mod statements;

use house::{tell, House};

/// A row of a table, whatever its lines and gaps.
#[track_caller]
fn has_row(table: &str, cells: &[&str]) {
    let rows = table.lines().map(|line| line.replace(['│', '┆', '|'], " "));
    let mut rows = rows.map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    assert!(rows.any(|row| row == cells.join(" ")), "no row {cells:?} in\n{table}");
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
    deals::told(&house);
    statements::for_people(&house);
    statements::for_programs(&house);
    statements::for_paper(&house);
    audits::audited(&house);
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
