//! Random walks over a whole film, with the invariants of the house checked after every step.

mod invariants;
mod step;
mod terms;

use crate::stage::Film;
use proptest::{
    collection::vec,
    test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
};

/// Steps in CI, all walks together: 10,000. `BACKLOT_WALKS` multiplies them.
const WALKS: u32 = 40;
const STEPS: usize = 250;

/// acceptance: P3
/// acceptance: P6
/// acceptance: P13
/// acceptance: T18
/// acceptance: X79
#[test]
fn a_film_keeps_its_invariants_whatever_happens() {
    let factor = std::env::var("BACKLOT_WALKS").ok().and_then(|factor| factor.parse().ok()).unwrap_or(1);
    let config =
        Config { cases: WALKS * factor, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    // The same walks in every run, so that a red CI can be walked again; more of them when asked for.
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let walked = std::cell::Cell::new(step::Tally::default());
    runner
        .run(&vec(step::any(), STEPS), |steps| {
            let mut film = Film::new();
            let mut tally = walked.get();
            for step in steps {
                let before = invariants::Before::of(&film);
                let done = step.take(&mut film);
                tally.count(&step, done);
                before.check(&film, &step, done);
            }
            walked.set(tally);
            Ok(())
        })
        .expect("a walk broke an invariant");
    walked.get().assert_the_walks_went_somewhere();
}
