use std::{
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdin, ChildStdout, Command, Stdio},
    sync::{Mutex, PoisonError},
};

use anyhow::Context;

use super::binary;

/// The signer of a chain's only validator: it can put the chain's time ahead (see `tests/wasmd/README.md`). Ends with
/// this value.
pub struct Clock {
    process: Child,
    talk: Mutex<(ChildStdin, BufReader<ChildStdout>)>,
}

impl Clock {
    /// The `priv_validator_laddr` of a node that this signs for.
    pub fn address(home: &Path) -> String {
        format!("unix://{}", home.join("signer.sock").display())
    }

    /// Begins to sign with the key in a node's home.
    ///
    /// # Errors
    /// Where the program cannot be run.
    pub fn start(home: &Path, chain_id: &str) -> anyhow::Result<Self> {
        let mut process = Command::new(binary::clock())
            .args(["-chain", chain_id, "-node", &Self::address(home), "-home"])
            .arg(home)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("the clock cannot be run")?;
        let stdin = process.stdin.take().context("it has a stdin")?;
        let stdout = BufReader::new(process.stdout.take().context("it has a stdout")?);
        Ok(Self { process, talk: Mutex::new((stdin, stdout)) })
    }

    /// Votes from now on are stamped this much later than before.
    ///
    /// # Errors
    /// Where the program has ended.
    pub fn put_ahead(&self, seconds: u64) -> anyhow::Result<()> {
        let mut talk = self.talk.lock().unwrap_or_else(PoisonError::into_inner);
        writeln!(talk.0, "{seconds}")?;
        let mut answer = String::new();
        talk.1.read_line(&mut answer)?;
        let offset = answer.trim().parse::<u64>();
        offset.with_context(|| format!("the clock says {answer:?}"))?;
        Ok(())
    }
}

impl Drop for Clock {
    fn drop(&mut self) {
        // Its stdin closes with this value too; but it must be gone before its home is.
        let _gone = self.process.kill();
        let _gone = self.process.wait();
    }
}
