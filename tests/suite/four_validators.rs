//! A distribution on a chain of four validators, one of which dies and comes back, while the keeper's own endpoint dies
//! and the keeper itself is killed.

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

use async_trait::async_trait;
use backlot_api::{event::TypedEvent, returns};
use backlot_chain::{Chain, RpcChain};
use backlot_jobs::{Keeper, Step};
use backlot_tests::{
    codes,
    film::{plan, Film, Parties, USD},
    keeper::Post,
    tripwire::{Cut, Tripwire},
    wasmd::{Network, WasmdConfig},
    Actor, Codes, Ring, World,
};
use tokio::sync::{mpsc, Mutex};

const CHAIN_ID: &str = "backlot-four-1";
const HOLDERS: usize = 2_000;
/// Of this, 160,000 are the holders': 80 each.
const RECEIPT: u128 = 1_000_000;
/// What the agent may take back first.
const EXPENSES: u128 = 75_000;
/// The studio goes through one endpoint, which stays: it signs several transactions ahead, and only the mempool that has
/// the first takes the next. The keeper prefers an endpoint that dies.
const STUDIO: [usize; 1] = [1];
const KEEPER: [usize; 3] = [0, 1, 2];
/// Rounds in which a keeper has to come through what is in its way.
const MOST_ROUNDS: usize = 10;
/// The validator that dies and comes back.
const UNSTEADY: usize = 3;

/// The chain as a place where a film is made.
struct FourValidators {
    rpc: Arc<RpcChain>,
    faucet: Mutex<Actor>,
}

#[async_trait]
impl Ring for FourValidators {
    fn chain(&self) -> Arc<dyn Chain> {
        self.rpc.clone()
    }

    async fn store_codes(&self, owner: &Actor) -> Codes {
        self.give(&owner.wallet(), 1, "stake").await;
        codes::store_all(&self.rpc, owner).await
    }

    async fn pass(&self, seconds: u64) {
        tokio::time::sleep(Duration::from_secs(seconds)).await;
    }

    async fn give(&self, to: &str, amount: u128, denom: &str) {
        codes::give(&self.rpc, &self.faucet, to, amount, denom).await;
    }
}

/// What happens to the chain, by the number of the keepers' transactions that are in blocks.
#[derive(Clone, Copy, Debug)]
enum Blow {
    KillValidator,
    ReviveValidator,
    KillEndpoint,
}

const BLOWS: [(usize, Blow); 3] = [(4, Blow::KillValidator), (10, Blow::ReviveValidator), (16, Blow::KillEndpoint)];

/// Deals the blows while keepers work; gives how long the keeper was held up by the loss of its endpoint.
async fn deal(network: Arc<Mutex<Network>>, mut included: mpsc::UnboundedReceiver<String>) -> (Vec<String>, Duration) {
    let (mut hashes, mut gap, mut waiting) = (Vec::new(), Duration::ZERO, None::<Instant>);
    while let Some(hash) = included.recv().await {
        hashes.push(hash);
        if let Some(since) = waiting.take() {
            gap = since.elapsed();
        }
        for (_, blow) in BLOWS.iter().filter(|(number, _)| *number == hashes.len()) {
            let mut network = network.lock().await;
            match blow {
                Blow::KillValidator => network.kill(UNSTEADY),
                Blow::ReviveValidator => {
                    network.revive(UNSTEADY).await.expect("it comes back");
                    caught_up(&network).await;
                }
                Blow::KillEndpoint => {
                    network.kill(KEEPER[0]);
                    waiting = Some(Instant::now());
                }
            }
        }
    }
    (hashes, gap)
}

/// With a second validator gone there are blocks only if the first one is really back.
async fn caught_up(network: &Network) {
    let (others, own) = (network.chain(&STUDIO), network.chain(&[UNSTEADY]));
    let height = others.status().await.expect("the others go on").height;
    let began = Instant::now();
    while own.status().await.map_or(0, |status| status.height) < height {
        assert!(began.elapsed() < Duration::from_secs(60), "it does not catch up");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

fn watched(keeper: Keeper, told: &Arc<OnceLock<mpsc::UnboundedSender<String>>>) -> Keeper {
    let told = told.clone();
    keeper.with_observer(Arc::new(move |step| {
        if let (Step::Included { hash, .. }, Some(told)) = (step, told.get()) {
            let _gone = told.send(hash.clone());
        }
    }))
}

async fn film_with_receipt(world: &World) -> (Film, Vec<String>) {
    let film = world.make_film("long-take", plan(&Parties::default())).await;
    let holders = (0..HOLDERS).map(|n| Actor::named(&format!("holder {n}")).wallet()).collect::<Vec<_>>();
    film.issue(world, &holders.iter().map(|holder| (holder.clone(), 1_000)).collect::<Vec<_>>()).await;
    let distributor = Actor::named("distributor");
    world.give(&distributor, RECEIPT, USD).await;
    let _approved = film.approve(world, "theatrical", "agent", EXPENSES).await.ok();
    let _received = film.receive(world, &distributor, "theatrical", RECEIPT).await.ok();
    (film, holders)
}

/// acceptance: P2, K57, K62
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "needs wasmd: make e2e-wasmd"]
async fn pay_two_thousand_holders_whatever_dies() {
    let faucet = Actor::named("faucet");
    let wealth = BTreeMap::from(["stake", "uusd"].map(|denom| (denom.to_owned(), 10_u128.pow(30))));
    let mut config = WasmdConfig::new(CHAIN_ID);
    config.balances = BTreeMap::from([(faucet.wallet(), wealth)]);
    config.pause = Duration::from_millis(300);
    let network = Network::start(4, config).await.unwrap_or_else(|error| panic!("no chain: {error:#}"));
    let ring = FourValidators { rpc: network.chain(&STUDIO), faucet: Mutex::new(faucet) };
    let world = World::on(Box::new(ring)).await;
    let (film, holders) = film_with_receipt(&world).await;

    let mut post = Post::at(&world, "keeper", &[&film]).await.page_by_page();
    post.config.tx.poll = Duration::from_millis(100);
    let endpoints = network.chain(&KEEPER);
    let network = Arc::new(Mutex::new(network));
    let (told, included) = mpsc::unbounded_channel();
    let teller = Arc::new(OnceLock::from(told));
    let blows = tokio::spawn(deal(network.clone(), included));

    // The first keeper's process is gone after its 28th transaction left and before it knows what became of it.
    let wire = Tripwire::before(endpoints.clone(), Cut::AfterBroadcast(28));
    let first = watched(post.begin_on(wire.clone()), &teller);
    // As the daemon does: where an endpoint was lost in the middle of something, the next round goes on.
    let mut rounds = 1..=MOST_ROUNDS;
    while let Some(round) = wire.live(&first).await {
        assert!(!round.errors.is_empty() && rounds.next().is_some(), "it is killed before it is done: {round:?}");
        println!("the first keeper goes on after {:?}", round.errors);
    }
    drop((first, wire));
    let second = watched(post.begin_on(endpoints.clone()), &teller);
    let mut round = second.tick().await.expect("the chain is well");
    for _ in 1..MOST_ROUNDS {
        if round.errors.is_empty() {
            break;
        }
        println!("the second keeper goes on after {:?}", round.errors);
        round = second.tick().await.expect("the chain is well");
    }
    assert!(round.errors.is_empty() && round.blocked.is_empty(), "{round:?}");
    drop(second);
    drop(teller);
    let (hashes, held_up) = blows.await.expect("the blows were dealt");

    let run = film.run(&world, 1).await;
    assert_eq!((run.state, run.credited.u128()), (returns::RunState::Settled, 160_000));
    for (n, holder) in holders.iter().enumerate() {
        assert_eq!(world.balance(holder, USD).await, 80, "holder {n}");
    }
    film.assert_money_is_conserved(&world, RECEIPT, &[Parties::default().wallets(), holders].concat()).await;

    // Nothing was sent twice: parties, trigger, and each of 16 pages credited and delivered once, all of it in blocks.
    let mut sets = Vec::new();
    for hash in &hashes {
        let outcome = world.chain().find_tx(hash).await.expect("the index answers").expect("a block has it");
        assert_eq!(outcome.code, 0, "{}", outcome.log);
        sets.extend(returns::ReturnsSet::read_all(&outcome.events, &film.returns).into_iter().map(|set| set.set));
    }
    assert_eq!(hashes.len(), 1 + 1 + 16 + 16);
    sets.sort_unstable();
    assert_eq!(sets, (0..16).collect::<Vec<_>>());
    assert!(held_up < Duration::from_secs(30), "it took {held_up:?} to turn to another endpoint");
    println!("4 validators, {HOLDERS} holders, {} transactions; the lost endpoint cost {held_up:.1?}", hashes.len());
}
