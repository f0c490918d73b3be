//! What is stored under which key. The ledger's own keys are in [`backlot_api::rights::key`] and are written in
//! `ledger.rs` only.

use backlot_api::{
    ledger::{push_varint, take_varint},
    rights::{key, Recovery, RunFreeze, TransferRules, WalletFreeze},
    HolderIndex, LedgerError,
};
use cosmwasm_std::{Addr, Storage, Timestamp, Uint128};
use cw20::{AllowanceResponse, Logo, MarketingInfoResponse};

use crate::{
    store::{Slot, Table},
    ContractError,
};

/// Everything this contract's keys begin with: the plain ones, then those of `Table`s, with their length
/// before them. None is the beginning of another (acceptance X72).
pub const NAMESPACES: &[&str] = &[
    "head",
    "u",
    "a",
    "i",
    "k",
    "run",
    "policy",
    "token",
    "minter",
    "marketing",
    "logo",
    "lend",
    "borrow",
    "vouch",
    "freeze",
    "claim",
    "place",
    "record",
    "contract_info",
    "ownership",
];

/// What every movement of units has to know, in one record, so that a transfer reads it in one go.
#[derive(Clone, Debug, PartialEq)]
pub struct Policy {
    /// No unit moves.
    pub paused: bool,
    /// Transfer rules, addresses checked.
    pub rules: Rules,
    /// Compliance freezes on record; zero spares a transfer the look-ups.
    pub freezes: u32,
    /// Marks in [`PLACES`]; zero spares a transfer the look-ups.
    pub marks: u32,
    /// The `returns` contract.
    pub distributor: Option<Addr>,
    /// The officer, if not the owner.
    pub compliance: Option<Addr>,
    /// Seconds to object to a recovery.
    pub recovery_delay: u64,
    /// Record dates. Last: a policy that was stored before there were any ends here.
    pub dates: Dates,
}

/// How many record dates have come and when the others will, so that a movement need not look for them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dates {
    /// Those that had come when the last one was set.
    pub passed: u8,
    /// The times of the others, in order; some may have come since.
    pub pending: Vec<Timestamp>,
}

impl Dates {
    /// The number of the latest record date that has come; 0: none.
    pub fn latest(&self, now: Timestamp) -> u8 {
        self.pending.iter().filter(|at| **at <= now).fold(self.passed, |latest, _| latest.saturating_add(1))
    }
}

/// A record date.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordDate {
    /// Its time.
    pub at: Timestamp,
    /// What it is for.
    pub note: Option<String>,
}

/// [`TransferRules`] with checked addresses.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rules {
    /// Whose attestations count.
    pub attestors: Option<Vec<Addr>>,
    /// No transfer between holders before.
    pub locked_until: Option<Timestamp>,
    /// Most holders.
    pub max_holders: Option<u32>,
    /// Most units a wallet.
    pub max_units: Option<Uint128>,
    /// Least units a wallet that has any.
    pub min_units: Option<Uint128>,
}

impl From<Rules> for TransferRules {
    fn from(rules: Rules) -> Self {
        let Rules { attestors, locked_until, max_holders, max_units, min_units } = rules;
        let attestors = attestors.map(|list| list.into_iter().map(String::from).collect());
        Self { attestors, locked_until, max_holders, max_units, min_units }
    }
}

/// Name, ticker, decimals; the supply is in the ledger's head.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    /// 3–50 bytes.
    pub name: String,
    /// 3–12 of a–z, A–Z and `-`.
    pub symbol: String,
    /// Up to 18.
    pub decimals: u8,
}

/// Who may mint.
#[derive(Clone, Debug, PartialEq)]
pub struct Minter {
    /// Wallet or contract.
    pub minter: Addr,
    /// Highest supply.
    pub cap: Option<Uint128>,
}

/// One party's word for a wallet.
#[derive(Clone, Debug, PartialEq)]
pub struct Vouch {
    /// Who gave it.
    pub by: Addr,
    /// Until when it counts.
    pub expires: Timestamp,
}

/// Why a wallet without a place may not take one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mark {
    /// It waits to replace a lost wallet; taking a place before would spoil that.
    Reserved,
    /// It was declared lost and replaced. It never holds again, so what it once allowed others is void.
    Replaced,
}

/// The one [`Policy`].
pub const POLICY: Slot<Policy> = Slot::new("policy");
/// The one [`Token`].
pub const TOKEN: Slot<Token> = Slot::new("token");
/// The one [`Minter`]; not there: nobody ever mints again.
pub const MINTER: Slot<Minter> = Slot::new("minter");
/// Project, description, who may change them, what the logo is.
pub const MARKETING: Slot<MarketingInfoResponse> = Slot::new("marketing");
/// The logo itself.
pub const LOGO: Slot<Logo> = Slot::new("logo");
/// Maps owner and spender to what the spender may still move.
pub const ALLOWANCES: Table<(&Addr, &Addr), AllowanceResponse> = Table::new("lend");
/// Maps spender and owner to a 1 where the other table has them, to list a spender's allowances.
pub const BORROWERS: Table<(&Addr, &Addr), bool> = Table::new("borrow");
/// Maps a wallet to the attestations it has, one an attestor.
pub const VOUCHES: Table<&Addr, Vec<Vouch>> = Table::new("vouch");
/// Maps an index to its compliance freeze.
pub const FREEZES: Table<HolderIndex, WalletFreeze> = Table::new("freeze");
/// Maps a wallet that is said to be lost to the recovery under way.
pub const RECOVERIES: Table<&Addr, Recovery> = Table::new("claim");
/// Maps a wallet without a place to why it may not take one.
pub const PLACES: Table<&Addr, Mark> = Table::new("place");
/// Maps a record date's number, from 1, to its time and note.
pub const RECORD_DATES: Table<u32, RecordDate> = Table::new("record");

/// The freeze of a run, if one is on record; it may have expired.
pub fn load_run(storage: &dyn Storage) -> Result<Option<RunFreeze>, ContractError> {
    let Some(bytes) = storage.get(key::RUN_FREEZE) else { return Ok(None) };
    let (run, rest) = take_varint(&bytes)?;
    let (cursor, rest) = take_varint(rest)?;
    let (holders, rest) = take_varint(rest)?;
    let (expires, _) = take_varint(rest)?;
    let short = |_| LedgerError::Overflow;
    Ok(Some(RunFreeze {
        run: u64::try_from(run).map_err(short)?,
        cursor: u32::try_from(cursor).map_err(short)?,
        holders: u32::try_from(holders).map_err(short)?,
        expires: Timestamp::from_nanos(u64::try_from(expires).map_err(short)?),
    }))
}

/// Stores the freeze of a run, or removes it.
pub fn save_run(storage: &mut dyn Storage, run: Option<&RunFreeze>) {
    let Some(RunFreeze { run, cursor, holders, expires }) = run else { return storage.remove(key::RUN_FREEZE) };
    let mut bytes = Vec::with_capacity(24);
    for value in [*run, u64::from(*cursor), u64::from(*holders), expires.nanos()] {
        push_varint(&mut bytes, u128::from(value));
    }
    storage.set(key::RUN_FREEZE, &bytes);
}
