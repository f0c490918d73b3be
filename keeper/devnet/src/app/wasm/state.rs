//! What the wasm module keeps, under wasmd's keys.

use cosmrs::proto::cosmwasm::wasm::v1::{AbsoluteTxPosition, CodeInfo, ContractCodeHistoryEntry};
use prost::Message;

use crate::app::address;
use crate::app::error::*;
use crate::app::run::{Run, Space};

const CODE: u8 = 1;
const CONTRACT: u8 = 2;
const STORE: u8 = 3;
const SEQUENCE: u8 = 4;
const HISTORY: u8 = 5;
const BY_CODE: u8 = 6;
const PINNED: u8 = 7;
const BY_CREATOR: u8 = 9;
/// Key of the module's parameters.
pub const PARAMS: &[u8] = &[0x10];
/// Length of a position in an index key: height, then index in the block.
pub const POSITION_LEN: usize = 16;

/// A contract, with the field that wasmd 0.61 has and the published protobuf crate has not.
#[derive(Clone, PartialEq, prost::Message)]
pub struct ContractInfo {
    /// Code.
    #[prost(uint64, tag = "1")]
    pub code_id: u64,
    /// Who made it.
    #[prost(string, tag = "2")]
    pub creator: String,
    /// Who may migrate it; empty: nobody.
    #[prost(string, tag = "3")]
    pub admin: String,
    /// Label.
    #[prost(string, tag = "4")]
    pub label: String,
    /// When it was made.
    #[prost(message, optional, tag = "5")]
    pub created: Option<AbsoluteTxPosition>,
    /// Port of the first IBC; empty: none.
    #[prost(string, tag = "6")]
    pub ibc_port_id: String,
    /// Port of the second IBC; every contract has one.
    #[prost(string, tag = "8")]
    pub ibc2_port_id: String,
}

fn id_key(prefix: u8, id: u64) -> Vec<u8> {
    [&[prefix][..], &id.to_be_bytes()].concat()
}

/// Key of a code; what follows the first byte is the id.
pub fn code_prefix() -> Vec<u8> {
    vec![CODE]
}

/// Prefix of pinned codes; what follows is the id.
pub fn pinned_prefix() -> Vec<u8> {
    vec![PINNED]
}

/// Prefix of a contract's own state.
pub fn store_prefix(contract: &[u8]) -> Vec<u8> {
    [&[STORE], contract].concat()
}

/// Prefix of a contract's history.
pub fn history_prefix(contract: &[u8]) -> Vec<u8> {
    [&[HISTORY], contract].concat()
}

/// Prefix of the contracts of a code; what follows is position and address.
pub fn by_code_prefix(code_id: u64) -> Vec<u8> {
    id_key(BY_CODE, code_id)
}

/// Prefix of the contracts of a creator; what follows is position and address.
pub fn by_creator_prefix(creator: &[u8]) -> Vec<u8> {
    let len = u8::try_from(creator.len()).unwrap_or(u8::MAX);
    [&[BY_CREATOR, len], creator].concat()
}

fn position_bytes(position: &AbsoluteTxPosition) -> [u8; POSITION_LEN] {
    let mut bytes = [0; POSITION_LEN];
    bytes[..8].copy_from_slice(&position.block_height.to_be_bytes());
    bytes[8..].copy_from_slice(&position.tx_index.to_be_bytes());
    bytes
}

/// This transaction's place on the chain.
pub fn here(run: &Run<'_>) -> AbsoluteTxPosition {
    AbsoluteTxPosition { block_height: run.header.height, tx_index: u64::from(run.tx_index.unwrap_or_default()) }
}

/// A code.
pub fn code_info(run: &mut Run<'_>, code_id: u64) -> Outcome<Option<CodeInfo>> {
    let bytes = run.get(Space::Wasm, &id_key(CODE, code_id))?;
    Ok(bytes.and_then(|bytes| CodeInfo::decode(bytes.as_slice()).ok()))
}

/// A code that must exist.
pub fn known_code(run: &mut Run<'_>, code_id: u64) -> Outcome<CodeInfo> {
    code_info(run, code_id)?.ok_or_else(|| no_such_code(code_id).into())
}

/// The error for a code that does not exist.
pub fn no_such_code(code_id: u64) -> ChainError {
    NO_SUCH_CODE.hinted(format!("code id {code_id}"), SystemHint::NoSuchCode(code_id))
}

/// The error for a contract that does not exist.
pub fn no_such_contract(contract: &[u8]) -> ChainError {
    let text = address::humanize(contract);
    NO_SUCH_CONTRACT.hinted(format!("address {text}"), SystemHint::NoSuchContract(text))
}

/// Stores a code.
pub fn set_code_info(run: &mut Run<'_>, code_id: u64, info: &CodeInfo) -> Outcome<()> {
    run.set(Space::Wasm, &id_key(CODE, code_id), info.encode_to_vec())
}

/// Whether a code is pinned. None is; a chain looks, and looking costs.
pub fn is_pinned(run: &mut Run<'_>, code_id: u64) -> Outcome<bool> {
    run.has(Space::Wasm, &id_key(PINNED, code_id))
}

/// A contract.
pub fn contract_info(run: &mut Run<'_>, contract: &[u8]) -> Outcome<Option<ContractInfo>> {
    let bytes = run.get(Space::Wasm, &[&[CONTRACT], contract].concat())?;
    Ok(bytes.and_then(|bytes| ContractInfo::decode(bytes.as_slice()).ok()))
}

/// Whether a contract exists.
pub fn has_contract(run: &mut Run<'_>, contract: &[u8]) -> Outcome<bool> {
    run.has(Space::Wasm, &[&[CONTRACT], contract].concat())
}

/// Stores a contract.
pub fn set_contract_info(run: &mut Run<'_>, contract: &[u8], info: &ContractInfo) -> Outcome<()> {
    run.set(Space::Wasm, &[&[CONTRACT], contract].concat(), info.encode_to_vec())
}

/// Contract and code together, both of which must exist.
pub fn contract_and_code(run: &mut Run<'_>, contract: &[u8]) -> Outcome<(ContractInfo, CodeInfo)> {
    let info = contract_info(run, contract)?.ok_or_else(|| no_such_contract(contract))?;
    let code = known_code(run, info.code_id)?;
    Ok((info, code))
}

/// The next value of a sequence that begins at 1.
pub fn next_id(run: &mut Run<'_>, name: &str) -> Outcome<u64> {
    let key = [&[SEQUENCE], name.as_bytes()].concat();
    let id = run.get(Space::Wasm, &key)?.and_then(|bytes| bytes.try_into().ok()).map_or(1, u64::from_be_bytes);
    run.set(Space::Wasm, &key, id.saturating_add(1).to_be_bytes().to_vec())?;
    Ok(id)
}

/// Adds a contract to the index by code.
pub fn index_by_code(run: &mut Run<'_>, contract: &[u8], entry: &ContractCodeHistoryEntry) -> Outcome<()> {
    run.set(Space::Wasm, &by_code_key(contract, entry), Vec::new())
}

/// Takes a contract out of the index by code.
pub fn unindex_by_code(run: &mut Run<'_>, contract: &[u8], entry: &ContractCodeHistoryEntry) -> Outcome<()> {
    run.remove(Space::Wasm, &by_code_key(contract, entry))
}

fn by_code_key(contract: &[u8], entry: &ContractCodeHistoryEntry) -> Vec<u8> {
    let position = position_bytes(&entry.updated.clone().unwrap_or_default());
    [by_code_prefix(entry.code_id).as_slice(), &position, contract].concat()
}

/// Adds a contract to the index by creator.
pub fn index_by_creator(run: &mut Run<'_>, creator: &[u8], contract: &[u8]) -> Outcome<()> {
    let position = position_bytes(&here(run));
    run.set(Space::Wasm, &[by_creator_prefix(creator).as_slice(), &position, contract].concat(), Vec::new())
}

/// The newest entry of a contract's history, with its number.
pub fn last_history(run: &mut Run<'_>, contract: &[u8]) -> Outcome<Option<(u64, ContractCodeHistoryEntry)>> {
    let prefix = history_prefix(contract);
    let row = run.last(Space::Wasm, &prefix)?;
    Ok(row.and_then(|(key, value)| {
        let number = key.get(prefix.len()..)?.try_into().ok().map(u64::from_be_bytes)?;
        Some((number, ContractCodeHistoryEntry::decode(value.as_slice()).ok()?))
    }))
}

/// Adds to a contract's history.
pub fn append_history(run: &mut Run<'_>, contract: &[u8], entry: &ContractCodeHistoryEntry) -> Outcome<()> {
    let number = last_history(run, contract)?.map_or(0, |(number, _)| number).saturating_add(1);
    let key = [history_prefix(contract).as_slice(), &number.to_be_bytes()].concat();
    run.set(Space::Wasm, &key, entry.encode_to_vec())
}
