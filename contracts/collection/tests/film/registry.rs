//! Stands where the film's agreements stand: answers what it was told to.

use backlot_api::agreements::{Current, QueryMsg};
use cosmwasm_std::{to_json_binary, Binary, Deps, DepsMut, Empty, Env, MessageInfo, Response, StdError, StdResult};
use cw_multi_test::{Contract, ContractWrapper};
use cw_storage_plus::Item;

const CURRENT: Item<Current> = Item::new("current");

fn instantiate(deps: DepsMut, _: Env, _: MessageInfo, msg: Current) -> StdResult<Response> {
    CURRENT.save(deps.storage, &msg)?;
    Ok(Response::new())
}

fn query(deps: Deps, _: Env, msg: QueryMsg) -> StdResult<Binary> {
    match msg {
        QueryMsg::Current {} => to_json_binary(&CURRENT.load(deps.storage)?),
        _ => Err(StdError::generic_err("only what an account asks")),
    }
}

pub fn registry() -> Box<dyn Contract<Empty>> {
    Box::new(ContractWrapper::new(backlot_testkit::no_execute, instantiate, query))
}
