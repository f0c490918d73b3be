//! What transactions are made of.

use super::{any, bytes, flag, long, one, text, Field, Kind, Message};

/// `cosmos.base.v1beta1.Coin`.
pub(crate) static COIN: Message =
    Message::new("cosmos.base.v1beta1.Coin", &[text(1, "denom"), text(2, "amount").kept()]);

const fn coins(tag: u32, name: &'static str) -> Field {
    one(tag, name, &COIN).many().kept()
}

const fn json(tag: u32, name: &'static str) -> Field {
    Field::new(tag, name, Kind::Json)
}

const ACCESS: &[(u64, &str)] = &[(0, "Unspecified"), (1, "Nobody"), (3, "Everybody"), (4, "AnyOfAddresses")];

/// A permission, by the names wasmd prints.
pub(crate) const fn access(tag: u32, name: &'static str) -> Field {
    Field::new(tag, name, Kind::Name(ACCESS))
}

/// `cosmwasm.wasm.v1.AccessConfig`.
pub(crate) static ACCESS_CONFIG: Message =
    Message::new("cosmwasm.wasm.v1.AccessConfig", &[access(1, "permission"), text(3, "addresses").many()]);

static MSG_SEND: Message = Message::signed(
    "cosmos.bank.v1beta1.MsgSend",
    "cosmos-sdk/MsgSend",
    &[text(1, "from_address"), text(2, "to_address"), coins(3, "amount")],
);
static PARTY: Message = Message::new("cosmos.bank.v1beta1.Input", &[text(1, "address"), coins(2, "coins")]);
static MSG_MULTI_SEND: Message = Message::signed(
    "cosmos.bank.v1beta1.MsgMultiSend",
    "cosmos-sdk/MsgMultiSend",
    &[one(1, "inputs", &PARTY).many().kept(), one(2, "outputs", &PARTY).many().kept()],
);
static MSG_STORE_CODE: Message = Message::signed(
    "cosmwasm.wasm.v1.MsgStoreCode",
    "wasm/MsgStoreCode",
    &[text(1, "sender"), bytes(2, "wasm_byte_code"), one(5, "instantiate_permission", &ACCESS_CONFIG)],
);
static MSG_INSTANTIATE: Message = Message::signed(
    "cosmwasm.wasm.v1.MsgInstantiateContract",
    "wasm/MsgInstantiateContract",
    &[text(1, "sender"), text(2, "admin"), long(3, "code_id"), text(4, "label"), json(5, "msg"), coins(6, "funds")],
);
static MSG_INSTANTIATE2: Message = Message::signed(
    "cosmwasm.wasm.v1.MsgInstantiateContract2",
    "wasm/MsgInstantiateContract2",
    &[
        text(1, "sender"),
        text(2, "admin"),
        long(3, "code_id"),
        text(4, "label"),
        json(5, "msg"),
        coins(6, "funds"),
        bytes(7, "salt"),
        flag(8, "fix_msg"),
    ],
);
static MSG_EXECUTE: Message = Message::signed(
    "cosmwasm.wasm.v1.MsgExecuteContract",
    "wasm/MsgExecuteContract",
    &[text(1, "sender"), text(2, "contract"), json(3, "msg"), coins(5, "funds")],
);
static MSG_MIGRATE: Message = Message::signed(
    "cosmwasm.wasm.v1.MsgMigrateContract",
    "wasm/MsgMigrateContract",
    &[text(1, "sender"), text(2, "contract"), long(3, "code_id"), json(4, "msg")],
);
static MSG_UPDATE_ADMIN: Message = Message::signed(
    "cosmwasm.wasm.v1.MsgUpdateAdmin",
    "wasm/MsgUpdateAdmin",
    &[text(1, "sender"), text(2, "new_admin"), text(3, "contract")],
);
static MSG_CLEAR_ADMIN: Message =
    Message::signed("cosmwasm.wasm.v1.MsgClearAdmin", "wasm/MsgClearAdmin", &[text(1, "sender"), text(3, "contract")]);

static SEND_DONE: Message = Message::new("cosmos.bank.v1beta1.MsgSendResponse", &[]);
static MULTI_SEND_DONE: Message = Message::new("cosmos.bank.v1beta1.MsgMultiSendResponse", &[]);
static STORE_CODE_DONE: Message =
    Message::new("cosmwasm.wasm.v1.MsgStoreCodeResponse", &[long(1, "code_id"), bytes(2, "checksum")]);
static INSTANTIATE_DONE: Message =
    Message::new("cosmwasm.wasm.v1.MsgInstantiateContractResponse", &[text(1, "address"), bytes(2, "data")]);
static INSTANTIATE2_DONE: Message =
    Message::new("cosmwasm.wasm.v1.MsgInstantiateContract2Response", &[text(1, "address"), bytes(2, "data")]);
static EXECUTE_DONE: Message = Message::new("cosmwasm.wasm.v1.MsgExecuteContractResponse", &[bytes(1, "data")]);
static MIGRATE_DONE: Message = Message::new("cosmwasm.wasm.v1.MsgMigrateContractResponse", &[bytes(1, "data")]);
static UPDATE_ADMIN_DONE: Message = Message::new("cosmwasm.wasm.v1.MsgUpdateAdminResponse", &[]);
static CLEAR_ADMIN_DONE: Message = Message::new("cosmwasm.wasm.v1.MsgClearAdminResponse", &[]);

static SECP256K1: Message = Message::new("cosmos.crypto.secp256k1.PubKey", &[bytes(1, "key")]);
static BASE_ACCOUNT_ANY: &Message = &super::queries::BASE_ACCOUNT;

/// What an `Any` may hold here.
static KNOWN: &[&Message] = &[
    &MSG_SEND,
    &MSG_MULTI_SEND,
    &MSG_STORE_CODE,
    &MSG_INSTANTIATE,
    &MSG_INSTANTIATE2,
    &MSG_EXECUTE,
    &MSG_MIGRATE,
    &MSG_UPDATE_ADMIN,
    &MSG_CLEAR_ADMIN,
    &SEND_DONE,
    &MULTI_SEND_DONE,
    &STORE_CODE_DONE,
    &INSTANTIATE_DONE,
    &INSTANTIATE2_DONE,
    &EXECUTE_DONE,
    &MIGRATE_DONE,
    &UPDATE_ADMIN_DONE,
    &CLEAR_ADMIN_DONE,
    &SECP256K1,
    BASE_ACCOUNT_ANY,
    &TX,
];

/// The message of a type URL.
pub(super) fn by_url(url: &str) -> Option<&'static Message> {
    let name = url.strip_prefix('/')?;
    KNOWN.iter().copied().find(|message| message.name == name)
}

const SIGN_MODES: &[(u64, &str)] = &[
    (0, "SIGN_MODE_UNSPECIFIED"),
    (1, "SIGN_MODE_DIRECT"),
    (2, "SIGN_MODE_TEXTUAL"),
    (3, "SIGN_MODE_DIRECT_AUX"),
    (127, "SIGN_MODE_LEGACY_AMINO_JSON"),
    (191, "SIGN_MODE_EIP_191"),
];

static FEE: Message = Message::new(
    "cosmos.tx.v1beta1.Fee",
    &[coins(1, "amount"), long(2, "gas_limit"), text(3, "payer"), text(4, "granter")],
);
static SINGLE: Message =
    Message::new("cosmos.tx.v1beta1.ModeInfo.Single", &[Field::new(1, "mode", Kind::Name(SIGN_MODES))]);
static MODE_INFO: Message = Message::new("cosmos.tx.v1beta1.ModeInfo", &[one(1, "single", &SINGLE).variant()]);
static SIGNER_INFO: Message = Message::new(
    "cosmos.tx.v1beta1.SignerInfo",
    &[any(1, "public_key"), one(2, "mode_info", &MODE_INFO), long(3, "sequence")],
);
static TIP: Message = Message::new("cosmos.tx.v1beta1.Tip", &[coins(1, "amount"), text(2, "tipper")]);

/// `cosmos.tx.v1beta1.TxBody`.
static TX_BODY: Message = Message::new(
    "cosmos.tx.v1beta1.TxBody",
    &[
        any(1, "messages").many(),
        text(2, "memo"),
        long(3, "timeout_height"),
        flag(4, "unordered"),
        Field::new(5, "timeout_timestamp", Kind::Time),
        any(1023, "extension_options").many(),
        any(2047, "non_critical_extension_options").many(),
    ],
);

/// `cosmos.tx.v1beta1.AuthInfo`.
static AUTH_INFO: Message = Message::new(
    "cosmos.tx.v1beta1.AuthInfo",
    &[one(1, "signer_infos", &SIGNER_INFO).many(), one(2, "fee", &FEE), one(3, "tip", &TIP)],
);

/// `cosmos.tx.v1beta1.Tx`, which has the bytes of a `TxRaw`.
pub(crate) static TX: Message = Message::new(
    "cosmos.tx.v1beta1.Tx",
    &[one(1, "body", &TX_BODY), one(2, "auth_info", &AUTH_INFO), bytes(3, "signatures").many()],
);

static AMINO_FEE: Message =
    Message::new("AminoSignFee", &[coins(1, "amount"), long(2, "gas").kept(), text(3, "payer"), text(4, "granter")]);

/// What amino signers sign.
pub(super) static AMINO_SIGN_DOC: Message = Message::new(
    "AminoSignDoc",
    &[
        long(1, "account_number").kept(),
        long(2, "sequence").kept(),
        long(3, "timeout_height"),
        text(4, "chain_id").kept(),
        text(5, "memo").kept(),
        one(6, "fee", &AMINO_FEE).kept(),
        any(7, "msgs").many().kept(),
    ],
);
