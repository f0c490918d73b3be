use backlot_api::{
    agreements::AgreementsAdopted,
    collection,
    engine::{Amendment, Compilation},
};
use backlot_kit::KitError;
use cosmwasm_std::{to_json_binary, DepsMut, Env, Response, WasmMsg};

use super::{amendment, consents, opened, sha256};
use crate::{
    model, payee,
    state::{InForce, Proposal, Version, CONFIG, CURRENT, PROPOSAL, VERSIONS},
    ContractError,
};

/// Puts the open proposal into force. Who can get less is asked again, with the books as they are now.
pub(crate) fn adopt(deps: DepsMut, env: &Env) -> Result<Response, ContractError> {
    let Proposal { serial, agreement, reference, .. } = opened(deps.as_ref(), env)?;
    let config = CONFIG.load(deps.storage)?;
    let current = CURRENT.load(deps.storage)?;
    let Amendment { compilation, books, falls } = amendment(deps.as_ref(), &config, &agreement)?;
    model::all_can_speak(&current.parties, &falls)?;
    model::consented(&current.parties, &falls, current.quorum, &consents(deps.as_ref(), serial)?)?;
    let Compilation { terms, parties, quorum } = compilation;
    let owner = cw_ownable::get_ownership(deps.storage)?.owner.map(String::from).unwrap_or_default();
    payee::check(deps.as_ref(), &env.contract.address, &owner, &config, &parties)?;

    let version = current.version.checked_add(1).ok_or(KitError::Overflow { what: "versions" })?;
    let sha256 = sha256(&agreement);
    VERSIONS.save(deps.storage, version, &Version { agreement, adopted: env.block.time, sha256, reference })?;
    PROPOSAL.remove(deps.storage);
    let amend = collection::ExecuteMsg::Amend { version, terms: terms.clone(), books, parties: parties.clone() };
    CURRENT.save(deps.storage, &InForce { version, terms, parties, quorum })?;
    let tell =
        WasmMsg::Execute { contract_addr: config.collection.into(), msg: to_json_binary(&amend)?, funds: vec![] };
    Ok(Response::new().add_event(AgreementsAdopted { version }).add_message(tell))
}
