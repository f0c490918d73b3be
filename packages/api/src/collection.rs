//! `collection`: the collection account. Declared sources pay in; the recoupment schedule divides at once; parties are
//! credited and paid out through the interchange or, where a party is a token series, into `returns`.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Timestamp, Uint128};
use cw_ownable::{cw_ownable_execute, cw_ownable_query};

use crate::Role;

/// Creates the film's collection account.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// Owner: settles suspense by the rules, pauses.
    pub owner: String,
    /// The one denom of the account.
    pub denom: String,
    /// Who is paid.
    #[serde(deserialize_with = "crate::apart")]
    pub parties: Vec<Party>,
    /// How.
    #[serde(deserialize_with = "crate::apart")]
    pub schedule: Schedule,
    /// Where token series' shares go.
    pub returns: String,
    /// Who pays wallets.
    pub interchange: String,
}

/// A party to the schedule.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// 1–32 of a–z, 0–9, `-`; unique in the film.
    pub id: String,
    /// Who gets its money.
    pub payee: Payee,
}

/// Who gets a party's money.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum Payee {
    /// A wallet, through the interchange.
    Wallet {
        /// Its address.
        address: String,
    },
    /// The holders of a token series, through a distribution run of `returns`.
    Series {
        /// Its number in the film.
        series: u8,
    },
}

/// A recoupment schedule. Every amount is in base units of the account's denom.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Schedule {
    /// Where receipts come from, and what is taken off the top of each.
    pub sources: Vec<Source>,
    /// What is left runs through these in order; the last one is open.
    pub tiers: Vec<Tier>,
}

/// A source of receipts.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// 1–32 of a–z, 0–9, `-`; unique in the film.
    pub id: String,
    /// Taken in order before anything reaches the tiers. Percentages are of the gross receipt.
    pub off_the_top: Vec<Deduction>,
}

/// A deduction off the top.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub enum Deduction {
    /// A percentage of every receipt (commission, collection fee).
    Percent {
        /// Who gets it.
        party: String,
        /// Hundredths of a percent; all of a source at most 10,000.
        bps: u16,
    },
    /// Expenses: everything that is left of receipts, until the cap has been recovered from this source.
    Expenses {
        /// Who gets it.
        party: String,
        /// In all.
        cap: Uint128,
    },
}

/// One step of the waterfall.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// 1–32 of a–z, 0–9, `-`; unique in the film.
    pub id: String,
    /// Who shares in it, pari passu by weight. Who has reached the cap drops out; the others share on.
    pub shares: Vec<Share>,
    /// The tier also ends when this party has received so much in it.
    pub ends_when: Option<EndsWhen>,
}

/// A share in a tier.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Share {
    /// Who.
    pub party: String,
    /// Weight against the others' weights; above zero.
    pub weight: u32,
    /// At most this in this tier. None: open.
    pub cap: Option<Uint128>,
}

/// The end of a tier by one party's figure.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct EndsWhen {
    /// Whose figure.
    pub party: String,
    /// Reached in this tier.
    pub reaches: Uint128,
}

/// Messages.
#[cw_ownable_execute]
#[cw_serde]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "fields are named for what they are")]
pub enum ExecuteMsg {
    /// A receipt: the coin sent runs through the schedule at once. Anyone may pay in.
    Receive {
        /// A declared source.
        source: String,
        /// The payer's reference, at most 280 bytes.
        reference: Option<String>,
    },
    /// Money whose source is not known yet, in any one denom: lies in suspense under the sender's name.
    Deposit {
        /// What the payer knows about it.
        note: Option<String>,
    },
    /// Runs a suspense entry in the account's denom through the schedule as a receipt of `source`.
    Assign { entry: u64, source: String },
    /// The sender of a suspense entry takes it back; the owner may send it back to the sender.
    Recover { entry: u64 },
    /// Names the sender of coins that came by plain bank send: they become a suspense entry of theirs.
    Attribute { denom: String, amount: Uint128, sender: String },
    /// Pays out what these parties are credited and have not been paid; an empty list means all. Anyone may.
    Deliver { parties: Vec<String> },
    /// Stops or resumes receipts; credits can still be delivered.
    SetPaused { paused: bool },
}

impl ExecuteMsg {
    /// Who may call this message.
    pub fn permission(&self) -> Role {
        match self {
            Self::Receive { .. }
            | Self::Deposit { .. }
            // Sender of the entry, or owner: decided by the entry.
            | Self::Recover { .. }
            | Self::Deliver { .. }
            | Self::UpdateOwnership(_) => Role::Anyone,
            Self::Assign { .. } | Self::Attribute { .. } | Self::SetPaused { .. } => Role::Owner,
        }
    }
}

/// Queries.
#[cw_ownable_query]
#[cw_serde]
#[serde(deny_unknown_fields)]
#[derive(QueryResponses)]
#[allow(missing_docs, reason = "fields are named for what they are")]
pub enum QueryMsg {
    /// Denom, addresses, pause.
    #[returns(ConfigResponse)]
    Config {},
    /// The schedule as it was given.
    #[returns(Schedule)]
    Schedule {},
    /// Totals of the account. Bank balance ≥ credited − delivered + held + suspense (invariant I2).
    #[returns(TotalsResponse)]
    Totals {},
    /// Parties: entitled, credited, delivered.
    #[returns(Vec<PartyResponse>)]
    Parties { start_after: Option<String>, limit: Option<u32> },
    /// Sources: received and deducted so far.
    #[returns(Vec<SourceResponse>)]
    Sources { start_after: Option<String>, limit: Option<u32> },
    /// Tiers: taken in, paid, full or not.
    #[returns(Vec<TierResponse>)]
    Tiers { start_after: Option<u32>, limit: Option<u32> },
    /// Receipts by number.
    #[returns(Vec<Receipt>)]
    Receipts { start_after: Option<u64>, limit: Option<u32> },
    /// Money in suspense by number.
    #[returns(Vec<Suspense>)]
    Suspense { start_after: Option<u64>, limit: Option<u32> },
    /// Coins of a denom beyond all liabilities: came by plain bank send.
    #[returns(Uint128)]
    Surplus { denom: String },
    /// What a receipt would give to whom, without making it.
    #[returns(Vec<Credit>)]
    WhatIf { source: String, amount: Uint128 },
}

/// Answer of `Config`.
#[cw_serde]
pub struct ConfigResponse {
    /// The one denom.
    pub denom: String,
    /// Where series' shares go.
    pub returns: String,
    /// Who pays wallets.
    pub interchange: String,
    /// No receipts.
    pub paused: bool,
}

/// Answer of `Totals`: `received = credited + held`.
#[cw_serde]
pub struct TotalsResponse {
    /// Ever received through the schedule.
    pub received: Uint128,
    /// Ever credited to parties.
    pub credited: Uint128,
    /// Ever paid out.
    pub delivered: Uint128,
    /// Fractions of units that wait in a source or a tier for the next receipt.
    pub held: Uint128,
    /// In suspense, in the account's denom.
    pub suspense: Uint128,
    /// Number of receipts.
    pub receipts: u64,
}

/// A row of `Parties`.
#[cw_serde]
pub struct PartyResponse {
    /// Party.
    pub id: String,
    /// Who gets its money.
    pub payee: Payee,
    /// By the schedule, from all receipts, computed anew.
    pub entitled: Uint128,
    /// As booked.
    pub credited: Uint128,
    /// Paid out.
    pub delivered: Uint128,
}

/// A row of `Sources`.
#[cw_serde]
pub struct SourceResponse {
    /// Source.
    pub id: String,
    /// Gross so far.
    pub received: Uint128,
    /// Taken off the top so far.
    pub deducted: Uint128,
}

/// A row of `Tiers`.
#[cw_serde]
pub struct TierResponse {
    /// Position, from 0.
    pub position: u32,
    /// Tier.
    pub id: String,
    /// Paid to its parties so far.
    pub paid: Uint128,
    /// It has ended.
    pub full: bool,
    /// What it takes until it ends; none where it is open.
    pub size: Option<Uint128>,
}

/// A receipt.
#[cw_serde]
pub struct Receipt {
    /// Number, from 1.
    pub number: u64,
    /// Source.
    pub source: String,
    /// Who paid.
    pub payer: String,
    /// Gross.
    pub amount: Uint128,
    /// Reference.
    pub reference: Option<String>,
    /// When.
    pub time: Timestamp,
}

/// Money in suspense.
#[cw_serde]
pub struct Suspense {
    /// Number, from 1.
    pub entry: u64,
    /// Whose it is until assigned.
    pub sender: String,
    /// Denom.
    pub denom: String,
    /// Amount.
    pub amount: Uint128,
    /// Note.
    pub note: Option<String>,
    /// When.
    pub time: Timestamp,
}

/// A credit.
#[cw_serde]
pub struct Credit {
    /// Party.
    pub party: String,
    /// Amount.
    pub amount: Uint128,
}

/// Moves to new code.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}

/// Codes of this contract's own errors.
pub mod code {
    /// No such source.
    pub const SOURCE: &str = "collection.source";
    /// No such party.
    pub const PARTY: &str = "collection.party";
    /// The schedule cannot be: what and where is in the sentence.
    pub const SCHEDULE: &str = "collection.schedule";
    /// No such suspense entry.
    pub const ENTRY: &str = "collection.entry";
    /// The entry is in a denom that the schedule does not take.
    pub const ENTRY_DENOM: &str = "collection.entry_denom";
    /// Nothing is credited that has not been paid.
    pub const NOTHING: &str = "collection.nothing_to_deliver";
    /// Less surplus than named.
    pub const SURPLUS: &str = "collection.surplus";
    /// A party's money could not go where its payee says: no such series number, or a contract of the film's own set.
    pub const PAYEE: &str = "collection.payee";
}

crate::typed_event! {
    /// A receipt ran through the schedule.
    CollectionReceived = "collection_received" {
        /// Number of the receipt.
        number: u64,
        /// Source.
        source: String,
        /// Gross.
        amount: u128,
        /// Taken off the top.
        deducted: u128,
        /// Credited to parties, off the top included.
        credited: u128,
        /// Held in all after it.
        held: u128,
    }
    /// A party was credited by a receipt; one event a party.
    CollectionCredited = "collection_credited" {
        /// Number of the receipt.
        number: u64,
        /// Party.
        party: String,
        /// Amount.
        amount: u128,
    }
    /// A party was paid out.
    CollectionDelivered = "collection_delivered" {
        /// Party.
        party: String,
        /// Amount.
        amount: u128,
    }
    /// Money went into suspense.
    CollectionSuspended = "collection_suspended" {
        /// Entry.
        entry: u64,
        /// Whose it is.
        sender: String,
        /// Denom.
        denom: String,
        /// Amount.
        amount: u128,
    }
    /// Money left suspense as a receipt, whose events follow.
    CollectionAssigned = "collection_assigned" {
        /// Entry.
        entry: u64,
        /// Number of the receipt it became.
        number: u64,
    }
    /// Receipts were stopped or resumed.
    CollectionPauseSet = "collection_pause_set" {
        /// Stopped.
        paused: bool,
    }
    /// A hand-over of ownership went one step on.
    CollectionOwnershipUpdated = "collection_ownership_updated" {
        /// Owner.
        owner: String,
        /// Who may accept; empty where nobody is proposed.
        pending: String,
    }
    /// Money left suspense, back to its sender.
    CollectionRecovered = "collection_recovered" {
        /// Entry.
        entry: u64,
        /// To whom.
        sender: String,
        /// Denom.
        denom: String,
        /// Amount.
        amount: u128,
    }
}
