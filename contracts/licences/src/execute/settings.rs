use backlot_api::licences::{Entitlement, LicencesEntitlementSet, LicencesPauseSet, LicencesSwept, LicencesVoicesSet};
use backlot_api::limits;
use backlot_kit::KitError;
use cosmwasm_std::{Deps, DepsMut, Env, Response};

use super::grant::unique;
use crate::state::{self, FILM, STOPPED};
use crate::ContractError;

/// Replaces the wallets that may dispute. Disputes they have opened stay.
pub fn set_voices(deps: DepsMut, voices: &[String]) -> Result<Response, ContractError> {
    backlot_kit::capped("voices", voices, limits::PARTIES)?;
    let all = voices.iter().map(|voice| backlot_kit::address(deps.api, voice)).collect::<Result<Vec<_>, _>>()?;
    unique("voices", voices.iter().map(String::as_str).collect())?;
    state::save_voices(deps.storage, &all);
    let voices = u32::try_from(all.len()).map_err(|_| KitError::Overflow { what: "voices" })?;
    Ok(Response::new().add_event(LicencesVoicesSet { voices }))
}

/// Adds or replaces an entitlement.
pub fn set_entitlement(deps: DepsMut, entitlement: Entitlement) -> Result<Response, ContractError> {
    backlot_kit::id("entitlement", &entitlement.id)?;
    backlot_kit::text("text", &entitlement.text)?;
    if entitlement.units.is_zero() {
        return Err(KitError::Zero { what: "units" }.into());
    }
    FILM.load(deps.storage)?.rights(entitlement.series)?;
    if state::entitlement(deps.storage, &entitlement.id)?.is_none() {
        let mut tally = state::tally(deps.storage)?;
        if tally.entitlements as usize >= limits::ENTITLEMENTS {
            return Err(ContractError::Full { what: "the film".into(), max: limits::ENTITLEMENTS as u64 });
        }
        tally.entitlements = tally.entitlements.saturating_add(1);
        state::save_tally(deps.storage, &tally);
    }
    state::save_entitlement(deps.storage, &entitlement);
    let Entitlement { id, series, units, record, kind: _, text: _ } = entitlement;
    let event = LicencesEntitlementSet { entitlement: id, series, units: units.u128(), record };
    Ok(Response::new().add_event(event))
}

/// Stops or resumes grants and payments. Reports and disputes go on: they move no coin and bind nobody anew.
pub fn set_paused(deps: DepsMut, paused: bool) -> Result<Response, ContractError> {
    STOPPED.save(deps.storage, &paused)?;
    Ok(Response::new().add_event(LicencesPauseSet { paused }))
}

/// Sends on coins that came by plain bank send; payments never rest here.
pub fn sweep_surplus(deps: Deps, env: &Env, denom: &str, to: String) -> Result<Response, ContractError> {
    let (coin, send) = backlot_kit::sweep(deps, env, denom, &to)?;
    let swept = LicencesSwept { denom: coin.denom, amount: coin.amount.u128(), to };
    Ok(Response::new().add_event(swept).add_message(send))
}
