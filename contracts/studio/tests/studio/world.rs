//! A chain with every code of ours on it, a studio, and a film to make.

use backlot_api::{
    returns::Terms,
    rights::TransferRules,
    studio::{Code, ExecuteMsg, Film, FilmAddresses, FilmPlan, InstantiateMsg, Kind, QueryMsg, SeriesPlan},
};
use backlot_testkit::{addr, app, no_execute, percent, share, tier, BankRail, Draft, TestApp};
use cosmwasm_std::{Addr, Binary, Coin, Empty, Uint128};
use cw_multi_test::{AppResponse, Contract, ContractWrapper, Executor};
use serde::{de::DeserializeOwned, Serialize};

pub const DENOM: &str = "uusd";

/// A studio on a chain.
pub struct World {
    pub app: TestApp,
    pub rail: BankRail,
    pub owner: Addr,
    pub stranger: Addr,
    pub studio: Addr,
    pub studio_code: u64,
    pub codes: Vec<Code>,
}

macro_rules! native {
    ($name:ident) => {
        Box::new(
            ContractWrapper::new($name::contract::execute, $name::contract::instantiate, $name::contract::query)
                .with_migrate($name::contract::migrate),
        ) as Box<dyn Contract<Empty>>
    };
}

pub fn interchange() -> Box<dyn Contract<Empty>> {
    use backlot_interchange::contract::{execute, instantiate, migrate, query, reply};
    Box::new(ContractWrapper::new(execute, instantiate, query).with_reply(reply).with_migrate(migrate))
}

pub fn engine() -> Box<dyn Contract<Empty>> {
    use backlot_engine::contract::{instantiate, migrate, query};
    Box::new(ContractWrapper::new(no_execute, instantiate, query).with_migrate(migrate))
}

impl World {
    pub fn new() -> Self {
        let (mut app, rail) = app();
        let owner = addr(&app, "owner");
        let stranger = addr(&app, "stranger");
        let kinds = [
            (Kind::Rights, native!(backlot_rights)),
            (Kind::Engine, engine()),
            (Kind::Agreements, native!(backlot_agreements)),
            (Kind::Collection, native!(backlot_collection)),
            (Kind::Licences, native!(backlot_licences)),
            (Kind::Returns, native!(backlot_returns)),
            (Kind::Interchange, interchange()),
        ];
        let codes: Vec<Code> = kinds
            .into_iter()
            .map(|(kind, contract)| Code { kind, code_id: app.store_code(contract), version: "0.1.0".into() })
            .collect();
        let studio_code = app.store_code(native!(backlot_studio));
        let msg = InstantiateMsg { owner: owner.to_string(), codes: codes.clone() };
        let studio = app.instantiate_contract(studio_code, owner.clone(), &msg, &[], "studio", None).unwrap();
        Self { app, rail, owner, stranger, studio, studio_code, codes }
    }

    /// A world in which a film `first` was made, and its contracts.
    pub fn with_film() -> (Self, Film) {
        let mut world = Self::new();
        let plan = world.plan();
        world.create("first", plan).unwrap();
        let film = world.film("first");
        (world, film)
    }

    /// Two series; a bank that recoups 1,000 first; then 60 : 40 to the series.
    pub fn plan(&self) -> FilmPlan {
        let agreement = Draft::default()
            .wallet("agent", &addr(&self.app, "agent"))
            .wallet("bank", &addr(&self.app, "bank"))
            .series("holders-a", 0)
            .series("holders-b", 1)
            .table(
                "film",
                vec![
                    tier("recoup", vec![share("bank", 1, 1_000)]),
                    tier("profit", vec![share("holders-a", 60, 0), share("holders-b", 40, 0)]),
                ],
            )
            .source("cinema", "film", vec![percent("agent", 1_000)])
            .json();
        FilmPlan {
            title: "Half a Moon".into(),
            denom: DENOM.into(),
            series: vec![series("MOON-A"), series("MOON-B")],
            agreement,
            terms: Terms { threshold: Uint128::new(1), every: None, freeze: 3_600, pause: 0, bounty: None },
        }
    }

    pub fn execute(&mut self, sender: &Addr, msg: &ExecuteMsg, funds: &[Coin]) -> anyhow::Result<AppResponse> {
        self.app.execute_contract(sender.clone(), self.studio.clone(), msg, funds)
    }

    /// The owner sends a message.
    pub fn run(&mut self, msg: &ExecuteMsg) -> anyhow::Result<AppResponse> {
        self.execute(&self.owner.clone(), msg, &[])
    }

    /// The owner sends another contract a message.
    pub fn call<T: Serialize + std::fmt::Debug>(&mut self, contract: &str, msg: &T, funds: &[Coin]) -> AppResponse {
        let owner = self.owner.clone();
        self.app.execute_contract(owner, Addr::unchecked(contract), msg, funds).unwrap()
    }

    pub fn create(&mut self, film: &str, plan: FilmPlan) -> anyhow::Result<AppResponse> {
        self.run(&ExecuteMsg::CreateFilm { film: film.into(), plan })
    }

    pub fn query<T: DeserializeOwned>(&self, msg: &QueryMsg) -> T {
        self.app.wrap().query_wasm_smart(&self.studio, msg).unwrap()
    }

    pub fn ask<T: DeserializeOwned>(&self, contract: &str, msg: &impl Serialize) -> T {
        self.app.wrap().query_wasm_smart(contract, msg).unwrap()
    }

    pub fn film(&self, film: &str) -> Film {
        self.query(&QueryMsg::Film { film: film.into() })
    }

    pub fn addresses(&self, film: &str, series: u8) -> FilmAddresses {
        self.query(&QueryMsg::Addresses { film: film.into(), series })
    }

    pub fn code(&self, kind: Kind) -> u64 {
        self.codes.iter().find(|code| code.kind == kind).unwrap().code_id
    }

    /// A message of every variant, each of which the owner could send once the film `first` is there.
    pub fn every_message(&self) -> Vec<ExecuteMsg> {
        vec![
            ExecuteMsg::CreateFilm { film: "second".into(), plan: self.plan() },
            ExecuteMsg::CloseFilm { film: "first".into() },
            ExecuteMsg::SetCode { code: self.codes[0].clone() },
            ExecuteMsg::MigrateFilm { film: "first".into(), kind: Kind::Rights, msg: Binary::from(b"{}") },
            ExecuteMsg::SetPaused { paused: true },
            ExecuteMsg::SweepSurplus { denom: "uusd".into(), to: self.stranger.to_string() },
            ExecuteMsg::UpdateOwnership(cw_ownable::Action::TransferOwnership {
                new_owner: self.stranger.to_string(),
                expiry: None,
            }),
        ]
    }
}

pub fn series(symbol: &str) -> SeriesPlan {
    SeriesPlan {
        name: format!("Half a Moon {symbol}"),
        symbol: symbol.into(),
        decimals: 6,
        cap: Uint128::new(1_000_000),
        rules: TransferRules::default(),
        compliance: None,
        recovery_delay: 86_400,
        marketing: None,
    }
}
