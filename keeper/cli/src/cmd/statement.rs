//! `backlot statement`: what each party was owed, was paid and is owed still.

use std::path::PathBuf;

use anyhow::Context;
use backlot_statement::statement::{Every, Film, NoStatement, Period, Show, Statement};

use super::audit::{gather, load};
use crate::{
    ctx::Ctx,
    exit::{Exit, Failure},
    output::Output,
};

/// A statement of account: opening balance, credits by tier and off the top, payments, closing balance.
#[derive(clap::Args, Debug)]
#[command(after_help = "Examples:
  backlot statement night-ferry
  backlot statement night-ferry --party investors --period 2027-Q1
  backlot statement night-ferry --by quarter --csv > ledger.csv
  backlot statement night-ferry --period 2027 --html 2027.html")]
pub struct Args {
    /// Film [default: the only one]
    film: Option<String>,
    /// Only this party
    #[arg(long)]
    party: Option<String>,
    /// 2027, 2027-Q1, 2027-03, or 2027-01-15..2027-03-31 [default: from the first entry to now]
    #[arg(long, value_name = "PERIOD")]
    period: Option<Period>,
    /// One statement for each of these, over the whole history
    #[arg(long, value_enum, conflicts_with = "period")]
    by: Option<By>,
    /// A ledger of comma-separated values
    #[arg(long, conflicts_with = "html")]
    csv: bool,
    /// Write a page for screen and paper, with the flow as a picture
    #[arg(long, value_name = "FILE", conflicts_with = "by")]
    html: Option<PathBuf>,
    /// Take the history from the evidence that `backlot audit --save` wrote; no chain is asked
    #[arg(long, value_name = "FILE", conflicts_with = "film")]
    evidence: Option<PathBuf>,
    /// Decimals between a whole coin and a base unit
    #[arg(long, default_value_t = 6, value_parser = clap::value_parser!(u8).range(..=18), conflicts_with = "evidence")]
    exponent: u8,
}

/// How long each period is.
#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum By {
    /// Calendar months
    Month,
    /// Quarters
    Quarter,
    /// Calendar years
    Year,
}

/// Runs it.
///
/// # Errors
/// No such party; exit code 6 where the history cannot be recomputed; as any query.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    let evidence = match &args.evidence {
        Some(file) => load(file)?,
        None => {
            let reader = ctx.reader()?;
            let film = ctx.film(&reader, args.film.as_deref()).await?;
            gather(ctx, &reader, &film, args.exponent).await?
        }
    };
    let film = Film::new(&evidence).map_err(refused)?;
    let periods = match (&args.period, args.by) {
        (Some(period), _) => vec![period.clone()],
        (None, None) => vec![film.whole()],
        (None, Some(By::Month)) => film.periods(Every::Month),
        (None, Some(By::Quarter)) => film.periods(Every::Quarter),
        (None, Some(By::Year)) => film.periods(Every::Year),
    };
    let mut statements = Vec::with_capacity(periods.len());
    for period in &periods {
        statements.push(film.statement(period, args.party.as_deref()).map_err(refused)?);
    }
    if args.csv {
        return csv(&statements);
    }
    let [statement] = statements.as_slice() else { return several(&statements) };
    let output = one(statement)?;
    let Some(file) = &args.html else { return Ok(output) };
    std::fs::write(file, statement.show().html()).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(output.line(format!("written: {}", file.display())))
}

fn refused(fault: NoStatement) -> anyhow::Error {
    let exit = match fault {
        NoStatement::Party(_) => Exit::Nothing,
        NoStatement::Start(_) | NoStatement::Fault { .. } => Exit::Money,
    };
    Failure::with(exit, fault.to_string())
}

/// One ledger of all; its head once.
fn csv(statements: &[Statement]) -> anyhow::Result<Output> {
    let mut text = String::new();
    for statement in statements {
        let part = statement.show().csv()?;
        let rows = if text.is_empty() { part.as_str() } else { part.split_once('\n').map_or("", |(_, rows)| rows) };
        text.push_str(rows);
    }
    Ok(Output::text(text))
}

fn one(statement: &Statement) -> anyhow::Result<Output> {
    let show = statement.show();
    let unit = &statement.unit;
    let facts = [
        ("film", format!("{} ({})", statement.film, statement.title)),
        ("period", statement.period.name.clone()),
        ("agreement", format!("version {}", statement.version)),
        ("amounts in", unit.symbol.clone()),
        ("held at the end", unit.exact(statement.held)),
    ];
    let mut output = Output::of(statement)?.facts(facts).rows(&Show::ACCOUNTS, show.accounts());
    let (caps, lines) = (show.caps(), show.lines());
    if !caps.is_empty() {
        output = output.rows(&Show::CAPS, caps);
    }
    if statement.party.is_some() && !lines.is_empty() {
        output = output.rows(&Show::LINES, lines);
    }
    Ok(output)
}

/// A row a period and party.
fn several(statements: &[Statement]) -> anyhow::Result<Output> {
    let mut head = vec!["period"];
    head.extend(Show::ACCOUNTS);
    let mut rows = Vec::new();
    for statement in statements {
        for account in statement.show().accounts() {
            let mut row = vec![statement.period.name.clone()];
            row.extend(account);
            rows.push(row);
        }
    }
    Ok(Output::of(&statements)?.rows(&head, rows))
}
