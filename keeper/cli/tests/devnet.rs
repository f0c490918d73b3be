//! The embedded chain as a shell starts it.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use serde_json::Value;

struct Devnet {
    child: Child,
    url: String,
    home: tempfile::TempDir,
}

impl Devnet {
    fn backlot(home: &Path) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_backlot"));
        command.current_dir(root()).arg("--json").arg("--home").arg(home);
        command.arg("--passphrase-file").arg(home.join("pass")).env_remove("BACKLOT_RPC");
        command
    }

    fn start(home: tempfile::TempDir, more: &[&str]) -> Self {
        let mut command = Self::backlot(home.path());
        command.args(["--yes", "devnet", "start", "--listen", "127.0.0.1:0", "--with-parent"]).args(more);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready: Value = serde_json::from_str(&line).unwrap();
        Self { child, url: ready["url"].as_str().unwrap().into(), home }
    }

    #[track_caller]
    fn json(&self, args: &[&str]) -> Value {
        let output = Self::backlot(self.home.path()).args(["--node", &self.url]).args(args).output().unwrap();
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Closes its standard input, at which it ends by itself.
    fn stop(mut self) -> tempfile::TempDir {
        drop(self.child.stdin.take());
        assert!(self.child.wait().unwrap().success());
        self.home
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn wasm_of_others_is_imported_kept_and_wiped() {
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("pass"), "correct horse\n").unwrap();
    let devnet = Devnet::start(home, &[]);
    let phrases = devnet.home.path().join("phrases");
    devnet.json(&["keys", "new", "studio", "--phrase-file", phrases.to_str().unwrap()]);
    devnet.json(&["devnet", "faucet", "@studio", "1000000000"]);
    let wasm = "artifacts/backlot_interchange.wasm";
    assert!(root().join(wasm).exists(), "`make artifacts` builds {wasm}");
    let dry = devnet.json(&["--from", "studio", "--dry-run", "devnet", "import", wasm]);
    assert_eq!((&dry[0]["code_id"], &dry[0]["transaction"]["sent"]), (&Value::Null, &Value::Bool(false)));
    let done = devnet.json(&["--from", "studio", "devnet", "import", wasm, wasm]);
    assert_eq!((&done[0]["code_id"], &done[1]["code_id"]), (&1.into(), &2.into()));

    let devnet = Devnet::start(devnet.stop(), &[]);
    let done = devnet.json(&["--from", "studio", "devnet", "import", wasm]);
    assert_eq!(done[0]["code_id"], 3, "the chain is as it was before it was stopped");

    let devnet = Devnet::start(devnet.stop(), &["--reset"]);
    devnet.json(&["devnet", "faucet", "@studio", "1000000000"]);
    let done = devnet.json(&["--from", "studio", "devnet", "import", wasm]);
    assert_eq!(done[0]["code_id"], 1, "the chain is new");
    devnet.stop();
}
