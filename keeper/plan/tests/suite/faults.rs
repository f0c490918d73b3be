//! What is wrong with a plan is named at its line, all of it at once.

use backlot_plan::Plan;

use crate::examples::text;

/// Each: what replaces what in the shipped film, and the fault that must be named where the replacement stands.
const FAULTS: &[(&str, &str, &str)] = &[
    ("film = \"night-ferry\"", "film = \"Night Ferry\"", "cannot be the id of a film"),
    ("exponent = 6 ", "exponent = \"six\" ", "`exponent` is not a whole number"),
    ("cap = \"540_000\"", "cap = 540_000.5", "`cap` is a floating-point number"),
    ("cap = \"540_000\"", "cap = \"540,00\"", "is not an amount"),
    ("cap = \"540_000\"", "cap = \"540_000.1234567\"", "has 7 decimals"),
    ("cap = \"540_000\"", "cpa = \"540_000\"", "a share has no field `cpa`"),
    ("party = \"bank\"", "party = \"banc\"", "there is no party `banc`"),
    ("series = \"FERRY\"", "series = \"FERY\"", "there is no series `FERY`"),
    ("bank = \"@bank\"", "bank = \"wasm1nonsense\"", "is not an address"),
    ("percent = \"25\"", "percent = \"99.5\"", "can add up to 10050 hundredths"),
    ("percent = \"25\"", "percent = \"0\"", "not between 0.01 and 100"),
    ("percent = \"25\"", "percent = \"12,5\"", "is not a percentage"),
    ("percent = \"25\"", "percent = \"12.345\"", "is not a percentage"),
    ("percent = \"25\"", "persent = \"25\"", "one of a percentage, steps, expenses or a reserve"),
    ("expenses_up_to = \"75_000\"", "expenses_up_to = \"75_000\", yearly_minimum = \"1\"", "no field `yearly_minimum`"),
    ("id = \"airlines\"", "id = \"television\"", "two of source `television`"),
    ("id = \"gap-loan\"", "id = \"gap-loan\"\nends = 1", "`ends` is a table, not a"),
    ("id = \"gap-loan\"", "id = \"gap-loan\"\nends = { full = false }", "`full` can only be true"),
    ("id = \"net-profits\"", "id = \"net-profits\"\nends = { gross = \"5\" }", "the tier has `ends` already"),
    ("ends_when = { party = \"producer\"", "ends_when = { party = \"bank\"", "can never hold"),
    ("ends_when = { party = \"producer\", reaches = \"150_000\" }", "# open", "can never end"),
    ("freeze = \"2 days\"", "freeze = \"8 days\"", "longer than 7 days"),
    ("freeze = \"2 days\"", "freeze = \"two days\"", "is not a length of time"),
    ("threshold = \"20_000\"", "treshold = \"20_000\"", "`terms` has no `threshold`"),
    ("[terms]", "[term]", "the plan has no `terms`"),
    ("symbol = \"FERRY\"", "symbol = \"F1\"", "cannot be a symbol"),
    ("title = \"Night Ferry\"", "title = Night", "not TOML"),
    ("crew = \"@crew\"", "crew = { wallet = \"@crew\", held_until = \"soon\" }", "`held_until` is not a date"),
    (
        "crew = \"@crew\"",
        "crew = { wallet = \"@crew\", held-until = 2028-01-01T10:00:00Z }",
        "`held_until` is not a date",
    ),
    ("crew = \"@crew\"", "crew = { voice = \"@crew\" }", "nobody gets this party's money"),
    ("decimals = 6", "decimals = 6\nrecovery-delay = \"1 day\"", "`recovery_delay` is there twice"),
];

#[test]
fn every_fault_is_named_at_its_line() {
    let film = text("night-ferry");
    for (right, wrong, says) in FAULTS {
        assert!(film.contains(right), "{right}");
        let faults = Plan::parse("film.toml", &film.replacen(right, wrong, 1)).expect_err(wrong);
        let found = faults.list.iter().find(|fault| fault.message.contains(says));
        let found = found.unwrap_or_else(|| panic!("{wrong}: {faults}"));
        assert!(!found.help.is_empty());
        let (line, column) = faults.place(found.at);
        let rendered = faults.to_string();
        assert!(rendered.contains(&format!("film.toml:{line}:{column}: ")), "{rendered}");
    }
}

#[test]
fn all_faults_are_named_at_once() {
    let mut film = text("night-ferry");
    for (right, wrong) in [
        ("percent = \"25\"", "percent = \"250\""),
        ("party = \"bank\"", "party = \"banc\""),
        ("freeze = \"2 days\"", "freeze = \"soon\""),
    ] {
        film = film.replacen(right, wrong, 1);
    }
    let faults = Plan::parse("film.toml", &film).unwrap_err();
    assert_eq!(faults.list.len(), 3, "{faults}");
    assert!(faults.to_string().ends_with("3 faults in film.toml"));
    assert!(faults.list.windows(2).all(|pair| pair[0].at <= pair[1].at));
}
