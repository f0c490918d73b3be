//! The paged ledger in memory: pages are read when first asked for and written once, at the end. Nothing else in this
//! contract writes a balance.

use backlot_api::{
    ledger::{
        decode_addresses, decode_amounts, encode_addresses, encode_amounts, push_address, push_varint, take_varint,
        LedgerHead, RIGHTS_PAGE,
    },
    rights::key,
    HolderIndex, LedgerError,
};
use backlot_kit::KitError;
use cosmwasm_std::{Addr, Api, CanonicalAddr, Order, Storage};

use crate::{model::Outcome, ContractError};

/// The pages one message touches.
#[derive(Default)]
pub struct Ledger {
    head: Option<LedgerHead>,
    head_changed: bool,
    /// The highest address known before this message, where its holders are many and new.
    known: Option<Vec<u8>>,
    units: Vec<Page>,
    addresses: Vec<(u32, Vec<u8>)>,
}

/// A page of units.
struct Page {
    number: u32,
    /// As it is stored.
    before: Vec<u8>,
    content: Vec<u128>,
    changed: bool,
}

impl Ledger {
    /// A ledger for many holders: it spares the look-up of those above the highest address known so far, who are
    /// certainly new. The caller sees to it that a wallet comes once.
    pub fn for_batch(storage: &dyn Storage) -> Result<Self, ContractError> {
        let mut ledger = Self::default();
        ledger.known = Some(ledger.head(storage)?.highest.clone());
        Ok(ledger)
    }

    /// Whether an address is certainly new.
    pub fn is_new(&self, address: &CanonicalAddr) -> bool {
        self.known.as_ref().is_some_and(|known| address.as_slice() > known.as_slice())
    }

    /// Supply, slots, holders.
    pub fn head(&mut self, storage: &dyn Storage) -> Result<&mut LedgerHead, ContractError> {
        if self.head.is_none() {
            self.head = Some(load_head(storage)?);
        }
        Ok(self.head.get_or_insert_with(empty_head))
    }

    /// What the holder with this index holds.
    pub fn held(&mut self, storage: &dyn Storage, index: HolderIndex) -> Result<u128, ContractError> {
        let (page, slot) = place(index);
        Ok(self.page(storage, page)?.content.get(slot).copied().unwrap_or_default())
    }

    /// Gives the next index to a wallet that has none.
    pub fn admit(&mut self, storage: &mut dyn Storage, address: &CanonicalAddr) -> Result<HolderIndex, ContractError> {
        let head = self.head(storage)?;
        let index = head.slots;
        head.slots = index.checked_add(1).ok_or(KitError::Overflow { what: "number of holders" })?;
        self.reach(storage, address)?;
        // Indices are given out in order, so the page is the last one touched, or comes after it.
        let (page, _) = place(index);
        if self.addresses.last().is_none_or(|(last, _)| *last != page) {
            self.addresses.push((page, storage.get(&key::address_page(page)).unwrap_or_default()));
        }
        if let Some((_, bytes)) = self.addresses.last_mut() {
            push_address(bytes, address)?;
        }
        save_index(storage, address, index);
        Ok(index)
    }

    /// Raises the highest known address to at least this one.
    pub fn reach(&mut self, storage: &dyn Storage, address: &CanonicalAddr) -> Result<(), ContractError> {
        let head = self.head(storage)?;
        if head.highest.as_slice() < address.as_slice() {
            head.highest = address.to_vec();
        }
        self.head_changed = true;
        Ok(())
    }

    /// Writes what a movement came to. This is where balances change, and it is called from one place, the choke
    /// point in `movement.rs`: whoever gives has an index, whoever receives was admitted.
    pub fn settle(
        &mut self,
        storage: &dyn Storage,
        from: Option<HolderIndex>,
        to: Option<HolderIndex>,
        outcome: Outcome,
        supply: Option<u128>,
    ) -> Result<(), ContractError> {
        for (index, units) in [(from, outcome.from), (to, outcome.to)] {
            let Some(index) = index else { continue };
            let (page, slot) = place(index);
            let page = self.page(storage, page)?;
            if let Some(cell) = page.content.get_mut(slot).filter(|cell| **cell != units) {
                *cell = units;
                page.changed = true;
            }
        }
        if supply.is_some() || outcome.joins != outcome.leaves {
            let head = self.head(storage)?;
            head.supply = supply.unwrap_or(head.supply);
            let before = head.holders.checked_sub(u32::from(outcome.leaves));
            head.holders = before
                .and_then(|holders| holders.checked_add(u32::from(outcome.joins)))
                .ok_or(KitError::Overflow { what: "number of holders" })?;
            self.head_changed = true;
        }
        Ok(())
    }

    /// Hands a place on: the index stays, and with it units, freezes and credits.
    pub fn replace(
        &mut self,
        storage: &mut dyn Storage,
        index: HolderIndex,
        old: &CanonicalAddr,
        new: &CanonicalAddr,
    ) -> Result<(), ContractError> {
        self.reach(storage, new)?;
        let (page, slot) = place(index);
        let mut addresses = load_addresses(storage, page)?;
        *addresses.get_mut(slot).ok_or(LedgerError::Truncated)? = new.clone();
        self.addresses.push((page, encode_addresses(&addresses)?));
        storage.remove(&key::index(old));
        save_index(storage, new, index);
        Ok(())
    }

    /// Writes each page that changed once, and removes pages on which nobody holds anything. The first change of a
    /// page since `record`, the latest record date that has come, keeps the page as it was.
    pub fn save(self, storage: &mut dyn Storage, record: u8) {
        for page in self.units.into_iter().filter(|page| page.changed) {
            if record > 0 {
                keep(storage, page.number, record, page.before);
            }
            let (key, bytes) = (key::units_page(page.number), encode_amounts(&page.content));
            if bytes.is_empty() {
                storage.remove(&key);
            } else {
                storage.set(&key, &bytes);
            }
        }
        for (number, bytes) in self.addresses {
            storage.set(&key::address_page(number), &bytes);
        }
        if let Some(head) = self.head.filter(|_| self.head_changed) {
            storage.set(key::LEDGER_HEAD, &head.encode());
        }
    }

    fn page(&mut self, storage: &dyn Storage, number: u32) -> Result<&mut Page, ContractError> {
        let at = match self.units.binary_search_by_key(&number, |page| page.number) {
            Ok(at) => at,
            Err(at) => {
                let before = storage.get(&key::units_page(number)).unwrap_or_default();
                let content = decode_amounts(&before, RIGHTS_PAGE)?;
                self.units.insert(at, Page { number, before, content, changed: false });
                at
            }
        };
        // It was found or put there just now.
        Ok(self.units.get_mut(at).ok_or(LedgerError::Truncated)?)
    }
}

/// The stored head; that of an empty ledger before there is one.
pub fn load_head(storage: &dyn Storage) -> Result<LedgerHead, ContractError> {
    match storage.get(key::LEDGER_HEAD) {
        Some(bytes) => Ok(LedgerHead::decode(&bytes)?),
        None => Ok(empty_head()),
    }
}

/// Stores the head of an empty ledger, so that readers always find one.
pub fn create(storage: &mut dyn Storage) {
    storage.set(key::LEDGER_HEAD, &empty_head().encode());
}

/// The index of an address.
pub fn index_of(storage: &dyn Storage, address: &CanonicalAddr) -> Result<Option<HolderIndex>, ContractError> {
    let Some(bytes) = storage.get(&key::index(address)) else { return Ok(None) };
    Ok(Some(read_index(&bytes)?))
}

/// The index in the value of an index key.
pub fn read_index(bytes: &[u8]) -> Result<HolderIndex, LedgerError> {
    let (index, _) = take_varint(bytes)?;
    u32::try_from(index).map_err(|_| LedgerError::Overflow)
}

/// One page of addresses.
pub fn load_addresses(storage: &dyn Storage, page: u32) -> Result<Vec<CanonicalAddr>, ContractError> {
    Ok(decode_addresses(&storage.get(&key::address_page(page)).unwrap_or_default())?)
}

/// One page of units.
pub fn load_units(storage: &dyn Storage, page: u32) -> Result<Vec<u128>, ContractError> {
    Ok(decode_amounts(&storage.get(&key::units_page(page)).unwrap_or_default(), RIGHTS_PAGE)?)
}

/// What the holder with this index held when a record date came that has passed: what the first page says that was
/// kept since, or the page of today, if it has not changed.
pub fn held_at(storage: &dyn Storage, index: HolderIndex, record: u8) -> Result<u128, ContractError> {
    let (page, slot) = place(index);
    let (start, end) = (key::kept_page(page, record), key::kept_page(page, u8::MAX));
    let kept = storage.range(Some(&start), Some(&end), Order::Ascending).next();
    let content = match kept {
        Some((_, bytes)) => decode_amounts(&bytes, RIGHTS_PAGE)?,
        None => load_units(storage, page)?,
    };
    Ok(content.get(slot).copied().unwrap_or_default())
}

/// Canonical bytes of a checked address.
pub fn canonical(api: &dyn Api, wallet: &Addr) -> Result<CanonicalAddr, ContractError> {
    Ok(api.addr_canonicalize(wallet.as_str())?)
}

/// Page and slot of an index.
pub fn place(index: HolderIndex) -> (u32, usize) {
    (index.wrapping_div(RIGHTS_PAGE), index.wrapping_rem(RIGHTS_PAGE) as usize)
}

/// Keeps a page under the latest record date, unless a change since that date has kept it already.
fn keep(storage: &mut dyn Storage, page: u32, record: u8, mut bytes: Vec<u8>) {
    let key = key::kept_page(page, record);
    if storage.get(&key).is_none() {
        if bytes.is_empty() {
            // Storage takes no empty value; one zero says the same.
            bytes.push(0);
        }
        storage.set(&key, &bytes);
    }
}

fn save_index(storage: &mut dyn Storage, address: &CanonicalAddr, index: HolderIndex) {
    let mut value = Vec::with_capacity(5);
    push_varint(&mut value, u128::from(index));
    storage.set(&key::index(address), &value);
}

fn empty_head() -> LedgerHead {
    LedgerHead { supply: 0, slots: 0, holders: 0, highest: vec![] }
}
