//! `backlot retry`

use backlot_api::interchange::{code, ExecuteMsg, QueryMsg};
use serde_json::json;

use crate::{
    amount,
    ctx::{call, contract_code, Ctx, Sent, Session},
    exit::{Exit, Failure},
    output::Output,
};

/// Try a parked payment again.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// Address or @name
    wallet: String,
    /// Film [default: the only one]
    #[arg(long)]
    film: Option<String>,
}

/// Runs it.
///
/// # Errors
/// Nothing is parked; the wallet still cannot receive.
pub async fn run(ctx: &Ctx, args: Args) -> anyhow::Result<Output> {
    let wallet = ctx.who(&args.wallet)?;
    let session = ctx.session()?;
    let film = ctx.film(&session.reader, args.film.as_deref()).await?;
    let (sent, left) = retry(&session, &film.interchange, &wallet, &film.denom).await?;
    let denom = &film.denom;
    let output = Output::of(&json!({ "tx": sent, "still_parked": left.to_string() }))?.line(sent.line());
    match (sent.sent, left) {
        (true, 0) => Ok(output.line(format!("{wallet} has been paid"))),
        (true, left) => {
            let left = amount::group(&left.to_string());
            Err(Failure::with(Exit::Refused, format!("{wallet} still cannot receive: {left}{denom} stay parked")))
        }
        (false, _) => Ok(output),
    }
}

/// Tries again; what is still parked after it.
///
/// # Errors
/// Nothing is parked; the contract's refusal.
pub async fn retry(session: &Session, interchange: &str, wallet: &str, denom: &str) -> anyhow::Result<(Sent, u128)> {
    let msg = ExecuteMsg::Retry { wallet: wallet.into(), denom: denom.into() };
    let sent = session.send(&format!("interchange.retry {wallet}"), &[call(interchange, &msg, Vec::new())?]).await;
    let (sent, _) = sent.map_err(|fault| match contract_code(&fault) {
        Some(code::NOT_PARKED) => Failure::nothing(format!("nothing is parked for {wallet}")),
        _ => fault,
    })?;
    let query = QueryMsg::WhyNotPaid { wallet: wallet.into(), denom: denom.into() };
    let left: Option<backlot_api::interchange::Parked> = session.reader.ask(interchange, &query).await?;
    Ok((sent, left.map_or(0, |parked| parked.amount.u128())))
}
