//! Transactions, right and wrong: what the polite seam would never send.

use backlot_chain::{Account, Signer};
use cosmrs::proto::{
    cosmos::{
        base::v1beta1::Coin as ProtoCoin,
        crypto::secp256k1::PubKey,
        tx::{
            signing::v1beta1::SignMode,
            v1beta1::{mode_info, AuthInfo, Fee, ModeInfo, SignDoc, SignerInfo, TxBody, TxRaw},
        },
    },
    Any,
};
use prost::{Message, Name};

use crate::Actor;

/// What is wrong with a transaction.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Twist {
    /// Nothing.
    #[default]
    None,
    /// Signed for another chain.
    ChainId,
    /// The sequence is off by this much.
    Sequence(i64),
    /// Signed with another account number.
    AccountNumber,
    /// A bit of the signature is turned.
    Signature,
    /// No signature at all.
    Unsigned,
    /// A signature of no bytes.
    EmptySignature,
    /// Signed twice.
    SignedTwice,
    /// The other of the two signatures that an elliptic curve allows.
    HighSignature,
    /// Names the key of somebody else.
    ForeignKey,
    /// Names no key.
    NoKey,
    /// A field of the body that nobody knows, and that may not be ignored.
    UnknownField,
    /// A field of the body that nobody knows, and that may be ignored.
    IgnorableField,
    /// A field of the auth info that nobody knows.
    UnknownAuthField,
    /// A field of a message that nobody knows.
    UnknownMessageField,
    /// An extension that may not be ignored.
    Extension,
    /// An extension that may be ignored.
    IgnorableExtension,
    /// Without a sequence, by time.
    Unordered,
    /// No fee in it, not even its gas.
    NoFee,
    /// No signer in it.
    NoSigner,
    /// Signed in a mode that this chain does not take.
    Mode(i32),
    /// A field in two forms on the wire.
    TrailingBytes,
}

/// A transaction before it is signed.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// Messages.
    pub msgs: Vec<Any>,
    /// Gas limit.
    pub gas: u64,
    /// Fee.
    pub fee: Vec<(u128, String)>,
    /// Memo.
    pub memo: String,
    /// Last block that may include it; 0: none.
    pub timeout_height: u64,
    /// Who else pays the fee.
    pub payer: String,
    /// Who else's grant pays the fee.
    pub granter: String,
    /// What is wrong with it.
    pub twist: Twist,
}

/// A message ready for a body.
pub fn pack<M: Message + Name>(message: &M) -> Any {
    Any { type_url: format!("/{}", M::full_name()), value: message.encode_to_vec() }
}

impl Draft {
    /// As it would be simulated: no fee unless it has one, zero gas, 64 zeros for each signature.
    pub fn unsigned(&self, signers: &[(&Actor, Account)], fee: bool) -> Vec<u8> {
        let mut auth = self.auth_info(signers);
        if let Some(stated) = auth.fee.as_mut().filter(|_| !fee) {
            stated.amount.clear();
            stated.gas_limit = 0;
        }
        TxRaw {
            body_bytes: self.body(),
            auth_info_bytes: auth.encode_to_vec(),
            signatures: signers.iter().map(|_| vec![0; 64]).collect(),
        }
        .encode_to_vec()
    }

    /// Signed by all of them.
    pub fn sign(&self, chain_id: &str, signers: &[(&Actor, Account)]) -> Vec<u8> {
        let body_bytes = self.body();
        let mut auth = self.auth_info(signers);
        if let Twist::Sequence(by) = self.twist {
            for info in &mut auth.signer_infos {
                info.sequence = info.sequence.saturating_add_signed(by);
            }
        }
        match self.twist {
            Twist::NoFee => auth.fee = None,
            Twist::NoSigner => auth.signer_infos.clear(),
            _ => {}
        }
        let mut auth_info_bytes = auth.encode_to_vec();
        if self.twist == Twist::UnknownAuthField {
            auth_info_bytes.extend([0xc2, 0x3e, 1, b'x']);
        }
        let chain_id = if self.twist == Twist::ChainId { "another-chain-1" } else { chain_id };
        let mut signatures = Vec::new();
        for (signer, account) in signers {
            let off = u64::from(self.twist == Twist::AccountNumber);
            let document = SignDoc {
                body_bytes: body_bytes.clone(),
                auth_info_bytes: auth_info_bytes.clone(),
                chain_id: chain_id.to_owned(),
                account_number: account.number + off,
            };
            signatures.push(signer.sign(&document.encode_to_vec()).expect("actors sign"));
        }
        match self.twist {
            Twist::Signature => signatures[0][40] ^= 1,
            Twist::Unsigned => signatures.clear(),
            Twist::EmptySignature => signatures[0].clear(),
            Twist::SignedTwice => signatures.push(signatures[0].clone()),
            Twist::HighSignature => signatures[0] = other_half(&signatures[0]),
            _ => {}
        }
        let mut bytes = TxRaw { body_bytes, auth_info_bytes, signatures }.encode_to_vec();
        if self.twist == Twist::TrailingBytes {
            bytes.extend([0x0a, 0]);
        }
        bytes
    }

    fn body(&self) -> Vec<u8> {
        let mut messages = self.msgs.clone();
        if let (Twist::UnknownMessageField, Some(first)) = (&self.twist, messages.first_mut()) {
            first.value.extend([0xaa, 6, 1, b'x']);
        }
        let extension = |wanted: Twist| match self.twist == wanted {
            true => vec![Any { type_url: "/cosmos.tx.v1beta1.TxBody".into(), value: Vec::new() }],
            false => Vec::new(),
        };
        let body = TxBody {
            messages,
            memo: self.memo.clone(),
            timeout_height: self.timeout_height,
            extension_options: extension(Twist::Extension),
            non_critical_extension_options: extension(Twist::IgnorableExtension),
        };
        let mut bytes = body.encode_to_vec();
        match self.twist {
            // Field 100 and field 2,000; and field 4, `unordered`.
            Twist::UnknownField => bytes.extend([0xa2, 6, 1, b'x']),
            Twist::IgnorableField => bytes.extend([0x82, 0x7d, 1, b'x']),
            Twist::Unordered => bytes.extend([0x20, 1]),
            _ => {}
        }
        bytes
    }

    fn auth_info(&self, signers: &[(&Actor, Account)]) -> AuthInfo {
        let mode = match self.twist {
            Twist::Mode(mode) => mode,
            _ => SignMode::Direct.into(),
        };
        let info = |(signer, account): &(&Actor, Account)| {
            let key = match self.twist {
                Twist::ForeignKey => Actor::named("somebody else").public_key(),
                _ => signer.public_key(),
            };
            SignerInfo {
                public_key: (self.twist != Twist::NoKey).then(|| pack(&PubKey { key })),
                mode_info: Some(ModeInfo { sum: Some(mode_info::Sum::Single(mode_info::Single { mode })) }),
                sequence: account.sequence,
            }
        };
        let coin = |(amount, denom): &(u128, String)| ProtoCoin { denom: denom.clone(), amount: amount.to_string() };
        AuthInfo {
            signer_infos: signers.iter().map(info).collect(),
            fee: Some(Fee {
                amount: self.fee.iter().map(coin).collect(),
                gas_limit: self.gas,
                payer: self.payer.clone(),
                granter: self.granter.clone(),
            }),
            ..AuthInfo::default()
        }
    }
}

/// (r, s) → (r, n − s), n being the order of secp256k1.
fn other_half(signature: &[u8]) -> Vec<u8> {
    const ORDER: &str = "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141";
    let order = hex::decode(ORDER).expect("it is hex");
    let mut half = signature.to_vec();
    let mut borrow = 0;
    for at in (0..32).rev() {
        let digit = i16::from(order[at]) - i16::from(signature[32 + at]) - borrow;
        borrow = i16::from(digit < 0);
        half[32 + at] = u8::try_from(digit.rem_euclid(256)).expect("a byte");
    }
    half
}
