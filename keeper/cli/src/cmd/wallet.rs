//! `backlot wallet`

use backlot_api::rights::{self, HolderResponse};
use backlot_chain::{Chain, Msg};
use cosmwasm_std::{Coin, Uint128};
use serde_json::json;

use crate::{
    amount,
    ctx::{call, Ctx},
    date,
    output::Output,
};

/// A wallet's coins and units.
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
    /// Coins and units, and what freezes them
    Balance {
        /// Address or @name [default: the key that signs]
        wallet: Option<String>,
    },
    /// Move units of a series
    Transfer {
        /// To whom: address or @name
        to: String,
        /// Whole units, as in 12.5
        units: String,
        /// Series, by its number in the film
        #[arg(long, default_value_t = 0)]
        series: u8,
    },
    /// Send coins
    Send {
        /// To whom: address or @name
        to: String,
        /// Base units
        amount: u128,
        /// Denom
        denom: String,
    },
}

/// Runs it.
///
/// # Errors
/// The contract's refusal, with its reason.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    match args.command {
        Command::Balance { wallet } => {
            let wallet = wallet.unwrap_or_else(|| format!("@{}", ctx.key_name()));
            balance(ctx, args.film.as_deref(), &ctx.who(&wallet)?).await
        }
        Command::Transfer { to, units, series } => transfer(ctx, args.film.as_deref(), &to, &units, series).await,
        Command::Send { to, amount, denom } => {
            let to = ctx.who(&to)?;
            let session = ctx.session()?;
            if !ctx.global.dry_run {
                ctx.confirm(&format!("Send {amount}{denom} to {to}?"))?;
            }
            let msg = Msg::Send { to: to.clone(), coins: vec![Coin::new(amount, denom)] };
            let (sent, _) = session.send("bank.send", &[msg]).await?;
            Ok(Output::of(&sent)?.line(sent.line()))
        }
    }
}

async fn balance(ctx: &Ctx, film: Option<&str>, wallet: &str) -> anyhow::Result<Output> {
    let reader = ctx.reader()?;
    let fee = reader.chain.balance(wallet, &ctx.config.fee_denom).await?;
    let mut coins = vec![(ctx.config.fee_denom.clone(), fee)];
    let mut units = Vec::new();
    let mut rows = Vec::new();
    if ctx.deployment().is_ok() {
        let film = ctx.film(&reader, film).await?;
        coins.push((film.denom.clone(), reader.chain.balance(wallet, &film.denom).await?));
        for address in &film.addresses.rights {
            let token: cw20::TokenInfoResponse = reader.ask(address, &rights::QueryMsg::TokenInfo {}).await?;
            let query = rights::QueryMsg::Holder { wallet: wallet.into() };
            let holder: HolderResponse = reader.ask(address, &query).await?;
            let mut state = Vec::new();
            if let Some(run) = &holder.frozen_by_run {
                state.push(format!(
                    "frozen by run {} until {} at the latest",
                    run.run,
                    date::moment(run.expires.seconds())
                ));
            }
            if let Some(freeze) = &holder.frozen {
                state.push(format!("frozen: {}", freeze.reason));
            }
            rows.push(vec![token.symbol, amount::exact(holder.units.u128(), token.decimals), state.join("; ")]);
            units.push(holder);
        }
    }
    let json: Vec<_> =
        coins.iter().map(|(denom, amount)| json!({ "denom": denom, "amount": amount.to_string() })).collect();
    let output = Output::of(&json!({ "wallet": wallet, "coins": json, "units": units }))?
        .facts(coins.iter().map(|(denom, held)| (denom.clone(), amount::group(&held.to_string()))));
    Ok(if rows.is_empty() { output } else { output.rows(&["series", "units", ""], rows) })
}

async fn transfer(ctx: &Ctx, film: Option<&str>, to: &str, units: &str, series: u8) -> anyhow::Result<Output> {
    let to = ctx.who(to)?;
    let session = ctx.session()?;
    let film = ctx.film(&session.reader, film).await?;
    let none = || crate::exit::Failure::nothing(format!("`{}` has no series {series}", film.film));
    let address = film.addresses.rights.get(usize::from(series)).ok_or_else(none)?;
    let token: cw20::TokenInfoResponse = session.reader.ask(address, &rights::QueryMsg::TokenInfo {}).await?;
    let units = amount::parse(units, token.decimals).map_err(|fault| crate::exit::Failure::usage(fault.to_string()))?;
    if !ctx.global.dry_run {
        let shown = amount::exact(units, token.decimals);
        ctx.confirm(&format!("Move {shown} {} to {to}?", token.symbol))?;
    }
    let msg = rights::ExecuteMsg::Transfer { recipient: to, amount: Uint128::new(units) };
    let (sent, _) = session.send("rights.transfer", &[call(address, &msg, Vec::new())?]).await?;
    Ok(Output::of(&sent)?.line(sent.line()))
}
