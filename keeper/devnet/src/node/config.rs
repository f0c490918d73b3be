use std::{collections::BTreeMap, net::SocketAddr, path::PathBuf, time::Duration};

use crate::app::Genesis;

/// How a devnet is run. Only [`Config::genesis`] is part of the chain; all else may differ from one start to the next.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the chain lives (`chain.redb`, and the app's compiled code); `None`: in memory, gone when it stops.
    pub home: Option<PathBuf>,
    /// Where the RPC listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Where the REST gateway listens; `None`: nowhere.
    pub rest: Option<SocketAddr>,
    /// What the chain begins with. Read when `home` holds no chain yet; after that the stored one is used and only the
    /// chain id is compared.
    pub genesis: Genesis,
    /// Least time between two blocks; zero: a block as soon as a transaction waits.
    pub block_time: Duration,
    /// How often an empty block is made; `None`: only when transactions wait, or when asked through `/dev`.
    pub empty_blocks: Option<Duration>,
    /// Coins of the faucet's account at genesis; empty: no faucet.
    pub faucet: BTreeMap<String, u128>,
    /// Whether `/dev/…` answers (to loopback callers only).
    pub dev_endpoints: bool,
    /// Sizes, counts and patience.
    pub limits: Limits,
}

impl Config {
    /// The demo's setting: in memory, a free port of 127.0.0.1 for the RPC, no REST gateway, 100 ms between blocks, an empty block each second, a
    /// faucet that holds 10²⁴ of the fee denom.
    pub fn new(genesis: Genesis) -> Self {
        let faucet = BTreeMap::from([(genesis.fee_denom.clone(), 10u128.pow(24))]);
        Self {
            home: None,
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            rest: None,
            genesis,
            block_time: Duration::from_millis(100),
            empty_blocks: Some(Duration::from_secs(1)),
            faucet,
            dev_endpoints: true,
            limits: Limits::default(),
        }
    }

    /// For tests: a block at once for every waiting transaction, none without.
    pub fn instant(genesis: Genesis) -> Self {
        Self { block_time: Duration::ZERO, empty_blocks: None, ..Self::new(genesis) }
    }
}

/// What a client may ask for. Defaults are CometBFT's, apart from `body_bytes`, which a wasm upload in base64 needs.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of a transaction.
    pub tx_bytes: usize,
    /// Bytes of all transactions of a block.
    pub block_bytes: usize,
    /// Bytes of a request, and of a websocket message.
    pub body_bytes: usize,
    /// Transactions that wait.
    pub mempool_txs: usize,
    /// Bytes of transactions that wait.
    pub mempool_bytes: usize,
    /// Hashes the mempool remembers.
    pub mempool_cache: usize,
    /// Open connections.
    pub connections: usize,
    /// Subscriptions of one websocket.
    pub subscriptions: usize,
    /// Requests in one batch.
    pub batch: usize,
    /// How long a client may take for its headers, for its body, and between two requests of a connection.
    pub read_timeout: Duration,
    /// How long `broadcast_tx_commit` waits for the block.
    pub commit_timeout: Duration,
    /// How often a websocket is pinged; silence for twice as long closes it.
    pub ping: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            tx_bytes: 1 << 20,
            block_bytes: 21 << 20,
            body_bytes: 3 << 20,
            mempool_txs: 5_000,
            mempool_bytes: 64 << 20,
            mempool_cache: 10_000,
            connections: 900,
            subscriptions: 5,
            batch: 100,
            read_timeout: Duration::from_secs(10),
            commit_timeout: Duration::from_secs(10),
            ping: Duration::from_secs(27),
        }
    }
}
