use backlot_api::returns::ReturnsFunded;
use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Storage, Uint128};

use crate::state::{self, add, sub, FILM};
use crate::ContractError;

/// Adds the coin that came to a series' pot.
pub fn fund(deps: DepsMut, info: &MessageInfo, series: u8) -> Result<Response, ContractError> {
    let film = FILM.load(deps.storage)?;
    let amount = backlot_kit::one_coin_of(info, &film.denom)?;
    credit_pot(deps.storage, series, amount.into())
}

/// Takes coins that came by plain bank send into a series' pot. It asks for the balance of the one denom: anyone can
/// send a thousand others here (acceptance P11).
pub fn absorb_surplus(deps: DepsMut, env: &Env, series: u8) -> Result<Response, ContractError> {
    let film = FILM.load(deps.storage)?;
    let held = deps.querier.query_balance(&env.contract.address, &film.denom)?.amount;
    let mut owed = Uint128::zero();
    for (number, _) in (0u8..).zip(&film.series) {
        owed = add(owed, liabilities(deps.storage, number)?)?;
    }
    match held.checked_sub(owed) {
        Ok(surplus) if !surplus.is_zero() => credit_pot(deps.storage, series, surplus),
        _ => Err(ContractError::NoSurplus),
    }
}

/// What a series' holders, present and future, are owed: pot + carry + run under way + credited − delivered.
fn liabilities(storage: &dyn Storage, number: u8) -> Result<Uint128, ContractError> {
    let series = state::series(storage, number)?;
    let running = match series.run {
        // Credited in the run or not yet: it is all still here but what was delivered.
        Some(run) => state::run(storage, run)?.pot,
        None => Uint128::zero(),
    };
    let taken_in = add(add(series.pot, series.carry)?, add(running, series.credited)?)?;
    sub(taken_in, series.delivered)
}

fn credit_pot(storage: &mut dyn Storage, number: u8, amount: Uint128) -> Result<Response, ContractError> {
    let mut series = state::series(storage, number)?;
    series.pot = add(series.pot, amount)?;
    series.funded = add(series.funded, amount)?;
    state::save_series(storage, number, &series);
    let event = ReturnsFunded { series: number, amount: amount.u128(), pot: series.pot.u128() };
    Ok(Response::new().add_event(event))
}
