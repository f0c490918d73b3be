use backlot_api::licences::{Entitlement, Medium};
use backlot_kit::KitError;
use cosmwasm_schema::cw_serde;
use cosmwasm_std::{Addr, Order, Storage};
use cw_storage_plus::Item;

use crate::codec::Record;
use crate::model;
use crate::records::{Account, DisputeRecord, LicenceRecord, ReportRecord, Slot, Tally, VerificationRecord};
use crate::territory::Territory;
use crate::ContractError;

/// Every first part of a storage key here, for the test that none is the beginning of another. Of one letter: `d`
/// disputes, `e` disputes of a report, `l` licences, `m` their accounts, `n` their numbers by id, `p` lists of a medium
/// and territory, `q` reports of a licence, `r` reports, `u` entitlements, `w` verifications.
pub const NAMESPACES: &[&str] = &[
    "contract_info",
    "d",
    "e",
    "film",
    "halted",
    "l",
    "m",
    "n",
    "ownership",
    "p",
    "q",
    "r",
    "tally",
    "u",
    "voices",
    "w",
];

/// What never changes: denom, collection account, token series.
pub const FILM: Item<Film> = Item::new("film");
/// No grants, no payments.
pub const STOPPED: Item<bool> = Item::new("halted");
const TALLY: &[u8] = b"tally";
const VOICES: &[u8] = b"voices";

/// Denom, collection account, token series.
#[cw_serde]
pub struct Film {
    /// Paid in.
    pub denom: String,
    /// Gets all payments.
    pub collection: Addr,
    /// `rights` contracts.
    pub rights: Vec<Addr>,
}

impl Film {
    /// The `rights` contract of a series.
    pub fn rights(&self, series: u8) -> Result<&Addr, ContractError> {
        self.rights.get(usize::from(series)).ok_or(ContractError::Series { series })
    }
}

/// How many there are of each.
pub fn tally(storage: &dyn Storage) -> Result<Tally, ContractError> {
    Ok(load(storage, TALLY)?.unwrap_or_default())
}

/// Writes how many there are of each.
pub fn save_tally(storage: &mut dyn Storage, tally: &Tally) {
    save(storage, TALLY, tally);
}

/// Who may dispute beside the owner.
pub fn voices(storage: &dyn Storage) -> Result<Vec<Addr>, ContractError> {
    Ok(load(storage, VOICES)?.unwrap_or_default())
}

/// Writes who may dispute.
pub fn save_voices(storage: &mut dyn Storage, voices: &Vec<Addr>) {
    save(storage, VOICES, voices);
}

/// The number of a licence, if there is one of that id.
pub fn number(storage: &dyn Storage, id: &str) -> Option<u32> {
    let bytes = storage.get(&key(b'n', &[id.as_bytes()]))?;
    bytes.as_slice().try_into().map(u32::from_be_bytes).ok()
}

/// Number and record of the licence of an id, or [`ContractError::Licence`].
pub fn licence(storage: &dyn Storage, id: &str) -> Result<(u32, LicenceRecord), ContractError> {
    let refuse = || ContractError::Licence { licence: id.chars().take(64).collect() };
    let number = number(storage, id).ok_or_else(refuse)?;
    Ok((number, licence_of(storage, number)?))
}

/// The licence of a number.
pub fn licence_of(storage: &dyn Storage, number: u32) -> Result<LicenceRecord, ContractError> {
    let refuse = || ContractError::Licence { licence: number.to_string() };
    load(storage, &key(b'l', &[&number.to_be_bytes()]))?.ok_or_else(refuse)
}

/// Licences after a number, in the order of their grants.
pub fn licences(
    storage: &dyn Storage,
    after: u32,
) -> impl Iterator<Item = Result<(u32, LicenceRecord), ContractError>> + '_ {
    let first = key(b'l', &[&after.saturating_add(1).to_be_bytes()]);
    storage.range(Some(&first), Some(b"m"), Order::Ascending).map(|(key, bytes)| {
        let number = key.last_chunk().map(|number| u32::from_be_bytes(*number)).unwrap_or_default();
        Ok((number, read(&bytes)?))
    })
}

/// Writes a licence that is there already.
pub fn save_licence(storage: &mut dyn Storage, number: u32, licence: &LicenceRecord) {
    save(storage, &key(b'l', &[&number.to_be_bytes()]), licence);
}

/// Writes a new licence, and its number under its id.
pub fn add_licence(storage: &mut dyn Storage, number: u32, licence: &LicenceRecord) {
    storage.set(&key(b'n', &[licence.id.as_bytes()]), &number.to_be_bytes());
    save_licence(storage, number, licence);
}

/// A licence's figures; all zero before the first payment or report.
pub fn account(storage: &dyn Storage, number: u32) -> Result<Account, ContractError> {
    Ok(load(storage, &key(b'm', &[&number.to_be_bytes()]))?.unwrap_or_default())
}

/// Writes a licence's figures.
pub fn save_account(storage: &mut dyn Storage, number: u32, account: &Account) {
    save(storage, &key(b'm', &[&number.to_be_bytes()]), account);
}

/// The licences of a territory and medium; those of the world under [`Territory::WORLD`] only.
pub fn slots(storage: &dyn Storage, medium: Medium, territory: Territory) -> Result<Vec<Slot>, ContractError> {
    Ok(load(storage, &pair_key(medium, territory))?.unwrap_or_default())
}

/// Writes the licences of a territory and medium.
pub fn save_slots(storage: &mut dyn Storage, medium: Medium, territory: Territory, slots: &Vec<Slot>) {
    save(storage, &pair_key(medium, territory), slots);
}

fn pair_key(medium: Medium, territory: Territory) -> Vec<u8> {
    key(b'p', &[&[model::bit(medium)], &territory.0])
}

/// The report of a number, or [`ContractError::Report`].
pub fn report(storage: &dyn Storage, report: u64) -> Result<ReportRecord, ContractError> {
    load(storage, &key(b'r', &[&report.to_be_bytes()]))?.ok_or(ContractError::Report { report })
}

/// Writes a report that is there already.
pub fn save_report(storage: &mut dyn Storage, number: u64, report: &ReportRecord) {
    save(storage, &key(b'r', &[&number.to_be_bytes()]), report);
}

/// Writes a new report, and its number under its licence.
pub fn add_report(storage: &mut dyn Storage, number: u64, report: &ReportRecord) {
    storage.set(&key(b'q', &[&report.licence.to_be_bytes(), &number.to_be_bytes()]), &[1]);
    save_report(storage, number, report);
}

/// Numbers of a licence's reports after one.
pub fn reports_of(storage: &dyn Storage, licence: u32, after: u64) -> impl Iterator<Item = u64> + '_ {
    numbers(storage, key(b'q', &[&licence.to_be_bytes()]), after)
}

/// A report's verifications.
pub fn verifications(storage: &dyn Storage, report: u64) -> Result<Vec<VerificationRecord>, ContractError> {
    Ok(load(storage, &key(b'w', &[&report.to_be_bytes()]))?.unwrap_or_default())
}

/// Writes a report's verifications.
pub fn save_verifications(storage: &mut dyn Storage, report: u64, all: &Vec<VerificationRecord>) {
    save(storage, &key(b'w', &[&report.to_be_bytes()]), all);
}

/// The dispute of a number, or [`ContractError::Dispute`].
pub fn dispute(storage: &dyn Storage, dispute: u64) -> Result<DisputeRecord, ContractError> {
    let refuse = ContractError::Dispute { dispute, what: "does not exist" };
    load(storage, &key(b'd', &[&dispute.to_be_bytes()]))?.ok_or(refuse)
}

/// Writes a dispute that is there already.
pub fn save_dispute(storage: &mut dyn Storage, number: u64, dispute: &DisputeRecord) {
    save(storage, &key(b'd', &[&number.to_be_bytes()]), dispute);
}

/// Writes a new dispute, and its number under its report.
pub fn add_dispute(storage: &mut dyn Storage, number: u64, dispute: &DisputeRecord) {
    storage.set(&key(b'e', &[&dispute.report.to_be_bytes(), &number.to_be_bytes()]), &[1]);
    save_dispute(storage, number, dispute);
}

/// Numbers of a report's disputes after one.
pub fn disputes_of(storage: &dyn Storage, report: u64, after: u64) -> impl Iterator<Item = u64> + '_ {
    numbers(storage, key(b'e', &[&report.to_be_bytes()]), after)
}

/// The entitlement of an id, if there is one.
pub fn entitlement(storage: &dyn Storage, id: &str) -> Result<Option<Entitlement>, ContractError> {
    load(storage, &key(b'u', &[id.as_bytes()]))
}

/// Writes an entitlement.
pub fn save_entitlement(storage: &mut dyn Storage, entitlement: &Entitlement) {
    save(storage, &key(b'u', &[entitlement.id.as_bytes()]), entitlement);
}

/// All entitlements by id.
pub fn entitlements(storage: &dyn Storage) -> Result<Vec<Entitlement>, ContractError> {
    storage.range(Some(b"u"), Some(b"v"), Order::Ascending).map(|(_, bytes)| read(&bytes)).collect()
}

/// One more, of a number that never comes near its end.
pub fn next(number: u64) -> Result<u64, ContractError> {
    number.checked_add(1).ok_or_else(|| KitError::Overflow { what: "number" }.into())
}

fn key(namespace: u8, parts: &[&[u8]]) -> Vec<u8> {
    [&[namespace][..], &parts.concat()].concat()
}

/// The numbers below a prefix, after one.
fn numbers(storage: &dyn Storage, prefix: Vec<u8>, after: u64) -> impl Iterator<Item = u64> + '_ {
    let first = [&prefix[..], &after.saturating_add(1).to_be_bytes()].concat();
    // Numbers never come near their end, so the last one needs no place in the range.
    let end = [&prefix[..], &u64::MAX.to_be_bytes()].concat();
    storage
        .range(Some(&first), Some(&end), Order::Ascending)
        .filter_map(|(key, _)| key.last_chunk().map(|number| u64::from_be_bytes(*number)))
}

fn load<T: Record>(storage: &dyn Storage, key: &[u8]) -> Result<Option<T>, ContractError> {
    storage.get(key).map(|bytes| read(&bytes)).transpose()
}

fn read<T: Record>(bytes: &[u8]) -> Result<T, ContractError> {
    T::decode(bytes).map_err(|error| ContractError::Record { what: T::WHAT, error })
}

fn save(storage: &mut dyn Storage, key: &[u8], record: &impl Record) {
    storage.set(key, &record.encode());
}
