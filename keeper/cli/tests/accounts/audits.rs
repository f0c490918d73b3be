//! The audit, and differences that were planted.

use serde_json::Value;

use crate::house::{House, USD};

pub fn audited(house: &House) {
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
