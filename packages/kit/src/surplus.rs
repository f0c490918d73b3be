use cosmwasm_std::{BankMsg, Coin, Deps, Env};

use crate::{address, KitError};

/// Everything a contract has of a denom, to `to`: for contracts that owe nobody coins, where any coin came by plain bank
/// send and would otherwise be lost (acceptance P12). One denom is asked for: listing them all lets a stranger with a
/// token factory make the call too dear (acceptance P11).
pub fn sweep(deps: Deps, env: &Env, denom: &str, to: &str) -> Result<(Coin, BankMsg), KitError> {
    let to = address(deps.api, to)?;
    let coin = deps.querier.query_balance(&env.contract.address, denom)?;
    if coin.amount.is_zero() {
        return Err(KitError::NoSurplus { denom: denom.into() });
    }
    let send = BankMsg::Send { to_address: to.into(), amount: vec![coin.clone()] };
    Ok((coin, send))
}
