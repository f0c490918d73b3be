//! What the contracts' tests share: a `cw-multi-test` app on the prefix `wasm` whose bank speaks `MsgMultiSend` and can
//! refuse wallets and denoms, a builder of agreements, a hash over all state, and a meter of what storage would cost on wasmd.
//!
//! ```
//! use backlot_testkit::{app, state_hash};
//! use cosmwasm_std::coin;
//!
//! let (mut app, rail) = app();
//! let anna = app.api().addr_make("anna");
//! let before = state_hash(&app);
//! backlot_testkit::mint(&mut app, &anna, coin(5, "uusd"));
//! assert_ne!(state_hash(&app), before);
//! rail.block(&anna); // from now on a payment to her fails, as to a module account on a chain
//! ```

mod app;
mod draft;
mod meter;
mod rail;

pub use app::{addr, app, balance, code_of, mint, pass, state_hash, TestApp};
pub use draft::{no_execute, percent, share, tier, Draft};
pub use meter::{Cost, Meter};
pub use rail::{BankRail, MULTI_SEND};
