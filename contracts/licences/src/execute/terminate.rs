use backlot_api::licences::{LicencesTerminated, Medium};
use cosmwasm_std::{DepsMut, Env, Response};

use crate::{model, state, ContractError};

/// Ends a licence before its time, and frees what follows. Never in the past, which would unmake what was licensed
/// then, and never later than it ends already: the time after may be another's by now. What will never begin is over.
pub fn terminate(deps: DepsMut, env: &Env, id: &str, on: u32) -> Result<Response, ContractError> {
    let (number, mut licence) = state::licence(deps.storage, id)?;
    let (today, end) = (model::day(env.block.time.seconds())?, licence.end());
    if on < today || on >= end || licence.slot(number).is_empty() {
        return Err(ContractError::Termination { licence: licence.id, on, today, last: end.saturating_sub(1) });
    }
    licence.terminated_on = Some(on);
    let ended = licence.slot(number);
    for medium in Medium::ALL.into_iter().filter(|medium| model::has(licence.media, *medium)) {
        for territory in &licence.territories {
            let mut slots = state::slots(deps.storage, medium, *territory)?;
            if ended.is_empty() {
                slots.retain(|slot| slot.number != number);
            } else if let Some(slot) = slots.iter_mut().find(|slot| slot.number == number) {
                *slot = ended;
            }
            state::save_slots(deps.storage, medium, *territory, &slots);
        }
    }
    state::save_licence(deps.storage, number, &licence);
    Ok(Response::new().add_event(LicencesTerminated { licence: licence.id, on }))
}
