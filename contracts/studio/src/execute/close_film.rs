use backlot_api::studio::StudioFilmClosed;
use cosmwasm_std::{DepsMut, Env, Response};

use crate::{state::FILMS, ContractError};

/// Marks a film closed, once. Nothing else changes: its contracts go on paying what they owe.
pub(crate) fn run(deps: DepsMut, env: &Env, film: String) -> Result<Response, ContractError> {
    let Some(mut record) = FILMS.may_load(deps.storage, &film)? else {
        return Err(ContractError::NoFilm { film });
    };
    if record.closed.is_some() {
        return Err(ContractError::Closed { film });
    }
    record.closed = Some(env.block.time);
    FILMS.save(deps.storage, &film, &record)?;
    Ok(Response::new().add_event(StudioFilmClosed { film }))
}
