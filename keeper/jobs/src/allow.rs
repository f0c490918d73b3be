//! What a daemon's key may sign (acceptance K67).
//!
//! A keeper reads its work from contracts. If one of them, or the list of films, were to name something else, the key
//! must not act on it: messages are read back as the contract's own type, compared with a short list of kinds, only
//! for the contracts it was started for, and without coins.

use std::collections::BTreeMap;

use backlot_api::{collection, interchange, returns};
use backlot_chain::{address, ChainError, Msg};

use crate::FilmTarget;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Returns,
    Collection,
    Interchange,
}

/// What may be signed.
#[derive(Clone, Debug)]
pub struct AllowList {
    contracts: Option<BTreeMap<String, Kind>>,
}

impl AllowList {
    /// Anything: for commands a person has given.
    pub fn anything() -> Self {
        Self { contracts: None }
    }

    /// A keeper's work for these films: `returns` Trigger, Advance, Expire, Deliver; `collection` Deliver,
    /// Release; `interchange` Retry. Nothing else, and never with coins.
    ///
    /// # Errors
    /// [`ChainError::Key`] for an address that is not in its canonical form.
    pub fn keeper(prefix: &str, films: &[FilmTarget]) -> Result<Self, ChainError> {
        let mut contracts = BTreeMap::new();
        for FilmTarget { film: _, collection, returns, interchange } in films {
            for (contract, kind) in
                [(collection, Kind::Collection), (returns, Kind::Returns), (interchange, Kind::Interchange)]
            {
                address::validate(prefix, contract)?;
                if contracts.insert(contract.clone(), kind).is_some_and(|other| other != kind) {
                    return Err(ChainError::Key(format!("{contract} is named as two kinds of contract")));
                }
            }
        }
        Ok(Self { contracts: Some(contracts) })
    }

    /// Whether these messages may be signed; why not, where not.
    ///
    /// # Errors
    /// A sentence.
    pub fn check(&self, msgs: &[Msg]) -> Result<(), String> {
        let Some(contracts) = &self.contracts else { return Ok(()) };
        msgs.iter().try_for_each(|msg| check(contracts, msg))
    }
}

fn check(contracts: &BTreeMap<String, Kind>, msg: &Msg) -> Result<(), String> {
    let Msg::Execute { contract, msg, funds } = msg else {
        return Err("a keeper only calls contracts".into());
    };
    // Byte for byte: an upper-case spelling of a known address is another string, and refused.
    let kind = contracts.get(contract).ok_or_else(|| format!("{contract} is not a contract of its films"))?;
    if !funds.is_empty() {
        return Err(format!("it never sends coins along, but {} came with a call of {contract}", funds.len()));
    }
    let allowed = match kind {
        Kind::Returns => matches!(
            read(msg)?,
            returns::ExecuteMsg::Trigger { .. }
                | returns::ExecuteMsg::Advance { .. }
                | returns::ExecuteMsg::Expire { .. }
                | returns::ExecuteMsg::Deliver { .. }
        ),
        Kind::Collection => {
            matches!(read(msg)?, collection::ExecuteMsg::Deliver { .. } | collection::ExecuteMsg::Release {})
        }
        Kind::Interchange => matches!(read(msg)?, interchange::ExecuteMsg::Retry { .. }),
    };
    if allowed {
        return Ok(());
    }
    Err(format!("this message is not among those it may send to {contract}"))
}

fn read<T: serde::de::DeserializeOwned>(msg: &[u8]) -> Result<T, String> {
    serde_json::from_slice(msg).map_err(|error| format!("the message is unknown: {error}"))
}
