//! `backlot audit`: recomputes a film's books and compares them with the chain, to the last unit.

mod gather;

use std::path::{Path, PathBuf};

use anyhow::Context;
use backlot_statement::{audit, Audit, Evidence};

use crate::{
    amount,
    ctx::Ctx,
    exit::{Exit, Failure},
    output::Output,
};

pub use gather::gather;

/// Differences that are listed; the rest is counted.
const LISTED: usize = 20;

/// Recompute a film's books from its entries and agreements, and compare every sum with the chain.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  backlot audit night-ferry
  backlot audit night-ferry --save night-ferry.json     keep what the chain said, to repeat the audit anywhere
  backlot audit --evidence night-ferry.json             ask no chain")]
pub struct Args {
    /// Film [default: the only one]
    film: Option<String>,
    /// Take the evidence from a file; no chain is asked
    #[arg(long, value_name = "FILE", conflicts_with_all = ["film", "save"])]
    evidence: Option<PathBuf>,
    /// Write the evidence to a file
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Decimals between a whole coin and a base unit, for what people read of the file
    #[arg(long, default_value_t = 6, value_parser = clap::value_parser!(u8).range(..=18), conflicts_with = "evidence")]
    exponent: u8,
}

/// Runs it.
///
/// # Errors
/// Exit code 6 with the first difference; as any query.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    let evidence = match &args.evidence {
        Some(file) => load(file)?,
        None => {
            let reader = ctx.reader()?;
            let film = ctx.film(&reader, args.film.as_deref()).await?;
            gather(ctx, &reader, &film, args.exponent).await?
        }
    };
    if let Some(file) = &args.save {
        let text = serde_json::to_vec_pretty(&evidence)?;
        std::fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))?;
    }
    let found =
        audit(&evidence).map_err(|fault| Failure::with(Exit::Money, format!("nothing can be recomputed: {fault}")))?;
    let output = show(&evidence, &found)?;
    if found.ok() {
        let saved = args.save.as_ref().map(|file| format!("written: {}", file.display()));
        return Ok(saved.into_iter().fold(output, Output::line));
    }
    if !ctx.global.json {
        output.print(false);
    }
    Err(Failure::detailed(Exit::Money, verdict(&found), serde_json::to_value(&found)?))
}

/// Evidence from a file.
///
/// # Errors
/// A file that cannot be read, or is none.
pub fn load(file: &Path) -> anyhow::Result<Evidence> {
    let name = file.display();
    let text =
        std::fs::read(file).map_err(|fault| Failure::usage(format!("cannot read the evidence {name}: {fault}")))?;
    serde_json::from_slice(&text).map_err(|fault| Failure::usage(format!("{name} is no evidence: {fault}")))
}

/// The outcome in a sentence.
pub fn verdict(found: &Audit) -> String {
    match (found.first(), found.differences.len()) {
        (None, _) => {
            let compared = amount::group(&found.compared.to_string());
            format!("The books hold to the last unit: {compared} values are as recomputed.")
        }
        (Some(first), 1) => format!("the books do NOT hold: {first}"),
        (Some(first), count) => format!("the books do NOT hold: {first}; and {} more differences", count - 1),
    }
}

fn show(evidence: &Evidence, found: &Audit) -> anyhow::Result<Output> {
    let unit = &evidence.unit;
    let money = |amount: u128| format!("{} {}", unit.exact(amount), unit.symbol);
    let events = match (found.with_events, &evidence.deliveries) {
        (0, _) => "the node keeps none".to_string(),
        (count, Some(payments)) => format!("{count} entries, {} payments", payments.len()),
        (count, None) => format!("{count} entries; payments not all known"),
    };
    let facts = [
        ("film", found.film.clone()),
        ("agreement", format!("version {} of {}", found.version, evidence.versions.len())),
        ("entries", amount::group(&found.entries.to_string())),
        ("events", events),
        ("received", money(found.received)),
        ("credited", money(found.credited)),
        ("held", money(found.held)),
        ("compared", amount::group(&found.compared.to_string())),
    ];
    let output = Output::of(found)?.facts(facts);
    if found.ok() {
        return Ok(output.line("").line(verdict(found)));
    }
    let rows = found.differences.iter().take(LISTED).map(|difference| {
        vec![
            difference.entry.map(|entry| entry.to_string()).unwrap_or_default(),
            difference.party.clone().unwrap_or_default(),
            difference.what.clone(),
            cut(&difference.expected),
            cut(&difference.found),
        ]
    });
    let output = output.rows(&["entry", "party", "what", "expected", "found"], rows.collect());
    let more = found.differences.len().saturating_sub(LISTED);
    Ok(if more > 0 { output.line(format!("and {more} more: --json has all")) } else { output })
}

/// Terms and bytes are long: their beginning, and that there is more.
fn cut(text: &str) -> String {
    if text.chars().count() <= 60 {
        return text.to_string();
    }
    format!("{}…", text.chars().take(59).collect::<String>())
}
