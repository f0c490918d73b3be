//! The collection account, every message of it.

use backlot_api::collection::ExecuteMsg;
use cw_ownable::Action;

use super::*;

const OWNER: &str = "studio owner";
const IT: &str = "collection";

pub async fn play(stage: &mut Stage) {
    let receive = |source: &str| ExecuteMsg::Receive { source: source.into(), reference: Some("INV 7".into()) };
    stage.tell("a receipt", "payer", IT, receive("theatrical"), &usd(300_000), Will::Pass).await;
    stage
        .tell("a receipt from nowhere", "payer", IT, receive("radio"), &usd(5), Will::Fail("[collection.source]"))
        .await;
    stage.tell("a receipt of nothing", "payer", IT, receive("tv"), &[], Will::Fail("[funds.one_coin_expected]")).await;
    stage
        .tell("a receipt in another denom", "payer", IT, receive("tv"), &[coin(5, ATOM)], Will::Fail("[funds.denom]"))
        .await;
    stage
        .tell(
            "a receipt of more than one has",
            "payer",
            IT,
            receive("tv"),
            &usd(900_000_000_000),
            Will::Fail("insufficient funds"),
        )
        .await;
    stage.tell("a large receipt", "payer", IT, receive("tv"), &usd(3_000_000), Will::Pass).await;

    let deposit = |note: Option<&str>| ExecuteMsg::Deposit { note: note.map(Into::into) };
    stage.tell("a deposit", "payer", IT, deposit(Some("what is it?")), &usd(70_000), Will::Pass).await;
    stage.tell("a deposit of another denom", "holder one", IT, deposit(None), &[coin(9, ATOM)], Will::Pass).await;
    stage
        .tell(
            "a deposit of two",
            "payer",
            IT,
            deposit(None),
            &[coin(9, ATOM), coin(9, USD)],
            Will::Fail("[funds.one_coin_expected]"),
        )
        .await;
    let assign = |entry: u64| ExecuteMsg::Assign { entry, source: "tv".into() };
    stage
        .tell("a deposit assigned by a stranger", "payer", IT, assign(1), &[], Will::Fail("[auth.unauthorized]"))
        .await;
    stage.tell("a deposit assigned", OWNER, IT, assign(1), &[], Will::Pass).await;
    stage
        .tell("a deposit of another denom assigned", OWNER, IT, assign(2), &[], Will::Fail("[collection.entry_denom]"))
        .await;
    let recover = |entry: u64| ExecuteMsg::Recover { entry };
    stage
        .tell("somebody else's deposit taken back", "payer", IT, recover(2), &[], Will::Fail("[auth.unauthorized]"))
        .await;
    stage.tell("a deposit taken back", "holder one", IT, recover(2), &[], Will::Pass).await;
    stage.tell("a deposit taken back again", "holder one", IT, recover(2), &[], Will::Fail("[collection.entry]")).await;
    let attribute =
        |amount: u128| ExecuteMsg::Attribute { denom: USD.into(), amount: units(amount), sender: wallet("payer") };
    stage.tell("nothing to attribute", OWNER, IT, attribute(500), &[], Will::Fail("[collection.surplus]")).await;
    stage.send("coins for the account", "payer", &[send(&stage.contract(IT), usd(500))], Will::Pass).await;
    stage.tell("attributed by a stranger", "payer", IT, attribute(500), &[], Will::Fail("[auth.unauthorized]")).await;
    stage.tell("attributed", OWNER, IT, attribute(500), &[], Will::Pass).await;

    let approve = |amount: u128| ExecuteMsg::Approve {
        source: "theatrical".into(),
        party: "agent".into(),
        amount: units(amount),
        reference: Some("prints".into()),
    };
    stage.tell("expenses by a stranger", "payer", IT, approve(5_000), &[], Will::Fail("[auth.unauthorized]")).await;
    stage.tell("expenses approved", OWNER, IT, approve(5_000), &[], Will::Pass).await;
    stage.tell("expenses above the cap", OWNER, IT, approve(70_001), &[], Will::Fail("[collection.books]")).await;
    let attest = |value: u128| ExecuteMsg::Attest {
        figure: "admissions".into(),
        value: units(value),
        reference: Some("CBO, week 3".into()),
    };
    stage.tell("a figure by a stranger", "payer", IT, attest(9_000), &[], Will::Fail("[auth.unauthorized]")).await;
    stage.tell("a figure", OWNER, IT, attest(9_000), &[], Will::Pass).await;
    stage.tell("a figure that shrinks", OWNER, IT, attest(8_000), &[], Will::Fail("[collection.books]")).await;
    let release = ExecuteMsg::Release {};
    stage.tell("no reserve to release", "payer", IT, release, &[], Will::Fail("[collection.books]")).await;

    let deliver = |parties: &[&str]| ExecuteMsg::Deliver { parties: parties.iter().map(ToString::to_string).collect() };
    stage.tell("one party paid", "payer", IT, deliver(&["lender"]), &[], Will::Pass).await;
    stage
        .tell(
            "a party paid again",
            "payer",
            IT,
            deliver(&["lender"]),
            &[],
            Will::Fail("[collection.nothing_to_deliver]"),
        )
        .await;
    stage.tell("no such party", "payer", IT, deliver(&["nobody"]), &[], Will::Fail("[collection.party]")).await;
    stage.tell("all parties paid", "payer", IT, deliver(&[]), &[], Will::Pass).await;

    let pause = |paused: bool| ExecuteMsg::SetPaused { paused };
    stage
        .tell("the account paused by a stranger", "payer", IT, pause(true), &[], Will::Fail("[auth.unauthorized]"))
        .await;
    stage.tell("the account paused", OWNER, IT, pause(true), &[], Will::Pass).await;
    stage.tell("a receipt in the pause", "payer", IT, receive("tv"), &usd(5), Will::Fail("[state.paused]")).await;
    stage.tell("the account goes on", OWNER, IT, pause(false), &[], Will::Pass).await;
    let offer = || ExecuteMsg::UpdateOwnership(Action::TransferOwnership { new_owner: wallet("heir"), expiry: None });
    stage.tell("the account offered by a stranger", "payer", IT, offer(), &[], Will::Fail("[auth.unauthorized]")).await;
    stage.tell("the account offered", OWNER, IT, offer(), &[], Will::Pass).await;
}
