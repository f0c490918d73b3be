use anyhow::Context;

use super::auth::{create_account, default_params, set_params, FEE_COLLECTOR};
use super::coins::Coin;
use super::error::{Fault, Outcome};
use super::gas::INFINITE;
use super::params::{blocked_key, ChainParams};
use super::run::Run;
use super::store::{MemoryState, Store};
use super::wasm::Vm;
use super::{address, bank, coins, BlockHeader, Genesis, StateWrites};

/// Module accounts of a wasmd chain, none of which may be sent coins by hand.
const MODULES: &[&str] =
    &[FEE_COLLECTOR, "wasm", "distribution", "mint", "bonded_tokens_pool", "not_bonded_tokens_pool", "transfer"];

/// Writes of the genesis: accounts in the order of their addresses, then the modules'.
pub fn writes(vm: &Vm, genesis: &Genesis) -> anyhow::Result<StateWrites> {
    if genesis.chain_id.is_empty() {
        anyhow::bail!("the genesis names no chain id");
    }
    let nothing = MemoryState::default();
    let header = BlockHeader { chain_id: genesis.chain_id.clone(), height: 0, time_ns: 1 };
    let mut run = Run::new(Store::new(&nothing, StateWrites::new()), &header, vm, INFINITE);
    let (key, value) = ChainParams::of(genesis).write()?;
    run.store.set(key, value);
    build(&mut run, genesis).map_err(|fault| match fault {
        Fault::Error(error) => anyhow::anyhow!(error.text),
        Fault::OutOfGas(place) => anyhow::anyhow!("out of gas in {place}"),
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
    for module in MODULES {
        let module = address::module(module);
        create_account(run, &module)?;
        run.store.set(blocked_key(&module), vec![1]);
    }
    Ok(())
}
