use cosmrs::proto::cosmos::tx::v1beta1::{AuthInfo, Fee, SignDoc, TxBody, TxRaw};
use prost::encoding::{decode_varint, encoded_len_varint};
use prost::Message;

use super::fields;

use crate::app::address;
use crate::app::coins;
use crate::app::error::{ChainError, NOT_SUPPORTED, TX_DECODE, UNKNOWN_EXTENSION_OPTIONS};
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
        // The SDK wraps what it cannot read twice.
        let refuse = |reason: String| TX_DECODE.bare().wrap(TX_DECODE.text).wrap(reason);
        check_raw(bytes).map_err(refuse)?;
        let raw = TxRaw::decode(bytes).map_err(|error| refuse(error.to_string()))?;
        fields::check_body(&raw.body_bytes).map_err(refuse)?;
        fields::check_auth_info(&raw.auth_info_bytes).map_err(refuse)?;
        let body = TxBody::decode(raw.body_bytes.as_slice()).map_err(|error| refuse(error.to_string()))?;
        let auth = AuthInfo::decode(raw.auth_info_bytes.as_slice()).map_err(|error| refuse(error.to_string()))?;
        let msgs: Vec<Msg> = body.messages.iter().map(Msg::decode).collect::<Result<_, _>>().map_err(refuse)?;
        let fee = auth.fee.clone().unwrap_or_default();
        if let Some(coin) =
            msgs.iter().flat_map(Msg::coins).chain(&fee.amount).find(|coin| !coins::is_whole(&coin.amount))
        {
            return Err(refuse(format!("math/big: cannot unmarshal {:?} into a *big.Int", coin.amount)));
        }
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
            // What is no address is told when all else of the fee is looked at.
            address::canonicalize(&fee.payer).into_iter().for_each(&mut add);
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

    /// Extensions that may not be ignored are refused.
    pub fn check_extensions(&self) -> Result<(), ChainError> {
        if self.body.extension_options.is_empty() {
            return Ok(());
        }
        Err(UNKNOWN_EXTENSION_OPTIONS.bare())
    }

    /// Sequences are what keeps a transaction from being played twice here: one without is refused.
    pub fn check_ordered(&self) -> Result<(), ChainError> {
        match fields::is_unordered(&self.body_bytes) {
            true => Err(NOT_SUPPORTED.because("unordered transactions are not enabled")),
            false => Ok(()),
        }
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

/// Why bytes are no `TxRaw` as ADR-027 has it: fields in order, lengths as short as can be.
fn check_raw(mut bytes: &[u8]) -> Result<(), String> {
    let mut last = 0;
    while !bytes.is_empty() {
        let mut rest = bytes;
        // What is on the wire is looked at before the number is: a key of any kind is one byte or more of a varint.
        let key = decode_varint(&mut rest).map_err(|_| "invalid length; unexpected EOF".to_owned())?;
        let (number, wire) = (key >> 3, key & 7);
        if wire != 2 {
            return Err(format!("expected 2 wire type, got {wire}"));
        }
        if number < last {
            return Err(format!("txRaw must follow ADR-027, got tagNum {number} after tagNum {last}"));
        }
        last = number;
        let before = rest.len();
        let len = decode_varint(&mut rest).map_err(|_| "invalid length; unexpected EOF".to_owned())?;
        let (read, needed) = (before - rest.len(), encoded_len_varint(len));
        if read != needed {
            return Err(format!(
                "length prefix varint for tagNum {number} is not as short as possible, read {read}, only need {needed}"
            ));
        }
        let len = usize::try_from(len).unwrap_or(usize::MAX);
        bytes = rest.get(len..).ok_or("invalid length; unexpected EOF")?;
        if !(1..=3).contains(&number) {
            return Err(format!("errUnknownField \"*tx.TxRaw\": {{TagNum: {number}, WireType:\"bytes\"}}"));
        }
    }
    Ok(())
}
