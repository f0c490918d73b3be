//! Fields that nobody knows. The SDK refuses them all through a transaction, except in a body and its messages where
//! their number has bit 11, which marks them as ones that may be ignored.

use cosmrs::proto::Any;
use prost::encoding::{decode_key, decode_varint, skip_field, DecodeContext, WireType};
use prost::Message;

/// A type on the wire: its name in Go, and its fields with what lies in them.
struct Type(&'static str, &'static [(u32, Field)]);

#[derive(Clone, Copy)]
enum Field {
    /// Number, text or bytes.
    Plain,
    /// A message.
    Of(&'static Type),
    /// Any message that the chain knows.
    Any,
}

use Field::{Any as Packed, Of, Plain};

static ANY: Type = Type("*types.Any", &[(1, Plain), (2, Plain)]);
static TIME: Type = Type("*types.Timestamp", &[(1, Plain), (2, Plain)]);
static COIN: Type = Type("*types.Coin", &[(1, Plain), (2, Plain)]);
static BITS: Type = Type("*types.CompactBitArray", &[(1, Plain), (2, Plain)]);
static ACCESS: Type = Type("*types.AccessConfig", &[(1, Plain), (3, Plain)]);
static SINGLE: Type = Type("*tx.ModeInfo_Single", &[(1, Plain)]);
static MULTI: Type = Type("*tx.ModeInfo_Multi", &[(1, Of(&BITS)), (2, Of(&MODE))]);
static MODE: Type = Type("*tx.ModeInfo", &[(1, Of(&SINGLE)), (2, Of(&MULTI))]);
static SIGNER: Type = Type("*tx.SignerInfo", &[(1, Packed), (2, Of(&MODE)), (3, Plain)]);
static FEE: Type = Type("*tx.Fee", &[(1, Of(&COIN)), (2, Plain), (3, Plain), (4, Plain)]);
static TIP: Type = Type("*tx.Tip", &[(1, Of(&COIN)), (2, Plain)]);
static AUTH_INFO: Type = Type("*tx.AuthInfo", &[(1, Of(&SIGNER)), (2, Of(&FEE)), (3, Of(&TIP))]);
static BODY: Type = Type(
    "*tx.TxBody",
    &[(1, Packed), (2, Plain), (3, Plain), (4, Plain), (5, Of(&TIME)), (1023, Packed), (2047, Packed)],
);
static PARTY: Type = Type("*types.Input", &[(1, Plain), (2, Of(&COIN))]);
static KEY: Type = Type("*secp256k1.PubKey", &[(1, Plain)]);
static SEND: Type = Type("*types.MsgSend", &[(1, Plain), (2, Plain), (3, Of(&COIN))]);
static MANY: Type = Type("*types.MsgMultiSend", &[(1, Of(&PARTY)), (2, Of(&PARTY))]);
static STORE: Type = Type("*types.MsgStoreCode", &[(1, Plain), (2, Plain), (5, Of(&ACCESS))]);
static INSTANTIATE: Type = Type(
    "*types.MsgInstantiateContract",
    &[(1, Plain), (2, Plain), (3, Plain), (4, Plain), (5, Plain), (6, Of(&COIN))],
);
static INSTANTIATE2: Type = Type(
    "*types.MsgInstantiateContract2",
    &[(1, Plain), (2, Plain), (3, Plain), (4, Plain), (5, Plain), (6, Of(&COIN)), (7, Plain), (8, Plain)],
);
static EXECUTE: Type = Type("*types.MsgExecuteContract", &[(1, Plain), (2, Plain), (3, Plain), (5, Of(&COIN))]);
static MIGRATE: Type = Type("*types.MsgMigrateContract", &[(1, Plain), (2, Plain), (3, Plain), (4, Plain)]);
static UPDATE_ADMIN: Type = Type("*types.MsgUpdateAdmin", &[(1, Plain), (2, Plain), (3, Plain)]);
static CLEAR_ADMIN: Type = Type("*types.MsgClearAdmin", &[(1, Plain), (3, Plain)]);

/// What may lie in an `Any`.
static KNOWN: &[(&str, &Type)] = &[
    ("/cosmos.crypto.secp256k1.PubKey", &KEY),
    ("/cosmos.bank.v1beta1.MsgSend", &SEND),
    ("/cosmos.bank.v1beta1.MsgMultiSend", &MANY),
    ("/cosmwasm.wasm.v1.MsgStoreCode", &STORE),
    ("/cosmwasm.wasm.v1.MsgInstantiateContract", &INSTANTIATE),
    ("/cosmwasm.wasm.v1.MsgInstantiateContract2", &INSTANTIATE2),
    ("/cosmwasm.wasm.v1.MsgExecuteContract", &EXECUTE),
    ("/cosmwasm.wasm.v1.MsgMigrateContract", &MIGRATE),
    ("/cosmwasm.wasm.v1.MsgUpdateAdmin", &UPDATE_ADMIN),
    ("/cosmwasm.wasm.v1.MsgClearAdmin", &CLEAR_ADMIN),
];

/// How deep messages may lie in messages.
const DEPTH: u32 = 100;

/// Refuses what nobody knows in a body; some of it may be ignored.
pub fn check_body(bytes: &[u8]) -> Result<(), String> {
    check(bytes, &BODY, true, DEPTH)
}

/// Refuses what nobody knows in an auth info.
pub fn check_auth_info(bytes: &[u8]) -> Result<(), String> {
    check(bytes, &AUTH_INFO, false, DEPTH)
}

fn check(mut bytes: &[u8], Type(name, fields): &Type, ignorable: bool, depth: u32) -> Result<(), String> {
    if depth == 0 {
        return Err("recursion limit reached".to_owned());
    }
    while !bytes.is_empty() {
        let (number, wire) = decode_key(&mut bytes).map_err(|_| "invalid length".to_owned())?;
        let field = fields.iter().find(|(known, _)| *known == number).map(|(_, field)| *field);
        if field.is_none() && (!ignorable || number & (1 << 10) == 0) {
            let wire = words(wire);
            return Err(format!("errUnknownField {name:?}: {{TagNum: {number}, WireType:{wire:?}}}"));
        }
        let whole = bytes;
        skip_field(wire, number, &mut bytes, DecodeContext::default()).map_err(|_| "unexpected EOF".to_owned())?;
        let (Some(field), WireType::LengthDelimited) = (field, wire) else { continue };
        let mut value = &whole[..whole.len() - bytes.len()];
        decode_varint(&mut value).map_err(|_| "invalid length".to_owned())?;
        match field {
            Plain => {}
            Of(inner) => check(value, inner, ignorable, depth - 1)?,
            Packed => packed(value, ignorable, depth - 1)?,
        }
    }
    Ok(())
}

fn packed(bytes: &[u8], ignorable: bool, depth: u32) -> Result<(), String> {
    check(bytes, &ANY, ignorable, depth)?;
    let any = Any::decode(bytes).map_err(|_| "unexpected EOF".to_owned())?;
    let known = KNOWN.iter().find(|(url, _)| *url == any.type_url);
    let (_, inner) = known.ok_or_else(|| format!("unable to resolve type URL {}", any.type_url))?;
    check(&any.value, inner, ignorable, depth)
}

/// Whether a body has `unordered` set, which the protobuf types we use are too old for.
pub fn is_unordered(mut bytes: &[u8]) -> bool {
    const UNORDERED: u32 = 4;
    let mut set = false;
    while let Ok((number, wire)) = decode_key(&mut bytes) {
        match (number, wire) {
            (UNORDERED, WireType::Varint) => set = decode_varint(&mut bytes).unwrap_or_default() != 0,
            _ if skip_field(wire, number, &mut bytes, DecodeContext::default()).is_err() => return set,
            _ => {}
        }
    }
    set
}

fn words(wire: WireType) -> &'static str {
    match wire {
        WireType::Varint => "varint",
        WireType::SixtyFourBit => "fixed64",
        WireType::LengthDelimited => "bytes",
        WireType::StartGroup => "start_group",
        WireType::EndGroup => "end_group",
        WireType::ThirtyTwoBit => "fixed32",
    }
}
