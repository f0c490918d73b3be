use backlot_api::{
    limits,
    studio::{Code, ConfigResponse, Film, FilmAddresses, Kind},
};
use backlot_kit::{id, limit};
use cosmwasm_std::{Addr, Deps, Env, Order};
use cw_storage_plus::Bound;

use crate::{
    address::predict_film,
    state::{Addresses, CodeRecord, Config, FilmRecord, CODES, CONFIG, FILMS},
    ContractError, PlanError,
};

pub(crate) fn config(deps: Deps) -> Result<ConfigResponse, ContractError> {
    let Config { interchange, engine, paused, films } = CONFIG.load(deps.storage)?;
    let mut codes = Vec::with_capacity(Kind::ALL.len());
    for kind in Kind::ALL {
        if let Some(CodeRecord { code_id, version }) = CODES.may_load(deps.storage, kind.name())? {
            codes.push(Code { kind, code_id, version });
        }
    }
    Ok(ConfigResponse { interchange: interchange.into(), engine: engine.map(Into::into), codes, paused, films })
}

/// Of a film that is there, its contracts; of another, where they would be made with the code of now.
pub(crate) fn addresses(deps: Deps, env: &Env, film: &str, series: u8) -> Result<FilmAddresses, ContractError> {
    id("film", film)?;
    if let Some(record) = FILMS.may_load(deps.storage, film)? {
        return Ok(to_wire(record.addresses));
    }
    let count = usize::from(series);
    if !(1..=limits::SERIES).contains(&count) {
        return Err(PlanError::SeriesCount { count }.into());
    }
    Ok(to_wire(predict_film(deps, env, film, count)?.into()))
}

pub(crate) fn film(deps: Deps, film: String) -> Result<Film, ContractError> {
    let interchange = CONFIG.load(deps.storage)?.interchange;
    match FILMS.may_load(deps.storage, &film)? {
        Some(record) => Ok(row(film, record, &interchange)),
        None => Err(ContractError::NoFilm { film }),
    }
}

pub(crate) fn films(deps: Deps, start_after: Option<String>, rows: Option<u32>) -> Result<Vec<Film>, ContractError> {
    let interchange = CONFIG.load(deps.storage)?.interchange;
    FILMS
        .range(deps.storage, start_after.as_deref().map(Bound::exclusive), None, Order::Ascending)
        .take(limit(rows))
        .map(|found| {
            let (film, record) = found?;
            Ok(row(film, record, &interchange))
        })
        .collect()
}

fn row(film: String, record: FilmRecord, interchange: &Addr) -> Film {
    let FilmRecord { title, denom, addresses, created, closed } = record;
    Film { film, title, denom, addresses: to_wire(addresses), interchange: interchange.into(), created, closed }
}

fn to_wire(addresses: Addresses) -> FilmAddresses {
    let Addresses { rights, agreements, collection, licences, returns } = addresses;
    FilmAddresses {
        rights: rights.into_iter().map(Into::into).collect(),
        agreements: agreements.map(Into::into),
        collection: collection.into(),
        licences: licences.map(Into::into),
        returns: returns.into(),
    }
}
