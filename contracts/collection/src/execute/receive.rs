use backlot_api::collection::{Booked, CollectionCredited, CollectionReceived};
use backlot_kit::KitError;
use backlot_waterfall::Receipt;
use cosmwasm_std::{Addr, DepsMut, Env, Event, MessageInfo, Response};

use crate::{
    account::{day, Account},
    state::{Config, CONFIG},
    ContractError,
};

/// Takes the one coin sent as a receipt of `source`. Effects come from that coin alone: nothing in the message says how
/// much it is (acceptance P13).
pub(crate) fn receive(
    deps: DepsMut,
    env: &Env,
    info: &MessageInfo,
    source: String,
    reference: Option<String>,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    let amount = backlot_kit::one_coin_of(info, &config.denom)?;
    if let Some(reference) = &reference {
        backlot_kit::text("reference", reference)?;
    }
    let (_, events) = book(deps, env, &config, (&info.sender, reference), source, amount)?;
    Ok(Response::new().add_events(events))
}

/// Runs an amount through the schedule and writes it into the books: the receipt's number, and what to tell.
pub(super) fn book(
    mut deps: DepsMut,
    env: &Env,
    config: &Config,
    (payer, reference): (&Addr, Option<String>),
    source: String,
    amount: u128,
) -> Result<(u64, Vec<Event>), ContractError> {
    if config.paused {
        return Err(KitError::Paused.into());
    }
    let mut account = Account::load(deps.storage)?;
    let position = account.source(&source)?;
    look_around(deps.branch(), env, &mut account, payer)?;
    let today = day(&env.block);
    let receipt = account.act(deps.storage, |books, schedule| books.receive(schedule, position, amount, today))?;
    let booked = Booked::Received { source: source.clone(), amount: amount.into() };
    let number = account.enter(deps.storage, deps.api, &env.block, (payer, booked, reference))?;
    account.save(deps.storage);
    Ok((number, tell(account, number, source, amount, receipt)))
}

/// Books what other films have not recouped where that has changed, before money is divided by it.
pub(super) fn look_around(deps: DepsMut, env: &Env, account: &mut Account, asker: &Addr) -> Result<(), ContractError> {
    let news = account.news(deps.as_ref())?;
    for (party, film, value) in news {
        let today = day(&env.block);
        account.act(deps.storage, |books, schedule| books.read_deficit(schedule, film, value, today))?;
        let booked = Booked::Deficit { party: account.party_id(party)?.clone(), value: value.into() };
        account.enter(deps.storage, deps.api, &env.block, (asker, booked, None))?;
    }
    Ok(())
}

/// The events of a receipt or a release.
pub(super) fn tell(account: Account, number: u64, source: String, amount: u128, receipt: Receipt) -> Vec<Event> {
    let Receipt { credits, credited, deducted, held } = receipt;
    let mut events = vec![CollectionReceived { number, source, amount, deducted, credited, held }.into()];
    for (party, amount) in account.terms.names.parties.into_iter().zip(credits) {
        if amount > 0 {
            events.push(CollectionCredited { number, party, amount }.into());
        }
    }
    events
}
