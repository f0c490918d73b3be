use base64::Engine;
use cosmrs::proto::cosmos::crypto::secp256k1::PubKey;
use cosmrs::proto::cosmos::tx::v1beta1::{mode_info::Sum, SignerInfo};
use cosmrs::proto::Any;
use k256::ecdsa::signature::Verifier;
use k256::ecdsa::{Signature, VerifyingKey};
use prost::{Message, Name};
use ripemd::Ripemd160;
use sha2::{Digest, Sha256};

use super::{account, params, set_account, Account, Tx, FEE_COLLECTOR};
use crate::app::coins::{self, Coin};
use crate::app::error::*;
use crate::app::params::ChainParams;
use crate::app::run::{Run, Space};
use crate::app::{address, bank, gas};

/// `SIGN_MODE_DIRECT`.
const DIRECT: i32 = 1;
/// `SIGN_MODE_LEGACY_AMINO_JSON`.
const LEGACY_AMINO_JSON: i32 = 127;
/// Bytes of a signature and its key in the old encoding, which a simulation charges for where they are missing.
const SIMULATED_SIGNATURE: u64 = 112;
/// Most gas a transaction may ask for.
const MAX_GAS: u64 = i64::MAX as u64;
/// Counter of transactions in the block, in the wasm store's keys.
const TX_COUNTER: &[u8] = &[8];

/// What a transaction runs for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Into the mempool: the fee must please this node.
    Check,
    /// In a block.
    Deliver,
    /// To see what it costs: no signature, no limit.
    Simulate,
}

/// Checks a transaction, takes its fee and counts up the sequence. The order and every read of a store is that of
/// wasmd's chain of decorators, because each costs gas.
pub fn ante(run: &mut Run<'_>, tx: &Tx, chain: &ChainParams, mode: Mode) -> Outcome<()> {
    let simulate = mode == Mode::Simulate;
    if chain.block_gas > 0 && tx.fee.gas_limit > chain.block_gas {
        let text = format!("tx gas limit {} exceeds block max gas {}", tx.fee.gas_limit, chain.block_gas);
        return Err(INVALID_GAS_LIMIT.because(text).into());
    }
    if !simulate {
        count_tx(run)?;
    }
    for _ in &tx.msgs {
        run.has(Space::Circuit, &[])?;
    }
    tx.check_extensions()?;
    basic(tx)?;
    let timeout = tx.body.timeout_height;
    if timeout > 0 && run.header.height > timeout {
        let text = format!("block height: {}, timeout height: {timeout}", run.header.height);
        return Err(TX_TIMEOUT_HEIGHT.because(text).into());
    }
    memo(run, tx)?;
    size(run, tx, simulate)?;
    fee(run, tx, chain, mode)?;
    public_keys(run, tx, simulate)?;
    params(run)?;
    if gas::bytes(tx.signers.len()) > super::default_params().tx_sig_limit {
        let text = format!("signatures: {}, limit: {}", tx.signers.len(), super::default_params().tx_sig_limit);
        return Err(TOO_MANY_SIGNATURES.because(text).into());
    }
    let per_signature = params(run)?.sig_verify_cost_secp256k1;
    for signer in &tx.signers {
        signer_account(run, signer)?;
        run.meter.consume(per_signature, "ante verify: secp256k1")?;
    }
    signatures(run, tx, &chain.chain_id, simulate)?;
    for signer in &tx.signers {
        let mut account = signer_account(run, signer)?;
        account.sequence = account.sequence.saturating_add(1);
        set_account(run, &account)?;
    }
    Ok(())
}

fn count_tx(run: &mut Run<'_>) -> Outcome<()> {
    let height = run.header.height.to_be_bytes();
    let stored = run.get(Space::Wasm, TX_COUNTER)?.unwrap_or_default();
    let count = match stored.split_at_checked(8) {
        Some((at, count)) if at == height => count.try_into().map_or(0, u32::from_be_bytes),
        _ => 0,
    };
    run.set(Space::Wasm, TX_COUNTER, [&height[..], &count.saturating_add(1).to_be_bytes()].concat())?;
    run.tx_index = Some(count);
    Ok(())
}

fn basic(tx: &Tx) -> Result<(), ChainError> {
    if tx.fee.gas_limit > MAX_GAS {
        return Err(INVALID_REQUEST.because(format!("invalid gas supplied; {} > {MAX_GAS}", tx.fee.gas_limit)));
    }
    tx.fee_coins().map_err(|error| INSUFFICIENT_FEE.because(format!("invalid fee provided: {}", error.text)))?;
    if tx.signatures.is_empty() {
        return Err(NO_SIGNATURES.bare());
    }
    if tx.signatures.len() != tx.signers.len() || tx.auth.signer_infos.len() != tx.signers.len() {
        let text = format!("wrong number of signers; expected {}, got {}", tx.signers.len(), tx.signatures.len());
        return Err(UNAUTHORIZED.because(text));
    }
    Ok(())
}

fn memo(run: &mut Run<'_>, tx: &Tx) -> Outcome<()> {
    let len = gas::bytes(tx.body.memo.len());
    if len == 0 {
        return Ok(());
    }
    let most = params(run)?.max_memo_characters;
    if len > most {
        let text = format!("maximum number of characters is {most} but received {len} characters");
        return Err(MEMO_TOO_LARGE.because(text).into());
    }
    Ok(())
}

fn size(run: &mut Run<'_>, tx: &Tx, simulate: bool) -> Outcome<()> {
    let per_byte = params(run)?.tx_size_cost_per_byte;
    run.meter.consume(per_byte.saturating_mul(gas::bytes(tx.size)), "txSize")?;
    if simulate {
        for (signer, signature) in tx.signers.iter().zip(&tx.signatures) {
            if signature.is_empty() {
                account(run, signer)?;
                run.meter.consume(per_byte.saturating_mul(SIMULATED_SIGNATURE), "txSize")?;
            }
        }
    }
    Ok(())
}

fn fee(run: &mut Run<'_>, tx: &Tx, chain: &ChainParams, mode: Mode) -> Outcome<()> {
    if mode != Mode::Simulate && tx.fee.gas_limit == 0 {
        return Err(INVALID_GAS_LIMIT.because("must provide positive gas").into());
    }
    let paid = tx.fee_coins()?;
    if mode == Mode::Check {
        enough(&paid, tx.fee.gas_limit, chain)?;
    }
    if !tx.fee.granter.is_empty() {
        return Err(INVALID_REQUEST.because("fee grants are not enabled").into());
    }
    let payer = match tx.fee.payer.is_empty() {
        true => tx.signers.first().cloned().ok_or_else(|| NO_SIGNATURES.bare())?,
        false => address::parse(&tx.fee.payer)?,
    };
    let text = address::humanize(&payer);
    if account(run, &payer)?.is_none() {
        return Err(UNKNOWN_ADDRESS.because(format!("fee payer address: {text} does not exist")).into());
    }
    if !paid.is_empty() {
        bank::send(run, &payer, &address::module(FEE_COLLECTOR), &paid).map_err(|fault| match fault {
            Fault::Error(error) => INSUFFICIENT_FUNDS.because(error.text).into(),
            gas => gas,
        })?;
    }
    run.emit("tx", [("fee", coins::text(&paid)), ("fee_payer", text)]);
    Ok(())
}

fn enough(paid: &[Coin], gas_limit: u64, chain: &ChainParams) -> Result<(), ChainError> {
    let required = chain.least_fee(gas_limit);
    if required == 0 || paid.iter().any(|coin| coin.denom == chain.fee_denom && coin.amount >= required) {
        return Ok(());
    }
    let text = format!("insufficient fees; got: {} required: {required}{}", coins::text(paid), chain.fee_denom);
    Err(INSUFFICIENT_FEE.because(text))
}

fn signer_account(run: &mut Run<'_>, signer: &[u8]) -> Outcome<Account> {
    match account(run, signer)? {
        Some(account) => Ok(account),
        None => Err(UNKNOWN_ADDRESS.because(format!("account {} does not exist", address::humanize(signer))).into()),
    }
}

/// Sets the key of accounts that sign for the first time, after seeing that it is the key of the address.
fn public_keys(run: &mut Run<'_>, tx: &Tx, simulate: bool) -> Outcome<()> {
    let signers = || tx.signers.iter().zip(&tx.auth.signer_infos);
    for (index, (signer, info)) in signers().enumerate() {
        let Some(key) = &info.public_key else { continue };
        if !simulate && key_address(key).as_deref() != Some(signer) {
            let text = address::humanize(signer);
            let text = format!("pubKey does not match signer address {text} with signer index: {index}");
            return Err(INVALID_PUBKEY.because(text).into());
        }
        let mut account = signer_account(run, signer)?;
        if account.pub_key.is_none() {
            account.pub_key = Some(key.clone());
            set_account(run, &account)?;
        }
    }
    for ((signer, info), signature) in signers().zip(&tx.signatures) {
        let text = address::humanize(signer);
        run.emit("tx", [("acc_seq", format!("{text}/{}", info.sequence))]);
        let signature = base64::engine::general_purpose::STANDARD.encode(signature);
        run.emit("tx", [("signature", signature)]);
    }
    Ok(())
}

/// The bytes of a compressed secp256k1 key, the only kind this chain takes.
fn key_bytes(key: &Any) -> Option<Vec<u8>> {
    if key.type_url != PubKey::type_url() {
        return None;
    }
    let key = PubKey::decode(key.value.as_slice()).ok()?.key;
    (key.len() == 33).then_some(key)
}

fn key_address(key: &Any) -> Option<Vec<u8>> {
    let bytes = key_bytes(key)?;
    Some(Ripemd160::digest(Sha256::digest(bytes)).to_vec())
}

fn signatures(run: &mut Run<'_>, tx: &Tx, chain_id: &str, simulate: bool) -> Outcome<()> {
    for ((signer, info), signature) in tx.signers.iter().zip(&tx.auth.signer_infos).zip(&tx.signatures) {
        let account = signer_account(run, signer)?;
        let key = match &account.pub_key {
            Some(key) => key,
            None if simulate => continue,
            None => return Err(INVALID_PUBKEY.because("pubkey on account is not set").into()),
        };
        if info.sequence != account.sequence {
            let (expected, got) = (account.sequence, info.sequence);
            let text = format!("account sequence mismatch, expected {expected}, got {got}");
            return Err(WRONG_SEQUENCE.because(text).into());
        }
        if simulate {
            continue;
        }
        verify(tx, chain_id, &account, key, info, signature).map_err(|reason| {
            let number = account.number;
            UNAUTHORIZED.because(format!(
                "signature verification failed; please verify account number ({number}) and chain-id ({chain_id}): ({reason})"
            ))
        })?;
    }
    Ok(())
}

fn verify(tx: &Tx, chain_id: &str, of: &Account, key: &Any, info: &SignerInfo, signature: &[u8]) -> Result<(), String> {
    let document = match info.mode_info.as_ref().and_then(|info| info.sum.as_ref()) {
        Some(Sum::Single(single)) if single.mode == DIRECT => tx.sign_bytes(chain_id, of.number),
        Some(Sum::Single(single)) if single.mode == LEGACY_AMINO_JSON => {
            tx.amino_sign_bytes(chain_id, of.number, of.sequence)?
        }
        _ => return Err("only direct and amino signatures of a single key are supported".to_owned()),
    };
    let bytes = key_bytes(key).ok_or("not a secp256k1 key")?;
    let key = VerifyingKey::from_sec1_bytes(&bytes).map_err(|error| error.to_string())?;
    let signature = Signature::from_slice(signature).map_err(|error| error.to_string())?;
    if signature.normalize_s().is_some() {
        // The other half of the curve would be a second valid signature of the same transaction: another hash for it.
        return Err("signature is not in its lower form".to_owned());
    }
    key.verify(&document, &signature).map_err(|_| "unable to verify single signer signature".to_owned())
}
