//! What goes wrong between a keeper and a chain, and what may come of it: nothing twice, nothing left.

mod wait;
mod world;

use std::{sync::atomic::Ordering, sync::Arc, time::Duration};

use backlot_chain::{Chain, ChainError};
use backlot_jobs::{Attempt, Halt, JobError, Keeper, Readiness, Step, TxError};
use wait::until;
use world::{config, keeper, signer, Faults, Film, Flaky, Model};

/// Ticks through lost answers until there is nothing to do.
async fn until_quiet(keeper: &Keeper) {
    for _ in 0..50_000 {
        match keeper.tick().await {
            Ok(round) if round.errors.is_empty() && round.txs.is_empty() => return,
            Ok(_) => {}
            Err(error) => assert!(error.to_string().contains("lost"), "{error}"),
        }
    }
    panic!("it never came to rest");
}

/// The plain case, and the measure for the others.
#[tokio::test]
async fn a_receipt_reaches_the_holders() {
    let (model, journal) = (Model::new(Film::new(16)), world::directory());
    let target = model.state().film.target.clone();
    let keeper = keeper(config(), model.clone(), signer(&model), &journal, &[target]);
    let plan = keeper.plan().await.unwrap();
    assert_eq!(plan[1].actions.len(), 1, "the parties are to be paid");
    assert!(plan[1].actions[0].gas.is_some());
    assert!(model.state().effects.is_empty(), "a plan changes nothing");

    let round = keeper.tick().await.unwrap();
    assert!(round.errors.is_empty() && round.blocked.is_empty());
    model.state().film.assert_all_paid();
    let status = keeper.status();
    assert_eq!(status.readiness, Readiness::Ready);
    assert_eq!(status.jobs.iter().map(|job| job.credited).sum::<u128>(), 16_000);
    assert_eq!(status.jobs.iter().find(|job| job.job == "distribution").unwrap().paid, 16_000);
    assert_eq!(status.kinds["returns.advance"].txs, 3, "4, 8, and the 4 pages that remain");
    let again = keeper.tick().await.unwrap();
    assert!(again.txs.is_empty(), "nothing left to do");
}

/// acceptance: K56
#[tokio::test]
async fn thirty_percent_of_answers_lost_and_every_effect_once() {
    for seed in 0..8 {
        let (model, journal) = (Model::new(Film::new(40)), world::directory());
        let target = model.state().film.target.clone();
        let faults = Faults { lost_answers: 30, ..Faults::default() };
        let keeper = keeper(config(), Flaky::new(model.clone(), faults, seed), signer(&model), &journal, &[target]);
        until_quiet(&keeper).await;
        let state = model.state();
        state.film.assert_all_paid();
        let mut effects = state.effects.clone();
        effects.sort();
        effects.dedup();
        assert_eq!(effects.len(), state.effects.len(), "no message had its effect twice");
        assert_eq!(state.included as usize, state.effects.len(), "no fee was spent on a second try");
    }
}

/// A keeper that ends in the middle of its n-th broadcast: before the transaction got through, or after. False where
/// it had no more to do before that.
async fn crash_at_broadcast(
    at: u64,
    left: bool,
    model: &Arc<Model>,
    key: Arc<world::Counting>,
    journal: &tempfile::TempDir,
) -> bool {
    let faults = Faults { hang_at_broadcast: Some((at, left)), ..Faults::default() };
    let chain = Flaky::new(model.clone(), faults, 1);
    let target = model.state().film.target.clone();
    let doomed = keeper(config(), chain.clone(), key, journal, &[target]);
    tokio::select! {
        round = doomed.tick() => {
            round.unwrap();
            false
        }
        () = chain.hanging.notified() => true,
    }
}

/// acceptance: K56
#[tokio::test]
async fn a_crash_at_any_broadcast_before_or_after_it_left_pays_nobody_twice() {
    for at in 1..=9 {
        for left in [false, true] {
            let (model, journal) = (Model::new(Film::new(16)), world::directory());
            let target = model.state().film.target.clone();
            let key = signer(&model);
            let crashed = crash_at_broadcast(at, left, &model, key.clone(), &journal).await;
            let next = keeper(config(), model.clone(), key, &journal, &[target]);
            let round = next.tick().await.unwrap();
            assert!(round.errors.is_empty());
            model.state().film.assert_all_paid();
            let status = next.status();
            assert_eq!(status.recovered, u64::from(crashed), "the open transaction was settled, not signed anew");
            assert_eq!(status.starts, 2);
            let state = model.state();
            assert_eq!(state.included as usize, state.effects.len());
        }
    }
}

/// acceptance: K56
#[tokio::test]
async fn a_transaction_that_never_arrives_is_signed_anew_only_after_its_timeout_height() {
    let (model, journal) = (Model::new(Film::new(4)), world::directory());
    let target = model.state().film.target.clone();
    let key = signer(&model);
    assert!(crash_at_broadcast(1, false, &model, key.clone(), &journal).await);
    // The chain has gone on far past it meanwhile: it can no longer be handed over, and never be included.
    model.state().height += 100;
    let signed = key.signed.load(Ordering::Relaxed);
    let next = keeper(config(), model.clone(), key.clone(), &journal, &[target]);
    next.tick().await.unwrap();
    model.state().film.assert_all_paid();
    assert!(key.signed.load(Ordering::Relaxed) > signed);
    assert_eq!(next.status().recovered, 1);
}

/// acceptance: K55
#[tokio::test]
async fn two_keepers_on_one_key_with_stale_sequences_make_progress_and_no_duplicate() {
    for seed in 0..6 {
        let model = Model::new(Film::new(60));
        let target = model.state().film.target.clone();
        let key = signer(&model);
        let faults = Faults { stale_sequences: 20, ..Faults::default() };
        let mut config = config();
        config.tx.attempts = 40;
        config.advance.max = 4;
        config.deliver.max = 4;
        let (one, other) = (world::directory(), world::directory());
        let flaky = |seed| -> Arc<dyn Chain> { Flaky::new(model.clone(), faults, seed) };
        let first = keeper(config.clone(), flaky(seed), key.clone(), &one, std::slice::from_ref(&target));
        let second = keeper(config, flaky(seed + 100), key.clone(), &other, &[target]);
        let (a, b) = tokio::join!(first.tick(), second.tick());
        assert!(a.unwrap().errors.is_empty() && b.unwrap().errors.is_empty());
        let state = model.state();
        state.film.assert_all_paid();
        let mut effects = state.effects.clone();
        effects.sort();
        effects.dedup();
        assert_eq!(effects.len(), state.effects.len(), "no message had its effect twice");
    }
}

/// acceptance: K55
#[tokio::test]
async fn a_node_that_is_always_behind_is_corrected_by_the_chains_own_words() {
    let (model, journal) = (Model::new(Film::new(4)), world::directory());
    let target = model.state().film.target.clone();
    let key = signer(&model);
    let faults = Faults { stale_sequences: 100, ..Faults::default() };
    let tries = Arc::new(std::sync::Mutex::new(Vec::new()));
    let seen = tries.clone();
    let keeper = keeper(config(), Flaky::new(model.clone(), faults, 3), key, &journal, &[target]).with_observer(
        Arc::new(move |step| {
            if let Step::Retrying { attempt, .. } = step {
                seen.lock().unwrap().push(attempt.clone());
            }
        }),
    );
    keeper.tick().await.unwrap();
    model.state().film.assert_all_paid();
    assert!(tries.lock().unwrap().iter().all(|attempt| matches!(attempt, Attempt::Sequence { .. })));
}

/// acceptance: K60
#[tokio::test]
async fn sixty_percent_more_gas_in_the_block_than_in_the_simulation_converges() {
    let (model, journal) = (Model::new(Film::new(40)), world::directory());
    model.state().deliver_gas_pct = 160;
    let target = model.state().film.target.clone();
    let mut config = config();
    config.advance.max = 4;
    config.deliver.max = 4;
    let keeper = keeper(config, model.clone(), signer(&model), &journal, &[target]);
    let round = keeper.tick().await.unwrap();
    assert!(round.errors.is_empty() && round.blocked.is_empty());
    let state = model.state();
    state.film.assert_all_paid();
    let failed = state.included as usize - state.effects.len();
    assert!(failed <= 2 * 4, "at most two dear tries for each of four kinds of message, {failed} in all");
}

/// acceptance: K60
#[tokio::test]
async fn a_batch_is_halved_until_it_fits_the_gas_of_one_transaction() {
    let (model, journal) = (Model::new(Film::new(100)), world::directory());
    model.state().film.gas_per_page = 1_000_000;
    let target = model.state().film.target.clone();
    let mut config = config();
    (config.advance.start, config.deliver.start) = (200, 200);
    config.tx.max_gas = 20_000_000;
    let keeper = keeper(config, model.clone(), signer(&model), &journal, &[target]);
    let round = keeper.tick().await.unwrap();
    assert!(round.blocked.is_empty());
    model.state().film.assert_all_paid();
    assert!(round.txs.iter().all(|tx| tx.gas_used <= 20_000_000));
    assert!(round.txs.len() <= 2 + 2 * 9, "{} transactions", round.txs.len());
}

/// acceptance: K61
#[tokio::test]
async fn one_poison_page_of_a_hundred_is_found_and_the_others_are_paid_in_eight_transactions() {
    for poison in [0, 1, 37, 50, 98, 99] {
        let (model, journal) = (Model::new(Film::new(100)), world::directory());
        model.state().film.poison.insert(poison);
        let target = model.state().film.target.clone();
        let mut config = config();
        config.deliver.start = 128;
        let keeper = keeper(config, model.clone(), signer(&model), &journal, &[target]);
        let round = keeper.tick().await.unwrap();
        let deliveries = round.txs.iter().filter(|tx| tx.purpose.starts_with("returns.deliver")).count();
        assert!(deliveries <= 8, "{deliveries} transactions");
        assert_eq!(round.blocked.len(), 1, "it is reported, once: {:?}", round.blocked);
        assert!(round.blocked[0].reason.contains(backlot_api::returns::code::LEDGER));
        {
            let state = model.state();
            assert_eq!(state.film.credits.iter().filter(|credit| **credit > 0).count(), 1);
            assert_eq!(state.film.paid, 99_000);
            assert_eq!(state.included as usize, state.effects.len(), "the simulation found it: no fee was lost");
        }
        assert_eq!(keeper.status().jobs[2].blocked.len(), 1);
        // Mended, it is delivered when its pause is over (chain time).
        model.state().film.poison.clear();
        assert!(keeper.tick().await.unwrap().txs.is_empty());
        model.state().time_ns += 3_600_000_000_000;
        keeper.tick().await.unwrap();
        model.state().film.assert_all_paid();
    }
}

/// acceptance: K63
#[tokio::test]
async fn an_empty_wallet_is_said_and_waited_out() {
    let (model, journal) = (Model::new(Film::new(4)), world::directory());
    let target = model.state().film.target.clone();
    let key = signer(&model);
    let address = backlot_chain::Signer::address(key.as_ref()).to_owned();
    for balance in [0, 3] {
        model.state().balances.insert(address.clone(), balance);
        let keeper = keeper(config(), model.clone(), key.clone(), &journal, std::slice::from_ref(&target));
        for _ in 0..5 {
            let error = keeper.tick().await.unwrap_err();
            assert!(matches!(error, JobError::Tx(TxError::WalletEmpty { have, .. }) if have == balance), "{error}");
            assert_eq!(keeper.status().readiness, Readiness::WalletEmpty);
        }
    }
    assert_eq!(key.signed.load(Ordering::Relaxed), 0);
    let keeper = keeper(config(), model.clone(), key, &journal, &[target]);
    model.state().balances.insert(address, 1_000_000);
    keeper.tick().await.unwrap();
    assert_eq!(keeper.status().readiness, Readiness::Ready);
    model.state().film.assert_all_paid();
}

/// acceptance: K64
#[tokio::test]
async fn another_chain_under_the_keeper_gets_no_signature() {
    let (model, journal) = (Model::new(Film::new(4)), world::directory());
    let target = model.state().film.target.clone();
    let key = signer(&model);
    let keeper = keeper(config(), model.clone(), key.clone(), &journal, &[target]);
    keeper.tick().await.unwrap();
    let signed = key.signed.load(Ordering::Relaxed);
    assert!(signed > 0);
    {
        let mut state = model.state();
        state.chain_id = "film-2".into();
        state.film.owed = 4_000;
    }
    assert!(keeper.tick().await.is_err());
    // It looks a few times, and ends: only somebody who looks can say what to do.
    let ended = keeper.run(None, tokio::time::sleep(Duration::from_secs(20))).await.unwrap_err();
    assert!(matches!(ended, JobError::Chain(ChainError::WrongChain { .. })), "{ended}");
    let status = keeper.status();
    assert!(status.reason.unwrap().contains("film-2"));
    assert_eq!(key.signed.load(Ordering::Relaxed), signed);
    assert_eq!(model.state().film.owed, 4_000);
}

/// acceptance: K64
#[tokio::test]
async fn a_chain_that_makes_no_blocks_is_said_to_have_halted_and_nothing_is_built() {
    for in_flight in [false, true] {
        let (model, journal) = (Model::new(Film::new(4)), world::directory());
        let target = model.state().film.target.clone();
        let key = signer(&model);
        let mut config = config();
        config.tx.halt = Halt { blocks: 1, at_least: Duration::from_millis(10) };
        let keeper = keeper(config, model.clone(), key.clone(), &journal, &[target]);
        let run = keeper.run(None, async {
            until("all is paid", || model.state().film.nothing_waits()).await;
            model.state().film.assert_all_paid();
            {
                let mut state = model.state();
                state.halted = true;
                // Work that is seen before it halts leaves a transaction in the mempool.
                state.film.owed = if in_flight { 4_000 } else { 0 };
            }
            until("it says that the chain has halted", || keeper.status().readiness == Readiness::Halted).await;
            let status = keeper.status();
            assert!(status.reason.unwrap().contains(&format!("no block after {}", status.height)));
            let signed = key.signed.load(Ordering::Relaxed);
            model.state().film.owed = 4_000;
            tokio::time::sleep(Duration::from_millis(500)).await;
            assert_eq!(key.signed.load(Ordering::Relaxed), signed, "nothing is built");
            model.state().halted = false;
            until("it goes on", || keeper.status().readiness == Readiness::Ready && model.state().film.nothing_waits())
                .await;
            model.state().film.assert_all_paid();
        });
        run.await.unwrap();
        let state = model.state();
        assert_eq!(state.included as usize, state.effects.len());
    }
}

/// acceptance: K65
#[tokio::test]
async fn a_day_between_the_clocks_changes_nothing() {
    let host = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
    let host = u64::try_from(host.as_nanos()).unwrap();
    let day = 86_400_000_000_000;
    let mut actions = Vec::new();
    for chain_time in [host - day, host, host + day] {
        let (model, journal) = (Model::new(Film::new(16)), world::directory());
        model.state().time_ns = chain_time;
        model.state().film.poison.insert(3);
        let target = model.state().film.target.clone();
        let keeper = keeper(config(), model.clone(), signer(&model), &journal, &[target]);
        keeper.tick().await.unwrap();
        model.state().film.poison.clear();
        model.state().time_ns += 700_000_000_000;
        keeper.tick().await.unwrap();
        model.state().film.assert_all_paid();
        actions.push(model.state().effects.clone());
    }
    assert_eq!(actions[0], actions[1]);
    assert_eq!(actions[1], actions[2]);
}

/// acceptance: K55
#[tokio::test]
async fn a_submission_that_runs_out_of_tries_lists_them() {
    let (model, journal) = (Model::new(Film::new(4)), world::directory());
    let target = model.state().film.target.clone();
    let key = signer(&model);
    keeper(config(), model.clone(), key.clone(), &journal, std::slice::from_ref(&target)).tick().await.unwrap();
    model.state().film.owed = 4_000;
    let mut config = config();
    config.tx.attempts = 1;
    let faults = Faults { stale_sequences: 100, ..Faults::default() };
    let keeper = keeper(config, Flaky::new(model.clone(), faults, 3), key, &journal, &[target]);
    let round = keeper.tick().await.unwrap();
    assert_eq!(round.errors.len(), 1, "one job failed, the others had nothing to do");
    assert!(round.errors[0].1.contains("given up after 1 tries, last: Some(Sequence { used: "), "{:?}", round.errors);
    assert_eq!(keeper.status().jobs[1].failures, 1);
    assert_eq!(keeper.status().readiness, Readiness::Ready, "one job's trouble is not the keeper's");
}

/// A contract may take fewer pages than it is asked for: the rest follow at once, in sets of that size.
#[tokio::test]
async fn a_contract_that_delivers_part_of_a_range_is_asked_for_the_rest() {
    let (model, journal) = (Model::new(Film::new(50)), world::directory());
    model.state().film.most_pages = 8;
    let target = model.state().film.target.clone();
    let mut config = config();
    config.deliver.start = 32;
    let keeper = keeper(config, model.clone(), signer(&model), &journal, &[target]);
    let round = keeper.tick().await.unwrap();
    model.state().film.assert_all_paid();
    let deliveries = round.txs.iter().filter(|tx| tx.purpose.starts_with("returns.deliver")).count();
    assert_eq!(deliveries, 7, "50 pages in sets of 8");
    assert_eq!(round.lost_races, 0);
}
