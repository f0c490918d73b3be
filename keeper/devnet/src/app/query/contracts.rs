use cosmrs::proto::cosmos::base::query::v1beta1::PageRequest;
use cosmrs::proto::cosmwasm::wasm::v1::{
    AccessConfig, CodeInfo, CodeInfoResponse, ContractCodeHistoryEntry, Model, QueryAllContractStateRequest,
    QueryAllContractStateResponse, QueryBuildAddressRequest, QueryBuildAddressResponse, QueryCodeRequest,
    QueryCodeResponse, QueryCodesRequest, QueryCodesResponse, QueryContractHistoryRequest,
    QueryContractHistoryResponse, QueryContractInfoRequest, QueryContractsByCodeRequest, QueryContractsByCodeResponse,
    QueryContractsByCreatorRequest, QueryContractsByCreatorResponse, QueryParamsResponse, QueryPinnedCodesRequest,
    QueryPinnedCodesResponse, QueryRawContractStateRequest, QueryRawContractStateResponse,
    QuerySmartContractStateRequest, QuerySmartContractStateResponse,
};
use prost::Message;

use super::{address_of, page, Refusal, Reply};
use crate::app::error::{Fault, INVALID, OUT_OF_GAS};
use crate::app::gas::Meter;
use crate::app::params::ChainParams;
use crate::app::run::{Run, Space};
use crate::app::{address, wasm};

/// Gas of a query from outside, wasmd's default.
const QUERY_GAS: u64 = 3_000_000;

/// `QueryContractInfoResponse` with our [`wasm::ContractInfo`].
#[derive(Clone, PartialEq, Message)]
struct InfoResponse {
    #[prost(string, tag = "1")]
    address: String,
    #[prost(message, optional, tag = "2")]
    contract_info: Option<wasm::ContractInfo>,
}

/// Most rows of one of wasmd's lists.
const MOST_ROWS: u64 = 100;

/// wasmd's lists are walked by key only: counting contracts would have no bound.
fn by_key(page: Option<PageRequest>) -> Result<Option<PageRequest>, Refusal> {
    match page.unwrap_or_default() {
        page if page.offset > 0 || page.count_total => {
            Err(Refusal::InvalidArgument("offset and count queries not supported".to_owned()))
        }
        page if page.limit == 0 => Ok(Some(PageRequest { limit: MOST_ROWS, ..page })),
        page => Ok(Some(PageRequest { limit: page.limit.min(MOST_ROWS), ..page })),
    }
}

pub fn info(run: &mut Run<'_>, request: QueryContractInfoRequest) -> Reply {
    let contract = address_of(&request.address)?;
    let info = wasm::contract_info(run, &contract)?.ok_or_else(|| wasm::no_such_contract(&contract))?;
    Ok(InfoResponse { address: address::humanize(&contract), contract_info: Some(info) }.encode_to_vec())
}

pub fn history(run: &mut Run<'_>, request: QueryContractHistoryRequest) -> Reply {
    let contract = address_of(&request.address)?;
    let page = by_key(request.pagination)?;
    let (rows, page) = page::rows(run, Space::Wasm, &wasm::history_prefix(&contract), page)?;
    let entries = rows.iter().filter_map(|(_, value)| ContractCodeHistoryEntry::decode(value.as_slice()).ok());
    Ok(QueryContractHistoryResponse { entries: entries.collect(), pagination: Some(page) }.encode_to_vec())
}

fn indexed(rows: &[(Vec<u8>, Vec<u8>)]) -> Vec<String> {
    rows.iter().filter_map(|(key, _)| key.get(wasm::POSITION_LEN..)).map(address::humanize).collect()
}

pub fn by_code(run: &mut Run<'_>, request: QueryContractsByCodeRequest) -> Reply {
    let code_id = positive(request.code_id)?;
    let page = by_key(request.pagination)?;
    let (rows, page) = page::rows(run, Space::Wasm, &wasm::by_code_prefix(code_id), page)?;
    Ok(QueryContractsByCodeResponse { contracts: indexed(&rows), pagination: Some(page) }.encode_to_vec())
}

pub fn by_creator(run: &mut Run<'_>, request: QueryContractsByCreatorRequest) -> Reply {
    let page = by_key(request.pagination)?;
    let creator = address_of(&request.creator_address)?;
    let (rows, page) = page::rows(run, Space::Wasm, &wasm::by_creator_prefix(&creator), page)?;
    let contract_addresses = indexed(&rows);
    Ok(QueryContractsByCreatorResponse { contract_addresses, pagination: Some(page) }.encode_to_vec())
}

fn known(run: &mut Run<'_>, contract: &[u8]) -> Result<(), Refusal> {
    match wasm::has_contract(run, contract)? {
        true => Ok(()),
        false => Err(wasm::no_such_contract(contract).into()),
    }
}

pub fn all_state(run: &mut Run<'_>, request: QueryAllContractStateRequest) -> Reply {
    let contract = address_of(&request.address)?;
    let page = by_key(request.pagination)?;
    known(run, &contract)?;
    let (rows, page) = page::rows(run, Space::Wasm, &wasm::store_prefix(&contract), page)?;
    let models = rows.into_iter().map(|(key, value)| Model { key, value }).collect();
    Ok(QueryAllContractStateResponse { models, pagination: Some(page) }.encode_to_vec())
}

pub fn raw_state(run: &mut Run<'_>, request: QueryRawContractStateRequest) -> Reply {
    let contract = address_of(&request.address)?;
    known(run, &contract)?;
    let key = [wasm::store_prefix(&contract).as_slice(), &request.query_data].concat();
    let data = run.get(Space::Wasm, &key)?.unwrap_or_default();
    Ok(QueryRawContractStateResponse { data }.encode_to_vec())
}

pub fn smart_state(run: &mut Run<'_>, request: QuerySmartContractStateRequest) -> Reply {
    if !wasm::validate::is_json(&request.query_data) {
        return Err(Refusal::InvalidArgument("invalid query data".to_owned()));
    }
    let contract = address_of(&request.address)?;
    run.meter = Meter::new(QUERY_GAS);
    let data = wasm::query_smart(run, &contract, &request.query_data).map_err(|fault| match fault {
        Fault::OutOfGas(place) => {
            let used = run.meter.used();
            let text = format!("out of gas in location: {place}; gasWanted: {QUERY_GAS}, gasUsed: {used}");
            Refusal::Chain(OUT_OF_GAS.because(text).into())
        }
        error => error.into(),
    })?;
    Ok(QuerySmartContractStateResponse { data }.encode_to_vec())
}

fn positive(code_id: u64) -> Result<u64, Refusal> {
    match code_id {
        0 => Err(INVALID.because("code id").into()),
        id => Ok(id),
    }
}

fn code_response(code_id: u64, info: CodeInfo) -> CodeInfoResponse {
    CodeInfoResponse {
        code_id,
        creator: info.creator,
        data_hash: info.code_hash,
        instantiate_permission: info.instantiate_config,
    }
}

/// `QueryCodeInfoResponse`, which our prost types are too old for.
#[derive(Clone, PartialEq, Message)]
struct CodeInfoOnly {
    #[prost(uint64, tag = "1")]
    code_id: u64,
    #[prost(string, tag = "2")]
    creator: String,
    #[prost(bytes = "vec", tag = "3")]
    checksum: Vec<u8>,
    #[prost(message, optional, tag = "4")]
    instantiate_permission: Option<AccessConfig>,
}

pub fn code_info(run: &mut Run<'_>, request: QueryCodeRequest) -> Reply {
    let code_id = positive(request.code_id)?;
    let CodeInfo { code_hash: checksum, creator, instantiate_config: instantiate_permission } =
        wasm::known_code(run, code_id)?;
    Ok(CodeInfoOnly { code_id, creator, checksum, instantiate_permission }.encode_to_vec())
}

pub fn code(run: &mut Run<'_>, request: QueryCodeRequest) -> Reply {
    let code_id = positive(request.code_id)?;
    let info = wasm::known_code(run, code_id)?;
    let data = run.store.get(&Space::Code.key(&info.code_hash)).unwrap_or_default();
    Ok(QueryCodeResponse { code_info: Some(code_response(code_id, info)), data }.encode_to_vec())
}

fn id(key: &[u8]) -> u64 {
    key.try_into().map_or(0, u64::from_be_bytes)
}

pub fn codes(run: &mut Run<'_>, request: QueryCodesRequest) -> Reply {
    let (rows, page) = page::rows(run, Space::Wasm, &wasm::code_prefix(), by_key(request.pagination)?)?;
    let code_infos = rows
        .iter()
        .filter_map(|(key, value)| Some(code_response(id(key), CodeInfo::decode(value.as_slice()).ok()?)))
        .collect();
    Ok(QueryCodesResponse { code_infos, pagination: Some(page) }.encode_to_vec())
}

pub fn pinned(run: &mut Run<'_>, request: QueryPinnedCodesRequest) -> Reply {
    let (rows, page) = page::rows(run, Space::Wasm, &wasm::pinned_prefix(), by_key(request.pagination)?)?;
    let code_ids = rows.iter().map(|(key, _)| id(key)).collect();
    Ok(QueryPinnedCodesResponse { code_ids, pagination: Some(page) }.encode_to_vec())
}

/// Who may store code and make contracts of it.
pub fn params(run: &Run<'_>) -> Vec<u8> {
    QueryParamsResponse { params: Some(ChainParams::of_run(run).wasm()) }.encode_to_vec()
}

pub fn build_address(request: QueryBuildAddressRequest) -> Reply {
    let bad = |what: &str, why: String| Refusal::Plain(format!("invalid {what}: {why}"));
    let checksum = hex::decode(&request.code_hash).map_err(|_| bad("code hash", go_hex(&request.code_hash)))?;
    if checksum.len() != 32 {
        return Err(INVALID.because("checksum").into());
    }
    let creator = address::canonicalize(&request.creator_address).map_err(|why| bad("creator address", why))?;
    let salt = hex::decode(&request.salt).map_err(|_| bad("salt", go_hex(&request.salt)))?;
    if salt.is_empty() {
        return Err(Refusal::InvalidArgument("empty salt".to_owned()));
    }
    if !request.init_args.is_empty() && !wasm::validate::is_json(&request.init_args) {
        return Err(INVALID.bare().into());
    }
    let contract = address::contract2(&checksum, &creator, &salt, &request.init_args);
    Ok(QueryBuildAddressResponse { address: address::humanize(&contract) }.encode_to_vec())
}

/// What Go says of a text that is not hex.
fn go_hex(text: &str) -> String {
    match text.bytes().find(|byte| !byte.is_ascii_hexdigit()) {
        Some(byte) => format!("encoding/hex: invalid byte: U+{byte:04X} '{}'", char::from(byte)),
        None => "encoding/hex: odd length hex string".to_owned(),
    }
}
