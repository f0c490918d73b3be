use backlot_api::returns::{key, Run, RunState, SeriesResponse, Terms};
use backlot_api::{ledger, returns};
use backlot_kit::KitError;
use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, HexBinary, Order, Storage, Timestamp, Uint128};
use cw_storage_plus::Item;

use crate::{codec, ContractError};

/// Every first part of a storage key here, for the test that none is the beginning of another. `p` are the credit
/// pages, whose keys are public: [`returns::key`]; `r` and `s` are runs and series.
pub const NAMESPACES: &[&str] = &["contract_info", "film", "halted", "last_run", "ownership", "p", "r", "s", "terms"];

/// What never changes: denom, series, interchange.
pub const FILM: Item<Film> = Item::new("film");
/// When runs are due.
pub const TERMS: Item<Terms> = Item::new("terms");
/// No new runs.
pub const STOPPED: Item<bool> = Item::new("halted");
/// The number of the last run; 0 before the first.
pub const LAST_RUN: Item<u64> = Item::new("last_run");
/// Denom, series, interchange.
#[cw_serde]
pub struct Film {
    /// Paid out.
    pub denom: String,
    /// `rights` contracts.
    pub series: Vec<Addr>,
    /// Delivers.
    pub interchange: Addr,
}

impl Film {
    /// The `rights` contract of a series.
    pub fn rights(&self, series: u8) -> Result<&Addr, ContractError> {
        self.series.get(usize::from(series)).ok_or(ContractError::Series { series })
    }
}

/// The money of one series. What a run under way has is in its own record until it ends, so that crediting a page
/// writes one record and the page.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// Received since the last run.
    pub pot: Uint128,
    /// Left by the floors.
    pub carry: Uint128,
    /// Part of the pot that an expired run gave back.
    pub returned: Uint128,
    /// Ever received.
    pub funded: Uint128,
    /// Credited by runs that are over.
    pub credited: Uint128,
    /// Ever handed to the interchange.
    pub delivered: Uint128,
    /// Ever paid as bounty.
    pub bounties: Uint128,
    /// Under way.
    pub run: Option<u64>,
    /// The last run began; before the first, the contract.
    pub since: Timestamp,
    /// There was a run.
    pub ran: bool,
    /// No run starts before.
    pub resting_until: Timestamp,
}

impl Series {
    /// A series without money.
    pub fn new(now: Timestamp) -> Self {
        let zero = Uint128::zero();
        Self {
            pot: zero,
            carry: zero,
            returned: zero,
            funded: zero,
            credited: zero,
            delivered: zero,
            bounties: zero,
            run: None,
            since: now,
            ran: false,
            resting_until: now,
        }
    }

    /// As on the wire, with the run under way counted in.
    pub fn wire(self, run: Option<&RunRecord>) -> Result<SeriesResponse, ContractError> {
        let Self {
            pot,
            carry,
            returned,
            funded,
            credited,
            delivered,
            bounties,
            run: number,
            since,
            ran,
            resting_until,
        } = self;
        let (running, in_run) = match run {
            Some(run) => (run.left()?, run.credited),
            None => (Uint128::zero(), Uint128::zero()),
        };
        Ok(SeriesResponse {
            pot,
            carry,
            returned,
            running,
            funded,
            credited: add(credited, in_run)?,
            delivered,
            bounties,
            run: number,
            last_run: ran.then_some(since),
            resting_until,
        })
    }
}

/// A run, as stored.
#[derive(Debug, Clone, PartialEq)]
pub struct RunRecord {
    /// Series.
    pub series: u8,
    /// State.
    pub state: RunState,
    /// Shared out.
    pub pot: Uint128,
    /// Supply at the trigger.
    pub supply: Uint128,
    /// Slots at the trigger.
    pub holders: u32,
    /// First index not yet credited.
    pub cursor: u32,
    /// Units seen.
    pub units: Uint128,
    /// Credited.
    pub credited: Uint128,
    /// Hash over all sets.
    pub hash: [u8; 32],
    /// Began.
    pub started: Timestamp,
    /// Freeze ends.
    pub expires: Timestamp,
    /// Began at this height.
    pub height: u64,
}

impl RunRecord {
    /// Not yet credited.
    pub fn left(&self) -> Result<Uint128, ContractError> {
        sub(self.pot, self.credited)
    }

    /// As on the wire.
    pub fn wire(self, run: u64) -> Run {
        let Self { series, state, pot, supply, holders, cursor, units, credited, hash, started, expires, height } =
            self;
        let (sets, hash) = (cursor.div_ceil(ledger::CREDIT_PAGE), HexBinary::from(&hash).to_hex());
        Run { run, series, state, pot, supply, holders, cursor, units, credited, sets, hash, started, expires, height }
    }
}

/// The series, or [`ContractError::Series`].
pub fn series(storage: &dyn Storage, series: u8) -> Result<Series, ContractError> {
    let bytes = storage.get(&series_key(series)).ok_or(ContractError::Series { series })?;
    codec::series(&bytes).map_err(|error| ContractError::Page { page: format!("series {series}"), error })
}

/// Writes a series.
pub fn save_series(storage: &mut dyn Storage, number: u8, series: &Series) {
    storage.set(&series_key(number), &codec::series_bytes(series));
}

/// The run, or [`ContractError::Run`].
pub fn run(storage: &dyn Storage, run: u64) -> Result<RunRecord, ContractError> {
    let bytes = storage.get(&run_key(run)).ok_or(ContractError::Run { run, what: "does not exist" })?;
    read_run(run, &bytes)
}

/// Writes a run.
pub fn save_run(storage: &mut dyn Storage, number: u64, run: &RunRecord) {
    storage.set(&run_key(number), &codec::run_bytes(run));
}

/// Runs from number `first` on.
pub fn runs<'a>(
    storage: &'a dyn Storage,
    first: u64,
) -> impl Iterator<Item = Result<(u64, RunRecord), ContractError>> + 'a {
    storage.range(Some(&run_key(first)), Some(&run_key(u64::MAX)), Order::Ascending).map(|(key, bytes)| {
        let number = key.last_chunk().map(|number| u64::from_be_bytes(*number)).unwrap_or_default();
        Ok((number, read_run(number, &bytes)?))
    })
}

fn read_run(run: u64, bytes: &[u8]) -> Result<RunRecord, ContractError> {
    codec::run(bytes).map_err(|error| ContractError::Page { page: format!("run {run}"), error })
}

fn series_key(series: u8) -> [u8; 2] {
    [b's', series]
}

fn run_key(run: u64) -> Vec<u8> {
    [&b"r"[..], &run.to_be_bytes()].concat()
}

/// A credit page's amounts; all zero where nothing is stored.
pub fn credits(storage: &dyn Storage, series: u8, page: u32) -> Result<Option<Vec<u128>>, ContractError> {
    storage.get(&key::credit_page(series, page)).map(|bytes| decode(series, page, &bytes)).transpose()
}

/// Writes a credit page; one without credits is removed.
pub fn save_credits(storage: &mut dyn Storage, series: u8, page: u32, credits: &[u128]) {
    let bytes = ledger::encode_amounts(credits);
    if bytes.is_empty() {
        storage.remove(&key::credit_page(series, page));
    } else {
        storage.set(&key::credit_page(series, page), &bytes);
    }
}

/// Credit pages of a series from `first` on, in the order asked for.
pub fn credit_pages<'a>(
    storage: &'a dyn Storage,
    series: u8,
    first: u32,
    order: Order,
) -> impl Iterator<Item = Result<(u32, Vec<u128>), ContractError>> + 'a {
    let start = returns::key::credit_page(series, first);
    let end = [key::CREDIT_PAGES, &[series.saturating_add(1)]].concat();
    storage.range(Some(&start), Some(&end), order).map(move |(key, bytes)| {
        let page = key.last_chunk().map(|number| u32::from_be_bytes(*number)).unwrap_or_default();
        Ok((page, decode(series, page, &bytes)?))
    })
}

fn decode(series: u8, page: u32, bytes: &[u8]) -> Result<Vec<u128>, ContractError> {
    ledger::decode_amounts(bytes, ledger::CREDIT_PAGE)
        .map_err(|error| ContractError::Page { page: format!("credit page {page} of series {series}"), error })
}

/// Sum of two amounts.
pub fn add(left: Uint128, right: Uint128) -> Result<Uint128, ContractError> {
    left.checked_add(right).map_err(|_| KitError::Overflow { what: "sum of amounts" }.into())
}

/// Difference of two amounts.
pub fn sub(left: Uint128, right: Uint128) -> Result<Uint128, ContractError> {
    left.checked_sub(right).map_err(|_| KitError::Overflow { what: "difference of amounts" }.into())
}
