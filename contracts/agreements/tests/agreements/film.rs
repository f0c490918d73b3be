//! A film whose parties agree: a bank that recoups, an agent, the crew with its union, holders with a trustee, and fans who
//! have nobody to speak for them.

use backlot_agreements::{contract, ContractError};
use backlot_api::{
    agreements::{ExecuteMsg, InstantiateMsg, ProposalResponse, QueryMsg},
    collection,
    schedule::{Party, Payee},
};
use backlot_testkit::{addr, app, TestApp};
use cosmwasm_std::{to_json_binary, Addr, Binary, Coin, Empty, Timestamp};
use cw_multi_test::{AppResponse, ContractWrapper, Executor};
use cw_storage_plus::Item;
use serde::de::DeserializeOwned;

use crate::doubles::{self, Script};

pub const HOUR: u64 = 3_600;
pub const DAY: u64 = 24 * HOUR;

pub struct Film {
    pub app: TestApp,
    pub code: u64,
    pub account: u64,
    pub engine: Addr,
    pub collection: Addr,
    pub agreements: Addr,
}

impl Film {
    pub fn new() -> Self {
        Self::with(|_, _| {})
    }

    /// A film with another first agreement.
    pub fn with(change: impl FnOnce(&TestApp, &mut Script)) -> Self {
        let (mut app, _) = app();
        let owner = addr(&app, "owner");
        let code = doubles::engine(&mut app);
        let engine = app.instantiate_contract(code, owner.clone(), &Empty {}, &[], "engine", None).unwrap();
        let account = doubles::collection(&mut app);
        let collection = app.instantiate_contract(account, owner.clone(), &owner, &[], "collection", None).unwrap();
        let code = ContractWrapper::new(contract::execute, contract::instantiate, contract::query)
            .with_migrate(contract::migrate);
        let code = app.store_code(Box::new(code));
        let mut film = Self { app, code, account, engine, collection, agreements: Addr::unchecked("") };
        let mut script = film.script(&[]);
        change(&film.app, &mut script);
        film.agreements = film.open(&film.first(&script)).unwrap();
        film
    }

    /// The agreement of the film as it begins, but for whom it hurts.
    pub fn script(&self, falls: &[&str]) -> Script {
        let wallet = |name| Payee::Wallet { address: self.wallet(name) };
        let party = |id: &str, payee, voice: Option<&str>| Party {
            id: id.into(),
            payee,
            invested: None,
            held_until: None,
            voice: voice.map(|name| self.wallet(name)),
        };
        Script {
            parties: vec![
                party("bank", wallet("bank"), None),
                party("agent", wallet("agent"), None),
                party("crew", wallet("crew"), Some("union")),
                party("holders", Payee::Series { series: 0 }, Some("trustee")),
                party("fans", Payee::Series { series: 1 }, None),
            ],
            quorum: 5_000,
            terms: "the terms".into(),
            falls: falls.iter().map(|&id| id.into()).collect(),
        }
    }

    pub fn first(&self, script: &Script) -> InstantiateMsg {
        InstantiateMsg {
            owner: self.wallet("owner"),
            engine: self.engine.to_string(),
            collection: self.collection.to_string(),
            series: 2,
            agreement: text(script),
        }
    }

    pub fn open(&mut self, msg: &InstantiateMsg) -> anyhow::Result<Addr> {
        let owner = addr(&self.app, "owner");
        self.app.instantiate_contract(self.code, owner.clone(), msg, &[], "agreements", Some(owner.into()))
    }

    /// Another film's account.
    pub fn account_of(&mut self, owner: &str) -> String {
        let owner = addr(&self.app, owner);
        let account = self.app.instantiate_contract(self.account, owner.clone(), &owner, &[], "account", None);
        account.unwrap().into()
    }

    pub fn wallet(&self, name: &str) -> String {
        addr(&self.app, name).into()
    }

    pub fn call(&mut self, sender: &str, msg: &ExecuteMsg, funds: &[Coin]) -> anyhow::Result<AppResponse> {
        let sender = addr(&self.app, sender);
        self.app.execute_contract(sender, self.agreements.clone(), msg, funds)
    }

    pub fn ahead(&self, seconds: u64) -> Timestamp {
        self.app.block_info().time.plus_seconds(seconds)
    }

    /// The owner proposes, for thirty days.
    pub fn propose(&mut self, script: &Script) -> anyhow::Result<AppResponse> {
        let msg = ExecuteMsg::Propose { agreement: text(script), deadline: self.ahead(30 * DAY), reference: None };
        self.call("owner", &msg, &[])
    }

    /// The usual proposal: the bank can get less by it.
    pub fn propose_against_the_bank(&mut self) {
        let script = self.script(&["bank"]);
        self.propose(&script).unwrap();
    }

    pub fn consent(&mut self, sender: &str, party: &str, consent: bool) -> anyhow::Result<AppResponse> {
        self.call(sender, &ExecuteMsg::Consent { parties: vec![party.into()], consent }, &[])
    }

    /// The bank, and half of the other three who can speak.
    pub fn all_who_must_consent(&mut self) {
        for (sender, party) in [("bank", "bank"), ("agent", "agent"), ("trustee", "holders")] {
            self.consent(sender, party, true).unwrap();
        }
    }

    pub fn adopt(&mut self) -> anyhow::Result<AppResponse> {
        self.call("stranger", &ExecuteMsg::Adopt {}, &[])
    }

    pub fn withdraw(&mut self) -> anyhow::Result<AppResponse> {
        self.call("owner", &ExecuteMsg::Withdraw {}, &[])
    }

    pub fn ask<T: DeserializeOwned>(&self, query: &QueryMsg) -> anyhow::Result<T> {
        Ok(self.app.wrap().query_wasm_smart(&self.agreements, query)?)
    }

    pub fn proposal(&self) -> Option<ProposalResponse> {
        self.ask(&QueryMsg::Proposal {}).unwrap()
    }

    pub fn version(&self) -> u32 {
        self.ask::<backlot_api::agreements::ConfigResponse>(&QueryMsg::Config {}).unwrap().version
    }

    /// What the account was told, and by whom.
    pub fn told(&self) -> Vec<(String, collection::ExecuteMsg)> {
        doubles::TOLD.query(&self.app.wrap(), self.collection.clone()).unwrap()
    }

    /// Changes what the account keeps.
    pub fn set<T: serde::Serialize + DeserializeOwned>(&mut self, item: &Item<T>, value: &T) {
        let mut storage = self.app.contract_storage_mut(&self.collection);
        item.save(storage.as_mut(), value).unwrap();
    }
}

pub fn text(script: &Script) -> Binary {
    to_json_binary(script).unwrap()
}

/// The typed refusal of a call.
pub fn refusal<T: std::fmt::Debug>(result: anyhow::Result<T>) -> ContractError {
    result.expect_err("the call should be refused").downcast().expect("a refusal of ours")
}
