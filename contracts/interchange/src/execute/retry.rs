use backlot_api::interchange::{InterchangeParked, InterchangeRetried};
use backlot_api::limits::TEXT;
use backlot_kit::KitError;
use cosmwasm_std::{Addr, DepsMut, Env, Reply, Response, SubMsgResult};

use crate::{
    model::{truncate, Attempt},
    rail,
    state::{park, unpark, ParkedRecord},
    ContractError,
};

/// The set that a payment belongs to when another try fails.
const RETRY: &str = "retry";

/// The wallet itself names another to be paid in its place.
pub fn redirect(deps: DepsMut, env: &Env, wallet: Addr, to: Addr, denom: String) -> Result<Response, ContractError> {
    retry(deps, env, wallet, to, denom)
}

/// Tries a parked payment again.
///
/// The entry is taken out before the coins go and put back if they do not. On a chain whose denoms have hooks, the
/// recipient's code may run inside the bank's send and call this again: it then finds nothing to be paid twice.
pub fn retry(deps: DepsMut, env: &Env, wallet: Addr, to: Addr, denom: String) -> Result<Response, ContractError> {
    if to == env.contract.address {
        return Err(ContractError::ToItself);
    }
    let ParkedRecord { amount, reason: _, since, attempts } = unpark(deps.storage, &wallet, &denom)?;
    let attempt = Attempt { wallet, to, denom, amount: amount.u128(), since, attempts };
    Ok(Response::new().add_submessage(rail::attempt(&env.contract.address, &attempt)?))
}

/// Another try was made: the payment is delivered, or parked again with one try more.
pub fn attempted(deps: DepsMut, _env: &Env, reply: Reply) -> Result<Response, ContractError> {
    let attempt = Attempt::decode(&reply.payload).ok_or(KitError::Reply { id: reply.id })?;
    let Attempt { wallet, to, denom, amount, since, attempts } = attempt;
    let reason = match reply.result {
        SubMsgResult::Ok(_) => {
            let delivered = InterchangeRetried { wallet: wallet.into(), to: to.into(), amount, denom };
            return Ok(Response::new().add_event(delivered));
        }
        SubMsgResult::Err(reason) => truncate(&reason, TEXT),
    };
    let attempts = attempts.saturating_add(1);
    let record = ParkedRecord { amount: amount.into(), reason: reason.clone(), since, attempts };
    park(deps.storage, &wallet, &denom, record)?;
    let parked = InterchangeParked { set: RETRY.into(), wallet: wallet.into(), amount, denom, reason };
    Ok(Response::new().add_event(parked))
}
