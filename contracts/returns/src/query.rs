//! Reads.

use backlot_api::interchange;
use backlot_api::ledger::CREDIT_PAGE;
use backlot_api::returns::{
    AdvanceWork, ConfigResponse, CreditPage, DeliverWork, Run, RunState, SeriesResponse, WhyNotPaidResponse,
    WorkResponse,
};
use cosmwasm_std::{Deps, Env, Order, Uint128};

use crate::state::{self, add, sub, FILM, STOPPED, TERMS};
use crate::{ledger, model, ContractError};

pub fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let film = FILM.load(deps.storage)?;
    Ok(ConfigResponse {
        denom: film.denom,
        series: film.series.into_iter().map(String::from).collect(),
        interchange: film.interchange.into(),
        terms: TERMS.load(deps.storage)?,
        paused: STOPPED.load(deps.storage)?,
    })
}

pub fn series(deps: Deps, number: u8) -> Result<SeriesResponse, ContractError> {
    let series = state::series(deps.storage, number)?;
    let run = series.run.map(|run| state::run(deps.storage, run)).transpose()?;
    series.wire(run.as_ref())
}

/// A few reads a series, however many holders and pages it has.
pub fn work(deps: Deps, env: &Env) -> Result<WorkResponse, ContractError> {
    let (film, terms) = (FILM.load(deps.storage)?, TERMS.load(deps.storage)?);
    let stopped = STOPPED.load(deps.storage)?;
    let now = env.block.time;
    let mut work = WorkResponse { trigger: vec![], advance: vec![], expire: vec![], deliver: vec![] };
    for (number, _) in (0u8..).zip(&film.series) {
        let series = state::series(deps.storage, number)?;
        let mut credited = series.credited;
        if let Some(number) = series.run {
            let run = state::run(deps.storage, number)?;
            credited = add(credited, run.credited)?;
            if now >= run.expires {
                work.expire.push(number);
            } else {
                let pages_left = run.holders.saturating_sub(run.cursor).div_ceil(CREDIT_PAGE);
                work.advance.push(AdvanceWork { run: number, cursor: run.cursor, pages_left });
            }
        } else if !stopped && now >= series.resting_until && model::due(&terms, series.pot, series.since, now) {
            work.trigger.push(number);
        }
        let mut ends = [Order::Ascending, Order::Descending]
            .map(|order| state::credit_pages(deps.storage, number, 0, order).next());
        if let [Some(first), Some(last)] = &mut ends {
            let page = |end: &Result<(u32, Vec<u128>), ContractError>| match end {
                Ok((page, _)) => Ok(*page),
                Err(error) => Err(ContractError::Ledger { reason: error.to_string() }),
            };
            work.deliver.push(DeliverWork {
                series: number,
                first_page: page(first)?,
                end_page: page(last)?.saturating_add(1),
                amount: sub(credited, series.delivered)?,
            });
        }
    }
    Ok(work)
}

pub fn runs(deps: Deps, start_after: Option<u64>, limit: Option<u32>) -> Result<Vec<Run>, ContractError> {
    let first = start_after.unwrap_or_default().saturating_add(1);
    state::runs(deps.storage, first)
        .take(backlot_kit::limit(limit))
        .map(|row| row.map(|(number, run)| run.wire(number)))
        .collect()
}

pub fn credit_pages(
    deps: Deps,
    number: u8,
    start_after: Option<u32>,
    limit: Option<u32>,
) -> Result<Vec<CreditPage>, ContractError> {
    FILM.load(deps.storage)?.rights(number)?;
    let first = match start_after.map(|after| after.checked_add(1)) {
        Some(None) => return Ok(vec![]),
        Some(Some(first)) => first,
        None => 0,
    };
    state::credit_pages(deps.storage, number, first, Order::Ascending)
        .take(backlot_kit::limit(limit))
        .map(|row| {
            let (page, credits) = row?;
            let mut answer = CreditPage { page, wallets: 0, amount: Uint128::zero() };
            for credit in credits.into_iter().filter(|credit| *credit != 0) {
                answer.wallets = answer.wallets.saturating_add(1);
                answer.amount = add(answer.amount, credit.into())?;
            }
            Ok(answer)
        })
        .collect()
}

pub fn credit(deps: Deps, number: u8, wallet: &str) -> Result<Uint128, ContractError> {
    match holder(deps, number, wallet)?.index {
        Some(index) => credit_of(deps, number, index),
        None => Ok(Uint128::zero()),
    }
}

pub fn why_not_paid(deps: Deps, env: &Env, number: u8, wallet: &str) -> Result<WhyNotPaidResponse, ContractError> {
    let holder = holder(deps, number, wallet)?;
    let Some(index) = holder.index else { return Ok(WhyNotPaidResponse::NotAHolder {}) };
    let series = state::series(deps.storage, number)?;
    let holds = !holder.units.is_zero();
    if let Some(number) = series.run {
        let run = state::run(deps.storage, number)?;
        let waits =
            run.state == RunState::Paying && env.block.time < run.expires && (run.cursor..run.holders).contains(&index);
        if waits && holds {
            let (cursor, expires) = (run.cursor, run.expires);
            return Ok(WhyNotPaidResponse::AwaitingRun { run: number, cursor, index, expires });
        }
    }
    let amount = credit_of(deps, number, index)?;
    if !amount.is_zero() {
        return Ok(WhyNotPaidResponse::AwaitingDelivery { amount });
    }
    let film = FILM.load(deps.storage)?;
    let ask = interchange::QueryMsg::WhyNotPaid { wallet: wallet.to_owned(), denom: film.denom };
    let parked: Option<interchange::Parked> = deps.querier.query_wasm_smart(film.interchange, &ask)?;
    if let Some(parked) = parked {
        return Ok(WhyNotPaidResponse::Parked { parked });
    }
    let (pot, terms) = (series.pot, TERMS.load(deps.storage)?);
    if !holds || pot.is_zero() {
        return Ok(WhyNotPaidResponse::Paid {});
    }
    if model::due(&terms, pot, series.since, env.block.time) && !STOPPED.load(deps.storage)? {
        let until = series.resting_until;
        if env.block.time < until {
            return Ok(WhyNotPaidResponse::Resting { pot, until });
        }
        return Ok(WhyNotPaidResponse::AwaitingTrigger { pot });
    }
    Ok(WhyNotPaidResponse::NoRunDue { pot, threshold: terms.threshold })
}

fn holder(deps: Deps, number: u8, wallet: &str) -> Result<ledger::Holder, ContractError> {
    let wallet = backlot_kit::address(deps.api, wallet)?;
    ledger::holder(deps.querier, FILM.load(deps.storage)?.rights(number)?, &wallet)
}

fn credit_of(deps: Deps, number: u8, index: u32) -> Result<Uint128, ContractError> {
    let credits = state::credits(deps.storage, number, index / CREDIT_PAGE)?.unwrap_or_default();
    let slot = index.checked_rem(CREDIT_PAGE).unwrap_or_default() as usize;
    Ok(credits.get(slot).copied().unwrap_or_default().into())
}
