//! Which endpoint to ask: pure, on what was seen of each.

use std::time::Instant;

use super::RpcConfig;
use crate::EndpointState;

/// What was last seen of an endpoint.
#[derive(Clone, Debug, Default)]
pub(super) struct Health {
    /// Chain it serves, once it said so.
    pub chain_id: Option<String>,
    /// Height.
    pub height: u64,
    /// Time of that block.
    pub time_ns: u64,
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
        self.time_ns = report.time_ns;
        self.catching_up = report.catching_up;
    }

    /// It is left alone for a while. Saying how it stands does not cut that short: a node that answers `status` may
    /// fail at everything else.
    pub fn failed(&mut self, now: Instant, config: &RpcConfig) {
        self.cooling_until = Some(now + config.cool_down);
    }

    pub fn cooling(&self, now: Instant) -> bool {
        self.cooling_until.is_some_and(|until| now < until)
    }

    fn stalled(&self, now: Instant, config: &RpcConfig) -> bool {
        self.rose.is_some_and(|rose| now.duration_since(rose) > config.stall)
    }

    pub fn serves(&self, config: &RpcConfig) -> bool {
        self.chain_id.as_deref() == Some(config.chain_id.as_str())
    }
}

/// Blocks between two nodes that are no difference: they are asked one after the other, and a block comes in between.
const LEVEL: u64 = 1;

/// What the healthy endpoints of the right chain have reached.
struct Front {
    height: u64,
    time_ns: u64,
}

impl Front {
    fn of(all: &[Health], now: Instant, config: &RpcConfig) -> Self {
        let healthy = || all.iter().filter(|health| health.serves(config) && !health.cooling(now));
        Self {
            height: healthy().map(|health| health.height).max().unwrap_or(0),
            time_ns: healthy().map(|health| health.time_ns).max().unwrap_or(0),
        }
    }

    fn left_behind(&self, health: &Health, now: Instant, config: &RpcConfig) -> bool {
        let max_age = u64::try_from(config.max_age.as_nanos()).unwrap_or(u64::MAX);
        health.height.saturating_add(config.max_lag) < self.height
            || health.time_ns.saturating_add(max_age) < self.time_ns
            || health.catching_up
            || health.stalled(now, config)
    }
}

/// Endpoints of the right chain in the order they should be asked: healthy ones by height, then those that lag, stall
/// or cool down, because they may be all there is; `current` wins among equals, so that answers do not jump between
/// nodes. Endpoints of another chain, or that never answered, are not in it.
pub(super) fn order(all: &[Health], current: usize, now: Instant, config: &RpcConfig) -> Vec<usize> {
    let front = Front::of(all, now, config);
    let mut usable: Vec<_> = (0..all.len()).filter(|at| all[*at].serves(config)).collect();
    usable.sort_by_key(|at| {
        let health = &all[*at];
        let rank = if health.cooling(now) { 2 } else { u8::from(front.left_behind(health, now, config)) };
        let level = front.height.saturating_sub(LEVEL).min(health.height);
        (rank, std::cmp::Reverse(level), *at != current, *at)
    });
    usable
}

/// The endpoint, if there is one, that is so far ahead of all others that nobody bears it out.
pub(super) fn alone_ahead(all: &[Health], now: Instant, config: &RpcConfig) -> Option<usize> {
    let mut heights: Vec<_> = (0..all.len())
        .filter(|at| all[*at].serves(config) && !all[*at].cooling(now))
        .map(|at| (all[at].height, at))
        .collect();
    heights.sort_unstable();
    let [.., (second, _), (first, at)] = heights.as_slice() else { return None };
    (second.saturating_add(config.max_lag) < *first).then_some(*at)
}

/// How an endpoint stands, for people.
pub(super) fn state(all: &[Health], at: usize, current: usize, now: Instant, config: &RpcConfig) -> EndpointState {
    let health = &all[at];
    match &health.chain_id {
        None => EndpointState::Silent,
        Some(_) if !health.serves(config) => EndpointState::WrongChain,
        Some(_) if health.cooling(now) => EndpointState::CoolingDown,
        Some(_) if Front::of(all, now, config).left_behind(health, now, config) => EndpointState::Lagging,
        Some(_) if at == current => EndpointState::Used,
        Some(_) => EndpointState::Healthy,
    }
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
    fn a_block_that_is_much_older_than_another_nodes_is_left_behind_whatever_its_height() {
        let now = Instant::now();
        let (mut old, mut fresh) = (at(101, now), at(100, now));
        (old.time_ns, fresh.time_ns) = (1_000_000_000_000, 1_500_000_000_000);
        let all = [old, fresh];
        assert_eq!(order(&all, 0, now, &config()), [1, 0]);
        assert_eq!(state(&all, 0, 1, now, &config()), EndpointState::Lagging);
        assert_eq!(state(&all, 1, 1, now, &config()), EndpointState::Used);
    }

    #[test]
    fn one_block_is_no_reason_to_leave_the_node_in_use_and_who_is_alone_ahead_is_found() {
        let now = Instant::now();
        let mut all = [at(101, now), at(100, now), at(98, now)];
        assert_eq!(order(&all, 1, now, &config()), [1, 0, 2]);
        assert_eq!(alone_ahead(&all, now, &config()), None);
        all[0].height = 122;
        assert_eq!(alone_ahead(&all, now, &config()), Some(0));
        assert_eq!(alone_ahead(&all[..1], now, &config()), None, "there is nobody to compare it with");
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
