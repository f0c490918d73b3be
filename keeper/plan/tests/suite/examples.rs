//! Every film that ships: read, forecast, conserved to the unit after every line, and the figures it comes to.

use std::{fmt::Write, path::PathBuf};

use backlot_api::schedule::Agreement;
use backlot_plan::{
    amount,
    forecast::{Division, Forecast},
    receipts::{self, Row},
    Plan,
};

pub(crate) const FILMS: [&str; 3] = ["night-ferry", "les-marees", "long-road"];

pub(crate) fn folder(film: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(film)
}

pub(crate) fn text(film: &str) -> String {
    std::fs::read_to_string(folder(film).join("film.toml")).unwrap()
}

pub(crate) fn plan(film: &str) -> Plan {
    Plan::parse("film.toml", &text(film)).unwrap_or_else(|faults| panic!("{faults}"))
}

fn rows(film: &str, plan: &Plan) -> Vec<Row> {
    let file = folder(film).join("receipts.csv");
    receipts::load(&file, &plan.money, &plan.figure_exponents()).unwrap_or_else(|fault| panic!("{fault}"))
}

pub(crate) fn conserved(division: &Division) {
    let paid: u128 = division.parties.iter().map(|part| part.amount).sum();
    assert_eq!(paid + division.held, division.received, "conservation, as equality");
    let tiers: u128 = division.tiers.iter().map(|tier| tier.paid).sum();
    let taken: u128 = division
        .sources
        .iter()
        .flat_map(|source| &source.off_the_top)
        .filter(|part| part.party != backlot_plan::forecast::RESERVE)
        .map(|part| part.amount)
        .sum();
    assert_eq!(tiers + taken, paid, "what parties have came from tiers or off the top");
}

#[test]
fn each_example_divides_its_receipts_and_comes_to_the_same_figures_as_ever() {
    for film in FILMS {
        let plan = plan(film);
        let course = Forecast::new(&plan).unwrap().course(&rows(film, &plan)).unwrap_or_else(|fault| panic!("{fault}"));
        course.steps.iter().for_each(|step| conserved(&step.division));
        let last = &course.steps.last().unwrap().division;
        assert!(last.parties.iter().all(|part| part.amount > 0), "{film}: {:?}", last.parties);
        assert!(last.tiers.iter().filter(|tier| tier.full).count() >= 3, "{film}: {:?}", last.tiers);

        let show = |amount| amount::exact(amount, plan.money.exponent);
        let mut told = format!("received {}, waits {}\n", show(last.received), show(last.held));
        for part in &last.parties {
            let _ = writeln!(told, "{:<18}{:>22}", part.party, show(part.amount));
        }
        for tier in &last.tiers {
            let _ =
                writeln!(told, "  {:<18}{:>20}{}", tier.tier, show(tier.paid), if tier.full { "  ended" } else { "" });
        }
        for found in &course.recoups {
            let on = found.on.as_deref().unwrap_or("not yet");
            let _ = writeln!(told, "{} recouped: {on} {}", found.party, found.level.map(show).unwrap_or_default());
        }
        insta::assert_snapshot!(film, told.replace(" \n", "\n"));
    }
}

#[test]
fn the_studio_gets_the_agreement_as_bytes_that_say_the_same() {
    for film in FILMS {
        let plan = plan(film);
        let wire = plan.to_wire(&|name| Some(format!("address-of-{name}"))).unwrap();
        assert_eq!((wire.title.as_str(), wire.series.len()), (plan.title.value.as_str(), plan.series.len()));
        assert_eq!(wire.series[0].compliance.as_deref(), Some("address-of-studio"));
        let agreement: Agreement = cosmwasm_std::from_json(&wire.agreement).unwrap();
        assert_eq!(agreement.schedule, plan.schedule());
        assert_eq!(agreement.parties.len(), plan.parties.len());
        assert!(wire.agreement.len() < backlot_api::limits::AGREEMENT);
    }
}

#[test]
fn a_name_without_a_key_is_named_with_what_to_do() {
    let faults = plan("night-ferry").to_wire(&|name| (name != "bank").then(|| "wasm1x".into())).unwrap_err();
    assert_eq!(faults.list.len(), 1);
    let text = faults.to_string();
    assert!(text.contains("there is no key `bank`") && text.contains("backlot keys new bank"), "{text}");
}
