//! Ring 2: the contracts linked natively into `cw-multi-test`, behind the `Chain` seam.
//!
//! The app lives on a thread of its own (it is not `Send`); everyone else sends it work. A transaction is what was
//! signed, kept until it is broadcast, and every broadcast is a block.

use std::{
    collections::BTreeMap,
    sync::{mpsc, Arc, Mutex},
    thread,
};

use async_trait::async_trait;
use backlot_api::studio::{Code, Kind};
use backlot_chain::{Account, Chain, ChainError, Msg, SignedTx, Signer, Status, TxOutcome, TxTerms};
use backlot_testkit::{app, mint, pass, BankRail, TestApp};
use cosmwasm_std::{Addr, BankMsg, Binary, CosmosMsg, Empty, WasmMsg};
use cw_multi_test::{Contract, ContractWrapper};
use sha2::{Digest, Sha256};

use crate::{Actor, Codes, Ring};

const CHAIN_ID: &str = "native";
/// A call that always fails, put behind a transaction to take it back: a simulation.
const TAKE_BACK: &str = "take the simulation back";

type Work = Box<dyn FnOnce(&mut TestApp, &BankRail) + Send>;

/// The chain.
pub struct NativeChain {
    work: Mutex<mpsc::Sender<Work>>,
    ledger: Mutex<Ledger>,
}

#[derive(Default)]
struct Ledger {
    sequences: BTreeMap<String, u64>,
    signed: BTreeMap<String, (String, u64, Vec<Msg>)>,
    included: Vec<TxOutcome>,
}

impl NativeChain {
    fn start() -> Self {
        let (sender, receiver) = mpsc::channel::<Work>();
        thread::spawn(move || {
            let (mut app, rail) = app();
            while let Ok(work) = receiver.recv() {
                work(&mut app, &rail);
            }
        });
        Self { work: Mutex::new(sender), ledger: Mutex::default() }
    }

    /// Runs something on the app's thread and waits for it.
    pub fn with<R: Send + 'static>(&self, work: impl FnOnce(&mut TestApp, &BankRail) -> R + Send + 'static) -> R {
        let (answer, wait) = mpsc::channel();
        let work: Work = Box::new(move |app, rail| {
            // The asker may be gone: nothing to tell then.
            let _gone = answer.send(work(app, rail));
        });
        self.work.lock().expect("nobody panics holding it").send(work).expect("the app's thread lives");
        wait.recv().expect("the app's thread answers")
    }
}

#[async_trait]
impl Chain for NativeChain {
    fn chain_id(&self) -> &str {
        CHAIN_ID
    }

    async fn status(&self) -> Result<Status, ChainError> {
        let block = self.with(|app, _| app.block_info());
        Ok(Status { chain_id: CHAIN_ID.into(), height: block.height, time_ns: block.time.nanos() })
    }

    async fn account(&self, address: &str) -> Result<Account, ChainError> {
        let ledger = self.ledger.lock().expect("nobody panics holding it");
        Ok(Account { number: 0, sequence: ledger.sequences.get(address).copied().unwrap_or_default() })
    }

    async fn balance(&self, address: &str, denom: &str) -> Result<u128, ChainError> {
        let (address, denom) = (Addr::unchecked(address), denom.to_owned());
        Ok(self.with(move |app, _| backlot_testkit::balance(app, &address, &denom)))
    }

    async fn query_smart(&self, contract: &str, msg: &[u8]) -> Result<Vec<u8>, ChainError> {
        let query = cosmwasm_std::WasmQuery::Smart { contract_addr: contract.into(), msg: Binary::from(msg) };
        self.with(move |app, _| app.wrap().query::<serde_json::Value>(&query.into()))
            .map(|answer| answer.to_string().into_bytes())
            .map_err(|error| refused(&error.to_string()))
    }

    async fn query_raw(&self, contract: &str, key: &[u8]) -> Result<Option<Vec<u8>>, ChainError> {
        let (contract, key) = (contract.to_owned(), key.to_vec());
        self.with(move |app, _| app.wrap().query_wasm_raw(contract, key)).map_err(|error| refused(&error.to_string()))
    }

    async fn simulate(&self, signer: &dyn Signer, _account: Account, msgs: &[Msg]) -> Result<u64, ChainError> {
        let take_back = WasmMsg::Execute { contract_addr: TAKE_BACK.into(), msg: Binary::default(), funds: vec![] };
        let sender = Addr::unchecked(signer.address());
        let mut messages = msgs.iter().map(native).collect::<Vec<_>>();
        messages.push(take_back.into());
        let (error, cost) = self.with(move |app, _| {
            app.storage().take();
            let error = app.execute_multi(sender, messages).expect_err("the last message fails");
            (format!("{error:#}"), app.storage().take())
        });
        if error.contains(TAKE_BACK) {
            return Ok(100_000 + cost.gas);
        }
        Err(refused(&error))
    }

    fn sign(&self, signer: &dyn Signer, terms: &TxTerms, msgs: &[Msg]) -> Result<SignedTx, ChainError> {
        let bytes = format!("{} {terms:?} {msgs:?}", signer.address()).into_bytes();
        let hash = hex::encode_upper(Sha256::digest(&bytes));
        let sequence = terms.account.sequence;
        let mut ledger = self.ledger.lock().expect("nobody panics holding it");
        ledger.signed.insert(hash.clone(), (signer.address().into(), sequence, msgs.to_vec()));
        Ok(SignedTx { hash, bytes, sequence, timeout_height: terms.timeout_height })
    }

    async fn broadcast(&self, tx: &SignedTx) -> Result<(), ChainError> {
        let (sender, sequence, msgs) = {
            let mut ledger = self.ledger.lock().expect("nobody panics holding it");
            let signed = ledger.signed.get(&tx.hash).cloned();
            let (sender, sequence, msgs) = signed.ok_or_else(|| ChainError::Malformed("never signed".into()))?;
            let expected = ledger.sequences.entry(sender.clone()).or_default();
            if *expected != sequence {
                let log = format!("account sequence mismatch, expected {expected}, got {sequence}");
                return Err(ChainError::Refused { codespace: "sdk".into(), code: 32, log });
            }
            *expected += 1;
            (sender, sequence, msgs)
        };
        debug_assert_eq!(sequence, tx.sequence);
        let messages = msgs.iter().map(native).collect::<Vec<_>>();
        let (result, gas_used, height) = self.with(move |app, _| {
            app.storage().take();
            let result = app.execute_multi(Addr::unchecked(sender), messages).map_err(|error| format!("{error:#}"));
            pass(app, 5);
            (result, 100_000 + app.storage().take().gas, app.block_info().height)
        });
        let (code, codespace, log, events) = match result {
            Ok(responses) => {
                (0, String::new(), String::new(), responses.into_iter().flat_map(|response| response.events).collect())
            }
            Err(error) => (5, "wasm".into(), error, vec![]),
        };
        let hash = tx.hash.clone();
        let outcome =
            TxOutcome { hash, height, code, codespace, log, gas_wanted: gas_used, gas_used, events, data: vec![] };
        self.ledger.lock().expect("nobody panics holding it").included.push(outcome);
        Ok(())
    }

    async fn find_tx(&self, hash: &str) -> Result<Option<TxOutcome>, ChainError> {
        let ledger = self.ledger.lock().expect("nobody panics holding it");
        Ok(ledger.included.iter().find(|outcome| outcome.hash == hash).cloned())
    }

    async fn search_txs(&self, query: &str, page: u32, per_page: u32) -> Result<Vec<TxOutcome>, ChainError> {
        let terms = query.split(" AND ").filter_map(|term| term.split_once('=')).collect::<Vec<_>>();
        let has =
            |outcome: &TxOutcome, (key, value): &(&str, &str)| {
                let (ty, key) = key.split_once('.').unwrap_or(("", key));
                let value = value.trim_matches('\'');
                outcome.events.iter().filter(|event| event.ty == ty).any(|event| {
                    event.attributes.iter().any(|attribute| attribute.key == key && attribute.value == value)
                })
            };
        let ledger = self.ledger.lock().expect("nobody panics holding it");
        let found = ledger.included.iter().filter(|outcome| terms.iter().all(|term| has(outcome, term)));
        let (skip, take) = ((page.saturating_sub(1) * per_page) as usize, per_page as usize);
        Ok(found.skip(skip).take(take).cloned().collect())
    }
}

fn refused(text: &str) -> ChainError {
    ChainError::Refused { codespace: "wasm".into(), code: 5, log: text.into() }
}

fn native(msg: &Msg) -> CosmosMsg {
    match msg.clone() {
        Msg::Execute { contract, msg, funds } => {
            WasmMsg::Execute { contract_addr: contract, msg: msg.into(), funds }.into()
        }
        Msg::Send { to, coins } => BankMsg::Send { to_address: to, amount: coins }.into(),
        Msg::Instantiate { code_id, admin, label, msg, funds } => {
            WasmMsg::Instantiate { admin, code_id, msg: msg.into(), funds, label }.into()
        }
        Msg::Migrate { contract, code_id, msg } => {
            WasmMsg::Migrate { contract_addr: contract, new_code_id: code_id, msg: msg.into() }.into()
        }
        Msg::Instantiate2 { code_id, admin, label, msg, funds, salt } => {
            WasmMsg::Instantiate2 { admin, code_id, label, msg: msg.into(), funds, salt: salt.into() }.into()
        }
        Msg::UpdateAdmin { contract, admin } => WasmMsg::UpdateAdmin { contract_addr: contract, admin }.into(),
        Msg::ClearAdmin { contract } => WasmMsg::ClearAdmin { contract_addr: contract }.into(),
        Msg::StoreCode { .. } => unreachable!("native code is registered, not stored"),
    }
}

/// The ring.
pub struct Native(Arc<NativeChain>);

impl Native {
    /// A chain of its own.
    pub fn ring() -> Box<dyn Ring> {
        Box::new(Self(Arc::new(NativeChain::start())))
    }
}

#[async_trait]
impl Ring for Native {
    fn chain(&self) -> Arc<dyn Chain> {
        self.0.clone()
    }

    async fn store_codes(&self, owner: &Actor) -> Codes {
        let creator = Addr::unchecked(owner.wallet());
        self.0.with(move |app, _| {
            let mut store = |contract| app.store_code_with_creator(creator.clone(), contract);
            let kinds = [
                (Kind::Rights, store(rights())),
                (Kind::Engine, store(engine())),
                (Kind::Agreements, store(agreements())),
                (Kind::Collection, store(collection())),
                (Kind::Licences, store(licences())),
                (Kind::Returns, store(returns())),
                (Kind::Interchange, store(interchange())),
            ];
            let version = || env!("CARGO_PKG_VERSION").to_owned();
            let kinds = kinds.map(|(kind, code_id)| Code { kind, code_id, version: version() }).to_vec();
            Codes { studio: store(studio()), kinds }
        })
    }

    async fn pass(&self, seconds: u64) {
        self.0.with(move |app, _| pass(app, seconds));
    }

    async fn give(&self, to: &str, amount: u128, denom: &str) {
        let (to, coin) = (Addr::unchecked(to), cosmwasm_std::coin(amount, denom));
        self.0.with(move |app, _| mint(app, &to, coin));
    }

    async fn block_recipient(&self, address: &str, blocked: bool) {
        let address = Addr::unchecked(address);
        self.0.with(move |_, rail| if blocked { rail.block(&address) } else { rail.unblock(&address) });
    }
}

macro_rules! linked {
    ($($(#[$doc:meta])* $name:ident = $krate:ident $(+ $extra:ident)?;)*) => {$(
        $(#[$doc])*
        pub fn $name() -> Box<dyn Contract<Empty>> {
            use $krate::contract::{execute, instantiate, migrate, query};
            let wrapper = ContractWrapper::new(execute, instantiate, query).with_migrate(migrate);
            $(let wrapper = wrapper.with_reply($krate::contract::$extra);)?
            Box::new(wrapper)
        }
    )*};
}

linked! {
    /// The studio, linked natively.
    studio = backlot_studio;
    /// A series, linked natively.
    rights = backlot_rights;
    /// The engine, linked natively.
    engine = backlot_engine;
    /// A film's agreements, linked natively.
    agreements = backlot_agreements;
    /// A collection account, linked natively.
    collection = backlot_collection;
    /// Licences, linked natively.
    licences = backlot_licences;
    /// Returns, linked natively.
    returns = backlot_returns;
    /// The interchange, linked natively.
    interchange = backlot_interchange + reply;
}
