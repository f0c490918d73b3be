use cosmrs::proto::cosmwasm::wasm::v1::{
    AccessConfig, AccessType, CodeInfo, ContractCodeHistoryEntry, ContractCodeHistoryOperationType, MsgExecuteContract,
    MsgExecuteContractResponse, MsgInstantiateContract, MsgInstantiateContract2, MsgInstantiateContract2Response,
    MsgInstantiateContractResponse,
};
use cosmwasm_std::{to_json_vec, Addr, Binary, BlockInfo, ContractResult, MessageInfo, Response, Timestamp};

use super::dispatch::handle_response;
use super::state::*;
use super::vm::{call, Entry};
use crate::app::coins::{self, Coin};
use crate::app::error::*;
use crate::app::run::Run;
use crate::app::{address, auth, bank, gas};

/// Most queries within queries.
const MAX_QUERY_DEPTH: u32 = 10;

/// `MsgInstantiateContract`.
pub fn instantiate_msg(run: &mut Run<'_>, msg: &MsgInstantiateContract) -> Outcome<MsgInstantiateContractResponse> {
    let new = Instantiation {
        code_id: msg.code_id,
        creator: address::parse(&msg.sender)?,
        admin: &msg.admin,
        label: &msg.label,
        msg: &msg.msg,
        funds: coins::parse(&msg.funds)?,
    };
    let (address, data) =
        instantiate(run, &new, |run, _| Ok(address::contract(new.code_id, next_id(run, "lastContractId")?)))?;
    Ok(MsgInstantiateContractResponse { address, data })
}

/// `MsgInstantiateContract2`.
pub fn instantiate2_msg(run: &mut Run<'_>, msg: &MsgInstantiateContract2) -> Outcome<MsgInstantiateContract2Response> {
    let new = Instantiation {
        code_id: msg.code_id,
        creator: address::parse(&msg.sender)?,
        admin: &msg.admin,
        label: &msg.label,
        msg: &msg.msg,
        funds: coins::parse(&msg.funds)?,
    };
    let fixed = if msg.fix_msg { msg.msg.as_slice() } else { &[] };
    let (address, data) =
        instantiate(run, &new, |_, code| Ok(address::contract2(&code.code_hash, &new.creator, &msg.salt, fixed)))?;
    Ok(MsgInstantiateContract2Response { address, data })
}

struct Instantiation<'m> {
    code_id: u64,
    creator: Vec<u8>,
    admin: &'m str,
    label: &'m str,
    msg: &'m [u8],
    funds: Vec<Coin>,
}

fn instantiate(
    run: &mut Run<'_>,
    new: &Instantiation<'_>,
    choose: impl FnOnce(&mut Run<'_>, &CodeInfo) -> Outcome<Vec<u8>>,
) -> Outcome<(String, Vec<u8>)> {
    let code = known_code(run, new.code_id)?;
    pay_setup(run, &code, new.code_id, "Loading CosmWasm module: instantiate")?;
    if !may_instantiate(code.instantiate_config.as_ref(), &new.creator) {
        return Err(UNAUTHORIZED.because("can not instantiate").into());
    }
    let contract = choose(run, &code)?;
    if has_contract(run, &contract)? {
        let text = "contract address already exists, try a different combination of creator, checksum and salt";
        return Err(DUPLICATE.because(text).into());
    }
    claim_account(run, &contract)?;
    if !new.funds.is_empty() {
        bank::send_to_contract(run, &new.creator, &contract, &new.funds)?;
    }
    let info = info_json(&new.creator, &new.funds)?;
    let env = env_json(run, &contract)?;
    let entry = Entry::Instantiate(&info, new.msg);
    let response = respond(run, &code, &contract, &env, entry, INSTANTIATE_FAILED)?;
    run.vm.analyze(run, &code.code_hash).map_err(|error| VM_ERROR.because(error))?;

    let entry = ContractCodeHistoryEntry {
        operation: ContractCodeHistoryOperationType::Init as i32,
        code_id: new.code_id,
        updated: Some(here(run)),
        msg: new.msg.to_vec(),
    };
    let text = address::humanize(&contract);
    let info = ContractInfo {
        code_id: new.code_id,
        creator: address::humanize(&new.creator),
        admin: new.admin.to_lowercase(),
        label: new.label.to_owned(),
        created: Some(here(run)),
        ibc_port_id: String::new(),
        ibc2_port_id: format!("wasm2{}", text.trim_start_matches(address::PREFIX)),
    };
    index_by_code(run, &contract, &entry)?;
    index_by_creator(run, &new.creator, &contract)?;
    append_history(run, &contract, &entry)?;
    set_contract_info(run, &contract, &info)?;
    run.emit("instantiate", [("_contract_address", text.clone()), ("code_id", new.code_id.to_string())]);
    let data = handle_response(run, &contract, response).map_err(|fault| fault.wrap("dispatch"))?;
    Ok((text, data.unwrap_or_default()))
}

/// The account of a new contract: made, or taken over if nobody holds a key to it (somebody sent coins there before).
fn claim_account(run: &mut Run<'_>, contract: &[u8]) -> Outcome<()> {
    match auth::account(run, contract)? {
        Some(account) if account.sequence != 0 || account.pub_key.is_some() => {
            Err(ACCOUNT_EXISTS.because("address is claimed by external account").into())
        }
        Some(_) => Ok(()),
        None => auth::create_account(run, contract).map(drop),
    }
}

/// `MsgExecuteContract`.
pub fn execute_msg(run: &mut Run<'_>, msg: &MsgExecuteContract) -> Outcome<MsgExecuteContractResponse> {
    let sender = address::parse(&msg.sender)?;
    let contract = address::parse(&msg.contract)?;
    let funds = coins::parse(&msg.funds)?;
    let (info, code) = contract_and_code(run, &contract)?;
    pay_setup(run, &code, info.code_id, "Loading CosmWasm module: execute")?;
    if !funds.is_empty() {
        bank::send_to_contract(run, &sender, &contract, &funds)?;
    }
    let caller = info_json(&sender, &funds)?;
    let env = env_json(run, &contract)?;
    let response = respond(run, &code, &contract, &env, Entry::Execute(&caller, &msg.msg), EXECUTE_FAILED)?;
    run.emit("execute", [("_contract_address", address::humanize(&contract))]);
    let data = handle_response(run, &contract, response)?;
    Ok(MsgExecuteContractResponse { data: data.unwrap_or_default() })
}

/// Asks a contract. The answer is its own JSON.
pub fn query_smart(run: &mut Run<'_>, contract: &[u8], msg: &[u8]) -> Outcome<Vec<u8>> {
    if run.query_depth >= MAX_QUERY_DEPTH {
        return Err(QUERY_DEPTH.bare().into());
    }
    run.query_depth += 1;
    let answer = query_inner(run, contract, msg);
    run.query_depth -= 1;
    answer
}

fn query_inner(run: &mut Run<'_>, contract: &[u8], msg: &[u8]) -> Outcome<Vec<u8>> {
    let (info, code) = contract_and_code(run, contract)?;
    pay_setup(run, &code, info.code_id, "Loading CosmWasm module: query")?;
    let env = env_json(run, contract)?;
    let data = call(run, &code.code_hash, contract, &env, Entry::Query(msg))?;
    let data = data.map_err(|error| VM_ERROR.because(error))?;
    match parse::<Binary>(&data)? {
        ContractResult::Ok(answer) => Ok(answer.into()),
        ContractResult::Err(text) => Err(QUERY_FAILED.told_by_contract(text).into()),
    }
}

/// Calls an entry point that answers with messages.
pub(super) fn respond(
    run: &mut Run<'_>,
    code: &CodeInfo,
    contract: &[u8],
    env: &[u8],
    entry: Entry<'_>,
    refusal: Kind,
) -> Outcome<Response> {
    let data = call(run, &code.code_hash, contract, env, entry)?.map_err(|error| VM_ERROR.because(error))?;
    match parse::<Response>(&data)? {
        ContractResult::Ok(response) => Ok(response),
        ContractResult::Err(text) => Err(refusal.told_by_contract(text).into()),
    }
}

fn parse<T: serde::de::DeserializeOwned>(data: &[u8]) -> Outcome<ContractResult<T>> {
    cosmwasm_std::from_json(data).map_err(|error| match serde_json::from_slice(data) {
        // An object that is neither: wasmd takes it for a success and finds nothing in it.
        Ok(serde_json::Value::Object(fields)) if !["ok", "error"].iter().any(|name| fields.contains_key(*name)) => {
            Fault::Nil
        }
        _ => VM_ERROR.because(error).into(),
    })
}

/// Charges for loading a contract: dear once a transaction, cheap after. Replies are always cheap and do not come here.
pub(super) fn pay_setup(run: &mut Run<'_>, code: &CodeInfo, code_id: u64, place: &'static str) -> Outcome<()> {
    let pinned = is_pinned(run, code_id)?;
    let again = run.loaded.as_mut().is_some_and(|loaded| !pinned && !loaded.insert(code.code_hash.clone()));
    run.meter.consume(gas::setup(pinned || again), place)
}

pub(super) fn may_instantiate(config: Option<&AccessConfig>, sender: &[u8]) -> bool {
    let Some(config) = config else { return true };
    match AccessType::try_from(config.permission) {
        Ok(AccessType::Everybody) => true,
        Ok(AccessType::AnyOfAddresses) => config.addresses.contains(&address::humanize(sender)),
        _ => false,
    }
}

/// [`cosmwasm_std::Env`] as wasmd 0.61 writes it, which names the transaction's hash too: the contract pays for reading it.
#[derive(serde::Serialize)]
struct EnvJson {
    block: BlockInfo,
    transaction: Option<TransactionJson>,
    contract: cosmwasm_std::ContractInfo,
}

#[derive(serde::Serialize)]
struct TransactionJson {
    index: u32,
    hash: Binary,
}

/// What a contract is told about block, transaction and itself.
pub(super) fn env_json(run: &Run<'_>, contract: &[u8]) -> Result<Vec<u8>, ChainError> {
    let env = EnvJson {
        block: BlockInfo {
            height: run.header.height,
            time: Timestamp::from_nanos(run.header.time_ns),
            chain_id: run.header.chain_id.clone(),
        },
        transaction: run.tx_index.map(|index| TransactionJson { index, hash: run.tx_hash.as_slice().into() }),
        contract: cosmwasm_std::ContractInfo { address: Addr::unchecked(address::humanize(contract)) },
    };
    to_json_vec(&env).map_err(|error| VM_ERROR.because(error))
}

fn info_json(sender: &[u8], funds: &[Coin]) -> Result<Vec<u8>, ChainError> {
    let funds = funds.iter().map(|coin| cosmwasm_std::coin(coin.amount, &coin.denom)).collect();
    let info = MessageInfo { sender: Addr::unchecked(address::humanize(sender)), funds };
    to_json_vec(&info).map_err(|error| VM_ERROR.because(error))
}
