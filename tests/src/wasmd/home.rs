//! A node's home: keys, configuration and the genesis of a chain with one validator.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::Mutex,
};

use serde_json::{json, Value};
use tempfile::TempDir;

use super::{binary::run, WasmdConfig};

/// What the validator has and bonds, in base units of `stake`.
const WEALTH: &str = "1000000000000stake";
const BONDED: &str = "100000000000stake";

/// Homes made before, by what they were made of: file by file, in memory, so that nothing is left behind.
static MADE: Mutex<BTreeMap<String, Files>> = Mutex::new(BTreeMap::new());

type Files = BTreeMap<PathBuf, Vec<u8>>;

/// A home of its own for a chain's only node. The commands run once per process and genesis; the rest are copies, so
/// such nodes share a validator's key, and must never meet.
///
/// # Errors
/// What wasmd says.
pub fn make(config: &WasmdConfig) -> anyhow::Result<TempDir> {
    let mut made = MADE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let recipe = format!("{} {:?}", config.chain_id, config.balances);
    if !made.contains_key(&recipe) {
        let first = folder()?;
        genesis(first.path(), config)?;
        let mut files = Files::new();
        read(first.path(), first.path(), &mut files)?;
        made.insert(recipe.clone(), files);
    }
    let home = folder()?;
    for (path, bytes) in &made[&recipe] {
        let path = home.path().join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, bytes)?;
    }
    Ok(home)
}

/// A folder in memory where the system has such a place: a node waits for its disk at every step of every block.
///
/// # Errors
/// Where there is no room.
pub fn folder() -> io::Result<TempDir> {
    let named = || tempfile::Builder::new().prefix("backlot-wasmd-").to_owned();
    named().tempdir_in("/dev/shm").or_else(|_| named().tempdir())
}

fn genesis(home: &Path, config: &WasmdConfig) -> anyhow::Result<()> {
    let WasmdConfig { chain_id, .. } = config;
    let keyring = ["--keyring-backend", "test"];
    run(home, &["init", "node", "--chain-id", chain_id, "--default-denom", "stake"])?;
    run(home, &[&["keys", "add", "validator"][..], &keyring].concat())?;
    run(home, &[&["genesis", "add-genesis-account", "validator", WEALTH][..], &keyring].concat())?;
    fund(home, config)?;
    run(home, &[&["genesis", "gentx", "validator", BONDED, "--chain-id", chain_id][..], &keyring].concat())?;
    run(home, &["genesis", "collect-gentxs"])?;
    Ok(())
}

/// Writes the accounts of a chain into a genesis.
///
/// # Errors
/// What wasmd says.
pub(super) fn fund(home: &Path, config: &WasmdConfig) -> anyhow::Result<()> {
    let accounts = config.balances.iter().map(|(address, coins)| {
        let coins = coins.iter().map(|(denom, amount)| json!({"denom": denom, "amount": amount.to_string()}));
        json!({"address": address, "coins": coins.collect::<Vec<_>>()})
    });
    let list = home.join("accounts.json");
    fs::write(&list, Value::from_iter(accounts).to_string())?;
    run(home, &["genesis", "bulk-add-genesis-account", &list.to_string_lossy()])?;
    Ok(())
}

fn read(root: &Path, folder: &Path, files: &mut Files) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(root, &path, files)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            files.insert(name.to_owned(), fs::read(&path)?);
        }
    }
    Ok(())
}
