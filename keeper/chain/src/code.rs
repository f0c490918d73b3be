//! What a chain keeps of code and of the contracts made of it. Whoever deploys, checks or migrates needs it; the
//! keeper's jobs do not.

use std::fmt;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::{address, Chain, ChainError};

/// Who may do something with code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Access {
    /// Nobody but the chain's governance.
    Nobody,
    /// Everybody.
    Everybody,
    /// These addresses. In [`Permissions::instantiate`] none are named: it is whoever stores the code.
    AnyOf(Vec<String>),
}

impl Access {
    /// Whether an address may.
    pub fn allows(&self, address: &str) -> bool {
        match self {
            Self::Nobody => false,
            Self::Everybody => true,
            Self::AnyOf(addresses) => addresses.iter().any(|one| one == address),
        }
    }
}

impl fmt::Display for Access {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nobody => f.write_str("nobody"),
            Self::Everybody => f.write_str("everybody"),
            Self::AnyOf(addresses) => write!(f, "only {}", addresses.join(", ")),
        }
    }
}

/// Code on a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CodeInfo {
    /// Number on this chain.
    pub id: u64,
    /// Who stored it.
    pub creator: String,
    /// SHA-256 of the unpacked wasm, lower-case hex.
    pub checksum: String,
    /// Who may make contracts of it, and migrate contracts to it.
    pub instantiate: Access,
}

/// A contract on a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractInfo {
    /// Its code of now.
    pub code_id: u64,
    /// Who made it.
    pub creator: String,
    /// Who may migrate it; none: nobody, ever.
    pub admin: Option<String>,
    /// Name for people.
    pub label: String,
}

/// What a chain allows with code (the parameters of its wasm module).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permissions {
    /// Who may store code.
    pub upload: Access,
    /// Who may make contracts of code whose uploader did not say.
    pub instantiate: Access,
}

/// A chain's code and contracts.
#[async_trait]
pub trait CodeStore: Chain {
    /// Codes by number, the first of them `from` or the next there is; at most `limit`. Empty: there are no more.
    async fn codes(&self, from: u64, limit: u32) -> Result<Vec<CodeInfo>, ChainError>;
    /// A contract; none where there is none at the address.
    async fn contract(&self, address: &str) -> Result<Option<ContractInfo>, ChainError>;
    /// What the chain allows.
    async fn permissions(&self) -> Result<Permissions, ChainError>;
    /// The least gas price of the node that answers, as in `0.025stake`; none where it does not say.
    async fn least_gas_price(&self) -> Result<Option<String>, ChainError>;

    /// A code by its number.
    async fn code(&self, id: u64) -> Result<Option<CodeInfo>, ChainError> {
        Ok(self.codes(id, 1).await?.into_iter().find(|code| code.id == id))
    }
}

/// Where [`Msg::Instantiate2`](crate::Msg::Instantiate2) makes a contract: a function of the code's checksum, of who
/// makes it, and of the salt.
///
/// # Errors
/// [`ChainError::Key`] for a creator with another prefix; [`ChainError::Malformed`] for a checksum or salt that cannot
/// be.
pub fn predict(prefix: &str, checksum: &str, creator: &str, salt: &[u8]) -> Result<String, ChainError> {
    let malformed = |what: String| ChainError::Malformed(what);
    let checksum = hex::decode(checksum).map_err(|error| malformed(format!("checksum {checksum}: {error}")))?;
    let creator = address::decode(prefix, creator)?;
    let contract = cosmwasm_std::instantiate2_address(&checksum, &creator.into(), salt)
        .map_err(|error| malformed(format!("address of a contract: {error}")))?;
    address::encode(prefix, &contract)
}
