//! The last resort: a panic of the app becomes an answer, and is logged as the bug that it is.

use std::any::Any;
use std::panic::{catch_unwind, AssertUnwindSafe};

use crate::app::{QueryResult, TxResult};

/// The SDK's code of a recovered panic (`ErrPanic`).
const PANIC_CODE: u32 = 111_222;
const PANIC_CODESPACE: &str = "undefined";

/// Calls the app; the words of its panic otherwise.
pub(crate) fn guarded<T>(call: &str, run: impl FnOnce() -> T) -> Result<T, String> {
    // The app keeps nothing between calls, so nothing half-done outlives the unwinding.
    catch_unwind(AssertUnwindSafe(run)).map_err(|panic| {
        let words = words(panic.as_ref());
        tracing::error!(call, panic = words, "bug: the app panicked");
        format!("recovered: {words}: panic")
    })
}

fn words(panic: &(dyn Any + Send)) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "without words".to_owned())
}

/// The result of a transaction whose handling panicked.
pub(crate) fn as_result(log: String) -> TxResult {
    TxResult { code: PANIC_CODE, codespace: PANIC_CODESPACE.into(), log, ..TxResult::default() }
}

/// The answer to a query whose handling panicked.
pub(crate) fn as_answer(log: String) -> QueryResult {
    QueryResult { code: PANIC_CODE, codespace: PANIC_CODESPACE.into(), log, ..QueryResult::default() }
}
