//! `backlot devnet`

use std::{collections::BTreeMap, net::SocketAddr, path::PathBuf, time::Duration};

use anyhow::Context;
use backlot_chain::Msg;
use backlot_devnet::{app::Genesis, Config};
use serde::Serialize;
use serde_json::{json, Value};

use crate::{
    ctx::{Ctx, Sent},
    exit::{Exit, Failure},
    output::Output,
    plan,
};

/// The embedded chain.
#[derive(clap::Args, Debug)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand, Debug)]
enum Command {
    /// Run the chain until interrupted; its state is kept in HOME/devnet
    Start {
        /// Address and port; port 0 takes a free one [default: devnet_listen of the config]
        #[arg(long, value_name = "ADDR")]
        listen: Option<SocketAddr>,
        /// Address and port of the REST gateway; port 0 takes a free one [default: devnet_rest of the config; with
        /// --listen, a free port beside it]
        #[arg(long, value_name = "ADDR")]
        rest: Option<SocketAddr>,
        /// Keep nothing: gone when it stops
        #[arg(long)]
        in_memory: bool,
        /// Wipe the chain in HOME/devnet first
        #[arg(long, conflicts_with = "in_memory")]
        reset: bool,
        /// End when standard input closes, as it does when the process that started this one dies
        #[arg(long, hide = true)]
        with_parent: bool,
    },
    /// Wipe the chain in HOME/devnet
    Reset,
    /// Store wasm of others beside ours; says the code id of each
    Import {
        /// Wasm files, raw or gzip
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Move the chain's clock ahead
    AdvanceTime {
        /// How far, as in "90 days"
        by: String,
    },
    /// Coins from the faucet
    Faucet {
        /// Address or @name
        to: String,
        /// Base units
        amount: u128,
        /// Denom [default: the fee denom]
        denom: Option<String>,
    },
    /// Make the bank refuse an address as recipient
    BlockAddress {
        /// Address or @name
        address: String,
    },
    /// Make the bank accept it again
    UnblockAddress {
        /// Address or @name
        address: String,
    },
}

/// What a child process says first on standard output: where it serves.
#[derive(Debug, Serialize, serde::Deserialize)]
pub struct Ready {
    /// URL.
    pub url: String,
    /// URL of the REST gateway, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<String>,
    /// Chain id.
    pub chain_id: String,
}

/// Runs it.
///
/// # Errors
/// The devnet's own words.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    match args.command {
        Command::Start { listen, rest, in_memory, reset, with_parent } => {
            if reset {
                wipe(ctx)?;
            }
            start(ctx, listen, rest, in_memory, with_parent).await
        }
        Command::Import { files } => import(ctx, &files).await,
        Command::Reset => {
            wipe(ctx)?;
            Ok(Output::of(&json!({ "reset": true }))?.line("the devnet is empty"))
        }
        Command::AdvanceTime { by } => {
            let seconds = plan::seconds(&by)
                .ok_or_else(|| Failure::usage(format!("`{by}` is not a length of time: as in \"90 days\"")))?;
            let answer = advance(ctx, seconds).await?;
            let line = format!("block {}", answer["height"]);
            Ok(Output::of(&answer)?.line(line))
        }
        Command::Faucet { to, amount, denom } => {
            let denom = denom.unwrap_or_else(|| ctx.config.fee_denom.clone());
            let to = ctx.who(&to)?;
            let answer = faucet(ctx, &to, amount, &denom).await?;
            Ok(Output::of(&answer)?.line(format!("{to} has {amount}{denom} more")))
        }
        Command::BlockAddress { address } => block(ctx, &address, true).await,
        Command::UnblockAddress { address } => block(ctx, &address, false).await,
    }
}

fn wipe(ctx: &Ctx) -> anyhow::Result<()> {
    let home = ctx.home.join("devnet");
    ctx.confirm(&format!("Wipe the chain in {}?", home.display()))?;
    backlot_devnet::reset(&home)
}

/// A file that was stored.
#[derive(Debug, Serialize)]
struct Imported {
    file: PathBuf,
    code_id: Option<u64>,
    transaction: Sent,
}

async fn import(ctx: &Ctx, files: &[PathBuf]) -> anyhow::Result<Output> {
    let session = ctx.session()?;
    let mut imported = Vec::new();
    for file in files {
        let wasm = std::fs::read(file).map_err(|fault| Failure::usage(format!("{}: {fault}", file.display())))?;
        let purpose = format!("wasm.store {}", file.display());
        let (transaction, outcome) = session.send(&purpose, &[Msg::StoreCode { wasm }]).await?;
        let code_id = outcome.and_then(|outcome| outcome.attribute("store_code", "code_id")?.parse().ok());
        imported.push(Imported { file: file.clone(), code_id, transaction });
    }
    let rows = imported.iter().map(|row| {
        let id = row.code_id.map_or_else(|| "-".to_owned(), |id| id.to_string());
        vec![id, row.file.display().to_string(), row.transaction.line()]
    });
    let rows = rows.collect::<Vec<_>>();
    Ok(Output::of(&imported)?.rows(&["code", "file", ""], rows))
}

async fn block(ctx: &Ctx, address: &str, blocked: bool) -> anyhow::Result<Output> {
    let address = ctx.who(address)?;
    let answer = set_blocked(ctx, &address, blocked).await?;
    let now = if blocked { "refuses" } else { "accepts" };
    Ok(Output::of(&answer)?.line(format!("the bank {now} {address}")))
}

async fn start(
    ctx: &Ctx,
    listen: Option<SocketAddr>,
    rest: Option<SocketAddr>,
    in_memory: bool,
    with_parent: bool,
) -> anyhow::Result<Output> {
    let config = &ctx.config;
    let home = ctx.home.join("devnet");
    let (listen, beside) = match listen {
        Some(listen) => (listen, true),
        None => (address("devnet_listen", &config.devnet_listen)?, false),
    };
    let rest = match rest {
        Some(rest) => rest,
        // A second devnet on the same machine must not ask for the port of the first.
        None if beside || listen.port() == 0 => SocketAddr::new(listen.ip(), 0),
        None => address("devnet_rest", &config.devnet_rest)?,
    };
    let genesis = Genesis {
        chain_id: config.chain_id.clone(),
        balances: BTreeMap::new(),
        blocked: Vec::new(),
        min_gas_price_micro: config.gas_price_micro()?,
        fee_denom: config.fee_denom.clone(),
        ..Genesis::default()
    };
    if !in_memory {
        std::fs::create_dir_all(&home).with_context(|| format!("cannot make {}", home.display()))?;
    }
    let coins = config.devnet_coins.iter().chain([&config.fee_denom]);
    let handle = backlot_devnet::start(Config {
        home: (!in_memory).then_some(home),
        listen,
        rest: Some(rest),
        block_time: Duration::from_millis(config.devnet_block_ms),
        faucet: coins.map(|denom| (denom.clone(), 10u128.pow(24))).collect(),
        ..Config::new(genesis)
    })
    .await?;
    let ready = Ready { url: handle.rpc_url(), rest: handle.rest_url(), chain_id: handle.chain_id().to_string() };
    let also = ready.rest.as_ref().map(|rest| format!(", REST at {rest}")).unwrap_or_default();
    announce(ctx, &ready, &format!("{} serves {}{also}; stop it with Ctrl-C", ready.url, ready.chain_id))?;
    tokio::select! {
        ended = handle.run_until_signal() => ended?,
        () = parent_gone(with_parent) => {}
    }
    Ok(Output::of(&json!({ "stopped": true }))?.line("stopped"))
}

fn address(field: &str, text: &str) -> anyhow::Result<SocketAddr> {
    let address = text.parse();
    address.map_err(|_| Failure::usage(format!("{field}: `{text}` is not an address with a port")))
}

/// Says on one line of standard output that a server is there.
///
/// # Errors
/// Standard output is closed.
pub fn announce(ctx: &Ctx, ready: &Ready, line: &str) -> anyhow::Result<()> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    if ctx.global.json {
        writeln!(out, "{}", serde_json::to_string(ready)?)?;
    } else {
        writeln!(out, "{line}")?;
    }
    out.flush()?;
    Ok(())
}

/// Ends when standard input does; never where nobody asked for that.
pub async fn parent_gone(with_parent: bool) {
    if !with_parent {
        return std::future::pending().await;
    }
    // A thread of its own: tokio's standard input would keep the runtime from ending.
    let (gone, wait) = tokio::sync::oneshot::channel();
    std::thread::spawn(move || {
        let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        let _ = gone.send(());
    });
    let _ = wait.await;
}

/// Moves the chain's clock ahead.
///
/// # Errors
/// The devnet's refusal.
pub async fn advance(ctx: &Ctx, seconds: u64) -> anyhow::Result<Value> {
    post(ctx, "advance_time", &json!({ "seconds": seconds })).await
}

/// Coins from the faucet.
///
/// # Errors
/// The devnet's refusal.
pub async fn faucet(ctx: &Ctx, to: &str, amount: u128, denom: &str) -> anyhow::Result<Value> {
    post(ctx, "faucet", &json!({ "address": to, "amount": amount.to_string(), "denom": denom })).await
}

/// Makes the bank refuse or accept an address.
///
/// # Errors
/// The devnet's refusal.
pub async fn set_blocked(ctx: &Ctx, address: &str, blocked: bool) -> anyhow::Result<Value> {
    post(ctx, "block_address", &json!({ "address": address, "blocked": blocked })).await
}

async fn post(ctx: &Ctx, path: &str, body: &Value) -> anyhow::Result<Value> {
    let node = ctx.config.rpc.first().ok_or_else(|| Failure::usage("no RPC endpoint is configured"))?;
    let url = format!("{}/dev/{path}", node.trim_end_matches('/'));
    let response = reqwest::Client::new().post(&url).json(body).send().await;
    let response = response.map_err(|fault| Failure::with(Exit::Unreachable, format!("{url}: {fault}")))?;
    let status = response.status();
    let answer: Value = response
        .json()
        .await
        .map_err(|_| Failure::with(Exit::Refused, format!("{url} answers {status}: is this a devnet?")))?;
    match answer.get("error").and_then(Value::as_str) {
        Some(refusal) => Err(Failure::with(Exit::Refused, refusal)),
        None => Ok(answer),
    }
}
