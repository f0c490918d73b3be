use cosmwasm_vm::{BackendApi, BackendError, BackendResult, GasInfo};

use crate::app::address;
use crate::app::gas::VM_MULTIPLIER;

/// wasmd's prices of address work, in SDK gas.
const HUMANIZE: u64 = 5;
const CANONICALIZE: u64 = 4;
const VALIDATE: u64 = HUMANIZE + CANONICALIZE;

/// Addresses as contracts ask for them.
#[derive(Clone, Copy, Debug)]
pub struct Api;

fn cost(sdk: u64) -> GasInfo {
    GasInfo::with_cost(sdk * VM_MULTIPLIER)
}

impl BackendApi for Api {
    fn addr_validate(&self, input: &str) -> BackendResult<()> {
        match address::canonicalize(input) {
            Err(reason) => (Err(BackendError::user_err(reason)), cost(CANONICALIZE)),
            Ok(bytes) if address::humanize(&bytes) != input => {
                (Err(BackendError::user_err("address not normalized")), cost(VALIDATE))
            }
            Ok(_) => (Ok(()), cost(VALIDATE)),
        }
    }

    fn addr_canonicalize(&self, human: &str) -> BackendResult<Vec<u8>> {
        (address::canonicalize(human).map_err(BackendError::user_err), cost(CANONICALIZE))
    }

    fn addr_humanize(&self, canonical: &[u8]) -> BackendResult<String> {
        let result = match canonical.len() {
            1..=255 => Ok(address::humanize(canonical)),
            0 => Err(BackendError::user_err("addresses cannot be empty: unknown address")),
            len => Err(BackendError::user_err(format!("address max length is 255, got {len}: unknown address"))),
        };
        (result, cost(HUMANIZE))
    }
}
