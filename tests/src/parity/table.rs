//! `target/parity.md`.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use super::{allowed::ALL, Comparison, Row};

/// Writes the table and says where.
///
/// # Panics
/// Where the file cannot be written.
pub fn write(found: &Comparison) -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../target"),
        |given| Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(given),
    );
    let file = target.join("parity.md");
    fs::create_dir_all(&target).expect("the target directory can be made");
    fs::write(&file, render(found)).expect("the table can be written");
    file.canonicalize().unwrap_or(file)
}

/// What one line says of them all.
pub fn summary(found: &Comparison) -> String {
    let transactions = found
        .rows
        .iter()
        .filter(|row| row.what != "query" && row.what != "simulation" && row.name != "state at the end");
    let queries = found.rows.iter().filter(|row| row.what == "query").count();
    let measured = found.rows.iter().filter(|row| row.off().is_some()).count();
    let equal = found.rows.iter().filter(|row| row.off().is_some() && row.devnet == row.wasmd).count();
    let worst = found
        .rows
        .iter()
        .filter(|row| row.off().is_some())
        .max_by(|one, other| one.off().unwrap_or_default().abs().total_cmp(&other.off().unwrap_or_default().abs()));
    let worst = worst.map_or_else(String::new, |row| {
        let off = row.off().unwrap_or_default();
        format!("largest difference {off:+.4} % ({})", row.name)
    });
    format!(
        "{} transactions, {queries} queries, {} facts of the final state; gas equal to the unit in {equal} of {measured}, {worst}; {} unexplained differences",
        transactions.count(),
        found.facts,
        found.differences.len(),
    )
}

fn render(found: &Comparison) -> String {
    let mut text = String::from("# The devnet beside wasmd\n\n");
    line(&mut text, &format!("{}.\n", summary(found)));
    line(&mut text, "| # | step | what | code | gas devnet | gas wasmd | difference | events | data | remark |");
    line(&mut text, "|--:|---|---|---|--:|--:|--:|---|---|---|");
    for (number, row) in found.rows.iter().enumerate() {
        line(&mut text, &render_row(number + 1, row));
    }
    line(&mut text, "\n## Known differences\n");
    for (at, known) in ALL.iter().enumerate() {
        let times = found.reasons.get(&at).copied().unwrap_or_default();
        line(&mut text, &format!("{}. {} · {}: {} ({times} times)", at + 1, known.step, known.what, known.why));
    }
    line(&mut text, "\n## Differences without a reason\n");
    for (step, what, sides) in &found.differences {
        line(&mut text, &format!("- {step} · {what}\n   {}", sides.replace('\n', "\n   ")));
    }
    text
}

fn render_row(number: usize, row: &Row) -> String {
    let gas = |gas: Option<u64>| gas.map(|gas| gas.to_string()).unwrap_or_default();
    let yes = |equal: Option<bool>| equal.map_or("", |equal| if equal { "equal" } else { "differ" });
    let off = row.off().map(|off| format!("{off:+.4} %")).unwrap_or_default();
    let clean = |text: &str| text.replace('|', "\\|").replace('\n', " ");
    format!(
        "| {number} | {} | `{}` | {} | {} | {} | {off} | {} | {} | {} |",
        clean(&row.name),
        clean(&row.what).replace('`', "'"),
        row.code,
        gas(row.devnet),
        gas(row.wasmd),
        yes(row.events),
        yes(row.data),
        clean(&row.remarks.join("; ")),
    )
}

fn line(text: &mut String, line: &str) {
    // Writing to a String does not fail.
    let _written = writeln!(text, "{line}");
}
