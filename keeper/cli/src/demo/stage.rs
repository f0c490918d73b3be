//! Everything the story needs: a home, keys, the devnet, the studio's contracts, the keeper.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::Context;
use backlot_chain::{
    keys::{KeyStore, LocalSigner, Phrase},
    Chain, Signer,
};
use backlot_jobs::{Observer, Step};

use super::{child::Server, narrator::Narrator};
use crate::{
    address, cmd,
    cmd::demo::Args,
    config::Config,
    ctx::{Ctx, Reader, Session},
    date,
    plan::Plan,
    release::Release,
};

/// Coins each signing wallet gets for fees.
const FEES: u128 = 1_000_000_000;

/// Gas by kind of message: transactions and gas.
pub(super) type GasBook = Arc<Mutex<BTreeMap<String, (u32, u64)>>>;

/// The stage.
pub(super) struct Stage {
    /// Surroundings of all commands.
    pub(super) ctx: Ctx,
    /// The voice.
    pub(super) narrator: Narrator,
    /// Reads.
    pub(super) reader: Reader,
    /// The studio's own sender.
    pub(super) studio: Session,
    /// Who pays receipts in.
    pub(super) distributor: Session,
    /// A holder of ours, late in the register: the last to thaw.
    pub(super) holder: Session,
    /// Gas of what the story itself sends.
    pub(super) gas: GasBook,
    /// Times the keeper was started.
    pub(super) keeper_starts: u32,
    devnet: Option<Server>,
    keeper: Option<Server>,
    out: PathBuf,
    scratch: Option<tempfile::TempDir>,
}

impl Stage {
    /// Builds it.
    pub(super) async fn set(ctx: &Ctx, args: &Args, plan: &Plan, narrator: Narrator) -> anyhow::Result<Self> {
        narrator.chapter("The chain and the studio");
        let out = std::path::absolute(&args.out)?;
        let (home, scratch) = home(&out, args.keep)?;
        for log in ["devnet.log", "keeper.log"] {
            let _ = std::fs::remove_file(out.join(log));
        }
        let mut ctx = Ctx { global: ctx.global.clone(), home, config: config(ctx, plan), sent_through: Arc::default() };
        ctx.global.yes = true;
        ctx.global.dry_run = false;
        ctx.global.from = None;
        // Nobody types at a demo: a passphrase of chance, beside the keys, in a folder that goes away.
        let passphrase = ctx.home.join("passphrase");
        write_secret(&passphrase, &random_words()?)?;
        ctx.config.passphrase_file = Some(passphrase);
        write_config(&ctx)?;

        let devnet =
            Server::start("devnet", &ctx.home, &["devnet", "start", "--in-memory"], &out.join("devnet.log")).await?;
        ctx.config.rpc = vec![devnet.url.clone()];
        write_config(&ctx)?;
        narrator.aside(&format!("backlot devnet start: {} at {}", ctx.config.chain_id, devnet.url));
        keys(&ctx, plan)?;

        let gas = GasBook::default();
        let session = |name: &str| anyhow::Ok(ctx.session_of(name)?.observed(observer(&gas)));
        let (studio, distributor, holder) = (session("studio")?, session("distributor")?, session("viewer")?);
        for name in ["studio", "distributor", "viewer", "keeper"] {
            let address = ctx.resolve(name).with_context(|| format!("key {name}"))?;
            cmd::devnet::faucet(&ctx, &address, FEES, &ctx.config.fee_denom).await?;
        }
        let release = Release::read(&ctx.config.artifacts)?;
        let bytes = release.packed_bytes();
        let contracts = release.wasm.len();
        narrator.aside("backlot deploy: storing the contracts");
        let deployment = cmd::deploy::deploy(&ctx, &studio, &release).await?;
        let reader = ctx.reader()?;
        let mut stage = Self {
            ctx,
            narrator,
            reader,
            studio,
            distributor,
            holder,
            gas,
            keeper_starts: 0,
            devnet: Some(devnet),
            keeper: None,
            out,
            scratch,
        };
        stage
            .event(format!(
                "{contracts} contracts are stored ({} KB packed); the studio is {}.",
                bytes / 1_000,
                deployment.studio
            ))
            .await?;
        Ok(stage)
    }

    /// The chain's day.
    pub(super) async fn today(&self) -> anyhow::Result<String> {
        Ok(date::date(self.now().await?))
    }

    /// The chain's seconds since 1970.
    pub(super) async fn now(&self) -> anyhow::Result<u64> {
        Ok(self.reader.chain.status().await?.time_ns / 1_000_000_000)
    }

    /// Tells something that happened today.
    pub(super) async fn event(&mut self, what: impl Into<String>) -> anyhow::Result<()> {
        let today = self.today().await?;
        self.narrator.event(&today, what);
        Ok(())
    }

    /// Starts the keeper.
    pub(super) async fn start_keeper(&mut self) -> anyhow::Result<()> {
        let log = self.out.join("keeper.log");
        self.keeper = Some(Server::start("keeper", &self.ctx.home, &["keeper", "run"], &log).await?);
        self.keeper_starts += 1;
        Ok(())
    }

    /// Kills the keeper, as a power cut would.
    pub(super) async fn kill_keeper(&mut self) -> anyhow::Result<()> {
        match self.keeper.take() {
            Some(keeper) => keeper.kill().await,
            None => anyhow::bail!("there is no keeper to kill"),
        }
    }

    /// What the keeper says of itself.
    pub(super) async fn keeper_status(&self) -> anyhow::Result<backlot_jobs::KeeperStatus> {
        let keeper = self.keeper.as_ref().context("the keeper does not run")?;
        cmd::keeper::status(&keeper.url).await
    }

    /// That both servers still run.
    pub(super) fn check_alive(&mut self) -> anyhow::Result<()> {
        for server in [&mut self.devnet, &mut self.keeper].into_iter().flatten() {
            if let Some(status) = server.ended() {
                anyhow::bail!("a server ended by itself ({status}): see the logs in {}", self.out.display());
            }
        }
        Ok(())
    }

    /// Ends everything, the keeper first.
    pub(super) async fn strike(mut self) -> anyhow::Result<()> {
        let keeper = match self.keeper.take() {
            Some(keeper) => keeper.stop().await,
            None => Ok(()),
        };
        let devnet = match self.devnet.take() {
            Some(devnet) => devnet.stop().await,
            None => Ok(()),
        };
        drop(self.scratch.take());
        keeper.and(devnet)
    }
}

/// Books the gas of everything included.
fn observer(gas: &GasBook) -> Observer {
    let gas = gas.clone();
    Arc::new(move |step: &Step| {
        if let Step::Included { purpose, gas_used, .. } = step {
            let kind = purpose.split(' ').next().unwrap_or_default().to_string();
            let mut book = gas.lock().unwrap_or_else(PoisonError::into_inner);
            let entry = book.entry(kind).or_default();
            entry.0 += 1;
            entry.1 += gas_used;
        }
    })
}

fn home(out: &std::path::Path, keep: bool) -> anyhow::Result<(PathBuf, Option<tempfile::TempDir>)> {
    if !keep {
        let scratch = tempfile::Builder::new().prefix("backlot-demo-").tempdir()?;
        return Ok((scratch.path().to_owned(), Some(scratch)));
    }
    let home = out.join("home");
    if home.exists() {
        std::fs::remove_dir_all(&home).with_context(|| format!("cannot empty {}", home.display()))?;
    }
    std::fs::create_dir_all(&home)?;
    Ok((home, None))
}

/// The demo's own config: nothing of the caller's but the folder of the wasm.
fn config(ctx: &Ctx, plan: &Plan) -> Config {
    let artifacts = ctx.config.artifacts.clone();
    Config {
        artifacts: std::path::absolute(&artifacts).unwrap_or(artifacts),
        chain_id: "backlot-demo".into(),
        confirm_ms: 20,
        keeper_poll: "0.2".into(),
        keeper_listen: "127.0.0.1:0".into(),
        // A parked payment is retried when the story says so.
        keeper_retry: "never".into(),
        devnet_listen: "127.0.0.1:0".into(),
        devnet_block_ms: 50,
        devnet_coins: vec![plan.money.denom.clone()],
        ..Config::default()
    }
}

/// Writes the config to the home, where the children read it.
pub(super) fn write_config(ctx: &Ctx) -> anyhow::Result<()> {
    std::fs::write(ctx.home.join("backlot.toml"), ctx.config.documented()?)?;
    Ok(())
}

fn write_secret(file: &std::path::Path, text: &str) -> anyhow::Result<()> {
    use std::{io::Write, os::unix::fs::OpenOptionsExt};
    let mut opened = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    writeln!(opened, "{text}")?;
    Ok(())
}

fn random_words() -> anyhow::Result<zeroize::Zeroizing<String>> {
    Ok(zeroize::Zeroizing::new(Phrase::generate()?.reveal().to_string()))
}

/// Keys of everybody the plan names, the studio, the keeper, who pays in, and one viewer who holds units.
fn keys(ctx: &Ctx, plan: &Plan) -> anyhow::Result<()> {
    let passphrase = ctx.passphrase("")?;
    let store: KeyStore = ctx.keys();
    let mut names = plan.keys();
    for name in ["studio", "keeper", "distributor"] {
        if !names.iter().any(|known| known == name) {
            names.push(name.to_string());
        }
    }
    std::thread::scope(|scope| {
        let store = &store;
        let passphrase = passphrase.as_str();
        // Sealing a key is slow by design: all at once.
        let sealed: Vec<_> = names.iter().map(|name| scope.spawn(move || store.create(name, passphrase))).collect();
        for one in sealed {
            one.join().map_err(|_| anyhow::anyhow!("making a key failed"))??;
        }
        anyhow::Ok(())
    })?;
    // The register is sorted by address, and a run goes through it in that order: an address near the end stays frozen
    // longest, so that there is time to try a transfer.
    loop {
        let phrase = Phrase::generate()?;
        let signer = LocalSigner::from_phrase(&ctx.config.prefix, &phrase)?;
        let canonical = address::canonical(signer.address()).map_err(anyhow::Error::msg)?;
        if canonical.first().is_some_and(|first| *first >= 0xe8) {
            store.import("viewer", &phrase, &passphrase)?;
            return Ok(());
        }
    }
}
