//! A keeper among other keepers, and among contracts that only look like its own.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use backlot_api::{
    event::TypedEvent,
    interchange::InterchangeAccepted,
    returns::{self, ReturnsDelivered, ReturnsFunded, ReturnsSet, ReturnsSettled, ReturnsTriggered},
    rights, studio,
};
use backlot_chain::{Chain, Msg, Signer, TxOutcome};
use backlot_jobs::{AllowList, FilmTarget, Journal, Keeper, Step, Submitter, TxError};
use backlot_tests::{
    film::{plan, Film, Parties, USD},
    keeper::{target, Post},
    tripwire::{Cut, Tripwire},
    Actor, World,
};
use cosmwasm_std::{coin, Uint128};

use super::on_every_ring;

on_every_ring! {
    who_serve_the_same_film,
    one_of_whom_dies_at_work,
    and_an_impostor_of_the_same_code_is_not_heard,
    and_signs_nothing_for_an_impostor,
}

/// Of this, 160,000 are the holders'.
const RECEIPT: u128 = 1_000_000;

/// A film with this many holders, 1,000 units each, and a receipt.
async fn film_with_receipt(world: &World, holders: usize) -> (Film, Vec<String>) {
    let film = world.make_film("long-take", plan(&Parties::default())).await;
    let _approved = film.approve(world, "theatrical", "agent", 75_000).await.ok();
    let holders = (0..holders).map(|n| Actor::named(&format!("holder {n}")).wallet()).collect::<Vec<_>>();
    film.issue(world, &holders.iter().map(|holder| (holder.clone(), 1_000)).collect::<Vec<_>>()).await;
    let distributor = Actor::named("distributor");
    world.give(&distributor, RECEIPT, USD).await;
    let _received = film.receive(world, &distributor, "theatrical", RECEIPT).await.ok();
    (film, holders)
}

/// Transactions of keepers, as they were included.
#[derive(Clone, Default)]
struct Seen(Arc<Mutex<Vec<String>>>);

impl Seen {
    fn of(&self, keeper: Keeper) -> Keeper {
        let hashes = self.0.clone();
        keeper.with_observer(Arc::new(move |step| {
            if let Step::Included { hash, .. } = step {
                hashes.lock().expect("nobody panics holding it").push(hash.clone());
            }
        }))
    }

    async fn outcomes(&self, chain: &dyn Chain) -> Vec<TxOutcome> {
        let hashes = self.0.lock().expect("nobody panics holding it").clone();
        let mut outcomes = Vec::new();
        for hash in hashes {
            outcomes.push(chain.find_tx(&hash).await.expect("the index answers").expect("it was included"));
        }
        outcomes
    }
}

/// Five keepers on one film. Between any two calls of one, the others have their turn: they see the same work at the
/// same moment and all send it. Whoever was not first leaves the work to who was.
///
/// acceptance: K68
async fn who_serve_the_same_film(world: World) {
    let (film, holders) = film_with_receipt(&world, 2_000).await;
    let seen = Seen::default();
    let mut posts = Vec::new();
    for n in 1..=5 {
        posts.push(Post::at(&world, &format!("keeper {n}"), &[&film]).await.page_by_page());
    }
    let begin = |n: usize| seen.of(posts[n].begin_on(Tripwire::before(world.chain(), Cut::Never)));
    let [a, b, c, d, e] = [0, 1, 2, 3, 4].map(begin);
    let rounds = tokio::join!(a.tick(), b.tick(), c.tick(), d.tick(), e.tick());
    for round in [rounds.0, rounds.1, rounds.2, rounds.3, rounds.4] {
        let round = round.expect("the chain is well");
        assert!(round.errors.is_empty() && round.blocked.is_empty(), "{round:?}");
    }

    let run = film.run(&world, 1).await;
    assert_eq!((run.state, run.credited.u128()), (returns::RunState::Settled, 160_000));
    for (n, holder) in holders.iter().enumerate() {
        assert_eq!(world.balance(holder, USD).await, 80, "holder {n}");
    }
    film.assert_money_is_conserved(&world, RECEIPT, &[Parties::default().wallets(), holders].concat()).await;

    let outcomes = seen.outcomes(world.chain().as_ref()).await;
    let (done, wasted): (Vec<_>, Vec<_>) = outcomes.iter().partition(|outcome| outcome.code == 0);
    assert_eq!(done.len(), 1 + 1 + 16 + 16, "parties, trigger, sixteen pages credited and delivered: once");
    let events = done.iter().flat_map(|outcome| outcome.events.clone()).collect::<Vec<_>>();
    assert_eq!(ReturnsTriggered::read_all(&events, &film.returns).len(), 1);
    let mut sets: Vec<_> = ReturnsSet::read_all(&events, &film.returns).into_iter().map(|set| set.set).collect();
    sets.sort_unstable();
    assert_eq!(sets, (0..16).collect::<Vec<_>>());
    // A fee is paid for the gas that is asked for.
    let gas = |outcomes: &[&TxOutcome]| outcomes.iter().map(|outcome| outcome.gas_wanted).sum::<u64>();
    let (done, lost) = (gas(&done), gas(&wasted));
    assert!(wasted.len() <= 4, "each of the others gives way once");
    assert!(lost * 10 <= done, "{lost} gas was paid for in vain, beside {done}");
}

/// Two keepers begin together; one gives way. The other dies at its third transaction, for good.
///
/// acceptance: K68
async fn one_of_whom_dies_at_work(world: World) {
    let (film, holders) = film_with_receipt(&world, 500).await;
    let mut keepers = Vec::new();
    for name in ["keeper 1", "keeper 2"] {
        let mut post = Post::at(&world, name, &[&film]).await.page_by_page();
        // Who has given way takes over after some of these without a change: longer than a transaction takes.
        post.config.poll = Duration::from_millis(100).max(world.pace() * 10);
        let chain = Tripwire::before(world.chain(), Cut::AfterBroadcast(3));
        keepers.push((post.begin_on(chain.clone()), chain, post));
    }
    let [(a, on_a, _a), (b, on_b, _b)] = keepers.try_into().ok().expect("two of them");
    let survivor = match tokio::join!(on_a.live(&a), on_b.live(&b)) {
        (None, Some(_)) => b,
        (Some(_), None) => a,
        (a, b) => panic!("one dies at work and one gives way, not {a:?} and {b:?}"),
    };

    on_a.disarm();
    on_b.disarm();
    let round = survivor.tick().await.expect("the chain is well");
    assert!(round.txs.is_empty(), "the other may only be slow: {round:?}");
    let mut looks = 0;
    while film.series(&world).await.delivered.u128() < 160_000 {
        looks += 1;
        assert!(looks < 500, "nobody took over");
        tokio::time::sleep(Duration::from_millis(20)).await;
        let round = survivor.tick().await.expect("the chain is well");
        assert!(round.errors.is_empty() && round.lost_races == 0, "{round:?}");
    }
    for (n, holder) in holders.iter().enumerate() {
        assert_eq!(world.balance(holder, USD).await, 320, "holder {n}");
    }
}

/// A studio of a stranger, of the very same code, with a film of the same name.
async fn impostor(world: &World, stranger: &Actor) -> studio::Film {
    let message = studio::InstantiateMsg { owner: stranger.wallet(), codes: world.codes.kinds.clone() };
    let instantiate = Msg::Instantiate {
        code_id: world.codes.studio,
        admin: None,
        label: "studio".into(),
        msg: serde_json::to_vec(&message).expect("messages are JSON"),
        funds: vec![],
    };
    let made = world.submit(stranger, &[instantiate]).await.ok();
    let studio = made.attribute("instantiate", "_contract_address").expect("a studio was made").to_owned();
    let create = studio::ExecuteMsg::CreateFilm { film: "long-take".into(), plan: plan(&Parties::default()) };
    let _made = world.execute(stranger, &studio, &create, &[]).await.ok();
    world.query(&studio, &studio::QueryMsg::Film { film: "long-take".into() }).await
}

/// acceptance: X80
async fn and_an_impostor_of_the_same_code_is_not_heard(world: World) {
    let (film, _) = film_with_receipt(&world, 3).await;
    let stranger = Actor::named("stranger");
    world.give(&stranger, 1_000_000, USD).await;
    let false_film = impostor(&world, &stranger).await;
    let false_returns = &false_film.addresses.returns;

    // The impostor's whole machine runs: issue, fund, and a keeper of its own that triggers, credits and delivers.
    let issue = rights::ExecuteMsg::IssueBatch { holders: vec![(stranger.wallet(), Uint128::new(1_000))] };
    let _issued = world.execute(&stranger, &false_film.addresses.rights[0], &issue, &[]).await.ok();
    let fund = returns::ExecuteMsg::Fund { series: 0 };
    let _funded = world.execute(&stranger, false_returns, &fund, &[coin(160_000, USD)]).await.ok();
    let seen = Seen::default();
    let post = Post::for_targets(&world, "the impostor's keeper", vec![FilmTarget::from(&false_film)]).await;
    let _round = seen.of(post.begin()).tick().await.expect("the chain is well");
    let outcomes = seen.outcomes(world.chain().as_ref()).await;
    let events = outcomes.iter().flat_map(|outcome| outcome.events.clone()).collect::<Vec<_>>();
    let told = |returns: &str, interchange: &str| {
        [
            ReturnsTriggered::read_all(&events, returns).len(),
            ReturnsSet::read_all(&events, returns).len(),
            ReturnsSettled::read_all(&events, returns).len(),
            ReturnsDelivered::read_all(&events, returns).len(),
            InterchangeAccepted::read_all(&events, interchange).len(),
        ]
    };
    assert_eq!(told(false_returns, &false_film.interchange), [1; 5], "it says all that a real film says");
    assert_eq!(told(&film.returns, &world.interchange), [0; 5], "and nobody takes it for ours");

    // Both in one transaction: each is heard for itself.
    let message = serde_json::to_vec(&fund).expect("messages are JSON");
    let pay = |contract: &str, amount: u128| Msg::Execute {
        contract: contract.into(),
        msg: message.clone(),
        funds: vec![coin(amount, USD)],
    };
    let both = [pay(false_returns, 7), pay(&film.returns, 5), pay(false_returns, 70)];
    let funded: ReturnsFunded = world.submit(&stranger, &both).await.told(&film.returns);
    assert_eq!(funded.amount, 5);

    // And what the impostor did has left our film's work where it was.
    let keeper = Post::at(&world, "keeper", &[&film]).await.begin();
    let round = keeper.tick().await.expect("the chain is well");
    assert!(round.errors.is_empty() && round.lost_races == 0, "{round:?}");
    assert_eq!(keeper.status().jobs.iter().map(|job| job.credited).sum::<u128>(), 160_005);
}

/// acceptance: K67
async fn and_signs_nothing_for_an_impostor(world: World) {
    let (film, _) = film_with_receipt(&world, 3).await;
    let stranger = Actor::named("stranger");
    world.give(&stranger, 1, "stake").await;
    let false_film = impostor(&world, &stranger).await;
    let ours = target(&world, &film);
    let key = Arc::new(Actor::named("keeper"));
    world.give(&key, 1_000, USD).await;
    let directory = tempfile::tempdir().expect("there is room");
    let journal = Arc::new(Journal::open(&directory.path().join("journal.redb")).expect("it is new"));
    let allow = AllowList::keeper("wasm", std::slice::from_ref(&ours)).expect("the addresses are canonical");
    let post = Post::for_targets(&world, "keeper", vec![ours.clone()]).await;
    let submitter = Submitter::new(world.chain(), key.clone(), journal.clone(), post.config.tx.clone(), allow);

    let json = |message: &returns::ExecuteMsg| serde_json::to_vec(message).expect("messages are JSON");
    let call = |contract: &str, message: &returns::ExecuteMsg, funds| Msg::Execute {
        contract: contract.into(),
        msg: json(message),
        funds,
    };
    let trigger = returns::ExecuteMsg::Trigger { series: 0 };
    let set_paused = returns::ExecuteMsg::SetPaused { paused: true };
    let good = call(&ours.returns, &trigger, vec![]);
    let bad = [
        call(&false_film.addresses.returns, &trigger, vec![]),
        call(&false_film.addresses.collection, &trigger, vec![]),
        call(&ours.returns.to_uppercase(), &trigger, vec![]),
        call(&ours.returns, &returns::ExecuteMsg::Fund { series: 0 }, vec![coin(1_000, USD)]),
        call(&ours.returns, &trigger, vec![coin(1, USD)]),
        call(&ours.returns, &set_paused, vec![]),
        call(&ours.collection, &trigger, vec![]),
        Msg::Send { to: stranger.wallet(), coins: vec![coin(1_000, USD)] },
    ];
    for bad in bad {
        // Behind a good message, too: all or nothing.
        let refused = submitter.submit("whatever", &[good.clone(), bad.clone()]).await.expect_err("it must not sign");
        assert!(matches!(refused, TxError::NotAllowed { .. }), "{bad:?}: {refused}");
    }
    let account = world.chain().account(key.address()).await.expect("auth answers");
    assert_eq!(account.sequence, 0, "nothing left it");
    assert!(journal.history(10).expect("the journal can be read").is_empty(), "nor was anything signed");
    assert_eq!(world.balance(&key.wallet(), USD).await, 1_000);

    // Nor does it begin work for an address in another spelling.
    let shouted = FilmTarget { returns: ours.returns.to_uppercase(), ..ours };
    assert!(AllowList::keeper("wasm", &[shouted]).is_err());
}
