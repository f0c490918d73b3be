//! A devnet to try clients against: `cargo run -p backlot-devnet --example devnet -- [HOME [PORT]]`.
//!
//! Prints the RPC's address, and the faucet's address and key. Ends with Ctrl-C.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use backlot_devnet::app::Genesis;
use backlot_devnet::{start, Config};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let genesis = Genesis {
        chain_id: "backlot-try".into(),
        balances: BTreeMap::new(),
        blocked: Vec::new(),
        min_gas_price_micro: 25_000,
        fee_denom: "stake".into(),
        block_gas: 100_000_000,
        ..Genesis::default()
    };
    let mut config = Config::new(genesis);
    config.home = args.next().map(Into::into);
    if let Some(port) = args.next() {
        config.listen = SocketAddr::from(([127, 0, 0, 1], port.parse()?));
    }
    let devnet = start(config).await?;
    println!("rpc     {}", devnet.rpc_url());
    println!("chain   {}", devnet.chain_id());
    println!("faucet  {}", devnet.faucet_address()?);
    println!("key     {}", devnet.faucet_key());
    devnet.run_until_signal().await
}
