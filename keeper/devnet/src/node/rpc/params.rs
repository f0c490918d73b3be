//! Parameters of a call: a JSON object, a JSON array, or the query of a URI, read by one set of rules.

use base64::{engine::general_purpose::STANDARD, Engine};
use serde_json::{Map, Value};

use super::envelope::RpcError;

/// Parameters by name.
pub(crate) struct Params<'a> {
    values: Map<String, Value>,
    /// From a URI: bytes are `0x…` or a quoted text there, base64 or hex in JSON.
    uri: bool,
    names: &'a [&'a str],
}

impl<'a> Params<'a> {
    /// Parameters of a JSON request.
    pub fn from_json(params: Value, names: &'a [&'a str]) -> Result<Self, RpcError> {
        let values = match params {
            Value::Null => Map::new(),
            Value::Object(values) => values,
            Value::Array(values) if values.is_empty() => Map::new(),
            Value::Array(values) if values.len() == names.len() => {
                names.iter().map(|name| (*name).to_owned()).zip(values).collect()
            }
            Value::Array(values) => {
                let (expected, got) = (names.len(), values.len());
                return Err(RpcError::invalid_params(format!("expected {expected} parameters ({names:?}), got {got}")));
            }
            _ => return Err(RpcError::invalid_params("unknown type for JSON params, expected map or array")),
        };
        Ok(Self { values, uri: false, names })
    }

    /// Parameters of a URI.
    pub fn from_uri(query: Vec<(String, String)>, names: &'a [&'a str]) -> Self {
        let values = query.into_iter().map(|(name, value)| (name, Value::String(value))).collect();
        Self { values, uri: true, names }
    }

    fn get(&self, name: &str) -> Option<&Value> {
        debug_assert!(self.names.contains(&name), "{name} is not in the method's list");
        self.values.get(name).filter(|value| !value.is_null() && value.as_str() != Some(""))
    }

    /// A whole number; CometBFT writes it as a text.
    pub fn integer(&self, name: &str) -> Result<Option<i64>, RpcError> {
        let Some(value) = self.get(name) else { return Ok(None) };
        let number = match value {
            Value::String(text) => text.trim_matches('"').parse().ok(),
            value => value.as_i64(),
        };
        number.map(Some).ok_or_else(|| bad(name, "a whole number"))
    }

    /// True or false.
    pub fn flag(&self, name: &str) -> Result<bool, RpcError> {
        match self.get(name) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(Value::String(text)) if text == "true" => Ok(true),
            Some(Value::String(text)) if text == "false" => Ok(false),
            Some(_) => Err(bad(name, "true or false")),
        }
    }

    /// A text; quoted in a URI.
    pub fn text(&self, name: &str) -> Result<String, RpcError> {
        match self.get(name) {
            None => Ok(String::new()),
            Some(Value::String(text)) if self.uri => Ok(unquoted(text).unwrap_or(text).to_owned()),
            Some(Value::String(text)) => Ok(text.clone()),
            Some(_) => Err(bad(name, "a text")),
        }
    }

    /// Bytes that JSON writes in base64.
    pub fn base64(&self, name: &str) -> Result<Vec<u8>, RpcError> {
        self.bytes(name, "base64", |text| STANDARD.decode(text).ok())
    }

    /// Bytes that JSON writes in hex.
    pub fn hex(&self, name: &str) -> Result<Vec<u8>, RpcError> {
        self.bytes(name, "hex", |text| hex::decode(text.strip_prefix("0x").unwrap_or(text)).ok())
    }

    /// A hash: base64 in JSON, but 64 hex digits can mean nothing else.
    pub fn hash(&self, name: &str) -> Result<Vec<u8>, RpcError> {
        self.bytes(name, "base64", |text| match text.len() {
            64 => hex::decode(text).ok(),
            _ => STANDARD.decode(text).ok(),
        })
    }

    fn bytes(
        &self,
        name: &str,
        encoding: &str,
        decode: impl FnOnce(&str) -> Option<Vec<u8>>,
    ) -> Result<Vec<u8>, RpcError> {
        match self.get(name) {
            None => Ok(Vec::new()),
            Some(Value::String(text)) if self.uri => uri_bytes(text, decode).ok_or_else(|| bad(name, "0x and hex")),
            Some(Value::String(text)) => decode(text).ok_or_else(|| bad(name, encoding)),
            Some(_) => Err(bad(name, encoding)),
        }
    }
}

fn uri_bytes(text: &str, decode: impl FnOnce(&str) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
    match (text.strip_prefix("0x"), unquoted(text)) {
        (Some(digits), _) => hex::decode(digits).ok(),
        (None, Some(quoted)) => Some(quoted.as_bytes().to_vec()),
        (None, None) => decode(text),
    }
}

fn unquoted(text: &str) -> Option<&str> {
    text.strip_prefix('"')?.strip_suffix('"')
}

fn bad(name: &str, expected: &str) -> RpcError {
    RpcError::invalid_params(format!("parameter {name}: expected {expected}"))
}
