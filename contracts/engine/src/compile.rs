use backlot_api::engine::Compilation;
use backlot_api::limits;
use backlot_api::schedule::Agreement;
use backlot_waterfall::Terms;
use cosmwasm_std::from_json;

use crate::ContractError;

/// Checks an agreement and writes it as an account runs it.
pub(crate) fn compile(text: &[u8]) -> Result<Compilation, ContractError> {
    compiled(read(text)?)
}

/// JSON of an agreement. Longer text is refused before anything of it is read.
pub(crate) fn read(text: &[u8]) -> Result<Agreement, ContractError> {
    backlot_kit::capped("agreement", text, limits::AGREEMENT)?;
    from_json(text).map_err(|error| ContractError::Agreement { reason: error.to_string() })
}

fn compiled(agreement: Agreement) -> Result<Compilation, ContractError> {
    let terms = Terms::new(&agreement)?.encode().into();
    let Agreement { parties, schedule: _, quorum } = agreement;
    Ok(Compilation { terms, parties, quorum })
}
