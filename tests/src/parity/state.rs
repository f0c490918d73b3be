//! Everything a chain holds when the play is over.

use std::collections::BTreeMap;

use cosmrs::proto::{
    cosmos::{
        auth::v1beta1::QueryAccountRequest,
        bank::v1beta1::{QueryAllBalancesRequest, QueryAllBalancesResponse},
        base::query::v1beta1::PageRequest,
    },
    cosmwasm::wasm::v1::{
        QueryAllContractStateRequest, QueryAllContractStateResponse, QueryCodesRequest, QueryCodesResponse,
        QueryContractHistoryRequest, QueryContractInfoRequest, QueryContractsByCodeRequest,
        QueryContractsByCodeResponse,
    },
};
use prost::Message;

use super::{
    cast::{PAUPER, RICH},
    Rpc,
};
use crate::Actor;

const WASM: &str = "/cosmwasm.wasm.v1.Query";
/// Wallets that the script pays and that never sign.
const OTHERS: [&str; 7] = ["newcomer", "newcomer by many", "agent", "lender", "equity", "producer", "ghost"];

/// Codes, contracts with every key of theirs, accounts and balances: name of the fact → its bytes.
///
/// # Panics
/// Where a query that must be answered is not.
pub async fn dump(rpc: &Rpc) -> BTreeMap<String, Vec<u8>> {
    let mut facts = BTreeMap::new();
    let codes: QueryCodesResponse =
        ask(rpc, &format!("{WASM}/Codes"), &QueryCodesRequest { pagination: all(&[]) }).await;
    let mut addresses = Vec::new();
    for code in codes.code_infos {
        let code_id = code.code_id;
        facts.insert(format!("code {code_id}"), code.encode_to_vec());
        let request = QueryContractsByCodeRequest { code_id, pagination: all(&[]) };
        let made: QueryContractsByCodeResponse = ask(rpc, &format!("{WASM}/ContractsByCode"), &request).await;
        for (number, address) in made.contracts.into_iter().enumerate() {
            facts.insert(format!("contract {number} of code {code_id}"), address.clone().into_bytes());
            contract(rpc, &address, &mut facts).await;
            addresses.push((format!("contract {address}"), address));
        }
    }
    let people = RICH.iter().chain([&PAUPER]).chain(&OTHERS).map(|name| (*name).to_owned());
    let investors = (0..150).map(|n| format!("investor {n}")).chain((0..7).map(|n| format!("payee {n}")));
    addresses.extend(people.chain(investors).map(|name| (name.clone(), Actor::named(&name).wallet())));
    for (name, address) in addresses {
        let request = QueryAccountRequest { address: address.clone() };
        let account = rpc.ask("", "/cosmos.auth.v1beta1.Query/Account", &request.encode_to_vec()).await;
        facts.insert(format!("account of {name}"), [account.value, account.log.into_bytes()].concat());
        let request = QueryAllBalancesRequest { address, pagination: all(&[]), resolve_denom: false };
        let held: QueryAllBalancesResponse = ask(rpc, "/cosmos.bank.v1beta1.Query/AllBalances", &request).await;
        let held = held.balances.iter().map(|coin| format!("{}{}", coin.amount, coin.denom)).collect::<Vec<_>>();
        facts.insert(format!("balances of {name}"), held.join(",").into_bytes());
    }
    facts
}

async fn contract(rpc: &Rpc, address: &str, facts: &mut BTreeMap<String, Vec<u8>>) {
    let request = QueryContractInfoRequest { address: address.into() };
    let info = rpc.ask("", &format!("{WASM}/ContractInfo"), &request.encode_to_vec()).await;
    facts.insert(format!("{address}: info"), info.value);
    let request = QueryContractHistoryRequest { address: address.into(), pagination: all(&[]) };
    let history = rpc.ask("", &format!("{WASM}/ContractHistory"), &request.encode_to_vec()).await;
    facts.insert(format!("{address}: history"), history.value);
    let mut next = Vec::new();
    loop {
        let request = QueryAllContractStateRequest { address: address.into(), pagination: all(&next) };
        let page: QueryAllContractStateResponse = ask(rpc, &format!("{WASM}/AllContractState"), &request).await;
        for model in page.models {
            facts.insert(format!("{address}: {}", model.key.escape_ascii()), model.value);
        }
        next = page.pagination.unwrap_or_default().next_key;
        if next.is_empty() {
            return;
        }
    }
}

fn all(key: &[u8]) -> Option<PageRequest> {
    Some(PageRequest { key: key.to_vec(), limit: 1_000, ..PageRequest::default() })
}

async fn ask<A: Message + Default>(rpc: &Rpc, path: &str, request: &impl Message) -> A {
    let answer = rpc.ask("", path, &request.encode_to_vec()).await;
    assert_eq!(answer.code, 0, "{path}: {}", answer.log);
    A::decode(answer.value.as_slice()).expect("the answer is of its type")
}
