use anyhow::Context;
use prost::Message;

use super::auth::{count_tx, create_account, default_params, module_account, set_params, FEE_COLLECTOR};
use super::coins::Coin;
use super::error::{Fault, Outcome};
use super::gas::INFINITE;
use super::params::{blocked_key, ChainParams};
use super::run::{Run, Space};
use super::store::{MemoryState, Store};
use super::wasm::{self, Vm};
use super::{address, bank, coins, BlockHeader, Genesis, StateWrites};

/// Module accounts that a wasmd chain begins with, in the order of their numbers, with what they may do.
const MODULES: &[(&str, &[&str])] = &[
    (FEE_COLLECTOR, &[]),
    ("distribution", &[]),
    ("bonded_tokens_pool", &["burner", "staking"]),
    ("not_bonded_tokens_pool", &["burner", "staking"]),
    ("gov", &["burner"]),
    ("mint", &["minter"]),
    ("protocolpool_escrow", &[]),
    ("protocolpool", &[]),
];
/// Modules without an account at the beginning, to which bank sends nothing all the same.
const BLOCKED: &[&str] = &["wasm", "transfer", "nft", "interchainaccounts"];
/// The one module that may be sent coins.
const OPEN: &str = "gov";

/// Writes of the genesis: accounts in the order of their addresses, then the modules'.
pub fn writes(vm: &Vm, genesis: &Genesis) -> anyhow::Result<StateWrites> {
    if genesis.chain_id.is_empty() {
        anyhow::bail!("the genesis names no chain id");
    }
    let nothing = MemoryState::default();
    let header = BlockHeader { chain_id: genesis.chain_id.clone(), height: 0, time_ns: 1 };
    let mut run = Run::new(Store::new(&nothing, StateWrites::new()), &header, vm, INFINITE);
    let params = ChainParams::of(genesis);
    let (key, value) = params.write()?;
    run.store.set(key, value);
    run.store.set(Space::Wasm.key(wasm::PARAMS), params.wasm().encode_to_vec());
    build(&mut run, genesis).map_err(|fault| match fault {
        Fault::Error(error) => anyhow::anyhow!(error.text),
        Fault::OutOfGas(place) => anyhow::anyhow!("out of gas in {place}"),
        Fault::Nil => anyhow::anyhow!("a defect in the genesis"),
    })?;
    for text in &genesis.blocked {
        let address = address::canonicalize(text).map_err(anyhow::Error::msg);
        let address = address.with_context(|| format!("blocked address {text:?} of the genesis"))?;
        run.store.set(blocked_key(&address), vec![1]);
    }
    Ok(run.store.into_writes())
}

fn build(run: &mut Run<'_>, genesis: &Genesis) -> Outcome<()> {
    set_params(run, &default_params())?;
    bank::init(run)?;
    for (text, balances) in &genesis.balances {
        let owner = address::parse(text)?;
        create_account(run, &owner)?;
        let mut held: Vec<Coin> = Vec::new();
        for (denom, amount) in balances.iter().filter(|(_, amount)| **amount > 0) {
            held.push(coins::parse_one(denom, &amount.to_string())?);
        }
        bank::mint(run, &owner, &held)?;
    }
    for (name, permissions) in MODULES {
        module_account(run, name, permissions)?;
    }
    for name in MODULES.iter().map(|(name, _)| name).chain(BLOCKED).filter(|name| **name != OPEN) {
        run.store.set(blocked_key(&address::module(name)), vec![1]);
    }
    // A real chain begins with its validators' transactions, and so with a count of them.
    count_tx(run)?;
    run.tx_index = None;
    Ok(())
}
