//! A chain with one series on it, and the people of the tests.

use backlot_api::code;
use backlot_api::rights::{
    ExecuteMsg, HolderResponse, InstantiateMarketingInfo, InstantiateMsg, LedgerResponse, QueryMsg, TransferRules,
};
use backlot_rights::ContractError;
use backlot_testkit::TestApp;
use cosmwasm_std::{
    coin, to_json_binary, Addr, Binary, Coin, Deps, DepsMut, Empty, Env, MessageInfo, Response, StdResult, Timestamp,
    Uint128, WasmMsg,
};
use cw20::MinterResponse;
use cw_multi_test::{AppResponse, Contract, ContractWrapper, Executor, MockApiBech32};
use serde_json::Value;

/// Seconds the old wallet has to object.
pub const DELAY: u64 = 3 * 24 * 60 * 60;

pub struct World {
    pub app: TestApp,
    pub rights: Addr,
    /// A contract that accepts whatever is sent to it.
    pub sink: Addr,
}

pub fn native() -> Box<dyn Contract<Empty>> {
    use backlot_rights::contract::{execute, instantiate, migrate, query};
    Box::new(ContractWrapper::new(execute, instantiate, query).with_migrate(migrate))
}

fn accepts_all() -> Box<dyn Contract<Empty>> {
    fn yes(_: DepsMut, _: Env, _: MessageInfo, _: Value) -> StdResult<Response> {
        Ok(Response::new())
    }
    fn nothing(_: Deps, _: Env, _: Empty) -> StdResult<Binary> {
        to_json_binary(&())
    }
    Box::new(ContractWrapper::new(yes, |d, e, i, m: Value| yes(d, e, i, m), nothing))
}

/// The address of a person.
pub fn who(name: &str) -> Addr {
    MockApiBech32::new("wasm").addr_make(name)
}

/// A series that is open to everyone.
pub fn plain() -> InstantiateMsg {
    InstantiateMsg {
        name: "Half Nelson A".into(),
        symbol: "HALF-A".into(),
        decimals: 6,
        initial_balances: vec![],
        mint: Some(MinterResponse { minter: who("minter").into(), cap: None }),
        marketing: Some(InstantiateMarketingInfo {
            project: Some("https://example.invalid".into()),
            description: None,
            marketing: Some(who("publicist").into()),
            logo: None,
        }),
        owner: who("owner").into(),
        distributor: Some(who("distributor").into()),
        compliance: Some(who("officer").into()),
        rules: TransferRules::default(),
        recovery_delay: DELAY,
    }
}

impl World {
    pub fn new(msg: &InstantiateMsg) -> Self {
        Self::try_new(&to_json_binary(msg).unwrap()).unwrap()
    }

    pub fn try_new(msg: &Binary) -> Result<Self, Refusal> {
        let (mut app, _) = backlot_testkit::app();
        let code_id = app.store_code(native());
        let sink_code = app.store_code(accepts_all());
        let sink = app.instantiate_contract(sink_code, who("owner"), &(), &[], "sink", None).unwrap();
        let init = WasmMsg::Instantiate {
            admin: Some(who("owner").into()),
            code_id,
            msg: msg.clone(),
            funds: vec![],
            label: "series".into(),
        };
        let made = app.execute(who("owner"), init.into()).map_err(Refusal::from)?;
        let event = made.events.iter().find(|event| event.ty == "instantiate").unwrap();
        let rights = Addr::unchecked(&event.attributes[0].value);
        // A coin that came by plain bank send, so that there is something to sweep.
        backlot_testkit::mint(&mut app, &rights, coin(1, "uusd"));
        Ok(Self { app, rights, sink })
    }

    /// Open series with these holders.
    pub fn with(holders: &[(&str, u128)]) -> Self {
        let mut world = Self::new(&plain());
        world.issue(holders);
        world
    }

    pub fn issue(&mut self, holders: &[(&str, u128)]) {
        let holders = holders.iter().map(|(name, units)| (who(name).into(), Uint128::new(*units))).collect();
        self.run("minter", ExecuteMsg::IssueBatch { holders });
    }

    pub fn raw(&mut self, sender: &Addr, msg: Binary, funds: Vec<Coin>) -> Result<AppResponse, Refusal> {
        let msg = WasmMsg::Execute { contract_addr: self.rights.to_string(), msg, funds };
        self.app.execute(sender.clone(), msg.into()).map_err(Refusal::from)
    }

    pub fn try_run(&mut self, sender: &Addr, msg: &ExecuteMsg) -> Result<AppResponse, Refusal> {
        self.raw(sender, to_json_binary(msg).unwrap(), vec![])
    }

    #[track_caller]
    pub fn run(&mut self, sender: &str, msg: ExecuteMsg) -> AppResponse {
        self.try_run(&who(sender), &msg).unwrap_or_else(|refusal| panic!("{sender}: {msg:?}: {}", refusal.text))
    }

    /// The refusal of a message that must fail; the state is as it was before (invariant I8).
    #[track_caller]
    pub fn refused(&mut self, sender: &str, msg: ExecuteMsg) -> ContractError {
        let before = self.state();
        let refusal = self.try_run(&who(sender), &msg).expect_err(&format!("{sender}: {msg:?} must be refused"));
        assert_eq!(self.state(), before, "a refused message changed the state");
        *refusal.error.unwrap_or_else(|| panic!("not ours: {}", refusal.text))
    }

    #[track_caller]
    pub fn ask<T: serde::de::DeserializeOwned>(&self, query: &QueryMsg) -> T {
        self.app.wrap().query_wasm_smart(&self.rights, query).unwrap()
    }

    pub fn units(&self, wallet: &Addr) -> u128 {
        let query = QueryMsg::Balance { address: wallet.to_string() };
        self.ask::<cw20::BalanceResponse>(&query).balance.u128()
    }

    pub fn held(&self, name: &str) -> u128 {
        self.units(&who(name))
    }

    pub fn holder(&self, name: &str) -> HolderResponse {
        self.ask(&QueryMsg::Holder { wallet: who(name).into() })
    }

    pub fn ledger(&self) -> LedgerResponse {
        self.ask(&QueryMsg::Ledger {})
    }

    /// Hash over all that the chain stores.
    pub fn state(&self) -> [u8; 32] {
        backlot_testkit::state_hash(&self.app)
    }

    pub fn now(&self) -> Timestamp {
        self.app.block_info().time
    }

    pub fn pass(&mut self, seconds: u64) {
        backlot_testkit::pass(&mut self.app, seconds);
    }

    /// Freezes the places from `cursor` to before `holders` for an hour.
    pub fn freeze_run(&mut self, run: u64, cursor: u32, holders: u32) {
        let expires = self.now().plus_seconds(3_600);
        self.run("distributor", ExecuteMsg::FreezeForRun { run, holders, expires });
        if cursor > 0 {
            self.run("distributor", ExecuteMsg::ThawRun { run, cursor });
        }
    }

    pub fn freeze(&mut self, name: &str, units: Option<u128>) {
        let (wallet, units) = (who(name).into(), units.map(Uint128::new));
        self.run("officer", ExecuteMsg::FreezeWallet { wallet, units, reason: "court order 7".into(), expires: None });
    }
}

/// A transfer.
pub fn transfer(to: &str, units: u128) -> ExecuteMsg {
    ExecuteMsg::Transfer { recipient: who(to).into(), amount: units.into() }
}

/// A refused message: the whole sentence, and our error where it is ours.
#[derive(Debug)]
pub struct Refusal {
    pub text: String,
    pub error: Option<Box<ContractError>>,
}

impl Refusal {
    pub fn code(&self) -> &str {
        code::find(&self.text).unwrap_or("none of ours")
    }
}

impl From<anyhow::Error> for Refusal {
    fn from(error: anyhow::Error) -> Self {
        Self { text: format!("{error:#}"), error: error.downcast().ok().map(Box::new) }
    }
}
