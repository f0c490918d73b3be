use backlot_api::{agreements::AgreementsConsented, limits};
use backlot_kit::KitError;
use cosmwasm_std::{Addr, DepsMut, Env, Response};

use super::opened;
use crate::{
    model,
    state::{CONSENTS, CURRENT},
    ContractError,
};

/// Consents for parties to the open proposal, or takes it back. The sender speaks for each of them.
pub(crate) fn consent(
    deps: DepsMut,
    env: &Env,
    sender: &Addr,
    parties: &[String],
    consent: bool,
) -> Result<Response, ContractError> {
    if parties.is_empty() {
        return Err(KitError::Empty { what: "parties" }.into());
    }
    backlot_kit::capped("parties", parties, limits::PARTIES)?;
    backlot_kit::unique("parties", parties.iter().map(String::as_str))?;
    let proposal = opened(deps.as_ref(), env)?;
    let current = CURRENT.load(deps.storage)?;
    let mut response = Response::new();
    for id in parties {
        let known = current.parties.iter().find(|party| party.id == *id);
        let party = known.ok_or_else(|| ContractError::UnknownParty { party: id.chars().take(64).collect() })?;
        if model::voice(party) != Some(sender.as_str()) {
            return Err(ContractError::Voice { party: id.clone(), sender: sender.to_string() });
        }
        CONSENTS.save(deps.storage, (proposal.serial, id), &consent)?;
        response = response.add_event(AgreementsConsented { party: id.clone(), consent });
    }
    Ok(response)
}
