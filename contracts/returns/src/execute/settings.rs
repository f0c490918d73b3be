use backlot_api::returns::{ReturnsPaused, ReturnsTermsSet, Terms};
use cosmwasm_std::{DepsMut, Response};

use crate::state::{STOPPED, TERMS};
use crate::{model, ContractError};

/// Replaces the terms. A run under way keeps its freeze and its pause.
pub fn set_terms(deps: DepsMut, terms: Terms) -> Result<Response, ContractError> {
    model::check_terms(&terms)?;
    TERMS.save(deps.storage, &terms)?;
    let event = ReturnsTermsSet { threshold: terms.threshold.u128(), freeze: terms.freeze, pause: terms.pause };
    Ok(Response::new().add_event(event))
}

/// Stops or resumes new runs. One under way goes on: stopping it would leave its holders frozen.
pub fn set_paused(deps: DepsMut, paused: bool) -> Result<Response, ContractError> {
    STOPPED.save(deps.storage, &paused)?;
    Ok(Response::new().add_event(ReturnsPaused { paused }))
}
