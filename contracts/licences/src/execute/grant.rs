use backlot_api::licences::{Grant, Instalment, LicencesGranted, Medium, WORLD};
use backlot_api::limits;
use backlot_kit::KitError;
use cosmwasm_std::{Api, DepsMut, Response, Storage};

use crate::records::{LicenceRecord, Slot};
use crate::state::{self, STOPPED};
use crate::territory::Territory;
use crate::{model, ContractError};

/// Grants a licence.
///
/// What it may collide with is found through lists, one for each medium and territory, of at most 64 licences: a grant
/// reads those it names, and those of the world in its media, however many licences the film has. A grant of the world
/// has every territory to look at; it walks through the film's licences instead, of which there are at most 512.
pub fn grant(deps: DepsMut, grant: Grant) -> Result<Response, ContractError> {
    if STOPPED.load(deps.storage)? {
        return Err(KitError::Paused.into());
    }
    let licence = checked(deps.api, grant)?;
    if state::number(deps.storage, &licence.id).is_some() {
        return Err(ContractError::Taken { licence: licence.id });
    }
    let mut tally = state::tally(deps.storage)?;
    if tally.licences >= limits::LICENCES {
        return Err(ContractError::Full { what: "the film".into(), max: limits::LICENCES.into() });
    }
    tally.licences = tally.licences.saturating_add(1);
    let slot = licence.slot(tally.licences);
    if licence.worldwide() {
        refuse_in_the_world(deps.storage, &licence, &slot)?;
    }
    for medium in Medium::ALL.into_iter().filter(|medium| model::has(licence.media, *medium)) {
        if !licence.worldwide() {
            let worlds = state::slots(deps.storage, medium, Territory::WORLD)?;
            let named = licence.territories.first().copied().unwrap_or(Territory::WORLD);
            refuse(deps.storage, &worlds, &slot, medium, named)?;
        }
        for territory in &licence.territories {
            list(deps.storage, slot, medium, *territory)?;
        }
    }
    state::add_licence(deps.storage, tally.licences, &licence);
    state::save_tally(deps.storage, &tally);
    let event = LicencesGranted {
        guaranteed: model::due(&licence.guarantee, None)?.u128(),
        licence: licence.id,
        licensee: licence.licensee.into(),
        from: licence.window.from,
        until: licence.window.until,
        exclusive: licence.exclusive,
    };
    Ok(Response::new().add_event(event))
}

/// Adds a licence to the list of a medium and territory, unless one in it is in the way.
fn list(storage: &mut dyn Storage, slot: Slot, medium: Medium, territory: Territory) -> Result<(), ContractError> {
    let mut slots = state::slots(storage, medium, territory)?;
    refuse(storage, &slots, &slot, medium, territory)?;
    if slots.len() >= limits::LICENCES_OF_PAIR {
        let what = format!("{} in {}", medium.name(), territory.name());
        return Err(ContractError::Full { what, max: limits::LICENCES_OF_PAIR as u64 });
    }
    slots.push(slot);
    state::save_slots(storage, medium, territory, &slots);
    Ok(())
}

/// Refuses what collides with a licence of a list.
fn refuse(
    storage: &dyn Storage,
    slots: &[Slot],
    new: &Slot,
    medium: Medium,
    territory: Territory,
) -> Result<(), ContractError> {
    let Some(slot) = model::conflict(slots, new) else { return Ok(()) };
    let licence = state::licence_of(storage, slot.number)?.id;
    Err(collision(licence, slot, medium, territory))
}

/// Refuses a grant of the world that collides with any licence of the film.
fn refuse_in_the_world(storage: &dyn Storage, new: &LicenceRecord, slot: &Slot) -> Result<(), ContractError> {
    for row in state::licences(storage, 0) {
        let (number, other) = row?;
        let common = Medium::ALL.into_iter().find(|medium| model::has(new.media & other.media, *medium));
        let Some(medium) = common else { continue };
        let held = other.slot(number);
        if model::conflict(&[held], slot).is_some() {
            let territory = other.territories.first().copied().unwrap_or(Territory::WORLD);
            return Err(collision(other.id, &held, medium, territory));
        }
    }
    Ok(())
}

fn collision(licence: String, slot: &Slot, medium: Medium, territory: Territory) -> ContractError {
    let (from, until) = (slot.from, slot.until);
    ContractError::Conflict { licence, territory: territory.name(), medium: medium.name(), from, until }
}

/// The grant, with everything in it checked that needs no storage.
fn checked(api: &dyn Api, grant: Grant) -> Result<LicenceRecord, ContractError> {
    let Grant { id, licensee, territories, media, window, exclusive, source, reference, guarantee } = grant;
    backlot_kit::id("licence", &id)?;
    backlot_kit::id("source", &source)?;
    backlot_kit::text("reference", &reference)?;
    model::check_period(window)?;
    check_guarantee(&guarantee)?;
    Ok(LicenceRecord {
        id,
        licensee: backlot_kit::address(api, &licensee)?,
        territories: check_territories(&territories)?,
        media: check_media(&media)?,
        window,
        exclusive,
        source,
        reference,
        guarantee,
        terminated_on: None,
    })
}

/// Territories of a grant or a question: at least one, none twice, the world alone.
pub fn check_territories(given: &[String]) -> Result<Vec<Territory>, ContractError> {
    backlot_kit::capped("territories", given, limits::TERRITORIES)?;
    if given.is_empty() {
        return Err(KitError::Empty { what: "territories" }.into());
    }
    let all = given.iter().map(|territory| Territory::read(territory)).collect::<Result<Vec<_>, _>>()?;
    unique("territories", given.iter().map(String::as_str).collect())?;
    if all.len() > 1 && all.contains(&Territory::WORLD) {
        return Err(ContractError::Territory { given: WORLD.into() });
    }
    Ok(all)
}

/// Media of a grant or a question: at least one, none twice.
pub fn check_media(given: &[Medium]) -> Result<u8, ContractError> {
    backlot_kit::capped("media", given, limits::MEDIA)?;
    if given.is_empty() {
        return Err(KitError::Empty { what: "media" }.into());
    }
    unique("media", given.iter().map(|medium| medium.name()).collect())?;
    Ok(given.iter().fold(0, |media, medium| media | model::bit(*medium)))
}

fn check_guarantee(guarantee: &[Instalment]) -> Result<(), ContractError> {
    backlot_kit::capped("guarantee", guarantee, limits::INSTALMENTS)?;
    if guarantee.iter().any(|instalment| instalment.amount.is_zero()) {
        return Err(KitError::Zero { what: "instalment" }.into());
    }
    let days: Vec<_> = guarantee.iter().map(|instalment| instalment.due.to_string()).collect();
    unique("guarantee", days.iter().map(String::as_str).collect())?;
    // The sum is asked for in every balance: it must fit.
    model::due(guarantee, None).map(|_| ())
}

/// All lists go through here as texts, so that the set behind it is in the wasm once.
pub fn unique(what: &'static str, values: Vec<&str>) -> Result<(), KitError> {
    backlot_kit::unique(what, values)
}
