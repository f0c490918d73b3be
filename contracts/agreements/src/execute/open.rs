use backlot_api::{
    agreements::InstantiateMsg,
    engine::{self, Compilation},
    limits,
};
use cosmwasm_std::{Addr, DepsMut, Env, Response};

use super::{ask, sha256};
use crate::{
    payee,
    state::{Config, InForce, Version, CONFIG, CURRENT, VERSIONS},
    ContractError,
};

/// Records the first version, as the engine reads it.
pub(crate) fn open(deps: DepsMut, env: &Env, owner: Addr, msg: InstantiateMsg) -> Result<Response, ContractError> {
    let InstantiateMsg { owner: _, engine, collection, series, agreement } = msg;
    backlot_kit::capped("agreement", &agreement, limits::AGREEMENT)?;
    let engine = backlot_kit::address(deps.api, &engine)?;
    let collection = backlot_kit::address(deps.api, &collection)?;
    let config = Config { engine, collection, series, proposals: 0 };
    let question = engine::QueryMsg::Compile { agreement: agreement.clone() };
    let Compilation { terms, parties, quorum } = ask(deps.as_ref(), &config.engine, &question)?;
    payee::check(deps.as_ref(), &env.contract.address, owner.as_str(), &config, &parties)?;
    CONFIG.save(deps.storage, &config)?;
    CURRENT.save(deps.storage, &InForce { version: 1, terms, parties, quorum })?;
    let sha256 = sha256(&agreement);
    VERSIONS.save(deps.storage, 1, &Version { agreement, adopted: env.block.time, sha256, reference: None })?;
    Ok(Response::new())
}
