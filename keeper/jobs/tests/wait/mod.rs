//! Waiting for what is going to happen, however slow the machine is.

use std::time::{Duration, Instant};

/// Comes back as soon as it is so.
///
/// # Panics
/// It is not so within a minute.
pub async fn until(what: &str, mut met: impl FnMut() -> bool) {
    let began = Instant::now();
    while !met() {
        assert!(began.elapsed() < Duration::from_secs(60), "not so after a minute: {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
