use backlot_kit::KitError;
use cosmwasm_std::{Addr, DepsMut, Env, Response, Uint128};

use super::deposit::suspend;
use crate::{query, state::Suspended, ContractError};

/// Names the sender of coins that came by plain bank send. Only what is beyond all liabilities can be named, so no
/// party's and no other sender's money can be given away like this.
pub(crate) fn attribute(
    deps: DepsMut,
    env: &Env,
    denom: String,
    amount: Uint128,
    sender: Addr,
) -> Result<Response, ContractError> {
    if amount.is_zero() {
        return Err(KitError::Zero { what: "amount" }.into());
    }
    let surplus = query::surplus(deps.as_ref(), &env.contract.address, &denom)?;
    if surplus < amount {
        return Err(ContractError::Surplus { denom, surplus, amount });
    }
    let event = suspend(deps.storage, Suspended { sender, denom, amount, note: None, time: env.block.time })?;
    Ok(Response::new().add_event(event))
}
