use std::{collections::BTreeMap, fmt};

use anyhow::Context;
use backlot_chain::{Chain, CodeInfo, CodeStore};
use serde::{Deserialize, Serialize};

/// Codes in one answer.
const PAGE: u32 = 100;

/// Looks through the codes of a chain from number `from` on; the answer is the number to begin with next time.
///
/// # Errors
/// The chain's.
pub async fn look(chain: &impl CodeStore, from: u64, mut each: impl FnMut(CodeInfo)) -> anyhow::Result<u64> {
    let mut next = from.max(1);
    loop {
        let page = chain.codes(next, PAGE).await?;
        let Some(last) = page.last() else { return Ok(next) };
        next = last.id.saturating_add(1);
        page.into_iter().for_each(&mut each);
    }
}

/// Codes by number, each asked for once.
#[derive(Default)]
pub struct CodeBook {
    known: BTreeMap<u64, CodeInfo>,
}

impl CodeBook {
    /// A code.
    ///
    /// # Errors
    /// There is none of this number; the chain's.
    pub async fn code(&mut self, chain: &impl CodeStore, id: u64) -> anyhow::Result<CodeInfo> {
        if let Some(code) = self.known.get(&id) {
            return Ok(code.clone());
        }
        let code = chain.code(id).await?.with_context(|| format!("the chain has no code {id}"))?;
        self.known.insert(id, code.clone());
        Ok(code)
    }
}

/// Name and version that a contract keeps of itself, as cw2 lays them down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Name of the contract.
    pub contract: String,
    /// Version.
    pub version: String,
}

impl Version {
    /// `major.minor.patch`, plain, as our contracts' own guard reads them.
    pub fn numbers(version: &str) -> Option<[u64; 3]> {
        let mut parts = version.split('.').map(|part| part.parse::<u64>().ok());
        let triple = [parts.next()??, parts.next()??, parts.next()??];
        parts.next().is_none().then_some(triple)
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.contract, self.version)
    }
}

/// What a contract says it is, from its storage: no code of it runs for that. Unknown where it says nothing that can be
/// read, which none of ours does.
///
/// # Errors
/// The chain's.
pub async fn version_of(chain: &impl Chain, contract: &str) -> anyhow::Result<Version> {
    let raw = chain.query_raw(contract, b"contract_info").await?;
    let told = raw.and_then(|raw| serde_json::from_slice(&raw).ok());
    Ok(told.unwrap_or_else(|| Version { contract: "unknown".into(), version: "unknown".into() }))
}
