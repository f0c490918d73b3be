//! A film-rights token, every message of it.

use backlot_api::{rights::ExecuteMsg, rights::TransferRules};
use cosmwasm_std::{Binary, Timestamp};
use cw20::{Expiration, Logo};
use cw_ownable::Action;

use super::*;

const OWNER: &str = "studio owner";
const TOKEN: &str = "token";

pub async fn play(stage: &mut Stage) {
    moves(stage).await;
    allowances(stage).await;
    minter(stage).await;
    marketing(stage).await;
    rules(stage).await;
    freezes(stage).await;
    recoveries(stage).await;
    house(stage).await;
}

fn later() -> Timestamp {
    Timestamp::from_seconds(4_000_000_000)
}

async fn moves(stage: &mut Stage) {
    let transfer = |to: &str, amount: u128| ExecuteMsg::Transfer { recipient: wallet(to), amount: units(amount) };
    stage.tell("a transfer", "holder one", TOKEN, transfer("holder two", 10), &[], Will::Pass).await;
    stage.tell("a transfer to a new holder", "holder one", TOKEN, transfer("holder three", 20), &[], Will::Pass).await;
    let much = transfer("holder two", 10_000_000);
    stage.tell("more units than held", "holder one", TOKEN, much, &[], Will::Fail("[rights.insufficient_units]")).await;
    stage.tell("no units", "holder one", TOKEN, transfer("holder two", 0), &[], Will::Fail("[input.zero]")).await;
    stage
        .tell(
            "units with coins",
            "holder one",
            TOKEN,
            transfer("holder two", 1),
            &usd(1),
            Will::Fail("[funds.none_expected]"),
        )
        .await;
    let nobody = ExecuteMsg::Transfer { recipient: "nobody".into(), amount: units(1) };
    stage.tell("units to no address", "holder one", TOKEN, nobody, &[], Will::Fail("[input.address]")).await;
    let loud = ExecuteMsg::Transfer { recipient: wallet("holder two").to_uppercase(), amount: units(1) };
    stage.tell("units to a loud address", "holder one", TOKEN, loud, &[], Will::Fail("[input.address]")).await;
    stage.tell("a burn", "holder one", TOKEN, ExecuteMsg::Burn { amount: units(5) }, &[], Will::Pass).await;
    stage
        .tell(
            "a burn of too much",
            "holder one",
            TOKEN,
            ExecuteMsg::Burn { amount: units(9_000_000) },
            &[],
            Will::Fail("[rights"),
        )
        .await;
    let contract = stage.contract("studio");
    let give = |to: String| ExecuteMsg::Send { contract: to, amount: units(1), msg: Binary::from(b"{}") };
    stage
        .tell("units to a contract that does not take them", "holder one", TOKEN, give(contract), &[], Will::Fail(""))
        .await;
    let asker = stage.contract("asker");
    stage.tell("units to a contract that takes them", "holder one", TOKEN, give(asker), &[], Will::Pass).await;
    stage
        .tell(
            "units sent to a wallet",
            "holder one",
            TOKEN,
            give(wallet("holder two")),
            &[],
            Will::Fail("no such contract"),
        )
        .await;
    stage
        .tell("a transfer to somebody without an account", "holder one", TOKEN, transfer("ghost", 1), &[], Will::Pass)
        .await;
}

async fn allowances(stage: &mut Stage) {
    let more = |amount: u128, expires: Option<Expiration>| ExecuteMsg::IncreaseAllowance {
        spender: wallet("payer"),
        amount: units(amount),
        expires,
    };
    let less =
        |amount: u128| ExecuteMsg::DecreaseAllowance { spender: wallet("payer"), amount: units(amount), expires: None };
    let from = |amount: u128| ExecuteMsg::TransferFrom {
        owner: wallet("holder two"),
        recipient: wallet("holder four"),
        amount: units(amount),
    };
    stage
        .tell("an allowance", "holder two", TOKEN, more(100, Some(Expiration::AtTime(later()))), &[], Will::Pass)
        .await;
    stage
        .tell(
            "an allowance that has expired",
            "holder two",
            TOKEN,
            more(1, Some(Expiration::AtHeight(1))),
            &[],
            Will::Fail("[rights.expiry]"),
        )
        .await;
    stage.tell("an allowance used", "payer", TOKEN, from(30), &[], Will::Pass).await;
    stage.tell("an allowance overdrawn", "payer", TOKEN, from(300), &[], Will::Fail("[rights.allowance]")).await;
    stage.tell("no allowance", "holder one", TOKEN, from(1), &[], Will::Fail("[rights.allowance]")).await;
    let burn = |amount: u128| ExecuteMsg::BurnFrom { owner: wallet("holder two"), amount: units(amount) };
    stage.tell("an allowance burnt", "payer", TOKEN, burn(5), &[], Will::Pass).await;
    stage.tell("an allowance burnt too far", "payer", TOKEN, burn(500), &[], Will::Fail("[rights.allowance]")).await;
    stage.tell("a smaller allowance", "holder two", TOKEN, less(10), &[], Will::Pass).await;
    stage
        .tell("no allowance to make smaller", "holder one", TOKEN, less(10), &[], Will::Fail("[rights.allowance]"))
        .await;
    let pass = |contract: String| ExecuteMsg::SendFrom {
        owner: wallet("holder two"),
        contract,
        amount: units(2),
        msg: Binary::from(b"{}"),
    };
    let asker = stage.contract("asker");
    stage.tell("an allowance sent", "payer", TOKEN, pass(asker), &[], Will::Pass).await;
    let to = stage.contract("studio");
    stage.tell("an allowance sent to who does not take it", "payer", TOKEN, pass(to), &[], Will::Fail("")).await;
}

async fn minter(stage: &mut Stage) {
    let mint = |amount: u128| ExecuteMsg::Mint { recipient: wallet("holder one"), amount: units(amount) };
    stage.tell("a mint", OWNER, TOKEN, mint(1_000), &[], Will::Pass).await;
    stage.tell("a mint by a stranger", "payer", TOKEN, mint(1_000), &[], Will::Fail("[auth.unauthorized]")).await;
    stage.tell("a mint beyond the cap", OWNER, TOKEN, mint(10_000_000), &[], Will::Fail("[rights.cap]")).await;
    let crowd = (0..40).map(|n| (wallet(&format!("crowd {n}")), units(100 + n))).collect::<Vec<_>>();
    let issue = ExecuteMsg::IssueBatch { holders: crowd.clone() };
    stage.tell("a batch issued", OWNER, TOKEN, issue, &[], Will::Pass).await;
    let twice = ExecuteMsg::IssueBatch { holders: vec![crowd[0].clone(), crowd[0].clone()] };
    stage.tell("a batch with somebody twice", OWNER, TOKEN, twice, &[], Will::Fail("[input.duplicate]")).await;
    let rename = |to: &str| ExecuteMsg::UpdateMinter { new_minter: Some(wallet(to)) };
    stage
        .tell("the minter named by a stranger", "payer", TOKEN, rename("payer"), &[], Will::Fail("[auth.unauthorized]"))
        .await;
    stage.tell("another minter", OWNER, TOKEN, rename("payer"), &[], Will::Pass).await;
}

async fn marketing(stage: &mut Stage) {
    let update = |text: &str| ExecuteMsg::UpdateMarketing {
        project: Some(text.into()),
        description: Some("ünïcode".into()),
        marketing: None,
    };
    stage.tell("marketing", OWNER, TOKEN, update("p"), &[], Will::Pass).await;
    stage.tell("marketing by a stranger", "payer", TOKEN, update("p"), &[], Will::Fail("[")).await;
    let logo = |url: &str| ExecuteMsg::UploadLogo(Logo::Url(url.into()));
    stage.tell("a logo", OWNER, TOKEN, logo("https://example.invalid/b.png"), &[], Will::Pass).await;
    stage.tell("a logo by a stranger", "payer", TOKEN, logo("x"), &[], Will::Fail("[")).await;
}

async fn rules(stage: &mut Stage) {
    let with = |attestors: Option<Vec<String>>| ExecuteMsg::SetRules {
        rules: TransferRules { attestors, max_holders: Some(1_000), ..TransferRules::default() },
    };
    let attestors = with(Some(vec![wallet("attestor")]));
    stage.tell("rules by a stranger", "payer", TOKEN, with(None), &[], Will::Fail("[auth.unauthorized]")).await;
    stage.tell("rules", OWNER, TOKEN, attestors, &[], Will::Pass).await;
    let attest = |who: &str| ExecuteMsg::Attest { wallets: vec![wallet(who)], expires: later() };
    stage
        .tell("a word by a stranger", "payer", TOKEN, attest("holder two"), &[], Will::Fail("[auth.unauthorized]"))
        .await;
    stage.tell("a word", "attestor", TOKEN, attest("holder two"), &[], Will::Pass).await;
    let transfer = |to: &str| ExecuteMsg::Transfer { recipient: wallet(to), amount: units(3) };
    stage.tell("units to who is vouched for", "holder one", TOKEN, transfer("holder two"), &[], Will::Pass).await;
    stage
        .tell(
            "units to who is not",
            "holder one",
            TOKEN,
            transfer("holder three"),
            &[],
            Will::Fail("[rights.not_attested]"),
        )
        .await;
    let revoke = || ExecuteMsg::Revoke { wallets: vec![wallet("holder two")] };
    stage.tell("a word taken back", "attestor", TOKEN, revoke(), &[], Will::Pass).await;
    stage
        .tell("a word taken back by a stranger", "payer", TOKEN, revoke(), &[], Will::Fail("[auth.unauthorized]"))
        .await;
    stage.tell("no rules any more", OWNER, TOKEN, with(None), &[], Will::Pass).await;
}

async fn freezes(stage: &mut Stage) {
    let soon = Timestamp::from_seconds(stage.began + 86_400);
    let freeze = |expires: Timestamp| ExecuteMsg::FreezeForRun { run: 9, holders: 2, expires };
    stage.tell("a freeze by a stranger", "payer", TOKEN, freeze(soon), &[], Will::Fail("[auth.unauthorized]")).await;
    stage
        .tell("a freeze for too long", "distributor", TOKEN, freeze(later()), &[], Will::Fail("[rights.expiry]"))
        .await;
    stage.tell("a freeze for a run", "distributor", TOKEN, freeze(soon), &[], Will::Pass).await;
    let transfer = |to: &str| ExecuteMsg::Transfer { recipient: wallet(to), amount: units(3) };
    stage
        .tell(
            "a transfer in the freeze",
            "holder one",
            TOKEN,
            transfer("holder three"),
            &[],
            Will::Fail("[rights.frozen_by_run]"),
        )
        .await;
    let thaw = |cursor: u32| ExecuteMsg::ThawRun { run: 9, cursor };
    stage.tell("a thaw backwards", "distributor", TOKEN, thaw(0), &[], Will::Fail("[rights.run]")).await;
    stage.tell("a thaw", "distributor", TOKEN, thaw(2), &[], Will::Pass).await;
    let stop = |units_: Option<u128>| ExecuteMsg::FreezeWallet {
        wallet: wallet("holder one"),
        units: units_.map(units),
        reason: "a court's order".into(),
        expires: None,
    };
    stage
        .tell("a wallet frozen by a stranger", "payer", TOKEN, stop(None), &[], Will::Fail("[auth.unauthorized]"))
        .await;
    stage.tell("a wallet frozen", "officer", TOKEN, stop(None), &[], Will::Pass).await;
    stage
        .tell(
            "units out of a frozen wallet",
            "holder one",
            TOKEN,
            transfer("holder two"),
            &[],
            Will::Fail("[rights.frozen]"),
        )
        .await;
    stage.tell("a wallet frozen in part", "officer", TOKEN, stop(Some(10)), &[], Will::Pass).await;
    let melt = || ExecuteMsg::UnfreezeWallet { wallet: wallet("holder one") };
    stage.tell("a wallet thawed", "officer", TOKEN, melt(), &[], Will::Pass).await;
    stage.tell("a wallet thawed again", "officer", TOKEN, melt(), &[], Will::Fail("[rights.not_frozen]")).await;
    let officer = |who: &str| ExecuteMsg::SetCompliance { officer: Some(wallet(who)) };
    stage
        .tell("an officer by a stranger", "payer", TOKEN, officer("payer"), &[], Will::Fail("[auth.unauthorized]"))
        .await;
    stage.tell("another officer", OWNER, TOKEN, officer("attestor"), &[], Will::Pass).await;
}

async fn recoveries(stage: &mut Stage) {
    let propose =
        |lost: &str, heir: &str| ExecuteMsg::ProposeRecovery { lost: wallet(lost), replacement: wallet(heir) };
    let run = |lost: &str| ExecuteMsg::ExecuteRecovery { lost: wallet(lost) };
    stage
        .tell(
            "a recovery by a stranger",
            "payer",
            TOKEN,
            propose("holder three", "heir"),
            &[],
            Will::Fail("[auth.unauthorized]"),
        )
        .await;
    stage.tell("a recovery proposed", OWNER, TOKEN, propose("holder three", "heir"), &[], Will::Pass).await;
    stage.tell("the owner of it objects", "holder three", TOKEN, ExecuteMsg::ObjectRecovery {}, &[], Will::Pass).await;
    stage
        .tell(
            "an objection to nothing",
            "holder three",
            TOKEN,
            ExecuteMsg::ObjectRecovery {},
            &[],
            Will::Fail("[rights.recovery]"),
        )
        .await;
    stage.tell("a recovery proposed again", OWNER, TOKEN, propose("holder three", "heir"), &[], Will::Pass).await;
    let cancel = || ExecuteMsg::CancelRecovery { lost: wallet("holder three") };
    stage.tell("a recovery cancelled", OWNER, TOKEN, cancel(), &[], Will::Pass).await;
    stage.tell("a recovery cancelled again", OWNER, TOKEN, cancel(), &[], Will::Fail("[rights.recovery]")).await;
    stage
        .tell(
            "a recovery of who never held",
            OWNER,
            TOKEN,
            propose("payer", "heir"),
            &[],
            Will::Fail("[rights.recovery]"),
        )
        .await;
    stage.tell("a recovery proposed at last", OWNER, TOKEN, propose("holder three", "heir"), &[], Will::Pass).await;
    stage
        .tell("a recovery of somebody else", "payer", TOKEN, run("holder one"), &[], Will::Fail("[rights.recovery]"))
        .await;
    stage.wait(4).await;
    stage.tell("a recovery", "payer", TOKEN, run("holder three"), &[], Will::Pass).await;
}

async fn house(stage: &mut Stage) {
    let record = || ExecuteMsg::SetRecordDate {
        at: cosmwasm_std::Timestamp::from_seconds(stage.began + 30 * 86_400),
        note: Some("premiere".into()),
    };
    let (by_stranger, by_owner) = (record(), record());
    stage
        .tell("a record date by a stranger", "payer", TOKEN, by_stranger, &[], Will::Fail("[auth.unauthorized]"))
        .await;
    stage.tell("a record date", OWNER, TOKEN, by_owner, &[], Will::Pass).await;
    let pause = |paused: bool| ExecuteMsg::SetPaused { paused };
    stage
        .tell("the token paused by a stranger", "payer", TOKEN, pause(true), &[], Will::Fail("[auth.unauthorized]"))
        .await;
    stage.tell("the token paused", OWNER, TOKEN, pause(true), &[], Will::Pass).await;
    let transfer = ExecuteMsg::Transfer { recipient: wallet("holder two"), amount: units(1) };
    stage.tell("a transfer in the pause", "holder one", TOKEN, transfer, &[], Will::Fail("[state.paused]")).await;
    stage.tell("the token goes on", OWNER, TOKEN, pause(false), &[], Will::Pass).await;
    let sweep = || ExecuteMsg::SweepSurplus { denom: USD.into(), to: wallet("heir") };
    stage.tell("no coins in the token", OWNER, TOKEN, sweep(), &[], Will::Fail("[funds.no_surplus]")).await;
    stage.send("coins for the token", "payer", &[send(&stage.contract(TOKEN), usd(9))], Will::Pass).await;
    stage.tell("coins out of the token", OWNER, TOKEN, sweep(), &[], Will::Pass).await;
    let offer = ExecuteMsg::UpdateOwnership(Action::TransferOwnership { new_owner: wallet("heir"), expiry: None });
    stage.tell("the token offered", OWNER, TOKEN, offer, &[], Will::Pass).await;
    let accept = || ExecuteMsg::UpdateOwnership(Action::AcceptOwnership);
    stage.tell("the token taken by a stranger", "payer", TOKEN, accept(), &[], Will::Fail("[auth")).await;
}
