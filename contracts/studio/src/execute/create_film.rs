use backlot_api::{
    collection::{self, Payee},
    returns, rights,
    studio::{FilmPlan, Kind, SeriesPlan, StudioFilmCreated},
};
use backlot_kit::{address, id, KitError};
use cosmwasm_std::{to_json_binary, Addr, Api, Deps, DepsMut, Env, Response, WasmMsg};
use cw20::MinterResponse;
use serde::Serialize;

use crate::{
    address::{code, predict_film},
    model::{check, salt},
    state::{Addresses, Config, FilmRecord, CONFIG, FILMS},
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
    let addresses = predict_film(deps.as_ref(), env, &film, plan.series.len())?;
    let maker = Maker { deps: deps.as_ref(), env, film: &film };
    let FilmPlan { title, denom, series, parties, schedule, terms } = plan;

    let mut messages = Vec::with_capacity(series.len().saturating_add(2));
    for (number, series) in series.into_iter().enumerate() {
        messages.push(maker.make(Kind::Rights, number, &rights_of(series, owner, &addresses.returns))?);
    }
    let returns = returns::InstantiateMsg {
        owner: owner.into(),
        denom: denom.clone(),
        series: addresses.rights.iter().map(Into::into).collect(),
        interchange: config.interchange.clone().into(),
        terms,
    };
    messages.push(maker.make(Kind::Returns, 0, &returns)?);
    let collection = collection::InstantiateMsg {
        owner: owner.into(),
        denom: denom.clone(),
        parties,
        schedule,
        returns: addresses.returns.clone().into(),
        interchange: config.interchange.clone().into(),
    };
    messages.push(maker.make(Kind::Collection, 0, &collection)?);

    let created = event(&film, &addresses);
    FILMS.save(deps.storage, &film, &FilmRecord { title, denom, addresses, created: env.block.time, closed: None })?;
    let films = config.films.checked_add(1).ok_or(KitError::Overflow { what: "films" })?;
    CONFIG.save(deps.storage, &Config { films, ..config })?;
    Ok(Response::new().add_event(created).add_messages(messages))
}

/// A payee in another spelling than the chain's would be paid by none of the parties' queries (acceptance T16).
fn check_addresses(api: &dyn Api, plan: &FilmPlan) -> Result<(), ContractError> {
    for party in &plan.parties {
        if let Payee::Wallet { address: wallet } = &party.payee {
            address(api, wallet)?;
        }
    }
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

fn event(film: &str, addresses: &Addresses) -> StudioFilmCreated {
    StudioFilmCreated {
        film: film.into(),
        rights: addresses.rights.iter().map(Addr::as_str).collect::<Vec<_>>().join(","),
        collection: addresses.collection.to_string(),
        returns: addresses.returns.to_string(),
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
