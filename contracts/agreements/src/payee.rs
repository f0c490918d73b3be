//! Payees that can be paid. One that could not would make every delivery to all parties fail.

use backlot_api::{
    collection,
    schedule::{Party, Payee},
};
use cosmwasm_std::{Addr, Deps};

use crate::{model::voice, state::Config, ContractError};

/// Refuses parties whose money could not arrive, and voices that are no wallets.
pub(crate) fn check(
    deps: Deps,
    own: &Addr,
    owner: &str,
    config: &Config,
    parties: &[Party],
) -> Result<(), ContractError> {
    for party in parties {
        let refuse = |reason| Err(ContractError::Payee { party: party.id.clone(), reason });
        if let Some(voice) = voice(party) {
            backlot_kit::address(deps.api, voice)?;
        }
        match &party.payee {
            Payee::Wallet { address } => {
                let wallet = backlot_kit::address(deps.api, address)?;
                if [own, &config.collection, &config.engine].contains(&&wallet) {
                    return refuse("a contract of the film's own set is nobody's wallet");
                }
            }
            Payee::Series { series } if *series < config.series => {}
            Payee::Series { .. } => return refuse("the film has no series of this number"),
            Payee::Film { account, source } => {
                let account = backlot_kit::address(deps.api, account)?;
                if account == config.collection {
                    return refuse("a film does not cover its own deficit");
                }
                if !theirs(deps, &account, owner, source)? {
                    return refuse("no account of the same owner with this source is there");
                }
            }
        }
    }
    Ok(())
}

/// Whether an account is of this owner and has such a source. Anything else that answers there is no account.
fn theirs(deps: Deps, account: &Addr, owner: &str, source: &str) -> Result<bool, ContractError> {
    let ownership: Option<cw_ownable::Ownership<String>> =
        deps.querier.query_wasm_smart(account, &collection::QueryMsg::Ownership {}).ok();
    if ownership.and_then(|ownership| ownership.owner).as_deref() != Some(owner) {
        return Ok(false);
    }
    let query = collection::QueryMsg::Sources { start_after: None, limit: Some(u32::MAX) };
    let sources: Option<Vec<collection::SourceResponse>> = deps.querier.query_wasm_smart(account, &query).ok();
    Ok(sources.is_some_and(|sources| sources.iter().any(|known| known.id == source)))
}
