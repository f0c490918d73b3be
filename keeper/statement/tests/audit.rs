//! The audit: silent where all is well, and never where one unit is not.

mod world;

use backlot_api::licences::ReconciliationResponse;
use backlot_statement::{audit, evidence::Licences, Evidence, Fault, Replay};
use cosmwasm_std::Uint128;
use serde_json::Value;
use world::{night_ferry, told};

#[test]
fn a_film_over_two_versions_is_recomputed_to_the_last_unit() {
    let evidence = told();
    let found = audit(&evidence).unwrap();
    assert_eq!(found.differences, vec![], "{:#?}", found.differences);
    assert_eq!((found.version, found.entries, found.with_events), (2, 10, 6));
    assert_eq!(found.received, 500_001 + 333_333 + 1_200_007 + 2_500_000 + 900_011);
    assert_eq!(found.received, found.credited + found.held);
    let replay = Replay::of(&evidence).unwrap();
    // 15 % of the first receipt, and the expenses that were approved.
    let first = &replay.steps[1];
    let agent: u128 = first.parts.iter().filter(|part| part.party == "agent").map(|part| part.amount).sum();
    assert_eq!(agent, 75_000 + 120_000);
    assert_eq!(first.deducted, 75_000 + 120_000 + 25_000);
    assert_eq!(first.net, 500_001 - first.deducted);
}

/// Fields that nothing can be held against: what somebody wrote, and times within the day.
fn says_nothing(path: &str) -> bool {
    let free = ["film", "title", "denom", "unit", "as_of", "deliveries"];
    let first = path.split('.').next().unwrap_or_default();
    free.contains(&first) && !path.ends_with("amount") && !path.ends_with("party") && first != "denom"
        // The second one is of another denom: no sum of ours has it.
        || path.starts_with("answers.suspense.1")
        || path.starts_with("answers.suspense") && !path.ends_with("amount") && !path.ends_with("denom")
        || path.starts_with("entries") && (path.ends_with("sender") || path.ends_with("reference"))
        || path.starts_with("entries") && path.ends_with("time")
}

/// Every leaf of the evidence, by its path.
fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
    let join = |key: &str| if path.is_empty() { key.to_string() } else { format!("{path}.{key}") };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| leaves(value, &join(key), found)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, value)| leaves(value, &join(&at.to_string()), found))
        }
        _ => found.push(path.to_string()),
    }
}

fn at<'a>(value: &'a mut Value, path: &str) -> &'a mut Value {
    path.split('.').fold(value, |value, key| match value {
        Value::Array(list) => &mut list[key.parse::<usize>().unwrap()],
        other => &mut other[key],
    })
}

/// One more, or another text of the same kind; none where there is none.
fn other(value: &Value) -> Option<Value> {
    Some(match value {
        Value::Bool(known) => Value::Bool(!known),
        Value::Number(known) => Value::from(known.as_u64()? + 1),
        Value::String(text) => match text.parse::<u128>() {
            Ok(amount) => Value::String((amount + 1).to_string()),
            // Hex and base64 stay what they are, but for their first digit; a name becomes another one.
            Err(_) => Value::String(match text.strip_prefix('A') {
                Some(rest) => format!("B{rest}"),
                None => format!("A{}", text.get(1..)?),
            }),
        },
        Value::Null => Value::String("1".into()),
        _ => return None,
    })
}

#[test]
fn a_difference_planted_in_any_field_is_found() {
    let honest = serde_json::to_value(told()).unwrap();
    let mut paths = Vec::new();
    leaves(&honest, "", &mut paths);
    let (mut planted, mut missed) = (0, Vec::new());
    for path in paths.iter().filter(|path| !says_nothing(path)) {
        let mut forged = honest.clone();
        let field = at(&mut forged, path);
        let Some(changed) = other(field) else { continue };
        *field = changed;
        // What can no longer be read is found as well.
        let Ok(evidence) = serde_json::from_value::<Evidence>(forged) else { continue };
        planted += 1;
        if audit(&evidence).is_ok_and(|found| found.ok()) {
            missed.push(path);
        }
    }
    assert!(planted > 200, "{planted} of {}", paths.len());
    assert_eq!(missed, Vec::<&String>::new(), "of {planted}");
}

#[test]
fn a_row_that_is_left_out_or_said_twice_is_found() {
    let honest = serde_json::to_value(told()).unwrap();
    for list in [
        "entries",
        "versions",
        "said",
        "deliveries",
        "answers.parties",
        "answers.sources",
        "answers.tiers",
        "answers.expenses",
        "answers.figures",
        "answers.suspense",
        "answers.tiers.1.shares",
        "said.1.credits",
    ] {
        let len = at(&mut honest.clone(), list).as_array().unwrap().len();
        for position in 0..len {
            for twice in [false, true] {
                // Of another denom: no sum of ours has it.
                if list == "answers.suspense" && position == 1 || list == "said" && !twice {
                    continue;
                }
                let mut forged = honest.clone();
                let rows = at(&mut forged, list).as_array_mut().unwrap();
                if twice {
                    rows.insert(position, rows[position].clone())
                } else {
                    drop(rows.remove(position))
                }
                let evidence: Evidence = serde_json::from_value(forged).unwrap();
                assert!(!audit(&evidence).is_ok_and(|found| found.ok()), "{list}.{position} twice: {twice}");
            }
        }
    }
}

#[test]
fn the_first_difference_is_named_by_entry_and_party() {
    let mut evidence = told();
    // One unit from one party to another, in the events of entry 3: every sum stays as it is.
    let said = evidence.said.iter_mut().find(|said| said.number == 3).unwrap();
    let agent = said.credits.iter().position(|credit| credit.party == "agent").unwrap();
    let bank = said.credits.iter().position(|credit| credit.party == "bank").unwrap();
    said.credits[agent].amount += Uint128::one();
    said.credits[bank].amount -= Uint128::one();
    evidence.answers.totals.held += Uint128::one();
    let found = audit(&evidence).unwrap();
    let first = found.first().unwrap();
    assert_eq!((first.entry, first.party.as_deref(), first.what.as_str()), (Some(3), Some("agent"), "credited"));
    assert_eq!((first.expected.as_str(), first.found.as_str()), ("33333", "33334"));
    assert_eq!(first.to_string(), "entry 3, party agent, credited: expected 33333, found 33334");
    let rest: Vec<_> = found.differences.iter().skip(1).map(|difference| difference.what.as_str()).collect();
    assert_eq!(rest, ["credited", "held in all"]);
}

#[test]
fn an_entry_that_the_engine_refuses_is_the_first_difference() {
    let mut evidence = told();
    evidence.entries[0].booked = backlot_api::collection::Booked::Approved {
        source: "cinema".into(),
        party: "bank".into(),
        amount: 1u128.into(),
    };
    let found = audit(&evidence).unwrap();
    assert_eq!(found.first().unwrap().entry, Some(1));
    assert!(found.first().unwrap().found.contains("no expenses"), "{found:#?}");
    evidence.versions.clear();
    assert_eq!(audit(&evidence).unwrap_err(), Fault::NoVersion);
}

#[test]
fn nobody_is_paid_more_than_was_credited() {
    let world = night_ferry();
    let mut evidence = world.evidence();
    let bank = evidence.answers.parties.iter_mut().find(|row| row.party.id == "bank").unwrap();
    bank.delivered = bank.credited + Uint128::one();
    evidence.deliveries = None;
    let found = audit(&evidence).unwrap();
    assert!(found.differences.iter().any(|found| found.what == "paid out" && found.party.as_deref() == Some("bank")));
}

#[test]
fn what_licensees_paid_is_what_came_from_the_licences() {
    let mut evidence = told();
    evidence.entries[2].sender = "licences".into();
    let licence = serde_json::json!({"grant": {"id": "svod", "licensee": "l", "territories": ["WORLD"], "media": [],
        "window": {"from": 1, "until": 2}, "exclusive": false, "source": "platforms", "reference": "r", "guarantee": []},
        "terminated_on": null});
    let row = serde_json::json!({"licence": "svod", "reports": 1, "reported": "333000", "payments": 1, "paid": "333333",
        "unpaid": "0", "unreported": "333", "open_disputes": 0});
    let licences: Licences = serde_json::from_value(
        serde_json::json!({"contract": "licences", "licences": [licence], "reconciliations": [row]}),
    )
    .unwrap();
    evidence.licences = Some(licences.clone());
    assert_eq!(audit(&evidence).unwrap().differences, vec![]);
    let changes: [fn(&mut ReconciliationResponse); 5] = [
        |row| row.paid += Uint128::one(),
        |row| row.reported += Uint128::one(),
        |row| row.unpaid += Uint128::one(),
        |row| row.unreported += Uint128::one(),
        |row| row.payments += 1,
    ];
    for change in changes {
        let mut forged = licences.clone();
        change(&mut forged.reconciliations[0]);
        evidence.licences = Some(forged);
        assert!(!audit(&evidence).unwrap().ok());
    }
}
