//! A film on native contracts, without a seam in between: fast enough to walk over ten thousand times.

use std::{collections::BTreeMap, fmt::Debug};

use backlot_api::{
    collection, interchange, ledger, returns, rights,
    schedule::Agreement,
    studio::{self, Code, Kind},
};
use backlot_testkit::{addr, app, mint, BankRail, TestApp};
use backlot_tests::{
    film::{agreement, plan_of, Parties, USD},
    native,
};
use cosmwasm_std::{coin, Addr, Coin, Timestamp, Uint128};
use cw_multi_test::Executor;
use serde::Serialize;

/// Wallets that hold, sign and receive; behind them come [`SPARE`] that only ever replace a lost one.
pub const WALLETS: usize = 24;
pub const SPARE: usize = 6;
const WEALTH: u128 = 1_000_000_000_000;

pub struct Film {
    pub app: TestApp,
    pub rail: BankRail,
    pub owner: Addr,
    pub payer: Addr,
    pub wallets: Vec<Addr>,
    pub rights: Addr,
    pub engine: Addr,
    pub agreements: Addr,
    pub collection: Addr,
    pub licences: Addr,
    pub returns: Addr,
    pub interchange: Addr,
    pub studio: Addr,
    /// Coins sent by plain bank send, per contract: what surplus must be.
    pub plain: BTreeMap<Addr, u128>,
}

/// A studio that has no film yet.
pub struct House {
    pub app: TestApp,
    pub rail: BankRail,
    pub owner: Addr,
    pub payer: Addr,
    pub wallets: Vec<Addr>,
    pub studio: Addr,
}

impl House {
    pub fn new() -> Self {
        let (mut app, rail) = app();
        let [owner, payer] = ["owner", "payer"].map(|name| addr(&app, name));
        let wallets = (0..WALLETS + SPARE).map(|n| addr(&app, &format!("wallet {n}"))).collect::<Vec<_>>();
        for wallet in wallets.iter().chain([&payer]) {
            mint(&mut app, wallet, coin(WEALTH, USD));
        }
        let kinds = [
            (Kind::Rights, native::rights()),
            (Kind::Engine, native::engine()),
            (Kind::Agreements, native::agreements()),
            (Kind::Collection, native::collection()),
            (Kind::Licences, native::licences()),
            (Kind::Returns, native::returns()),
            (Kind::Interchange, native::interchange()),
        ];
        let codes = kinds
            .into_iter()
            .map(|(kind, contract)| Code { kind, code_id: app.store_code(contract), version: "0.1.0".into() })
            .collect();
        let code_id = app.store_code(native::studio());
        let message = studio::InstantiateMsg { owner: owner.to_string(), codes };
        let studio = app.instantiate_contract(code_id, owner.clone(), &message, &[], "studio", None).unwrap();
        Self { app, rail, owner, payer, wallets, studio }
    }

    /// Makes a film of this agreement.
    pub fn make(&mut self, id: &str, agreement: &Agreement) -> studio::Film {
        let mut plan = plan_of(agreement);
        plan.terms.pause = 120;
        plan.terms.freeze = 600;
        let create = studio::ExecuteMsg::CreateFilm { film: id.into(), plan };
        self.app.execute_contract(self.owner.clone(), self.studio.clone(), &create, &[]).unwrap();
        self.app.wrap().query_wasm_smart(&self.studio, &studio::QueryMsg::Film { film: id.into() }).unwrap()
    }

    /// Makes the film that is played with.
    pub fn film(mut self, agreement: &Agreement) -> Film {
        let studio::Film { addresses, interchange, .. } = self.make("walk", agreement);
        let query = studio::QueryMsg::Config {};
        let config: studio::ConfigResponse = self.app.wrap().query_wasm_smart(&self.studio, &query).unwrap();
        let Self { app, rail, owner, payer, wallets, studio } = self;
        Film {
            rights: Addr::unchecked(&addresses.rights[0]),
            engine: Addr::unchecked(config.engine.expect("a studio of now has an engine")),
            agreements: Addr::unchecked(addresses.agreements.expect("a film of now has agreements")),
            collection: Addr::unchecked(addresses.collection),
            licences: Addr::unchecked(addresses.licences.expect("a film of now has licences")),
            returns: Addr::unchecked(addresses.returns),
            interchange: Addr::unchecked(interchange),
            plain: BTreeMap::new(),
            studio,
            app,
            rail,
            owner,
            payer,
            wallets,
        }
    }
}

impl Film {
    /// A small film: see [`agreement`].
    pub fn new() -> Self {
        House::new().film(&agreement(&Parties::default()))
    }

    pub fn call(&mut self, who: &Addr, contract: &Addr, msg: &(impl Serialize + Debug), funds: &[Coin]) -> bool {
        self.app.execute_contract(who.clone(), contract.clone(), msg, funds).is_ok()
    }

    pub fn balance(&self, wallet: &Addr) -> u128 {
        backlot_testkit::balance(&self.app, wallet, USD)
    }

    pub fn now(&self) -> Timestamp {
        self.app.block_info().time
    }

    pub fn head(&self) -> ledger::LedgerHead {
        let raw = self.app.wrap().query_wasm_raw(&self.rights, rights::key::LEDGER_HEAD).unwrap();
        ledger::LedgerHead::decode(&raw.expect("rights has a head")).unwrap()
    }

    /// Units by index, straight from the pages.
    pub fn units(&self) -> Vec<u128> {
        let pages = self.head().slots.div_ceil(ledger::RIGHTS_PAGE);
        (0..pages)
            .flat_map(|page| {
                let raw = self.app.wrap().query_wasm_raw(&self.rights, rights::key::units_page(page)).unwrap();
                ledger::decode_amounts(&raw.unwrap_or_default(), ledger::RIGHTS_PAGE).unwrap()
            })
            .collect()
    }

    pub fn freeze(&self) -> Option<rights::RunFreeze> {
        self.app.wrap().query_wasm_smart(&self.rights, &rights::QueryMsg::RunFreeze {}).unwrap()
    }

    pub fn series(&self) -> returns::SeriesResponse {
        self.app.wrap().query_wasm_smart(&self.returns, &returns::QueryMsg::Series { series: 0 }).unwrap()
    }

    pub fn totals(&self) -> collection::TotalsResponse {
        self.app.wrap().query_wasm_smart(&self.collection, &collection::QueryMsg::Totals {}).unwrap()
    }

    pub fn parked(&self) -> u128 {
        let query = interchange::QueryMsg::TotalParked { denom: USD.into() };
        self.app.wrap().query_wasm_smart::<Uint128>(&self.interchange, &query).unwrap().u128()
    }
}
