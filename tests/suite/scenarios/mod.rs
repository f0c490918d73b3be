//! Scenarios, as sentences. Each is written once and runs on every ring.

mod a_film_is_made;
mod a_run_pays_every_holder;
mod licences_pay_and_entitle;
mod money_that_cannot_arrive;
mod receipts_run_the_waterfall;
mod the_keeper_is_killed;
mod the_keeper_meets_others;
mod the_keeper_pays_by_the_record_date;
mod the_keeper_pays_everyone;
mod the_keeper_releases_reserves;
mod the_keeper_sends_coins;
mod time_passes;

/// `on_every_ring! { name, … }` makes `native::name`, `devnet::name` and `wasmd::name` of the async function
/// `name(world)`. What stands behind `; not_on_a_real_chain:` needs a lever that no operator of a chain has, and is made
/// for the first two only.
macro_rules! on_every_ring {
    ($($name:ident),* $(,)? $(; not_on_a_real_chain: $($lever:ident),* $(,)?)?) => {
        mod native {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(backlot_tests::World::on(backlot_tests::native::Native::ring()).await).await;
            })*
            $($(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $lever() {
                super::$lever(backlot_tests::World::on(backlot_tests::native::Native::ring()).await).await;
            })*)?
        }
        mod devnet {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $name() {
                super::$name(backlot_tests::World::on(backlot_tests::devnet::Devnet::ring().await).await).await;
            })*
            $($(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $lever() {
                super::$lever(backlot_tests::World::on(backlot_tests::devnet::Devnet::ring().await).await).await;
            })*)?
        }
        mod wasmd {
            $(#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            #[ignore = "needs wasmd: make e2e-wasmd"]
            async fn $name() {
                super::$name(backlot_tests::World::on(backlot_tests::wasmd::Wasmd::ring().await).await).await;
            })*
        }
    };
}
pub(crate) use on_every_ring;
