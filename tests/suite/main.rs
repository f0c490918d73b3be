//! Everything that needs more than one crate, in one binary.

mod four_validators;
mod golden;
mod matrix;
mod parity;
mod properties;
mod scenarios;
mod stage;
mod the_chain_under_the_keeper;
