use backlot_api::studio::Kind;
use cosmwasm_std::{instantiate2_address, Addr, Deps, Env};

use crate::{
    model::salt,
    state::{Addresses, CodeRecord, CODES},
    ContractError,
};

/// A film's contracts before they are made.
pub(crate) struct Places {
    /// Series in order.
    pub rights: Vec<Addr>,
    pub agreements: Addr,
    pub collection: Addr,
    pub licences: Addr,
    pub returns: Addr,
}

impl From<Places> for Addresses {
    fn from(places: Places) -> Self {
        let Places { rights, agreements, collection, licences, returns } = places;
        Self { rights, agreements: Some(agreements), collection, licences: Some(licences), returns }
    }
}

/// The code of a kind.
pub(crate) fn code(deps: Deps, kind: Kind) -> Result<CodeRecord, ContractError> {
    CODES.may_load(deps.storage, kind.name())?.ok_or(ContractError::NoCode { kind })
}

/// Where `instantiate2` puts a contract of this studio: SHA-256 over code checksum, studio and salt, as wasmd computes
/// it. The checksum is asked of the chain each time; nobody can name another.
pub(crate) fn predict(deps: Deps, env: &Env, kind: Kind, code_id: u64, salt: &str) -> Result<Addr, ContractError> {
    let info = deps.querier.query_wasm_code_info(code_id).map_err(|error| ContractError::UnknownCode {
        kind,
        code_id,
        reason: error.to_string(),
    })?;
    let creator = deps.api.addr_canonicalize(env.contract.address.as_str())?;
    let address = instantiate2_address(info.checksum.as_slice(), &creator, salt.as_bytes())?;
    Ok(deps.api.addr_humanize(&address)?)
}

/// Where a contract would be made with the code of now.
fn place(deps: Deps, env: &Env, kind: Kind, salt: &str) -> Result<Addr, ContractError> {
    predict(deps, env, kind, code(deps, kind)?.code_id, salt)
}

/// Where the studio's own contract of a kind would be made. Its salt is the kind's name: it has no `/`, so it is no film's.
pub(crate) fn predict_own(deps: Deps, env: &Env, kind: Kind) -> Result<Addr, ContractError> {
    place(deps, env, kind, kind.name())
}

/// Where the contracts of a film with so many series would be made.
pub(crate) fn predict_film(deps: Deps, env: &Env, film: &str, series: usize) -> Result<Places, ContractError> {
    let place = |kind: Kind, number: usize| place(deps, env, kind, &salt(film, kind, number));
    Ok(Places {
        rights: (0..series).map(|number| place(Kind::Rights, number)).collect::<Result<_, _>>()?,
        agreements: place(Kind::Agreements, 0)?,
        collection: place(Kind::Collection, 0)?,
        licences: place(Kind::Licences, 0)?,
        returns: place(Kind::Returns, 0)?,
    })
}
