//! Bytes of what is stored: varints, texts and addresses behind their lengths, in a row.

use backlot_api::collection::Booked;
use backlot_api::ledger::{push_address, push_varint, take_varint};
use cosmwasm_std::{Addr, Api, CanonicalAddr, Timestamp, Uint128};

use crate::{
    model::{Party, Payee},
    state::Record,
    ContractError,
};

type Stored<T> = Result<T, ContractError>;

const WALLET: u8 = 0;
const SERIES: u8 = 1;
const FILM: u8 = 2;
/// Bits beside the kind of payee.
const KIND: u8 = 0b11;
const INVESTED: u8 = 0b100;
const HELD: u8 = 0b1000;
const VOICE: u8 = 0b1_0000;

/// One a party: a byte of kind and bits, the payee, and what the bits say is there. There is always one.
pub(crate) fn encode_parties(api: &dyn Api, parties: &[Party]) -> Stored<Vec<u8>> {
    let mut bytes = Vec::with_capacity(256);
    for Party { payee, invested, held_until, voice } in parties {
        let kind = match payee {
            Payee::Wallet(_) => WALLET,
            Payee::Series(_) => SERIES,
            Payee::Film { .. } => FILM,
        };
        let bit = |there: bool, bit: u8| if there { bit } else { 0 };
        bytes.push(
            kind | bit(invested.is_some(), INVESTED) | bit(held_until.is_some(), HELD) | bit(voice.is_some(), VOICE),
        );
        match payee {
            Payee::Wallet(wallet) => push_addr(&mut bytes, api, wallet)?,
            Payee::Series(series) => bytes.push(*series),
            Payee::Film { account, source } => {
                push_addr(&mut bytes, api, account)?;
                push_text(&mut bytes, source);
            }
        }
        if let Some(invested) = invested {
            push_varint(&mut bytes, *invested);
        }
        if let Some(day) = held_until {
            push_varint(&mut bytes, u128::from(*day));
        }
        if let Some(voice) = voice {
            push_addr(&mut bytes, api, voice)?;
        }
    }
    Ok(bytes)
}

pub(crate) fn decode_parties(api: &dyn Api, bytes: &[u8]) -> Stored<Vec<Party>> {
    let mut rest = Reader { api, rest: bytes };
    let mut parties = Vec::new();
    while !rest.rest.is_empty() {
        let bits = rest.byte()?;
        let payee = match bits & KIND {
            WALLET => Payee::Wallet(rest.addr()?),
            SERIES => Payee::Series(rest.byte()?),
            FILM => Payee::Film { account: rest.addr()?, source: rest.text()? },
            _ => return Err(ContractError::Books),
        };
        let invested = if bits & INVESTED == 0 { None } else { Some(rest.varint()?) };
        let held_until = if bits & HELD == 0 { None } else { Some(narrow(rest.varint()?)?) };
        let voice = if bits & VOICE == 0 { None } else { Some(rest.addr()?) };
        parties.push(Party { payee, invested, held_until, voice });
    }
    Ok(parties)
}

/// Kind, time, sender, what the kind has, then the reference or nothing; a note may be empty, so 1 stands before it.
pub(crate) fn encode_entry(api: &dyn Api, record: &Record) -> Stored<Vec<u8>> {
    let Record { time, sender, booked, reference } = record;
    let (kind, names, value): (u8, [&str; 2], u128) = match booked {
        Booked::Received { source, amount } => (0, [source, ""], amount.u128()),
        Booked::Approved { source, party, amount } => (1, [source, party], amount.u128()),
        Booked::Attested { figure, value } => (2, [figure, ""], value.u128()),
        Booked::Released {} => (3, ["", ""], 0),
        Booked::Deficit { party, value } => (4, [party, ""], value.u128()),
        Booked::Amended { version } => (5, ["", ""], u128::from(*version)),
    };
    let mut bytes = Vec::with_capacity(96);
    bytes.push(kind);
    push_varint(&mut bytes, u128::from(time.nanos()));
    push_addr(&mut bytes, api, sender)?;
    for name in names.into_iter().filter(|name| !name.is_empty()) {
        push_text(&mut bytes, name);
    }
    push_varint(&mut bytes, value);
    if let Some(reference) = reference {
        bytes.push(1);
        bytes.extend_from_slice(reference.as_bytes());
    }
    Ok(bytes)
}

pub(crate) fn decode_entry(api: &dyn Api, bytes: &[u8]) -> Stored<Record> {
    let mut rest = Reader { api, rest: bytes };
    let kind = rest.byte()?;
    let time = Timestamp::from_nanos(narrow(rest.varint()?)?);
    let sender = rest.addr()?;
    let booked = match kind {
        0 => Booked::Received { source: rest.text()?, amount: rest.amount()? },
        1 => Booked::Approved { source: rest.text()?, party: rest.text()?, amount: rest.amount()? },
        2 => Booked::Attested { figure: rest.text()?, value: rest.amount()? },
        3 => {
            rest.varint()?;
            Booked::Released {}
        }
        4 => Booked::Deficit { party: rest.text()?, value: rest.amount()? },
        5 => Booked::Amended { version: narrow(rest.varint()?)? },
        _ => return Err(ContractError::Books),
    };
    let reference = match rest.rest.split_first() {
        None => None,
        Some((_, text)) => Some(text_of(text)?),
    };
    Ok(Record { time, sender, booked, reference })
}

/// What is left of some bytes.
struct Reader<'a> {
    api: &'a dyn Api,
    rest: &'a [u8],
}

impl Reader<'_> {
    fn byte(&mut self) -> Stored<u8> {
        let (byte, rest) = self.rest.split_first().ok_or(ContractError::Books)?;
        self.rest = rest;
        Ok(*byte)
    }

    fn varint(&mut self) -> Stored<u128> {
        let (value, rest) = take_varint(self.rest)?;
        self.rest = rest;
        Ok(value)
    }

    fn amount(&mut self) -> Stored<Uint128> {
        Ok(self.varint()?.into())
    }

    fn bytes(&mut self) -> Stored<&[u8]> {
        let len = usize::from(self.byte()?);
        let (bytes, rest) = self.rest.split_at_checked(len).ok_or(ContractError::Books)?;
        self.rest = rest;
        Ok(bytes)
    }

    fn text(&mut self) -> Stored<String> {
        text_of(self.bytes()?)
    }

    fn addr(&mut self) -> Stored<Addr> {
        let api = self.api;
        Ok(api.addr_humanize(&CanonicalAddr::from(self.bytes()?))?)
    }
}

fn push_addr(bytes: &mut Vec<u8>, api: &dyn Api, address: &Addr) -> Stored<()> {
    Ok(push_address(bytes, &api.addr_canonicalize(address.as_str())?)?)
}

/// An id: it has at most 32 bytes.
fn push_text(bytes: &mut Vec<u8>, text: &str) {
    bytes.push(u8::try_from(text.len()).unwrap_or(u8::MAX));
    bytes.extend_from_slice(text.as_bytes());
}

fn text_of(bytes: &[u8]) -> Stored<String> {
    String::from_utf8(bytes.to_vec()).map_err(|_| ContractError::Books)
}

pub(crate) fn narrow<T: TryFrom<u128>>(value: u128) -> Stored<T> {
    T::try_from(value).map_err(|_| ContractError::Books)
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockApi;

    use super::*;

    #[test]
    fn what_is_stored_comes_back_as_it_was() {
        let api = MockApi::default();
        let [anna, ben] = ["anna", "ben"].map(|name| api.addr_make(name));
        let payees = [
            Payee::Wallet(anna.clone()),
            Payee::Series(7),
            Payee::Film { account: ben.clone(), source: "sister-film".into() },
        ];
        let extras = [(None, None, None), (Some(u128::MAX), Some(20_000), Some(ben)), (None, Some(0), None)];
        let parties: Vec<Party> = payees
            .into_iter()
            .zip(extras)
            .map(|(payee, (invested, held_until, voice))| Party { payee, invested, held_until, voice })
            .collect();
        let bytes = encode_parties(&api, &parties).unwrap();
        assert_eq!(decode_parties(&api, &bytes).unwrap(), parties);
        assert!((1..bytes.len()).all(|cut| decode_parties(&api, &bytes[..cut]).is_ok_and(|some| some.len() < 3)
            || decode_parties(&api, &bytes[..cut]).is_err()));

        let [tv, bank] = ["tv", "bank"].map(String::from);
        let amount = Uint128::MAX;
        for booked in [
            Booked::Received { source: tv.clone(), amount },
            Booked::Approved { source: tv, party: bank.clone(), amount },
            Booked::Attested { figure: "admissions".into(), value: amount },
            Booked::Released {},
            Booked::Deficit { party: bank, value: Uint128::zero() },
            Booked::Amended { version: u32::MAX },
        ] {
            for reference in [None, Some(String::new()), Some("Q1 – Kino".to_owned())] {
                let time = Timestamp::from_nanos(u64::MAX);
                let record = Record { time, sender: anna.clone(), booked: booked.clone(), reference };
                assert_eq!(decode_entry(&api, &encode_entry(&api, &record).unwrap()).unwrap(), record);
            }
        }
        assert_eq!(decode_entry(&api, &[9, 0, 1, 1, 0]), Err(ContractError::Books));
        assert_eq!(decode_entry(&api, &[]), Err(ContractError::Books));
    }
}
