//! A keeper that is killed, wherever it stands, leaves work that the next one ends: nothing twice, nothing left out.

use backlot_api::returns;
use backlot_tests::{
    film::{plan, Film, Parties, USD},
    keeper::Post,
    native::Native,
    tripwire::{Cut, Tripwire},
    Actor, World,
};

use super::on_every_ring;

on_every_ring! {
    between_two_sets,
    at_every_broadcast_again_and_again,
    at_some_calls_of_any_kind,
}

/// The same thing at every point there is: over a hundred films, each of which takes a real chain ten seconds.
mod native_only {
    use super::{at_any_call, Native, World};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn at_any_call_it_makes() {
        at_any_call(World::on(Native::ring()).await).await;
    }
}

const HOLDERS: usize = 300;
const RECEIPT: u128 = 1_000_000;
/// Transactions that pay one film of this file, page by page.
const BROADCASTS: u64 = 8;

/// Who is paid, in the films of this file.
struct Everyone {
    parties: Parties,
    holders: Vec<String>,
}

impl Everyone {
    fn new() -> Self {
        let holders = (0..HOLDERS).map(|n| Actor::named(&format!("holder {n}")).wallet()).collect();
        Self { parties: Parties::default(), holders }
    }

    async fn balances(&self, world: &World) -> Vec<u128> {
        let mut balances = Vec::new();
        for wallet in self.parties.wallets().iter().chain(&self.holders) {
            balances.push(world.balance(wallet, USD).await);
        }
        balances
    }
}

/// A film with a receipt that nobody has been paid of. All of them are alike.
async fn film(world: &World, id: &str, everyone: &Everyone) -> Film {
    let film = world.make_film(id, plan(&everyone.parties)).await;
    let units = everyone.holders.iter().zip(1..).map(|(holder, n)| (holder.clone(), 1_000 * n)).collect::<Vec<_>>();
    film.issue(world, &units).await;
    let distributor = Actor::named("distributor");
    world.give(&distributor, RECEIPT, USD).await;
    let _received = film.receive(world, &distributor, "theatrical", RECEIPT).await.ok();
    film
}

/// What a film's money came to: everyone's gain, the carry, the hash over all sets.
#[derive(Debug, PartialEq, Eq)]
struct End {
    gains: Vec<u128>,
    carry: u128,
    hash: String,
}

/// Keepers live and die at these points, one after the other, until one has ended the work. Returns what came of it,
/// and how many died.
async fn paid_by(world: &World, id: &str, everyone: &Everyone, cuts: impl IntoIterator<Item = Cut>) -> (End, u32) {
    let film = film(world, id, everyone).await;
    let post = Post::at(world, &format!("keeper of {id}"), &[&film]).await.page_by_page();
    let before = everyone.balances(world).await;
    let mut deaths = 0;
    for cut in cuts.into_iter().chain([Cut::Never]) {
        let chain = Tripwire::before(world.chain(), cut);
        if chain.live(&post.begin_on(chain.clone())).await.is_some() {
            break;
        }
        deaths += 1;
        // Or lives would be shorter than blocks, and end without having done anything.
        world.next_block().await;
    }
    let last = post.begin();
    let round = last.tick().await.expect("the chain is well");
    assert!(round.txs.is_empty() && round.errors.is_empty(), "{id} after {deaths} deaths: {round:?}");
    let records = &last.status().kinds;
    let sets = ["collection.deliver", "returns.trigger", "returns.advance", "returns.deliver"];
    assert_eq!(
        sets.map(|kind| records[kind].txs),
        [1, 1, 3, 3],
        "{id} after {deaths} deaths: no transaction was sent twice"
    );

    let runs: Vec<returns::Run> =
        world.query(&film.returns, &returns::QueryMsg::Runs { start_after: None, limit: None }).await;
    assert_eq!(runs.len(), 1);
    assert_eq!(runs[0].state, returns::RunState::Settled);
    let after = everyone.balances(world).await;
    let gains = after.iter().zip(before).map(|(after, before)| after - before).collect::<Vec<_>>();
    let series = film.series(world).await;
    assert_eq!(series.credited, series.delivered);
    assert_eq!(gains.iter().sum::<u128>() + series.carry.u128(), RECEIPT, "{id}");
    assert_eq!(world.balance(&film.returns, USD).await, series.carry.u128());
    (End { gains, carry: series.carry.u128(), hash: runs[0].hash.clone() }, deaths)
}

/// acceptance: P2, K62
async fn between_two_sets(world: World) {
    let everyone = Everyone::new();
    let (whole, _) = paid_by(&world, "whole", &everyone, []).await;
    // Parties are paid by the first transaction, the run begins with the second, the third and fourth are sets.
    for (id, cut) in [("one", Cut::AfterBroadcast(3)), ("two", Cut::BeforeBroadcast(4))] {
        let (end, deaths) = paid_by(&world, id, &everyone, [cut]).await;
        assert_eq!((&end, deaths), (&whole, 1), "{cut:?}");
    }
}

/// Each life ends at its first broadcast, before and after it left in turn: two or more for each of eight transactions
/// (one that left is handed over again where no block has it yet).
///
/// acceptance: K62
async fn at_every_broadcast_again_and_again(world: World) {
    let everyone = Everyone::new();
    let (whole, _) = paid_by(&world, "whole", &everyone, []).await;
    let cuts = [Cut::BeforeBroadcast(1), Cut::AfterBroadcast(1)].into_iter().cycle().take(64);
    let (end, deaths) = paid_by(&world, "again", &everyone, cuts).await;
    assert_eq!(end, whole);
    assert!((16..64).contains(&deaths), "{deaths} deaths");
}

/// How many calls the keeper makes for one film, when nothing cuts it: its transactions, what it asks, and how often it
/// looks for a block.
async fn calls(world: &World, everyone: &Everyone) -> u64 {
    let counted = film(world, "counted", everyone).await;
    let post = Post::at(world, "counting keeper", &[&counted]).await.page_by_page();
    let chain = Tripwire::before(world.chain(), Cut::Never);
    let _round = chain.live(&post.begin_on(chain.clone())).await.expect("nothing cuts it");
    assert_eq!(chain.broadcasts(), BROADCASTS);
    chain.calls()
}

/// acceptance: P2
async fn at_any_call(world: World) {
    let everyone = Everyone::new();
    let (whole, _) = paid_by(&world, "whole", &everyone, []).await;
    let calls = calls(&world, &everyone).await;
    let cuts = (1..=calls).map(Cut::BeforeCall).chain((1..=BROADCASTS).map(Cut::AfterBroadcast));
    for (n, cut) in cuts.enumerate() {
        let (end, deaths) = paid_by(&world, &format!("film-{n}"), &everyone, [cut]).await;
        assert_eq!((&end, deaths), (&whole, 1), "{cut:?}");
    }
}

/// A sample of the above, where all of it would take too long: six points, as far from each other as they can be, the
/// last of them early enough to be reached where blocks come sooner than they did for the film that was counted.
///
/// acceptance: P2
async fn at_some_calls_of_any_kind(world: World) {
    let everyone = Everyone::new();
    let (whole, _) = paid_by(&world, "whole", &everyone, []).await;
    let calls = calls(&world, &everyone).await;
    for n in 1..=6 {
        let cut = Cut::BeforeCall(calls * n / 8);
        let (end, deaths) = paid_by(&world, &format!("film-{n}"), &everyone, [cut]).await;
        assert_eq!((&end, deaths), (&whole, 1), "{cut:?}");
    }
}
