//! Reserves whose day has come flow without a receipt; nothing is sent before, twice, or to accounts that know no
//! reserves.

mod world;

use std::sync::Arc;

use backlot_chain::Chain;
use backlot_jobs::{Keeper, Round};
use tempfile::TempDir;
use world::{config, directory, keeper, signer, Faults, Film, Flaky, Model};

const DAY: u64 = 86_400_000_000_000;
/// The day of the model's first block.
const TODAY: u32 = 19_675;
const RELEASE: &str = r#"{"release":{}}"#;

/// A keeper of a film, on one look at the chain after the other.
struct Stage {
    model: Arc<Model>,
    keeper: Keeper,
    _journal: TempDir,
}

impl Stage {
    fn of(film: Film) -> Self {
        let (model, journal) = (Model::new(film), directory());
        let target = model.state().film.target.clone();
        let keeper = keeper(config(), model.clone(), signer(&model), &journal, &[target]);
        Self { model, keeper, _journal: journal }
    }

    async fn tick(&self) -> Round {
        let round = self.keeper.tick().await.unwrap();
        assert!(round.errors.is_empty(), "{round:?}");
        round
    }

    fn pass(&self, days: u64) {
        self.model.state().time_ns += days * DAY;
    }

    fn releases(&self) -> usize {
        releases(&self.model)
    }
}

fn releases(model: &Model) -> usize {
    model.state().effects.iter().filter(|effect| effect.ends_with(RELEASE)).count()
}

#[tokio::test]
async fn a_reserve_flows_on_its_day_once_and_reaches_the_holders() {
    let stage = Stage::of(Film::new(4).with_reserve(5_000, TODAY + 3));
    stage.tick().await;
    assert_eq!((stage.releases(), stage.model.state().film.paid), (0, 4_000 + 5_000), "not its day");

    stage.pass(3);
    let plans = stage.keeper.plan().await.unwrap();
    let actions: Vec<_> = plans.into_iter().flat_map(|plan| plan.actions).collect();
    assert_eq!(actions.iter().map(|action| action.purpose.as_str()).collect::<Vec<_>>(), ["collection.release"]);
    assert!(actions[0].gas.is_some() && actions[0].refusal.is_none(), "{actions:?}");

    stage.tick().await;
    assert_eq!((stage.releases(), stage.model.state().film.paid), (1, 4_000 + 10_000), "released, credited and paid");
    stage.model.state().film.assert_all_paid();

    for days in [0, 1, 400] {
        stage.pass(days);
        assert!(stage.tick().await.txs.is_empty(), "there is nothing in reserve any more");
    }
}

#[tokio::test]
async fn nothing_is_sent_where_nothing_was_set_aside() {
    // The reserve's day was long ago.
    let stage = Stage::of(Film::new(1));
    stage.pass(4_000);
    stage.tick().await;
    assert_eq!(stage.releases(), 0);
}

#[tokio::test]
async fn an_account_of_an_older_release_is_paid_from_and_not_asked_for_books() {
    let mut film = Film::new(4).with_reserve(5_000, TODAY);
    film.older = true;
    let stage = Stage::of(film);
    stage.pass(1);
    // The model panics where such an account is asked, or told, what it does not know.
    stage.tick().await;
    assert_eq!((stage.releases(), stage.model.state().film.paid), (0, 9_000));
}

#[tokio::test]
async fn a_paused_account_is_left_alone_until_it_resumes() {
    let mut film = Film::new(1).with_reserve(5_000, TODAY);
    film.paused = true;
    let stage = Stage::of(film);
    let round = stage.tick().await;
    assert!(round.blocked.is_empty(), "{round:?}");
    assert_eq!((stage.releases(), stage.model.state().film.paid), (0, 6_000), "what is credited is paid all the same");
    stage.model.state().film.paused = false;
    stage.tick().await;
    assert_eq!((stage.releases(), stage.model.state().film.paid), (1, 11_000));
}

#[tokio::test]
async fn an_account_that_refuses_is_set_aside_with_its_reason_and_tried_again_later() {
    let mut film = Film::new(1).with_reserve(5_000, TODAY);
    film.stuck = true;
    let stage = Stage::of(film);
    let round = stage.tick().await;
    assert_eq!(round.txs.len(), 4, "the rest goes on: {round:?}");
    let said = |keeper: &Keeper| {
        let jobs = keeper.status().jobs;
        let job = jobs.into_iter().find(|job| job.job == "release-reserves").unwrap();
        job.blocked.into_iter().map(|blocked| blocked.reason).collect::<Vec<_>>()
    };
    assert!(said(&stage.keeper)[0].contains("collection.books"), "{:?}", said(&stage.keeper));
    assert!(stage.tick().await.txs.is_empty());
    assert_eq!(said(&stage.keeper).len(), 1, "and is still said while it waits");

    stage.model.state().film.stuck = false;
    stage.pass(1);
    stage.tick().await;
    assert_eq!((stage.releases(), said(&stage.keeper).len()), (1, 0));
    stage.model.state().film.assert_all_paid();
}

/// acceptance: K68
#[tokio::test]
async fn of_two_keepers_one_releases_and_the_other_counts_a_lost_race() {
    let model = Model::new(Film::new(2).with_reserve(5_000, TODAY));
    let target = model.state().film.target.clone();
    let journals = [directory(), directory()];
    // Every answer gives the other one a turn.
    let keepers = journals.each_ref().map(|journal| {
        let chain: Arc<dyn Chain> = Flaky::new(model.clone(), Faults::default(), 1);
        keeper(config(), chain, signer(&model), journal, std::slice::from_ref(&target))
    });
    let (first, second) = tokio::join!(keepers[0].tick(), keepers[1].tick());
    let rounds = [first.unwrap(), second.unwrap()];
    assert!(rounds.iter().all(|round| round.errors.is_empty() && round.blocked.is_empty()), "{rounds:?}");
    assert!(rounds.iter().any(|round| round.lost_races > 0), "{rounds:?}");
    assert_eq!(releases(&model), 1);
}
