//! Which endpoint to ask: pure, on what was seen of each.

use std::time::Instant;

use super::RpcConfig;

/// What was last seen of an endpoint.
#[derive(Clone, Debug, Default)]
pub(super) struct Health {
    /// Chain it serves, once it said so.
    pub chain_id: Option<String>,
    /// Height.
    pub height: u64,
    /// When the height was first seen.
    pub rose: Option<Instant>,
    /// It says itself that it is not up to date.
    pub catching_up: bool,
    /// It failed, and is left alone until then.
    pub cooling_until: Option<Instant>,
}

/// What an endpoint says about itself.
#[derive(Clone, Debug)]
pub(super) struct Report {
    pub chain_id: String,
    pub height: u64,
    pub time_ns: u64,
    pub catching_up: bool,
}

impl Health {
    pub fn seen(&mut self, report: &Report, now: Instant) {
        if report.height != self.height || self.rose.is_none() || self.chain_id.as_ref() != Some(&report.chain_id) {
            self.rose = Some(now);
        }
        self.chain_id = Some(report.chain_id.clone());
        self.height = report.height;
        self.catching_up = report.catching_up;
        self.cooling_until = None;
    }

    pub fn failed(&mut self, now: Instant, config: &RpcConfig) {
        self.cooling_until = Some(now + config.cool_down);
    }

    fn cooling(&self, now: Instant) -> bool {
        self.cooling_until.is_some_and(|until| now < until)
    }

    fn stalled(&self, now: Instant, config: &RpcConfig) -> bool {
        self.rose.is_some_and(|rose| now.duration_since(rose) > config.stall)
    }

    fn serves(&self, config: &RpcConfig) -> bool {
        self.chain_id.as_deref() == Some(config.chain_id.as_str())
    }
}

/// Endpoints of the right chain in the order they should be asked: healthy ones by height, then those that lag, stall
/// or cool down, because an old answer may be all there is; `current` wins among equals, so that answers do not jump
/// between nodes. Endpoints of another chain, or that never answered, are not in it.
pub(super) fn order(all: &[Health], current: usize, now: Instant, config: &RpcConfig) -> Vec<usize> {
    let best = all
        .iter()
        .filter(|health| health.serves(config) && !health.cooling(now))
        .map(|health| health.height)
        .max()
        .unwrap_or(0);
    let mut usable: Vec<_> = (0..all.len()).filter(|at| all[*at].serves(config)).collect();
    usable.sort_by_key(|at| {
        let health = &all[*at];
        let lags = health.height.saturating_add(config.max_lag) < best;
        let rank =
            if health.cooling(now) { 2 } else { u8::from(lags || health.catching_up || health.stalled(now, config)) };
        (rank, std::cmp::Reverse(health.height), *at != current, *at)
    });
    usable
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn config() -> RpcConfig {
        RpcConfig::new("film-1", Vec::new())
    }

    fn at(height: u64, now: Instant) -> Health {
        let mut health = Health::default();
        health.seen(&Report { chain_id: "film-1".into(), height, time_ns: 0, catching_up: false }, now);
        health
    }

    #[test]
    fn the_freshest_healthy_endpoint_of_the_right_chain_comes_first() {
        let now = Instant::now();
        let mut wrong = at(9_999, now);
        wrong.chain_id = Some("film-2".into());
        let mut failed = at(100, now);
        failed.failed(now, &config());
        let mut syncing = at(100, now);
        syncing.catching_up = true;
        let all = [at(50, now), failed, at(100, now), wrong, at(99, now), syncing, Health::default()];
        assert_eq!(order(&all, 0, now, &config()), [2, 4, 5, 0, 1]);
    }

    #[test]
    fn a_failed_endpoint_is_asked_again_after_its_cool_down() {
        let now = Instant::now();
        let mut first = at(100, now);
        first.failed(now, &config());
        let all = [first, at(99, now)];
        assert_eq!(order(&all, 0, now, &config()), [1, 0]);
        assert_eq!(order(&all, 0, now + Duration::from_secs(31), &config()), [0, 1]);
    }

    #[test]
    fn an_endpoint_whose_height_stands_still_comes_after_one_that_moves() {
        let now = Instant::now();
        let later = now + Duration::from_secs(301);
        let mut moving = at(80, now);
        moving.seen(&Report { chain_id: "film-1".into(), height: 81, time_ns: 0, catching_up: false }, later);
        assert_eq!(order(&[at(100, now), moving], 0, later, &config()), [1, 0]);
    }
}
