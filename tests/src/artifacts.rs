//! The shipped wasm, as `make artifacts` leaves it.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use crate::gas::Figure;

/// A cw20-base of the same recipe, beside which our files are weighed, is 258 KB.
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

/// How large every wasm is.
pub fn sizes() -> Vec<Figure> {
    let size = |name: &str, bytes: Vec<u8>, goal| Figure {
        name: format!("size of {name}"),
        value: bytes.len() as u64,
        goal,
        unit: "bytes",
    };
    let ours = ["studio", "rights", "collection", "returns", "interchange"];
    let mut sizes = ours.map(|contract| size(contract, wasm(contract), Some(GOAL))).to_vec();
    sizes.push(size("cw20-base 2.0", peer_cw20(), None));
    sizes
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(file: &Path, remedy: &str) -> Vec<u8> {
    fs::read(file).unwrap_or_else(|error| panic!("{}: {error}. Run `{remedy}` first.", file.display()))
}
