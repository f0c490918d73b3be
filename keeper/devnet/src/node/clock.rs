use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Chain time: the host's clock, plus all the jumps that were asked for.
pub(crate) struct Clock {
    offset_ns: AtomicU64,
}

impl Clock {
    /// A clock that runs `offset_ns` ahead of the host's.
    pub fn new(offset_ns: u64) -> Self {
        Self { offset_ns: AtomicU64::new(offset_ns) }
    }

    /// How far it runs ahead.
    pub fn offset_ns(&self) -> u64 {
        self.offset_ns.load(Ordering::SeqCst)
    }

    /// Jumps.
    pub fn advance(&self, by_ns: u64) {
        self.offset_ns.fetch_add(by_ns, Ordering::SeqCst);
    }

    /// Now, but later than `last_ns`: block time strictly grows even where the host's clock was set back.
    pub fn after(&self, last_ns: u64) -> u64 {
        let host = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let host = u64::try_from(host.as_nanos()).unwrap_or(u64::MAX);
        host.saturating_add(self.offset_ns()).max(last_ns.saturating_add(1))
    }
}
