//! Messages as data: which fields they have, so that one writer makes the gateway's JSON of any of them and another
//! the JSON that amino signers sign. What the chain computes with are prost's types; this is for what only passes.

mod amino;
mod json;
mod messages;
mod queries;
mod wire;

pub(crate) use amino::sign_document;
pub(crate) use json::{to_json, to_typed_json};
use messages::by_url;
pub(crate) use messages::TX;
pub(crate) use queries::*;
pub(crate) use wire::Writer;

/// Bytes that are none of the message they should be.
#[derive(thiserror::Error, Clone, Debug, PartialEq, Eq)]
#[error("{0}")]
pub(crate) struct Malformed(pub String);

/// What a field holds, and how JSON shows it.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// Text.
    Text,
    /// True or false.
    Flag,
    /// 64 bits: a number as text.
    Long,
    /// Bytes: base64, null where there are none.
    Bytes,
    /// Bytes: upper-case hex.
    Hex,
    /// Bytes that are JSON already.
    Json,
    /// One of these names, by number; amino shows the number.
    Name(&'static [(u64, &'static str)]),
    /// A message; null where there is none.
    One(&'static Message),
    /// A message with its type before it.
    Any,
    /// `google.protobuf.Timestamp`; null where there is none.
    Time,
}

/// A field.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    /// Number.
    pub tag: u32,
    /// Name, as the .proto file has it.
    pub name: &'static str,
    /// Content.
    pub kind: Kind,
    /// Any number of them.
    pub many: bool,
    /// Of a `oneof`: not shown where it is not set.
    pub variant: bool,
    /// Amino shows it even where it is empty.
    pub kept: bool,
}

/// A message.
#[derive(Debug)]
pub(crate) struct Message {
    /// Full name.
    pub name: &'static str,
    /// Name that amino knows it by; empty: none.
    pub amino: &'static str,
    /// Fields in the order in which JSON shows them.
    pub fields: &'static [Field],
}

impl Message {
    /// A message without an amino name.
    pub const fn new(name: &'static str, fields: &'static [Field]) -> Self {
        Self { name, amino: "", fields }
    }

    /// A message that amino signers sign.
    pub const fn signed(name: &'static str, amino: &'static str, fields: &'static [Field]) -> Self {
        Self { name, amino, fields }
    }

    /// The field of a name, as written in the .proto file or in JSON's camel case.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name || camel_case(field.name) == name)
    }
}

fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        camel.push_str(&first.to_uppercase());
        camel.push_str(rest);
    }
    camel
}

impl Field {
    /// One of a kind.
    pub const fn new(tag: u32, name: &'static str, kind: Kind) -> Self {
        Self { tag, name, kind, many: false, variant: false, kept: false }
    }

    /// Any number of them.
    pub const fn many(self) -> Self {
        Self { many: true, ..self }
    }

    /// Of a `oneof`.
    pub const fn variant(self) -> Self {
        Self { variant: true, ..self }
    }

    /// Shown by amino even where it is empty.
    pub const fn kept(self) -> Self {
        Self { kept: true, ..self }
    }
}

/// A text.
pub(crate) const fn text(tag: u32, name: &'static str) -> Field {
    Field::new(tag, name, Kind::Text)
}

/// 64 bits.
pub(crate) const fn long(tag: u32, name: &'static str) -> Field {
    Field::new(tag, name, Kind::Long)
}

/// Bytes.
pub(crate) const fn bytes(tag: u32, name: &'static str) -> Field {
    Field::new(tag, name, Kind::Bytes)
}

/// True or false.
pub(crate) const fn flag(tag: u32, name: &'static str) -> Field {
    Field::new(tag, name, Kind::Flag)
}

/// A message.
pub(crate) const fn one(tag: u32, name: &'static str, of: &'static Message) -> Field {
    Field::new(tag, name, Kind::One(of))
}

/// A message with its type.
pub(crate) const fn any(tag: u32, name: &'static str) -> Field {
    Field::new(tag, name, Kind::Any)
}
