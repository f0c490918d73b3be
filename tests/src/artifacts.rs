//! The shipped wasm, as `make artifacts` leaves it.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

use crate::gas::Figure;

const OURS: [&str; 8] =
    ["studio", "rights", "engine", "agreements", "collection", "licences", "returns", "interchange"];
/// A cw20-base of the same recipe, beside which our files are weighed, is 212 KB.
const GOAL: u64 = 330 * 1_024;

/// The wasm of one of our contracts (`rights`, `studio` …).
///
/// # Panics
/// Where it was not built: says how to.
pub fn wasm(contract: &str) -> Vec<u8> {
    read(&root().join(format!("artifacts/backlot_{contract}.wasm")), "make artifacts")
}

/// cw20-base 2.0, built the same way; for comparison only.
///
/// # Panics
/// Where it was not built: says how to.
pub fn peer_cw20() -> Vec<u8> {
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |given| root().join(given));
    read(&target.join("peer/backlot_peer_cw20.wasm"), "scripts/artifacts --peer")
}

/// Whether the wasm is the committed one, byte for byte. Another toolchain makes other bytes, which cost other gas.
pub fn are_as_committed() -> bool {
    let sums =
        fs::read_to_string(root().join("artifacts/checksums.txt")).expect("artifacts/checksums.txt is committed");
    OURS.iter().all(|contract| {
        let line = format!("{} ", hex::encode(Sha256::digest(wasm(contract))));
        sums.lines().any(|row| row.starts_with(&line) && row.ends_with(&format!(" backlot_{contract}.wasm")))
    })
}

/// How large every wasm is.
pub fn sizes() -> Vec<Figure> {
    let size = |name: &str, bytes: Vec<u8>, goal| Figure {
        name: format!("size of {name}"),
        value: bytes.len() as u64,
        goal,
        unit: "bytes",
    };
    let mut sizes = OURS.map(|contract| size(contract, wasm(contract), Some(GOAL))).to_vec();
    sizes.push(size("cw20-base 2.0", peer_cw20(), None));
    sizes
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(file: &Path, remedy: &str) -> Vec<u8> {
    fs::read(file).unwrap_or_else(|error| panic!("{}: {error}. Run `{remedy}` first.", file.display()))
}
