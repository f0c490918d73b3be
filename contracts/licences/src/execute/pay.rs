use backlot_api::licences::LicencesPaid;
use backlot_kit::KitError;
use cosmwasm_std::{DepsMut, MessageInfo, Response};

use crate::state::{self, FILM, STOPPED};
use crate::{film, model, ContractError};

/// Passes a payment on to the collection account, in the same message: if that refuses it, nothing is booked.
pub fn pay(deps: DepsMut, info: &MessageInfo, id: &str, reference: Option<String>) -> Result<Response, ContractError> {
    if STOPPED.load(deps.storage)? {
        return Err(KitError::Paused.into());
    }
    let film = FILM.load(deps.storage)?;
    let amount = backlot_kit::one_coin_of(info, &film.denom)?;
    backlot_kit::text("reference", reference.as_deref().unwrap_or_default())?;
    let (number, licence) = state::licence(deps.storage, id)?;
    let mut account = state::account(deps.storage, number)?;
    account.paid = model::add(account.paid, amount.into())?;
    account.payments = state::next(account.payments)?;
    state::save_account(deps.storage, number, &account);
    let receive = film::receive(film.collection, licence.source, reference, amount, film.denom)?;
    let paid = LicencesPaid { licence: licence.id, payer: info.sender.to_string(), amount, paid: account.paid.u128() };
    Ok(Response::new().add_event(paid).add_message(receive))
}
