//! `backlot returns`

use backlot_api::{
    limits,
    returns::{ExecuteMsg, QueryMsg, Run, SeriesResponse, WorkResponse},
};
use backlot_chain::Msg;
use serde_json::json;

use crate::{
    amount,
    ctx::{call, Ctx, Reader},
    date,
    exit::Failure,
    output::Output,
};

/// Distribution runs.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
    /// Film [default: the only one]
    #[arg(long, global = true)]
    film: Option<String>,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    /// Pots, runs under way, and what anyone could do now
    Status,
    /// All runs
    Runs,
    /// Start a run that is due, and write its sets
    Trigger {
        /// Series, by its number in the film
        #[arg(default_value_t = 0)]
        series: u8,
    },
    /// Hand what is credited on, to be paid
    Deliver {
        /// Series, by its number in the film
        #[arg(default_value_t = 0)]
        series: u8,
    },
}

/// Runs it.
///
/// # Errors
/// The contract's refusal.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    match args.command {
        Command::Status => status(ctx, args.film.as_deref()).await,
        Command::Runs => {
            let reader = ctx.reader()?;
            let film = ctx.film(&reader, args.film.as_deref()).await?;
            let runs = runs(&reader, &film.addresses.returns).await?;
            Ok(Output::of(&runs)?.rows(
                &["run", "series", "began", "state", "shared", "credited", "sets"],
                runs.iter().map(row).collect(),
            ))
        }
        Command::Trigger { series } => trigger(ctx, args.film.as_deref(), series).await,
        Command::Deliver { series } => deliver(ctx, args.film.as_deref(), series).await,
    }
}

fn row(run: &Run) -> Vec<String> {
    let number = |amount: cosmwasm_std::Uint128| amount::group(&amount.to_string());
    vec![
        run.run.to_string(),
        run.series.to_string(),
        date::moment(run.started.seconds()),
        format!("{:?}", run.state).to_lowercase(),
        number(run.pot),
        number(run.credited),
        run.sets.to_string(),
    ]
}

/// All runs of a film.
///
/// # Errors
/// As any query.
pub async fn runs(reader: &Reader, returns: &str) -> anyhow::Result<Vec<Run>> {
    let page =
        |last: Option<&Run>| QueryMsg::Runs { start_after: last.map(|run| run.run), limit: Some(limits::PAGE_MAX) };
    reader.ask_all(returns, page).await
}

async fn status(ctx: &Ctx, film: Option<&str>) -> anyhow::Result<Output> {
    let reader = ctx.reader()?;
    let film = ctx.film(&reader, film).await?;
    let returns = &film.addresses.returns;
    let work: WorkResponse = reader.ask(returns, &QueryMsg::Work {}).await?;
    let number = |amount: cosmwasm_std::Uint128| amount::group(&amount.to_string());
    let (mut all, mut rows) = (Vec::new(), Vec::new());
    for series in 0..film.addresses.rights.len() as u8 {
        let found: SeriesResponse = reader.ask(returns, &QueryMsg::Series { series }).await?;
        let run = found.run.map_or_else(|| "–".to_string(), |run| run.to_string());
        rows.push(vec![
            series.to_string(),
            number(found.pot),
            number(found.carry),
            number(found.running),
            number(found.credited),
            number(found.delivered),
            run,
        ]);
        all.push(found);
    }
    let mut next = Vec::new();
    next.extend(work.trigger.iter().map(|series| format!("a run of series {series} is due")));
    next.extend(work.advance.iter().map(|run| format!("run {} has {} pages to go", run.run, run.pages_left)));
    next.extend(work.expire.iter().map(|run| format!("run {run} has run out of time")));
    next.extend(work.deliver.iter().map(|due| format!("series {} has {} to deliver", due.series, number(due.amount))));
    if next.is_empty() {
        next.push("nothing to do".into());
    }
    Ok(Output::of(&json!({ "film": film.film, "series": all, "work": work }))?
        .rows(&["series", "pot", "carry", "running", "credited", "delivered", "run"], rows)
        .line(next.join("\n")))
}

async fn trigger(ctx: &Ctx, film: Option<&str>, series: u8) -> anyhow::Result<Output> {
    let session = ctx.session()?;
    let film = ctx.film(&session.reader, film).await?;
    let returns = &film.addresses.returns;
    let message = |msg: &ExecuteMsg| -> anyhow::Result<[Msg; 1]> { Ok([call(returns, msg, Vec::new())?]) };
    let mut sent = Vec::new();
    let (first, outcome) =
        session.send(&format!("returns.trigger series {series}"), &message(&ExecuteMsg::Trigger { series })?).await?;
    sent.push(first);
    while outcome.is_some() {
        let work: WorkResponse = session.reader.ask(returns, &QueryMsg::Work {}).await?;
        let Some(next) = work.advance.first() else { break };
        let pages = next.pages_left.min(16);
        let msg = ExecuteMsg::Advance { run: next.run, expected_cursor: next.cursor, pages };
        let purpose = format!("returns.advance run {} cursor {}", next.run, next.cursor);
        sent.push(session.send(&purpose, &message(&msg)?).await?.0);
    }
    let lines: Vec<_> = sent.iter().map(|sent| sent.line()).collect();
    Ok(Output::of(&sent)?.line(lines.join("\n")))
}

async fn deliver(ctx: &Ctx, film: Option<&str>, series: u8) -> anyhow::Result<Output> {
    let session = ctx.session()?;
    let film = ctx.film(&session.reader, film).await?;
    let returns = &film.addresses.returns;
    let mut sent = Vec::new();
    loop {
        let work: WorkResponse = session.reader.ask(returns, &QueryMsg::Work {}).await?;
        let Some(due) = work.deliver.iter().find(|due| due.series == series) else { break };
        let pages = (due.end_page - due.first_page).min(4);
        let msg = ExecuteMsg::Deliver { series, first_page: due.first_page, pages };
        let purpose = format!("returns.deliver series {series} pages {}+{pages}", due.first_page);
        let (done, outcome) = session.send(&purpose, &[call(returns, &msg, Vec::new())?]).await?;
        sent.push(done);
        if outcome.is_none() {
            break;
        }
    }
    if sent.is_empty() {
        return Err(Failure::nothing(format!("nothing of series {series} waits to be delivered")));
    }
    let lines: Vec<_> = sent.iter().map(|sent| sent.line()).collect();
    Ok(Output::of(&sent)?.line(lines.join("\n")))
}
