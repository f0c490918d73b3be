//! The agreements on a test chain, beside doubles of the engine and of collection accounts.

mod adopts;
mod consents;
mod doubles;
mod film;
mod owns;
mod payees;
mod refuses;
