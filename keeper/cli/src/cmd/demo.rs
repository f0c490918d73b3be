//! `backlot demo`

use std::path::PathBuf;

use crate::{ctx::Ctx, output::Output};

/// The whole story on an embedded chain.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Register of holders: address,units a line; may be gzip
    #[arg(long, value_name = "FILE", default_value = "examples/night-ferry/holders.csv")]
    pub holders: PathBuf,
    /// Plan
    #[arg(long, value_name = "FILE", default_value = "examples/night-ferry/film.toml")]
    pub plan: PathBuf,
    /// Receipts: date,source,amount,reference a line
    #[arg(long, value_name = "FILE", default_value = "examples/night-ferry/receipts.csv")]
    pub receipts: PathBuf,
    /// Where summary.json, report.html and the logs go
    #[arg(long, value_name = "DIR", default_value = "target/demo")]
    pub out: PathBuf,
    /// Keep the chain and the keys of the demo, in OUT/home
    #[arg(long)]
    pub keep: bool,
}

/// Runs it.
///
/// # Errors
/// With exit code 6 where the money does not add up.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    crate::demo::run(ctx, args).await
}
