//! The story itself, in the order of its chapters.

use std::{collections::BTreeMap, time::Duration};

use anyhow::{bail, Context};
use backlot_api::{
    collection,
    ledger::CREDIT_PAGE,
    returns::{self, AdvanceWork, WorkResponse},
    rights,
    studio::Film,
};
use cosmwasm_std::Uint128;
use tokio::time::Instant;

use super::{audit, stage, stage::Stage, summary::Summary};
use crate::{
    account, amount, cmd,
    ctx::{call, contract_code},
    date,
    forecast::Forecast,
    holders::Holder,
    plan::{Payee, Plan},
    receipts::{Kind, Row},
};

/// How long the keeper may take for all the work of a quarter.
const QUARTER: Duration = Duration::from_secs(600);
/// Pause between two looks.
const LOOK: Duration = Duration::from_millis(15);
/// Transactions a run is spread over, so that there is a moment between two of them.
const STEPS: u32 = 6;

/// What the story needs to remember.
pub(super) struct Plot {
    pub(super) film: Film,
    /// The series whose holders are a party.
    pub(super) series: u8,
    /// Everyone who was issued units, in the order of the register.
    pub(super) holders: Vec<Holder>,
    /// Wallets that took part in a transfer: their units changed between runs.
    pub(super) moved: Vec<String>,
    /// What the distributor was given to pay in.
    pub(super) funded: u128,
    /// What the engine gives each party, computed here from the plan and the entries' days and amounts.
    pub(super) expected: BTreeMap<String, u128>,
    /// Was parked on the way and paid by a retry.
    pub(super) retried: u128,
    /// Credit pages of a run.
    pages: u32,
    /// The wallet that the bank refuses.
    blocked: String,
    interrupted: bool,
    refused: bool,
    runs_told: usize,
}

/// Tells it; the outcome, and what each holder's wallet grew by.
pub(super) async fn tell(
    stage: &mut Stage,
    plan: &Plan,
    rows: &[Row],
    register: Vec<Holder>,
) -> anyhow::Result<(Summary, Vec<u128>)> {
    let mut plot = make_film(stage, plan, register).await?;
    plot.funded = rows.iter().filter(|row| row.kind == Kind::Receipt).map(|row| row.amount).sum();
    let payer = stage.distributor.address.clone();
    cmd::devnet::faucet(&stage.ctx, &payer, plot.funded, &plan.money.denom).await?;

    stage.narrator.chapter("Receipts arrive, quarter by quarter; the keeper works");
    stage.start_keeper().await?;
    stage.narrator.aside("backlot keeper run");
    cmd::devnet::set_blocked(&stage.ctx, &plot.blocked, true).await?;
    stage.event(format!("The bank begins to refuse {} as a recipient.", plot.blocked)).await?;
    let mut quarters: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for row in rows {
        quarters.entry(row.quarter()).or_default().push(row.clone());
    }
    for (name, rows) in quarters {
        quarter(stage, plan, &mut plot, &name, rows).await?;
    }
    // What the last quarter left below the threshold goes out when its time comes.
    cmd::devnet::advance(&stage.ctx, plan.terms.every.unwrap_or_default().max(plan.terms.pause) + 1).await?;
    settle(stage, plan, &mut plot).await?;
    tell_runs(stage, plan, &mut plot).await?;
    if plot.pages > 1 && !plot.interrupted {
        bail!("no run was interrupted: the receipts never reached the token holders");
    }

    stage.narrator.chapter("The one who could not receive");
    plot.retried = the_blocked_one(stage, plan, &plot).await?;

    stage.narrator.chapter("The books");
    let division = Forecast::new(plan)?.replay(&account::entries(&stage.reader, &plot.film).await?)?;
    plot.expected = division.parties.into_iter().map(|part| (part.party, part.amount)).collect();
    audit::audit(stage, plan, &plot).await
}

async fn make_film(stage: &mut Stage, plan: &Plan, mut register: Vec<Holder>) -> anyhow::Result<Plot> {
    stage.narrator.chapter(&format!("The film: {}", plan.title.value));
    let wire = plan.to_wire(&|name| stage.ctx.resolve(name))?;
    let (sent, film) = cmd::film::create::create(&stage.ctx, &stage.studio, &plan.film.value, wire).await?;
    let film = film.context("the film was not made")?;
    let contracts = film.addresses.rights.len() + 4;
    let gas = amount::group(&sent.gas.to_string());
    let what =
        format!("One message makes `{}`: {contracts} contracts at addresses known before ({gas} gas).", film.film);
    stage.event(what).await?;

    let symbol = plan.parties.iter().find_map(|party| match &party.payee {
        Payee::Series(symbol) => Some(&symbol.value),
        Payee::Wallet(_) | Payee::Film { .. } => None,
    });
    let symbol = symbol.context("no party of the plan is a token series: there would be nobody to distribute to")?;
    let series = plan.series_number(symbol).context("the series is not in the plan")?;
    let decimals = plan.series.get(usize::from(series)).map_or(0, |series| series.decimals);
    // The greatest holder but two: a payment worth noticing.
    let mut by_size: Vec<_> = register.iter().map(|holder| (holder.units, holder.address.clone())).collect();
    by_size.sort();
    let blocked =
        by_size.iter().rev().nth(2.min(by_size.len().saturating_sub(1))).context("the register is empty")?.1.clone();
    let viewer = Holder::new(&stage.holder.address, 5_000 * 10u128.pow(decimals.into())).map_err(anyhow::Error::msg)?;
    register.push(viewer);
    register.sort_by(|a, b| a.canonical.cmp(&b.canonical));
    let issued = cmd::film::issue::issue(&stage.ctx, &stage.studio, &film, series, register.clone()).await?;
    let gas: u64 = issued.transactions.iter().map(|sent| sent.gas).sum();
    let what = format!(
        "{} {symbol} are issued to {} wallets in {} transactions ({} gas a wallet).",
        amount::short(issued.units, decimals),
        amount::group(&issued.issued.to_string()),
        issued.transactions.len(),
        amount::group(&(gas / issued.issued.max(1) as u64).to_string()),
    );
    stage.event(what).await?;

    let pages = u32::try_from(register.len())?.div_ceil(CREDIT_PAGE);
    stage.ctx.config.keeper_pages = pages.div_ceil(STEPS).max(1);
    stage::write_config(&stage.ctx)?;
    let (interrupted, refused) = (false, false);
    Ok(Plot {
        film,
        series,
        holders: register,
        moved: Vec::new(),
        funded: 0,
        expected: BTreeMap::new(),
        retried: 0,
        pages,
        blocked,
        interrupted,
        refused,
        runs_told: 0,
    })
}

async fn quarter(stage: &mut Stage, plan: &Plan, plot: &mut Plot, name: &str, rows: Vec<Row>) -> anyhow::Result<()> {
    let day = rows.last().and_then(|row| date::seconds(&row.date)).context("a quarter without a date")?;
    let now = stage.now().await?;
    // The afternoon of the day: the statement comes, the bank pays.
    cmd::devnet::advance(&stage.ctx, (day + 15 * 3_600).saturating_sub(now).max(1)).await?;
    let count = rows.iter().filter(|row| row.kind == Kind::Receipt).count();
    let mut amount = 0;
    // Who pays is the distributor; expenses and figures are the studio's word.
    for part in rows.chunk_by(|one, other| (one.kind == Kind::Receipt) == (other.kind == Kind::Receipt)) {
        let paid = part.iter().all(|row| row.kind == Kind::Receipt);
        let who = if paid { &stage.distributor } else { &stage.studio };
        amount += cmd::receipts::import(&stage.ctx, who, &plot.film, part.to_vec()).await?.amount;
    }
    stage.event(format!("{name}: {count} receipts, {} in all.", plan.money.show(amount))).await?;
    settle(stage, plan, plot).await?;
    tell_runs(stage, plan, plot).await?;
    if plot.refused && plot.moved.is_empty() {
        transfer_after_thaw(stage, plot).await?;
    }
    Ok(())
}

/// Tells of the runs that were not told of yet.
async fn tell_runs(stage: &mut Stage, plan: &Plan, plot: &mut Plot) -> anyhow::Result<()> {
    let all = runs(stage, plot).await?;
    for run in all.iter().skip(plot.runs_told) {
        let shared = plan.money.show(run.credited.u128());
        let holders = amount::group(&run.holders.to_string());
        let what = format!("Run {} pays {shared} to {holders} holders in {} sets.", run.run, run.sets);
        stage.event(what).await?;
    }
    plot.runs_told = all.len();
    Ok(())
}

async fn runs(stage: &Stage, plot: &Plot) -> anyhow::Result<Vec<returns::Run>> {
    cmd::returns::runs(&stage.reader, &plot.film.addresses.returns).await
}

/// Waits until there is nothing left to do; on the way, once, the keeper is killed between two sets.
async fn settle(stage: &mut Stage, plan: &Plan, plot: &mut Plot) -> anyhow::Result<()> {
    let until = Instant::now() + QUARTER;
    loop {
        stage.check_alive()?;
        // In this order: what the collection account hands on shows up as work of the returns.
        let totals: collection::TotalsResponse =
            stage.reader.ask(&plot.film.addresses.collection, &collection::QueryMsg::Totals {}).await?;
        let work: WorkResponse = stage.reader.ask(&plot.film.addresses.returns, &returns::QueryMsg::Work {}).await?;
        if let (false, Some(run)) = (plot.interrupted, work.advance.iter().find(|run| run.cursor > 0)) {
            interrupt(stage, plan, plot, run).await?;
            continue;
        }
        let WorkResponse { trigger, advance, expire, deliver } = &work;
        let idle = trigger.is_empty() && advance.is_empty() && expire.is_empty() && deliver.is_empty();
        if idle && totals.credited == totals.delivered {
            return Ok(());
        }
        if Instant::now() > until {
            let status = stage.keeper_status().await.map(|status| format!("{:?}", status.jobs)).unwrap_or_default();
            bail!("the keeper does not come to an end: {work:?}, {totals:?}; it says {status}");
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// The keeper dies between two sets; a frozen holder tries to sell; the keeper comes back.
async fn interrupt(stage: &mut Stage, plan: &Plan, plot: &mut Plot, seen: &AdvanceWork) -> anyhow::Result<()> {
    stage.kill_keeper().await?;
    // What was in flight may still be included: look again once it must have been.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let work: WorkResponse = stage.reader.ask(&plot.film.addresses.returns, &returns::QueryMsg::Work {}).await?;
    let Some(stands) = work.advance.iter().find(|run| run.run == seen.run) else {
        stage.narrator.aside("the keeper was killed a moment too late: the run had just ended");
        stage.start_keeper().await?;
        return Ok(());
    };
    plot.interrupted = true;
    let what = format!(
        "SIGKILL hits the keeper in the middle of run {}: {} holders are credited, {} sets are left.",
        stands.run, stands.cursor, stands.pages_left
    );
    stage.event(what).await?;
    sell_while_frozen(stage, plan, plot).await?;
    stage.start_keeper().await?;
    stage.event("The keeper is started again and goes on where the chain says.").await?;
    Ok(())
}

async fn sell_while_frozen(stage: &mut Stage, plan: &Plan, plot: &mut Plot) -> anyhow::Result<()> {
    let rights = plot.film.addresses.rights.get(usize::from(plot.series)).context("no such series")?.clone();
    let query = rights::QueryMsg::Holder { wallet: stage.holder.address.clone() };
    let holder: rights::HolderResponse = stage.reader.ask(&rights, &query).await?;
    if holder.frozen_by_run.is_none() {
        stage.narrator.aside("our own holder was credited already, and is free");
        return Ok(());
    }
    match transfer(stage, plot).await {
        Ok(()) => bail!("a frozen holder could sell: the freeze of {} does not hold", plan.title.value),
        Err(error) if contract_code(&error) == Some(rights::code::FROZEN_BY_RUN) => {
            let words = format!("{error:#}");
            let reason = words.split_once("[rights").map_or(words.as_str(), |(_, rest)| rest);
            let reason = reason.split_once("] ").map_or(reason, |(_, rest)| rest);
            let reason = reason.split(": execute wasm").next().unwrap_or(reason);
            plot.refused = true;
            stage.event(format!("A holder who is not yet credited tries to sell and is refused: {reason}.")).await
        }
        Err(other) => Err(other.context("the transfer was refused for another reason than the freeze")),
    }
}

async fn transfer_after_thaw(stage: &mut Stage, plot: &mut Plot) -> anyhow::Result<()> {
    transfer(stage, plot).await.context("the transfer after the thaw")?;
    let to = buyer(plot)?;
    plot.moved = vec![stage.holder.address.clone(), to];
    stage.event("The run has passed: the same transfer goes through now.").await
}

/// The first of the register buys.
fn buyer(plot: &Plot) -> anyhow::Result<String> {
    Ok(plot.holders.first().context("the register is empty")?.address.clone())
}

async fn transfer(stage: &Stage, plot: &Plot) -> anyhow::Result<()> {
    let rights = plot.film.addresses.rights.get(usize::from(plot.series)).context("no such series")?;
    let units =
        plot.holders.iter().find(|holder| holder.address == stage.holder.address).map_or(0, |own| own.units / 5);
    let msg = rights::ExecuteMsg::Transfer { recipient: buyer(plot)?, amount: Uint128::new(units) };
    stage.holder.send("rights.transfer", &[call(rights, &msg, Vec::new())?]).await.map(drop)
}

async fn the_blocked_one(stage: &mut Stage, plan: &Plan, plot: &Plot) -> anyhow::Result<u128> {
    let wallet = plot.blocked.clone();
    let answer = cmd::why::why(&stage.reader, &plot.film, &wallet).await?;
    let parked = answer.parked.with_context(|| format!("nothing is parked for the blocked wallet {wallet}"))?;
    stage.narrator.aside(&format!("backlot why-not-paid {wallet}"));
    stage.narrator.aside(answer.sentences.first().map_or("", String::as_str));
    let sum = plan.money.show(parked.amount.u128());
    stage.event(format!("Everyone else is paid; {sum} are parked for {wallet} ({}).", parked.reason)).await?;
    cmd::devnet::set_blocked(&stage.ctx, &wallet, false).await?;
    stage.event("The bank accepts the wallet again.").await?;
    let (_, left) = cmd::retry::retry(&stage.studio, &plot.film.interchange, &wallet, &plot.film.denom).await?;
    anyhow::ensure!(left == 0, "{left} are still parked for {wallet} after the retry");
    stage.event(format!("backlot retry {wallet}: {sum} arrive.")).await?;
    Ok(parked.amount.u128())
}
