//! A real chain is stopped, and another one begins at its address.

use std::{
    path::Path,
    sync::{
        atomic::{AtomicU64, Ordering},
        Arc,
    },
    time::Duration,
};

use backlot_chain::{address, keys::LocalSigner, Chain, ChainError, Msg, RpcChain, RpcConfig, Signer};
use backlot_jobs::{
    AllowList, FilmTarget, GasPrice, JobError, Journal, Keeper, KeeperConfig, Readiness, Submitter, TxError, TxPolicy,
};
use backlot_tests::wasmd::{home, Node, NodeConfig, Ports, WasmdConfig};
use cosmwasm_std::coins;
use tempfile::TempDir;

struct Counting {
    key: LocalSigner,
    signed: AtomicU64,
}

impl Signer for Counting {
    fn address(&self) -> &str {
        self.key.address()
    }

    fn public_key(&self) -> Vec<u8> {
        self.key.public_key()
    }

    fn sign(&self, sign_bytes: &[u8]) -> Result<Vec<u8>, ChainError> {
        self.signed.fetch_add(1, Ordering::Relaxed);
        self.key.sign(sign_bytes)
    }
}

/// A chain of this id at these ports, on which the key has coins.
async fn begin(chain_id: &str, ports: Ports, key: &str) -> (Node, TempDir) {
    let mut config = WasmdConfig::new(chain_id);
    config.balances.entry(key.to_owned()).or_default().insert("stake".into(), 1_000_000_000);
    let recipe = config.clone();
    let home = tokio::task::spawn_blocking(move || home::make(&recipe)).await.unwrap().unwrap();
    let mut node = Node::spawn(NodeConfig {
        home: home.path().to_owned(),
        ports,
        min_gas_price: config.min_gas_price,
        pause: config.pause,
        arguments: Vec::new(),
    })
    .unwrap();
    node.first_block().await.unwrap();
    (node, home)
}

fn policy() -> TxPolicy {
    let gas_price = Some(GasPrice { micro: 1_000, denom: "stake".into() });
    TxPolicy { gas_price, gas_factor_pct: 150, ..TxPolicy::default() }
}

fn journal(directory: &Path) -> std::path::PathBuf {
    directory.join("journal.redb")
}

/// acceptance: K64
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs wasmd: make e2e-wasmd"]
async fn a_keeper_signs_nothing_for_the_chain_that_took_the_place_of_its_own_and_ends() {
    let ports = Ports::free();
    let key = Arc::new(Counting { key: LocalSigner::ephemeral("wasm").unwrap(), signed: AtomicU64::new(0) });
    let (node, home) = begin("film-1", ports, key.address()).await;
    let reach = |id: &str| Arc::new(RpcChain::new(RpcConfig::new(id, vec![node.rpc_url()])).unwrap());
    let (chain, usurper) = (reach("film-1"), reach("film-2"));
    let directory = tempfile::tempdir().unwrap();
    let open = Arc::new(Journal::open(&journal(directory.path())).unwrap());
    let submitter = Submitter::new(chain.clone(), key.clone(), open, policy(), AllowList::anything());
    let payee = LocalSigner::ephemeral("wasm").unwrap().address().to_owned();
    let coin = [Msg::Send { to: payee.clone(), coins: coins(1, "stake") }];
    submitter.submit("test.send", &coin).await.unwrap();
    assert_eq!(chain.balance(&payee, "stake").await.unwrap(), 1);
    let signed = key.signed.load(Ordering::Relaxed);

    drop((node, home));
    let (node, _home) = begin("film-2", ports, key.address()).await;
    let refused = submitter.submit("test.send", &coin).await.unwrap_err();
    assert!(matches!(&refused, TxError::Chain(ChainError::WrongChain { found, .. }) if found == "film-2"), "{refused}");
    assert!(refused.to_string().contains("nothing was signed"), "{refused}");
    drop(submitter);

    let at = |byte: u8| address::encode("wasm", &[byte; 32]).unwrap();
    let film = FilmTarget { film: "noir".into(), collection: at(1), returns: at(2), interchange: at(3) };
    let config = KeeperConfig { tx: policy(), poll: Duration::from_millis(200), ..KeeperConfig::default() };
    let keeper = Keeper::new(config, chain, key.clone(), &journal(directory.path()), &[film]).unwrap();
    let ended = keeper.run(None, tokio::time::sleep(Duration::from_secs(60))).await.unwrap_err();
    assert!(matches!(ended, JobError::Chain(ChainError::WrongChain { .. })), "{ended}");
    assert_eq!(keeper.status().readiness, Readiness::WrongChain);
    assert_eq!(key.signed.load(Ordering::Relaxed), signed, "not one signature");
    assert_eq!(usurper.account(key.address()).await.unwrap().sequence, 0);
    drop(node);
}
