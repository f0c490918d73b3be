use backlot_api::studio::{Kind, StudioFilmMigrated};
use cosmwasm_std::{Binary, Deps, Response, WasmMsg};

use crate::{
    address::code,
    state::{Addresses, CONFIG, FILMS},
    ContractError,
};

/// Migrates all contracts of one kind in a film, or the studio's own of that kind. Each of them refuses a version that is
/// not newer than its own, so a second call changes nothing (acceptance X76).
pub(crate) fn run(deps: Deps, film: String, kind: Kind, msg: Binary) -> Result<Response, ContractError> {
    let missing = || ContractError::Missing { kind };
    let (film, contracts) = match kind {
        Kind::Interchange => (String::new(), vec![CONFIG.load(deps.storage)?.interchange]),
        Kind::Engine => (String::new(), vec![CONFIG.load(deps.storage)?.engine.ok_or_else(missing)?]),
        of_film => {
            let Some(record) = FILMS.may_load(deps.storage, &film)? else {
                return Err(ContractError::NoFilm { film });
            };
            let Addresses { rights, agreements, collection, licences, returns } = record.addresses;
            let contracts = match of_film {
                Kind::Agreements => vec![agreements.ok_or_else(missing)?],
                Kind::Collection => vec![collection],
                Kind::Licences => vec![licences.ok_or_else(missing)?],
                Kind::Returns => vec![returns],
                _ => rights,
            };
            (film, contracts)
        }
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
