use cosmwasm_std::{
    to_json_vec, Addr, BalanceResponse, BankQuery, Binary, Checksum, CodeInfoResponse, ContractResult, Empty,
    QueryRequest, StdResult, SupplyResponse, SystemError, SystemResult, WasmQuery,
};
use serde::Serialize;

use super::state::{contract_info, is_pinned, known_code, no_such_contract, store_prefix};
use super::{dispatch, query_smart, validate};
use crate::app::error::*;
use crate::app::gas::Meter;
use crate::app::run::{Run, Space};
use crate::app::{address, bank};

type Answer = SystemResult<ContractResult<Binary>>;

/// Answers a contract's query under a gas limit of its own, which is charged to the caller whatever comes of it. The
/// only fault is gas.
pub fn answer(run: &mut Run<'_>, request: &[u8], gas_limit: u64) -> Result<Answer, &'static str> {
    let request: QueryRequest<Empty> = match cosmwasm_std::from_json(request) {
        Ok(request) => request,
        Err(error) => return Ok(SystemResult::Err(unread(request, &error.to_string()))),
    };
    let back = run.store.checkpoint();
    let outer = std::mem::replace(&mut run.meter, Meter::new(gas_limit));
    let result = route(run, request);
    let inner = std::mem::replace(&mut run.meter, outer);
    run.store.rollback(back);
    let charged = run.meter.consume(inner.used(), "contract sub-query");
    match (result, charged) {
        (Err(Fault::OutOfGas(place)), _) | (_, Err(Fault::OutOfGas(place))) => Err(place),
        (Err(Fault::Nil), _) => Err("a defect in a query"),
        (Ok(bytes), _) => Ok(SystemResult::Ok(ContractResult::Ok(bytes.into()))),
        (Err(Fault::Error(error)), _) => Ok(refusal(&error)),
    }
}

/// What wasmd says of a question it cannot read. Go reads past names it does not know, so that nothing is left of it.
fn unread(request: &[u8], error: &str) -> SystemError {
    let fields = serde_json::from_slice::<serde_json::Map<String, serde_json::Value>>(request);
    match fields {
        Ok(fields) if fields.contains_key("bank") => {
            SystemError::UnsupportedRequest { kind: "unknown BankQuery variant".to_owned() }
        }
        Ok(fields) if fields.contains_key("wasm") => {
            SystemError::UnsupportedRequest { kind: "unknown WasmQuery variant".to_owned() }
        }
        Ok(_) => SystemError::Unknown {},
        Err(_) => SystemError::InvalidRequest { error: error.to_owned(), request: request.into() },
    }
}

fn refusal(error: &ChainError) -> Answer {
    SystemResult::Err(match error.hint.clone() {
        Some(SystemHint::NoSuchContract(addr)) => SystemError::NoSuchContract { addr },
        Some(SystemHint::NoSuchCode(code_id)) => SystemError::NoSuchCode { code_id },
        Some(SystemHint::Unsupported(kind)) => SystemError::UnsupportedRequest { kind },
        None => return SystemResult::Ok(ContractResult::Err(dispatch::redact(error))),
    })
}

/// `ContractInfoResponse` as wasmd 0.61 writes it: with a port more than our types know, and nothing of what is empty.
#[derive(Serialize)]
struct InfoJson {
    code_id: u64,
    creator: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    admin: String,
    pinned: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    ibc_port: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    ibc2_port: String,
}

fn unsupported(what: &str) -> Fault {
    UNKNOWN_REQUEST.hinted(what, SystemHint::Unsupported(what.to_owned())).into()
}

fn json<T: Serialize>(value: &T) -> Outcome<Vec<u8>> {
    let bytes: StdResult<Vec<u8>> = to_json_vec(value);
    Ok(bytes.map_err(|error| VM_ERROR.because(error))?)
}

fn address_of(text: &str) -> Result<Vec<u8>, ChainError> {
    address::canonicalize(text).map_err(|_| INVALID_ADDRESS.because(text))
}

fn route(run: &mut Run<'_>, request: QueryRequest<Empty>) -> Outcome<Vec<u8>> {
    match request {
        QueryRequest::Bank(request) => ask_bank(run, request),
        QueryRequest::Wasm(request) => ask_wasm(run, request),
        QueryRequest::Grpc(_) => Err(unsupported("gRPC queries are disabled on this chain")),
        #[allow(deprecated, reason = "contracts built for CosmWasm 1 send it")]
        QueryRequest::Stargate { .. } => Err(unsupported("Stargate queries are disabled on this chain")),
        QueryRequest::Custom(_) => Err(unsupported("custom")),
        _ => Err(unsupported("no such module on this chain")),
    }
}

fn ask_bank(run: &mut Run<'_>, request: BankQuery) -> Outcome<Vec<u8>> {
    match request {
        BankQuery::Balance { address, denom } => {
            let address = address_of(&address)?;
            let amount = bank::balance(run, &address, &denom)?;
            json(&BalanceResponse::new(cosmwasm_std::coin(amount, denom)))
        }
        BankQuery::Supply { denom } => {
            let amount = bank::supply(run, &denom)?;
            json(&SupplyResponse::new(cosmwasm_std::coin(amount, denom)))
        }
        #[allow(deprecated, reason = "contracts built before CosmWasm 2.1 ask it")]
        BankQuery::AllBalances { address } => {
            let address = address_of(&address)?;
            let coins = bank::all_balances(run, &address)?;
            let coins = coins.into_iter().map(|coin| cosmwasm_std::coin(coin.amount, coin.denom)).collect();
            json(&cosmwasm_std::AllBalanceResponse::new(coins))
        }
        BankQuery::DenomMetadata { denom } => {
            bank::look_for_metadata(run, &denom)?;
            Err(NOT_FOUND.because(denom).into())
        }
        _ => Err(unsupported("unknown BankQuery variant")),
    }
}

fn ask_wasm(run: &mut Run<'_>, request: WasmQuery) -> Outcome<Vec<u8>> {
    match request {
        WasmQuery::Smart { contract_addr, msg } => {
            let contract = address_of(&contract_addr)?;
            if !validate::is_json(&msg) {
                return Err(INVALID.because("json msg").into());
            }
            query_smart(run, &contract, &msg)
        }
        WasmQuery::Raw { contract_addr, key } => {
            let contract = address_of(&contract_addr)?;
            let key = [store_prefix(&contract).as_slice(), &key].concat();
            Ok(run.get(Space::Wasm, &key)?.unwrap_or_default())
        }
        WasmQuery::ContractInfo { contract_addr } => {
            let contract = address_of(&contract_addr)?;
            let info = contract_info(run, &contract)?.ok_or_else(|| no_such_contract(&contract))?;
            let pinned = is_pinned(run, info.code_id)?;
            json(&InfoJson {
                code_id: info.code_id,
                creator: info.creator,
                admin: info.admin,
                pinned,
                ibc_port: info.ibc_port_id,
                ibc2_port: info.ibc2_port_id,
            })
        }
        WasmQuery::CodeInfo { code_id: 0 } => Err(EMPTY.because("code id").into()),
        WasmQuery::CodeInfo { code_id } => {
            let info = known_code(run, code_id)?;
            let checksum = Checksum::try_from(info.code_hash.as_slice()).map_err(|error| VM_ERROR.because(error))?;
            json(&CodeInfoResponse::new(code_id, Addr::unchecked(info.creator), checksum))
        }
        _ => Err(unsupported("unknown WasmQuery variant")),
    }
}
