use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

/// First pause before something that was refused is tried again, in seconds of chain time; doubles.
const FIRST_PAUSE: u64 = 600;
const LONGEST_PAUSE: u64 = 86_400;

/// What the contract refuses by itself alone, set aside so that it holds up nothing else (acceptance K61).
pub(super) struct Quarantine<T>(Mutex<BTreeMap<T, Entry>>);

struct Entry {
    tries: u32,
    again_ns: u64,
    reason: String,
}

impl<T: Ord + Clone> Quarantine<T> {
    pub fn new() -> Self {
        Self(Mutex::new(BTreeMap::new()))
    }

    pub fn put(&self, item: T, reason: String, now_ns: u64) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let tries = entries.get(&item).map_or(0, |entry| entry.tries);
        let pause = FIRST_PAUSE.saturating_mul(1 << tries.min(16)).min(LONGEST_PAUSE);
        let again_ns = now_ns.saturating_add(pause * 1_000_000_000);
        entries.insert(item, Entry { tries: tries + 1, again_ns, reason });
    }

    /// Set aside, and its time has not come.
    pub fn holds(&self, item: &T, now_ns: u64) -> bool {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.get(item).is_some_and(|entry| now_ns < entry.again_ns)
    }

    /// It went through after all.
    pub fn release(&self, item: &T) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(item);
    }

    /// Everything that is set aside, with the reason.
    pub fn all(&self) -> Vec<(T, String)> {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.iter().map(|(item, entry)| (item.clone(), entry.reason.clone())).collect()
    }
}
