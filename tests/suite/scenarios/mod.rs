//! Scenarios, as sentences. Each is written once and runs on every ring.

mod a_film_is_made;
mod a_run_pays_every_holder;
mod money_that_cannot_arrive;
mod receipts_run_the_waterfall;
mod the_keeper_is_killed;
mod the_keeper_meets_others;
mod the_keeper_pays_by_the_record_date;
mod the_keeper_pays_everyone;
mod the_keeper_sends_coins;

/// `on_every_ring! { name, … }` makes `native::name` and `devnet::name` of the async function `name(world)`.
macro_rules! on_every_ring {
    ($($(#[$meta:meta])* $name:ident),* $(,)?) => {
        mod native {
            $($(#[$meta])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(backlot_tests::World::on(backlot_tests::native::Native::ring()).await).await;
            })*
        }
        mod devnet {
            $($(#[$meta])* #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(backlot_tests::World::on(backlot_tests::devnet::Devnet::ring().await).await).await;
            })*
        }
    };
}
pub(crate) use on_every_ring;
