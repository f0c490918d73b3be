use backlot_api::{code, rights::code as own, LedgerError};
use backlot_kit::KitError;
use cosmwasm_std::{StdError, Timestamp};

/// Why a message or a query is refused. Each begins with its stable code (see [`backlot_api::rights::code`]).
#[derive(thiserror::Error, Debug, PartialEq)]
#[allow(missing_docs, reason = "fields are named for what they are, and shown in the sentence")]
pub enum ContractError {
    /// What contracts share.
    #[error(transparent)]
    Kit(#[from] KitError),
    /// The stored ledger cannot be read: a fault of ours, never of the input.
    #[error("[{std}] ledger: {0}", std = code::STD)]
    Ledger(#[from] LedgerError),

    /// A stored record cannot be read: a fault of ours, never of the input.
    #[error("[{std}] {name}: the record cannot be read", std = code::STD)]
    Record { name: &'static str },

    /// Frozen by a run.
    #[error("[{}] wallet {wallet} is frozen by run {run} until it is passed, at the latest until {until}", own::FROZEN_BY_RUN, until = expires.seconds())]
    FrozenByRun { wallet: String, run: u64, expires: Timestamp },
    /// Frozen whole.
    #[error("[{}] wallet {wallet} is frozen: {reason}", own::FROZEN)]
    Frozen { wallet: String, reason: String },
    /// Would go below its frozen units.
    #[error("[{}] {units} units of wallet {wallet} are frozen, {left} would be left: {reason}", own::FROZEN)]
    FrozenUnits { wallet: String, units: u128, left: u128, reason: String },
    /// Nothing to lift.
    #[error("[{}] wallet {wallet} is not under a compliance freeze", own::NOT_FROZEN)]
    NotFrozen { wallet: String },

    /// Lock-up.
    #[error("[{}] units are locked until {until}", own::LOCKED, until = until.seconds())]
    Locked { until: Timestamp },
    /// Allow-list.
    #[error("[{}] wallet {wallet} is not attested", own::NOT_ATTESTED)]
    NotAttested { wallet: String },
    /// Too many holders.
    #[error("[{}] the series may have {max} holders, with this one there would be {would}", own::MAX_HOLDERS)]
    MaxHolders { max: u32, would: u32 },
    /// Too many units.
    #[error("[{}] wallet {wallet} would hold {would} units, at most {max} are allowed", own::MAX_UNITS)]
    MaxUnits { wallet: String, would: u128, max: u128 },
    /// Too few units.
    #[error("[{}] wallet {wallet} would hold {would} units, at least {min} or none are allowed", own::MIN_UNITS)]
    MinUnits { wallet: String, would: u128, min: u128 },
    /// Not enough units.
    #[error("[{}] wallet {wallet} holds {held} units, not {units}", own::INSUFFICIENT)]
    Insufficient { wallet: String, held: u128, units: u128 },
    /// Above the cap.
    #[error("[{}] supply would be {supply}, the cap is {cap}", own::CAP)]
    Cap { supply: u128, cap: u128 },

    /// Nothing was allowed.
    #[error("[{}] {owner} allows {spender} nothing", own::ALLOWANCE)]
    NoAllowance { owner: String, spender: String },
    /// Less was allowed.
    #[error("[{}] {owner} allows {spender} {allowed} units, not {units}", own::ALLOWANCE)]
    SmallAllowance { owner: String, spender: String, allowed: u128, units: u128 },
    /// It was allowed once.
    #[error("[{}] what {owner} allowed {spender} has expired", own::ALLOWANCE)]
    ExpiredAllowance { owner: String, spender: String },
    /// Nobody needs an allowance for their own units.
    #[error("[{}] {owner} cannot allow itself its own units", own::ALLOWANCE)]
    OwnAllowance { owner: String },

    /// A time that cannot be.
    #[error("[{}] {what} {reason}", own::EXPIRY)]
    Expiry { what: &'static str, reason: &'static str },
    /// Another run is under way.
    #[error("[{}] run {run} is under way until {until}", own::RUN, until = expires.seconds())]
    RunUnderWay { run: u64, expires: Timestamp },
    /// Not this run.
    #[error("[{}] run {run} does not freeze anyone", own::RUN)]
    NoSuchRun { run: u64 },
    /// The cursor only goes on.
    #[error("[{}] run {run} stands at {cursor}, it cannot be set to {asked}", own::RUN)]
    RunCursor { run: u64, cursor: u32, asked: u32 },
    /// More than there are.
    #[error("[{}] run {run} would freeze {holders} places, there are {slots}", own::RUN)]
    RunHolders { run: u64, holders: u32, slots: u32 },

    /// Never set.
    #[error("[{}] no record date {record} was set", own::RECORD)]
    NoSuchRecord { record: u64 },
    /// Too early.
    #[error("[{}] record date {record} comes at {at}", own::RECORD_PENDING, at = at.seconds())]
    RecordPending { record: u64, at: Timestamp },

    /// The lost wallet has no place.
    #[error("[{}] wallet {wallet} never held units", own::RECOVERY)]
    NeverHeld { wallet: String },
    /// The replacement has a place.
    #[error("[{}] wallet {wallet} has a place of its own and cannot replace another", own::RECOVERY)]
    HasPlace { wallet: String },
    /// The wallet's place was taken by another.
    #[error("[{}] wallet {wallet} was declared lost and replaced", own::RECOVERY)]
    Replaced { wallet: String },
    /// The wallet waits to replace another.
    #[error("[{}] wallet {wallet} is about to replace a lost one", own::RECOVERY)]
    Reserved { wallet: String },
    /// One at a time.
    #[error("[{}] a recovery of {lost} is under way", own::RECOVERY)]
    RecoveryUnderWay { lost: String },
    /// None.
    #[error("[{}] no recovery of {lost} is under way", own::RECOVERY)]
    NoRecovery { lost: String },
    /// Too early.
    #[error("[{}] {lost} may object until {at}", own::RECOVERY, at = at.seconds())]
    RecoveryTooEarly { lost: String, at: Timestamp },
    /// A delay that cannot be.
    #[error("[{}] recovery delay of {given} seconds is not from 1 to {max}", own::RECOVERY)]
    RecoveryDelay { given: u64, max: u64 },

    /// Rules that contradict themselves.
    #[error("[{}] {reason}", own::RULES)]
    Rules { reason: &'static str },
    /// Not as cw20 asks.
    #[error("[{}] {what} {reason}", own::METADATA)]
    Metadata { what: &'static str, reason: &'static str },
}

impl From<StdError> for ContractError {
    fn from(error: StdError) -> Self {
        Self::Kit(error.into())
    }
}
