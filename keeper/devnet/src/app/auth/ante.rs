use base64::Engine;
use cosmrs::proto::cosmos::base::v1beta1::Coin as ProtoCoin;
use cosmrs::proto::cosmos::crypto::secp256k1::PubKey;
use cosmrs::proto::cosmos::tx::signing::v1beta1::SignMode;
use cosmrs::proto::cosmos::tx::v1beta1::{mode_info::Sum, SignerInfo};
use cosmrs::proto::Any;
use k256::ecdsa::signature::Verifier;
use k256::ecdsa::{Signature, VerifyingKey};
use prost::{Message, Name};
use ripemd::Ripemd160;
use sha2::{Digest, Sha256};

use super::{account, params, set_account, Account, Tx, FEE_COLLECTOR};
use crate::app::coins;
use crate::app::error::*;
use crate::app::params::ChainParams;
use crate::app::run::{Run, Space};
use crate::app::{address, bank, gas};

/// `SIGN_MODE_DIRECT`.
const DIRECT: i32 = 1;
/// `SIGN_MODE_TEXTUAL`.
const TEXTUAL: i32 = 2;
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
    // Without a fee Go reads from nothing, on a real chain too.
    if tx.auth.fee.is_none() {
        return Err(PANIC.nil().into());
    }
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
    // The mempool goes by the block that is, not by the one that comes.
    let height = run.header.height.saturating_sub(u64::from(mode == Mode::Check));
    if timeout > 0 && height > timeout {
        let text = format!("block height: {height}, timeout height: {timeout}");
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
    for (signer, _) in tx.signers.iter().zip(&tx.auth.signer_infos) {
        let account = signer_account(run, signer)?;
        if account.pub_key.is_none() && !simulate {
            return Err(INVALID_PUBKEY.because("unrecognized public key type: <nil>").into());
        }
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

/// Counts the transactions of a block.
pub fn count_tx(run: &mut Run<'_>) -> Outcome<()> {
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
    if tx.fee.amount.iter().any(|coin| coin.amount.starts_with('-')) {
        return Err(INSUFFICIENT_FEE.because(format!("invalid fee provided: {}", coins::raw_text(&tx.fee.amount))));
    }
    if !tx.fee.payer.is_empty() {
        address::canonicalize(&tx.fee.payer)
            .map_err(|reason| INVALID_ADDRESS.because(format!("Invalid fee payer address ({reason})")))?;
    }
    if tx.signatures.is_empty() {
        return Err(NO_SIGNATURES.bare());
    }
    if tx.signatures.len() != tx.signers.len() {
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
    let offered = &tx.fee.amount;
    if mode == Mode::Check {
        enough(offered, tx.fee.gas_limit, chain)?;
    }
    let payer = match tx.fee.payer.is_empty() {
        true => tx.signers.first().cloned().ok_or_else(|| NO_SIGNATURES.bare())?,
        false => address::parse(&tx.fee.payer)?,
    };
    if !tx.fee.granter.is_empty() {
        let granter = address::parse(&tx.fee.granter)?;
        if granter != payer {
            let (granter, payer) = (go_text(&granter), go_text(&payer));
            let text = format!("{granter} does not allow to pay fees for {payer}: fee-grant not found");
            return Err(NOT_FOUND.because(text).into());
        }
    }
    let text = address::humanize(&payer);
    if account(run, &payer)?.is_none() {
        let raw = go_text(&payer);
        return Err(UNKNOWN_ADDRESS.because(format!("fee payer address: {raw} does not exist")).into());
    }
    if offered.iter().any(|coin| !coin.amount.is_empty() && coin.amount.bytes().any(|byte| byte != b'0')) {
        let paid = coins::parse(offered);
        let invalid = |_| INSUFFICIENT_FEE.because(format!("invalid fee amount: {}", coins::raw_text(offered)));
        let paid = paid.map_err(invalid)?;
        super::module_account(run, FEE_COLLECTOR, &[])?;
        bank::send(run, &payer, &address::module(FEE_COLLECTOR), &paid).map_err(|fault| match fault {
            Fault::Error(error) => INSUFFICIENT_FUNDS.because(error.text).into(),
            gas => gas,
        })?;
    }
    run.emit("tx", [("fee", coins::raw_text(offered)), ("fee_payer", text)]);
    Ok(())
}

fn enough(offered: &[ProtoCoin], gas_limit: u64, chain: &ChainParams) -> Result<(), ChainError> {
    let required = chain.least_fee(gas_limit);
    let amount = |coin: &ProtoCoin| coin.amount.parse::<u128>().unwrap_or_default();
    if required == 0 || offered.iter().any(|coin| coin.denom == chain.fee_denom && amount(coin) >= required) {
        return Ok(());
    }
    let got = coins::raw_text(offered);
    let text = format!("insufficient fees; got: {got} required: {required}{}", chain.fee_denom);
    Err(INSUFFICIENT_FEE.because(text))
}

/// Bytes that Go prints as if they were text: what is none becomes a mark, byte for byte.
fn go_text(bytes: &[u8]) -> String {
    let mut text = String::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
    }
    text
}

fn signer_account(run: &mut Run<'_>, signer: &[u8]) -> Outcome<Account> {
    match account(run, signer)? {
        Some(account) => Ok(account),
        None => Err(UNKNOWN_ADDRESS.because(format!("account {} does not exist", address::humanize(signer))).into()),
    }
}

/// Sets the key of accounts that sign for the first time, after seeing that it is the key of the address.
fn public_keys(run: &mut Run<'_>, tx: &Tx, simulate: bool) -> Outcome<()> {
    let stand_in = stand_in_key();
    let signers = || tx.signers.iter().zip(&tx.auth.signer_infos);
    for (index, (signer, info)) in signers().enumerate() {
        let key = match &info.public_key {
            Some(key) => key,
            None if simulate => &stand_in,
            None => continue,
        };
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

/// The key that a simulation gives an account for which there is none: what counts is its size.
fn stand_in_key() -> Any {
    Any { type_url: PubKey::type_url(), value: PubKey { key: vec![2; 33] }.encode_to_vec() }
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
    tx.check_ordered()?;
    if tx.auth.signer_infos.len() != tx.signers.len() {
        let (expected, got) = (tx.signers.len(), tx.auth.signer_infos.len());
        return Err(UNAUTHORIZED.because(format!("invalid number of signer;  expected: {expected}, got {got}")).into());
    }
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
        if info.public_key.is_none() {
            // Go compares with a key that is not there, on a real chain too.
            return Err(PANIC.nil().into());
        }
        verify(tx, chain_id, &account, key, info, signature).map_err(|reason| {
            let (number, sequence) = (account.number, account.sequence);
            UNAUTHORIZED.because(match mode(info) {
                Some(LEGACY_AMINO_JSON) => format!(
                    "signature verification failed; please verify account number ({number}), sequence ({sequence}) and chain-id ({chain_id})"
                ),
                _ => format!(
                    "signature verification failed; please verify account number ({number}) and chain-id ({chain_id}): ({reason})"
                ),
            })
        })?;
    }
    Ok(())
}

/// In which form a single key signed.
fn mode(info: &SignerInfo) -> Option<i32> {
    match info.mode_info.as_ref()?.sum.as_ref()? {
        Sum::Single(single) => Some(single.mode),
        Sum::Multi(_) => None,
    }
}

/// The SDK's words, with its spelling.
fn refused_mode(mode: i32) -> String {
    match mode {
        TEXTUAL => "unsuppored sign mode SIGN_MODE_TEXTUAL".to_owned(),
        _ => {
            let name = SignMode::try_from(mode).map_or_else(|_| mode.to_string(), |mode| mode.as_str_name().to_owned());
            format!("unsupported sign mode {name}")
        }
    }
}

fn verify(tx: &Tx, chain_id: &str, of: &Account, key: &Any, info: &SignerInfo, signature: &[u8]) -> Result<(), String> {
    let document = match mode(info) {
        Some(DIRECT) => tx.sign_bytes(chain_id, of.number),
        Some(LEGACY_AMINO_JSON) => tx.amino_sign_bytes(chain_id, of.number, of.sequence)?,
        Some(other) => return Err(refused_mode(other)),
        None => return Err("only a single key signs here".to_owned()),
    };
    let bytes = key_bytes(key).ok_or("not a secp256k1 key")?;
    let key = VerifyingKey::from_sec1_bytes(&bytes).map_err(|error| error.to_string())?;
    let wrong = || "unable to verify single signer signature".to_owned();
    let signature = Signature::from_slice(signature).map_err(|_| wrong())?;
    if signature.normalize_s().is_some() {
        // The other half of the curve would be a second valid signature of the same transaction: another hash for it.
        return Err(wrong());
    }
    key.verify(&document, &signature).map_err(|_| wrong())
}
