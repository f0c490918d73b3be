//! `backlot tx`

use backlot_chain::Chain;
use serde_json::json;

use crate::{amount, ctx::Ctx, exit::Failure, output::Output};

/// A transaction by its hash.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Hash, hex
    hash: String,
}

/// Runs it.
///
/// # Errors
/// No block has it.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    let hash = args.hash.to_uppercase();
    if hex::decode(&hash).map_or(true, |raw| raw.len() != 32) {
        return Err(Failure::usage(format!("`{hash}` is not a hash: 64 hex digits")));
    }
    let found = ctx.reader()?.chain.find_tx(&hash).await?;
    let tx = found.ok_or_else(|| Failure::nothing(format!("no block has transaction {hash}")))?;
    let events: Vec<_> =
        tx.events.iter().map(|event| json!({ "type": event.ty, "attributes": event.attributes })).collect();
    let rows = tx
        .events
        .iter()
        .filter(|event| event.ty.starts_with("wasm"))
        .map(|event| {
            let attributes = event.attributes.iter().filter(|attribute| !attribute.key.starts_with('_'));
            let text: Vec<_> = attributes.map(|attribute| format!("{}={}", attribute.key, attribute.value)).collect();
            vec![event.ty.clone(), text.join(" ")]
        })
        .collect();
    let result = if tx.code == 0 { "success".to_string() } else { format!("failed ({} {})", tx.codespace, tx.code) };
    let answer = json!({
        "hash": tx.hash, "height": tx.height, "code": tx.code, "codespace": tx.codespace, "log": tx.log,
        "gas_wanted": tx.gas_wanted, "gas_used": tx.gas_used, "events": events,
    });
    let gas = format!("{} of {}", amount::group(&tx.gas_used.to_string()), amount::group(&tx.gas_wanted.to_string()));
    let mut facts = vec![("tx", tx.hash.clone()), ("block", tx.height.to_string()), ("result", result), ("gas", gas)];
    if tx.code != 0 {
        facts.push(("log", tx.log.clone()));
    }
    Ok(Output::of(&answer)?.facts(facts).rows(&["event", ""], rows))
}
