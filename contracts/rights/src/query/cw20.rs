use backlot_api::{
    ledger::from_sort_key,
    rights::{bound, key},
};
use backlot_kit::address;
use cosmwasm_std::{Addr, CanonicalAddr, Deps, Order, Uint128};
use cw20::{
    AllAccountsResponse, AllAllowancesResponse, AllSpenderAllowancesResponse, AllowanceInfo, AllowanceResponse,
    BalanceResponse, DownloadLogoResponse, EmbeddedLogo, Logo, MarketingInfoResponse, MinterResponse,
    SpenderAllowanceInfo, TokenInfoResponse,
};

use crate::{
    ledger::{canonical, index_of, load_head, Ledger},
    state::{Mark, ALLOWANCES, BORROWERS, LOGO, MARKETING, MINTER, PLACES, TOKEN},
    store::missing,
    ContractError,
};

pub fn balance(deps: Deps, wallet: &str) -> Result<BalanceResponse, ContractError> {
    let wallet = canonical(deps.api, &address(deps.api, wallet)?)?;
    let held = match index_of(deps.storage, &wallet)? {
        Some(index) => Ledger::default().held(deps.storage, index)?,
        None => 0,
    };
    Ok(BalanceResponse { balance: held.into() })
}

pub fn token_info(deps: Deps) -> Result<TokenInfoResponse, ContractError> {
    let token = TOKEN.load(deps.storage)?;
    let total_supply = Uint128::new(load_head(deps.storage)?.supply);
    Ok(TokenInfoResponse { name: token.name, symbol: token.symbol, decimals: token.decimals, total_supply })
}

pub fn minter(deps: Deps) -> Result<Option<MinterResponse>, ContractError> {
    let minter = MINTER.may_load(deps.storage)?;
    Ok(minter.map(|minter| MinterResponse { minter: minter.minter.into(), cap: minter.cap }))
}

pub fn allowance(deps: Deps, owner: &str, spender: &str) -> Result<AllowanceResponse, ContractError> {
    let (owner, spender) = (address(deps.api, owner)?, address(deps.api, spender)?);
    if is_void(deps, &owner)? {
        return Ok(AllowanceResponse::default());
    }
    Ok(ALLOWANCES.may_load(deps.storage, (&owner, &spender))?.unwrap_or_default())
}

pub fn owner_allowances(
    deps: Deps,
    owner: &str,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<AllAllowancesResponse, ContractError> {
    let (owner, after) = (address(deps.api, owner)?, checked(deps, start_after)?);
    if is_void(deps, &owner)? {
        return Ok(AllAllowancesResponse::default());
    }
    let allowances = ALLOWANCES
        .beside(deps.storage, &owner, after.as_ref())
        .take(rows(limit))
        .map(|row| {
            let (spender, AllowanceResponse { allowance, expires }) = row?;
            Ok(AllowanceInfo { spender: spender.into(), allowance, expires })
        })
        .collect::<Result<_, ContractError>>()?;
    Ok(AllAllowancesResponse { allowances })
}

pub fn spender_allowances(
    deps: Deps,
    spender: &str,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<AllSpenderAllowancesResponse, ContractError> {
    let (spender, after) = (address(deps.api, spender)?, checked(deps, start_after)?);
    let mut allowances = Vec::new();
    for row in BORROWERS.beside(deps.storage, &spender, after.as_ref()) {
        if allowances.len() >= rows(limit) {
            break;
        }
        let (owner, _) = row?;
        if is_void(deps, &owner)? {
            continue;
        }
        let lent = ALLOWANCES.may_load(deps.storage, (&owner, &spender))?;
        let AllowanceResponse { allowance, expires } = lent.ok_or_else(|| missing("lend"))?;
        allowances.push(SpenderAllowanceInfo { owner: owner.into(), allowance, expires });
    }
    Ok(AllSpenderAllowancesResponse { allowances })
}

/// Every wallet that has a place, in the order of the text of addresses, as cw20-base lists them.
pub fn all_accounts(
    deps: Deps,
    start_after: Option<String>,
    limit: Option<u32>,
) -> Result<AllAccountsResponse, ContractError> {
    let start = match checked(deps, start_after)? {
        // The least key that is greater: the same and a zero byte.
        Some(after) => [key::index(&canonical(deps.api, &after)?), vec![0]].concat(),
        None => key::INDEX.to_vec(),
    };
    let end = [key::INDEX, &[0xff; 34]].concat();
    let accounts = deps
        .storage
        .range(Some(&start), Some(&end), Order::Ascending)
        .take(rows(limit))
        .map(|(found, _)| {
            let address = from_sort_key(found.strip_prefix(key::INDEX).unwrap_or_default());
            Ok(deps.api.addr_humanize(&CanonicalAddr::from(address))?.into())
        })
        .collect::<Result<_, ContractError>>()?;
    Ok(AllAccountsResponse { accounts })
}

pub fn marketing_info(deps: Deps) -> Result<MarketingInfoResponse, ContractError> {
    Ok(MARKETING.may_load(deps.storage)?.unwrap_or_default())
}

pub fn download_logo(deps: Deps) -> Result<DownloadLogoResponse, ContractError> {
    let (mime_type, data) = match LOGO.load(deps.storage)? {
        Logo::Embedded(EmbeddedLogo::Svg(image)) => ("image/svg+xml", image),
        Logo::Embedded(EmbeddedLogo::Png(image)) => ("image/png", image),
        Logo::Url(_) => return Err(missing("logo")),
    };
    Ok(DownloadLogoResponse { mime_type: mime_type.into(), data })
}

/// What a wallet allowed before it was replaced is void.
fn is_void(deps: Deps, owner: &Addr) -> Result<bool, ContractError> {
    Ok(matches!(PLACES.may_load(deps.storage, owner)?, Some(Mark::Replaced)))
}

fn checked(deps: Deps, given: Option<String>) -> Result<Option<Addr>, ContractError> {
    Ok(given.map(|given| address(deps.api, &given)).transpose()?)
}

fn rows(limit: Option<u32>) -> usize {
    limit.unwrap_or(bound::CW20_ROWS).min(bound::CW20_ROWS_MAX) as usize
}
