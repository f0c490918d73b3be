//! One file per command.

pub mod amend;
pub mod audit;
pub mod avails;
pub mod completions;
pub mod config;
pub mod demo;
pub mod deploy;
pub mod devnet;
pub mod film;
pub mod keeper;
pub mod keys;
pub mod licence;
pub mod migrate;
pub mod query;
pub mod receipts;
pub mod retry;
pub mod returns;
pub mod statement;
pub mod status;
pub mod tx;
pub mod verify;
pub mod wallet;
pub mod why;
