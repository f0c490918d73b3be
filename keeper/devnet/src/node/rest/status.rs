//! Refusals: gRPC's status, and the HTTP status the gateway gives it.

use axum::http::StatusCode;
use serde_json::json;

use crate::app::GrpcStatus;
use crate::proto::Malformed;

/// gRPC's `Unknown`: an error without a status of its own.
pub(super) const UNKNOWN: u32 = 2;
/// gRPC's `InvalidArgument`.
pub(super) const INVALID_ARGUMENT: u32 = 3;
/// gRPC's `NotFound`.
pub(super) const NOT_FOUND: u32 = 5;
/// gRPC's `Unimplemented`.
pub(super) const UNIMPLEMENTED: u32 = 12;
/// gRPC's `Internal`.
pub(super) const INTERNAL: u32 = 13;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Status(pub GrpcStatus);

impl Status {
    /// A status with words.
    pub fn new(code: u32, message: impl Into<String>) -> Self {
        Self(GrpcStatus { code, message: message.into() })
    }

    /// What the node itself refuses has ABCI's words, the root last; gRPC has it first.
    pub fn of_abci(codespace: &str, code: u32, log: &str) -> Self {
        let text = match log.rsplit_once(": ") {
            Some((reasons, root)) => format!("codespace {codespace} code {code}: {root}: {reasons}"),
            None => format!("codespace {codespace} code {code}: {log}"),
        };
        Self::new(UNKNOWN, text)
    }

    /// HTTP's status.
    pub fn http(&self) -> StatusCode {
        match self.0.code {
            INVALID_ARGUMENT => StatusCode::BAD_REQUEST,
            NOT_FOUND => StatusCode::NOT_FOUND,
            UNIMPLEMENTED => StatusCode::NOT_IMPLEMENTED,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// The body.
    pub fn to_json(&self) -> String {
        let GrpcStatus { code, message } = &self.0;
        json!({ "code": code, "message": message, "details": [] }).to_string()
    }
}

impl From<anyhow::Error> for Status {
    fn from(error: anyhow::Error) -> Self {
        Self::new(INTERNAL, format!("{error:#}"))
    }
}

impl From<Malformed> for Status {
    fn from(error: Malformed) -> Self {
        Self::new(INTERNAL, error.to_string())
    }
}
