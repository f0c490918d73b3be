//! `backlot config`

use anyhow::Context;
use serde_json::json;

use crate::{ctx::Ctx, exit::Failure, output::Output};

/// The config.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    /// The config in force, every field with what it is and its environment variable
    Show,
    /// Write it to HOME/backlot.toml, or to --config
    Init,
}

/// Runs it.
///
/// # Errors
/// The disk's; a file that is there already.
pub fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    let text = ctx.config.documented()?;
    match args.command {
        Command::Show => Ok(Output::of(&ctx.config)?.line(text)),
        Command::Init => {
            let file = ctx.global.config.clone().unwrap_or_else(|| ctx.home.join("backlot.toml"));
            if file.exists() {
                return Err(Failure::usage(format!("{} is there already", file.display())));
            }
            if let Some(folder) = file.parent() {
                std::fs::create_dir_all(folder)?;
            }
            std::fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
            Ok(Output::of(&json!({ "file": file }))?.line(format!("wrote {}", file.display())))
        }
    }
}
