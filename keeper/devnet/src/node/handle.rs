use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{bail, Context, Result};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::signal::unix::{signal, SignalKind};
use tokio::task::{self, JoinHandle};

use super::store::{Store, FILE};
use super::{faucet, produce, rest, rpc, Config, Node};
use crate::app::{Application, WasmApp};

/// Folder for compiled code in the home folder.
const CACHE: &str = "compiled";

/// A running devnet. Dropping it leaves the chain running as long as the runtime; [`Handle::stop`] ends it.
pub struct Handle {
    node: Arc<Node>,
    address: SocketAddr,
    rest: Option<SocketAddr>,
    /// Block producer and listeners.
    tasks: Vec<JoinHandle<()>>,
    /// Compiled code of a chain in memory; removed with the handle.
    scratch: Option<TempDir>,
}

/// Starts a devnet with the real state machine, on the caller's tokio runtime.
///
/// # Errors
/// The home is in use by another process, holds another chain, or cannot be read; the address is taken; genesis is bad.
pub async fn start(config: Config) -> Result<Handle> {
    // Compiled code is a cache, which a chain in memory needs as well.
    let (cache, scratch) = match &config.home {
        Some(home) => (home.join(CACHE), None),
        None => {
            let scratch = tempfile::tempdir().context("no folder for compiled code")?;
            (scratch.path().to_owned(), Some(scratch))
        }
    };
    let mut handle = start_with(config, move || Ok(Arc::new(WasmApp::new(cache)?))).await?;
    handle.scratch = scratch;
    Ok(handle)
}

/// Starts a devnet with a state machine of the caller's. `app` is called once the home is locked.
///
/// # Errors
/// As [`start`].
pub async fn start_with(
    config: Config,
    app: impl FnOnce() -> Result<Arc<dyn Application>> + Send + 'static,
) -> Result<Handle> {
    let listener = listen(config.listen).await?;
    let gateway = match config.rest {
        Some(address) => Some(listen(address).await?),
        None => None,
    };
    let address = listener.local_addr()?;
    let rest = gateway.as_ref().map(TcpListener::local_addr).transpose()?;
    let config = Config { listen: address, rest, ..config };
    let node = task::spawn_blocking(move || -> Result<Node> {
        let store = Store::open(config.home.as_deref())?;
        let app = app()?;
        let node = Node::open(config, store, app)?;
        if node.head().height == 0 {
            // A chain with a block is what clients expect to meet.
            node.produce(Default::default())?;
        }
        Ok(node)
    })
    .await??;
    let node = Arc::new(node);
    let mut tasks = vec![
        tokio::spawn(produce::run(node.clone(), node.stop.subscribe())),
        tokio::spawn(rpc::serve(node.clone(), rpc::router(node.clone()), listener, node.stop.subscribe())),
    ];
    if let Some(listener) = gateway {
        let router = rest::router(node.clone());
        tasks.push(tokio::spawn(rpc::serve(node.clone(), router, listener, node.stop.subscribe())));
    }
    let handle = Handle { node, address, rest, tasks, scratch: None };
    tracing::info!(rpc = handle.rpc_url(), chain = handle.chain_id(), height = handle.height(), "devnet runs");
    Ok(handle)
}

async fn listen(address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.with_context(|| format!("cannot listen on {address}"))
}

impl Handle {
    /// `http://127.0.0.1:26657`
    pub fn rpc_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// `ws://127.0.0.1:26657/websocket`
    pub fn websocket_url(&self) -> String {
        format!("ws://{}/websocket", self.address)
    }

    /// `http://127.0.0.1:1317`, where the configuration asks for the REST gateway.
    pub fn rest_url(&self) -> Option<String> {
        self.rest.map(|address| format!("http://{address}"))
    }

    /// Where the RPC listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The chain's id.
    pub fn chain_id(&self) -> &str {
        &self.node.genesis.chain_id
    }

    /// The last block's height.
    pub fn height(&self) -> u64 {
        self.node.head().height
    }

    /// The last block's time in nanoseconds since 1970.
    pub fn time_ns(&self) -> u64 {
        self.node.head().time_ns
    }

    /// Hash over all writes so far: equal exactly where nothing was written in between.
    pub fn app_hash(&self) -> Vec<u8> {
        self.node.head().app_hash
    }

    /// The faucet's address.
    ///
    /// # Errors
    /// None in practice: every chain id has a key.
    pub fn faucet_address(&self) -> Result<String> {
        faucet::address(self.chain_id())
    }

    /// The faucet's secret key in hex. It is derived from the chain id and worth nothing anywhere else.
    pub fn faucet_key(&self) -> String {
        faucet::key_hex(self.chain_id())
    }

    /// Makes a block now; its height.
    ///
    /// # Errors
    /// The block cannot be written.
    pub async fn produce_block(&self) -> Result<u64> {
        self.on_node(|node| Ok(node.produce(Default::default())?.block.height)).await
    }

    /// Moves chain time ahead and makes a block; its height.
    ///
    /// # Errors
    /// The block cannot be written.
    pub async fn advance_time(&self, by: Duration) -> Result<u64> {
        self.on_node(move |node| Ok(node.advance_time(by)?.block.height)).await
    }

    /// Pays from the faucet and waits for the block; its height.
    ///
    /// # Errors
    /// The chain refuses: bad address, unknown denom, blocked recipient.
    pub async fn fund(&self, to: &str, amount: u128, denom: &str) -> Result<u64> {
        let (to, denom) = (to.to_owned(), denom.to_owned());
        self.on_node(move |node| Ok(node.pay_and_wait(&to, amount, &denom)?.1)).await
    }

    /// Makes bank refuse (or accept again) an address as recipient; the height from which on.
    ///
    /// # Errors
    /// Not an address.
    pub async fn block_address(&self, address: &str, blocked: bool) -> Result<u64> {
        let address = address.to_owned();
        self.on_node(move |node| Ok(node.block_address(&address, blocked)?.block.height)).await
    }

    async fn on_node<T: Send + 'static>(&self, run: impl FnOnce(&Node) -> Result<T> + Send + 'static) -> Result<T> {
        let node = self.node.clone();
        task::spawn_blocking(move || run(&node)).await?
    }

    /// Ends the chain: the block that is being made is finished, open requests are answered.
    pub async fn stop(self) {
        self.node.stop.send_replace(true);
        for task in self.tasks {
            if let Err(error) = task.await {
                tracing::error!("bug: a task of the devnet panicked: {error}");
            }
        }
        tracing::info!("devnet stopped");
    }

    /// Runs until SIGINT or SIGTERM, then stops.
    ///
    /// # Errors
    /// Signals cannot be listened for.
    pub async fn run_until_signal(self) -> Result<()> {
        let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        self.stop().await;
        Ok(())
    }
}

/// Wipes the chain in a home folder: its database and its code. Other files stay.
///
/// # Errors
/// A devnet runs on it, or a file cannot be removed.
pub fn reset(home: &Path) -> Result<()> {
    let file = home.join(FILE);
    if !file.exists() {
        return Ok(());
    }
    match redb::Database::create(&file) {
        Err(redb::DatabaseError::DatabaseAlreadyOpen) => bail!("{} is in use: stop that devnet first", file.display()),
        // What cannot be read may be wiped as well.
        opened => drop(opened),
    }
    std::fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
    let code = home.join(CACHE);
    if code.exists() {
        std::fs::remove_dir_all(&code).with_context(|| format!("cannot remove {}", code.display()))?;
    }
    Ok(())
}
