use backlot_api::{
    agreements, collection, licences, returns, rights,
    studio::{FilmPlan, Kind, SeriesPlan, StudioFilmCreated},
};
use backlot_kit::{address, id, KitError};
use cosmwasm_std::{to_json_binary, Addr, Api, Deps, DepsMut, Env, Response, WasmMsg};
use cw20::MinterResponse;
use serde::Serialize;

use crate::{
    address::{code, predict_film, Places},
    model::{check, salt},
    state::{Config, FilmRecord, CONFIG, FILMS},
    ContractError,
};

/// Makes a film's contracts in one message, each told the addresses of the others before they exist. If one of them
/// refuses its part of the plan, none is made.
pub(crate) fn run(
    deps: DepsMut,
    env: &Env,
    owner: &Addr,
    film: String,
    plan: FilmPlan,
) -> Result<Response, ContractError> {
    let config = CONFIG.load(deps.storage)?;
    if config.paused {
        return Err(KitError::Paused.into());
    }
    id("film", &film)?;
    if FILMS.has(deps.storage, &film) {
        return Err(ContractError::Taken { film });
    }
    check(&plan)?;
    check_addresses(deps.api, &plan)?;
    let engine = config.engine.clone().ok_or(ContractError::Missing { kind: Kind::Engine })?;
    let places = predict_film(deps.as_ref(), env, &film, plan.series.len())?;
    let maker = Maker { deps: deps.as_ref(), env, film: &film };
    let FilmPlan { title, denom, series, agreement, terms } = plan;
    let interchange = config.interchange.to_string();
    // The studio checked that there are no more than eight.
    let count = u8::try_from(series.len()).unwrap_or(u8::MAX);

    let mut messages = Vec::with_capacity(series.len().saturating_add(4));
    for (number, series) in series.into_iter().enumerate() {
        messages.push(maker.make(Kind::Rights, number, &rights_of(series, owner, &places.returns))?);
    }
    let rights: Vec<String> = places.rights.iter().map(Into::into).collect();
    let returns = returns::InstantiateMsg {
        owner: owner.into(),
        denom: denom.clone(),
        series: rights.clone(),
        interchange: interchange.clone(),
        terms,
    };
    messages.push(maker.make(Kind::Returns, 0, &returns)?);
    let agreements = agreements::InstantiateMsg {
        owner: owner.into(),
        engine: engine.into(),
        collection: places.collection.to_string(),
        series: count,
        agreement,
    };
    messages.push(maker.make(Kind::Agreements, 0, &agreements)?);
    // It asks the agreements what it runs, so it comes after them.
    let collection = collection::InstantiateMsg {
        owner: owner.into(),
        denom: denom.clone(),
        agreements: places.agreements.to_string(),
        returns: places.returns.to_string(),
        interchange,
    };
    messages.push(maker.make(Kind::Collection, 0, &collection)?);
    let licences = licences::InstantiateMsg {
        owner: owner.into(),
        denom: denom.clone(),
        collection: places.collection.to_string(),
        rights,
    };
    messages.push(maker.make(Kind::Licences, 0, &licences)?);

    let created = event(&film, &places);
    let record = FilmRecord { title, denom, addresses: places.into(), created: env.block.time, closed: None };
    FILMS.save(deps.storage, &film, &record)?;
    let films = config.films.checked_add(1).ok_or(KitError::Overflow { what: "films" })?;
    CONFIG.save(deps.storage, &Config { films, ..config })?;
    Ok(Response::new().add_event(created).add_messages(messages))
}

/// A wallet in another spelling than the chain's is another text (acceptance T16).
fn check_addresses(api: &dyn Api, plan: &FilmPlan) -> Result<(), ContractError> {
    for series in &plan.series {
        for wallet in series.compliance.iter().chain(series.rules.attestors.iter().flatten()) {
            address(api, wallet)?;
        }
    }
    Ok(())
}

fn rights_of(plan: SeriesPlan, owner: &Addr, returns: &Addr) -> rights::InstantiateMsg {
    let SeriesPlan { name, symbol, decimals, cap, rules, compliance, recovery_delay, marketing } = plan;
    rights::InstantiateMsg {
        name,
        symbol,
        decimals,
        initial_balances: vec![],
        mint: Some(MinterResponse { minter: owner.into(), cap: Some(cap) }),
        marketing,
        owner: owner.into(),
        distributor: Some(returns.into()),
        compliance,
        rules,
        recovery_delay,
    }
}

fn event(film: &str, places: &Places) -> StudioFilmCreated {
    StudioFilmCreated {
        film: film.into(),
        rights: places.rights.iter().map(Addr::as_str).collect::<Vec<_>>().join(","),
        agreements: places.agreements.to_string(),
        collection: places.collection.to_string(),
        licences: places.licences.to_string(),
        returns: places.returns.to_string(),
    }
}

/// Makes contracts of one film.
struct Maker<'a> {
    deps: Deps<'a>,
    env: &'a Env,
    film: &'a str,
}

impl Maker<'_> {
    /// The message that makes one. The studio is its admin, so that only [`MigrateFilm`] changes its code.
    ///
    /// [`MigrateFilm`]: backlot_api::studio::ExecuteMsg::MigrateFilm
    fn make(&self, kind: Kind, number: usize, msg: &impl Serialize) -> Result<WasmMsg, ContractError> {
        let label = salt(self.film, kind, number);
        Ok(WasmMsg::Instantiate2 {
            admin: Some(self.env.contract.address.to_string()),
            code_id: code(self.deps, kind)?.code_id,
            salt: label.as_bytes().into(),
            label,
            msg: to_json_binary(msg)?,
            funds: vec![],
        })
    }
}
