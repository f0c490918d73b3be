//! The submitter over RPC, with fees: real protobuf, signatures, sequences, and a wallet that gets emptier.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use backlot_chain::{events, Chain, ChainError, Msg, RpcChain, RpcConfig, Signer};
use backlot_devnet::{app::Genesis, start, Config};
use backlot_jobs::{AllowList, Journal, Submitter, TxError, TxPolicy, TxState};
use backlot_tests::{
    wasmd::{Wasmd, WasmdConfig},
    Actor,
};
use cosmwasm_std::coins;

const CHAIN: &str = "coins-1";
const GAS_PRICE: &str = "0.001stake";
const WEALTH: u128 = 1_000_000;

fn sender() -> Actor {
    Actor::named("sender")
}

fn balances() -> BTreeMap<String, BTreeMap<String, u128>> {
    BTreeMap::from([(sender().wallet(), BTreeMap::from([("stake".to_owned(), WEALTH)]))])
}

mod devnet {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn once_with_fee_and_record_and_not_to_another_chain() {
        let genesis = Genesis {
            chain_id: CHAIN.into(),
            balances: balances(),
            min_gas_price_micro: 1_000,
            fee_denom: "stake".into(),
            ..Genesis::default()
        };
        let devnet = start(Config::instant(genesis)).await.expect("the devnet starts");
        super::once_with_fee_and_record_and_not_to_another_chain(&devnet.rpc_url()).await;
        devnet.stop().await;
    }
}

mod wasmd {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[ignore = "needs wasmd: make e2e-wasmd"]
    async fn once_with_fee_and_record_and_not_to_another_chain() {
        let mut config = WasmdConfig::new(CHAIN);
        config.balances = balances();
        config.min_gas_price = GAS_PRICE.into();
        let wasmd = Wasmd::start(config).await.unwrap_or_else(|error| panic!("wasmd does not start: {error:#}"));
        super::once_with_fee_and_record_and_not_to_another_chain(&wasmd.node().rpc_url()).await;
    }
}

/// acceptance: K56, K64
async fn once_with_fee_and_record_and_not_to_another_chain(endpoint: &str) {
    let signer = Arc::new(sender());
    let to = Actor::named("receiver").wallet();
    let rpc = |chain_id: &str| {
        let mut config = RpcConfig::new(chain_id, vec![endpoint.to_owned()]);
        config.recheck = Duration::ZERO;
        Arc::new(RpcChain::new(config).expect("an endpoint is named"))
    };
    let directory = tempfile::tempdir().expect("there is room");
    let journal = Arc::new(Journal::open(&directory.path().join("journal.redb")).expect("it is new"));
    let gas_price = Some(GAS_PRICE.parse().expect("it is a price"));
    let policy = TxPolicy { gas_price, poll: Duration::from_millis(10), ..TxPolicy::default() };
    let submitter = |chain: Arc<RpcChain>| {
        Submitter::new(chain, signer.clone(), journal.clone(), policy.clone(), AllowList::anything())
    };

    let chain = rpc(CHAIN);
    let mut hints = events::subscribe(endpoint, "tm.event='Tx'");
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
    assert_eq!(left, WEALTH - 210 - u128::from(payer.fees()), "fees are what the wallet lost beside");
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
}
