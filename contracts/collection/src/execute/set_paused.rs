use backlot_api::collection::CollectionPauseSet;
use cosmwasm_std::{DepsMut, Response};

use crate::{state::CONFIG, ContractError};

/// Stops or resumes receipts. Credits are paid out and suspense is given back all the same.
pub(crate) fn set_paused(deps: DepsMut, paused: bool) -> Result<Response, ContractError> {
    CONFIG.update(deps.storage, |config| Ok::<_, ContractError>(crate::state::Config { paused, ..config }))?;
    Ok(Response::new().add_event(CollectionPauseSet { paused }))
}
