use backlot_api::agreements::AgreementsSwept;
use cosmwasm_std::{Deps, Env, Response};

use crate::ContractError;

/// Sends on coins that nobody is owed.
pub(crate) fn sweep(deps: Deps, env: &Env, denom: &str, to: String) -> Result<Response, ContractError> {
    let (coin, send) = backlot_kit::sweep(deps, env, denom, &to)?;
    let swept = AgreementsSwept { denom: coin.denom, amount: coin.amount.u128(), to };
    Ok(Response::new().add_event(swept).add_message(send))
}
