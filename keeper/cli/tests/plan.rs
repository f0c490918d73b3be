//! The plan file: what ships is right, and every fault is named at its place.

use backlot_api::schedule::Agreement;
use backlot_cli::{
    forecast::Forecast,
    holders,
    plan::Plan,
    receipts,
    sweep::{self, Sweep},
};

const FILM: &str = include_str!("../../../examples/night-ferry/film.toml");
const RECEIPTS: &str = include_str!("../../../examples/night-ferry/receipts.csv");

fn film() -> Plan {
    Plan::parse("film.toml", FILM).unwrap_or_else(|faults| panic!("{faults}"))
}

#[test]
fn the_shipped_film_is_right_and_becomes_the_studios_message() {
    let plan = film();
    let keys = plan.keys();
    assert!(keys.contains(&"producer".to_string()) && keys.contains(&"studio".to_string()));
    let wire = plan.to_wire(&|name| Some(format!("address-of-{name}"))).unwrap();
    assert_eq!(wire.series[0].cap.u128(), 20_000_000_000_000);
    assert_eq!(wire.series[0].compliance.as_deref(), Some("address-of-studio"));
    assert_eq!(wire.terms.threshold.u128(), 20_000_000_000);
    let agreement: Agreement = cosmwasm_std::from_json(&wire.agreement).unwrap();
    assert_eq!(agreement.schedule, plan.schedule());
    assert_eq!(agreement.parties.len(), plan.parties.len());
    let last = agreement.schedule.tables[0].tiers.last().unwrap().clone();
    assert!(last.ends.is_none() && last.shares.iter().all(|share| share.cap.is_none()));
}

#[test]
fn a_name_without_a_key_is_named_with_what_to_do() {
    let faults = film().to_wire(&|name| (name != "bank").then(|| "wasm1x".into())).unwrap_err();
    assert_eq!(faults.list.len(), 1);
    let text = faults.to_string();
    assert!(text.contains("there is no key `bank`") && text.contains("backlot keys new bank"), "{text}");
}

#[test]
fn the_shipped_receipts_fill_the_tiers_and_reach_the_last() {
    let plan = film();
    let rows = receipts::parse("receipts.csv", RECEIPTS, &plan.money, &plan.figure_exponents())
        .unwrap_or_else(|faults| panic!("{faults}"));
    let division = Forecast::new(&plan).unwrap().divide(&rows).unwrap();
    assert!(division.tiers.iter().rev().skip(1).all(|tier| tier.full), "{:?}", division.tiers);
    assert!(division.tiers.last().unwrap().paid > 0);
    let paid: u128 = division.parties.iter().map(|part| part.amount).sum();
    assert_eq!(paid + division.held, division.received, "conservation, as equality");
}

#[test]
fn the_shipped_register_is_two_thousand_wallets_sorted_by_canonical_address() {
    let text = include_str!("../../../examples/night-ferry/holders.csv");
    let holders = holders::parse("holders.csv", text).unwrap();
    assert_eq!(holders.len(), 2_000);
    assert!(holders.windows(2).all(|pair| pair[0].canonical < pair[1].canonical));
    let cap = film().series[0].cap.value;
    assert!(holders.iter().map(|holder| holder.units).sum::<u128>() < cap);
}

/// Each: what replaces what in the shipped film, and the fault that must be named where the replacement stands.
const FAULTS: &[(&str, &str, &str)] = &[
    ("film = \"night-ferry\"", "film = \"Night Ferry\"", "cannot be the id of a film"),
    ("exponent = 6 ", "exponent = \"six\" ", "`exponent` is not a whole number"),
    ("cap = \"540_000\"", "cap = 540_000.5", "`cap` is a floating-point number"),
    ("cap = \"540_000\"", "cap = \"540,000\"", "is not an amount"),
    ("cap = \"540_000\"", "cap = \"540_000.1234567\"", "has 7 decimals"),
    ("cap = \"540_000\"", "cpa = \"540_000\"", "a share has no field `cpa`"),
    ("party = \"bank\"", "party = \"banc\"", "there is no party `banc`"),
    ("series = \"FERRY\"", "series = \"FERY\"", "there is no series `FERY`"),
    ("bank = \"@bank\"", "bank = \"wasm1nonsense\"", "is not an address"),
    ("percent = \"25\"", "percent = \"99.5\"", "can add up to 10050 hundredths"),
    ("percent = \"25\"", "percent = \"0\"", "not between 0.01 and 100"),
    ("percent = \"25\"", "persent = \"25\"", "one of a percentage, steps, expenses or a reserve"),
    ("id = \"airlines\"", "id = \"television\"", "two of source `television`"),
    ("id = \"gap-loan\"", "id = \"gap-loan\"\nends = 1", "`ends` is a table, not a"),
    ("ends_when = { party = \"producer\"", "ends_when = { party = \"bank\"", "can never hold"),
    ("ends_when = { party = \"producer\", reaches = \"150_000\" }", "# open", "can never end"),
    ("freeze = \"2 days\"", "freeze = \"8 days\"", "longer than 7 days"),
    ("freeze = \"2 days\"", "freeze = \"two days\"", "is not a length of time"),
    ("threshold = \"20_000\"", "treshold = \"20_000\"", "`terms` has no `threshold`"),
    ("[terms]", "[term]", "the plan has no `terms`"),
    ("symbol = \"FERRY\"", "symbol = \"F1\"", "cannot be a symbol"),
    ("title = \"Night Ferry\"", "title = Night", "not TOML"),
];

#[test]
fn every_fault_is_named_at_its_line() {
    for (right, wrong, says) in FAULTS {
        assert!(FILM.contains(right), "{right}");
        let text = FILM.replacen(right, wrong, 1);
        let faults = Plan::parse("film.toml", &text).expect_err(wrong);
        let found = faults.list.iter().find(|fault| fault.message.contains(says));
        let found = found.unwrap_or_else(|| panic!("{wrong}: {faults}"));
        assert!(!found.help.is_empty());
        let rendered = faults.to_string();
        let (line, column) = faults.place(found.at);
        assert!(rendered.contains(&format!("film.toml:{line}:{column}: ")), "{rendered}");
    }
}

#[test]
fn all_faults_are_named_at_once() {
    let mut text = FILM.to_string();
    for (right, wrong) in [
        ("percent = \"25\"", "percent = \"250\""),
        ("party = \"bank\"", "party = \"banc\""),
        ("freeze = \"2 days\"", "freeze = \"soon\""),
    ] {
        text = text.replacen(right, wrong, 1);
    }
    let faults = Plan::parse("film.toml", &text).unwrap_err();
    assert_eq!(faults.list.len(), 3, "{faults}");
    assert!(faults.to_string().ends_with("3 faults in film.toml"));
    assert!(faults.list.windows(2).all(|pair| pair[0].at <= pair[1].at));
}

#[test]
fn receipts_with_faults_are_refused_line_by_line() {
    let money = film().money;
    let text = "date,source,amount,reference\n2027-13-01,tv,10,A\n2027-01-01,tv,x,B\n2027-01-01,tv,1,C\n2027-02-01,tv,2,C\n2027-01-01,tv,0,D\n";
    let faults = receipts::parse("r.csv", text, &money, &Default::default()).unwrap_err();
    let text = faults.to_string();
    for says in [
        "r.csv:2:1: `2027-13-01` is not a date",
        "r.csv:3:1: `x` is not an amount",
        "r.csv:5:1: reference `C` was used in line 4 already",
        "r.csv:6:1: an amount of zero",
    ] {
        assert!(text.contains(says), "{says}\n{text}");
    }
}

/// Every film that ships: read, forecast, conserved to the unit after every line.
#[test]
fn every_example_divides_its_receipts() {
    for film in ["night-ferry", "les-marees", "long-road"] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(film);
        let plan = Plan::load(&folder.join("film.toml")).unwrap_or_else(|error| panic!("{error}"));
        let rows = receipts::load(&folder.join("receipts.csv"), &plan.money, &plan.figure_exponents())
            .unwrap_or_else(|error| panic!("{error}"));
        let forecast = Forecast::new(&plan).unwrap();
        let mut account = forecast.start();
        for row in &rows {
            forecast.book(&mut account, row).unwrap_or_else(|error| panic!("{film}: {error}"));
            let division = forecast.division(&mut account).unwrap();
            let paid: u128 = division.parties.iter().map(|part| part.amount).sum();
            assert_eq!(paid + division.held, division.received, "{film}, line {}", row.line);
        }
        let division = forecast.division(&mut account).unwrap();
        assert!(division.parties.iter().all(|part| part.amount > 0), "{film}: {:?}", division.parties);
        let ended = division.tiers.iter().filter(|tier| tier.full).count();
        assert!(ended >= 3, "{film}: {:?}", division.tiers);
    }
}

#[test]
fn a_thousand_levels_say_when_each_has_recouped() {
    let plan = film();
    let forecast = Forecast::new(&plan).unwrap();
    let million = 1_000_000_000_000;
    for months in [1, 24] {
        let sweep = Sweep { from: 0, to: 10 * million, steps: 1_000, mix: vec![1; 5], day: 21_000, months };
        let levels = sweep.run(&forecast).unwrap();
        assert_eq!(levels.len(), 1_001);
        for level in &levels {
            let paid: u128 = level.division.parties.iter().map(|part| part.amount).sum();
            assert_eq!(paid + level.division.held, level.level);
        }
        let found = sweep::recoups(&plan, &levels);
        let at = |party: &str| found.iter().find(|row| row.party == party).unwrap().level.unwrap();
        assert!(at("bank") < at("equity-a") && at("equity-a") < at("crew"), "{found:?}");
    }
}
