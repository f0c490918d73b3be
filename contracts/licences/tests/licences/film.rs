//! A film with its licences, on a test chain.

use backlot_api::licences::{
    AvailRow, BalanceResponse, ConfigResponse, DisputeResponse, Entitlement, EntitlementKind, ExecuteMsg, Grant,
    Instalment, InstantiateMsg, Licence, Medium, Period, QueryMsg, ReconciliationResponse, ReportResponse,
};
use backlot_licences::contract;
use backlot_testkit::{addr, app, mint, TestApp};
use cosmwasm_std::{coin, coins, Addr, Coin, Uint128};
use cw_multi_test::{AppResponse, ContractWrapper, Executor};

use crate::doubles::{self, AccountQuery, Receipt, SOURCE};

pub const DENOM: &str = "uusd";
/// 2026-01-01.
pub const TODAY: u32 = 20_454;

pub struct Film {
    pub app: TestApp,
    pub licences: Addr,
    pub collection: Addr,
}

impl Film {
    pub fn new() -> Self {
        let (mut app, _) = app();
        app.update_block(|block| block.time = cosmwasm_std::Timestamp::from_seconds(u64::from(TODAY) * 86_400 + 3_600));
        for name in ["owner", "canal", "netflix", "anyone", "bank"] {
            let wallet = addr(&app, name);
            mint(&mut app, &wallet, coin(1_000_000, DENOM));
            mint(&mut app, &wallet, coin(1_000, "uatom"));
        }
        let owner = addr(&app, "owner");
        let code = doubles::collection(&mut app);
        let voice = addr(&app, "bank").to_string();
        let collection = app.instantiate_contract(code, owner.clone(), &voice, &[], "collection", None).unwrap();
        let code = doubles::token(&mut app);
        let holders: Vec<_> =
            [("anna", 10u128), ("ben", 9)].map(|(name, units)| (addr(&app, name), Uint128::new(units))).into();
        let mut tokens = Vec::new();
        for holders in [vec![], holders] {
            tokens.push(app.instantiate_contract(code, owner.clone(), &holders, &[], "token", None).unwrap());
        }
        let code = ContractWrapper::new(contract::execute, contract::instantiate, contract::query)
            .with_migrate(contract::migrate);
        let code = app.store_code(Box::new(code));
        let msg = InstantiateMsg {
            owner: owner.to_string(),
            denom: DENOM.into(),
            collection: collection.to_string(),
            rights: tokens.iter().map(Addr::to_string).collect(),
        };
        let licences = app.instantiate_contract(code, owner, &msg, &[], "licences", None).unwrap();
        Self { app, licences, collection }
    }

    pub fn wallet(&self, name: &str) -> String {
        addr(&self.app, name).to_string()
    }

    pub fn call(&mut self, sender: &str, msg: &ExecuteMsg, funds: &[Coin]) -> anyhow::Result<AppResponse> {
        let sender = addr(&self.app, sender);
        self.app.execute_contract(sender, self.licences.clone(), msg, funds)
    }

    pub fn owner(&mut self, msg: &ExecuteMsg) -> anyhow::Result<AppResponse> {
        self.call("owner", msg, &[])
    }

    pub fn ask<T: serde::de::DeserializeOwned>(&self, query: &QueryMsg) -> anyhow::Result<T> {
        Ok(self.app.wrap().query_wasm_smart(&self.licences, query)?)
    }

    /// A licence of `canal`, to be changed by the test.
    pub fn terms(
        &self,
        id: &str,
        territories: &[&str],
        media: &[Medium],
        window: (u32, u32),
        exclusive: bool,
    ) -> Grant {
        Grant {
            id: id.into(),
            licensee: self.wallet("canal"),
            territories: territories.iter().map(|code| (*code).to_owned()).collect(),
            media: media.to_vec(),
            window: Period { from: window.0, until: window.1 },
            exclusive,
            source: SOURCE.into(),
            reference: "deal memo 12".into(),
            guarantee: vec![],
        }
    }

    pub fn grant(&mut self, licence: Grant) -> anyhow::Result<AppResponse> {
        self.owner(&ExecuteMsg::Grant { licence })
    }

    /// A licence for television in France of 400 days, with a guarantee of 300 in three instalments.
    pub fn french_television(&mut self) {
        let mut licence = self.terms("fr-tv", &["FR"], &[Medium::Television], (TODAY + 10, TODAY + 410), true);
        licence.guarantee = [10, 100, 190]
            .iter()
            .zip([50u128, 100, 150])
            .map(|(day, amount)| Instalment { due: TODAY + day, amount: amount.into() })
            .collect();
        self.grant(licence).unwrap();
    }

    pub fn terminate(&mut self, licence: &str, on: u32) -> anyhow::Result<AppResponse> {
        self.owner(&ExecuteMsg::Terminate { licence: licence.into(), on })
    }

    pub fn pay(&mut self, sender: &str, licence: &str, amount: u128) -> anyhow::Result<AppResponse> {
        let msg = ExecuteMsg::Pay { licence: licence.into(), reference: Some("MG".into()) };
        self.call(sender, &msg, &coins(amount, DENOM))
    }

    pub fn report_of(licence: &str, net: u128, corrects: Option<u64>) -> ExecuteMsg {
        ExecuteMsg::Report {
            licence: licence.into(),
            period: Period { from: TODAY + 10, until: TODAY + 100 },
            gross: Uint128::new(net + 30),
            deductions: Uint128::new(30),
            net: Uint128::new(net),
            statement_sha256: "ab".repeat(32),
            reference: Some("Q1".into()),
            corrects,
        }
    }

    pub fn report(&mut self, licence: &str, net: u128, corrects: Option<u64>) -> anyhow::Result<AppResponse> {
        self.call("canal", &Self::report_of(licence, net, corrects), &[])
    }

    pub fn dispute(&mut self, sender: &str, report: u64) -> anyhow::Result<AppResponse> {
        self.call(sender, &ExecuteMsg::Dispute { report, reference: "two prints are missing".into(), party: None }, &[])
    }

    pub fn dispute_as(&mut self, sender: &str, party: &str, report: u64) -> anyhow::Result<AppResponse> {
        let party = Some(party.into());
        self.call(sender, &ExecuteMsg::Dispute { report, reference: "two prints are missing".into(), party }, &[])
    }

    pub fn settle(&mut self, sender: &str, dispute: u64, by_report: Option<u64>) -> anyhow::Result<AppResponse> {
        self.call(sender, &ExecuteMsg::Settle { dispute, by_report, reference: "corrected".into() }, &[])
    }

    pub fn set_voices(&mut self, names: &[&str]) {
        let voices = names.iter().map(|name| self.wallet(name)).collect();
        self.owner(&ExecuteMsg::SetVoices { voices }).unwrap();
    }

    pub fn entitlement(&self, id: &str, units: u128) -> Entitlement {
        Entitlement {
            id: id.into(),
            series: 1,
            units: Uint128::new(units),
            record: doubles::RECORD,
            kind: EntitlementKind::Screening,
            text: "the premiere in Lyon".into(),
        }
    }

    pub fn config(&self) -> ConfigResponse {
        self.ask(&QueryMsg::Config {}).unwrap()
    }

    pub fn licence(&self, id: &str) -> Licence {
        self.ask(&QueryMsg::Licence { licence: id.into() }).unwrap()
    }

    pub fn balance(&self, id: &str, on: u32) -> BalanceResponse {
        self.ask(&QueryMsg::Balance { licence: id.into(), on }).unwrap()
    }

    pub fn avails(&self, territories: &[&str], media: &[Medium], from: u32, until: u32) -> Vec<AvailRow> {
        let territories = territories.iter().map(|code| (*code).to_owned()).collect();
        self.ask(&QueryMsg::Avails { territories, media: media.to_vec(), from, until }).unwrap()
    }

    pub fn report_row(&self, report: u64) -> ReportResponse {
        self.ask(&QueryMsg::ReportByNumber { report }).unwrap()
    }

    pub fn disputes(&self, report: Option<u64>) -> Vec<DisputeResponse> {
        self.ask(&QueryMsg::Disputes { report, start_after: None, limit: None }).unwrap()
    }

    pub fn reconciliation(&self, id: &str) -> ReconciliationResponse {
        self.ask(&QueryMsg::Reconciliation { licence: id.into() }).unwrap()
    }

    pub fn receipts(&self) -> Vec<Receipt> {
        self.app.wrap().query_wasm_smart(&self.collection, &AccountQuery::Receipts {}).unwrap()
    }

    /// The error's words, where a call was refused.
    pub fn words<T: std::fmt::Debug>(result: anyhow::Result<T>) -> String {
        format!("{:#}", result.unwrap_err())
    }
}
