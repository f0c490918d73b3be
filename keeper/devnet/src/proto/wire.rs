//! Protobuf's wire format.

use prost::encoding::{decode_key, decode_varint, encode_key, encode_varint, WireType};

use super::Malformed;

/// A value as it is on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Value<'a> {
    /// A number, a name, true or false.
    Number(u64),
    /// Bytes, a text, a message, packed numbers.
    Bytes(&'a [u8]),
}

/// The fields of a message in the order they come, by number.
pub(super) fn fields(mut bytes: &[u8]) -> Result<Vec<(u32, Value<'_>)>, Malformed> {
    let malformed = |error: prost::DecodeError| Malformed(error.to_string());
    let mut fields = Vec::new();
    while !bytes.is_empty() {
        let (tag, wire) = decode_key(&mut bytes).map_err(malformed)?;
        let value = match wire {
            WireType::Varint => Value::Number(decode_varint(&mut bytes).map_err(malformed)?),
            WireType::LengthDelimited => {
                let len = decode_varint(&mut bytes).map_err(malformed)?;
                let split = usize::try_from(len).ok().and_then(|len| bytes.split_at_checked(len));
                let (value, rest) = split.ok_or_else(|| Malformed("unexpected end of a message".to_owned()))?;
                bytes = rest;
                Value::Bytes(value)
            }
            other => return Err(Malformed(format!("no message here has a field of wire type {other:?}"))),
        };
        fields.push((tag, value));
    }
    Ok(fields)
}

/// The numbers of a packed field.
pub(super) fn packed(mut bytes: &[u8]) -> Result<Vec<u64>, Malformed> {
    let mut numbers = Vec::new();
    while !bytes.is_empty() {
        numbers.push(decode_varint(&mut bytes).map_err(|error| Malformed(error.to_string()))?);
    }
    Ok(numbers)
}

/// Writes a message field by field.
#[derive(Default)]
pub(crate) struct Writer(Vec<u8>);

impl Writer {
    /// A number.
    pub fn number(&mut self, tag: u32, number: u64) {
        encode_key(tag, WireType::Varint, &mut self.0);
        encode_varint(number, &mut self.0);
    }

    /// Bytes, a text, a message.
    pub fn bytes(&mut self, tag: u32, bytes: &[u8]) {
        encode_key(tag, WireType::LengthDelimited, &mut self.0);
        encode_varint(bytes.len() as u64, &mut self.0);
        self.0.extend_from_slice(bytes);
    }

    /// The message.
    pub fn finish(self) -> Vec<u8> {
        self.0
    }
}
