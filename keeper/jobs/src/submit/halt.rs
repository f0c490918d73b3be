use std::time::{Duration, Instant};

use backlot_chain::Status;

use crate::config::Halt;

/// Block times that are remembered: their median is the chain's block time, whatever jumps there were.
const REMEMBERED: usize = 9;
/// Threshold where no block time is known yet.
const UNKNOWN: Duration = Duration::from_secs(60);

/// Notices that a chain makes no blocks (acceptance K64). Silence counts only while it is watched: a gap between two
/// looks counts for a quarter of the threshold at most, so that a keeper that was asleep blames nobody.
#[derive(Debug)]
pub(super) struct HaltWatch {
    height: u64,
    time_ns: u64,
    silent: Duration,
    looked: Option<Instant>,
    blocks: Vec<u64>,
}

impl HaltWatch {
    pub fn new() -> Self {
        Self { height: 0, time_ns: 0, silent: Duration::ZERO, looked: None, blocks: Vec::new() }
    }

    /// A look at the chain. For how long there was no block, where that is too long.
    pub fn look(&mut self, head: &Status, now: Instant, halt: &Halt) -> Option<Duration> {
        if halt.blocks == 0 {
            return None;
        }
        if head.height != self.height {
            let (blocks, time) = (head.height.checked_sub(self.height), head.time_ns.checked_sub(self.time_ns));
            if let (Some(blocks), Some(time), true) = (blocks, time, self.height > 0) {
                self.blocks.push(time / blocks.max(1));
                let spare = self.blocks.len().saturating_sub(REMEMBERED);
                self.blocks.drain(..spare);
            }
            (self.height, self.time_ns, self.silent) = (head.height, head.time_ns, Duration::ZERO);
        } else if let Some(looked) = self.looked {
            self.silent += now.duration_since(looked).min(self.threshold(halt) / 4);
        }
        self.looked = Some(now);
        (self.silent >= self.threshold(halt)).then_some(self.silent)
    }

    fn threshold(&self, halt: &Halt) -> Duration {
        let mut blocks = self.blocks.clone();
        blocks.sort_unstable();
        match blocks.get(blocks.len() / 2) {
            Some(median) => Duration::from_nanos(median.saturating_mul(halt.blocks.into())).max(halt.at_least),
            None => halt.at_least.max(UNKNOWN),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(height: u64, seconds: u64) -> Status {
        Status { chain_id: "film-1".into(), height, time_ns: seconds * 1_000_000_000 }
    }

    /// acceptance: K64
    #[test]
    fn silence_of_twenty_block_times_is_a_halt_and_the_next_block_ends_it() {
        let halt = Halt { blocks: 20, at_least: Duration::from_secs(15) };
        let (mut watch, start) = (HaltWatch::new(), Instant::now());
        let at = |seconds| start + Duration::from_secs(seconds);
        for block in 1..=10 {
            assert_eq!(watch.look(&head(block, block * 6), at(block * 6), &halt), None);
        }
        // The chain's clock jumps; its block time does not.
        assert_eq!(watch.look(&head(11, 900_000), at(66), &halt), None);
        let mut halted = None;
        for seconds in 67..400 {
            if watch.look(&head(11, 900_000), at(seconds), &halt).is_some() {
                halted = halted.or(Some(seconds - 66));
            }
        }
        assert_eq!(halted, Some(120), "20 blocks of 6 s");
        assert_eq!(watch.look(&head(12, 900_006), at(401), &halt), None);
    }

    #[test]
    fn a_keeper_that_did_not_look_blames_nobody() {
        let halt = Halt { blocks: 20, at_least: Duration::from_secs(15) };
        let (mut watch, start) = (HaltWatch::new(), Instant::now());
        for look in 0..3 {
            assert_eq!(watch.look(&head(5, 5), start + Duration::from_secs(look * 3_600), &halt), None);
        }
        let never = Halt { blocks: 0, ..halt };
        assert_eq!(watch.look(&head(5, 5), start + Duration::from_secs(99_999), &never), None);
    }
}
