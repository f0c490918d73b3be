//! A film: one returns, an interchange, and a rights series for each list of units.

use std::collections::BTreeMap;

use backlot_api::ledger::{decode_amounts, CREDIT_PAGE};
use backlot_api::returns::{self, key, ExecuteMsg, InstantiateMsg, QueryMsg, Run, SeriesResponse, Terms, WorkResponse};
use backlot_api::{interchange, rights};
use backlot_testkit::{addr, app, balance, mint, BankRail, TestApp};
use cosmwasm_std::{coin, coins, instantiate2_address, Addr, Api, Coin, Timestamp, Uint128};
use cw20::MinterResponse;
use cw_multi_test::{AppResponse, ContractWrapper, Executor};
use serde::{de::DeserializeOwned, Serialize};

pub const DENOM: &str = "uusd";
const SALT: &[u8] = b"returns";

pub struct Film {
    pub app: TestApp,
    pub rail: BankRail,
    pub owner: Addr,
    pub payer: Addr,
    pub rights: Vec<Addr>,
    pub returns: Addr,
    pub interchange: Addr,
}

pub fn terms() -> Terms {
    Terms { threshold: Uint128::new(1_000), every: None, freeze: 3_600, pause: 0, bounty: None }
}

/// Wallet `n` of every film.
pub fn wallet(film: &Film, n: usize) -> Addr {
    addr(&film.app, &format!("holder-{n}"))
}

impl Film {
    /// One series whose wallet `n` holds `units[n]`.
    pub fn of(units: &[u128]) -> Self {
        Self::with(terms(), &[units.to_vec()], rights::TransferRules::default())
    }

    pub fn with(terms: Terms, series: &[Vec<u128>], rules: rights::TransferRules) -> Self {
        let (mut app, rail) = app();
        let (owner, payer) = (addr(&app, "owner"), addr(&app, "payer"));
        mint(&mut app, &payer, coin(u128::MAX / 2, DENOM));
        mint(&mut app, &payer, coin(1_000, "uatom"));

        let service = ContractWrapper::new(
            backlot_interchange::contract::execute,
            backlot_interchange::contract::instantiate,
            backlot_interchange::contract::query,
        )
        .with_reply(backlot_interchange::contract::reply);
        let service = app.store_code(Box::new(service));
        let token = ContractWrapper::new(
            backlot_rights::contract::execute,
            backlot_rights::contract::instantiate,
            backlot_rights::contract::query,
        );
        let token = app.store_code(Box::new(token));
        let code = ContractWrapper::new(
            backlot_returns::contract::execute,
            backlot_returns::contract::instantiate,
            backlot_returns::contract::query,
        );
        let code = app.store_code(Box::new(code));

        let none = interchange::InstantiateMsg {};
        let interchange = app.instantiate_contract(service, owner.clone(), &none, &[], "interchange", None).unwrap();
        let checksum = app.wrap().query_wasm_code_info(code).unwrap().checksum;
        let creator = app.api().addr_canonicalize(owner.as_str()).unwrap();
        let known = instantiate2_address(checksum.as_slice(), &creator, SALT).unwrap();
        let known = app.api().addr_humanize(&known).unwrap();

        let rights: Vec<Addr> = (0..series.len())
            .map(|number| {
                let msg = rights::InstantiateMsg {
                    name: format!("Series {number}"),
                    symbol: "RIGHTS".into(),
                    decimals: 0,
                    initial_balances: vec![],
                    mint: Some(MinterResponse { minter: owner.to_string(), cap: None }),
                    marketing: None,
                    owner: owner.to_string(),
                    distributor: Some(known.to_string()),
                    compliance: None,
                    rules: rules.clone(),
                    recovery_delay: 60,
                };
                app.instantiate_contract(token, owner.clone(), &msg, &[], "rights", None).unwrap()
            })
            .collect();
        let msg = InstantiateMsg {
            owner: owner.to_string(),
            denom: DENOM.into(),
            series: rights.iter().map(Addr::to_string).collect(),
            interchange: interchange.to_string(),
            terms,
        };
        let returns =
            app.instantiate2_contract(code, owner.clone(), &msg, &[], "returns", None, SALT.to_vec()).unwrap();
        assert_eq!(returns, known);

        let mut film = Self { app, rail, owner, payer, rights, returns, interchange };
        for (number, units) in series.iter().enumerate() {
            film.issue(number, 0, units);
        }
        film
    }

    /// Issues `units[k]` to wallet `first + k`.
    pub fn issue(&mut self, series: usize, first: usize, units: &[u128]) {
        let rows: Vec<_> = units
            .iter()
            .enumerate()
            .filter(|(_, units)| **units > 0)
            .map(|(n, units)| (wallet(self, first + n).to_string(), Uint128::new(*units)))
            .collect();
        for batch in rows.chunks(1_000) {
            let msg = rights::ExecuteMsg::IssueBatch { holders: batch.to_vec() };
            self.call(&self.owner.clone(), &self.rights[series].clone(), &msg, &[]).unwrap();
        }
    }

    pub fn call(
        &mut self,
        sender: &Addr,
        contract: &Addr,
        msg: &(impl Serialize + std::fmt::Debug),
        funds: &[Coin],
    ) -> anyhow::Result<AppResponse> {
        self.app.execute_contract(sender.clone(), contract.clone(), msg, funds)
    }

    pub fn execute(&mut self, msg: &ExecuteMsg) -> anyhow::Result<AppResponse> {
        self.execute_as("anyone", msg)
    }

    pub fn execute_as(&mut self, sender: &str, msg: &ExecuteMsg) -> anyhow::Result<AppResponse> {
        self.call(&addr(&self.app, sender), &self.returns.clone(), msg, &[])
    }

    pub fn fund(&mut self, series: u8, amount: u128) -> anyhow::Result<AppResponse> {
        let (payer, returns) = (self.payer.clone(), self.returns.clone());
        self.call(&payer, &returns, &ExecuteMsg::Fund { series }, &coins(amount, DENOM))
    }

    /// Triggers a run and answers its number.
    pub fn trigger(&mut self, series: u8) -> anyhow::Result<u64> {
        self.execute(&ExecuteMsg::Trigger { series })?;
        Ok(self.series(series).run.expect("a run is under way"))
    }

    pub fn advance(&mut self, run: u64, expected_cursor: u32, pages: u32) -> anyhow::Result<AppResponse> {
        self.execute(&ExecuteMsg::Advance { run, expected_cursor, pages })
    }

    /// Advances to the end, `pages` at a time.
    pub fn finish(&mut self, run: u64, pages: u32) -> Vec<cosmwasm_std::Event> {
        let mut events = Vec::new();
        while self.run(run).state == returns::RunState::Paying {
            let cursor = self.run(run).cursor;
            events.extend(self.advance(run, cursor, pages).unwrap().events);
        }
        events
    }

    /// Funds, triggers, and advances to the end.
    pub fn pay(&mut self, series: u8, amount: u128) -> u64 {
        self.fund(series, amount).unwrap();
        let run = self.trigger(series).unwrap();
        self.finish(run, 200);
        run
    }

    pub fn deliver(&mut self, series: u8, first_page: u32, pages: u32) -> anyhow::Result<AppResponse> {
        self.execute(&ExecuteMsg::Deliver { series, first_page, pages })
    }

    /// Delivers whatever the contract says there is.
    pub fn deliver_all(&mut self) {
        while let Some(work) = self.work().deliver.first() {
            self.deliver(work.series, work.first_page, work.end_page - work.first_page).unwrap();
        }
    }

    pub fn transfer(&mut self, series: usize, from: &Addr, to: &Addr, units: u128) -> anyhow::Result<AppResponse> {
        let msg = rights::ExecuteMsg::Transfer { recipient: to.to_string(), amount: units.into() };
        self.call(from, &self.rights[series].clone(), &msg, &[])
    }

    pub fn ask<T: DeserializeOwned>(&self, msg: &QueryMsg) -> T {
        self.app.wrap().query_wasm_smart(&self.returns, msg).unwrap()
    }

    pub fn run(&self, run: u64) -> Run {
        self.ask(&QueryMsg::Run { run })
    }

    pub fn series(&self, series: u8) -> SeriesResponse {
        self.ask(&QueryMsg::Series { series })
    }

    pub fn work(&self) -> WorkResponse {
        self.ask(&QueryMsg::Work {})
    }

    pub fn why(&self, wallet: &Addr) -> returns::WhyNotPaidResponse {
        self.ask(&QueryMsg::WhyNotPaid { series: 0, wallet: wallet.to_string() })
    }

    pub fn credit(&self, series: u8, wallet: &Addr) -> u128 {
        self.ask::<Uint128>(&QueryMsg::Credit { series, wallet: wallet.to_string() }).u128()
    }

    pub fn paid(&self, wallet: &Addr) -> u128 {
        balance(&self.app, wallet, DENOM)
    }

    pub fn units(&self, series: usize, wallet: &Addr) -> u128 {
        self.holder(series, wallet).units.u128()
    }

    pub fn holder(&self, series: usize, wallet: &Addr) -> rights::HolderResponse {
        let ask = rights::QueryMsg::Holder { wallet: wallet.to_string() };
        self.app.wrap().query_wasm_smart(&self.rights[series], &ask).unwrap()
    }

    /// Maps index to wallet and units.
    pub fn holders(&self, series: usize) -> BTreeMap<u32, (Addr, u128)> {
        let mut all: BTreeMap<u32, (Addr, u128)> = BTreeMap::new();
        loop {
            let start_after = all.last_key_value().map(|(index, _)| *index);
            let ask = rights::QueryMsg::Holders { start_after, limit: Some(200) };
            let page: Vec<rights::HolderEntry> = self.app.wrap().query_wasm_smart(&self.rights[series], &ask).unwrap();
            if page.is_empty() {
                return all;
            }
            all.extend(page.into_iter().map(|row| (row.index, (Addr::unchecked(row.wallet), row.units.u128()))));
        }
    }

    /// Undelivered credits by index, read raw as any other contract could.
    pub fn credits(&self, series: u8, pages: u32) -> Vec<u128> {
        (0..pages)
            .flat_map(|page| {
                let raw = self.app.wrap().query_wasm_raw(&self.returns, key::credit_page(series, page)).unwrap();
                decode_amounts(&raw.unwrap_or_default(), CREDIT_PAGE).unwrap()
            })
            .collect()
    }

    pub fn now(&self) -> Timestamp {
        self.app.block_info().time
    }

    pub fn total_parked(&self) -> u128 {
        let ask = interchange::QueryMsg::TotalParked { denom: DENOM.into() };
        self.app.wrap().query_wasm_smart::<Uint128>(&self.interchange, &ask).unwrap().u128()
    }

    /// Invariants I1 to I3 of the README, `surplus` being what came by plain bank send.
    pub fn check(&self, surplus: u128) {
        let mut owed = 0;
        for number in 0..self.rights.len() {
            let number = u8::try_from(number).unwrap();
            let series = self.series(number);
            let [pot, carry, running, funded, credited, delivered, bounties] = [
                series.pot,
                series.carry,
                series.running,
                series.funded,
                series.credited,
                series.delivered,
                series.bounties,
            ]
            .map(|amount| amount.u128());
            assert_eq!(funded, pot + carry + running + credited + bounties, "series {number}");
            let mut pages = 0;
            let mut start_after = None;
            loop {
                let ask = QueryMsg::CreditPages { series: number, start_after, limit: Some(200) };
                let rows: Vec<returns::CreditPage> = self.ask(&ask);
                let Some(last) = rows.last() else { break };
                start_after = Some(last.page);
                pages += rows.iter().map(|row| row.amount.u128()).sum::<u128>();
            }
            assert_eq!(pages, credited - delivered, "series {number}");
            owed += pot + carry + running + credited - delivered;
        }
        assert_eq!(balance(&self.app, &self.returns, DENOM), owed + surplus);
        assert_eq!(balance(&self.app, &self.interchange, DENOM), self.total_parked());
    }
}
