use backlot_api::returns::{ReturnsExpired, RunState};
use cosmwasm_std::{DepsMut, Env, Response};

use crate::state::{self, add};
use crate::{model, ContractError};

/// Ends a run whose freeze is over. What was credited stays credited; the rest goes back to the pot, on top of what
/// came in meanwhile (acceptance P5). The freeze itself needs no message: it lapsed by time.
pub fn expire(deps: DepsMut, env: &Env, number: u64) -> Result<Response, ContractError> {
    let mut run = state::run(deps.storage, number)?;
    if run.state != RunState::Paying {
        return Err(ContractError::Run { run: number, what: "is over" });
    }
    if env.block.time < run.expires {
        return Err(ContractError::NotExpired { run: number, expires: run.expires });
    }
    let left = run.left()?;
    run.state = RunState::Expired;
    let mut series = state::series(deps.storage, run.series)?;
    series.pot = add(series.pot, left)?;
    series.returned = add(series.returned, left)?;
    series.credited = add(series.credited, run.credited)?;
    series.run = None;
    series.resting_until = series.resting_until.max(model::rest(run.started, run.expires));
    state::save_series(deps.storage, run.series, &series);
    state::save_run(deps.storage, number, &run);
    let event = ReturnsExpired { run: number, credited: run.credited.u128(), returned: left.u128() };
    Ok(Response::new().add_event(event))
}
