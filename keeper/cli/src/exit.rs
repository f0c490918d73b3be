//! Exit codes, all of them, in one place.

use backlot_chain::ChainError;
use backlot_jobs::{JobError, TxError};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It did what was asked.
    Done = 0,
    /// It failed for a reason without a code of its own.
    Failed = 1,
    /// The command line, the config or an input file is not right.
    Usage = 2,
    /// The chain or a contract refused.
    Refused = 3,
    /// There is no such thing, or nothing to do.
    Nothing = 4,
    /// No endpoint answered.
    Unreachable = 5,
    /// The money check failed: what came in is not what went out and what is left.
    Money = 6,
    /// Code on the chain is not the code it should be.
    Code = 7,
    /// It is another chain than the config says: its id or its prefix differs.
    Chain = 8,
    /// The fee is too small for the chain, or the wallet for what it is to pay.
    Funds = 9,
    /// The chain does not let this key do it: store code, make contracts of it, migrate.
    Permission = 10,
    /// Interrupted.
    Interrupted = 130,
}

/// The table of `--help`.
pub const HELP: &str = "Exit codes:
  0  done
  1  failed for another reason
  2  the command line, the config or an input file is not right
  3  refused by the chain or by a contract (the code in brackets is stable)
  4  no such thing, or nothing to do
  5  no endpoint answered
  6  the money check failed
  7  code on the chain is not the code it should be
  8  another chain than the config says (its id, or its prefix)
  9  the gas price or the wallet is too small
  10  the chain does not let this key store, use or migrate the code
  130  interrupted

Every field of the config and its environment variable: backlot config show";

/// An error with its exit code.
#[derive(thiserror::Error, Debug)]
#[error("{message}")]
pub struct Failure {
    /// Code.
    pub exit: Exit,
    /// Sentence.
    pub message: String,
    /// More of it, for `--json`.
    pub detail: Option<serde_json::Value>,
}

impl Failure {
    /// An error whose exit code is `exit`.
    pub fn with(exit: Exit, message: impl Into<String>) -> anyhow::Error {
        Self { exit, message: message.into(), detail: None }.into()
    }

    /// An error that tells `--json` more than a sentence.
    pub fn detailed(exit: Exit, message: impl Into<String>, detail: serde_json::Value) -> anyhow::Error {
        Self { exit, message: message.into(), detail: Some(detail) }.into()
    }

    /// What the user gave is not right.
    pub fn usage(message: impl Into<String>) -> anyhow::Error {
        Self::with(Exit::Usage, message)
    }

    /// There is no such thing.
    pub fn nothing(message: impl Into<String>) -> anyhow::Error {
        Self::with(Exit::Nothing, message)
    }
}

impl Exit {
    /// The exit code an error asks for, by the first of its causes that has one.
    pub fn of(error: &anyhow::Error) -> Self {
        error.chain().find_map(by_cause).unwrap_or(Self::Failed)
    }
}

/// What an error tells `--json` beside its sentence: a failure's own detail, or the faults of a file at their places.
pub fn detail(error: &anyhow::Error) -> Option<serde_json::Value> {
    error.chain().find_map(|cause| {
        if let Some(failure) = cause.downcast_ref::<Failure>() {
            return failure.detail.clone();
        }
        let faults = match cause.downcast_ref::<backlot_plan::Fault>() {
            Some(backlot_plan::Fault::Places(faults)) => faults,
            _ => cause.downcast_ref::<backlot_plan::Diagnostics>()?,
        };
        serde_json::to_value(faults).ok()
    })
}

fn by_cause(cause: &(dyn std::error::Error + 'static)) -> Option<Exit> {
    if let Some(failure) = cause.downcast_ref::<Failure>() {
        return Some(failure.exit);
    }
    if cause.is::<backlot_plan::Diagnostics>() || cause.is::<backlot_plan::Fault>() {
        return Some(Exit::Usage);
    }
    // Both are transparent: what they hold does not show up as a cause of its own.
    if let Some(error) = cause.downcast_ref::<TxError>() {
        return by_tx(error);
    }
    match cause.downcast_ref::<JobError>() {
        Some(JobError::Tx(error)) => by_tx(error),
        Some(JobError::Chain(error)) => by_chain(error),
        _ => by_chain(cause.downcast_ref::<ChainError>()?),
    }
}

fn by_tx(error: &TxError) -> Option<Exit> {
    match error {
        TxError::Refused(error) | TxError::Chain(error) => by_chain(error),
        TxError::WalletEmpty { .. } | TxError::TooDear { .. } | TxError::OverBudget { .. } => Some(Exit::Funds),
        TxError::Failed(_) | TxError::NotAllowed { .. } => Some(Exit::Refused),
        _ => None,
    }
}

fn by_chain(error: &ChainError) -> Option<Exit> {
    match error {
        ChainError::Unreachable { .. } => Some(Exit::Unreachable),
        ChainError::WrongChain { .. } => Some(Exit::Chain),
        ChainError::Refused { .. } => Some(Exit::Refused),
        ChainError::Key(_) => Some(Exit::Usage),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context;

    #[test]
    fn the_first_cause_with_a_code_decides() {
        let refused = ChainError::Refused { codespace: "wasm".into(), code: 5, log: "[auth.unauthorized] no".into() };
        let error = Err::<(), _>(refused).context("while creating the film").unwrap_err();
        assert_eq!(Exit::of(&error), Exit::Refused);
        assert_eq!(Exit::of(&Failure::with(Exit::Money, "one unit is missing")), Exit::Money);
        assert_eq!(Exit::of(&anyhow::anyhow!("anything")), Exit::Failed);
    }
}
