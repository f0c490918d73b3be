use cosmwasm_std::Coin;

use crate::{config::TxPolicy, GasPrice};

/// Whose money it is worth (acceptance K59).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Urgency {
    /// Can wait for gas to get cheaper: up to `max_gas_price`, and never from the urgent reserve.
    #[default]
    Normal,
    /// Holds somebody up, as a run that keeps wallets frozen does: up to `urgent_gas_price`, and the whole budget.
    Urgent,
}

/// Blocks for which a node's price that is above a cap is believed, before it is asked again.
const BELIEVE_BLOCKS: u64 = 10;
/// Blocks between two steps down.
const EASE_BLOCKS: u64 = 10;

/// What gas costs now, as learned: up where the node says so or a transaction was not included, down step by step
/// (acceptance K59). All prices in 10⁻⁶ base units a gas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prices {
    now: u64,
    moved: u64,
    /// What the node last wanted, and at which height.
    wanted: Option<(u64, u64)>,
}

/// Gas is dearer than the cap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooDear {
    /// What the node wants.
    pub wanted: u64,
    /// What may be paid.
    pub cap: u64,
}

impl Prices {
    /// Begins with the configured price.
    pub fn new(base: u64) -> Self {
        Self { now: base, moved: 0, wanted: None }
    }

    /// What is offered at this height.
    ///
    /// # Errors
    /// [`TooDear`] where the node has said not long ago that it wants more than this urgency may pay.
    pub fn offer(&mut self, policy: &TxPolicy, urgency: Urgency, height: u64) -> Result<u64, TooDear> {
        let (base, cap) = (policy.base(), policy.cap(urgency));
        if self.now > base && height >= self.moved.saturating_add(EASE_BLOCKS) {
            self.now = (divide(self.now, policy.step_pct())).max(base);
            self.moved = height;
        }
        match self.wanted {
            Some((wanted, at)) if wanted > cap && height < at.saturating_add(BELIEVE_BLOCKS) => {
                Err(TooDear { wanted, cap })
            }
            _ => Ok(self.now.clamp(base.min(cap), cap)),
        }
    }

    /// The node wants this price.
    ///
    /// # Errors
    /// [`TooDear`] where that is above the cap.
    pub fn learn(&mut self, policy: &TxPolicy, urgency: Urgency, wanted: u64, height: u64) -> Result<(), TooDear> {
        self.wanted = Some((wanted, height));
        self.moved = height;
        self.now = wanted.max(policy.base());
        let cap = policy.cap(urgency);
        if wanted > cap {
            return Err(TooDear { wanted, cap });
        }
        Ok(())
    }

    /// What was offered was not included in time: a step up.
    pub fn raise(&mut self, policy: &TxPolicy, urgency: Urgency, height: u64) {
        let cap = policy.cap(urgency);
        let step = u128::from(self.now) * u128::from(policy.step_pct());
        let next = u64::try_from(step.div_ceil(100)).unwrap_or(u64::MAX);
        // What is beyond this urgency's cap already was learned from the node, and stays.
        self.now = self.now.max(next.min(cap));
        self.moved = height;
    }

    /// What is offered where nothing caps it.
    pub fn now(&self) -> u64 {
        self.now
    }

    /// What the node last said it wants; none where it never refused a fee.
    pub fn wanted(&self) -> Option<u64> {
        self.wanted.map(|(wanted, _)| wanted)
    }
}

fn divide(price: u64, step_pct: u64) -> u64 {
    u64::try_from(u128::from(price) * 100 / u128::from(step_pct)).unwrap_or(price)
}

/// The price a node wants, read off the fee it names for a gas limit; none where it names none in our denom.
pub(super) fn wanted(required: &[Coin], price: &GasPrice, gas: u64) -> Option<u64> {
    let fee = required.iter().find(|coin| coin.denom == price.denom)?;
    let micro = fee.amount.u128().checked_mul(1_000_000)?.div_ceil(u128::from(gas.max(1)));
    u64::try_from(micro).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy() -> TxPolicy {
        TxPolicy {
            gas_price: Some(GasPrice { micro: 1_000, denom: "stake".into() }),
            max_gas_price: Some(2_000),
            urgent_gas_price: Some(60_000),
            price_step_pct: 120,
            ..TxPolicy::default()
        }
    }

    /// acceptance: K59
    #[test]
    fn fifty_times_the_price_is_paid_by_what_is_urgent_and_waited_out_by_the_rest() {
        let (policy, mut prices) = (policy(), Prices::new(1_000));
        assert_eq!(prices.offer(&policy, Urgency::Normal, 1), Ok(1_000));
        let dear = TooDear { wanted: 50_000, cap: 2_000 };
        assert_eq!(prices.learn(&policy, Urgency::Normal, 50_000, 1), Err(dear));
        assert_eq!(prices.offer(&policy, Urgency::Normal, 5), Err(dear), "the node is not asked again at once");
        assert_eq!(prices.offer(&policy, Urgency::Urgent, 5), Ok(50_000));
        assert_eq!(prices.offer(&policy, Urgency::Normal, 11), Ok(2_000), "is it still so dear?");
        let height = 200;
        assert!(prices.offer(&policy, Urgency::Urgent, height).unwrap() < 50_000, "it eases");
        for step in 0..40 {
            prices.offer(&policy, Urgency::Urgent, height + step * 10).unwrap();
        }
        assert_eq!(prices.now(), 1_000, "down to the configured price and no further");
    }

    /// acceptance: K58
    #[test]
    fn what_is_not_included_is_raised_by_a_step_up_to_the_cap() {
        let (policy, mut prices) = (policy(), Prices::new(1_000));
        let mut offers = Vec::new();
        for height in 0..6 {
            offers.push(prices.offer(&policy, Urgency::Normal, height).unwrap());
            prices.raise(&policy, Urgency::Normal, height);
        }
        assert_eq!(offers, [1_000, 1_200, 1_440, 1_728, 2_000, 2_000]);
    }

    #[test]
    fn the_price_is_read_off_the_fee_the_node_names() {
        let price = GasPrice { micro: 1, denom: "stake".into() };
        let required = [Coin::new(9_u128, "uatom"), Coin::new(25_001_u128, "stake")];
        assert_eq!(wanted(&required, &price, 1_000_000), Some(25_001));
        assert_eq!(wanted(&required, &price, 300), Some(83_336_667), "rounded up");
        assert_eq!(wanted(&required[..1], &price, 1), None);
    }
}
