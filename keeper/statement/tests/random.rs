//! Random agreements and histories: the replay is the account, whatever happened.

#[path = "../../../packages/waterfall/tests/common/mod.rs"]
mod common;
mod world;

use backlot_statement::statement::{Every, Film};
use backlot_statement::{audit, Replay};
use common::{agreement, history, Op, START};
use proptest::prelude::*;
use world::World;

/// What the engine refuses is no entry.
fn play(world: &mut World, op: &Op) {
    world.day += op.after();
    let names = world.terms.names.clone();
    let _ = match *op {
        Op::Receive { source, amount, .. } => world.receive(&names.sources[source % names.sources.len()], amount, "r"),
        Op::Approve { source, party, amount, .. } => {
            let (source, party) = (source % names.sources.len(), party % names.parties.len());
            world.approve(&names.sources[source], &names.parties[party], amount)
        }
        Op::Attest { figure, more, .. } => {
            let value = world.books.head.figures[figure] + more;
            world.attest(&names.figures[figure], value)
        }
        Op::Deficit { value, .. } => world.read_deficit(0, value),
        Op::Release { .. } => world.release(),
    };
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn the_replay_equals_the_books(
        agreement in agreement(),
        ops in history(24),
        amended in any::<prop::sample::Index>(),
    ) {
        let mut next = agreement.clone();
        next.quorum = 6_000;
        let weights = next.schedule.tables.iter_mut().flat_map(|table| &mut table.tiers).flat_map(|tier| &mut tier.shares);
        weights.for_each(|share| share.weight += 1);
        let mut world = World::new(agreement, START);
        let amended = amended.index(ops.len());
        for (at, op) in ops.iter().enumerate() {
            play(&mut world, op);
            if at == amended {
                world.amend(&next);
            }
        }
        for party in world.terms.names.parties.clone().iter().step_by(2) {
            world.deliver(party);
        }
        let evidence = world.evidence();
        let found = audit(&evidence).unwrap();
        prop_assert_eq!(&found.differences, &vec![]);
        let mut replay = Replay::of(&evidence).unwrap();
        prop_assert_eq!(
            replay.player.books.encode(&world.terms.schedule).unwrap(),
            world.books.clone().encode(&world.terms.schedule).unwrap()
        );
        let text = serde_json::to_string(&evidence).unwrap();
        prop_assert_eq!(serde_json::from_str::<backlot_statement::Evidence>(&text).unwrap(), evidence);
    }

    #[test]
    fn quarters_sum_to_the_whole(agreement in agreement(), ops in history(16)) {
        let mut world = World::new(agreement, START);
        for op in &ops {
            play(&mut world, op);
        }
        let evidence = world.evidence();
        let film = Film::new(&evidence).unwrap();
        let whole = film.statement(&film.whole(), None).unwrap();
        let mut sums = vec![0; whole.accounts.len()];
        for period in film.periods(Every::Quarter) {
            let part = film.statement(&period, None).unwrap();
            for (sum, account) in sums.iter_mut().zip(&part.accounts) {
                *sum += account.credited;
            }
        }
        let credited: Vec<u128> = whole.accounts.iter().map(|account| account.credited).collect();
        prop_assert_eq!(&sums, &credited);
        prop_assert_eq!(&credited, &world.books.head.credited);
    }
}
