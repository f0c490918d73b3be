use backlot_api::{
    limits,
    studio::{Code, Kind, StudioCodeSet},
};
use cosmwasm_std::{DepsMut, Env, Response};

use crate::{
    address::predict,
    execute::own,
    state::{CodeRecord, Config, CODES, CONFIG},
    ContractError,
};

/// Names the code for contracts made or migrated from now on. A studio that has no engine yet gets it with its code.
pub(crate) fn run(mut deps: DepsMut, env: &Env, code: Code) -> Result<Response, ContractError> {
    save(&mut deps, env, &code)?;
    let Code { kind, code_id, version } = code;
    let response = Response::new().add_event(StudioCodeSet { kind, code_id, version });
    let config = CONFIG.load(deps.storage)?;
    if kind != Kind::Engine || config.engine.is_some() {
        return Ok(response);
    }
    let (engine, make) = own(deps.as_ref(), env, kind, &backlot_api::engine::InstantiateMsg {})?;
    CONFIG.save(deps.storage, &Config { engine: Some(engine), ..config })?;
    Ok(response.add_message(make))
}

/// Saves code that this chain really has: a wrong id shows here, not when a film is made.
pub(crate) fn save(deps: &mut DepsMut, env: &Env, code: &Code) -> Result<(), ContractError> {
    let Code { kind, code_id, version } = code;
    let len = version.len();
    if !(1..=limits::ID).contains(&len) {
        return Err(ContractError::Version { kind: *kind, len });
    }
    predict(deps.as_ref(), env, *kind, *code_id, kind.name())?;
    CODES.save(deps.storage, kind.name(), &CodeRecord { code_id: *code_id, version: version.clone() })?;
    Ok(())
}
