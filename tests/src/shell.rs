//! The command line as its user has it: the real `backlot`, a home of its own, a chain to talk to.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use backlot_chain::{
    keys::{KdfCost, KeyStore, LocalSigner, Phrase},
    rpc::{RpcChain, RpcConfig},
    Chain, ChainError, Msg, Signer, TxOutcome, TxTerms,
};
use serde_json::Value;
use tempfile::TempDir;

/// Opens every key of a test's home.
const PASSPHRASE: &str = "correct horse";
/// What a command needs no gas price of the chain's for: it asks for the one of [`Target`].
const GAS: u64 = 20_000_000;

/// A chain that somebody else runs, and a phrase whose first account is rich there.
#[derive(Clone)]
pub struct Target {
    /// RPC endpoints.
    pub rpc: Vec<String>,
    /// Chain id.
    pub chain_id: String,
    /// Least gas price, without the denom (`stake`).
    pub gas_price: String,
    /// 24 words: its account has `stake` and `uusd`.
    pub phrase: String,
    /// A name for what runs it, for people.
    pub engine: &'static str,
}

/// A phrase of chance, and the address of its first account.
pub fn rich() -> (String, String) {
    let phrase = Phrase::generate().expect("there is entropy");
    let signer = LocalSigner::from_phrase("wasm", &phrase).expect("a phrase has keys");
    (phrase.reveal().to_owned(), signer.address().to_owned())
}

/// Root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the tree is there")
}

/// A home and a chain.
pub struct Shell {
    /// Keys, deployment, journals.
    pub home: TempDir,
    /// The chain.
    pub target: Target,
    program: PathBuf,
}

impl Shell {
    /// A new home, in which the key `rich` is the target's.
    pub fn new(program: impl Into<PathBuf>, target: &Target) -> Self {
        let home = tempfile::tempdir().expect("there is room");
        std::fs::write(home.path().join("pass"), PASSPHRASE).expect("there is room");
        let shell = Self { home, target: target.clone(), program: program.into() };
        shell.keep("rich", &target.phrase);
        shell
    }

    fn keys(&self) -> KeyStore {
        KeyStore::new(self.home.path().join("keys"), "wasm").with_cost(KdfCost { memory_kib: 64, passes: 1, lanes: 1 })
    }

    /// Keeps the key of a phrase.
    pub fn keep(&self, name: &str, phrase: &str) {
        let phrase = Phrase::parse(phrase).expect("a phrase");
        self.keys().import(name, &phrase, PASSPHRASE).expect("a key of this name is not there yet");
    }

    /// Makes a key; its address and its phrase.
    pub fn key(&self, name: &str) -> (String, String) {
        let (info, phrase) = self.keys().create(name, PASSPHRASE).expect("a key of this name is not there yet");
        (info.address, phrase.reveal().to_owned())
    }

    /// The address of a key.
    pub fn address(&self, name: &str) -> String {
        self.keys().show(name).expect("the key is there").address
    }

    /// A command of this home: `backlot …`.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.program);
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("BACKLOT_")) {
            command.env_remove(name);
        }
        command.current_dir(root()).stdin(Stdio::null());
        command.env("BACKLOT_HOME", self.home.path()).env("BACKLOT_PASSPHRASE_FILE", self.home.path().join("pass"));
        command.env("BACKLOT_RPC", self.target.rpc.join(",")).env("BACKLOT_CHAIN_ID", &self.target.chain_id);
        command.env("BACKLOT_GAS_PRICE", &self.target.gas_price).env("BACKLOT_CONFIRM_MS", "20");
        // What is looked at is what it says to people.
        command.env("BACKLOT_LOG", "error");
        command.args(args);
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().expect("the program is there")
    }

    /// The JSON of a command that has to succeed.
    #[track_caller]
    pub fn json(&self, args: &[&str]) -> Value {
        let output = self.run(&[&["--json", "--yes"], args].concat());
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{args:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_str(&said).expect("the answer is JSON")
    }

    /// What a command says that has to fail with this exit code.
    #[track_caller]
    pub fn fails(&self, exit: i32, args: &[&str]) -> String {
        self.fails_with(exit, &[], args)
    }

    /// The same with more in the environment.
    #[track_caller]
    pub fn fails_with(&self, exit: i32, environment: &[(&str, &str)], args: &[&str]) -> String {
        let output = self.command(&[&["--yes"], args].concat()).envs(environment.iter().copied()).output();
        let output = output.expect("the program is there");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(exit), "{args:?}: {said}");
        said
    }

    /// Sends coins from the rich key.
    #[track_caller]
    pub fn give(&self, name: &str, amount: u128, denom: &str) {
        self.json(&["--from", "rich", "wallet", "send", &format!("@{name}"), &amount.to_string(), denom]);
    }

    /// The chain itself.
    pub fn chain(&self) -> RpcChain {
        RpcChain::new(RpcConfig::new(&self.target.chain_id, self.target.rpc.clone())).expect("an endpoint is named")
    }

    /// Sends messages that no command sends, as a key of this home.
    ///
    /// # Errors
    /// The chain's refusal.
    pub async fn send(&self, name: &str, msgs: &[Msg]) -> Result<TxOutcome, ChainError> {
        let signer = self.keys().unlock(name, PASSPHRASE)?;
        let chain = self.chain();
        chain.status().await?;
        let account = chain.account(signer.address()).await?;
        let fee = cosmwasm_std::coin(u128::from(GAS), "stake");
        let terms = TxTerms { account, gas: GAS, fee: Some(fee), timeout_height: 0, memo: String::new() };
        let tx = chain.sign(&signer, &terms, msgs)?;
        chain.broadcast(&tx).await?;
        loop {
            if let Some(outcome) = chain.find_tx(&tx.hash).await? {
                return outcome.refused().map_or(Ok(outcome), Err);
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    }
}
