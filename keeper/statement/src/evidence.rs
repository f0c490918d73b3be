//! Evidence: what the chain was asked about a film, and what it answered.

use std::collections::BTreeMap;

use backlot_api::{
    collection::{
        BooksResponse, Credit, Entry, ExpensesResponse, FigureResponse, PartyResponse, SourceResponse, Suspense,
        TierResponse, TotalsResponse,
    },
    licences::{Licence, ReconciliationResponse},
    schedule::Agreement,
};
use cosmwasm_std::{HexBinary, Timestamp, Uint128};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::figures::Unit;

/// All that an audit needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Film.
    pub film: String,
    /// Title.
    pub title: String,
    /// Denom of all amounts.
    pub denom: String,
    /// The coin as people count it.
    pub unit: Unit,
    /// Time of the block that the answers are of: caps and conditions are as of its day.
    pub as_of: Timestamp,
    /// Every version of the agreement, by number.
    pub versions: Vec<Version>,
    /// Every entry of the books, by number.
    pub entries: Vec<Entry>,
    /// What the collection account says.
    pub answers: Answers,
    /// What events said of entries; may be empty where the node keeps no old transactions.
    pub said: Vec<Said>,
    /// Every payment to a party; none where the node keeps no old transactions.
    pub deliveries: Option<Vec<Delivery>>,
    /// What licensees reported and paid; none where the film has no licences.
    pub licences: Option<Licences>,
}

/// A version of the agreement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// From 1.
    pub version: u32,
    /// In force since.
    pub adopted: Timestamp,
    /// SHA-256 of the text, as the chain has it.
    pub sha256: HexBinary,
    /// JSON of the agreement, as it was given.
    pub text: String,
}

impl Version {
    /// Reads the text as the contract does.
    ///
    /// # Errors
    /// The reader's words where it is no agreement.
    pub fn agreement(&self) -> Result<Agreement, String> {
        cosmwasm_std::from_json(self.text.as_bytes()).map_err(|error| error.to_string())
    }

    /// SHA-256 of the text, worked out here.
    pub fn hash(&self) -> HexBinary {
        HexBinary::from(Sha256::digest(self.text.as_bytes()).as_slice())
    }
}

/// What the collection account answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// `Config`: the version in force.
    pub version: u32,
    /// `Totals`.
    pub totals: TotalsResponse,
    /// `Parties`.
    pub parties: Vec<PartyResponse>,
    /// `Sources`.
    pub sources: Vec<SourceResponse>,
    /// `Tiers`.
    pub tiers: Vec<TierResponse>,
    /// `Expenses`.
    pub expenses: Vec<ExpensesResponse>,
    /// `Figures`.
    pub figures: Vec<FigureResponse>,
    /// `Suspense`.
    pub suspense: Vec<Suspense>,
    /// `Deficit`.
    pub deficit: Uint128,
    /// `Surplus` of the denom.
    pub surplus: Uint128,
    /// What the bank holds for the account.
    pub balance: Uint128,
    /// `Books`.
    pub books: BooksResponse,
}

/// What the events of a receipt or release said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Number of the entry.
    pub number: u64,
    /// Source; empty for a release.
    pub source: String,
    /// Gross.
    pub amount: Uint128,
    /// Taken off the top.
    pub deducted: Uint128,
    /// Credited to parties, off the top included.
    pub credited: Uint128,
    /// Waits in all after it.
    pub held: Uint128,
    /// Credit of each party that got something.
    pub credits: Vec<Credit>,
}

/// A payment to a party.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Delivery {
    /// Time of its block.
    pub time: Timestamp,
    /// Party.
    pub party: String,
    /// Amount.
    pub amount: Uint128,
}

/// The film's licences.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Licences {
    /// The contract, which pays licensees' money in.
    pub contract: String,
    /// Licences.
    pub licences: Vec<Licence>,
    /// What each one's reports say against what was paid.
    pub reconciliations: Vec<ReconciliationResponse>,
}

/// The day of a time, as the contract counts: whole days since 1970-01-01 (UTC).
pub fn day(time: Timestamp) -> u32 {
    u32::try_from(time.seconds() / 86_400).unwrap_or(u32::MAX)
}

impl Evidence {
    /// The day the answers are of.
    pub fn day(&self) -> u32 {
        day(self.as_of)
    }

    /// What was said of each entry, by number.
    pub(crate) fn said(&self) -> BTreeMap<u64, &Said> {
        self.said.iter().map(|said| (said.number, said)).collect()
    }
}
