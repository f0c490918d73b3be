//! Protobuf requests out of paths, queries and JSON bodies. The texts of refusals are the gateway's (Go's `strconv`).

use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use base64::Engine;
use serde_json::Value;

use super::status::{Status, INVALID_ARGUMENT};
use crate::proto::{Field, Kind, Message, Writer};

/// A request out of named parameters: `pagination.limit=5` is a field of a field. What the message has not is ignored,
/// as the gateway does.
pub(super) fn from_names(
    message: &Message,
    path: &[(String, String)],
    query: &[(String, String)],
) -> Result<Vec<u8>, Status> {
    let mut pairs = Vec::new();
    for (name, value) in path {
        if let Some(field) = message.field(name) {
            // Read once for its refusal, which names the parameter.
            write(&mut Writer::default(), field, value)
                .map_err(|why| bad(format!("type mismatch, parameter: {name}, error: {why}")))?;
        }
        pairs.push((name.as_str(), value.as_str()));
    }
    pairs.extend(query.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    build(message, &pairs).map_err(bad)
}

fn bad(text: impl Into<String>) -> Status {
    Status::new(INVALID_ARGUMENT, text)
}

fn build(message: &Message, pairs: &[(&str, &str)]) -> Result<Vec<u8>, String> {
    let mut out = Writer::default();
    for field in message.fields {
        let named = |name: &str| message.field(name).is_some_and(|found| found.tag == field.tag);
        if let Kind::One(inner) = field.kind {
            let inside = pairs.iter().filter_map(|(name, value)| {
                let (outer, rest) = name.split_once('.')?;
                named(outer).then_some((rest, *value))
            });
            let inside: Vec<_> = inside.collect();
            if !inside.is_empty() {
                out.bytes(field.tag, &build(inner, &inside)?);
            }
            continue;
        }
        for (_, value) in pairs.iter().filter(|(name, _)| named(name)) {
            write(&mut out, field, value)?;
        }
    }
    Ok(out.finish())
}

fn write(out: &mut Writer, field: &Field, text: &str) -> Result<(), String> {
    match field.kind {
        Kind::Text => out.bytes(field.tag, text.as_bytes()),
        Kind::Long => out.number(field.tag, whole(text, "ParseUint")?),
        Kind::Flag => out.number(field.tag, u64::from(truth(text)?)),
        Kind::Bytes | Kind::Json | Kind::Hex => out.bytes(field.tag, &base64(text)?),
        Kind::Name(names) => match names.iter().find(|(number, name)| *name == text || number.to_string() == text) {
            Some((number, _)) => out.number(field.tag, *number),
            None => return Err(format!("{text} is not a valid value of {}", field.name)),
        },
        Kind::One(_) | Kind::Any | Kind::Time => return Err(format!("{} is no simple value", field.name)),
    }
    Ok(())
}

/// A whole number; `function` is Go's name for how it is read.
pub(super) fn whole<T: std::str::FromStr<Err = std::num::ParseIntError>>(
    text: &str,
    function: &str,
) -> Result<T, String> {
    use std::num::IntErrorKind::{NegOverflow, PosOverflow};
    // Rust takes a sign that Go's ParseUint refuses.
    let plain = if text.starts_with('+') { "" } else { text };
    plain.parse().map_err(|error: std::num::ParseIntError| {
        let why = match error.kind() {
            PosOverflow | NegOverflow => "value out of range",
            _ => "invalid syntax",
        };
        format!("strconv.{function}: parsing {text:?}: {why}")
    })
}

fn truth(text: &str) -> Result<bool, String> {
    match text {
        "1" | "t" | "T" | "true" | "TRUE" | "True" => Ok(true),
        "0" | "f" | "F" | "false" | "FALSE" | "False" => Ok(false),
        _ => Err(format!("strconv.ParseBool: parsing {text:?}: invalid syntax")),
    }
}

fn base64(text: &str) -> Result<Vec<u8>, String> {
    STANDARD.decode(text).or_else(|_| URL_SAFE.decode(text)).map_err(|_| {
        let odd = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '='));
        format!("illegal base64 data at input byte {}", text.find(odd).unwrap_or(text.len()))
    })
}

/// A request out of a JSON object, its fields by either of their names.
pub(super) fn from_json(message: &Message, body: &[u8]) -> Result<Vec<u8>, Status> {
    let object: Value = serde_json::from_slice(body).map_err(|error| bad(error.to_string()))?;
    let Value::Object(fields) = object else { return Err(bad("a JSON object is expected")) };
    let mut out = Writer::default();
    for (name, value) in &fields {
        let Some(field) = message.field(name) else { continue };
        let text = match value {
            Value::Null => continue,
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        write(&mut out, field, &text).map_err(bad)?;
    }
    Ok(out.finish())
}
