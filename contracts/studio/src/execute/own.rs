use backlot_api::studio::Kind;
use cosmwasm_std::{to_json_binary, Addr, Deps, Env, WasmMsg};
use serde::Serialize;

use crate::{
    address::{code, predict_own},
    ContractError,
};

/// The message that makes the studio's own contract of a kind, and where it will be.
pub(crate) fn own(deps: Deps, env: &Env, kind: Kind, msg: &impl Serialize) -> Result<(Addr, WasmMsg), ContractError> {
    let make = WasmMsg::Instantiate2 {
        admin: Some(env.contract.address.to_string()),
        code_id: code(deps, kind)?.code_id,
        label: kind.name().into(),
        msg: to_json_binary(msg)?,
        funds: vec![],
        salt: kind.name().as_bytes().into(),
    };
    Ok((predict_own(deps, env, kind)?, make))
}
