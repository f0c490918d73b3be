//! Who plays, and what they begin with.

use std::collections::BTreeMap;

use backlot_devnet::app::Genesis;

use crate::Actor;

/// The chain both sides call themselves; signatures and events are then equal byte for byte.
pub const CHAIN_ID: &str = "backlot-parity-1";
/// Denom of fees and stakes.
pub const STAKE: &str = "stake";
/// Denom of money.
pub const USD: &str = "uusd";
/// Another denom.
pub const ATOM: &str = "uatom";
/// Least gas price on both sides, in millionths.
pub const GAS_PRICE_MICRO: u64 = 25_000;

/// Gas of a block on both sides.
pub const BLOCK_GAS: u64 = 100_000_000;

/// Those with an account from the start, and plenty of everything.
pub const RICH: [&str; 14] = [
    "studio owner",
    "payer",
    "distributor",
    "officer",
    "attestor",
    "holder one",
    "holder two",
    "holder three",
    "holder four",
    "heir",
    "second signer",
    "lender",
    "equity",
    "producer",
];
/// Has an account, but less than a fee.
pub const PAUPER: &str = "pauper";

/// Balances at genesis by address; `extra` are accounts that the real chain has besides.
pub fn balances(extra: &[(String, u128)]) -> BTreeMap<String, BTreeMap<String, u128>> {
    let coins = |stake: u128, others: u128| {
        [(STAKE, stake), (USD, others), (ATOM, others)]
            .into_iter()
            .filter(|(_, amount)| *amount > 0)
            .map(|(denom, amount)| (denom.to_owned(), amount))
            .collect::<BTreeMap<_, _>>()
    };
    let rich = RICH.iter().map(|name| (Actor::named(name).wallet(), coins(1_000_000_000_000, 700_000_000_000)));
    let pauper = (Actor::named(PAUPER).wallet(), coins(5_000, 0));
    let extra = extra.iter().map(|(address, stake)| (address.clone(), coins(*stake, 0)));
    rich.chain([pauper]).chain(extra).collect()
}

/// The devnet's genesis.
pub fn genesis(extra: &[(String, u128)]) -> Genesis {
    Genesis {
        chain_id: CHAIN_ID.into(),
        balances: balances(extra),
        min_gas_price_micro: GAS_PRICE_MICRO,
        fee_denom: STAKE.into(),
        block_gas: BLOCK_GAS,
        ..Genesis::default()
    }
}
