//! What things cost, measured on the devnet with the shipped wasm. Gas is exact and repeatable: the same calls give the
//! same figures on every machine.

use backlot_api::{collection, interchange, limits, returns, rights, schedule::Source};
use backlot_chain::Msg;
use cosmwasm_std::{coin, Uint128};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{
    film::{agreement, party, plan, plan_of, share, tier, Film, Parties, USD},
    Actor, World,
};

/// A figure with its goal.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What was measured.
    pub name: String,
    /// The figure.
    pub value: u64,
    /// Not above this; none: for information.
    pub goal: Option<u64>,
    /// Unit of both.
    pub unit: &'static str,
}

impl Figure {
    fn gas(name: impl Into<String>, value: u64, goal: Option<u64>) -> Self {
        Self { name: name.into(), value, goal, unit: "SDK gas" }
    }

    /// Whether the goal is met.
    pub fn met(&self) -> bool {
        self.goal.is_none_or(|goal| self.value <= goal)
    }
}

/// `n` wallets that nobody has a key to, sorted by their bytes as a batch issue wants them.
pub fn wallets(n: usize) -> Vec<String> {
    let mut raw = (0..n).map(|n| Sha256::digest(format!("holder {n}"))[..20].to_vec()).collect::<Vec<_>>();
    raw.sort();
    raw.into_iter()
        .map(|bytes| cosmrs::AccountId::new("wasm", &bytes).expect("20 bytes are an address").to_string())
        .collect()
}

/// Units as a real holder list has them: most hold the same small amount, a few a great deal.
fn units(n: usize) -> u128 {
    match n % 1_000 {
        0 => 5_000_000_000_000,
        rest if rest % 50 == 0 => 40_000_000_000,
        _ => 400_000_000,
    }
}

/// Issue, run and delivery for a film of `holders` holders. `deliver`: how many of them are also paid out.
pub async fn of_a_run(world: &World, holders: usize, deliver: usize) -> Vec<Figure> {
    let film = world.make_film(&format!("gas-{holders}"), plan(&Parties::default())).await;
    let wallets = wallets(holders);
    let mut issued = 0;
    for (batch, first) in wallets.chunks(limits::ISSUE_BATCH).zip((0..).step_by(limits::ISSUE_BATCH)) {
        let holders = batch.iter().zip(first..).map(|(wallet, n)| (wallet.clone(), Uint128::new(units(n)))).collect();
        let message = rights::ExecuteMsg::IssueBatch { holders };
        issued += world.execute(&world.owner, &film.rights[0], &message, &[]).await.ok().gas_used;
    }
    let count = holders as u64;
    let mut figures =
        vec![Figure::gas(format!("batch issue per holder, {holders} holders"), issued / count, Some(6_500))];

    let payer = Actor::named("payer");
    let pot = 1_000_000 * holders as u128;
    world.give(&payer, pot, USD).await;
    let fund = returns::ExecuteMsg::Fund { series: 0 };
    let _funded = world.execute(&payer, &film.returns, &fund, &[coin(pot, USD)]).await.ok();
    let triggered = film.trigger(world, &payer).await.ok();
    figures.push(Figure::gas(format!("trigger and freeze, {holders} holders"), triggered.gas_used, None));

    // The goals are for films of 20,000 holders and more: below, a transaction's own cost is shared by few.
    let goal = |goal| (holders >= 20_000).then_some(goal);
    let (mut cursor, mut credited) = (0, 0);
    while (cursor as usize) < holders {
        let outcome = film.advance(world, &payer, film_run(world, &film).await, cursor, 160).await.ok();
        credited += outcome.gas_used;
        cursor = (cursor + 160 * backlot_api::ledger::CREDIT_PAGE).min(holders as u32);
    }
    figures.push(Figure::gas(format!("credit per holder, {holders} holders"), credited / count, goal(250)));

    if deliver > 0 {
        figures.extend(of_delivery(world, &film, &wallets, deliver).await);
    }
    figures
}

async fn film_run(world: &World, film: &Film) -> u64 {
    film.series(world).await.run.expect("a run is under way")
}

/// Deliveries of as many recipients as one set takes: new accounts, then, in the next run, the same accounts, one of them
/// blocked.
async fn of_delivery(world: &World, film: &Film, wallets: &[String], deliver: usize) -> Vec<Figure> {
    let payer = Actor::named("payer");
    let pages = (deliver as u32).div_ceil(backlot_api::ledger::CREDIT_PAGE);
    let recipients = (pages * backlot_api::ledger::CREDIT_PAGE) as u64;
    let new = film.deliver(world, &payer, 0, pages).await.ok().gas_used / recipients;

    let pot = 1_000_000 * wallets.len() as u128;
    world.give(&payer, pot, USD).await;
    let fund = returns::ExecuteMsg::Fund { series: 0 };
    let _funded = world.execute(&payer, &film.returns, &fund, &[coin(pot, USD)]).await.ok();
    let _triggered = film.trigger(world, &payer).await.ok();
    let mut cursor = 0;
    while (cursor as usize) < wallets.len() {
        let _credited = film.advance(world, &payer, film_run(world, film).await, cursor, 160).await.ok();
        cursor = (cursor + 160 * backlot_api::ledger::CREDIT_PAGE).min(wallets.len() as u32);
    }
    world.block_recipient(&wallets[100], true).await;
    let blocked = film.deliver(world, &payer, 0, pages).await.ok();
    world.block_recipient(&wallets[100], false).await;
    let parked: Uint128 =
        world.query(&world.interchange, &interchange::QueryMsg::TotalParked { denom: USD.into() }).await;
    assert!(!parked.is_zero(), "the blocked recipient is parked");
    vec![
        Figure::gas("delivery per recipient, account to be made", new, Some(23_500)),
        Figure::gas(
            "delivery per recipient, account exists, one of the set blocked",
            blocked.gas_used / recipients,
            Some(9_500),
        ),
    ]
}

/// A transfer with rules against cw20-base's, on the same chain.
pub async fn of_a_transfer(world: &World, cw20_wasm: Vec<u8>) -> Vec<Figure> {
    let (anna, ben) = (Actor::named("anna"), Actor::named("ben"));
    let mut plan = plan(&Parties::default());
    plan.series[0].rules = rights::TransferRules {
        attestors: Some(vec![world.owner.wallet()]),
        locked_until: Some(cosmwasm_std::Timestamp::from_seconds(1)),
        max_holders: Some(1_000_000),
        max_units: Some(Uint128::new(1_000_000_000_000_000)),
        min_units: Some(Uint128::one()),
    };
    let film = world.make_film("gas-transfer", plan).await;
    let attest = rights::ExecuteMsg::Attest {
        wallets: wallets(64).into_iter().chain([anna.wallet(), ben.wallet()]).collect(),
        expires: cosmwasm_std::Timestamp::from_seconds(4_000_000_000),
    };
    let _attested = world.execute(&world.owner, &film.rights[0], &attest, &[]).await.ok();
    let mut holders = wallets(62).into_iter().map(|wallet| (wallet, 400_000_000)).collect::<Vec<_>>();
    holders.extend([(anna.wallet(), 400_000_000), (ben.wallet(), 400_000_000)]);
    film.issue(world, &holders).await;
    world.give(&anna, 1, "stake").await;
    let ours = film.transfer(world, &anna, &ben.wallet(), 1_000).await.ok().gas_used;

    let stored = world.submit(&world.owner, &[Msg::StoreCode { wasm: cw20_wasm }]).await.ok();
    let code_id = stored.attribute("store_code", "code_id").expect("a code id").parse().expect("a number");
    let balance = |who: &Actor| serde_json::json!({"address": who.wallet(), "amount": "400000000"});
    let msg = serde_json::json!({
        "name": "peer token", "symbol": "PEER", "decimals": 6,
        "initial_balances": [balance(&anna), balance(&ben)], "mint": null, "marketing": null,
    });
    let msg = serde_json::to_vec(&msg).expect("JSON");
    let made = Msg::Instantiate { code_id, admin: None, label: "peer".into(), msg, funds: vec![] };
    let made = world.submit(&world.owner, &[made]).await.ok();
    let peer = made.attribute("instantiate", "_contract_address").expect("an address").to_owned();
    let message = rights::ExecuteMsg::Transfer { recipient: ben.wallet(), amount: Uint128::new(1_000) };
    let theirs = world.execute(&anna, &peer, &message, &[]).await.ok().gas_used;
    vec![
        Figure::gas("transfer, cw20-base 2.0", theirs, None),
        Figure::gas("transfer with every rule", ours, Some(theirs * 3 / 2)),
    ]
}

/// What a tier adds to a receipt: a receipt that fills 48 tiers against one that fills 16.
pub async fn of_the_waterfall(world: &World) -> Vec<Figure> {
    let payer = Actor::named("payer");
    let mut gas = Vec::new();
    for tiers in [16_u64, 48] {
        let mut agreement = agreement(&Parties::default());
        let crew = |n: u64| format!("crew-{n}");
        agreement.parties = (0..tiers).map(|n| party(&crew(n), &Actor::named(&format!("crew {n}")))).collect();
        let mut steps = (0..tiers)
            .map(|n| tier(&format!("tier-{n}"), vec![share(&crew(n), 1, Some(100_000_000))]))
            .collect::<Vec<_>>();
        steps.push(tier("net", vec![share(&crew(0), 1, None)]));
        agreement.schedule.tables[0].tiers = steps;
        agreement.schedule.sources = vec![Source { id: "tv".into(), table: "film".into(), off_the_top: vec![] }];
        let plan = plan_of(&agreement);
        let film = world.make_film(&format!("gas-tiers-{tiers}"), plan).await;
        let amount = u128::from(tiers) * 100_000_000 + 5;
        world.give(&payer, amount, USD).await;
        let message = collection::ExecuteMsg::Receive { source: "tv".into(), reference: None };
        let outcome = world.execute(&payer, &film.collection, &message, &[coin(amount, USD)]).await.ok();
        gas.push(outcome.gas_used);
    }
    vec![Figure::gas("waterfall, per tier touched", (gas[1] - gas[0]) / 32, Some(3_000))]
}
