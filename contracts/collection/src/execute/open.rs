use backlot_api::{agreements, schedule};
use backlot_waterfall::{codec::encode_page, Books, Names, Terms};
use cosmwasm_std::{Addr, Api, DepsMut};

use crate::{
    model::{Paid, Party, Payee},
    state::{self, Config, CONFIG},
    ContractError,
};

/// Asks the agreements what the account runs, and begins its books.
pub(crate) fn open(deps: DepsMut, account: &Addr, mut config: Config) -> Result<(), ContractError> {
    let question = agreements::QueryMsg::Current {};
    let current: agreements::Current = deps.querier.query_wasm_smart(&config.agreements, &question)?;
    let agreements::Current { version, terms: bytes, parties } = current;
    let terms = Terms::decode(&bytes)?;
    let parties = payees(deps.api, account, &config, &terms.names, parties)?;
    let books = Books::start(&terms.schedule);

    config.version = version;
    CONFIG.save(deps.storage, &config)?;
    state::save_terms(deps.storage, &bytes);
    state::save_parties(deps.storage, deps.api, &parties)?;
    state::save_head(deps.storage, 0, &books.head);
    for (number, page) in books.changed() {
        state::save_page(deps.storage, number, &encode_page(page))?;
    }
    state::save_paid(deps.storage, &Paid::new(parties.len()));
    Ok(())
}

/// Parties as they are kept. They must be the ones of the terms, in their order; and one that could not be paid would
/// make every delivery to all fail, so no contract of the film's own set is a payee.
pub(super) fn payees(
    api: &dyn Api,
    account: &Addr,
    config: &Config,
    names: &Names,
    parties: Vec<schedule::Party>,
) -> Result<Vec<Party>, ContractError> {
    if !parties.iter().map(|party| &party.id).eq(&names.parties) {
        return Err(ContractError::Books);
    }
    let own = [account, &config.agreements, &config.returns, &config.interchange];
    let foreign = |position: usize, address: &str| {
        let address = backlot_kit::address(api, address)?;
        if own.contains(&&address) {
            return Err(ContractError::Payee { position });
        }
        Ok(address)
    };
    let mut kept = Vec::with_capacity(parties.len());
    for (position, schedule::Party { id: _, payee, invested, held_until, voice }) in parties.into_iter().enumerate() {
        let payee = match payee {
            schedule::Payee::Wallet { address } => Payee::Wallet(foreign(position, &address)?),
            schedule::Payee::Series { series } => Payee::Series(series),
            schedule::Payee::Film { account, source } => {
                backlot_kit::id("source", &source)?;
                Payee::Film { account: foreign(position, &account)?, source }
            }
        };
        let voice = voice.map(|voice| backlot_kit::address(api, &voice)).transpose()?;
        kept.push(Party { payee, invested: invested.map(|invested| invested.u128()), held_until, voice });
    }
    Ok(kept)
}
