//! A compact byte form: bytes are what a chain charges for. Numbers are varints; what follows from the schedule is not
//! repeated in the books. Reading bytes that nobody wrote gives an error.

mod books;
mod schedule;

use alloc::{string::String, vec::Vec};

use backlot_api::ledger::{push_varint, take_varint};

pub use books::{decode_page, encode_page};

/// The bytes are not what was written.
#[derive(thiserror::Error, Clone, Copy, Debug, PartialEq, Eq)]
#[error("the bytes are not what was written")]
pub struct CodecError;

pub(crate) fn put(bytes: &mut Vec<u8>, value: u128) {
    push_varint(bytes, value);
}

pub(crate) fn take_wide(bytes: &mut &[u8]) -> Result<u128, CodecError> {
    let (value, rest) = take_varint(bytes).map_err(|_| CodecError)?;
    *bytes = rest;
    Ok(value)
}

/// A count or a position. None is above 64, except lengths of texts; so a list never claims more than it can hold.
pub(crate) fn take(bytes: &mut &[u8]) -> Result<usize, CodecError> {
    usize::try_from(take_wide(bytes)?).ok().filter(|value| *value <= 255).ok_or(CodecError)
}

pub(crate) fn take_u32(bytes: &mut &[u8]) -> Result<u32, CodecError> {
    u32::try_from(take_wide(bytes)?).map_err(|_| CodecError)
}

/// Yes or no.
pub(crate) fn take_flag(bytes: &mut &[u8]) -> Result<bool, CodecError> {
    match take_wide(bytes)? {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(CodecError),
    }
}

/// Nothing stands after what was read.
pub(crate) fn end(bytes: &[u8]) -> Result<(), CodecError> {
    bytes.is_empty().then_some(()).ok_or(CodecError)
}

pub(crate) fn take_text(bytes: &mut &[u8]) -> Result<String, CodecError> {
    let len = take(bytes)?;
    let (text, rest) = bytes.split_at_checked(len).ok_or(CodecError)?;
    *bytes = rest;
    String::from_utf8(text.to_vec()).map_err(|_| CodecError)
}
