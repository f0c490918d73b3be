//! A film's collection account on a test chain, with the real interchange and the real returns beside it.
#![allow(dead_code, reason = "each test file uses its part")]

use std::collections::BTreeMap;

use backlot_api::collection::{
    Deduction, ExecuteMsg, InstantiateMsg, Party, PartyResponse, Payee, QueryMsg, Schedule, Share, Source, Suspense,
    Tier, TotalsResponse,
};
use backlot_api::{interchange, returns};
use backlot_testkit::{addr, app, balance, mint, BankRail, TestApp};
use cosmwasm_std::{coin, coins, Addr, BankMsg, Coin, Uint128};
use cw_multi_test::{AppResponse, ContractWrapper, Executor};
use serde::de::DeserializeOwned;

pub const DENOM: &str = "uusd";
pub const OTHER: &str = "uatom";

/// Everyone who has a wallet in the film. `producer` and `fee` are two parties with one wallet.
pub const WALLETS: [(&str, &str); 8] = [
    ("agent", "agent"),
    ("guild", "guild"),
    ("sales", "sales"),
    ("bank", "bank"),
    ("equity-a", "fund"),
    ("crew", "crew"),
    ("fee", "producer"),
    ("producer", "producer"),
];

pub struct Film {
    pub app: TestApp,
    pub rail: BankRail,
    pub owner: Addr,
    pub payer: Addr,
    pub stranger: Addr,
    pub collection: Addr,
    pub interchange: Addr,
    pub returns: Addr,
    pub code: u64,
}

fn percent(party: &str, bps: u16) -> Deduction {
    Deduction::Percent { party: party.into(), bps }
}

pub fn share(party: &str, weight: u32, cap: u128) -> Share {
    Share { party: party.into(), weight, cap: (cap > 0).then(|| cap.into()) }
}

pub fn tier(id: &str, shares: Vec<Share>) -> Tier {
    Tier { id: id.into(), shares, ends_when: None }
}

pub fn schedule() -> Schedule {
    let expenses = Deduction::Expenses { party: "sales".into(), cap: Uint128::new(75_000) };
    Schedule {
        sources: vec![
            Source { id: "cinema".into(), off_the_top: vec![percent("agent", 100), percent("sales", 1_500), expenses] },
            Source { id: "tv".into(), off_the_top: vec![percent("agent", 100), percent("guild", 250)] },
        ],
        tiers: vec![
            tier("loan", vec![share("bank", 1, 500_000)]),
            tier("equity", vec![share("equity-a", 3, 1_080_000), share("holders", 2, 720_000)]),
            tier("deferred", vec![share("crew", 2, 100_000), share("fee", 1, 50_000)]),
            tier("profits", vec![share("producer", 1, 0), share("holders", 1, 0)]),
        ],
    }
}

pub fn parties(app: &TestApp) -> Vec<Party> {
    let wallet =
        |(id, name): (&str, &str)| Party { id: id.into(), payee: Payee::Wallet { address: addr(app, name).into() } };
    let mut parties: Vec<Party> = WALLETS.into_iter().map(wallet).collect();
    parties.push(Party { id: "holders".into(), payee: Payee::Series { series: 0 } });
    parties
}

impl Film {
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    pub fn with(change: impl FnOnce(&mut InstantiateMsg)) -> Self {
        let (mut app, rail) = app();
        let [owner, payer, stranger] = ["owner", "payer", "stranger"].map(|name| addr(&app, name));
        for wallet in [&owner, &payer, &stranger] {
            mint(&mut app, wallet, coin(1_000_000_000_000_000, DENOM));
            mint(&mut app, wallet, coin(1_000_000_000_000_000, OTHER));
        }
        let pays = app.store_code(Box::new(
            ContractWrapper::new(
                backlot_interchange::contract::execute,
                backlot_interchange::contract::instantiate,
                backlot_interchange::contract::query,
            )
            .with_reply(backlot_interchange::contract::reply),
        ));
        let msg = interchange::InstantiateMsg {};
        let interchange = app.instantiate_contract(pays, owner.clone(), &msg, &[], "interchange", None).unwrap();
        let runs = app.store_code(Box::new(ContractWrapper::new(
            backlot_returns::contract::execute,
            backlot_returns::contract::instantiate,
            backlot_returns::contract::query,
        )));
        let msg = returns::InstantiateMsg {
            owner: owner.to_string(),
            denom: DENOM.into(),
            series: vec![addr(&app, "rights").into()],
            interchange: interchange.to_string(),
            terms: returns::Terms {
                threshold: Uint128::new(1_000),
                every: None,
                freeze: 86_400,
                pause: 86_400,
                bounty: None,
            },
        };
        let returns = app.instantiate_contract(runs, owner.clone(), &msg, &[], "returns", None).unwrap();
        let code = app.store_code(Box::new(
            ContractWrapper::new(
                backlot_collection::contract::execute,
                backlot_collection::contract::instantiate,
                backlot_collection::contract::query,
            )
            .with_migrate(backlot_collection::contract::migrate),
        ));
        let mut msg = InstantiateMsg {
            owner: owner.to_string(),
            denom: DENOM.into(),
            parties: parties(&app),
            schedule: schedule(),
            returns: returns.to_string(),
            interchange: interchange.to_string(),
        };
        change(&mut msg);
        let admin = Some(owner.to_string());
        let collection = app.instantiate_contract(code, owner.clone(), &msg, &[], "collection", admin).unwrap();
        Self { app, rail, owner, payer, stranger, collection, interchange, returns, code }
    }

    pub fn execute(&mut self, sender: &Addr, msg: &ExecuteMsg, funds: &[Coin]) -> anyhow::Result<AppResponse> {
        self.app.execute_contract(sender.clone(), self.collection.clone(), msg, funds)
    }

    #[track_caller]
    pub fn query<T: DeserializeOwned>(&self, msg: &QueryMsg) -> T {
        self.app.wrap().query_wasm_smart(&self.collection, msg).unwrap()
    }

    pub fn receive(&mut self, source: &str, amount: u128) -> anyhow::Result<AppResponse> {
        let payer = self.payer.clone();
        let msg = ExecuteMsg::Receive { source: source.into(), reference: Some("Q1".into()) };
        self.execute(&payer, &msg, &coins(amount, DENOM))
    }

    pub fn deposit(&mut self, sender: &Addr, amount: u128, denom: &str) -> anyhow::Result<AppResponse> {
        self.execute(sender, &ExecuteMsg::Deposit { note: Some("whose?".into()) }, &coins(amount, denom))
    }

    pub fn deliver(&mut self, parties: &[&str]) -> anyhow::Result<AppResponse> {
        let stranger = self.stranger.clone();
        let parties = parties.iter().map(|party| (*party).to_owned()).collect();
        self.execute(&stranger, &ExecuteMsg::Deliver { parties }, &[])
    }

    pub fn by_owner(&mut self, msg: &ExecuteMsg) -> anyhow::Result<AppResponse> {
        let owner = self.owner.clone();
        self.execute(&owner, msg, &[])
    }

    pub fn plain_send(&mut self, amount: u128, denom: &str) {
        let to_address = self.collection.to_string();
        let send = BankMsg::Send { to_address, amount: coins(amount, denom) };
        self.app.execute(self.stranger.clone(), send.into()).unwrap();
    }

    pub fn totals(&self) -> TotalsResponse {
        self.query(&QueryMsg::Totals {})
    }

    pub fn parties(&self) -> Vec<PartyResponse> {
        self.query(&QueryMsg::Parties { start_after: None, limit: Some(200) })
    }

    pub fn credited(&self) -> BTreeMap<String, u128> {
        let rows = self.parties().into_iter().filter(|row| !row.credited.is_zero());
        rows.map(|row| (row.id, row.credited.u128())).collect()
    }

    pub fn suspense(&self) -> Vec<Suspense> {
        let mut all: Vec<Suspense> = Vec::new();
        loop {
            let start_after = all.last().map(|last| last.entry);
            let page: Vec<Suspense> = self.query(&QueryMsg::Suspense { start_after, limit: Some(200) });
            if page.is_empty() {
                return all;
            }
            all.extend(page);
        }
    }

    pub fn surplus(&self, denom: &str) -> u128 {
        self.query::<Uint128>(&QueryMsg::Surplus { denom: denom.into() }).u128()
    }

    /// I1 and I2, as equalities; `strays` is what came by plain bank send and has no name yet.
    pub fn check(&self, strays: &BTreeMap<&'static str, u128>) {
        let totals = self.totals();
        let parties = self.parties();
        let sum = |part: fn(&PartyResponse) -> Uint128| parties.iter().map(|row| part(row).u128()).sum::<u128>();
        assert_eq!(totals.received, totals.credited + totals.held, "I1");
        assert_eq!(totals.credited.u128(), sum(|row| row.credited), "I1");
        assert_eq!(totals.delivered.u128(), sum(|row| row.delivered), "I1");
        for row in &parties {
            assert_eq!(row.entitled, row.credited, "I1: {}", row.id);
            assert!(row.delivered <= row.credited, "{}", row.id);
        }
        let entries = self.suspense();
        for denom in [DENOM, OTHER] {
            let suspense: u128 =
                entries.iter().filter(|entry| entry.denom == denom).map(|entry| entry.amount.u128()).sum();
            let mut liabilities = suspense;
            if denom == DENOM {
                assert_eq!(totals.suspense.u128(), suspense);
                liabilities += (totals.received - totals.delivered).u128();
            }
            let stray = strays.get(denom).copied().unwrap_or_default();
            assert_eq!(balance(&self.app, &self.collection, denom), liabilities + stray, "I2: {denom}");
            assert_eq!(self.surplus(denom), stray, "I2: {denom}");
        }
        // What left is with the parties, or waits for them by name.
        let mut wallets: Vec<&str> = WALLETS.iter().map(|(_, name)| *name).collect();
        wallets.sort_unstable();
        wallets.dedup();
        let mut out = balance(&self.app, &self.returns, DENOM) + balance(&self.app, &self.interchange, DENOM);
        for name in wallets {
            out += balance(&self.app, &addr(&self.app, name), DENOM);
        }
        assert_eq!(out, totals.delivered.u128(), "delivered money is where it belongs");
    }
}
