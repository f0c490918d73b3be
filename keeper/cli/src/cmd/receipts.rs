//! `backlot receipts`

use std::path::PathBuf;

use backlot_api::{
    collection::{ExecuteMsg, QueryMsg, Receipt},
    limits,
    studio::Film,
};
use cosmwasm_std::Coin;
use serde::Serialize;

use crate::{
    amount,
    ctx::{call, Ctx, Reader, Sent, Session},
    date,
    exit::Failure,
    output::Output,
    plan::Money,
    progress,
    receipts::{self, Row},
};

/// Receipts into the collection account.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    /// Pay a statement in, line by line; may be repeated, no line is paid twice
    Import {
        /// date,source,amount,reference a line, amounts in whole coins
        file: PathBuf,
        /// Film [default: the only one]
        #[arg(long)]
        film: Option<String>,
        /// Decimals between a whole coin and a base unit
        #[arg(long, default_value_t = 6)]
        exponent: u8,
        /// Only lines up to this date
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
    },
    /// Receipts so far
    List {
        /// Film [default: the only one]
        #[arg(long)]
        film: Option<String>,
    },
}

/// What an import brought about.
#[derive(Debug, Default, Serialize)]
pub struct Imported {
    /// Lines paid in now.
    pub paid: Vec<Row>,
    /// Lines whose reference is on the chain already.
    pub skipped: Vec<Row>,
    /// Base units paid in.
    #[serde(serialize_with = "amount::json")]
    pub amount: u128,
    /// Transactions.
    pub transactions: Vec<Sent>,
}

/// Runs it.
///
/// # Errors
/// Faults in the file; the contract's refusal.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    match args.command {
        Command::Import { file, film, exponent, until } => {
            let money = Money { denom: String::new(), exponent, symbol: String::new() };
            let mut rows = receipts::load(&file, &money)?;
            if let Some(until) = until {
                rows.retain(|row| row.date <= until);
            }
            let session = ctx.session()?;
            let film = ctx.film(&session.reader, film.as_deref()).await?;
            let total: u128 = rows.iter().map(|row| row.amount).sum();
            if !ctx.global.dry_run {
                let (count, sum) = (rows.len(), amount::exact(total, exponent));
                ctx.confirm(&format!("Pay up to {count} receipts, {sum} in all, into `{}`?", film.film))?;
            }
            let done = import(ctx, &session, &film, rows).await?;
            let line = format!(
                "{} receipts paid in, {} in all; {} were there already",
                done.paid.len(),
                amount::exact(done.amount, exponent),
                done.skipped.len()
            );
            let dry = if ctx.global.dry_run { "dry run: nothing was sent" } else { "" };
            Ok(Output::of(&done)?.line(line).line(dry))
        }
        Command::List { film } => {
            let reader = ctx.reader()?;
            let film = ctx.film(&reader, film.as_deref()).await?;
            let all = on_chain(&reader, &film).await?;
            let rows = all
                .iter()
                .map(|receipt| {
                    let reference = receipt.reference.clone().unwrap_or_default();
                    let when = date::date(receipt.time.seconds());
                    let paid = amount::group(&receipt.amount.to_string());
                    vec![receipt.number.to_string(), when, receipt.source.clone(), paid, reference]
                })
                .collect();
            Ok(Output::of(&all)?.rows(&["no", "date", "source", "amount", "reference"], rows))
        }
    }
}

/// All receipts the contract has booked.
///
/// # Errors
/// As any query.
pub async fn on_chain(reader: &Reader, film: &Film) -> anyhow::Result<Vec<Receipt>> {
    let page = |last: Option<&Receipt>| QueryMsg::Receipts {
        start_after: last.map(|receipt| receipt.number),
        limit: Some(limits::PAGE_MAX),
    };
    reader.ask_all(&film.addresses.collection, page).await
}

/// Pays in what is not there yet: a source and a reference name a receipt.
///
/// # Errors
/// A reference that is there with another amount; the contract's refusal.
pub async fn import(ctx: &Ctx, session: &Session, film: &Film, rows: Vec<Row>) -> anyhow::Result<Imported> {
    let there = on_chain(&session.reader, film).await?;
    let mut done = Imported::default();
    let bar = progress::bar(&ctx.global, rows.len() as u64, "paying receipts in");
    for row in rows {
        let same = |receipt: &&Receipt| {
            receipt.source == row.source && receipt.reference.as_deref() == Some(row.reference.as_str())
        };
        if let Some(known) = there.iter().find(same) {
            if known.amount.u128() != row.amount {
                let (line, reference, number) = (row.line, &row.reference, known.number);
                let say = format!("line {line}: `{reference}` is receipt {number} already, of {}", known.amount);
                return Err(Failure::usage(say));
            }
            done.skipped.push(row);
            bar.inc(1);
            continue;
        }
        let msg = ExecuteMsg::Receive { source: row.source.clone(), reference: Some(row.reference.clone()) };
        let funds = vec![Coin::new(row.amount, film.denom.clone())];
        let purpose = format!("collection.receive {}", row.reference);
        let (sent, _) = session.send(&purpose, &[call(&film.addresses.collection, &msg, funds)?]).await?;
        done.transactions.push(sent);
        done.amount += row.amount;
        done.paid.push(row);
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(done)
}
