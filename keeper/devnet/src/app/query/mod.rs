//! `abci_query`: the gRPC methods that clients call, by path.

mod accounts;
mod contracts;
mod page;
mod simulate;

use prost::Message;

use super::error::*;
use super::gas;
use super::run::Run;
use super::store::Store;
use super::wasm::Vm;
use super::{BlockHeader, GrpcStatus, QueryResult, StateReader};

/// Why a query has no answer, by what baseapp makes of it.
#[derive(Debug)]
pub(crate) enum Refusal {
    /// gRPC status `NotFound`.
    NotFound(String),
    /// gRPC status `InvalidArgument`.
    InvalidArgument(String),
    /// gRPC status `Unknown`.
    Unknown(String),
    /// An error without a status.
    Plain(String),
    /// Nobody answers there.
    NoPath(&'static str),
    /// A module's own error.
    Chain(Fault),
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::Chain(fault)
    }
}

impl From<ChainError> for Refusal {
    fn from(error: ChainError) -> Self {
        Self::Chain(error.into())
    }
}

const KEY_NOT_FOUND: Kind = Kind { codespace: SDK, code: 22, text: "key not found" };

impl Refusal {
    /// Code and words of gRPC, whose numbers are those of its specification.
    fn status(&self) -> GrpcStatus {
        let (code, message) = match self {
            Self::InvalidArgument(text) => (3, text.clone()),
            Self::NotFound(text) => (5, text.clone()),
            Self::Unknown(text) | Self::Plain(text) => (2, text.clone()),
            Self::Chain(Fault::Error(error)) => (2, error.grpc_text()),
            Self::Chain(Fault::OutOfGas(place)) => (2, OUT_OF_GAS.because(place).text),
            Self::Chain(Fault::Nil) => (2, PANIC.nil().text),
            Self::NoPath(words) => (12, (*words).to_owned()),
        };
        GrpcStatus { code, message }
    }

    fn into_result(self) -> QueryResult {
        let grpc = self.status();
        let status = |code: &str, text: String| format!("rpc error: code = {code} desc = {text}");
        let error = match self {
            Self::NotFound(text) => KEY_NOT_FOUND.because(status("NotFound", text)),
            Self::InvalidArgument(text) => INVALID_REQUEST.because(status("InvalidArgument", text)),
            Self::Unknown(text) => UNKNOWN_REQUEST.because(status("Unknown", text)),
            Self::Plain(text) => INVALID_REQUEST.because(text),
            Self::Chain(Fault::Error(error)) if error.kind == NO_KIND => INVALID_REQUEST.because(error.text),
            Self::Chain(Fault::Error(error)) => UNKNOWN_REQUEST.because(error.text),
            Self::Chain(Fault::OutOfGas(place)) => UNKNOWN_REQUEST.because(OUT_OF_GAS.because(place).text),
            Self::Chain(Fault::Nil) => PANIC.nil(),
            Self::NoPath(words) => UNKNOWN_REQUEST.because(words),
        };
        let ChainError { kind, text, .. } = error;
        QueryResult {
            code: kind.code,
            codespace: kind.codespace.to_owned(),
            log: text,
            value: Vec::new(),
            status: Some(grpc),
        }
    }
}

pub(crate) type Reply = Result<Vec<u8>, Refusal>;

/// Answers a query from committed state.
pub(crate) fn answer(vm: &Vm, state: &dyn StateReader, header: &BlockHeader, path: &str, data: &[u8]) -> QueryResult {
    let mut run = Run::new(Store::new(state, Default::default()), header, vm, gas::INFINITE);
    match route(&mut run, state, path, data) {
        Ok(value) => QueryResult { value, ..QueryResult::default() },
        Err(refusal) => refusal.into_result(),
    }
}

fn route(run: &mut Run<'_>, state: &dyn StateReader, path: &str, data: &[u8]) -> Reply {
    match path {
        "/cosmos.auth.v1beta1.Query/Account" => accounts::account(run, decode(data)?),
        "/cosmos.auth.v1beta1.Query/AccountInfo" => accounts::account_info(run, decode(data)?),
        "/cosmos.auth.v1beta1.Query/Bech32Prefix" => Ok(accounts::bech32_prefix()),
        "/cosmos.auth.v1beta1.Query/Params" => accounts::auth_params(run),
        "/cosmos.bank.v1beta1.Query/Balance" => accounts::balance(run, decode(data)?),
        "/cosmos.bank.v1beta1.Query/AllBalances" => accounts::all_balances(run, decode(data)?),
        "/cosmos.bank.v1beta1.Query/SpendableBalances" => accounts::all_balances(run, decode(data)?),
        "/cosmos.bank.v1beta1.Query/SpendableBalanceByDenom" => accounts::balance(run, decode(data)?),
        "/cosmos.bank.v1beta1.Query/Params" => Ok(accounts::bank_params()),
        "/cosmos.bank.v1beta1.Query/TotalSupply" => accounts::total_supply(run, decode(data)?),
        "/cosmos.bank.v1beta1.Query/SupplyOf" => accounts::supply_of(run, decode(data)?),
        "/cosmos.bank.v1beta1.Query/DenomMetadata" => accounts::denom_metadata(decode(data)?),
        "/cosmos.bank.v1beta1.Query/DenomsMetadata" => accounts::denoms_metadata(),
        "/cosmos.tx.v1beta1.Service/Simulate" => simulate::simulate(run, state, decode(data)?),
        "/cosmwasm.wasm.v1.Query/ContractInfo" => contracts::info(run, decode(data)?),
        "/cosmwasm.wasm.v1.Query/ContractHistory" => contracts::history(run, decode(data)?),
        "/cosmwasm.wasm.v1.Query/ContractsByCode" => contracts::by_code(run, decode(data)?),
        "/cosmwasm.wasm.v1.Query/ContractsByCreator" => contracts::by_creator(run, decode(data)?),
        "/cosmwasm.wasm.v1.Query/AllContractState" => contracts::all_state(run, decode(data)?),
        "/cosmwasm.wasm.v1.Query/RawContractState" => contracts::raw_state(run, decode(data)?),
        "/cosmwasm.wasm.v1.Query/SmartContractState" => contracts::smart_state(run, decode(data)?),
        "/cosmwasm.wasm.v1.Query/Code" => contracts::code(run, decode(data)?),
        "/cosmwasm.wasm.v1.Query/CodeInfo" => contracts::code_info(run, decode(data)?),
        "/cosmwasm.wasm.v1.Query/Codes" => contracts::codes(run, decode(data)?),
        "/cosmwasm.wasm.v1.Query/PinnedCodes" => contracts::pinned(run, decode(data)?),
        "/cosmwasm.wasm.v1.Query/Params" => Ok(contracts::params(run)),
        "/cosmwasm.wasm.v1.Query/BuildAddress" => contracts::build_address(decode(data)?),
        "" => Err(Refusal::NoPath("no query path provided")),
        _ => Err(Refusal::NoPath("unknown query path")),
    }
}

fn decode<M: Message + Default>(data: &[u8]) -> Result<M, Refusal> {
    M::decode(data).map_err(|error| Refusal::Plain(error.to_string()))
}

fn address_of(text: &str) -> Result<Vec<u8>, Refusal> {
    super::address::canonicalize(text).map_err(Refusal::Plain)
}
