//! `backlot keeper`

use std::sync::Arc;

use anyhow::Context;
use backlot_api::{limits, studio};
use backlot_chain::events;
use backlot_jobs::{http, FilmTarget, Keeper, KeeperConfig, KeeperStatus, Pages};

use crate::{
    amount,
    cmd::devnet::{announce, parent_gone, Ready},
    ctx::{Ctx, Reader},
    exit::{Exit, Failure},
    output::Output,
};

/// The daemon.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    /// Run until interrupted: pays parties, starts and finishes runs, delivers, retries
    Run {
        /// Films to serve [default: all that are in the studio when it starts]
        #[arg(long)]
        film: Vec<String>,
        /// End when standard input closes, as it does when the process that started this one dies
        #[arg(long, hide = true)]
        with_parent: bool,
    },
    /// What it would send now; nothing is signed
    Plan {
        /// Films [default: all]
        #[arg(long)]
        film: Vec<String>,
    },
    /// How the running keeper stands
    Status,
}

/// Runs it.
///
/// # Errors
/// The key's, the journal's; the chain's where nothing can be asked.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    match args.command {
        Command::Run { film, with_parent } => daemon(ctx, &film, with_parent).await,
        Command::Plan { film } => plan(ctx, &film).await,
        Command::Status => {
            let status = status(&format!("http://{}", ctx.config.keeper_listen)).await?;
            show(&status)
        }
    }
}

fn config(ctx: &Ctx) -> anyhow::Result<KeeperConfig> {
    let pages =
        |start: u32| Pages { start: start.min(ctx.config.keeper_pages.max(1)), max: ctx.config.keeper_pages.max(1) };
    Ok(KeeperConfig {
        prefix: ctx.config.prefix.clone(),
        tx: ctx.policy()?,
        advance: pages(16),
        deliver: pages(4),
        poll: ctx.config.poll()?,
        retry_parked: ctx.config.retry_after()?,
        ..KeeperConfig::default()
    })
}

async fn films(ctx: &Ctx, reader: &Reader, names: &[String]) -> anyhow::Result<Vec<FilmTarget>> {
    if !names.is_empty() {
        let mut films = Vec::new();
        for name in names {
            films.push(FilmTarget::from(&ctx.film(reader, Some(name)).await?));
        }
        return Ok(films);
    }
    let studio = ctx.deployment()?.studio;
    let page = |last: Option<&studio::Film>| studio::QueryMsg::Films {
        start_after: last.map(|film| film.film.clone()),
        limit: Some(limits::PAGE_MAX),
    };
    let all: Vec<studio::Film> = reader.ask_all(&studio, page).await?;
    if all.is_empty() {
        return Err(Failure::nothing("the studio has no film to serve"));
    }
    Ok(all.iter().map(FilmTarget::from).collect())
}

async fn keeper(ctx: &Ctx, names: &[String], journal: &str) -> anyhow::Result<Keeper> {
    let reader = ctx.reader()?;
    let films = films(ctx, &reader, names).await?;
    let key = ctx.global.from.as_deref().unwrap_or(&ctx.config.keeper_key);
    let signer = ctx.signer(key)?;
    let folder = ctx.home.join("journal");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    Ok(Keeper::new(config(ctx)?, reader.chain, signer, &folder.join(journal), &films)?)
}

async fn daemon(ctx: &Ctx, names: &[String], with_parent: bool) -> anyhow::Result<Output> {
    let keeper = Arc::new(keeper(ctx, names, "keeper.redb").await?);
    let listen = &ctx.config.keeper_listen;
    let listener = tokio::net::TcpListener::bind(listen).await.with_context(|| format!("cannot listen on {listen}"))?;
    let url = format!("http://{}", listener.local_addr()?);
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let until = |mut stopped: tokio::sync::watch::Receiver<bool>| async move {
        let _ = stopped.wait_for(|stop| *stop).await;
    };
    let server = tokio::spawn(http::serve(keeper.clone(), listener, until(stopped.clone())));
    let ready = Ready { url: url.clone(), rest: None, chain_id: ctx.config.chain_id.clone() };
    announce(ctx, &ready, &format!("the keeper works; {url}/status tells how it stands; stop it with Ctrl-C"))?;
    tokio::spawn(async move {
        tokio::select! {
            () = interrupted() => {}
            () = parent_gone(with_parent) => {}
        }
        stop.send_replace(true);
    });
    let hints = ctx.config.rpc.first().map(|endpoint| events::subscribe(endpoint, "tm.event='Tx'"));
    keeper.run(hints, until(stopped)).await?;
    server.await??;
    show(&keeper.status())
}

/// Ends at SIGINT or SIGTERM.
pub(crate) async fn interrupted() {
    use tokio::signal::unix::{signal, SignalKind};
    match (signal(SignalKind::interrupt()), signal(SignalKind::terminate())) {
        (Ok(mut interrupt), Ok(mut terminate)) => tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        },
        _ => std::future::pending().await,
    }
}

async fn plan(ctx: &Ctx, names: &[String]) -> anyhow::Result<Output> {
    // A journal of its own: a dry run must not disturb the daemon's.
    let scratch = tempfile::tempdir()?;
    let journal = scratch.path().join("plan.redb");
    let keeper = keeper(ctx, names, &journal.display().to_string()).await?;
    let plans = keeper.plan().await?;
    let rows: Vec<_> = plans
        .iter()
        .flat_map(|plan| plan.actions.iter().map(move |action| (plan, action)))
        .map(|(plan, action)| {
            let gas = action.gas.map_or_else(String::new, |gas| amount::group(&gas.to_string()));
            vec![plan.job.clone(), action.purpose.clone(), gas, action.refusal.clone().unwrap_or_default()]
        })
        .collect();
    let output = Output::of(&plans)?;
    Ok(if rows.is_empty() {
        output.line("nothing to do")
    } else {
        output.rows(&["job", "would send", "gas limit", "refused now"], rows)
    })
}

/// Asks a running keeper.
///
/// # Errors
/// It does not answer.
pub async fn status(url: &str) -> anyhow::Result<KeeperStatus> {
    let unreachable = |fault: reqwest::Error| Failure::with(Exit::Unreachable, format!("no keeper at {url}: {fault}"));
    let response = reqwest::get(format!("{url}/status")).await.map_err(unreachable)?;
    response.json().await.map_err(unreachable)
}

fn show(status: &KeeperStatus) -> anyhow::Result<Output> {
    let rows = status
        .jobs
        .iter()
        .map(|job| {
            let state = format!("{:?}", job.state).to_lowercase();
            let note = job.last_error.clone().unwrap_or_default();
            vec![
                job.job.clone(),
                job.film.clone(),
                state,
                job.txs.to_string(),
                amount::group(&job.gas.to_string()),
                note,
            ]
        })
        .collect();
    let mut facts = vec![
        ("chain", status.chain_id.clone()),
        ("key", status.address.clone()),
        ("ready", format!("{:?}", status.readiness).to_lowercase()),
        ("height", status.height.to_string()),
        ("started", format!("{} times with this journal", status.starts)),
        ("recovered", format!("{} transactions of earlier lives", status.recovered)),
    ];
    facts.extend(status.reason.clone().map(|reason| ("why", reason)));
    if let (Some(balance), Some(denom)) = (status.balance, &status.denom) {
        facts.push(("wallet", format!("{}{denom}", amount::group(&balance.to_string()))));
    }
    // Not through a JSON value: amounts there end at 64 bits.
    let json: serde_json::Value = serde_json::from_str(&serde_json::to_string(status)?)?;
    Ok(Output::of(&json)?.facts(facts).rows(&["job", "film", "state", "txs", "gas", ""], rows))
}
