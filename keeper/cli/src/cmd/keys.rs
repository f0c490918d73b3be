//! `backlot keys`

use std::{io::IsTerminal, path::PathBuf};

use anyhow::Context;
use backlot_chain::keys::{KeyError, KeyInfo, Phrase};
use serde_json::json;
use zeroize::Zeroizing;

use crate::{
    ctx::Ctx,
    exit::{Exit, Failure},
    output::Output,
};

/// Keys.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    /// Make keys; each phrase is shown once, to be written on paper
    New {
        /// 1 to 32 of a–z, 0–9, - and _
        #[arg(required = true)]
        names: Vec<String>,
        /// Write the phrases to this new file (mode 0600) and do not show them
        #[arg(long, value_name = "FILE")]
        phrase_file: Option<PathBuf>,
    },
    /// Keep the key of a phrase of 24 words, typed at the prompt or read from standard input
    Import {
        /// 1 to 32 of a–z, 0–9, - and _
        name: String,
    },
    /// All keys
    List,
    /// One key: its address and public key; secrets are never shown
    Show {
        /// Name
        name: String,
    },
}

/// Runs it.
///
/// # Errors
/// A bad or taken name, a wrong phrase, the disk.
pub fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    match args.command {
        Command::New { names, phrase_file } => new(ctx, &names, phrase_file),
        Command::Import { name } => import(ctx, &name),
        Command::List => {
            let keys = ctx.keys().list().map_err(refused)?;
            let rows = keys.iter().map(|key| vec![key.name.clone(), key.address.clone()]).collect();
            Ok(Output::of(&keys)?.rows(&["key", "address"], rows))
        }
        Command::Show { name } => {
            let key = ctx.keys().show(&name).map_err(refused)?;
            Ok(Output::of(&key)?.facts(facts(&key)))
        }
    }
}

fn facts(key: &KeyInfo) -> [(&'static str, String); 4] {
    let KeyInfo { name, address, public_key, hd_path } = key.clone();
    [("key", name), ("address", address), ("public key", public_key), ("path", hd_path)]
}

fn refused(fault: KeyError) -> anyhow::Error {
    let exit = match fault {
        KeyError::NotFound { .. } => Exit::Nothing,
        _ => Exit::Usage,
    };
    Failure::with(exit, fault.to_string())
}

/// Asked for twice where a person types it: a slip would lock the key for good.
fn new_passphrase(ctx: &Ctx) -> anyhow::Result<Zeroizing<String>> {
    let passphrase = ctx.passphrase("new passphrase: ")?;
    if ctx.config.passphrase_file.is_none() && *ctx.passphrase("again: ")? != *passphrase {
        return Err(Failure::usage("the passphrases differ"));
    }
    Ok(passphrase)
}

fn new(ctx: &Ctx, names: &[String], phrase_file: Option<PathBuf>) -> anyhow::Result<Output> {
    let shown = phrase_file.is_none();
    if shown && !std::io::stdout().is_terminal() && !ctx.global.yes {
        return Err(Failure::usage(
            "the phrase would go into a pipe or a file: give --phrase-file FILE, or --yes to show it all the same",
        ));
    }
    let mut file = match &phrase_file {
        Some(path) => {
            use std::os::unix::fs::OpenOptionsExt;
            let opened = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
            Some(opened.with_context(|| format!("cannot make {}", path.display()))?)
        }
        None => None,
    };
    let passphrase = new_passphrase(ctx)?;
    let mut keys = Vec::new();
    let mut lines = Vec::new();
    for name in names {
        let (key, phrase) = ctx.keys().create(name, &passphrase).map_err(refused)?;
        lines.push(format!("{}  {}", key.name, key.address));
        match &mut file {
            Some(file) => {
                use std::io::Write;
                writeln!(file, "{}: {}", key.name, phrase.reveal())?;
            }
            // The only place that shows a secret: to the one who made it, once.
            None => lines
                .push(format!("  {}\n  Write these words on paper: nothing gives them out again.", phrase.reveal())),
        }
        keys.push(key);
    }
    Ok(Output::of(&json!({ "keys": keys }))?.line(lines.join("\n")))
}

fn import(ctx: &Ctx, name: &str) -> anyhow::Result<Output> {
    let words = if std::io::stdin().is_terminal() {
        Zeroizing::new(rpassword::prompt_password("phrase (24 words, not shown): ")?)
    } else {
        let mut words = Zeroizing::new(String::with_capacity(512));
        std::io::stdin().read_line(&mut words)?;
        words
    };
    let phrase = Phrase::parse(&words).map_err(refused)?;
    let passphrase = new_passphrase(ctx)?;
    let key = ctx.keys().import(name, &phrase, &passphrase).map_err(refused)?;
    Ok(Output::of(&key)?.facts(facts(&key)))
}
