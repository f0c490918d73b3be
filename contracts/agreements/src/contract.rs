//! Entry points: the door.

use backlot_api::{
    agreements::{AgreementsOwnershipUpdated, ExecuteMsg, InstantiateMsg, MigrateMsg, QueryMsg},
    Role,
};
use backlot_kit::{KitError, Ownership};
#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response};

use crate::{execute, query, ContractError, CONTRACT, VERSION};

/// Records the first version.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    backlot_kit::no_funds(&info)?;
    cw2::set_contract_version(deps.storage, CONTRACT, VERSION)?;
    let owner = backlot_kit::address(deps.api, &msg.owner)?;
    backlot_kit::initialize_owner(&mut deps, &owner)?;
    execute::open(deps, &env, owner, msg)
}

/// Acts.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(deps: DepsMut, env: Env, info: MessageInfo, msg: ExecuteMsg) -> Result<Response, ContractError> {
    match msg.permission() {
        Role::Anyone => {}
        Role::Owner => backlot_kit::assert_owner(deps.storage, &info.sender)?,
        _ => return Err(KitError::Unauthorized { sender: info.sender.into(), role: "holder of a role here" }.into()),
    }
    backlot_kit::no_funds(&info)?;
    match msg {
        ExecuteMsg::Propose { agreement, deadline, reference } => {
            execute::propose(deps, &env, agreement, deadline, reference)
        }
        ExecuteMsg::Consent { parties, consent } => execute::consent(deps, &env, &info.sender, &parties, consent),
        ExecuteMsg::Adopt {} => execute::adopt(deps, &env),
        ExecuteMsg::Withdraw {} => execute::withdraw(deps, &env),
        ExecuteMsg::SweepSurplus { denom, to } => execute::sweep(deps.as_ref(), &env, &denom, to),
        ExecuteMsg::UpdateOwnership(action) => {
            let Ownership { owner, pending } = backlot_kit::update_ownership(deps, &env.block, &info.sender, action)?;
            Ok(Response::new().add_event(AgreementsOwnershipUpdated { owner, pending }))
        }
    }
}

/// Reads.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::Current {} => to_json_binary(&query::current(deps)?),
        QueryMsg::Version { version } => to_json_binary(&query::version(deps, version)?),
        QueryMsg::Versions { start_after, limit } => to_json_binary(&query::versions(deps, start_after, limit)?),
        QueryMsg::Proposal {} => to_json_binary(&query::proposal(deps, &env)?),
        QueryMsg::Voice { party } => to_json_binary(&query::voice(deps, &party)?),
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
