//! Storage.

use backlot_api::schedule::Party;
use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Binary, Timestamp};
use cw_storage_plus::{Item, Map};

/// Every first part of a storage key here, for the test that none is the beginning of another.
pub const NAMESPACES: &[&str] =
    &["contract_info", "ownership", "config", "current", "versions", "proposal", "consents"];

/// Settings.
pub(crate) const CONFIG: Item<Config> = Item::new("config");
/// What is in force.
pub(crate) const CURRENT: Item<InForce> = Item::new("current");
/// Maps number of a version to it.
pub(crate) const VERSIONS: Map<u32, Version> = Map::new("versions");
/// The latest proposal, open or lapsed.
pub(crate) const PROPOSAL: Item<Proposal> = Item::new("proposal");
/// Maps serial number of a proposal and party to whether it consents. A serial number is never used again.
pub(crate) const CONSENTS: Map<(u64, &str), bool> = Map::new("consents");

#[cw_serde]
pub(crate) struct Config {
    pub(crate) engine: Addr,
    pub(crate) collection: Addr,
    /// Token series of the film.
    pub(crate) series: u8,
    /// Proposals ever made; the consents of each are kept under its number.
    pub(crate) proposals: u64,
}

/// What is in force.
#[cw_serde]
pub(crate) struct InForce {
    pub(crate) version: u32,
    pub(crate) terms: Binary,
    pub(crate) parties: Vec<Party>,
    /// Hundredths of a percent of the unharmed.
    pub(crate) quorum: u16,
}

/// A version.
#[cw_serde]
pub(crate) struct Version {
    pub(crate) agreement: Binary,
    pub(crate) adopted: Timestamp,
    pub(crate) sha256: Binary,
    pub(crate) reference: Option<String>,
}

/// A proposal.
#[cw_serde]
pub(crate) struct Proposal {
    /// Its own number: consents are kept under it.
    pub(crate) serial: u64,
    pub(crate) agreement: Binary,
    pub(crate) deadline: Timestamp,
    pub(crate) reference: Option<String>,
    pub(crate) falls: Vec<String>,
}
