use backlot_api::limits::PAYMENTS;
use backlot_api::returns::ReturnsDelivered;
use backlot_api::{interchange, returns::key};
use backlot_kit::KitError;
use cosmwasm_std::{coins, wasm_execute, DepsMut, Response, Uint128};

use super::advance::check_pages;
use crate::state::{self, add, FILM};
use crate::{ledger, ContractError};

/// Hands the credits of some pages to the interchange, whole pages only. The addresses are the ledger's of today: a
/// wallet that was recovered is paid at its new address.
pub fn deliver(deps: DepsMut, number: u8, first: u32, pages: u32) -> Result<Response, ContractError> {
    check_pages(pages)?;
    let film = FILM.load(deps.storage)?;
    let rights = film.rights(number)?;
    let mut series = state::series(deps.storage, number)?;
    let end = first.checked_add(pages).ok_or(KitError::Overflow { what: "pages" })?;
    let mut payments: Vec<(String, Uint128)> = Vec::new();
    let (mut sum, mut page) = (Uint128::zero(), first);
    while page < end {
        if let Some(credits) = state::credits(deps.storage, number, page)? {
            let wallets = credits.iter().filter(|credit| **credit != 0).count();
            if payments.len().saturating_add(wallets) > PAYMENTS {
                break;
            }
            for (wallet, credit) in ledger::payees(deps.querier, deps.api, rights, page, &credits)? {
                sum = add(sum, credit.into())?;
                payments.push((wallet.into(), credit.into()));
            }
            deps.storage.remove(&key::credit_page(number, page));
        }
        page = page.saturating_add(1);
    }
    if payments.is_empty() {
        return Err(ContractError::Nothing { series: number, first, end });
    }
    series.delivered = add(series.delivered, sum)?;
    state::save_series(deps.storage, number, &series);
    let event = ReturnsDelivered {
        series: number,
        first_page: first,
        pages: page.saturating_sub(first),
        wallets: u32::try_from(payments.len()).map_err(|_| KitError::Overflow { what: "payments" })?,
        amount: sum.u128(),
    };
    let set = format!("series {number}, pages {first} to {}", page.saturating_sub(1));
    let distribute = interchange::ExecuteMsg::Distribute { set, payments };
    let message = wasm_execute(&film.interchange, &distribute, coins(sum.u128(), film.denom))?;
    Ok(Response::new().add_event(event).add_message(message))
}
