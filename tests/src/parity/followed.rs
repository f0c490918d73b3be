use backlot_devnet::{Config, Handle};

use super::cast;

/// A devnet with the cast's genesis; `extra` are accounts that the other chain has besides.
///
/// # Panics
/// Where it does not start.
pub async fn devnet(extra: &[(String, u128)]) -> Handle {
    let mut config = Config::instant(cast::genesis(extra));
    config.faucet.clear();
    backlot_devnet::start(config).await.expect("the devnet starts")
}
