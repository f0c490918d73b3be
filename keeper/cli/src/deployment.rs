//! Where the studio of this home is: the file `deploy` writes and all other commands read.

use std::path::{Path, PathBuf};

use anyhow::Context;
use backlot_api::studio::Code;
use serde::{Deserialize, Serialize};

use crate::exit::Failure;

/// A deployment on one chain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Deployment {
    /// Chain.
    pub chain_id: String,
    /// The studio.
    pub studio: String,
    /// Its interchange.
    pub interchange: String,
    /// Its owner.
    pub owner: String,
    /// Code of the studio.
    pub studio_code: u64,
    /// Code of each kind it makes.
    pub codes: Vec<Code>,
}

impl Deployment {
    /// The file of a chain.
    pub fn file(home: &Path, chain_id: &str) -> PathBuf {
        home.join(format!("deployment-{chain_id}.json"))
    }

    /// Reads it.
    ///
    /// # Errors
    /// There is none; it is of another chain.
    pub fn load(home: &Path, chain_id: &str) -> anyhow::Result<Self> {
        let file = Self::file(home, chain_id);
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => {
                return Err(Failure::nothing(format!("no studio on {chain_id} yet: backlot deploy")));
            }
            Err(fault) => return Err(fault).with_context(|| format!("cannot read {}", file.display())),
        };
        let found: Self =
            serde_json::from_str(&text).map_err(|fault| Failure::usage(format!("{}: {fault}", file.display())))?;
        if found.chain_id != chain_id {
            return Err(Failure::usage(format!("{} is of chain {}", file.display(), found.chain_id)));
        }
        Ok(found)
    }

    /// Writes it, whole or not at all.
    ///
    /// # Errors
    /// The disk's.
    pub fn save(&self, home: &Path) -> anyhow::Result<PathBuf> {
        let file = Self::file(home, &self.chain_id);
        let draft = file.with_extension("new");
        std::fs::create_dir_all(home)?;
        std::fs::write(&draft, serde_json::to_vec_pretty(self)?)?;
        std::fs::rename(&draft, &file).with_context(|| format!("cannot write {}", file.display()))?;
        Ok(file)
    }
}
