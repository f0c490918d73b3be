use backlot_api::collection::CollectionAssigned;
use cosmwasm_std::{DepsMut, Env, Response};

use super::{receive::book, recover::take};
use crate::{
    state::{Suspended, CONFIG},
    ContractError,
};

/// Makes a suspense entry a receipt of `source`. Its payer is the entry's sender, its reference the note.
pub(crate) fn assign(deps: DepsMut, env: &Env, number: u64, source: String) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let Suspended { sender, denom, amount, note, .. } = take(deps.storage, number)?;
    if denom != config.denom {
        return Err(ContractError::EntryDenom { entry: number, denom, expected: config.denom });
    }
    let (receipt, events) = book(deps, env, &config, (&sender, note), source, amount.u128())?;
    let assigned = CollectionAssigned { entry: number, number: receipt };
    Ok(Response::new().add_event(assigned).add_events(events))
}
