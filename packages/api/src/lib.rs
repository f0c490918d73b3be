//! The wire of Backlot: messages, responses, events, error codes, and the storage keys that others may read raw.
//!
//! One module per contract. Nothing here decides anything: contracts, keeper, tests and the generated TypeScript
//! client all speak through these types, and none of them needs a contract crate to do so.

pub mod agreements;
pub mod code;
pub mod collection;
pub mod engine;
pub mod event;
pub mod interchange;
pub mod ledger;
pub mod licences;
pub mod limits;
pub mod permission;
pub mod returns;
pub mod rights;
pub mod schedule;
pub mod studio;

pub use ledger::{HolderIndex, LedgerError};
pub use permission::Role;

/// Reads a field in a function of its own. A struct of structs otherwise becomes one function with more than the 100
/// locals that a chain takes (cosmwasm-vm's `function_locals` limit), since each part is read in one place only.
#[inline(never)]
fn apart<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: cosmwasm_schema::serde::Deserializer<'de>,
    T: cosmwasm_schema::serde::Deserialize<'de>,
{
    T::deserialize(deserializer)
}
