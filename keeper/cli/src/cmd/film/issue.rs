//! `backlot film issue`: units for a whole register, sorted by canonical address, in batches.

use std::{collections::HashMap, path::Path};

use backlot_api::{
    limits,
    rights::{ExecuteMsg, HolderEntry, QueryMsg},
    studio::Film,
};
use backlot_jobs::TxError;
use cosmwasm_std::Uint128;
use serde::Serialize;

use crate::{
    amount,
    ctx::{call, Ctx, Reader, Sent, Session},
    exit::Failure,
    holders::{self, Holder},
    output::Output,
    progress,
};

/// What an issue brought about.
#[derive(Debug, Default, Serialize)]
pub struct Issued {
    /// Wallets that got units.
    pub issued: usize,
    /// Wallets that had theirs already.
    pub skipped: usize,
    /// Base units issued.
    #[serde(serialize_with = "amount::json")]
    pub units: u128,
    /// Transactions.
    pub transactions: Vec<Sent>,
}

/// Runs it.
///
/// # Errors
/// Faults in the register; the contract's refusal.
pub async fn run(ctx: &Ctx, file: &Path, series: u8, film: Option<&str>) -> anyhow::Result<Output> {
    let holders = holders::load(file)?;
    let session = ctx.session()?;
    let film = ctx.film(&session.reader, film).await?;
    if !ctx.global.dry_run {
        ctx.confirm(&format!("Issue units of `{}` to {} wallets?", film.film, holders.len()))?;
    }
    let done = issue(ctx, &session, &film, series, holders).await?;
    let gas: u64 = done.transactions.iter().map(|sent| sent.gas).sum();
    let each = gas / (done.issued.max(1) as u64);
    let dry = if ctx.global.dry_run { " (dry run: nothing was sent)" } else { "" };
    Ok(Output::of(&done)?.line(format!(
        "{} wallets issued, {} had theirs; {} transactions, {} gas, {each} a wallet{dry}",
        done.issued,
        done.skipped,
        done.transactions.len(),
        amount::group(&gas.to_string()),
    )))
}

/// Issues to those who hold nothing yet.
///
/// # Errors
/// A wallet that holds another amount than the register says; the contract's refusal.
pub async fn issue(
    ctx: &Ctx,
    session: &Session,
    film: &Film,
    series: u8,
    mut holders: Vec<Holder>,
) -> anyhow::Result<Issued> {
    let rights = film.addresses.rights.get(usize::from(series));
    let rights = rights.ok_or_else(|| Failure::nothing(format!("`{}` has no series {series}", film.film)))?;
    holders.sort_by(|a, b| a.canonical.cmp(&b.canonical));
    let there = register(&session.reader, rights).await?;
    let mut done = Issued::default();
    let mut todo = Vec::with_capacity(holders.len());
    for holder in holders {
        match there.get(&holder.address) {
            None => todo.push(holder),
            Some(units) if *units == holder.units => done.skipped += 1,
            Some(units) => {
                let (address, wanted) = (&holder.address, holder.units);
                let say =
                    format!("{address} holds {units} units, the register says {wanted}: take it out, or transfer");
                return Err(Failure::usage(say));
            }
        }
    }
    let bar = progress::bar(&ctx.global, todo.len() as u64, "issuing units");
    let mut size = limits::ISSUE_BATCH;
    let mut rest = todo.as_slice();
    while !rest.is_empty() {
        let (batch, after) = rest.split_at(size.min(rest.len()));
        let msg = ExecuteMsg::IssueBatch {
            holders: batch.iter().map(|holder| (holder.address.clone(), Uint128::new(holder.units))).collect(),
        };
        let purpose = format!("rights.issue_batch {} wallets", batch.len());
        let (sent, outcome) = match session.send(&purpose, &[call(rights, &msg, Vec::new())?]).await {
            Err(error) if batch.len() > 1 && too_much(&error) => {
                size = batch.len() / 2;
                continue;
            }
            other => other?,
        };
        done.transactions.push(sent);
        done.issued += batch.len();
        done.units += batch.iter().map(|holder| holder.units).sum::<u128>();
        bar.inc(batch.len() as u64);
        // In a dry run the first batch stands for all: the others build on it.
        rest = if outcome.is_some() { after } else { &[] };
    }
    bar.finish_and_clear();
    Ok(done)
}

fn too_much(error: &anyhow::Error) -> bool {
    error.downcast_ref::<TxError>().is_some_and(|error| match error {
        TxError::TooMuchGas { .. } => true,
        TxError::Refused(refused) => refused.is_out_of_gas(),
        _ => false,
    })
}

async fn register(reader: &Reader, rights: &str) -> anyhow::Result<HashMap<String, u128>> {
    let page = |last: Option<&HolderEntry>| QueryMsg::Holders {
        start_after: last.map(|entry| entry.index),
        limit: Some(limits::PAGE_MAX),
    };
    let all: Vec<HolderEntry> = reader.ask_all(rights, page).await?;
    Ok(all.into_iter().map(|entry| (entry.wallet, entry.units.u128())).collect())
}
