//! The daemon as an operator sees it: hints, restarts, what it serves, what its key refuses.

mod wait;
mod world;

use std::{sync::atomic::Ordering, sync::Arc, time::Duration};

use backlot_api::{collection, interchange, returns};
use backlot_chain::{Chain, Msg};
use backlot_jobs::{http, AllowList, Journal, KeeperStatus, Readiness, Submitter, TxError};
use cosmwasm_std::{coins, Uint128};
use tokio::sync::watch;
use wait::until;
use world::{config, keeper, signer, Faults, Film, Flaky, Model};

/// acceptance: K62
#[tokio::test]
async fn half_the_events_lost_and_twenty_restarts_and_all_is_done() {
    let (model, journal) = (Model::new(Film::new(30)), world::directory());
    let target = model.state().film.target.clone();
    let key = signer(&model);
    let (hint, hints) = watch::channel(0_u64);
    for restart in 0..20_u64 {
        {
            let mut state = model.state();
            state.film.owed += 30_000;
        }
        // Every second event is lost.
        if restart % 2 == 0 {
            hint.send_modify(|count| *count += 1);
        }
        let faults = Faults { lost_answers: 10, ..Faults::default() };
        let chain: Arc<dyn Chain> = Flaky::new(model.clone(), faults, restart);
        let keeper = keeper(config(), chain, key.clone(), &journal, std::slice::from_ref(&target));
        // Killed in the midst of whatever it does, each time at another point.
        let life = Duration::from_millis(3 + restart * 2);
        let _ = tokio::time::timeout(life, keeper.run(Some(hints.clone()), std::future::pending())).await;
    }
    let keeper = keeper(config(), model.clone(), key, &journal, &[target]);
    keeper.run(None, until("all is paid", || model.state().film.nothing_waits())).await.unwrap();
    let state = model.state();
    state.film.assert_all_paid();
    assert_eq!(state.film.paid, 30_000 * 21);
    assert_eq!(state.included as usize, state.effects.len(), "no fee was spent on work that was done");
    assert_eq!(keeper.status().starts, 21);
}

/// acceptance: K62
#[tokio::test]
async fn a_hint_wakes_a_keeper_that_would_sleep_for_an_hour() {
    let (model, journal) = (Model::new(Film::new(4)), world::directory());
    let target = model.state().film.target.clone();
    let mut config = config();
    config.poll = Duration::from_secs(3_600);
    let keeper = keeper(config, model.clone(), signer(&model), &journal, &[target]);
    let (hint, hints) = watch::channel(0_u64);
    let run = keeper.run(Some(hints), async {
        until("all is paid", || model.state().film.nothing_waits()).await;
        model.state().film.assert_all_paid();
        tokio::time::sleep(Duration::from_millis(100)).await;
        model.state().film.owed = 8_000;
        tokio::time::sleep(Duration::from_millis(300)).await;
        assert_eq!(model.state().film.owed, 8_000, "asleep");
        hint.send_modify(|count| *count += 1);
        until("the rest is paid", || model.state().film.nothing_waits()).await;
    });
    run.await.unwrap();
    model.state().film.assert_all_paid();
    assert_eq!(model.state().film.paid, 12_000);
}

/// acceptance: K67
#[tokio::test]
async fn the_key_signs_a_keepers_messages_to_its_films_and_nothing_else() {
    let (model, journal) = (Model::new(Film::new(4)), world::directory());
    let target = model.state().film.target.clone();
    let key = signer(&model);
    let allow = AllowList::keeper("wasm", std::slice::from_ref(&target)).unwrap();
    let journal = Arc::new(Journal::open(&journal.path().join("journal.redb")).unwrap());
    let submitter = Submitter::new(model.clone(), key.clone(), journal, config().tx, allow);
    let execute = |contract: &str, msg: Vec<u8>| Msg::Execute { contract: contract.into(), msg, funds: Vec::new() };
    let json = |msg: &dyn erased::Json| msg.json();

    let trigger = json(&returns::ExecuteMsg::Trigger { series: 0 });
    let stranger = backlot_chain::address::encode("wasm", &[9; 32]).unwrap();
    let refused = [
        execute(&target.returns.to_uppercase(), trigger.clone()),
        execute(&stranger, trigger.clone()),
        execute(&target.collection, trigger.clone()),
        execute(&target.returns, json(&returns::ExecuteMsg::SetPaused { paused: true })),
        execute(&target.returns, br#"{"update_ownership":"accept_ownership"}"#.to_vec()),
        execute(&target.returns, br#"{"drain":{"to":"wasm1x"}}"#.to_vec()),
        execute(&target.returns, br#"{"trigger":{"series":0,"and":"more"}}"#.to_vec()),
        execute(&target.returns, b"not json".to_vec()),
        execute(&target.collection, json(&collection::ExecuteMsg::Recover { entry: 1 })),
        execute(
            &target.interchange,
            json(&interchange::ExecuteMsg::Distribute {
                set: "x".into(),
                payments: vec![("a".into(), Uint128::one())],
            }),
        ),
        Msg::Execute { contract: target.returns.clone(), msg: trigger.clone(), funds: coins(1, "stake") },
        Msg::Send { to: stranger.clone(), coins: coins(1, "stake") },
        Msg::Migrate { contract: target.returns.clone(), code_id: 9, msg: b"{}".to_vec() },
        Msg::StoreCode { wasm: Vec::new() },
        Msg::Instantiate { code_id: 1, admin: None, label: "x".into(), msg: b"{}".to_vec(), funds: Vec::new() },
    ];
    let good = execute(&target.returns, trigger.clone());
    for bad in refused {
        // Alone, and hidden behind a message that is allowed.
        for msgs in [vec![bad.clone()], vec![good.clone(), bad.clone()]] {
            let error = submitter.submit("test", &msgs).await.unwrap_err();
            assert!(matches!(error, TxError::NotAllowed { .. }), "{bad:?}: {error}");
        }
    }
    assert_eq!(key.signed.load(Ordering::Relaxed), 0);

    // A list of films that names something else than canonical addresses is no list.
    let mut upper = target.clone();
    upper.returns = upper.returns.to_uppercase();
    assert!(AllowList::keeper("wasm", &[upper]).is_err());
    let mut twice = target.clone();
    twice.collection.clone_from(&twice.returns);
    assert!(AllowList::keeper("wasm", &[twice]).is_err());

    model.state().film.pot = 5;
    submitter.submit("returns.trigger series 0", &[good]).await.unwrap();
}

mod erased {
    /// Any message as JSON.
    pub trait Json {
        fn json(&self) -> Vec<u8>;
    }

    impl<T: serde::Serialize> Json for T {
        fn json(&self) -> Vec<u8> {
            serde_json::to_vec(self).unwrap()
        }
    }
}

/// acceptance: K63
#[tokio::test]
async fn readiness_is_503_while_the_wallet_is_empty_and_the_process_lives() {
    let (model, journal) = (Model::new(Film::new(4)), world::directory());
    let target = model.state().film.target.clone();
    let key = signer(&model);
    let address = backlot_chain::Signer::address(key.as_ref()).to_owned();
    model.state().balances.insert(address.clone(), 0);
    let keeper = Arc::new(keeper(config(), model.clone(), key, &journal, &[target]));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let (stop, stopped) = watch::channel(false);
    let ended = |mut stopped: watch::Receiver<bool>| async move {
        let _ = stopped.wait_for(|stop| *stop).await;
    };
    let server = tokio::spawn(http::serve(keeper.clone(), listener, ended(stopped.clone())));
    let runner = keeper.clone();
    let wait = ended(stopped);
    let daemon = tokio::spawn(async move { runner.run(None, wait).await });

    let get = |path: &str| reqwest::get(format!("{url}{path}"));
    until("it has looked at its wallet", || keeper.status().readiness == Readiness::WalletEmpty).await;
    let ready = get("/readyz").await.unwrap();
    assert_eq!(ready.status(), 503);
    assert!(ready.text().await.unwrap().contains(&address), "it says whose wallet to fill");
    assert_eq!(get("/healthz").await.unwrap().status(), 200);
    tokio::time::sleep(Duration::from_millis(100)).await;
    let rounds = keeper.status().rounds;
    assert!(rounds < 50, "it waits: {rounds} rounds");

    model.state().balances.insert(address, 1_000_000);
    until("it is ready, and has worked", || {
        keeper.status().readiness == Readiness::Ready && model.state().film.nothing_waits()
    })
    .await;
    assert_eq!(get("/readyz").await.unwrap().status(), 200);
    let status: KeeperStatus = get("/status").await.unwrap().json().await.unwrap();
    assert_eq!(status.jobs.iter().map(|job| job.txs).sum::<u64>(), 4);
    let metrics = get("/metrics").await.unwrap().text().await.unwrap();
    assert!(metrics.contains("backlot_ready 1\n"), "{metrics}");
    assert!(metrics.contains("backlot_job_credited_total{job=\"distribution\",film=\"noir\"} 4000"), "{metrics}");
    model.state().film.assert_all_paid();

    stop.send(true).unwrap();
    daemon.await.unwrap().unwrap();
    server.await.unwrap().unwrap();
}

#[test]
fn a_journal_has_one_keeper() {
    let directory = world::directory();
    let path = directory.path().join("journal.redb");
    let first = Journal::open(&path).unwrap();
    assert!(matches!(Journal::open(&path), Err(backlot_jobs::JournalError::InUse { .. })));
    drop(first);
    assert_eq!(Journal::open(&path).unwrap().starts().unwrap(), 2);
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&path).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
}
