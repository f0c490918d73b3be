use cosmrs::proto::cosmos::tx::v1beta1::{AuthInfo, Fee, SignDoc, TxBody, TxRaw};
use prost::Message;

use crate::app::address;
use crate::app::coins::{self, Coin};
use crate::app::error::{ChainError, TX_DECODE, UNKNOWN_EXTENSION_OPTIONS};
use crate::app::msg::Msg;
use crate::proto;

/// A decoded transaction.
#[derive(Clone, Debug)]
pub struct Tx {
    /// Size on the wire in bytes.
    pub size: usize,
    /// As signed.
    body_bytes: Vec<u8>,
    /// As signed.
    auth_info_bytes: Vec<u8>,
    /// Memo, heights, extensions.
    pub body: TxBody,
    /// Keys, sequences, fee.
    pub auth: AuthInfo,
    /// Fee, the default if absent.
    pub fee: Fee,
    /// One a signer.
    pub signatures: Vec<Vec<u8>>,
    /// Messages.
    pub msgs: Vec<Msg>,
    /// Addresses that must sign, in order: of the messages, then who pays the fee.
    pub signers: Vec<Vec<u8>>,
}

impl Tx {
    /// Reads a transaction, as strictly as the SDK does: no unknown fields where they could matter, nothing in two forms.
    pub fn decode(bytes: &[u8]) -> Result<Self, ChainError> {
        let refuse = |reason: String| TX_DECODE.because(reason);
        let raw = TxRaw::decode(bytes).map_err(|error| refuse(error.to_string()))?;
        if raw.encode_to_vec() != bytes {
            return Err(refuse("txRaw must follow ADR-027 and have no unknown fields".to_owned()));
        }
        check_body_fields(&raw.body_bytes).map_err(refuse)?;
        let body = TxBody::decode(raw.body_bytes.as_slice()).map_err(|error| refuse(error.to_string()))?;
        let auth = AuthInfo::decode(raw.auth_info_bytes.as_slice()).map_err(|error| refuse(error.to_string()))?;
        let msgs: Vec<Msg> = body.messages.iter().map(Msg::decode).collect::<Result<_, _>>().map_err(refuse)?;
        let fee = auth.fee.clone().unwrap_or_default();
        let mut signers: Vec<Vec<u8>> = Vec::new();
        let mut add = |signer: Vec<u8>| {
            if !signers.contains(&signer) {
                signers.push(signer);
            }
        };
        for msg in &msgs {
            msg.signers().map_err(|error| error.wrap("signers"))?.into_iter().for_each(&mut add);
        }
        if !fee.payer.is_empty() {
            add(address::parse(&fee.payer)?);
        }
        Ok(Self {
            size: bytes.len(),
            body_bytes: raw.body_bytes,
            auth_info_bytes: raw.auth_info_bytes,
            body,
            auth,
            fee,
            signatures: raw.signatures,
            msgs,
            signers,
        })
    }

    /// What the fee is paid in; zero is as good as nothing.
    pub fn fee_coins(&self) -> Result<Vec<Coin>, ChainError> {
        let some: Vec<_> = self.fee.amount.iter().filter(|coin| coin.amount != "0").cloned().collect();
        coins::parse(&some)
    }

    /// Extensions that may not be ignored are refused.
    pub fn check_extensions(&self) -> Result<(), ChainError> {
        if self.body.extension_options.is_empty() {
            return Ok(());
        }
        Err(UNKNOWN_EXTENSION_OPTIONS.bare())
    }

    /// What a signer signs in direct mode.
    pub fn sign_bytes(&self, chain_id: &str, account_number: u64) -> Vec<u8> {
        SignDoc {
            body_bytes: self.body_bytes.clone(),
            auth_info_bytes: self.auth_info_bytes.clone(),
            chain_id: chain_id.to_owned(),
            account_number,
        }
        .encode_to_vec()
    }

    /// What a signer signs in amino's mode. Errors: the transaction has something that amino has no JSON for.
    pub fn amino_sign_bytes(&self, chain_id: &str, account_number: u64, sequence: u64) -> Result<Vec<u8>, String> {
        let document =
            proto::sign_document(chain_id, account_number, sequence, &self.body_bytes, &self.auth_info_bytes);
        document.map_err(|error| error.to_string())
    }
}

/// Top-level fields of a body: a field nobody knows is refused unless its number has bit 11, which marks it as one that
/// may be ignored. Unordered transactions (4, 5) are not supported.
fn check_body_fields(mut bytes: &[u8]) -> Result<(), String> {
    while !bytes.is_empty() {
        let (field, wire) = prost::encoding::decode_key(&mut bytes).map_err(|error| error.to_string())?;
        if !matches!(field, 1 | 2 | 3 | 1023 | 2047) && field & (1 << 10) == 0 {
            return Err(format!("unknown field {field} in TxBody"));
        }
        prost::encoding::skip_field(wire, field, &mut bytes, prost::encoding::DecodeContext::default())
            .map_err(|error| error.to_string())?;
    }
    Ok(())
}
