//! The state machine, through its seam: blocks of signed transactions in, results and state out.

mod accounts;
mod artifacts;
mod balances;
mod contracts;
mod gas;
mod puppet;
mod queries;
mod replies;
mod robustness;
mod world;
