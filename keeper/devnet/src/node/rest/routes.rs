//! Which path asks what.

use axum::routing::MethodFilter;

use super::{chain, txs, Args, Reply};
use crate::node::Node;
use crate::proto::{self, Message};

/// Who answers a route.
pub(super) enum Answer {
    /// The state machine: gRPC method, its request and its response.
    App { path: &'static str, request: &'static Message, response: &'static Message },
    /// The node.
    Node(fn(&Node, &Args) -> Reply),
}

/// A route.
pub(super) struct Route {
    /// HTTP's method.
    pub verb: MethodFilter,
    /// Path with `{parameters}`, named as the fields of the request.
    pub path: &'static str,
    /// Who answers.
    pub answer: Answer,
}

macro_rules! app {
    ($($verb:ident $path:literal => $method:literal $request:ident $response:ident;)*) => {
        &[$(Route {
            verb: MethodFilter::$verb,
            path: $path,
            answer: Answer::App { path: $method, request: &proto::$request, response: &proto::$response },
        },)*]
    };
}

macro_rules! node {
    ($($verb:ident $path:literal => $handler:path;)*) => {
        &[$(Route { verb: MethodFilter::$verb, path: $path, answer: Answer::Node($handler) },)*]
    };
}

/// What the state machine answers.
pub(super) static OF_APP: &[Route] = app! {
    GET "/cosmos/auth/v1beta1/accounts/{address}" => "/cosmos.auth.v1beta1.Query/Account" ADDRESS ACCOUNT;
    GET "/cosmos/auth/v1beta1/account_info/{address}" => "/cosmos.auth.v1beta1.Query/AccountInfo" ADDRESS ACCOUNT_INFO;
    GET "/cosmos/auth/v1beta1/bech32" => "/cosmos.auth.v1beta1.Query/Bech32Prefix" NOTHING BECH32;
    GET "/cosmos/auth/v1beta1/params" => "/cosmos.auth.v1beta1.Query/Params" NOTHING AUTH_PARAMS;

    GET "/cosmos/bank/v1beta1/balances/{address}" => "/cosmos.bank.v1beta1.Query/AllBalances" ADDRESS_PAGE BALANCES;
    GET "/cosmos/bank/v1beta1/balances/{address}/by_denom"
        => "/cosmos.bank.v1beta1.Query/Balance" ADDRESS_DENOM BALANCE;
    GET "/cosmos/bank/v1beta1/spendable_balances/{address}"
        => "/cosmos.bank.v1beta1.Query/SpendableBalances" ADDRESS_PAGE BALANCES;
    GET "/cosmos/bank/v1beta1/spendable_balances/{address}/by_denom"
        => "/cosmos.bank.v1beta1.Query/SpendableBalanceByDenom" ADDRESS_DENOM BALANCE;
    GET "/cosmos/bank/v1beta1/supply" => "/cosmos.bank.v1beta1.Query/TotalSupply" PAGE SUPPLY;
    GET "/cosmos/bank/v1beta1/supply/by_denom" => "/cosmos.bank.v1beta1.Query/SupplyOf" DENOM SUPPLY_OF;
    GET "/cosmos/bank/v1beta1/denoms_metadata" => "/cosmos.bank.v1beta1.Query/DenomsMetadata" PAGE METADATAS;
    GET "/cosmos/bank/v1beta1/denoms_metadata/{denom}" => "/cosmos.bank.v1beta1.Query/DenomMetadata" DENOM METADATA_OF;
    GET "/cosmos/bank/v1beta1/params" => "/cosmos.bank.v1beta1.Query/Params" NOTHING BANK_PARAMS;

    POST "/cosmos/tx/v1beta1/simulate" => "/cosmos.tx.v1beta1.Service/Simulate" SIMULATE SIMULATED;

    GET "/cosmwasm/wasm/v1/code" => "/cosmwasm.wasm.v1.Query/Codes" PAGE CODES;
    GET "/cosmwasm/wasm/v1/code/{code_id}" => "/cosmwasm.wasm.v1.Query/Code" CODE_ID CODE;
    GET "/cosmwasm/wasm/v1/code-info/{code_id}" => "/cosmwasm.wasm.v1.Query/CodeInfo" CODE_ID CODE_INFO_ONLY;
    GET "/cosmwasm/wasm/v1/code/{code_id}/contracts"
        => "/cosmwasm.wasm.v1.Query/ContractsByCode" CODE_ID_PAGE CONTRACTS;
    GET "/cosmwasm/wasm/v1/codes/params" => "/cosmwasm.wasm.v1.Query/Params" NOTHING WASM_PARAMS;
    GET "/cosmwasm/wasm/v1/codes/pinned" => "/cosmwasm.wasm.v1.Query/PinnedCodes" PAGE_SECOND PINNED;
    GET "/cosmwasm/wasm/v1/contract/{address}" => "/cosmwasm.wasm.v1.Query/ContractInfo" ADDRESS CONTRACT;
    GET "/cosmwasm/wasm/v1/contract/{address}/history"
        => "/cosmwasm.wasm.v1.Query/ContractHistory" ADDRESS_PAGE HISTORY;
    GET "/cosmwasm/wasm/v1/contract/{address}/state"
        => "/cosmwasm.wasm.v1.Query/AllContractState" ADDRESS_PAGE STATE;
    GET "/cosmwasm/wasm/v1/contract/{address}/raw/{query_data}"
        => "/cosmwasm.wasm.v1.Query/RawContractState" RAW RAW_STATE;
    GET "/cosmwasm/wasm/v1/contract/{address}/smart/{query_data}"
        => "/cosmwasm.wasm.v1.Query/SmartContractState" RAW SMART_STATE;
    GET "/cosmwasm/wasm/v1/contracts/creator/{creator_address}"
        => "/cosmwasm.wasm.v1.Query/ContractsByCreator" CREATOR_PAGE CREATED;
};

/// What the node answers.
pub(super) static OF_NODE: &[Route] = node! {
    GET "/cosmos/base/node/v1beta1/config" => chain::config;
    GET "/cosmos/base/node/v1beta1/status" => chain::status;
    GET "/cosmos/base/tendermint/v1beta1/node_info" => chain::node_info;
    GET "/cosmos/base/tendermint/v1beta1/syncing" => chain::syncing;
    GET "/cosmos/base/tendermint/v1beta1/blocks/latest" => chain::latest_block;
    GET "/cosmos/base/tendermint/v1beta1/blocks/{height}" => chain::block_by_height;
    GET "/cosmos/base/tendermint/v1beta1/validatorsets/latest" => chain::validators;
    GET "/cosmos/tx/v1beta1/txs" => txs::search;
    POST "/cosmos/tx/v1beta1/txs" => txs::broadcast;
    GET "/cosmos/tx/v1beta1/txs/{hash}" => txs::by_hash;
    GET "/cosmos/tx/v1beta1/txs/block/{height}" => txs::of_block;
};
