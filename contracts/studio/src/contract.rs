//! The door: who may call, no coins, and on to the verb.

use backlot_api::{
    studio::{ExecuteMsg, InstantiateMsg, Kind, MigrateMsg, QueryMsg, StudioOpened, StudioOwnershipUpdated},
    Role,
};
use backlot_kit::{address, assert_owner, capped, initialize_owner, no_funds, unique, update_ownership, Ownership};
#[cfg(not(feature = "library"))]
use cosmwasm_std::entry_point;
use cosmwasm_std::{to_json_binary, Binary, Deps, DepsMut, Env, MessageInfo, Response, StdResult};

use crate::{
    execute, query,
    state::{Config, CONFIG},
    ContractError,
};

/// Name of this contract, as cw2 keeps it.
pub const CONTRACT: &str = env!("CARGO_PKG_NAME");
/// Version of this contract, as cw2 keeps it.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Makes the studio, its interchange and its engine.
///
/// # Errors
/// Coins sent, an address that is not canonical, a kind without code or named twice, code that the chain does not have.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn instantiate(
    mut deps: DepsMut,
    env: Env,
    info: MessageInfo,
    msg: InstantiateMsg,
) -> Result<Response, ContractError> {
    no_funds(&info)?;
    let InstantiateMsg { owner, codes } = msg;
    let owner = address(deps.api, &owner)?;
    capped("codes", &codes, Kind::ALL.len())?;
    unique("codes", codes.iter().map(|code| code.kind))?;
    for code in &codes {
        execute::set_code::save(&mut deps, &env, code)?;
    }
    for kind in Kind::ALL {
        crate::address::code(deps.as_ref(), kind)?;
    }
    let (interchange, make_interchange) =
        execute::own(deps.as_ref(), &env, Kind::Interchange, &backlot_api::interchange::InstantiateMsg {})?;
    let (engine, make_engine) =
        execute::own(deps.as_ref(), &env, Kind::Engine, &backlot_api::engine::InstantiateMsg {})?;
    let config = Config { interchange: interchange.clone(), engine: Some(engine.clone()), paused: false, films: 0 };
    CONFIG.save(deps.storage, &config)?;
    initialize_owner(&mut deps, &owner)?;
    cw2::set_contract_version(deps.storage, CONTRACT, VERSION)?;
    let opened = StudioOpened { owner: owner.into(), interchange: interchange.into(), engine: engine.into() };
    Ok(Response::new().add_event(opened).add_messages([make_interchange, make_engine]))
}

/// Runs a message.
///
/// # Errors
/// A sender without the message's role, coins sent, and what each verb refuses.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn execute(deps: DepsMut, env: Env, info: MessageInfo, msg: ExecuteMsg) -> Result<Response, ContractError> {
    // The one place where roles are enforced. This contract knows the owner only: any other role would be a message
    // added without a guard, and is refused as if it were the owner's.
    match msg.permission() {
        Role::Anyone => {}
        _ => assert_owner(deps.storage, &info.sender)?,
    }
    no_funds(&info)?;
    match msg {
        ExecuteMsg::CreateFilm { film, plan } => execute::create_film::run(deps, &env, &info.sender, film, plan),
        ExecuteMsg::CloseFilm { film } => execute::close_film::run(deps, &env, film),
        ExecuteMsg::SetCode { code } => execute::set_code::run(deps, &env, code),
        ExecuteMsg::MigrateFilm { film, kind, msg } => execute::migrate_film::run(deps.as_ref(), film, kind, msg),
        ExecuteMsg::SetPaused { paused } => execute::set_paused::run(deps, paused),
        ExecuteMsg::SweepSurplus { denom, to } => execute::sweep_surplus::run(deps.as_ref(), &env, &denom, to),
        ExecuteMsg::UpdateOwnership(action) => {
            let Ownership { owner, pending } = update_ownership(deps, &env.block, &info.sender, action)?;
            Ok(Response::new().add_event(StudioOwnershipUpdated { owner, pending }))
        }
    }
}

/// Answers a query.
///
/// # Errors
/// A film that is not there, an id or a count out of range.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn query(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let answer: StdResult<Binary> = match msg {
        QueryMsg::Config {} => to_json_binary(&query::config(deps)?),
        QueryMsg::Addresses { film, series } => to_json_binary(&query::addresses(deps, &env, &film, series)?),
        QueryMsg::Film { film } => to_json_binary(&query::film(deps, film)?),
        QueryMsg::Films { start_after, limit } => to_json_binary(&query::films(deps, start_after, limit)?),
        QueryMsg::Ownership {} => to_json_binary(&cw_ownable::get_ownership(deps.storage)?),
    };
    Ok(answer?)
}

/// Moves to this code from an older version of the same contract.
///
/// # Errors
/// Another contract, or a version that is not older.
#[cfg_attr(not(feature = "library"), entry_point)]
pub fn migrate(deps: DepsMut, _env: Env, msg: MigrateMsg) -> Result<Response, ContractError> {
    let MigrateMsg {} = msg;
    backlot_kit::migrate(deps.storage, CONTRACT, VERSION)?;
    Ok(Response::new())
}
