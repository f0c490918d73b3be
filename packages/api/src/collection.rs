//! `collection`: the collection account. Declared sources pay in; the recoupment schedule divides at once; parties are
//! credited and paid out through the interchange or, where a party is a token series, into `returns`.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Binary, Timestamp, Uint128};
use cw_ownable::{cw_ownable_execute, cw_ownable_query};

use crate::{schedule::Party, Role};

/// Creates the film's collection account. It asks `agreements` for what it runs, so that exists before.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// Owner: settles suspense by the rules, approves expenses, attests figures, pauses.
    pub owner: String,
    /// The one denom of the account.
    pub denom: String,
    /// What the parties agreed; alone may amend.
    pub agreements: String,
    /// Where token series' shares go.
    pub returns: String,
    /// Who pays wallets.
    pub interchange: String,
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
    /// Approves expenses of a party at a source, as they were spent: they are recovered from what comes in later.
    Approve { source: String, party: String, amount: Uint128, reference: Option<String> },
    /// Attests a figure, which only grows.
    Attest { figure: String, value: Uint128, reference: Option<String> },
    /// Lets reserves that are due flow into their tables. Receipts do it too; this is for when none come.
    Release {},
    /// Goes on under another version. The books may move nothing: the sum and everyone's credit stay as they are.
    Amend {
        version: u32,
        terms: Binary,
        books: Binary,
        #[serde(deserialize_with = "crate::apart")]
        parties: Vec<Party>,
    },
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
            | Self::Release {}
            | Self::UpdateOwnership(_) => Role::Anyone,
            Self::Assign { .. }
            | Self::Attribute { .. }
            | Self::Approve { .. }
            | Self::Attest { .. }
            | Self::SetPaused { .. } => Role::Owner,
            Self::Amend { .. } => Role::Agreements,
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
    /// Totals of the account. Bank balance ≥ credited − delivered + held + suspense (invariant I2).
    #[returns(TotalsResponse)]
    Totals {},
    /// Parties: credited, delivered, held back.
    #[returns(Vec<PartyResponse>)]
    Parties { start_after: Option<String>, limit: Option<u32> },
    /// Sources: received and deducted so far.
    #[returns(Vec<SourceResponse>)]
    Sources { start_after: Option<String>, limit: Option<u32> },
    /// Tiers: taken in, paid, full or not.
    #[returns(Vec<TierResponse>)]
    Tiers { start_after: Option<u32>, limit: Option<u32> },
    /// Everything that ever moved the books, by number: with the agreements, all that is needed to recompute them.
    #[returns(Vec<Entry>)]
    Entries { start_after: Option<u64>, limit: Option<u32> },
    /// Approved expenses.
    #[returns(Vec<ExpensesResponse>)]
    Expenses {},
    /// Attested figures.
    #[returns(Vec<FigureResponse>)]
    Figures {},
    /// Terms and books as they are kept: for `agreements`.
    #[returns(BooksResponse)]
    Books {},
    /// What the capped shares of tiers that are open and have not ended have yet to receive: the film's deficit.
    #[returns(Uint128)]
    Deficit {},
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
    /// What the parties agreed.
    pub agreements: String,
    /// The version in force.
    pub version: u32,
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
    /// Waits in tiers, as fractions of units, and in reserves.
    pub held: Uint128,
    /// In suspense, in the account's denom.
    pub suspense: Uint128,
    /// Number of entries.
    pub entries: u64,
}

/// A row of `Parties`.
#[cw_serde]
pub struct PartyResponse {
    /// As agreed.
    pub party: Party,
    /// Credited.
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
    /// Position, from 0, over all tables.
    pub position: u32,
    /// Its table.
    pub table: String,
    /// Tier.
    pub id: String,
    /// It takes money.
    pub open: bool,
    /// It has ended.
    pub ended: bool,
    /// Paid to its parties so far.
    pub paid: Uint128,
    /// Shares in order.
    pub shares: Vec<ShareResponse>,
}

/// A share of a tier.
#[cw_serde]
pub struct ShareResponse {
    /// Whose.
    pub party: String,
    /// Paid in this tier.
    pub paid: Uint128,
    /// What it can still receive as of now; none where it is open.
    pub room: Option<Uint128>,
}

/// A row of `Expenses`.
#[cw_serde]
pub struct ExpensesResponse {
    /// Of which source.
    pub source: String,
    /// Whose.
    pub party: String,
    /// Most that can be approved.
    pub cap: Uint128,
    /// Approved.
    pub approved: Uint128,
    /// Recovered.
    pub recovered: Uint128,
}

/// A row of `Figures`.
#[cw_serde]
pub struct FigureResponse {
    /// Which.
    pub figure: String,
    /// As attested.
    pub value: Uint128,
}

/// Answer of `Books`.
#[cw_serde]
pub struct BooksResponse {
    /// Terms in force.
    pub terms: Binary,
    /// Head and all pages, as `backlot_waterfall::Books` encodes them.
    pub books: Binary,
}

/// An entry of the books.
#[cw_serde]
pub struct Entry {
    /// Number, from 1.
    pub number: u64,
    /// When.
    pub time: Timestamp,
    /// Who paid or said it.
    pub sender: String,
    /// What.
    pub booked: Booked,
    /// Reference.
    pub reference: Option<String>,
}

/// What an entry did.
#[cw_serde]
pub enum Booked {
    /// A receipt.
    Received {
        /// Source.
        source: String,
        /// Gross.
        amount: Uint128,
    },
    /// Expenses were approved.
    Approved {
        /// Source.
        source: String,
        /// Whose.
        party: String,
        /// So much more.
        amount: Uint128,
    },
    /// A figure was attested.
    Attested {
        /// Which.
        figure: String,
        /// As it is now.
        value: Uint128,
    },
    /// Reserves were released.
    Released {},
    /// Another film's deficit was read.
    Deficit {
        /// The party that is the film.
        party: String,
        /// As it is now.
        value: Uint128,
    },
    /// Another version came into force.
    Amended {
        /// Which.
        version: u32,
    },
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
    /// No such suspense entry.
    pub const ENTRY: &str = "collection.entry";
    /// The entry is in a denom that the schedule does not take.
    pub const ENTRY_DENOM: &str = "collection.entry_denom";
    /// Nothing is credited that has not been paid.
    pub const NOTHING: &str = "collection.nothing_to_deliver";
    /// Less surplus than named.
    pub const SURPLUS: &str = "collection.surplus";
    /// A receipt, approval, figure or release that the books cannot take: the sentence says why.
    pub const BOOKS: &str = "collection.books";
    /// No such figure.
    pub const FIGURE: &str = "collection.figure";
    /// The books handed over for an amendment would move money.
    pub const AMENDMENT: &str = "collection.amendment";
    /// A party is paid from a later day on.
    pub const HELD: &str = "collection.held";
}

crate::typed_event! {
    /// A receipt ran through the schedule, or reserves were released.
    CollectionReceived = "collection_received" {
        /// Number of the entry.
        number: u64,
        /// Source; empty for a release.
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
    /// Expenses were approved.
    CollectionApproved = "collection_approved" {
        /// Number of the entry.
        number: u64,
        /// Source.
        source: String,
        /// Whose.
        party: String,
        /// So much more.
        amount: u128,
    }
    /// A figure was attested.
    CollectionAttested = "collection_attested" {
        /// Number of the entry.
        number: u64,
        /// Which.
        figure: String,
        /// As it is now.
        value: u128,
    }
    /// Another version of the agreement is in force.
    CollectionAmended = "collection_amended" {
        /// Number of the entry.
        number: u64,
        /// Version.
        version: u32,
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
