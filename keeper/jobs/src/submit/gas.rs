use std::collections::HashMap;

/// How much more gas a kind of message uses in a block than in its simulation, as learned (acceptance K60).
#[derive(Clone, Debug)]
pub struct GasBook {
    base_pct: u32,
    kinds: HashMap<String, u32>,
}

/// No limit is asked for beyond ten times the simulation.
const MOST_PCT: u32 = 1_000;
/// Put on top of what was really used.
const MARGIN_PCT: u32 = 10;

impl GasBook {
    /// Begins with this factor for every kind.
    pub fn new(base_pct: u32) -> Self {
        Self { base_pct: base_pct.clamp(100, MOST_PCT), kinds: HashMap::new() }
    }

    /// Percent of the simulated gas to ask for.
    pub fn factor_pct(&self, kind: &str) -> u32 {
        self.kinds.get(kind).copied().unwrap_or(self.base_pct)
    }

    /// Gas limit for a simulated gas.
    pub fn limit(&self, kind: &str, simulated: u64) -> u64 {
        let limit = u128::from(simulated) * u128::from(self.factor_pct(kind));
        u64::try_from(limit.div_ceil(100)).unwrap_or(u64::MAX)
    }

    /// It went through: towards what it really used, up at once, down by quarters.
    pub fn learn(&mut self, kind: &str, simulated: u64, used: u64) {
        let ratio = ratio_pct(simulated, used).saturating_add(MARGIN_PCT);
        let target = ratio.clamp(self.base_pct, MOST_PCT);
        let now = self.factor_pct(kind);
        let next = if target >= now { target } else { now - (now - target).div_ceil(4) };
        self.kinds.insert(kind.to_owned(), next);
    }

    /// It ran out of gas: a third more than was asked for, or what it is known to have used.
    pub fn raise(&mut self, kind: &str, simulated: u64, used: u64) {
        let more = self.factor_pct(kind).saturating_mul(4).div_ceil(3);
        let next = more.max(ratio_pct(simulated, used).saturating_add(MARGIN_PCT)).min(MOST_PCT);
        self.kinds.insert(kind.to_owned(), next);
    }
}

fn ratio_pct(simulated: u64, used: u64) -> u32 {
    let pct = u128::from(used) * 100;
    u32::try_from(pct.div_ceil(u128::from(simulated.max(1)))).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_learns_up_at_once_and_down_slowly() {
        let mut book = GasBook::new(120);
        assert_eq!(book.limit("a", 1_000), 1_200);
        book.raise("a", 1_000, 1_200);
        assert_eq!(book.factor_pct("a"), 160);
        book.learn("a", 1_000, 1_600);
        assert_eq!(book.factor_pct("a"), 170);
        assert_eq!(book.factor_pct("b"), 120, "kinds are apart");
        for _ in 0..60 {
            book.learn("a", 1_000, 1_000);
        }
        assert_eq!(book.factor_pct("a"), 120);
    }
}
