//! JSON-RPC 2.0: what goes around a call and its answer.

use std::fmt::Display;

use serde::Deserialize;
use serde_json::{json, Value};

/// An error as CometBFT numbers and words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RpcError {
    pub code: i64,
    pub message: &'static str,
    pub data: String,
}

impl RpcError {
    fn new(code: i64, message: &'static str, data: impl Display) -> Self {
        Self { code, message, data: data.to_string() }
    }

    /// Not JSON, or not a request.
    pub fn parse(why: impl Display) -> Self {
        Self::new(-32700, "Parse error. Invalid JSON", format!("error unmarshaling request: {why}"))
    }

    /// A request that cannot be served whatever its method.
    pub fn invalid_request(why: impl Display) -> Self {
        Self::new(-32600, "Invalid Request", why)
    }

    /// No such method.
    pub fn method_not_found() -> Self {
        Self::new(-32601, "Method not found", "")
    }

    /// Parameters that cannot be read.
    pub fn invalid_params(why: impl Display) -> Self {
        Self::new(-32602, "Invalid params", format!("error converting json params to arguments: {why}"))
    }

    /// The method says no.
    pub fn internal(why: impl Display) -> Self {
        Self::new(-32603, "Internal error", why)
    }

    /// The server ends something by itself.
    pub fn server(why: impl Display) -> Self {
        Self::new(-32000, "Server error", why)
    }

    fn to_json(&self) -> Value {
        match self.data.is_empty() {
            true => json!({ "code": self.code, "message": self.message }),
            false => json!({ "code": self.code, "message": self.message, "data": self.data }),
        }
    }
}

impl From<anyhow::Error> for RpcError {
    fn from(error: anyhow::Error) -> Self {
        Self::internal(format!("{error:#}"))
    }
}

/// A request. Without an id it is a notification, which is not answered.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct Request {
    #[serde(default)]
    pub id: Value,
    pub method: String,
    #[serde(default)]
    pub params: Value,
}

impl Request {
    /// Reads a request, or the members of a batch.
    pub fn read_all(body: &[u8]) -> Result<Vec<Self>, RpcError> {
        let value: Value = serde_json::from_slice(body).map_err(RpcError::parse)?;
        let members = match value {
            Value::Array(members) => members,
            single => vec![single],
        };
        members.into_iter().map(Self::read).collect()
    }

    fn read(value: Value) -> Result<Self, RpcError> {
        let request: Self = serde_json::from_value(value).map_err(RpcError::parse)?;
        match request.id {
            Value::Null | Value::String(_) | Value::Number(_) => Ok(request),
            _ => Err(RpcError::parse("an id is a string or a number")),
        }
    }
}

/// The answer to a call.
pub(crate) fn response(id: &Value, answer: Result<Value, RpcError>) -> Value {
    match answer {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err(error) => json!({ "jsonrpc": "2.0", "id": id, "error": error.to_json() }),
    }
}
