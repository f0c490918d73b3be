//! Reads: cw20's own answers in `cw20.rs`, ours in `series.rs`, those about record dates in `record.rs`.

mod cw20;
mod record;
mod series;

use backlot_api::rights::QueryMsg;
use cosmwasm_std::{to_json_binary, Binary, Deps, Env};

use crate::{state, ContractError};

/// Answers a query.
pub fn answer(deps: Deps, env: Env, msg: QueryMsg) -> Result<Binary, ContractError> {
    let json = match msg {
        QueryMsg::Balance { address } => to_json_binary(&cw20::balance(deps, &address)?),
        QueryMsg::TokenInfo {} => to_json_binary(&cw20::token_info(deps)?),
        QueryMsg::Minter {} => to_json_binary(&cw20::minter(deps)?),
        QueryMsg::Allowance { owner, spender } => to_json_binary(&cw20::allowance(deps, &owner, &spender)?),
        QueryMsg::AllAllowances { owner, start_after, limit } => {
            to_json_binary(&cw20::owner_allowances(deps, &owner, start_after, limit)?)
        }
        QueryMsg::AllSpenderAllowances { spender, start_after, limit } => {
            to_json_binary(&cw20::spender_allowances(deps, &spender, start_after, limit)?)
        }
        QueryMsg::AllAccounts { start_after, limit } => to_json_binary(&cw20::all_accounts(deps, start_after, limit)?),
        QueryMsg::MarketingInfo {} => to_json_binary(&cw20::marketing_info(deps)?),
        QueryMsg::DownloadLogo {} => to_json_binary(&cw20::download_logo(deps)?),

        QueryMsg::Config {} => to_json_binary(&series::config(deps)?),
        QueryMsg::CanTransfer { from, to, units, spender } => {
            to_json_binary(&series::can_transfer(deps, env, &from, &to, units, spender)?)
        }
        QueryMsg::Holder { wallet } => to_json_binary(&series::holder(deps, env, &wallet)?),
        QueryMsg::Holders { start_after, limit } => to_json_binary(&series::holders(deps, start_after, limit)?),
        QueryMsg::Ledger {} => to_json_binary(&series::ledger(deps)?),
        QueryMsg::RunFreeze {} => to_json_binary(&state::load_run(deps.storage)?),
        QueryMsg::Recovery { lost } => to_json_binary(&series::recovery(deps, &lost)?),
        QueryMsg::RecordDates { start_after, limit } => {
            to_json_binary(&record::record_dates(deps, env, start_after, limit)?)
        }
        QueryMsg::UnitsAt { record, address } => to_json_binary(&record::units_at(deps, env, record, &address)?),
        QueryMsg::Ownership {} => to_json_binary(&cw_ownable::get_ownership(deps.storage)?),
    };
    Ok(json?)
}
