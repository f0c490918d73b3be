use backlot_api::agreements::AgreementsWithdrawn;
use cosmwasm_std::{DepsMut, Env, Response};

use super::opened;
use crate::{
    state::{CURRENT, PROPOSAL},
    ContractError,
};

/// Takes the open proposal back.
pub(crate) fn withdraw(deps: DepsMut, env: &Env) -> Result<Response, ContractError> {
    opened(deps.as_ref(), env)?;
    PROPOSAL.remove(deps.storage);
    let version = CURRENT.load(deps.storage)?.version.saturating_add(1);
    Ok(Response::new().add_event(AgreementsWithdrawn { version }))
}
