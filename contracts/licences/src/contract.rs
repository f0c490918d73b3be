//! Entry points: the door.

use backlot_api::licences::{ExecuteMsg, InstantiateMsg, LicencesOwnershipUpdated, MigrateMsg, QueryMsg};
use backlot_api::{limits, Role};
use backlot_kit::{KitError, Ownership};
#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response};

use crate::execute::Statement;
use crate::state::{self, Film};
use crate::{execute, query, ContractError, CONTRACT, VERSION};

/// Creates the film's licences.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(
    mut deps: DepsMut,
    _env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    backlot_kit::no_funds(&info)?;
    let InstantiateMsg { owner, denom, collection, rights } = msg;
    let owner = backlot_kit::address(deps.api, &owner)?;
    if denom.is_empty() {
        return Err(KitError::Empty { what: "denom" }.into());
    }
    let collection = backlot_kit::address(deps.api, &collection)?;
    backlot_kit::capped("rights", &rights, limits::SERIES)?;
    let series = rights.iter().map(|token| backlot_kit::address(deps.api, token)).collect::<Result<Vec<_>, _>>()?;
    backlot_kit::unique("rights", rights.iter().map(String::as_str).collect::<Vec<_>>())?;
    cw2::set_contract_version(deps.storage, CONTRACT, VERSION)?;
    backlot_kit::initialize_owner(&mut deps, &owner)?;
    state::FILM.save(deps.storage, &Film { denom, collection, rights: series })?;
    state::STOPPED.save(deps.storage, &false)?;
    Ok(Response::new())
}

/// Acts.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(deps: DepsMut, env: Env, info: MessageInfo, msg: ExecuteMsg) -> Result<Response, ContractError> {
    match msg.permission() {
        Role::Anyone => {}
        Role::Owner => backlot_kit::assert_owner(deps.storage, &info.sender)?,
        _ => return Err(KitError::Unauthorized { sender: info.sender.into(), role: "holder of that role" }.into()),
    }
    if !matches!(msg, ExecuteMsg::Pay { .. }) {
        backlot_kit::no_funds(&info)?;
    }
    let sender = info.sender.clone();
    match msg {
        ExecuteMsg::Grant { licence } => execute::grant(deps, licence),
        ExecuteMsg::Terminate { licence, on } => execute::terminate(deps, &env, &licence, on),
        ExecuteMsg::Pay { licence, reference } => execute::pay(deps, &info, &licence, reference),
        ExecuteMsg::Report {
            licence,
            period,
            gross,
            deductions,
            net,
            statement_sha256: sha256,
            reference,
            corrects,
        } => {
            let statement = Statement { period, gross, deductions, net, sha256, reference, corrects };
            execute::report(deps, &env, &sender, &licence, statement)
        }
        ExecuteMsg::Verify { report, report_sha256, verifier } => {
            execute::verify(deps, &env, report, report_sha256, verifier)
        }
        ExecuteMsg::Dispute { report, reference, party } => {
            execute::dispute(deps, &env, sender, report, reference, party)
        }
        ExecuteMsg::Settle { dispute, by_report, reference } => {
            execute::settle(deps, &env, sender, dispute, by_report, reference)
        }
        ExecuteMsg::SetVoices { voices } => execute::set_voices(deps, &voices),
        ExecuteMsg::SetEntitlement { entitlement } => execute::set_entitlement(deps, entitlement),
        ExecuteMsg::SetPaused { paused } => execute::set_paused(deps, paused),
        ExecuteMsg::SweepSurplus { denom, to } => execute::sweep_surplus(deps.as_ref(), &env, &denom, to),
        ExecuteMsg::UpdateOwnership(action) => {
            let Ownership { owner, pending } = backlot_kit::update_ownership(deps, &env.block, &sender, action)?;
            Ok(Response::new().add_event(LicencesOwnershipUpdated { owner, pending }))
        }
    }
}

/// Reads.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, _env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::Licence { licence } => to_json_binary(&state::licence(deps.storage, &licence)?.1.wire()),
        QueryMsg::Licences { start_after, limit } => to_json_binary(&query::licences(deps, start_after, limit)?),
        QueryMsg::Balance { licence, on } => to_json_binary(&query::balance(deps, &licence, on)?),
        QueryMsg::Avails { territories, media, from, until } => {
            to_json_binary(&query::avails(deps, &territories, &media, from, until)?)
        }
        QueryMsg::ReportByNumber { report } => to_json_binary(&query::report(deps, report)?),
        QueryMsg::Reports { licence, start_after, limit } => {
            to_json_binary(&query::reports(deps, &licence, start_after, limit)?)
        }
        QueryMsg::Disputes { report, start_after, limit } => {
            to_json_binary(&query::disputes(deps, report, start_after, limit)?)
        }
        QueryMsg::Reconciliation { licence } => to_json_binary(&query::reconciliation(deps, &licence)?),
        QueryMsg::Reconciliations { start_after, limit } => {
            to_json_binary(&query::reconciliations(deps, start_after, limit)?)
        }
        QueryMsg::Entitlements {} => to_json_binary(&state::entitlements(deps.storage)?),
        QueryMsg::Entitled { entitlement, address } => to_json_binary(&query::entitled(deps, &entitlement, &address)?),
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
