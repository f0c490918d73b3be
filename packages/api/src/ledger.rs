//! The paged ledger: how units, credits and addresses of many holders lie in few storage values.
//!
//! `rights` numbers its holders as they first receive (address → index). Values of neighbouring indices share a page,
//! because on a Cosmos chain a write costs 2,000 gas plus 30 a byte: one value per holder would pay the 2,000 (and
//! the key) for each. Other contracts read these pages with a *raw* query, which loads no contract, so keys and codec
//! are part of the wire.
//!
//! - amounts: unsigned LEB128 varints, one a slot, in index order; zero slots at the end are left out;
//! - addresses: one length byte, then the canonical bytes, one a slot.

use cosmwasm_schema::cw_serde;
use cosmwasm_std::CanonicalAddr;

/// A holder's number in a series: dense, from 0, never reused.
pub type HolderIndex = u32;

/// Holders in one page of units or of addresses (`rights`). A transfer rewrites two pages, so they are small.
pub const RIGHTS_PAGE: u32 = 32;
/// Holders in one page of credits (`returns`). Credits are only ever walked, so their pages are larger.
/// A multiple of [`RIGHTS_PAGE`].
pub const CREDIT_PAGE: u32 = 128;

/// Why bytes are not a page.
#[derive(thiserror::Error, Debug, Clone, Copy, PartialEq, Eq)]
pub enum LedgerError {
    /// The bytes end within a slot.
    #[error("page ends within a slot")]
    Truncated,
    /// A varint has more than 128 bits.
    #[error("amount has more than 128 bits")]
    Overflow,
    /// A varint was written with more bytes than it needs.
    #[error("amount is not in its shortest form")]
    NotShortest,
    /// More slots than a page holds.
    #[error("page has more than {slots} slots")]
    TooManySlots {
        /// Slots that fit.
        slots: u32,
    },
    /// An address is empty or longer than 255 bytes.
    #[error("address of {len} bytes does not fit a slot")]
    AddressLength {
        /// Its length.
        len: usize,
    },
}

/// Writes amounts as a page. Zero slots at the end are left out, so an empty page has no bytes.
pub fn encode_amounts(amounts: &[u128]) -> Vec<u8> {
    let used = amounts.iter().rposition(|amount| *amount != 0).map_or(0, |last| last.saturating_add(1));
    let mut bytes = Vec::with_capacity(used.saturating_mul(6));
    for amount in amounts.iter().take(used) {
        push_varint(&mut bytes, *amount);
    }
    bytes
}

/// Reads a page of amounts into exactly `slots` values; slots that were left out are zero.
///
/// # Errors
/// [`LedgerError`] where the bytes are not such a page.
pub fn decode_amounts(bytes: &[u8], slots: u32) -> Result<Vec<u128>, LedgerError> {
    let slots_len = slots as usize;
    let mut amounts = Vec::with_capacity(slots_len);
    let mut rest = bytes;
    while !rest.is_empty() {
        if amounts.len() == slots_len {
            return Err(LedgerError::TooManySlots { slots });
        }
        let (amount, after) = take_varint(rest)?;
        amounts.push(amount);
        rest = after;
    }
    amounts.resize(slots_len, 0);
    Ok(amounts)
}

/// Writes addresses as a page.
///
/// # Errors
/// [`LedgerError::AddressLength`] for an address that is empty or over 255 bytes.
pub fn encode_addresses(addresses: &[CanonicalAddr]) -> Result<Vec<u8>, LedgerError> {
    let mut bytes = Vec::with_capacity(addresses.len().saturating_mul(21));
    for address in addresses {
        push_address(&mut bytes, address)?;
    }
    Ok(bytes)
}

/// Adds one address to the bytes of a page.
///
/// # Errors
/// [`LedgerError::AddressLength`] for an address that is empty or over 255 bytes.
pub fn push_address(bytes: &mut Vec<u8>, address: &CanonicalAddr) -> Result<(), LedgerError> {
    let raw = address.as_slice();
    match u8::try_from(raw.len()) {
        Ok(len) if len > 0 => {
            bytes.push(len);
            bytes.extend_from_slice(raw);
            Ok(())
        }
        _ => Err(LedgerError::AddressLength { len: raw.len() }),
    }
}

/// Reads a page of addresses.
///
/// # Errors
/// [`LedgerError`] where the bytes are not such a page.
pub fn decode_addresses(bytes: &[u8]) -> Result<Vec<CanonicalAddr>, LedgerError> {
    let mut addresses = Vec::with_capacity(RIGHTS_PAGE as usize);
    let mut rest = bytes;
    while let Some((len, after)) = rest.split_first() {
        let len = usize::from(*len);
        if len == 0 {
            return Err(LedgerError::AddressLength { len });
        }
        let (Some(raw), Some(next)) = (after.get(..len), after.get(len..)) else {
            return Err(LedgerError::Truncated);
        };
        addresses.push(CanonicalAddr::from(raw));
        rest = next;
    }
    Ok(addresses)
}

/// The head of a series' ledger: what a distribution takes once, at one height.
#[cw_serde]
pub struct LedgerHead {
    /// All units in being; equal to the sum of all pages (invariant I3).
    pub supply: u128,
    /// Indices given out so far; pages 0 to ⌈slots / 32⌉ − 1 exist.
    pub slots: u32,
    /// Wallets that hold at least one unit.
    pub holders: u32,
    /// The greatest address that ever got an index or was promised one (a recovery's replacement): one above it is
    /// certainly new and needs no look-up.
    pub highest: Vec<u8>,
}

impl LedgerHead {
    /// Bytes as stored: three varints, then the greatest address.
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(48);
        push_varint(&mut bytes, self.supply);
        push_varint(&mut bytes, u128::from(self.slots));
        push_varint(&mut bytes, u128::from(self.holders));
        bytes.extend_from_slice(&self.highest);
        bytes
    }

    /// Reads what [`encode`](Self::encode) wrote.
    ///
    /// # Errors
    /// [`LedgerError`] where the bytes are not a head.
    pub fn decode(bytes: &[u8]) -> Result<Self, LedgerError> {
        let (supply, rest) = take_varint(bytes)?;
        let (slots, rest) = take_varint(rest)?;
        let (holders, rest) = take_varint(rest)?;
        Ok(Self {
            supply,
            slots: u32::try_from(slots).map_err(|_| LedgerError::Overflow)?,
            holders: u32::try_from(holders).map_err(|_| LedgerError::Overflow)?,
            highest: rest.to_vec(),
        })
    }
}

/// Adds one unsigned LEB128 varint.
pub fn push_varint(bytes: &mut Vec<u8>, mut value: u128) {
    loop {
        let low = value.to_le_bytes()[0] & 0x7f;
        value >>= 7;
        if value == 0 {
            bytes.push(low);
            return;
        }
        bytes.push(low | 0x80);
    }
}

/// Takes one varint off the front.
///
/// # Errors
/// [`LedgerError`] for one that is cut off, too long, or not in its shortest form.
pub fn take_varint(bytes: &[u8]) -> Result<(u128, &[u8]), LedgerError> {
    let mut value: u128 = 0;
    let mut shift: u32 = 0;
    let mut rest = bytes;
    loop {
        let (byte, after) = rest.split_first().ok_or(LedgerError::Truncated)?;
        let low = u128::from(byte & 0x7f);
        if shift > 126 || (shift == 126 && low > 0b11) {
            return Err(LedgerError::Overflow);
        }
        value |= low << shift;
        rest = after;
        if byte & 0x80 == 0 {
            if low == 0 && shift > 0 {
                return Err(LedgerError::NotShortest);
            }
            return Ok((value, rest));
        }
        shift = shift.saturating_add(7);
    }
}

/// Ranks of bech32's characters `qpzry9x8gf2tvdw0s3jn54khce6mua7l` among themselves in ASCII order.
const RANK: [u8; 32] = [
    22, 21, 31, 23, 30, 8, 29, 7, 14, 13, 1, 25, 27, 11, 28, 0, 24, 2, 16, 20, 4, 3, 17, 15, 10, 12, 5, 19, 26, 9, 6,
    18,
];

/// Turns an address of 20 or 32 bytes into a storage key that sorts as the *text* of the address does (BIP 173: five
/// bits a character, written in an alphabet that is not in ASCII order). A range over such keys lists wallets in the
/// order in which cw20-base lists them, with keys half as long. 20 bytes stay 20, 32 become 33.
pub fn sort_key(address: &[u8]) -> Vec<u8> {
    regroup(&regroup(address, 8, 5, true).iter().map(|group| rank(*group)).collect::<Vec<_>>(), 5, 8, true)
}

/// The address that [`sort_key`] was made from.
pub fn from_sort_key(key: &[u8]) -> Vec<u8> {
    regroup(&regroup(key, 8, 5, false).iter().map(|group| unrank(*group)).collect::<Vec<_>>(), 5, 8, false)
}

fn rank(group: u8) -> u8 {
    RANK.get(usize::from(group)).copied().unwrap_or_default()
}

fn unrank(rank: u8) -> u8 {
    RANK.iter().zip(0u8..).find_map(|(known, group)| (*known == rank).then_some(group)).unwrap_or_default()
}

/// Cuts bits that lie `from` to a byte into groups of `to`; the last one is filled with zeros or dropped.
fn regroup(bytes: &[u8], from: u32, to: u32, fill: bool) -> Vec<u8> {
    let mask = (1u32 << to).wrapping_sub(1);
    let (mut groups, mut held, mut bits) = (Vec::with_capacity(64), 0u32, 0u32);
    for byte in bytes {
        held = (held << from) | u32::from(*byte);
        bits = bits.wrapping_add(from);
        while bits >= to {
            bits = bits.wrapping_sub(to);
            groups.push((held >> bits & mask).to_le_bytes()[0]);
        }
        held &= (1u32 << bits).wrapping_sub(1);
    }
    if fill && bits > 0 {
        groups.push((held << to.wrapping_sub(bits) & mask).to_le_bytes()[0]);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_come_back_as_written() {
        let amounts = [0, 1, 127, 128, 400_000_000, u128::MAX, 0, 0];
        let bytes = encode_amounts(&amounts);
        assert_eq!(decode_amounts(&bytes, 8).unwrap(), amounts);
        assert_eq!(encode_amounts(&[0, 0]), Vec::<u8>::new());
        assert_eq!(decode_amounts(&[], 3).unwrap(), [0, 0, 0]);
    }

    #[test]
    fn bad_pages_are_refused() {
        assert_eq!(decode_amounts(&[0x80], 1), Err(LedgerError::Truncated));
        assert_eq!(decode_amounts(&[0x80, 0x00], 1), Err(LedgerError::NotShortest));
        assert_eq!(decode_amounts(&[1, 1], 1), Err(LedgerError::TooManySlots { slots: 1 }));
        assert_eq!(decode_amounts(&[0xff; 19], 1), Err(LedgerError::Overflow));
        assert_eq!(decode_addresses(&[3, 1, 2]), Err(LedgerError::Truncated));
        assert_eq!(decode_addresses(&[0]), Err(LedgerError::AddressLength { len: 0 }));
    }

    #[test]
    fn addresses_and_heads_come_back_as_written() {
        let addresses = vec![CanonicalAddr::from(vec![7; 20]), CanonicalAddr::from(vec![9; 32])];
        assert_eq!(decode_addresses(&encode_addresses(&addresses).unwrap()).unwrap(), addresses);
        let head = LedgerHead { supply: u128::MAX, slots: 33, holders: 2, highest: vec![255; 32] };
        assert_eq!(LedgerHead::decode(&head.encode()).unwrap(), head);
    }

    #[test]
    fn sort_keys_sort_as_text_does_and_come_back() {
        // BIP 173's alphabet in ASCII order, each five bits: the keys of 0, 2, 3, … must ascend.
        let alphabet = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
        let mut texts: Vec<(u8, Vec<u8>)> = Vec::new();
        for (group, text) in (0u8..).zip(alphabet) {
            let mut address = vec![0x5a; 20];
            address[0] = group << 3;
            texts.push((*text, sort_key(&address)));
            assert_eq!(from_sort_key(&sort_key(&address)), address);
            let long = [&address[..], &[group; 12]].concat();
            assert_eq!(from_sort_key(&sort_key(&long)), long);
            assert_eq!((sort_key(&address).len(), sort_key(&long).len()), (20, 33));
        }
        texts.sort();
        assert!(texts.windows(2).all(|pair| pair[0].1 < pair[1].1));
    }
}
