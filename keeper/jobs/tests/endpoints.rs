//! Several endpoints of one chain, some of which are behind, old, lying, or gone; and one of another chain.

mod network;
mod wait;

use std::{
    sync::atomic::Ordering::Relaxed,
    time::{Duration, Instant},
};

use backlot_chain::{Account, Chain, ChainError, EndpointState};
use backlot_jobs::{Attempt, Step, TxError, TxState};
use network::{chain, devnet, policy, Fuse, Loss, Proxy, Purse, CHAIN};
use wait::until;

async fn blocks(node: &backlot_devnet::Handle, count: u64) {
    let end = node.height() + count;
    until("so many blocks", || node.height() >= end).await;
}

/// acceptance: K57
#[tokio::test(flavor = "multi_thread")]
async fn of_one_far_behind_one_of_old_blocks_and_one_that_is_fine_the_fine_one_is_used() {
    let node = devnet(CHAIN, 0).await;
    blocks(&node, 60).await;
    let (behind, old, fine) = (Proxy::before(&node).await, Proxy::before(&node).await, Proxy::before(&node).await);
    behind.lies.behind.store(50, Relaxed);
    old.lies.older.store(500, Relaxed);
    let chain = chain(&[&behind, &old, &fine]);
    let purse = Purse::on(&node).await;
    let submitter = purse.submitter(chain.clone(), purse.journal(), policy());
    for _ in 0..3 {
        submitter.submit("test.send", &purse.coin()).await.unwrap();
    }
    assert_eq!(purse.paid(&node).await.unwrap(), 3);
    for unused in [&behind, &old] {
        assert_eq!(unused.count("abci_query") + unused.count("broadcast_tx_sync"), 0, "only asked how it stands");
        assert!(unused.count("status") > 0);
    }
    let states: Vec<_> = chain.endpoints().into_iter().map(|endpoint| endpoint.state).collect();
    assert_eq!(states, [EndpointState::Lagging, EndpointState::Lagging, EndpointState::Used]);
    node.stop().await;
}

/// acceptance: K57
#[tokio::test(flavor = "multi_thread")]
async fn whoever_claims_to_be_far_ahead_shows_the_block_or_is_not_believed() {
    let node = devnet(CHAIN, 0).await;
    let (liar, fine) = (Proxy::before(&node).await, Proxy::before(&node).await);
    liar.lies.ahead.store(1_000_000, Relaxed);
    let chain = chain(&[&liar, &fine]);
    assert!(chain.status().await.unwrap().height < 1_000_000);
    assert_eq!(chain.endpoints()[0].state, EndpointState::CoolingDown);
    node.stop().await;
}

/// acceptance: K57
#[tokio::test(flavor = "multi_thread")]
async fn after_a_transaction_no_older_state_is_answered_from() {
    let node = devnet(CHAIN, 0).await;
    let (lagging, fine) = (Proxy::before(&node).await, Proxy::before(&node).await);
    let chain = chain(&[&lagging, &fine]);
    let purse = Purse::on(&node).await;
    let submitter = purse.submitter(chain.clone(), purse.journal(), policy());
    // Not behind for long enough to count as unhealthy.
    lagging.lies.frozen.store(node.height(), Relaxed);
    submitter.submit("test.send", &purse.coin()).await.unwrap();
    fine.lies.dead.store(true, Relaxed);
    // All that is left has not seen the payment yet: it is waited for, and then it is right.
    let began = Instant::now();
    let catches_up = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        lagging.lies.frozen.store(0, Relaxed);
    };
    let (balance, ()) = tokio::join!(chain.balance(&purse.payee, "stake"), catches_up);
    assert_eq!(balance.unwrap(), 1);
    assert!(began.elapsed() > Duration::from_millis(200), "it had to catch up");
    // One that never does gets no say.
    fine.lies.dead.store(false, Relaxed);
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    lagging.lies.frozen.store(node.height(), Relaxed);
    submitter.submit("test.send", &purse.coin()).await.unwrap();
    fine.lies.dead.store(true, Relaxed);
    let refused = chain.balance(&purse.payee, "stake").await;
    assert!(matches!(refused, Err(ChainError::Behind { .. })), "{refused:?}");
    let refused = submitter.submit("test.send", &purse.coin()).await.unwrap_err();
    assert!(matches!(refused, TxError::Chain(ChainError::Behind { .. })), "{refused}");
    node.stop().await;
}

/// acceptance: K57
#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_from_before_the_last_block_is_not_believed() {
    let node = devnet(CHAIN, 0).await;
    let proxies = [Proxy::before(&node).await, Proxy::before(&node).await];
    let chain = chain(&[&proxies[0], &proxies[1]]);
    let purse = Purse::on(&node).await;
    blocks(&node, 2).await;
    let submitter = purse.submitter(chain.clone(), purse.journal(), policy());
    submitter.submit("test.send", &purse.coin()).await.unwrap();
    let paid = chain.account(&purse.payee).await.unwrap();
    assert_ne!(paid, Account::default());
    // In its first block there is no such wallet; asked how far it is, it has the payment.
    for proxy in &proxies {
        proxy.lies.late.store(1, Relaxed);
    }
    assert_eq!(chain.account(&purse.payee).await.unwrap(), paid);
    assert!(proxies.iter().any(|proxy| proxy.lies.late.load(Relaxed) == 0), "nobody refused");
    node.stop().await;
}

/// acceptance: K57
#[tokio::test(flavor = "multi_thread")]
async fn an_endpoint_that_dies_or_hangs_in_the_midst_is_left_in_seconds_and_nothing_is_sent_twice() {
    let node = devnet(CHAIN, 0).await;
    let proxies = [Proxy::before(&node).await, Proxy::before(&node).await];
    let chain = chain(&[&proxies[0], &proxies[1]]);
    let purse = Purse::on(&node).await;
    let mut policy = policy();
    policy.timeout_blocks = 200;
    let submitter = purse.submitter(chain.clone(), purse.journal(), policy);
    let ways = [(Loss::Dies, false), (Loss::Hangs, false), (Loss::Dies, true), (Loss::Hangs, true)];
    // However many queries there are before it, there is one transaction, and a look at what became of it.
    let requests = [("abci_query", 1), ("abci_query", 2), ("broadcast_tx_sync", 1), ("tx", 1)];
    let fuses =
        requests.into_iter().flat_map(|(method, nth)| ways.map(|(loss, reaches)| Fuse::at(method, nth, loss, reaches)));
    let mut lost_at = Vec::new();
    for (round, fuse) in (1_u128..).zip(fuses) {
        let cools = || chain.endpoints().iter().any(|endpoint| endpoint.state == EndpointState::CoolingDown);
        until("no endpoint is left alone any more", || !cools()).await;
        for proxy in &proxies {
            proxy.lies.revive(&fuse);
        }
        let began = Instant::now();
        submitter.submit(&format!("test.send {round}"), &purse.coin()).await.unwrap();
        assert!(began.elapsed() < Duration::from_secs(8), "{fuse:?}: {:?}", began.elapsed());
        assert_eq!(purse.paid(&node).await.unwrap(), round, "{fuse:?}");
        lost_at.extend(fuse.lost_at());
    }
    assert_eq!(purse.sequence(&node).await, 16, "one transaction each");
    let asked = |proxy: &Proxy| proxy.count("broadcast_tx_sync");
    assert!(proxies.iter().all(|proxy| asked(proxy) > 1), "whoever comes back is used again");
    assert_eq!(lost_at.len(), 16, "one endpoint each time");
    for method in ["abci_query", "broadcast_tx_sync", "tx"] {
        assert!(lost_at.contains(&method), "{method}: {lost_at:?}");
    }
    node.stop().await;
}

/// acceptance: K57
#[tokio::test(flavor = "multi_thread")]
async fn an_endpoint_of_another_chain_is_dropped_and_nothing_is_signed_for_it() {
    let (node, elsewhere) = (devnet(CHAIN, 0).await, devnet("film-2", 0).await);
    let (wrong, right) = (Proxy::before(&elsewhere).await, Proxy::before(&node).await);
    blocks(&elsewhere, 5).await;
    let chain = chain(&[&wrong, &right]);
    let purse = Purse::on(&node).await;
    let submitter = purse.submitter(chain.clone(), purse.journal(), policy());
    submitter.submit("test.send", &purse.coin()).await.unwrap();
    assert_eq!(wrong.count("status"), wrong.asked.lock().unwrap().len(), "only asked how it stands");
    assert_eq!(chain.endpoints()[0].state, EndpointState::WrongChain);
    assert_eq!(chain.endpoints()[0].chain_id.as_deref(), Some("film-2"));
    // The right one goes: the other one is no way out.
    right.lies.dead.store(true, Relaxed);
    let refused = submitter.submit("test.send", &purse.coin()).await.unwrap_err();
    assert!(refused.to_string().contains("no endpoint answers"), "{refused}");
    assert!(wrong.txs.lock().unwrap().is_empty());
    node.stop().await;
    elsewhere.stop().await;
}

/// acceptance: K57
#[tokio::test(flavor = "multi_thread")]
async fn a_not_found_that_is_not_true_leads_to_no_second_payment() {
    let node = devnet(CHAIN, 0).await;
    let (blind, honest) = (Proxy::before(&node).await, Proxy::before(&node).await);
    blind.lies.blind.store(true, Relaxed);
    let purse = Purse::on(&node).await;
    // Another endpoint knows better.
    let both = purse.submitter(chain(&[&blind, &honest]), purse.journal(), policy());
    both.submit("test.send", &purse.coin()).await.unwrap();
    drop(both);
    // Nobody does: the sequence shows that it was used, and for as long as it is asked nothing is sent again.
    let journal = purse.journal();
    let mut policy = policy();
    (policy.timeout_blocks, policy.attempts) = (4, 1);
    let alone = purse.submitter(chain(&[&blind]), journal.clone(), policy);
    let giving_in = async {
        let latest = || journal.history(1).unwrap().remove(0);
        let first = latest().id;
        // Past its timeout height, before patience ends.
        let late = || latest().id != first && node.height() > latest().timeout_height + 2;
        until("it is late", late).await;
        blind.lies.blind.store(false, Relaxed);
    };
    let coin = purse.coin();
    let (outcome, ()) = tokio::join!(alone.submit("test.send", &coin), giving_in);
    let outcome = outcome.unwrap();
    let last = journal.history(1).unwrap().remove(0);
    assert_eq!(last.hash, outcome.hash, "the first signature it was");
    assert!(node.height() > last.timeout_height);
    assert_eq!(purse.paid(&node).await.unwrap(), 2);
    node.stop().await;
}

/// acceptance: K58
#[tokio::test(flavor = "multi_thread")]
async fn a_full_mempool_is_waited_out_with_the_same_sequence_and_a_higher_fee() {
    let node = devnet(CHAIN, 0).await;
    let endpoint = Proxy::before(&node).await;
    let purse = Purse::on(&node).await;
    let mut policy = policy();
    (policy.timeout_blocks, policy.max_gas_price) = (6, Some(1_500));
    let journal = purse.journal();
    let submitter = purse.submitter(chain(&[&endpoint]), journal.clone(), policy);
    submitter.submit("test.send first", &purse.coin()).await.unwrap();
    network::lever(&node, "mempool", serde_json::json!({"full": true})).await;
    let from = node.height();
    let coin = purse.coin();
    let sending = submitter.submit("test.send", &coin);
    let opening = async {
        blocks(&node, 20).await;
        network::lever(&node, "mempool", serde_json::json!({"full": false})).await;
    };
    let (sent, ()) = tokio::join!(sending, opening);
    let sent = sent.unwrap();
    assert!(sent.height >= from + 20);
    assert_eq!(purse.paid(&node).await.unwrap(), 2);
    assert_eq!(purse.sequence(&node).await, 2, "no gap");
    let mut story = journal.history(100).unwrap();
    story.reverse();
    assert!(story.len() >= 3, "20 blocks, 6 for each try: {story:?}");
    let tries = &story[1..];
    assert!(tries.iter().all(|record| record.sequence == 1), "{tries:?}");
    for pair in tries.windows(2) {
        let [before, after] = pair else { unreachable!() };
        assert_eq!((&before.state, after.replaces), (&TxState::Expired, Some(before.id)));
        assert!(after.timeout_height > before.timeout_height);
        let (low, high) = (before.fee * 110 / 100, before.fee * 130 / 100 + 1);
        let capped = after.fee == tries.last().unwrap().fee;
        assert!((low..=high).contains(&after.fee) || capped, "{before:?} {after:?}");
    }
    let most = sent.gas_wanted.div_ceil(1_000) * 3 / 2 + 1;
    assert!(tries.iter().all(|record| record.fee <= u128::from(most)), "never above the cap");
    assert!(matches!(tries.last().unwrap().state, TxState::Included { code: 0, .. }));
    node.stop().await;
}

/// acceptance: K58
#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_that_was_taken_and_lost_is_reminded_of_or_signed_again_in_its_place() {
    let node = devnet(CHAIN, 0).await;
    let endpoint = Proxy::before(&node).await;
    let purse = Purse::on(&node).await;
    let mut policy = policy();
    policy.timeout_blocks = 100;
    let journal = purse.journal();
    let coin = purse.coin();
    let retries = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let seen = retries.clone();
    let watch = std::sync::Arc::new(move |step: &Step| {
        if let Step::Retrying { attempt, .. } = step {
            seen.lock().unwrap().push(attempt.clone());
        }
    });
    let submitter = purse.submitter(chain(&[&endpoint]), journal.clone(), policy.clone()).with_observer(watch.clone());
    // A node that ends loses its mempool: it is told again, with the same bytes.
    endpoint.lies.loses.store(true, Relaxed);
    let restored = async {
        until("it was told again", || endpoint.txs.lock().unwrap().len() > 1).await;
        endpoint.lies.loses.store(false, Relaxed);
    };
    let (sent, ()) = tokio::join!(submitter.submit("test.send", &coin), restored);
    sent.unwrap();
    {
        let mut txs = endpoint.txs.lock().unwrap();
        txs.dedup();
        assert_eq!(txs.len(), 1, "signed once");
    }
    drop(submitter);
    // It stays so past the timeout height: the same sequence again.
    policy.timeout_blocks = 5;
    let submitter = purse.submitter(chain(&[&endpoint]), journal.clone(), policy).with_observer(watch);
    endpoint.lies.loses.store(true, Relaxed);
    let restored = async {
        blocks(&node, 9).await;
        endpoint.lies.loses.store(false, Relaxed);
    };
    let (sent, ()) = tokio::join!(submitter.submit("test.send", &coin), restored);
    sent.unwrap();
    assert_eq!((purse.paid(&node).await.unwrap(), purse.sequence(&node).await), (2, 2));
    assert!(matches!(retries.lock().unwrap().first(), Some(Attempt::Expired { .. })), "{retries:?}");
    let story = journal.history(10).unwrap();
    assert!(story[..story.len() - 1].iter().all(|record| record.sequence == 1), "{story:?}");
    node.stop().await;
}
