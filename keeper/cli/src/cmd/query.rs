//! `backlot query`

use backlot_chain::Chain;
use serde_json::Value;

use crate::{ctx::Ctx, exit::Failure, output::Output};

/// Ask a contract.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Address, @name, or `studio`
    contract: String,
    /// The query, JSON
    #[arg(value_name = "JSON")]
    question: String,
}

/// Runs it.
///
/// # Errors
/// The contract's refusal.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    let contract = match args.contract.as_str() {
        "studio" => ctx.deployment()?.studio,
        other => ctx.who(other)?,
    };
    let query: Value = serde_json::from_str(&args.question)
        .map_err(|fault| Failure::usage(format!("the query is not JSON: {fault}")))?;
    let answer = ctx.reader()?.chain.query_smart(&contract, &serde_json::to_vec(&query)?).await?;
    let answer: Value = serde_json::from_slice(&answer)?;
    Output::of(&answer)
}
