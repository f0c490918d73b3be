use backlot_api::studio::Kind;
use cosmwasm_std::{instantiate2_address, Addr, Deps, Env};

use crate::{
    model::salt,
    state::{Addresses, CodeRecord, CODES},
    ContractError,
};

/// Salt of the interchange. It has no `/`, so it is no film's.
pub(crate) const INTERCHANGE_SALT: &str = "interchange";

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

/// Where the contracts of a film with so many series would be made with the code of now.
pub(crate) fn predict_film(deps: Deps, env: &Env, film: &str, series: usize) -> Result<Addresses, ContractError> {
    let place = |kind: Kind, number: usize| -> Result<Addr, ContractError> {
        predict(deps, env, kind, code(deps, kind)?.code_id, &salt(film, kind, number))
    };
    Ok(Addresses {
        rights: (0..series).map(|number| place(Kind::Rights, number)).collect::<Result<_, _>>()?,
        collection: place(Kind::Collection, 0)?,
        returns: place(Kind::Returns, 0)?,
    })
}
