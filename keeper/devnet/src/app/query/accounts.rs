use cosmrs::proto::cosmos::auth::v1beta1::{
    Bech32PrefixResponse, QueryAccountInfoRequest, QueryAccountInfoResponse, QueryAccountRequest, QueryAccountResponse,
    QueryParamsResponse,
};
use cosmrs::proto::cosmos::bank::v1beta1::{
    Params as BankParams, QueryAllBalancesRequest, QueryAllBalancesResponse, QueryBalanceRequest, QueryBalanceResponse,
    QueryDenomMetadataRequest, QueryDenomsMetadataResponse, QueryParamsResponse as BankParamsResponse,
    QuerySupplyOfRequest, QuerySupplyOfResponse, QueryTotalSupplyRequest, QueryTotalSupplyResponse,
};
use cosmrs::proto::cosmos::base::query::v1beta1::PageRequest;
use cosmrs::proto::cosmos::base::v1beta1::Coin as ProtoCoin;
use prost::Message;

use super::{address_of, page, Refusal, Reply};
use crate::app::coins::{denom_ok, Coin};
use crate::app::run::{Run, Space};
use crate::app::{address, auth, bank};

pub fn account(run: &mut Run<'_>, request: QueryAccountRequest) -> Reply {
    if request.address.is_empty() {
        return Err(Refusal::InvalidArgument("Address cannot be empty".to_owned()));
    }
    let address = address_of(&request.address)?;
    let account = auth::account(run, &address)?
        .ok_or_else(|| Refusal::NotFound(format!("account {} not found", request.address)))?;
    Ok(QueryAccountResponse { account: Some(account.to_any()) }.encode_to_vec())
}

pub fn account_info(run: &mut Run<'_>, request: QueryAccountInfoRequest) -> Reply {
    if request.address.is_empty() {
        return Err(Refusal::InvalidArgument("address cannot be empty".to_owned()));
    }
    let address = address_of(&request.address)?;
    let account = auth::account(run, &address)?
        .ok_or_else(|| Refusal::NotFound(format!("account {} not found", request.address)))?;
    Ok(QueryAccountInfoResponse { info: Some(account.to_base()) }.encode_to_vec())
}

pub fn bech32_prefix() -> Vec<u8> {
    Bech32PrefixResponse { bech32_prefix: address::PREFIX.to_owned() }.encode_to_vec()
}

pub fn auth_params(run: &mut Run<'_>) -> Reply {
    Ok(QueryParamsResponse { params: Some(auth::params(run)?) }.encode_to_vec())
}

fn owner(text: &str) -> Result<Vec<u8>, Refusal> {
    address::canonicalize(text).map_err(|reason| Refusal::InvalidArgument(format!("invalid address: {reason}")))
}

fn known_denom(denom: &str) -> Result<(), Refusal> {
    match denom_ok(denom) {
        true => Ok(()),
        false => Err(Refusal::InvalidArgument(format!("invalid denom: {denom}"))),
    }
}

pub fn balance(run: &mut Run<'_>, request: QueryBalanceRequest) -> Reply {
    known_denom(&request.denom)?;
    let owner = owner(&request.address)?;
    let amount = bank::balance(run, &owner, &request.denom)?;
    let balance = Some(Coin { denom: request.denom, amount }.to_proto());
    Ok(QueryBalanceResponse { balance }.encode_to_vec())
}

fn coin(key: Vec<u8>, value: Vec<u8>) -> ProtoCoin {
    let denom = String::from_utf8_lossy(&key).into_owned();
    Coin { denom, amount: bank::stored_amount(Some(value)) }.to_proto()
}

/// The SDK counts all rows where the client gives no limit. (wasmd's own lists do not.)
fn counted(page: Option<PageRequest>) -> PageRequest {
    let page = page.unwrap_or_default();
    PageRequest { count_total: page.count_total || page.limit == 0, ..page }
}

/// x/bank gives a page that cannot be read a status; other modules do not.
fn bad_page(before: &str, refusal: Refusal) -> Refusal {
    match refusal {
        Refusal::Plain(text) => Refusal::InvalidArgument(format!("{before}{text}")),
        other => other,
    }
}

/// Nothing is vesting here, so this is what can be spent too.
pub fn all_balances(run: &mut Run<'_>, request: QueryAllBalancesRequest) -> Reply {
    let owner = owner(&request.address)?;
    let rows = page::rows(run, Space::Bank, &bank::balances_prefix(&owner), Some(counted(request.pagination)));
    let (rows, page) = rows.map_err(|refusal| bad_page("paginate: ", refusal))?;
    let balances = rows.into_iter().map(|(key, value)| coin(key, value)).collect();
    Ok(QueryAllBalancesResponse { balances, pagination: Some(page) }.encode_to_vec())
}

pub fn total_supply(run: &mut Run<'_>, request: QueryTotalSupplyRequest) -> Reply {
    let rows = page::rows(run, Space::Bank, &bank::supply_prefix(), Some(counted(request.pagination)));
    let (rows, page) = rows.map_err(|refusal| bad_page("", refusal))?;
    let supply = rows.into_iter().map(|(key, value)| coin(key, value)).collect();
    Ok(QueryTotalSupplyResponse { supply, pagination: Some(page) }.encode_to_vec())
}

pub fn supply_of(run: &mut Run<'_>, request: QuerySupplyOfRequest) -> Reply {
    known_denom(&request.denom)?;
    let amount = bank::supply(run, &request.denom)?;
    let amount = Some(Coin { denom: request.denom, amount }.to_proto());
    Ok(QuerySupplyOfResponse { amount }.encode_to_vec())
}

/// This chain has no metadata of denoms.
pub fn denom_metadata(request: QueryDenomMetadataRequest) -> Reply {
    known_denom(&request.denom)?;
    Err(Refusal::NotFound(format!("client metadata for denom {}", request.denom)))
}

pub fn denoms_metadata() -> Reply {
    let pagination = Some(Default::default());
    Ok(QueryDenomsMetadataResponse { metadatas: Vec::new(), pagination }.encode_to_vec())
}

/// Everything may be sent.
#[allow(deprecated, reason = "the list is empty since the SDK keeps it elsewhere, but it is part of the answer")]
pub fn bank_params() -> Vec<u8> {
    let params = BankParams { send_enabled: Vec::new(), default_send_enabled: true };
    BankParamsResponse { params: Some(params) }.encode_to_vec()
}
