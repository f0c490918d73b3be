//! `backlot demo`

use std::path::PathBuf;

use crate::{ctx::Ctx, output::Output};

/// The whole story on an embedded chain.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// A film of examples/: night-ferry, les-marees, long-road
    #[arg(long, value_name = "NAME", default_value = "night-ferry")]
    pub film: String,
    /// Register of holders: address,units a line; may be gzip
    #[arg(long, value_name = "FILE", default_value = "examples/night-ferry/holders.csv")]
    pub holders: PathBuf,
    /// Plan [default: that of --film]
    #[arg(long, value_name = "FILE")]
    pub plan: Option<PathBuf>,
    /// Receipts: date,source,amount,reference a line [default: those of --film]
    #[arg(long, value_name = "FILE")]
    pub receipts: Option<PathBuf>,
    /// Where summary.json, report.html and the logs go
    #[arg(long, value_name = "DIR", default_value = "target/demo")]
    pub out: PathBuf,
    /// Keep the chain and the keys of the demo, in OUT/home
    #[arg(long)]
    pub keep: bool,
}

impl Args {
    /// Plan and receipts.
    pub fn files(&self) -> (PathBuf, PathBuf) {
        let example = |file: &str| PathBuf::from("examples").join(&self.film).join(file);
        let plan = self.plan.clone().unwrap_or_else(|| example("film.toml"));
        (plan, self.receipts.clone().unwrap_or_else(|| example("receipts.csv")))
    }
}

/// Runs it.
///
/// # Errors
/// With exit code 6 where the money does not add up.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    crate::demo::run(ctx, args).await
}
