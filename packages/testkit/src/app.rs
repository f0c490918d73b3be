use std::fmt::Debug;

use cosmwasm_std::{Addr, Coin, Empty, Order, Storage};
use cw_multi_test::{
    App, AppBuilder, BankKeeper, BankSudo, DistributionKeeper, FailingModule, GovFailingModule, IbcFailingModule,
    MockApiBech32, StakeKeeper, SudoMsg, WasmKeeper,
};
use sha2::{Digest, Sha256};

use crate::{BankRail, Meter};

/// The app of [`app`].
pub type TestApp = App<
    BankKeeper,
    MockApiBech32,
    Meter,
    FailingModule<Empty, Empty, Empty>,
    WasmKeeper<Empty, Empty>,
    StakeKeeper,
    DistributionKeeper,
    IbcFailingModule,
    GovFailingModule,
    BankRail,
>;

/// A chain with the prefix `wasm`, and its bank rail.
pub fn app() -> (TestApp, BankRail) {
    let rail = BankRail::default();
    let app = AppBuilder::new()
        .with_api(MockApiBech32::new("wasm"))
        .with_storage(Meter::default())
        .with_stargate(rail.clone())
        .build(|_, _, _| {});
    (app, rail)
}

/// The address that belongs to a name.
pub fn addr(app: &TestApp, name: &str) -> Addr {
    app.api().addr_make(name)
}

/// Makes coins for a wallet.
///
/// # Panics
/// Where the bank refuses, which it does for a zero coin.
pub fn mint(app: &mut TestApp, wallet: &Addr, coin: Coin) {
    app.sudo(SudoMsg::Bank(BankSudo::Mint { to_address: wallet.to_string(), amount: vec![coin] })).expect("minted");
}

/// What a wallet has in the bank.
///
/// # Panics
/// Never for a valid address.
pub fn balance(app: &TestApp, wallet: &Addr, denom: &str) -> u128 {
    app.wrap().query_balance(wallet, denom).expect("a valid address").amount.u128()
}

/// Lets time pass, and a block for every 5 seconds of it, at least one.
pub fn pass(app: &mut TestApp, seconds: u64) {
    app.update_block(|block| {
        block.time = block.time.plus_seconds(seconds);
        block.height += (seconds / 5).max(1);
    });
}

/// SHA-256 over every key and value of the chain, contracts and bank: equal before and after a refused message.
pub fn state_hash(app: &TestApp) -> [u8; 32] {
    let mut hash = Sha256::new();
    for (key, value) in app.storage().range(None, None, Order::Ascending) {
        for part in [key, value] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
    }
    hash.finalize().into()
}

/// The stable code in a refused call's error, with what the test app wrapped around it.
///
/// # Panics
/// Where the call went through, or failed without a code of ours.
pub fn code_of<T: Debug>(result: anyhow::Result<T>) -> String {
    let error = result.expect_err("the call should be refused");
    let text = format!("{error:#}");
    backlot_api::code::find(&text).unwrap_or_else(|| panic!("no code in: {text}")).to_owned()
}
