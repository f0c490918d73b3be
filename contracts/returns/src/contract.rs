//! Entry points: the door.

use backlot_api::returns::{ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg, ReturnsOwnershipUpdated};
use backlot_api::{limits, Role};
use backlot_kit::{KitError, Ownership};
#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response};

use crate::state::{self, Film, Series};
use crate::{execute, model, query, ContractError, CONTRACT, VERSION};

/// Creates the film's returns.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    backlot_kit::no_funds(&info)?;
    let InstantiateMsg { owner, denom, series, interchange, terms } = msg;
    let owner = backlot_kit::address(deps.api, &owner)?;
    backlot_kit::capped("series", &series, limits::SERIES)?;
    if series.is_empty() {
        return Err(KitError::Empty { what: "series" }.into());
    }
    if denom.is_empty() {
        return Err(KitError::Empty { what: "denom" }.into());
    }
    let series = series.iter().map(|rights| backlot_kit::address(deps.api, rights)).collect::<Result<Vec<_>, _>>()?;
    // Eight at most, so each is compared with those before it; a set would bring kilobytes of code with it.
    for (number, rights) in series.iter().enumerate() {
        if series.iter().take(number).any(|before| before == rights) {
            return Err(KitError::Duplicate { what: "series", value: rights.to_string() }.into());
        }
    }
    let interchange = backlot_kit::address(deps.api, &interchange)?;
    model::check_terms(&terms)?;
    cw2::set_contract_version(deps.storage, CONTRACT, VERSION)?;
    backlot_kit::initialize_owner(&mut deps, &owner)?;
    for (number, _) in (0u8..).zip(&series) {
        state::save_series(deps.storage, number, &Series::new(env.block.time));
    }
    state::FILM.save(deps.storage, &Film { denom, series, interchange })?;
    state::TERMS.save(deps.storage, &terms)?;
    state::STOPPED.save(deps.storage, &false)?;
    state::LAST_RUN.save(deps.storage, &0)?;
    Ok(Response::new())
}

/// Acts.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(deps: DepsMut, env: Env, info: MessageInfo, msg: ExecuteMsg) -> Result<Response, ContractError> {
    match msg.permission() {
        Role::Anyone => {}
        Role::Owner => backlot_kit::assert_owner(deps.storage, &info.sender)?,
        Role::Minter | Role::Distributor | Role::Compliance | Role::Agreements | Role::Attestor => {
            return Err(KitError::Unauthorized { sender: info.sender.into(), role: "holder of that role" }.into());
        }
    }
    if !matches!(msg, ExecuteMsg::Fund { .. }) {
        backlot_kit::no_funds(&info)?;
    }
    match msg {
        ExecuteMsg::Fund { series } => execute::fund(deps, &info, series),
        ExecuteMsg::Trigger { series } => execute::trigger(deps, &env, info.sender, series),
        ExecuteMsg::Advance { run, expected_cursor, pages } => {
            execute::advance(deps, &env, run, expected_cursor, pages)
        }
        ExecuteMsg::Expire { run } => execute::expire(deps, &env, run),
        ExecuteMsg::Deliver { series, first_page, pages } => execute::deliver(deps, series, first_page, pages),
        ExecuteMsg::SetTerms { terms } => execute::set_terms(deps, terms),
        ExecuteMsg::AbsorbSurplus { series } => execute::absorb_surplus(deps, &env, series),
        ExecuteMsg::SetPaused { paused } => execute::set_paused(deps, paused),
        ExecuteMsg::UpdateOwnership(action) => {
            let Ownership { owner, pending } = backlot_kit::update_ownership(deps, &env.block, &info.sender, action)?;
            Ok(Response::new().add_event(ReturnsOwnershipUpdated { owner, pending }))
        }
    }
}

/// Reads.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::Series { series } => to_json_binary(&query::series(deps, series)?),
        QueryMsg::Work {} => to_json_binary(&query::work(deps, &env)?),
        QueryMsg::Run { run } => to_json_binary(&state::run(deps.storage, run)?.wire(run)),
        QueryMsg::Runs { start_after, limit } => to_json_binary(&query::runs(deps, start_after, limit)?),
        QueryMsg::Credit { series, wallet } => to_json_binary(&query::credit(deps, series, &wallet)?),
        QueryMsg::CreditPages { series, start_after, limit } => {
            to_json_binary(&query::credit_pages(deps, series, start_after, limit)?)
        }
        QueryMsg::WhyNotPaid { series, wallet } => to_json_binary(&query::why_not_paid(deps, &env, series, &wallet)?),
        QueryMsg::Ownership {} => to_json_binary(&cw_ownable::get_ownership(deps.storage)?),
    };
    Ok(answer?)
}

/// Moves to newer code.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn migrate(deps: DepsMut, _env: Env, _msg: MigrateMsg) -> Result<Response, ContractError> {
    backlot_kit::migrate(deps.storage, CONTRACT, VERSION)?;
    Ok(Response::new())
}
