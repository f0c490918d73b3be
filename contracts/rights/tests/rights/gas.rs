//! What storage costs, by wasmd's table, beside cw20-base. The devnet's bench has the whole figures.

use backlot_api::rights::{ExecuteMsg, TransferRules};
use backlot_rights::contract::{execute, instantiate};
use backlot_testkit::{Cost, Meter};
use cosmwasm_std::{
    testing::{message_info, mock_env, MockQuerier},
    to_json_binary, Addr, Api, DepsMut, Empty, QuerierWrapper, Uint128,
};
use cw20::Cw20Coin;
use cw_multi_test::MockApiBech32;

use crate::world::{plain, who};

/// A contract of its own, without a chain around it.
struct Bare {
    storage: Meter,
    api: MockApiBech32,
    querier: MockQuerier<Empty>,
}

impl Bare {
    fn new() -> Self {
        Self { storage: Meter::default(), api: MockApiBech32::new("wasm"), querier: MockQuerier::new(&[]) }
    }

    fn deps(&mut self) -> DepsMut<'_> {
        DepsMut { storage: &mut self.storage, api: &self.api, querier: QuerierWrapper::new(&self.querier) }
    }

    fn rights(rules: TransferRules) -> Self {
        let mut bare = Self::new();
        instantiate(bare.deps(), mock_env(), message_info(&who("owner"), &[]), plain()).unwrap();
        bare.run("owner", ExecuteMsg::SetRules { rules });
        bare
    }

    fn run(&mut self, sender: &str, msg: ExecuteMsg) -> Cost {
        self.run_after(0, &who(sender), msg)
    }

    fn run_after(&mut self, seconds: u64, sender: &Addr, msg: ExecuteMsg) -> Cost {
        let mut env = mock_env();
        env.block.time = env.block.time.plus_seconds(seconds);
        self.storage.take();
        execute(self.deps(), env, message_info(sender, &[]), msg).unwrap();
        on_chain(self.storage.take())
    }

    fn issue(&mut self, wallets: &[Addr]) -> (Cost, u64) {
        let holders = wallets.iter().zip(10_000_000u128..).map(|(wallet, units)| (wallet.to_string(), units.into()));
        let msg = ExecuteMsg::IssueBatch { holders: holders.collect() };
        let bytes = to_json_binary(&msg).unwrap().len() as u64;
        (self.run("minter", msg), bytes)
    }
}

/// On a chain each key has 33 bytes of the contract's prefix before it.
fn on_chain(cost: Cost) -> Cost {
    Cost { gas: cost.gas + 33 * (3 * cost.reads + 30 * cost.writes), ..cost }
}

/// `count` wallets in the order of their canonical bytes, with addresses of 20 bytes as people have them.
fn crowd(count: u32) -> Vec<Addr> {
    let api = MockApiBech32::new("wasm");
    let mut all: Vec<Vec<u8>> = (0..count)
        .map(|n| {
            let long = api.addr_canonicalize(who(&format!("holder {n}")).as_str()).unwrap();
            long.as_slice()[..20].to_vec()
        })
        .collect();
    all.sort();
    all.into_iter().map(|raw| api.addr_humanize(&raw.into()).unwrap()).collect()
}

fn strict() -> TransferRules {
    TransferRules {
        locked_until: Some(cosmwasm_std::Timestamp::from_seconds(1_000)),
        max_holders: Some(50_000),
        max_units: Some(Uint128::new(1_000_000_000)),
        min_units: Some(Uint128::new(100)),
        ..TransferRules::default()
    }
}

/// A transfer between holders writes two pages of units, one if they share it, and nothing else.
#[test]
fn a_transfer_touches_two_pages() {
    let mut bare = Bare::rights(strict());
    let crowd = crowd(320);
    bare.issue(&crowd);
    let first = &crowd[0];
    let send = |bare: &mut Bare, to: &Addr, amount: u128| {
        bare.storage.take();
        let msg = ExecuteMsg::Transfer { recipient: to.to_string(), amount: amount.into() };
        execute(bare.deps(), mock_env(), message_info(first, &[]), msg).unwrap();
        on_chain(bare.storage.take())
    };
    let (near, far) = (send(&mut bare, &crowd[1], 5_000), send(&mut bare, &crowd[300], 5_000));
    assert_eq!((near.writes, far.writes), (1, 2));
    assert!(near.reads <= 6 && far.reads <= 7, "{near:?} {far:?}");

    let mut base = Bare::new();
    let rows = crowd.iter().map(|wallet| Cw20Coin { address: wallet.to_string(), amount: 10_000_000u128.into() });
    let msg = cw20_base::msg::InstantiateMsg {
        name: "base".into(),
        symbol: "BASE".into(),
        decimals: 6,
        initial_balances: rows.collect(),
        mint: None,
        marketing: None,
    };
    cw20_base::contract::instantiate(base.deps(), mock_env(), message_info(first, &[]), msg).unwrap();
    base.storage.take();
    let msg = cw20_base::msg::ExecuteMsg::Transfer { recipient: crowd[300].to_string(), amount: 5_000u128.into() };
    cw20_base::contract::execute(base.deps(), mock_env(), message_info(first, &[]), msg).unwrap();
    let theirs = on_chain(base.storage.take());
    println!("transfer: same page {near:?}, two pages {far:?}, cw20-base {theirs:?}");
    // The rest of a transaction is alike in both: 129,541 − 13,905 measured on wasmd, 60,000 of it loading the code.
    let rest = 129_541 - 13_905;
    assert!(2 * (rest + far.gas) <= 3 * (rest + theirs.gas), "{far:?} {theirs:?}");
}

/// Sorted batches need no look-ups; per holder, the bytes of the transaction included, well below 6,500.
#[test]
fn a_batch_is_cheap_per_holder() {
    let mut bare = Bare::rights(strict());
    let crowd = crowd(2_000);
    for batch in crowd.chunks(500) {
        let (cost, bytes) = bare.issue(batch);
        let per_holder = (cost.gas + 10 * bytes) / batch.len() as u64;
        println!("issue: {per_holder} a holder, {cost:?}, {bytes} bytes");
        assert!(per_holder <= 5_900, "{per_holder}");
        assert!(cost.reads < 100, "{cost:?}");
    }
    // Unsorted, each of a later batch is looked up: dearer, and right all the same.
    let mut bare = Bare::rights(strict());
    let reversed: Vec<Addr> = crowd.into_iter().rev().collect();
    for batch in reversed.chunks(500) {
        bare.issue(batch);
    }
}

/// Freeze and thaw are one write each, whatever the number of holders.
#[test]
fn freeze_and_thaw_are_one_write() {
    let expires = mock_env().block.time.plus_seconds(3_600);
    let mut costs = Vec::new();
    for count in [40, 2_000] {
        let mut bare = Bare::rights(TransferRules::default());
        for batch in crowd(count).chunks(1_000) {
            bare.issue(batch);
        }
        let freeze = bare.run("distributor", ExecuteMsg::FreezeForRun { run: 1, holders: count, expires });
        let thaw = bare.run("distributor", ExecuteMsg::ThawRun { run: 1, cursor: 32 });
        let over = bare.run("distributor", ExecuteMsg::ThawRun { run: 1, cursor: count });
        assert_eq!((freeze.writes, thaw.writes, over.writes), (1, 1, 1));
        costs.push((freeze, thaw));
    }
    println!("freeze and thaw: {costs:?}");
    assert!(costs[1].0.gas - costs[0].0.gas < 100);
}

/// A record date that is ahead costs a movement a few bytes to read. One that has come costs it one look-up a page, and
/// the first change of a page one write; sixty-four cost what one costs.
#[test]
fn a_record_date_costs_each_page_one_write() {
    let mut bare = Bare::rights(strict());
    let crowd = crowd(320);
    bare.issue(&crowd);
    let send = |bare: &mut Bare, seconds| {
        let msg = ExecuteMsg::Transfer { recipient: crowd[300].to_string(), amount: 5_000u128.into() };
        bare.run_after(seconds, &crowd[0], msg)
    };
    let date = |bare: &mut Bare, now, seconds| {
        let at = mock_env().block.time.plus_seconds(seconds);
        bare.run_after(now, &who("owner"), ExecuteMsg::SetRecordDate { at, note: None })
    };
    let without = send(&mut bare, 0);
    let setting = date(&mut bare, 0, 100);
    let (ahead, first, second) = (send(&mut bare, 99), send(&mut bare, 100), send(&mut bare, 101));
    println!("transfer: no record date {without:?}, one ahead {ahead:?}, first after it {first:?}, second {second:?}");
    println!("a record date: {setting:?}");
    assert_eq!((ahead.reads, ahead.writes), (without.reads, without.writes));
    assert!(ahead.gas - without.gas < 100, "{ahead:?} {without:?}");
    assert_eq!((first.reads, first.writes), (without.reads + 2, without.writes + 2));
    assert_eq!((second.reads, second.writes), (without.reads + 2, without.writes));
    // Each look-up reads what was kept: a page of 32.
    assert!(second.gas - ahead.gas < 2 * 1_800, "{second:?} {ahead:?}");
    for more in 0..63 {
        date(&mut bare, 200 + more, 201 + more);
    }
    let (first_of_many, second_of_many) = (send(&mut bare, 300), send(&mut bare, 301));
    println!("with 64: first {first_of_many:?}, second {second_of_many:?}");
    assert_eq!((first_of_many.reads, first_of_many.writes), (first.reads, first.writes));
    assert!(second_of_many.gas.abs_diff(second.gas) < 100, "{second_of_many:?} {second:?}");
}
