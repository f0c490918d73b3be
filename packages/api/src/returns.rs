//! `returns`: distribution runs and the credit ledger.
//!
//! `Idle → Frozen → Paying(cursor) → Settled → Idle`, all of it on chain, continued by anyone. A run credits every
//! holder ⌊pot × units ÷ supply⌋; what the floors leave is carried to the next run, so Σ credits + carry = pot.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Timestamp, Uint128};
use cw_ownable::{cw_ownable_execute, cw_ownable_query};

use crate::Role;

/// Creates the film's returns.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct InstantiateMsg {
    /// Owner: sets terms, pauses new runs.
    pub owner: String,
    /// The one denom that is paid out.
    pub denom: String,
    /// The `rights` contracts, in the film's order; their position is the series number.
    pub series: Vec<String>,
    /// The `interchange` that delivers.
    pub interchange: String,
    /// When runs are due and how long they may freeze.
    pub terms: Terms,
}

/// When a run is due, and its bounds.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Terms {
    /// A run is due when the pot has reached this.
    pub threshold: Uint128,
    /// Or when this many seconds have passed since the last one and there is anything in the pot.
    pub every: Option<u64>,
    /// Seconds after which a freeze ends by itself, whatever the keeper does. At most 7 days.
    pub freeze: u64,
    /// Least seconds between the starts of two runs of a series, so that runs cannot freeze without pause.
    pub pause: u64,
    /// Paid out of the pot to whoever triggers. None: nothing.
    pub bounty: Option<Bounty>,
}

/// A reward for the trigger, the lesser of both.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct Bounty {
    /// Hundredths of a percent of the pot; at most 100 (1 %).
    pub bps: u16,
    /// At most this.
    pub cap: Uint128,
}

/// Messages.
#[cw_ownable_execute]
#[cw_serde]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "fields are named for what they are")]
pub enum ExecuteMsg {
    /// Adds the coin sent to a series' pot. Anyone may.
    Fund { series: u8 },
    /// Starts a due run: takes pot, supply and slots at this height and freezes the holders. Anyone may.
    Trigger { series: u8 },
    /// Credits the next `pages` credit pages (128 holders each) and thaws them. A message that expects another cursor
    /// is refused, so a replay does nothing (acceptance P1). At the last page the run is settled. Anyone may.
    Advance { run: u64, expected_cursor: u32, pages: u32 },
    /// Ends a run whose freeze has expired; what it had not credited goes back to the pot. Anyone may.
    Expire { run: u64 },
    /// Hands the credits of `pages` credit pages from `first_page` on to the interchange. Anyone may.
    Deliver { series: u8, first_page: u32, pages: u32 },
    /// Replaces the terms; a run under way keeps its own.
    SetTerms { terms: Terms },
    /// Puts coins that came by plain bank send, beyond all liabilities, into a series' pot.
    AbsorbSurplus { series: u8 },
    /// Stops or resumes new runs; one under way goes on.
    SetPaused { paused: bool },
}

impl ExecuteMsg {
    /// Who may call this message.
    pub fn permission(&self) -> Role {
        match self {
            Self::Fund { .. }
            | Self::Trigger { .. }
            | Self::Advance { .. }
            | Self::Expire { .. }
            | Self::Deliver { .. }
            | Self::UpdateOwnership(_) => Role::Anyone,
            Self::SetTerms { .. } | Self::AbsorbSurplus { .. } | Self::SetPaused { .. } => Role::Owner,
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
    /// Denom, series, interchange, terms, pause.
    #[returns(ConfigResponse)]
    Config {},
    /// One series: pot, carry, credits outstanding, its run if one is under way.
    #[returns(SeriesResponse)]
    Series { series: u8 },
    /// What anyone could do now: the keeper asks this, and nothing else, to know its work.
    #[returns(WorkResponse)]
    Work {},
    /// One run.
    #[returns(Run)]
    Run { run: u64 },
    /// Runs by number.
    #[returns(Vec<Run>)]
    Runs { start_after: Option<u64>, limit: Option<u32> },
    /// A wallet's credit that is not yet delivered.
    #[returns(Uint128)]
    Credit { series: u8, wallet: String },
    /// Credit pages with something to deliver: number and sum.
    #[returns(Vec<CreditPage>)]
    CreditPages { series: u8, start_after: Option<u32>, limit: Option<u32> },
    /// Why a wallet has not (yet) been paid.
    #[returns(WhyNotPaidResponse)]
    WhyNotPaid { series: u8, wallet: String },
}

/// Answer of `Config`.
#[cw_serde]
pub struct ConfigResponse {
    /// The one denom that is paid out.
    pub denom: String,
    /// The `rights` contracts; position is series number.
    pub series: Vec<String>,
    /// The `interchange`.
    pub interchange: String,
    /// Terms.
    pub terms: Terms,
    /// No new runs.
    pub paused: bool,
}

/// Answer of `Series`. Bank balance ≥ Σ over series of `pot + carry + running + credited − delivered` (invariant I2).
#[cw_serde]
pub struct SeriesResponse {
    /// Received since the last run.
    pub pot: Uint128,
    /// What the floors of earlier runs left; part of the next run's pot.
    pub carry: Uint128,
    /// The part of the pot that an expired run gave back: no second bounty is paid on it.
    pub returned: Uint128,
    /// In the run under way, not yet credited.
    pub running: Uint128,
    /// Ever received.
    pub funded: Uint128,
    /// Ever credited to holders.
    pub credited: Uint128,
    /// Ever handed to the interchange.
    pub delivered: Uint128,
    /// Ever paid as bounty.
    pub bounties: Uint128,
    /// The run under way.
    pub run: Option<u64>,
    /// When the last run began.
    pub last_run: Option<Timestamp>,
    /// No run starts before this: holders stay free at least as long as they were frozen, and the terms' pause.
    pub resting_until: Timestamp,
}

/// Answer of `Work`.
#[cw_serde]
pub struct WorkResponse {
    /// Series whose run is due now.
    pub trigger: Vec<u8>,
    /// Runs to advance.
    pub advance: Vec<AdvanceWork>,
    /// Runs whose freeze has expired.
    pub expire: Vec<u64>,
    /// Series with credits to deliver, and the first page that has some.
    pub deliver: Vec<DeliverWork>,
}

/// A run that can go on.
#[cw_serde]
pub struct AdvanceWork {
    /// Run.
    pub run: u64,
    /// Its cursor.
    pub cursor: u32,
    /// Credit pages that remain.
    pub pages_left: u32,
}

/// Credits that can be delivered.
#[cw_serde]
pub struct DeliverWork {
    /// Series.
    pub series: u8,
    /// First credit page with something in it.
    pub first_page: u32,
    /// One past the last page that may have something.
    pub end_page: u32,
    /// Sum.
    pub amount: Uint128,
}

/// A row of `CreditPages`.
#[cw_serde]
pub struct CreditPage {
    /// Number.
    pub page: u32,
    /// Wallets with credit.
    pub wallets: u32,
    /// Sum.
    pub amount: Uint128,
}

/// A distribution run.
#[cw_serde]
pub struct Run {
    /// Number, from 1, over all series.
    pub run: u64,
    /// Series.
    pub series: u8,
    /// State.
    pub state: RunState,
    /// What is shared: received + carry − bounty.
    pub pot: Uint128,
    /// Supply at the trigger.
    pub supply: Uint128,
    /// Slots at the trigger.
    pub holders: u32,
    /// First index not yet credited.
    pub cursor: u32,
    /// Units seen so far.
    pub units: Uint128,
    /// Credited so far.
    pub credited: Uint128,
    /// Sets so far (credit pages).
    pub sets: u32,
    /// Hash over all sets so far: SHA-256(previous ‖ set), see the contract's README.
    pub hash: String,
    /// Began.
    pub started: Timestamp,
    /// Freeze ends at the latest.
    pub expires: Timestamp,
    /// Began at this height.
    pub height: u64,
}

/// State of a run.
#[cw_serde]
pub enum RunState {
    /// Holders are frozen; sets are being written.
    Paying,
    /// Everyone is credited.
    Settled,
    /// Ran out of time; the rest went back to the pot.
    Expired,
}

/// Answer of `WhyNotPaid`. The first reason that applies.
#[cw_serde]
pub enum WhyNotPaidResponse {
    /// It never held units of this series.
    NotAHolder {},
    /// It is in a run that has not reached it.
    AwaitingRun {
        /// Run.
        run: u64,
        /// Its cursor.
        cursor: u32,
        /// The wallet's index.
        index: u32,
        /// Freeze ends at the latest.
        expires: Timestamp,
    },
    /// It has credit that nobody has delivered yet.
    AwaitingDelivery {
        /// How much.
        amount: Uint128,
    },
    /// Delivery failed; the coins lie in the interchange under its name.
    Parked {
        /// The parked payment.
        parked: crate::interchange::Parked,
    },
    /// A run is due and nobody has triggered it yet; anyone may.
    AwaitingTrigger {
        /// In the pot.
        pot: Uint128,
    },
    /// A run would be due, but the holders' rest after the last one is not over.
    Resting {
        /// In the pot.
        pot: Uint128,
        /// A run may start then.
        until: Timestamp,
    },
    /// No run is due: the pot is below the threshold and no time is up.
    NoRunDue {
        /// In the pot.
        pot: Uint128,
        /// Threshold.
        threshold: Uint128,
    },
    /// Nothing is owed: all it was ever credited was delivered.
    Paid {},
}

/// Moves to new code.
#[cw_serde]
#[serde(deny_unknown_fields)]
pub struct MigrateMsg {}

/// Raw storage keys.
pub mod key {
    /// Credits of indices 128 n to 128 n + 127 of a series: amounts as in [`crate::ledger`].
    pub fn credit_page(series: u8, page: u32) -> Vec<u8> {
        [CREDIT_PAGES, &[series], &page.to_be_bytes()].concat()
    }
    /// What the keys of all credit pages begin with.
    pub const CREDIT_PAGES: &[u8] = b"p";
}

/// Codes of this contract's own errors.
pub mod code {
    /// No such series.
    pub const SERIES: &str = "returns.series";
    /// No such run, or it is not in the state the message needs.
    pub const RUN: &str = "returns.run";
    /// A run of the series is under way already.
    pub const BUSY: &str = "returns.busy";
    /// No run is due.
    pub const NOT_DUE: &str = "returns.not_due";
    /// The run's cursor is not the one the message expects: it was advanced already.
    pub const CURSOR: &str = "returns.cursor";
    /// The freeze has expired (`Advance`) or has not (`Expire`).
    pub const EXPIRY: &str = "returns.expiry";
    /// Nobody holds units: there is no one to credit.
    pub const NO_HOLDERS: &str = "returns.no_holders";
    /// No credits in these pages.
    pub const NOTHING: &str = "returns.nothing_to_deliver";
    /// Terms that cannot be.
    pub const TERMS: &str = "returns.terms";
    /// The ledger of `rights` cannot be read.
    pub const LEDGER: &str = "returns.ledger";
    /// No surplus.
    pub const SURPLUS: &str = "returns.no_surplus";
}

crate::typed_event! {
    /// Coins came in for a series.
    ReturnsFunded = "returns_funded" {
        /// Series.
        series: u8,
        /// Amount.
        amount: u128,
        /// Pot after it.
        pot: u128,
    }
    /// A run began.
    ReturnsTriggered = "returns_triggered" {
        /// Run.
        run: u64,
        /// Series.
        series: u8,
        /// What is shared.
        pot: u128,
        /// Supply.
        supply: u128,
        /// Slots.
        holders: u32,
        /// Bounty paid to the sender.
        bounty: u128,
    }
    /// A transaction set was written: one credit page.
    ReturnsSet = "returns_set" {
        /// Run.
        run: u64,
        /// Number of the set in the run, from 0: the credit page.
        set: u32,
        /// First index.
        first: u32,
        /// One past the last index.
        end: u32,
        /// Sum of the credits.
        amount: u128,
        /// Hash of the set, hex.
        hash: String,
    }
    /// A run is over: everyone is credited.
    ReturnsSettled = "returns_settled" {
        /// Run.
        run: u64,
        /// Credited in all.
        credited: u128,
        /// Units seen; below the supply only where the ledger of `rights` is not whole.
        units: u128,
        /// Left by the floors, for the next run.
        carry: u128,
        /// Sets.
        sets: u32,
        /// Hash over all sets, hex.
        hash: String,
    }
    /// A run ran out of time.
    ReturnsExpired = "returns_expired" {
        /// Run.
        run: u64,
        /// Credited before.
        credited: u128,
        /// Back in the pot.
        returned: u128,
    }
    /// Credits went to the interchange.
    ReturnsDelivered = "returns_delivered" {
        /// Series.
        series: u8,
        /// First credit page.
        first_page: u32,
        /// Credit pages.
        pages: u32,
        /// Wallets.
        wallets: u32,
        /// Sum.
        amount: u128,
    }
    /// The terms were replaced.
    ReturnsTermsSet = "returns_terms_set" {
        /// New threshold.
        threshold: u128,
        /// New longest freeze, in seconds.
        freeze: u64,
        /// New least seconds between two starts.
        pause: u64,
    }
    /// New runs were stopped or allowed again.
    ReturnsPaused = "returns_paused" {
        /// No new runs.
        paused: bool,
    }
    /// A step of handing the ownership over.
    ReturnsOwnershipUpdated = "returns_ownership_updated" {
        /// Owner after it.
        owner: String,
        /// Who may accept; empty: nobody.
        pending: String,
    }
}
