//! What gas costs, and what is done when it costs too much.

mod network;
mod world;

use std::time::Duration;

use backlot_jobs::{GasPrice, Journal, Readiness, TxError, TxPolicy, TxState, Urgency};
use network::{chain, devnet, policy, Proxy, Purse, CHAIN};
use serde_json::json;

/// acceptance: K59
#[tokio::test(flavor = "multi_thread")]
async fn at_fifty_times_the_price_for_a_hundred_blocks_urgent_work_lands_and_the_rest_waits() {
    let node = devnet(CHAIN, 1_000).await;
    let endpoint = Proxy::before(&node).await;
    let purse = Purse::on(&node).await;
    let journal = purse.journal();
    // The configured price is too low already: the node says what it wants.
    let policy = TxPolicy {
        gas_price: Some(GasPrice { micro: 500, denom: network::DENOM.into() }),
        max_gas_price: Some(2_000),
        urgent_gas_price: Some(60_000),
        ..policy()
    };
    let submitter = purse.submitter(chain(&[&endpoint]), journal.clone(), policy);
    submitter.submit("test.send", &purse.coin()).await.unwrap();
    let learned = submitter.price().unwrap().1.unwrap();
    assert!((1_000..=1_020).contains(&learned), "read off a fee that was rounded up: {learned}");

    network::lever(&node, "gas_price", json!({"micro": 50_000})).await;
    let end = node.height() + 100;
    let (mut urgent, mut waits) = (0, 0);
    while node.height() < end || urgent < 5 {
        submitter.submit_as(Urgency::Urgent, "test.urgent", &purse.coin()).await.unwrap();
        urgent += 1;
        match submitter.submit("test.send", &purse.coin()).await.unwrap_err() {
            TxError::TooDear { wanted, cap, field: "max_gas_price" } => {
                assert!((50_000..=50_020).contains(&wanted.micro) && cap.micro == 2_000, "{wanted} {cap}");
                waits += 1;
            }
            other => panic!("{other}"),
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    assert_eq!(waits, urgent);
    let refused = |journal: &Journal| {
        let all = journal.history(1_000).unwrap();
        all.iter().filter(|record| matches!(record.state, TxState::Refused { .. })).count()
    };
    assert!(refused(&journal) < 40, "the node is asked now and then: {}", refused(&journal));

    network::lever(&node, "gas_price", json!({"micro": 1_000})).await;
    let begun = node.height();
    while submitter.submit("test.send", &purse.coin()).await.is_err() {
        assert!(node.height() < begun + 60, "it eases");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(purse.paid(&node).await.unwrap(), urgent + 2);
    node.stop().await;
}

/// acceptance: K59
#[tokio::test(flavor = "multi_thread")]
async fn a_days_budget_is_kept_over_restarts_with_a_reserve_for_what_is_urgent() {
    let node = devnet(CHAIN, 0).await;
    let endpoint = Proxy::before(&node).await;
    let purse = Purse::on(&node).await;
    let chain = chain(&[&endpoint]);
    let first = purse.submitter(chain.clone(), purse.journal(), policy());
    first.submit("test.send", &purse.coin()).await.unwrap();
    let fee = u128::from(first.fees());
    drop(first);
    let budgeted = TxPolicy { daily_budget: Some(fee * 5), urgent_reserve: fee * 2, ..policy() };
    let (mut normal, mut urgent) = (0, 0);
    for _ in 0..8 {
        // Each of them a keeper that was started anew.
        let submitter = purse.submitter(chain.clone(), purse.journal(), budgeted.clone());
        match submitter.submit("test.send", &purse.coin()).await {
            Ok(_) => normal += 1,
            Err(TxError::OverBudget { wait_s, .. }) => assert!(wait_s <= 86_400),
            Err(other) => panic!("{other}"),
        }
    }
    let spent = || {
        let journal = purse.journal();
        let day = journal.history(1).unwrap()[0].day;
        journal.fees_of(day).unwrap()
    };
    assert!(normal >= 1 && spent() <= fee * 3, "three fifths for all: {normal}, {} of {}", spent(), fee * 5);
    for _ in 0..8 {
        let submitter = purse.submitter(chain.clone(), purse.journal(), budgeted.clone());
        match submitter.submit_as(Urgency::Urgent, "test.urgent", &purse.coin()).await {
            Ok(_) => urgent += 1,
            Err(TxError::OverBudget { .. }) => {}
            Err(other) => panic!("{other}"),
        }
    }
    assert!(urgent >= 1 && (fee * 3 + 1..=fee * 5).contains(&spent()), "the rest for what is urgent: {urgent}");
    let journal = purse.journal();
    // Another day, by the chain's clock.
    network::lever(&node, "advance_time", json!({"seconds": 86_400})).await;
    purse.submitter(chain, journal, budgeted).submit("test.send", &purse.coin()).await.unwrap();
    node.stop().await;
}

/// acceptance: K59
#[tokio::test]
async fn a_spent_budget_is_told_by_readiness_status_and_reason() {
    let (model, journal) = (world::Model::new(world::Film::new(16)), world::directory());
    let target = model.state().film.target.clone();
    let mut config = world::config();
    // Enough for what is urgent, not for what is not.
    (config.tx.daily_budget, config.tx.urgent_reserve) = (Some(1_000_000), 1_000_000);
    let keeper = world::keeper(config, model.clone(), world::signer(&model), &journal, &[target]);
    let round = keeper.tick().await.unwrap();
    assert!(round.txs.is_empty() && round.errors.is_empty() && round.blocked.is_empty());
    let status = keeper.status();
    assert_eq!(status.readiness, Readiness::TooDear);
    assert!(status.reason.unwrap().contains("daily_budget"));
    assert_eq!((status.fees_today, status.daily_budget), (0, Some(1_000_000)));
    // A run that is under way holds wallets: it goes on.
    {
        let mut state = model.state();
        (state.film.owed, state.film.pot) = (0, 0);
        state.film.run = Some((1, 0, 16_000));
        state.film.runs = 1;
    }
    let round = keeper.tick().await.unwrap();
    assert!(!round.txs.is_empty() && round.txs.iter().all(|tx| tx.purpose.starts_with("returns.advance")));
    assert_eq!(model.state().film.credited, 16_000);
    assert!(keeper.status().fees_today > 0);
    assert_eq!(keeper.status().readiness, Readiness::TooDear, "delivery waits");
}
