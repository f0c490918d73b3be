use std::{
    fs::{self, File},
    io::Write,
    path::{Path, PathBuf},
    process::{Child, ChildStdin, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{bail, Context};

use super::{binary, Ports};

/// Until a node answers. A busy machine is given its time.
const PATIENCE: Duration = Duration::from_secs(90);
/// From being asked to stop to being stopped.
const GRACE: Duration = Duration::from_secs(4);
/// Lines of a dead node's log that are shown.
const LAST_WORDS: usize = 40;
/// Becomes the program, and leaves behind who ends it where the pipe from here breaks: tests that are killed end nobody.
const GUARDED: &str = r#"exec 3<&0; { read -r _ <&3 || kill -9 $$; } & exec "$0" "$@" 3<&- </dev/null"#;

/// How a node runs, beside what stands in its home.
#[derive(Clone, Debug)]
pub struct NodeConfig {
    /// Its home; the log goes there too, as `node.log`.
    pub home: PathBuf,
    /// Where it listens.
    pub ports: Ports,
    /// `minimum-gas-prices`, as `0.025stake`.
    pub min_gas_price: String,
    /// Pause between a block and the next.
    pub pause: Duration,
    /// More arguments of `wasmd start`.
    pub arguments: Vec<String>,
}

/// A process that runs a node; ended, by its id, with this value.
pub struct Node {
    config: NodeConfig,
    process: Child,
    guard: ChildStdin,
}

impl Node {
    /// Starts it; it may not answer yet.
    ///
    /// # Errors
    /// Where the program cannot be run.
    pub fn spawn(config: NodeConfig) -> anyhow::Result<Self> {
        let Ports { rpc, p2p, grpc, rest } = config.ports;
        let log = File::options().create(true).append(true).open(config.home.join("node.log"))?;
        let mut command = Command::new("sh");
        command
            .args(["-c", GUARDED])
            .arg(binary::wasmd())
            .arg("start")
            .args(["--home".into(), config.home.clone().into_os_string()])
            .args(["--rpc.laddr", &format!("tcp://127.0.0.1:{rpc}"), "--rpc.pprof_laddr", ""])
            .args(["--p2p.laddr", &format!("tcp://127.0.0.1:{p2p}")])
            .args(["--grpc.address", &format!("127.0.0.1:{grpc}")])
            .args(["--api.enable", "--api.enabled-unsafe-cors", "--api.address", &format!("tcp://127.0.0.1:{rest}")])
            .args(["--minimum-gas-prices", &config.min_gas_price])
            .args(["--log_no_color", "--log_level", "info"])
            .args(&config.arguments)
            // What has no argument is told by the environment.
            .env("WASMD_CONSENSUS_TIMEOUT_COMMIT", format!("{}ms", config.pause.as_millis()))
            .env("WASMD_P2P_ALLOW_DUPLICATE_IP", "true")
            .env("WASMD_P2P_ADDR_BOOK_STRICT", "false")
            .env("WASMD_RPC_CORS_ALLOWED_ORIGINS", "*")
            .stdin(Stdio::piped())
            .stdout(log.try_clone()?)
            .stderr(log);
        let mut process = command.spawn().context("wasmd cannot be run")?;
        let guard = process.stdin.take().context("it has a stdin")?;
        Ok(Self { config, process, guard })
    }

    /// Waits for its first block, and until its application has it too: a block is announced, and counted by `/status`,
    /// before that, and queries are refused until then. The second one is made of what the first left behind.
    ///
    /// # Errors
    /// Where it dies or takes too long: with the end of its log.
    pub async fn first_block(&mut self) -> anyhow::Result<()> {
        let (http, url) = (reqwest::Client::new(), format!("{}/status", self.rpc_url()));
        let began = Instant::now();
        loop {
            if let Some(status) = self.process.try_wait()? {
                bail!("the node ended ({status}):\n{}", self.last_words());
            }
            if began.elapsed() > PATIENCE {
                bail!("no block after {PATIENCE:?}:\n{}", self.last_words());
            }
            if let Ok(answer) = http.get(&url).timeout(Duration::from_secs(5)).send().await {
                let status: serde_json::Value = answer.json().await.unwrap_or_default();
                let height = status["result"]["sync_info"]["latest_block_height"].as_str();
                if height.and_then(|height| height.parse::<u64>().ok()).is_some_and(|height| height > 1) {
                    return Ok(());
                }
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// `http://127.0.0.1:…` of the RPC.
    pub fn rpc_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.config.ports.rpc)
    }

    /// `http://127.0.0.1:…` of the REST gateway.
    pub fn rest_url(&self) -> String {
        format!("http://127.0.0.1:{}", self.config.ports.rest)
    }

    /// Its home.
    pub fn home(&self) -> &Path {
        &self.config.home
    }

    /// How it runs.
    pub fn config(&self) -> &NodeConfig {
        &self.config
    }

    /// Its process.
    pub fn pid(&self) -> u32 {
        self.process.id()
    }

    /// The end of its log.
    pub fn last_words(&self) -> String {
        let log = fs::read_to_string(self.config.home.join("node.log")).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        lines[lines.len().saturating_sub(LAST_WORDS)..].join("\n")
    }

    /// Ends it at once, as a power cut does.
    pub fn kill(&mut self) {
        // It may have ended by itself.
        let _gone = self.process.kill();
        let _gone = self.process.wait();
        self.dismiss();
    }

    /// Asks it to end, and ends it where it does not.
    pub fn stop(&mut self) {
        let began = Instant::now();
        let mut asked = false;
        while !matches!(self.process.try_wait(), Ok(Some(_))) {
            if began.elapsed() > GRACE {
                return self.kill();
            }
            if !asked {
                asked = true;
                let _asked = Command::new("kill").args(["-TERM", &self.pid().to_string()]).status();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        self.dismiss();
    }

    /// There is nobody to guard any more.
    fn dismiss(&mut self) {
        let _gone = self.guard.write_all(b"\n");
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("the node's last words ({}):\n{}", self.config.home.display(), self.last_words());
        }
        self.stop();
    }
}
