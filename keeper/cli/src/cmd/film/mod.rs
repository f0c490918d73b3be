//! `backlot film`

pub mod create;
pub mod issue;
mod offline;
mod show;

use std::path::PathBuf;

use crate::{ctx::Ctx, output::Output};

/// Films.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    /// Check a plan file; needs no chain
    Check {
        /// Plan
        plan: PathBuf,
    },
    /// What receipts would give to whom; needs no chain
    WhatIf(offline::WhatIf),
    /// Make the film's contracts, in one message
    Create {
        /// Plan
        plan: PathBuf,
    },
    /// Issue units to the wallets of a register, in batches; may be repeated, nobody gets units twice
    Issue {
        /// Register: address,units a line, units in base units; may be gzip
        #[arg(long, value_name = "FILE")]
        holders: PathBuf,
        /// Series, by its number in the film
        #[arg(long, default_value_t = 0)]
        series: u8,
        /// Film [default: the only one]
        #[arg(long)]
        film: Option<String>,
    },
    /// All films of the studio
    List,
    /// One film: contracts, series, parties, tiers
    Show {
        /// Film [default: the only one]
        film: Option<String>,
    },
    /// Mark a film closed; its contracts go on paying what they owe
    Close {
        /// Film
        film: String,
    },
}

/// Runs it.
///
/// # Errors
/// Faults in files; the chain's refusal.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    match args.command {
        Command::Check { plan } => offline::check(ctx, &plan),
        Command::WhatIf(args) => offline::what_if(&args),
        Command::Create { plan } => create::run(ctx, &plan).await,
        Command::Issue { holders, series, film } => issue::run(ctx, &holders, series, film.as_deref()).await,
        Command::List => show::list(ctx).await,
        Command::Show { film } => show::one(ctx, film.as_deref()).await,
        Command::Close { film } => show::close(ctx, &film).await,
    }
}
