use cosmrs::proto::cosmwasm::wasm::v1::{
    ContractCodeHistoryEntry, ContractCodeHistoryOperationType, MsgMigrateContract, MsgMigrateContractResponse,
};
use cosmwasm_std::{to_json_vec, Addr, MigrateInfo};

use super::contract::{env_json, may_instantiate, pay_setup, respond};
use super::dispatch::handle_response;
use super::state::*;
use super::vm::Entry;
use crate::app::address;
use crate::app::error::*;
use crate::app::run::Run;

fn administered(run: &mut Run<'_>, contract: &[u8], sender: &str, verb: &str) -> Outcome<ContractInfo> {
    let info = contract_info(run, contract)?.ok_or_else(|| INVALID_REQUEST.because("unknown contract"))?;
    if info.admin.is_empty() || info.admin != sender {
        return Err(UNAUTHORIZED.because(format!("can not {verb}")).into());
    }
    Ok(info)
}

/// `MsgMigrateContract`.
pub fn migrate_msg(run: &mut Run<'_>, msg: &MsgMigrateContract) -> Outcome<MsgMigrateContractResponse> {
    let sender = address::parse(&msg.sender)?;
    let contract = address::parse(&msg.contract)?;
    let mut info = administered(run, &contract, &address::humanize(&sender), "migrate")?;
    let unknown = || Fault::from(INVALID_REQUEST.because("unknown code"));
    let code = code_info(run, msg.code_id)?.ok_or_else(unknown)?;
    if !may_instantiate(code.instantiate_config.as_ref(), &sender) {
        return Err(UNAUTHORIZED.because("to use new code").into());
    }
    let analyze = |run: &Run<'_>, hash: &[u8]| run.vm.analyze(run, hash).map_err(|error| VM_ERROR.because(error));
    let version = analyze(run, &code.code_hash)?.contract_migrate_version;
    let old = code_info(run, info.code_id)?.ok_or_else(unknown)?;
    let old_version = analyze(run, &old.code_hash)?.contract_migrate_version;

    // Code that declares the version the old one declared has nothing to migrate and is not called.
    let response = match (version, old_version) {
        (Some(new), Some(old)) if new == old => None,
        _ => {
            pay_setup(run, &code, msg.code_id, "Loading CosmWasm module: migrate")?;
            let sender = Addr::unchecked(address::humanize(&sender));
            let told = to_json_vec(&MigrateInfo { sender, old_migrate_version: old_version });
            let told = told.map_err(|error| VM_ERROR.because(error))?;
            let env = env_json(run, &contract)?;
            Some(respond(run, &code, &contract, &env, Entry::Migrate(&msg.msg, &told), MIGRATION_FAILED)?)
        }
    };
    if let Some((_, last)) = last_history(run, &contract)? {
        unindex_by_code(run, &contract, &last)?;
    }
    let entry = ContractCodeHistoryEntry {
        operation: ContractCodeHistoryOperationType::Migrate as i32,
        code_id: msg.code_id,
        updated: Some(here(run)),
        msg: msg.msg.clone(),
    };
    append_history(run, &contract, &entry)?;
    index_by_code(run, &contract, &entry)?;
    info.code_id = msg.code_id;
    set_contract_info(run, &contract, &info)?;
    let text = address::humanize(&contract);
    run.emit("migrate", [("code_id", msg.code_id.to_string()), ("_contract_address", text)]);
    let data = match response {
        Some(response) => handle_response(run, &contract, response).map_err(|fault| fault.wrap("dispatch"))?,
        None => None,
    };
    Ok(MsgMigrateContractResponse { data: data.unwrap_or_default() })
}

/// `MsgUpdateAdmin`, and `MsgClearAdmin` with none.
pub fn set_admin(run: &mut Run<'_>, sender: &str, contract: &str, admin: Option<&str>) -> Outcome<()> {
    let sender = address::humanize(&address::parse(sender)?);
    let contract = address::parse(contract)?;
    let admin = admin.map(address::parse).transpose()?.map(|admin| address::humanize(&admin)).unwrap_or_default();
    let mut info = administered(run, &contract, &sender, "modify contract")?;
    info.admin.clone_from(&admin);
    set_contract_info(run, &contract, &info)?;
    let text = address::humanize(&contract);
    run.emit("update_contract_admin", [("_contract_address", text), ("new_admin_address", admin)]);
    Ok(())
}
