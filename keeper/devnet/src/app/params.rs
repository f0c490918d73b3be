use cosmrs::proto::cosmwasm::wasm::v1::{AccessConfig, AccessType, Params};

use super::run::{Run, Space};
use super::{Genesis, StateReader, StateWrites, Upload};

const PARAMS: &[u8] = b"params";
const BLOCKED: &[u8] = b"blocked/";

/// What the genesis fixed for good.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ChainParams {
    /// Chain id.
    pub chain_id: String,
    /// Least gas price in 10⁻⁶ of a base unit.
    pub min_gas_price_micro: u64,
    /// Denom of fees.
    pub fee_denom: String,
    /// Gas of a block; 0: no bound.
    pub block_gas: u64,
    /// Who may store code.
    #[serde(default)]
    pub upload: Upload,
    /// Code is for whoever stored it, unless it says otherwise.
    #[serde(default)]
    pub instantiate_by_creator: bool,
}

impl ChainParams {
    /// Those of a genesis.
    pub fn of(genesis: &Genesis) -> Self {
        Self {
            chain_id: genesis.chain_id.clone(),
            min_gas_price_micro: genesis.min_gas_price_micro,
            fee_denom: genesis.fee_denom.clone(),
            block_gas: genesis.block_gas,
            upload: genesis.upload.clone(),
            instantiate_by_creator: genesis.instantiate_by_creator,
        }
    }

    /// Those that a run goes by.
    pub fn of_run(run: &Run<'_>) -> Self {
        let bytes = run.store.get(&Space::Devnet.key(PARAMS)).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// The wasm module's part of them.
    pub fn wasm(&self) -> Params {
        let access =
            |permission: AccessType, addresses: Vec<String>| AccessConfig { permission: permission as i32, addresses };
        let upload = match &self.upload {
            Upload::Everybody => access(AccessType::Everybody, Vec::new()),
            Upload::Nobody => access(AccessType::Nobody, Vec::new()),
            Upload::AnyOf(addresses) => access(AccessType::AnyOfAddresses, addresses.clone()),
        };
        let instantiate = if self.instantiate_by_creator { AccessType::AnyOfAddresses } else { AccessType::Everybody };
        Params { code_upload_access: Some(upload), instantiate_default_permission: instantiate as i32 }
    }

    /// Committed ones.
    pub fn load(state: &dyn StateReader) -> Self {
        let bytes = state.get(&Space::Devnet.key(PARAMS)).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// The write that commits them.
    pub fn write(&self) -> anyhow::Result<(Vec<u8>, Vec<u8>)> {
        Ok((Space::Devnet.key(PARAMS), serde_json::to_vec(self)?))
    }

    /// Fee that this much gas needs: price times gas, rounded up.
    pub fn least_fee(&self, gas: u64) -> u128 {
        (u128::from(self.min_gas_price_micro) * u128::from(gas)).div_ceil(1_000_000)
    }
}

/// Key whose presence makes bank refuse an address as recipient.
pub fn blocked_key(address: &[u8]) -> Vec<u8> {
    Space::Devnet.key(&[BLOCKED, address].concat())
}

/// The writes that block an address or unblock it, for a tool of the devnet to commit with a block. Errors: the reason
/// why `address` is none.
pub fn block_address_writes(address: &str, blocked: bool) -> Result<StateWrites, String> {
    let key = blocked_key(&super::address::canonicalize(address)?);
    Ok([(key, blocked.then(|| vec![1]))].into())
}

/// The write that makes gas cost this much from now on (10⁻⁶ of a base unit), for a tool of the devnet to commit with a
/// block.
pub fn gas_price_writes(state: &dyn StateReader, micro: u64) -> anyhow::Result<StateWrites> {
    let params = ChainParams { min_gas_price_micro: micro, ..ChainParams::load(state) };
    let (key, value) = params.write()?;
    Ok([(key, Some(value))].into())
}
