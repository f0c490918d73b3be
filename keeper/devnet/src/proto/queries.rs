//! Questions and answers, as the gateway passes them on.

use super::messages::{access, ACCESS_CONFIG, COIN};
use super::{any, bytes, flag, long, one, text, Field, Kind, Message};

const fn hex(tag: u32, name: &'static str) -> Field {
    Field::new(tag, name, Kind::Hex)
}

/// `cosmos.base.query.v1beta1.PageRequest`.
pub(crate) static PAGE_REQUEST: Message = Message::new(
    "cosmos.base.query.v1beta1.PageRequest",
    &[bytes(1, "key"), long(2, "offset"), long(3, "limit"), flag(4, "count_total"), flag(5, "reverse")],
);
static PAGE_RESPONSE: Message =
    Message::new("cosmos.base.query.v1beta1.PageResponse", &[bytes(1, "next_key"), long(2, "total")]);

const fn page(tag: u32) -> Field {
    one(tag, "pagination", &PAGE_REQUEST)
}

const fn paged(tag: u32) -> Field {
    one(tag, "pagination", &PAGE_RESPONSE)
}

macro_rules! messages {
    ($($(#[$doc:meta])* $name:ident = $full:literal [$($field:expr),* $(,)?];)*) => {
        $($(#[$doc])* pub(crate) static $name: Message = Message::new($full, &[$($field),*]);)*
    };
}

messages! {
    /// No parameters.
    NOTHING = "google.protobuf.Empty" [];
    /// An address.
    ADDRESS = "cosmos.auth.v1beta1.QueryAccountRequest" [text(1, "address")];
    /// An address, and a page.
    ADDRESS_PAGE = "cosmos.bank.v1beta1.QueryAllBalancesRequest" [text(1, "address"), page(2)];
    /// An address and a denom.
    ADDRESS_DENOM = "cosmos.bank.v1beta1.QueryBalanceRequest" [text(1, "address"), text(2, "denom")];
    /// A denom.
    DENOM = "cosmos.bank.v1beta1.QuerySupplyOfRequest" [text(1, "denom")];
    /// A page.
    PAGE = "cosmos.bank.v1beta1.QueryTotalSupplyRequest" [page(1)];

    /// A page, where the message numbers it so.
    PAGE_SECOND = "cosmwasm.wasm.v1.QueryPinnedCodesRequest" [page(2)];

    /// An account.
    BASE_ACCOUNT = "cosmos.auth.v1beta1.BaseAccount" [
        text(1, "address"), any(2, "pub_key"), long(3, "account_number"), long(4, "sequence"),
    ];
    /// Account.
    ACCOUNT = "cosmos.auth.v1beta1.QueryAccountResponse" [any(1, "account")];
    /// Account, whatever its kind.
    ACCOUNT_INFO = "cosmos.auth.v1beta1.QueryAccountInfoResponse" [one(1, "info", &BASE_ACCOUNT)];
    /// Prefix of addresses.
    BECH32 = "cosmos.auth.v1beta1.Bech32PrefixResponse" [text(1, "bech32_prefix")];
    /// Fields of the parameters.
    AUTH_PARAMS_FIELDS = "cosmos.auth.v1beta1.Params" [
        long(1, "max_memo_characters"), long(2, "tx_sig_limit"), long(3, "tx_size_cost_per_byte"),
        long(4, "sig_verify_cost_ed25519"), long(5, "sig_verify_cost_secp256k1"),
    ];
    /// Parameters of x/auth.
    AUTH_PARAMS = "cosmos.auth.v1beta1.QueryParamsResponse" [one(1, "params", &AUTH_PARAMS_FIELDS)];

    /// Balances.
    BALANCES = "cosmos.bank.v1beta1.QueryAllBalancesResponse" [one(1, "balances", &COIN).many(), paged(2)];
    /// A balance.
    BALANCE = "cosmos.bank.v1beta1.QueryBalanceResponse" [one(1, "balance", &COIN)];
    /// Supply of all coins.
    SUPPLY = "cosmos.bank.v1beta1.QueryTotalSupplyResponse" [one(1, "supply", &COIN).many(), paged(2)];
    /// Supply of a coin.
    SUPPLY_OF = "cosmos.bank.v1beta1.QuerySupplyOfResponse" [one(1, "amount", &COIN)];
    /// Which no coin has here.
    METADATA = "cosmos.bank.v1beta1.Metadata" [];
    /// Metadata of all coins.
    METADATAS = "cosmos.bank.v1beta1.QueryDenomsMetadataResponse" [one(1, "metadatas", &METADATA).many(), paged(2)];
    /// Metadata of a coin.
    METADATA_OF = "cosmos.bank.v1beta1.QueryDenomMetadataResponse" [one(1, "metadata", &METADATA)];
    /// Whether a coin may be sent.
    SEND_ENABLED = "cosmos.bank.v1beta1.SendEnabled" [text(1, "denom"), flag(2, "enabled")];
    /// Fields of the parameters.
    BANK_PARAMS_FIELDS = "cosmos.bank.v1beta1.Params" [
        one(1, "send_enabled", &SEND_ENABLED).many(), flag(2, "default_send_enabled"),
    ];
    /// Parameters of x/bank.
    BANK_PARAMS = "cosmos.bank.v1beta1.QueryParamsResponse" [one(1, "params", &BANK_PARAMS_FIELDS)];

    /// A transaction to try.
    SIMULATE = "cosmos.tx.v1beta1.SimulateRequest" [bytes(2, "tx_bytes")];
    /// Gas.
    GAS_INFO = "cosmos.base.abci.v1beta1.GasInfo" [long(1, "gas_wanted"), long(2, "gas_used")];
    /// An attribute.
    EVENT_ATTRIBUTE = "tendermint.abci.EventAttribute" [text(1, "key"), text(2, "value"), flag(3, "index")];
    /// An event.
    EVENT = "tendermint.abci.Event" [text(1, "type"), one(2, "attributes", &EVENT_ATTRIBUTE).many()];
    /// What it did.
    RESULT = "cosmos.base.abci.v1beta1.Result" [
        bytes(1, "data"), text(2, "log"), one(3, "events", &EVENT).many(), any(4, "msg_responses").many(),
    ];
    /// What it would do.
    SIMULATED = "cosmos.tx.v1beta1.SimulateResponse" [one(1, "gas_info", &GAS_INFO), one(2, "result", &RESULT)];

    /// A code.
    CODE_ID = "cosmwasm.wasm.v1.QueryCodeRequest" [long(1, "code_id")];
    /// A code, and a page.
    CODE_ID_PAGE = "cosmwasm.wasm.v1.QueryContractsByCodeRequest" [long(1, "code_id"), page(2)];
    /// A contract and a key.
    RAW = "cosmwasm.wasm.v1.QueryRawContractStateRequest" [text(1, "address"), bytes(2, "query_data")];
    /// A creator, and a page.
    CREATOR_PAGE = "cosmwasm.wasm.v1.QueryContractsByCreatorRequest" [text(1, "creator_address"), page(2)];
    /// A code's record.
    CODE_INFO = "cosmwasm.wasm.v1.CodeInfoResponse" [
        long(1, "code_id"), text(2, "creator"), hex(3, "data_hash"),
        one(6, "instantiate_permission", &ACCESS_CONFIG),
    ];
    /// The same, by its newer name.
    CODE_INFO_ONLY = "cosmwasm.wasm.v1.QueryCodeInfoResponse" [
        long(1, "code_id"), text(2, "creator"), hex(3, "checksum"),
        one(4, "instantiate_permission", &ACCESS_CONFIG),
    ];
    /// A code with its wasm.
    CODE = "cosmwasm.wasm.v1.QueryCodeResponse" [one(1, "code_info", &CODE_INFO), bytes(2, "data")];
    /// All codes.
    CODES = "cosmwasm.wasm.v1.QueryCodesResponse" [one(1, "code_infos", &CODE_INFO).many(), paged(2)];
    /// Pinned codes.
    PINNED = "cosmwasm.wasm.v1.QueryPinnedCodesResponse" [long(1, "code_ids").many(), paged(2)];
    /// A code's contracts.
    CONTRACTS = "cosmwasm.wasm.v1.QueryContractsByCodeResponse" [text(1, "contracts").many(), paged(2)];
    /// A creator's contracts.
    CREATED = "cosmwasm.wasm.v1.QueryContractsByCreatorResponse" [text(1, "contract_addresses").many(), paged(2)];
    /// Where a transaction was.
    POSITION = "cosmwasm.wasm.v1.AbsoluteTxPosition" [long(1, "block_height"), long(2, "tx_index")];
    /// A contract's record.
    CONTRACT_INFO = "cosmwasm.wasm.v1.ContractInfo" [
        long(1, "code_id"), text(2, "creator"), text(3, "admin"), text(4, "label"), one(5, "created", &POSITION),
        text(6, "ibc_port_id"), any(7, "extension"), text(8, "ibc2_port_id"),
    ];
    /// A contract.
    CONTRACT = "cosmwasm.wasm.v1.QueryContractInfoResponse" [
        text(1, "address"), one(2, "contract_info", &CONTRACT_INFO),
    ];
    /// A key and its value.
    MODEL = "cosmwasm.wasm.v1.Model" [hex(1, "key"), bytes(2, "value")];
    /// A contract's state.
    STATE = "cosmwasm.wasm.v1.QueryAllContractStateResponse" [one(1, "models", &MODEL).many(), paged(2)];
    /// A value.
    RAW_STATE = "cosmwasm.wasm.v1.QueryRawContractStateResponse" [bytes(1, "data")];
    /// A contract's answer.
    SMART_STATE = "cosmwasm.wasm.v1.QuerySmartContractStateResponse" [Field::new(1, "data", Kind::Json)];
    /// A code that a contract ran.
    HISTORY_ENTRY = "cosmwasm.wasm.v1.ContractCodeHistoryEntry" [
        Field::new(1, "operation", Kind::Name(OPERATIONS)), long(2, "code_id"), one(3, "updated", &POSITION),
        Field::new(4, "msg", Kind::Json),
    ];
    /// All of them.
    HISTORY = "cosmwasm.wasm.v1.QueryContractHistoryResponse" [one(1, "entries", &HISTORY_ENTRY).many(), paged(2)];
    /// Fields of the parameters.
    WASM_PARAMS_FIELDS = "cosmwasm.wasm.v1.Params" [
        one(1, "code_upload_access", &ACCESS_CONFIG), access(2, "instantiate_default_permission"),
    ];
    /// Parameters of x/wasm.
    WASM_PARAMS = "cosmwasm.wasm.v1.QueryParamsResponse" [one(1, "params", &WASM_PARAMS_FIELDS)];
}

const OPERATIONS: &[(u64, &str)] = &[
    (0, "CONTRACT_CODE_HISTORY_OPERATION_TYPE_UNSPECIFIED"),
    (1, "CONTRACT_CODE_HISTORY_OPERATION_TYPE_INIT"),
    (2, "CONTRACT_CODE_HISTORY_OPERATION_TYPE_MIGRATE"),
    (3, "CONTRACT_CODE_HISTORY_OPERATION_TYPE_GENESIS"),
];
