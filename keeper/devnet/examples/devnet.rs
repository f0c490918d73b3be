//! A devnet to try clients against: `cargo run -p backlot-devnet --example devnet -- [HOME [PORT [CHAIN]]]`; HOME `-` is none.
//!
//! Prints the addresses of RPC and REST, and the faucet's address and key. Ends with Ctrl-C.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use backlot_devnet::app::Genesis;
use backlot_devnet::{start, Config};

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let mut args = std::env::args().skip(1);
    let (home, port, chain) = (args.next(), args.next(), args.next());
    let genesis = Genesis {
        chain_id: chain.unwrap_or_else(|| "backlot-try".into()),
        balances: BTreeMap::new(),
        blocked: Vec::new(),
        min_gas_price_micro: 25_000,
        fee_denom: "stake".into(),
        block_gas: 100_000_000,
        ..Genesis::default()
    };
    let mut config = Config::new(genesis);
    config.home = home.filter(|home| home != "-").map(Into::into);
    config.faucet.insert("uusd".into(), 10u128.pow(24));
    config.rest = Some(SocketAddr::from(([127, 0, 0, 1], 0)));
    if let Some(port) = port {
        config.listen = SocketAddr::from(([127, 0, 0, 1], port.parse()?));
    }
    let devnet = start(config).await?;
    println!("rpc     {}", devnet.rpc_url());
    println!("rest    {}", devnet.rest_url().unwrap_or_default());
    println!("chain   {}", devnet.chain_id());
    println!("faucet  {}", devnet.faucet_address()?);
    println!("key     {}", devnet.faucet_key());
    devnet.run_until_signal().await
}
