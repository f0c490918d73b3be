//! Writes what front ends are generated from: the JSON schema of every contract to `schema/<contract>.json`
//! (cosmwasm-schema's interface description, the one `ts-codegen` reads), the schema of an agreement, which messages carry
//! as bytes, to `schema/agreement.json`, the error codes and typed events to `schema/codes.json` and
//! `schema/events.json`, and samples of the page codec to `schema/ts/test/vectors.json`.
//! With `--check` it writes nothing and fails where a file is not what it would write.

mod interface;
mod vectors;
mod vocabulary;

use std::{fs, path::Path, process::ExitCode};

use anyhow::Context;

/// A file below `schema/` and what belongs in it.
type Generated = (String, String);

fn generated() -> anyhow::Result<Vec<Generated>> {
    let mut files = interface::files()?;
    files.push(("codes.json".into(), pretty(&vocabulary::codes()?)?));
    files.push(("events.json".into(), pretty(&vocabulary::events()?)?));
    files.push(("ts/test/vectors.json".into(), pretty(&vectors::all()?)?));
    Ok(files)
}

fn pretty<T: serde::Serialize>(value: &T) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

fn main() -> anyhow::Result<ExitCode> {
    let check = std::env::args().skip(1).any(|argument| argument == "--check");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut stale = 0_u32;
    for (name, text) in generated()? {
        let path = folder.join(&name);
        if fs::read_to_string(&path).is_ok_and(|written| written == text) {
            continue;
        }
        if check {
            eprintln!("schema/{name} is not what packages/api says");
            stale += 1;
        } else {
            fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
            println!("schema/{name} written");
        }
    }
    Ok(if stale == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
