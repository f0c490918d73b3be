use backlot_api::collection::Booked;
use backlot_kit::KitError;
use cosmwasm_std::{Addr, DepsMut, Env, Response};

use super::receive::{look_around, tell};
use crate::{
    account::{day, Account},
    state::CONFIG,
    ContractError,
};

/// Lets reserves that are due flow into their tables.
pub(crate) fn release(mut deps: DepsMut, env: &Env, asker: &Addr) -> Result<Response, ContractError> {
    if CONFIG.load(deps.storage)?.paused {
        return Err(KitError::Paused.into());
    }
    let mut account = Account::load(deps.storage)?;
    look_around(deps.branch(), env, &mut account, asker)?;
    let today = day(&env.block);
    let receipt = account.act(deps.storage, |books, schedule| books.release(schedule, today))?;
    let number = account.enter(deps.storage, deps.api, &env.block, (asker, Booked::Released {}, None))?;
    account.save(deps.storage);
    Ok(Response::new().add_events(tell(account, number, String::new(), 0, receipt)))
}
