use backlot_api::collection::CollectionRecovered;
use backlot_kit::KitError;
use cosmwasm_std::{Addr, BankMsg, Coin, DepsMut, Response, Storage};

use crate::{
    model::less,
    state::{Suspended, SUSPENDED, SUSPENSE},
    ContractError,
};

/// Sends an entry back. Whoever asks, it goes to the sender on record: an owner who could name the recipient could
/// take what was never the film's.
pub(crate) fn recover(deps: DepsMut, asker: &Addr, number: u64) -> Result<Response, ContractError> {
    let entry = take(deps.storage, number)?;
    if *asker != entry.sender && backlot_kit::assert_owner(deps.storage, asker).is_err() {
        return Err(
            KitError::Unauthorized { sender: asker.to_string(), role: "sender of the entry or the owner" }.into()
        );
    }
    let Suspended { sender, denom, amount, .. } = entry;
    let event =
        CollectionRecovered { entry: number, sender: sender.to_string(), denom: denom.clone(), amount: amount.u128() };
    let back = BankMsg::Send { to_address: sender.into(), amount: vec![Coin { denom, amount }] };
    Ok(Response::new().add_event(event).add_message(back))
}

/// Takes an entry out of suspense.
pub(super) fn take(storage: &mut dyn Storage, number: u64) -> Result<Suspended, ContractError> {
    let entry = SUSPENSE.may_load(storage, number)?.ok_or(ContractError::UnknownEntry { entry: number })?;
    SUSPENSE.remove(storage, number);
    let sum = SUSPENDED.may_load(storage, &entry.denom)?.unwrap_or_default();
    match less(sum.u128(), entry.amount.u128())? {
        0 => SUSPENDED.remove(storage, &entry.denom),
        left => SUSPENDED.save(storage, &entry.denom, &left.into())?,
    }
    Ok(entry)
}
