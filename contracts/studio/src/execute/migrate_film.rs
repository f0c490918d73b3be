use backlot_api::studio::{Kind, StudioFilmMigrated};
use cosmwasm_std::{Addr, Binary, Deps, Response, WasmMsg};

use crate::{
    address::code,
    state::{CONFIG, FILMS},
    ContractError,
};

/// Migrates all contracts of one kind in a film, or none. Each of them refuses a version that is not newer than its
/// own, so a second call changes nothing (acceptance X76).
pub(crate) fn run(deps: Deps, film: String, kind: Kind, msg: Binary) -> Result<Response, ContractError> {
    let Some(record) = FILMS.may_load(deps.storage, &film)? else {
        return Err(ContractError::NoFilm { film });
    };
    let contracts: Vec<Addr> = match kind {
        Kind::Rights => record.addresses.rights,
        Kind::Collection => vec![record.addresses.collection],
        Kind::Returns => vec![record.addresses.returns],
        Kind::Interchange => vec![CONFIG.load(deps.storage)?.interchange],
    };
    let new_code_id = code(deps, kind)?.code_id;
    Ok(Response::new().add_event(StudioFilmMigrated { film, kind, code_id: new_code_id }).add_messages(
        contracts.into_iter().map(|contract| WasmMsg::Migrate {
            contract_addr: contract.into(),
            new_code_id,
            msg: msg.clone(),
        }),
    ))
}
