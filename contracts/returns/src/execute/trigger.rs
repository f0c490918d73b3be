use backlot_api::returns::{ReturnsTriggered, RunState};
use backlot_kit::KitError;
use cosmwasm_std::{coins, wasm_execute, Addr, BankMsg, DepsMut, Env, Response, Uint128};

use crate::state::{self, add, sub, RunRecord, FILM, LAST_RUN, STOPPED, TERMS};
use crate::{ledger, model, ContractError};

/// Starts a due run.
///
/// Supply and slots are read and the holders frozen in this one transaction: there is no moment between the two at
/// which units could move (acceptance P4). The pot is what really came in (P13).
pub fn trigger(deps: DepsMut, env: &Env, sender: Addr, number: u8) -> Result<Response, ContractError> {
    let (film, terms) = (FILM.load(deps.storage)?, TERMS.load(deps.storage)?);
    let rights = film.rights(number)?;
    let mut series = state::series(deps.storage, number)?;
    if STOPPED.load(deps.storage)? {
        return Err(KitError::Paused.into());
    }
    if let Some(run) = series.run {
        return Err(ContractError::Busy { series: number, run });
    }
    let now = env.block.time;
    if !model::due(&terms, series.pot, series.since, now) {
        return Err(ContractError::NotDue { series: number, pot: series.pot, threshold: terms.threshold });
    }
    if now < series.resting_until {
        return Err(ContractError::Resting { series: number, until: series.resting_until });
    }
    let head = ledger::head(deps.querier, rights)?;
    if head.supply == 0 || head.slots == 0 {
        return Err(ContractError::NoHolders { series: number });
    }

    let bounty = model::bounty(terms.bounty.as_ref(), series.pot.saturating_sub(series.returned))?;
    let pot = sub(add(series.pot, series.carry)?, bounty)?;
    let run = LAST_RUN.load(deps.storage)?.checked_add(1).ok_or(KitError::Overflow { what: "run number" })?;
    let expires = now.plus_seconds(terms.freeze);
    let record = RunRecord {
        series: number,
        state: RunState::Paying,
        pot,
        supply: head.supply.into(),
        holders: head.slots,
        cursor: 0,
        units: Uint128::zero(),
        credited: Uint128::zero(),
        hash: [0; 32],
        started: now,
        expires,
        height: env.block.height,
    };
    series.pot = Uint128::zero();
    series.carry = Uint128::zero();
    series.returned = Uint128::zero();
    series.bounties = add(series.bounties, bounty)?;
    series.run = Some(run);
    series.since = now;
    series.ran = true;
    series.resting_until = now.plus_seconds(terms.pause);
    LAST_RUN.save(deps.storage, &run)?;
    state::save_run(deps.storage, run, &record);
    state::save_series(deps.storage, number, &series);

    let freeze = ledger::RunMsg::FreezeForRun { run, holders: head.slots, expires };
    let mut response =
        Response::new().add_message(wasm_execute(rights, &freeze, vec![])?).add_event(ReturnsTriggered {
            run,
            series: number,
            pot: pot.u128(),
            supply: head.supply,
            holders: head.slots,
            bounty: bounty.u128(),
        });
    if !bounty.is_zero() {
        let amount = coins(bounty.u128(), film.denom);
        response = response.add_message(BankMsg::Send { to_address: sender.into(), amount });
    }
    Ok(response)
}
