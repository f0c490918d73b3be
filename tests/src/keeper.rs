//! The real keeper, put before a world's films.

use std::{sync::Arc, time::Duration};

use backlot_chain::{Chain, Signer};
use backlot_jobs::{FilmTarget, Keeper, KeeperConfig, Pages, TxPolicy};
use tempfile::TempDir;

use crate::{film::Film, Actor, World};

/// What outlives a keeper: its key, its journal, and what it is told to do.
pub struct Post {
    /// Whose key it is.
    pub key: Arc<Actor>,
    /// What keepers of this post are told.
    pub config: KeeperConfig,
    films: Vec<FilmTarget>,
    chain: Arc<dyn Chain>,
    journal: TempDir,
}

impl Post {
    /// A post at these films, with an account on the chain and a journal that is still empty. Nothing costs a fee.
    pub async fn at(world: &World, name: &str, films: &[&Film]) -> Self {
        let films = films.iter().map(|film| target(world, film)).collect();
        Self::for_targets(world, name, films).await
    }

    /// The same for contracts that are no film of the world's studio.
    pub async fn for_targets(world: &World, name: &str, films: Vec<FilmTarget>) -> Self {
        let key = Arc::new(Actor::named(name));
        world.give(&key, 1, "stake").await;
        // In memory where the system has such a place: every write of a journal waits for the disk.
        let journal = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).expect("there is room");
        Self { key, config: quick(world), films, chain: world.chain(), journal }
    }

    /// Takes its pages one by one, so that a run is many transactions.
    #[must_use]
    pub fn page_by_page(mut self) -> Self {
        self.config.advance = Pages { start: 1, max: 1 };
        self.config.deliver = Pages { start: 1, max: 1 };
        self
    }

    /// A keeper begins, with whatever the journal holds of those before it.
    pub fn begin(&self) -> Keeper {
        self.begin_on(self.chain.clone())
    }

    /// The same, with something between keeper and chain.
    pub fn begin_on(&self, chain: Arc<dyn Chain>) -> Keeper {
        let signer: Arc<dyn Signer> = self.key.clone();
        let journal = self.journal.path().join("journal.redb");
        Keeper::new(self.config.clone(), chain, signer, &journal, &self.films).expect("the journal is free")
    }
}

/// What a keeper needs to know of a film.
pub fn target(world: &World, film: &Film) -> FilmTarget {
    FilmTarget {
        film: film.id.clone(),
        collection: film.collection.clone(),
        returns: film.returns.clone(),
        interchange: world.interchange.clone(),
    }
}

/// The keeper's own defaults, with pauses for a chain that makes a block as soon as there is a transaction, or soon
/// after.
fn quick(world: &World) -> KeeperConfig {
    let look = (world.pace() / 8).max(Duration::from_millis(5));
    let tx = TxPolicy { backoff: look, poll: look, ..TxPolicy::default() };
    KeeperConfig { tx, ..KeeperConfig::default() }
}
