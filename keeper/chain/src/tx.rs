//! Writing and signing transactions: protobuf bodies, sign mode direct.

use cosmrs::proto::{
    cosmos::{
        bank::v1beta1::MsgSend,
        base::v1beta1::Coin as ProtoCoin,
        crypto::secp256k1::PubKey,
        tx::{
            signing::v1beta1::SignMode,
            v1beta1::{mode_info, AuthInfo, Fee, ModeInfo, SignDoc, SignerInfo, TxBody, TxRaw},
        },
    },
    cosmwasm::wasm::v1::{
        MsgClearAdmin, MsgExecuteContract, MsgInstantiateContract, MsgInstantiateContract2, MsgMigrateContract,
        MsgStoreCode, MsgUpdateAdmin,
    },
};
use cosmrs::Any;
use cosmwasm_std::Coin;
use prost::{Message, Name};
use sha2::{Digest, Sha256};

use crate::{ChainError, Msg, SignedTx, Signer, TxTerms};

/// The hash a chain knows a transaction by: SHA-256 of its bytes, upper-case hex.
pub fn hash(bytes: &[u8]) -> String {
    hex::encode_upper(Sha256::digest(bytes))
}

/// Signs messages for a chain. Nothing leaves.
///
/// # Errors
/// [`ChainError::Key`] where the signer refuses.
pub fn sign(chain_id: &str, signer: &dyn Signer, terms: &TxTerms, msgs: &[Msg]) -> Result<SignedTx, ChainError> {
    let body_bytes = body(signer.address(), terms, msgs).encode_to_vec();
    let auth_info_bytes = auth_info(signer, terms).encode_to_vec();
    let document = SignDoc {
        body_bytes: body_bytes.clone(),
        auth_info_bytes: auth_info_bytes.clone(),
        chain_id: chain_id.to_owned(),
        account_number: terms.account.number,
    };
    let signature = signer.sign(&document.encode_to_vec())?;
    let bytes = TxRaw { body_bytes, auth_info_bytes, signatures: vec![signature] }.encode_to_vec();
    Ok(SignedTx { hash: hash(&bytes), bytes, sequence: terms.account.sequence, timeout_height: terms.timeout_height })
}

/// A transaction as a node simulates it: everything but a signature, in whose place stand 64 zeros, because the chain
/// charges for every byte.
pub fn unsigned(signer: &dyn Signer, terms: &TxTerms, msgs: &[Msg]) -> Vec<u8> {
    TxRaw {
        body_bytes: body(signer.address(), terms, msgs).encode_to_vec(),
        auth_info_bytes: auth_info(signer, terms).encode_to_vec(),
        signatures: vec![vec![0; 64]],
    }
    .encode_to_vec()
}

fn body(sender: &str, terms: &TxTerms, msgs: &[Msg]) -> TxBody {
    TxBody {
        messages: msgs.iter().map(|msg| any(sender, msg)).collect(),
        memo: terms.memo.clone(),
        timeout_height: terms.timeout_height,
        ..TxBody::default()
    }
}

fn auth_info(signer: &dyn Signer, terms: &TxTerms) -> AuthInfo {
    let mode = mode_info::Single { mode: SignMode::Direct.into() };
    AuthInfo {
        signer_infos: vec![SignerInfo {
            public_key: Some(pack(&PubKey { key: signer.public_key() })),
            mode_info: Some(ModeInfo { sum: Some(mode_info::Sum::Single(mode)) }),
            sequence: terms.account.sequence,
        }],
        fee: Some(Fee {
            amount: terms.fee.iter().map(coin).collect(),
            gas_limit: terms.gas,
            payer: String::new(),
            granter: String::new(),
        }),
        ..AuthInfo::default()
    }
}

fn any(sender: &str, msg: &Msg) -> Any {
    let sender = sender.to_owned();
    match msg.clone() {
        Msg::Execute { contract, msg, funds } => {
            pack(&MsgExecuteContract { sender, contract, msg, funds: coins(&funds) })
        }
        Msg::Send { to, coins: amount } => {
            pack(&MsgSend { from_address: sender, to_address: to, amount: coins(&amount) })
        }
        Msg::StoreCode { wasm } => pack(&MsgStoreCode { sender, wasm_byte_code: wasm, instantiate_permission: None }),
        Msg::Instantiate { code_id, admin, label, msg, funds } => pack(&MsgInstantiateContract {
            sender,
            admin: admin.unwrap_or_default(),
            code_id,
            label,
            msg,
            funds: coins(&funds),
        }),
        Msg::Migrate { contract, code_id, msg } => pack(&MsgMigrateContract { sender, contract, code_id, msg }),
        Msg::Instantiate2 { code_id, admin, label, msg, funds, salt } => pack(&MsgInstantiateContract2 {
            sender,
            admin: admin.unwrap_or_default(),
            code_id,
            label,
            msg,
            funds: coins(&funds),
            salt,
            fix_msg: false,
        }),
        Msg::UpdateAdmin { contract, admin } => pack(&MsgUpdateAdmin { sender, new_admin: admin, contract }),
        Msg::ClearAdmin { contract } => pack(&MsgClearAdmin { sender, contract }),
    }
}

fn pack<M: Message + Name>(message: &M) -> Any {
    Any { type_url: format!("/{}", M::full_name()), value: message.encode_to_vec() }
}

/// Coins as the chain wants them: sorted by denom.
fn coins(coins: &[Coin]) -> Vec<ProtoCoin> {
    let mut coins: Vec<_> = coins.iter().map(coin).collect();
    coins.sort_by(|one, other| one.denom.cmp(&other.denom));
    coins
}

fn coin(coin: &Coin) -> ProtoCoin {
    ProtoCoin { denom: coin.denom.clone(), amount: coin.amount.to_string() }
}
