use backlot_api::collection::{Booked, CollectionAmended};
use backlot_api::schedule;
use backlot_waterfall::{codec::encode_page, Books, Terms, PAGE};
use cosmwasm_std::{Binary, DepsMut, Env, MessageInfo, Response};

use super::open::payees;
use crate::{
    account::{day, Account},
    model::{less, total, unmoved},
    state::{self, CONFIG},
    ContractError,
};

/// Another version, as `agreements` hands it over.
pub(crate) struct Version {
    pub(crate) version: u32,
    pub(crate) terms: Binary,
    pub(crate) books: Binary,
    pub(crate) parties: Vec<schedule::Party>,
}

/// Goes on under another version. The books come from outside, so they are believed only as far as they move nothing:
/// a fault in the engine or the agreements can change what future money does, and never whose past money is.
pub(crate) fn amend(deps: DepsMut, env: &Env, info: &MessageInfo, next: Version) -> Result<Response, ContractError> {
    let Version { version, terms: bytes, books, parties } = next;
    let refuse = |reason| Err(ContractError::Amendment { reason });
    let mut config = CONFIG.load(deps.storage)?;
    if version <= config.version {
        return refuse("this version, or a later one, is in force");
    }
    let mut account = Account::load(deps.storage)?;
    let unread = |_| ContractError::Amendment { reason: "terms or books cannot be read" };
    let terms = Terms::decode(&bytes).map_err(unread)?;
    let parties = payees(deps.api, &env.contract.address, &config, &terms.names, parties)?;
    let mut books = Books::decode(&terms.schedule, &books).map_err(unread)?;
    let today = day(&env.block);
    unmoved((&account.terms.names, &account.head), (&terms.names, &books.head), today)?;
    let waits = less(total(&books.head.gross)?, total(&books.head.credited)?)?;
    if books.statement(&terms.schedule, today)?.held != waits {
        return refuse("what waits in tiers and reserves is not what is left of the receipts");
    }
    let paid = state::paid(deps.storage)?.carry(&account.terms.names, &terms.names)?;

    config.version = version;
    CONFIG.save(deps.storage, &config)?;
    state::save_terms(deps.storage, &bytes);
    state::save_parties(deps.storage, deps.api, &parties)?;
    state::save_paid(deps.storage, &paid);
    let [before, after] = [&account.terms, &terms].map(|terms| terms.schedule.tiers.len().div_ceil(PAGE));
    for number in after..before {
        state::remove_page(deps.storage, number)?;
    }
    for (number, page) in books.changed() {
        state::save_page(deps.storage, number, &encode_page(page))?;
    }
    (account.terms, account.head) = (terms, books.head);
    let entry = (&info.sender, Booked::Amended { version }, None);
    let number = account.enter(deps.storage, deps.api, &env.block, entry)?;
    account.save(deps.storage);
    Ok(Response::new().add_event(CollectionAmended { number, version }))
}
