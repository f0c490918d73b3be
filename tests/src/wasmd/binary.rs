use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

/// Where the node's program is.
const VARIABLE: &str = "BACKLOT_WASMD";

/// The node's program.
///
/// # Panics
/// Where it is not there: says how to get it.
pub fn wasmd() -> PathBuf {
    let path = env::var_os(VARIABLE).map(PathBuf::from).unwrap_or_else(|| {
        panic!("{VARIABLE} does not say where wasmd is: run these tests by `make e2e-wasmd`, or set it to what `scripts/wasmd` prints")
    });
    there(path)
}

/// The signer's program, beside the node's.
pub fn clock() -> PathBuf {
    there(wasmd().with_file_name("clock"))
}

/// Runs one of the node's commands to its end.
///
/// # Errors
/// What it wrote, where it failed.
pub fn run(home: &Path, arguments: &[&str]) -> anyhow::Result<String> {
    let output = Command::new(wasmd()).args(arguments).arg("--home").arg(home).output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let why = String::from_utf8_lossy(&output.stderr);
        anyhow::bail!("wasmd {}: {}\n{said}{why}", arguments.join(" "), output.status);
    }
    Ok(said)
}

fn there(path: PathBuf) -> PathBuf {
    assert!(path.is_file(), "{} is not there: scripts/wasmd builds it, {VARIABLE} names it", path.display());
    path
}
