//! What clients ask, rightly and wrongly.

use cosmrs::proto::{
    cosmos::{
        auth::v1beta1::QueryAccountRequest,
        bank::v1beta1::{QueryAllBalancesRequest, QueryBalanceRequest, QuerySupplyOfRequest},
        base::query::v1beta1::PageRequest,
        tx::v1beta1::SimulateRequest,
    },
    cosmwasm::wasm::v1::{
        QueryAllContractStateRequest, QueryBuildAddressRequest, QueryCodeRequest, QueryCodesRequest,
        QueryContractHistoryRequest, QueryContractInfoRequest, QueryContractsByCodeRequest,
        QueryContractsByCreatorRequest, QueryRawContractStateRequest, QuerySmartContractStateRequest,
        QuerySmartContractStateResponse,
    },
};
use prost::Message;

use super::*;

const WASM: &str = "/cosmwasm.wasm.v1.Query";

/// Asks a contract and gives its JSON.
pub async fn smart(stage: &mut Stage, name: &str, contract: &str, query: &[u8]) -> Vec<u8> {
    let ask = QuerySmartContractStateRequest { address: contract.into(), query_data: query.to_vec() };
    let answer = stage.ask(name, &format!("{WASM}/SmartContractState"), &ask.encode_to_vec()).await;
    QuerySmartContractStateResponse::decode(answer.value.as_slice()).unwrap_or_default().data
}

pub async fn play(stage: &mut Stage) {
    contracts(stage).await;
    codes(stage).await;
    accounts(stage).await;
}

async fn contracts(stage: &mut Stage) {
    let (rights, ghost) = (stage.contract("rights"), wallet("ghost"));
    for (name, contract, query) in [
        ("a smart query", rights.as_str(), b"{\"token_info\":{}}".as_slice()),
        ("a smart query that the contract refuses", &rights, b"{\"balance\":{\"address\":\"nobody\"}}"),
        ("a smart query that the contract does not know", &rights, b"{\"no\":{}}"),
        ("a smart query that is no JSON", &rights, b"{"),
        ("a smart query of nothing", &rights, b""),
        ("a smart query of nobody", &ghost, b"{}"),
        ("a smart query of no address", "nobody", b"{}"),
        ("a smart query of no name", "", b"{}"),
    ] {
        smart(stage, name, contract, query).await;
    }
    let raw =
        |address: &str, key: &[u8]| QueryRawContractStateRequest { address: address.into(), query_data: key.to_vec() };
    for (name, ask) in [
        ("a raw query", raw(&rights, b"head")),
        ("a raw query of what is not there", raw(&rights, b"nothing")),
        ("a raw query of nobody", raw(&ghost, b"head")),
        ("a raw query of no address", raw("nobody", b"head")),
    ] {
        stage.ask(name, &format!("{WASM}/RawContractState"), &ask.encode_to_vec()).await;
    }
    for (name, address) in
        [("a contract", rights.as_str()), ("no contract", &ghost), ("no address", "nobody"), ("nothing", "")]
    {
        let ask = QueryContractInfoRequest { address: address.into() };
        stage.ask(&format!("info of {name}"), &format!("{WASM}/ContractInfo"), &ask.encode_to_vec()).await;
        let ask = QueryContractHistoryRequest { address: address.into(), pagination: None };
        stage.ask(&format!("history of {name}"), &format!("{WASM}/ContractHistory"), &ask.encode_to_vec()).await;
        let ask = QueryAllContractStateRequest { address: address.into(), pagination: page(2) };
        stage.ask(&format!("two keys of {name}"), &format!("{WASM}/AllContractState"), &ask.encode_to_vec()).await;
        let ask = QueryContractsByCreatorRequest { creator_address: address.into(), pagination: None };
        stage
            .ask(&format!("what was made by {name}"), &format!("{WASM}/ContractsByCreator"), &ask.encode_to_vec())
            .await;
    }
    let ask = QueryContractsByCreatorRequest { creator_address: wallet("studio owner"), pagination: page(3) };
    stage.ask("what the owner made", &format!("{WASM}/ContractsByCreator"), &ask.encode_to_vec()).await;
}

fn page(limit: u64) -> Option<PageRequest> {
    Some(PageRequest { limit, ..PageRequest::default() })
}

async fn codes(stage: &mut Stage) {
    let code = stage.code("puppet");
    for (name, code_id) in [("code", code), ("no code", 999), ("code zero", 0)] {
        let ask = QueryContractsByCodeRequest { code_id, pagination: page(2) };
        stage.ask(&format!("contracts of {name}"), &format!("{WASM}/ContractsByCode"), &ask.encode_to_vec()).await;
        let ask = QueryCodeRequest { code_id };
        stage.ask(&format!("{name} and its bytes"), &format!("{WASM}/Code"), &ask.encode_to_vec()).await;
        stage.ask(&format!("{name} without its bytes"), &format!("{WASM}/CodeInfo"), &ask.encode_to_vec()).await;
    }
    let ask = QueryCodesRequest { pagination: None };
    stage.ask("all codes", &format!("{WASM}/Codes"), &ask.encode_to_vec()).await;
    let counted = Some(PageRequest { limit: 2, count_total: true, ..PageRequest::default() });
    stage
        .ask(
            "two codes and how many there are",
            &format!("{WASM}/Codes"),
            &QueryCodesRequest { pagination: counted }.encode_to_vec(),
        )
        .await;
    stage.ask("two codes", &format!("{WASM}/Codes"), &QueryCodesRequest { pagination: page(2) }.encode_to_vec()).await;
    stage.ask("pinned codes", &format!("{WASM}/PinnedCodes"), &[]).await;
    stage.ask("parameters of wasm", &format!("{WASM}/Params"), &[]).await;
    let build = |code_hash: &str, salt: &str| QueryBuildAddressRequest {
        code_hash: code_hash.into(),
        creator_address: wallet("payer"),
        salt: salt.into(),
        init_args: vec![],
    };
    let hash = "13a1fc994cc6d1c81b746ee0c0ff6f90043875e0bf1d9be6b7d779fc978dc2a5";
    for (name, ask) in [
        ("an address", build(hash, "61")),
        ("an address of no hash", build("xx", "61")),
        ("an address without salt", build(hash, "")),
    ] {
        stage.ask(name, &format!("{WASM}/BuildAddress"), &ask.encode_to_vec()).await;
    }
}

async fn accounts(stage: &mut Stage) {
    let payer = wallet("payer");
    for (name, address) in
        [("the payer", payer.as_str()), ("nobody", &wallet("ghost")), ("no address", "nobody"), ("nothing", "")]
    {
        let ask = QueryAccountRequest { address: address.into() };
        stage.ask(&format!("account of {name}"), "/cosmos.auth.v1beta1.Query/Account", &ask.encode_to_vec()).await;
        let ask = QueryBalanceRequest { address: address.into(), denom: USD.into() };
        stage.ask(&format!("balance of {name}"), "/cosmos.bank.v1beta1.Query/Balance", &ask.encode_to_vec()).await;
        let ask = QueryAllBalancesRequest { address: address.into(), pagination: page(2), resolve_denom: false };
        stage.ask(&format!("balances of {name}"), "/cosmos.bank.v1beta1.Query/AllBalances", &ask.encode_to_vec()).await;
    }
    for (name, denom) in [("a bad denom", "1"), ("no denom", ""), ("another denom", "nothing")] {
        let ask = QueryBalanceRequest { address: payer.clone(), denom: denom.into() };
        stage.ask(&format!("balance in {name}"), "/cosmos.bank.v1beta1.Query/Balance", &ask.encode_to_vec()).await;
        let ask = QuerySupplyOfRequest { denom: denom.into() };
        stage.ask(&format!("supply of {name}"), "/cosmos.bank.v1beta1.Query/SupplyOf", &ask.encode_to_vec()).await;
    }
    let ask = QuerySupplyOfRequest { denom: USD.into() };
    stage.ask("supply", "/cosmos.bank.v1beta1.Query/SupplyOf", &ask.encode_to_vec()).await;
    stage.ask("parameters of accounts", "/cosmos.auth.v1beta1.Query/Params", &[]).await;
    stage.ask("a path that is not there", "/backlot.v1.Query/Nothing", &[]).await;
    stage.ask("no path", "", &[]).await;
    stage.ask("a request that is garbled", "/cosmos.bank.v1beta1.Query/Balance", &[255, 255, 255]).await;
    #[allow(deprecated, reason = "the field must be named to be left empty")]
    for (name, tx_bytes) in [("nothing simulated", vec![]), ("garbage simulated", b"a film".to_vec())] {
        let ask = SimulateRequest { tx: None, tx_bytes };
        stage.ask(name, "/cosmos.tx.v1beta1.Service/Simulate", &ask.encode_to_vec()).await;
    }
}
