//! An interchange on a test chain, and someone with coins who hands it sets.
#![allow(dead_code, reason = "each test file uses its part")]

use backlot_api::interchange::{ExecuteMsg, InstantiateMsg, Parked, QueryMsg};
use backlot_interchange::contract;
use backlot_testkit::{addr, app, balance, mint, BankRail, TestApp};
use cosmwasm_std::{coin, coins, Addr, Coin, Uint128};
use cw_multi_test::{AppResponse, ContractWrapper, Executor};

pub const DENOM: &str = "uusd";

pub struct Desk {
    pub app: TestApp,
    pub rail: BankRail,
    pub interchange: Addr,
    pub admin: Addr,
    pub payer: Addr,
}

impl Desk {
    pub fn new() -> Self {
        let (mut app, rail) = app();
        let (admin, payer) = (addr(&app, "admin"), addr(&app, "payer"));
        mint(&mut app, &payer, coin(1_000_000_000, DENOM));
        mint(&mut app, &payer, coin(1_000, "uatom"));
        let code = ContractWrapper::new(contract::execute, contract::instantiate, contract::query)
            .with_reply(contract::reply)
            .with_migrate(contract::migrate);
        let id = app.store_code(Box::new(code));
        let owner = Some(admin.to_string());
        let interchange =
            app.instantiate_contract(id, payer.clone(), &InstantiateMsg {}, &[], "interchange", owner).unwrap();
        Self { app, rail, interchange, admin, payer }
    }

    pub fn wallets(&self, count: usize) -> Vec<Addr> {
        (0..count).map(|n| addr(&self.app, &format!("wallet-{n}"))).collect()
    }

    pub fn execute(&mut self, sender: &Addr, msg: &ExecuteMsg, funds: &[Coin]) -> anyhow::Result<AppResponse> {
        self.app.execute_contract(sender.clone(), self.interchange.clone(), msg, funds)
    }

    pub fn distribute(
        &mut self,
        set: &str,
        wallets: &[Addr],
        amount: impl Fn(u128) -> u128,
    ) -> anyhow::Result<AppResponse> {
        let payments: Vec<_> =
            (0u128..).zip(wallets).map(|(n, wallet)| (wallet.to_string(), Uint128::new(amount(n)))).collect();
        let sum = payments.iter().map(|payment| payment.1.u128()).sum();
        let payer = self.payer.clone();
        self.execute(&payer, &ExecuteMsg::Distribute { set: set.into(), payments }, &coins(sum, DENOM))
    }

    pub fn retry(&mut self, wallet: &Addr) -> anyhow::Result<AppResponse> {
        let retry = ExecuteMsg::Retry { wallet: wallet.to_string(), denom: DENOM.into() };
        let payer = self.payer.clone();
        self.execute(&payer, &retry, &[])
    }

    pub fn parked(&self, wallet: &Addr) -> Option<Parked> {
        let query = QueryMsg::WhyNotPaid { wallet: wallet.to_string(), denom: DENOM.into() };
        self.app.wrap().query_wasm_smart(&self.interchange, &query).unwrap()
    }

    pub fn all_parked(&self) -> Vec<Parked> {
        let mut all: Vec<Parked> = Vec::new();
        loop {
            let start_after = all.last().map(|last| (last.wallet.clone(), last.denom.clone()));
            let query = QueryMsg::AllParked { start_after, limit: Some(7) };
            let page: Vec<Parked> = self.app.wrap().query_wasm_smart(&self.interchange, &query).unwrap();
            if page.is_empty() {
                return all;
            }
            all.extend(page);
        }
    }

    pub fn total_parked(&self) -> u128 {
        let query = QueryMsg::TotalParked { denom: DENOM.into() };
        self.app.wrap().query_wasm_smart::<Uint128>(&self.interchange, &query).unwrap().u128()
    }

    /// Invariant I1, as equality: nobody sent coins by plain bank send, or they were swept.
    pub fn check(&self) {
        let parked: u128 = self.all_parked().iter().map(|parked| parked.amount.u128()).sum();
        assert_eq!(parked, self.total_parked());
        assert_eq!(balance(&self.app, &self.interchange, DENOM), parked);
    }
}
