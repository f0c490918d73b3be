use backlot_api::collection::{CollectionCredited, CollectionReceived};
use backlot_kit::KitError;
use cosmwasm_std::{DepsMut, Env, Event, MessageInfo, Response};

use crate::{
    state::{self, Config, ReceiptRecord, CONFIG},
    ContractError,
};

/// Takes the one coin sent as a receipt of `source`. Effects come from that coin alone: nothing in the message says how
/// much it is (acceptance P13).
pub(crate) fn receive(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    source: &str,
    reference: Option<String>,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let amount = backlot_kit::one_coin_of(info, &config.denom)?;
    if let Some(reference) = &reference {
        backlot_kit::text("reference", reference)?;
    }
    let (_, events) = book(deps, env, &config, source, info.sender.clone(), amount, reference)?;
    Ok(Response::new().add_events(events))
}

/// Runs an amount through the schedule and writes it into the books: the receipt's number, and what to tell.
pub(super) fn book(
    deps: DepsMut,
    env: &Env,
    config: &Config,
    source: &str,
    payer: cosmwasm_std::Addr,
    amount: u128,
    reference: Option<String>,
) -> Result<(u64, Vec<Event>), ContractError> {
    if config.paused {
        return Err(KitError::Paused.into());
    }
    let agreement = state::agreement(deps.storage)?;
    let position = agreement.source(source)?;
    let mut booked = state::booked(deps.storage)?;
    let receipt = booked.receive(&agreement, position, amount)?;
    state::save_booked(deps.storage, &booked);
    let number = booked.receipts;
    let record = ReceiptRecord { source: position, amount, time: env.block.time, payer, reference };
    state::save_receipt(deps.storage, deps.api, number, &record)?;

    let received = CollectionReceived {
        number,
        source: source.to_owned(),
        amount,
        deducted: receipt.deducted,
        credited: receipt.credited,
        held: receipt.held,
    };
    let mut events = vec![received.into()];
    for (party, amount) in agreement.parties.into_iter().zip(receipt.credits) {
        if amount > 0 {
            events.push(CollectionCredited { number, party, amount }.into());
        }
    }
    Ok((number, events))
}
