//! A film's collection account on a test chain, with the real interchange and the real returns beside it.
#![allow(dead_code, reason = "each test file uses its part")]

mod registry;
mod set;

use std::collections::BTreeMap;

use backlot_api::collection::{
    Booked, BooksResponse, Entry, ExecuteMsg, PartyResponse, QueryMsg, SourceResponse, Suspense, TierResponse,
    TotalsResponse,
};
use backlot_api::engine::{self, Compilation};
use backlot_api::schedule::{Agreement, Deduction};
use backlot_testkit::{addr, balance, percent, share, tier, BankRail, Draft, TestApp};
use backlot_waterfall::{Books, Terms};
use cosmwasm_std::{coins, to_json_binary, Addr, BankMsg, Coin, Uint128};
use cw_multi_test::{AppResponse, Executor};
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
    pub agreements: Addr,
    pub interchange: Addr,
    pub returns: Addr,
    pub engine: Addr,
    pub code: u64,
    pub registry: u64,
}

/// A loan, equity pari passu, deferrals, open profits; expenses as they are approved.
pub fn draft(app: &TestApp) -> Draft {
    let wallets = WALLETS.iter().fold(Draft::default(), |draft, (id, name)| draft.wallet(id, &addr(app, name)));
    let expenses = Deduction::Expenses { party: "sales".into(), cap: Uint128::new(75_000) };
    wallets
        .series("holders", 0)
        .figure("admissions")
        .table(
            "all",
            vec![
                tier("loan", vec![share("bank", 1, 500_000)]),
                tier("equity", vec![share("equity-a", 3, 1_080_000), share("holders", 2, 720_000)]),
                tier("deferred", vec![share("crew", 2, 100_000), share("fee", 1, 50_000)]),
                tier("profits", vec![share("producer", 1, 0), share("holders", 1, 0)]),
            ],
        )
        .source("cinema", "all", vec![percent("agent", 100), percent("sales", 1_500), expenses])
        .source("tv", "all", vec![percent("agent", 100), percent("guild", 250)])
}

impl Film {
    pub fn new() -> Self {
        Self::with(|_| {})
    }

    /// What the real engine makes of an agreement.
    #[track_caller]
    pub fn compile(&self, agreement: &Agreement) -> Compilation {
        let agreement = to_json_binary(agreement).unwrap();
        self.app.wrap().query_wasm_smart(&self.engine, &engine::QueryMsg::Compile { agreement }).unwrap()
    }

    pub fn approve(&mut self, source: &str, party: &str, amount: u128) -> anyhow::Result<AppResponse> {
        let [source, party] = [source, party].map(String::from);
        let reference = Some("invoices".to_owned());
        self.by_owner(&ExecuteMsg::Approve { source, party, amount: amount.into(), reference })
    }

    pub fn attest(&mut self, figure: &str, value: u128) -> anyhow::Result<AppResponse> {
        self.by_owner(&ExecuteMsg::Attest { figure: figure.into(), value: value.into(), reference: None })
    }

    pub fn release(&mut self) -> anyhow::Result<AppResponse> {
        let stranger = self.stranger.clone();
        self.execute(&stranger, &ExecuteMsg::Release {}, &[])
    }

    pub fn entries(&self) -> Vec<Entry> {
        let mut all: Vec<Entry> = Vec::new();
        loop {
            let start_after = all.last().map(|last| last.number);
            let page: Vec<Entry> = self.query(&QueryMsg::Entries { start_after, limit: Some(200) });
            if page.is_empty() {
                return all;
            }
            all.extend(page);
        }
    }

    pub fn booked(&self) -> Vec<Booked> {
        self.entries().into_iter().map(|entry| entry.booked).collect()
    }

    pub fn today(&self) -> u32 {
        (self.app.block_info().time.seconds() / 86_400) as u32
    }

    /// The books anew, from the terms and the entries alone. Not across amendments.
    pub fn replay(&self) {
        let BooksResponse { terms, books } = self.query(&QueryMsg::Books {});
        let Terms { names, schedule } = Terms::decode(&terms).unwrap();
        let mut anew = Books::start(&schedule);
        for Entry { time, booked, .. } in self.entries() {
            let day = (time.seconds() / 86_400) as u32;
            match booked {
                Booked::Received { source, amount } => {
                    anew.receive(&schedule, names.source(&source).unwrap(), amount.u128(), day).map(drop)
                }
                Booked::Approved { source, party, amount } => {
                    let (source, party) = (names.source(&source).unwrap(), names.party(&party).unwrap());
                    anew.approve(&schedule, source, party, amount.u128(), day)
                }
                Booked::Attested { figure, value } => {
                    anew.attest(&schedule, names.figure(&figure).unwrap(), value.u128(), day)
                }
                Booked::Released {} => anew.release(&schedule, day).map(drop),
                Booked::Deficit { party, value } => {
                    let party = names.party(&party).unwrap();
                    let film = schedule.films.iter().position(|film| *film == party).unwrap();
                    anew.read_deficit(&schedule, film, value.u128(), day)
                }
                Booked::Amended { .. } => panic!("not across amendments"),
            }
            .unwrap();
        }
        assert_eq!(anew.encode(&schedule).unwrap(), books.to_vec(), "the entries do not give the books");
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
        rows.map(|row| (row.party.id, row.credited.u128())).collect()
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
            assert!(row.delivered <= row.credited, "{}", row.party.id);
        }
        // What was credited came off the top or from a tier; what was taken off the top beyond that is in reserve.
        let sources: Vec<SourceResponse> = self.query(&QueryMsg::Sources { start_after: None, limit: Some(200) });
        let tiers: Vec<TierResponse> = self.query(&QueryMsg::Tiers { start_after: None, limit: Some(200) });
        let deducted: u128 = sources.iter().map(|row| row.deducted.u128()).sum();
        let paid: u128 = tiers.iter().map(|row| row.paid.u128()).sum();
        assert!(deducted + paid >= totals.credited.u128(), "I1");
        for row in tiers {
            assert_eq!(row.paid.u128(), row.shares.iter().map(|share| share.paid.u128()).sum::<u128>(), "{}", row.id);
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
