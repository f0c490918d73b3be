//! Where the studio of this home is: the file `deploy` writes and all other commands read.

use std::path::{Path, PathBuf};

use anyhow::Context;
use serde::{de::DeserializeOwned, Deserialize, Serialize};

use crate::exit::Failure;

/// Code that a deployment stands on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// `studio`, or a kind of contract that it makes.
    pub part: String,
    /// Number on the chain.
    pub code_id: u64,
    /// SHA-256 of the wasm, hex.
    pub checksum: String,
}

/// A deployment on one chain.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Written")]
pub struct Deployment {
    /// Chain.
    pub chain_id: String,
    /// Version of the contracts.
    pub version: String,
    /// The studio.
    pub studio: String,
    /// Its interchange.
    pub interchange: String,
    /// Who made it, owns it, and may migrate it.
    pub owner: String,
    /// Code of the studio and of each kind it makes.
    pub codes: Vec<Stored>,
    /// When it was made, by the chain's clock.
    pub deployed: String,
    /// When it was last moved to other code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub migrated: Option<String>,
}

/// The file as this version writes it, and as 0.1.0 did.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Now {
        chain_id: String,
        version: String,
        studio: String,
        interchange: String,
        owner: String,
        codes: Vec<Stored>,
        deployed: String,
        migrated: Option<String>,
    },
    First {
        chain_id: String,
        studio: String,
        interchange: String,
        owner: String,
        studio_code: u64,
        codes: Vec<backlot_api::studio::Code>,
    },
}

impl From<Written> for Deployment {
    fn from(written: Written) -> Self {
        match written {
            Written::Now { chain_id, version, studio, interchange, owner, codes, deployed, migrated } => {
                Self { chain_id, version, studio, interchange, owner, codes, deployed, migrated }
            }
            // 0.1.0 wrote neither checksums nor a time.
            Written::First { chain_id, studio, interchange, owner, studio_code, codes } => {
                let stored = |part: &str, code_id| Stored { part: part.into(), code_id, checksum: String::new() };
                let version = codes.first().map_or_else(String::new, |code| code.version.clone());
                let kinds = codes.iter().map(|code| stored(code.kind.name(), code.code_id));
                let codes = std::iter::once(stored(crate::release::STUDIO, studio_code)).chain(kinds).collect();
                let deployed = String::new();
                Self { chain_id, version, studio, interchange, owner, codes, deployed, migrated: None }
            }
        }
    }
}

/// A deployment that is not finished: what `deploy` goes on from when it is called again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Chain.
    pub chain_id: String,
    /// Whose studio it is going to be.
    pub owner: String,
    /// Version of the contracts.
    pub version: String,
    /// Which of the owner's studios of this code: part of its address.
    pub number: u32,
    /// Where it is going to be.
    pub studio: String,
    /// Codes that are on the chain.
    pub codes: Vec<Stored>,
    /// Code number from which on the chain has not been looked through.
    pub next: u64,
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
        let found: Option<Self> = read(&file)?;
        let found = found.ok_or_else(|| Failure::nothing(format!("no studio on {chain_id} yet: backlot deploy")))?;
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
        write(&file, self)?;
        Ok(file)
    }

    /// The code of a part.
    pub fn code(&self, part: &str) -> Option<&Stored> {
        self.codes.iter().find(|code| code.part == part)
    }
}

impl Draft {
    /// The draft of a chain.
    pub fn file(home: &Path, chain_id: &str) -> PathBuf {
        home.join(format!("deployment-{chain_id}.draft.json"))
    }

    /// Reads it, if there is one.
    ///
    /// # Errors
    /// One that cannot be read.
    pub fn load(home: &Path, chain_id: &str) -> anyhow::Result<Option<Self>> {
        read(&Self::file(home, chain_id))
    }

    /// Writes it, whole or not at all.
    ///
    /// # Errors
    /// The disk's.
    pub fn save(&self, home: &Path) -> anyhow::Result<()> {
        write(&Self::file(home, &self.chain_id), self)
    }

    /// The code of a part, once it is on the chain.
    pub fn code(&self, part: &str) -> Option<u64> {
        self.codes.iter().find(|code| code.part == part).map(|code| code.code_id)
    }

    /// It is finished.
    ///
    /// # Errors
    /// The disk's.
    pub fn remove(home: &Path, chain_id: &str) -> anyhow::Result<()> {
        match std::fs::remove_file(Self::file(home, chain_id)) {
            Err(fault) if fault.kind() != std::io::ErrorKind::NotFound => Err(fault.into()),
            _ => Ok(()),
        }
    }
}

fn read<T: DeserializeOwned>(file: &Path) -> anyhow::Result<Option<T>> {
    match std::fs::read_to_string(file) {
        Ok(text) => serde_json::from_str(&text)
            .map(Some)
            .map_err(|fault| Failure::usage(format!("{}: {fault}", file.display()))),
        Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(fault) => Err(fault).with_context(|| format!("cannot read {}", file.display())),
    }
}

fn write(file: &Path, value: &impl Serialize) -> anyhow::Result<()> {
    use std::io::Write;
    let beside = file.with_extension("new");
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut opened = std::fs::File::create(&beside)?;
    opened.write_all(&serde_json::to_vec_pretty(value)?)?;
    opened.sync_all()?;
    std::fs::rename(&beside, file).with_context(|| format!("cannot write {}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_the_first_release_is_still_read() {
        let home = tempfile::tempdir().unwrap();
        let first = r#"{"chain_id":"c-1","studio":"wasm1s","interchange":"wasm1i","owner":"wasm1o","studio_code":1,
            "codes":[{"kind":"rights","code_id":2,"version":"0.1.0"}]}"#;
        std::fs::write(Deployment::file(home.path(), "c-1"), first).unwrap();
        let found = Deployment::load(home.path(), "c-1").unwrap();
        assert_eq!((found.version.as_str(), found.code("studio").unwrap().code_id), ("0.1.0", 1));
        assert_eq!(found.code("rights").unwrap().code_id, 2);
        found.save(home.path()).unwrap();
        assert_eq!(Deployment::load(home.path(), "c-1").unwrap(), found);
    }
}
