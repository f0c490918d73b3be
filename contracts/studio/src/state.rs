use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Timestamp};
use cw_storage_plus::{Item, Map};

/// Every namespace of this contract's storage, those of cw2 and cw-ownable included. None may be the beginning of
/// another (acceptance X72).
pub const NAMESPACES: &[&str] = &["config", "codes", "films", "contract_info", "ownership"];

/// What the studio is.
pub(crate) const CONFIG: Item<Config> = Item::new("config");

/// Maps the name of a [`Kind`](backlot_api::studio::Kind) to the code that is used for it.
pub(crate) const CODES: Map<&str, CodeRecord> = Map::new("codes");

/// Maps a film's id to its contracts. Never removed from.
pub(crate) const FILMS: Map<&str, FilmRecord> = Map::new("films");

#[cw_serde]
pub(crate) struct Config {
    /// Pays for all films.
    pub interchange: Addr,
    /// Reads their agreements. A studio made before 0.3 has it from the day its code is named.
    #[serde(default)]
    pub engine: Option<Addr>,
    /// No new films.
    pub paused: bool,
    /// Films ever made.
    pub films: u64,
}

#[cw_serde]
pub(crate) struct CodeRecord {
    pub code_id: u64,
    pub version: String,
}

#[cw_serde]
pub(crate) struct FilmRecord {
    pub title: String,
    pub denom: String,
    pub addresses: Addresses,
    pub created: Timestamp,
    pub closed: Option<Timestamp>,
}

/// A film's contracts.
#[cw_serde]
pub(crate) struct Addresses {
    /// Series in order.
    pub rights: Vec<Addr>,
    /// None in a film made before 0.3.
    #[serde(default)]
    pub agreements: Option<Addr>,
    pub collection: Addr,
    /// None in a film made before 0.3.
    #[serde(default)]
    pub licences: Option<Addr>,
    pub returns: Addr,
}
