//! A chain in memory with a few keys, and transactions built by hand.

use backlot_devnet::app::{
    address_bytes, address_text, AbciEvent, Application, BlockHeader, Genesis, MemoryState, QueryResult, TxResult,
    WasmApp,
};
use cosmrs::proto::cosmos::auth::v1beta1::{BaseAccount, QueryAccountRequest, QueryAccountResponse};
use cosmrs::proto::cosmos::bank::v1beta1::{MsgSend, QueryBalanceRequest, QueryBalanceResponse};
use cosmrs::proto::cosmos::base::abci::v1beta1::TxMsgData;
use cosmrs::proto::cosmos::base::v1beta1::Coin;
use cosmrs::proto::cosmos::crypto::secp256k1::PubKey;
use cosmrs::proto::cosmos::tx::v1beta1::{mode_info, AuthInfo, Fee, ModeInfo, SignDoc, SignerInfo, TxBody, TxRaw};
use cosmrs::proto::cosmwasm::wasm::v1::{
    MsgExecuteContract, MsgInstantiateContract, MsgInstantiateContractResponse, MsgStoreCode, MsgStoreCodeResponse,
    QueryRawContractStateRequest, QueryRawContractStateResponse,
};
use cosmrs::proto::Any;
use k256::ecdsa::{signature::Signer, Signature, SigningKey};
use prost::{Message, Name};
use sha2::Digest;

pub const CHAIN: &str = "test-1";
pub const DENOM: &str = "stake";
/// What every wallet of the world begins with.
pub const PURSE: u128 = 1_000_000_000_000;

/// A key and the address it has.
pub struct Wallet {
    key: SigningKey,
    pub address: String,
}

impl Wallet {
    pub fn new(seed: u8) -> Self {
        let key = SigningKey::from_slice(&[seed; 32]).unwrap();
        let public = key.verifying_key().to_encoded_point(true);
        let hash = ripemd::Ripemd160::digest(sha2::Sha256::digest(public.as_bytes()));
        Self { key, address: address_text(&hash) }
    }

    fn public(&self) -> Any {
        let key = self.key.verifying_key().to_encoded_point(true).as_bytes().to_vec();
        Any { type_url: PubKey::type_url(), value: PubKey { key }.encode_to_vec() }
    }
}

/// Everything about a transaction that a test may want wrong.
pub struct Draft {
    pub messages: Vec<Any>,
    pub gas: u64,
    pub fee: u128,
    pub memo: String,
    pub timeout_height: u64,
    pub chain_id: String,
    pub number: u64,
    pub sequence: u64,
    pub sign: bool,
}

impl Draft {
    pub fn build(&self, wallet: &Wallet) -> Vec<u8> {
        let body = TxBody {
            messages: self.messages.clone(),
            memo: self.memo.clone(),
            timeout_height: self.timeout_height,
            ..TxBody::default()
        };
        let single = mode_info::Sum::Single(mode_info::Single { mode: 1 });
        let info = SignerInfo {
            public_key: Some(wallet.public()),
            mode_info: Some(ModeInfo { sum: Some(single) }),
            sequence: self.sequence,
        };
        let amount = if self.fee == 0 { vec![] } else { vec![coin(self.fee, DENOM)] };
        let fee = Fee { amount, gas_limit: self.gas, ..Fee::default() };
        let auth = AuthInfo { signer_infos: vec![info], fee: Some(fee), ..AuthInfo::default() };
        let document = SignDoc {
            body_bytes: body.encode_to_vec(),
            auth_info_bytes: auth.encode_to_vec(),
            chain_id: self.chain_id.clone(),
            account_number: self.number,
        };
        let signature: Signature = wallet.key.sign(&document.encode_to_vec());
        let signatures = vec![if self.sign { signature.to_vec() } else { Vec::new() }];
        let SignDoc { body_bytes, auth_info_bytes, .. } = document;
        TxRaw { body_bytes, auth_info_bytes, signatures }.encode_to_vec()
    }
}

pub fn coin(amount: u128, denom: &str) -> Coin {
    Coin { denom: denom.to_owned(), amount: amount.to_string() }
}

pub fn any<M: Message + Name>(message: &M) -> Any {
    Any { type_url: M::type_url(), value: message.encode_to_vec() }
}

/// The chain.
pub struct World {
    pub app: WasmApp,
    pub state: MemoryState,
    pub header: BlockHeader,
    pub alice: Wallet,
    pub bob: Wallet,
    _cache: tempfile::TempDir,
}

impl World {
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    pub fn with(change: impl FnOnce(&mut Genesis)) -> Self {
        let cache = tempfile::tempdir().unwrap();
        let app = WasmApp::new(cache.path().join("vm")).unwrap();
        let (alice, bob) = (Wallet::new(1), Wallet::new(2));
        let purse = || [(DENOM.to_owned(), PURSE)].into();
        let mut genesis = Genesis {
            chain_id: CHAIN.to_owned(),
            balances: [(alice.address.clone(), purse()), (bob.address.clone(), purse())].into(),
            fee_denom: DENOM.to_owned(),
            ..Genesis::default()
        };
        change(&mut genesis);
        let mut state = MemoryState::default();
        state.apply(app.genesis(&genesis).unwrap());
        let header = BlockHeader { chain_id: CHAIN.to_owned(), height: 1, time_ns: 1_700_000_000_000_000_000 };
        Self { app, state, header, alice, bob, _cache: cache }
    }

    /// Runs one block.
    pub fn block(&mut self, txs: &[Vec<u8>]) -> Vec<TxResult> {
        let outcome = self.app.finalize_block(&self.state, &self.header, txs);
        self.state.apply(outcome.writes);
        self.header.height += 1;
        self.header.time_ns += 1_000_000_000;
        outcome.results
    }

    /// A transaction of Alice's with all in order.
    pub fn draft(&self, messages: Vec<Any>) -> Draft {
        self.draft_of(&self.alice, messages)
    }

    pub fn draft_of(&self, wallet: &Wallet, messages: Vec<Any>) -> Draft {
        let account = self.account(&wallet.address).unwrap_or_default();
        Draft {
            messages,
            gas: 50_000_000,
            fee: 0,
            memo: String::new(),
            timeout_height: 0,
            chain_id: CHAIN.to_owned(),
            number: account.account_number,
            sequence: account.sequence,
            sign: true,
        }
    }

    /// Runs a block with one transaction of Alice's.
    pub fn run(&mut self, message: Any) -> TxResult {
        let tx = self.draft(vec![message]).build(&self.alice);
        self.block(&[tx]).pop().unwrap()
    }

    /// The same, which must succeed.
    pub fn ok(&mut self, message: Any) -> TxResult {
        let result = self.run(message);
        assert_eq!(result.code, 0, "{}", result.log);
        result
    }

    pub fn query(&self, path: &str, request: &impl Message) -> QueryResult {
        self.app.query(&self.state, &self.header, path, &request.encode_to_vec())
    }

    pub fn account(&self, address: &str) -> Option<BaseAccount> {
        let request = QueryAccountRequest { address: address.to_owned() };
        let result = self.query("/cosmos.auth.v1beta1.Query/Account", &request);
        let response = QueryAccountResponse::decode(result.value.as_slice()).unwrap();
        response.account.map(|any| BaseAccount::decode(any.value.as_slice()).unwrap())
    }

    pub fn balance(&self, address: &str, denom: &str) -> u128 {
        let request = QueryBalanceRequest { address: address.to_owned(), denom: denom.to_owned() };
        let result = self.query("/cosmos.bank.v1beta1.Query/Balance", &request);
        QueryBalanceResponse::decode(result.value.as_slice()).unwrap().balance.unwrap().amount.parse().unwrap()
    }

    pub fn send(&self, to: &str, amount: u128) -> Any {
        any(&MsgSend {
            from_address: self.alice.address.clone(),
            to_address: to.to_owned(),
            amount: vec![coin(amount, DENOM)],
        })
    }

    /// Stores code.
    pub fn store(&mut self, wasm: Vec<u8>) -> u64 {
        let sender = self.alice.address.clone();
        let result = self.ok(any(&MsgStoreCode { sender, wasm_byte_code: wasm, instantiate_permission: None }));
        first_response::<MsgStoreCodeResponse>(&result).code_id
    }

    /// Makes a contract whose admin is Alice.
    pub fn instantiate(&mut self, code_id: u64, msg: &str) -> String {
        let sender = self.alice.address.clone();
        let result = self.ok(any(&MsgInstantiateContract {
            sender: sender.clone(),
            admin: sender,
            code_id,
            label: "test".to_owned(),
            msg: msg.as_bytes().to_vec(),
            funds: Vec::new(),
        }));
        first_response::<MsgInstantiateContractResponse>(&result).address
    }

    /// A call of Alice's.
    pub fn call(&self, contract: &str, msg: &str) -> Any {
        any(&MsgExecuteContract {
            sender: self.alice.address.clone(),
            contract: contract.to_owned(),
            msg: msg.as_bytes().to_vec(),
            funds: Vec::new(),
        })
    }

    /// What a contract keeps under a key, as text.
    pub fn kept(&self, contract: &str, key: &str) -> String {
        let request = QueryRawContractStateRequest { address: contract.to_owned(), query_data: key.into() };
        let result = self.query("/cosmwasm.wasm.v1.Query/RawContractState", &request);
        assert_eq!(result.code, 0, "{}", result.log);
        let data = QueryRawContractStateResponse::decode(result.value.as_slice()).unwrap().data;
        String::from_utf8(data).unwrap()
    }
}

pub fn first_response<M: Message + Default>(result: &TxResult) -> M {
    let data = TxMsgData::decode(result.data.as_slice()).unwrap();
    M::decode(data.msg_responses[0].value.as_slice()).unwrap()
}

/// `type{key=value,…}`, one event a line.
pub fn lines(events: &[AbciEvent]) -> Vec<String> {
    let attributes = |event: &AbciEvent| {
        let pairs = event.attributes.iter().map(|one| format!("{}={}", one.key, one.value));
        pairs.collect::<Vec<_>>().join(",")
    };
    events.iter().map(|event| format!("{}{{{}}}", event.r#type, attributes(event))).collect()
}

/// A fresh address nobody has a key to.
pub fn stranger(number: u32) -> String {
    let mut bytes = [7; 20];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    let text = address_text(&bytes);
    assert_eq!(address_bytes(&text).unwrap(), bytes);
    text
}
