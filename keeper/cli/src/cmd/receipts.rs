//! `backlot receipts`

use std::path::PathBuf;

use backlot_api::{
    collection::{Booked, Entry, ExecuteMsg},
    studio::Film,
};
use cosmwasm_std::{Coin, Uint128};
use serde::Serialize;

use crate::{
    account, amount,
    ctx::{call, Ctx, Sent, Session},
    date,
    exit::Failure,
    output::Output,
    plan::Money,
    progress,
    receipts::{self, Kind, Row},
};

/// Receipts into the collection account, and what else moves its books.
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
        /// Figures that are money, so that their values have decimals too
        #[arg(long, value_name = "FIGURE", value_delimiter = ',')]
        money_figures: Vec<String>,
        /// Only lines up to this date
        #[arg(long, value_name = "DATE")]
        until: Option<String>,
    },
    /// Receipts and all other entries of the books so far
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
        Command::Import { file, film, exponent, money_figures, until } => {
            let money = Money { denom: String::new(), exponent, symbol: String::new() };
            let figures = money_figures.into_iter().map(|figure| (figure, exponent)).collect();
            let mut rows = receipts::load(&file, &money, &figures)?;
            if let Some(until) = until {
                rows.retain(|row| row.date <= until);
            }
            let session = ctx.session()?;
            let film = ctx.film(&session.reader, film.as_deref()).await?;
            let total: u128 = rows.iter().filter(|row| row.kind == Kind::Receipt).map(|row| row.amount).sum();
            if !ctx.global.dry_run {
                let (count, sum) = (rows.len(), amount::exact(total, exponent));
                ctx.confirm(&format!("Pay up to {count} receipts, {sum} in all, into `{}`?", film.film))?;
            }
            let done = import(ctx, &session, &film, rows).await?;
            let receipts = done.paid.iter().filter(|row| row.kind == Kind::Receipt).count();
            let others = match done.paid.len() - receipts {
                0 => String::new(),
                1 => ", 1 other entry".into(),
                others => format!(", {others} other entries"),
            };
            let line = format!(
                "{receipts} receipts paid in, {} in all{others}; {} were there already",
                amount::exact(done.amount, exponent),
                done.skipped.len()
            );
            let dry = if ctx.global.dry_run { "dry run: nothing was sent" } else { "" };
            Ok(Output::of(&done)?.line(line).line(dry))
        }
        Command::List { film } => {
            let reader = ctx.reader()?;
            let film = ctx.film(&reader, film.as_deref()).await?;
            let all = account::entries(&reader, &film).await?;
            let rows = all
                .iter()
                .map(|entry| {
                    let reference = entry.reference.clone().unwrap_or_default();
                    let (what, about, amount) = told(&entry.booked);
                    let when = date::date(entry.time.seconds());
                    vec![entry.number.to_string(), when, what.into(), about, amount, reference]
                })
                .collect();
            Ok(Output::of(&all)?.rows(&["no", "date", "", "of", "amount", "reference"], rows))
        }
    }
}

/// An entry for people: what happened, of what, how much.
fn told(booked: &Booked) -> (&'static str, String, String) {
    let group = |amount: &cosmwasm_std::Uint128| amount::group(&amount.to_string());
    match booked {
        Booked::Received { source, amount } => ("received", source.clone(), group(amount)),
        Booked::Approved { source, party, amount } => ("approved", format!("{party} at {source}"), group(amount)),
        Booked::Attested { figure, value } => ("attested", figure.clone(), group(value)),
        Booked::Released {} => ("released", String::new(), String::new()),
        Booked::Deficit { party, value } => ("deficit", party.clone(), group(value)),
        Booked::Amended { version } => ("amended", format!("version {version}"), String::new()),
    }
}

/// Books what is not there yet: kind, source, party, figure and reference name an entry.
///
/// # Errors
/// A reference that is there with another amount; the contract's refusal.
pub async fn import(ctx: &Ctx, session: &Session, film: &Film, rows: Vec<Row>) -> anyhow::Result<Imported> {
    let there = account::entries(&session.reader, film).await?;
    let mut done = Imported::default();
    let bar = progress::bar(&ctx.global, rows.len() as u64, "paying receipts in");
    for row in rows {
        if let Some((known, booked)) = there.iter().find_map(|entry| amount_of(entry, &row).map(|sum| (entry, sum))) {
            if booked != row.amount {
                let (line, reference, number) = (row.line, &row.reference, known.number);
                let say = format!("line {line}: `{reference}` is entry {number} already, of {booked}");
                return Err(Failure::usage(say));
            }
            done.skipped.push(row);
            bar.inc(1);
            continue;
        }
        // An account made before 0.3 recovers expenses without approval and knows no figures.
        if row.kind != Kind::Receipt && account::is_before(film) {
            done.skipped.push(row);
            bar.inc(1);
            continue;
        }
        let reference = Some(row.reference.clone());
        let (source, amount) = (row.source.clone(), Uint128::new(row.amount));
        let (verb, msg, funds) = match row.kind {
            Kind::Receipt => {
                let funds = vec![Coin::new(row.amount, film.denom.clone())];
                ("receive", ExecuteMsg::Receive { source, reference }, funds)
            }
            Kind::Approve => {
                ("approve", ExecuteMsg::Approve { source, party: row.party.clone(), amount, reference }, vec![])
            }
            Kind::Attest => {
                ("attest", ExecuteMsg::Attest { figure: row.figure.clone(), value: amount, reference }, vec![])
            }
            Kind::Release => ("release", ExecuteMsg::Release {}, vec![]),
        };
        let purpose = format!("collection.{verb} {}", row.reference);
        let (sent, _) = session.send(&purpose, &[call(&film.addresses.collection, &msg, funds)?]).await?;
        done.transactions.push(sent);
        if row.kind == Kind::Receipt {
            done.amount += row.amount;
        }
        done.paid.push(row);
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(done)
}

/// What an entry booked, if it is the one of this line. A release has no reference: it is told by its day.
fn amount_of(entry: &Entry, row: &Row) -> Option<u128> {
    let named = entry.reference.as_deref() == Some(row.reference.as_str());
    match (&entry.booked, row.kind) {
        (Booked::Received { source, amount }, Kind::Receipt) if named && *source == row.source => Some(amount.u128()),
        (Booked::Approved { source, party, amount }, Kind::Approve)
            if named && *source == row.source && *party == row.party =>
        {
            Some(amount.u128())
        }
        (Booked::Attested { figure, value }, Kind::Attest) if named && *figure == row.figure => Some(value.u128()),
        (Booked::Released {}, Kind::Release) if date::date(entry.time.seconds()) == row.date => Some(row.amount),
        _ => None,
    }
}
