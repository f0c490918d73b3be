//! A devnet, and endpoints in front of it that lag, lie, hang or die.

#![allow(dead_code, reason = "each test binary uses its own part")]

use std::{
    sync::{
        atomic::{AtomicBool, AtomicU64, Ordering},
        Arc, Mutex,
    },
    time::Duration,
};

use axum::{extract::State, http::StatusCode, routing::post, Json, Router};
use backlot_chain::{keys::LocalSigner, Chain, ChainError, Msg, RpcChain, RpcConfig, Signer};
use backlot_devnet::{app::Genesis, Config, Handle};
use backlot_jobs::{AllowList, GasPrice, Journal, Submitter, TxPolicy};
use cosmwasm_std::coins;
use serde_json::{json, Value};

pub const CHAIN: &str = "film-1";
pub const DENOM: &str = "stake";

/// A devnet that makes a block every 50 ms, with or without transactions.
pub async fn devnet(chain_id: &str, min_gas_price_micro: u64) -> Handle {
    let genesis =
        Genesis { chain_id: chain_id.into(), fee_denom: DENOM.into(), min_gas_price_micro, ..Genesis::default() };
    let block = Duration::from_millis(50);
    let config = Config { block_time: block, empty_blocks: Some(block), ..Config::new(genesis) };
    backlot_devnet::start(config).await.expect("the devnet starts")
}

/// Pulls one of the devnet's levers.
pub async fn lever(node: &Handle, name: &str, body: Value) {
    let answer =
        reqwest::Client::new().post(format!("{}/dev/{name}", node.rpc_url())).json(&body).send().await.unwrap();
    let status = answer.status();
    assert!(status.is_success(), "{name}: {status} {}", answer.text().await.unwrap_or_default());
}

/// Takes one of what is left, and says how many there were; nothing where there is none.
fn take(left: &AtomicU64) -> Option<u64> {
    left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).ok()
}

/// How an endpoint is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// It answers nothing that can be read.
    Dies,
    /// It takes requests and never answers.
    Hangs,
}

/// Whichever endpoint gets the last of so many requests is lost at it: at a request, and not at a time, so that it
/// makes no difference how fast the machine is.
#[derive(Debug)]
pub struct Fuse {
    method: &'static str,
    left: AtomicU64,
    loss: Loss,
    reaches: bool,
}

impl Fuse {
    /// At the nth request of a method; where it `reaches` the node, only its answer is lost.
    pub fn at(method: &'static str, nth: u64, loss: Loss, reaches: bool) -> Arc<Self> {
        Arc::new(Self { method, left: AtomicU64::new(nth), loss, reaches })
    }

    /// What was asked when it was lost; nothing if it has not been.
    pub fn lost_at(&self) -> Option<&'static str> {
        (self.left.load(Ordering::Relaxed) == 0).then_some(self.method)
    }

    /// One request nearer; true where it is this one.
    fn burn(&self, method: &str) -> bool {
        method == self.method && take(&self.left) == Some(1)
    }
}

/// What is wrong with an endpoint.
#[derive(Default)]
pub struct Lies {
    /// It stands so many blocks behind: its height, its state, its transactions.
    pub behind: AtomicU64,
    /// It stands still at this height; 0: it does not.
    pub frozen: AtomicU64,
    /// It claims so many blocks more than it has.
    pub ahead: AtomicU64,
    /// Its latest block is so many seconds old, by its own word.
    pub older: AtomicU64,
    /// It answers nothing that can be read.
    pub dead: AtomicBool,
    /// It takes requests and never answers.
    pub hangs: AtomicBool,
    /// It says of every transaction that there is none.
    pub blind: AtomicBool,
    /// It says that it has taken a transaction, and loses it.
    pub loses: AtomicBool,
    /// So many queries still are answered from the state of its first block, though it has later ones.
    pub late: AtomicU64,
    /// It may be going to die or hang.
    pub fuse: Mutex<Option<Arc<Fuse>>>,
}

impl Lies {
    /// Back to what it should be, until this burns down.
    pub fn revive(&self, fuse: &Arc<Fuse>) {
        *self.fuse.lock().unwrap() = Some(fuse.clone());
        self.dead.store(false, Ordering::Relaxed);
        self.hangs.store(false, Ordering::Relaxed);
    }

    /// Takes note of a request; true where it is the last to reach the node.
    fn burn(&self, method: &str) -> bool {
        let fuse = self.fuse.lock().unwrap();
        let Some(fuse) = fuse.as_ref().filter(|fuse| fuse.burn(method)) else { return false };
        match fuse.loss {
            Loss::Dies => self.dead.store(true, Ordering::Relaxed),
            Loss::Hangs => self.hangs.store(true, Ordering::Relaxed),
        }
        fuse.reaches
    }
}

pub struct Proxy {
    pub url: String,
    pub lies: Lies,
    node: String,
    http: reqwest::Client,
    /// Methods asked for.
    pub asked: Mutex<Vec<String>>,
    /// Transactions that got here, base64.
    pub txs: Mutex<Vec<String>>,
}

impl Proxy {
    pub async fn before(node: &Handle) -> Arc<Self> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let proxy = Arc::new(Self {
            url: format!("http://{}", listener.local_addr().unwrap()),
            lies: Lies::default(),
            node: node.rpc_url(),
            http: reqwest::Client::new(),
            asked: Mutex::default(),
            txs: Mutex::default(),
        });
        let router = Router::new().route("/", post(pass)).with_state(proxy.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        proxy
    }

    pub fn count(&self, method: &str) -> usize {
        self.asked.lock().unwrap().iter().filter(|asked| *asked == method).count()
    }

    async fn forward(&self, request: &Value) -> Value {
        self.http.post(&self.node).json(request).send().await.unwrap().json().await.unwrap()
    }

    async fn height(&self) -> u64 {
        let status = self.forward(&json!({"jsonrpc": "2.0", "id": 1, "method": "status", "params": {}})).await;
        number(&status["result"]["sync_info"]["latest_block_height"])
    }
}

fn number(value: &Value) -> u64 {
    value.as_str().unwrap().parse().unwrap()
}

async fn pass(State(proxy): State<Arc<Proxy>>, Json(mut request): Json<Value>) -> Result<Json<Value>, StatusCode> {
    let lies = &proxy.lies;
    let method = request["method"].as_str().unwrap().to_owned();
    proxy.asked.lock().unwrap().push(method.clone());
    if lies.burn(&method) {
        proxy.forward(&request).await;
    }
    if lies.hangs.load(Ordering::Relaxed) {
        std::future::pending::<()>().await;
    }
    if lies.dead.load(Ordering::Relaxed) {
        return Err(StatusCode::BAD_GATEWAY);
    }
    let behind = match lies.frozen.load(Ordering::Relaxed) {
        0 => lies.behind.load(Ordering::Relaxed),
        frozen => proxy.height().await - frozen,
    };
    if method == "abci_query" && behind > 0 {
        request["params"]["height"] = json!(proxy.height().await.saturating_sub(behind).to_string());
    }
    if method == "abci_query" && take(&lies.late).is_some() {
        request["params"]["height"] = json!("1");
    }
    if method == "broadcast_tx_sync" {
        proxy.txs.lock().unwrap().push(request["params"]["tx"].as_str().unwrap().to_owned());
        if lies.loses.load(Ordering::Relaxed) {
            return Ok(Json(json!({"jsonrpc": "2.0", "id": 1, "result": {"code": 0, "codespace": "", "log": ""}})));
        }
    }
    let mut answer = proxy.forward(&request).await;
    match method.as_str() {
        "status" => {
            let info = &mut answer["result"]["sync_info"];
            let height = number(&info["latest_block_height"]) + lies.ahead.load(Ordering::Relaxed) - behind;
            info["latest_block_height"] = json!(height.to_string());
            let older = lies.older.load(Ordering::Relaxed);
            if older > 0 {
                let time = info["latest_block_time"].as_str().unwrap();
                let time = cosmrs::tendermint::Time::parse_from_rfc3339(time).unwrap();
                let time = (time - Duration::from_secs(older)).unwrap();
                info["latest_block_time"] = json!(time.to_rfc3339());
            }
        }
        "tx" if answer["result"].is_object() => {
            let late = number(&answer["result"]["height"]) + behind > proxy.height().await;
            if late || lies.blind.load(Ordering::Relaxed) {
                let data = "tx (AB) not found";
                answer = json!({"error": {"code": -32603, "message": "Internal error", "data": data}});
            }
        }
        _ => {}
    }
    Ok(Json(answer))
}

/// A chain at these endpoints, impatient.
pub fn chain(endpoints: &[&Arc<Proxy>]) -> Arc<RpcChain> {
    let endpoints = endpoints.iter().map(|proxy| proxy.url.clone()).collect();
    Arc::new(
        RpcChain::new(RpcConfig {
            timeout: Duration::from_secs(10),
            cool_down: Duration::from_secs(1),
            recheck: Duration::from_millis(200),
            probe: Duration::from_millis(500),
            catch_up: Duration::from_secs(2),
            ..RpcConfig::new(CHAIN, endpoints)
        })
        .unwrap(),
    )
}

/// A wallet with money, and one who is paid.
pub struct Purse {
    pub key: Arc<LocalSigner>,
    pub payee: String,
    directory: tempfile::TempDir,
}

impl Purse {
    pub async fn on(node: &Handle) -> Self {
        let key = Arc::new(LocalSigner::ephemeral("wasm").unwrap());
        node.fund(key.address(), 1_000_000_000_000, DENOM).await.unwrap();
        let payee = LocalSigner::ephemeral("wasm").unwrap().address().to_owned();
        let directory = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        Self { key, payee, directory }
    }

    pub fn journal(&self) -> Arc<Journal> {
        Arc::new(Journal::open(&self.directory.path().join("journal.redb")).unwrap())
    }

    pub fn submitter(&self, chain: Arc<RpcChain>, journal: Arc<Journal>, policy: TxPolicy) -> Submitter {
        Submitter::new(chain, self.key.clone(), journal, policy, AllowList::anything())
    }

    /// One coin.
    pub fn coin(&self) -> [Msg; 1] {
        [Msg::Send { to: self.payee.clone(), coins: coins(1, DENOM) }]
    }

    /// What the payee has, by the node itself.
    pub async fn paid(&self, node: &Handle) -> Result<u128, ChainError> {
        let direct = RpcChain::new(RpcConfig::new(CHAIN, vec![node.rpc_url()]))?;
        direct.balance(&self.payee, DENOM).await
    }

    /// The key's sequence, by the node itself: transactions that used one.
    pub async fn sequence(&self, node: &Handle) -> u64 {
        let direct = RpcChain::new(RpcConfig::new(CHAIN, vec![node.rpc_url()])).unwrap();
        direct.account(self.key.address()).await.unwrap().sequence
    }
}

/// Quick, and gas priced.
pub fn policy() -> TxPolicy {
    TxPolicy {
        gas_price: Some(GasPrice { micro: 1_000, denom: DENOM.into() }),
        backoff: Duration::from_millis(20),
        poll: Duration::from_millis(20),
        timeout_blocks: 20,
        // A simulation pays no fee, and paying the first one costs a tenth of so small a transaction.
        gas_factor_pct: 150,
        ..TxPolicy::default()
    }
}
