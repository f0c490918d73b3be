//! The config: one TOML, every field documented and defaulted, each overridden by its environment variable.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use anyhow::Context;
use backlot_jobs::{GasPrice, Halt, TxPolicy};
use serde::{Deserialize, Serialize};

use crate::exit::Failure;

/// What `backlot.toml` says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// RPC endpoints.
    pub rpc: Vec<String>,
    /// Chain id.
    pub chain_id: String,
    /// Prefix of addresses.
    pub prefix: String,
    /// Denom of fees.
    pub fee_denom: String,
    /// Fee per unit of gas.
    pub gas_price: String,
    /// Most fee per unit of gas.
    pub max_gas_price: String,
    /// Most fee per unit of gas for what is urgent.
    pub urgent_gas_price: String,
    /// Percent by which the price goes up where a transaction was not included.
    pub gas_step: u32,
    /// Most fees of a day.
    pub daily_budget: String,
    /// The part of it for what is urgent.
    pub urgent_reserve: String,
    /// Block times without a block after which the chain has halted.
    pub halt_blocks: u32,
    /// Percent of the simulated gas to ask for.
    pub gas_percent: u32,
    /// Blocks a transaction may wait.
    pub timeout_blocks: u64,
    /// Milliseconds between two looks for a transaction.
    pub confirm_ms: u64,
    /// Key that signs.
    pub key: String,
    /// File with the passphrase of the keys.
    pub passphrase_file: Option<PathBuf>,
    /// Folder of the built wasm.
    pub artifacts: PathBuf,
    /// Seconds between two looks of the keeper.
    pub keeper_poll: String,
    /// Where the keeper serves its status.
    pub keeper_listen: String,
    /// Key of the keeper.
    pub keeper_key: String,
    /// Most credit pages in one transaction.
    pub keeper_pages: u32,
    /// First wait before a parked payment is tried again.
    pub keeper_retry: String,
    /// Where the devnet listens.
    pub devnet_listen: String,
    /// Where the devnet's REST gateway listens.
    pub devnet_rest: String,
    /// Milliseconds between blocks of the devnet.
    pub devnet_block_ms: u64,
    /// Denoms of the devnet's faucet.
    pub devnet_coins: Vec<String>,
    /// Names for addresses.
    pub wallets: BTreeMap<String, String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            rpc: vec!["http://127.0.0.1:26657".into()],
            chain_id: "backlot-devnet".into(),
            prefix: "wasm".into(),
            fee_denom: "stake".into(),
            gas_price: "0.025".into(),
            max_gas_price: "0.1".into(),
            urgent_gas_price: "2.5".into(),
            gas_step: 20,
            daily_budget: String::new(),
            urgent_reserve: "0".into(),
            halt_blocks: 20,
            gas_percent: 130,
            timeout_blocks: 60,
            confirm_ms: 250,
            key: "studio".into(),
            passphrase_file: None,
            artifacts: "artifacts".into(),
            keeper_poll: "1.0".into(),
            keeper_listen: "127.0.0.1:26680".into(),
            keeper_key: "keeper".into(),
            keeper_pages: backlot_api::limits::RUN_PAGES,
            keeper_retry: "1 day".into(),
            devnet_listen: "127.0.0.1:26657".into(),
            devnet_rest: "127.0.0.1:1317".into(),
            devnet_block_ms: 500,
            devnet_coins: vec!["stake".into(), "uusd".into()],
            wallets: BTreeMap::new(),
        }
    }
}

/// A field as `config show` explains it.
pub struct Field {
    /// Name in the file.
    pub name: &'static str,
    /// What it is.
    pub doc: &'static str,
}

/// All fields; the environment variable of each is `BACKLOT_` and its name in capitals.
pub const FIELDS: &[Field] = &[
    Field {
        name: "rpc",
        doc: "RPC endpoints; the freshest healthy one is used. In the environment: separated by commas",
    },
    Field { name: "chain_id", doc: "chain id; nothing is signed for an endpoint that serves another" },
    Field { name: "prefix", doc: "prefix of the chain's addresses" },
    Field { name: "fee_denom", doc: "denom fees are paid in" },
    Field { name: "gas_price", doc: "fee per unit of gas, in base units of fee_denom, as a decimal" },
    Field { name: "max_gas_price", doc: "most that the keeper pays per unit of gas where the node wants more than gas_price" },
    Field {
        name: "urgent_gas_price",
        doc: "most that the keeper pays per unit of gas for a run that is under way: it keeps wallets frozen",
    },
    Field {
        name: "gas_step",
        doc: "percent by which the price goes up where a transaction was not included in time; 10 to 30",
    },
    Field { name: "daily_budget", doc: "most fees of the keeper in a day of chain time, base units of fee_denom; empty: no bound" },
    Field { name: "urgent_reserve", doc: "the part of daily_budget that only runs under way may use" },
    Field {
        name: "halt_blocks",
        doc: "block times without a block after which the chain has halted and nothing is signed; 0: never",
    },
    Field { name: "gas_percent", doc: "gas to ask for, in percent of what the simulation used" },
    Field { name: "timeout_blocks", doc: "blocks a transaction may wait before it can no longer be included" },
    Field { name: "confirm_ms", doc: "milliseconds between two looks for a transaction that was sent" },
    Field { name: "key", doc: "key that signs where --from names none" },
    Field { name: "passphrase_file", doc: "file whose first line opens the keys; unset: a prompt asks" },
    Field { name: "artifacts", doc: "folder with the built wasm (`make artifacts`)" },
    Field { name: "keeper_poll", doc: "seconds between two looks of the keeper at the contracts, as a decimal" },
    Field { name: "keeper_listen", doc: "where the keeper serves /status, /metrics, /healthz and /readyz" },
    Field { name: "keeper_key", doc: "key the keeper signs with: it needs fees and nothing else" },
    Field { name: "keeper_pages", doc: "most credit pages (128 holders each) in one transaction of the keeper" },
    Field { name: "keeper_retry", doc: "chain time after which a parked payment is first tried again; the wait doubles with each try; \"never\": only `backlot retry`" },
    Field { name: "devnet_listen", doc: "where the devnet serves its RPC; port 0 takes a free one" },
    Field { name: "devnet_rest", doc: "where the devnet serves REST, unless its RPC is told another port" },
    Field { name: "devnet_block_ms", doc: "milliseconds between blocks of the devnet while transactions wait" },
    Field { name: "devnet_coins", doc: "denoms the devnet's faucet gives. In the environment: separated by commas" },
    Field {
        name: "wallets",
        doc: "names for addresses, used as @name: a table [wallets], name = \"address\". Not in the environment",
    },
];

impl Config {
    /// The file's config where there is one, else the defaults; then the environment's say.
    ///
    /// # Errors
    /// A file that cannot be read or a field that does not fit, with its place.
    pub fn load(path: &Path, must_exist: bool) -> anyhow::Result<Self> {
        let mut config = match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&path.display().to_string(), &text)?,
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound && !must_exist => Self::default(),
            Err(fault) => {
                return Err(Failure::usage(format!("cannot read the config {}: {fault}", path.display())));
            }
        };
        config.override_by(|name| std::env::var(name).ok()).context("in the environment")?;
        Ok(config)
    }

    /// A config of this text.
    ///
    /// # Errors
    /// A field that is unknown or does not fit, with file, line and column.
    pub fn parse(file: &str, text: &str) -> anyhow::Result<Self> {
        toml::from_str(text).map_err(|fault| {
            let at = fault.span().map_or(0, |span| span.start);
            let place = crate::plan::Diagnostics::new(file, text, Vec::new()).place(at);
            Failure::usage(format!("{file}:{}:{}: {}", place.0, place.1, fault.message()))
        })
    }

    /// Takes `BACKLOT_…` variables.
    ///
    /// # Errors
    /// A variable that does not fit its field.
    pub fn override_by(&mut self, variable: impl Fn(&str) -> Option<String>) -> anyhow::Result<()> {
        let mut all = toml::Table::try_from(&*self)?;
        for field in FIELDS.iter().filter(|field| field.name != "wallets") {
            let name = format!("BACKLOT_{}", field.name.to_uppercase());
            let Some(text) = variable(&name) else { continue };
            let value = match all.get(field.name) {
                Some(toml::Value::Array(_)) => {
                    toml::Value::Array(text.split(',').map(|part| toml::Value::String(part.trim().into())).collect())
                }
                Some(toml::Value::Integer(_)) => {
                    let number = text.parse().map_err(|_| Failure::usage(format!("{name} is not a whole number")))?;
                    toml::Value::Integer(number)
                }
                _ => toml::Value::String(text),
            };
            all.insert(field.name.into(), value);
        }
        *self = all.try_into().map_err(|fault: toml::de::Error| Failure::usage(fault.message().to_string()))?;
        Ok(())
    }

    /// The config as a documented file.
    ///
    /// # Errors
    /// Never for a config that was read.
    pub fn documented(&self) -> anyhow::Result<String> {
        let all = toml::Table::try_from(self)?;
        let mut text = String::from("# backlot.toml: what `backlot` knows about its chain.\n");
        for field in FIELDS {
            let variable = if field.name == "wallets" {
                String::new()
            } else {
                format!(" (BACKLOT_{})", field.name.to_uppercase())
            };
            text.push_str(&format!("\n# {}{variable}.\n", field.doc));
            match all.get(field.name) {
                Some(toml::Value::Table(table)) => {
                    text.push_str(&format!("[{}]\n", field.name));
                    text.push_str(&toml::to_string(table)?);
                }
                Some(value) => text.push_str(&format!("{} = {value}\n", field.name)),
                None => text.push_str(&format!("# {} = \"\"\n", field.name)),
            }
        }
        Ok(text)
    }

    /// Gas price in millionths of a base unit of the fee denom.
    ///
    /// # Errors
    /// A price that is no decimal.
    pub fn gas_price_micro(&self) -> anyhow::Result<u64> {
        micro("gas_price", &self.gas_price)
    }

    /// How transactions are made.
    ///
    /// # Errors
    /// A field that is not what it should be.
    pub fn policy(&self) -> anyhow::Result<TxPolicy> {
        let base = self.gas_price_micro()?;
        let defaults = TxPolicy::default();
        let amount = |field: &str, text: &str| {
            crate::amount::parse(text, 0).map_err(|fault| Failure::usage(format!("{field}: {fault}")))
        };
        let daily_budget = match self.daily_budget.as_str() {
            "" => None,
            text => Some(amount("daily_budget", text)?),
        };
        Ok(TxPolicy {
            gas_price: (base > 0).then_some(GasPrice { micro: base, denom: self.fee_denom.clone() }),
            max_gas_price: Some(micro("max_gas_price", &self.max_gas_price)?),
            urgent_gas_price: Some(micro("urgent_gas_price", &self.urgent_gas_price)?),
            price_step_pct: self.gas_step.saturating_add(100),
            daily_budget,
            urgent_reserve: amount("urgent_reserve", &self.urgent_reserve)?,
            halt: Halt { blocks: self.halt_blocks, ..defaults.halt },
            gas_factor_pct: self.gas_percent,
            timeout_blocks: self.timeout_blocks,
            poll: std::time::Duration::from_millis(self.confirm_ms.max(1)),
            ..defaults
        })
    }

    /// Seconds after which parked payments are tried again; none: never.
    ///
    /// # Errors
    /// Neither a length of time nor `never`.
    pub fn retry_after(&self) -> anyhow::Result<Option<u64>> {
        if self.keeper_retry == "never" {
            return Ok(None);
        }
        let wrong = || {
            Failure::usage(format!("keeper_retry: `{}` is not a length of time, such as \"1 day\"", self.keeper_retry))
        };
        crate::plan::seconds(&self.keeper_retry).map(Some).ok_or_else(wrong)
    }

    /// Time between two looks of the keeper.
    ///
    /// # Errors
    /// A time that is no decimal.
    pub fn poll(&self) -> anyhow::Result<std::time::Duration> {
        let ms = crate::amount::parse(&self.keeper_poll, 3)
            .map_err(|fault| Failure::usage(format!("keeper_poll: {fault}")))?;
        Ok(std::time::Duration::from_millis(u64::try_from(ms)?.max(1)))
    }
}

fn micro(field: &str, price: &str) -> anyhow::Result<u64> {
    let micro = crate::amount::parse(price, 6).map_err(|fault| Failure::usage(format!("{field}: {fault}")))?;
    Ok(u64::try_from(micro)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_documented_and_its_default_parses_back() {
        let written = Config::default().documented().unwrap();
        assert_eq!(Config::parse("backlot.toml", &written).unwrap(), Config::default());
        let mut full = Config { passphrase_file: Some("pass".into()), ..Config::default() };
        full.wallets.insert("bank".into(), "wasm1…".into());
        assert_eq!(Config::parse("backlot.toml", &full.documented().unwrap()).unwrap(), full);
        let fields: Vec<_> = toml::Table::try_from(&full).unwrap().keys().cloned().collect();
        let mut documented: Vec<_> = FIELDS.iter().map(|field| field.name.to_string()).collect();
        documented.sort();
        assert_eq!(fields, documented);
    }

    #[test]
    fn the_environment_overrides_and_faults_have_a_place() {
        let mut config = Config::default();
        let set = |name: &str| match name {
            "BACKLOT_RPC" => Some("http://a:1, http://b:2".to_string()),
            "BACKLOT_GAS_PERCENT" => Some("150".into()),
            _ => None,
        };
        config.override_by(set).unwrap();
        assert_eq!(config.rpc, ["http://a:1", "http://b:2"]);
        assert_eq!(config.gas_percent, 150);
        let fault = Config::parse("c.toml", "chain_id = \"x\"\nrcp = []\n").unwrap_err();
        assert!(fault.to_string().starts_with("c.toml:2:1: unknown field `rcp`"), "{fault}");
    }
}
