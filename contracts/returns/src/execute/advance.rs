use backlot_api::ledger::CREDIT_PAGE;
use backlot_api::limits::RUN_PAGES;
use backlot_api::returns::{ReturnsSet, ReturnsSettled, RunState};
use backlot_kit::KitError;
use cosmwasm_std::{wasm_execute, Addr, DepsMut, Env, Event, HexBinary, Response};

use crate::state::{self, add, RunRecord, FILM};
use crate::{ledger, model, ContractError};

/// Credits the next pages of a run and thaws them.
pub fn advance(deps: DepsMut, env: &Env, number: u64, expected: u32, pages: u32) -> Result<Response, ContractError> {
    check_pages(pages)?;
    let mut run = state::run(deps.storage, number)?;
    // A message that was sent twice, by one keeper or by two, names a cursor that has moved on (acceptance P1).
    if run.cursor != expected {
        return Err(ContractError::Cursor { run: number, cursor: run.cursor, expected });
    }
    if run.state != RunState::Paying {
        return Err(ContractError::Run { run: number, what: "is over" });
    }
    // From this moment the holders can move units again: a page credited now could count a unit twice.
    if env.block.time >= run.expires {
        return Err(ContractError::Expired { run: number, expires: run.expires });
    }
    let film = FILM.load(deps.storage)?;
    let rights = film.rights(run.series)?;
    let mut deps = deps;
    let mut response = Response::new();
    for _ in 0..pages {
        if run.cursor >= run.holders {
            break;
        }
        response = response.add_event(credit_page(&mut deps, rights, number, &mut run)?);
    }
    if run.cursor >= run.holders {
        response = response.add_event(settle(&mut deps, env, number, &mut run)?);
    }
    state::save_run(deps.storage, number, &run);
    let thaw = ledger::RunMsg::ThawRun { run: number, cursor: run.cursor };
    Ok(response.add_message(wasm_execute(rights, &thaw, vec![])?))
}

/// Refuses no pages and more than a message may ask for.
pub fn check_pages(pages: u32) -> Result<(), ContractError> {
    if pages == 0 {
        return Err(KitError::Zero { what: "pages" }.into());
    }
    if pages > RUN_PAGES {
        return Err(KitError::TooLong { what: "pages", len: pages as usize, max: RUN_PAGES as usize }.into());
    }
    Ok(())
}

/// One transaction set: reads the page's units, adds what they earn to its credits, writes it once, commits to it.
/// A page on which nobody earns is neither read nor written (acceptance P10).
fn credit_page(deps: &mut DepsMut, rights: &Addr, number: u64, run: &mut RunRecord) -> Result<Event, ContractError> {
    let (first, page) = (run.cursor, run.cursor / CREDIT_PAGE);
    let end = first.saturating_add(CREDIT_PAGE).min(run.holders);
    let units = ledger::units(deps.querier, rights, first, end)?;
    let set = model::set(run.pot.u128(), run.supply.u128(), &units)?;
    run.units = add(run.units, set.units.into())?;
    // Floors of shares that sum to at most the supply sum to at most the pot. If the pages hold more, the ledger is
    // broken and a run must not spend what is not there; it then ends by its expiry.
    if run.units > run.supply {
        return Err(ContractError::Overfull { series: run.series, supply: run.supply });
    }
    run.credited = add(run.credited, set.amount.into())?;
    if set.amount != 0 {
        let credits = match state::credits(deps.storage, run.series, page)? {
            Some(mut credits) => {
                for (credit, new) in credits.iter_mut().zip(&set.credits) {
                    *credit = credit.checked_add(*new).ok_or(KitError::Overflow { what: "credit" })?;
                }
                credits
            }
            None => set.credits.clone(),
        };
        state::save_credits(deps.storage, run.series, page, &credits);
    }
    let hash = model::set_hash(number, run.series, page, &set.credits);
    run.hash = model::chain(&run.hash, &hash);
    run.cursor = end;
    let hash = HexBinary::from(&hash).to_hex();
    Ok(ReturnsSet { run: number, set: page, first, end, amount: set.amount, hash }.into())
}

/// Everyone is credited: what the floors left is carried to the next run.
fn settle(deps: &mut DepsMut, env: &Env, number: u64, run: &mut RunRecord) -> Result<Event, ContractError> {
    run.state = RunState::Settled;
    let carry = run.left()?;
    let mut series = state::series(deps.storage, run.series)?;
    series.carry = add(series.carry, carry)?;
    series.credited = add(series.credited, run.credited)?;
    series.run = None;
    series.resting_until = series.resting_until.max(model::rest(run.started, env.block.time));
    state::save_series(deps.storage, run.series, &series);
    Ok(ReturnsSettled {
        run: number,
        credited: run.credited.u128(),
        units: run.units.u128(),
        carry: carry.u128(),
        sets: run.cursor.div_ceil(CREDIT_PAGE),
        hash: HexBinary::from(&run.hash).to_hex(),
    }
    .into())
}
