//! The film-rights token on a native chain, one file a subject.
#![allow(missing_docs, reason = "tests document themselves by name")]

mod choke_point;
mod cw20_parity;
mod freezes;
mod gas;
mod input;
mod layout;
mod ledger_walk;
mod records;
mod recovery;
mod roles;
mod rules;
mod samples;
mod world;
