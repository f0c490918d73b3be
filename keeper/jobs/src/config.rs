use std::{fmt, str::FromStr, time::Duration};

use backlot_api::{limits, studio};
use cosmwasm_std::{Coin, Uint128};

use crate::Urgency;

/// What gas costs, in 10⁻⁶ of a base unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GasPrice {
    /// 10⁻⁶ base units a gas.
    pub micro: u64,
    /// Denom of fees.
    pub denom: String,
}

impl GasPrice {
    /// The fee for a gas limit, rounded up.
    pub fn fee(&self, gas: u64) -> Coin {
        let micro = u128::from(self.micro) * u128::from(gas);
        Coin { denom: self.denom.clone(), amount: Uint128::new(micro.div_ceil(1_000_000)) }
    }
}

impl fmt::Display for GasPrice {
    /// As it is read: `0.025ustake`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{}.{:06}", self.micro / 1_000_000, self.micro % 1_000_000);
        write!(f, "{}{}", text.trim_end_matches('0').trim_end_matches('.'), self.denom)
    }
}

impl FromStr for GasPrice {
    type Err = String;

    /// Reads `0.025ustake`: a decimal number with at most six places, then the denom.
    fn from_str(text: &str) -> Result<Self, String> {
        let refuse = || format!("{text:?} is not a gas price such as 0.025ustake (at most six decimal places)");
        let split = text.find(|letter: char| !letter.is_ascii_digit() && letter != '.').ok_or_else(refuse)?;
        let (number, denom) = text.split_at(split);
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if whole.is_empty() || fraction.len() > 6 || fraction.contains('.') {
            return Err(refuse());
        }
        let digits = format!("{whole}{fraction:0<6}");
        Ok(Self { micro: digits.parse().map_err(|_| refuse())?, denom: denom.to_owned() })
    }
}

/// When a chain counts as halted: nothing is signed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Halt {
    /// Without a block for so many block times, as they were seen. 0: never; for chains that make no block unless
    /// there is a transaction.
    pub blocks: u32,
    /// And for so long at least, by the steady clock of this machine.
    pub at_least: Duration,
}

/// How transactions are built, sent and waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TxPolicy {
    /// What gas costs to begin with, and at least. None: no fee, and what follows has no meaning.
    pub gas_price: Option<GasPrice>,
    /// Most that is paid for gas, in 10⁻⁶ base units. None: four times `gas_price`.
    pub max_gas_price: Option<u64>,
    /// Most that is paid for what is urgent, in 10⁻⁶ base units. None: a hundred times `gas_price`.
    pub urgent_gas_price: Option<u64>,
    /// A transaction that was not included in time is signed again with the price in percent of the last one: 110 to
    /// 130. Prices come down by the same step.
    pub price_step_pct: u32,
    /// Most fees of one day of chain time (UTC), in base units. None: no bound.
    pub daily_budget: Option<u128>,
    /// The part of that budget only what is urgent may use.
    pub urgent_reserve: u128,
    /// When a chain counts as halted.
    pub halt: Halt,
    /// Gas limit in percent of the simulated gas, to begin with; what really is used corrects it per kind of message.
    pub gas_factor_pct: u32,
    /// Most gas one transaction may ask for; batches are halved until they fit.
    pub max_gas: u64,
    /// A transaction cannot be included later than this many blocks after it was signed.
    pub timeout_blocks: u64,
    /// Tries of one submission.
    pub attempts: u32,
    /// Pause after the first failed try; doubles with each further one, up to 16 ×.
    pub backoff: Duration,
    /// Pause between two looks for a transaction.
    pub poll: Duration,
    /// Looks in a row that may go unanswered before a submission is given up. Its record stays open in the journal and
    /// is settled before anything else is signed.
    pub patience: u32,
}

impl Default for TxPolicy {
    fn default() -> Self {
        Self {
            gas_price: None,
            max_gas_price: None,
            urgent_gas_price: None,
            price_step_pct: 120,
            daily_budget: None,
            urgent_reserve: 0,
            halt: Halt { blocks: 20, at_least: Duration::from_secs(15) },
            gas_factor_pct: 120,
            max_gas: 30_000_000,
            timeout_blocks: 20,
            attempts: 6,
            backoff: Duration::from_millis(300),
            poll: Duration::from_millis(250),
            patience: 40,
        }
    }
}

impl TxPolicy {
    /// The configured price, 10⁻⁶ base units a gas; 0 where no fee is paid.
    pub fn base(&self) -> u64 {
        self.gas_price.as_ref().map_or(0, |price| price.micro)
    }

    /// Most that may be paid a gas, 10⁻⁶ base units; never below the configured price.
    pub fn cap(&self, urgency: Urgency) -> u64 {
        let base = self.base();
        let normal = self.max_gas_price.unwrap_or(base.saturating_mul(4)).max(base);
        match urgency {
            Urgency::Normal => normal,
            Urgency::Urgent => self.urgent_gas_price.unwrap_or(base.saturating_mul(100)).max(normal),
        }
    }

    /// What may be spent on fees in a day; none: no bound.
    pub fn budget(&self, urgency: Urgency) -> Option<u128> {
        let budget = self.daily_budget?;
        Some(match urgency {
            Urgency::Normal => budget.saturating_sub(self.urgent_reserve),
            Urgency::Urgent => budget,
        })
    }

    /// One step of the price, in percent of the last one.
    pub fn step_pct(&self) -> u64 {
        self.price_step_pct.clamp(101, 1_000).into()
    }
}

/// How many credit pages go into one transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pages {
    /// To begin with.
    pub start: u32,
    /// At most.
    pub max: u32,
}

/// What a keeper does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeeperConfig {
    /// Prefix of the chain's addresses.
    pub prefix: String,
    /// How transactions are made.
    pub tx: TxPolicy,
    /// Pages in one `Advance`.
    pub advance: Pages,
    /// Pages in one `Deliver`.
    pub deliver: Pages,
    /// Pause between two looks at the contracts; events make it look sooner.
    pub poll: Duration,
    /// Longest pause after failures in a row.
    pub max_backoff: Duration,
    /// Seconds of chain time after which a parked payment is first tried again; doubles with each try. None: never.
    pub retry_parked: Option<u64>,
    /// The keeper is not ready when its wallet holds less than this of the fee denom.
    pub low_water: u128,
}

impl Default for KeeperConfig {
    fn default() -> Self {
        Self {
            prefix: "wasm".into(),
            tx: TxPolicy::default(),
            advance: Pages { start: 16, max: limits::RUN_PAGES },
            deliver: Pages { start: 4, max: limits::RUN_PAGES },
            poll: Duration::from_secs(5),
            max_backoff: Duration::from_secs(300),
            retry_parked: Some(86_400),
            low_water: 1,
        }
    }
}

/// The contracts of one film that a keeper serves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilmTarget {
    /// Id in the studio.
    pub film: String,
    /// Its `collection`.
    pub collection: String,
    /// Its `returns`.
    pub returns: String,
    /// The studio's `interchange`.
    pub interchange: String,
}

impl From<&studio::Film> for FilmTarget {
    fn from(film: &studio::Film) -> Self {
        Self {
            film: film.film.clone(),
            collection: film.addresses.collection.clone(),
            returns: film.addresses.returns.clone(),
            interchange: film.interchange.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gas_price_is_exact_and_the_fee_rounds_up() {
        let price: GasPrice = "0.025ustake".parse().unwrap();
        assert_eq!(price, GasPrice { micro: 25_000, denom: "ustake".into() });
        assert_eq!(price.to_string(), "0.025ustake");
        assert_eq!(price.fee(100_001).amount.u128(), 2_501);
        assert_eq!("3stake".parse::<GasPrice>().unwrap().micro, 3_000_000);
        for bad in ["", "stake", "0.0000001stake", "1.2.3stake", "-1stake", "1"] {
            assert!(bad.parse::<GasPrice>().is_err(), "{bad}");
        }
    }
}
