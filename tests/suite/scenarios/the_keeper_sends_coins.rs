//! The submitter over RPC, with fees: real protobuf, signatures, sequences, and a wallet that gets emptier.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use backlot_chain::{events, Chain, ChainError, Msg, RpcChain, RpcConfig, Signer};
use backlot_devnet::{app::Genesis, start, Config};
use backlot_jobs::{AllowList, Journal, Submitter, TxError, TxPolicy, TxState};
use backlot_tests::Actor;
use cosmwasm_std::coins;

const CHAIN: &str = "coins-1";

/// acceptance: K56, K64
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn once_with_fee_and_record_and_not_to_another_chain() {
    let signer = Arc::new(Actor::named("sender"));
    let to = Actor::named("receiver").wallet();
    let wealth = BTreeMap::from([("stake".to_owned(), 1_000_000)]);
    let genesis = Genesis {
        chain_id: CHAIN.into(),
        balances: BTreeMap::from([(signer.wallet(), wealth)]),
        min_gas_price_micro: 1_000,
        fee_denom: "stake".into(),
        ..Genesis::default()
    };
    let devnet = start(Config::instant(genesis)).await.expect("the devnet starts");
    let rpc = |chain_id: &str| {
        let mut config = RpcConfig::new(chain_id, vec![devnet.rpc_url()]);
        config.recheck = Duration::ZERO;
        Arc::new(RpcChain::new(config).expect("the devnet is there"))
    };
    let directory = tempfile::tempdir().expect("there is room");
    let journal = Arc::new(Journal::open(&directory.path().join("journal.redb")).expect("it is new"));
    let gas_price = Some("0.001stake".parse().expect("it is a price"));
    let policy = TxPolicy { gas_price, poll: Duration::from_millis(10), ..TxPolicy::default() };
    let submitter = |chain: Arc<RpcChain>| {
        Submitter::new(chain, signer.clone(), journal.clone(), policy.clone(), AllowList::anything())
    };

    let chain = rpc(CHAIN);
    let mut hints = events::subscribe(&devnet.rpc_url(), "tm.event='Tx'");
    let send = [Msg::Send { to: to.clone(), coins: coins(70, "stake") }];
    let payer = submitter(chain.clone());
    for round in 1..=3_u128 {
        let outcome = payer.submit(&format!("send {round}"), &send).await.expect("it goes through");
        assert!(outcome.code == 0 && outcome.gas_used <= outcome.gas_wanted, "{outcome:?}");
        assert_eq!(chain.balance(&to, "stake").await.expect("bank answers"), 70 * round);
        let found = chain.find_tx(&outcome.hash).await.expect("the index answers");
        assert_eq!(found.as_ref(), Some(&outcome));
        let record = journal.last_of(&format!("send {round}")).expect("the journal can be read").expect("a record");
        assert!(matches!(record.state, TxState::Included { code: 0, .. }));
    }
    let left = chain.balance(signer.address(), "stake").await.expect("bank answers");
    assert_eq!(left, 1_000_000 - 210 - u128::from(payer.fees()), "fees are what the wallet lost beside");
    // The first try of a key that the chain does not know yet uses more gas than its simulation says; what it takes is
    // learned, and every try, in vain or not, is in the journal.
    let records = journal.history(10).expect("the journal can be read");
    assert!(records.iter().all(|record| matches!(record.state, TxState::Included { code: 0 | 11, .. })), "{records:?}");
    let sequence = chain.account(signer.address()).await.expect("auth answers").sequence;
    assert_eq!(usize::try_from(sequence), Ok(records.len()));
    assert!(sequence <= 4, "three, and one that taught it: {records:?}");
    let hint = tokio::time::timeout(Duration::from_secs(10), hints.changed()).await;
    hint.expect("a hint comes").expect("the subscription lives");

    // A refusal costs nothing, and is told in the chain's words.
    let too_much = [Msg::Send { to: to.clone(), coins: coins(9_000_000, "stake") }];
    let refused = payer.submit("send too much", &too_much).await.expect_err("it is refused");
    assert!(refused.is_refusal(), "{refused}");
    assert_eq!(chain.balance(signer.address(), "stake").await.expect("bank answers"), left);

    let elsewhere = submitter(rpc("another-chain")).submit("send 4", &send).await.expect_err("it is refused");
    assert!(matches!(elsewhere, TxError::Chain(ChainError::WrongChain { .. })), "{elsewhere}");
    assert!(journal.unresolved().expect("the journal can be read").is_empty(), "nothing is open");
    devnet.stop().await;
}
