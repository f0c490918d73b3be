//! The studio's command line. One file per command in [`cmd`]; what they share stands beside them: the config, the
//! session, and the one type of answer. What needs no chain is `backlot-plan`.

pub mod account;
pub mod address;
pub mod cli;
pub mod cmd;
pub mod config;
pub mod ctx;
pub mod demo;
pub mod deployment;
pub mod exit;
pub mod holders;
pub mod migration;
pub mod output;
pub mod progress;
pub mod refusal;
pub mod release;
pub mod report;

// The plan file and all that needs no chain.
pub use backlot_plan::{amount, date, forecast, plan, receipts, sweep};
use cli::{Cli, Command};
use ctx::Ctx;
use output::Output;

/// Runs a command.
///
/// # Errors
/// With the exit code that [`exit::Exit::of`] finds in it.
pub async fn run(cli: Cli) -> anyhow::Result<Output> {
    logging();
    let ctx = Ctx::new(cli.global)?;
    let done = dispatch(&ctx, cli.command).await;
    ctx.spread().await;
    match done {
        Err(error) => Err(refusal::explain(&ctx, error).await),
        done => done,
    }
}

async fn dispatch(ctx: &Ctx, command: Command) -> anyhow::Result<Output> {
    match command {
        Command::Keys(args) => cmd::keys::run(ctx, args),
        Command::Devnet(args) => cmd::devnet::run(ctx, args).await,
        Command::Deploy(args) => cmd::deploy::run(ctx, args).await,
        Command::VerifyCode(args) => cmd::verify::run(ctx, args).await,
        Command::Migrate(args) => cmd::migrate::run(ctx, args).await,
        Command::Film(args) => cmd::film::run(ctx, args).await,
        Command::Receipts(args) => cmd::receipts::run(ctx, args).await,
        Command::Statement(args) => cmd::statement::run(ctx, args).await,
        Command::Amend(args) => cmd::amend::run(ctx, args).await,
        Command::Licence(args) => cmd::licence::run(ctx, args).await,
        Command::Avails(args) => cmd::avails::run(ctx, args).await,
        Command::Audit(args) => cmd::audit::run(ctx, args).await,
        Command::Returns(args) => cmd::returns::run(ctx, args).await,
        Command::Wallet(args) => cmd::wallet::run(ctx, args).await,
        Command::WhyNotPaid(args) => cmd::why::run(ctx, args).await,
        Command::Retry(args) => cmd::retry::run(ctx, args).await,
        Command::Keeper(args) => cmd::keeper::run(ctx, args).await,
        Command::Status(args) => cmd::status::run(ctx, args).await,
        Command::Tx(args) => cmd::tx::run(ctx, args).await,
        Command::Query(args) => cmd::query::run(ctx, args).await,
        Command::Demo(args) => cmd::demo::run(ctx, args).await,
        Command::Config(args) => cmd::config::run(ctx, args),
        Command::Completions(args) => Ok(cmd::completions::run(&args)),
    }
}

/// Logs go to standard error, as `BACKLOT_LOG` asks (as in `info` or `backlot_jobs=debug`); warnings without it.
fn logging() {
    use std::io::IsTerminal;
    let filter = tracing_subscriber::EnvFilter::try_from_env("BACKLOT_LOG").unwrap_or_else(|_| "warn".into());
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(colour).try_init();
}
