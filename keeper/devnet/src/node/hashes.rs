//! Hashes as CometBFT computes them: header, transactions, results (spec: core/data_structures, RFC 6962 trees).

use anyhow::{anyhow, Context, Result};
use cosmrs::tendermint::{self, block, merkle, validator, AppHash, Hash, PublicKey, Time};
use prost::Message;
use sha2::{Digest, Sha256};

use super::rows::{BlockRow, TxRow};
use crate::app::StateWrites;

/// The block protocol of CometBFT 0.38.
pub(crate) const BLOCK_PROTOCOL: u64 = 11;

/// SHA-256.
pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Root of a Merkle tree over `leaves`.
pub(crate) fn merkle_root(leaves: &[impl AsRef<[u8]>]) -> [u8; 32] {
    merkle::simple_hash_from_byte_vectors::<Sha256>(leaves)
}

/// Siblings of leaf `index` on the way to the root, nearest first.
pub(crate) fn merkle_aunts(leaves: &[Vec<u8>], index: usize) -> Vec<[u8; 32]> {
    if leaves.len() < 2 {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
    let (mut aunts, sibling) = if index < left.len() {
        (merkle_aunts(left, index), merkle_root(right))
    } else {
        (merkle_aunts(right, index - left.len()), merkle_root(left))
    };
    aunts.push(sibling);
    aunts
}

/// The app hash after a block: the one before it, and every write, hashed. A block that writes nothing leaves it alone.
pub(crate) fn chain_app_hash(before: &[u8], writes: &StateWrites) -> Vec<u8> {
    if writes.is_empty() {
        return before.to_vec();
    }
    let mut hasher = Sha256::new();
    hasher.update(before);
    for (key, value) in writes {
        hasher.update((key.len() as u64).to_be_bytes());
        hasher.update(key);
        match value {
            None => hasher.update([0]),
            Some(value) => {
                hasher.update([1]);
                hasher.update((value.len() as u64).to_be_bytes());
                hasher.update(value);
            }
        }
    }
    hasher.finalize().to_vec()
}

/// What of a result is hashed into the next header: code, data, gas.
#[derive(Clone, PartialEq, prost::Message)]
struct DeterministicResult {
    #[prost(uint32, tag = "1")]
    code: u32,
    #[prost(bytes = "vec", tag = "2")]
    data: Vec<u8>,
    #[prost(int64, tag = "5")]
    gas_wanted: i64,
    #[prost(int64, tag = "6")]
    gas_used: i64,
}

/// Merkle root of a block's results.
pub(crate) fn results_hash(txs: &[TxRow]) -> Vec<u8> {
    let leaves: Vec<Vec<u8>> = txs
        .iter()
        .map(|tx| {
            DeterministicResult {
                code: tx.code,
                data: tx.data.clone(),
                gas_wanted: i64::try_from(tx.gas_wanted).unwrap_or(i64::MAX),
                gas_used: i64::try_from(tx.gas_used).unwrap_or(i64::MAX),
            }
            .encode_to_vec()
        })
        .collect();
    merkle_root(&leaves).to_vec()
}

/// The one validator. It signs nothing (commits carry no signatures); its key is a hash of the chain id, so that the
/// places where CometBFT shows one are filled with something of the right shape.
#[derive(Clone)]
pub(crate) struct Validator {
    /// Ed25519 public key.
    pub key: [u8; 32],
    /// First 20 bytes of its hash.
    pub address: [u8; 20],
    /// Hash of the set that it is alone in.
    pub set_hash: [u8; 32],
    info: validator::Info,
}

impl Validator {
    /// The validator of a chain.
    pub fn of(chain_id: &str) -> Result<Self> {
        // About half of all hashes are points of the curve, which the type insists on.
        let (key, public) = (0u8..=255)
            .map(|salt| sha256(format!("devnet validator/{chain_id}/{salt}").as_bytes()))
            .find_map(|key| PublicKey::from_raw_ed25519(&key).map(|public| (key, public)))
            .ok_or_else(|| anyhow!("no validator key for chain {chain_id}"))?;
        let info = validator::Info::new(public, 1u32.into());
        let address = info.address.as_bytes().try_into().context("validator address")?;
        let set_hash = merkle_root(&[info.hash_bytes()]);
        Ok(Self { key, address, set_hash, info })
    }
}

/// Hash of the consensus parameters (`HashedParams`: most bytes and gas of a block).
pub(crate) fn consensus_hash(max_bytes: usize, max_gas: i64) -> [u8; 32] {
    #[derive(Clone, PartialEq, prost::Message)]
    struct HashedParams {
        #[prost(int64, tag = "1")]
        max_bytes: i64,
        #[prost(int64, tag = "2")]
        max_gas: i64,
    }
    let max_bytes = i64::try_from(max_bytes).unwrap_or(i64::MAX);
    sha256(&HashedParams { max_bytes, max_gas }.encode_to_vec())
}

/// The hash of the one part a block is thought to consist of. (Blocks are not gossiped, so there is no part set.)
pub(crate) fn parts_hash(block_hash: &[u8]) -> [u8; 32] {
    merkle_root(&[block_hash])
}

/// Hash of a commit without signatures: of an empty tree.
pub(crate) fn empty_hash() -> [u8; 32] {
    sha256(&[])
}

/// Hash of a block's header. `row.hash` is not read.
pub(crate) fn header_hash(
    chain_id: &str,
    row: &BlockRow,
    validator: &Validator,
    consensus_hash: [u8; 32],
) -> Result<Vec<u8>> {
    let last_block_id = match row.last_hash.is_empty() {
        true => None,
        false => Some(block::Id {
            hash: hash(&row.last_hash)?,
            part_set_header: block::parts::Header::new(1, Hash::Sha256(parts_hash(&row.last_hash)))?,
        }),
    };
    let header = block::Header {
        version: block::header::Version { block: BLOCK_PROTOCOL, app: 0 },
        chain_id: tendermint::chain::Id::try_from(chain_id)?,
        height: block::Height::try_from(row.height)?,
        time: time(row.time_ns)?,
        last_block_id,
        last_commit_hash: Some(Hash::Sha256(empty_hash())),
        data_hash: Some(hash(&row.data_hash)?),
        validators_hash: Hash::Sha256(validator.set_hash),
        next_validators_hash: Hash::Sha256(validator.set_hash),
        consensus_hash: Hash::Sha256(consensus_hash),
        app_hash: AppHash::try_from(row.app_hash.clone())?,
        last_results_hash: Some(hash(&row.last_results_hash)?),
        evidence_hash: Some(Hash::Sha256(empty_hash())),
        proposer_address: validator.info.address,
    };
    Ok(header.hash().as_bytes().to_vec())
}

fn hash(bytes: &[u8]) -> Result<Hash> {
    Ok(Hash::Sha256(bytes.try_into().context("a hash of 32 bytes")?))
}

/// Nanoseconds since 1970 as a time.
pub(crate) fn time(time_ns: u64) -> Result<Time> {
    let seconds = i64::try_from(time_ns / 1_000_000_000).context("time")?;
    Ok(Time::from_unix_timestamp(seconds, u32::try_from(time_ns % 1_000_000_000).context("time")?)?)
}
