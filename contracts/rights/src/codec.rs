//! How records lie in storage: their fields in order, numbers as varints, texts after their length, what may be left
//! out after a 0 or a 1. A third of the bytes that JSON takes, in storage and in the contract.

use backlot_api::{
    ledger::{push_varint, take_varint},
    rights::{Recovery, WalletFreeze},
};
use cosmwasm_std::{Addr, Binary, Timestamp, Uint128};
use cw20::{AllowanceResponse, EmbeddedLogo, Expiration, Logo, LogoInfo, MarketingInfoResponse};

use crate::state::{Dates, Mark, Minter, Policy, RecordDate, Rules, Token, Vouch};

/// A value that is stored.
pub trait Record: Sized {
    /// Adds its bytes. No record is without any: storage takes no empty value.
    fn write(&self, to: &mut Vec<u8>);
    /// Takes it off the front; none where the bytes are not such a record.
    fn read(from: &mut &[u8]) -> Option<Self>;
}

/// Implements [`Record`] for structs: the fields, in the order given.
macro_rules! records {
    ($($name:ident { $($field:ident),* })*) => {$(
        impl Record for $name {
            fn write(&self, to: &mut Vec<u8>) {
                $(self.$field.write(to);)*
            }
            fn read(from: &mut &[u8]) -> Option<Self> {
                Some(Self { $($field: Record::read(from)?,)* })
            }
        }
    )*};
}

/// Implements [`Record`] for numbers.
macro_rules! numbers {
    ($($name:ty)*) => {$(
        impl Record for $name {
            fn write(&self, to: &mut Vec<u8>) {
                push_varint(to, u128::from(*self));
            }
            fn read(from: &mut &[u8]) -> Option<Self> {
                Self::try_from(number(from)?).ok()
            }
        }
    )*};
}

records! {
    Policy { paused, rules, freezes, marks, distributor, compliance, recovery_delay, dates }
    Rules { attestors, locked_until, max_holders, max_units, min_units }
    Token { name, symbol, decimals }
    Minter { minter, cap }
    RecordDate { at, note }
    Vouch { by, expires }
    AllowanceResponse { allowance, expires }
    MarketingInfoResponse { project, description, logo, marketing }
    WalletFreeze { units, reason, expires }
    Recovery { lost, replacement, executable_at }
}

numbers! { u8 u32 u64 }

impl Record for bool {
    fn write(&self, to: &mut Vec<u8>) {
        to.push(u8::from(*self));
    }
    fn read(from: &mut &[u8]) -> Option<Self> {
        match u8::read(from)? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

impl Record for Uint128 {
    fn write(&self, to: &mut Vec<u8>) {
        push_varint(to, self.u128());
    }
    fn read(from: &mut &[u8]) -> Option<Self> {
        number(from).map(Self::new)
    }
}

impl Record for Timestamp {
    fn write(&self, to: &mut Vec<u8>) {
        self.nanos().write(to);
    }
    fn read(from: &mut &[u8]) -> Option<Self> {
        u64::read(from).map(Self::from_nanos)
    }
}

impl Record for String {
    fn write(&self, to: &mut Vec<u8>) {
        push_bytes(to, self.as_bytes());
    }
    fn read(from: &mut &[u8]) -> Option<Self> {
        Self::from_utf8(bytes(from)?).ok()
    }
}

impl Record for Addr {
    fn write(&self, to: &mut Vec<u8>) {
        push_bytes(to, self.as_bytes());
    }
    fn read(from: &mut &[u8]) -> Option<Self> {
        String::read(from).map(Self::unchecked)
    }
}

impl Record for Binary {
    fn write(&self, to: &mut Vec<u8>) {
        push_bytes(to, self);
    }
    fn read(from: &mut &[u8]) -> Option<Self> {
        bytes(from).map(Self::new)
    }
}

impl<T: Record> Record for Option<T> {
    fn write(&self, to: &mut Vec<u8>) {
        self.is_some().write(to);
        if let Some(value) = self {
            value.write(to);
        }
    }
    fn read(from: &mut &[u8]) -> Option<Self> {
        if bool::read(from)? {
            return T::read(from).map(Some);
        }
        Some(None)
    }
}

impl<T: Record> Record for Vec<T> {
    fn write(&self, to: &mut Vec<u8>) {
        push_varint(to, self.len() as u128);
        for value in self {
            value.write(to);
        }
    }
    fn read(from: &mut &[u8]) -> Option<Self> {
        let mut values = Self::new();
        for _ in 0..u32::read(from)? {
            values.push(T::read(from)?);
        }
        Some(values)
    }
}

impl Record for Expiration {
    fn write(&self, to: &mut Vec<u8>) {
        let (kind, value) = match self {
            Self::Never {} => (0, 0),
            Self::AtHeight(height) => (1, *height),
            Self::AtTime(time) => (2, time.nanos()),
        };
        to.push(kind);
        value.write(to);
    }
    fn read(from: &mut &[u8]) -> Option<Self> {
        let (kind, value) = (u8::read(from)?, u64::read(from)?);
        match kind {
            0 => Some(Self::Never {}),
            1 => Some(Self::AtHeight(value)),
            2 => Some(Self::AtTime(Timestamp::from_nanos(value))),
            _ => None,
        }
    }
}

/// The end of a [`Policy`]: nothing at all where no record date was ever set, so a policy from before reads the same.
impl Record for Dates {
    fn write(&self, to: &mut Vec<u8>) {
        if *self != Self::default() {
            self.passed.write(to);
            self.pending.write(to);
        }
    }
    fn read(from: &mut &[u8]) -> Option<Self> {
        if from.is_empty() {
            return Some(Self::default());
        }
        Some(Self { passed: Record::read(from)?, pending: Record::read(from)? })
    }
}

impl Record for Mark {
    fn write(&self, to: &mut Vec<u8>) {
        matches!(self, Self::Replaced).write(to);
    }
    fn read(from: &mut &[u8]) -> Option<Self> {
        Some(if bool::read(from)? { Self::Replaced } else { Self::Reserved })
    }
}

impl Record for Logo {
    fn write(&self, to: &mut Vec<u8>) {
        let (kind, content) = match self {
            Self::Url(url) => (0, url.as_bytes()),
            Self::Embedded(EmbeddedLogo::Svg(image)) => (1, image.as_slice()),
            Self::Embedded(EmbeddedLogo::Png(image)) => (2, image.as_slice()),
        };
        to.push(kind);
        push_bytes(to, content);
    }
    fn read(from: &mut &[u8]) -> Option<Self> {
        match u8::read(from)? {
            0 => String::read(from).map(Self::Url),
            1 => Binary::read(from).map(|image| Self::Embedded(EmbeddedLogo::Svg(image))),
            2 => Binary::read(from).map(|image| Self::Embedded(EmbeddedLogo::Png(image))),
            _ => None,
        }
    }
}

impl Record for LogoInfo {
    fn write(&self, to: &mut Vec<u8>) {
        match self {
            Self::Embedded => to.push(0),
            Self::Url(url) => {
                to.push(1);
                url.write(to);
            }
        }
    }
    fn read(from: &mut &[u8]) -> Option<Self> {
        Some(Option::read(from)?.map_or(Self::Embedded, Self::Url))
    }
}

fn number(from: &mut &[u8]) -> Option<u128> {
    let (value, rest) = take_varint(from).ok()?;
    *from = rest;
    Some(value)
}

fn push_bytes(to: &mut Vec<u8>, bytes: &[u8]) {
    push_varint(to, bytes.len() as u128);
    to.extend_from_slice(bytes);
}

fn bytes(from: &mut &[u8]) -> Option<Vec<u8>> {
    let len = usize::try_from(number(from)?).ok()?;
    let (bytes, rest) = from.split_at_checked(len)?;
    *from = rest;
    Some(bytes.to_vec())
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use super::*;

    /// Comes back as written, and no part of it is taken for the whole.
    fn round<T: Record + PartialEq + Debug>(value: T) {
        let mut bytes = Vec::new();
        value.write(&mut bytes);
        assert!(!bytes.is_empty(), "{value:?}");
        let mut rest = &bytes[..];
        assert_eq!(T::read(&mut rest), Some(value));
        assert!(rest.is_empty());
        for len in 0..bytes.len() {
            assert_eq!(T::read(&mut &bytes[..len]), None);
        }
    }

    #[test]
    fn records_come_back_as_written() {
        let wallet = Addr::unchecked("wasm1wallet");
        let time = Timestamp::from_nanos(u64::MAX);
        round(policy(Dates::default()));
        round(RecordDate { at: time, note: None });
        round(RecordDate { at: time, note: Some("premiere".into()) });
        round(Rules {
            attestors: Some(vec![wallet.clone(), Addr::unchecked("wasm1other")]),
            locked_until: Some(time),
            max_holders: Some(0),
            max_units: Some(Uint128::MAX),
            min_units: None,
        });
        round(Token { name: "Half Nelson – Ⅱ".into(), symbol: "HALF".into(), decimals: 18 });
        round(Minter { minter: wallet.clone(), cap: Some(Uint128::zero()) });
        round(vec![Vouch { by: wallet.clone(), expires: time }, Vouch { by: wallet.clone(), expires: time }]);
        round(Vec::<Vouch>::new());
        for expires in [Expiration::Never {}, Expiration::AtHeight(u64::MAX), Expiration::AtTime(time)] {
            round(AllowanceResponse { allowance: Uint128::new(7), expires });
        }
        for logo in [None, Some(LogoInfo::Embedded), Some(LogoInfo::Url("https://x.example".into()))] {
            round(MarketingInfoResponse {
                project: Some(String::new()),
                description: None,
                logo,
                marketing: Some(wallet.clone()),
            });
        }
        round(Logo::Url("https://x.example/logo".into()));
        round(Logo::Embedded(EmbeddedLogo::Svg(b"<?xml ?>".into())));
        round(Logo::Embedded(EmbeddedLogo::Png(vec![0xff; 300].into())));
        round(WalletFreeze { units: Some(Uint128::one()), reason: "court".into(), expires: None });
        round(Recovery { lost: "wasm1lost".into(), replacement: "wasm1new".into(), executable_at: time });
        round(Mark::Reserved);
        round(Mark::Replaced);
    }

    fn policy(dates: Dates) -> Policy {
        Policy {
            paused: true,
            rules: Rules::default(),
            freezes: u32::MAX,
            marks: 0,
            distributor: Some(Addr::unchecked("wasm1wallet")),
            compliance: None,
            recovery_delay: 300,
            dates,
        }
    }

    /// Record dates stand behind what a policy always had: without any, its bytes are those of before.
    #[test]
    fn record_dates_are_the_end_of_a_policy() {
        let bytes = |dates| {
            let mut bytes = Vec::new();
            policy(dates).write(&mut bytes);
            bytes
        };
        let before = bytes(Dates::default());
        assert_eq!(Policy::read(&mut &before[..]), Some(policy(Dates::default())));
        for dates in [
            Dates { passed: 0, pending: vec![Timestamp::from_nanos(u64::MAX)] },
            Dates { passed: 63, pending: vec![Timestamp::from_nanos(7)] },
        ] {
            let with = bytes(dates.clone());
            assert!(with.starts_with(&before));
            let mut rest = &with[..];
            assert_eq!(Policy::read(&mut rest), Some(policy(dates)));
            assert!(rest.is_empty());
            for len in before.len() + 1..with.len() {
                assert_eq!(Policy::read(&mut &with[..len]), None);
            }
        }
    }

    #[test]
    fn other_bytes_are_refused() {
        assert_eq!(bool::read(&mut &[2][..]), None);
        assert_eq!(u8::read(&mut &[0x80, 0x02][..]), None);
        assert_eq!(String::read(&mut &[1, 0xff][..]), None);
        assert_eq!(Expiration::read(&mut &[3, 0][..]), None);
        assert_eq!(Logo::read(&mut &[3, 0][..]), None);
        assert_eq!(Vec::<u8>::read(&mut &[0xff, 0xff, 0xff, 0xff, 0x0f, 1][..]), None);
    }
}
