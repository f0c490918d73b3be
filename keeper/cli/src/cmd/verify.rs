//! `backlot verify-code`

use std::path::PathBuf;

use serde::Serialize;
use serde_json::json;

use crate::{
    ctx::Ctx,
    exit::{Exit, Failure},
    migration::{survey, Stand},
    output::Output,
    release::{file, Checksums},
};

/// Compare the code of every contract on the chain with checksums.txt.
///
/// Looks at the studio, its interchange, the contracts of each film, and the code that new films are made of. Needs no
/// key. A difference ends with exit code 7.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Checksums of the release [default: checksums.txt in artifacts of the config]
    #[arg(long, value_name = "FILE")]
    checksums: Option<PathBuf>,
}

/// What was compared.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// Contract, or what the code is for.
    pub name: String,
    /// Its address; none for code that no contract has yet.
    pub address: Option<String>,
    /// Its code.
    pub code_id: u64,
    /// What it says it is.
    pub version: String,
    /// Checksum in the file.
    pub expected: String,
    /// Checksum on the chain.
    pub found: String,
    /// Whether they are one.
    pub same: bool,
}

/// Runs it.
///
/// # Errors
/// A difference; no studio; checksums that do not name a part.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    let file = args.checksums.unwrap_or_else(|| ctx.config.artifacts.join("checksums.txt"));
    let sums = Checksums::read(&file)?;
    let reader = ctx.reader()?;
    let deployment = ctx.deployment()?;
    let stand = survey(&reader, &deployment).await?;
    let rows = compare(&stand, |part| {
        let missing = || Failure::usage(format!("{} names no {}", file.display(), self::file(part)));
        sums.of(part).map(str::to_owned).ok_or_else(missing)
    })?;
    differences(&rows, &file.display().to_string())?;
    let table = rows.iter().map(|row| {
        let id = row.code_id.to_string();
        vec![row.name.clone(), id, row.version.clone(), row.found[..16].to_owned(), "as expected".into()]
    });
    let table = table.collect();
    let line = format!("{} of {} are the code in {}", rows.len(), rows.len(), file.display());
    let answer = json!({ "chain_id": deployment.chain_id, "studio": deployment.studio, "rows": rows, "same": true });
    Ok(Output::of(&answer)?.rows(&["contract", "code", "version", "sha256 begins", ""], table).line(line))
}

/// Sets what stands on the chain beside what should.
///
/// # Errors
/// That of `expected`.
pub fn compare(stand: &Stand, expected: impl Fn(&str) -> anyhow::Result<String>) -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    let mut row = |name: String, address: Option<String>, part: &str, code_id, version: &str, found: &str| {
        let (expected, found) = (expected(part)?, found.to_owned());
        let same = expected == found;
        rows.push(Row { name, address, code_id, version: version.into(), expected, found, same });
        anyhow::Ok(())
    };
    for contract in &stand.contracts {
        let address = Some(contract.address.clone());
        let version = &contract.version.version;
        row(contract.name.clone(), address, &contract.part, contract.code_id, version, &contract.checksum)?;
    }
    for (code, found) in &stand.codes {
        row(format!("new {}", code.kind), None, code.kind.name(), code.code_id, &code.version, found)?;
    }
    Ok(rows)
}

/// Refuses where something differs.
///
/// # Errors
/// One sentence a difference.
pub fn differences(rows: &[Row], file: &str) -> anyhow::Result<()> {
    let different: Vec<_> = rows.iter().filter(|row| !row.same).collect();
    if different.is_empty() {
        return Ok(());
    }
    let sentences = different.iter().map(|row| {
        let at = row.address.as_deref().map_or_else(String::new, |address| format!(" ({address})"));
        let Row { name, code_id, version, expected, found, .. } = row;
        format!("{name}{at} has code {code_id}, {version}: expected {expected}, found {found}")
    });
    let sentences = sentences.collect::<Vec<_>>().join("\n");
    let message = format!(
        "{} of {} are not the code in {file}; `backlot migrate` moves an older studio to it\n{sentences}",
        different.len(),
        rows.len()
    );
    Err(Failure::detailed(Exit::Code, message, json!({ "rows": rows, "same": false })))
}
