use std::{
    collections::BTreeMap,
    fmt::Debug,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// What a job last saw of its work, and since when it looks like that.
type Seen = BTreeMap<String, (String, Instant)>;

/// Who lost a race leaves the film's work to whoever won it, as long as that one gets on: keepers that see the same
/// work at the same moment would otherwise all pay for every transaction, and one of them for something (acceptance
/// K68). A keeper whose transaction was the last to go through never gives way, so somebody is always at work; where it
/// stops, what there is to do stays as it is, and after a while (each keeper another) somebody takes over.
pub(crate) struct Courtesy {
    patience: Duration,
    /// Films that are left to others.
    films: Mutex<BTreeMap<String, Seen>>,
}

impl Courtesy {
    /// Takes over after `patience` and up to as much again, by the keeper's address.
    pub fn new(patience: Duration, address: &str) -> Self {
        let share = address.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())) % 1_000;
        Self { patience: patience + patience * share / 1_000, films: Mutex::default() }
    }

    /// Somebody else was first.
    pub fn lost(&self, film: &str) {
        self.lock(|films| films.insert(film.to_owned(), Seen::new()));
    }

    /// A transaction went through.
    pub fn won(&self, film: &str) {
        self.lock(|films| films.remove(film));
    }

    /// Whether a job leaves its film alone for now: it lost a race, and since then `work` has changed, or not been the
    /// same for long enough.
    pub fn leaves(&self, film: &str, job: &str, work: &impl Debug) -> bool {
        self.lock(|films| {
            let Some(seen) = films.get_mut(film) else { return false };
            let work = format!("{work:?}");
            match seen.get(job) {
                Some((before, since)) if *before == work => since.elapsed() < self.patience,
                _ => {
                    seen.insert(job.to_owned(), (work, Instant::now()));
                    true
                }
            }
        })
    }

    fn lock<R>(&self, act: impl FnOnce(&mut BTreeMap<String, Seen>) -> R) -> R {
        act(&mut self.films.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_gives_way_to_whoever_gets_on_and_takes_over_from_who_does_not() {
        let patience = Duration::from_millis(60);
        let courtesy = Courtesy::new(patience, "");
        assert!(!courtesy.leaves("film", "job", &1), "nobody else was seen");
        courtesy.lost("film");
        assert!(!courtesy.leaves("another film", "job", &1));
        assert!(courtesy.leaves("film", "job", &1));
        std::thread::sleep(patience);
        assert!(courtesy.leaves("film", "job", &2), "somebody got on");
        std::thread::sleep(patience);
        assert!(!courtesy.leaves("film", "job", &2), "nobody did");
        assert!(courtesy.leaves("film", "another job", &2), "which has not looked yet");
        courtesy.won("film");
        assert!(!courtesy.leaves("film", "another job", &3));
    }
}
