//! The contracts around the account.

use backlot_api::agreements::Current;
use backlot_api::collection::InstantiateMsg;
use backlot_api::schedule::Agreement;
use backlot_api::{engine, interchange, returns};
use backlot_testkit::{addr, app, mint, no_execute, TestApp};
use cosmwasm_std::{coin, Addr, Uint128};
use cw_multi_test::{ContractWrapper, Executor};

use super::{draft, registry::registry, Film, DENOM, OTHER};

impl Film {
    pub fn with(change: impl FnOnce(&mut Agreement)) -> Self {
        let (mut app, rail) = app();
        let [owner, payer, stranger] = ["owner", "payer", "stranger"].map(|name| addr(&app, name));
        for wallet in [&owner, &payer, &stranger] {
            mint(&mut app, wallet, coin(1_000_000_000_000_000, DENOM));
            mint(&mut app, wallet, coin(1_000_000_000_000_000, OTHER));
        }
        let interchange = interchange(&mut app, &owner);
        let returns = returns(&mut app, &owner, &interchange);
        let reads = app.store_code(Box::new(ContractWrapper::new(
            no_execute,
            backlot_engine::contract::instantiate,
            backlot_engine::contract::query,
        )));
        let msg = engine::InstantiateMsg {};
        let engine = app.instantiate_contract(reads, owner.clone(), &msg, &[], "engine", None).unwrap();
        let registry = app.store_code(registry());
        let code = app.store_code(Box::new(
            ContractWrapper::new(
                backlot_collection::contract::execute,
                backlot_collection::contract::instantiate,
                backlot_collection::contract::query,
            )
            .with_migrate(backlot_collection::contract::migrate),
        ));
        let nowhere = Addr::unchecked("");
        let (collection, agreements) = (nowhere.clone(), nowhere);
        let mut film = Self {
            app,
            rail,
            owner,
            payer,
            stranger,
            collection,
            agreements,
            interchange,
            returns,
            engine,
            code,
            registry,
        };
        let mut draft = draft(&film.app);
        change(&mut draft.agreement);
        (film.collection, film.agreements) = film.open(&draft.agreement);
        film
    }

    /// Another account on the same chain: itself, and its agreements.
    pub fn open(&mut self, agreement: &Agreement) -> (Addr, Addr) {
        let compilation = self.compile(agreement);
        let current = Current { version: 1, terms: compilation.terms, parties: compilation.parties };
        let agreements = self.agree(&current);
        let msg = self.plan(&agreements);
        (self.account(&msg).unwrap(), agreements)
    }

    pub fn agree(&mut self, current: &Current) -> Addr {
        let owner = self.owner.clone();
        self.app.instantiate_contract(self.registry, owner, current, &[], "agreements", None).unwrap()
    }

    pub fn plan(&self, agreements: &Addr) -> InstantiateMsg {
        InstantiateMsg {
            owner: self.owner.to_string(),
            denom: DENOM.into(),
            agreements: agreements.to_string(),
            returns: self.returns.to_string(),
            interchange: self.interchange.to_string(),
        }
    }

    pub fn account(&mut self, msg: &InstantiateMsg) -> anyhow::Result<Addr> {
        let owner = self.owner.clone();
        let admin = Some(owner.to_string());
        self.app.instantiate_contract(self.code, owner, msg, &[], "collection", admin)
    }
}

fn interchange(app: &mut TestApp, owner: &Addr) -> Addr {
    let pays = app.store_code(Box::new(
        ContractWrapper::new(
            backlot_interchange::contract::execute,
            backlot_interchange::contract::instantiate,
            backlot_interchange::contract::query,
        )
        .with_reply(backlot_interchange::contract::reply),
    ));
    let msg = interchange::InstantiateMsg {};
    app.instantiate_contract(pays, owner.clone(), &msg, &[], "interchange", None).unwrap()
}

fn returns(app: &mut TestApp, owner: &Addr, interchange: &Addr) -> Addr {
    let runs = app.store_code(Box::new(ContractWrapper::new(
        backlot_returns::contract::execute,
        backlot_returns::contract::instantiate,
        backlot_returns::contract::query,
    )));
    let msg = returns::InstantiateMsg {
        owner: owner.to_string(),
        denom: DENOM.into(),
        series: vec![addr(app, "rights").into()],
        interchange: interchange.to_string(),
        terms: returns::Terms {
            threshold: Uint128::new(1_000),
            every: None,
            freeze: 86_400,
            pause: 86_400,
            bounty: None,
        },
    };
    app.instantiate_contract(runs, owner.clone(), &msg, &[], "returns", None).unwrap()
}
