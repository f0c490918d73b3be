//! Time passes at a word, on a real chain too; everything that waits for hours is shown by it.

use backlot_tests::{Actor, World};

use super::on_every_ring;

on_every_ring! {
    by_a_day_and_blocks_go_on,
}

const DAY: u64 = 86_400;
/// What a slow machine may add to a day.
const MARGIN: u64 = 120;

async fn now(world: &World) -> (u64, u64) {
    let status = world.chain().status().await.expect("the chain answers");
    (status.height, status.time_ns / 1_000_000_000)
}

async fn by_a_day_and_blocks_go_on(world: World) {
    let someone = Actor::named("someone");
    for days in [1, 2] {
        let (height, before) = now(&world).await;
        world.pass(days * DAY).await;
        let (_, after) = now(&world).await;
        assert!((days * DAY..days * DAY + MARGIN).contains(&(after - before)), "{} seconds", after - before);

        // No block is earlier than one before it, and transactions are taken as ever.
        world.give(&someone, 1, "stake").await;
        let (later, after) = (now(&world).await, after);
        assert!(later.0 > height && later.1 >= after && later.1 < after + MARGIN, "{later:?} comes after {after}");
    }
    assert_eq!(world.balance(&someone.wallet(), "stake").await, 2);
}
