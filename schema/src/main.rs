//! Writes the JSON schema of every contract to `schema/<contract>.json` (cosmwasm-schema's interface description, the
//! one `ts-codegen` reads). With `--check` it writes nothing and fails where a file is not what it would write.

use std::{fs, path::Path, process::ExitCode};

use anyhow::Context;
use cosmwasm_schema::generate_api;

/// One contract's name and its rendered schema.
type Schema = (&'static str, String);

macro_rules! schema {
    ($module:ident, $name:literal) => {{
        use backlot_api::$module::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg};
        let api = generate_api! {
            name: $name,
            instantiate: InstantiateMsg,
            execute: ExecuteMsg,
            query: QueryMsg,
            migrate: MigrateMsg,
        };
        api.render().to_string().map(|text| (stringify!($module), text + "\n"))
    }};
}

fn schemas() -> anyhow::Result<Vec<Schema>> {
    Ok(vec![
        schema!(studio, "backlot-studio")?,
        schema!(rights, "backlot-rights")?,
        schema!(collection, "backlot-collection")?,
        schema!(returns, "backlot-returns")?,
        schema!(interchange, "backlot-interchange")?,
    ])
}

fn main() -> anyhow::Result<ExitCode> {
    let check = std::env::args().skip(1).any(|argument| argument == "--check");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut stale = 0_u32;
    for (contract, text) in schemas()? {
        let path = folder.join(format!("{contract}.json"));
        if fs::read_to_string(&path).is_ok_and(|written| written == text) {
            continue;
        }
        if check {
            eprintln!("schema/{contract}.json is not what the messages say");
            stale += 1;
        } else {
            fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
            println!("schema/{contract}.json written");
        }
    }
    Ok(if stale == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
