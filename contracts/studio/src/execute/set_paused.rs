use backlot_api::studio::StudioPauseSet;
use cosmwasm_std::{DepsMut, Response};

use crate::{state::CONFIG, ContractError};

/// Stops or resumes making films; the films there are go on.
pub(crate) fn run(deps: DepsMut, paused: bool) -> Result<Response, ContractError> {
    CONFIG.update(deps.storage, |mut config| -> Result<_, ContractError> {
        config.paused = paused;
        Ok(config)
    })?;
    Ok(Response::new().add_event(StudioPauseSet { paused }))
}
