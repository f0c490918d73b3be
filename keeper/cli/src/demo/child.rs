//! A process of our own binary that serves something, and ends with us.

use std::{path::Path, process::Stdio, time::Duration};

use anyhow::{bail, Context};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, Command},
    time::timeout,
};

use crate::cmd::devnet::Ready;

/// How long a server may take to say where it is.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running server.
pub(super) struct Server {
    child: Child,
    /// Where it serves.
    pub(super) url: String,
    name: &'static str,
    // What it says is read for as long as it lives, so that it never waits for a reader.
    _reader: tokio::task::JoinHandle<()>,
}

impl Server {
    /// Starts `backlot --home HOME --json …`, its log in `log`, and waits until it says where it serves.
    pub(super) async fn start(name: &'static str, home: &Path, args: &[&str], log: &Path) -> anyhow::Result<Self> {
        let program = std::env::current_exe().context("this program's own file cannot be found")?;
        let log_file = std::fs::OpenOptions::new().create(true).append(true).open(log);
        let log_file = log_file.with_context(|| format!("cannot write {}", log.display()))?;
        let mut command = Command::new(program);
        // What the caller's environment says about another chain must not reach the demo's.
        for (variable, _) in std::env::vars_os() {
            if variable.to_string_lossy().starts_with("BACKLOT_") {
                command.env_remove(variable);
            }
        }
        command
            .args(["--json", "--home"])
            .arg(home)
            .args(args)
            .arg("--with-parent")
            .env("BACKLOT_LOG", std::env::var("BACKLOT_LOG").unwrap_or_else(|_| "info".into()))
            .env("NO_COLOR", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(log_file)
            .kill_on_drop(true);
        let mut child = command.spawn().with_context(|| format!("cannot start the {name}"))?;
        let stdout = child.stdout.take().context("no standard output")?;
        let mut lines = BufReader::new(stdout).lines();
        let first = timeout(PATIENCE, lines.next_line()).await;
        let first = first.with_context(|| format!("the {name} does not come up: see {}", log.display()))??;
        let Some(ready) = first.as_deref().and_then(|line| serde_json::from_str::<Ready>(line).ok()) else {
            let _ = child.kill().await;
            bail!("the {name} ended at once: {}", tail(log));
        };
        let reader = tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self { child, url: ready.url, name, _reader: reader })
    }

    /// SIGKILL: no goodbye, no flush.
    pub(super) async fn kill(mut self) -> anyhow::Result<()> {
        self.child.kill().await.with_context(|| format!("cannot kill the {}", self.name))
    }

    /// Closes its standard input and waits; kills it where it does not end.
    pub(super) async fn stop(mut self) -> anyhow::Result<()> {
        drop(self.child.stdin.take());
        match timeout(Duration::from_secs(15), self.child.wait()).await {
            Ok(ended) => {
                let status = ended?;
                anyhow::ensure!(status.success(), "the {} ended with {status}", self.name);
                Ok(())
            }
            Err(_) => {
                self.child.kill().await?;
                bail!("the {} did not end when asked to and was killed", self.name)
            }
        }
    }

    /// Whether it has ended by itself.
    pub(super) fn ended(&mut self) -> Option<std::process::ExitStatus> {
        self.child.try_wait().ok().flatten()
    }
}

/// The last lines of a log.
fn tail(log: &Path) -> String {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let lines: Vec<_> = text.lines().collect();
    lines[lines.len().saturating_sub(5)..].join(" | ")
}
