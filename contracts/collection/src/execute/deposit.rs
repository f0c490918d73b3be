use backlot_api::collection::CollectionSuspended;
use backlot_kit::KitError;
use cosmwasm_std::{DepsMut, Env, MessageInfo, Response, Storage};

use crate::{
    model::plus,
    state::{Suspended, LAST_SUSPENSE, SUSPENDED, SUSPENSE},
    ContractError,
};

/// Puts the one coin sent into suspense under the sender's name. Also while receipts are stopped: it can be taken back.
pub(crate) fn deposit(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    note: Option<String>,
) -> Result<Response, ContractError> {
    let coin = backlot_kit::one_coin(info)?.clone();
    if let Some(note) = &note {
        backlot_kit::text("note", note)?;
    }
    let entry =
        Suspended { sender: info.sender.clone(), denom: coin.denom, amount: coin.amount, note, time: env.block.time };
    let event = suspend(deps.storage, entry)?;
    Ok(Response::new().add_event(event))
}

/// Writes an entry.
pub(super) fn suspend(storage: &mut dyn Storage, entry: Suspended) -> Result<CollectionSuspended, ContractError> {
    let last = LAST_SUSPENSE.may_load(storage)?.unwrap_or_default();
    let number = last.checked_add(1).ok_or(KitError::Overflow { what: "number of entries" })?;
    LAST_SUSPENSE.save(storage, &number)?;
    SUSPENSE.save(storage, number, &entry)?;
    let sum = SUSPENDED.may_load(storage, &entry.denom)?.unwrap_or_default();
    SUSPENDED.save(storage, &entry.denom, &plus(sum.u128(), entry.amount.u128())?.into())?;
    let Suspended { sender, denom, amount, .. } = entry;
    Ok(CollectionSuspended { entry: number, sender: sender.into(), denom, amount: amount.u128() })
}
