//! JSON as the SDK's gateway writes it: every field, in order, empty or not; 64-bit numbers as texts.

use base64::{engine::general_purpose::STANDARD, Engine};

use super::wire::{self, Value};
use super::{by_url, Field, Kind, Malformed, Message};

/// A message as JSON.
pub(crate) fn to_json(message: &Message, bytes: &[u8]) -> Result<String, Malformed> {
    let mut out = String::new();
    write_message(&mut out, None, message, bytes)?;
    Ok(out)
}

/// A message as JSON that says its type.
pub(crate) fn to_typed_json(message: &Message, bytes: &[u8]) -> Result<String, Malformed> {
    let mut out = String::new();
    write_message(&mut out, Some(&format!("/{}", message.name)), message, bytes)?;
    Ok(out)
}

fn write_message(out: &mut String, url: Option<&str>, message: &Message, bytes: &[u8]) -> Result<(), Malformed> {
    let values = wire::fields(bytes)?;
    out.push('{');
    let mut next = "";
    if let Some(url) = url {
        out.push_str("\"@type\":");
        quote(out, url);
        next = ",";
    }
    for field in message.fields {
        let mut found = values.iter().filter(|(tag, _)| *tag == field.tag).map(|(_, value)| *value).peekable();
        if field.variant && found.peek().is_none() {
            continue;
        }
        out.push_str(next);
        next = ",";
        quote(out, field.name);
        out.push(':');
        match field.many {
            true => write_list(out, field, found)?,
            false => write_value(out, field.kind, found.last())?,
        }
    }
    out.push('}');
    Ok(())
}

fn write_list<'a>(out: &mut String, field: &Field, values: impl Iterator<Item = Value<'a>>) -> Result<(), Malformed> {
    out.push('[');
    let start = out.len();
    for value in values {
        for value in unpacked(field.kind, value)? {
            if out.len() > start {
                out.push(',');
            }
            write_value(out, field.kind, Some(value))?;
        }
    }
    out.push(']');
    Ok(())
}

/// Numbers may come packed.
pub(super) fn unpacked(kind: Kind, value: Value<'_>) -> Result<Vec<Value<'_>>, Malformed> {
    match (kind, value) {
        (Kind::Long | Kind::Flag | Kind::Name(_), Value::Bytes(bytes)) => {
            Ok(wire::packed(bytes)?.into_iter().map(Value::Number).collect())
        }
        _ => Ok(vec![value]),
    }
}

pub(super) fn number(value: Option<Value<'_>>) -> Result<u64, Malformed> {
    match value {
        None => Ok(0),
        Some(Value::Number(number)) => Ok(number),
        Some(Value::Bytes(_)) => Err(Malformed("bytes where a number belongs".to_owned())),
    }
}

pub(super) fn content(value: Option<Value<'_>>) -> Result<&[u8], Malformed> {
    match value {
        None => Ok(&[]),
        Some(Value::Bytes(bytes)) => Ok(bytes),
        Some(Value::Number(_)) => Err(Malformed("a number where bytes belong".to_owned())),
    }
}

pub(super) fn words(value: Option<Value<'_>>) -> Result<&str, Malformed> {
    std::str::from_utf8(content(value)?).map_err(|_| Malformed("a text that is not UTF-8".to_owned()))
}

/// Type and bytes of an `Any`.
pub(super) fn any(bytes: &[u8]) -> Result<(&str, &[u8]), Malformed> {
    let (mut url, mut value) = ("", &[][..]);
    for (tag, field) in wire::fields(bytes)? {
        match tag {
            1 => url = words(Some(field))?,
            2 => value = content(Some(field))?,
            _ => {}
        }
    }
    Ok((url, value))
}

fn write_value(out: &mut String, kind: Kind, value: Option<Value<'_>>) -> Result<(), Malformed> {
    match kind {
        Kind::Text => quote(out, words(value)?),
        Kind::Flag => out.push_str(if number(value)? == 0 { "false" } else { "true" }),
        Kind::Long => quote(out, &number(value)?.to_string()),
        Kind::Bytes | Kind::Json if content(value)?.is_empty() => out.push_str("null"),
        Kind::Bytes => quote(out, &STANDARD.encode(content(value)?)),
        Kind::Hex => quote(out, &hex::encode_upper(content(value)?)),
        Kind::Json => match serde_json::from_slice::<serde::de::IgnoredAny>(content(value)?) {
            Ok(_) => out.push_str(words(value)?),
            Err(error) => return Err(Malformed(format!("not JSON: {error}"))),
        },
        Kind::Name(names) => {
            let number = number(value)?;
            match names.iter().find(|(of, _)| *of == number) {
                Some((_, name)) => quote(out, name),
                None => out.push_str(&number.to_string()),
            }
        }
        Kind::One(message) => match value {
            None => out.push_str("null"),
            value => write_message(out, None, message, content(value)?)?,
        },
        Kind::Any => match value {
            None => out.push_str("null"),
            value => write_any(out, content(value)?)?,
        },
        Kind::Time => match value {
            None => out.push_str("null"),
            value => quote(out, &time(content(value)?)?),
        },
    }
    Ok(())
}

fn write_any(out: &mut String, bytes: &[u8]) -> Result<(), Malformed> {
    let (url, value) = any(bytes)?;
    let message = by_url(url).ok_or_else(|| Malformed(format!("unable to resolve type URL {url}")))?;
    write_message(out, Some(url), message, value)
}

/// RFC 3339 with 0, 3, 6 or 9 digits of the second.
fn time(bytes: &[u8]) -> Result<String, Malformed> {
    let (mut seconds, mut nanos) = (0, 0);
    for (tag, value) in wire::fields(bytes)? {
        match tag {
            1 => seconds = number(Some(value))?,
            2 => nanos = number(Some(value))?,
            _ => {}
        }
    }
    let out_of_range = || Malformed("a time out of range".to_owned());
    let seconds = i64::try_from(seconds).map_err(|_| out_of_range())?;
    let nanos = u32::try_from(nanos).map_err(|_| out_of_range())?;
    let time = cosmrs::tendermint::Time::from_unix_timestamp(seconds, nanos).map_err(|_| out_of_range())?;
    Ok(time.to_rfc3339())
}

/// A text in quotes.
pub(super) fn quote(out: &mut String, text: &str) {
    out.push_str(&serde_json::Value::from(text).to_string());
}
